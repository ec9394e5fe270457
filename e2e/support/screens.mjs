// Every screen of the register with something on it, by keyboard: what accessibility is checked on and what pictures are
// taken of.

import { Cashier } from "./cashier.mjs";
import { ANN, SAM } from "./people.mjs";
import { item } from "./shop.mjs";

const BASKET = ["909714", "6772803", "1029983"];

/** Rings up a small basket. */
export async function ringUp(cashier) {
  for (const sku of BASKET) await cashier.scan(item(sku).code);
  await cashier.lines.nth(BASKET.length - 1).waitFor();
}

/** Opens a shift, counts it, and opens the next. */
async function closeAShift(cashier) {
  const { page } = cashier;
  const open = page.getByRole("button", { name: "Open shift" });
  const count = page.getByRole("button", { name: "Count and close" });
  await cashier.go("Alt+k", "Till");
  await open.press("Enter");
  await count.press("Enter");
  await page.getByRole("dialog").getByRole("button", { name: "Close the shift" }).press("Enter");
  await page.getByRole("dialog", { name: "Z-report 1" }).waitFor();
  await cashier.press("Escape");
  await open.press("Enter");
  await count.waitFor();
  await cashier.press("F2");
  await cashier.search.waitFor();
}

/** The shop takes euros and tips. Its field labels are in the language that the shop is filled in. */
async function takeEurosAndTips(cashier) {
  const { page } = cashier;
  await page.goto(new URL("/shop/payments", page.url()).href);
  await page.getByRole("textbox", { name: "Foreign cash" }).fill("EUR 1.08");
  await page.getByRole("textbox", { name: "Tips offered, in percent" }).fill("10 15 20");
  await page.getByRole("button", { name: "Save" }).press("Enter");
  await cashier.isTold("Saved");
  await cashier.press("F2");
  await cashier.search.waitFor();
}

/** Pays by card on a terminal of its own. */
async function payByCard(cashier) {
  await cashier.toPay();
  await cashier.press("Alt+c");
  await cashier.page.getByRole("dialog", { name: "Card on the terminal" }).getByRole("textbox").fill("7731");
  await cashier.press("Enter");
  await cashier.paid();
}

/** Receipts carry a QR code, of an address that is the same wherever pictures are taken. */
async function putCodesOnReceipts(cashier) {
  const { page } = cashier;
  await page.goto(new URL("/shop/receipt", page.url()).href);
  await page.getByRole("textbox", { name: "Address of receipts by QR" }).fill("https://till.example");
  await page.getByRole("button", { name: "Save" }).press("Enter");
  await cashier.isTold("Saved");
}

/** Sells, refunds and rings up, so that no screen is empty. */
export async function fillShop(page) {
  const cashier = new Cashier(page);
  await cashier.isReady();
  await putCodesOnReceipts(cashier);
  await takeEurosAndTips(cashier);
  await closeAShift(cashier);
  for (const many of [1, 2, 3]) {
    await cashier.press("Alt+c");
    const dialog = page.getByRole("dialog", { name: "Choose customer" });
    await dialog.getByRole("button", { name: /Ada Moreno/ }).press("Enter");
    await dialog.waitFor({ state: "hidden" });
    await cashier.look(`${many}*${item("1057350").code}`);
    await ringUp(cashier);
    if (many === 3) await payByCard(cashier);
    else await cashier.payExactly();
    await cashier.next();
  }
  await cashier.go("F3", "Sales");
  await cashier.type("2\r");
  await page.getByRole("button", { name: "Refund", exact: true, disabled: false }).waitFor();
  await cashier.press("Alt+r");
  await page.getByRole("dialog").getByRole("button", { name: /^One more of/ }).first().press("Enter");
  await cashier.press("F9");
  await page.getByRole("main").getByText("Refunded").waitFor();
  await cashier.press("F2");
  await ringUp(cashier);
}

/** A level-one heading tells that a screen is there, in every language. */
const headed = (page) => page.getByRole("main").getByRole("heading", { level: 1 }).first().waitFor();
const opened = (page) => page.getByRole("dialog").waitFor();
/** A list has its rows. */
const listed = (page) => page.getByRole("grid").getByRole("row").nth(1).waitFor();

/** A report has its tables. */
const tabled = (page) => page.getByRole("region").filter({ has: page.getByRole("table") }).first().waitFor();

/** A sale is complete: its language is the page's, its number is in any. */
const paid = (page) => page.getByRole("main").getByRole("status").filter({ hasText: /\d/ }).waitFor();

