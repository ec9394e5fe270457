//! Backups of a log in PostgreSQL, and what comes back from one. A backup is the same file that a log in SQLite is backed up
//! to: either database takes in what the other one wrote. The life stays where it is.

use std::path::Path;
use std::time::Duration;

use evertill_domain::clock::Timestamp;
use evertill_domain::ids::StoreId;
use tokio_postgres::binary_copy::BinaryCopyInWriter;
use tokio_postgres::types::{ToSql, Type};

use super::address::Address;
use super::link::Link;
use super::tables::PostgresTables;
use super::{Role, Shop, life, on_a_thread};
use crate::log::LogError;
use crate::log::backup::{Restored, checked, finish, prepared};
use crate::log::sqlite::{SqliteTables, Table};
use crate::log::tables::database::{Access, Row, Tables as _, within};
use crate::log::tables::migrate;
use crate::log::tables::settle::{begin_life, first_store};

/// How many rows are written at a time, and how many bytes they may have.
const STEP_ROWS: usize = 10_000;
const STEP_BYTES: usize = 16 << 20;
/// How long copying one table may take.
const COPY_TIME: Duration = Duration::from_secs(24 * 3_600);
/// A backup takes as long as it takes.
const PATIENCE: &str = "SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0";
/// The log makes way for the one that comes, within the same transaction.
const MAKE_ROOM: &str = "ALTER SCHEMA evertill RENAME TO evertill_before; CREATE SCHEMA evertill";
/// Who puts backups back.
const WHO: &str = "a restore";

/// Copies the log of a database into a file of its own, also while hubs run. A file that is there is replaced only by a whole
/// one.
///
/// # Errors
/// [`LogError`].
pub fn back_up(address: &Address, file: &Path, now: Timestamp) -> Result<(), LogError> {
    on_a_thread(|| {
        if !super::tables::holds_a_log(&super::Link::connect(address)?)? {
            return Err(LogError::Gone("the database holds no log".to_owned()));
        }
        // The file is one of this build: the tables are brought up to date first.
        let (from, _) = PostgresTables::settled(&Shop::of(address, Role::Command), now)?;
        from.say(PATIENCE)?;
        let (waiting, to) = prepared(file, now)?;
        from.begin(Access::Reading)?;
        for table in to.contents()? {
            copy_out(&from, &to, &table)?;
        }
        from.roll_back();
        finish(to, &waiting, file)
    })
}

fn copy_out(from: &PostgresTables, to: &SqliteTables, table: &Table) -> Result<(), LogError> {
    let link = from.link();
    let statement = format!("SELECT {} FROM {}", table.columns.join(", "), table.name);
    let nothing: [&(dyn ToSql + Sync); 0] = [];
    let mut rows = Box::pin(link.wait_for(COPY_TIME, link.client().query_raw(&statement, nothing))?);
    let mut step = Vec::new();
    let mut bytes = 0;
    loop {
        let next = link.next(&mut rows)?;
        let ends = next.is_none();
        bytes += next.as_ref().map_or(0, Row::size);
        step.extend(next);
        if ends || step.len() >= STEP_ROWS || bytes >= STEP_BYTES {
            within(to, |_| to.add(table, &step))?;
            step.clear();
            bytes = 0;
        }
        if ends {
            return Ok(());
        }
    }
}

/// Puts a backup in the place of the log, and begins a new life. The log that was there is kept in a schema of its own.
///
/// # Errors
/// [`LogError::InUse`] while a hub is connected, and what else [`LogError`] says; the log is then as it was.
pub fn restore(address: &Address, file: &Path, now: Timestamp) -> Result<Restored, LogError> {
    on_a_thread(|| {
        let from = checked(file)?;
        let (store, _) = first_store(&from)?.ok_or_else(|| LogError::Gone(format!("{} is empty", file.display())))?;
        let tables = PostgresTables::over(Link::connect(address)?, &Shop::of(address, Role::Command));
        tables.enter_alone()?;
        tables.say(PATIENCE)?;
        tables.set_up(|tables| replace(tables, &from, &store, now))
    })
}

fn replace(
    tables: &PostgresTables,
    from: &SqliteTables,
    store: &StoreId,
    now: Timestamp,
) -> Result<Restored, LogError> {
    if tables.store()?.is_some_and(|known| known != *store) {
        return Err(LogError::Gone("the backup is of another shop".to_owned()));
    }
    let replaces = super::tables::holds_a_log(tables.link())?;
    if replaces {
        tables.say(MAKE_ROOM)?;
        tables.link().forget();
    }
    let step = migrate::version(from)?;
    migrate::migrate_to(tables, step, now)?;
    for table in from.contents()? {
        copy_in(tables.link(), from, &table)?;
    }
    migrate::migrate(tables, now)?;
    let epoch = begin_life(tables, WHO, now)?;
    life::mark(tables)?;
    let before = replaces.then(|| format!("evertill_before_life_{}", epoch.0));
    if let Some(before) = &before {
        tables.say(&format!("ALTER SCHEMA evertill_before RENAME TO {before}"))?;
    }
    Ok(Restored { epoch, before: before.map(|before| format!("the schema {before}")) })
}

fn copy_in(link: &Link, from: &SqliteTables, table: &Table) -> Result<(), LogError> {
    let columns = table.columns.join(", ");
    let shape = format!("SELECT {columns} FROM {} LIMIT 0", table.name);
    let shape = link.wait_for(COPY_TIME, link.client().prepare(&shape))?;
    let types: Vec<Type> = shape.columns().iter().map(|column| column.type_().clone()).collect();
    let copy = format!("COPY {} ({columns}) FROM STDIN BINARY", table.name);
    let sink = link.wait_for(COPY_TIME, link.client().copy_in(&copy))?;
    let mut writer = Box::pin(BinaryCopyInWriter::new(sink, &types));
    from.each(table, &mut |Row(cells)| {
        let values: Vec<_> = cells.iter().map(|cell| cell.value()).collect();
        let values: Vec<_> = values.iter().map(|value| value as &(dyn ToSql + Sync)).collect();
        link.wait_for(COPY_TIME, writer.as_mut().write(&values))
    })?;
    link.wait_for(COPY_TIME, writer.as_mut().finish()).map(drop)
}
