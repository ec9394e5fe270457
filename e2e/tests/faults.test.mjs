// What goes wrong around a register: a second tab, a tab that slept, a full disk, a later build, a browser that opens
// nothing, bytes that were damaged. Each has a page that says so, and loses nothing.

import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { Cashier } from "../support/cashier.mjs";
import { startHub } from "../support/hub.mjs";
import { DATABASE, readSales } from "../support/journal.mjs";
import { closeAll, newProfile, openRegister } from "../support/register.mjs";
import { item } from "../support/shop.mjs";

const MILK = item("6772803");
const APPLES = item("909714");

let hub;
let profile;
let name = 0;

before(async () => {
  hub = await startHub();
  profile = await newProfile("faults");
});

beforeEach(() => {
  name += 1;
});

after(async () => {
  await closeAll();
  await hub?.stop();
  await profile?.remove();
});

/** A register of this test alone, open and ready. */
async function open(options = {}) {
  const register = await openRegister({ url: hub.url, profile: `${profile.folder}/${name}`, ...options });
  register.context.setDefaultTimeout(20_000);
  const cashier = new Cashier(register.page);
  await cashier.isReady();
  return { ...register, cashier };
}

/** A second tab of the same register. */
async function secondTab(register) {
  const page = await register.context.newPage();
  await page.goto(hub.url);
  return { page, cashier: new Cashier(page) };
}

const page = (page, title) => page.getByRole("alertdialog", { name: title });

test("a second tab says that the register is open elsewhere, and takes over; the first never sells again", async () => {
  const first = await open();
  await first.cashier.scan(MILK.code);
  await first.cashier.expectTotal(MILK.price);
  const second = await secondTab(first);
  const elsewhere = page(second.page, "The register is open in another tab");
  await elsewhere.getByText("Every completed sale is safe").waitFor();
  await elsewhere.getByRole("button", { name: "Take over here" }).press("Enter");
  await elsewhere.waitFor({ state: "detached" });
  await second.cashier.isReady();

  const lost = page(first.page, "Another tab has taken over");
  await lost.getByText("Nothing was lost").waitFor();
  await lost.getByRole("button", { name: "Go on reading" }).press("Enter");
  await lost.waitFor({ state: "detached" });
  await first.page.getByText("Read only").waitFor();
  // Whatever its cashier tries, the journal does not take it.
  await first.page.bringToFront();
  await first.cashier.press("F9", "Enter");
  await lost.waitFor();
  assert.deepEqual((await readSales(second.page)).decided, []);

  await second.page.bringToFront();
  await second.cashier.press("F2");
  await second.cashier.scan(APPLES.code);
  assert.equal(await second.cashier.payExactly(), 1);
  await first.close();
});

test("a tab that slept through the take-over wakes up unable to sell", async () => {
  const first = await open();
  await first.cashier.scan(MILK.code);
  await first.cashier.toPay();
  const session = await first.context.newCDPSession(first.page);
  await session.send("Page.setWebLifecycleState", { state: "frozen" });

  const second = await secondTab(first);
  await page(second.page, "The register is open in another tab").getByRole("button", { name: "Take over here" }).press("Enter");
  await second.cashier.isReady();
  await second.cashier.expectTotal(MILK.price);
  assert.equal(await second.cashier.payExactly(), 1);

  await session.send("Page.setWebLifecycleState", { state: "active" });
  await first.page.bringToFront();
  await first.cashier.press("Enter");
  await page(first.page, "Another tab has taken over").waitFor();
  const { decided, undecided } = await readSales(second.page);
  assert.deepEqual(decided, [{ receipt: 1, total: MILK.price }]);
  assert.equal(undecided, 0);
  await first.close();
});

