//! The shop's log in SQLite: one file, written by one thread, durable with each commit.

mod append;
mod members;
mod migrate;
mod reading;
mod sql;
mod writer;

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use evertill_domain::clock::Timestamp;
use evertill_domain::ids::{RegisterId, StoreId};
use evertill_sync::hub::Here;
use evertill_wire::Hash;
use evertill_wire::sync::{Bytes, Cursor, Epoch, Pull, Push, Reply, Report};
use hmac::{Hmac, Mac as _};
use rusqlite::{Connection, OptionalExtension as _, Row, params};
use sha2::Sha256;
use tokio::sync::watch;

use self::members::Decision;
use self::reading::Readers;
use self::writer::Writer;
use super::life::{self, Life};
use super::{
    Act, Admission, Asked, Counts, Kept, LogError, NewCode, NewSession, Newcomer, RegisterRow, Session, ShopLog, Sign,
    Taken,
};
use crate::luck;

pub use migrate::version;
pub use sql::APPLICATION_ID;
pub use writer::{GROUP_LIMIT, QUEUE_LIMIT, connect};

/// The database's name in the data folder.
pub const FILE: &str = "log.sqlite3";

/// The shop's log in a data folder.
#[derive(Debug)]
pub struct SqliteLog {
    store: StoreId,
    secret: Vec<u8>,
    data: PathBuf,
    feed: Arc<watch::Sender<Cursor>>,
    readers: Readers,
    writer: Writer,
    /// Keeps a second hub away; `None` for a command beside a running hub.
    _occupied: Option<File>,
}

impl SqliteLog {
    /// Opens the log of a data folder for the hub, and begins one where there is none.
    ///
    /// # Errors
    /// [`LogError::InUse`] beside another hub, or what else [`LogError`] says.
    pub fn open(data: &Path, now: Timestamp) -> Result<Self, LogError> {
        life::make_folder(data).map_err(|error| life::io_error(&error))?;
        let occupied = life::occupy(data)?;
        Self::open_with(data, now, Some(occupied))
    }

    /// Opens the log for a command, whether or not a hub has it open.
    ///
    /// # Errors
    /// [`LogError`].
    pub fn open_beside(data: &Path, now: Timestamp) -> Result<Self, LogError> {
        life::make_folder(data).map_err(|error| life::io_error(&error))?;
        Self::open_with(data, now, None)
    }

    fn open_with(data: &Path, now: Timestamp, occupied: Option<File>) -> Result<Self, LogError> {
        let path = data.join(FILE);
        life::private(&path).map_err(|error| life::io_error(&error))?;
        let mut conn = connect(&path)?;
        migrate::migrate(&mut conn, now)?;
        let life = settle(&conn, data, now)?;
        let feed = store_row(&conn, &life.store)?.feed;
        Ok(Self {
            store: life.store,
            secret: life.secret.0,
            data: data.to_owned(),
            feed: Arc::new(watch::Sender::new(feed)),
            readers: Readers::new(&path),
            writer: Writer::start(conn)?,
            _occupied: occupied,
        })
    }

    /// A change whose success says nothing about the feed.
    fn change<'a, T: Send + 'static>(
        &'a self,
        change: impl FnOnce(&Connection) -> Result<T, LogError> + Send + 'static,
    ) -> Asked<'a, T> {
        Box::pin(self.writer.write(change, |_| ()))
    }

    fn decide(&self, register: RegisterId, decision: Decision, who: &str, now: Timestamp) -> Asked<'_, bool> {
        let (store, data, who) = (self.store.clone(), self.data.clone(), who.to_owned());
        self.change(move |conn| members::decide(conn, &data, &store, &register, decision, &who, now))
    }

    fn read<'a, T: Send + 'static>(
        &'a self,
        read: impl FnOnce(&Connection) -> Result<T, LogError> + Send + 'static,
    ) -> Asked<'a, T> {
        Box::pin(self.readers.read(read))
    }
}

