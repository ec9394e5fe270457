//! What the browser tells about its storage.

use evertill_journal_idb::storage;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn the_browser_tells_how_much_it_keeps_and_for_how_long() {
    let estimate = storage::estimate().await.unwrap();
    assert!(estimate.quota > 0 && estimate.free() <= estimate.quota, "{estimate:?}");
    // A browser without a person in front of it may say either; it must say something.
    let promised = storage::persist().await.unwrap();
    assert_eq!(storage::persisted().await, Ok(promised));
}
