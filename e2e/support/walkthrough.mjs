// How a walkthrough without a server begins and ends: one register that was opened once, whose server is gone from there on.

import { Cashier } from "./cashier.mjs";
import { startHub } from "./hub.mjs";
import { closeAll, newProfile, openWithoutServer } from "./register.mjs";

/** The slowest step that is still waited for, in milliseconds. */
const STEP_WITHIN_MS = 15_000;

let hub;
let profile;

/** Opens a register of its own for the walkthrough of this name; for `before`. `url` is where the register believes to be. */
export async function beginWithoutServer(name) {
  hub = await startHub();
  profile = await newProfile(name);
  const register = await openWithoutServer({ hub, profile: profile.folder });
  const { page } = register;
  page.setDefaultTimeout(STEP_WITHIN_MS);
  const cashier = new Cashier(page);
  await cashier.isReady();
  return { register, page, cashier, url: hub.url };
}

/** Closes and removes all of it, however far it came; for `after`. */
export async function endWalkthrough() {
  await closeAll();
  await hub?.stop();
  await profile?.remove();
}
