// A morning in the café, from the float to the Z-report, without a server: once with nothing but a keyboard, once with
// nothing but fingers. What the drawer should hold is added up here as the morning goes, and the register has to agree.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { Keyboard, Touch } from "../support/hands.mjs";
import { startHub } from "../support/hub.mjs";
import { closeAll, newProfile, openWithoutServer } from "../support/register.mjs";

after(closeAll);

const money = (minor) => `$${(minor / 100).toFixed(2)}`;
/** With the 8.25 % that what is eaten in costs on top. */
const eatenIn = (minor) => Math.round(minor * 1.0825);

for (const Hands of [Keyboard, Touch]) {
  test(`a morning in the café, ${Hands.title}, without a server`, async (morning) => {
    const hub = await startHub();
    const profile = await newProfile("cafe-morning");
    const { page, expectNone } = await openWithoutServer({ hub, profile: profile.folder, browser: Hands.browser });
    page.setDefaultTimeout(15_000);
    const hands = new Hands(page);
    const { cashier } = hands;
    await cashier.isReady();
    await hands.begin();
    const receipt = page.getByRole("region", { name: "Receipt" });
    /** Tells the next part of the story, unless the one before went wrong. */
    let told = true;
    const chapter = (title, tell) =>
      morning.test(title, async () => {
        assert.ok(told, "the chapter before went wrong");
        told = false;
        await tell();
        told = true;
      });
    /** What the drawer should hold. */
    let drawer = 0;

    async function latte(...wishes) {
      await hands.ring("Latte");
      await hands.choose("Latte", ...wishes, "Add");
      await hands.gone("Latte");
    }

    /** Sets the basket aside for a table. */
    async function holdFor(table) {
      await hands.hold();
      await hands.write(hands.dialog("Hold").getByRole("textbox", { name: "Name or table" }), table);
      await hands.press(hands.dialog("Hold").getByRole("button", { name: "Hold", exact: true }));
      await cashier.expectEmpty();
    }

    /** Takes a table up again; the basket is empty. */
    async function takeUp(table) {
      await hands.hold();
      await hands.choose("Held sales", new RegExp(`^${table}`));
      await hands.gone("Held sales");
    }

    await chapter("the shift opens with a float of 150.00", async () => {
      await hands.go("Till");
      await hands.amount("15000");
      await hands.press(page.getByRole("button", { name: "Open shift" }));
      await page.getByRole("heading", { name: "Shift 1" }).waitFor();
      drawer += 15_000;
      await hands.go("Sell");
    });

    await chapter("a large latte with oat milk leaves the house, paid with a twenty", async () => {
      await latte("Large", /^Plant milk/, "Oat");
      await hands.takeAway();
      // 3.80, 0.60 for the size, 0.50 for the milk, and no tax on what is taken away.
      await cashier.expectTotal(490);
      await hands.toPay();
      await hands.amount("2000");
      await hands.exact();
      await cashier.paid();
      await page.getByRole("main").getByRole("status").getByText(/15\.10/).waitFor();
      await hands.nextSale();
      drawer += 490;
    });

    await chapter("breakfast for one is eaten in and paid by card", async () => {
      await hands.ring("Breakfast Deal");
      await hands.choose("Breakfast Deal", "Espresso", "Double", /Café Scone/, "Add");
      await hands.gone("Breakfast Deal");
      // 5.20, 0.90 for the second shot, 0.30 for the scone.
      await cashier.expectTotal(eatenIn(640));
      await hands.toPay();
      await hands.tender("Card");
      await hands.write(hands.dialog("Card on the terminal").getByRole("textbox"), "7731");
      await hands.press(hands.dialog("Card on the terminal").getByRole("button", { name: "Approved" }));
      await cashier.paid();
      await receipt.getByRole("row", { name: /^Card/ }).waitFor();
      await hands.nextSale();
    });

    await chapter("table 4 sits down, and waits while the queue is served", async () => {
      await hands.ring("Espresso");
      await hands.ring("Café Scone");
      await cashier.expectTotal(eatenIn(240 + 290));
      await holdFor("Table 4");
      await hands.ring("Café Croissant");
      await cashier.expectTotal(eatenIn(260));
      drawer += await hands.payExactly();
    });

    await chapter("somebody buys a gift card, and pays with it at once", async () => {
      await hands.act(/^Gift card/);
      const dialog = hands.dialog("Gift card");
      await hands.write(dialog.getByRole("textbox", { name: "Number of the card" }), "79927398713");
      await hands.write(dialog.getByRole("textbox", { name: "Amount" }), "25.00");
      await hands.choose("Gift card", "Put on the card");
      await cashier.line("Onto gift card …8713").waitFor();
      drawer += await hands.payExactly();
      await latte("Small");
      await hands.toPay();
      await hands.tender("Gift card");
      await hands.write(dialog.getByRole("textbox", { name: "Number of the card" }), "79927398713");
      await hands.choose("Gift card", /^Exact/);
      await cashier.paid();
      await receipt.getByText(/Left on gift card …8713/).waitFor();
      await hands.nextSale();
    });

    await chapter("table 4 orders again, and each pays their own", async () => {
      await takeUp("Table 4");
      await hands.ring("Café Croissant");
      await cashier.expectTotal(eatenIn(240 + 290 + 260));
      await hands.act(/^Split the bill/);
      await hands.choose("Split the bill", "One more of Café Scone", "One more of Café Croissant", "Split the bill");
      await cashier.expectTotal(eatenIn(240));
      drawer += await hands.payExactly();
      await takeUp("Second bill");
      await cashier.expectTotal(eatenIn(290 + 260));
      drawer += await hands.payExactly();
    });

    await chapter("the scone was stale, and its money goes back", async () => {
      await hands.openSale(hands.receipt);
      await hands.press(page.getByRole("button", { name: "Refund", exact: true }));
      const refund = page.getByRole("dialog");
      await hands.press(refund.getByRole("button", { name: "One more of Café Scone" }));
      await hands.press(refund.getByRole("button", { name: /^Refund \$/ }));
      await page.getByRole("main").getByText("Refunded").waitFor();
      drawer -= eatenIn(290);
    });

    await chapter("the dairy is paid out of the drawer, with the reason", async () => {
      await hands.go("Till");
      await hands.press(page.getByRole("button", { name: "Pay out" }));
      await hands.amountIn("Pay out", "1850");
      await hands.write(hands.dialog("Pay out").getByRole("textbox", { name: "Reason" }), "Milk from the dairy");
      await hands.choose("Pay out", "Record");
      await hands.gone("Pay out");
      drawer -= 1_850;
    });

    await chapter("the X-report and this script agree, and the count is two dollars short", async () => {
      const x = page.getByRole("region", { name: "X-report" });
      await x.getByText(money(drawer)).first().waitFor();
      await hands.press(page.getByRole("button", { name: "Count and close" }));
      const count = hands.dialog("Count the drawer");
      await hands.write(count.getByRole("textbox", { name: "Counted as one amount" }), ((drawer - 200) / 100).toFixed(2));
      await hands.choose("Count the drawer", "Close the shift");
      const z = hands.dialog("Z-report 1");
      await z.getByText("Short", { exact: true }).waitFor();
      const shown = await z.textContent();
      for (const figure of [drawer, drawer - 200, 200]) assert.ok(shown.includes(money(figure)), `${money(figure)} in ${shown}`);
      await hands.back();
      await page.getByRole("heading", { name: "No shift is open" }).waitFor();
    });

    await chapter("the report knows every sale of the morning", async () => {
      await hands.go("Reports");
      await page.getByRole("region", { name: "By item" }).getByText("Café Croissant").first().waitFor();
      await hands.honest();
      expectNone();
    });

    await hub.stop();
    await profile.remove();
  });
}
