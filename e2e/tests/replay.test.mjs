// Real baskets through the real page: each is rung up by keyboard, with its quantities, prices and discounts, and has to
// come to what its rows say was paid. The year's other baskets go through the same crates in `cargo xtask replay`.
//
// EVERTILL_BASKETS names another file of the same columns; of it, what a cashier could key is rung up, and
// EVERTILL_BASKET_LIMIT is the most.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { Cashier } from "../support/cashier.mjs";
import { records } from "../support/csv.mjs";
import { startHub } from "../support/hub.mjs";
import { readSales } from "../support/journal.mjs";
import { closeAll, newProfile, openRegister } from "../support/register.mjs";

const FILE = process.env.EVERTILL_BASKETS ?? new URL("../data/baskets.csv", import.meta.url);
const LIMIT = Number(process.env.EVERTILL_BASKET_LIMIT ?? 24);

const baskets = readBaskets();

let hub;
let profile;
let register;
let page;
let cashier;

before(async () => {
  hub = await startHub();
  profile = await newProfile("replay");
  register = await openRegister({ url: hub.url, profile: profile.folder });
  page = register.page;
  page.setDefaultTimeout(15_000);
  cashier = new Cashier(page);
  await cashier.isReady();
});

after(async () => {
  await closeAll();
  await hub?.stop();
  await profile?.remove();
});

test("the baskets' items are imported with their prices left open", async () => {
  const skus = [...new Set(baskets.flat().map(({ sku }) => sku))];
  const file = ["sku,name,codes,department,category,price,unit,tax,stock,stock_policy,archived"];
  file.push(...skus.map((sku) => `${sku},Item ${sku},,Replay,Replay,,ea,food,,off,no`));
  await cashier.go("F4", "Items");
  await page.getByRole("button", { name: "Import CSV" }).press("Enter");
  const dialog = page.getByRole("dialog");
  const buffer = Buffer.from(`${file.join("\n")}\n`);
  await dialog.locator('input[type="file"]').setInputFiles({ name: "items.csv", mimeType: "text/csv", buffer });
  await dialog.getByRole("button", { name: new RegExp(`^Import ${skus.length} items?$`) }).press("Enter");
  await dialog.getByRole("status").getByText(/imported/i).waitFor();
  await dialog.getByRole("button", { name: "Close", exact: true }).last().press("Enter");
  await dialog.waitFor({ state: "hidden" });
});

test("every basket comes to what was paid, to the cent", async () => {
  assert.ok(baskets.length > 0, `${FILE} holds no basket that a cashier could key`);
  await cashier.press("F2");
  await cashier.search.waitFor();
  const paid = new Map();
  for (const rows of baskets) {
    for (const row of rows) await ring(row);
    await cashier.expectTotal(sum(rows));
    paid.set(await cashier.payExactly(), sum(rows));
    await cashier.next();
  }
  const { sales, decided, undecided } = await readSales(page);
  for (const found of [sales, decided]) {
    assert.deepEqual(new Map(found.map(({ receipt, total }) => [receipt, total])), paid);
  }
  assert.equal(undecided, 0);
  register.expectNone();
});

/** Keys a row: how many of what, the price of one, and everything that was taken off. */
async function ring({ sku, quantity, shelf_cents, loyalty_cents, match_cents, coupon_cents }) {
  const before = await cashier.lines.count();
  await cashier.look(quantity === 1 ? sku : `${quantity}*${sku}`);
  const price = page.getByRole("dialog", { name: `Price of Item ${sku}` });
  await price.getByRole("textbox").waitFor();
  await cashier.type(`${shelf_cents / quantity}\r`);
  await price.waitFor({ state: "hidden" });
  await cashier.lines.nth(before).waitFor();
  const off = loyalty_cents + match_cents + coupon_cents;
  if (off === 0) return;
  await cashier.press("F10");
  const discount = page.getByRole("dialog", { name: "Discount on this line" });
  await discount.getByRole("radio", { name: "Amount off" }).press("Space");
  await discount.getByRole("textbox", { name: "Amount off" }).fill((off / 100).toFixed(2));
  await cashier.press("Enter");
  await discount.waitFor({ state: "hidden" });
}

function sum(rows) {
  return rows.reduce((total, { paid_cents }) => total + paid_cents, 0);
}

/**
 * The baskets of the file that can be keyed: whole pieces, at a price that is the same for each, with no more taken off
 * than they cost.
 */
function readBaskets() {
  const found = new Map();
  for (const { basket_id, sku, ...rest } of records(readFileSync(FILE, "utf8"))) {
    const numbers = Object.entries(rest).filter(([name]) => name === "quantity" || name.endsWith("_cents"));
    const row = { sku, ...Object.fromEntries(numbers.map(([name, value]) => [name, Number(value)])) };
    found.set(basket_id, [...(found.get(basket_id) ?? []), row]);
  }
  const keyed = (row) =>
    row.quantity > 0 &&
    row.shelf_cents > 0 &&
    row.shelf_cents % row.quantity === 0 &&
    row.paid_cents >= 0 &&
    Math.min(row.loyalty_cents, row.match_cents, row.coupon_cents) >= 0;
  return [...found.values()].filter((rows) => rows.every(keyed) && sum(rows) > 0).slice(0, LIMIT);
}
