//! Transactions and requests without a future for each: requests of one transaction are answered
//! in the order in which they were made, so that the last one's answer says that all are there.

use std::cell::Cell;
use std::rc::Rc;

use evertill_journal::store::StoreError;
use futures_channel::oneshot;
use js_sys::{Array, Function, Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{IdbDatabase, IdbObjectStore, IdbRequest, IdbTransaction};

use crate::failure;

#[wasm_bindgen]
extern "C" {
    /// The database, with the options that neither `idb` nor a stable `web-sys` knows.
    #[wasm_bindgen(js_name = IDBDatabase)]
    type DatabaseWithOptions;

    #[wasm_bindgen(method, catch, js_name = transaction)]
    fn transaction(
        this: &DatabaseWithOptions,
        stores: &JsValue,
        mode: &str,
        options: &JsValue,
    ) -> Result<IdbTransaction, JsValue>;
}

/// Opens a transaction that is on the disk when it completes.
pub(crate) fn begin_strict(database: &IdbDatabase, stores: &[&str]) -> Result<IdbTransaction, StoreError> {
    let options = Object::new();
    // Setting a field of a new object cannot fail; without it the transaction would not be strict.
    Reflect::set(&options, &"durability".into(), &"strict".into()).map_err(|thrown| failure::of_exception(&thrown))?;
    begin(database, stores, "readwrite", &options)
}

/// Opens a transaction that only reads.
pub(crate) fn begin_reading(database: &IdbDatabase, store: &str) -> Result<IdbTransaction, StoreError> {
    begin(database, &[store], "readonly", &JsValue::UNDEFINED)
}

fn begin(database: &IdbDatabase, stores: &[&str], mode: &str, options: &JsValue) -> Result<IdbTransaction, StoreError> {
    let stores: Array = stores.iter().map(|store| JsValue::from_str(store)).collect();
    database
        .unchecked_ref::<DatabaseWithOptions>()
        .transaction(&stores, mode, options)
        .map_err(|thrown| failure::of_exception(&thrown))
}

/// Commits without a wait for the answers to the writes, which saves a trip. What fails is told by
/// the transaction's own event; a browser without this method commits by itself.
#[expect(deprecated, reason = "IndexedDB 3.0 took the method back in, web-sys follows 2.0")]
pub(crate) fn commit(transaction: &IdbTransaction) {
    drop(transaction.commit());
}

/// A store of a transaction.
pub(crate) fn store(transaction: &IdbTransaction, name: &str) -> Result<IdbObjectStore, StoreError> {
    transaction.object_store(name).map_err(|thrown| failure::of_exception(&thrown))
}

/// Waits until all these requests of a transaction are answered, and gives their results.
pub(crate) async fn results(transaction: &IdbTransaction, requests: &[IdbRequest]) -> Result<Vec<JsValue>, StoreError> {
    let Some(last) = requests.last() else { return Ok(Vec::new()) };
    let (answer, answered) = oneshot::channel();
    let answer = Rc::new(Cell::new(Some(answer)));
    let aborted = Rc::clone(&answer);
    last.set_onsuccess(Some(&listener(move || tell(&answer, true))));
    transaction.set_onabort(Some(&listener(move || tell(&aborted, false))));
    match answered.await {
        Ok(true) => requests.iter().map(result).collect(),
        Ok(false) | Err(_) => Err(failure::of_aborted(transaction, requests)),
    }
}

/// Tells whoever waits, once.
pub(crate) fn tell<T>(answer: &Cell<Option<oneshot::Sender<T>>>, what: T) {
    if let Some(sender) = answer.take() {
        // Nobody waits any more: a caller may give up, its transaction does not.
        drop(sender.send(what));
    }
}

/// A listener that is called at most once. It belongs to the object that calls it, and goes with
/// it, so that no future has to live for it.
pub(crate) fn listener(call: impl FnOnce() + 'static) -> Function {
    Closure::once(move |_: JsValue| call()).into_js_value().unchecked_into()
}

/// The result of a request that was answered.
pub(crate) fn result(request: &IdbRequest) -> Result<JsValue, StoreError> {
    request.result().map_err(|thrown| failure::of_exception(&thrown))
}

/// Bytes as they are stored.
pub(crate) fn to_stored(bytes: &[u8]) -> JsValue {
    Uint8Array::from(bytes).into()
}

/// Bytes that were stored, or nothing where the key is free.
pub(crate) fn from_stored(value: JsValue) -> Result<Option<Vec<u8>>, StoreError> {
    if value.is_undefined() {
        return Ok(None);
    }
    match value.dyn_into::<Uint8Array>() {
        Ok(bytes) => Ok(Some(bytes.to_vec())),
        Err(_) => Err(StoreError::Gone("the database holds something that is not bytes".to_owned())),
    }
}
