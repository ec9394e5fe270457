// What happens at the counter beside sales, with the server gone: baskets are held and taken up again, a shift is opened,
// cash moves, and the drawer is counted.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Cashier } from "../support/cashier.mjs";
import { startHub } from "../support/hub.mjs";
import { SERVER_GONE, closeAll, newProfile, openRegister, openWithoutServer } from "../support/register.mjs";
import { item } from "../support/shop.mjs";

const MILK = item("6772803");
const APPLES = item("909714");

let hub;
let profile;
let register;
let page;
let cashier;

before(async () => {
  hub = await startHub();
  profile = await newProfile("counter");
  await open(openWithoutServer({ hub, profile: profile.folder }));
});

after(async () => {
  await closeAll();
  await hub?.stop();
  await profile?.remove();
});

async function open(opened = openRegister({ url: hub.url, profile: profile.folder, allow: SERVER_GONE })) {
  register = await opened;
  page = register.page;
  page.setDefaultTimeout(15_000);
  cashier = new Cashier(page);
  await cashier.isReady();
}

const dialog = (name) => page.getByRole("dialog", { name });

async function hold(name) {
  await cashier.press("Alt+h");
  await dialog("Hold").getByRole("textbox", { name: "Name or table" }).waitFor();
  await cashier.type(`${name}\r`);
  await cashier.isTold(`“${name}” is on hold`);
  await cashier.expectEmpty();
}

async function takeUp(name) {
  await cashier.press("Alt+h");
  const more = dialog("Held sales").or(dialog("Hold"));
  await more.first().waitFor();
  if (await dialog("Hold").isVisible()) await dialog("Hold").getByRole("button", { name: "Held sales" }).press("Enter");
  await dialog("Held sales").getByRole("button", { name: new RegExp(name) }).press("Enter");
  await dialog("Held sales").waitFor({ state: "hidden" });
}

test("a basket is held, outlives the browser, is taken up again, and is paid for once", async () => {
  await cashier.scan(MILK.code);
  await hold("Table 4");
  await cashier.scan(APPLES.code);
  await cashier.expectTotal(APPLES.price);
  await hold("Table 5");
  await register.close();

  await open();
  await takeUp("Table 4");
  await cashier.expectTotal(MILK.price);
  // Two tables become one bill.
  await takeUp("Table 5");
  await cashier.expectTotal(MILK.price + APPLES.price);
  await cashier.payExactly();
  await cashier.next();
  await cashier.press("Alt+h");
  await dialog("Held sales").getByText("Nothing is on hold").waitFor();
  await cashier.press("Escape");
});

test("a bill is split by pieces: one part waits, the other is paid, and then the first", async () => {
  await cashier.look(`3*${MILK.code}`);
  await cashier.expectTotal(MILK.price * 3);
  await cashier.press("Alt+m");
  await dialog("More").getByRole("button", { name: /^Split the bill/ }).press("Enter");
  const split = dialog("Split the bill");
  const one = split.getByRole("button", { name: `One more of ${MILK.name}` });
  await one.press("Enter");
  await one.press("Enter");
  await split.getByRole("button", { name: "Split the bill" }).press("Enter");
  await cashier.isTold("“Second bill” is on hold");
  await cashier.expectTotal(MILK.price);
  await cashier.payExactly();
  await cashier.next();
  await takeUp("Second bill");
  await cashier.expectTotal(MILK.price * 2);
  await cashier.payExactly();
  await cashier.next();
});

test("two quick presses split a bill once, and a table whose lines are all gone can still be given up", async () => {
  await cashier.look(`3*${MILK.code}`);
  await cashier.expectTotal(MILK.price * 3);
  await cashier.press("Alt+m");
  await dialog("More").getByRole("button", { name: /^Split the bill/ }).press("Enter");
  const split = dialog("Split the bill");
  await split.getByRole("button", { name: `One more of ${MILK.name}` }).press("Enter");
  const done = split.getByRole("button", { name: "Split the bill" });
  // Both before the page has done anything about the first.
  await done.evaluate((button) => {
    button.click();
    button.click();
  });
  await cashier.isTold("“Second bill” is on hold");
  await cashier.expectTotal(MILK.price * 2);
  await cashier.payExactly();
  await cashier.next();
  await cashier.press("Alt+h");
  const list = dialog("Held sales").getByRole("listitem");
  await list.first().waitFor();
  assert.equal(await list.count(), 1);
  await list.getByRole("button").press("Enter");
  await cashier.expectTotal(MILK.price);

  await cashier.press("ArrowUp", "Delete");
  await cashier.expectEmpty();
  await cashier.press("Alt+x");
  await dialog("Cancel this basket?").getByRole("button", { name: "Cancel basket" }).press("Enter");
  await dialog("Cancel this basket?").waitFor({ state: "hidden" });
  await cashier.press("Alt+h");
  await dialog("Held sales").getByText("Nothing is on hold").waitFor();
  await cashier.press("Escape");
});

