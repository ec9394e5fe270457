// Every other way to pay, with the server gone: coins that are rounded, tips, gift cards, accounts, foreign cash and vouchers.
// One register goes through all of it.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { text } from "../support/cashier.mjs";
import { allItems, item } from "../support/shop.mjs";
import { beginWithoutServer, endWalkthrough } from "../support/walkthrough.mjs";

const MILK = item("6772803");
/** Groceries without tax whose price no coin of five cents makes. */
const ODD = allItems().find((row) => row.tax === "food" && row.policy === "Off" && row.price > 100 && row.price % 5 === 2)
  ?? allItems().find((row) => row.tax === "food" && row.price > 100 && row.price % 5 !== 0);
const CARD = "79927398713";

let page;
let cashier;
let url;

before(async () => {
  ({ page, cashier, url } = await beginWithoutServer("tenders"));
});

after(endWalkthrough);

const receipt = () => page.getByRole("region", { name: "Receipt" });
const asked = (name) => page.getByRole("dialog", { name });

/** Opens an act of the list of what else can be done. */
async function more(act) {
  await cashier.press("Alt+m");
  await asked("More").getByRole("button", { name: act }).press("Enter");
}

test("the shop says how it takes money, and what no till could follow is refused where it is typed", async () => {
  await page.goto(`${url}/shop/payments`);
  await page.getByRole("heading", { level: 1, name: "Payments" }).waitFor();
  await page.getByRole("textbox", { name: "Smallest coin" }).fill("0.05");
  await page.getByRole("textbox", { name: "Tips offered, in percent" }).fill("20 10");
  await page.getByRole("textbox", { name: "Foreign cash" }).fill("EUR 1.10");
  await page.getByRole("button", { name: "Save" }).press("Enter");
  await page.getByText("each higher than the one before").waitFor();
  await page.getByRole("textbox", { name: "Tips offered, in percent" }).fill("10 20");
  await page.getByRole("button", { name: "Save" }).press("Enter");
  await cashier.isTold("Saved");
  await cashier.press("F2");
  await cashier.search.waitFor();
});

test("cash is rounded to coins that exist, and the receipt says by how much", async () => {
  await cashier.scan(ODD.code);
  await cashier.toPay();
  const coins = Math.round(ODD.price / 5) * 5;
  await page.getByText(new RegExp(`^In cash .*${text(coins)}`)).waitFor();
  await cashier.press("Enter");
  await cashier.paid();
  await receipt().getByRole("row", { name: /Rounding/ }).getByText(new RegExp(text(coins - ODD.price))).waitFor();
  await cashier.next();
});

test("a tip is paid beside the sale by card, where nothing is rounded", async () => {
  await cashier.scan(ODD.code);
  await cashier.toPay();
  await cashier.press("Alt+t");
  await asked("Tip").getByRole("textbox", { name: "Amount of the tip" }).fill("1.00");
  await cashier.press("Enter");
  await page.getByText(new RegExp(`^In cash `)).waitFor();
  await cashier.press("Alt+c");
  await asked("Card on the terminal").getByRole("textbox").fill("7731");
  await cashier.press("Enter");
  await cashier.paid();
  await receipt().getByRole("row", { name: /^Tip/ }).getByText(/1\.00/).waitFor();
  await receipt().getByRole("row", { name: /^Card/ }).getByText(new RegExp(text(ODD.price + 100))).waitFor();
  await cashier.next();
});

test("a tip that a customer wrote on the slip is keyed after the sale", async () => {
  await cashier.scan(ODD.code);
  await cashier.toPay();
  await cashier.press("Alt+c");
  await asked("Card on the terminal").getByRole("textbox").fill("7732");
  await cashier.press("Enter");
  const number = await cashier.paid();
  await cashier.next();
  await cashier.go("F3", "Sales");
  await cashier.type(`${number}\r`);
  await page.getByRole("button", { name: "Tip", exact: true }).press("Enter");
  await asked("Tip").getByRole("textbox", { name: "Amount of the tip" }).fill("-1");
  await cashier.press("Enter");
  await asked("Tip").getByText("A tip is not below zero").waitFor();
  await asked("Tip").getByRole("textbox", { name: "Amount of the tip" }).fill("2.50");
  await cashier.press("Enter");
  await cashier.isTold("The tip is kept");
  const facts = page.getByRole("region", { name: "In the journal" });
  await facts.getByText(/2\.50/).waitFor();
  await cashier.go("F7", "Journal");
  await page.getByRole("grid", { name: "Journal" }).getByText(/Tip/).first().waitFor();
  await cashier.press("F2");
  await cashier.search.waitFor();
});

