// What the page takes with 92,331 items and 10,000 sales behind it: the browser's own account of the page (JavaScript,
// WebAssembly, DOM), and beside it the resident memory of the process that draws it, which holds much that is not the
// page's.

import { readFile } from "node:fs/promises";
import { report } from "../support/bench.mjs";
import { machine } from "../support/bench-page.mjs";
import { codesWithPrice, openBigShop, serveWithBench, SALES } from "../support/big-shop.mjs";
import { Cashier } from "../support/cashier.mjs";

const LIMIT_MB = 200;
const MB = 1_000_000;

const hub = await serveWithBench();
// Without this the browser waits up to half a minute for a garbage collection of its own.
const { context, page } = await openBigShop(hub.url, { args: ["--enable-blink-features=ForceEagerMeasureMemory"] });
// A fresh page: what founding the register took is gone, as it is for a shop on any other day.
await page.goto("about:blank");
await page.goto(hub.url);
const cashier = new Cashier(page);
await cashier.isReady();
for (const code of codesWithPrice().slice(0, 8)) await cashier.scan(code);
await cashier.payExactly();
await cashier.next();
await cashier.type("milk");
const measured = await page.evaluate(() => performance.measureUserAgentSpecificMemory());
const resident = await residentOfRenderers();
const version = context.browser()?.version();
await context.close();
await hub.stop();

const line = (what, bytes) => ({ what, unit: "MB", samples: 1, p50: bytes / MB, p99: bytes / MB });
const page_ = line(`page with all loaded, ${SALES} sales behind it`, measured.bytes);
const rows = [
  {
    ...page_,
    beside: "resident memory of its process",
    beside_p50: resident / MB,
    beside_p99: resident / MB,
    goal: `< ${LIMIT_MB} MB`,
    met: page_.p50 < LIMIT_MB,
  },
  ...measured.breakdown
    .filter(({ bytes }) => bytes > MB)
    .map(({ bytes, types }) => line(`of that, ${types.join(", ") || "shared"}`, bytes)),
];
await report(rows, machine(version));

/** The largest process that draws pages, from the system's own account; `NaN` where it keeps none. */
async function residentOfRenderers() {
  const session = await context.browser()?.newBrowserCDPSession();
  const { processInfo } = (await session?.send("SystemInfo.getProcessInfo")) ?? { processInfo: [] };
  const sizes = processInfo
    .filter(({ type }) => type === "renderer")
    .map(async ({ id }) => {
      const status = await readFile(`/proc/${id}/status`, "utf8").catch(() => "");
      return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) * 1_024;
    });
  return Math.max(...(await Promise.all(sizes)));
}
