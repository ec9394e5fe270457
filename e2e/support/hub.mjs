// Starts and stops a hub, so that a walkthrough can take the server away in the middle of a sale and bring it back on
// the same port, with the same or with another build of the register.

import { execFile, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** The built register: `EVERTILL_DIST`, or where Trunk puts it. */
export function distFolder() {
  return process.env.EVERTILL_DIST ?? path.join(ROOT, "dist");
}

/** The hub's program: `EVERTILL_HUB`, or the one that cargo built last for this checkout. */
export function hubProgram() {
  const named = process.env.EVERTILL_HUB;
  if (named) return named;
  const target = process.env.CARGO_TARGET_DIR ?? path.join(ROOT, "target");
  const built = ["debug", "release"].map((profile) => path.join(target, profile, "evertill-hub")).find(existsSync);
  if (!built) throw new Error("build the hub first: cargo build -p evertill-hub");
  return built;
}

/**
 * Starts a hub and waits until it listens.
 *
 * @param {{ port?: number, dist?: string, data?: string, demo?: boolean }} [options] port 0 takes any free one; with a
 *   data folder it is the shop's cloud, too, and a demonstration lets registers of this machine in without a code
 * @returns {Promise<{ url: string, port: number, stop: () => Promise<void> }>} `url` names localhost, which browsers
 *   treat as secure without TLS; `stop` resolves when the process is gone and its port is free again
 */
export async function startHub({ port = 0, dist = distFolder(), data, demo = false } = {}) {
  const cloud = data ? ["--quiet", "--data", data, ...(demo ? ["--demo"] : [])] : [];
  const child = spawn(hubProgram(), ["--dist", dist, "--port", String(port), ...cloud], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const gone = new Promise((resolve) => child.once("exit", resolve));
  const failed = new Promise((_, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`the hub ended before it listened (${code})`)));
  });
  failed.catch(() => {});
  const listening = (async () => {
    for await (const line of createInterface({ input: child.stdout })) {
      const match = /listening on http:\/\/[^:]+:(\d+)/.exec(line);
      if (match) return Number(match[1]);
    }
    return failed;
  })();
  const bound = await Promise.race([listening, failed]);
  const stop = async () => {
    // Open connections of a browser would hold an orderly stop up; taking the server away is what is wanted here.
    child.kill("SIGKILL");
    await gone;
  };
  return { url: `http://localhost:${bound}`, port: bound, stop };
}

/** What a command of the hub's says about a data folder, as whoever runs the hub would see it. */
export async function hubCommand(data, ...words) {
  const { stdout } = await promisify(execFile)(hubProgram(), [...words, "--data", data]);
  return stdout;
}

/** Makes a code that lets one register into the shop of a data folder, as whoever runs the hub does. */
export async function enrolmentCode(data, name) {
  return /[A-Z2-9]{4}-[A-Z2-9]{4}/.exec(await hubCommand(data, "enrol", "--name", name))[0];
}

/**
 * Every receipt that the hub of a data folder holds, by register and number, with how often it is there. Fails where a journal
 * on the hub is not whole.
 *
 * @returns {Promise<Map<string, number>>} such as `R-1A2B3C4D 17` to 1
 */
export async function receiptsOnHub(data) {
  const said = await hubCommand(data, "receipts");
  if (!/every journal is whole$/m.test(said)) throw new Error(said);
  const lines = said.split("\n").map((line) => /^(\S+)\s+(\d+)\s+(\d+)\s+(\d+)\s/.exec(line)).filter(Boolean);
  return new Map(lines.map(([, register, receipt, , times]) => [`${register} ${receipt}`, Number(times)]));
}