/** After a sale that was paid: the next one has its lines, so that no later screen is empty. */
async function ringUpAgain(page) {
  const cashier = new Cashier(page);
  await cashier.press("Enter");
  await page.getByRole("searchbox").waitFor();
  // On a phone the basket is behind a button.
  const lines = page.getByRole("main").getByRole("listitem", { includeHidden: true });
  const before = await lines.count();
  for (const [at, sku] of BASKET.entries()) {
    await cashier.scan(item(sku).code);
    await lines.nth(before + at).waitFor({ state: "attached" });
  }
}

/** Opens the first row of a section of Shop. */
async function firstChoice(page) {
  await page.getByRole("main").locator(".choice").first().click();
  await opened(page);
  await page.getByRole("dialog").getByRole("button").nth(1).focus();
}
/** Begins an act of the list of what else can be done, by its name in every language. */
const act = (name) => (page) => page.getByRole("dialog").getByRole("button", { name }).click();

/** Enters a coupon that waits for more goods, and asks for another. */
async function couponWaits(page) {
  const cashier = new Cashier(page);
  await cashier.scan("TENOFF");
  await page.getByText("TENOFF", { exact: true }).first().waitFor({ state: "attached" });
  await cashier.press("Alt+g");
}

/** Looks an item up that asks something first. */
const wanted = (sku) => async (page) => new Cashier(page).look(sku);
/** The banner of training. */
const marked = (page) => page.getByRole("complementary").waitFor();

/** Cancels the basket and begins to practise, in whatever language. */
async function practise(page) {
  const cashier = new Cashier(page);
  await cashier.press("Alt+x");
  await page.getByRole("dialog").getByRole("button").last().press("Enter");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await cashier.press("Alt+m");
  await page.getByRole("dialog").getByRole("button", { name: /Training|تدريب/ }).press("Enter");
  await page.getByRole("dialog").getByRole("button", { name: /Start training|بدء التدريب/ }).press("Enter");
  await marked(page);
  for (const sku of BASKET) await cashier.scan(item(sku).code);
  await page.getByRole("main").getByRole("listitem", { includeHidden: true }).nth(BASKET.length - 1).waitFor({ state: "attached" });
}

/** Practises a sale to its receipt. */
async function sellInPractice(page) {
  await practise(page);
  await new Cashier(page).press("F9", "Enter");
}

/** Ends training, and rings up for real, so that no later screen is empty. */
async function stopPractising(page) {
  const banner = page.getByRole("complementary");
  await banner.getByRole("button").press("Enter");
  await page.getByRole("dialog").getByRole("button").last().press("Enter");
  await banner.waitFor({ state: "detached" });
  const cashier = new Cashier(page);
  await cashier.press("F2");
  await page.getByRole("searchbox").waitFor();
  for (const sku of BASKET) await cashier.scan(item(sku).code);
  await page.getByRole("main").getByRole("listitem", { includeHidden: true }).nth(BASKET.length - 1).waitFor({ state: "attached" });
}

/** A refund of a sale is put into the basket, to be exchanged, and the rest is asked for. */
async function exchange(page) {
  const cashier = new Cashier(page);
  const sheet = page.getByRole("dialog");
  await sheet.getByRole("button", { name: /^(Everything|Alles|الكل)/ }).click();
  await sheet.getByRole("button", { name: /^(Exchange|Umtausch|استبدال)/ }).click();
  await page.getByRole("searchbox").waitFor();
  await cashier.press("F9");
  await headed(page);
  await cashier.press("Enter");
}

/** Gives the exchange up, and rings up, so that no later screen is empty. */
async function giveUpExchange(page) {
  const cashier = new Cashier(page);
  await cashier.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await cashier.press("F2");
  await page.getByRole("searchbox").waitFor();
  await cashier.press("Alt+x");
  await page.getByRole("dialog").getByRole("button").last().press("Enter");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await ringUpAgain(page);
}

/** Opens the page that a customer's telephone opens by the QR code of a receipt. */
async function asCustomer(page, url) {
  await show(page, url, { path: "/receipt/2", there: headed });
  const link = page.getByRole("main").locator('a[href*="/r#"]');
  await page.goto(`${url}/r${new URL(await link.getAttribute("href")).hash}`);
}

/**
 * The screens and their main dialogs: how a cashier gets there from anywhere, and what shows that it is there. Each
 * begins on Sell, and Escape leads back from it.
 */
