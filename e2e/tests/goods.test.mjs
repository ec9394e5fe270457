// Goods that are more than a name and a price, rung up without a server: labels of scales, weights, modifiers, combos,
// variants, packs, ages, deposits, remarks and serial numbers. One register sells through all of it.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { scaleLabel as label } from "../support/shop.mjs";
import { beginWithoutServer, endWalkthrough } from "../support/walkthrough.mjs";

let register;
let page;
let cashier;

before(async () => {
  ({ register, page, cashier } = await beginWithoutServer("goods"));
});

after(endWalkthrough);

const dialog = (name) => page.getByRole("dialog", { name, exact: true });
const closed = (name) => dialog(name).waitFor({ state: "hidden" });

/** Presses something in a dialog by its visible name. */
async function choose(name, ...buttons) {
  for (const button of buttons) await dialog(name).getByRole("button", { name: button }).press("Enter");
}

async function cancelBasket() {
  await cashier.press("Alt+x");
  await page.getByRole("dialog").getByRole("button", { name: "Cancel basket" }).press("Enter");
  await cashier.expectEmpty();
}

/** An act of the More sheet. */
async function act(name) {
  await cashier.basket.getByRole("button", { name: "More", exact: true }).press("Enter");
  await dialog("More").getByRole("button", { name }).press("Enter");
}

test("a label of the scale rings up what it costs, and one that was misread rings up nothing", async () => {
  await cashier.scan(label(8301, 499));
  await cashier.expectTotal(499);
  await cashier.line("Marinated Olives").getByText("0.335 kg").first().waitFor();
  const misread = label(8301, 499).replace(/^(.{7})4/, "$15").replace(/^(.{7})0/, "$19");
  await cashier.scan(misread);
  await cashier.isTold("The label was not read right");
  await cashier.expectTotal(499);
  await cancelBasket();
});

test("what is weighed asks for its weight, less the tare", async () => {
  await cashier.look("8301");
  await dialog("Weigh Marinated Olives").getByLabel("Tare (kg)").fill("0.05");
  await dialog("Weigh Marinated Olives").getByLabel("Weight (kg)").fill("0.5");
  await cashier.press("Enter");
  await closed("Weigh Marinated Olives");
  await cashier.expectTotal(671);
  await cancelBasket();
});

test("a coffee is rung up as it is wanted, equal ones join, and a line can be changed later", async () => {
  await page.getByRole("button", { name: "Coffee bar" }).press("Enter");
  for (const _ of [1, 2]) {
    await page.locator("#tiles").getByRole("button", { name: /Latte/ }).press("Enter");
    await choose("Latte", "Large", /^Plant milk/, "Oat", "Add");
    await closed("Latte");
  }
  assert.equal(await cashier.lines.count(), 1);
  // Twice 3.80 with 0.60 and 0.50, and 8.25 % on top.
  await cashier.expectTotal(1061);
  await cashier.line("Latte").getByText("Oat").waitFor();
  await cashier.basket.getByRole("button", { name: "Options and note of the line" }).press("Enter");
  await choose("Latte", "Small");
  await dialog("Latte").getByLabel("Note").fill("extra hot");
  await choose("Latte", "Apply");
  await closed("Latte");
  await cashier.line("Latte").getByText("extra hot").waitFor();
  await cashier.expectTotal(931);
});

test("a combo asks what fills it and shares its price over its parts", async () => {
  await cashier.look("8020");
  await choose("Breakfast Deal", "Espresso", "Double", /Café Scone/, "Add");
  await closed("Breakfast Deal");
  await cashier.line("Café Scone").waitFor();
  // 5.20 with 0.30 for the scone and 0.90 for the second shot, beside the coffees.
  await cashier.expectTotal(931 + 693);
});

test("an item with sizes and colours asks which one", async () => {
  await cashier.look("8101");
  await choose("House T-Shirt", /M · Black/);
  await closed("House T-Shirt");
  await cashier.line("House T-Shirt M Black").waitFor();
  await cashier.expectTotal(931 + 693 + 2033);
});

