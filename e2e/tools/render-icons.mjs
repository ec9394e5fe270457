// Draws the PNG icons from the SVG ones with Chromium: `node e2e/tools/render-icons.mjs` after a change of the mark.

import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { chromiumFlags, chromiumPath } from "../support/chromium.mjs";

const ICONS = fileURLToPath(new URL("../../public/icons/", import.meta.url));
const SIZES = [
  ["icon", "icon", 192],
  ["icon", "icon", 512],
  ["maskable", "maskable", 192],
  ["maskable", "maskable", 512],
  // Apple rounds the corners itself and fills what is transparent with black.
  ["maskable", "apple-touch", 180],
];

const browser = await chromium.launch({ executablePath: chromiumPath(), args: chromiumFlags() });
const page = await browser.newPage();
for (const [source, name, size] of SIZES) {
  const svg = await readFile(`${ICONS}${source}.svg`, "utf8");
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(`<style>body{margin:0}svg{display:block;width:100vw;height:100vh}</style>${svg}`);
  const png = await page.screenshot({ omitBackground: true });
  await writeFile(`${ICONS}${name}-${size}.png`, png);
}
await browser.close();
