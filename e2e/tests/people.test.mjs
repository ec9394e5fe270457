// Operators, with the server gone: they sign on with PINs and hand over, each with a basket of their own, and what one may not
// do alone another one allows.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { text } from "../support/cashier.mjs";
import { ANN, EVE, SAM, addEverybody, addOperator, approve, handOver, names, signOn, typePin } from "../support/people.mjs";
import { item } from "../support/shop.mjs";
import { beginWithoutServer, endWalkthrough } from "../support/walkthrough.mjs";

const MILK = item("6772803");
const APPLES = item("909714");

let page;
let cashier;

before(async () => {
  ({ page, cashier } = await beginWithoutServer("people"));
  await page.addInitScript(() => {
    const now = Date.now.bind(Date);
    Date.now = () => now() + Number(sessionStorage.getItem("ahead") ?? 0);
  });
  await page.reload();
  await cashier.isReady();
});

after(endWalkthrough);

const dialog = (name) => page.getByRole("dialog", { name });
const heading = (name) => page.getByRole("heading", { level: 1, name, exact: true });

/** Loads the page anew, as somebody does who thinks that it helps. */
async function reload() {
  await page.reload();
  await names(page).waitFor();
}

/** Sets the clock on the wall ahead. */
const ahead = (ms) => page.evaluate((ms) => sessionStorage.setItem("ahead", Number(sessionStorage.getItem("ahead") ?? 0) + ms), ms);

/** What the newest entries of the journal say. */
async function journal() {
  await cashier.go("F7", "Journal");
  await page.getByRole("grid").getByRole("row").nth(1).waitFor();
  const rows = await page.getByRole("grid").getByRole("row").allTextContents();
  await cashier.press("F2");
  await cashier.search.waitFor();
  return rows.join("\n");
}

test("nobody is asked who sells until the first operator is made, who has to be able to change the rules", async () => {
  assert.equal(await names(page).count(), 0);
  await cashier.scan(MILK.code);
  await cashier.expectTotal(MILK.price);
  await cashier.go("Alt+o", "Shop");
  await page.getByRole("link", { name: /^Operators/ }).press("Enter");
  await page.getByText("Nobody signs on here").waitFor();
  const form = await addOperator(cashier, { ...SAM });
  await form.getByRole("alert").getByText("Somebody who signs on has to be able to change").waitFor();
  await cashier.press("Escape");
  const weak = await addOperator(cashier, { ...ANN, pin: "1234" });
  await weak.getByRole("alert").getByText("guess").waitFor();
  await cashier.press("Escape");
  await addEverybody(cashier);
  // What was being rung up is hers.
  await cashier.press("F2");
  await cashier.expectTotal(MILK.price);
  await cashier.payExactly();
  await cashier.next();
});

test("wrong PINs are counted, told, and soon have to wait, and no key sells meanwhile", async () => {
  await handOver(cashier);
  await cashier.scan(MILK.code);
  for (let time = 0; time < 4; time += 1) {
    await typePin(cashier, names(page), { ...SAM, pin: "4711" });
    await names(page).getByRole("alert").getByText("wrong").waitFor();
  }
  await typePin(cashier, names(page), { ...SAM, pin: "4711" });
  await names(page).getByRole("alert").getByText("Too many").waitFor();
  // Not even with the right one.
  await typePin(cashier, names(page), SAM);
  await names(page).getByRole("alert").getByText("Too many").waitFor();
  await cashier.press("Escape", "Escape", "F7");
  await names(page).waitFor();
  await ahead(31_000);
  await signOn(cashier, SAM);
  await cashier.expectEmpty();
  assert.match(await journal(), /Signed on[\s\S]*Wrong PIN[\s\S]*5 wrong PINs/);
});

test("each operator's basket waits while another one sells, also over a reload", async () => {
  await cashier.scan(MILK.code);
  await cashier.expectTotal(MILK.price);
  await handOver(cashier, EVE);
  await cashier.expectEmpty();
  await cashier.scan(APPLES.code);
  await cashier.expectTotal(APPLES.price);
  await handOver(cashier);
  await names(page).getByRole("button", { name: /Sam Sommer.*A basket waits/ }).waitFor();
  await names(page).getByRole("button", { name: /Eve Ebert.*A basket waits/ }).waitFor();
  await signOn(cashier, SAM);
  await cashier.expectTotal(MILK.price);
  await reload();
  await signOn(cashier, EVE);
  await cashier.expectTotal(APPLES.price);
  await cashier.payExactly();
  await cashier.next();
  await reload();
  await signOn(cashier, SAM);
  await cashier.expectTotal(MILK.price);
  await cashier.payExactly();
  await cashier.next();
  await reload();
  await signOn(cashier, EVE);
  await cashier.expectEmpty();
});

