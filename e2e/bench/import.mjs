// Import of 92,331 items through the Items screen of the demonstration shop: from the chosen file to its preview, and
// from the confirmation to the summary. The person's time between the two does not count. Beside it, how long the page
// was kept from answering at a time.

import path from "node:path";
import { report, row } from "../support/bench.mjs";
import { machine } from "../support/bench-page.mjs";
import { openBrowser } from "../support/chromium.mjs";
import { Cashier } from "../support/cashier.mjs";

const context = await openBrowser(process.env.PROFILE_DIR);
const page = context.pages()[0] ?? (await context.newPage());
page.on("pageerror", (error) => console.error(`page: ${error.stack ?? error}`));
await page.goto(process.env.BASE_URL);
const cashier = new Cashier(page);
await cashier.isReady();
await page.getByRole("navigation", { name: "Main menu" }).getByRole("link", { name: /^Items/ }).click();
await page.getByRole("button", { name: "Import CSV" }).click();
const dialog = page.getByRole("dialog");
const file = dialog.locator('input[type="file"]');
await file.waitFor({ state: "attached" });
await page.evaluate(watchMainThread);

await page.evaluate(() => globalThis.mainThread.begin());
await file.setInputFiles(path.join(process.env.EVERTILL_BENCH_SITE, "items.csv"));
const confirm = dialog.getByRole("button", { name: /^Import [\d,]+ items?$/ });
await confirm.waitFor({ timeout: 120_000 });
const reading = await page.evaluate(() => globalThis.mainThread.end());
const promised = (await confirm.textContent()).trim();
const faulty = dialog.getByRole("checkbox");
if ((await faulty.count()) > 0) await faulty.check();
await page.evaluate(() => globalThis.mainThread.begin());
await confirm.click();
await dialog.getByRole("button", { name: "Close", exact: true }).last().waitFor({ timeout: 120_000 });
await dialog.getByRole("status").getByText(/imported/i).waitFor({ timeout: 120_000 });
const writing = await page.evaluate(() => globalThis.mainThread.end());
const version = context.browser()?.version();
await context.close();

const whole = reading.took + writing.took;
const rows = [
  row({
    what: `${promised}: read, checked and written`,
    samples: [whole],
    goal: "< 5 s",
    meets: ({ p50 }) => p50 < 5_000,
  }),
  row({ what: "of that, from the file to its preview", samples: [reading.took] }),
  row({ what: "of that, from the confirmation to the summary", samples: [writing.took] }),
  row({ what: "longest that the page did not answer, reading", samples: [reading.longest] }),
  row({ what: "longest that the page did not answer, writing", samples: [writing.longest] }),
];
await report(rows, { ...machine(version), long_tasks: { reading: reading.tasks, writing: writing.tasks } });

// Ticks as often as the page lets it: the longest pause between two ticks is how long nothing was answered.
function watchMainThread() {
  const channel = new MessageChannel();
  let running = false;
  let [began, last, longest] = [0, 0, 0];
  const tasks = [];
  new PerformanceObserver((list) => {
    if (running) list.getEntries().forEach((entry) => tasks.push(Math.round(entry.duration)));
  }).observe({ type: "longtask" });
  channel.port1.onmessage = () => {
    if (!running) return;
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    setTimeout(() => channel.port2.postMessage(null), 1);
  };
  globalThis.mainThread = {
    begin() {
      [began, last, longest] = [performance.now(), performance.now(), 0];
      tasks.length = 0;
      running = true;
      channel.port2.postMessage(null);
    },
    end() {
      running = false;
      return { took: performance.now() - began, longest, tasks: [...tasks] };
    },
  };
}
