//! What a database has to do for the log: connect, carry statements out in transactions, and keep the log's life where no
//! backup takes it back. All else about the log is written once, above this.
//!
//! Statements are those of [`sql`](super::sql): a dialect that every database reads, with values numbered from `?1`.

use evertill_domain::clock::Timestamp;
use evertill_domain::ids::{RegisterId, Seq, StoreId};
use evertill_wire::Hash;
use evertill_wire::sync::{Cursor, Epoch};

use crate::log::{Life, LogError};

/// What a transaction is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// To read everything from one state.
    Reading,
    /// To change something, while nobody else does.
    Writing,
}

/// A database that holds a shop's log. Its methods may wait for it, on a thread that has nothing else to do.
pub trait Database: Send + Sync + 'static {
    /// A connection.
    type Tables: Tables + 'static;

    /// Connects.
    ///
    /// # Errors
    /// [`LogError`].
    fn connect(&self, access: Access) -> Result<Self::Tables, LogError>;

    /// What codes and nonces are sealed with in the life that the log lives now.
    fn secret(&self) -> Vec<u8>;
}

/// The log's tables through one connection, which one thread at a time has.
pub trait Tables: Send {
    /// Begins a transaction. Whoever writes is the only one to write from here on.
    ///
    /// # Errors
    /// [`LogError`]; no transaction is open then.
    fn begin(&self, access: Access) -> Result<(), LogError>;

    /// Ends the transaction and keeps what it changed, durably.
    ///
    /// # Errors
    /// [`LogError`]; [`LogError::Gone`] where it is not known whether it was kept.
    fn commit(&self) -> Result<(), LogError>;

    /// Ends the transaction, if one is open, and keeps nothing of it.
    fn roll_back(&self);

    /// Whether the transaction that was begun is still open: a database may have taken everything back by itself.
    fn is_open(&self) -> bool;

    /// Whether this connection is good for another transaction.
    fn is_usable(&self) -> bool;

    /// Carries out statements without values.
    ///
    /// # Errors
    /// [`LogError`].
    fn say(&self, statements: &str) -> Result<(), LogError>;

    /// Carries out one statement, and answers how many rows it changed.
    ///
    /// # Errors
    /// [`LogError`].
    fn run(&self, statement: &'static str, values: &[Value<'_>]) -> Result<u64, LogError>;

    /// Carries out one statement for each of several lists of values.
    ///
    /// # Errors
    /// [`LogError`]; some may have been carried out then.
    fn run_all(&self, statement: &'static str, lists: &[Vec<Value<'_>>]) -> Result<(), LogError>;

    /// What a statement finds. Everything is held in memory at once: the statement has to say how much that may be.
    ///
    /// # Errors
    /// [`LogError`].
    fn rows(&self, statement: &'static str, values: &[Value<'_>]) -> Result<Vec<Row>, LogError>;

    /// Changes the life that is kept beside the log. It is durable at the latest when the transaction is; a life that knows
    /// more than the log, as where the transaction is then lost, does no harm.
    ///
    /// # Errors
    /// [`LogError`].
    fn change_life(&self, change: &mut dyn FnMut(&mut Option<Life>)) -> Result<(), LogError>;

    /// Notes that the feed will end there once the transaction is kept, so that others can be told.
    fn feed_moved(&self, feed: Cursor) {
        let _ = feed;
    }

    /// The first row that a statement finds.
    ///
    /// # Errors
    /// [`LogError`].
    fn row(&self, statement: &'static str, values: &[Value<'_>]) -> Result<Option<Row>, LogError> {
        Ok(self.rows(statement, values)?.into_iter().next())
    }

    /// The number that a statement comes to.
    ///
    /// # Errors
    /// [`LogError`], also where it finds nothing.
    fn count(&self, statement: &'static str, values: &[Value<'_>]) -> Result<u64, LogError> {
        self.row(statement, values)?.ok_or_else(nothing)?.count(0)
    }
}

