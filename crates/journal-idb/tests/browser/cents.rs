//! The rules come to the same cents here as on the host, where `crates/domain` runs the same baskets.

use wasm_bindgen_test::wasm_bindgen_test;

#[path = "../../../domain/tests/till/cents.rs"]
mod baskets;

#[wasm_bindgen_test]
fn the_same_baskets_cost_the_same_cents_in_the_browser() {
    assert_eq!(baskets::digest(), baskets::DIGEST);
}
