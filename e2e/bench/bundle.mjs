// All that a first visit loads, in bytes as they go over the wire: the page's own files and whatever else the service
// worker keeps for a start without network. The demonstration shop's items are told apart: a shop has its own.

import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { report } from "../support/bench.mjs";
import { openBrowser } from "../support/chromium.mjs";
import { distFolder } from "../support/hub.mjs";
import { readyForOffline } from "../support/register.mjs";

const LIMIT_KB = 500;

const context = await openBrowser(process.env.PROFILE_DIR);
const page = context.pages()[0] ?? (await context.newPage());
await page.goto(process.env.BASE_URL);
await readyForOffline(page);
const asked = await page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname));
const version = context.browser()?.version();
await context.close();

const worker = await readFile(path.join(distFolder(), "sw.js"), "utf8");
const kept = JSON.parse(/^const PRECACHE = (\[.*\]);$/m.exec(worker)[1]).map(([url]) => url);
const files = [...new Set([...kept, ...asked, "/sw.js"])];
const sizes = await Promise.all(files.map(async (url) => ({ url, bytes: await bytesOf(url) })));
sizes.sort((a, b) => b.bytes - a.bytes);
const isDemo = ({ url }) => url.startsWith("/demo/");
const sum = (rows) => rows.reduce((total, { bytes }) => total + bytes, 0) / 1_000;
const line = (what, rows) => ({ what, unit: "KB", samples: rows.length, p50: sum(rows), p99: sum(rows) });

const register = line("register, all files of a first visit", sizes.filter((file) => !isDemo(file)));
const rows = [
  { ...register, goal: `< ${LIMIT_KB} KB brotli`, met: register.p50 < LIMIT_KB },
  line("of that, the program", sizes.filter(({ url }) => url.endsWith(".wasm"))),
  line("the demonstration shop's data", sizes.filter(isDemo)),
  line("everything", sizes),
];
await report(rows, { browser: version, files: sizes });

/** As the hub sends it: the compressed copy where the build made one. */
async function bytesOf(url) {
  const file = path.join(distFolder(), url === "/" ? "index.html" : url);
  const size = (name) => stat(name).then(({ size }) => size);
  return size(`${file}.br`).catch(() => size(file));
}