/// Changes tables in a transaction of its own.
///
/// # Errors
/// [`LogError`]; nothing was changed then, unless it is [`LogError::Gone`] in the commit.
pub fn within<T>(tables: &dyn Tables, change: impl FnOnce(&dyn Tables) -> Result<T, LogError>) -> Result<T, LogError> {
    tables.begin(Access::Writing)?;
    let changed = change(tables).and_then(|answer| tables.commit().map(|()| answer));
    if changed.is_err() {
        tables.roll_back();
    }
    changed
}

fn nothing() -> LogError {
    LogError::Gone("a row that has to be there is not".to_owned())
}

/// A value of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value<'a> {
    /// A whole number; also what is yes or no, as 1 or 0.
    Number(i64),
    /// A text.
    Text(&'a str),
    /// Bytes.
    Bytes(&'a [u8]),
    /// None.
    Nothing,
}

/// The values of a statement, each as its type is kept.
macro_rules! values {
    ($($value:expr),* $(,)?) => { [$($crate::log::tables::database::Value::from($value)),*] };
}
pub(crate) use values;

/// What a place in a row holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// A whole number.
    Number(i64),
    /// A text.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
    /// Nothing.
    Nothing,
}

impl Cell {
    /// It as a value.
    #[must_use]
    pub fn value(&self) -> Value<'_> {
        match self {
            Self::Number(number) => Value::Number(*number),
            Self::Text(text) => Value::Text(text),
            Self::Bytes(bytes) => Value::Bytes(bytes),
            Self::Nothing => Value::Nothing,
        }
    }
}

/// A row that a statement found; places are counted from 0. Whatever is not of the type that it has to be is
/// [`LogError::Gone`]: somebody else has written it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row(pub Vec<Cell>);

impl Row {
    fn wrong(&self, at: usize, what: &str) -> LogError {
        LogError::Gone(format!("place {at} of a row is no {what}"))
    }

    /// How many bytes its texts and bytes have.
    #[must_use]
    pub fn size(&self) -> usize {
        let size = |cell: &Cell| match cell {
            Cell::Text(text) => text.len(),
            Cell::Bytes(bytes) => bytes.len(),
            Cell::Number(_) | Cell::Nothing => 0,
        };
        self.0.iter().map(size).sum()
    }

    /// A whole number.
    ///
    /// # Errors
    /// [`LogError::Gone`].
    pub fn number(&self, at: usize) -> Result<i64, LogError> {
        match self.0.get(at) {
            Some(Cell::Number(number)) => Ok(*number),
            _ => Err(self.wrong(at, "number")),
        }
    }

    /// A whole number, or nothing.
    ///
    /// # Errors
    /// [`LogError::Gone`].
    pub fn number_or_nothing(&self, at: usize) -> Result<Option<i64>, LogError> {
        match self.0.get(at) {
            Some(Cell::Nothing) => Ok(None),
            _ => self.number(at).map(Some),
        }
    }

    /// A number that is not below zero.
    ///
    /// # Errors
    /// [`LogError::Gone`].
    pub fn count(&self, at: usize) -> Result<u64, LogError> {
        u64::try_from(self.number(at)?).map_err(|_| self.wrong(at, "count"))
    }

    /// A small number that is not below zero.
    ///
    /// # Errors
    /// [`LogError::Gone`].
    pub fn small(&self, at: usize) -> Result<u32, LogError> {
        u32::try_from(self.number(at)?).map_err(|_| self.wrong(at, "small number"))
    }

    /// Yes or no.
    ///
    /// # Errors
    /// [`LogError::Gone`].
    pub fn flag(&self, at: usize) -> Result<bool, LogError> {
        Ok(self.number(at)? != 0)
    }

    /// A text.
    ///
    /// # Errors
    /// [`LogError::Gone`].
    pub fn text(&self, at: usize) -> Result<String, LogError> {
        match self.0.get(at) {
            Some(Cell::Text(text)) => Ok(text.clone()),
            _ => Err(self.wrong(at, "text")),
        }
    }

