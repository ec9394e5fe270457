//! One connection to the database's file.

use std::path::{Path, PathBuf};

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{CachedStatement, Connection, ToSql, params_from_iter};

use super::FILE;
use crate::log::tables::database::{Access, Cell, Row, Tables, Value};
use crate::log::{Life, LogError};

/// How each connection behaves. A commit is on the disk when it returns.
const PRAGMAS: &str = "
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA foreign_keys = ON;
    PRAGMA trusted_schema = OFF;
    PRAGMA busy_timeout = 5000;
    PRAGMA cache_size = -65536;
    PRAGMA journal_size_limit = 67108864;
";
/// What says that a file is a shop's log: `EVTL`.
pub const APPLICATION_ID: i64 = 0x4556_544C;
/// Tables in the order in which they were made; which steps a database has taken says itself.
const TABLES: &str = "SELECT name FROM sqlite_schema
    WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'migrations' ORDER BY rowid";
const COLUMNS: &str = "SELECT name FROM pragma_table_info(?1) ORDER BY cid";
/// How many statements each connection keeps prepared.
const STATEMENTS: usize = 64;

/// A connection that behaves as the log's do.
///
/// # Errors
/// [`LogError`].
pub fn connect(path: &Path) -> Result<Connection, LogError> {
    let conn = Connection::open(path)?;
    conn.execute_batch(PRAGMAS)?;
    conn.set_prepared_statement_cache_capacity(STATEMENTS);
    Ok(conn)
}

/// A table, as the file describes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// What it is called.
    pub name: String,
    /// What its columns are called.
    pub columns: Vec<String>,
}

/// The tables in a file, through one connection.
#[derive(Debug)]
pub struct SqliteTables {
    conn: Connection,
    /// Where the life is kept.
    data: PathBuf,
}

impl SqliteTables {
    /// Opens the database of a data folder.
    ///
    /// # Errors
    /// [`LogError`].
    pub fn open(data: &Path) -> Result<Self, LogError> {
        Ok(Self { conn: connect(&data.join(FILE))?, data: data.to_owned() })
    }

    /// The tables that a connection has open, for reading beside no life.
    #[must_use]
    pub fn of(conn: Connection) -> Self {
        Self { conn, data: PathBuf::new() }
    }

    /// Says in the file what it is.
    ///
    /// # Errors
    /// [`LogError`].
    pub fn claim(&self) -> Result<(), LogError> {
        Ok(self.conn.pragma_update(None, "application_id", APPLICATION_ID)?)
    }

    /// All tables that hold something of the log, each after those that it refers to.
    ///
    /// # Errors
    /// [`LogError`].
    pub fn contents(&self) -> Result<Vec<Table>, LogError> {
        let names = self.rows(TABLES, &[])?;
        let table = |row: &Row| {
            let name = row.text(0)?;
            let columns = self.rows(COLUMNS, &[Value::Text(&name)])?;
            let columns = columns.iter().map(|row| row.text(0)).collect::<Result<_, _>>()?;
            Ok(Table { name, columns })
        };
        names.iter().map(table).collect()
    }

    /// Every row of a table.
    ///
    /// # Errors
    /// What `each` says, or [`LogError`].
    pub fn each(&self, table: &Table, each: &mut dyn FnMut(Row) -> Result<(), LogError>) -> Result<(), LogError> {
        let mut prepared = self.conn.prepare(&format!("SELECT {} FROM {}", table.columns.join(", "), table.name))?;
        let mut rows = prepared.query([])?;
        while let Some(row) = rows.next()? {
            each(row_of(row, table.columns.len())?)?;
        }
        Ok(())
    }

    /// Adds rows to a table.
    ///
    /// # Errors
    /// [`LogError`].
    pub fn add(&self, table: &Table, rows: &[Row]) -> Result<(), LogError> {
        let places = vec!["?"; table.columns.len()].join(", ");
        let statement = format!("INSERT INTO {} ({}) VALUES ({places})", table.name, table.columns.join(", "));
        let mut prepared = self.prepared(&statement)?;
        for Row(cells) in rows {
            prepared.execute(params_from_iter(cells.iter().map(Cell::value)))?;
        }
        Ok(())
    }

    fn prepared(&self, statement: &str) -> Result<CachedStatement<'_>, LogError> {
        Ok(self.conn.prepare_cached(statement)?)
    }
}

