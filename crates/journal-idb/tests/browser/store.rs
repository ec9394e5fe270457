//! What IndexedDB adds to the claims of every store: durability, faults, and pages that go away.

use std::cell::RefCell;
use std::future::Future;
use std::pin::pin;
use std::rc::Rc;
use std::task::{Context, Waker};

use evertill_domain::ids::Seq;
use evertill_journal::store::{Batch, JournalStore, StoreError, TransactError};
use evertill_journal_idb::{IdbStore, Notice};
use idb::TransactionMode;
use js_sys::Function;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{open_bare, unique};

const STORES: &[&str] = &["entries", "rows", "meta", "outbox", "pulled"];

fn one_of_each() -> Batch {
    Batch {
        entries: vec![(Seq(1), vec![1])],
        head: Some(vec![2]),
        clear_rows: false,
        rows: vec![("a".to_owned(), Some(vec![3]))],
        outbox: vec![(Seq(1), vec![4])],
        ..Batch::default()
    }
}

async fn write(store: &IdbStore, batch: Batch) -> Result<(), TransactError<()>> {
    store.transact(vec!["a".to_owned()], |_| Ok((batch, ()))).await
}

#[wasm_bindgen_test]
async fn a_transaction_goes_on_when_nobody_waits_for_it() {
    let store = IdbStore::open(&unique("dropped"), |_| {}).await.unwrap();
    {
        let mut begun = pin!(write(&store, one_of_each()));
        assert!(begun.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
    }
    assert_eq!(store.rows(&["a".to_owned()]).await, Ok(vec![Some(vec![3])]));
    assert_eq!(store.entries(Seq(0), 10).await, Ok(vec![(Seq(1), vec![1])]));
}

#[wasm_bindgen_test]
async fn a_transaction_under_way_outlives_its_store() {
    let name = unique("closed-under-way");
    let store = IdbStore::open(&name, |_| {}).await.unwrap();
    {
        let mut begun = pin!(write(&store, one_of_each()));
        assert!(begun.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
    }
    drop(store);
    let store = IdbStore::open(&name, |_| {}).await.unwrap();
    assert_eq!(store.head().await, Ok(Some(vec![2])));
}

#[wasm_bindgen_test]
async fn a_place_beyond_what_the_database_can_count_is_refused() {
    const LAST: u64 = (1 << 53) - 1;
    let store = IdbStore::open(&unique("places"), |_| {}).await.unwrap();
    let entry = |seq| Batch { entries: vec![(Seq(seq), vec![1])], head: Some(vec![1]), ..Batch::default() };
    let refused = write(&store, entry(LAST + 1)).await;
    assert!(matches!(refused, Err(TransactError::Store(StoreError::Gone(_)))), "{refused:?}");
    assert_eq!(store.head().await, Ok(None));
    assert_eq!(write(&store, entry(LAST)).await, Ok(()));
    assert_eq!(store.entries(Seq(LAST), 10).await, Ok(vec![(Seq(LAST), vec![1])]));
    assert_eq!(store.entries(Seq(u64::MAX), 10).await, Ok(vec![]));
}

#[wasm_bindgen_test]
async fn what_is_not_bytes_is_an_error_and_no_panic() {
    let name = unique("hostile");
    let bare = open_bare(&name, 2, STORES).await;
    let transaction = bare.transaction(STORES, TransactionMode::ReadWrite).unwrap();
    for (store, key) in [("rows", "a".into()), ("meta", "head".into()), ("entries", "text".into()), ("rows", 7.into())]
    {
        transaction.object_store(store).unwrap().put(&"no bytes".into(), Some(&key)).unwrap();
    }
    transaction.await.unwrap();
    bare.close();

    let store = IdbStore::open(&name, |_| {}).await.unwrap();
    assert!(matches!(store.head().await, Err(StoreError::Gone(_))));
    assert!(matches!(store.rows(&["a".to_owned()]).await, Err(StoreError::Gone(_))));
    let refused = write(&store, one_of_each()).await;
    assert!(matches!(refused, Err(TransactError::Store(StoreError::Gone(_)))), "{refused:?}");
    assert_eq!(store.outbox(10).await, Ok(vec![]));
}

#[wasm_bindgen_test]
async fn the_journal_is_written_with_strict_durability() {
    let store = IdbStore::open(&unique("strict"), |_| {}).await.unwrap();
    let undo = patch(
        "const begin = IDBDatabase.prototype.transaction;
        globalThis.begun = [];
        IDBDatabase.prototype.transaction = function (...options) {
            const transaction = begin.apply(this, options);
            globalThis.begun.push(`${transaction.mode} ${transaction.durability}`);
            return transaction;
        };
        return () => { IDBDatabase.prototype.transaction = begin; };",
    );
    let written = write(&store, one_of_each()).await;
    undo.call0(&JsValue::UNDEFINED).unwrap();
    assert_eq!(written, Ok(()));
    let begun: Vec<String> =
        serde_wasm_bindgen::from_value(js_sys::Reflect::get(&js_sys::global(), &"begun".into()).unwrap()).unwrap();
    assert_eq!(begun, ["readwrite strict"]);
}

#[wasm_bindgen_test]
async fn a_full_disk_is_told_however_the_browser_tells_it() {
    let table = [
        ("thrown", "throw new DOMException('x', 'QuotaExceededError');"),
        (
            "the request's error",
            "const request = put.apply(this, options);
            Object.defineProperty(request, 'error', { value: new DOMException('x', 'QuotaExceededError') });
            this.transaction.abort();
            return request;",
        ),
        (
            "the transaction's error",
            "const request = put.apply(this, options);
            Object.defineProperty(this.transaction, 'error', { value: new DOMException('x', 'QuotaExceededError') });
            this.transaction.abort();
            return request;",
        ),
    ];
    for (how, body) in table {
        let store = IdbStore::open(&unique("full"), |_| {}).await.unwrap();
        let undo = patch(&format!(
            "const put = IDBObjectStore.prototype.put;
            IDBObjectStore.prototype.put = function (...options) {{ {body} }};
            return () => {{ IDBObjectStore.prototype.put = put; }};"
        ));
        let written = write(&store, Batch { rows: vec![("a".to_owned(), Some(vec![1]))], ..Batch::default() }).await;
        undo.call0(&JsValue::UNDEFINED).unwrap();
        assert_eq!(written, Err(TransactError::Store(StoreError::Full)), "{how}");
        assert_eq!(store.rows(&["a".to_owned()]).await, Ok(vec![None]), "{how}");
        assert_eq!(write(&store, one_of_each()).await, Ok(()), "sells again after {how}");
    }
}

#[wasm_bindgen_test]
async fn a_store_that_was_taken_away_says_so_and_answers_gone() {
    let name = unique("outdated");
    let told = Rc::new(RefCell::new(Vec::new()));
    let heard = Rc::clone(&told);
    let store = IdbStore::open(&name, move |notice| heard.borrow_mut().push(notice)).await.unwrap();
    assert_eq!(write(&store, one_of_each()).await, Ok(()));

    let later = open_bare(&name, store.version() + 1, &["later"]).await;
    assert_eq!(*told.borrow(), [Notice::Outdated]);
    assert!(matches!(store.head().await, Err(StoreError::Gone(_))));
    let written = write(&store, Batch::default()).await;
    assert!(matches!(written, Err(TransactError::Store(StoreError::Gone(_)))), "{written:?}");
    let answer = IdbStore::open(&name, |_| {}).await.map(drop);
    assert_eq!(answer, Err(StoreError::TooNew));
    later.close();
}

/// Runs a script that changes the browser's own objects and returns what undoes it.
fn patch(script: &str) -> Function {
    Function::new_no_args(script).call0(&JsValue::UNDEFINED).unwrap().into()
}
