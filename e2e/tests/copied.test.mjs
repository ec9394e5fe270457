// A register's browser profile was copied, and both are used: whoever the hub hears from first keeps the line, the other one goes
// on with receipt numbers of its own, and no sale of either is lost or counted twice.

import assert from "node:assert/strict";
import { cp } from "node:fs/promises";
import path from "node:path";
import { after, before, test } from "node:test";
import { hubCommand, receiptsOnHub, startHub } from "../support/hub.mjs";
import { closeAll, newProfile } from "../support/register.mjs";
import { item } from "../support/shop.mjs";
import { agrees, backToSell, idOf, openInShop, shopCard, stockOf } from "../support/together.mjs";

const MILK = item("6772803");
/** How many receipt numbers an incarnation has for itself. */
const NUMBERS = 10_000_000;

let hub;
let data;
const profiles = [];
/** A register that nobody copies. */
let other;

before(async () => {
  data = await newProfile("copied-data");
  hub = await startHub({ data: data.folder, demo: true });
  other = await open(await profile("other"));
});

after(async () => {
  await closeAll();
  await hub?.stop();
  await Promise.all([data, ...profiles].map((folder) => folder?.remove()));
});

async function profile(name) {
  const made = await newProfile(`copied-${name}`);
  profiles.push(made);
  return made.folder;
}

const open = (folder) => openInShop(hub.url, folder, 30_000);

/** A copy of a closed browser's profile, as of a disk; what says that a browser runs there is left out. */
async function copyOf(folder, name) {
  const copy = await profile(name);
  await cp(folder, copy, { recursive: true, filter: (from) => !path.basename(from).startsWith("Singleton") });
  return copy;
}

async function sell(cashier) {
  await cashier.scan(MILK.code);
  await cashier.expectTotal(MILK.price);
  const receipt = await cashier.payExactly();
  await cashier.next();
  return receipt;
}

/** Waits until a register's list of sales has these receipts, from the top. */
async function showsSales(cashier, receipts) {
  await cashier.go("F3", "Sales");
  const rows = cashier.page.getByRole("main").getByText(new RegExp(`^(${receipts.join("|")})$`));
  await rows.nth(receipts.length - 1).waitFor();
  await backToSell(cashier);
}

test("a register and the copy of its profile both sell, and each sale is in the shop once", async () => {
  const folder = await profile("first");
  let first = await open(folder);
  const id = await idOf(first);
  const stock = await stockOf(other, MILK);
  const sold = [await sell(first)];
  await agrees(first);
  await first.close();
  const copied = await copyOf(folder, "copy");

  first = await open(folder);
  sold.push(await sell(first));
  await agrees(first);
  const copy = await open(copied);
  await agrees(copy);
  await shopCard(copy).getByText(/This register was copied.*from 10,?000,?001/).waitFor();
  await backToSell(copy);
  sold.push(await sell(copy));
  assert.equal(sold[2], NUMBERS + 2, "it goes on with numbers of its own");
  await backToSell(first);
  sold.push(await sell(first), await sell(copy));
  assert.deepEqual(sold.slice(3), [3, NUMBERS + 3]);
  for (const cashier of [first, copy, other]) await agrees(cashier);
  await shopCard(first).getByText(/A copy of this register sells under the same name/).waitFor();
  for (const cashier of [first, copy, other]) await backToSell(cashier);

  const held = await receiptsOnHub(data.folder);
  assert.deepEqual([...held].sort(), sold.map((receipt) => [`${id} ${receipt}`, 1]).sort());
  for (const cashier of [first, copy, other]) assert.equal(await stockOf(cashier, MILK), stock - sold.length);
  for (const cashier of [first, copy]) await showsSales(cashier, sold);
  await first.close();
  await copy.close();
});

test("what a copy sold under a number of its register's, before the hub knew, is kept aside and both are shown", async () => {
  const folder = await profile("offline");
  const first = await open(folder);
  const id = await idOf(first);
  await agrees(first);
  await first.close();
  const copied = await copyOf(folder, "offline-copy");

  const { port } = hub;
  await hub.stop();
  const [one, two] = [await open(folder), await open(copied)];
  assert.deepEqual([await sell(one), await sell(two)], [1, 1], "neither knows of the other");
  hub = await startHub({ port, data: data.folder, demo: true });
  for (const cashier of [one, two]) await agrees(cashier);
  const said = await hubCommand(data.folder, "receipts");
  const lines = said.split("\n").filter((line) => line.startsWith(`${id} `)).map((line) => line.split(/\s+/).slice(1).join(" "));
  assert.deepEqual(lines, ["1 1 1 in the feed", "1 1 1 set aside"]);

  const isCopy = async (cashier) => (await shopCard(cashier).getByText(/This register was copied/).count()) > 0;
  const copies = [await isCopy(one), await isCopy(two)];
  assert.deepEqual([...copies].sort(), [false, true], "one of them goes on with numbers of its own");
  const [stays, leaves] = copies[0] ? [two, one] : [one, two];
  for (const cashier of [stays, leaves]) await backToSell(cashier);
  assert.equal(await sell(leaves), NUMBERS + 2);
  assert.equal(await sell(stays), 2);
  for (const cashier of [stays, leaves]) await agrees(cashier);
  for (const cashier of [stays, leaves]) await backToSell(cashier);
  await showsSales(leaves, [NUMBERS + 2, 2, 1, 1]);
});