test("an age is asked for once a sale, and a deposit comes and goes with its bottle", async () => {
  await cashier.look("8201");
  await dialog("Check the age").getByText(/^Born on or before /).waitFor();
  await choose("Check the age", "Do not sell");
  await closed("Check the age");
  assert.equal(await cashier.line("Corner Pale Ale").count(), 0);
  await cashier.look("8201");
  await choose("Check the age", "Old enough");
  await closed("Check the age");
  await cashier.line("Bottle Deposit").waitFor();
  await cashier.look("8202");
  await cashier.line("Six-Pack").getByText("holds 6").waitFor();
  assert.equal(await cashier.line("Bottle Deposit").count(), 2);
  await cashier.press("Delete");
  await cashier.line("Six-Pack").waitFor({ state: "detached" });
  assert.equal(await cashier.line("Bottle Deposit").count(), 1);
});

test("a serial number is asked for, and twice the same is refused", async () => {
  await cashier.look("8401");
  await dialog("Prepaid Phone").getByLabel("Serial number").fill("IMEI-1");
  await choose("Prepaid Phone", "Apply");
  await closed("Prepaid Phone");
  await cashier.look("8401");
  await dialog("Prepaid Phone").getByLabel("Serial number").fill("IMEI-1");
  await choose("Prepaid Phone", "Apply");
  await dialog("Prepaid Phone").getByText("The number IMEI-1 is in the basket already").waitFor();
  await dialog("Prepaid Phone").getByLabel("Serial number").fill("IMEI-2");
  await choose("Prepaid Phone", "Apply");
  await closed("Prepaid Phone");
  await cashier.line("IMEI-2").waitFor();
});

test("a remark, something without an item and empties stand on lines of their own", async () => {
  await act(/^Add a note/);
  await dialog("Add a note").getByLabel("Note").fill("for the party");
  await choose("Add a note", "Add");
  await closed("Add a note");
  await act(/^Sell something without an item/);
  const open = dialog("Sell something without an item");
  await open.getByLabel("What it is").fill("Candles");
  await open.getByLabel("Price").fill("3.00");
  await choose("Sell something without an item", "Add");
  await closed("Sell something without an item");
  await act(/^Take back empties/);
  await dialog("Take back empties").getByLabel("How many").fill("6");
  await choose("Take back empties", /Bottle Deposit/);
  await closed("Take back empties");
  for (const name of ["for the party", "Candles"]) await cashier.line(name).waitFor();
  assert.equal(await cashier.line("Bottle Deposit").count(), 2);
});

test("receipt and details of the sale say all of it", async () => {
  const receipt = await cashier.payExactly();
  await cashier.next();
  await cashier.go("F3", "Sales");
  await cashier.type(`${receipt}\r`);
  await page.getByRole("heading", { level: 1, name: `Sale ${receipt}` }).waitFor();
  const paper = page.getByRole("main");
  for (const words of ["Oat", "extra hot", "Breakfast Deal", "Double", "IMEI-1", "for the party", "Candles"]) {
    await paper.getByText(words).first().waitFor();
  }
  await paper.getByText("Age checked").waitFor();
  await paper.getByText("21 years").waitFor();
  register.expectNone();
});

test("templates are tried as they are typed, and two that read the same code are refused by name", async () => {
  await page.goto(`${register.page.url().split("/").slice(0, 3).join("/")}/shop/barcodes`);
  const main = page.getByRole("main");
  await main.getByRole("heading", { level: 1, name: "Barcodes" }).waitFor();
  await main.getByLabel("Try a label").fill(label(8301, 499));
  await main.getByText(/^Deli scale: Marinated Olives, .*4\.99$/).waitFor();
  await main.getByRole("button", { name: "22 IIIII WW.WWW C" }).press("Enter");
  await main.getByLabel("Name").last().fill("Fish");
  await main.getByLabel("Pattern").last().fill("23 IIIII PPPPP C");
  await main.getByText("“Weight label” and “Fish” would both read codes that begin with 23").waitFor();
  await main.getByRole("button", { name: "Save" }).press("Enter");
  await main.getByRole("alert").getByText("Change the first digits of one").waitFor();
  await main.getByLabel("Pattern").last().fill("24 IIIII PPPPP C");
  await main.getByRole("button", { name: "Save" }).press("Enter");
  await cashier.isTold("Saved");
  register.expectNone();
});

