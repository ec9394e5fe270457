// Crash rounds: the real page sells by keyboard, the browser's whole process tree is killed at a random moment, and
// the next start of the same profile must show every sale that showed Paid, once and whole.
//
// `cargo xtask crash` starts it with BASE_URL and PROFILE_DIR set. What was shown is told by the page the moment it is
// drawn, over a binding, so that nothing that a cashier could have seen is missed. After each start the page itself is
// asked: its Journal screen verifies the chain and compares what is kept with what follows from the journal, and the
// rows of its database are read beside it. The last line is `rounds N sales M lost 0 doubled 0`.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, rm } from "node:fs/promises";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { Cashier, minor } from "./support/cashier.mjs";
import { chromiumFlags, chromiumPath, newProfile } from "./support/chromium.mjs";
import { startHub } from "./support/hub.mjs";
import { readSales } from "./support/journal.mjs";
import { allItems } from "./support/shop.mjs";

/** Sales before the moment of the kill may come. */
const SALES_AT_LEAST = 25;
/** The kill comes this much later at most, in milliseconds: enough for any step of a sale. */
const KILL_WITHIN_MS = 400;
/** Every so many sales one is to a customer, and every so many is given back. */
const CUSTOMER_EVERY = 4;
const REFUND_EVERY = 12;
/** Every so many baskets one is held while another customer is served. */
const HOLD_EVERY = 6;
/** Every so many baskets a gift card gets so much, in minor units, and the basket after it is paid with part of that. */
const GIFT_EVERY = 5;
const ONTO_CARD = 500;
const BY_CARD = 100;
/** Its number. */
const GIFT_CARD = "79927398713";
/** Of so many rounds one begins with a count of the drawer and a new shift. */
const SHIFT_OF = 4;
/** The loyalty card of that customer. */
const CARD = "2800000010010";
/** Of so many starts one is killed too, before it has come far. */
const START_KILLED_OF = 5;
/** Of so many rounds one is killed by aim: a sale is prepared and not yet decided. */
const AIMED_OF = 3;
/** How long the page is held there, in milliseconds, so that the signal arrives in time. */
const HOLD_MS = 300;
/** The slowest start that is still waited for, in milliseconds. */
const START_WITHIN_MS = 60_000;
/** The slowest step of a sale that is still waited for, in milliseconds. */
const STEP_WITHIN_MS = 20_000;

const { values } = parseArgs({ options: { rounds: { type: "string", default: "10" }, seed: { type: "string" } } });
const rounds = Number(values.rounds);
const seed = values.seed === undefined ? Date.now() % 2 ** 31 : Number(values.seed);
if (!Number.isInteger(rounds) || rounds < 1 || !Number.isInteger(seed)) {
  throw new Error("usage: node crash.mjs [--rounds N] [--seed N]");
}
const luck = lucky(seed);
const shelf = allItems();
/** Items that nothing is asked about: a scan rings them up. */
const asks = (item) => ["modifiers", "combo", "options", "deposit", "age", "capture"].some((column) => item[column]);
const plain = (item) => item.policy === "off" && item.unit === "ea" && item.price > 0 && item.sku.length > 3;
const goods = shelf.filter((item) => plain(item) && !asks(item));
/** What the first tiles of Sell sell by the piece, as the shop's file begins, with the key of each. */
const tiles = shelf
  .slice(0, 9)
  .map((item, at) => ({ key: `Alt+${at + 1}`, price: item.price, plain: item.unit === "ea" && !asks(item) }))
  .filter((tile) => tile.plain);

/** What showed Paid, by receipt number: its total in minor units. Grows over all rounds. */
const paid = new Map();
/** What showed Refunded, in the same way. */
const refunded = new Map();
/** Names under which baskets are known to be on hold. */
let held = new Set();
/** What the sale that is being paid took from a gift card, which is no longer due when it is shown as paid. */
let byCard = 0;
/** What is wrong, in words. */
const faults = [];
let lost = 0;
let doubled = 0;
/** The receipts that were there after the last start. */
const known = new Set();
/** Undecided sales that all starts have found and decided. */
let decidedOnStart = 0;
/** What is to be done the moment a page has prepared a sale, in a round that aims. */
let onPrepared = () => {};

