// What the register's database really holds, read past the register: raw rows of IndexedDB, and a reader of the CBOR
// subset that docs/journal-format.md describes.

/** The journal's database and its stores. */
export const DATABASE = "evertill";

/**
 * Everything that the database says about sales.
 *
 * @param {import("playwright-core").Page} page a page of the register's origin
 * @returns {Promise<{ sales: Sale[], decided: Sale[], undecided: number, entries: number, cards: Cards }>}
 *   `sales` from the kept rows, `decided` from the journal's entries; both only those that count
 *
 * @typedef {{ receipt: number, total: number }} Sale a receipt's number and what was asked for in minor units
 * @typedef {{ kept: Record<string, number>, followed: Record<string, number> }} Cards what gift cards hold by the kept rows,
 *   and by what was put on them and taken from them
 */
export function readSales(page) {
  return page.evaluate(inPage, DATABASE);
}

// Runs in the page, and so may not use anything from around it.
async function inPage(name) {
  const request = (asked) =>
    new Promise((resolve, reject) => {
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });

  function decode(bytes) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let at = 0;
    const size = (info) => {
      if (info < 24) return info;
      const width = 1 << (info - 24);
      const start = at;
      at += width;
      if (width === 1) return view.getUint8(start);
      if (width === 2) return view.getUint16(start);
      if (width === 4) return view.getUint32(start);
      return Number(view.getBigUint64(start));
    };
    const slice = (length) => {
      at += length;
      return bytes.subarray(at - length, at);
    };
    const value = () => {
      const first = view.getUint8(at);
      at += 1;
      const [major, info] = [first >> 5, first & 31];
      if (major === 7) return { 20: false, 21: true, 22: null }[info];
      const n = size(info);
      if (major === 0) return n;
      if (major === 1) return -1 - n;
      if (major === 2) return slice(n);
      if (major === 3) return new TextDecoder().decode(slice(n));
      if (major === 4) return Array.from({ length: n }, value);
      if (major === 5) return Object.fromEntries(Array.from({ length: n }, () => [value(), value()]));
      throw new Error(`no value of ours begins with ${first}`);
    };
    return value();
  }

  const bytesOf = (stored) => new Uint8Array(stored.buffer ?? stored, stored.byteOffset ?? 0, stored.byteLength);
  const database = await request(indexedDB.open(name));
  try {
    const stores = database.transaction(["entries", "rows", "meta"]);
    const cardRows = IDBKeyRange.bound("stored-value/gift/", "stored-value/gift/\uffff");
    const [entries, cardKeys, cardValues, rows, meta] = await Promise.all([
      request(stores.objectStore("entries").getAll()),
      request(stores.objectStore("rows").getAllKeys(cardRows)),
      request(stores.objectStore("rows").getAll(cardRows)),
      request(stores.objectStore("rows").getAll(IDBKeyRange.bound("sale/", "sale/\uffff"))),
      request(stores.objectStore("meta").getAll()),
    ]);
    const sales = rows
      .map((row) => decode(bytesOf(row))[1].Sale)
      .filter((sale) => sale.status === "Confirmed")
      .map(({ receipt, total, charges = 0, tip = 0 }) => ({ receipt, total: total + charges + tip }));
    const cardOf = (key) => key.slice("stored-value/gift/".length);
    const kept = Object.fromEntries(cardKeys.map((key, at) => [cardOf(key), decode(bytesOf(cardValues[at]))[1].StoredValue]));
    const followed = {};
    const move = (card, amount) => (followed[card] = (followed[card] ?? 0) + amount);
    const prepared = new Map();
    const decided = [];
    for (const stored of entries) {
      const [header, body] = decode(bytesOf(stored));
      const { kind, seq } = decode(header);
      if (kind === "SalePrepared") {
        const { receipt, totals, charges = [], tip = 0, tenders } = decode(body).SalePrepared;
        const asked = charges.reduce((sum, charge) => sum + Object.values(charge)[0].amount, totals.total + tip);
        prepared.set(seq, { receipt, total: asked, charges, tenders });
      } else if (kind === "SaleConfirmed") {
        const of = decode(body).SaleConfirmed.prepared;
        const { receipt, total, charges, tenders } = prepared.get(of);
        decided.push({ receipt, total });
        for (const { GiftCard: onto } of charges) if (onto) move(onto.card, onto.amount);
        for (const { GiftCard: from } of tenders) if (from) move(from.card, -from.amount);
        prepared.delete(of);
      } else if (kind === "SaleRolledBack") {
        prepared.delete(decode(body).SaleRolledBack.prepared);
      }
    }
    const heads = meta.map((value) => decode(bytesOf(value))[1]).filter((value) => value?.undecided);
    const undecided = prepared.size + heads.reduce((sum, head) => sum + head.undecided.length, 0);
    return { sales, decided, undecided, entries: entries.length, cards: { kept, followed } };
  } finally {
    database.close();
  }
}
