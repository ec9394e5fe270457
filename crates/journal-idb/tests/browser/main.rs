//! Everything that this crate claims, in a real browser with a real IndexedDB.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod cache;
mod cents;
mod conformance;
mod database;
#[cfg(feature = "bench")]
mod floor;
mod identity;
mod locks;
mod storage;
mod store;
mod support;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
