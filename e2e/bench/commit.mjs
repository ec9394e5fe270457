// Commits of an 8-line sale with stock and loyalty, 92,331 items in stock and 10,000 sales behind it, beside two bare
// strict transactions that put the same bytes under the same keys. Ours and the floor take turns, so that whatever
// slows the machine down slows down both.

import { report, row } from "../support/bench.mjs";
import { inBenchPage, machine } from "../support/bench-page.mjs";

const BEHIND = Number(process.env.EVERTILL_SALES ?? 10_000);
const WARM_UP = 100;
const SAMPLES = Number(process.env.EVERTILL_SAMPLES ?? 1_000);

const before = machine();
const { ours, floor, written, version } = await inBenchPage(async (page) => {
  const version = page.context().browser()?.version();
  await page.evaluate(async () => {
    const { evertill, csv } = await globalThis.bench;
    globalThis.commits = await evertill.CommitBench.open(csv);
  });
  const turns = (count) =>
    page.evaluate(async (count) => {
      const [ours, floor] = [[], []];
      let written = [];
      for (let turn = 0; turn < count; turn += 1) {
        ours.push(await globalThis.commits.ours());
        written = [...globalThis.commits.written()];
        floor.push(await globalThis.commits.floor());
      }
      return { ours, floor, written };
    }, count);
  for (let done = 0; done < BEHIND; done += 1_000) {
    const part = Math.min(1_000, BEHIND - done);
    await turns(part);
    console.log(`${done + part} sales behind it`);
  }
  await turns(WARM_UP);
  return { ...(await turns(SAMPLES)), version };
});

const [puts, bytes] = written;
const rows = [
  row({
    what: `commit of an 8-line sale, ${BEHIND} sales behind it`,
    samples: ours,
    beside: { what: "two bare strict transactions, same puts", samples: floor },
    goal: "p50 ≤ 1.5×, p99 ≤ 2×",
    meets: ({ ratio_p50, ratio_p99 }) => ratio_p50 <= 1.5 && ratio_p99 <= 2,
  }),
];
await report(rows, { ...machine(version), load_before: before.load, puts, bytes });