test("a full disk in the middle of a shift keeps the basket, and selling goes on once there is room", async () => {
  const register = await openRegister({ url: "about:", path: "blank", profile: `${profile.folder}/${name}` });
  const { page: shop, context, close } = register;
  const session = await context.newCDPSession(shop);
  // Room for the shop and its first sales, and for little else.
  const quota = { origin: new URL(hub.url).origin, quotaSize: 100 * 2 ** 20 };
  await session.send("Storage.overrideQuotaForOrigin", quota);
  await shop.goto(hub.url);
  const cashier = new Cashier(shop);
  await cashier.isReady();
  await cashier.scan(MILK.code);
  await cashier.payExactly();
  await cashier.next();

  await shop.evaluate(fillDisk);
  await cashier.scan(APPLES.code);
  await cashier.toPay();
  await cashier.press("Enter");
  await cashier.isTold("The storage is full. Nothing was sold, and the basket is kept.");
  assert.deepEqual((await readSales(shop)).decided, [{ receipt: 1, total: MILK.price }]);

  await shop.evaluate(freeDisk);
  await cashier.press("Escape");
  await cashier.expectTotal(APPLES.price);
  // The cash that was taken is still on the counter, and noted.
  await cashier.press("F9");
  await shop.getByRole("list", { name: "Tenders" }).getByText("Cash").waitFor();
  await cashier.press("Enter");
  await cashier.paid();
  const { decided, undecided } = await readSales(shop);
  assert.deepEqual(decided.map((sale) => sale.total), [MILK.price, APPLES.price]);
  assert.equal(undecided, 0);
  await close();
});

for (const step of ["SalePrepared", "SaleConfirmed"]) {
  test(`a write of ${step} that fails is told, and the sale is there once when its cashier tries again`, async () => {
    const { cashier, page: shop, close } = await open();
    await cashier.scan(MILK.code);
    await cashier.toPay();
    await shop.evaluate(failOnce, step);
    await cashier.press("Enter");
    const failed = page(shop, "The browser does not open the journal");
    await failed.getByRole("button", { name: "Try again" }).press("Enter");
    await failed.waitFor({ state: "detached" });
    await shop.getByRole("list", { name: "Tenders" }).getByText("Cash").waitFor();
    await cashier.press("Enter");
    await cashier.paid();
    const { decided, undecided } = await readSales(shop);
    assert.deepEqual(decided.map((sale) => sale.total), [MILK.price]);
    assert.equal(undecided, 0);
    await close();
  });
}