test("a held sale that is given up says why in the journal, and is gone", async () => {
  await cashier.scan(MILK.code);
  await hold("Table 6");
  await takeUp("Table 6");
  await cashier.press("Alt+x");
  const question = dialog("Cancel this basket?");
  await question.getByRole("combobox", { name: "Reason" }).selectOption({ label: "Wrong items" });
  await question.getByRole("button", { name: "Cancel basket" }).press("Enter");
  await cashier.expectEmpty();
  await cashier.go("F7", "Journal");
  await page.getByRole("grid", { name: "Journal" }).getByText(/Wrong items/).waitFor();
  await cashier.press("F2");
  await cashier.press("Alt+h");
  await dialog("Held sales").getByText("Nothing is on hold").waitFor();
  await cashier.press("Escape");
});

test("a shift is opened with a float, cash moves in and out, and the count that closes it finds what is short", async () => {
  await cashier.go("Alt+k", "Till");
  await page.getByRole("button", { name: "Float" }).or(page.getByLabel("Float")).first().focus();
  await cashier.type("10000\r");
  await page.getByRole("heading", { name: "Shift 1" }).waitFor();

  await page.getByRole("button", { name: "Pay out" }).press("Enter");
  await dialog("Pay out").getByLabel("Amount").first().focus();
  await cashier.type("700");
  await dialog("Pay out").getByRole("textbox", { name: "Reason" }).focus();
  await cashier.type("Window cleaner\r");
  await cashier.isTold("Recorded");
  await page.getByRole("button", { name: "Open drawer" }).press("Enter");
  await dialog("Open drawer").getByRole("button", { name: "Record" }).press("Enter");
  await dialog("Open drawer").getByText("Say why").waitFor();
  await dialog("Open drawer").getByRole("textbox", { name: "Reason" }).focus();
  await cashier.type("Change for a customer\r");
  await dialog("Open drawer").waitFor({ state: "hidden" });

  await cashier.press("F2");
  await cashier.search.waitFor();
  await cashier.scan(MILK.code);
  await cashier.payExactly();
  await cashier.next();

  await cashier.go("Alt+k", "Till");
  const expected = 10_000 - 700 + MILK.price;
  const money = (minor) => `$${(minor / 100).toFixed(2)}`;
  await page.getByRole("region", { name: "X-report" }).getByText(money(expected)).first().waitFor();
  await page.getByRole("button", { name: "Count and close" }).press("Enter");
  const count = dialog("Count the drawer");
  await count.getByRole("textbox", { name: "Pieces of $20.00" }).fill("4");
  await count.getByRole("button", { name: "One more of $10.00" }).press("Enter");
  await count.getByRole("textbox", { name: "Pieces of $1.00" }).fill("-3");
  await count.getByRole("button", { name: "Close the shift" }).press("Enter");
  await count.getByText("Enter whole pieces").waitFor();
  await count.getByRole("textbox", { name: "Pieces of $1.00" }).fill("3");
  await count.getByRole("button", { name: "Close the shift" }).press("Enter");

  const report = dialog("Z-report 1");
  await report.getByText("Short", { exact: true }).waitFor();
  const shown = await report.textContent();
  const counted = 4 * 2_000 + 1_000 + 3 * 100;
  // On paper there is the report and nothing of the screen behind it.
  await page.emulateMedia({ media: "print" });
  await report.getByText("Short", { exact: true }).waitFor();
  await page.getByRole("heading", { name: "No shift is open", includeHidden: true }).waitFor({ state: "hidden" });
  await page.emulateMedia({ media: "screen" });
  assert.ok(shown.includes(money(counted)) && shown.includes(money(expected - counted)), shown);
  await cashier.press("Escape");
  await page.getByRole("heading", { name: "No shift is open" }).waitFor();
});

test("where the shop asks for a shift nothing is sold without one, and the basket waits", async () => {
  await cashier.go("Alt+o", "Shop");
  await page.getByRole("link", { name: /^Shifts and cash/ }).press("Enter");
  await page.getByRole("heading", { level: 1, name: "Shifts and cash" }).waitFor();
  await page.getByText("Only in a shift", { exact: true }).click();
  await page.getByRole("button", { name: "Save" }).press("Enter");
  await cashier.isTold("Saved");
  await cashier.press("F2");
  await cashier.search.waitFor();
  await cashier.scan(MILK.code);
  await cashier.toPay();
  await cashier.press("Enter");
  await cashier.isTold("No shift is open");
  await cashier.go("Alt+k", "Till");
  await page.getByRole("button", { name: "Open shift" }).press("Enter");
  await page.getByRole("heading", { name: "Shift 2" }).waitFor();
  await cashier.press("F2");
  await cashier.expectTotal(MILK.price);
  // What was taken for it is still there, too.
  await cashier.go("F9", "Pay");
  await cashier.press("Enter");
  await cashier.paid();
  await cashier.next();
});
