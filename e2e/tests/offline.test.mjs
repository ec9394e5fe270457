// The server is gone and the browser was closed: a register that has been opened once sells, refunds, and can prove it.

import { after, before, test } from "node:test";
import { Cashier } from "../support/cashier.mjs";
import { startHub } from "../support/hub.mjs";
import { closeAll, newProfile, openWithoutServer } from "../support/register.mjs";
import { item } from "../support/shop.mjs";

const MILK = item("6772803");
const APPLES = item("909714");

let hub;
let profile;

before(async () => {
  hub = await startHub();
  profile = await newProfile("offline");
});

after(async () => {
  await closeAll();
  await hub?.stop();
  await profile?.remove();
});

test("without a server, in a new browser, a sale is rung, paid, refunded and found in the journal", async () => {
  // What the server would be asked for fails, as it should; nothing else may.
  const again = await openWithoutServer({ hub, profile: profile.folder });
  const { page } = again;
  const cashier = new Cashier(page);
  await cashier.isReady();
  await cashier.scan(MILK.code);
  await cashier.scan(APPLES.code);
  await cashier.expectTotal(MILK.price + APPLES.price);
  const receipt = await cashier.payExactly();
  await cashier.next();

  await cashier.go("F3", "Sales");
  await cashier.type(`${receipt}\r`);
  await page.getByRole("heading", { level: 1, name: `Sale ${receipt}` }).waitFor();
  await page.getByRole("button", { name: "Refund", exact: true, disabled: false }).waitFor();
  await cashier.press("Alt+r");
  const sheet = page.getByRole("dialog", { name: `Refund of receipt ${receipt}` });
  await sheet.getByRole("button", { name: `One more of ${MILK.name}` }).press("Enter");
  await cashier.press("F9");
  await page.getByRole("main").getByText("Refunded").waitFor();

  await cashier.go("F7", "Journal");
  const journal = page.getByRole("grid", { name: "Journal" });
  for (const event of ["Sale prepared", "Confirmed", "Refund prepared"]) {
    await journal.getByText(event).first().waitFor();
  }
  await page.getByRole("button", { name: "Verify" }).press("Enter");
  await page.getByText(/The chain holds: \d+ entries verified/).waitFor();
  await page.getByRole("button", { name: "Rebuild and compare" }).press("Enter");
  await page.getByText("Rebuilt and kept are equal").waitFor();
  again.expectNone();
});
