//! The shop's log in tables, whatever database they are in: all that it looks up, decides and keeps is written here, once.
//! What a database has to do for that is in [`database`]; each has a file of its own beside this folder.

mod append;
pub mod database;
pub mod feed;
mod keeping;
mod ledger;
mod members;
pub mod migrate;
mod reading;
mod rights;
pub mod settle;
pub(in crate::log) mod sql;
mod writer;

use evertill_domain::clock::Timestamp;
use evertill_domain::ids::StoreId;
use evertill_sync::hub::Here;
use evertill_wire::sync::{Cursor, Epoch};

use self::database::{Tables, values};
use super::LogError;

pub use keeping::TableLog;
pub use writer::{GROUP_LIMIT, QUEUE_LIMIT};

/// A store as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StoreRow {
    /// Its number in this database.
    pub number: i64,
    /// The life that its log lives.
    pub epoch: Epoch,
    /// The end of its feed.
    pub feed: Cursor,
}

/// A store as it stands.
///
/// # Errors
/// [`LogError::Gone`] where there is none of that name.
pub fn store_row(tables: &dyn Tables, store: &StoreId) -> Result<StoreRow, LogError> {
    let row = tables.row(sql::STORE, &values![store])?;
    let row = row.ok_or_else(|| LogError::Gone(format!("there is no shop {store} in this log")))?;
    Ok(StoreRow { number: row.number(0)?, epoch: Epoch(row.count(1)?), feed: Cursor(row.count(2)?) })
}

/// What the hub is now, for one store.
fn here(tables: &dyn Tables, store: &StoreRow, now: Timestamp) -> Result<Here, LogError> {
    let gathering = members::is_gathering(tables, store.number, store.epoch)?;
    Ok(Here { epoch: store.epoch, feed: store.feed, now, gathering })
}

/// Writes down that something was done.
fn note(tables: &dyn Tables, store: i64, at: Timestamp, who: &str, act: &str, about: &str) -> Result<(), LogError> {
    tables.run(sql::ADD_ACT, &values![store, at, who, act, about]).map(drop)
}
