// A whole day at the grocer's, from the first PIN to the report, without a server: once with nothing but a keyboard and a
// scanner, once with nothing but fingers and a scanner. What the drawer should hold is added up here as the day goes, and the
// register has to agree.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { Keyboard, Touch } from "../support/hands.mjs";
import { startHub } from "../support/hub.mjs";
import { ANN, SAM } from "../support/people.mjs";
import { SERVER_GONE, closeAll, newProfile, openRegister, openWithoutServer } from "../support/register.mjs";
import { item, scaleLabel } from "../support/shop.mjs";

after(closeAll);

const MILK = item("6772803");
const APPLES = item("909714");
const ROSES = item("843338");
const ALE = item("8201");
const GIFT_CARD = "79927398713";

const money = (minor) => `$${(minor / 100).toFixed(2)}`;
/** With the 7 % that everything but groceries costs on top. */
const taxed = (minor) => Math.round(minor * 1.07);

for (const Hands of [Keyboard, Touch]) {
  test(`a day at the grocer's, ${Hands.title}, without a server`, async (day) => {
    const hub = await startHub();
    const profile = await newProfile("grocery-day");
    let register;
    let page;
    let hands;
    let cashier;
    await sitDown(openWithoutServer({ hub, profile: profile.folder, browser: Hands.browser }));
    /** What the drawer should hold. */
    let drawer = 0;
    /** Receipts that come up again. */
    const receipts = {};

    async function sitDown(opened) {
      register = await opened;
      page = register.page;
      page.setDefaultTimeout(15_000);
      hands = new Hands(page);
      cashier = hands.cashier;
      await cashier.isReady();
      await hands.begin();
    }

    let told = true;
    /** Tells the next part of the story, unless the one before went wrong. */
    const chapter = (title, tell) =>
      day.test(title, async () => {
        assert.ok(told, "the chapter before went wrong");
        told = false;
        await tell();
        told = true;
      });

    async function hire({ name, role, pin }) {
      await hands.press(page.getByRole("button", { name: "Add an operator" }));
      const form = hands.dialog("Add an operator");
      await hands.write(form.getByRole("textbox", { name: "Name" }), name);
      await hands.select(form.getByRole("combobox", { name: "Role" }), role);
      await hands.write(form.getByLabel("New PIN"), pin);
      await hands.write(form.getByLabel("PIN again"), pin);
      await hands.press(form.getByRole("button", { name: "Save" }));
      await form.waitFor({ state: "hidden" });
      await page.getByRole("listitem").filter({ hasText: name }).waitFor();
    }

    async function chooseAda() {
      await hands.customer();
      await hands.choose("Choose customer", /Ada Moreno/);
      await hands.gone("Choose customer");
    }

    await chapter("Ann, who owns the shop, gives herself and Sam a PIN", async () => {
      await hands.go("Shop");
      await hands.press(page.getByRole("link", { name: /^Operators/ }));
      await hire(ANN);
      await hire(SAM);
      await hands.handOver();
      await hands.signOn(SAM);
    });

    await chapter("Sam opens the shift with 200.00 in the drawer", async () => {
      await hands.go("Till");
      await hands.amount("20000");
      await hands.press(page.getByRole("button", { name: "Open shift" }));
      await page.getByRole("heading", { name: "Shift 1" }).waitFor();
      drawer += 20_000;
      await hands.go("Sell");
    });

    await chapter("olives from the deli and two cartons of milk are scanned", async () => {
      await hands.scan(scaleLabel(8301, 499));
      await hands.scan(MILK.code);
      await hands.scan(MILK.code);
      await cashier.expectTotal(499 + 2 * MILK.price);
      drawer += await hands.payExactly();
    });

    await chapter("ale asks for the customer's age, and carries its deposit", async () => {
      await hands.ring(ALE.name);
      await hands.choose("Check the age", "Old enough");
      await hands.gone("Check the age");
      await cashier.line("Bottle Deposit").waitFor();
      await cashier.expectTotal(taxed(ALE.price) + 10);
      drawer += await hands.payExactly();
    });

    await chapter("six empties come back, and are paid out", async () => {
      await hands.act(/^Take back empties/);
      await hands.write(hands.dialog("Take back empties").getByLabel("How many"), "6");
      await hands.choose("Take back empties", /Bottle Deposit/);
      await hands.gone("Take back empties");
      await hands.payOut();
      drawer -= 60;
    });

    await chapter("the second bouquet is half price, and a coupon takes five per cent off another", async () => {
      await hands.ring(ROSES.name);
      await hands.ring(ROSES.name);
      await cashier.line("Rose Bouquet").getByText("Second bouquet half price").waitFor();
      await cashier.expectTotal(1121);
      drawer += await hands.payExactly();
      await hands.ring(ROSES.name);
      await hands.act("Coupon or code");
      await hands.write(hands.dialog("Coupon or code").getByLabel("Code"), "WELCOME5");
      await hands.choose("Coupon or code", "Add the code");
      await hands.gone("Coupon or code");
      await cashier.basket.getByRole("list", { name: "Coupons in this basket" }).getByText(/Welcome, 5 % off/).first().waitFor();
      await cashier.expectTotal(710);
      drawer += await hands.payExactly();
    });

    await chapter("Ada collects points with her apples", async () => {
      await chooseAda();
      await hands.scan(APPLES.code);
      await cashier.expectTotal(APPLES.price);
      drawer += await hands.payExactly();
    });

    await chapter("a regular has roses put aside, and pays five dollars ahead", async () => {
      await hands.ring(ROSES.name);
      await hands.act(/^Lay away/);
      const dialog = hands.dialog("Lay away");
      await hands.write(dialog.getByRole("textbox", { name: "Name or table" }), "Mr Ortiz");
      await hands.write(dialog.getByRole("textbox", { name: "Paid ahead now" }), "5.00");
      await hands.choose("Lay away", "Lay away");
      await page.getByText("Still to pay").waitFor();
      await hands.exact();
      await cashier.paid();
      await hands.nextSale();
      drawer += 500;
    });

    await chapter("forty per cent off a bruised bouquet is more than Sam may give, and Ann allows it", async () => {
      await hands.ring(ROSES.name);
      await hands.discount();
      const dialog = hands.dialog(/^Discount on/);
      await hands.write(dialog.getByRole("textbox", { name: "Percent" }), "40");
      await hands.press(dialog.getByRole("button", { name: "Give discount" }));
      await hands.approve(ANN);
      await cashier.expectTotal(taxed(ROSES.price - Math.round(ROSES.price * 0.4)));
      drawer += await hands.payExactly();
    });

    await chapter("the power fails in the middle of a basket, which is there again when Sam signs on", async () => {
      await hands.scan(MILK.code);
      await hands.scan(APPLES.code);
      await cashier.expectTotal(MILK.price + APPLES.price);
      await hands.honest();
      await register.close();
      await sitDown(openRegister({ url: hub.url, profile: profile.folder, allow: SERVER_GONE, browser: Hands.browser }));
      await hands.signOn(SAM);
      await cashier.expectTotal(MILK.price + APPLES.price);
      drawer += await hands.payExactly();
      receipts.milk = hands.receipt;
    });

    await chapter("one of the cartons leaks, and its money goes back", async () => {
      await hands.openSale(receipts.milk);
      await hands.press(page.getByRole("button", { name: "Refund", exact: true }));
      const refund = hands.dialog(`Refund of receipt ${receipts.milk}`);
      await hands.press(refund.getByRole("button", { name: `One more of ${MILK.name}` }));
      await hands.press(refund.getByRole("button", { name: /^Refund .*\d/ }));
      await page.getByRole("main").getByText("Refunded").waitFor();
      drawer -= MILK.price;
      await hands.go("Sell");
    });

    await chapter("Mr Ortiz collects his roses, and pays what is left by gift card", async () => {
      await hands.act(/^Gift card/);
      const card = hands.dialog("Gift card");
      await hands.write(card.getByRole("textbox", { name: "Number of the card" }), GIFT_CARD);
      await hands.write(card.getByRole("textbox", { name: "Amount" }), "20.00");
      await hands.choose("Gift card", "Put on the card");
      await cashier.line("Onto gift card").waitFor();
      drawer += await hands.payExactly();

      await hands.hold();
      await hands.choose("Held sales", /^Mr Ortiz/);
      await hands.gone("Held sales");
      await cashier.line("Rose Bouquet").waitFor();
      await hands.toPay();
      await page.getByRole("list", { name: "Tenders" }).getByText("Prepayment").waitFor();
      await hands.tender("Gift card");
      await hands.write(card.getByRole("textbox", { name: "Number of the card" }), GIFT_CARD);
      await hands.choose("Gift card", /^Exact/);
      await cashier.paid();
      await hands.nextSale();
    });

    await chapter("Ann counts the drawer to the cent, and the Z-report and this script agree", async () => {
      await hands.handOver();
      await hands.signOn(ANN);
      await hands.go("Till");
      await page.getByRole("region", { name: "X-report" }).getByText(money(drawer)).first().waitFor();
      await hands.press(page.getByRole("button", { name: "Count and close" }));
      const count = hands.dialog("Count the drawer");
      await hands.write(count.getByRole("textbox", { name: "Counted as one amount" }), (drawer / 100).toFixed(2));
      await hands.choose("Count the drawer", "Close the shift");
      const z = hands.dialog("Z-report 1");
      await z.waitFor();
      assert.ok((await z.textContent()).includes(money(drawer)));
      await hands.back();
      await page.getByRole("heading", { name: "No shift is open" }).waitFor();
    });

    await chapter("the report names who sold, and the journal proves all of it", async () => {
      await hands.go("Reports");
      await page.getByRole("region", { name: "By operator" }).getByText(SAM.name).waitFor();
      await page.getByRole("region", { name: "By item" }).getByText("Rose Bouquet").first().waitFor();
      await hands.go("Journal");
      await hands.press(page.getByRole("button", { name: "Verify" }));
      await page.getByText(/The chain holds: \d+ entries verified/).waitFor();
      await hands.press(page.getByRole("button", { name: "Rebuild and compare" }));
      await page.getByText("Rebuilt and kept are equal").waitFor();
      await hands.honest();
      register.expectNone();
    });

    await hub.stop();
    await profile.remove();
  });
}