/// Brings database and life together: whichever is missing is begun, and a database whose life was lost, or knows a later
/// one, gets a new one.
fn settle(conn: &Connection, data: &Path, now: Timestamp) -> Result<Life, LogError> {
    let found = first_store(conn)?;
    let fresh = luck::bytes::<5>().map_err(|error| LogError::Gone(error.to_string()))?;
    let secret = luck::bytes::<32>().map_err(|error| LogError::Gone(error.to_string()))?;
    let fresh = StoreId::new(&format!("S-{}", luck::hex(&fresh).to_uppercase()));
    let fresh = fresh.map_err(|error| LogError::Gone(error.to_string()))?;
    let life = Life::change(data, |life| {
        let settled = match (life.take(), &found) {
            (Some(life), Some((_, epoch))) if *epoch > life.epoch => {
                Life { epoch: Epoch(epoch.0.saturating_add(1)), ..life }
            }
            (Some(life), _) => life,
            (None, Some((store, epoch))) => Life {
                store: store.clone(),
                epoch: Epoch(epoch.0.saturating_add(1)),
                secret: Bytes(secret.to_vec()),
                registers: Vec::new(),
            },
            (None, None) => {
                Life { store: fresh, epoch: Epoch(1), secret: Bytes(secret.to_vec()), registers: Vec::new() }
            }
        };
        *life = Some(settled.clone());
        settled
    })?;
    if found.as_ref().is_some_and(|(store, _)| *store != life.store) {
        return Err(LogError::Gone("the database is of another shop than the life beside it".to_owned()));
    }
    let transaction = conn.unchecked_transaction()?;
    if found.is_none() {
        transaction.execute(sql::BEGIN_STORE, params![life.store.as_str(), number(life.epoch.0), number(now.0)])?;
    }
    transaction.execute(sql::SET_EPOCH, params![life.store.as_str(), number(life.epoch.0)])?;
    let row = store_row(&transaction, &life.store)?;
    members::recall(&transaction, row.number, &life, now)?;
    let known = members::registers(&transaction, row.number)?;
    transaction.commit()?;
    Life::change(data, |life| adopt(life, known))?;
    Ok(life)
}

/// Writes registers down that only the database knows.
fn adopt(life: &mut Option<Life>, known: Vec<RegisterRow>) {
    let Some(life) = life else { return };
    for row in known {
        if life.member(&row.register).is_none() {
            life.registers.push(life::Member {
                register: row.register,
                name: row.name,
                key: Bytes(row.key.to_vec()),
                revoked: row.member.revoked,
                lost: row.member.lost,
                incarnation: row.member.incarnation,
            });
        }
    }
}

/// The shop of a database and the life that it last lived; `None` for an empty one.
///
/// # Errors
/// [`LogError`].
pub fn first_store(conn: &Connection) -> Result<Option<(StoreId, Epoch)>, LogError> {
    let found =
        conn.query_row(sql::FIRST_STORE, [], |row| Ok((row.get::<_, String>(0)?, u64_at(row, 1)?))).optional()?;
    found
        .map(|(name, epoch)| {
            Ok((StoreId::new(&name).map_err(|error| LogError::Gone(error.to_string()))?, Epoch(epoch)))
        })
        .transpose()
}

/// A store as it stands.
struct StoreRow {
    number: i64,
    epoch: Epoch,
    feed: Cursor,
}

fn store_row(conn: &Connection, store: &StoreId) -> Result<StoreRow, LogError> {
    let mut query = conn.prepare_cached(sql::STORE)?;
    Ok(query.query_row(params![store.as_str()], |row| {
        Ok(StoreRow { number: row.get(0)?, epoch: Epoch(u64_at(row, 1)?), feed: Cursor(u64_at(row, 2)?) })
    })?)
}

/// What the hub is now, for one store.
fn here(conn: &Connection, store: &StoreRow, now: Timestamp) -> Result<Here, LogError> {
    let gathering = members::is_gathering(conn, store.number, store.epoch)?;
    Ok(Here { epoch: store.epoch, feed: store.feed, now, gathering })
}

/// Writes down that something was done.
fn note(conn: &Connection, store: i64, at: Timestamp, who: &str, act: &str, about: &str) -> Result<(), LogError> {
    conn.prepare_cached(sql::ADD_ACT)?.execute(params![store, number(at.0), who, act, about])?;
    Ok(())
}

/// A number as SQLite keeps it; what is too large for it is the largest that is not.
fn number(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

fn u64_at(row: &Row<'_>, column: usize) -> rusqlite::Result<u64> {
    let value: i64 = row.get(column)?;
    u64::try_from(value).map_err(|_| rusqlite::Error::IntegralValueOutOfRange(column, value))
}

fn key_at(row: &Row<'_>, column: usize) -> rusqlite::Result<[u8; 32]> {
    row.get(column)
}

fn hash_at(row: &Row<'_>, column: usize) -> rusqlite::Result<Hash> {
    key_at(row, column).map(Hash::from_bytes)
}

fn id_at(row: &Row<'_>, column: usize) -> rusqlite::Result<RegisterId> {
    let text: String = row.get(column)?;
    let wrong = |error| rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, Box::new(error));
    RegisterId::new(&text).map_err(wrong)
}

impl From<rusqlite::Error> for LogError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::DiskFull) => Self::Full,
            Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked) => Self::Busy,
            _ => Self::Gone(error.to_string()),
        }
    }
}

impl ShopLog for SqliteLog {
    fn store(&self) -> StoreId {
        self.store.clone()
    }

    fn feed(&self) -> watch::Receiver<Cursor> {
        self.feed.subscribe()
    }

