// After the sale, with the server gone: money goes back as it was paid, goods are exchanged, come back without a receipt, whole
// sales are voided, receipts printed again. One register goes through all of it.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { violations } from "../support/axe.mjs";
import { text } from "../support/cashier.mjs";
import { allItems, item } from "../support/shop.mjs";
import { beginWithoutServer, endWalkthrough } from "../support/walkthrough.mjs";

const MILK = item("6772803");
const APPLES = item("909714");
/** Something that is taxed, unlike groceries, and costs more than apples. */
const TAXED = allItems().find((row) => row.tax === "standard" && row.unit === "ea" && row.price > 300 && row.policy === "off" && !row.age);

let page;
let cashier;
let url;

before(async () => {
  ({ page, cashier, url } = await beginWithoutServer("after"));
});

after(endWalkthrough);

const dialog = (name) => page.getByRole("dialog", { name });
const receipt = () => page.getByRole("region", { name: "Receipt" });
const shares = (within) => within.getByRole("list", { name: "How the money goes back" }).getByRole("listitem");

/** Rings up codes and pays so much by card, the rest in cash; answers the receipt. */
async function sell(codes, onCard) {
  for (const code of codes) await cashier.scan(code);
  await cashier.lines.nth(codes.length - 1).waitFor();
  const total = await cashier.total();
  await cashier.toPay();
  if (onCard > 0) {
    if (onCard < total) await cashier.type(String(onCard));
    await cashier.press("Alt+c");
    await dialog("Card on the terminal").getByRole("textbox", { name: "Slip reference" }).fill("S-1");
    await cashier.press("Enter");
  }
  if (onCard < total) await page.getByRole("button", { name: /^Exact/ }).press("Enter");
  const number = await cashier.paid();
  await cashier.next();
  return number;
}

async function openSale(number) {
  await cashier.go("F3", "Sales");
  await cashier.type(`${number}\r`);
  await page.getByRole("heading", { level: 1, name: new RegExp(`^(Sale|Refund) ${number}$`) }).waitFor();
}

async function openRefund(number) {
  await openSale(number);
  await page.getByRole("button", { name: "Refund", exact: true, disabled: false }).waitFor();
  await cashier.press("Alt+r");
  return dialog(`Refund of receipt ${number}`);
}

async function refunded() {
  await page.getByRole("main").getByText("Refunded", { exact: true }).waitFor();
  await cashier.next();
}

test("money goes back as it was paid: a card up to what it was charged, and the rest in cash", async () => {
  const number = await sell([APPLES.code, MILK.code], 200);
  let sheet = await openRefund(number);
  await sheet.getByRole("button", { name: `One more of ${APPLES.name}` }).press("Enter");
  await shares(sheet).filter({ hasText: "Card" }).getByText(/2\.00$/).waitFor();
  await shares(sheet).filter({ hasText: "Cash" }).getByText(new RegExp(`${text(APPLES.price - 200)}$`)).waitFor();
  assert.deepEqual(await violations(page, "how money goes back"), []);
  await cashier.press("F9");
  await sheet.getByText("Enter the reference from the terminal’s slip").waitFor();
  await sheet.getByRole("textbox", { name: "Slip reference" }).fill("R-1");
  await cashier.press("F9");
  await refunded();

  // Nothing is left for the card.
  sheet = await openRefund(number);
  await sheet.getByRole("button", { name: "Everything" }).press("Enter");
  await shares(sheet).getByText(new RegExp(`${text(MILK.price)}$`)).waitFor();
  await shares(sheet).filter({ hasText: "Cash" }).getByText(/of it has gone back/).waitFor();
  await cashier.press("F9");
  await refunded();
});

test("where no customer is known the rest goes onto a gift card", async () => {
  const number = await sell([MILK.code], 0);
  const sheet = await openRefund(number);
  await sheet.getByRole("button", { name: "Everything" }).press("Enter");
  await sheet.getByText("Store credit", { exact: true }).click();
  await sheet.getByText("Onto a gift card, since no customer is chosen").waitFor();
  await cashier.press("F9");
  await sheet.getByText("This is no number of a gift card").waitFor();
  await sheet.getByRole("textbox", { name: "Number of the card" }).fill("79927398713");
  await cashier.press("F9");
  await refunded();
});

