//! A transaction in the making: entries chained to the head that they build on.

use evertill_domain::apply::{self, Broken};
use evertill_domain::clock::Timestamp;
use evertill_domain::event::Event;
use evertill_domain::ids::Seq;
use evertill_domain::origin::Origin;
use evertill_domain::people::Actor;
use evertill_domain::rows::{NotRead, Row, RowKey, RowSet};
use evertill_wire::{DecodeError, Entry, Head, Outgoing, Place, RecordError, Sealed, from_record, to_record};
use thiserror::Error;

use crate::journal::Reserve;
use crate::rebuild::FOLD;
use crate::store::{Batch, Read};

/// We are wrong, or the storage is: stop appending, keep reading and exporting, say so.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Corrupt {
    /// A stored record does not read.
    #[error(transparent)]
    Record(#[from] RecordError),
    /// A stored entry does not read.
    #[error("entry {seq}: {why}")]
    Entry {
        /// Its place.
        seq: Seq,
        /// What is wrong with it.
        why: DecodeError,
    },
    /// An entry of another register, as it was pulled, does not read any more.
    #[error("entry {at} of other registers: {why}")]
    Pulled {
        /// Where it is kept.
        at: String,
        /// What is wrong with it.
        why: DecodeError,
    },
    /// An entry is not where the head says it is.
    #[error("entry {0} is missing")]
    Missing(Seq),
    /// The last entry is whole, and not the one that the head names.
    #[error("entry {0} is not the one that the journal's head names")]
    Foreign(Seq),
    /// An entry is not what another one says it is.
    #[error("entry {0} is not a prepared sale")]
    NotASale(Seq),
    /// The head is gone although there was one.
    #[error("the journal's head is missing")]
    NoHead,
    /// A fact does not fit the rows.
    #[error("the projections do not fit the journal: {0:?}")]
    Projection(Broken),
    /// Postings do not sum to zero.
    #[error("the postings of receipt {0} do not balance")]
    Unbalanced(evertill_domain::ids::ReceiptNumber),
    /// The reports made anew from the journal do not come to what it says itself.
    #[error("the sales up to entry {0} do not come to the journal's totals")]
    Reports(Seq),
    /// Running totals left their range.
    #[error("a running total left its range")]
    Range,
}

impl From<Broken> for Corrupt {
    fn from(broken: Broken) -> Self {
        Self::Projection(broken)
    }
}

impl From<NotRead> for Corrupt {
    fn from(NotRead(key): NotRead) -> Self {
        Self::Projection(Broken::NotRead(key))
    }
}

impl From<evertill_money::Overflow> for Corrupt {
    fn from(_: evertill_money::Overflow) -> Self {
        Self::Range
    }
}

/// Why a transaction was not written.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Abort {
    /// Somebody else has written: this writer's time is over.
    Fenced(Box<Head>),
    /// We are wrong.
    Corrupt(Corrupt),
}

impl<E: Into<Corrupt>> From<E> for Abort {
    fn from(error: E) -> Self {
        Self::Corrupt(error.into())
    }
}

/// Entries and rows of one transaction, built on a head that was checked inside it.
pub(crate) struct Draft {
    pub head: Head,
    now: Timestamp,
    actor: Actor,
    batch: Batch,
}

impl Draft {
    /// Begins a transaction: the stored head must be the one that `expected` says, or another
    /// writer has taken over in the meantime.
    pub fn begin(expected: &Head, stored: Option<&[u8]>, now: Timestamp, actor: Actor) -> Result<Self, Abort> {
        let head: Head = from_record(stored.ok_or(Corrupt::NoHead)?)?;
        if head != *expected {
            return Err(Abort::Fenced(Box::new(head)));
        }
        Ok(Self { head, now, actor, batch: Batch::default() })
    }

    /// Begins a journal.
    pub fn found(head: Head, now: Timestamp) -> Self {
        Self { head, now, actor: Actor::default(), batch: Batch::default() }
    }

    /// Appends `event` and returns its place.
    pub fn push(&mut self, event: &Event) -> Seq {
        self.push_sealed(Sealed::new(event))
    }

