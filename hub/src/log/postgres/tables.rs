//! The log's tables through one connection to PostgreSQL.

use std::cell::Cell;
use std::sync::Arc;

use evertill_domain::clock::Timestamp;
use evertill_domain::ids::StoreId;
use evertill_wire::sync::{Cursor, Epoch};
use evertill_wire::{from_record, to_record};

use super::{Alive, Link, Role, Settled, Shop, dialect, life};
use crate::log::tables::database::{Access, Row, Tables, Value, values};
use crate::log::tables::migrate;
use crate::log::tables::settle::{first_store, settle};
use crate::log::{Life, LogError};

/// Everything is read from one state of the database.
const READ: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
/// Each statement sees what was committed before it; whoever writes is the only one to.
const WRITE: &str = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE";
/// Which life the log lives, and which table says so.
const SEEN: &str = "SELECT epoch, tableoid::bigint FROM stores ORDER BY store LIMIT 1";
/// The same, and nobody else writes until the transaction ends.
const HELD: &str = "SELECT epoch, tableoid::bigint FROM stores ORDER BY store LIMIT 1 FOR UPDATE";

/// What a hub holds for as long as it is connected, shared with other hubs. A restore wants it alone.
const SHARE: &str = "SELECT CASE WHEN pg_try_advisory_lock_shared(1163285580, 1) THEN 1 ELSE 0 END";
/// The same, alone. A hub that has just ended may take a moment to be gone.
const ALONE: &str = "SELECT 1 FROM pg_advisory_lock(1163285580, 1)";
const A_MOMENT: &str = "SET lock_timeout = '3s'";
/// Who sets tables up does so alone, until the transaction ends.
const SET_UP: &str = "SELECT 1 FROM pg_advisory_xact_lock(1163285580, 2)";

const FIND_SCHEMA: &str = "SELECT count(to_regclass('evertill.stores')) + count(to_regclass('evertill_life.life'))";
const MAKE_SCHEMAS: &str = "
    CREATE SCHEMA IF NOT EXISTS evertill;
    CREATE SCHEMA IF NOT EXISTS evertill_life;
    CREATE TABLE IF NOT EXISTS evertill_life.life (
        one BOOLEAN PRIMARY KEY DEFAULT TRUE CHECK (one), record BYTEA NOT NULL, mark TEXT NOT NULL);
";

const LIFE: &str = "SELECT record FROM evertill_life.life";
const LIFE_TO_CHANGE: &str = "SELECT record FROM evertill_life.life FOR UPDATE";
const SET_LIFE: &str = "INSERT INTO evertill_life.life (record, mark) VALUES (?1, '')
    ON CONFLICT (one) DO UPDATE SET record = excluded.record";

/// Tells every hub where the feed ends, once the transaction is kept.
const TELL: &str = "SELECT pg_notify('evertill_feed', epoch || ' ' || feed) FROM stores ORDER BY store LIMIT 1";

/// The tables, through one connection.
pub struct PostgresTables {
    link: Link,
    shop: Arc<Shop>,
    /// The table of stores that this connection was greeted by.
    stores: Cell<i64>,
    feed_moved: Cell<bool>,
}

impl PostgresTables {
    /// The tables of a connection that nobody has greeted.
    pub(super) fn over(link: Link, shop: &Arc<Shop>) -> Self {
        Self { link, shop: Arc::clone(shop), stores: Cell::default(), feed_moved: Cell::default() }
    }

    /// A connection to a log that is there.
    ///
    /// # Errors
    /// [`LogError`].
    pub(super) fn open(shop: &Arc<Shop>, access: Access) -> Result<Self, LogError> {
        let tables = Self::over(Link::connect(&shop.address)?, shop);
        if access == Access::Writing {
            tables.enter()?;
        }
        life::greet(&tables)?;
        Ok(tables)
    }

    /// A connection to a log that is brought up to date first, or begun.
    ///
    /// # Errors
    /// [`LogError`].
    pub(super) fn settled(shop: &Arc<Shop>, now: Timestamp) -> Result<Settled, LogError> {
        let tables = Self::over(Link::connect(&shop.address)?, shop);
        tables.enter()?;
        let life = tables.set_up(|tables| {
            migrate::migrate(tables, now)?;
            let is_new = first_store(tables)?.is_none();
            let life = settle(tables, now)?;
            if is_new {
                life::mark(tables)?;
            }
            Ok(life)
        })?;
        life::greet(&tables)?;
        Ok((tables, life.store))
    }

    /// Keeps restores away for as long as a hub is connected.
    fn enter(&self) -> Result<(), LogError> {
        let entered =
            self.shop.role != Role::Hub || self.link.rows(SHARE, &[])?.iter().any(|row| row.flag(0) == Ok(true));
        if entered { Ok(()) } else { Err(LogError::InUse) }
    }