test("a table that one has taken up is not taken up by another", async () => {
  await handOver(cashier, SAM);
  await cashier.scan(MILK.code);
  await cashier.expectTotal(MILK.price);
  await cashier.press("Alt+h");
  await dialog("Hold").getByRole("textbox", { name: "Name or table" }).waitFor();
  await cashier.type("Table 4\r");
  await cashier.expectEmpty();
  const takeUp = async () => {
    await cashier.press("Alt+h");
    await dialog("Held sales").getByRole("button", { name: /^Table 4/ }).press("Enter");
  };
  await takeUp();
  await cashier.expectTotal(MILK.price);
  await handOver(cashier, EVE);
  await takeUp();
  await dialog("Held sales").getByText("no longer on hold").waitFor();
  await cashier.press("Escape");
  await cashier.expectEmpty();
  await handOver(cashier, SAM);
  await cashier.expectTotal(MILK.price);
  await cashier.payExactly();
  await cashier.next();
});

test("a register that nobody has touched locks itself, and the same operator goes on where they were", async () => {
  await handOver(cashier, ANN);
  await cashier.go("Alt+o", "Shop");
  await page.getByRole("link", { name: /^Operators/ }).press("Enter");
  await page.getByRole("combobox", { name: /^Lock when/ }).selectOption("5 minutes");
  await page.getByText("Yes", { exact: true }).click();
  await page.getByRole("region", { name: "Signing on" }).getByRole("button", { name: "Save" }).press("Enter");
  await cashier.isTold("Saved");
  await handOver(cashier, SAM);
  await cashier.scan(APPLES.code);
  await cashier.expectTotal(APPLES.price);
  await cashier.press("Alt+m");
  await dialog("More").waitFor();
  await ahead(5 * 60_000);
  // Its own PIN is asked for at once, above whatever was open.
  await names(page).getByRole("heading", { name: `PIN of ${SAM.name}` }).waitFor();
  await signOn(cashier, SAM);
  await dialog("More").waitFor();
  await cashier.press("Escape");
  await cashier.expectTotal(APPLES.price);
  await cashier.payExactly();
  await page.getByRole("region", { name: "Receipt" }).getByText(`Served by ${SAM.name}`).waitFor();
  await cashier.next();
});

test("a discount beyond the role's limit is given when somebody who may allows it, and the sale says who", async () => {
  await cashier.scan(MILK.code);
  await cashier.expectTotal(MILK.price);
  const discount = async (percent) => {
    await cashier.press("F10");
    await dialog(/^Discount on/).getByRole("textbox", { name: "Percent" }).waitFor();
    await cashier.type(`${percent}\r`);
  };
  await discount(10);
  const tenth = MILK.price - Math.round(MILK.price / 10);
  await cashier.expectTotal(tenth);
  await discount(40);
  await dialog("Approval needed").waitFor();
  await cashier.press("Escape");
  await cashier.isTold("You may not do this");
  await cashier.expectTotal(tenth);
  await discount(40);
  await approve(cashier, EVE, /^Give a discount · 40/);
  await cashier.expectTotal(MILK.price - Math.round(MILK.price * 0.4));
  // Beyond Eve's own limit she is not among those who are asked.
  await discount(60);
  await dialog("Approval needed").getByRole("heading", { name: `PIN of ${ANN.name}` }).waitFor();
  await cashier.press("Escape");
  await cashier.payExactly();
  await cashier.next();
  assert.match(await journal(), /Allowed/);
});

test("a refund beyond the limit needs somebody who may", async () => {
  const many = Math.ceil(10_001 / MILK.price);
  await cashier.look(`${many}*${MILK.code}`);
  await cashier.expectTotal(MILK.price * many);
  const receipt = await cashier.payExactly();
  await cashier.next();
  await cashier.go("F3", "Sales");
  await cashier.type(`${receipt}\r`);
  await page.getByRole("button", { name: "Refund", exact: true, disabled: false }).waitFor();
  await cashier.press("Alt+r");
  await dialog(`Refund of receipt ${receipt}`).getByRole("button", { name: "Everything" }).press("Enter");
  await cashier.press("F9");
  await approve(cashier, ANN, new RegExp(`^Refund · .*${text(MILK.price * many)}`));
  await page.getByRole("main").getByText("Refunded").waitFor();
  await cashier.next();
});

test("a role keeps Shop and Reports shut, and whoever lets somebody in does so until the screen is left", async () => {
  for (const [key, name] of [["Alt+y", "Reports"], ["Alt+o", "Shop"]]) {
    await cashier.press(key);
    await page.getByText("Your role does not open this").waitFor();
    await page.getByRole("button", { name: "Ask for approval" }).press("Enter");
    await approve(cashier, ANN, name === "Shop" ? "Change the shop’s rules" : "See reports");
    await page.getByText("Your role does not open this").waitFor({ state: "hidden" });
    await heading(name).waitFor();
    await cashier.press("F2");
    await cashier.search.waitFor();
    await cashier.press(key);
    await page.getByText("Your role does not open this").waitFor();
    await cashier.press("F2");
  }
});

