//! A cache may be lost at any time, and never stands in the way.

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Waker};

use evertill_journal::store::StoreError;
use evertill_journal_idb::Cache;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{open_bare, unique};

#[wasm_bindgen_test]
async fn bytes_are_kept_by_name_until_they_are_deleted() {
    let name = unique("cache");
    let cache = Cache::open(&name).await;
    assert!(cache.is_available());
    assert_eq!(cache.get_bytes("basket").await, None);
    assert_eq!(cache.put_bytes("basket", b"one").await, Ok(()));
    assert_eq!(cache.put_bytes("basket", b"two").await, Ok(()));
    assert_eq!(cache.put_bytes("empty", b"").await, Ok(()));
    drop(cache);
    let cache = Cache::open(&name).await;
    assert_eq!(cache.get_bytes("basket").await, Some(b"two".to_vec()));
    assert_eq!(cache.get_bytes("empty").await, Some(vec![]));
    assert_eq!(cache.delete("basket").await, Ok(()));
    assert_eq!(cache.delete("never").await, Ok(()));
    assert_eq!(cache.get_bytes("basket").await, None);
}

#[wasm_bindgen_test]
async fn a_catalogue_of_ten_megabytes_comes_back_whole() {
    let cache = Cache::open(&unique("cache")).await;
    let catalogue: Vec<u8> = (0..10_000_000_u32).map(|index| (index.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    assert_eq!(cache.put_bytes("catalogue", &catalogue).await, Ok(()));
    assert!(cache.get_bytes("catalogue").await == Some(catalogue));
}

#[wasm_bindgen_test]
async fn a_write_goes_on_when_nobody_waits_for_it() {
    let cache = Cache::open(&unique("cache")).await;
    {
        let mut begun = pin!(cache.put_bytes("basket", b"kept"));
        assert!(begun.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
    }
    assert_eq!(cache.put_bytes("other", b"").await, Ok(()));
    assert_eq!(cache.get_bytes("basket").await, Some(b"kept".to_vec()));
}

#[wasm_bindgen_test]
async fn a_broken_cache_is_made_anew() {
    let name = unique("cache");
    open_bare(&name, 1, &["something else"]).await.close();
    let cache = Cache::open(&name).await;
    assert!(cache.is_available());
    assert_eq!(cache.put_bytes("basket", b"one").await, Ok(()));
    assert_eq!(cache.get_bytes("basket").await, Some(b"one".to_vec()));
}

#[wasm_bindgen_test]
async fn a_cache_of_a_later_build_is_left_alone() {
    let name = unique("cache");
    let later = open_bare(&name, 9, &["bytes"]).await;
    let cache = Cache::open(&name).await;
    assert!(!cache.is_available());
    assert_eq!(cache.get_bytes("basket").await, None);
    assert!(matches!(cache.put_bytes("basket", b"one").await, Err(StoreError::Gone(_))));
    assert_eq!(later.version(), Ok(9));
    later.close();
}

#[wasm_bindgen_test]
async fn a_broken_cache_that_is_held_open_blocks_nobody() {
    let name = unique("cache");
    let stubborn = open_bare(&name, 1, &["something else"]).await;
    let cache = Cache::open(&name).await;
    assert!(!cache.is_available());
    assert_eq!(cache.get_bytes("basket").await, None);
    stubborn.close();
}

#[wasm_bindgen_test]
async fn a_cache_lets_go_when_a_later_build_asks_for_it() {
    let name = unique("cache");
    let cache = Cache::open(&name).await;
    assert_eq!(cache.put_bytes("basket", b"one").await, Ok(()));
    let later = open_bare(&name, 2, &["later"]).await;
    assert!(!cache.is_available());
    assert_eq!(cache.get_bytes("basket").await, None);
    later.close();
}
