// Taxes at the counter, with the server gone: what is taken away, who is exempt, and what the receipt says of it.

import { after, before, test } from "node:test";
import { Cashier } from "../support/cashier.mjs";
import { startHub } from "../support/hub.mjs";
import { closeAll, newProfile, openRegister, readyForOffline } from "../support/register.mjs";
import { item } from "../support/shop.mjs";

/** Prepared food: 8.25 % on top when it is eaten in, none when it is taken away. */
const CHICKEN = item("961979");
/** Groceries: without tax. */
const MILK = item("6772803");
const TAX = Math.round(CHICKEN.price * 0.0825);

let hub;
let profile;
let page;
let cashier;
let console_;

before(async () => {
  hub = await startHub();
  profile = await newProfile("taxes");
  const first = await openRegister({ url: hub.url, profile: profile.folder });
  await new Cashier(first.page).isReady();
  await readyForOffline(first.page);
  await first.close();
  await hub.stop();
  console_ = await openRegister({ url: hub.url, profile: profile.folder, allow: [/Failed to (load|fetch)|ERR_CONNECTION/] });
  page = console_.page;
  cashier = new Cashier(page);
  await cashier.isReady();
});

after(async () => {
  await closeAll();
  await hub?.stop();
  await profile?.remove();
});

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

  await page.goto(`${hub.url}/sales/${number}`);
  await receipt().getByText("Exempt from tax: Resale 4711").waitFor();
  console_.expectNone();
});