test("a page of favourites is arranged by keys and stands above the tiles on Sell", async () => {
  await page.goto(`${register.page.url().split("/").slice(0, 3).join("/")}/shop/favourites`);
  const main = page.getByRole("main");
  await main.getByRole("heading", { level: 1, name: "Favourites" }).waitFor();
  await main.getByRole("button", { name: "Add a page" }).press("Enter");
  await main.getByLabel("Name of the page").last().fill("Brewery");
  for (const name of ["Corner Pale Ale Case", "Corner Pale Ale Six-Pack"]) {
    await main.getByRole("searchbox", { name: "Find an item to add" }).last().fill(name);
    await main.getByRole("button", { name, exact: true }).press("Enter");
  }
  await main.getByRole("button", { name: "Move Corner Pale Ale Six-Pack" }).press("ArrowUp");
  await main.getByRole("button", { name: "Save" }).press("Enter");
  await cashier.isTold("Saved");
  await cashier.press("F2");
  await page.getByRole("button", { name: "Brewery", exact: true }).press("Enter");
  const tiles = page.locator("#tiles").getByRole("button");
  assert.match(await tiles.first().textContent(), /Six-Pack/);
  assert.equal(await tiles.count(), 2);
  register.expectNone();
});

test("an item's age, deposit and pack are edited on its sheet", async () => {
  await cashier.go("F4", "Items");
  await page.getByRole("searchbox").first().fill("House T-Shirt M Green");
  await page.getByRole("grid").getByRole("row").nth(1).click();
  const sheet = page.getByRole("dialog");
  await sheet.getByLabel("Sold from age").fill("old");
  await sheet.getByRole("button", { name: "Save" }).press("Enter");
  await sheet.getByText("Write it like 18.").waitFor();
  await sheet.getByLabel("Sold from age").fill("16");
  await sheet.getByRole("button", { name: "Save" }).press("Enter");
  await sheet.waitFor({ state: "hidden" });
  await cashier.press("F2");
  await cashier.look("8103");
  await dialog("Check the age").getByText("Sold from 16 years on.").waitFor();
  register.expectNone();
});

test("a group of modifiers is edited, refused where nobody could choose from it, and asked for as it then is", async () => {
  await page.goto(`${register.page.url().split("/").slice(0, 3).join("/")}/shop/modifiers`);
  const main = page.getByRole("main");
  await main.getByRole("heading", { level: 1, name: "Modifiers" }).waitFor();
  await main.getByLabel("Choose at least").first().fill("3");
  await main.getByRole("button", { name: "Save" }).press("Enter");
  await main.getByRole("alert").getByText("“Size”: choose at most 1 or more").waitFor();
  await main.getByLabel("Choose at least").first().fill("1");
  await main.getByRole("button", { name: "Add a choice" }).first().press("Enter");
  const size = main.getByRole("listitem").filter({ has: page.getByText("Items call it “size”.") });
  await size.getByLabel("Choice", { exact: true }).last().fill("Huge");
  await size.getByLabel("Adds to the price").last().fill("1.20");
  await main.getByRole("button", { name: "Save" }).press("Enter");
  await cashier.isTold("Saved");
  await cashier.press("F2");
  await cashier.look("8002");
  await choose("Latte", /^Huge/, "Add");
  await closed("Latte");
  // 3.80 and 1.20, and 8.25 % on top.
  await cashier.expectTotal(541);
  register.expectNone();
});
