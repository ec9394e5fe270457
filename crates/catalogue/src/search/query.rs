//! One query from typed text to ranked hits.

use super::bitmap::Bitmap;
use super::dictionary::{Dictionary, documents};
use super::index::{SearchIndex, each_code_term, order};
use super::typo::{self, Closeness};
use super::{Hit, Quality, highlight};
use crate::catalogue::{Catalogue, ItemNo};
use crate::fold;
use crate::packed::{Packed, Row};

/// The most words of a query; further ones are ignored.
pub const MAX_WORDS: usize = 8;

/// The qualities that a word can have, best first, in the order of the bitmaps.
const LEVELS: [Quality; 8] = [
    Quality::NameWord,
    Quality::Word,
    Quality::NamePrefix,
    Quality::Prefix,
    Quality::NameTypo,
    Quality::Typo,
    Quality::NameNear,
    Quality::Near,
];
/// How many of them need no typo.
const TYPED: usize = 4;

/// What orders hits: quality, then length of the name, then the item's number.
type Rank = (Quality, (u16, u32));

/// Searches the index, and beside it whatever changed since it was made.
pub fn run(catalogue: &Catalogue, text: &str, limit: usize, archived: bool) -> Vec<Hit> {
    let mut typed = fold::words(text);
    typed.truncate(MAX_WORDS);
    if typed.is_empty() || limit == 0 {
        return Vec::new();
    }
    let packed = &catalogue.packed;
    let mut ranks: Vec<Rank> = Vec::new();
    let mut add = |quality: Quality, item: u32| {
        if let Some(row) = packed.row(item).filter(|row| archived || !row.archived()) {
            ranks.push((quality, order(row, item)));
        }
    };
    let coded = catalogue.codes.find(packed, text);
    coded.for_each(|item| add(Quality::Code, item));
    match &catalogue.search.index {
        Some(index) => {
            let stale = &catalogue.search.stale;
            let docs = Documents { index, archived, stale: stale.iter().copied().collect() };
            docs.find(&typed, limit, &mut add);
            beside(packed, stale.iter().copied(), &typed, &mut add);
        }
        None => beside(packed, 0..packed.rows.len() as u32, &typed, &mut add),
    }
    ranks.sort_unstable();
    let mut hits: Vec<Hit> = Vec::with_capacity(limit.min(ranks.len()));
    for (quality, (_, item)) in ranks {
        if hits.len() >= limit {
            break;
        }
        if !hits.iter().any(|hit| hit.item.0 == item) {
            hits.extend(hit(catalogue, item, quality, &typed));
        }
    }
    hits
}

fn hit(catalogue: &Catalogue, item: u32, quality: Quality, typed: &[String]) -> Option<Hit> {
    let found = catalogue.get(ItemNo(item))?;
    Some(Hit {
        item: found.no(),
        quality,
        name: highlight::ranges(found.name(), typed),
        category: highlight::ranges(found.category(), typed),
        sku: highlight::ranges(found.sku(), typed),
    })
}

/// Matches items one by one.
fn beside(packed: &Packed, items: impl Iterator<Item = u32>, typed: &[String], add: &mut impl FnMut(Quality, u32)) {
    let mut buffer = String::new();
    for item in items {
        if let Some(quality) = packed.row(item).and_then(|row| row_quality(packed, row, typed, &mut buffer)) {
            add(quality, item);
        }
    }
}

/// How well a row answers: as its weakest word does.
fn row_quality(packed: &Packed, row: &Row, typed: &[String], buffer: &mut String) -> Option<Quality> {
    let mut best: [Option<Quality>; MAX_WORDS] = [None; MAX_WORDS];
    let mut improve = |term: &str, in_name: bool, forgive: bool| {
        for (best, typed) in best.iter_mut().zip(typed) {
            let answer = highlight::answer(typed, term).filter(|quality| forgive || *quality < Quality::NameTypo);
            let answer = answer.map(|quality| if in_name { quality } else { anywhere(quality) });
            *best = match (*best, answer) {
                (Some(one), Some(other)) => Some(one.min(other)),
                (one, other) => one.or(other),
            };
        }
    };
    fold::each_word(packed.name(row), buffer, |term| improve(term, true, true));
    fold::each_word(packed.shelves.text(row.category), buffer, |term| improve(term, false, true));
    let whole = typed.concat();
    let mut is_code = false;
    each_code_term(packed, row, buffer, |term| {
        improve(term, false, false);
        is_code |= term == whole;
    });
    if is_code {
        return Some(Quality::Code);
    }
    best.iter()
        .take(typed.len())
        .copied()
        .try_fold(Quality::NameWord, |weakest, answer| answer.map(|answer| weakest.max(answer)))
}

