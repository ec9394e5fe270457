// The service worker across updates: nothing changes under an open page until it says so, only what changed is
// downloaded, and an update that arrives damaged leaves the register as it was.

import assert from "node:assert/strict";
import path from "node:path";
import { after, before, test } from "node:test";
import { otherBuild } from "../support/builds.mjs";
import { startHub } from "../support/hub.mjs";
import { closeAll, newProfile, openRegister, ready, readyForOffline, workerVersion } from "../support/register.mjs";

const UPDATE = "aaaaaaaaaaaaaaaa";
const DAMAGED = "bbbbbbbbbbbbbbbb";
const CHANGED = "/manifest.webmanifest";

let profile;
let hub;
let register;

before(async () => {
  profile = await newProfile("worker");
  hub = await startHub();
  // A server that is being exchanged refuses connections for a moment, and a damaged file is reported as what it is.
  const allow = [/Failed to load resource/, /Failed to find a valid digest/, /404/];
  register = await openRegister({ url: hub.url, profile: path.join(profile.folder, "browser"), allow });
  await ready(register.page);
  await readyForOffline(register.page);
});

after(async () => {
  await closeAll();
  await hub?.stop();
  await profile?.remove();
});

/** Publishes another build on the hub's address. */
async function publish(how) {
  const dist = path.join(profile.folder, how.build);
  await otherBuild(dist, how);
  await hub.stop();
  hub = await startHub({ port: hub.port, dist });
}

/** Lets the page look for an update; answers what came of it: "installed", or "redundant" when it was refused. */
function lookForUpdate(page) {
  return page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    const found = new Promise((resolve) => {
      registration.addEventListener("updatefound", () => resolve(registration.installing), { once: true });
    });
    await registration.update();
    const worker = await found;
    const settled = () => worker.state === "installed" || worker.state === "redundant";
    while (!settled()) {
      await new Promise((resolve) => worker.addEventListener("statechange", resolve, { once: true }));
    }
    return worker.state;
  });
}

function caches(page) {
  return page.evaluate(async () => (await caches.keys()).filter((name) => name.startsWith("evertill-")));
}

test("an update that arrives damaged leaves the register as it was", async () => {
  const { page } = register;
  const { build } = await workerVersion(page);
  await publish({ build: DAMAGED, change: { [CHANGED]: '{"name":"damaged"}' }, damage: true });
  assert.equal(await lookForUpdate(page), "redundant");
  assert.equal((await workerVersion(page)).build, build);
  assert.deepEqual(await caches(page), [`evertill-${build}`]);
});

test("an update downloads only what changed and waits until the page asks for it", async () => {
  const { page } = register;
  const { build } = await workerVersion(page);
  // The server has nothing left of what did not change: an update that asked for it again would fail.
  const without = (url) => url !== "/";
  await publish({ build: UPDATE, change: { [CHANGED]: '{"name":"update"}' }, without });
  assert.equal(await lookForUpdate(page), "installed");
  assert.equal((await workerVersion(page)).build, build, "the build in charge stays");
  const manifest = () => page.evaluate(async (url) => (await (await fetch(url)).json()).name, CHANGED);
  assert.notEqual(await manifest(), "update");

  await page.evaluate(async () => {
    const { waiting } = await navigator.serviceWorker.ready;
    const changed = new Promise((resolve) => {
      navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true });
    });
    waiting.postMessage({ type: "skip-waiting" });
    await changed;
    // The worker takes over first and tidies up before it answers; the caches are settled when it is activated.
    while (waiting.state !== "activated") {
      await new Promise((resolve) => waiting.addEventListener("statechange", resolve, { once: true }));
    }
  });
  assert.equal((await workerVersion(page)).build, UPDATE);
  assert.equal(await manifest(), "update");
  assert.deepEqual(await caches(page), [`evertill-${UPDATE}`]);
});

test("the updated register starts without a server", async () => {
  await hub.stop();
  await register.page.reload();
  await ready(register.page);
  assert.equal((await workerVersion(register.page)).build, UPDATE);
  register.expectNone();
});
