// Prices without a server: coupon codes typed and scanned, promotions in basket, receipt and sale, changed prices with their
// reason, price lists, dated prices. One register sells through all of it.

import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { beginWithoutServer, endWalkthrough } from "../support/walkthrough.mjs";

const ROSES = "843338";

let register;
let page;
let cashier;

before(async () => {
  ({ register, page, cashier } = await beginWithoutServer("offers"));
});

after(endWalkthrough);

const dialog = (name) => page.getByRole("dialog", { name, exact: true });
const closed = (name) => dialog(name).waitFor({ state: "hidden" });
const coupons = () => cashier.basket.getByRole("list", { name: "Coupons in this basket" });

async function act(name) {
  await cashier.basket.getByRole("button", { name: "More", exact: true }).press("Enter");
  await dialog("More").getByRole("button", { name }).press("Enter");
}

async function cancelBasket() {
  await cashier.press("Alt+x");
  await page.getByRole("dialog").getByRole("button", { name: "Cancel basket" }).press("Enter");
  await cashier.expectEmpty();
}

// Whatever a test leaves behind, the next one begins with an empty basket.
afterEach(async () => {
  for (const open of await page.getByRole("dialog").all()) if (await open.isVisible()) await cashier.press("Escape");
  await cashier.press("F2");
  await cashier.search.waitFor();
  if (await cashier.lines.count()) await cancelBasket();
});

/** Rings up a rose bouquet at 6.99, which has 7 % of tax on top. */
async function roses(many = 1) {
  await cashier.look(`${many}*${ROSES}`);
  await cashier.line("Rose Bouquet").waitFor();
}

test("a promotion shows on the line that it makes cheaper, on the receipt and with the sale", async () => {
  await roses(2);
  await cashier.line("Rose Bouquet").getByText("Second bouquet half price").waitFor();
  // 13.98 less 3.50, and 7 % on top.
  await cashier.expectTotal(1121);
  const receipt = await cashier.payExactly();
  await page.getByRole("rowheader", { name: "Second bouquet half price" }).waitFor();
  await cashier.next();
  await cashier.go("F3", "Sales");
  await cashier.type(`${receipt}\r`);
  const facts = page.getByRole("region", { name: "Prices and discounts" });
  await facts.getByText(/^Second bouquet half price -?.*3\.50$/).waitFor();
  await cashier.press("F2");
});

test("a coupon is typed, says what it gives, and is removed again", async () => {
  await roses();
  await act("Coupon or code");
  await dialog("Coupon or code").getByLabel("Code").fill("welcome5");
  await cashier.press("Enter");
  await closed("Coupon or code");
  await cashier.isTold(/^Welcome, 5 % off: .*0\.35 off$/);
  await coupons().getByText(/Welcome, 5 % off: .*0\.35 off/).waitFor();
  await cashier.line("Rose Bouquet").getByText("Welcome, 5 % off").waitFor();
  await cashier.expectTotal(710);
  await coupons().getByRole("button", { name: "Remove the coupon welcome5" }).press("Enter");
  await coupons().waitFor({ state: "detached" });
  await cashier.expectTotal(748);
});

test("a coupon is scanned, waits for what is missing and says so, and gives it then", async () => {
  await roses();
  await cashier.scan("TENOFF");
  await coupons().getByText(/43\.01/).waitFor();
  await cashier.expectTotal(748);
  await cashier.scan(ROSES.padStart(6, "0"));
  await cashier.press("*");
  await dialog("Quantity of Rose Bouquet").getByLabel("Quantity").fill("10");
  await cashier.press("Enter");
  await coupons().getByText(/10 off from 50: .*10\.00 off/).waitFor();
  // 69.90 less five times 3.50 and 10.00, and 7 % on top.
  await cashier.expectTotal(4537);
});

test("a coupon that gives nothing is refused and says why", async () => {
  await act("Coupon or code");
  const code = dialog("Coupon or code").getByLabel("Code");
  await code.fill("NOSUCH");
  await cashier.press("Enter");
  await dialog("Coupon or code").getByText(/NOSUCH/).waitFor();
  await code.fill("OPENING");
  await cashier.press("Enter");
  await dialog("Coupon or code").getByText(/Jan 31, 2026|31/).waitFor();
  await cashier.press("Escape");
  await closed("Coupon or code");
  await cashier.scan("OPENING");
  await cashier.isTold(/31/);
  register.expectNone();
});

