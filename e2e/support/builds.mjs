// Makes another build of the register out of the one that was built, so that a walkthrough can publish an update, or
// an update that arrives damaged, without building twice.

import { createHash } from "node:crypto";
import { cp, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { distFolder } from "./hub.mjs";

/**
 * Copies the build to a folder and changes files in it, as a later version would.
 *
 * @param {string} folder where the other build goes
 * @param {{ build: string, change: Record<string, string>, without?: (path: string) => boolean, damage?: boolean }} how
 *   `build` is the new build's name, `change` the new content of files by URL path, `without` names unchanged files
 *   that the server no longer has, `damage` publishes hashes that the changed files do not match
 */
export async function otherBuild(folder, { build, change, without = () => false, damage = false }) {
  await cp(distFolder(), folder, { recursive: true });
  const worker = await readFile(path.join(folder, "sw.js"), "utf8");
  const line = /^const PRECACHE = (\[.*\]);$/m;
  const rows = [];
  for (const [url, integrity, bytes] of JSON.parse(line.exec(worker)[1])) {
    const file = path.join(folder, url === "/" ? "index.html" : url);
    if (url in change) {
      const content = Buffer.from(change[url]);
      await writeFile(file, content);
      await rm(`${file}.br`, { force: true });
      rows.push([url, integrityOf(damage ? Buffer.from("something else") : content), content.length]);
    } else {
      rows.push([url, integrity, bytes]);
      if (without(url)) await Promise.all([rm(file), rm(`${file}.br`, { force: true })]);
    }
  }
  const stamped = worker
    .replace(line, `const PRECACHE = ${JSON.stringify(rows)};`)
    .replace(/^const BUILD = ".*";$/m, `const BUILD = ${JSON.stringify(build)};`);
  await writeFile(path.join(folder, "sw.js"), stamped);
  await rm(path.join(folder, "sw.js.br"), { force: true });
}

function integrityOf(bytes) {
  return `sha256-${createHash("sha256").update(bytes).digest("base64")}`;
}
