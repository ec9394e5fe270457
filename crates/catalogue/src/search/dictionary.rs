//! Terms in order, each with the documents that have it: four flat arrays that are stored and
//! loaded as they are.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;

/// A document with a mark in the lowest bit: the term stands in its name.
pub type Posting = u32;

/// A sorted list of terms. Term `t` is the bytes from `ends[t-1]` to `ends[t]`, and so are its
/// postings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dictionary {
    /// The terms one after the other, in ascending order of bytes.
    pub text: String,
    /// Where each ends.
    pub ends: Vec<u32>,
    /// Where the postings of each end.
    pub posting_ends: Vec<u32>,
    /// Documents in ascending order for each term.
    pub postings: Vec<Posting>,
}

/// The documents of one or more neighbouring terms, and whether the term stands in the name.
pub fn documents(postings: &[Posting]) -> impl Iterator<Item = (u32, bool)> {
    postings.iter().map(|posting| (posting >> 1, posting & 1 == 1))
}

impl Dictionary {
    /// How many terms there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// The term with this number.
    pub fn term(&self, number: usize) -> &str {
        let span = span(&self.ends, number..number + 1);
        self.text.get(span).unwrap_or_default()
    }

    /// The numbers of the terms that begin with `prefix`, and of the one that equals it.
    pub fn with_prefix(&self, prefix: &str) -> (Range<usize>, Option<usize>) {
        let first = self.partition(0, |term| term < prefix);
        let last = self.partition(first, |term| term.starts_with(prefix));
        let exact = (first < last && self.term(first) == prefix).then_some(first);
        (first..last, exact)
    }

    /// The postings of neighbouring terms.
    pub fn postings(&self, terms: Range<usize>) -> &[Posting] {
        self.postings.get(span(&self.posting_ends, terms)).unwrap_or_default()
    }

    /// Whether terms ascend, spans touch, and every posting is one of `documents`.
    pub fn is_sound(&self, documents: usize) -> bool {
        let ascends = |ends: &[u32]| ends.is_sorted_by(|one, other| one < other);
        let reaches = |ends: &[u32], len: usize| ends.last().map_or(0, |&end| end as usize) == len;
        ascends(&self.ends)
            && ascends(&self.posting_ends)
            && reaches(&self.ends, self.text.len())
            && reaches(&self.posting_ends, self.postings.len())
            && self.ends.len() == self.posting_ends.len()
            && self.ends.iter().all(|&end| self.text.is_char_boundary(end as usize))
            && (1..self.len()).all(|number| self.term(number - 1) < self.term(number))
            && self.postings.iter().all(|posting| ((posting >> 1) as usize) < documents)
    }

    /// The first number from `from` on whose term is not `low`.
    fn partition(&self, from: usize, low: impl Fn(&str) -> bool) -> usize {
        let (mut from, mut to) = (from, self.len());
        while from < to {
            let middle = from + (to - from) / 2;
            if low(self.term(middle)) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        from
    }
}

/// Where the neighbouring spans `numbers` lie, given where each ends.
fn span(ends: &[u32], numbers: Range<usize>) -> Range<usize> {
    let end = |number: Option<usize>| number.and_then(|at| ends.get(at)).map_or(0, |&end| end as usize);
    end(numbers.start.checked_sub(1))..end(numbers.end.checked_sub(1))
}

/// Collects terms document by document.
#[derive(Clone, Debug, Default)]
pub struct DictionaryBuilder {
    numbers: HashMap<Box<str>, u32, BuildHasherDefault<FoldHasher>>,
    /// How many documents each term has.
    counts: Vec<u32>,
    /// Term and posting, in order of documents.
    pairs: Vec<(u32, Posting)>,
    /// The terms of the document at hand.
    open: Vec<(u32, Posting)>,
}

impl DictionaryBuilder {
    /// The number that `term` has until the dictionary is made.
    pub fn number(&mut self, term: &str) -> u32 {
        if let Some(&number) = self.numbers.get(term) {
            return number;
        }
        let number = self.counts.len() as u32;
        self.numbers.insert(term.into(), number);
        self.counts.push(0);
        number
    }

    /// Adds a numbered term to document `doc`, which must not be below the one before.
    pub fn add(&mut self, term: u32, doc: u32, in_name: bool) {
        self.open.push((term, doc << 1 | u32::from(in_name)));
    }

    /// Ends the document at hand: a term that it has twice counts once, in its name if it is there.
    pub fn end_document(&mut self) {
        self.open.sort_unstable_by(|one, other| one.0.cmp(&other.0).then(other.1.cmp(&one.1)));
        self.open.dedup_by_key(|pair| pair.0);
        for &(term, _) in &self.open {
            if let Some(count) = self.counts.get_mut(term as usize) {
                *count += 1;
            }
        }
        self.pairs.append(&mut self.open);
    }

    /// Sorts the terms and lays the postings out behind them.
    pub fn build(self) -> Dictionary {
        let mut terms: Vec<(Box<str>, u32)> = self.numbers.into_iter().collect();
        terms.sort_unstable();
        let mut made = Dictionary::default();
        let mut places = vec![0_u32; self.counts.len()];
        let mut total = 0;
        for (term, number) in &terms {
            // A category that no item is in any more.
            if self.counts.get(*number as usize) == Some(&0) {
                continue;
            }
            made.text.push_str(term);
            made.ends.push(made.text.len() as u32);
            if let (Some(place), Some(count)) = (places.get_mut(*number as usize), self.counts.get(*number as usize)) {
                *place = total;
                total += count;
            }
            made.posting_ends.push(total);
        }
        made.postings = vec![0; total as usize];
        for (term, posting) in self.pairs {
            let Some(place) = places.get_mut(term as usize) else { continue };
            if let Some(slot) = made.postings.get_mut(*place as usize) {
                *slot = posting;
                *place += 1;
            }
        }
        made
    }
}

/// A small hash for short words. The terms are sorted afterwards, so that no order depends on it.
#[derive(Clone, Debug, Default)]
struct FoldHasher(u64);

impl Hasher for FoldHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word.iter_mut().zip(chunk).for_each(|(to, from)| *to = *from);
            let product = u128::from(self.0 ^ u64::from_le_bytes(word)) * 0x9e37_79b9_7f4a_7c15_u128;
            self.0 = (product as u64) ^ ((product >> 64) as u64) ^ 0x2545_f491_4f6c_dd1d;
        }
    }
}
