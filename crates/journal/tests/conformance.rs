//! The suite that every store passes, on the store in memory.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use evertill_journal::conformance::{self, Fixture};
use evertill_journal::for_each_store_claim;
use evertill_journal::memory::MemoryStore;

struct InMemory;

impl Fixture for InMemory {
    type Store = MemoryStore;

    async fn fresh(&self) -> MemoryStore {
        MemoryStore::new()
    }

    async fn reopen(&self, store: MemoryStore) -> MemoryStore {
        store.restart();
        store
    }
}

macro_rules! in_memory {
    ($($claim:ident),* $(,)?) => {
        $(
            #[test]
            fn $claim() {
                pollster::block_on(conformance::$claim(&InMemory));
            }
        )*
    };
}

for_each_store_claim!(in_memory);