test("an older build leaves a newer database alone and says so", async () => {
  const { cashier, page: shop, close } = await open();
  await cashier.scan(MILK.code);
  await cashier.payExactly();
  // A later build in another page brings the database up to date: this page lets go of it and says why.
  await shop.evaluate(async (database) => {
    const asked = indexedDB.open(database, 99);
    const opened = await new Promise((resolve, reject) => {
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
    opened.close();
  }, DATABASE);
  const tooNew = page(shop, "The journal was written by a newer version");
  await tooNew.getByText("Nothing was changed").waitFor();
  await shop.reload();
  await tooNew.getByRole("button", { name: "Reload" }).press("Enter");
  await tooNew.waitFor();
  assert.equal(await shop.evaluate(async (name) => (await indexedDB.databases()).find((db) => db.name === name).version, DATABASE), 99);
  assert.deepEqual((await readSales(shop)).decided, [{ receipt: 1, total: MILK.price }]);
  await close();
});

test("a browser that opens no database is told of, and the register opens once it does", async () => {
  const register = await openRegister({ url: "about:", path: "blank", profile: `${profile.folder}/${name}` });
  const { page: shop } = register;
  await shop.addInitScript(() => {
    const open = IDBFactory.prototype.open;
    IDBFactory.prototype.open = () => {
      throw new DOMException("storage is forbidden here", "SecurityError");
    };
    window.allowStorage = () => {
      IDBFactory.prototype.open = open;
    };
  });
  await shop.goto(hub.url);
  const refused = page(shop, "The browser does not open the journal");
  await refused.getByText("Private windows").waitFor();
  await shop.evaluate(() => window.allowStorage());
  await refused.getByRole("button", { name: "Try again" }).press("Enter");
  await refused.waitFor({ state: "detached" });
  const cashier = new Cashier(shop);
  await cashier.isReady();
  await cashier.scan(MILK.code);
  await cashier.payExactly();
  await register.close();
});

test("a damaged entry is named when the journal is verified, and stops nothing that can still be done", async () => {
  const { cashier, page: shop, close } = await open();
  await cashier.scan(MILK.code);
  await cashier.payExactly();
  await cashier.next();
  await cashier.scan(APPLES.code);
  await cashier.payExactly();
  const { entries } = await readSales(shop);
  // The sale before the last: entries end with prepared, confirmed, prepared, confirmed.
  const damaged = entries - 3;
  await spoil(shop, damaged);
  await shop.reload();
  await cashier.isReady();
  await cashier.go("F7", "Journal");
  await shop.getByRole("button", { name: "Verify" }).press("Enter");
  await shop.getByText(new RegExp(`^Entry ${damaged}: `)).waitFor();
  await shop.getByRole("grid", { name: "Journal" }).getByText("This entry does not read").waitFor();
  await close();
});

test("a register that cannot read an entry that it needs stops writing and says which", async () => {
  const { page: shop, close } = await open();
  // A page of the same site without the register in it: nobody has the databases open.
  await shop.goto(`${hub.url}/version.json`);
  const damaged = await shop.evaluate(forgetItems, DATABASE);
  await spoil(shop, damaged);
  await shop.goto(hub.url);
  const corrupt = page(shop, "The journal does not hold together");
  await corrupt.getByText(`breaks at entry ${damaged}.`).waitFor();
  await corrupt.getByRole("button", { name: "Export journal" }).waitFor();
  await close();
});

// Runs in the page: drops the kept items, so that the next start has to read them from the journal, and answers the
// entry that holds them.
async function forgetItems(database) {
  const request = (asked) =>
    new Promise((resolve, reject) => {
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
  await request(indexedDB.deleteDatabase("evertill-cache"));
  const opened = await request(indexedDB.open(database));
  const keys = await request(opened.transaction("rows").objectStore("rows").getAllKeys(IDBKeyRange.bound("catalogue/", "catalogue/\uffff")));
  opened.close();
  return Number(keys[0].split("/").at(-1));
}

// Runs in the page: the next transaction that adds an entry of this kind is aborted, as a browser does whose disk fails.
function failOnce(kind) {
  const letters = new TextEncoder().encode(kind);
  const holds = (bytes) => bytes.some((_, at) => letters.every((letter, after) => bytes[at + after] === letter));
  const add = IDBObjectStore.prototype.add;
  IDBObjectStore.prototype.add = function (...given) {
    const asked = add.apply(this, given);
    if (this.name === "entries" && holds(new Uint8Array(given[0]?.buffer ?? given[0]))) {
      IDBObjectStore.prototype.add = add;
      this.transaction.abort();
    }
    return asked;
  };
}

// Runs in the page: fills what is left of the site's room, in ever smaller pieces.
async function fillDisk() {
  const opened = await new Promise((resolve, reject) => {
    const asked = indexedDB.open("ballast", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("ballast", { autoIncrement: true });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  const put = (bytes) =>
    new Promise((resolve) => {
      const writing = opened.transaction("ballast", "readwrite");
      writing.oncomplete = () => resolve(true);
      writing.onabort = () => resolve(false);
      writing.objectStore("ballast").add(crypto.getRandomValues(new Uint8Array(65_536)).slice(0, bytes));
      if (bytes > 65_536) {
        for (let more = 65_536; more < bytes; more += 65_536) {
          writing.objectStore("ballast").add(crypto.getRandomValues(new Uint8Array(65_536)));
        }
      }
    });
  for (const bytes of [4 * 2 ** 20, 2 ** 19, 65_536, 8_192, 512]) {
    while (await put(bytes));
  }
  opened.close();
}

// Runs in the page: gives the room back.
function freeDisk() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.deleteDatabase("ballast");
    asked.onsuccess = () => resolve();
    asked.onerror = () => reject(asked.error);
  });
}

/** Writes garbage over an entry, past the register. */
async function spoil(shop, seq) {
  await shop.evaluate(
    async ([database, seq]) => {
      const request = (asked) =>
        new Promise((resolve, reject) => {
          asked.onsuccess = () => resolve(asked.result);
          asked.onerror = () => reject(asked.error);
        });
      const opened = await request(indexedDB.open(database));
      const writing = opened.transaction("entries", "readwrite");
      const done = new Promise((resolve) => {
        writing.oncomplete = resolve;
      });
      writing.objectStore("entries").put(new Uint8Array([0xde, 0xad, 0xbe, 0xef]), seq);
      await done;
      opened.close();
    },
    [DATABASE, seq],
  );
}
