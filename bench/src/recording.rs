//! A store that keeps a copy of what it was told to write, so that the floor can write the same.

use std::cell::RefCell;
use std::rc::Rc;

use evertill_domain::ids::Seq;
use evertill_journal::store::{Batch, JournalStore, Order, Page, Read, StoreError, TransactError};
use evertill_journal_idb::IdbStore;
use evertill_journal_idb::floor::copy;

/// The batches that were written, in order.
pub type Tape = Rc<RefCell<Vec<Batch>>>;

/// The register's own store with a tape. Copying a batch counts against us, a few microseconds each.
pub struct Recording {
    store: IdbStore,
    tape: Tape,
}

impl Recording {
    /// Records what is written to `store`.
    pub fn new(store: IdbStore) -> (Self, Tape) {
        let tape = Tape::default();
        (Self { store, tape: Rc::clone(&tape) }, tape)
    }
}

impl JournalStore for Recording {
    async fn head(&self) -> Result<Option<Vec<u8>>, StoreError> {
        self.store.head().await
    }

    async fn entries(&self, from: Seq, limit: usize) -> Result<Vec<(Seq, Vec<u8>)>, StoreError> {
        self.store.entries(from, limit).await
    }

    async fn rows(&self, keys: &[String]) -> Result<Vec<Option<Vec<u8>>>, StoreError> {
        self.store.rows(keys).await
    }

    async fn scan(&self, prefix: &str, order: Order, after: Option<&str>, limit: usize) -> Result<Page, StoreError> {
        self.store.scan(prefix, order, after, limit).await
    }

    async fn outbox(&self, limit: usize) -> Result<Vec<(Seq, Vec<u8>)>, StoreError> {
        self.store.outbox(limit).await
    }

    async fn pulled(&self, from: &str, limit: usize) -> Result<Page, StoreError> {
        self.store.pulled(from, limit).await
    }

    async fn transact<T: 'static, A: 'static>(
        &self,
        reads: Vec<String>,
        decide: impl FnOnce(Read) -> Result<(Batch, T), A> + 'static,
    ) -> Result<T, TransactError<A>> {
        let tape = Rc::clone(&self.tape);
        let recorded = move |read| {
            let (batch, value) = decide(read)?;
            tape.borrow_mut().push(copy(&batch));
            Ok((batch, value))
        };
        self.store.transact(reads, recorded).await
    }
}