impl Tables for SqliteTables {
    fn begin(&self, access: Access) -> Result<(), LogError> {
        self.say(match access {
            Access::Reading => "BEGIN",
            Access::Writing => "BEGIN IMMEDIATE",
        })
    }

    fn commit(&self) -> Result<(), LogError> {
        self.say("COMMIT")
    }

    fn roll_back(&self) {
        if self.is_open() {
            // Where this fails, the next transaction cannot begin and says so.
            let _ = self.say("ROLLBACK");
        }
    }

    fn is_open(&self) -> bool {
        !self.conn.is_autocommit()
    }

    fn is_usable(&self) -> bool {
        true
    }

    fn say(&self, statements: &str) -> Result<(), LogError> {
        Ok(self.conn.execute_batch(statements)?)
    }

    fn run(&self, statement: &'static str, values: &[Value<'_>]) -> Result<u64, LogError> {
        Ok(self.prepared(statement)?.execute(params_from_iter(values))? as u64)
    }

    fn run_all(&self, statement: &'static str, lists: &[Vec<Value<'_>>]) -> Result<(), LogError> {
        let mut prepared = self.prepared(statement)?;
        for values in lists {
            prepared.execute(params_from_iter(values))?;
        }
        Ok(())
    }

    fn rows(&self, statement: &'static str, values: &[Value<'_>]) -> Result<Vec<Row>, LogError> {
        found(&mut self.prepared(statement)?, values)
    }

    fn change_life(&self, change: &mut dyn FnMut(&mut Option<Life>)) -> Result<(), LogError> {
        Life::change(&self.data, change)
    }
}

fn found(prepared: &mut CachedStatement<'_>, values: &[Value<'_>]) -> Result<Vec<Row>, LogError> {
    let columns = prepared.column_count();
    let mut rows = prepared.query(params_from_iter(values))?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(row_of(row, columns)?);
    }
    Ok(found)
}

fn row_of(row: &rusqlite::Row<'_>, columns: usize) -> Result<Row, LogError> {
    let cells = (0..columns).map(|at| Ok(cell(row.get_ref(at)?))).collect::<rusqlite::Result<_>>()?;
    Ok(Row(cells))
}

fn cell(value: ValueRef<'_>) -> Cell {
    match value {
        ValueRef::Integer(number) => Cell::Number(number),
        ValueRef::Text(text) => Cell::Text(String::from_utf8_lossy(text).into_owned()),
        ValueRef::Blob(bytes) => Cell::Bytes(bytes.to_vec()),
        // No statement of ours comes to a broken number.
        ValueRef::Null | ValueRef::Real(_) => Cell::Nothing,
    }
}

impl ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Number(number) => ValueRef::Integer(*number),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Bytes(bytes) => ValueRef::Blob(bytes),
            Self::Nothing => ValueRef::Null,
        }))
    }
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

#[cfg(test)]
mod tests {
    use evertill_domain::clock::Timestamp;

    use super::*;
    use crate::log::tables::database::values;
    use crate::log::tables::{migrate, sql};

    fn in_memory() -> SqliteTables {
        SqliteTables::of(Connection::open_in_memory().unwrap())
    }

    #[test]
    fn every_step_is_taken_once_and_is_written_down() {
        let tables = in_memory();
        for _ in 0..2 {
            migrate::migrate(&tables, Timestamp(7)).unwrap();
            let found = tables.rows("SELECT number, name FROM migrations ORDER BY number", &[]).unwrap();
            let expected: Vec<_> = (1..).zip(migrate::STEPS.iter().map(|(name, _)| (*name).to_owned())).collect();
            let found: Vec<_> = found.iter().map(|row| (row.number(0).unwrap(), row.text(1).unwrap())).collect();
            assert_eq!(found, expected);
        }
    }

    #[test]
    fn a_log_of_a_later_build_is_left_as_it_is() {
        let tables = in_memory();
        migrate::migrate(&tables, Timestamp(7)).unwrap();
        tables.run(sql::NOTE_MIGRATION, &values![99_u32, "later", Timestamp(7)]).unwrap();
        assert_eq!(migrate::migrate(&tables, Timestamp(8)), Err(LogError::TooNew(99)));
    }
}
