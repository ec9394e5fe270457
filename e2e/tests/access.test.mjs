// Everybody can use the register: axe-core finds nothing against WCAG 2.2 AA on any screen or dialog, light, dark and in
// Arabic, and every screen is reached from the keyboard.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { violations } from "../support/axe.mjs";
import { Cashier } from "../support/cashier.mjs";
import { startHub } from "../support/hub.mjs";
import { addEverybody } from "../support/people.mjs";
import { closeAll, newProfile, openRegister } from "../support/register.mjs";
import { PEOPLE, SCREENS, fillShop, show } from "../support/screens.mjs";

let hub;
let profile;
let page;

before(async () => {
  hub = await startHub();
  profile = await newProfile("access");
  const register = await openRegister({ url: hub.url, profile: profile.folder, browser: { reducedMotion: "reduce" } });
  page = register.page;
  page.setDefaultTimeout(15_000);
  await fillShop(page);
});

after(async () => {
  await closeAll();
  await hub?.stop();
  await profile?.remove();
});

for (const [how, prepare] of [
  ["in light", () => prefer({ theme: "light", lang: "en" })],
  ["in dark", () => prefer({ theme: "dark", lang: "en" })],
  ["in Arabic", () => prefer({ theme: "light", lang: "ar" })],
]) {
  test(`axe-core finds nothing on any screen ${how}`, async () => {
    await prepare();
    const found = [];
    for (const screen of SCREENS) {
      await show(page, hub.url, screen);
      found.push(...(await violations(page, screen.name)));
      await screen.leave?.(page);
    }
    assert.deepEqual(found, []);
  });
}

test("every screen is reached from the keyboard, and Tab reaches every control of it", async () => {
  await prefer({ theme: "light", lang: "en" });
  await page.goto(hub.url);
  const cashier = new Cashier(page);
  await cashier.isReady();
  const places = [["F3", "Sales"], ["F4", "Items"], ["F6", "Customers"], ["F7", "Journal"], ["F8", "Status"], ["F2", "Sell"], ["F9", "Pay"]];
  for (const [key, heading] of places) {
    await cashier.go(key, heading);
    assert.deepEqual(await unreachable(), [], heading);
  }
});

test("axe-core finds nothing on what operators see, in light, in dark and in Arabic", async () => {
  await prefer({ theme: "light", lang: "en" });
  await page.goto(hub.url);
  const cashier = new Cashier(page);
  await cashier.isReady();
  await addEverybody(cashier);
  const found = [];
  for (const [theme, lang] of [["light", "en"], ["dark", "en"], ["light", "ar"]]) {
    await prefer({ theme, lang });
    for (const screen of PEOPLE) {
      await show(page, hub.url, screen);
      found.push(...(await violations(page, `${screen.name} ${theme} ${lang}`)));
    }
  }
  assert.deepEqual(found, []);
});

/** Chooses appearance and language as the register keeps them. */
async function prefer({ theme, lang }) {
  await page.evaluate(
    ([theme, lang]) => {
      localStorage.setItem("evertill.theme", theme);
      localStorage.setItem("evertill.lang", lang);
    },
    [theme, lang],
  );
}

/** Controls that can be seen and pressed but that Tab passes over. */
function unreachable() {
  return page.evaluate(() => {
    const controls = [...document.querySelectorAll("button, a[href], input, select, textarea, [role=grid]")];
    const seen = controls.filter((control) => control.checkVisibility() && !control.disabled && !control.closest("[inert]"));
    return seen.filter((control) => control.tabIndex < 0).map((control) => control.outerHTML.slice(0, 120));
  });
}
