//! A store in memory, with every fault that a test can ask for: a crash at any step, no room.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use evertill_domain::ids::Seq;

use crate::store::{Batch, JournalStore, Order, Page, Read, StoreError, TransactError};

/// Keeps everything in memory. Clones share it, as two pages share one origin's storage.
#[derive(Clone, Debug, Default)]
pub struct MemoryStore {
    inner: Rc<RefCell<Inner>>,
}

#[derive(Debug, Default)]
struct Inner {
    data: Data,
    /// Storage steps since the last restart: every read, every write, before and after a commit.
    steps: u64,
    crash_at: Option<u64>,
    crashed: bool,
    room: Option<usize>,
}

/// What survives a crash.
#[derive(Clone, Debug, Default)]
struct Data {
    head: Option<Vec<u8>>,
    entries: BTreeMap<Seq, Vec<u8>>,
    rows: BTreeMap<RowOrder, Vec<u8>>,
    outbox: BTreeMap<Seq, Vec<u8>>,
    pulled: BTreeMap<RowOrder, Vec<u8>>,
}

/// A key in the order in which IndexedDB keeps texts: by UTF-16 code units.
#[derive(Clone, Debug, PartialEq, Eq)]
struct RowOrder(String);

impl RowOrder {
    fn new(key: &str) -> Self {
        Self(key.to_owned())
    }
}

impl Ord for RowOrder {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.encode_utf16().cmp(other.0.encode_utf16())
    }
}

impl PartialOrd for RowOrder {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl MemoryStore {
    /// An empty store without faults.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Loses power at the given step from now on: the first is 0.
    pub fn crash_at(&self, step: u64) {
        let mut inner = self.inner.borrow_mut();
        inner.steps = 0;
        inner.crash_at = Some(step);
    }

    /// Whether the power is off.
    #[must_use]
    pub fn has_crashed(&self) -> bool {
        self.inner.borrow().crashed
    }

    /// Turns the power on again: what was committed is there, and no further crash is planned.
    pub fn restart(&self) {
        let mut inner = self.inner.borrow_mut();
        inner.crashed = false;
        inner.crash_at = None;
        inner.steps = 0;
    }

    /// Another store that holds what this one does, as a copy of its disk would, without planned faults.
    #[must_use]
    pub fn fork(&self) -> Self {
        let data = self.inner.borrow().data.clone();
        Self { inner: Rc::new(RefCell::new(Inner { data, ..Inner::default() })) }
    }

    /// Limits how many bytes fit in all, or lifts the limit.
    pub fn limit_room(&self, bytes: Option<usize>) {
        self.inner.borrow_mut().room = bytes;
    }

    /// How many bytes are kept.
    #[must_use]
    pub fn size(&self) -> usize {
        self.inner.borrow().data.size()
    }

    /// Replaces the stored bytes of an entry, as a failing disk would.
    pub fn damage_entry(&self, seq: Seq, bytes: Vec<u8>) {
        self.inner.borrow_mut().data.entries.insert(seq, bytes);
    }

    /// Replaces the stored bytes of a row, or removes it.
    pub fn damage_row(&self, key: &str, bytes: Option<Vec<u8>>) {
        let rows = &mut self.inner.borrow_mut().data.rows;
        match bytes {
            Some(bytes) => rows.insert(RowOrder(key.to_owned()), bytes),
            None => rows.remove(&RowOrder(key.to_owned())),
        };
    }
}

impl Inner {
    fn step(&mut self) -> Result<(), StoreError> {
        let at = self.steps;
        self.steps += 1;
        self.crashed |= self.crash_at == Some(at);
        if self.crashed { Err(StoreError::Gone("the power is off".to_owned())) } else { Ok(()) }
    }
}

impl Data {
    fn size(&self) -> usize {
        let entries: usize = self.entries.values().map(Vec::len).sum();
        let rows: usize = self.rows.iter().map(|(key, bytes)| key.0.len() + bytes.len()).sum();
        let outbox: usize = self.outbox.values().map(Vec::len).sum();
        let pulled: usize = self.pulled.iter().map(|(key, bytes)| key.0.len() + bytes.len()).sum();
        entries + rows + outbox + pulled
    }

    fn read(&self, keys: &[String]) -> Vec<Option<Vec<u8>>> {
        keys.iter().map(|key| self.rows.get(&RowOrder(key.clone())).cloned()).collect()
    }

    /// Whether `batch` can be written at all: no place is taken, neither before nor by the batch itself.
    fn check(&self, batch: &Batch) -> Result<(), StoreError> {
        let mut places = BTreeSet::new();
        let mut taken = |seq: &Seq| self.entries.contains_key(seq) || !places.insert(*seq);
        if let Some(seq) = batch.entries.iter().map(|(seq, _)| seq).find(|seq| taken(seq)) {
            return Err(StoreError::Gone(format!("place {seq} is already taken")));
        }
        let dropped: Vec<_> =
            batch.drop_pulled.iter().map(|(from, to)| RowOrder::new(from)..=RowOrder::new(to)).collect();
        let stays = |key: &RowOrder| self.pulled.contains_key(key) && !dropped.iter().any(|range| range.contains(key));
        let mut keys = BTreeSet::new();
        let mut taken = |key: &RowOrder| stays(key) || !keys.insert(key.clone());
        match batch.pulled.iter().map(|(key, _)| RowOrder::new(key)).find(|key| taken(key)) {
            Some(RowOrder(key)) => Err(StoreError::Gone(format!("the key {key} is already taken"))),
            None => Ok(()),
        }
    }

