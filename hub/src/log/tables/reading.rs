//! What is read from the database, through connections that never write.

use std::sync::{Arc, Mutex, PoisonError};

use evertill_domain::clock::Timestamp;
use evertill_domain::ids::{Seq, StoreId};
use evertill_sync::hub::{Here, Pager, contradicts, fence};
use evertill_wire::sync::{BATCH_LIMIT, Cursor, Pull, Reply};
use tokio::sync::Semaphore;

use super::append::held;
use super::database::{Access, Database, Row, Tables, values};
use super::members::{give, member_of};
use super::{sql, store_row, writer};
use crate::log::{Act, Counts, Kept, LogError, Session};

/// The most reads at once; whoever comes later waits.
pub const READERS: usize = 4;

/// Connections to read through.
#[derive(Debug)]
pub struct Readers<D: Database> {
    database: Arc<D>,
    free: Arc<Mutex<Vec<D::Tables>>>,
    places: Arc<Semaphore>,
}

impl<D: Database> Readers<D> {
    /// Readers of a database; connections are opened when they are needed.
    #[must_use]
    pub fn new(database: Arc<D>) -> Self {
        Self { database, free: Arc::default(), places: Arc::new(Semaphore::new(READERS)) }
    }

    /// Reads, on a thread that may wait for the disk. Everything is read from one state of the database.
    ///
    /// # Errors
    /// [`LogError`].
    pub async fn read<T: Send + 'static>(
        &self,
        read: impl FnOnce(&dyn Tables) -> Result<T, LogError> + Send + 'static,
    ) -> Result<T, LogError> {
        let gone = |error: &dyn std::fmt::Display| LogError::Gone(error.to_string());
        let place = Arc::clone(&self.places).acquire_owned().await.map_err(|error| gone(&error))?;
        let (database, free) = (Arc::clone(&self.database), Arc::clone(&self.free));
        let answer = tokio::task::spawn_blocking(move || {
            let kept = free.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let tables = writer::begin(database.as_ref(), kept, Access::Reading)?;
            let answer = read(&tables);
            tables.roll_back();
            if tables.is_usable() {
                free.lock().unwrap_or_else(PoisonError::into_inner).push(tables);
            }
            drop(place);
            answer
        });
        answer.await.map_err(|error| gone(&error))?
    }
}

/// A part of the feed.
pub fn page(tables: &dyn Tables, session: &Session, pull: &Pull, now: Timestamp) -> Result<Reply, LogError> {
    let store = store_row(tables, &session.store)?;
    // Whether the hub gathers has no say in it.
    let here = Here { epoch: store.epoch, feed: store.feed, now, gathering: false };
    if let Some(reply) = fence(&here, pull.epoch) {
        return Ok(reply);
    }
    let member = member_of(tables, store.number, &session.register)?.hearing(pull.incarnation);
    let own = held(tables, store.number, &session.register, pull.incarnation)?;
    if let Some(reply) = contradicts(&here, &member, own.tip, pull) {
        return Ok(reply);
    }
    // No journal has this number.
    let own = own.journal.unwrap_or(-1);
    let mut pager = Pager::new(pull);
    let upto = as_far_as(tables, store.number, pull, own, pager.most())?;
    for mut row in tables.rows(sql::PAGE, &values![store.number, pull.cursor, own, upto])? {
        if !pager.offer(Cursor(row.count(0)?), row.bytes_or_nothing(1)?) {
            break;
        }
    }
    Ok(Reply::Page(pager.finish(store.feed)))
}

/// The same, with what the answer gives away kept.
pub fn page_or_fork(tables: &dyn Tables, session: &Session, pull: &Pull, now: Timestamp) -> Result<Reply, LogError> {
    let reply = page(tables, session, pull, now)?;
    give(tables, store_row(tables, &session.store)?.number, &session.register, &reply)?;
    Ok(reply)
}

/// How far the feed has to be read for a page: no more bytes are held in memory than it may have, and one entry.
fn as_far_as(tables: &dyn Tables, store: i64, pull: &Pull, own: i64, most: usize) -> Result<Cursor, LogError> {
    let mut bytes = 0_u64;
    let mut upto = pull.cursor;
    for row in tables.rows(sql::SIZES, &values![store, pull.cursor, own, most as u64])? {
        upto = Cursor(row.count(0)?);
        bytes = bytes.saturating_add(row.count(1)?);
        if bytes > BATCH_LIMIT as u64 {
            break;
        }
    }
    Ok(upto)
}

/// Entries of the feed.
pub fn entries(tables: &dyn Tables, store: &StoreId, after: Cursor, limit: u32) -> Result<Vec<Vec<u8>>, LogError> {
    let store = store_row(tables, store)?.number;
    tables.rows(sql::ENTRIES, &values![store, after, limit])?.into_iter().map(|mut row| row.bytes(0)).collect()
}

/// Entries that are kept apart.
pub fn kept_apart(tables: &dyn Tables, store: &StoreId, limit: u32) -> Result<Vec<Kept>, LogError> {
    let store = store_row(tables, store)?.number;
    let kept = |mut row: Row| {
        Ok(Kept {
            register: row.register(0)?,
            incarnation: row.small(1)?,
            seq: Seq(row.count(2)?),
            bytes: row.bytes(3)?,
            why: row.text(4)?,
        })
    };
    tables.rows(sql::KEPT_APART, &values![store, limit])?.into_iter().map(kept).collect()
}

/// What was done to the shop's registers.
pub fn audit(tables: &dyn Tables, store: &StoreId, limit: u32) -> Result<Vec<Act>, LogError> {
    let store = store_row(tables, store)?.number;
    let act =
        |row: &Row| Ok(Act { at: Timestamp(row.count(0)?), who: row.text(1)?, act: row.text(2)?, about: row.text(3)? });
    tables.rows(sql::ACTS, &values![store, limit])?.iter().map(act).collect()
}

/// How much there is, but for what waits.
pub fn counts(tables: &dyn Tables, store: &StoreId, now: Timestamp) -> Result<Counts, LogError> {
    let row = store_row(tables, store)?;
    let count = |statement: &'static str| tables.count(statement, &values![row.number]);
    Ok(Counts {
        entries: row.feed.0,
        disputed: count(sql::COUNT_DISPUTED)?,
        quarantined: count(sql::COUNT_NONE)?,
        registers: count(sql::COUNT_REGISTERS)?,
        sessions: tables.count(sql::COUNT_SESSIONS, &values![row.number, now])?,
        waiting: 0,
    })
}