export const SCREENS = [
  { name: "sell", keys: ["F2"], there: headed },
  { name: "sell-quantity", keys: ["F2", "ArrowUp", "*"], there: opened },
  { name: "sell-discount", keys: ["F2", "ArrowUp", "F10"], there: opened },
  { name: "sell-price", keys: ["F2", "ArrowUp", "Alt+p"], there: opened },
  { name: "sell-coupon", keys: ["F2"], seen: () => {}, then: couponWaits, there: opened },
  { name: "sell-customer", keys: ["F2", "Alt+c"], there: opened },
  { name: "sell-cancel", keys: ["F2", "Alt+x"], there: opened },
  { name: "sell-hold", keys: ["F2", "Alt+h"], there: opened },
  { name: "sell-split", keys: ["F2", "Alt+m"], then: (page) => page.getByRole("dialog").getByRole("listitem").getByRole("button").nth(0).click(), seen: opened, there: opened },
  { name: "sell-layaway", keys: ["F2", "Alt+m"], seen: opened, then: act(/^(Lay away|Zurücklegen|حجز البضاعة)/), there: opened },
  { name: "sell-more", keys: ["F2", "Alt+m"], there: opened },
  { name: "till", keys: ["Alt+k"], there: headed },
  { name: "till-cash", keys: ["Alt+k"], seen: headed, then: (page) => page.getByRole("main").getByRole("button").first().click(), there: opened },
  { name: "till-count", keys: ["Alt+k"], seen: headed, then: (page) => page.getByRole("main").getByRole("button").nth(5).click(), there: opened },
  { name: "till-report", keys: ["Alt+k"], seen: headed, then: (page) => page.getByRole("main").getByRole("listitem").getByRole("button").last().click(), there: opened },
  { name: "shop", keys: ["Alt+o"], there: headed },
  { name: "shop-till", path: "/shop/till", there: headed },
  { name: "sell-modifiers", keys: ["F2"], seen: () => {}, then: wanted("8002"), there: opened },
  { name: "sell-combo", keys: ["F2"], seen: () => {}, then: wanted("8020"), there: opened },
  { name: "sell-variant", keys: ["F2"], seen: () => {}, then: wanted("8101"), there: opened },
  { name: "sell-weight", keys: ["F2"], seen: () => {}, then: wanted("8301"), there: opened },
  { name: "sell-age", keys: ["F2"], seen: () => {}, then: wanted("8201"), there: opened },
  { name: "shop-payments", path: "/shop/payments", there: headed },
  { name: "shop-promotions", path: "/shop/promotions", there: headed },
  { name: "shop-promotion", path: "/shop/promotions", seen: headed, then: firstChoice, there: opened },
  { name: "shop-prices", path: "/shop/prices", there: headed },
  { name: "shop-price-list", path: "/shop/prices", seen: headed, then: firstChoice, there: opened },
  { name: "shop-barcodes", path: "/shop/barcodes", there: headed },
  { name: "shop-modifiers", path: "/shop/modifiers", there: headed },
  { name: "shop-favourites", path: "/shop/favourites", there: headed },
  { name: "keyboard-help", keys: ["F1"], there: opened },
  { name: "pay", keys: ["F9"], there: headed },
  { name: "pay-card", keys: ["F9", "Alt+c"], there: opened },
  { name: "pay-coupon", keys: ["F9", "Alt+g"], there: opened },
  { name: "pay-gift-card", keys: ["F9", "Alt+i"], there: opened },
  { name: "pay-foreign", keys: ["F9", "Alt+u"], there: opened },
  { name: "pay-tip", keys: ["F9", "Alt+t"], there: opened },
  { name: "pay-voucher", keys: ["F9", "Alt+v"], there: opened },
  { name: "sell-gift-card", keys: ["F2", "Alt+m"], seen: opened, then: act(/^(Gift card|Geschenkkarte|بطاقة هدايا)/), there: opened },
  { name: "pay-paid", keys: ["F9", "Enter"], there: paid, leave: ringUpAgain },
  { name: "sales", keys: ["F3"], there: listed },
  { name: "sale", path: "/sales/2", there: headed },
  { name: "sale-refund", path: "/sales/3", keys: ["Alt+r"], there: opened },
  { name: "sale-void", path: "/sales/3", seen: headed, then: (page) => page.getByRole("main").getByRole("button", { name: /Void the whole sale|Ganzen Verkauf stornieren|إلغاء العملية كاملة/ }).click(), there: opened },
  { name: "sell-unreceipted", keys: ["F2", "Alt+m"], seen: opened, then: act(/^(Return without a receipt|Rückgabe ohne Beleg|إرجاع بلا إيصال)/), there: opened },
  { name: "shop-returns", path: "/shop/returns", there: headed },
  { name: "receipt", path: "/receipt/2", there: headed },
  { name: "receipt-link", open: asCustomer, there: (page) => page.getByRole("main").getByRole("table").first().waitFor() },
  { name: "pay-back", path: "/sales/3", keys: ["Alt+r"], seen: opened, then: exchange, there: opened, leave: giveUpExchange },
  { name: "items", keys: ["F4"], there: listed },
  { name: "item", keys: ["F4"], then: (page) => page.getByRole("grid").getByRole("row").nth(1).click(), there: opened },
  { name: "reports", keys: ["Alt+y"], there: tabled },
  { name: "reports-sales", keys: ["Alt+y"], seen: tabled, then: (page) => page.getByRole("table").getByRole("button").first().click(), there: opened },
  { name: "customers", keys: ["F6"], there: listed },
  { name: "customer", keys: ["F6"], then: (page) => page.getByRole("grid").getByRole("row").nth(1).click(), there: opened },
  { name: "journal", keys: ["F7"], there: listed },
  { name: "journal-entry", keys: ["F7"], then: (page) => page.getByRole("grid").getByRole("row").nth(2).click(), there: opened },
  { name: "training", keys: ["F2"], seen: headed, then: practise, there: marked, leave: stopPractising },
  { name: "training-receipt", keys: ["F2"], seen: headed, then: sellInPractice, there: paid, leave: stopPractising },
  { name: "status", keys: ["F8"], there: headed },
  { name: "shop-taxes", path: "/shop/taxes", there: headed },
  { name: "shop-tax", path: "/shop/taxes", seen: headed, then: firstChoice, there: opened },
  { name: "not-found", path: "/nowhere", there: headed },
];

