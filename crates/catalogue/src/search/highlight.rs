//! Where in its texts an item answers a query.

use std::ops::Range;

use super::Quality;
use super::typo::{self, Closeness};
use crate::fold::{self, Placed};

/// How a folded `term` answers a folded `typed` word, as if it stood in a name; `None` when it
/// does not.
pub fn answer(typed: &str, term: &str) -> Option<Quality> {
    if let Some(rest) = term.strip_prefix(typed) {
        return Some(if rest.is_empty() { Quality::NameWord } else { Quality::NamePrefix });
    }
    if !typo::forgives(typed) {
        return None;
    }
    typo::closeness(typed, term).map(|closeness| match closeness {
        Closeness::Whole => Quality::NameTypo,
        Closeness::Prefix => Quality::NameNear,
    })
}

/// The ranges of `text` that answer any of `typed`; words are highlighted as far as they are
/// typed, mistyped ones as a whole.
pub fn ranges(text: &str, typed: &[String]) -> Vec<Range<usize>> {
    let range = |placed: &Placed| typed.iter().filter_map(|typed| range(placed, typed)).max_by_key(|range| range.end);
    fold::placed_words(text).iter().filter_map(range).collect()
}

fn range(placed: &Placed, typed: &str) -> Option<Range<usize>> {
    let last = match answer(typed, &placed.word)? {
        Quality::NameTypo | Quality::NameNear => placed.ends.len(),
        _ => typed.chars().count(),
    };
    let end = *placed.ends.get(last.checked_sub(1)?)?;
    Some(placed.start..end)
}
