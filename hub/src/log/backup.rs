//! Backups of the log's database, and what comes back from one.
//!
//! A backup is a whole database in one file. It can be made while a hub runs. What comes back from it begins a new life of the
//! log, and waits until every register has said what it holds: what they had pushed since the backup comes again.

use std::fs;
use std::path::{Path, PathBuf};

use evertill_domain::clock::Timestamp;
use evertill_domain::ids::StoreId;
use evertill_wire::sync::Epoch;
use rusqlite::backup::Backup;
use rusqlite::{Connection, OpenFlags};

use super::life::{self, Life, io_error};
use super::sqlite::{APPLICATION_ID, FILE, SqliteTables, connect};
use super::tables::database::{Tables as _, within};
use super::tables::migrate;
use super::tables::settle::first_store;
use super::{LogError, SqliteLog};

/// How many pages of the database are copied at a time; a hub that runs writes in between.
const STEP_PAGES: i32 = 4_096;

/// Copies the log of a data folder into a file of its own. A file that is there is replaced only by a whole one.
///
/// # Errors
/// [`LogError`].
pub fn back_up(data: &Path, file: &Path) -> Result<(), LogError> {
    let log = data.join(FILE);
    if !log.exists() {
        return Err(LogError::Gone(format!("{} holds no log", data.display())));
    }
    let waiting = waiting_for(file)?;
    let from = connect(&log)?;
    let mut to = Connection::open(&waiting)?;
    Backup::new(&from, &mut to)?.run_to_completion(STEP_PAGES, std::time::Duration::ZERO, None)?;
    finish(SqliteTables::of(to), &waiting, file)
}

/// An empty file that becomes a backup once it is whole.
fn waiting_for(file: &Path) -> Result<PathBuf, LogError> {
    let waiting = beside(file, "part");
    for suffix in ["", "-wal", "-shm"] {
        remove(&with_suffix(&waiting, suffix))?;
    }
    life::private(&waiting).map_err(|error| io_error(&error))?;
    Ok(waiting)
}

/// A log without anything in it that becomes a backup, for whoever fills it.
///
/// # Errors
/// [`LogError`].
pub fn prepared(file: &Path, now: Timestamp) -> Result<(PathBuf, SqliteTables), LogError> {
    let waiting = waiting_for(file)?;
    let tables = SqliteTables::of(connect(&waiting)?);
    tables.claim()?;
    within(&tables, |tables| migrate::migrate(tables, now))?;
    Ok((waiting, tables))
}

/// Puts a backup that is whole in its place.
///
/// # Errors
/// [`LogError`].
pub fn finish(backup: SqliteTables, waiting: &Path, file: &Path) -> Result<(), LogError> {
    // A backup is one file: it is written without a log of its own beside it.
    backup.say("PRAGMA journal_mode = DELETE")?;
    check(&backup)?;
    drop(backup);
    fs::File::open(waiting).and_then(|whole| whole.sync_all()).map_err(|error| io_error(&error))?;
    fs::rename(waiting, file).map_err(|error| io_error(&error))?;
    sync_parent(file)
}

/// What came of a restore.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// The life that has begun.
    pub epoch: Epoch,
    /// Where the log lies that was there before; `None` where there was none.
    pub before: Option<String>,
}

/// Puts a backup in the place of the log, and begins a new life. The database that was there is kept beside it.
///
/// # Errors
/// [`LogError::InUse`] while a hub runs, and what else [`LogError`] says; the log is then as it was.
pub fn restore(data: &Path, file: &Path, now: Timestamp) -> Result<Restored, LogError> {
    life::make_folder(data).map_err(|error| io_error(&error))?;
    let occupied = life::occupy(data)?;
    let (store, last) = shop_of(file)?;
    let log = data.join(FILE);
    let waiting = beside(&log, "part");
    remove(&waiting)?;
    fs::copy(file, &waiting).map_err(|error| io_error(&error))?;
    life::private(&waiting).and_then(|copy| copy.sync_all()).map_err(|error| io_error(&error))?;
    // First of all: from here on nothing that was said to the old life counts, wherever this is cut off.
    let epoch = begin_life(data, &store, last)?;
    let before = set_aside(&log, epoch)?;
    fs::rename(&waiting, &log).map_err(|error| io_error(&error))?;
    sync_parent(&log)?;
    drop(occupied);
    // Opening it brings it up to date and recalls the registers.
    let conn = connect(&log)?;
    conn.execute_batch("DELETE FROM sessions; DELETE FROM codes")?;
    drop(conn);
    drop(SqliteLog::open(data, now)?);
    Ok(Restored { epoch, before: before.map(|before| before.display().to_string()) })
}

