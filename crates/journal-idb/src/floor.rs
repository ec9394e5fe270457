//! The least that a commit could cost: two strict transactions in a row that write as many bytes
//! under as many keys, and read, decide and check nothing. Benchmarks run it beside ours.

use std::cell::Cell;
use std::rc::Rc;

use evertill_journal::store::StoreError;
use futures_channel::oneshot;
use idb::{Error, ObjectStoreParams, Transaction};
use wasm_bindgen::JsValue;

use crate::database::{self, Connection, Migration};
use crate::failure;
use crate::requests;

const PUTS: &str = "puts";
const MIGRATIONS: &[Migration] = &[create];

/// A database that holds nothing but what was put to measure.
#[derive(Debug)]
pub struct Floor {
    connection: Connection,
    next: Cell<u32>,
}

impl Floor {
    /// Opens a database for measuring. It has nothing to do with the register's.
    ///
    /// # Errors
    /// As [`database::open`].
    pub async fn open(name: &str) -> Result<Self, StoreError> {
        let connection = database::open(name, MIGRATIONS, |_| {}).await?;
        Ok(Self { connection, next: Cell::new(0) })
    }

    /// One strict transaction that puts a value of each of these sizes, in bytes, and then another.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn two_bare_transactions(&self, first: &[usize], second: &[usize]) -> Result<(), StoreError> {
        self.bare_transaction(first).await?;
        self.bare_transaction(second).await
    }

    async fn bare_transaction(&self, sizes: &[usize]) -> Result<(), StoreError> {
        let transaction = requests::begin_strict(self.connection.raw(), &[PUTS])?;
        let store = requests::store(&transaction, PUTS)?;
        for &size in sizes {
            let key = self.next.replace(self.next.get().wrapping_add(1));
            let put = store.put_with_key(&requests::to_stored(&vec![7; size]), &JsValue::from(key));
            put.map_err(|thrown| failure::of_exception(&thrown))?;
        }
        let (ended, ending) = oneshot::channel();
        let ended = Rc::new(Cell::new(Some(ended)));
        let aborted = Rc::clone(&ended);
        transaction.set_oncomplete(Some(&requests::listener(move || requests::tell(&ended, true))));
        transaction.set_onabort(Some(&requests::listener(move || requests::tell(&aborted, false))));
        // As in ours: the commit does not wait for the answers to the puts.
        requests::commit(&transaction);
        match ending.await {
            Ok(true) => Ok(()),
            _ => Err(failure::of_aborted(&transaction, [])),
        }
    }
}

fn create(database: &idb::Database, _: &Transaction) -> Result<(), Error> {
    database.create_object_store(PUTS, ObjectStoreParams::new()).map(drop)
}