/** The page asks who is selling. */
const asked = (page) => page.getByRole("dialog").getByRole("listitem").first().waitFor();

/** The keys of the keypad for PINs as they stand there, in every language; behind them the one that ends it. */
const PIN_KEYS = [..."789456123", "back", "0"];

/** Signs on whoever stands at this place among the names, by the keypad: keys that are typed while the clock stands still are a scan. */
const signedOn = (at, { pin }) => async (page) => {
  const names = page.getByRole("dialog");
  await names.getByRole("listitem").nth(at).getByRole("button").click();
  await names.getByRole("textbox").waitFor();
  const keys = names.getByRole("group").getByRole("button");
  for (const digit of pin) await keys.nth(PIN_KEYS.indexOf(digit)).click();
  await keys.last().click();
  await names.waitFor({ state: "hidden" });
};

/** The door that stays shut for a cashier, and what its button asks. */
const shut = signedOn(2, SAM);
const door = (page) => page.getByRole("main").getByRole("button").first();

/** As above, in a shop with the operators of `people.mjs`, which asks who is selling whenever its page is loaded. */
export const PEOPLE = [
  { name: "people-names", there: asked },
  { name: "people-pin", seen: asked, then: (page) => page.getByRole("dialog").getByRole("button").first().click(), there: (page) => page.getByRole("dialog").getByRole("textbox").waitFor() },
  { name: "people-operators", path: "/shop/operators", seen: asked, then: signedOn(0, ANN), there: (page) => page.getByRole("main").getByRole("listitem").nth(2).waitFor() },
  { name: "people-role", path: "/shop/roles", seen: asked, then: async (page) => {
    await signedOn(0, ANN)(page);
    await page.getByRole("main").getByRole("listitem").first().getByRole("button").click();
  }, there: opened },
  { name: "people-shut", path: "/shop", seen: asked, then: shut, there: (page) => door(page).waitFor() },
  { name: "people-approval", path: "/shop", seen: asked, then: async (page) => {
    await shut(page);
    await door(page).click();
  }, there: (page) => page.getByRole("dialog").getByRole("textbox").waitFor() },
];

/** Shows a screen. */
export async function show(page, url, { open = openScreen, there, ...how }) {
  await open(page, url, how);
  await there(page);
}

/** Opens a screen of the register from its address and by keys. */
async function openScreen(page, url, { path, keys = [], seen = listed, then }) {
  const cashier = new Cashier(page);
  // A page of its own each: nothing of the screen before is left.
  await page.goto(url + (path ?? "/"));
  await page.getByRole("navigation").waitFor();
  await page.getByRole("progressbar").waitFor({ state: "detached" });
  await page.getByRole("main").getByRole("heading", { level: 1 }).first().waitFor();
  if (path?.startsWith("/sales/") || path?.startsWith("/receipt/")) await page.getByRole("main").locator("table").first().waitFor();
  else if (!path) await page.getByRole("searchbox").waitFor();
  for (const key of keys) {
    await cashier.press(key);
    if (/^F[2-9]$/.test(key)) await page.getByRole("main").getByRole("heading", { level: 1 }).first().waitFor();
  }
  if (then) {
    await seen(page);
    await then(page);
  }
}