    fn life(&self) -> Asked<'_, (Epoch, Cursor)> {
        let store = self.store.clone();
        self.read(move |conn| store_row(conn, &store).map(|row| (row.epoch, row.feed)))
    }

    fn sealed(&self, purpose: &str, secret: &[u8]) -> Hash {
        // A key of any length will do for HMAC.
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&self.secret) else {
            return Hash::ZERO;
        };
        mac.update(&(purpose.len() as u64).to_be_bytes());
        mac.update(purpose.as_bytes());
        mac.update(secret);
        Hash::from_bytes(mac.finalize().into_bytes().into())
    }

    fn begin(&self, entries: Vec<Vec<u8>>, now: Timestamp) -> Asked<'_, bool> {
        let store = self.store.clone();
        let (feed, end) = (Arc::clone(&self.feed), Cursor(entries.len() as u64));
        let told = move |begun: &bool| {
            if *begun {
                feed.send_replace(end);
            }
        };
        Box::pin(self.writer.write(move |conn| append::begin(conn, &store, entries, now), told))
    }

    fn offer(&self, code: NewCode, who: &str, now: Timestamp) -> Asked<'_, bool> {
        let (store, who) = (self.store.clone(), who.to_owned());
        self.change(move |conn| members::offer(conn, &store, &code, &who, now))
    }

    fn admit(&self, newcomer: Newcomer, now: Timestamp) -> Asked<'_, Admission> {
        let (store, data) = (self.store.clone(), self.data.clone());
        self.change(move |conn| members::admit(conn, &data, &store, &newcomer, now))
    }

    fn revoke(&self, register: RegisterId, who: &str, now: Timestamp) -> Asked<'_, bool> {
        self.decide(register, Decision::Revoked, who, now)
    }

    fn declare_lost(&self, register: RegisterId, who: &str, now: Timestamp) -> Asked<'_, bool> {
        self.decide(register, Decision::Lost, who, now)
    }

    fn register(&self, store: StoreId, register: RegisterId) -> Asked<'_, Option<RegisterRow>> {
        if store != self.store {
            return Box::pin(async { Ok(None) });
        }
        self.read(move |conn| members::register(conn, store_row(conn, &store)?.number, &register))
    }

    fn registers(&self) -> Asked<'_, Vec<RegisterRow>> {
        let store = self.store.clone();
        self.read(move |conn| members::registers(conn, store_row(conn, &store)?.number))
    }

    fn open_session(&self, session: NewSession, now: Timestamp) -> Asked<'_, bool> {
        self.change(move |conn| members::open_session(conn, &session, now))
    }

    fn session(&self, token: Hash, now: Timestamp) -> Asked<'_, Option<Session>> {
        let store = self.store.clone();
        self.read(move |conn| members::session(conn, &store, token, now))
    }

    fn hear(&self, session: Session, sign: Sign, now: Timestamp) -> Asked<'_, Reply> {
        let data = self.data.clone();
        self.change(move |conn| members::hear(conn, &data, &session, &sign, now))
    }

    fn note_rights(&self, session: Session, report: Report, now: Timestamp) -> Asked<'_, Reply> {
        let data = self.data.clone();
        self.change(move |conn| members::note_rights(conn, &data, &session, &report, now))
    }

    fn append(&self, session: Session, push: Push, now: Timestamp) -> Asked<'_, Taken> {
        let (data, feed) = (self.data.clone(), Arc::clone(&self.feed));
        let told = move |taken: &Taken| {
            if let Taken::Answered { reply: Reply::Ack(ack), .. } = taken {
                feed.send_if_modified(|known| {
                    let moved = ack.feed > *known;
                    *known = ack.feed.max(*known);
                    moved
                });
            }
        };
        Box::pin(self.writer.write(move |conn| append::append(conn, &data, &session, &push, now), told))
    }

    fn page(&self, session: Session, pull: Pull, now: Timestamp) -> Asked<'_, Reply> {
        self.read(move |conn| reading::page(conn, &session, &pull, now))
    }

    fn kept_apart(&self, limit: u32) -> Asked<'_, Vec<Kept>> {
        let store = self.store.clone();
        self.read(move |conn| reading::kept_apart(conn, &store, limit))
    }

    fn audit(&self, limit: u32) -> Asked<'_, Vec<Act>> {
        let store = self.store.clone();
        self.read(move |conn| reading::audit(conn, &store, limit))
    }

    fn counts(&self, now: Timestamp) -> Asked<'_, Counts> {
        let store = self.store.clone();
        Box::pin(async move {
            let counts = self.readers.read(move |conn| reading::counts(conn, &store, now)).await?;
            // Whatever cannot write is no log.
            self.writer.write(|_| Ok(()), |()| ()).await?;
            Ok(Counts { waiting: self.writer.waiting(), ..counts })
        })
    }
}
