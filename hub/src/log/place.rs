//! Where a shop's log is: in a folder of this machine, or in a PostgreSQL database.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use evertill_domain::clock::Timestamp;
use evertill_wire::sync::Epoch;

use super::backup::{self, Restored};
use super::postgres::{self, Address};
use super::sqlite::FILE;
use super::{LogError, PostgresLog, ShopLog, SqliteLog};

/// Where a log is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// In SQLite, in this folder.
    Folder(PathBuf),
    /// In PostgreSQL.
    Database(Address),
}

impl Place {
    /// Opens the log for a hub, and begins one where there is none.
    ///
    /// # Errors
    /// [`LogError`].
    pub fn open(&self, now: Timestamp) -> Result<Arc<dyn ShopLog>, LogError> {
        Ok(match self {
            Self::Folder(data) => Arc::new(SqliteLog::open(data, now)?),
            Self::Database(address) => Arc::new(PostgresLog::open(address, now)?),
        })
    }

    /// Opens the log for a command, whether or not a hub has it open.
    ///
    /// # Errors
    /// [`LogError`].
    pub fn open_beside(&self, now: Timestamp) -> Result<Arc<dyn ShopLog>, LogError> {
        Ok(match self {
            Self::Folder(data) => Arc::new(SqliteLog::open_beside(data, now)?),
            Self::Database(address) => Arc::new(PostgresLog::open_beside(address, now)?),
        })
    }

    /// Whether there is a log.
    ///
    /// # Errors
    /// [`LogError`].
    pub fn holds_a_log(&self) -> Result<bool, LogError> {
        match self {
            Self::Folder(data) => Ok(data.join(FILE).exists()),
            Self::Database(address) => postgres::holds_a_log(address),
        }
    }

    /// Copies the log into a file of its own, which comes back into either database. A file that is there is replaced only
    /// by a whole one.
    ///
    /// # Errors
    /// [`LogError`].
    pub fn back_up(&self, file: &Path, now: Timestamp) -> Result<(), LogError> {
        match self {
            Self::Folder(data) => backup::back_up(data, file),
            Self::Database(address) => postgres::back_up(address, file, now),
        }
    }

    /// Puts a backup in the place of the log, and begins a new life. What was there is kept.
    ///
    /// # Errors
    /// [`LogError::InUse`] while a hub runs, and what else [`LogError`] says; the log is then as it was.
    pub fn restore(&self, file: &Path, now: Timestamp) -> Result<Restored, LogError> {
        match self {
            Self::Folder(data) => backup::restore(data, file, now),
            Self::Database(address) => postgres::restore(address, file, now),
        }
    }

    /// Begins a new life of a log that somebody has put back by other means.
    ///
    /// # Errors
    /// [`LogError::InUse`] while a hub has the folder open, and what else [`LogError`] says.
    pub async fn begin_life(&self, who: &str, now: Timestamp) -> Result<Epoch, LogError> {
        match self {
            Self::Folder(data) => SqliteLog::open(data, now)?.begin_life(who, now).await,
            Self::Database(address) => PostgresLog::open_beside(address, now)?.begin_life(who, now).await,
        }
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Folder(data) => write!(f, "{}", data.display()),
            Self::Database(address) => write!(f, "the database {address}"),
        }
    }
}
