//! How a database gets from any version to this one, and what happens when it cannot.

use std::cell::{Cell, RefCell};
use std::future::Future;
use std::pin::pin;
use std::rc::Rc;
use std::task::{Context, Waker};

use evertill_journal::store::StoreError;
use evertill_journal_idb::database::{Migration, open};
use evertill_journal_idb::{IdbStore, Notice};
use idb::{Database, Error, Factory, ObjectStoreParams, Transaction, TransactionMode};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{open_bare, unique};

thread_local! {
    static RUN: RefCell<Vec<u32>> = const { RefCell::new(Vec::new()) };
}

fn create(database: &Database, step: u32, store: &str) -> Result<(), Error> {
    RUN.with_borrow_mut(|run| run.push(step));
    database.create_object_store(store, ObjectStoreParams::new()).map(drop)
}

const STEPS: &[Migration] = &[
    |database, _| create(database, 1, "first"),
    |database, _| create(database, 2, "second"),
    |database, _| create(database, 3, "third"),
];

fn fails(database: &Database, _: &Transaction) -> Result<(), Error> {
    create(database, 2, "half")?;
    Err(Error::NumberConversionError)
}

async fn look(name: &str) -> Database {
    Factory::new().unwrap().open(name, None).unwrap().await.unwrap()
}

#[wasm_bindgen_test]
async fn every_older_version_is_brought_up_to_date_and_keeps_its_data() {
    for older in 0..=STEPS.len() {
        let name = unique("migrations");
        if older > 0 {
            drop(open(&name, &STEPS[..older], |_| {}).await.unwrap());
            let database = look(&name).await;
            let transaction = database.transaction(&["first"], TransactionMode::ReadWrite).unwrap();
            let store = transaction.object_store("first").unwrap();
            store.put(&"kept".into(), Some(&"key".into())).unwrap().await.unwrap();
            transaction.await.unwrap();
            database.close();
        }
        RUN.take();
        let connection = open(&name, STEPS, |_| {}).await.unwrap();
        assert_eq!(connection.version(), 3);
        let lacking: Vec<u32> = (1..=3).skip(older).collect();
        assert_eq!(RUN.take(), lacking, "from version {older}");
        drop(connection);

        let database = look(&name).await;
        assert_eq!(database.store_names(), ["first", "second", "third"]);
        if older > 0 {
            let transaction = database.transaction(&["first"], TransactionMode::ReadOnly).unwrap();
            let kept = transaction.object_store("first").unwrap().get(JsValue::from("key")).unwrap().await;
            assert_eq!(kept, Ok(Some("kept".into())), "from version {older}");
        }
        database.close();
    }
}

#[wasm_bindgen_test]
async fn the_journal_has_a_store_for_each_thing_that_it_keeps() {
    let name = unique("journal");
    let store = IdbStore::open(&name, |_| {}).await.unwrap();
    assert_eq!(store.version(), 2);
    drop(store);
    let database = look(&name).await;
    assert_eq!(database.store_names(), ["entries", "meta", "outbox", "pulled", "rows"]);
    database.close();
}

#[wasm_bindgen_test]
async fn a_migration_that_fails_is_taken_back_whole() {
    const BROKEN: &[Migration] = &[|database, _| create(database, 1, "first"), fails];
    let name = unique("broken");
    drop(open(&name, &STEPS[..1], |_| {}).await.unwrap());
    let answer = open(&name, BROKEN, |_| {}).await.map(drop);
    assert!(matches!(answer, Err(StoreError::Gone(_))), "{answer:?}");
    let database = look(&name).await;
    assert_eq!((database.version(), database.store_names()), (Ok(1), vec!["first".to_owned()]));
    database.close();
}

#[wasm_bindgen_test]
async fn a_newer_database_is_left_as_it_is() {
    let name = unique("newer");
    drop(open(&name, STEPS, |_| {}).await.unwrap());
    assert_eq!(open(&name, &STEPS[..2], |_| {}).await.map(drop), Err(StoreError::TooNew));
    let database = look(&name).await;
    assert_eq!((database.version(), database.store_names().len()), (Ok(3), 3));
    database.close();
}

#[wasm_bindgen_test]
async fn a_page_that_does_not_let_go_blocks_until_it_does() {
    let name = unique("blocked");
    let stubborn = open_bare(&name, 1, &["first"]).await;
    assert_eq!(open(&name, STEPS, |_| {}).await.map(drop), Err(StoreError::Blocked));
    let mut again = pin!(open(&name, STEPS, |_| {}));
    assert!(again.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
    stubborn.close();
    assert_eq!(again.await.unwrap().version(), 3);
    // What the first call opened after all was closed again: nothing blocks the next version.
    open_bare(&name, 4, &["later"]).await.close();
}

#[wasm_bindgen_test]
async fn an_older_page_lets_go_and_is_told() {
    let name = unique("lets-go");
    let told = Rc::new(Cell::new(None));
    let heard = Rc::clone(&told);
    let older = open(&name, &STEPS[..1], move |notice| heard.set(Some(notice))).await.unwrap();
    assert_eq!(told.get(), None);
    let newer = open(&name, STEPS, |_| {}).await.unwrap();
    assert_eq!((told.get(), newer.version(), older.version()), (Some(Notice::Outdated), 3, 1));
}
