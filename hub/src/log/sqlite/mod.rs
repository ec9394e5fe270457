//! The shop's log in SQLite: one file in a data folder, which one hub has open, durable with each commit.

mod tables;

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use evertill_domain::clock::Timestamp;

use super::tables::database::{Access, Database, within};
use super::tables::settle::settle;
use super::tables::{TableLog, migrate};
use super::{LogError, life};

pub use tables::{APPLICATION_ID, SqliteTables, Table, connect};

/// The database's name in the data folder.
pub const FILE: &str = "log.sqlite3";

/// The shop's log in a data folder.
pub type SqliteLog = TableLog<Sqlite>;

/// A data folder.
#[derive(Debug)]
pub struct Sqlite {
    data: PathBuf,
    secret: OnceLock<Vec<u8>>,
    /// Keeps a second hub away; `None` for a command beside a running hub.
    _occupied: Option<File>,
}

impl Database for Sqlite {
    type Tables = SqliteTables;

    fn connect(&self, _access: Access) -> Result<SqliteTables, LogError> {
        SqliteTables::open(&self.data)
    }

    fn secret(&self) -> Vec<u8> {
        self.secret.get().cloned().unwrap_or_default()
    }
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
        life::private(&data.join(FILE)).map_err(|error| life::io_error(&error))?;
        let database = Sqlite { data: data.to_owned(), secret: OnceLock::new(), _occupied: occupied };
        let tables = database.connect(Access::Writing)?;
        within(&tables, |within| {
            tables.claim()?;
            migrate::migrate(within, now)
        })?;
        let life = within(&tables, |tables| settle(tables, now))?;
        let _ = database.secret.set(life.secret.0);
        Self::over(Arc::new(database), tables, life.store, Arc::default())
    }
}
