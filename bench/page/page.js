// The page in which `e2e/bench/` measures: it loads the register's crates and the peer, and offers both to the script
// that drives it. `bench` resolves once everything is there.

import init, * as evertill from "./evertill_bench.js";
import MiniSearch from "./minisearch.js";

globalThis.bench = (async () => {
  const { memory } = await init();
  const response = await fetch("./items.csv");
  const csv = new Uint8Array(await response.arrayBuffer());
  return { evertill, MiniSearch, csv, memory };
})();