/// The same quality outside of the name.
fn anywhere(quality: Quality) -> Quality {
    match quality {
        Quality::NameWord => Quality::Word,
        Quality::NamePrefix => Quality::Prefix,
        Quality::NameTypo => Quality::Typo,
        Quality::NameNear => Quality::Near,
        other => other,
    }
}

/// The index as one query sees it.
struct Documents<'a> {
    index: &'a SearchIndex,
    archived: bool,
    /// Items that the index is wrong about, ascending.
    stale: Vec<u32>,
}

impl Documents<'_> {
    /// Adds the best `limit` items, typos only when there are not enough without.
    fn find(&self, typed: &[String], limit: usize, add: &mut impl FnMut(Quality, u32)) {
        let mut seen = Bitmap::new(self.index.items.len());
        let mut left = limit;
        let whole = typed.concat();
        if let (_, Some(term)) = self.index.codes.with_prefix(&whole) {
            for (doc, _) in documents(self.index.codes.postings(term..term + 1)) {
                self.take(doc, Quality::Code, &mut left, add);
                seen.insert(doc);
            }
        }
        for with_typos in [false, true] {
            if with_typos && !typed.iter().any(|word| typo::forgives(word)) {
                return;
            }
            let levels = self.levels(typed, with_typos);
            let from = if with_typos { TYPED } else { 0 };
            for (quality, mut docs) in LEVELS.into_iter().zip(levels).skip(from) {
                docs.subtract(&seen);
                if !self.archived {
                    docs.intersect(&self.index.live);
                }
                for doc in docs.iter() {
                    if left == 0 {
                        return;
                    }
                    self.take(doc, quality, &mut left, add);
                }
                seen.unite(&docs);
            }
        }
    }

    fn take(&self, doc: u32, quality: Quality, left: &mut usize, add: &mut impl FnMut(Quality, u32)) {
        if let Some(&item) = self.index.items.get(doc as usize)
            && self.stale.binary_search(&item).is_err()
        {
            add(quality, item);
            *left = left.saturating_sub(1);
        }
    }

    /// For each level, the documents in which every word is at least as good as it.
    fn levels(&self, typed: &[String], with_typos: bool) -> Vec<Bitmap> {
        let mut all: Vec<Bitmap> = Vec::new();
        for word in typed {
            let levels = self.word_levels(word, with_typos);
            if all.is_empty() {
                all = levels;
            } else {
                all.iter_mut().zip(&levels).for_each(|(all, level)| all.intersect(level));
            }
        }
        all
    }

    fn word_levels(&self, word: &str, with_typos: bool) -> Vec<Bitmap> {
        let count = if with_typos { LEVELS.len() } else { TYPED };
        let mut levels = vec![Bitmap::new(self.index.items.len()); count];
        for dictionary in [&self.index.words, &self.index.codes] {
            let (terms, exact) = dictionary.with_prefix(word);
            if let Some(exact) = exact {
                mark(&mut levels, 0, dictionary, exact..exact + 1);
            }
            mark(&mut levels, 2, dictionary, terms);
        }
        if with_typos && typo::forgives(word) {
            for term in 0..self.index.words.len() {
                match typo::closeness(word, self.index.words.term(term)) {
                    Some(Closeness::Whole) => mark(&mut levels, 4, &self.index.words, term..term + 1),
                    Some(Closeness::Prefix) => mark(&mut levels, 6, &self.index.words, term..term + 1),
                    None => {}
                }
            }
        }
        for level in 1..levels.len() {
            if let Some((better, [this, ..])) = levels.split_at_mut_checked(level)
                && let Some(better) = better.last()
            {
                this.unite(better);
            }
        }
        levels
    }
}

/// Marks the documents of `terms`: those that have it in the name at `level`, the others below it.
fn mark(levels: &mut [Bitmap], level: usize, dictionary: &Dictionary, terms: std::ops::Range<usize>) {
    let Some([named, other, ..]) = levels.get_mut(level..) else { return };
    for (doc, in_name) in documents(dictionary.postings(terms)) {
        if in_name { named.insert(doc) } else { other.insert(doc) }
    }
}