async function main() {
  const hub = process.env.BASE_URL ? undefined : await startHub();
  const url = process.env.BASE_URL?.replace("127.0.0.1", "localhost") ?? hub.url;
  const profile = process.env.PROFILE_DIR ? { folder: process.env.PROFILE_DIR } : await newProfile("crash");
  console.log(`seed ${seed}`);
  let done = 0;
  try {
    for (let round = 1; round <= rounds; round += 1) {
      await oneRound(round, url, profile.folder);
      if (faults.length > 0) break;
      done = round;
    }
    if (faults.length === 0) await lastLook(url, profile.folder);
  } finally {
    await hub?.stop();
    await profile.remove?.();
  }
  for (const fault of faults) console.error(fault);
  console.log(`${decidedOnStart} sales were found prepared by a start, and decided`);
  console.log(`rounds ${done} sales ${paid.size} lost ${lost} doubled ${doubled}`);
  process.exitCode = faults.length > 0 || lost > 0 || doubled > 0 ? 1 : 0;
}

/** Starts, looks at what is there, sells, and dies. */
async function oneRound(round, url, profile) {
  const began = performance.now();
  if (round > 1 && luck() < 1 / START_KILLED_OF) await dieWhileStarting(url, profile);
  const browser = await start(profile);
  const before = paid.size;
  byCard = 0;
  let decided = 0;
  let killedWhen = "between PREPARE and DECIDE";
  try {
    const { page } = browser;
    const cashier = new Cashier(page);
    await page.goto(url);
    await cashier.isReady();
    decided = await dismissRecovery(page);
    decidedOnStart += decided;
    await look(round, page);
    await beOnShift(cashier);
    const kill = { due: false };
    const aimed = luck() < 1 / AIMED_OF;
    // A cashier who cannot go on while the browser lives has found a fault; of one that is dead it is to be expected.
    const selling = sell(cashier, kill, round).catch((error) => kill.due || faults.push(`round ${round}: ${error.stack}`));
    await Promise.race([selling, enough(before, kill)]);
    if (aimed) {
      await Promise.race([selling, nextPrepared(page, kill)]);
    } else {
      const later = Math.floor(luck() * KILL_WITHIN_MS);
      await Promise.race([selling, pause(later)]);
      killedWhen = `${later} ms later`;
    }
    kill.due = true;
    // It dies in the middle of whatever it does; what its cashier was waiting for never comes.
    await browser.kill();
    await selling;
  } finally {
    await browser.kill();
  }
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const sold = `${paid.size - before} sales paid, killed ${killedWhen}`;
  console.log(`round ${round}: ${sold}, ${decided} decided on start, ${seconds} s`);
}

/** Resolves once a sale of the page is prepared and not decided; the page is held there for a moment. */
async function nextPrepared(page, kill) {
  const prepared = new Promise((resolve) => (onPrepared = resolve));
  await page.evaluate((ms) => (globalThis.evertillHold = ms), HOLD_MS);
  await prepared;
  // What the cashier sees from here on is the end of the browser, not a fault.
  kill.due = true;
}

/** After the last kill one more start has to find everything. */
async function lastLook(url, profile) {
  const browser = await start(profile);
  try {
    await browser.page.goto(url);
    await new Cashier(browser.page).isReady();
    decidedOnStart += await dismissRecovery(browser.page);
    await look("the last", browser.page);
  } finally {
    await browser.kill();
  }
}

/** Resolves once this round has sold enough, or has come to its end otherwise. */
function enough(before, kill) {
  return new Promise((resolve) => {
    const look = () => (kill.due || paid.size - before >= SALES_AT_LEAST ? resolve() : setTimeout(look, 5));
    look();
  });
}

/** Sells until the browser dies. */
async function sell(cashier, kill, round) {
  for (let n = 1; !kill.due; n += 1) {
    if (n % CUSTOMER_EVERY === 0) await chooseCustomer(cashier);
    // One item is scanned, up to three more are pressed: a scan of 13 digits costs a round more time than all the rest.
    const scanned = goods[Math.floor(luck() * goods.length)];
    await cashier.scan(scanned.sku);
    let total = scanned.price;
    for (let more = Math.floor(luck() * 4); more > 0; more -= 1) {
      const tile = tiles[Math.floor(luck() * tiles.length)];
      await cashier.press(tile.key);
      total += tile.price;
    }
    if (n % GIFT_EVERY === 0) {
      await loadGiftCard(cashier);
      total += ONTO_CARD;
    }
    if (n % HOLD_EVERY === 0) await holdForAnother(cashier, `Table ${round} ${n}`);
    await cashier.toPay();
    const due = await cashier.due();
    // Tax may come on top; less would mean that a key was not heard.
    if (due < total) throw new Error(`the basket comes to ${due} and not to ${total}`);
    // A card that covers everything completes the sale at once.
    if (n > GIFT_EVERY && n % GIFT_EVERY === 1 && due > BY_CARD) await payPartByGiftCard(cashier);
    await cashier.press("Enter");
    const receipt = await cashier.paid();
    byCard = 0;
    await cashier.next();
    if (n % REFUND_EVERY === 0) await refund(cashier, receipt);
  }
}

