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
        let mut builder = IndexBuilder::begin(packed);
        loop {
            if let Some(index) = builder.step(packed, usize::MAX) {
                return index;
            }
        }
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

/// An index in the making, for as long as the items stay as they are.
#[derive(Clone, Debug)]
pub struct IndexBuilder {
    items: Vec<u32>,
    /// The document that comes next.
    next: usize,
    /// The words of each category, by number.
    categories: Vec<Vec<u32>>,
    words: DictionaryBuilder,
    codes: DictionaryBuilder,
    /// The finished dictionary of words; that of codes comes last.
    made: Option<Dictionary>,
}

impl IndexBuilder {
    /// Begins an index of all items.
    pub fn begin(packed: &Packed) -> Self {
        let mut items: Vec<(u16, u32)> = (0_u32..).zip(&packed.rows).map(|(no, row)| order(row, no)).collect();
        items.sort_unstable();
        let items: Vec<u32> = items.into_iter().map(|(_, no)| no).collect();
        let (mut words, mut buffer) = (DictionaryBuilder::default(), String::new());
        let mut categories = Vec::with_capacity(packed.shelves.texts().len());
        for shelf in packed.shelves.texts() {
            let mut numbers = Vec::new();
            fold::each_word(shelf, &mut buffer, |word| numbers.push(words.number(word)));
            categories.push(numbers);
        }
        Self { items, next: 0, categories, words, codes: DictionaryBuilder::default(), made: None }
    }

    /// Indexes up to `count` more documents, or lays out one of the dictionaries once all are in
    /// it; the index when nothing is left to do.
    pub fn step(&mut self, packed: &Packed, count: usize) -> Option<SearchIndex> {
        if self.next < self.items.len() {
            let until = self.next.saturating_add(count.max(1)).min(self.items.len());
            let mut buffer = String::new();
            for doc in self.next..until {
                self.document(packed, doc, &mut buffer);
            }
            self.next = until;
            return None;
        }
        let Some(words) = self.made.take() else {
            self.made = Some(std::mem::take(&mut self.words).build());
            return None;
        };
        let codes = std::mem::take(&mut self.codes).build();
        Some(SearchIndex::new(packed, std::mem::take(&mut self.items), words, codes))
    }

    fn document(&mut self, packed: &Packed, doc: usize, buffer: &mut String) {
        let Some(row) = self.items.get(doc).and_then(|&item| packed.row(item)) else { return };
        let (doc, words, codes) = (doc as u32, &mut self.words, &mut self.codes);
        fold::each_word(packed.name(row), buffer, |word| {
            let number = words.number(word);
            words.add(number, doc, true);
        });
        for &number in self.categories.get(row.category as usize).into_iter().flatten() {
            words.add(number, doc, false);
        }
        words.end_document();
        each_code_term(packed, row, buffer, |term| {
            let number = codes.number(term);
            codes.add(number, doc, false);
        });
        codes.end_document();
    }
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
