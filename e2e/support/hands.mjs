// Two pairs of hands for the same story: one that has nothing but a keyboard, one that has nothing but a touch screen.
// Each walks to what it presses as a person does: by Tab, or by a finger on something that is in sight. The page counts what
// the other pair would have done, so that a story cannot cheat.

import assert from "node:assert/strict";
import { Cashier } from "./cashier.mjs";
import { names } from "./people.mjs";

/** How many times Tab is pressed before something counts as out of reach. */
const REACH = 80;

/** Where a key leads, and what the navigation calls it. */
const PLACES = { Sell: "F2", Sales: "F3", Items: "F4", Customers: "F6", Journal: "F7", Reports: "Alt+y", Till: "Alt+k", Shop: "Alt+o" };

/** What both can do, in terms of `press` and `write`. */
class Hands {
  constructor(page) {
    this.page = page;
    this.cashier = new Cashier(page);
  }

  dialog(name) {
    return this.page.getByRole("dialog", { name });
  }

  /** Presses buttons of a dialog one after another, by their visible names. */
  async choose(dialog, ...names) {
    for (const name of names) await this.press(this.dialog(dialog).getByRole("button", { name }));
  }

  /** Waits until a dialog has gone. */
  async gone(dialog) {
    await this.dialog(dialog).waitFor({ state: "hidden" });
  }

  /** Begins an act of the list of what else can be done with a basket. */
  async act(name) {
    await this.more();
    await this.choose("More", name);
  }

  /**
   * Pays what is due in cash, exactly, and begins the next sale. Answers what was due, in minor units; `receipt` is its
   * number.
   */
  async payExactly() {
    await this.toPay();
    const due = await this.cashier.due();
    await this.exact();
    this.receipt = await this.cashier.paid();
    await this.nextSale();
    return due;
  }

  /** Signs somebody on, or lets them allow what a dialog asks about. */
  async typePin(dialog, { name, pin }) {
    const chosen = dialog.getByRole("heading", { name: `PIN of ${name}` });
    const button = dialog.getByRole("button", { name: new RegExp(`^${name}`) });
    await chosen.or(button).first().waitFor();
    if (await button.isVisible()) await this.press(button);
    await chosen.waitFor();
    await this.amount(pin, dialog);
    await this.done(dialog);
    await dialog.waitFor({ state: "hidden" });
  }

  signOn = (who) => this.typePin(names(this.page), who);
  approve = (who) => this.typePin(this.dialog("Approval needed"), who);

  /** Scans a code: the scanner types it, whoever holds it. */
  async scan(code) {
    const before = await this.page.evaluate(() => globalThis.otherHands);
    await this.cashier.scan(code);
    await this.page.evaluate((before) => (globalThis.otherHands = before), before);
  }

  /** Pays out what the basket gives back, in cash, and begins the next sale. */
  async payOut() {
    await this.fromSellToPay();
    await this.page.getByRole("main").getByText("Change", { exact: true }).waitFor();
    await this.exact();
    this.receipt = await this.cashier.paid();
    await this.nextSale();
  }

  /** Fails where anything was done that these hands do not have. */
  async honest() {
    assert.equal(await this.page.evaluate(() => globalThis.otherHands), 0, `${this.constructor.title} was not enough`);
  }
}

/** Keys alone. */
export class Keyboard extends Hands {
  static title = "keyboard only";
  static browser = {};

  /** Counts every press of a pointer. */
  async begin() {
    await countOthers(this.page, "pointerdown");
  }

  async press(target) {
    await this.reach(target);
    await this.page.keyboard.press("Enter");
  }

  /** Chooses a switch or a radio button. */
  async check(target) {
    await this.reach(target);
    await this.page.keyboard.press("Space");
  }

  async write(target, text) {
    await this.reach(target);
    await this.page.keyboard.press("Control+a");
    await this.cashier.type(text);
  }

  /** Types an amount where the screen waits for one. */
  async amount(digits) {
    await this.cashier.type(digits);
  }

  /** Chooses from a list that drops down: the first letter leads there. */
  async select(target, option) {
    await this.reach(target);
    await this.page.keyboard.press(option[0]);
    await this.page.waitForFunction(([list, option]) => list.selectedOptions[0]?.textContent === option, [await target.elementHandle(), option]);
  }

  /** Types an amount into the first field of a dialog. */
  async amountIn(dialog, digits) {
    await this.reach(this.dialog(dialog).getByLabel("Amount").first());
    await this.cashier.type(digits);
  }

  async go(place) {
    await this.cashier.go(PLACES[place], place);
  }

  /** Opens a sale by its receipt's number. */
  async openSale(receipt) {
    await this.go("Sales");
    await this.cashier.type(`${receipt}\r`);
    await this.page.getByRole("heading", { level: 1, name: `Sale ${receipt}` }).waitFor();
  }

