// From a scanned code to the item that a line is made of, 92,331 items, beside a Map of the same codes in JavaScript
// that holds finished objects. Each lookup is timed by itself, calls from JavaScript included.

import { report, row } from "../support/bench.mjs";
import { inBenchPage, machine } from "../support/bench-page.mjs";

const { ours, peer, oursInRows, peerInRows, items, version } = await inBenchPage(async (page) => {
  const version = page.context().browser()?.version();
  const measured = await page.evaluate(async () => {
    const { evertill, csv } = await globalThis.bench;
    const finder = new evertill.Finder(csv);
    const lines = new TextDecoder().decode(csv).split("\n").slice(1);
    // Codes are digits alone, so that neither quotes nor commas can stand in front of them or in them.
    const codes = lines.flatMap((line) => line.match(/^\d+(?=,)|(?<=,)29\d{11}(?=,)/g) ?? []);
    const map = new Map(codes.map((code) => [code, { name: code }]));
    const measure = (find) => {
      const samples = [];
      for (let at = 0; at < codes.length; at += 1) {
        const code = codes[(at * 7_919) % codes.length];
        const began = performance.now();
        const found = find(code);
        samples.push(performance.now() - began);
        if (!found) throw new Error(`no item has the code ${code}`);
      }
      return samples;
    };
    const ours = () => measure((code) => finder.scan(code));
    const peer = () => measure((code) => map.get(code).name.length);
    ours();
    peer();
    // One lookup is shorter than the clock's step: rows of a thousand tell how long it is on average.
    const inRows = (find) => {
      const samples = [];
      for (let row = 0; row < 500; row += 1) {
        const began = performance.now();
        for (let at = 0; at < 1_000; at += 1) find(codes[((row * 1_000 + at) * 7_919) % codes.length]);
        samples.push(performance.now() - began);
      }
      return samples;
    };
    const [oursInRows, peerInRows] = [inRows((code) => finder.scan(code)), inRows((code) => map.get(code).name.length)];
    return { ours: ours(), peer: peer(), oursInRows, peerInRows, items: finder.count() };
  });
  return { ...measured, version };
});

const rows = [
  row({
    what: `code → item, ${items} items`,
    samples: ours,
    beside: { what: "JavaScript Map of ready objects", samples: peer },
    goal: "p99 < 1 ms",
    meets: ({ p99 }) => p99 < 1,
  }),
  row({
    what: "a lookup on average, in rows of a thousand",
    unit: "µs",
    samples: oursInRows,
    beside: { what: "JavaScript Map of ready objects", samples: peerInRows },
  }),
];
await report(rows, { ...machine(version), items });