    /// A text, or nothing.
    ///
    /// # Errors
    /// [`LogError::Gone`].
    pub fn text_or_nothing(&self, at: usize) -> Result<Option<String>, LogError> {
        match self.0.get(at) {
            Some(Cell::Nothing) => Ok(None),
            _ => self.text(at).map(Some),
        }
    }

    /// Bytes, which are taken out of the row.
    ///
    /// # Errors
    /// [`LogError::Gone`].
    pub fn bytes(&mut self, at: usize) -> Result<Vec<u8>, LogError> {
        match self.0.get_mut(at) {
            Some(Cell::Bytes(bytes)) => Ok(std::mem::take(bytes)),
            _ => Err(self.wrong(at, "bytes")),
        }
    }

    /// Bytes, which are taken out of the row, or nothing.
    ///
    /// # Errors
    /// [`LogError::Gone`].
    pub fn bytes_or_nothing(&mut self, at: usize) -> Result<Option<Vec<u8>>, LogError> {
        match self.0.get(at) {
            Some(Cell::Nothing) => Ok(None),
            _ => self.bytes(at).map(Some),
        }
    }

    /// A public key.
    ///
    /// # Errors
    /// [`LogError::Gone`].
    pub fn key(&self, at: usize) -> Result<[u8; 32], LogError> {
        match self.0.get(at) {
            Some(Cell::Bytes(bytes)) => bytes.as_slice().try_into().map_err(|_| self.wrong(at, "key")),
            _ => Err(self.wrong(at, "key")),
        }
    }

    /// A hash.
    ///
    /// # Errors
    /// [`LogError::Gone`].
    pub fn hash(&self, at: usize) -> Result<Hash, LogError> {
        self.key(at).map(Hash::from_bytes)
    }

    /// A register.
    ///
    /// # Errors
    /// [`LogError::Gone`].
    pub fn register(&self, at: usize) -> Result<RegisterId, LogError> {
        RegisterId::new(&self.text(at)?).map_err(|_| self.wrong(at, "register"))
    }
}

/// A number as databases keep it; what is too large for them is the largest that is not.
impl From<u64> for Value<'_> {
    fn from(value: u64) -> Self {
        Self::Number(i64::try_from(value).unwrap_or(i64::MAX))
    }
}

impl From<i64> for Value<'_> {
    fn from(value: i64) -> Self {
        Self::Number(value)
    }
}

impl From<u32> for Value<'_> {
    fn from(value: u32) -> Self {
        Self::Number(value.into())
    }
}

impl From<bool> for Value<'_> {
    fn from(value: bool) -> Self {
        Self::Number(value.into())
    }
}

impl From<Seq> for Value<'_> {
    fn from(value: Seq) -> Self {
        value.0.into()
    }
}

impl From<Cursor> for Value<'_> {
    fn from(value: Cursor) -> Self {
        value.0.into()
    }
}

impl From<Epoch> for Value<'_> {
    fn from(value: Epoch) -> Self {
        value.0.into()
    }
}

impl From<Timestamp> for Value<'_> {
    fn from(value: Timestamp) -> Self {
        value.0.into()
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(value: &'a str) -> Self {
        Self::Text(value)
    }
}

impl<'a> From<&'a RegisterId> for Value<'a> {
    fn from(value: &'a RegisterId) -> Self {
        Self::Text(value.as_str())
    }
}

impl<'a> From<&'a StoreId> for Value<'a> {
    fn from(value: &'a StoreId) -> Self {
        Self::Text(value.as_str())
    }
}

impl<'a> From<&'a [u8]> for Value<'a> {
    fn from(value: &'a [u8]) -> Self {
        Self::Bytes(value)
    }
}

impl<'a> From<&'a Hash> for Value<'a> {
    fn from(value: &'a Hash) -> Self {
        Self::Bytes(value.bytes())
    }
}
