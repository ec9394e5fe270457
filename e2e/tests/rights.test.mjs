// What there is only so much of, at two registers of one shop that are apart: the last piece of an item, a gift card, a
// customer's points. Nobody spends it twice by accident; whoever does so knowingly finds both receipts under Status.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startHub } from "../support/hub.mjs";
import { closeAll, newProfile } from "../support/register.mjs";
import { asked, backToSell, isUpToDate, openInShop } from "../support/together.mjs";

const CARD = "79927398713";
const ITEMS = [
  "sku,name,codes,department,category,price,unit,tax,stock,stock_policy,archived",
  "RING,Ring,,Jewels,Jewels,5.00,ea,food,1,strict,no",
  "VASE,Vase,,Jewels,Jewels,7.00,ea,food,1,warn,no",
  "BOWL,Bowl,,Jewels,Jewels,20.00,ea,food,,off,no",
  "CUP,Cup,,Jewels,Jewels,2.00,ea,food,,off,no",
];

let hub;
let data;
const profiles = [];
/** The registers' cashiers. */
let near;
let far;

before(async () => {
  data = await newProfile("rights-data");
  hub = await startHub({ data: data.folder, demo: true });
  [near, far] = [await join("near"), await join("far")];
  await bringIn(near, ITEMS);
  await isUpToDate(near);
  await isUpToDate(far);
});

after(async () => {
  await closeAll();
  await hub?.stop();
  await Promise.all([data, ...profiles].map((folder) => folder?.remove()));
});

async function join(name) {
  const profile = await newProfile(`rights-${name}`);
  profiles.push(profile);
  return openInShop(hub.url, profile.folder);
}

async function bringIn(cashier, lines) {
  const { page } = cashier;
  await cashier.go("F4", "Items");
  await page.getByRole("button", { name: "Import CSV" }).press("Enter");
  const dialog = page.getByRole("dialog");
  const buffer = Buffer.from(`${lines.join("\n")}\n`);
  await dialog.locator('input[type="file"]').setInputFiles({ name: "items.csv", mimeType: "text/csv", buffer });
  await dialog.getByRole("button", { name: /^Import \d+ items?$/ }).press("Enter");
  await dialog.getByRole("status").getByText(/imported/i).waitFor();
  await dialog.getByRole("button", { name: "Close", exact: true }).last().press("Enter");
  await dialog.waitFor({ state: "hidden" });
}

const notFree = (cashier) => asked(cashier, "Not free to be spent here");

/** Takes the hub away, lets both do something, and brings it back. */
async function apart(act) {
  const { port } = hub;
  await hub.stop();
  for (const { page } of [near, far]) await page.getByText(/^Offline/).waitFor();
  try {
    await act();
  } finally {
    hub = await startHub({ port, data: data.folder, demo: true });
  }
  for (const cashier of [near, far, near]) await isUpToDate(cashier);
}

/** What is to be looked at, as one register shows it. */
async function toBeLookedAt(cashier) {
  await cashier.go("F8", "Status");
  return cashier.page.getByRole("region", { name: "To be looked at" });
}

/** Gives up what is rung up and taken. */
async function giveUp(cashier) {
  await cashier.press("Escape");
  await backToSell(cashier);
  await cashier.press("Alt+x");
  await asked(cashier, "Cancel this basket?").getByRole("button", { name: "Cancel basket" }).press("Enter");
  await cashier.expectEmpty();
}

async function payByCard(cashier) {
  await cashier.toPay();
  await cashier.press("Alt+i");
  await asked(cashier, "Gift card").getByRole("textbox").fill(CARD);
  await cashier.press("Enter");
}

test("the last piece is sold by the register that was granted it, and not by the other one", async () => {
  await near.look("RING");
  await near.go("F7", "Journal");
  // It is asked for as soon as it is rung up.
  await near.page.getByText("Right to sell answered").first().waitFor();
  await backToSell(near);
  await apart(async () => {
    await far.look("RING");
    await far.toPay();
    await far.press("Enter");
    await notFree(far).getByText("Another register may be selling the last of Ring.").waitFor();
    await notFree(far).getByText("The shop cannot be asked while there is no connection.").waitFor();
    // To ask again without a connection changes nothing.
    await far.press("Enter");
    await notFree(far).getByRole("button", { name: "Ask again" }).waitFor();
    await giveUp(far);
    await near.payExactly();
    await near.next();
  });
  assert.equal(await (await toBeLookedAt(near)).count(), 0);
  await backToSell(near);
  await far.look("RING");
  await far.toPay();
  await far.press("Enter");
  await far.isTold(/Only 0 of Ring left/);
  await giveUp(far);
});

