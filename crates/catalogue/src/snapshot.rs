//! The stored form of a catalogue: items and search index, loaded without work for each term.
//!
//! A snapshot is a cache of what the journal says, but it comes from a disk: until it is parsed it
//! is hostile. Whatever is wrong with it is a [`SnapshotError`], and the caller folds the journal
//! instead. Layout, all numbers little-endian:
//!
//! | bytes | what |
//! |---|---|
//! | 4 | `EVCT` |
//! | 4 | version, [`VERSION`] |
//! | 8 | checksum of everything that follows |
//! | … | shelf texts, tax categories, arena, rows of 36 bytes |
//! | … | what few items have beside their row: its number and its fields |
//! | … | items by document, dictionary of words, dictionary of codes |
//!
//! A text is a 32-bit length and its UTF-8; a list is a 32-bit count and its values. The code
//! table is made anew while loading: that is as fast as checking a stored one would be.

use std::fmt;

use evertill_domain::ids::{Sku, TaxCategoryId, checked_text};
use evertill_domain::item::Item;
use evertill_money::Amount;

use crate::bytes::{Reader, Writer, checksum};
use crate::catalogue::Catalogue;
use crate::code_table::{CodeTable, ITEM_LIMIT};
use crate::extras;
use crate::packed::{NO_PRICE, Packed, Row};
use crate::rules::{SHELF_LIMIT, check_code};
use crate::search::{Dictionary, SearchIndex, SearchState};

const MAGIC: [u8; 4] = *b"EVCT";
/// The version that this build writes, and the only one it reads: an older cache is made anew.
pub const VERSION: u32 = 3;
const ROW_BYTES: usize = 36;

/// Why bytes are no snapshot. The remedy is always the same: rebuild from the journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SnapshotError {
    /// They do not begin like one.
    NotASnapshot,
    /// Another build wrote them.
    Version {
        /// The version they claim.
        found: u32,
    },
    /// They were changed or cut short since they were written.
    Checksum,
    /// They are what was written, but not what a catalogue can be.
    Malformed {
        /// The part that does not fit.
        part: &'static str,
    },
}

impl fmt::Display for SnapshotError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotASnapshot => write!(f, "this is no catalogue snapshot"),
            Self::Version { found } => write!(f, "the snapshot has version {found}, this build reads {VERSION}"),
            Self::Checksum => write!(f, "the snapshot is damaged"),
            Self::Malformed { part } => write!(f, "the snapshot's {part} do not fit together"),
        }
    }
}

impl std::error::Error for SnapshotError {}

impl Catalogue {
    /// The catalogue as bytes, with a complete search index, which is made first where it is not.
    #[must_use]
    pub fn snapshot(&mut self) -> Vec<u8> {
        if self.search.index.is_none() || !self.search.stale.is_empty() {
            self.rebuild_search();
        }
        let mut body = Writer::default();
        write_items(&mut body, &self.packed);
        if let Some(index) = &self.search.index {
            body.numbers(&index.items);
            write_dictionary(&mut body, &index.words);
            write_dictionary(&mut body, &index.codes);
        }
        let mut all = Writer::default();
        all.bytes.reserve_exact(body.bytes.len() + 16);
        all.bytes.extend_from_slice(&MAGIC);
        all.u32(VERSION);
        all.u64(checksum(&body.bytes));
        all.bytes.append(&mut body.bytes);
        all.bytes
    }

    /// The catalogue from the bytes of [`Self::snapshot`].
    ///
    /// # Errors
    /// [`SnapshotError`] when they are anything else; this never panics.
    pub fn from_snapshot(bytes: &[u8]) -> Result<Self, SnapshotError> {
        let mut head = Reader { rest: bytes };
        if head.array() != Some(MAGIC) {
            return Err(SnapshotError::NotASnapshot);
        }
        match head.u32() {
            Some(VERSION) => {}
            Some(found) => return Err(SnapshotError::Version { found }),
            None => return Err(SnapshotError::NotASnapshot),
        }
        if head.u64() != Some(checksum(head.rest)) {
            return Err(SnapshotError::Checksum);
        }
        let mut body = Reader { rest: head.rest };
        let packed = read_items(&mut body)?;
        let codes = code_table(&packed).ok_or(SnapshotError::Malformed { part: "codes" })?;
        let index = read_index(&mut body, &packed)?;
        if !body.rest.is_empty() {
            return Err(SnapshotError::Malformed { part: "lengths" });
        }
        Ok(Self { packed, codes, search: SearchState { index: Some(index), ..SearchState::default() }, revision: 0 })
    }
}

