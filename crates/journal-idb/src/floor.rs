//! The least that a commit could cost: two strict transactions in a row that write the same bytes
//! under the same keys, and read, decide and check nothing. Benchmarks run it beside ours.
//!
//! The floor has a database of its own with the journal's layout. To be told the truth, write to
//! it whatever was written to the journal's: a put into a large tree costs more than one into an
//! empty one, and one between other keys more than one behind them all.

use std::cell::Cell;
use std::rc::Rc;

use evertill_journal::store::{Batch, StoreError};
use futures_channel::oneshot;

use crate::database::{self, Connection};
use crate::failure;
use crate::migrations::JOURNAL;
use crate::requests;
use crate::transact;

/// A database that holds nothing but what was put to measure.
#[derive(Debug)]
pub struct Floor {
    connection: Connection,
}

impl Floor {
    /// Opens a database for measuring. It has nothing to do with the register's.
    ///
    /// # Errors
    /// As [`database::open`].
    pub async fn open(name: &str) -> Result<Self, StoreError> {
        let connection = database::open(name, JOURNAL, |_| {}).await?;
        Ok(Self { connection })
    }

    /// A strict transaction that writes a batch, and then, when it is on the disk, another.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn two_bare_transactions(&self, first: &Batch, second: &Batch) -> Result<(), StoreError> {
        self.bare_transaction(first).await?;
        self.bare_transaction(second).await
    }

    /// One strict transaction that writes a batch; also what fills the database beforehand.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn bare_transaction(&self, batch: &Batch) -> Result<(), StoreError> {
        let transaction = requests::begin_strict(self.connection.raw(), transact::ALL)?;
        let mut writes = Vec::new();
        transact::write(&transaction, batch, &mut writes)?;
        let (ended, ending) = oneshot::channel();
        let ended = Rc::new(Cell::new(Some(ended)));
        let aborted = Rc::clone(&ended);
        transaction.set_oncomplete(Some(&requests::listener(move || requests::tell(&ended, true))));
        transaction.set_onabort(Some(&requests::listener(move || requests::tell(&aborted, false))));
        // As in ours: the commit does not wait for the answers to the puts.
        requests::commit(&transaction);
        match ending.await {
            Ok(true) => Ok(()),
            _ => Err(failure::of_aborted(&transaction, &writes)),
        }
    }
}

/// A second batch of the same, for the floor: ours is given away.
#[must_use]
pub fn copy(batch: &Batch) -> Batch {
    Batch {
        entries: batch.entries.clone(),
        head: batch.head.clone(),
        clear_rows: batch.clear_rows,
        rows: batch.rows.clone(),
        outbox: batch.outbox.clone(),
        delivered: batch.delivered,
        drop_pulled: batch.drop_pulled.clone(),
        pulled: batch.pulled.clone(),
    }
}
