//! A register's key stays in its browser, and signs what anybody can check.

use evertill_journal_idb::Identity;
use js_sys::{Array, Promise, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::unique;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["crypto", "subtle"], js_name = importKey)]
    fn import_key(format: &str, key: &Uint8Array, algorithm: &str, extractable: bool, usages: &Array) -> Promise;

    #[wasm_bindgen(js_namespace = ["crypto", "subtle"])]
    fn verify(algorithm: &str, key: &JsValue, signature: &Uint8Array, data: &Uint8Array) -> Promise;
}

async fn is_valid(public: &[u8], signature: &[u8], bytes: &[u8]) -> bool {
    let usages = [JsValue::from_str("verify")].into_iter().collect();
    let key = JsFuture::from(import_key("raw", &Uint8Array::from(public), "Ed25519", true, &usages)).await.unwrap();
    let valid = verify("Ed25519", &key, &Uint8Array::from(signature), &Uint8Array::from(bytes));
    JsFuture::from(valid).await.unwrap().is_truthy()
}

#[wasm_bindgen_test]
async fn a_register_has_one_key_for_good_and_what_it_signs_can_be_checked() {
    let name = unique("identity");
    let made = Identity::open(&name).await.unwrap();
    let found = Identity::open(&name).await.unwrap();
    assert_eq!(made.public(), found.public());
    let signature = found.sign(b"a tip").await.unwrap();
    assert!(is_valid(made.public(), &signature, b"a tip").await);
    assert!(!is_valid(made.public(), &signature, b"another").await);
    let other = Identity::open(&unique("identity")).await.unwrap();
    assert!(!is_valid(other.public(), &signature, b"a tip").await);
}
