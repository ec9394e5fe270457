// The shortest walk through the whole house: the page opens under its strict policy, WebAssembly draws it, the worker
// fills its cache, and a new browser process starts the register again with the server gone.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Cashier } from "../support/cashier.mjs";
import { startHub } from "../support/hub.mjs";
import { closeAll, newProfile, openRegister, ready, readyForOffline, workerVersion } from "../support/register.mjs";

let hub;
let profile;

before(async () => {
  hub = await startHub();
  profile = await newProfile("smoke");
});

after(async () => {
  await closeAll();
  await hub?.stop();
  await profile?.remove();
});

test("the register starts under its policy and starts again without a server", async () => {
  const first = await openRegister({ url: hub.url, profile: `${profile.folder}/first` });
  await ready(first.page);
  // A register that was closed before it had any goods would ask for them again, where there is no server.
  await new Cashier(first.page).isReady();
  await readyForOffline(first.page);
  const { type, build, files } = await workerVersion(first.page);
  assert.equal(type, "version");
  assert.match(build, /^[0-9a-f]{16}$/);
  assert.ok(files > 3, `${files} files are precached`);
  const published = await (await fetch(`${hub.url}/version.json`)).json();
  assert.equal(build, published.build);
  first.expectNone();
  await first.close();

  await hub.stop();
  for (const path of ["/", "/sales", "/?source=shortcut"]) {
    const again = await openRegister({ url: hub.url, profile: `${profile.folder}/first`, path });
    await ready(again.page);
    again.expectNone();
    await again.close();
  }
});

test("a first start that was cut short is made up for by the next one", async () => {
  const other = await startHub();
  // A worker that is quick enough would fetch the items itself, where no route of the page is asked.
  const browser = { serviceWorkers: "block" };
  const { page, close } = await openRegister({ url: other.url, profile: `${profile.folder}/cut`, path: "/version.json", browser });
  try {
    await page.route("**/demo/items.csv", (route) => route.abort());
    await page.goto(other.url);
    await page.getByRole("searchbox", { name: "Search or scan" }).waitFor();
    assert.equal(await page.getByRole("button", { name: "Bakery" }).count(), 0);
    await page.unroute("**/demo/items.csv");
    await page.reload();
    await page.getByRole("button", { name: "Bakery" }).waitFor();
  } finally {
    await close();
    await other.stop();
  }
});

test("a script that the policy stops is noticed", async () => {
  const other = await startHub();
  const register = await openRegister({ url: other.url, profile: `${profile.folder}/policy` });
  try {
    await ready(register.page);
    const stopped = register.page.waitForEvent("console", (message) => /Content Security Policy/.test(message.text()));
    await register.page.evaluate(() => {
      const script = document.createElement("script");
      script.textContent = "window.ran = true";
      document.body.append(script);
    });
    await stopped;
    assert.equal(await register.page.evaluate(() => window.ran), undefined);
    assert.throws(register.expectNone, /policy: script-src-elem blocked inline/);
  } finally {
    await register.close();
    await other.stop();
  }
});
