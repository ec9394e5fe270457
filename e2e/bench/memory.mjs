// What the page takes with 92,331 items and 10,000 sales behind it: the browser's own account of the page (JavaScript and
// DOM) and the program's linear memory, which that account leaves out. Beside it, what the process that draws the page has
// for itself alone, which holds much of the browser that is not the page's.

import { readFile } from "node:fs/promises";
import { report } from "../support/bench.mjs";
import { machine } from "../support/bench-page.mjs";
import { openBrowser } from "../support/chromium.mjs";
import { codesWithPrice, openBigShop, serveWithBench, SALES } from "../support/big-shop.mjs";
import { Cashier } from "../support/cashier.mjs";

const LIMIT_MB = 200;
const MB = 1_000_000;

const hub = await serveWithBench();
// Without this the browser waits up to half a minute for a garbage collection of its own.
const browser = { args: ["--enable-blink-features=ForceEagerMeasureMemory"] };
const founded = await openBigShop(hub.url, browser);
// A fresh browser: what founding the register took is gone, as it is for a shop on any other day.
await founded.context.close();
const context = await openBrowser(process.env.PROFILE_DIR, browser);
const page = context.pages()[0] ?? (await context.newPage());
await page.addInitScript(rememberMemory);
await page.goto(hub.url);
const cashier = new Cashier(page);
await cashier.isReady();
for (const code of codesWithPrice().slice(0, 8)) await cashier.scan(code);
await cashier.payExactly();
await cashier.next();
await cashier.type("milk");
const measured = await page.evaluate(() => performance.measureUserAgentSpecificMemory());
const linear = await page.evaluate(() => globalThis.linearMemory.buffer.byteLength);
const alone = await privateOfRenderers();
const version = context.browser()?.version();
await context.close();
await hub.stop();

const line = (what, bytes) => ({ what, unit: "MB", samples: 1, p50: bytes / MB, p99: bytes / MB });
const page_ = line(`page with all loaded, ${SALES} sales behind it`, measured.bytes + linear);
const rows = [
  {
    ...page_,
    beside: "private memory of its process",
    beside_p50: alone / MB,
    beside_p99: alone / MB,
    goal: `< ${LIMIT_MB} MB`,
    met: page_.p50 < LIMIT_MB,
  },
  line("of that, the program's linear memory", linear),
  ...measured.breakdown
    .filter(({ bytes }) => bytes > MB)
    .map(({ bytes, types }) => line(`of that, ${types.join(", ") || "shared"}`, bytes)),
];
await report(rows, machine(version));

/** The largest process that draws pages: what it shares with no other, from the system's account; `NaN` without one. */
async function privateOfRenderers() {
  const session = await context.browser()?.newBrowserCDPSession();
  const { processInfo } = (await session?.send("SystemInfo.getProcessInfo")) ?? { processInfo: [] };
  const sizes = processInfo
    .filter(({ type }) => type === "renderer")
    .map(async ({ id }) => {
      const account = await readFile(`/proc/${id}/smaps_rollup`, "utf8").catch(() => "");
      const parts = [...account.matchAll(/^Private_(?:Clean|Dirty): +(\d+) kB/gm)].map(([, size]) => Number(size) * 1_024);
      return parts.length > 0 ? parts.reduce((sum, part) => sum + part, 0) : Number.NaN;
    });
  return Math.max(...(await Promise.all(sizes)));
}

// Runs in the page before anything else: keeps hold of the memory that the program is given.
function rememberMemory() {
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const original = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const made = await original.apply(WebAssembly, given);
      globalThis.linearMemory = (made.instance ?? made).exports.memory;
      return made;
    };
  }
}
