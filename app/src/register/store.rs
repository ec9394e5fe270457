//! Where the page's journal lies: in the browser's database, or in memory while somebody practises.

use evertill_domain::ids::Seq;
use evertill_journal::memory::MemoryStore;
use evertill_journal::store::{Batch, JournalStore, Order, Page, Read, StoreError, TransactError};
use evertill_journal_idb::IdbStore;

/// A store of either kind.
#[derive(Clone, Debug)]
pub enum AnyStore {
    /// What is sold for good.
    Kept(IdbStore),
    /// What is practised.
    Practice(MemoryStore),
}

impl JournalStore for AnyStore {
    async fn head(&self) -> Result<Option<Vec<u8>>, StoreError> {
        match self {
            Self::Kept(store) => store.head().await,
            Self::Practice(store) => store.head().await,
        }
    }

    async fn entries(&self, from: Seq, limit: usize) -> Result<Vec<(Seq, Vec<u8>)>, StoreError> {
        match self {
            Self::Kept(store) => store.entries(from, limit).await,
            Self::Practice(store) => store.entries(from, limit).await,
        }
    }

    async fn rows(&self, keys: &[String]) -> Result<Vec<Option<Vec<u8>>>, StoreError> {
        match self {
            Self::Kept(store) => store.rows(keys).await,
            Self::Practice(store) => store.rows(keys).await,
        }
    }

    async fn scan(&self, prefix: &str, order: Order, after: Option<&str>, limit: usize) -> Result<Page, StoreError> {
        match self {
            Self::Kept(store) => store.scan(prefix, order, after, limit).await,
            Self::Practice(store) => store.scan(prefix, order, after, limit).await,
        }
    }

    async fn outbox(&self, limit: usize) -> Result<Vec<(Seq, Vec<u8>)>, StoreError> {
        match self {
            Self::Kept(store) => store.outbox(limit).await,
            Self::Practice(store) => store.outbox(limit).await,
        }
    }

    async fn pulled(&self, from: &str, limit: usize) -> Result<Page, StoreError> {
        match self {
            Self::Kept(store) => store.pulled(from, limit).await,
            Self::Practice(store) => store.pulled(from, limit).await,
        }
    }

    async fn transact<T: 'static, A: 'static>(
        &self,
        reads: Vec<String>,
        decide: impl FnOnce(Read) -> Result<(Batch, T), A> + 'static,
    ) -> Result<T, TransactError<A>> {
        match self {
            Self::Kept(store) => store.transact(reads, decide).await,
            Self::Practice(store) => store.transact(reads, decide).await,
        }
    }
}
