//! The append-only journal: chain, two-phase commit, recovery and projections over any store.
//!
//! Floor 3: it reads no clock and touches no browser. Read in this order: [`store`] (what a store
//! must do), [`Journal`] (open, append), [`commit`] (how a sale is committed), [`recovery`] (what
//! happens on start), [`verify`] (is the chain whole), [`rebuild`] (do the rows follow from it), [`take_in`] and [`push`]
//! (what other registers wrote, and what the hub does not hold yet).

mod begin;
pub mod commit;
#[cfg(feature = "conformance")]
pub mod conformance;
mod draft;
mod incoming;
mod journal;
mod lines;
pub mod memory;
pub mod push;
pub mod read;
pub mod rebuild;
pub mod recovery;
pub mod report;
pub mod rights;
pub mod store;
pub mod take_in;
pub mod training;
pub mod verify;
pub mod waiting;

pub use draft::Corrupt;
pub use incoming::PageRefusal;
pub use journal::{Fact, Journal, JournalError, Opened};