test("another price for a line needs a reason, which basket, receipt, sale and journal keep", async () => {
  await roses();
  await act("Change the price");
  const form = dialog("Price of Rose Bouquet");
  await form.getByLabel("New price").fill("5");
  await form.getByRole("button", { name: "Change the price" }).press("Enter");
  await form.getByText("Say why").waitFor();
  await form.getByRole("button", { name: "Damaged" }).press("Enter");
  await form.getByRole("button", { name: "Change the price" }).press("Enter");
  await closed("Price of Rose Bouquet");
  await cashier.line("Rose Bouquet").getByText(/^instead of .*6\.99: Damaged$/).waitFor();
  await cashier.expectTotal(535);
  const receipt = await cashier.payExactly();
  await page.getByText(/^instead of .*6\.99/).waitFor();
  await cashier.next();
  await cashier.go("F3", "Sales");
  await cashier.type(`${receipt}\r`);
  await page.getByRole("region", { name: "Prices and discounts" }).getByText(/instead of .*6\.99: Damaged/).waitFor();
  await cashier.go("F7", "Journal");
  await page.getByRole("grid").getByRole("row").filter({ hasText: "Sale prepared" }).first().click();
  await page.getByRole("dialog").getByText(/instead of .*6\.99: Damaged/).waitFor();
  await cashier.press("Escape");
  await cashier.press("F2");
});

test("a discount on everything keeps its reason as well", async () => {
  await roses();
  await act("Discount on the basket");
  const form = dialog("Discount on the basket");
  await form.getByLabel("Percent").last().fill("10");
  await form.getByRole("textbox", { name: "Reason" }).fill("Regular of 20 years");
  await form.getByRole("button", { name: "Give discount" }).press("Enter");
  await closed("Discount on the basket");
  await cashier.basket.getByText("Discount on the basket: Regular of 20 years").waitFor();
  await cashier.payExactly();
  await page.getByRole("rowheader", { name: "Discount on everything: Regular of 20 years" }).waitFor();
  await cashier.next();
});

test("a customer of a group pays the prices of its list, and the tiles say so", async () => {
  await roses();
  await cashier.expectTotal(748);
  await cashier.press("Alt+c");
  await dialog("Choose customer").getByRole("button", { name: /Hassan/ }).press("Enter");
  await closed("Choose customer");
  await cashier.expectTotal(589);
  await cashier.type("rose bouquet");
  await page.locator("#tiles").getByRole("button", { name: /Rose Bouquet.*5\.50/ }).waitFor();
  await cashier.press("Escape");
  await cancelBasket();
  assert.equal(await cashier.lines.count(), 0);
  register.expectNone();
});

/** Opens a section of Shop. */
async function shop(section, heading) {
  await page.goto(`${new URL(page.url()).origin}/shop/${section}`);
  await page.getByRole("main").getByRole("heading", { level: 1, name: heading }).waitFor();
}

/** Begins a promotion of a kind, and answers its form. */
async function begin(kind, label) {
  await page.getByRole("group", { name: "Add a promotion" }).getByRole("button", { name: kind, exact: true }).press("Enter");
  const form = dialog("Add a promotion");
  await form.getByLabel("What basket and receipt call it").fill(label);
  return form;
}

async function saved(form) {
  await form.getByRole("button", { name: "Save", exact: true }).press("Enter");
  await form.waitFor({ state: "hidden" });
}

/** What each kind asks for, and what its example comes to. */
const KINDS = [
  { kind: "Percent off", fill: { "Percent off": "25" }, goods: ["Standard Flowering Plants 4.5 in"], gives: /Takes .*1\.75 off/ },
  { kind: "Amount off each", fill: { "Amount off": "0.99" }, goods: ["Prepaid Phone"], gives: /Add an item to see/ },
  { kind: "Fixed price", fill: { Price: "5" }, goods: ["Repair"], gives: /Gives nothing here/ },
  {
    kind: "Buy some, get some",
    fill: { "How many have to be bought": "2" },
    goods: ["Rawhide Chews", "Rawhide Chews"],
    gives: /Takes .*2\.79 off/,
  },
  { kind: "Mix and match", fill: { "Price of all together": "2" }, goods: ["Lipcare"], gives: /Takes .*1\.98 off/ },
  { kind: "From an amount on", fill: { "From what amount on": "500", "Amount off": "25" }, goods: [], gives: /Gives nothing here|Takes .*25\.00 off/ },
  { kind: "Happy hour", fill: { "Percent off": "10" }, goods: ["all of Café › Coffee"], search: "Coffee", gives: /Add an item to see|Takes/ },
  { kind: "Coupon code", fill: { "Percent off": "20", "Coupon codes, one on each line": "LAUNCH" }, goods: [], gives: /Takes .* off/ },
];

