//! What is read from the database, through connections that never write.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use evertill_domain::clock::Timestamp;
use evertill_domain::ids::{Seq, StoreId};
use evertill_sync::hub::{Here, Pager, contradicts, fence};
use evertill_wire::sync::{Cursor, Pull, Reply};
use rusqlite::{Connection, Row, params};
use tokio::sync::Semaphore;

use super::append::held;
use super::members::member_of;
use super::{number, sql, store_row, u64_at, writer};
use crate::log::{Act, Counts, Kept, LogError, Session};

/// The most reads at once; whoever comes later waits.
pub const READERS: usize = 4;

/// Connections to read through.
#[derive(Debug)]
pub struct Readers {
    path: PathBuf,
    free: Arc<Mutex<Vec<Connection>>>,
    places: Arc<Semaphore>,
}

impl Readers {
    /// Readers of the database at `path`; connections are opened when they are needed.
    #[must_use]
    pub fn new(path: &Path) -> Self {
        Self { path: path.to_owned(), free: Arc::default(), places: Arc::new(Semaphore::new(READERS)) }
    }

    /// Reads, on a thread that may wait for the disk. Everything is read from one state of the database.
    ///
    /// # Errors
    /// [`LogError`].
    pub async fn read<T: Send + 'static>(
        &self,
        read: impl FnOnce(&Connection) -> Result<T, LogError> + Send + 'static,
    ) -> Result<T, LogError> {
        let gone = |error: &dyn std::fmt::Display| LogError::Gone(error.to_string());
        let place = Arc::clone(&self.places).acquire_owned().await.map_err(|error| gone(&error))?;
        let (path, free) = (self.path.clone(), Arc::clone(&self.free));
        let answer = tokio::task::spawn_blocking(move || {
            let kept = free.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let conn = match kept {
                Some(conn) => conn,
                None => writer::connect(&path)?,
            };
            let transaction = conn.unchecked_transaction()?;
            let answer = read(&transaction);
            transaction.finish()?;
            free.lock().unwrap_or_else(PoisonError::into_inner).push(conn);
            drop(place);
            answer
        });
        answer.await.map_err(|error| gone(&error))?
    }
}

/// A part of the feed.
pub fn page(conn: &Connection, session: &Session, pull: &Pull, now: Timestamp) -> Result<Reply, LogError> {
    let store = store_row(conn, &session.store)?;
    // Whether the hub gathers has no say in it.
    let here = Here { epoch: store.epoch, feed: store.feed, now, gathering: false };
    if let Some(reply) = fence(&here, pull.epoch) {
        return Ok(reply);
    }
    let member = member_of(conn, store.number, &session.register)?.hearing(pull.incarnation);
    let own = held(conn, store.number, &session.register, pull.incarnation)?;
    if let Some(reply) = contradicts(&here, &member, own.tip, pull) {
        return Ok(reply);
    }
    // No journal has this number.
    let own = own.journal.unwrap_or(-1);
    let mut pager = Pager::new(pull);
    let most = i64::try_from(pager.most()).unwrap_or(i64::MAX);
    let mut query = conn.prepare_cached(sql::PAGE)?;
    let mut rows = query.query(params![store.number, number(pull.cursor.0), own, most])?;
    while let Some(row) = rows.next()? {
        if !pager.offer(Cursor(u64_at(row, 0)?), row.get(1)?) {
            break;
        }
    }
    Ok(Reply::Page(pager.finish(store.feed)))
}

/// Entries that are kept apart.
pub fn kept_apart(conn: &Connection, store: &StoreId, limit: u32) -> Result<Vec<Kept>, LogError> {
    let store = store_row(conn, store)?.number;
    let mut query = conn.prepare_cached(sql::KEPT_APART)?;
    let kept = |row: &Row<'_>| {
        Ok(Kept {
            register: super::id_at(row, 0)?,
            incarnation: row.get(1)?,
            seq: Seq(u64_at(row, 2)?),
            bytes: row.get(3)?,
            why: row.get(4)?,
        })
    };
    Ok(query.query_map(params![store, limit], kept)?.collect::<Result<_, _>>()?)
}

/// What was done to the shop's registers.
pub fn audit(conn: &Connection, store: &StoreId, limit: u32) -> Result<Vec<Act>, LogError> {
    let store = store_row(conn, store)?.number;
    let mut query = conn.prepare_cached(sql::ACTS)?;
    let act = |row: &Row<'_>| {
        Ok(Act { at: Timestamp(u64_at(row, 0)?), who: row.get(1)?, act: row.get(2)?, about: row.get(3)? })
    };
    Ok(query.query_map(params![store, limit], act)?.collect::<Result<_, _>>()?)
}

/// How much there is, but for what waits.
pub fn counts(conn: &Connection, store: &StoreId, now: Timestamp) -> Result<Counts, LogError> {
    let row = store_row(conn, store)?;
    let count = |statement: &str| -> Result<u64, LogError> {
        Ok(conn.prepare_cached(statement)?.query_row(params![row.number], |row| u64_at(row, 0))?)
    };
    let sessions = conn
        .prepare_cached(sql::COUNT_SESSIONS)?
        .query_row(params![row.number, number(now.0)], |row| u64_at(row, 0))?;
    Ok(Counts {
        entries: row.feed.0,
        disputed: count(sql::COUNT_DISPUTED)?,
        quarantined: count(sql::COUNT_NONE)?,
        registers: count(sql::COUNT_REGISTERS)?,
        sessions,
        waiting: 0,
    })
}
