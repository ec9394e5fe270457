// What walkthroughs of several registers of one shop share: a register that joins, and what it shows once all of them agree.

import { Cashier } from "./cashier.mjs";
import { SERVER_GONE, openRegister, readyForOffline } from "./register.mjs";

/**
 * Opens a register on a profile folder, whose hub may go away later, and waits until it can start without one.
 *
 * @returns {Promise<Cashier & { close: () => Promise<void> }>} its cashier; `close` ends the browser
 */
export async function openInShop(url, folder, patience = 20_000) {
  const { page, close } = await openRegister({ url, profile: folder, allow: SERVER_GONE });
  page.setDefaultTimeout(patience);
  const cashier = new Cashier(page);
  await cashier.isReady();
  await readyForOffline(page);
  return Object.assign(cashier, { close });
}

/** Waits until the hub holds everything of this register and this register everything of the others, and stays at Status. */
export async function agrees(cashier) {
  await cashier.go("F8", "Status");
  const card = shopCard(cashier);
  await card.getByText("Up to date").waitFor();
  await card.getByText("Nothing: the hub holds everything").waitFor();
}

/** The same, and goes back to Sell. */
export async function isUpToDate(cashier) {
  await agrees(cashier);
  await backToSell(cashier);
}

/** What Status says of the shop. */
export const shopCard = ({ page }) => page.getByRole("region", { name: "Shop and other registers" });

/** How the register calls itself. */
export async function idOf(cashier) {
  await cashier.go("F8", "Status");
  const shown = cashier.page.getByText("Register id").locator("xpath=following-sibling::*[1]");
  const id = (await shown.textContent()).trim();
  await backToSell(cashier);
  return id;
}

/** Opens the item's sheet, and answers what shows its stock. */
export async function shownStock(cashier, { name, sku }) {
  const { page } = cashier;
  await cashier.go("F4", "Items");
  await cashier.type(`${sku}\r`);
  await page.getByRole("grid").getByRole("row").filter({ hasText: name }).first().click();
  return page.getByRole("dialog").getByRole("region", { name: "Stock" }).getByRole("status");
}

/** The number that is shown. */
export async function number(shown) {
  await shown.getByText(/\d/).waitFor();
  return Number(/-?[\d.,]+/.exec((await shown.textContent()).replaceAll("−", "-").replaceAll(",", ""))[0]);
}

/** How much of an item this register believes to be there. */
export async function stockOf(cashier, item) {
  const stock = await number(await shownStock(cashier, item));
  await cashier.press("Escape");
  await backToSell(cashier);
  return stock;
}

/** Goes to Sell. */
export async function backToSell(cashier) {
  await cashier.press("F2");
  await cashier.search.waitFor();
}

/** A dialog by its title. */
export const asked = ({ page }, name) => page.getByRole("dialog", { name });