    /// Appends a written event and returns its place.
    pub fn push_sealed(&mut self, sealed: Sealed) -> Seq {
        let seq = self.head.seq.next();
        let hlc = self.head.hlc.max(self.head.seen).tick(self.now);
        let place = Place {
            register: self.head.register.clone(),
            incarnation: self.head.incarnation,
            epoch: self.head.epoch,
            seq,
            prev: self.head.hash,
            hlc,
            actor: self.actor.clone(),
        };
        let entry = Entry::from_sealed(place, sealed);
        self.batch.entries.push((seq, entry.to_bytes()));
        self.head.seq = seq;
        self.head.hash = entry.hash;
        self.head.hlc = hlc;
        seq
    }

    /// Appends `event` as it is written where other registers fold it, too, and applies it. Returns where it stands and the
    /// event as it was written.
    ///
    /// # Errors
    /// [`Corrupt`] when it does not fit the rows.
    pub fn record(
        &mut self,
        event: Event,
        sealed: Option<Sealed>,
        rows: &mut RowSet,
    ) -> Result<(Origin, Event), Corrupt> {
        let is_named = matches!(event, Event::SaleSuspended(_) | Event::SaleResumed { .. });
        let event = apply::noted(event, &self.head.register, rows)?;
        let sealed = sealed.filter(|_| !is_named).unwrap_or_else(|| Sealed::new(&event));
        self.push_sealed(sealed);
        let origin = self.origin();
        apply::apply(&event, &origin, &self.head.register, rows)?;
        Ok((origin, event))
    }

    /// Where the last entry stands.
    pub fn origin(&self) -> Origin {
        let Head { register, incarnation, seq, hlc, .. } = &self.head;
        Origin { hlc: *hlc, register: register.clone(), incarnation: *incarnation, seq: *seq }
    }

    /// Offers the entries from `from` to the last one to the hub.
    pub fn offer(&mut self, from: Seq) {
        let to = self.head.seq;
        self.batch.outbox.push((to, to_record(&Outgoing { from, to })));
    }

    /// Writes or deletes a row that is no projection.
    pub fn raw_row(&mut self, key: &str, bytes: Option<Vec<u8>>) {
        self.batch.rows.push((key.to_owned(), bytes));
    }

    /// Drops all rows and writes these instead.
    pub fn replace_rows(&mut self, rows: Vec<(RowKey, Row)>) {
        self.batch.clear_rows = true;
        self.head.folded = FOLD;
        Reserve::Fill.write(self);
        self.rows(rows.into_iter().map(|(key, row)| (key, Some(row))));
    }

    /// Keeps an entry of another register under this key.
    pub fn pull(&mut self, key: String, bytes: Vec<u8>) {
        self.batch.pulled.push((key, bytes));
    }

    /// Drops what was pulled under keys from the one to the other.
    pub fn drop_pulled(&mut self, range: (String, String)) {
        self.batch.drop_pulled.push(range);
    }

    /// Empties the outbox up to this place.
    pub fn delivered(&mut self, upto: Seq) {
        self.batch.delivered = Some(upto);
    }

    /// Writes the rows that changed, and takes away those that are no more.
    pub fn rows(&mut self, changes: impl Iterator<Item = (RowKey, Option<Row>)>) {
        for (key, row) in changes {
            self.batch.rows.push((key.text(), row.as_ref().map(to_record)));
        }
    }

    /// The transaction's writes and the head after it.
    pub fn finish(mut self) -> (Batch, Head) {
        self.batch.head = Some(to_record(&self.head));
        (self.batch, self.head)
    }
}

/// The rows of `read` under the keys they were asked for with.
pub(crate) fn row_set(keys: Vec<RowKey>, read: Read) -> Result<RowSet, Corrupt> {
    let mut rows = Vec::with_capacity(keys.len());
    for (key, bytes) in keys.into_iter().zip(read.rows) {
        rows.push((key, bytes.as_deref().map(from_record).transpose()?));
    }
    Ok(RowSet::new(rows))
}