test("goods are exchanged for others at another tax, and what is left goes back to the card that paid", async () => {
  const number = await sell([TAXED.code], 1_000_000);
  const sheet = await openRefund(number);
  await sheet.getByRole("button", { name: "Everything" }).press("Enter");
  await sheet.getByRole("button", { name: /^Exchange/ }).press("Enter");
  await cashier.basket.getByText("Comes back").first().waitFor();
  await cashier.scan(APPLES.code);
  await cashier.lines.filter({ hasText: APPLES.name }).waitFor();
  await cashier.press("F9");
  await page.getByRole("main").getByText("Change", { exact: true }).waitFor();
  await cashier.press("Enter");
  const back = dialog("How the money goes back");
  await shares(back).filter({ hasText: "Card" }).waitFor();
  await back.getByRole("textbox", { name: "Slip reference" }).fill("R-2");
  await back.getByRole("button", { name: /^Give back/ }).press("Enter");
  const exchange = await cashier.paid();
  await cashier.next();

  // What paid for the old goods paid for the new ones: they, too, go back to the card.
  const again = await openRefund(exchange);
  await again.getByRole("button", { name: "Everything" }).press("Enter");
  await shares(again).filter({ hasText: "Card" }).getByText(new RegExp(`${text(APPLES.price)}$`)).waitFor();
  await again.getByRole("textbox", { name: "Slip reference" }).fill("R-3");
  await cashier.press("F9");
  await refunded();
});

test("goods come back without their receipt at the lowest price, for a reason, and are written off where they are broken", async () => {
  await cashier.press("F2");
  await cashier.press("Alt+m");
  await dialog("More").getByRole("button", { name: /^Return without a receipt/ }).press("Enter");
  const asked = dialog("Return without a receipt");
  await asked.getByRole("textbox", { name: "Item" }).fill(MILK.code);
  await asked.getByRole("list", { name: "Items found" }).getByRole("button", { name: new RegExp(MILK.name.slice(0, 8)) }).waitFor();
  await cashier.press("Enter");
  const price = asked.getByRole("textbox", { name: "Price for each" });
  // Price lists of the shop may be lower than the price of the label.
  const lowest = Math.round(Number(await price.inputValue()) * 100);
  assert.ok(lowest > 0 && lowest <= MILK.price);
  await asked.getByRole("button", { name: "Take it back" }).press("Enter");
  await asked.getByText("Say why").waitFor();
  await price.fill(((lowest + 1) / 100).toFixed(2));
  await asked.getByRole("textbox", { name: "Why it comes back" }).fill("the carton leaks");
  await asked.getByRole("button", { name: "Take it back" }).press("Enter");
  await asked.getByText(/beyond the limit/).waitFor();
  await price.fill((lowest / 100).toFixed(2));
  await asked.getByText("Damaged: written off").click();
  await asked.getByRole("button", { name: "Take it back" }).press("Enter");
  await cashier.basket.getByText("Comes back without a receipt").waitFor();
  await cashier.basket.getByText("the carton leaks").waitFor();

  await cashier.press("F9");
  await page.getByRole("main").getByText("Change", { exact: true }).waitFor();
  await cashier.press("Enter");
  const back = dialog("How the money goes back");
  await shares(back).filter({ hasText: "Store credit" }).waitFor();
  await back.getByRole("textbox", { name: "Number of the card" }).fill("79927398713");
  await back.getByRole("button", { name: /^Give back/ }).press("Enter");
  await cashier.paid();
  await receipt().getByText("Without a receipt").waitFor();
  await cashier.next();
});

