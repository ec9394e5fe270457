//! One strict transaction: read, decide, write, commit.
//!
//! It is a chain of listeners that the browser's own objects own, and no future: whoever waits may
//! stop waiting, and no hop through a queue of tasks lies between the last read and the first write.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use evertill_domain::ids::Seq;
use evertill_journal::store::{Batch, Read, StoreError};
use futures_channel::oneshot;
use wasm_bindgen::JsValue;
use web_sys::{IdbDatabase, IdbRequest, IdbTransaction};

use crate::failure;
use crate::migrations::{ENTRIES, META, OUTBOX, PULLED, ROWS};
use crate::range::{self, MAX_PLACE};
use crate::requests::{self, from_stored, to_stored};
use crate::store::HEAD;

/// Every store: a transaction does not know what it will write before it has read.
pub(crate) const ALL: &[&str] = &[ENTRIES, ROWS, META, OUTBOX, PULLED];

/// How a transaction ended.
pub(crate) enum Outcome {
    /// It is on the disk.
    Committed,
    /// Nothing of it happened; the error means nothing where it was decided so.
    Aborted(StoreError),
}

/// Looks at what was read and answers with what is written, or with nothing to abort.
pub(crate) type Decide = Box<dyn FnOnce(Read) -> Option<Batch>>;

/// Begins a transaction, which from here on runs by itself, and says how to hear of its end.
pub(crate) fn begin(
    database: &IdbDatabase,
    reads: &[String],
    decide: Decide,
) -> Result<oneshot::Receiver<Outcome>, StoreError> {
    let transaction = requests::begin_strict(database, ALL)?;
    let (ended, ending) = oneshot::channel();
    let head = requests::store(&transaction, META)?.get(&HEAD.into());
    let head = head.map_err(|thrown| failure::of_exception(&thrown))?;
    let rows = requests::store(&transaction, ROWS)?;
    let rows = reads.iter().map(|key| rows.get(&JsValue::from_str(key))).collect::<Result<Vec<_>, _>>();
    let rows = rows.map_err(|thrown| failure::of_exception(&thrown))?;
    let last = rows.last().unwrap_or(&head).clone();
    let running = Rc::new(Running {
        transaction: transaction.clone(),
        head,
        rows,
        writes: RefCell::default(),
        decide: Cell::new(Some(decide)),
        failure: Cell::new(None),
        ended: Cell::new(Some(ended)),
    });

    let (aborted, completed) = (Rc::clone(&running), Rc::clone(&running));
    transaction.set_onabort(Some(&requests::listener(move || aborted.abort())));
    transaction.set_oncomplete(Some(&requests::listener(move || completed.end(Outcome::Committed))));
    last.set_onsuccess(Some(&requests::listener(move || running.read())));
    Ok(ending)
}

struct Running {
    transaction: IdbTransaction,
    head: IdbRequest,
    rows: Vec<IdbRequest>,
    writes: RefCell<Vec<IdbRequest>>,
    decide: Cell<Option<Decide>>,
    /// What went wrong here rather than in a request.
    failure: Cell<Option<StoreError>>,
    ended: Cell<Option<oneshot::Sender<Outcome>>>,
}

impl Running {
    /// Everything was read: decides and writes, or gives up.
    fn read(&self) {
        let Some(decide) = self.decide.take() else { return };
        let written = self.what_was_read().map(decide).and_then(|batch| match batch {
            Some(batch) => write(&self.transaction, &batch, &mut self.writes.borrow_mut()).map(|()| true),
            None => Ok(false),
        });
        let going = written.unwrap_or_else(|error| {
            self.failure.set(Some(error));
            false
        });
        if going {
            requests::commit(&self.transaction);
        } else {
            // Fails only where the transaction was aborted already, which says so by its own event.
            drop(self.transaction.abort());
        }
    }

    fn what_was_read(&self) -> Result<Read, StoreError> {
        let head = from_stored(requests::result(&self.head)?)?;
        let rows = self.rows.iter().map(|row| from_stored(requests::result(row)?)).collect::<Result<_, _>>()?;
        Ok(Read { head, rows })
    }

    fn abort(&self) {
        let error = self.failure.take().unwrap_or_else(|| {
            let writes = self.writes.borrow();
            let requests = [&self.head].into_iter().chain(&self.rows).chain(writes.iter());
            failure::of_aborted(&self.transaction, requests)
        });
        self.end(Outcome::Aborted(error));
    }

    fn end(&self, outcome: Outcome) {
        // The listener that was not called owns this, and this owns the transaction that owns the
        // listener: without a cut here none of them would ever be freed.
        self.transaction.set_onabort(None);
        self.transaction.set_oncomplete(None);
        self.writes.take();
        self.decide.take();
        requests::tell(&self.ended, outcome);
    }
}

/// Asks for everything in a batch to be written, and keeps the requests.
pub(crate) fn write(
    transaction: &IdbTransaction,
    batch: &Batch,
    writes: &mut Vec<IdbRequest>,
) -> Result<(), StoreError> {
    let mut keep = |request: Result<IdbRequest, JsValue>| {
        request.map(|request| writes.push(request)).map_err(|thrown| failure::of_exception(&thrown))
    };
    if !batch.entries.is_empty() {
        let entries = requests::store(transaction, ENTRIES)?;
        for (seq, bytes) in &batch.entries {
            keep(entries.add_with_key(&to_stored(bytes), &key(*seq)?))?;
        }
    }
    if batch.clear_rows || !batch.rows.is_empty() {
        let rows = requests::store(transaction, ROWS)?;
        if batch.clear_rows {
            keep(rows.clear())?;
        }
        for (name, bytes) in &batch.rows {
            let name = JsValue::from_str(name);
            keep(match bytes {
                Some(bytes) => rows.put_with_key(&to_stored(bytes), &name),
                None => rows.delete(&name),
            })?;
        }
    }
    if batch.delivered.is_some() || !batch.outbox.is_empty() {
        let outbox = requests::store(transaction, OUTBOX)?;
        if let Some(delivered) = batch.delivered {
            keep(outbox.delete(&range::up_to(delivered.0)?))?;
        }
        for (seq, bytes) in &batch.outbox {
            keep(outbox.put_with_key(&to_stored(bytes), &key(*seq)?))?;
        }
    }
    if !batch.drop_pulled.is_empty() || !batch.pulled.is_empty() {
        let pulled = requests::store(transaction, PULLED)?;
        for (from, to) in &batch.drop_pulled {
            keep(pulled.delete(&range::of_texts_up_to(from, to)?))?;
        }
        for (name, bytes) in &batch.pulled {
            keep(pulled.add_with_key(&to_stored(bytes), &JsValue::from_str(name)))?;
        }
    }
    if let Some(head) = &batch.head {
        keep(requests::store(transaction, META)?.put_with_key(&to_stored(head), &HEAD.into()))?;
    }
    Ok(())
}

/// A place as a key: a number, which is exact up to 2^53.
fn key(seq: Seq) -> Result<JsValue, StoreError> {
    if seq.0 > MAX_PLACE {
        return Err(StoreError::Gone(format!("the place {seq} is beyond what the database can count")));
    }
    Ok(JsValue::from_f64(seq.0 as f64))
}
