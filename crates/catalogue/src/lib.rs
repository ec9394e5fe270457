//! The items of a shop: packed in memory, found by code and by text, read from and written to CSV.
//!
//! Floor 2. Pure: no clock, no randomness, no I/O, no browser. The journal is the truth; a
//! [`Catalogue`] is a projection of it and its snapshot a cache that may be thrown away. Read in
//! this order: [`catalogue`] (what it holds and how it changes), [`gtin`] (when two codes are the
//! same), [`search`] (text as it is typed), [`snapshot`] (the stored form), [`import`] and
//! [`export`] (CSV).

mod bytes;
pub mod catalogue;
mod changes;
mod code_table;
pub mod export;
mod extras;
mod fold;
pub mod gtin;
pub mod import;
mod packed;
pub mod rules;
pub mod search;
pub mod snapshot;
pub mod tiles;

pub use catalogue::{Catalogue, ItemNo, ItemRef, Match, Matched, UpsertError, Upserted};
pub use changes::Covers;
pub use search::{Hit, Quality};
pub use snapshot::SnapshotError;
