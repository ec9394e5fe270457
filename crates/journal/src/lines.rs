//! Under which keys entries of other registers are kept: each line by itself, in the order of its places, so that the entry in
//! any place is found at once. Entries that gave way to others are kept apart from them.

use std::collections::BTreeMap;

use evertill_domain::ids::{RegisterId, Seq};
use evertill_wire::{Body, Entry, Hash, Header};

use crate::draft::Corrupt;
use crate::journal::JournalError;
use crate::store::JournalStore;

/// Stands between the parts of a key: no id can hold it, and so no key can be taken for one of another line.
const SEPARATOR: char = '\u{1f}';
/// What the keys of lines begin with.
const LINES: &str = "line\u{1f}";
/// The first key after all of them.
const AFTER_LINES: &str = "line\u{20}";
/// What the keys of entries begin with that gave way.
const OVERRULED: &str = "overruled\u{1f}";

/// The key of an entry in its line.
pub(crate) fn key(register: &RegisterId, incarnation: u32, seq: Seq) -> String {
    format!("{LINES}{register}{SEPARATOR}{incarnation:010}{SEPARATOR}{:020}", seq.0)
}

/// The key of an entry.
pub(crate) fn key_of(header: &Header) -> String {
    key(&header.register, header.incarnation, header.seq)
}

/// The key of an entry that gave way, by how many did before it.
pub(crate) fn overruled_key(number: u64) -> String {
    format!("{OVERRULED}{number:020}")
}

/// The keys of all lines.
pub(crate) fn all() -> (String, String) {
    (LINES.to_owned(), AFTER_LINES.to_owned())
}

/// The keys of a line from a place on.
pub(crate) fn from_on(register: &RegisterId, incarnation: u32, seq: Seq) -> (String, String) {
    (key(register, incarnation, seq), key(register, incarnation, Seq(u64::MAX)))
}

/// A key as people can read it.
fn shown(key: &str) -> String {
    key.replace(SEPARATOR, "/")
}

/// Reads an entry that is kept under `key`.
pub(crate) fn decode(key: &str, bytes: &[u8]) -> Result<Entry, Corrupt> {
    Entry::from_bytes(bytes).map_err(|why| Corrupt::Pulled { at: shown(key), why })
}

/// What an entry says that is at hand.
pub(crate) fn body(entry: &Entry) -> Result<Body, Corrupt> {
    entry.body().map_err(|why| Corrupt::Pulled { at: shown(&key_of(&entry.header)), why })
}

/// How many entries are read at a time.
const PAGE: usize = 500;

/// Walks through all lines, one after the other, each in its order.
#[derive(Debug)]
pub(crate) struct Walk {
    next: String,
}

impl Walk {
    /// From the beginning.
    pub fn new() -> Self {
        Self { next: LINES.to_owned() }
    }

    /// Some more entries with their keys, as they are kept; none at the end.
    ///
    /// # Errors
    /// [`JournalError`].
    pub async fn page(&mut self, store: &impl JournalStore) -> Result<Vec<(String, Vec<u8>)>, JournalError> {
        let mut page = store.pulled(&self.next, PAGE).await?;
        page.retain(|(key, _)| key.as_str() < AFTER_LINES);
        if let Some((last, _)) = page.last() {
            // The first text after it.
            self.next = format!("{last}\0");
        }
        Ok(page)
    }
}

/// The entry in a place of a line, where it is at hand.
///
/// # Errors
/// [`JournalError`].
pub(crate) async fn entry(
    store: &impl JournalStore,
    register: &RegisterId,
    incarnation: u32,
    seq: Seq,
) -> Result<Option<Entry>, JournalError> {
    let key = key(register, incarnation, seq);
    match store.pulled(&key, 1).await?.into_iter().find(|(found, _)| *found == key) {
        Some((key, bytes)) => Ok(Some(decode(&key, &bytes)?)),
        None => Ok(None),
    }
}

/// The bytes of what is at hand of a line from a place on.
///
/// # Errors
/// [`JournalError`].
pub(crate) async fn bytes_from_on(
    store: &impl JournalStore,
    register: &RegisterId,
    incarnation: u32,
    seq: Seq,
) -> Result<Vec<Vec<u8>>, JournalError> {
    let (mut next, end) = from_on(register, incarnation, seq);
    let mut all = Vec::new();
    loop {
        let page = store.pulled(&next, PAGE).await?;
        let is_last = page.len() < PAGE || page.last().is_none_or(|(key, _)| *key > end);
        for (key, bytes) in page.into_iter().filter(|(key, _)| *key <= end) {
            all.push(bytes);
            next = format!("{key}\0");
        }
        if is_last {
            return Ok(all);
        }
    }
}

/// The first place of a line that is at hand.
///
/// # Errors
/// [`JournalError`].
pub(crate) async fn first(
    store: &impl JournalStore,
    register: &RegisterId,
    incarnation: u32,
) -> Result<Option<Seq>, JournalError> {
    let (from, to) = from_on(register, incarnation, Seq(0));
    let found = store.pulled(&from, 1).await?.into_iter().find(|(key, _)| *key <= to);
    Ok(found.map(|(key, bytes)| decode(&key, &bytes)).transpose()?.map(|entry| entry.header.seq))
}

/// The hashes of what is at hand of a line, from one place to another.
///
/// # Errors
/// [`JournalError`].
pub(crate) async fn hashes(
    store: &impl JournalStore,
    register: &RegisterId,
    incarnation: u32,
    (first, last): (Seq, Seq),
) -> Result<BTreeMap<Seq, Hash>, JournalError> {
    let (mut next, end) = (key(register, incarnation, first), key(register, incarnation, last));
    let mut hashes = BTreeMap::new();
    loop {
        let page = store.pulled(&next, PAGE).await?;
        let is_last = page.len() < PAGE || page.last().is_none_or(|(key, _)| *key >= end);
        for (key, bytes) in page.into_iter().filter(|(key, _)| *key <= end) {
            let entry = decode(&key, &bytes)?;
            hashes.insert(entry.header.seq, entry.hash);
            next = format!("{key}\0");
        }
        if is_last {
            return Ok(hashes);
        }
    }
}
