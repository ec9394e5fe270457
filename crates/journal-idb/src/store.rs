//! The journal's store on IndexedDB.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use evertill_domain::ids::Seq;
use evertill_journal::store::{Batch, JournalStore, Order, Page, Read, StoreError, TransactError};
use futures_channel::oneshot;
use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::{IdbCursorDirection, IdbCursorWithValue, IdbRequest, IdbTransaction};

use crate::database::{self, Connection, Notice};
use crate::failure;
use crate::migrations::{ENTRIES, JOURNAL, META, OUTBOX, PULLED, ROWS};
use crate::range::{self, MAX_PLACE, Range};
use crate::requests::{self, from_stored};
use crate::transact::{self, Outcome};

/// The database of a register.
pub const DATABASE: &str = "evertill";

/// The key of the journal's head in the store of single values.
pub(crate) const HEAD: &str = "head";

/// Keeps a register's journal in IndexedDB. Clones share one connection, which is closed with the
/// last of them.
///
/// A transaction that was begun runs to its end even when the future that waits for it is dropped.
#[derive(Clone, Debug)]
pub struct IdbStore {
    connection: Rc<Connection>,
}

impl IdbStore {
    /// Opens the database of this name ([`DATABASE`], but for tests) and brings it up to date.
    /// `notice` is called when it is taken away later.
    ///
    /// # Errors
    /// As [`database::open`].
    pub async fn open(name: &str, notice: impl Fn(Notice) + 'static) -> Result<Self, StoreError> {
        let connection = Rc::new(database::open(name, JOURNAL, notice).await?);
        Ok(Self { connection })
    }

    /// The version of the database's layout.
    #[must_use]
    pub fn version(&self) -> u32 {
        self.connection.version()
    }

    /// At most `limit` keys and values of a store, ascending.
    async fn page(&self, store: &str, range: Range, limit: usize) -> Result<Vec<(JsValue, Vec<u8>)>, StoreError> {
        let Some(limit) = limit_of(limit) else { return Ok(Vec::new()) };
        let transaction = requests::begin_reading(self.connection.raw(), store)?;
        let store = requests::store(&transaction, store)?;
        let range = range.map_or(JsValue::UNDEFINED, JsValue::from);
        let keys = store.get_all_keys_with_key_and_limit(&range, limit);
        let values = store.get_all_with_key_and_limit(&range, limit);
        let requests = [keys, values].into_iter().collect::<Result<Vec<_>, _>>();
        let requests = requests.map_err(|thrown| failure::of_exception(&thrown))?;
        let results = requests::results(&transaction, &requests).await?;
        let mut lists = results.into_iter().map(|list| list.unchecked_into::<Array>());
        let (Some(keys), Some(values)) = (lists.next(), lists.next()) else { return Ok(Vec::new()) };
        let bytes = values.iter().map(|value| from_stored(value).map(Option::unwrap_or_default));
        keys.iter().zip(bytes).map(|(key, bytes)| Ok((key, bytes?))).collect()
    }

    /// At most `limit` rows, descending.
    async fn page_back(&self, range: Range, limit: usize) -> Result<Page, StoreError> {
        if limit == 0 {
            return Ok(Page::new());
        }
        let transaction = requests::begin_reading(self.connection.raw(), ROWS)?;
        let store = requests::store(&transaction, ROWS)?;
        let range = range.map_or(JsValue::UNDEFINED, JsValue::from);
        let request = store
            .open_cursor_with_range_and_direction(&range, IdbCursorDirection::Prev)
            .map_err(|thrown| failure::of_exception(&thrown))?;
        let rows = Rc::new(RefCell::new(Page::new()));
        let (answer, answered) = oneshot::channel();
        let answer = Rc::new(Cell::new(Some(answer)));

        let (source, found, done) = (request.clone(), Rc::clone(&rows), Rc::clone(&answer));
        let step = Closure::<dyn FnMut()>::new(move || match take(&source, &found, limit) {
            Ok(true) => {}
            Ok(false) => requests::tell(&done, Ok(())),
            Err(error) => requests::tell(&done, Err(error)),
        });
        request.set_onsuccess(Some(step.as_ref().unchecked_ref()));
        let (aborted, failed) = (transaction.clone(), request.clone());
        transaction.set_onabort(Some(&requests::listener(move || {
            requests::tell(&answer, Err(failure::of_aborted(&aborted, [&failed])));
        })));
        let _listening = Listening { transaction, request, _step: step };
        let lost = |_| Err(StoreError::Gone("the browser dropped the request".to_owned()));
        answered.await.unwrap_or_else(lost)?;
        Ok(rows.take())
    }
}

/// A cursor's listeners, for as long as somebody waits: taken off when that ends, so that nothing
/// calls a listener that is gone, and no circle of listeners and what they listen to remains.
struct Listening {
    transaction: IdbTransaction,
    request: IdbRequest,
    _step: Closure<dyn FnMut()>,
}

impl Drop for Listening {
    fn drop(&mut self) {
        self.request.set_onsuccess(None);
        self.transaction.set_onabort(None);
    }
}

