// The register as an app: a browser finds nothing that keeps it from being installed, and what its manifest names is
// there.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startHub } from "../support/hub.mjs";
import { closeAll, newProfile, openRegister, ready, readyForOffline } from "../support/register.mjs";

let hub;
let profile;

before(async () => {
  hub = await startHub();
  profile = await newProfile("install");
});

after(async () => {
  await closeAll();
  await hub?.stop();
  await profile?.remove();
});

test("Chromium finds nothing that keeps the register from being installed", async () => {
  const { page, context, close } = await openRegister({ url: hub.url, profile: profile.folder });
  await ready(page);
  await readyForOffline(page);
  const session = await context.newCDPSession(page);
  const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
  assert.deepEqual(installabilityErrors, []);
  const { errors } = await session.send("Page.getAppManifest");
  assert.deepEqual(errors, []);
  await close();
});

test("every icon, screenshot and shortcut of the manifest exists with the size that it states", async () => {
  const manifest = await (await fetch(`${hub.url}/manifest.webmanifest`)).json();
  const images = [manifest, ...manifest.shortcuts].flatMap((part) => [...(part.icons ?? []), ...(part.screenshots ?? [])]);
  assert.ok(images.length >= 5);
  for (const { src, sizes, type } of images) {
    const response = await fetch(hub.url + src);
    assert.equal(response.status, 200, src);
    assert.equal(response.headers.get("content-type"), type, src);
    if (type !== "image/png") continue;
    // A PNG states its width and height at fixed places of its header.
    const header = Buffer.from(await response.arrayBuffer());
    assert.equal(`${header.readUInt32BE(16)}x${header.readUInt32BE(20)}`, sizes, src);
  }
  for (const { url } of manifest.shortcuts) {
    const response = await fetch(hub.url + url, { headers: { accept: "text/html" } });
    assert.equal(response.status, 200, url);
  }
});
