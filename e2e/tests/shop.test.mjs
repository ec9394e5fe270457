// Two registers of one shop, each in a browser of its own: they share stock, customers, held sales and gift cards through the
// hub, and either sells while the hub is dead.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Cashier, text } from "../support/cashier.mjs";
import { enrolmentCode, startHub } from "../support/hub.mjs";
import { SERVER_GONE, closeAll, newProfile, openRegister } from "../support/register.mjs";
import { item } from "../support/shop.mjs";
import { asked, backToSell, isUpToDate, number, openInShop, shownStock } from "../support/together.mjs";

const MILK = item("6772803");
const APPLES = item("909714");
const CARD = "79927398713";

let hub;
let data;
const profiles = [];
/** The registers' cashiers. */
let near;
let far;

before(async () => {
  data = await newProfile("shop-data");
  hub = await startHub({ data: data.folder, demo: true });
  [near, far] = [await join("near"), await join("far")];
});

after(async () => {
  await closeAll();
  await hub?.stop();
  await Promise.all([data, ...profiles].map((folder) => folder?.remove()));
});

async function join(name) {
  const profile = await newProfile(`shop-${name}`);
  profiles.push(profile);
  return openInShop(hub.url, profile.folder);
}

/** A profile of its own, at a path of the shop that loads nothing. */
async function newPage(name, url = hub.url) {
  const profile = await newProfile(`shop-${name}`);
  profiles.push(profile);
  const { page, close } = await openRegister({ url, profile: profile.folder, path: "/version.json", allow: SERVER_GONE });
  page.setDefaultTimeout(20_000);
  return { page, close };
}

test("what one register sells is gone from the stock that another one shows, while it looks", async () => {
  const shown = await shownStock(far, MILK);
  const before = await number(shown);
  await near.look(`2*${MILK.code}`);
  await near.payExactly();
  await near.next();
  await shown.getByText(new RegExp(`^${String(before - 2).replace(".", "\\.")}`)).waitFor();
  await far.press("Escape");
  await backToSell(far);
});

test("a sale that one register put on hold is taken up and paid at another", async () => {
  await near.scan(APPLES.code);
  await near.press("Alt+h");
  await asked(near, "Hold").getByRole("textbox", { name: "Name or table" }).waitFor();
  await near.type("Table 4\r");
  await near.isTold("“Table 4” is on hold");

  await isUpToDate(near);
  await isUpToDate(far);
  await far.press("Alt+h");
  await asked(far, "Held sales").getByRole("button", { name: /Table 4/ }).first().press("Enter");
  await far.expectTotal(APPLES.price);
  await far.payExactly();
  await far.next();
  await isUpToDate(far);

  await near.press("Alt+h");
  await asked(near, "Held sales").getByText("Nothing is on hold").waitFor();
  await near.press("Escape");
});

test("a gift card that one register sold pays at another what it holds", async () => {
  await near.press("Alt+m");
  await asked(near, "More").getByRole("button", { name: /^Gift card/ }).press("Enter");
  const dialog = asked(near, "Gift card");
  await dialog.getByRole("textbox", { name: "Number of the card" }).fill(CARD);
  await near.press("Enter");
  await dialog.getByRole("textbox", { name: "Amount" }).fill("25.00");
  await near.press("Enter");
  await near.payExactly();
  await near.next();
  await isUpToDate(near);
  await isUpToDate(far);

  await far.scan(MILK.code);
  await far.toPay();
  await far.press("Alt+i");
  await asked(far, "Gift card").getByRole("textbox").fill(CARD);
  await far.press("Enter");
  await far.paid();
  const left = far.page.getByRole("region", { name: "Receipt" }).getByText(/Left on gift card …8713/).locator("..");
  await left.getByText(new RegExp(text(2500 - MILK.price))).waitFor();
  await far.next();
});

test("both sell while the hub is dead, say what waits, and come to the same stock when it is back", async () => {
  const port = hub.port;
  const shown = await shownStock(near, MILK);
  const before = await number(shown);
  await near.press("Escape");
  await backToSell(near);
  await hub.stop();
  for (const cashier of [near, far]) {
    await cashier.look(`3*${MILK.code}`);
    await cashier.payExactly();
    await cashier.next();
    await cashier.page.getByText(/^Offline, 1 sale waiting$/).waitFor();
  }
  hub = await startHub({ port, data: data.folder, demo: true });
  for (const cashier of [near, far]) await isUpToDate(cashier);
  for (const cashier of [near, far]) {
    const after = await shownStock(cashier, MILK);
    await after.getByText(new RegExp(`^${String(before - 6).replace(".", "\\.")}`)).waitFor();
    await cashier.press("Escape");
    await backToSell(cashier);
  }
});

