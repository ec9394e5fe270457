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
