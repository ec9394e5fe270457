// Takes the pictures of docs/screenshots: every screen, wide and on a phone, in light English, in the dark and in Arabic. The
// last two are compressed, since they are there to be looked at and not to be shown. Run it after `trunk build --release`: node tools/screenshots.mjs [NAME …]
//
// The shop is the demonstration shop, the sales are always the same, and the page's clock stands still, so that a picture
// changes only where the register does.

import { copyFile, mkdir } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { Cashier } from "../support/cashier.mjs";
import { startHub } from "../support/hub.mjs";
import { addEverybody } from "../support/people.mjs";
import { closeAll, newProfile, openRegister } from "../support/register.mjs";
import { PEOPLE, SCREENS, fillShop, show } from "../support/screens.mjs";

const OUT = fileURLToPath(new URL("../../docs/screenshots", import.meta.url));
/** Those that a browser shows before it installs the register, by the names that the manifest gives them. */
const STORE = fileURLToPath(new URL("../../public/screenshots", import.meta.url));
const IN_STORE = { "sell-1280x800-light-en.png": "sell-wide.png", "sell-390x844-light-en.png": "sell-narrow.png" };
const MORNING = new Date("2026-11-23T09:41:00+01:00");
const SIZES = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
];
/** How well pictures are kept that are only there to be looked at, in percent. */
const QUALITY = 60;

/** The journal comes first: each later screen is a page of its own, which its entries tell of. */
const FIRST = ["journal", "journal-entry"];

const wanted = process.argv.slice(2);
const hub = await startHub();
const profile = await newProfile("screenshots");
try {
  await mkdir(OUT, { recursive: true });
  await mkdir(STORE, { recursive: true });
  for (const [theme, lang] of [["light", "en"], ["dark", "en"], ["light", "ar"]]) {
    for (const size of SIZES) await takePictures(theme, lang, size);
  }
} finally {
  await closeAll();
  await hub.stop();
  await profile.remove();
}

/** All pictures of one appearance, of a shop that has just done the same few sales. */
async function takePictures(theme, lang, size) {
  const kept = theme === "light" && lang === "en" ? { type: "png" } : { type: "jpeg", quality: QUALITY };
  const isWanted = ({ name }) => wanted.length === 0 || wanted.includes(name);
  const [taken, people] = [SCREENS.filter(isWanted), PEOPLE.filter(isWanted)];
  if (taken.length + people.length === 0) return;
  const folder = `${profile.folder}/${theme}-${lang}-${size.width}`;
  const options = { url: "about:", path: "blank", profile: folder, browser: { reducedMotion: "reduce" } };
  const { page, close } = await openRegister(options);
  await page.clock.setFixedTime(MORNING);
  await page.goto(hub.url);
  await fillShop(page);
  await prefer(page, theme, lang);
  await page.setViewportSize(size);
  const first = ({ name }) => FIRST.includes(name);
  const takePicture = async (screen) => {
    await show(page, hub.url, screen);
    await page.evaluate(() => document.fonts.ready);
    await hideMessages(page);
    const file = `${screen.name}-${size.width}x${size.height}-${theme}-${lang}.${kept.type === "png" ? "png" : "jpg"}`;
    await page.screenshot({ path: path.join(OUT, file), animations: "disabled", caret: "hide", ...kept });
    if (IN_STORE[file]) await copyFile(path.join(OUT, file), path.join(STORE, IN_STORE[file]));
    console.log(file);
    await screen.leave?.(page);
  };
  for (const screen of [...taken.filter(first), ...taken.filter((screen) => !first(screen))]) await takePicture(screen);
  if (people.length > 0) {
    await prefer(page, theme, "en");
    await page.goto(hub.url);
    const cashier = new Cashier(page);
    await cashier.isReady();
    await addEverybody(cashier);
    await prefer(page, theme, lang);
    for (const screen of people) await takePicture(screen);
  }
  await close();
}

/** Chooses appearance and language as the register keeps them. */
function prefer(page, theme, lang) {
  return page.evaluate(
    ([theme, lang]) => {
      localStorage.setItem("evertill.theme", theme);
      localStorage.setItem("evertill.lang", lang);
    },
    [theme, lang],
  );
}

/** A picture of a screen is not one of the messages that come and go on it. */
async function hideMessages(page) {
  const messages = page.getByRole("region", { name: /^(Messages|الرسائل)$/, includeHidden: true });
  await messages.evaluateAll((found) => found.forEach((region) => region.style.setProperty("display", "none")));
}
