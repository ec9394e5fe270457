// Text search as it is typed, 92,331 items: every beginning of 200 names, then the same with two letters swapped or one
// letter left out, beside MiniSearch with prefixes and one typo over the same fields in the same page. Ours ranks and
// answers the best 20, as the register shows them; MiniSearch ranks all that it finds.

import { report, row } from "../support/bench.mjs";
import { inBenchPage, machine } from "../support/bench-page.mjs";

const { results, items, version } = await inBenchPage(async (page) => {
  const version = page.context().browser()?.version();
  const measured = await page.evaluate(measureInPage);
  return { ...measured, version };
});

async function measureInPage() {
  const { evertill, MiniSearch, csv } = await globalThis.bench;
  const finder = new evertill.Finder(csv);
  const documents = rowsOf(new TextDecoder().decode(csv)).map(([sku, name, codes, , category]) => ({
    sku,
    name,
    codes,
    category,
  }));
  const peer = new MiniSearch({
    idField: "sku",
    fields: ["name", "category", "sku", "codes"],
    searchOptions: { prefix: true, fuzzy: 1, combineWith: "AND" },
  });
  peer.addAll(documents);

  const step = Math.floor(documents.length / 200);
  const names = documents.filter((_, at) => at % step === 0).map(({ name }) => name);
  const typed = names.flatMap((name) => [...name].map((_, at) => name.slice(0, at + 1)));
  const mistyped = typed.filter((text) => text.length > 3).map(mistype);
  const results = {};
  for (const [kind, texts] of Object.entries({ typed, mistyped })) {
    const measure = (search) => {
      const samples = [];
      let answered = 0;
      for (const text of texts) {
        const began = performance.now();
        const count = search(text);
        samples.push(performance.now() - began);
        answered += count > 0 ? 1 : 0;
      }
      return { samples, answered };
    };
    const ours = (text) => finder.search(text, 20);
    // The peer is tens of times slower: a tenth of its queries is enough of a warm-up.
    texts.forEach(ours);
    texts.filter((_, at) => at % 10 === 0).forEach((text) => peer.search(text));
    results[kind] = { ours: measure(ours), peer: measure((text) => peer.search(text).length), queries: texts.length };
  }
  return { results, items: finder.count() };

  function mistype(text, at) {
    const letters = [...text];
    if (at % 2 === 0) [letters[1], letters[2]] = [letters[2], letters[1]];
    else letters.splice(2, 1);
    return letters.join("");
  }

  // Cells with quotes are part of the file; line breaks inside of cells are not.
  function rowsOf(text) {
    const cells = (line) => {
      const found = [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)];
      return found.map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain);
    };
    return text.trim().split("\n").slice(1).map(cells);
  }
}

const what = { typed: "search as typed, prefixes", mistyped: "search as typed, one typo" };
const rows = Object.entries(results).map(([kind, { ours, peer }]) =>
  row({
    what: `${what[kind]}, ${items} items`,
    samples: ours.samples,
    beside: { what: "MiniSearch 7.2.0", samples: peer.samples },
    goal: "p99 < 10 ms",
    meets: ({ p99 }) => p99 < 10,
  }),
);
const answered = Object.entries(results).map(([kind, { ours, peer, queries }]) => [
  kind,
  { queries, answered_by_ours: ours.answered, answered_by_peer: peer.answered },
]);
await report(rows, { ...machine(version), items, ...Object.fromEntries(answered) });
