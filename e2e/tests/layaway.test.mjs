// Goods that are laid away, with the server gone: paid ahead in parts, collected, given back.

import { after, before, test } from "node:test";
import { text } from "../support/cashier.mjs";
import { item } from "../support/shop.mjs";
import { beginWithoutServer, endWalkthrough } from "../support/walkthrough.mjs";

const MILK = item("6772803");
const APPLES = item("909714");

let register;
let page;
let cashier;

before(async () => {
  ({ register, page, cashier } = await beginWithoutServer("layaway"));
});

after(endWalkthrough);

const asked = (name) => page.getByRole("dialog", { name });
const receipt = () => page.getByRole("region", { name: "Receipt" });

async function layAway(name, ahead) {
  await cashier.press("Alt+m");
  await asked("More").getByRole("button", { name: /^Lay away/ }).press("Enter");
  const dialog = asked("Lay away");
  await dialog.getByRole("textbox", { name: "Name or table" }).fill(name);
  await dialog.getByRole("textbox", { name: "Paid ahead now" }).fill(ahead);
  await cashier.press("Enter");
}

/** Opens the list of held sales; the basket is empty. */
async function held() {
  await cashier.press("Alt+h");
  return asked("Held sales");
}

test("goods are laid away, paid ahead in parts and collected for what is left", async () => {
  await cashier.scan(MILK.code);
  await cashier.scan(APPLES.code);
  const total = MILK.price + APPLES.price;
  await layAway("Ada’s basket", ((total + 1) / 100).toFixed(2));
  await asked("Lay away").getByText(new RegExp(`from zero to .*${text(total)}`)).waitFor();
  await asked("Lay away").getByRole("textbox", { name: "Paid ahead now" }).fill("2.00");
  await cashier.press("Enter");
  await page.getByText("Still to pay").waitFor();
  await cashier.press("Enter");
  await cashier.paid();
  await receipt().getByText("Prepayment: Ada’s basket").waitFor();
  await cashier.next();

  await (await held()).getByRole("button", { name: "Prepayment for Ada’s basket" }).press("Enter");
  await asked("Prepayment").getByText(/2\.00 of .* is paid ahead/).waitFor();
  await asked("Prepayment").getByRole("textbox", { name: "Paid ahead now" }).fill("1.50");
  await cashier.press("Enter");
  await cashier.line("Prepayment: Ada’s basket").waitFor();
  await cashier.payExactly();
  await cashier.next();

  // It outlives the page, and what was paid ahead is counted without a press.
  await page.reload();
  await cashier.isReady();
  await (await held()).getByText(/paid ahead .*3\.50/).waitFor();
  await asked("Held sales").getByRole("button", { name: /^Ada’s basket/ }).press("Enter");
  await cashier.line(MILK.name).waitFor();
  await cashier.toPay();
  await page.getByRole("list", { name: "Tenders" }).getByText("Prepayment").waitFor();
  await page.getByRole("button", { name: new RegExp(`^Exact .*${text(total - 350)}`) }).waitFor();
  await cashier.press("Enter");
  await cashier.paid();
  await receipt().getByRole("row", { name: /^Prepayment/ }).getByText(/3\.50/).waitFor();
  await cashier.next();
  await (await held()).getByText("Nothing is on hold").waitFor();
  await cashier.press("Escape");
});

test("what was paid ahead is given back before the goods are given up", async () => {
  await cashier.scan(MILK.code);
  await cashier.lines.first().waitFor();
  await layAway("Bo", "1.00");
  await page.getByText("Still to pay").waitFor();
  await cashier.press("Enter");
  await cashier.paid();
  await cashier.next();

  const cancel = async () => {
    await (await held()).getByRole("button", { name: /^Bo/ }).press("Enter");
    await cashier.line(MILK.name).waitFor();
    await cashier.press("Alt+x");
    await page.getByRole("dialog").getByRole("button", { name: "Cancel basket" }).press("Enter");
  };
  await cancel();
  await page.getByRole("dialog").getByText(/1\.00 was paid ahead for it/).waitFor();
  await cashier.press("Escape", "Alt+h");
  await asked("Hold").getByRole("button", { name: "Hold", exact: true }).press("Enter");
  await cashier.expectEmpty();

  await (await held()).getByRole("button", { name: "Prepayment for Bo" }).press("Enter");
  await asked("Prepayment").getByRole("button", { name: "Give back" }).press("Enter");
  await cashier.line("Prepayment: Bo").waitFor();
  await cashier.press("F9", "Enter");
  await cashier.paid();
  await cashier.next();
  await cancel();
  await cashier.expectEmpty();
  await (await held()).getByText("Nothing is on hold").waitFor();
  register.expectNone();
});