test("cash is paid out and a held sale is given up with an approval where the role has no right", async () => {
  await handOver(cashier, ANN);
  await cashier.go("Alt+o", "Shop");
  await page.getByRole("link", { name: /^Roles/ }).press("Enter");
  await page.getByRole("listitem").getByRole("button", { name: /^Cashier/ }).press("Enter");
  const role = dialog("Edit role");
  await role.getByRole("checkbox", { name: "Cancel a held sale" }).uncheck();
  await role.getByRole("button", { name: "Save" }).press("Enter");
  await role.waitFor({ state: "hidden" });
  await handOver(cashier, SAM);
  await cashier.go("Alt+k", "Till");
  await page.getByRole("button", { name: "Open shift" }).press("Enter");
  const move = async (name) => {
    await page.getByRole("button", { name }).press("Enter");
    if (name === "Pay out") {
      await dialog(name).getByLabel("Amount").first().focus();
      await cashier.type("500");
    }
    await dialog(name).getByRole("textbox", { name: "Reason" }).fill("window cleaner");
    await dialog(name).getByRole("button", { name: "Record" }).press("Enter");
  };
  await move("Open drawer");
  await dialog("Open drawer").waitFor({ state: "hidden" });
  await move("Pay out");
  await approve(cashier, EVE, "Pay cash in and out");
  await dialog("Pay out").waitFor({ state: "hidden" });
  await cashier.press("F2");
  await cashier.search.waitFor();
  await cashier.scan(MILK.code);
  await cashier.expectTotal(MILK.price);
  await cashier.press("Alt+h");
  await dialog("Hold").getByRole("textbox", { name: "Name or table" }).waitFor();
  await cashier.type("Table 4\r");
  await cashier.expectEmpty();
  await cashier.press("Alt+h");
  await dialog("Held sales").getByRole("button", { name: /Table 4/ }).press("Enter");
  await cashier.expectTotal(MILK.price);
  await cashier.press("Alt+x");
  await dialog("Cancel this basket?").getByRole("button", { name: "Cancel basket" }).press("Enter");
  await approve(cashier, ANN, "Cancel a held sale");
  await cashier.expectEmpty();
  assert.match(await journal(), /Basket cancelled[\s\S]*Allowed[\s\S]*Paid out[\s\S]*Allowed/);
});

test("a list of PINs is taken as a whole or not at all, and says which rows are wrong", async () => {
  await handOver(cashier, ANN);
  await cashier.go("Alt+o", "Shop");
  await page.getByRole("link", { name: /^Operators/ }).press("Enter");
  await page.getByRole("button", { name: "Import a PIN list" }).press("Enter");
  const list = dialog("Import a PIN list");
  const choose = (rows) => {
    const buffer = Buffer.from(["Name,Role,PIN", ...rows].join("\n"));
    return list.locator('input[type="file"]').setInputFiles({ name: "pins.csv", mimeType: "text/csv", buffer });
  };
  await choose(["Gus,Cashier,8264", "gus,Cashier,5937", "Hal,Cashier,8264", "Ida,Pirate,6028", "Jim,Cashier,1234", `${SAM.name},Cashier,6028`]);
  await list.getByText("Nothing was taken").waitFor();
  assert.deepEqual(await list.getByRole("listitem").allTextContents(), [
    "Row 3: the name stands in row 2 already",
    "Row 4: the PIN stands in row 2 already",
    "Row 5: there is no role “Pirate”",
    "Row 6: the PIN is one that anybody would guess first",
    `Row 7: ${SAM.name} is an operator already; change the PIN there`,
  ]);
  await choose(["Gus,Cashier,8264", "Hal,Supervisor,5937"]);
  await cashier.isTold("2 operators were added");
  await handOver(cashier, { name: "Gus", pin: "8264" });
});

test("whoever no longer signs on is not offered, and a shop cannot lock itself out", async () => {
  await handOver(cashier, ANN);
  await cashier.go("Alt+o", "Shop");
  await page.getByRole("link", { name: /^Operators/ }).press("Enter");
  const leave = async (name) => {
    await page.getByRole("listitem").getByRole("button", { name: new RegExp(`^${name}`) }).press("Enter");
    await dialog("Edit operator").getByText("No longer signs on").click();
    await dialog("Edit operator").getByRole("button", { name: "Save" }).press("Enter");
  };
  await leave(ANN.name);
  await dialog("Edit operator").getByRole("alert").getByText("Somebody who signs on has to be able to change").waitFor();
  await cashier.press("Escape");
  await leave("Gus");
  await dialog("Edit operator").waitFor({ state: "hidden" });
  await handOver(cashier);
  await names(page).getByRole("button", { name: /^Hal/ }).waitFor();
  assert.equal(await names(page).getByRole("button", { name: /^Gus/ }).count(), 0);
});