test("a gift card is sold, pays what it holds, and a wrong digit is found where it is typed", async () => {
  await more(/^Gift card/);
  const dialog = asked("Gift card");
  await dialog.getByRole("textbox", { name: "Number of the card" }).fill("79927398710");
  await cashier.press("Enter");
  await dialog.getByText("a digit is wrong or missing").waitFor();
  await dialog.getByRole("textbox", { name: "Number of the card" }).fill(CARD);
  await cashier.press("Enter");
  await dialog.getByText(/The card holds .*0\.00/).waitFor();
  await dialog.getByRole("textbox", { name: "Amount" }).fill("25.00");
  await cashier.press("Enter");
  await cashier.line("Onto gift card …8713").waitFor();
  await cashier.payExactly();
  await receipt().getByText(/Left on gift card …8713/).waitFor();
  await cashier.next();

  await cashier.scan(MILK.code);
  await cashier.toPay();
  await cashier.press("Alt+i");
  await asked("Gift card").getByRole("textbox").fill(CARD);
  await cashier.press("Enter");
  await cashier.paid();
  const left = receipt().getByText(/Left on gift card …8713/).locator("..");
  await left.getByText(new RegExp(text(2500 - MILK.price))).waitFor();
  await cashier.next();
});

test("who is trusted buys on account and pays later", async () => {
  await page.goto(`${url}/customers`);
  await page.getByRole("grid").getByRole("row", { name: /Ada Moreno/ }).click();
  await page.getByRole("button", { name: /^Edit/ }).press("Enter");
  await page.getByRole("textbox", { name: "Credit limit" }).fill("50.00");
  await page.getByRole("button", { name: /^Save/ }).press("Enter");
  await page.getByRole("textbox", { name: "Credit limit" }).waitFor({ state: "hidden" });
  await cashier.press("Escape", "F2");
  await chooseAda();
  await cashier.scan(MILK.code);
  await cashier.toPay();
  await cashier.press("Alt+a");
  await cashier.paid();
  await receipt().getByRole("row", { name: /On account/ }).waitFor();
  await cashier.next();

  await chooseAda();
  await more(/^Payment of the account/);
  await asked("Payment of the account").getByText(new RegExp(`Owes .*${text(MILK.price)}`)).waitFor();
  await cashier.press("Enter");
  await cashier.line("Paid of the account").waitFor();
  await cashier.payExactly();
  await cashier.next();
});

async function chooseAda() {
  await cashier.search.waitFor();
  await cashier.press("Alt+c");
  const dialog = asked("Choose customer");
  await dialog.getByRole("button", { name: /Ada Moreno/ }).press("Enter");
  await dialog.waitFor({ state: "hidden" });
}

test("foreign cash pays at the shop's rate, and change is the shop's own money", async () => {
  await cashier.scan(MILK.code);
  await cashier.toPay();
  await cashier.press("Alt+u");
  await asked("Foreign cash").getByRole("textbox", { name: /Handed over EUR/ }).fill("20.00");
  await cashier.press("Enter");
  await cashier.paid();
  await page.getByRole("main").getByRole("status").getByText(/Give .* change/).waitFor();
  await receipt().getByText(/€20\.00 × 1\.1/).waitFor();
  await cashier.next();
});

test("a voucher of the shop pays once", async () => {
  for (const time of [1, 2]) {
    await cashier.scan(MILK.code);
    await cashier.toPay();
    await cashier.press("Alt+v");
    const dialog = asked("Voucher");
    await dialog.getByRole("textbox", { name: "Coupon code" }).fill(time === 1 ? "spring-7" : "SPRING-7");
    await dialog.getByRole("textbox", { name: "Value" }).fill((MILK.price / 100).toFixed(2));
    await cashier.press("Enter");
    if (time === 1) {
      await cashier.paid();
      await cashier.next();
    }
  }
  await cashier.isTold(/has already paid/);
  await cashier.press("Enter");
  assert.ok(await cashier.paid());
});