/// Takes the row that the cursor stands on, and moves it on; `false` when that was the last.
fn take(request: &IdbRequest, found: &RefCell<Page>, limit: usize) -> Result<bool, StoreError> {
    let result = requests::result(request)?;
    if result.is_null() {
        return Ok(false);
    }
    let cursor = result.unchecked_into::<IdbCursorWithValue>();
    let step = || {
        let row = (cursor.key()?, cursor.value()?);
        Ok::<_, JsValue>(row)
    };
    let (key, value) = step().map_err(|thrown| failure::of_exception(&thrown))?;
    let row = (text_key(&key)?, from_stored(value)?.unwrap_or_default());
    let mut found = found.borrow_mut();
    found.push(row);
    if found.len() >= limit {
        return Ok(false);
    }
    cursor.continue_().map_err(|thrown| failure::of_exception(&thrown))?;
    Ok(true)
}

impl JournalStore for IdbStore {
    async fn head(&self) -> Result<Option<Vec<u8>>, StoreError> {
        let transaction = requests::begin_reading(self.connection.raw(), META)?;
        let request = requests::store(&transaction, META)?.get(&HEAD.into());
        let request = request.map_err(|thrown| failure::of_exception(&thrown))?;
        let results = requests::results(&transaction, &[request]).await?;
        results.into_iter().next().map_or(Ok(None), from_stored)
    }

    async fn entries(&self, from: Seq, limit: usize) -> Result<Vec<(Seq, Vec<u8>)>, StoreError> {
        let Some(range) = range::of_places(from.0)? else { return Ok(Vec::new()) };
        let page = self.page(ENTRIES, range, limit).await?;
        page.into_iter().map(|(key, bytes)| Ok((place(&key)?, bytes))).collect()
    }

    async fn rows(&self, keys: &[String]) -> Result<Vec<Option<Vec<u8>>>, StoreError> {
        let transaction = requests::begin_reading(self.connection.raw(), ROWS)?;
        let store = requests::store(&transaction, ROWS)?;
        let requests = keys.iter().map(|key| store.get(&JsValue::from_str(key))).collect::<Result<Vec<_>, _>>();
        let requests = requests.map_err(|thrown| failure::of_exception(&thrown))?;
        let results = requests::results(&transaction, &requests).await?;
        results.into_iter().map(from_stored).collect()
    }

    async fn scan(&self, prefix: &str, order: Order, after: Option<&str>, limit: usize) -> Result<Page, StoreError> {
        let Some(range) = range::of_prefix(prefix, order, after)? else { return Ok(Page::new()) };
        if order == Order::Descending {
            return self.page_back(range, limit).await;
        }
        let page = self.page(ROWS, range, limit).await?;
        page.into_iter().map(|(key, bytes)| Ok((text_key(&key)?, bytes))).collect()
    }

    async fn outbox(&self, limit: usize) -> Result<Vec<(Seq, Vec<u8>)>, StoreError> {
        let page = self.page(OUTBOX, None, limit).await?;
        page.into_iter().map(|(key, bytes)| Ok((place(&key)?, bytes))).collect()
    }

    async fn pulled(&self, from: &str, limit: usize) -> Result<Page, StoreError> {
        let page = self.page(PULLED, range::of_texts(from)?, limit).await?;
        page.into_iter().map(|(key, bytes)| Ok((text_key(&key)?, bytes))).collect()
    }

    async fn transact<T: 'static, A: 'static>(
        &self,
        reads: Vec<String>,
        decide: impl FnOnce(Read) -> Result<(Batch, T), A> + 'static,
    ) -> Result<T, TransactError<A>> {
        // What was decided stays here, so that the machinery below is compiled once and not for
        // every kind of answer.
        let decided = Rc::new(Cell::new(None));
        let kept = Rc::clone(&decided);
        let decide = Box::new(move |read| match decide(read) {
            Ok((batch, value)) => {
                kept.set(Some(Ok(value)));
                Some(batch)
            }
            Err(refusal) => {
                kept.set(Some(Err(refusal)));
                None
            }
        });
        let outcome = transact::begin(self.connection.raw(), &reads, decide)?.await;
        match (outcome, decided.take()) {
            (Ok(Outcome::Committed), Some(Ok(value))) => Ok(value),
            (Ok(Outcome::Aborted(_)), Some(Err(refusal))) => Err(TransactError::Aborted(refusal)),
            (Ok(Outcome::Aborted(error)), _) => Err(error.into()),
            (Ok(Outcome::Committed) | Err(_), _) => {
                Err(StoreError::Gone("the transaction ended without a decision".to_owned()).into())
            }
        }
    }
}

/// The limit as IndexedDB takes it, which understands none as all.
fn limit_of(limit: usize) -> Option<u32> {
    (limit > 0).then(|| u32::try_from(limit).unwrap_or(u32::MAX))
}

fn place(key: &JsValue) -> Result<Seq, StoreError> {
    match key.as_f64() {
        Some(place) if place >= 0.0 && place <= MAX_PLACE as f64 && place.fract() == 0.0 => Ok(Seq(place as u64)),
        _ => Err(StoreError::Gone(format!("the database holds a place that is none: {key:?}"))),
    }
}

fn text_key(key: &JsValue) -> Result<String, StoreError> {
    key.as_string().ok_or_else(|| StoreError::Gone(format!("the database holds a key that is no text: {key:?}")))
}
