//! The floor of the benchmarks does what ours is measured against.

use evertill_domain::ids::Seq;
use evertill_journal::store::{Batch, JournalStore};
use evertill_journal_idb::IdbStore;
use evertill_journal_idb::floor::{Floor, copy};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::unique;

#[wasm_bindgen_test]
async fn two_bare_transactions_write_what_ours_would() {
    let name = unique("floor");
    let first = Batch { entries: vec![(Seq(1), vec![1])], head: Some(vec![2]), ..Batch::default() };
    let rows = vec![("a".to_owned(), Some(vec![3])), ("b".to_owned(), None)];
    let second = Batch { entries: vec![(Seq(2), vec![4])], rows, outbox: vec![(Seq(2), vec![5])], ..Batch::default() };
    let floor = Floor::open(&name).await.unwrap();
    assert_eq!(floor.two_bare_transactions(&copy(&first), &second).await, Ok(()));
    let again = floor.bare_transaction(&first).await;
    assert!(again.is_err(), "the place is taken");

    let store = IdbStore::open(&name, |_| {}).await.unwrap();
    assert_eq!(store.head().await, Ok(Some(vec![2])));
    assert_eq!(store.entries(Seq(0), 10).await, Ok(vec![(Seq(1), vec![1]), (Seq(2), vec![4])]));
    assert_eq!(store.rows(&["a".to_owned(), "b".to_owned()]).await, Ok(vec![Some(vec![3]), None]));
    assert_eq!(store.outbox(10).await, Ok(vec![(Seq(2), vec![5])]));
}
