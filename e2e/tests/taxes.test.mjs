// Taxes at the counter, with the server gone: what is taken away, who is exempt, and what the receipt says of it.

import { after, before, test } from "node:test";
import { item } from "../support/shop.mjs";
import { beginWithoutServer, endWalkthrough } from "../support/walkthrough.mjs";

/** Prepared food: 8.25 % on top when it is eaten in, none when it is taken away. */
const CHICKEN = item("961979");
/** Groceries: without tax. */
const MILK = item("6772803");
const TAX = Math.round(CHICKEN.price * 0.0825);

let register;
let page;
let cashier;
let url;

before(async () => {
  ({ register, page, cashier, url } = await beginWithoutServer("taxes"));
});

after(endWalkthrough);

const service = (name) => cashier.basket.getByRole("radio", { name });
const receipt = () => page.getByRole("main").getByRole("region", { name: "Receipt" });

test("what is taken away is taxed as such, as a whole or line by line, and the receipt says so", async () => {
  await cashier.scan(CHICKEN.code);
  await cashier.expectTotal(CHICKEN.price + TAX);
  await cashier.press("Alt+t");
  await cashier.expectTotal(CHICKEN.price);
  await service("Take away").and(page.locator(":checked")).waitFor({ state: "attached" });
  await cashier.basket.getByText("Eat in", { exact: true }).click();
  await cashier.expectTotal(CHICKEN.price + TAX);

  // One line goes the other way than the rest.
  await cashier.scan(MILK.code);
  await cashier.press("ArrowUp", "Alt+m");
  const more = page.getByRole("dialog", { name: "More" });
  await more.getByRole("button", { name: /The selected line goes the other way/ }).press("Enter");
  await cashier.line(CHICKEN.name).getByText("Take away").waitFor();
  await cashier.expectTotal(CHICKEN.price + MILK.price);
  await cashier.payExactly();
  await receipt().getByText("Eat in").waitFor();
  await receipt().getByText("Take away").waitFor();
  await cashier.next();
});

test("a customer with a certificate pays no tax, and receipt and sale say why", async () => {
  await cashier.go("F6", "Customers");
  await page.getByRole("grid").getByRole("row").filter({ hasText: "Hassan" }).click();
  const details = page.getByRole("dialog");
  await details.getByRole("button", { name: "Edit" }).press("Enter");
  const form = page.getByRole("dialog", { name: /customer/i });
  await form.getByRole("textbox", { name: "Tax exemption" }).fill("Resale 4711");
  await form.getByRole("textbox", { name: /these taxes only/ }).fill("VAT");
  await form.getByRole("button", { name: "Save" }).press("Enter");
  await form.getByText("This shop has no tax called VAT.").waitFor();
  await form.getByRole("textbox", { name: /these taxes only/ }).fill("");
  await form.getByRole("button", { name: "Save" }).press("Enter");
  await page.getByRole("dialog").getByRole("button", { name: /Choose|sale/i }).first().press("Enter");
  await cashier.search.waitFor();

  await cashier.scan(CHICKEN.code);
  await cashier.expectTotal(CHICKEN.price);
  await cashier.basket.getByText("Exempt from tax: Resale 4711").waitFor();
  const number = await cashier.payExactly();
  await receipt().getByText("Exempt from tax: Resale 4711").waitFor();
  await receipt().getByText(/Prepared food 8.25 %, exempt/).waitFor();
  await cashier.next();

  // Somebody else is not exempt; one sale alone can be.
  await cashier.scan(CHICKEN.code);
  await cashier.expectTotal(CHICKEN.price + TAX);
  await cashier.press("Alt+m");
  await page.getByRole("dialog", { name: "More" }).getByRole("button", { name: /Exempt from tax/ }).press("Enter");
  await cashier.type("Embassy 12\r");
  await cashier.expectTotal(CHICKEN.price);
  await cashier.payExactly();
  await cashier.next();

  await page.goto(`${url}/sales/${number}`);
  await receipt().getByText("Exempt from tax: Resale 4711").waitFor();
});

test("a rate that begins on a day is set up under Shop and charged from then on", async () => {
  const gum = item("1029983");
  await cashier.press("F2");
  await cashier.search.waitFor();
  await cashier.press("Alt+o");
  await page.getByRole("link", { name: /^Taxes/ }).press("Enter");
  const taxes = page.getByRole("main");
  await taxes.getByRole("button", { name: /Sales tax 7 %/ }).press("Enter");
  const form = page.getByRole("dialog", { name: "Change the tax" });
  const preview = form.getByRole("region", { name: "Preview" });
  await preview.getByText("$0.70").waitFor();

  // A tax that begins tomorrow only could tax nothing today.
  await form.getByLabel("From").fill("2999-01-01");
  await form.getByRole("button", { name: "Save" }).press("Enter");
  await form.getByText(/Sales tax has no rate today/).waitFor();
  await form.getByLabel("From").fill("");
  await form.getByRole("button", { name: "Add a rate from a day on" }).press("Enter");
  await form.getByRole("textbox", { name: "Percent" }).nth(1).fill("x");
  await form.getByRole("button", { name: "Save" }).press("Enter");
  await form.getByText("Sales tax: enter a rate such as 19 or 8.875.").waitFor();
  await form.getByRole("textbox", { name: "Percent" }).nth(1).fill("10");
  await form.getByLabel("From").nth(1).fill("2020-01-01");
  await preview.getByText("$1.00", { exact: true }).waitFor();

  // And the city's on top of it.
  await form.getByRole("button", { name: "Add another tax on the same price" }).press("Enter");
  await form.getByRole("textbox", { name: /^Tax$/ }).nth(1).fill("City");
  await form.getByRole("textbox", { name: "Percent" }).nth(2).fill("2.5");
  await preview.getByText("$11.25").waitFor();
  await form.getByRole("button", { name: "Save" }).press("Enter");
  await form.waitFor({ state: "hidden" });
  await taxes.getByRole("button", { name: /Sales tax 10% = .* City 2.5% =/ }).waitFor();

  await cashier.press("F2");
  await cashier.scan(gum.code);
  await cashier.expectTotal(gum.price + Math.round(gum.price * 0.1) + Math.round(gum.price * 0.025));
  await cashier.payExactly();
  await receipt().getByText("City 2.5%").first().waitFor();
  await cashier.next();

  await cashier.press("Alt+o");
  await page.getByRole("link", { name: /^Taxes/ }).press("Enter");
  await taxes.getByRole("button", { name: /Sales tax 7 %/ }).press("Enter");
  await form.getByRole("button", { name: "Remove", exact: true }).press("Enter");
  await form.getByText(/items have this tax/).waitFor();
  await cashier.press("Escape");
  register.expectNone();
});
