// Operators at a register: making them, signing on and handing over, as people do it.

/** Somebody who decides, somebody who helps and somebody who sells. */
export const ANN = { name: "Ann Adler", role: "Manager", pin: "2580" };
export const EVE = { name: "Eve Ebert", role: "Supervisor", pin: "7139" };
export const SAM = { name: "Sam Sommer", role: "Cashier", pin: "9713" };

/** The screen that asks who is selling. */
export const names = (page) => page.getByRole("dialog", { name: "Who is selling?" });

/** Makes an operator, in Shop, Operators. */
export async function addOperator(cashier, { name, role, pin }) {
  const { page } = cashier;
  await page.getByRole("button", { name: "Add an operator" }).press("Enter");
  const form = page.getByRole("dialog", { name: "Add an operator" });
  await form.getByRole("textbox", { name: "Name" }).fill(name);
  await form.getByRole("combobox", { name: "Role" }).selectOption(role);
  await form.getByLabel("New PIN").fill(pin);
  await form.getByLabel("PIN again").fill(pin);
  await form.getByRole("button", { name: "Save" }).press("Enter");
  return form;
}

/** Makes all three, from anywhere; Ann is signed on then. */
export async function addEverybody(cashier) {
  const { page } = cashier;
  await cashier.go("Alt+o", "Shop");
  await page.getByRole("link", { name: /^Operators/ }).press("Enter");
  for (const operator of [ANN, EVE, SAM]) {
    const form = await addOperator(cashier, operator);
    await form.waitFor({ state: "hidden" });
    await page.getByRole("listitem").filter({ hasText: operator.name }).waitFor();
  }
}

/** Chooses a name on a screen or dialog of names, unless it is chosen already, and types a PIN for it. */
export async function typePin(cashier, dialog, { name, pin }) {
  const chosen = dialog.getByRole("heading", { name: `PIN of ${name}` });
  const button = dialog.getByRole("button", { name: new RegExp(`^${name}`) });
  await chosen.or(button).first().waitFor();
  if (await button.isVisible()) await button.press("Enter");
  await chosen.waitFor();
  await cashier.type(`${pin}\r`);
}

/** Signs somebody on. */
export async function signOn(cashier, operator) {
  await typePin(cashier, names(cashier.page), operator);
  await names(cashier.page).waitFor({ state: "hidden" });
  await cashier.page.getByRole("button", { name: `${operator.name} hand over` }).waitFor();
}

/** Hands the register over. */
export async function handOver(cashier, operator) {
  await cashier.press("Alt+l");
  await names(cashier.page).waitFor();
  if (operator) await signOn(cashier, operator);
}

/** Allows with their PIN what the register asks about, which says `what`. */
export async function approve(cashier, operator, what) {
  const dialog = cashier.page.getByRole("dialog", { name: "Approval needed" });
  await dialog.getByText(what).waitFor();
  await typePin(cashier, dialog, operator);
  await dialog.waitFor({ state: "hidden" });
}
