// Two registers of one shop, in browsers of their own, on a hub with its log on disk. How soon stock that one sold shows on the
// other's screen; how soon a sale that waited is on the hub when the network is back; how long a thousand of them take, while
// selling goes on. Beside them stands a bare request of the same page to the same hub.

import { tmpdir } from "node:os";
import { mkdtemp, rm } from "node:fs/promises";
import path from "node:path";
import { report, row } from "../support/bench.mjs";
import { machine } from "../support/bench-page.mjs";
import { Cashier } from "../support/cashier.mjs";
import { openBrowser } from "../support/chromium.mjs";
import { startHub } from "../support/hub.mjs";
import { item } from "../support/shop.mjs";

const LIVE = Number(process.env.EVERTILL_SAMPLES ?? 60);
const RECONNECTS = Number(process.env.EVERTILL_SAMPLES ?? 40);
const WAITING = Number(process.env.EVERTILL_WAITING ?? 1_000);
const BESIDE = 20;
const MILK = item("6772803");

const folder = await mkdtemp(path.join(tmpdir(), "evertill-bench-sync-"));
const hub = await startHub({ data: path.join(folder, "data"), demo: true });
const near = await join("near");
const far = await join("far");

const rows = [await live(), await reconnected(), ...(await drained())];
const version = near.context.browser()?.version();
await Promise.all([near, far].map(({ context }) => context.close()));
await hub.stop();
await rm(folder, { recursive: true, force: true });
await report(rows, machine(version));

async function join(name) {
  const context = await openBrowser(path.join(folder, name));
  const page = context.pages()[0] ?? (await context.newPage());
  page.setDefaultTimeout(60_000);
  await page.goto(hub.url);
  const cashier = new Cashier(page);
  await cashier.isReady();
  return { context, page, cashier };
}

/** From *Paid* on one register to the new stock on the screen of the other. */
async function live() {
  await far.cashier.go("F4", "Items");
  await far.cashier.type(`${MILK.sku}\r`);
  await far.page.getByRole("grid").getByRole("row").filter({ hasText: MILK.name }).first().click();
  const stock = far.page.getByRole("dialog").getByRole("region", { name: "Stock" }).getByRole("status");
  await stock.getByText(/\d/).waitFor();
  await stock.evaluate(watchText);
  await near.page.evaluate(watchPaid);
  const samples = [];
  for (let sold = 0; sold < LIVE; sold += 1) {
    const changed = far.page.evaluate(() => globalThis.next());
    const paid = near.page.evaluate(() => globalThis.nextPaid());
    await near.cashier.scan(MILK.code);
    await near.cashier.payExactly();
    samples.push((await changed) - (await paid));
    await near.cashier.next();
  }
  await far.cashier.press("Escape");
  return row({
    what: "paid on one register → stock on the screen of another",
    samples,
    beside: { what: "a bare request of the page to the hub", samples: await bare(LIVE) },
    goal: "p50 ≤ 50 ms",
    meets: ({ p50 }) => p50 <= 50,
  });
}

/** From the network's return until Status says that the hub holds everything. */
async function reconnected() {
  const samples = [];
  for (let again = 0; again < RECONNECTS; again += 1) {
    await near.context.setOffline(true);
    await near.cashier.scan(MILK.code);
    await near.cashier.payExactly();
    await near.cashier.next();
    await near.cashier.go("F8", "Status");
    await near.page.getByText(/^1 sale waiting, since/).waitFor();
    const held = near.page.evaluate(untilTheHubHoldsEverything);
    await near.context.setOffline(false);
    samples.push(await held);
    await near.cashier.press("F2");
    await near.cashier.search.waitFor();
  }
  return row({
    what: "network back → the sale that waited is acknowledged and Status says so",
    samples,
    goal: "p99 < 1 s",
    meets: ({ p99 }) => p99 < 1_000,
  });
}

/** A thousand sales that waited, each two entries, while the register sells on. */
async function drained() {
  const before = await entriesOnHub();
  await near.context.setOffline(true);
  const apart = await sell(WAITING);
  const begun = performance.now();
  await near.context.setOffline(false);
  const beside = sell(BESIDE);
  while ((await entriesOnHub()) < before + 2 * WAITING) await new Promise((resolve) => setTimeout(resolve, 20));
  const took = performance.now() - begun;
  return [
    row({ what: `${WAITING} waiting sales on the hub, while the register sells on`, samples: [took], goal: "< 3 s", meets: ({ p50 }) => p50 < 3_000 }),
    row({
      what: "a sale keyed meanwhile, from scan to Paid",
      samples: await beside,
      beside: { what: "the same without a network", samples: apart.slice(-200) },
    }),
  ];
}

async function entriesOnHub() {
  const said = await (await fetch(`${hub.url}/metrics`)).text();
  return Number(/^evertill_entries (\d+)$/m.exec(said)[1]);
}

async function sell(times) {
  const samples = [];
  for (let sold = 0; sold < times; sold += 1) {
    const begun = performance.now();
    await near.cashier.scan(MILK.code);
    await near.cashier.payExactly();
    samples.push(performance.now() - begun);
    await near.cashier.next();
  }
  return samples;
}

function bare(times) {
  return near.page.evaluate(async (times) => {
    const samples = [];
    for (let asked = 0; asked < times; asked += 1) {
      const begun = performance.now();
      await (await fetch("/health/live", { cache: "no-store" })).text();
      samples.push(performance.now() - begun);
    }
    return samples;
  }, times);
}

// What runs in the pages. Moments are of the machine's clock, which both pages share.

function watchText(element) {
  let resolve = null;
  new MutationObserver(() => {
    resolve?.(performance.timeOrigin + performance.now());
    resolve = null;
  }).observe(element, { subtree: true, childList: true, characterData: true });
  globalThis.next = () => new Promise((done) => (resolve = done));
}

function watchPaid() {
  let resolve = null;
  new MutationObserver(() => {
    if (!resolve || !/^Paid/m.test(document.querySelector('main [role="status"]')?.textContent ?? "")) return;
    resolve(performance.timeOrigin + performance.now());
    resolve = null;
  }).observe(document, { subtree: true, childList: true, characterData: true });
  globalThis.nextPaid = () => new Promise((done) => (resolve = done));
}

/** Milliseconds from the return of the network until Status says that nothing waits. */
function untilTheHubHoldsEverything() {
  return new Promise((resolve) => {
    let back = null;
    addEventListener("online", () => (back = performance.now()), { once: true });
    new MutationObserver((_, observer) => {
      if (back === null || !/Nothing: the hub holds everything/.test(document.querySelector("main")?.textContent ?? "")) return;
      observer.disconnect();
      resolve(performance.now() - back);
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });
}