/// A backup, if it is whole and one that this build can read.
///
/// # Errors
/// [`LogError`].
pub fn checked(file: &Path) -> Result<SqliteTables, LogError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let tables = SqliteTables::of(Connection::open_with_flags(file, flags)?);
    check(&tables)?;
    Ok(tables)
}

/// The shop that a backup is of.
fn shop_of(file: &Path) -> Result<(StoreId, Epoch), LogError> {
    first_store(&checked(file)?)?.ok_or_else(|| LogError::Gone(format!("{} is empty", file.display())))
}

/// Whether a database is one of ours and whole.
fn check(tables: &SqliteTables) -> Result<(), LogError> {
    let said = |pragma| tables.row(pragma, &[])?.ok_or_else(|| LogError::Gone("it says nothing".to_owned()));
    if said("PRAGMA application_id")?.number(0)? != APPLICATION_ID {
        return Err(LogError::Gone("it is not a shop's log".to_owned()));
    }
    let found = said("PRAGMA integrity_check")?.text(0)?;
    if found != "ok" {
        return Err(LogError::Gone(format!("it is damaged: {found}")));
    }
    migrate::version(tables).map(drop)
}

fn begin_life(data: &Path, store: &StoreId, last: Epoch) -> Result<Epoch, LogError> {
    let secret = crate::luck::bytes::<32>().map_err(|error| LogError::Gone(error.to_string()))?;
    Life::change(data, |life| {
        let known = life.get_or_insert_with(|| Life {
            store: store.clone(),
            epoch: last,
            secret: evertill_wire::sync::Bytes::default(),
            registers: Vec::new(),
        });
        if known.store != *store {
            return Err(LogError::Gone("the backup is of another shop".to_owned()));
        }
        known.epoch = Epoch(known.epoch.max(last).0.saturating_add(1));
        // Nothing that was sealed in the old life, such as a nonce, is good for anything in this one.
        known.secret = evertill_wire::sync::Bytes(secret.to_vec());
        Ok(known.epoch)
    })?
}

/// Keeps the database under another name, with all that it has written beside itself. It also stays where it is, so that
/// there is a log at every moment; only where the system knows no second names it is moved.
fn set_aside(log: &Path, epoch: Epoch) -> Result<Option<PathBuf>, LogError> {
    if !log.exists() {
        return Ok(None);
    }
    // What was written ahead belongs to this database alone, and would spoil the one that comes. A database that is too
    // damaged for that keeps it beside its other name.
    let _ = connect(log).and_then(|conn| Ok(conn.execute_batch("PRAGMA journal_mode = DELETE")?));
    let to = beside(log, &format!("before-life-{}", epoch.0));
    for suffix in ["-wal", "-shm"] {
        let from = with_suffix(log, suffix);
        if from.exists() {
            fs::rename(&from, with_suffix(&to, suffix)).map_err(|error| io_error(&error))?;
        }
    }
    fs::hard_link(log, &to).or_else(|_| fs::rename(log, &to)).map_err(|error| io_error(&error))?;
    sync_parent(log)?;
    Ok(Some(to))
}

fn beside(path: &Path, what: &str) -> PathBuf {
    with_suffix(path, &format!(".{what}"))
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

fn remove(path: &Path) -> Result<(), LogError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(io_error(&error)),
        _ => Ok(()),
    }
}

fn sync_parent(path: &Path) -> Result<(), LogError> {
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    life::sync_folder(parent).map_err(|error| io_error(&error))
}