    /// Writes all of `batch`.
    fn write(&mut self, batch: Batch) {
        self.entries.extend(batch.entries);
        if batch.clear_rows {
            self.rows.clear();
        }
        for (key, bytes) in batch.rows {
            match bytes {
                Some(bytes) => self.rows.insert(RowOrder(key), bytes),
                None => self.rows.remove(&RowOrder(key)),
            };
        }
        if let Some(delivered) = batch.delivered {
            self.outbox.retain(|seq, _| *seq > delivered);
        }
        self.outbox.extend(batch.outbox);
        for (from, to) in batch.drop_pulled {
            let dropped = RowOrder(from)..=RowOrder(to);
            self.pulled.retain(|key, _| !dropped.contains(key));
        }
        self.pulled.extend(batch.pulled.into_iter().map(|(key, bytes)| (RowOrder(key), bytes)));
        if batch.head.is_some() {
            self.head = batch.head;
        }
    }
}

/// How many single writes a real store would do for `batch`.
fn writes(batch: &Batch) -> usize {
    let single = [batch.clear_rows, batch.head.is_some(), batch.delivered.is_some()];
    let single = single.into_iter().filter(|part| *part).count();
    let pulled = batch.drop_pulled.len() + batch.pulled.len();
    batch.entries.len() + batch.rows.len() + batch.outbox.len() + pulled + single
}

impl JournalStore for MemoryStore {
    async fn head(&self) -> Result<Option<Vec<u8>>, StoreError> {
        let mut inner = self.inner.borrow_mut();
        inner.step()?;
        Ok(inner.data.head.clone())
    }

    async fn entries(&self, from: Seq, limit: usize) -> Result<Vec<(Seq, Vec<u8>)>, StoreError> {
        let mut inner = self.inner.borrow_mut();
        inner.step()?;
        Ok(inner.data.entries.range(from..).take(limit).map(|(seq, bytes)| (*seq, bytes.clone())).collect())
    }

    async fn rows(&self, keys: &[String]) -> Result<Vec<Option<Vec<u8>>>, StoreError> {
        let mut inner = self.inner.borrow_mut();
        inner.step()?;
        Ok(inner.data.read(keys))
    }

    async fn scan(&self, prefix: &str, order: Order, after: Option<&str>, limit: usize) -> Result<Page, StoreError> {
        let mut inner = self.inner.borrow_mut();
        inner.step()?;
        let after = after.map(|after| RowOrder(after.to_owned()));
        let rows = inner.data.rows.iter().filter(|(key, _)| key.0.starts_with(prefix));
        let copy = |(key, bytes): (&RowOrder, &Vec<u8>)| (key.0.clone(), bytes.clone());
        Ok(match order {
            Order::Ascending => {
                rows.filter(|(key, _)| after.as_ref().is_none_or(|a| *key > a)).take(limit).map(copy).collect()
            }
            Order::Descending => {
                rows.rev().filter(|(key, _)| after.as_ref().is_none_or(|a| *key < a)).take(limit).map(copy).collect()
            }
        })
    }

    async fn outbox(&self, limit: usize) -> Result<Vec<(Seq, Vec<u8>)>, StoreError> {
        let mut inner = self.inner.borrow_mut();
        inner.step()?;
        Ok(inner.data.outbox.iter().take(limit).map(|(seq, bytes)| (*seq, bytes.clone())).collect())
    }

    async fn pulled(&self, from: &str, limit: usize) -> Result<Page, StoreError> {
        let mut inner = self.inner.borrow_mut();
        inner.step()?;
        let pulled = inner.data.pulled.range(RowOrder::new(from)..).take(limit);
        Ok(pulled.map(|(key, bytes)| (key.0.clone(), bytes.clone())).collect())
    }

    async fn transact<T: 'static, A: 'static>(
        &self,
        reads: Vec<String>,
        decide: impl FnOnce(Read) -> Result<(Batch, T), A> + 'static,
    ) -> Result<T, TransactError<A>> {
        let inner = &mut *self.inner.borrow_mut();
        inner.step()?;
        let read = Read { head: inner.data.head.clone(), rows: inner.data.read(&reads) };
        let (batch, value) = decide(read).map_err(TransactError::Aborted)?;
        // A crash between two writes of a transaction leaves none of them.
        for _ in 0..writes(&batch) {
            inner.step()?;
        }
        inner.data.check(&batch)?;
        if let Some(room) = inner.room {
            let mut next = inner.data.clone();
            next.write(batch);
            if next.size() > room {
                return Err(StoreError::Full.into());
            }
            inner.data = next;
        } else {
            inner.data.write(batch);
        }
        // The power may fail after the commit and before anybody hears of it.
        inner.step()?;
        Ok(value)
    }
}
