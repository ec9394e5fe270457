// Reports with the network gone: what was sold, returned and kept from before a reload, down to the sales, and as a file.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { minor } from "../support/cashier.mjs";
import { item } from "../support/shop.mjs";
import { beginWithoutServer, endWalkthrough } from "../support/walkthrough.mjs";

const MILK = item("6772803");
const APPLES = item("909714");

let register;
let page;
let cashier;

before(async () => {
  ({ register, page, cashier } = await beginWithoutServer("reports"));
});

after(endWalkthrough);

/** A figure of the head, in minor units. */
const figure = async (name) => minor(await page.getByRole("term").filter({ hasText: name }).locator("xpath=following-sibling::*[1]").textContent());
const report = async () => {
  await cashier.go("Alt+y", "Reports");
  await page.getByRole("term").filter({ hasText: "Net sales" }).waitFor();
};

test("without a server, a report adds up the day's sales and returns, and leads down to each of them", async () => {
  await cashier.go("Alt+y", "Reports");
  await page.getByText("Nothing was sold").waitFor();
  await cashier.press("F2");

  await cashier.scan(MILK.code);
  await cashier.scan(APPLES.code);
  await cashier.payExactly();
  await cashier.next();
  await cashier.scan(MILK.code);
  const second = await cashier.payExactly();
  await cashier.next();

  await report();
  const sold = 2 * MILK.price + APPLES.price;
  assert.equal(await figure("With tax"), sold);
  assert.equal(await figure("Net sales"), sold - (await figure(/^Tax$/)));
  const items = page.getByRole("region", { name: "By item" });
  await items.getByRole("row").filter({ hasText: MILK.name }).getByText("2", { exact: true }).waitFor();

  // Down to the sales behind a row, by keyboard alone. Not by the hour: it may end between two sales.
  await items.getByRole("button", { name: MILK.name }).first().focus();
  await cashier.press("Enter");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("listitem").nth(1).waitFor();
  assert.equal(await dialog.getByRole("listitem").count(), 2);
  await dialog.getByRole("link", { name: new RegExp(`Receipt ${second}\\b`) }).press("Enter");
  await page.getByRole("heading", { level: 1, name: `Sale ${second}` }).waitFor();

  // It is given back: the report says so at once.
  await page.getByRole("button", { name: "Refund", exact: true, disabled: false }).waitFor();
  await cashier.press("Alt+r");
  await page.getByRole("dialog").getByRole("button", { name: `One more of ${MILK.name}` }).press("Enter");
  await cashier.press("F9");
  await page.getByRole("main").getByText("Refunded").waitFor();
  await report();
  assert.equal(await figure("With tax"), sold - MILK.price);
  assert.equal(await figure("Refunds"), MILK.price);
});

test("a kept report is found after a reload, offline, and another period says what it has", async () => {
  await page.reload();
  await cashier.isReady();
  await report();
  assert.equal(await figure("With tax"), MILK.price + APPLES.price);
  await page.getByRole("radio", { name: "Yesterday" }).press("Space");
  await page.getByText("Nothing was sold").waitFor();
  await page.getByRole("radio", { name: "This month" }).press("Space");
  await page.getByRole("group", { name: "By day" }).waitFor();
  assert.equal(await figure("With tax"), MILK.price + APPLES.price);
});

test("a report is saved as a file that spreadsheets open safely", async () => {
  const saving = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export CSV" }).press("Enter");
  const download = await saving;
  const saved = readFileSync(await download.path(), "utf8");
  assert.match(download.suggestedFilename(), /^report-\d{4}-\d\d-\d\d-\d{4}-\d\d-\d\d\.csv$/);
  assert.ok(saved.startsWith("\ufeffpart,name,detail,from,to,"));
  const total = saved.split("\r\n").find((line) => line.startsWith("total,"));
  assert.ok(total.includes(`,${((MILK.price + APPLES.price) / 100).toFixed(2)},`), total);
  register.expectNone();
});