fn write_items(to: &mut Writer, packed: &Packed) {
    to.count(packed.shelves.texts().len());
    packed.shelves.texts().iter().for_each(|text| to.text(text));
    to.count(packed.taxes.len());
    packed.taxes.iter().for_each(|tax| to.text(tax.as_str()));
    to.text(&packed.arena);
    to.count(packed.rows.len());
    to.bytes.reserve(packed.rows.len() * ROW_BYTES);
    for row in &packed.rows {
        to.u64(row.price.cast_unsigned());
        to.u64(row.cost.cast_unsigned());
        to.u32(row.start);
        to.u32(row.department);
        to.u32(row.category);
        to.bytes.extend_from_slice(&row.codes_len.to_le_bytes());
        to.bytes.extend_from_slice(&row.name_len.to_le_bytes());
        to.bytes.extend_from_slice(&row.tax.to_le_bytes());
        to.bytes.extend_from_slice(&[row.sku_len, row.flags]);
    }
    let with_extras = (0_u32..).zip(&packed.rows).filter_map(|(number, row)| Some((number, packed.extras(row)?)));
    to.count(with_extras.clone().count());
    for (number, extras) in with_extras {
        to.u32(number);
        extras::write(to, extras);
    }
}

fn read_items(from: &mut Reader<'_>) -> Result<Packed, SnapshotError> {
    let wrong = |part| SnapshotError::Malformed { part };
    let mut packed = Packed::default();
    for number in 0..from.count().ok_or(wrong("shelves"))? {
        let text = from.text().filter(|text| is_shelf(text)).ok_or(wrong("shelves"))?;
        if packed.shelves.number(text) as usize != number {
            return Err(wrong("shelves"));
        }
    }
    for _ in 0..from.count().ok_or(wrong("taxes"))? {
        let tax = from.text().and_then(|text| TaxCategoryId::new(text).ok()).ok_or(wrong("taxes"))?;
        packed.taxes.push(tax);
    }
    packed.arena = from.text().ok_or(wrong("texts"))?.to_owned();
    let count = from.count().filter(|&count| count < ITEM_LIMIT as usize).ok_or(wrong("rows"))?;
    let rows = count.checked_mul(ROW_BYTES).and_then(|len| from.take(len)).ok_or(wrong("rows"))?;
    packed.rows.reserve_exact(count);
    let mut used = 0;
    for bytes in rows.chunks_exact(ROW_BYTES) {
        let row = read_row(bytes).filter(|row| is_sound(&packed, row)).ok_or(wrong("rows"))?;
        used += usize::from(row.sku_len) + usize::from(row.name_len) + usize::from(row.codes_len);
        packed.rows.push(row);
    }
    packed.garbage = packed.arena.len().saturating_sub(used);
    for _ in 0..from.count().ok_or(wrong("extras"))? {
        read_extras(from, &mut packed).ok_or(wrong("extras"))?;
    }
    Ok(packed)
}

/// Reads the extras of one row, which has none yet.
fn read_extras(from: &mut Reader<'_>, packed: &mut Packed) -> Option<()> {
    let number = usize::try_from(from.u32()?).ok()?;
    let row = packed.rows.get(number).copied().filter(|row| row.extras == 0)?;
    let sku = Sku::new(packed.sku(&row)).ok()?;
    let extras = extras::read(from, &sku)?;
    packed.rows.get_mut(number)?.extras = packed.keep_extras(extras).ok()?;
    Some(())
}

