// The demonstration shop as it is served, so that walkthroughs name its items and not copies of their prices.

import { readFileSync } from "node:fs";
import path from "node:path";
import { records } from "./csv.mjs";
import { distFolder } from "./hub.mjs";

let items;

/**
 * An item of the demonstration shop.
 *
 * @param {string} sku
 * @returns {{ sku: string, name: string, code: string, price: number, tax: string, stock: string, policy: string }}
 *   the price in minor units
 */
export function item(sku) {
  items ??= new Map(allItems().map((row) => [row.sku, row]));
  const found = items.get(sku);
  if (!found) throw new Error(`the demonstration shop has no item ${sku}`);
  return found;
}

/** All items of the demonstration shop. */
export function allItems() {
  return records(readFileSync(path.join(distFolder(), "demo", "items.csv"), "utf8")).map((row) => {
    const codes = row.codes.split("|");
    const price = Math.round(Number(row.price) * 100);
    return { ...row, codes, code: codes[0], price, policy: row.stock_policy };
  });
}

/** A label of the deli scale: `2 IIIII V PPPP C`, with both check digits of GS1. */
export function scaleLabel(item, cents) {
  const minus2 = [0, 2, 4, 6, 8, 9, 1, 3, 5, 7];
  const three = [0, 3, 6, 9, 2, 5, 8, 1, 4, 7];
  const minus5 = [0, 5, 9, 4, 8, 3, 7, 2, 6, 1];
  const price = String(cents).padStart(4, "0");
  const [a, b, c, d] = [...price].map(Number);
  const verifier = ((minus2[a] + minus2[b] + three[c] + minus5[d]) * 3) % 10;
  const body = `2${String(item).padStart(5, "0")}${verifier}${price}`;
  const sum = [...body].reverse().reduce((sum, digit, at) => sum + Number(digit) * (at % 2 ? 1 : 3), 0);
  return `${body}${(10 - (sum % 10)) % 10}`;
}