test("the shop says what it does with returns, and cash instead is offered from then on", async () => {
  await page.goto(`${url}/shop/returns`);
  await page.getByRole("heading", { level: 1, name: "Returns" }).waitFor();
  await page.getByText("As it was paid, or in cash").click();
  await page.getByRole("textbox", { name: "Most at once without a receipt" }).fill("-1");
  await page.getByRole("button", { name: "Save" }).press("Enter");
  await page.getByRole("textbox", { name: "Most at once without a receipt" }).fill("50");
  await page.getByRole("button", { name: "Save" }).press("Enter");
  await cashier.isTold("Saved");
  await cashier.press("F2");
  await cashier.search.waitFor();
  const number = await sell([MILK.code], 1_000_000);
  const sheet = await openRefund(number);
  await sheet.getByRole("button", { name: "Everything" }).press("Enter");
  await sheet.getByText("Cash", { exact: true }).click();
  await sheet.getByText("Instead of how it was paid").waitFor();
  await cashier.press("F9");
  await refunded();
});

test("a whole sale is voided while its shift is open, and receipts and the shift say so", async () => {
  await cashier.go("Alt+k", "Till");
  await page.getByRole("button", { name: "Open shift" }).press("Enter");
  await page.getByRole("button", { name: "Count and close" }).waitFor();
  await cashier.press("F2");
  const number = await sell([APPLES.code, MILK.code], 200);
  await openSale(number);
  await page.getByRole("button", { name: "Void the whole sale" }).press("Enter");
  const question = dialog(`Void sale ${number}?`);
  await question.getByText(/Give back: .*Card .*2\.00/).waitFor();
  await question.getByRole("button", { name: "Void the whole sale" }).press("Enter");
  await receipt().getByText(`VOID – reverses receipt ${number}`).waitFor();
  await cashier.next();

  await openSale(number);
  await receipt().getByText(/VOID – reversed by receipt/).waitFor();
  assert.equal(await page.getByRole("button", { name: "Void the whole sale" }).count(), 0, "it is void once");
  await page.getByRole("button", { name: "Refund", exact: true, disabled: true }).waitFor();
  await cashier.go("Alt+k", "Till");
  await page.getByText("Post-voids").waitFor();
  await page.getByRole("button", { name: "Count and close" }).press("Enter");
  await page.getByRole("dialog").getByRole("button", { name: "Close the shift" }).press("Enter");
  await dialog("Z-report 1").getByText("Post-voids").waitFor();
  await cashier.press("Escape");

  // The sale of a closed shift is refunded, not voided.
  await openSale(number - 1);
  assert.equal(await page.getByRole("button", { name: "Void the whole sale" }).count(), 0);
});

test("a receipt that is printed again is marked as a duplicate with its number, and counted", async () => {
  await page.evaluate(() => { window.print = () => { window.printed = (window.printed ?? 0) + 1; }; });
  await openSale(1);
  for (const copy of [1, 2]) {
    await page.getByRole("button", { name: "Print duplicate" }).press("Enter");
    await receipt().getByText(`Duplicate ${copy}`).waitFor();
    await page.waitForFunction((n) => window.printed === n, copy);
  }
  await cashier.go("F3", "Sales");
  await openSale(1);
  await page.getByText("Printed again 2 times").waitFor();
  await cashier.go("F7", "Journal");
  await page.getByRole("button", { name: "Verify" }).click();
  await page.getByText(/The chain holds: \d+ entries verified/).waitFor();
  await page.getByRole("button", { name: "Rebuild and compare" }).click();
  await page.getByText("Rebuilt and kept are equal").waitFor();
});

