//! Text search as it is typed: every typed word has to be the beginning of a word of the item's
//! name, SKU, codes or category, give or take one typo.
//!
//! The index numbers the items by length of name, so that within one [`Quality`] the order of the
//! bits in a bitmap is the order of the answer and nothing has to be sorted. A query makes one
//! bitmap per quality and word from the sorted dictionary (a prefix is a range of it), intersects
//! the words, and takes the first bits. Typos are looked for only when there are too few answers.
//!
//! Items that changed since the index was made are few; they are matched one by one beside it.
//! [`Catalogue::prepare_search`] makes the index anew.

mod bitmap;
mod dictionary;
mod highlight;
mod index;
mod query;
mod typo;

use std::collections::BTreeSet;
use std::ops::Range;

pub(crate) use dictionary::Dictionary;
pub(crate) use index::IndexBuilder;
pub(crate) use index::SearchIndex;
pub use query::MAX_WORDS;

use crate::catalogue::{Catalogue, ItemNo};

/// The most items that are matched beside the index before it should be made anew.
pub const STALE_LIMIT: usize = 512;

/// How an item answers a query, best first. Where the words of a query differ, the weakest counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Quality {
    /// The query as a whole is one of its codes.
    Code,
    /// Every word is a word of its name.
    NameWord,
    /// Every word is a word of its name, category or codes.
    Word,
    /// Every word begins a word of its name.
    NamePrefix,
    /// Every word begins a word of its name, category or codes.
    Prefix,
    /// As [`Self::NameWord`], but for one typo a word.
    NameTypo,
    /// As [`Self::Word`], but for one typo a word.
    Typo,
    /// As [`Self::NamePrefix`], but for one typo a word.
    NameNear,
    /// As [`Self::Prefix`], but for one typo a word.
    Near,
}

/// An item that answers a query, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Which item.
    pub item: ItemNo,
    /// How well.
    pub quality: Quality,
    /// What to highlight in its name: ranges of bytes at character boundaries, ascending.
    pub name: Vec<Range<usize>>,
    /// What to highlight in its category.
    pub category: Vec<Range<usize>>,
    /// What to highlight in its SKU.
    pub sku: Vec<Range<usize>>,
}

/// The index, where there is one, and what changed since it was made.
#[derive(Clone, Debug, Default)]
pub(crate) struct SearchState {
    pub index: Option<SearchIndex>,
    pub stale: BTreeSet<u32>,
    /// An index in the making, and the revision of the catalogue that it is of.
    pub building: Option<(u64, Box<IndexBuilder>)>,
}

impl SearchState {
    /// Notes that an item is not what the index says.
    pub fn mark_stale(&mut self, no: ItemNo) {
        if self.index.is_some() {
            self.stale.insert(no.0);
            // Beyond this the index is more burden than help until it is made anew.
            if self.stale.len() > STALE_LIMIT * 8 {
                *self = Self::default();
            }
        }
    }
}

impl Catalogue {
    /// Whether [`Self::search`] is as fast as it should be.
    #[must_use]
    pub fn search_is_prepared(&self) -> bool {
        self.search.index.is_some() && self.search.stale.len() <= STALE_LIMIT
    }

    /// Makes the search index anew unless it is good. Call it when idle after an import; a search
    /// without it is right as well, but goes through every item.
    pub fn prepare_search(&mut self) {
        if !self.search_is_prepared() {
            self.rebuild_search();
        }
    }

    /// Does a part of what [`Self::prepare_search`] does, so that a page can answer in between:
    /// indexes up to `items` more items. Call it until it answers `true`; a change in between
    /// begins it anew.
    pub fn prepare_search_step(&mut self, items: usize) -> bool {
        if self.search_is_prepared() {
            return true;
        }
        let begun = self.search.building.take().filter(|(revision, _)| *revision == self.revision);
        let mut builder = begun.map_or_else(|| Box::new(IndexBuilder::begin(&self.packed)), |(_, builder)| builder);
        match builder.step(&self.packed, items) {
            Some(index) => {
                self.search = SearchState { index: Some(index), ..SearchState::default() };
                true
            }
            None => {
                self.search.building = Some((self.revision, builder));
                false
            }
        }
    }

    /// Makes the search index anew, so that a snapshot holds a complete one.
    pub(crate) fn rebuild_search(&mut self) {
        self.search = SearchState { index: Some(SearchIndex::build(&self.packed)), ..SearchState::default() };
    }

    /// The best `limit` items that are still sold for what has been typed so far, best first;
    /// none for a text without a letter or digit.
    #[must_use]
    pub fn search(&self, text: &str, limit: usize) -> Vec<Hit> {
        query::run(self, text, limit, false)
    }

    /// As [`Self::search`], archived items included.
    #[must_use]
    pub fn search_with_archived(&self, text: &str, limit: usize) -> Vec<Hit> {
        query::run(self, text, limit, true)
    }
}
