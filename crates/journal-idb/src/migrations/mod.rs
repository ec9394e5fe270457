//! The steps that take each database from nothing to what this build needs.
//!
//! A step has a number and a file of its own, and is never edited once a register has run it. It
//! adds; a step that removed something would take it from an older build that may come back.

mod cache_0001;
mod identity_0001;
mod journal_0001;
mod journal_0002;

pub(crate) use cache_0001::BYTES;
pub(crate) use identity_0001::KEYS;
pub(crate) use journal_0001::{ENTRIES, META, OUTBOX, ROWS};
pub(crate) use journal_0002::PULLED;

use crate::database::Migration;

/// The journal's database. The number of a step is its place, counted from one.
pub(crate) const JOURNAL: &[Migration] = &[journal_0001::apply, journal_0002::apply];

/// The newest layout of the journal's database that this build knows; layouts are numbered from 1.
pub const LAYOUT: u32 = JOURNAL.len() as u32;

/// The cache's database.
pub(crate) const CACHE: &[Migration] = &[cache_0001::apply];

/// The identity's database.
pub(crate) const IDENTITY: &[Migration] = &[identity_0001::apply];
