// A register with 92,331 items in stock and 10,000 sales behind it, for measurements of the whole page. The sales are
// committed by the register's own crates in the same origin, before the register is opened for the first time.

import { cp, mkdir, rm } from "node:fs/promises";
import path from "node:path";
import { readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { openBrowser } from "./chromium.mjs";
import { distFolder, startHub } from "./hub.mjs";
import { readyForOffline } from "./register.mjs";

/** The longest that is waited until the register has kept its catalogue, and between two looks, in milliseconds. */
const KEPT_WITHIN_MS = 60_000;
const KEPT_LOOK_MS = 250;
/** Sales behind it; fewer while a measurement is being written. */
export const SALES = Number(process.env.EVERTILL_SALES ?? 10_000);

/**
 * Serves the register with the page of `bench/` beside it.
 *
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>}
 */
export async function serveWithBench() {
  const folder = path.join(path.dirname(process.env.PROFILE_DIR), `${path.basename(process.env.PROFILE_DIR)}-dist`);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await cp(distFolder(), folder, { recursive: true });
  await cp(process.env.EVERTILL_BENCH_SITE, path.join(folder, "bench"), { recursive: true });
  const hub = await startHub({ dist: folder });
  const stop = async () => {
    await hub.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { ...hub, stop };
}

/**
 * Opens the register of the big shop, with its worker in charge and its catalogue kept for the next start.
 *
 * @param {string} url
 * @param {object} [browser] options of the browser
 */
export async function openBigShop(url, browser) {
  const context = await openBrowser(process.env.PROFILE_DIR, browser);
  const page = context.pages()[0] ?? (await context.newPage());
  page.on("pageerror", (error) => console.error(`page: ${error.stack ?? error}`));
  await page.goto(`${url}/bench/index.html`);
  await page.waitForFunction(() => globalThis.bench);
  await page.evaluate(async (sales) => {
    const { evertill, csv } = await globalThis.bench;
    await evertill.stock_register(csv, sales);
  }, SALES);
  console.log(`${SALES} sales behind it`);
  await page.goto(url);
  await page.getByRole("searchbox", { name: "Search or scan" }).waitFor();
  await readyForOffline(page);
  // Asked one by one: a function that promises its answer would count as a yes at once.
  const until = Date.now() + KEPT_WITHIN_MS;
  while (!(await page.evaluate(catalogueIsKept))) {
    if (Date.now() > until) throw new Error("the register did not keep its catalogue");
    await pause(KEPT_LOOK_MS);
  }
  return { context, page };
}

/** Whether the page has kept its catalogue for the next start. */
function catalogueIsKept() {
  return new Promise((resolve) => {
    const opening = indexedDB.open("evertill-cache");
    opening.onerror = () => resolve(false);
    opening.onsuccess = () => {
      const database = opening.result;
      const done = (found) => {
        database.close();
        resolve(found);
      };
      if (!database.objectStoreNames.contains("bytes")) return done(false);
      const reading = database.transaction("bytes").objectStore("bytes").getKey("catalogue");
      reading.onsuccess = () => done(reading.result !== undefined);
      reading.onerror = () => done(false);
    };
  });
}

/** Codes of items that have a price, in the order of the file. */
export function codesWithPrice() {
  const text = readFileSync(path.join(process.env.EVERTILL_BENCH_SITE, "items.csv"), "utf8");
  // The code and the price are digits alone; names in quotes stand before, departments after.
  return text.split("\n").flatMap((line) => /,(29\d{11}),.*,([1-9]\d*)\r?$/.exec(line)?.[1] ?? []);
}