fn read_row(bytes: &[u8]) -> Option<Row> {
    let mut from = Reader { rest: bytes };
    Some(Row {
        price: from.u64()?.cast_signed(),
        cost: from.u64()?.cast_signed(),
        start: from.u32()?,
        extras: 0,
        department: from.u32()?,
        category: from.u32()?,
        codes_len: from.array().map(u16::from_le_bytes)?,
        name_len: from.array().map(u16::from_le_bytes)?,
        tax: from.array().map(u16::from_le_bytes)?,
        sku_len: from.array().map(u8::from_le_bytes)?,
        flags: from.array().map(u8::from_le_bytes)?,
    })
}

fn is_shelf(text: &str) -> bool {
    text.is_empty() || checked_text(text, SHELF_LIMIT) == Ok(text)
}

/// Whether a row could have been made from an item: the same rules, on the packed form.
fn is_sound(packed: &Packed, row: &Row) -> bool {
    let shelves = packed.shelves.texts().len();
    let is_money =
        |minor, amount: Option<Amount>| minor == NO_PRICE || amount.is_some_and(|amount| !amount.is_negative());
    let price = is_money(row.price, row.price()) && is_money(row.cost, row.cost());
    let sku = packed.sku(row);
    let name = packed.name(row);
    let codes: usize = packed.codes(row).map(|code| code.len() + 1).sum();
    price
        && (row.department as usize) < shelves
        && (row.category as usize) < shelves
        && checked_text(sku, Sku::LIMIT) == Ok(sku)
        && checked_text(name, Item::NAME_LIMIT) == Ok(name)
        && codes.saturating_sub(1) == usize::from(row.codes_len)
        && packed.codes(row).count() <= Item::CODES_LIMIT
        && packed.codes(row).all(|code| check_code(code) == Ok(code))
        && row.unit().is_some()
        && row.policy().is_some()
        && packed.tax(row).is_some()
}

/// The code table of the rows; `None` when two of them have one SKU.
fn code_table(packed: &Packed) -> Option<CodeTable> {
    let total = packed.rows.iter().map(|row| 1 + packed.codes(row).count()).sum();
    let mut codes = CodeTable::with_capacity(total);
    for (number, row) in (0_u32..).zip(&packed.rows) {
        let sku = packed.sku(row);
        let same = |no: u32| packed.row(no).is_some_and(|other| packed.sku(other) == sku);
        if codes.find(packed, sku).any(same) {
            return None;
        }
        codes.insert_row(packed, number, row);
    }
    Some(codes)
}

fn write_dictionary(to: &mut Writer, dictionary: &Dictionary) {
    to.text(&dictionary.text);
    to.numbers(&dictionary.ends);
    to.numbers(&dictionary.posting_ends);
    to.numbers(&dictionary.postings);
}

fn read_index(from: &mut Reader<'_>, packed: &Packed) -> Result<SearchIndex, SnapshotError> {
    let wrong = |part| SnapshotError::Malformed { part };
    let items = from.numbers().filter(|items| is_permutation(items, packed.rows.len())).ok_or(wrong("documents"))?;
    let words = read_dictionary(from, items.len()).ok_or(wrong("words"))?;
    let codes = read_dictionary(from, items.len()).ok_or(wrong("code words"))?;
    Ok(SearchIndex::new(packed, items, words, codes))
}

/// Whether every number below `len` is there once.
fn is_permutation(numbers: &[u32], len: usize) -> bool {
    let mut seen = vec![false; len];
    numbers.len() == len
        && numbers
            .iter()
            .all(|&number| seen.get_mut(number as usize).is_some_and(|seen| !std::mem::replace(seen, true)))
}

fn read_dictionary(from: &mut Reader<'_>, documents: usize) -> Option<Dictionary> {
    let text = from.text()?.to_owned();
    let (ends, posting_ends, postings) = (from.numbers()?, from.numbers()?, from.numbers()?);
    let made = Dictionary { text, ends, posting_ends, postings };
    made.is_sound(documents).then_some(made)
}
