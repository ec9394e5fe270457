//! The journal's list in pages: read when they come into sight, kept for a while, dropped again.

use super::words::Says;
use crate::register::Register;
use evertill_domain::ids::Seq;
use evertill_wire::Entry;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::VecDeque;
use std::sync::Arc;

/// Entries of a page.
const PAGE: u64 = 64;
/// Pages that are kept; a page in sight is also held by its rows.
const KEPT: usize = 48;

/// What the list says about an entry.
#[derive(Clone, PartialEq)]
pub struct Row {
    /// When, in milliseconds since 1970; `None` for an entry that does not read.
    pub at: Option<u64>,
    /// The kind in its header.
    pub kind: String,
    /// What it says.
    pub says: Says,
    /// The first digits of its hash.
    pub hash: String,
}

impl Row {
    fn of(stored: &[u8]) -> Row {
        match Entry::from_bytes(stored) {
            Ok(entry) => Row {
                at: Some(entry.header.hlc.ms),
                kind: entry.header.kind.clone(),
                says: Says::of(&entry),
                hash: entry.hash.short(),
            },
            Err(why) => {
                Row { at: None, kind: String::new(), says: Says::Damaged(why.to_string()), hash: String::new() }
            }
        }
    }
}

type Page = ArcRwSignal<Option<Arc<Vec<(Seq, Row)>>>>;

/// The pages that were read lately.
#[derive(Clone, Copy)]
pub struct Pages {
    register: Register,
    kept: StoredValue<VecDeque<(u64, Page)>>,
}

impl Pages {
    /// None yet.
    pub fn new(register: Register) -> Pages {
        Pages { register, kept: StoredValue::new(VecDeque::new()) }
    }

    /// The row of an entry; `None` until its page has been read.
    pub fn row(self, seq: Seq) -> ArcSignal<Option<Row>> {
        let page = self.page(seq.0.saturating_sub(1) / PAGE, seq);
        ArcSignal::derive(move || {
            let page = page.get()?;
            page.iter().find(|(at, _)| *at == seq).map(|(_, row)| row.clone())
        })
    }

    fn page(self, number: u64, wanted: Seq) -> Page {
        let known = self.kept.with_value(|kept| kept.iter().find(|(n, _)| *n == number).map(|(_, page)| page.clone()));
        // The last page grows: an entry that is not on it yet makes it be read again.
        let complete = |page: &Page| {
            page.with_untracked(|rows| rows.as_ref().is_none_or(|rows| rows.iter().any(|(seq, _)| *seq == wanted)))
        };
        match known {
            Some(page) if complete(&page) => page,
            Some(page) => {
                self.read(number, page.clone());
                page
            }
            None => {
                let page = Page::new(None);
                self.kept.update_value(|kept| {
                    kept.push_back((number, page.clone()));
                    if kept.len() > KEPT {
                        kept.pop_front();
                    }
                });
                self.read(number, page.clone());
                page
            }
        }
    }

    fn read(self, number: u64, page: Page) {
        let register = self.register;
        spawn_local(async move {
            let first = Seq(number * PAGE + 1);
            let Ok(stored) = register.stored_entries(first, PAGE as usize).await else { return };
            page.set(Some(Arc::new(stored.iter().map(|(seq, bytes)| (*seq, Row::of(bytes))).collect())));
        });
    }
}
