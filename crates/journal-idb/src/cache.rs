//! Bytes that may vanish at any time: the catalogue's snapshot, the basket being rung, preferences.
//!
//! A cache never stands between a cashier and a sale. One that cannot be opened is deleted and made
//! anew; where that fails too, every look into it finds nothing, and the register goes on.

use std::cell::RefCell;
use std::future::poll_fn;
use std::pin::pin;
use std::rc::Rc;
use std::task::Poll;

use evertill_journal::store::StoreError;
use futures_channel::oneshot;
use rexie::{Rexie, Store, Transaction, TransactionMode, TransactionResult};
use wasm_bindgen::JsValue;

use crate::database::{self, Connection};
use crate::failure;
use crate::migrations::{BYTES, CACHE};
use crate::requests::{from_stored, to_stored};

/// The cache of a register.
pub const DATABASE: &str = "evertill-cache";

/// Keeps bytes by name for as long as the browser likes. Clones share one connection.
///
/// Writes are relaxed: a power cut may take the last of them.
#[derive(Clone, Debug)]
pub struct Cache {
    opened: Rc<RefCell<Option<Opened>>>,
}

/// Two connections, because the one that reads and writes cannot hear that a later build asks for
/// the database; the one that can closes both.
#[derive(Debug)]
struct Opened {
    rexie: Rc<Closing>,
    _listening: Connection,
}

impl Cache {
    /// Opens the cache of this name ([`DATABASE`], but for tests), as well as it can be.
    pub async fn open(name: &str) -> Self {
        let cache = Self { opened: Rc::default() };
        if let Err(StoreError::Gone(_)) = cache.connect(name).await {
            // Broken rather than held or owned by somebody else: nothing in it is worth a repair.
            if matches!(database::delete(name).await, Ok(true)) {
                // What still fails leaves a cache that is not available, which says so.
                drop(cache.connect(name).await);
            }
        }
        cache
    }

    /// A cache that keeps nothing.
    #[must_use]
    pub fn none() -> Self {
        Self { opened: Rc::default() }
    }

    /// Whether what is put here has a chance to be found again.
    #[must_use]
    pub fn is_available(&self) -> bool {
        self.opened.borrow().is_some()
    }

    /// The bytes of this name; nothing where there are none, or none can be had.
    pub async fn get_bytes(&self, key: &str) -> Option<Vec<u8>> {
        let key = JsValue::from_str(key);
        let read = async move |store: Store| store.get(key).await;
        let value = self.run(TransactionMode::ReadOnly, read).await.ok()??;
        from_stored(value).ok().flatten()
    }

    /// Keeps these bytes under this name. Goes on when the future is dropped.
    ///
    /// # Errors
    /// [`StoreError::Full`] where there is no room, [`StoreError::Gone`] where there is no cache:
    /// both may be ignored.
    pub async fn put_bytes(&self, key: &str, bytes: &[u8]) -> Result<(), StoreError> {
        let (key, value) = (JsValue::from_str(key), to_stored(bytes));
        let write = async move |store: Store| store.put(&value, Some(&key)).await.map(drop);
        self.run(TransactionMode::ReadWrite, write).await
    }

    /// Forgets what is kept under this name. Goes on when the future is dropped.
    ///
    /// # Errors
    /// As [`Cache::put_bytes`].
    pub async fn delete(&self, key: &str) -> Result<(), StoreError> {
        let key = JsValue::from_str(key);
        self.run(TransactionMode::ReadWrite, async move |store: Store| store.delete(key).await).await
    }

    async fn connect(&self, name: &str) -> Result<(), StoreError> {
        let shared = Rc::downgrade(&self.opened);
        let close = move |_| drop(shared.upgrade().and_then(|opened| opened.borrow_mut().take()));
        let listening = database::open(name, CACHE, close).await?;
        // Without a version: with one, rexie would delete what it was not told about.
        let rexie = Rexie::builder(name).build().await.map_err(|error| of_rexie(&error))?;
        let whole = rexie.store_names().iter().any(|store| store == BYTES);
        let rexie = Rc::new(Closing(Some(rexie)));
        if !whole {
            return Err(StoreError::Gone("the cache lacks its store".to_owned()));
        }
        *self.opened.borrow_mut() = Some(Opened { rexie, _listening: listening });
        Ok(())
    }

    /// Runs one operation in a task of its own, which outlives whoever waits for it.
    async fn run<T: 'static>(
        &self,
        mode: TransactionMode,
        operation: impl AsyncFnOnce(Store) -> rexie::Result<T> + 'static,
    ) -> Result<T, StoreError> {
        let rexie = self.opened.borrow().as_ref().map(|opened| Rc::clone(&opened.rexie));
        let rexie = rexie.ok_or_else(|| StoreError::Gone("there is no cache".to_owned()))?;
        let (answer, answered) = oneshot::channel();
        wasm_bindgen_futures::spawn_local(async move {
            // Nobody waits any more: the operation was done all the same.
            drop(answer.send(in_transaction(&rexie, mode, operation).await));
        });
        answered.await.unwrap_or_else(|_| Err(StoreError::Gone("the cache gave no answer".to_owned())))
    }
}

/// Closes itself when the last operation on it has ended.
#[derive(Debug)]
struct Closing(Option<Rexie>);

impl Drop for Closing {
    fn drop(&mut self) {
        if let Some(rexie) = self.0.take() {
            rexie.close();
        }
    }
}

async fn in_transaction<T>(
    rexie: &Closing,
    mode: TransactionMode,
    operation: impl AsyncFnOnce(Store) -> rexie::Result<T>,
) -> Result<T, StoreError> {
    let Closing(Some(rexie)) = rexie else { return Err(StoreError::Gone("the cache is closed".to_owned())) };
    let begin = || -> rexie::Result<(Transaction, Store)> {
        let transaction = rexie.transaction(&[BYTES], mode)?;
        let store = transaction.store(BYTES)?;
        Ok((transaction, store))
    };
    let (transaction, store) = begin().map_err(|error| of_rexie(&error))?;
    let mut asked = pin!(operation(store));
    if mode == TransactionMode::ReadOnly {
        let value = asked.await.map_err(|error| of_rexie(&error))?;
        return match transaction.done().await.map_err(|error| of_rexie(&error))? {
            TransactionResult::Committed => Ok(value),
            TransactionResult::Aborted => Err(StoreError::Gone("the cache aborted".to_owned())),
        };
    }
    // Asked and committed in one breath: a page that goes away takes back what still waits to be told that nothing follows.
    let first = poll_fn(|context| Poll::Ready(asked.as_mut().poll(context))).await;
    let committed = transaction.commit().await;
    let value = match first {
        Poll::Ready(value) => value,
        Poll::Pending => asked.await,
    };
    value.and_then(|value| committed.map(|()| value)).map_err(|error| of_rexie(&error))
}

fn of_rexie(error: &rexie::Error) -> StoreError {
    match error {
        rexie::Error::IdbError(error) => failure::of_idb(error),
        other => StoreError::Gone(other.to_string()),
    }
}