  /** Rings up an item by its name. */
  async ring(name) {
    await this.cashier.search.waitFor();
    await this.cashier.look(name);
  }

  done = () => this.page.keyboard.press("Enter");
  handOver = () => this.cashier.press("Alt+l");
  more = () => this.cashier.press("Alt+m");
  hold = () => this.cashier.press("Alt+h");
  customer = () => this.cashier.press("Alt+c");
  toPay = () => this.cashier.toPay();
  fromSellToPay = () => this.page.keyboard.press("F9");
  discount = () => this.page.keyboard.press("F10");
  exact = () => this.page.keyboard.press("Enter");
  nextSale = () => this.cashier.next();
  takeAway = () => this.cashier.press("Alt+t");
  back = () => this.page.keyboard.press("Escape");
  tender = (name) => this.page.keyboard.press({ Card: "Alt+c", "Gift card": "Alt+i", Tip: "Alt+t", Voucher: "Alt+v" }[name]);

  /** Goes on with Tab until the focus is on it. */
  async reach(target) {
    await target.waitFor();
    for (let step = 0; step < REACH; step += 1) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      await this.page.keyboard.press("Tab");
    }
    throw new Error(`Tab does not lead to ${target}`);
  }
}

/** Fingers alone; text comes from the keyboard on the screen, which sends no keys. */
export class Touch extends Hands {
  static title = "touch only";
  static browser = { hasTouch: true };

  /** Counts every key. */
  async begin() {
    await countOthers(this.page, "keydown");
  }

  async press(target) {
    await target.tap();
  }

  async check(target) {
    await target.tap();
  }

  async write(target, text) {
    await target.tap();
    await target.selectText();
    await this.page.keyboard.insertText(text);
  }

  async amount(digits, scope = this.page) {
    for (const digit of digits) await this.press(scope.getByRole("button", { name: digit, exact: true }));
  }

  async amountIn(dialog, digits) {
    await this.amount(digits, this.dialog(dialog));
  }

  async go(place) {
    const { page } = this;
    await this.press(page.getByRole("navigation", { name: "Main menu" }).getByRole("link", { name: place }));
    await page.getByRole("heading", { level: 1, name: place, exact: true }).waitFor();
  }

  async openSale(receipt) {
    const { page } = this;
    await this.go("Sales");
    await this.press(page.getByRole("row").filter({ has: page.getByText(String(receipt), { exact: true }) }).first());
    await page.getByRole("heading", { level: 1, name: `Sale ${receipt}` }).waitFor();
  }

  /** Rings up an item by its tile, found by its name. */
  async ring(name) {
    const { page, cashier } = this;
    await cashier.search.waitFor();
    await this.write(cashier.search, name);
    await this.press(page.locator("#tiles").getByRole("button", { name: new RegExp(name) }).first());
    await page.waitForFunction((field) => field.value === "", await cashier.search.elementHandle());
  }

  /** The browser draws the list itself, outside of the page. */
  async select(target, option) {
    await target.selectOption(option);
  }

  done = (dialog) => this.press(dialog.getByRole("button", { name: "OK" }));
  handOver = () => this.press(this.page.getByRole("button", { name: /hand over$/ }));
  more = () => this.press(this.cashier.basket.getByRole("button", { name: "More", exact: true }));
  hold = () => this.press(this.cashier.basket.getByRole("button", { name: "Hold", exact: true }));
  customer = () => this.press(this.cashier.basket.getByRole("button", { name: "Customer" }));
  fromSellToPay = () => this.press(this.cashier.basket.getByRole("button", { name: /^Pay/ }));
  discount = () => this.press(this.cashier.basket.getByRole("button", { name: "Discount", exact: true }));
  async toPay() {
    await this.fromSellToPay();
    await this.page.getByText("Still to pay").waitFor();
  }
  exact = () => this.press(this.page.getByRole("button", { name: /^(Exact|Take amount|Complete)/ }));
  async nextSale() {
    await this.press(this.page.getByRole("button", { name: /^Next sale/ }));
    await this.cashier.search.waitFor();
  }
  takeAway = () => this.press(this.cashier.basket.getByText("Take away", { exact: true }));
  back = () => this.press(this.page.getByRole("dialog").getByRole("button", { name: "Close" }));
  tender = (name) => this.press(this.page.getByRole("group", { name: "Tenders" }).getByRole("button", { name, exact: true }));
}

/** Counts, on every page from here on, what the other hands would do. */
async function countOthers(page, kind) {
  const count = (kind) => {
    globalThis.otherHands = 0;
    globalThis.addEventListener(kind, (event) => {
      if (event.isTrusted) globalThis.otherHands += 1;
    }, { capture: true });
  };
  await page.addInitScript(count, kind);
  await page.evaluate(count, kind);
}
