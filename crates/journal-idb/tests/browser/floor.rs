//! The floor of the benchmarks does what ours is measured against.

use evertill_journal_idb::floor::Floor;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::unique;

#[wasm_bindgen_test]
async fn two_bare_transactions_are_written() {
    let floor = Floor::open(&unique("floor")).await.unwrap();
    assert_eq!(floor.two_bare_transactions(&[2_000], &[300; 9]).await, Ok(()));
    assert_eq!(floor.two_bare_transactions(&[], &[0]).await, Ok(()));
}
