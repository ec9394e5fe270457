// What axe-core finds against WCAG 2.2 AA.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** What is wrong with the page as it is now, a line each, which begins with `screen`. */
export async function violations(page, screen) {
  await page.evaluate(AXE);
  const result = await page.evaluate((tags) => window.axe.run({ runOnly: { type: "tag", values: tags } }), TAGS);
  return result.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${screen}: ${id}: ${node.target.join(" ")}: ${node.failureSummary.split("\n")[1]?.trim()}`),
  );
}
