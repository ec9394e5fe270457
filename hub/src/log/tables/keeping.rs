//! The log that is kept in tables: changes go through one thread, reads through connections that never write.

use std::sync::Arc;

use evertill_domain::clock::Timestamp;
use evertill_domain::ids::{RegisterId, StoreId};
use evertill_sync::hub::gives;
use evertill_wire::Hash;
use evertill_wire::sync::{Cursor, Epoch, Pull, Push, Reply, Report, Transfer};
use hmac::{Hmac, Mac as _};
use sha2::Sha256;
use tokio::sync::watch;

use super::database::{Database, Tables};
use super::feed::Feed;
use super::members::{self, Decision};
use super::reading::{self, Readers};
use super::writer::Writer;
use super::{StoreRow, append, ledger, rights, settle, store_row};
use crate::log::{
    Act, Admission, Asked, Counts, Kept, LogError, NewCode, NewSession, Newcomer, RegisterRow, Session, ShopLog, Sign,
    Taken,
};

/// The shop's log in a database.
pub struct TableLog<D: Database> {
    store: StoreId,
    database: Arc<D>,
    feed: Arc<Feed>,
    readers: Readers<D>,
    writer: Writer,
}

impl<D: Database> std::fmt::Debug for TableLog<D> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TableLog").field("store", &self.store).finish_non_exhaustive()
    }
}

impl<D: Database> TableLog<D> {
    /// The log of a shop in a database that is up to date and settled. `tables` is a connection to write through, and `feed`
    /// where the feed's end is told.
    ///
    /// # Errors
    /// [`LogError::Gone`] where the system starts no thread.
    pub fn over(database: Arc<D>, tables: D::Tables, store: StoreId, feed: Arc<Feed>) -> Result<Self, LogError> {
        let row = store_row(&tables, &store)?;
        feed.tell(row.epoch, row.feed);
        let readers = Readers::new(Arc::clone(&database));
        let writer = Writer::start(Arc::clone(&database), tables)?;
        Ok(Self { store, database, feed, readers, writer })
    }

    /// Begins a new life of the log because somebody says so, and answers which: what registers know of the old one counts
    /// for nothing from here on, and they say again what they hold.
    ///
    /// # Errors
    /// [`LogError`].
    pub async fn begin_life(&self, who: &str, now: Timestamp) -> Result<Epoch, LogError> {
        let who = who.to_owned();
        self.writer.write(move |tables| settle::begin_life(tables, &who, now), |_| ()).await
    }

    /// A change whose success says nothing about the feed.
    fn change<'a, T: Send + 'static>(
        &'a self,
        change: impl FnOnce(&dyn Tables) -> Result<T, LogError> + Send + 'static,
    ) -> Asked<'a, T> {
        Box::pin(self.writer.write(change, |_| ()))
    }

    fn decide(&self, register: RegisterId, decision: Decision, who: &str, now: Timestamp) -> Asked<'_, bool> {
        let (store, who) = (self.store.clone(), who.to_owned());
        self.change(move |tables| members::decide(tables, &store, &register, decision, &who, now))
    }

    fn read<'a, T: Send + 'static>(
        &'a self,
        read: impl FnOnce(&dyn Tables) -> Result<T, LogError> + Send + 'static,
    ) -> Asked<'a, T> {
        Box::pin(self.readers.read(read))
    }
}

impl<D: Database> ShopLog for TableLog<D> {
    fn store(&self) -> StoreId {
        self.store.clone()
    }

    fn feed(&self) -> watch::Receiver<Cursor> {
        self.feed.listen()
    }