test("a sale says that the shop has it", async () => {
  await near.go("F3", "Sales");
  await near.type("1\r");
  await near.page.getByText("At the shop").waitFor();
  assert.ok(await near.page.getByRole("heading", { level: 1, name: "Sale 1" }).isVisible());
});

test("a register that is opened again before it has sold anything sells", async () => {
  const { page, close } = await newPage("again");
  const cashier = new Cashier(page);
  for (const path of ["/", "/", "/"]) {
    await page.goto(hub.url + path);
    await cashier.isReady();
  }
  await cashier.scan(MILK.code);
  await cashier.payExactly();
  await cashier.next();
  await isUpToDate(cashier);
  await close();
});

test("a first start that is cut short while it asks for the shop joins with the next one, and brings no goods of its own", async () => {
  const shown = await shownStock(near, APPLES);
  const before = await number(shown);
  await near.press("Escape");
  await backToSell(near);
  const { page, close } = await newPage("cut");
  const asks = page.waitForRequest("**/sync/v1/enrol");
  // It is never answered.
  await page.route("**/sync/v1/enrol", () => {});
  await page.goto(hub.url);
  await asks;
  await page.unroute("**/sync/v1/enrol");
  await page.goto(hub.url);
  const cashier = new Cashier(page);
  await cashier.isReady();
  await isUpToDate(cashier);
  assert.equal(await number(await shownStock(cashier, APPLES)), before);
  await close();
  await isUpToDate(near);
  assert.equal(await number(await shownStock(near, APPLES)), before);
  await near.press("Escape");
  await backToSell(near);
});

test("what one register changes while another one practises shows there after the practice", async () => {
  const { page } = far;
  await far.press("Alt+m");
  await asked(far, "More").getByRole("button", { name: "Training" }).press("Enter");
  await page.getByRole("dialog").getByRole("button", { name: "Start training" }).press("Enter");
  const banner = page.getByRole("complementary");
  await banner.waitFor();

  await shownStock(near, APPLES);
  const sheet = near.page.getByRole("dialog");
  await sheet.getByLabel("Price", { exact: true }).fill("9.99");
  await sheet.getByRole("button", { name: "Save", exact: true }).press("Enter");
  await sheet.waitFor({ state: "hidden" });
  await isUpToDate(near);
  // What came meanwhile is told by the exchange itself, which goes on beside the practice.
  await far.go("F8", "Status");
  await page.getByRole("region", { name: "Shop and other registers" }).getByText("Up to date").waitFor();

  await banner.getByRole("button").press("Enter");
  await page.getByRole("dialog").getByRole("button").last().press("Enter");
  await banner.waitFor({ state: "detached" });
  await backToSell(far);
  await far.scan(APPLES.code);
  await far.expectTotal(999);
  await far.payExactly();
  await far.next();
});

test("a register joins a shop with a code, once, and what it sold goes along", async () => {
  const folder = await newProfile("shop-coded");
  profiles.push(folder);
  const shop = await startHub({ data: folder.folder });
  const code = await enrolmentCode(folder.folder, "Till 2");
  const card = (page) => page.getByRole("region", { name: "Shop and other registers" });
  const joins = async ({ page }, typed) => {
    await card(page).getByRole("textbox", { name: "Enrolment code" }).fill(typed);
    await card(page).getByRole("button", { name: "Join the shop" }).press("Enter");
  };
  try {
    const [first, second] = [new Cashier((await newPage("first", shop.url)).page), new Cashier((await newPage("second", shop.url)).page)];
    for (const cashier of [first, second]) {
      await cashier.page.goto(shop.url);
      await cashier.isReady();
    }
    await first.scan(MILK.code);
    await first.payExactly();
    await first.next();
    await first.go("F8", "Status");
    await joins(first, "WRONG234");
    await card(first.page).getByText("This code is wrong, was used before, or is too old").waitFor();
    await joins(first, ` ${code.toLowerCase()} `);
    await first.isTold("This register belongs to the shop now, as Till 2");
    await card(first.page).getByText("Nothing: the hub holds everything").waitFor();
    await second.go("F8", "Status");
    await joins(second, code);
    await card(second.page).getByText("This code is wrong, was used before, or is too old").waitFor();
  } finally {
    await shop.stop();
  }
});
