//! The index: documents in order of their names' lengths, and two dictionaries over them.

use super::bitmap::Bitmap;
use super::dictionary::{Dictionary, DictionaryBuilder};
use crate::fold;
use crate::packed::{Packed, Row};

/// What a search needs to know about the items as they were when it was made.
#[derive(Clone, Debug)]
pub struct SearchIndex {
    /// From document to item.
    pub items: Vec<u32>,
    /// Words of names and categories.
    pub words: Dictionary,
    /// Words of SKUs and codes, and each code as one word.
    pub codes: Dictionary,
    /// The documents that are still sold.
    pub live: Bitmap,
}

/// What orders items of one quality: shorter names first, then earlier items.
pub fn order(row: &Row, item: u32) -> (u16, u32) {
    (row.name_len, item)
}

impl SearchIndex {
    /// Indexes all items.
    pub fn build(packed: &Packed) -> Self {
        let mut items: Vec<(u16, u32)> = (0_u32..).zip(&packed.rows).map(|(no, row)| order(row, no)).collect();
        items.sort_unstable();
        let items: Vec<u32> = items.into_iter().map(|(_, no)| no).collect();
        let (words, codes) = (words(packed, &items), codes(packed, &items));
        Self::new(packed, items, words, codes)
    }

    /// An index that was made before.
    pub fn new(packed: &Packed, items: Vec<u32>, words: Dictionary, codes: Dictionary) -> Self {
        Self { live: live(packed, &items), items, words, codes }
    }
}

/// The documents whose items are still sold.
fn live(packed: &Packed, items: &[u32]) -> Bitmap {
    let mut live = Bitmap::new(items.len());
    for (doc, item) in (0_u32..).zip(items) {
        if packed.row(*item).is_some_and(|row| !row.archived()) {
            live.insert(doc);
        }
    }
    live
}

fn words(packed: &Packed, items: &[u32]) -> Dictionary {
    let mut builder = DictionaryBuilder::default();
    let mut buffer = String::new();
    let mut categories: Vec<Vec<u32>> = Vec::with_capacity(packed.shelves.texts().len());
    for shelf in packed.shelves.texts() {
        let mut numbers = Vec::new();
        fold::each_word(shelf, &mut buffer, |word| numbers.push(builder.number(word)));
        categories.push(numbers);
    }
    for (doc, &item) in (0_u32..).zip(items) {
        let Some(row) = packed.row(item) else { continue };
        fold::each_word(packed.name(row), &mut buffer, |word| {
            let number = builder.number(word);
            builder.add(number, doc, true);
        });
        for &number in categories.get(row.category as usize).into_iter().flatten() {
            builder.add(number, doc, false);
        }
        builder.end_document();
    }
    builder.build()
}

fn codes(packed: &Packed, items: &[u32]) -> Dictionary {
    let mut builder = DictionaryBuilder::default();
    let mut buffer = String::new();
    for (doc, &item) in (0_u32..).zip(items) {
        let Some(row) = packed.row(item) else { continue };
        each_code_term(packed, row, &mut buffer, |term| {
            let number = builder.number(term);
            builder.add(number, doc, false);
        });
        builder.end_document();
    }
    builder.build()
}

/// Calls `each` with every word of a row's codes and with every code as one word: `AB-12` is found
/// by `ab`, `12` and `ab12`.
pub fn each_code_term(packed: &Packed, row: &Row, buffer: &mut String, mut each: impl FnMut(&str)) {
    for code in std::iter::once(packed.sku(row)).chain(packed.codes(row)) {
        let mut whole = String::new();
        let mut parts = 0;
        fold::each_word(code, buffer, |word| {
            parts += 1;
            whole.push_str(word);
            each(word);
        });
        if parts > 1 {
            each(&whole);
        }
    }
}
