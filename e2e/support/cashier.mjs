// A cashier at a register: keys, a wedge scanner, and what is read off the screen. Things are found as a person finds
// them, by role and visible name.

/** The key as Chromium's input protocol wants it. */
const ENTER = { key: "Enter", code: "Enter", windowsVirtualKeyCode: 13, text: "\r" };

// Moments of keys as the page sees them, in seconds, per page. They are ours and not the machine's, so that a scan is
// quick and a person slow however busy the machine is.
const clocks = new WeakMap();
/** Connections to each page's input. */
const sessions = new WeakMap();

/** Seconds between the keys of a wedge scanner. */
const SCANNER_PACE = 0.01;
/** Seconds between the keys of a person. */
const PERSON_PACE = 0.16;

/** Somebody who sells at a page. */
export class Cashier {
  /** @param {import("playwright-core").Page} page */
  constructor(page) {
    this.page = page;
  }

  /** Resolves once the register is open and everything can be sold. */
  async isReady() {
    const { page } = this;
    // The navigation is there on every screen; what covers it while the register opens goes away by itself.
    await page.getByRole("navigation", { name: "Main menu" }).waitFor();
    await page.getByRole("button", { name: /^Pay/ }).or(page.getByRole("heading", { level: 1 })).first().waitFor();
    await page.getByRole("progressbar").waitFor({ state: "detached" });
  }

  /** The search field of Sell. */
  get search() {
    return this.page.getByRole("searchbox", { name: "Search or scan" });
  }

  /** The basket beside the tiles. */
  get basket() {
    return this.page.getByRole("region", { name: "Basket" });
  }

  /** A line of the basket. */
  line(name) {
    return this.lines.filter({ hasText: name });
  }

  /** All lines of the basket. */
  get lines() {
    return this.basket.getByRole("listitem");
  }

  /** Presses keys one after another. */
  async press(...keys) {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Types as a person does. */
  async type(text) {
    await keys(this.page, text, PERSON_PACE);
  }

  /** Scans a code with a wedge scanner, which types it and presses Enter. */
  async scan(code) {
    await keys(this.page, `${code}\r`, SCANNER_PACE);
  }

  /** Types into the search field and presses Enter. */
  async look(text) {
    await this.type(`${text}\r`);
  }

  /** Goes to a screen by its key. */
  async go(key, heading) {
    await this.press(key);
    await this.page.getByRole("heading", { level: 1, name: heading, exact: true }).waitFor();
  }

  /** What the basket comes to, in minor units. */
  async total() {
    return minor(await this.basket.getByRole("button", { name: /^Pay/ }).textContent());
  }

  /** Waits until the basket comes to this. */
  async expectTotal(amount) {
    await this.basket.getByRole("button", { name: new RegExp(`^Pay .*${text(amount)}`) }).waitFor();
  }

  /** Waits until the basket is empty. */
  async expectEmpty() {
    await this.basket.getByText("The basket is empty").waitFor();
  }

  /** From Sell to Pay. */
  async toPay() {
    await this.press("F9");
    await this.page.getByText("Still to pay").waitFor();
  }

  /** What is still to pay, in minor units. */
  async due() {
    const label = await this.page.getByRole("button", { name: /^Exact/ }).textContent();
    return minor(label);
  }

  /** Waits until the sale is paid, and answers its receipt number. */
  async paid() {
    const paid = this.page.getByRole("main").getByRole("status").filter({ hasText: "Paid" });
    const receipt = await paid.getByText(/^Receipt \d+$/).textContent();
    return Number(/\d+/.exec(receipt)[0]);
  }

  /** Pays in cash, exactly, and answers the receipt number. */
  async payExactly() {
    await this.toPay();
    await this.press("Enter");
    return this.paid();
  }

  /** Begins the next sale. */
  async next() {
    await this.press("Enter");
    await this.search.waitFor();
  }

  /** Waits for a message. */
  async isTold(words) {
    await this.page.getByRole("region", { name: "Messages" }).getByText(words).first().waitFor();
  }
}

/** The minor units of an amount as it is shown, such as `US$1,234.50`. */
export function minor(shown) {
  const negative = /[-−(]/.test(shown) ? -1 : 1;
  const digits = /[\d.,]*\d/.exec(shown);
  if (!digits) throw new Error(`${shown} is no amount`);
  return negative * Math.round(Number(digits[0].replaceAll(",", "")) * 100);
}

/** An amount in minor units as it stands inside what is shown, as a pattern. */
export function text(amount) {
  return (Math.abs(amount) / 100).toFixed(2).replace(".", "\\.");
}

/**
 * Sends keys with moments of our own. Scanner and person differ by nothing else, and a busy machine must not turn one
 * into the other.
 */
async function keys(page, text, pace) {
  if (!sessions.has(page)) sessions.set(page, page.context().newCDPSession(page));
  const session = await sessions.get(page);
  const sent = [];
  // A pause before, so that what follows is a burst of its own.
  let now = Math.max(clocks.get(page) ?? 0, Date.now() / 1000) + 0.5;
  for (const letter of text) {
    const { text, ...key } = letter === "\r" ? ENTER : { key: letter, text: letter };
    sent.push(session.send("Input.dispatchKeyEvent", { type: "keyDown", timestamp: now, text, ...key }));
    sent.push(session.send("Input.dispatchKeyEvent", { type: "keyUp", timestamp: now + pace / 4, ...key }));
    now += pace;
  }
  clocks.set(page, now);
  await Promise.all(sent);
}