test("a promotion of each kind is set up, and an example basket shows what it gives before it counts", async () => {
  await shop("promotions", "Promotions");
  for (const { kind, fill, goods, search, gives } of KINDS) {
    const form = await begin(kind, `Try ${kind}`);
    for (const [at, name] of goods.entries()) {
      await form.getByRole("searchbox", { name: "Find an item, department or category" }).nth(at).fill(search ?? name);
      await form.getByRole("listitem").getByRole("button", { name, exact: true }).first().press("Enter");
    }
    for (const [label, text] of Object.entries(fill)) await form.getByRole("textbox", { name: label, exact: true }).fill(text);
    await form.getByRole("region", { name: "Try it" }).getByText(gives).waitFor();
    await saved(form);
    await page.getByRole("main").getByRole("button", { name: `Try ${kind}` }).waitFor();
  }
  await cashier.press("F2");
  await cashier.search.waitFor();
  await cashier.look("4*8020151");
  await cashier.line("Toothpaste").waitFor();
  await cashier.scan("LAUNCH");
  // 11.56 less a fifth, and 7 % on top.
  await cashier.expectTotal(990);
  register.expectNone();
});

test("a promotion that could go below zero is refused where it is entered, and says what to change", async () => {
  await shop("promotions", "Promotions");
  const form = await begin("From an amount on", "Too much");
  await form.getByLabel("From what amount on").fill("10");
  await form.getByRole("textbox", { name: "Amount off" }).fill("12");
  await form.getByText(/Take off at most .*10\.00, which has to be spent/).waitFor();
  await form.getByRole("button", { name: "Save", exact: true }).press("Enter");
  assert.ok(await form.isVisible());
  await form.getByRole("textbox", { name: "Amount off" }).fill("2");
  await form.getByText(/Take off at most/).waitFor({ state: "detached" });
  await cashier.press("Escape");
  await form.waitFor({ state: "hidden" });
  const percent = await begin("Percent off", "More than all");
  await percent.getByRole("textbox", { name: "Percent off" }).fill("120");
  await percent.getByText(/above 0 and at most 100/).waitFor();
  await percent.getByRole("textbox", { name: "Percent off" }).fill("20");
  await percent.getByRole("button", { name: "Save", exact: true }).press("Enter");
  await percent.getByText(/it could never give anything/).waitFor();
  await cashier.press("Escape");
  const coupon = await begin("Coupon code", "Taken");
  await coupon.getByRole("textbox", { name: "Percent off" }).fill("5");
  await coupon.getByLabel("Coupon codes, one on each line").fill("welcome5");
  await coupon.getByText("The code “welcome5” belongs to “Welcome, 5 % off”").waitFor();
  await cashier.press("Escape");
  register.expectNone();
});

test("a promotion is changed, paused, and ended for good", async () => {
  await shop("promotions", "Promotions");
  const main = page.getByRole("main");
  await main.getByRole("button", { name: /^Second bouquet half price/ }).press("Enter");
  const form = dialog("Change the promotion");
  await form.getByRole("textbox", { name: "Percent off what is given" }).fill("100");
  await saved(form);
  await cashier.press("F2");
  await roses(2);
  await cashier.expectTotal(748);
  await cancelBasket();
  await shop("promotions", "Promotions");
  await main.getByRole("button", { name: /^Second bouquet half price/ }).press("Enter");
  await form.getByRole("radio", { name: "Paused" }).press("Space");
  await saved(form);
  await main.getByRole("button", { name: /^Second bouquet half price.*Paused/ }).press("Enter");
  await form.getByRole("button", { name: "End it" }).press("Enter");
  await dialog("End this promotion?").getByRole("button", { name: "End it" }).press("Enter");
  await cashier.isTold("Second bouquet half price has ended");
  await main.getByRole("button", { name: /^Second bouquet half price/ }).waitFor({ state: "detached" });
  await cashier.press("F2");
  await roses(2);
  await cashier.expectTotal(1496);
  register.expectNone();
});