test("a customer opens the receipt by its QR code, without a server, and a link from anybody is read with care", async () => {
  await openSale(1);
  await page.getByText("Receipts carry no QR code").waitFor();
  await page.goto(`${url}/shop/receipt`);
  const address = page.getByRole("textbox", { name: "Address of receipts by QR" });
  await address.fill("http://shop.example");
  await page.getByRole("button", { name: "Save" }).press("Enter");
  await page.getByText("Enter https:// and the name of a host").waitFor();
  await address.fill(url.replace("localhost", "127.0.0.1"));
  await page.getByRole("button", { name: "Save" }).press("Enter");
  await cashier.isTold("Saved");

  await cashier.press("F2");
  const number = await sell([APPLES.code, MILK.code], 200);
  await openSale(number);
  await receipt().getByRole("img", { name: `QR code of receipt ${number}` }).waitFor();
  const link = new URL(await receipt().getByRole("link", { name: "Open as the customer sees it" }).getAttribute("href"));
  assert.match(link.hash, /^#\d+$/);
  await page.goto(`${url}/r${link.hash}`);
  const paper = page.getByRole("main");
  await paper.getByText(APPLES.name.slice(0, 23)).waitFor();
  await paper.getByText(new RegExp(text(APPLES.price + MILK.price))).first().waitFor();
  await paper.getByText("Card", { exact: true }).waitFor();
  assert.equal(await page.getByRole("navigation").count(), 0, "no register begins there");
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    assert.deepEqual(await violations(page, `the receipt of a link, ${colorScheme}`), []);
  }
  await page.emulateMedia({ colorScheme: null });
  const wrong = link.hash.slice(0, -1) + ((Number(link.hash.at(-1)) + 1) % 10);
  for (const [hash, told] of [[wrong, "A digit is wrong or missing"], ["#12x", "It is cut"], ["#" + "1".repeat(4000), "longer than any"], ["", "Scan the QR code"]]) {
    await page.goto(`${url}/r${hash}`);
    await page.reload();
    await page.getByRole("alert").getByText(told).waitFor();
  }
  await page.goto(url);
  await cashier.isReady();
});

test("lines move to another held sale, and what is taken out of a held one stays visible with the sale", async () => {
  const hold = async (name, typed = name) => {
    await cashier.press("Alt+h");
    await dialog("Hold").getByRole("textbox", { name: "Name or table" }).waitFor();
    await cashier.type(`${typed}\r`);
    await cashier.isTold(`“${name}” is on hold`);
    await cashier.expectEmpty();
  };
  const takeUp = async (name) => {
    await cashier.press("Alt+h");
    await dialog("Held sales").getByRole("button", { name: new RegExp(name) }).press("Enter");
    await dialog("Held sales").waitFor({ state: "hidden" });
  };
  await cashier.press("F2");
  // Two tables that sit together by now: the second has ended in the first.
  await cashier.scan(APPLES.code);
  await cashier.lines.first().waitFor();
  await hold("Table 1");
  await cashier.scan(APPLES.code);
  await cashier.lines.first().waitFor();
  await hold("Table 2");
  await takeUp("Table 1");
  await cashier.expectTotal(APPLES.price);
  await cashier.press("Alt+m");
  await dialog("More").getByRole("button", { name: /^Held sales/ }).press("Enter");
  await dialog("Held sales").getByRole("button", { name: /Table 2/ }).press("Enter");
  await cashier.expectTotal(APPLES.price * 2);
  // It has its name already.
  await hold("Table 1", "");
  await cashier.look(`2*${MILK.code}`);
  await cashier.expectTotal(MILK.price * 2);
  await cashier.press("Alt+m");
  await dialog("More").getByRole("button", { name: /^Split the bill/ }).press("Enter");
  const split = dialog("Split the bill");
  await split.getByRole("button", { name: `One more of ${MILK.name}` }).press("Enter");
  await split.getByRole("combobox", { name: "Where to" }).selectOption({ label: "Table 1" });
  await split.getByRole("button", { name: "Split the bill" }).press("Enter");
  await cashier.isTold("Moved to “Table 1”");
  await cashier.expectTotal(MILK.price);
  await cashier.payExactly();
  await cashier.next();

  await takeUp("Table 1");
  await cashier.expectTotal(APPLES.price * 2 + MILK.price);
  for (const left of [APPLES.price + MILK.price, MILK.price]) {
    await cashier.line(APPLES.name).first().click();
    await cashier.press("Delete");
    await cashier.expectTotal(left);
  }
  await cashier.expectTotal(MILK.price);
  const number = await cashier.payExactly();
  await cashier.next();
  await openSale(number);
  await page.getByRole("heading", { name: "Taken out after it had been held" }).waitFor();
  await page.getByRole("main").getByRole("listitem").filter({ hasText: APPLES.name }).first().waitFor();
});
