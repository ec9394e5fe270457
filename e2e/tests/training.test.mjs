// Training with the network gone: everything works, everything is marked, and nothing of it counts.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { item } from "../support/shop.mjs";
import { beginWithoutServer, endWalkthrough } from "../support/walkthrough.mjs";

const MILK = item("6772803");
const APPLES = item("909714");

let register;
let page;
let cashier;

before(async () => {
  ({ register, page, cashier } = await beginWithoutServer("training"));
});

after(endWalkthrough);

const banner = () => page.getByRole("complementary", { name: "Training" });

async function startTraining() {
  await cashier.press("Alt+m");
  await page.getByRole("dialog", { name: "More" }).getByRole("button", { name: /^Training/ }).press("Enter");
  await page.getByRole("dialog").getByRole("button", { name: "Start training" }).press("Enter");
}

test("what is practised without a server is marked everywhere, survives a reload as training, and never counts", async () => {
  await cashier.scan(MILK.code);
  const real = await cashier.payExactly();
  await cashier.next();

  // A basket that is being rung up is finished first.
  await cashier.scan(MILK.code);
  await cashier.lines.first().waitFor();
  await startTraining();
  await cashier.isTold("Finish or cancel the basket first");
  await cashier.payExactly();
  await cashier.next();

  await startTraining();
  await banner().getByText("Nothing counts here.").waitFor();
  await cashier.scan(APPLES.code);
  await cashier.expectTotal(APPLES.price);
  assert.equal(await cashier.payExactly(), 1, "practice has receipts of its own");
  assert.equal(await page.getByText("TRAINING – not a receipt").count(), 2, "marked at the head and at the foot");
  await cashier.next();
  for (const [key, heading] of [["F3", "Sales"], ["F4", "Items"], ["F6", "Customers"], ["F7", "Journal"], ["F8", "Status"], ["Alt+y", "Reports"], ["F2", "Sell"]]) {
    await cashier.go(key, heading);
    await banner().waitFor();
  }

  await page.reload();
  await cashier.isReady();
  await cashier.isTold("Still in training");
  await banner().waitFor();
  await cashier.scan(APPLES.code);
  await cashier.lines.first().waitFor();

  await banner().getByRole("button", { name: "End training" }).press("Enter");
  await page.getByRole("dialog").getByRole("button", { name: "End training" }).press("Enter");
  await banner().waitFor({ state: "detached" });
  await cashier.expectEmpty();

  // The next receipt follows the last real one; the journal has two facts more, and its rows follow from it.
  await cashier.scan(MILK.code);
  assert.equal(await cashier.payExactly(), real + 2);
  assert.equal(await page.getByText("TRAINING – not a receipt").count(), 0);
  await cashier.next();
  await cashier.go("F7", "Journal");
  const journal = page.getByRole("grid", { name: "Journal" });
  await journal.getByText("Training began").waitFor();
  await journal.getByText("Training ended").waitFor();
  await page.getByRole("button", { name: "Verify" }).press("Enter");
  await page.getByText(/The chain holds: \d+ entries verified/).waitFor();
  await page.getByRole("button", { name: "Rebuild and compare" }).press("Enter");
  await page.getByText("Rebuilt and kept are equal").waitFor();
  await cashier.go("Alt+y", "Reports");
  const items = page.getByRole("region", { name: "By item" });
  await items.getByText(MILK.name).waitFor();
  assert.equal(await items.getByText(APPLES.name).count(), 0);
  register.expectNone();
});
