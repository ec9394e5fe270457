// What grows with the shop: a shift of 2,000 sales is closed, fifty times; and a report over the 100,000 sales is made
// from the kept book, and from nothing.

import { report, row } from "../support/bench.mjs";
import { inBenchPage, machine } from "../support/bench-page.mjs";

const SHIFTS = Number(process.env.EVERTILL_SHIFTS ?? 50);
const SALES = Number(process.env.EVERTILL_SALES_OF_SHIFT ?? 2_000);
const REPORTS = 20;

const before = machine();
const { closes, reports, rebuild, counted, version } = await inBenchPage(async (page) => {
  const version = page.context().browser()?.version();
  await page.evaluate(async () => {
    const { evertill, csv } = await globalThis.bench;
    globalThis.shop = await evertill.ReportBench.open(csv);
  });
  const closes = [];
  for (let shift = 0; shift < SHIFTS; shift += 1) {
    closes.push(await page.evaluate(async ([ago, sales]) => {
      await globalThis.shop.open_shift(ago);
      await globalThis.shop.sell(sales);
      return globalThis.shop.close_shift();
    }, [SHIFTS - shift, SALES]));
    console.log(`${(shift + 1) * SALES} sales`);
  }
  const rebuild = await page.evaluate(() => globalThis.shop.rebuild());
  const reports = [];
  for (let time = 0; time < REPORTS; time += 1) reports.push(await page.evaluate(() => globalThis.shop.report()));
  const counted = await page.evaluate(() => globalThis.shop.counted());
  return { closes, reports, rebuild, counted, version };
});
if (counted !== SHIFTS * SALES) throw new Error(`${counted} sales were counted and ${SHIFTS * SALES} made`);

const rows = [
  row({
    what: `closing a shift of ${SALES} sales`,
    samples: closes,
    goal: "p99 < 100 ms",
    meets: ({ p99 }) => p99 < 100,
  }),
  row({
    what: `report over ${counted} sales from the kept book`,
    samples: reports,
    goal: "p99 < 300 ms",
    meets: ({ p99 }) => p99 < 300,
  }),
  row({ what: `counting ${counted} sales from nothing`, samples: [rebuild] }),
];
await report(rows, { ...machine(version), load_before: before.load });
