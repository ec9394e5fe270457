//! The journal's store on IndexedDB, and what else a register needs of the browser's storage.
//!
//! Floor 4: the only crate that knows IndexedDB. Read in this order: [`database`] (how a database
//! is opened, migrated and given up), [`IdbStore`] (the journal's store), [`locks`] (one writer per
//! register), [`identity`] (the key that signs), [`cache`] (what may be thrown away at any time),
//! [`storage`] (will the browser keep it, and how much).

pub mod cache;
pub mod database;
mod failure;
#[cfg(feature = "bench")]
pub mod floor;
pub mod identity;
pub mod locks;
mod migrations;
mod promise;
mod range;
mod requests;
pub mod storage;
mod store;
mod transact;

pub use cache::Cache;
pub use database::Notice;
pub use identity::Identity;
pub use locks::WriterLock;
pub use migrations::LAYOUT;
pub use store::{DATABASE, IdbStore};