/** Puts money on the gift card, as a line of the basket. */
async function loadGiftCard(cashier) {
  const { page } = cashier;
  await cashier.press("Alt+m");
  await page.getByRole("dialog", { name: "More" }).getByRole("button", { name: /^Gift card/ }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Gift card" });
  await dialog.getByRole("textbox", { name: "Number of the card" }).fill(GIFT_CARD);
  await dialog.getByRole("textbox", { name: "Amount" }).fill((ONTO_CARD / 100).toFixed(2));
  await dialog.getByRole("button", { name: "Put on the card" }).press("Enter");
  await cashier.line("Onto gift card").waitFor();
}

/** Takes part of what is due from the gift card. */
async function payPartByGiftCard(cashier) {
  const { page } = cashier;
  await cashier.type(String(BY_CARD));
  await cashier.press("Alt+i");
  const dialog = page.getByRole("dialog", { name: "Gift card" });
  await dialog.getByRole("textbox", { name: "Number of the card" }).fill(GIFT_CARD);
  byCard = BY_CARD;
  await cashier.press("Enter");
  await page.getByRole("list", { name: "Tenders" }).getByText("Gift card").waitFor();
}

/** Sets the basket aside, serves somebody else, and takes it up again. */
async function holdForAnother(cashier, name) {
  const { page } = cashier;
  await cashier.press("Alt+h");
  await page.getByRole("dialog", { name: "Hold" }).getByRole("textbox").waitFor();
  await cashier.type(`${name}\r`);
  await cashier.isTold(`“${name}” is on hold`);
  held.add(name);
  await cashier.expectEmpty();
  await cashier.press("Alt+1");
  await cashier.payExactly();
  await cashier.next();
  await cashier.press("Alt+h");
  const list = page.getByRole("dialog", { name: "Held sales" });
  await list.getByRole("button", { name: new RegExp(`^${name}\\D`) }).press("Enter");
  await list.waitFor({ state: "hidden" });
  held.delete(name);
}

/** Opens a shift where none is, now and then after the drawer was counted. */
async function beOnShift(cashier) {
  const { page } = cashier;
  await cashier.go("Alt+k", "Till");
  const none = page.getByRole("heading", { name: "No shift is open" });
  const open = page.getByRole("button", { name: "Count and close" });
  await none.or(open).first().waitFor();
  if ((await open.isVisible()) && luck() < 1 / SHIFT_OF) {
    await open.press("Enter");
    await page.getByRole("dialog").getByRole("button", { name: "Close the shift" }).press("Enter");
    await page.getByRole("dialog", { name: /^Z-report/ }).waitFor();
    await cashier.press("Escape");
    await none.waitFor();
  }
  if (await none.isVisible()) {
    await page.getByRole("button", { name: "Open shift" }).press("Enter");
    await open.waitFor();
  }
  await cashier.press("F2");
  await cashier.search.waitFor();
}

/** Every basket that was said to be on hold is in the list. Beside them only the one in flight may have gone or come. */
async function checkHeld(round, cashier) {
  const { page } = cashier;
  await cashier.press("Alt+h");
  const list = page.getByRole("dialog", { name: "Held sales" });
  await list.getByRole("button", { name: /^Table/ }).or(list.getByText("Nothing is on hold")).first().waitFor();
  const names = await list.locator("bdi").allTextContents();
  const gone = [...held].filter((name) => !names.includes(name));
  if (gone.length > 0) {
    lost += gone.length;
    faults.push(`round ${round}: on hold and gone: ${gone.join(", ")}`);
  }
  if (new Set(names).size !== names.length) {
    doubled += 1;
    faults.push(`round ${round}: on hold twice: ${names.join(", ")}`);
  }
  held = new Set(names);
  await cashier.press("Escape");
  await list.waitFor({ state: "hidden" });
}

async function chooseCustomer(cashier) {
  await cashier.press("Alt+c");
  const dialog = cashier.page.getByRole("dialog", { name: "Choose customer" });
  await dialog.getByRole("button", { name: /Ada Moreno/ }).waitFor();
  await cashier.scan(CARD);
  await dialog.waitFor({ state: "hidden" });
}

/** Gives everything of a sale back, in cash. */
async function refund(cashier, receipt) {
  const { page } = cashier;
  await cashier.go("F3", "Sales");
  await cashier.type(`${receipt}\r`);
  await page.getByRole("heading", { level: 1, name: `Sale ${receipt}`, exact: true }).waitFor();
  await page.getByRole("button", { name: "Refund", exact: true, disabled: false }).waitFor();
  await cashier.press("Alt+r");
  const sheet = page.getByRole("dialog");
  await sheet.getByRole("button", { name: "Everything" }).press("Enter");
  await sheet.getByRole("button", { name: /^Refund .*[1-9]/ }).waitFor();
  await cashier.press("F9");
  await page.getByRole("main").getByText("Refunded").waitFor();
  await cashier.press("Enter");
  await cashier.search.waitFor();
}

/** The recovery report, where there is one, is read and closed. Answers how many sales it told of. */
async function dismissRecovery(page) {
  const report = page.getByRole("dialog", { name: "Recovery report" });
  // It opens with the frame after the one that takes the progress away.
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  if (!(await report.isVisible())) return 0;
  const sales = await report.getByRole("listitem").count();
  await report.getByRole("button", { name: "OK" }).click();
  await report.waitFor({ state: "hidden" });
  return sales;
}

/** Everything that a start must show. */
async function look(round, page) {
  const cashier = new Cashier(page);
  const found = await readSales(page);
  for (const [where, sales] of [["kept", found.sales], ["in the journal", found.decided]]) {
    compare(round, where, sales);
  }
  checkNew(round, found);
  checkCards(round, found.cards);
  await cashier.go("F7", "Journal");
  await page.getByRole("button", { name: "Verify" }).press("Enter");
  await expectWords(round, page, /The chain holds|Entry \d+:|did not work/, /The chain holds/);
  await page.getByRole("button", { name: "Rebuild and compare" }).press("Enter");
  await expectWords(round, page, /Rebuilt and kept are equal|does not follow|do not follow|did not work/, /are equal/);
  await cashier.press("F2");
  await cashier.search.waitFor();
  // A basket that was being rung up is back; the round begins with an empty one.
  if ((await cashier.lines.count()) > 0) {
    await cashier.press("Alt+x");
    await page.getByRole("dialog").getByRole("button", { name: "Cancel basket" }).press("Enter");
  }
  await cashier.expectEmpty();
  await checkHeld(round, cashier);
}

async function expectWords(round, page, any, good) {
  const words = page.getByRole("main").getByText(any).first();
  await words.waitFor({ timeout: START_WITHIN_MS });
  const said = await words.textContent();
  if (!good.test(said)) faults.push(`round ${round}: ${said}`);
}

/** Every sale and refund that was shown is there once, with the total that was shown. */
function compare(round, where, sales) {
  const there = new Map();
  for (const { receipt, total } of sales) there.set(receipt, [...(there.get(receipt) ?? []), total]);
  for (const [receipt, total] of [...paid, ...refunded]) {
    const totals = there.get(receipt) ?? [];
    if (totals.length === 0) {
      lost += 1;
      faults.push(`round ${round}: receipt ${receipt} over ${total} was shown and is not ${where}`);
    } else if (totals.length > 1) {
      doubled += 1;
      faults.push(`round ${round}: receipt ${receipt} is ${where} ${totals.length} times`);
    } else if (totals[0] !== total) {
      faults.push(`round ${round}: receipt ${receipt} showed ${total}, ${where} it is ${totals[0]}`);
    }
  }
}

/** Beside what was shown at most one sale may be new, the one in flight; and none may wait for its decision. */
function checkNew(round, found) {
  const receipts = found.decided.map((sale) => sale.receipt);
  const silent = receipts.filter((receipt) => !paid.has(receipt) && !refunded.has(receipt) && !known.has(receipt));
  if (silent.length > 1) faults.push(`round ${round}: receipts ${silent.join(", ")} were never shown`);
  if (found.undecided !== 0) faults.push(`round ${round}: ${found.undecided} sales are prepared and not decided`);
  receipts.forEach((receipt) => known.add(receipt));
}

/** A gift card holds what was put on it less what it paid. */
function checkCards(round, { kept, followed }) {
  for (const card of new Set([...Object.keys(kept), ...Object.keys(followed)])) {
    if (kept[card] !== followed[card]) faults.push(`round ${round}: a gift card holds ${kept[card]} and should hold ${followed[card]}`);
  }
}

/** A start that is killed on its way: recovery must bear that too. */
async function dieWhileStarting(url, profile) {
  const browser = await start(profile);
  const opened = browser.page.goto(url).catch(() => {});
  await Promise.race([opened, pause(START_WITHIN_MS)]);
  await pause(Math.floor(luck() * KILL_WITHIN_MS));
  await browser.kill();
}

/**
 * A browser of our own on the profile: in a process group of its own, so that all of it can be killed at once.
 *
 * @returns {Promise<{ page: import("playwright-core").Page, kill: () => Promise<void> }>}
 */
async function start(profile) {
  const port = path.join(profile, "DevToolsActivePort");
  await rm(port, { force: true });
  const flags = ["--headless", "--remote-debugging-port=0", `--user-data-dir=${profile}`, "--window-size=1280,800"];
  const quiet = ["--hide-crash-restore-bubble", "--disable-breakpad", "--lang=en-GB", "about:blank"];
  const child = spawn(chromiumPath(), [...chromiumFlags(), ...flags, ...quiet], { detached: true, stdio: "ignore" });
  const gone = once(child, "exit");
  let dead = false;
  const kill = async () => {
    if (dead) return;
    dead = true;
    process.kill(-child.pid, "SIGKILL");
    await gone;
  };
  try {
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${await debuggingPort(port)}`);
    const [context] = browser.contexts();
    const page = context.pages()[0] ?? (await context.newPage());
    await page.exposeFunction("evertillShown", shown);
    await page.exposeFunction("evertillPrepared", () => onPrepared());
    await page.addInitScript(tellWhatIsShown);
    await page.addInitScript(holdWhenPrepared);
    page.setDefaultTimeout(STEP_WITHIN_MS);
    return { page, kill };
  } catch (error) {
    await kill();
    throw error;
  }
}

/** The port on which the browser listens, which it writes to a file of its profile. */
async function debuggingPort(file) {
  const until = Date.now() + START_WITHIN_MS;
  while (Date.now() < until) {
    const text = await readFile(file, "utf8").catch(() => "");
    if (text.includes("\n")) return Number(text.split("\n")[0]);
    await pause(10);
  }
  throw new Error("the browser did not start");
}

/** What the page has just drawn. */
function shown(kind, receipt, amount) {
  if (kind === "paid") paid.set(receipt, minor(amount) + byCard);
  else refunded.set(receipt, -Math.abs(minor(amount)));
}

// Runs in the page: tells of every sale and refund in the moment in which it is drawn.
function tellWhatIsShown() {
  let due = "";
  let told = "";
  const look = () => {
    const main = document.querySelector("main");
    if (!main) return;
    const exact = [...main.querySelectorAll("button")].find((button) => button.textContent.startsWith("Exact "));
    if (exact) due = exact.textContent;
    for (const status of main.querySelectorAll("[role=status]")) {
      const words = status.innerText;
      const number = /Receipt (\d+)/.exec(`${words}\n${main.querySelector("h1")?.textContent ?? ""}`)?.[1];
      const kind = words.startsWith("Paid") && !location.pathname.startsWith("/receipt") ? "paid" : words.startsWith("Refunded") ? "refunded" : "";
      if (kind === "" || number === undefined || told === kind + number) continue;
      told = kind + number;
      window.evertillShown(kind, Number(number), kind === "paid" ? due : /Total\s+(.*)/.exec(words)[1]);
    }
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true, characterData: true });
}

// Runs in the page: where a kill is aimed, tells of the sale that was just prepared, and keeps the page from deciding
// it, as a slow machine would. The transaction with PREPARE is the one that adds an entry of that kind.
function holdWhenPrepared() {
  const kind = new TextEncoder().encode("SalePrepared");
  const holds = (bytes) => bytes.some((_, at) => kind.every((letter, after) => bytes[at + after] === letter));
  const watched = new WeakSet();
  for (const name of ["add", "put"]) {
    const original = IDBObjectStore.prototype[name];
    IDBObjectStore.prototype[name] = function (...given) {
      const { transaction } = this;
      if (globalThis.evertillHold && this.name === "entries" && !watched.has(transaction) && holds(new Uint8Array(given[0]?.buffer ?? given[0]))) {
        watched.add(transaction);
        transaction.addEventListener("complete", () => {
          globalThis.evertillPrepared();
          const until = performance.now() + globalThis.evertillHold;
          while (performance.now() < until);
        });
      }
      return original.apply(this, given);
    };
  }
}

/** Numbers from 0 to 1 that follow from the seed: mulberry32. */
function lucky(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

await main();