test("a price list for a group of customers is set up, and whoever belongs to it pays its prices", async () => {
  await shop("prices", "Price lists");
  const main = page.getByRole("main");
  await main.getByRole("button", { name: "Add a group" }).press("Enter");
  await main.getByLabel("Name of the group").last().fill("Friends");
  await main.getByLabel("Usual reasons for changed prices and discounts").fill("Last one\nShop soiled");
  await main.getByRole("button", { name: "Save" }).press("Enter");
  await cashier.isTold("Saved");
  await main.getByRole("button", { name: "Add a price list" }).press("Enter");
  const form = dialog("Add a price list");
  await form.getByLabel("Name of the list").fill("Friends’ prices");
  await form.getByRole("button", { name: "Save", exact: true }).press("Enter");
  await form.getByText(/group/i).last().waitFor();
  await form.getByRole("button", { name: "Friends" }).press("Enter");
  await form.getByLabel("Percent off what is not on the list").fill("50");
  await form.getByRole("searchbox", { name: "Find an item for the list" }).fill("Lipcare");
  await form.getByRole("button", { name: "Lipcare", exact: true }).press("Enter");
  await form.getByLabel("Price of Lipcare").fill("1.25");
  await saved(form);
  await main.getByRole("button", { name: /^Friends’ prices.*Friends · 1 price · 50% off everything else/ }).waitFor();
  await cashier.go("F6", "Customers");
  await page.getByRole("grid").getByRole("row").filter({ hasText: "Chiara" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Edit" }).press("Enter");
  await page.getByRole("dialog").getByRole("combobox", { name: "Customer group" }).selectOption({ label: "Friends" });
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).press("Enter");
  // What is known about the customer comes back behind the form.
  await page.getByRole("dialog").getByRole("button", { name: "Edit" }).waitFor();
  await cashier.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await cashier.press("F2");
  await cashier.search.waitFor();
  await cashier.press("Alt+c");
  await dialog("Choose customer").getByRole("button", { name: /Chiara/ }).press("Enter");
  await closed("Choose customer");
  await cashier.look("833494");
  await cashier.line("Lipcare").waitFor();
  await cashier.expectTotal(134);
  await cashier.look("894447");
  await cashier.line("Paper Napkins").waitFor();
  // 1.25 and half of 3.49, and 7 % on top of both.
  await cashier.expectTotal(320);
  await cashier.press("Alt+p");
  await page.getByRole("dialog").getByRole("button", { name: "Shop soiled" }).waitFor();
  await cashier.press("Escape");
  register.expectNone();
});

test("a price that begins on a day is set with the item and charged from then on", async () => {
  await cashier.go("F4", "Items");
  await page.getByRole("searchbox").first().fill("Coffee Filters 50 ct");
  await page.getByRole("grid").getByRole("row").nth(1).click();
  const part = page.getByRole("dialog").getByRole("region", { name: "Prices by day and list" });
  const day = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  const set = async (price, from) => {
    await part.getByLabel("New price", { exact: true }).fill(price);
    await part.getByLabel("From").fill(from);
    await part.getByRole("button", { name: "Set the price" }).press("Enter");
  };
  await set("-1", "");
  await part.getByText(/zero/).waitFor();
  await set("1.00", day(-1));
  await part.getByRole("listitem").filter({ hasText: "1.00" }).waitFor();
  await set("5.00", day(30));
  await part.getByRole("listitem").filter({ hasText: "5.00" }).waitFor();
  await cashier.press("Escape");
  await cashier.press("F2");
  await cashier.search.waitFor();
  await cashier.type("coffee filters 50 ct");
  await page.locator("#tiles").getByRole("button", { name: /Coffee Filters 50 ct.*1\.00/ }).waitFor();
  await cashier.press("Escape");
  await cashier.look("847753");
  await cashier.line("Coffee Filters").waitFor();
  await cashier.expectTotal(107);
  register.expectNone();
});