    fn life(&self) -> Asked<'_, (Epoch, Cursor)> {
        let store = self.store.clone();
        self.read(move |tables| store_row(tables, &store).map(|row| (row.epoch, row.feed)))
    }

    fn sealed(&self, purpose: &str, secret: &[u8]) -> Hash {
        // A key of any length will do for HMAC.
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&self.database.secret()) else {
            return Hash::ZERO;
        };
        mac.update(&(purpose.len() as u64).to_be_bytes());
        mac.update(purpose.as_bytes());
        mac.update(secret);
        Hash::from_bytes(mac.finalize().into_bytes().into())
    }

    fn begin(&self, entries: Vec<Vec<u8>>, now: Timestamp) -> Asked<'_, bool> {
        let store = self.store.clone();
        let feed = Arc::clone(&self.feed);
        let begun = move |tables: &dyn Tables| {
            let begun = append::begin(tables, &store, entries, now)?;
            Ok((begun, store_row(tables, &store)?))
        };
        let told = move |(_, row): &(bool, StoreRow)| feed.tell(row.epoch, row.feed);
        Box::pin(async move { self.writer.write(begun, told).await.map(|(begun, _)| begun) })
    }

    fn offer(&self, code: NewCode, who: &str, now: Timestamp) -> Asked<'_, bool> {
        let (store, who) = (self.store.clone(), who.to_owned());
        self.change(move |tables| members::offer(tables, &store, &code, &who, now))
    }

    fn admit(&self, newcomer: Newcomer, now: Timestamp) -> Asked<'_, Admission> {
        let store = self.store.clone();
        self.change(move |tables| members::admit(tables, &store, &newcomer, now))
    }

    fn revoke(&self, register: RegisterId, who: &str, now: Timestamp) -> Asked<'_, bool> {
        self.decide(register, Decision::Revoked, who, now)
    }

    fn unfreeze(&self, register: RegisterId, who: &str, now: Timestamp) -> Asked<'_, bool> {
        self.decide(register, Decision::Looked, who, now)
    }

    fn declare_lost(&self, register: RegisterId, who: &str, now: Timestamp) -> Asked<'_, bool> {
        self.decide(register, Decision::Lost, who, now)
    }

    fn register(&self, store: StoreId, register: RegisterId) -> Asked<'_, Option<RegisterRow>> {
        if store != self.store {
            return Box::pin(async { Ok(None) });
        }
        self.read(move |tables| members::register(tables, store_row(tables, &store)?.number, &register))
    }

    fn registers(&self) -> Asked<'_, Vec<RegisterRow>> {
        let store = self.store.clone();
        self.read(move |tables| members::registers(tables, store_row(tables, &store)?.number))
    }

    fn open_session(&self, session: NewSession, now: Timestamp) -> Asked<'_, bool> {
        self.change(move |tables| members::open_session(tables, &session, now))
    }

    fn session(&self, token: Hash, now: Timestamp) -> Asked<'_, Option<Session>> {
        let store = self.store.clone();
        self.read(move |tables| members::session(tables, &store, token, now))
    }

    fn hear(&self, session: Session, sign: Sign, now: Timestamp) -> Asked<'_, Reply> {
        self.change(move |tables| members::hear(tables, &session, &sign, now))
    }

    fn note_rights(&self, session: Session, report: Report, now: Timestamp) -> Asked<'_, Reply> {
        self.change(move |tables| rights::note(tables, &session, &report, now))
    }

    fn transfer(&self, session: Session, transfer: Transfer, now: Timestamp) -> Asked<'_, Reply> {
        Box::pin(async move {
            // A transfer waits for the ledger, and whatever else is written does not.
            while self.book().await? {}
            self.writer.write(move |tables| rights::transfer(tables, &session, &transfer, now), |_| ()).await
        })
    }

    fn book(&self) -> Asked<'_, bool> {
        let store = self.store.clone();
        self.change(move |tables| ledger::book(tables, &store_row(tables, &store)?))
    }

    fn append(&self, session: Session, push: Push, now: Timestamp) -> Asked<'_, Taken> {
        let feed = Arc::clone(&self.feed);
        let told = move |taken: &Taken| {
            if let Taken::Answered { reply: Reply::Ack(ack), .. } = taken {
                feed.tell(ack.epoch, ack.feed);
            }
        };
        Box::pin(self.writer.write(move |tables| append::append(tables, &session, &push, now), told))
    }

    fn page(&self, session: Session, pull: Pull, now: Timestamp) -> Asked<'_, Reply> {
        Box::pin(async move {
            let asked = session.clone();
            let reply = self.readers.read(move |tables| reading::page(tables, &asked, &pull, now)).await?;
            if gives(&reply).is_none() {
                return Ok(reply);
            }
            // What is given away is given to one journal alone: it is decided, and kept, where changes are made.
            self.writer.write(move |tables| reading::page_or_fork(tables, &session, &pull, now), |_| ()).await
        })
    }

    fn entries(&self, after: Cursor, limit: u32) -> Asked<'_, Vec<Vec<u8>>> {
        let store = self.store.clone();
        self.read(move |tables| reading::entries(tables, &store, after, limit))
    }

    fn kept_apart(&self, limit: u32) -> Asked<'_, Vec<Kept>> {
        let store = self.store.clone();
        self.read(move |tables| reading::kept_apart(tables, &store, limit))
    }

    fn audit(&self, limit: u32) -> Asked<'_, Vec<Act>> {
        let store = self.store.clone();
        self.read(move |tables| reading::audit(tables, &store, limit))
    }

    fn counts(&self, now: Timestamp) -> Asked<'_, Counts> {
        let store = self.store.clone();
        Box::pin(async move {
            let counts = self.readers.read(move |tables| reading::counts(tables, &store, now)).await?;
            // Whatever cannot write is no log.
            self.writer.write(|_| Ok(()), |()| ()).await?;
            Ok(Counts { waiting: self.writer.waiting(), ..counts })
        })
    }
}
