//! What a store must do: keep bytes, change them in transactions that happen whole or not at all.
//!
//! A store knows nothing of what it keeps. Whoever opens a transaction names the rows to be read;
//! a function that cannot wait then looks at them and answers with everything to be written, so
//! that any store can keep the transaction open while it decides: IndexedDB commits a transaction
//! as soon as something else is awaited.

use evertill_domain::ids::Seq;
use thiserror::Error;

/// The world failed. The variants are named by what the caller can do about it.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum StoreError {
    /// No room: free some, or stop starting sales.
    #[error("the storage is full")]
    Full,
    /// A later build owns the data: update, and touch nothing.
    #[error("the storage belongs to a later version of the register")]
    TooNew,
    /// Another page holds on to an older version: close it.
    #[error("another page keeps the storage from being opened")]
    Blocked,
    /// The store is not to be had, or no longer: open it again. Whether the last transaction
    /// happened is not known.
    #[error("the storage is gone: {0}")]
    Gone(String),
}

/// What a transaction sees.
#[derive(Debug)]
pub struct Read {
    /// The journal's head, where there is one.
    pub head: Option<Vec<u8>>,
    /// The rows that were asked for, in that order.
    pub rows: Vec<Option<Vec<u8>>>,
}

/// What a transaction writes, all of it or nothing.
#[derive(Debug, Default)]
pub struct Batch {
    /// Entries to append; a place that is already taken aborts the transaction.
    pub entries: Vec<(Seq, Vec<u8>)>,
    /// The new head.
    pub head: Option<Vec<u8>>,
    /// Whether all rows are dropped before `rows` are written.
    pub clear_rows: bool,
    /// Rows to write, or to delete where there are no bytes.
    pub rows: Vec<(String, Option<Vec<u8>>)>,
    /// Rows of the outbox to write.
    pub outbox: Vec<(Seq, Vec<u8>)>,
    /// Rows of the outbox up to this place are dropped before `outbox` is written: they were delivered.
    pub delivered: Option<Seq>,
    /// What was pulled under keys from the one to the other, both included, is dropped before `pulled` is written.
    pub drop_pulled: Vec<(String, String)>,
    /// Entries of other registers to keep, by their keys; a key that is already taken aborts the transaction.
    pub pulled: Vec<(String, Vec<u8>)>,
}

/// A transaction did not happen, or its outcome is not known.
#[derive(Debug, PartialEq, Eq, Error)]
pub enum TransactError<A> {
    /// The function decided against it: nothing was written.
    #[error("aborted")]
    Aborted(A),
    /// The store failed. With [`StoreError::Gone`] it may have happened all the same.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Which way a scan runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// Ascending keys.
    Ascending,
    /// Descending keys.
    Descending,
}

/// A page of rows or of what was pulled: keys and bytes.
pub type Page = Vec<(String, Vec<u8>)>;

/// Keeps a journal, its head, its projections, its outbox, and what was pulled of other registers.
#[allow(async_fn_in_trait, reason = "stores run on one thread, in a browser or in a test")]
pub trait JournalStore {
    /// The journal's head, where there is one.
    ///
    /// # Errors
    /// [`StoreError`].
    async fn head(&self) -> Result<Option<Vec<u8>>, StoreError>;

    /// At most `limit` entries from `from` on, in order, with their places.
    ///
    /// # Errors
    /// [`StoreError`].
    async fn entries(&self, from: Seq, limit: usize) -> Result<Vec<(Seq, Vec<u8>)>, StoreError>;

    /// The rows with these keys, in that order.
    ///
    /// # Errors
    /// [`StoreError`].
    async fn rows(&self, keys: &[String]) -> Result<Vec<Option<Vec<u8>>>, StoreError>;

    /// At most `limit` rows whose keys begin with `prefix` and lie beyond `after` in this order.
    /// Keys are ordered by their UTF-16 code units, as IndexedDB orders them.
    ///
    /// # Errors
    /// [`StoreError`].
    async fn scan(&self, prefix: &str, order: Order, after: Option<&str>, limit: usize) -> Result<Page, StoreError>;

    /// At most `limit` rows of the outbox, in order.
    ///
    /// # Errors
    /// [`StoreError`].
    async fn outbox(&self, limit: usize) -> Result<Vec<(Seq, Vec<u8>)>, StoreError>;

    /// At most `limit` entries of other registers from the key `from` on, in the order of their keys, which is that of a scan.
    ///
    /// # Errors
    /// [`StoreError`].
    async fn pulled(&self, from: &str, limit: usize) -> Result<Page, StoreError>;

    /// Reads head and rows, calls `decide`, and writes what it answers, in one transaction that is
    /// durable when this returns: a power cut afterwards does not undo it.
    ///
    /// # Errors
    /// [`TransactError`].
    async fn transact<T: 'static, A: 'static>(
        &self,
        reads: Vec<String>,
        decide: impl FnOnce(Read) -> Result<(Batch, T), A> + 'static,
    ) -> Result<T, TransactError<A>>;
}
