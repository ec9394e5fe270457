//! The suite that every store passes, on IndexedDB.

use evertill_journal::conformance::{self, Fixture};
use evertill_journal::for_each_store_claim;
use evertill_journal_idb::IdbStore;
use std::cell::RefCell;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::unique;

#[derive(Default)]
struct Indexed {
    name: RefCell<String>,
}

impl Fixture for Indexed {
    type Store = IdbStore;

    async fn fresh(&self) -> IdbStore {
        let name = unique("conformance");
        self.name.replace(name.clone());
        IdbStore::open(&name, |_| {}).await.unwrap()
    }

    async fn reopen(&self, store: IdbStore) -> IdbStore {
        drop(store);
        let name = self.name.borrow().clone();
        IdbStore::open(&name, |_| {}).await.unwrap()
    }
}

macro_rules! in_the_browser {
    ($($claim:ident),* $(,)?) => {
        $(
            #[wasm_bindgen_test]
            async fn $claim() {
                conformance::$claim(&Indexed::default()).await;
            }
        )*
    };
}

for_each_store_claim!(in_the_browser);
