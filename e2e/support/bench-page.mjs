// The page of `bench/`: the register's crates without its screens, the peer beside them, and the items. What is run
// in it finds them in `bench`, a promise of `{ evertill, MiniSearch, csv, memory }`.

import os from "node:os";
import { openBrowser } from "./chromium.mjs";

/**
 * Opens the page that `cargo xtask bench` serves, runs `measure` in it, and closes the browser.
 *
 * @template T
 * @param {(page: import("playwright-core").Page) => Promise<T>} measure
 * @returns {Promise<T>}
 */
export async function inBenchPage(measure) {
  const context = await openBrowser(process.env.PROFILE_DIR);
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    page.on("console", (message) => message.type() === "error" && console.error(`page: ${message.text()}`));
    page.on("pageerror", (error) => console.error(`page: ${error.stack ?? error}`));
    await page.goto(process.env.BASE_URL);
    await page.waitForFunction(() => globalThis.bench && globalThis.crossOriginIsolated);
    return await measure(page);
  } finally {
    await context.close();
  }
}

/** What a figure depends on beside the code: the machine, its load of the last minute, the browser. */
export function machine(browser) {
  const [minute] = os.loadavg();
  return {
    date: new Date().toISOString().slice(0, 10),
    cores: os.cpus().length,
    processor: os.cpus()[0]?.model ?? "unknown",
    load: Number(minute.toFixed(2)),
    ...(browser ? { browser } : {}),
  };
}
