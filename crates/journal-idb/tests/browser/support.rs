//! Names that no other test uses, and a look at a database from behind.

use std::cell::Cell;

use idb::{Database, Factory, ObjectStoreParams};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// A database name for this test alone. Each run of the browser has a profile of its own.
pub fn unique(what: &str) -> String {
    thread_local! {
        static NEXT: Cell<u32> = const { Cell::new(0) };
    }
    let number = NEXT.replace(NEXT.get() + 1);
    format!("{what}-{number}")
}

/// Opens a database as another program would, with stores as told; closed by the caller.
pub async fn open_bare(name: &str, version: u32, stores: &'static [&'static str]) -> Database {
    let mut request = Factory::new().unwrap().open(name, Some(version)).unwrap();
    request.on_upgrade_needed(move |event| {
        let database = idb::DatabaseEvent::database(&event).unwrap();
        for store in stores {
            database.create_object_store(store, ObjectStoreParams::new()).unwrap();
        }
    });
    request.await.unwrap()
}

/// Lets everything that is ready run, once.
pub async fn yield_once() {
    JsFuture::from(js_sys::Promise::resolve(&JsValue::UNDEFINED)).await.unwrap();
}