test("what is sold with a warning can be sold twice, and both receipts are shown until it is put right", async () => {
  let receipts;
  await apart(async () => {
    receipts = [];
    for (const cashier of [near, far]) {
      await cashier.look("VASE");
      receipts.push(await cashier.payExactly());
      await cashier.next();
    }
  });
  for (const [cashier, own, other] of [[near, receipts[0], receipts[1]], [far, receipts[1], receipts[0]]]) {
    const card = await toBeLookedAt(cashier);
    await card.getByText("Vase: sold 1 more than there was").waitFor();
    await card.getByText(/7\.00 at stake/).waitFor();
    await card.getByRole("link", { name: `Receipt ${own}`, exact: true }).waitFor();
    await card.getByText(new RegExp(`^Receipt ${other} of R-`)).waitFor();
    await backToSell(cashier);
  }
  await bringIn(far, [ITEMS[0], "VASE,Vase,,Jewels,Jewels,7.00,ea,food,1,warn,no"]);
  await isUpToDate(far);
  for (const cashier of [near, far]) {
    await cashier.page.getByText("1 thing to be looked at").waitFor({ state: "detached" });
  }
});

test("a gift card is spent where the shop can be asked, and twice only by those who were warned", async () => {
  await near.press("Alt+m");
  await asked(near, "More").getByRole("button", { name: /^Gift card/ }).press("Enter");
  const dialog = asked(near, "Gift card");
  await dialog.getByRole("textbox", { name: "Number of the card" }).fill(CARD);
  await near.press("Enter");
  await dialog.getByRole("textbox", { name: "Amount" }).fill("30.00");
  await near.press("Enter");
  await near.payExactly();
  await near.next();
  for (const cashier of [near, far]) await isUpToDate(cashier);

  await apart(async () => {
    for (const cashier of [near, far]) {
      await cashier.look("BOWL");
      await payByCard(cashier);
      await notFree(cashier).getByText("Another register may be spending this card or credit.").waitFor();
      await notFree(cashier).getByRole("button", { name: "Sell anyway" }).press("Enter");
      await cashier.paid();
      await cashier.next();
    }
  });
  for (const cashier of [near, far]) {
    const card = await toBeLookedAt(cashier);
    await card.getByText(/spent more than it held/).waitFor();
    await card.getByText(/10\.00 at stake/).waitFor();
    await card.getByRole("link", { name: /^Receipt \d+$/ }).waitFor();
    await card.getByText(/^Receipt \d+ of R-/).waitFor();
    await backToSell(cashier);
  }
});

test("points are redeemed where the shop can be asked, and cash is taken where it cannot", async () => {
  const choose = async (cashier) => {
    await cashier.press("Alt+c");
    await asked(cashier, "Choose customer").getByRole("searchbox").fill("ada");
    await cashier.press("Enter");
    await cashier.basket.getByRole("button", { name: /Ada Moreno/ }).waitFor();
  };
  await choose(near);
  await near.look("BOWL");
  await near.payExactly();
  await near.next();
  for (const cashier of [near, far]) await isUpToDate(cashier);
  await apart(async () => {
    await choose(far);
    await far.look("CUP");
    await far.toPay();
    await far.press("Alt+p");
    await far.press("Enter");
    await notFree(far).getByText("Another register may be redeeming these points.").waitFor();
    await far.press("Escape");
    await far.press("Alt+Backspace", "Alt+Backspace");
    await far.press("Enter");
    await far.paid();
    await far.next();
  });
  await choose(far);
  await far.look("CUP");
  await far.toPay();
  await far.press("Alt+p");
  await far.press("Enter");
  await far.paid();
  await far.next();
});
