// What every walkthrough needs from the register: a page that is open and ready, with the worker in charge.

import { Cashier } from "./cashier.mjs";
import { newProfile, openBrowser } from "./chromium.mjs";
import { watch } from "./watch.mjs";

/** Browsers that are open, so that a test that fails half way leaves none behind to hold the run up. */
const open = new Set();

/** Closes every browser that is still open; for `after`. */
export async function closeAll() {
  await Promise.all([...open].map((context) => context.close()));
}

/**
 * Opens the register in a browser on a profile folder.
 *
 * @param {{ url: string, profile: string, allow?: RegExp[], browser?: object, path?: string }} options
 */
export async function openRegister({ url, profile, allow, browser, path = "/" }) {
  const context = await openBrowser(profile, browser);
  open.add(context);
  context.on("close", () => open.delete(context));
  const watcher = await watch(context, { allow });
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(url + path);
  const close = () => context.close();
  return { context, page, close, ...watcher };
}

/** Resolves once the register has drawn itself: its main part is there, which only WebAssembly puts there. */
export async function ready(page) {
  await page.getByRole("main").first().waitFor();
}

/** Resolves once the service worker is active and answers for this page, so that the next start needs no server. */
export async function readyForOffline(page) {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (navigator.serviceWorker.controller) return;
    await new Promise((resolve) => {
      navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true });
    });
  });
}

/** Asks the service worker in charge which build it is. */
export function workerVersion(page) {
  return page.evaluate(
    () =>
      new Promise((resolve) => {
        const channel = new MessageChannel();
        channel.port1.onmessage = (event) => resolve(event.data);
        navigator.serviceWorker.controller.postMessage({ type: "version" }, [channel.port2]);
      }),
  );
}

/** What the console may say while the server is gone. */
export const SERVER_GONE = [/Failed to (load|fetch)|ERR_CONNECTION/];

/**
 * A register that was opened once and closed, whose server is gone, and that is opened again. From here on it is alone.
 *
 * @param {{ hub: { url: string, stop: () => Promise<void> }, profile: string, browser?: object }} options
 */
export async function openWithoutServer({ hub, profile, browser }) {
  const first = await openRegister({ url: hub.url, profile });
  await new Cashier(first.page).isReady();
  await readyForOffline(first.page);
  first.expectNone();
  await first.close();
  await hub.stop();
  return openRegister({ url: hub.url, profile, allow: SERVER_GONE, browser });
}

export { newProfile };
