// Starts the browser that every walkthrough, measurement and crash round uses: Chromium with a profile on disk, since
// a profile in memory would make every write to IndexedDB look free and survive nothing.

import { accessSync, constants } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

// Nothing that Chromium does on its own account may disturb a run or reach for a network.
const FLAGS = [
  "--no-first-run",
  "--disable-quic",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** The browser's program: `EVERTILL_CHROMIUM`, or the first of the usual names on PATH. */
export function chromiumPath() {
  const named = process.env.EVERTILL_CHROMIUM;
  if (named) return named;
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  const candidates = NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  const found = candidates.find(isProgram);
  if (!found) throw new Error("there is no Chromium on PATH; `cargo xtask setup` installs it");
  return found;
}

function isProgram(candidate) {
  try {
    accessSync(candidate, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Flags for a headless Chromium; its sandbox does not work for root. */
export function chromiumFlags() {
  return process.getuid?.() === 0 ? [...FLAGS, "--no-sandbox"] : FLAGS;
}

/**
 * Opens a browser on a profile folder. A second call with the same folder after `close()` is a cold start: a new
 * browser process that finds what the first one left on disk.
 *
 * @param {string} profile folder of the profile
 * @param {import("playwright-core").BrowserTypeLaunchPersistentContextOptions} [options] further options of Playwright
 */
export function openBrowser(profile, options = {}) {
  const { args = [], ...rest } = options;
  return chromium.launchPersistentContext(profile, {
    executablePath: chromiumPath(),
    headless: true,
    viewport: { width: 1280, height: 800 },
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    args: [...chromiumFlags(), ...args],
    ...rest,
  });
}

/** An empty profile folder on the disk that the workspace is on, and the function that removes it. */
export async function newProfile(name = "walkthrough") {
  const { mkdir } = await import("node:fs/promises");
  const parent = path.join(ROOT, "e2e", ".profiles");
  await mkdir(parent, { recursive: true });
  const folder = await mkdtemp(path.join(parent, `${name}-`));
  // Chromium's last process may still be writing when the browser says that it is closed.
  const remove = () => rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  return { folder, remove };
}
