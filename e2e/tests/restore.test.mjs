// The hub is killed while three registers sell, and comes back from a backup that does not have what it had acknowledged since:
// in the end every receipt that was printed is on the hub exactly once, and every register knows of every sale.

import assert from "node:assert/strict";
import path from "node:path";
import { after, before, test } from "node:test";
import { hubCommand, receiptsOnHub, startHub } from "../support/hub.mjs";
import { closeAll, newProfile } from "../support/register.mjs";
import { item } from "../support/shop.mjs";
import { idOf, isUpToDate as agreesAndSells, openInShop, stockOf } from "../support/together.mjs";

const MILK = item("6772803");
/** How long a register that finds its hub again may take, in milliseconds. */
const PATIENCE = 30_000;

let hub;
let data;
const profiles = [];
/** The registers, each with its cashier, its id and the numbers of the receipts that it printed. */
let tills;

before(async () => {
  data = await newProfile("restore-data");
  hub = await startHub({ data: data.folder, demo: true });
  tills = [];
  for (const name of ["one", "two", "three"]) tills.push(await join(name));
});

after(async () => {
  await closeAll();
  await hub?.stop();
  await Promise.all([data, ...profiles].map((folder) => folder?.remove()));
});

async function join(name) {
  const profile = await newProfile(`restore-${name}`);
  profiles.push(profile);
  const cashier = await openInShop(hub.url, profile.folder, PATIENCE);
  const id = await idOf(cashier);
  assert.match(id, /^R-\w+$/);
  return { cashier, id, printed: [] };
}

/** Sells a bottle of milk so many times. */
async function sell({ cashier, printed }, times) {
  for (let sold = 0; sold < times; sold += 1) {
    await cashier.scan(MILK.code);
    await cashier.expectTotal(MILK.price);
    printed.push(await cashier.payExactly());
    await cashier.next();
  }
}

const all = (act) => Promise.all(tills.map(act));

const isUpToDate = ({ cashier }) => agreesAndSells(cashier);

const stockOfMilk = ({ cashier }) => stockOf(cashier, MILK);

const printed = () => tills.flatMap(({ id, printed }) => printed.map((receipt) => `${id} ${receipt}`)).sort();

test("every receipt that was printed is on a hub that went back in time exactly once", async () => {
  const backup = path.join(data.folder, "backup.sqlite3");
  const stock = await stockOfMilk(tills[0]);

  await all((till) => sell(till, 2));
  await all(isUpToDate);
  await hubCommand(data.folder, "backup", backup);

  // The hub acknowledges these, and the backup does not have them.
  await all((till) => sell(till, 2));
  await all(isUpToDate);
  assert.deepEqual([...(await receiptsOnHub(data.folder)).keys()].sort(), printed());

  // It is killed while all of them sell, and what they sell then waits.
  const selling = all((till) => sell(till, 4));
  await tills[0].cashier.page.waitForResponse("**/sync/v1/exchange");
  const { port } = hub;
  await hub.stop();
  await selling;
  await all(({ cashier }) => cashier.page.getByText(/^Offline, \d+ sales? waiting$/).waitFor());

  // Its log comes back from the backup, and while they sell on the hub is there again.
  await hubCommand(data.folder, "restore", backup);
  const before = await receiptsOnHub(data.folder);
  assert.equal(before.size, 6, "the backup has two sales of each");
  const meanwhile = all((till) => sell(till, 3));
  hub = await startHub({ port, data: data.folder, demo: true });
  await meanwhile;
  await all(isUpToDate);

  const held = await receiptsOnHub(data.folder);
  assert.deepEqual([...held.keys()].sort(), printed());
  assert.ok([...held.values()].every((times) => times === 1), "each is there once");
  const expected = stock - printed().length;
  for (const till of tills) assert.equal(await stockOfMilk(till), expected, `${till.id} knows of every sale once`);
});

test("whoever joins after that learns of every sale, and the shop goes on", async () => {
  const newcomer = await join("four");
  await isUpToDate(newcomer);
  const stock = await stockOfMilk(tills[0]);
  assert.equal(await stockOfMilk(newcomer), stock);
  tills.push(newcomer);
  await all((till) => sell(till, 1));
  await all(isUpToDate);
  assert.deepEqual([...(await receiptsOnHub(data.folder)).keys()].sort(), printed());
  for (const till of tills) assert.equal(await stockOfMilk(till), stock - 4);
});