    /// Keeps hubs away for as long as this connection lasts.
    ///
    /// # Errors
    /// [`LogError::InUse`] where one is connected.
    pub fn enter_alone(&self) -> Result<(), LogError> {
        self.link.say(A_MOMENT)?;
        match self.link.rows(ALONE, &[]) {
            Err(LogError::Busy) => Err(LogError::InUse),
            entered => entered.map(drop),
        }
    }

    /// Changes which tables there are, alone and as a whole.
    ///
    /// # Errors
    /// [`LogError`].
    pub fn set_up<T>(&self, change: impl FnOnce(&Self) -> Result<T, LogError>) -> Result<T, LogError> {
        self.link.begin(WRITE, SET_UP)?;
        let changed = make_schemas(&self.link).and_then(|()| change(self));
        let changed = changed.and_then(|answer| self.commit().map(|()| answer));
        if changed.is_err() {
            self.roll_back();
        }
        changed
    }

    /// The connection.
    pub const fn link(&self) -> &Link {
        &self.link
    }

    /// Notes which tables these are, and the life that the log lives.
    ///
    /// # Errors
    /// [`LogError`].
    pub fn lives(&self, stores: i64) -> Result<(), LogError> {
        self.stores.set(stores);
        let life = self.life(LIFE)?.ok_or_else(|| LogError::Gone("the log has no life".to_owned()))?;
        self.shop.lives(Alive { epoch: life.epoch, secret: life.secret.0 });
        Ok(())
    }

    /// The shop whose log this is, as its life says; `None` where there is none.
    ///
    /// # Errors
    /// [`LogError`].
    pub fn store(&self) -> Result<Option<StoreId>, LogError> {
        Ok(self.life(LIFE)?.map(|life| life.store))
    }

    fn life(&self, statement: &'static str) -> Result<Option<Life>, LogError> {
        let mut rows = self.link.rows(statement, &[])?;
        let Some(row) = rows.first_mut() else { return Ok(None) };
        from_record(&row.bytes(0)?).map(Some).map_err(|error| LogError::Gone(error.to_string()))
    }

    /// Looks whether the log is still the one that this connection was greeted by, and lives the same life.
    fn look(&self, seen: &[Row]) -> Result<(), LogError> {
        let row = seen.first().ok_or_else(|| LogError::Gone("the log is empty".to_owned()))?;
        if row.number(1)? != self.stores.get() {
            self.link.give_up();
            return Err(LogError::Gone("another log was put in the place of this one".to_owned()));
        }
        if Epoch(row.count(0)?) != self.shop.alive().epoch {
            self.lives(self.stores.get())?;
        }
        Ok(())
    }
}

/// Whoever may not make schemas is only asked to where there are none; where there is a log, nobody writes to it meanwhile.
fn make_schemas(link: &Link) -> Result<(), LogError> {
    if holds_a_log(link)? { link.rows(HELD, &[]).map(drop) } else { link.say(MAKE_SCHEMAS) }
}

/// Whether a database holds a log, with its life.
///
/// # Errors
/// [`LogError`].
pub fn holds_a_log(link: &Link) -> Result<bool, LogError> {
    let found = link.rows(FIND_SCHEMA, &[])?;
    Ok(found.first().is_some_and(|row| row.number(0) == Ok(2)))
}

impl Tables for PostgresTables {
    fn begin(&self, access: Access) -> Result<(), LogError> {
        self.feed_moved.set(false);
        let seen = match access {
            Access::Reading => self.link.begin(READ, SEEN)?,
            Access::Writing => self.link.begin(WRITE, HELD)?,
        };
        let looked = self.look(&seen);
        if looked.is_err() {
            self.roll_back();
        }
        looked
    }

    fn commit(&self) -> Result<(), LogError> {
        self.link.commit(self.feed_moved.take().then_some(TELL))
    }

    fn roll_back(&self) {
        self.link.roll_back();
    }

    fn is_open(&self) -> bool {
        self.link.is_open()
    }

    fn is_usable(&self) -> bool {
        self.link.is_usable()
    }

    fn say(&self, statements: &str) -> Result<(), LogError> {
        self.link.say(&dialect::definition(statements))
    }

    fn run(&self, statement: &'static str, values: &[Value<'_>]) -> Result<u64, LogError> {
        self.link.run(statement, values)
    }

    fn run_all(&self, statement: &'static str, lists: &[Vec<Value<'_>>]) -> Result<(), LogError> {
        self.link.run_all(statement, lists)
    }

    fn rows(&self, statement: &'static str, values: &[Value<'_>]) -> Result<Vec<Row>, LogError> {
        self.link.rows(statement, values)
    }

    fn change_life(&self, change: &mut dyn FnMut(&mut Option<Life>)) -> Result<(), LogError> {
        let before = self.life(LIFE_TO_CHANGE)?;
        let mut life = before.clone();
        change(&mut life);
        match life.filter(|after| before.as_ref() != Some(after)) {
            Some(after) => self.link.run(SET_LIFE, &values![to_record(&after).as_slice()]).map(drop),
            None => Ok(()),
        }
    }

    fn feed_moved(&self, _feed: Cursor) {
        self.feed_moved.set(true);
    }
}
