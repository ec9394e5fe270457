// What every measurement shares: percentiles, and the report that `cargo xtask bench` prints as a table.

import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";

/**
 * The value below which `share` of the samples lie (nearest rank: always a sample that was measured).
 *
 * @param {number[]} samples
 * @param {number} share from 0 to 1
 */
export function percentile(samples, share) {
  if (samples.length === 0) throw new Error("there is nothing to take a percentile of");
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}

/**
 * One line of the table: our samples, and where there is one, the floor's or peer's from the same run.
 *
 * @param {{ what: string, unit?: string, samples: number[], beside?: { what: string, samples: number[] },
 *   goal?: string, meets?: (row: object) => boolean }} measured
 */
export function row({ what, unit = "ms", samples, beside, goal, meets }) {
  const line = { what, unit, samples: samples.length, p50: percentile(samples, 0.5), p99: percentile(samples, 0.99) };
  if (beside) {
    line.beside = beside.what;
    line.beside_p50 = percentile(beside.samples, 0.5);
    line.beside_p99 = percentile(beside.samples, 0.99);
    line.ratio_p50 = line.p50 / line.beside_p50;
    line.ratio_p99 = line.p99 / line.beside_p99;
  }
  if (goal) line.goal = goal;
  if (meets) line.met = meets(line);
  return line;
}

/**
 * Writes the report to the file that `cargo xtask bench` named in `OUT`, or prints it.
 *
 * @param {object[]} rows
 * @param {object} [about] what else is worth keeping beside the figures: counts, sizes, versions
 */
export async function report(rows, about = {}) {
  const text = `${JSON.stringify({ about, rows }, null, 2)}\n`;
  const out = process.env.OUT;
  if (!out) {
    process.stdout.write(text);
    return;
  }
  await mkdir(path.dirname(out), { recursive: true });
  await writeFile(out, text);
}
