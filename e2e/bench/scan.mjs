// From the last key of a wedge scanner to the painted line, in the real register with 92,331 items and 10,000 sales
// behind it. Keys arrive through the browser's own input, 10 ms apart; time runs from the moment that the browser gave
// to the terminator until the frame with the line has been handed over, beside the length of one frame of the same page.

import { report, row } from "../support/bench.mjs";
import { machine } from "../support/bench-page.mjs";
import { codesWithPrice, openBigShop, serveWithBench, SALES } from "../support/big-shop.mjs";
import { Cashier } from "../support/cashier.mjs";

const SCANS = Number(process.env.EVERTILL_SAMPLES ?? 400);
const WARM_UP = 24;
const LINES = 8;
const PACE_MS = 10;
const ENTER = { key: "Enter", code: "Enter", windowsVirtualKeyCode: 13, text: "\r" };

const hub = await serveWithBench();
const { context, page } = await openBigShop(hub.url);
// Before the register hears its first key: it keeps the terminator of a scan to itself.
await page.addInitScript(watchBasket);
await page.goto(hub.url);
const cashier = new Cashier(page);
await cashier.isReady();
const session = await context.newCDPSession(page);
const frames = await page.evaluate(measureFrames, 300);

const codes = codesWithPrice();
const samples = [];
for (let scan = 0; scan < WARM_UP + SCANS; scan += 1) {
  await page.evaluate(() => globalThis.scans.expect());
  await type(codes[(scan * 7_919) % codes.length]);
  const took = await page.evaluate(() => globalThis.scans.painted);
  if (scan >= WARM_UP) samples.push(took);
  if (scan % LINES === LINES - 1) {
    await cashier.payExactly();
    await cashier.next();
  }
}
const version = context.browser()?.version();
await context.close();
await hub.stop();

const rows = [
  row({
    what: `scan → line painted, ${SALES} sales behind it`,
    samples,
    beside: { what: "one frame", samples: frames },
    goal: "p99 < 25 ms (a frame and a half)",
    meets: ({ p99 }) => p99 < 25,
  }),
];
await report(rows, machine(version));

async function type(code) {
  for (const key of [...code].map((letter) => ({ key: letter, text: letter, unmodifiedText: letter })).concat(ENTER)) {
    const due = performance.now() + PACE_MS;
    // Like a scanner, this does not wait for the page.
    void session.send("Input.dispatchKeyEvent", { type: "keyDown", ...key }).catch(() => {});
    void session.send("Input.dispatchKeyEvent", { type: "keyUp", ...key, text: undefined }).catch(() => {});
    while (performance.now() < due) await new Promise((resolve) => setImmediate(resolve));
  }
}

// Resolves `scans.painted` with the milliseconds between the terminator and the frame that shows a changed basket.
function watchBasket() {
  let pressed = 0;
  let resolve = null;
  let lines = "";
  const basket = () => document.querySelector('section[aria-label="Basket"] ul')?.textContent ?? "";
  const afterPaint = (then) =>
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      // A task right after the frame's own work: by then it has been drawn and handed to the compositor.
      channel.port1.onmessage = then;
      channel.port2.postMessage(null);
    });
  addEventListener("keydown", (event) => event.key === "Enter" && (pressed = event.timeStamp), true);
  new MutationObserver(() => {
    if (!resolve || pressed === 0 || basket() === lines) return;
    const done = resolve;
    resolve = null;
    const from = pressed;
    afterPaint(() => done(performance.now() - from));
  }).observe(document, { subtree: true, childList: true, characterData: true });
  globalThis.scans = {
    painted: null,
    expect() {
      pressed = 0;
      lines = basket();
      this.painted = new Promise((done) => (resolve = done));
    },
  };
}

function measureFrames(count) {
  return new Promise((resolve) => {
    const lengths = [];
    let last = 0;
    const frame = (now) => {
      if (last) lengths.push(now - last);
      last = now;
      if (lengths.length < count) requestAnimationFrame(frame);
      else resolve(lengths);
    };
    requestAnimationFrame(frame);
  });
}
