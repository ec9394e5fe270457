//! One register's journal: opening it, holding the writer's place, appending facts.

use evertill_domain::Refusal;
use evertill_domain::apply;
use evertill_domain::clock::{Hlc, Timestamp};
use evertill_domain::event::Event;
use evertill_domain::ids::{ReceiptNumber, RegisterId, Seq};
use evertill_domain::origin::Origin;
use evertill_domain::people::Actor;
use evertill_domain::postings;
use evertill_domain::rows::{RowKey, RowSet};
use evertill_domain::shop::Settings;
use evertill_money::Amount;
use evertill_wire::{Entry, Hash, Head, Sealed, from_record};
use thiserror::Error;

use crate::draft::{Abort, Corrupt, Draft, row_set};
use crate::rebuild::FOLD;
use crate::store::{JournalStore, StoreError, TransactError};

/// The row that keeps room in reserve, so that a sale that was begun can be finished when the
/// storage is full.
pub(crate) const RESERVE_KEY: &str = "reserve/";
/// How much room is kept in reserve, in bytes.
const RESERVE_BYTES: usize = 1 << 20;

/// What a transaction does with the room in reserve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reserve {
    /// Sets it aside, whether or not it was.
    Fill,
    /// Leaves it as it is.
    Leave,
    /// Gives it up, so that the transaction itself finds room.
    Use,
}

impl Reserve {
    /// Puts it into the transaction.
    pub(crate) fn write(self, draft: &mut Draft) {
        match self {
            Self::Fill => draft.raw_row(RESERVE_KEY, Some(vec![0; RESERVE_BYTES])),
            Self::Leave => {}
            Self::Use => draft.raw_row(RESERVE_KEY, None),
        }
    }
}

/// Why the journal did not do what it was asked to.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum JournalError {
    /// The storage failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Another writer has taken over: stop selling here.
    #[error("another page writes this journal now")]
    Fenced,
    /// We are wrong.
    #[error(transparent)]
    Corrupt(#[from] Corrupt),
}

/// What was found in the store.
#[derive(Debug)]
pub enum Opened<S> {
    /// Nothing yet: the register is new, see [`Journal::found`].
    Empty(S),
    /// A journal. Nothing can be appended before [`Journal::take_writer`].
    Found(Box<Journal<S>>),
}

/// An event that is written already and waits for its place.
#[derive(Clone, Debug)]
pub struct Fact {
    event: Event,
    sealed: Sealed,
}

impl Fact {
    /// Writes `event`.
    ///
    /// # Errors
    /// [`Corrupt::Entry`] when it cannot be written, which no event of ours does.
    pub fn new(event: Event) -> Result<Self, Corrupt> {
        let sealed = Sealed::new(&event);
        Ok(Self { event, sealed })
    }
}

/// One register's journal in a store.
#[derive(Debug)]
pub struct Journal<S> {
    pub(crate) store: S,
    pub(crate) head: Head,
    /// Who is at the register; every entry names them.
    actor: Actor,
    /// Whether this is the writer. Two readers of one head would both pass the fence.
    writes: bool,
    /// The head may have moved on without us hearing of it.
    stale: bool,
    /// A transaction has failed since the last sale: it may have been one, and may have happened all the same.
    pub(crate) unsure: bool,
}

impl<S: JournalStore> Journal<S> {
    /// Looks into `store`.
    ///
    /// # Errors
    /// [`JournalError`].
    pub async fn open(store: S) -> Result<Opened<S>, JournalError> {
        match store.head().await? {
            None => Ok(Opened::Empty(store)),
            Some(bytes) => {
                let head = from_record(&bytes).map_err(Corrupt::from)?;
                Ok(Opened::Found(Box::new(Self {
                    store,
                    head,
                    actor: Actor::default(),
                    writes: false,
                    stale: false,
                    unsure: false,
                })))
            }
        }
    }

    /// Begins a journal in an empty store and holds its writer's place.
    ///
    /// # Errors
    /// [`JournalError::Fenced`] when somebody else has just begun one.
    pub async fn found(
        store: S,
        register: RegisterId,
        settings: Settings,
        now: Timestamp,
    ) -> Result<Self, JournalError> {
        let head = Head {
            register: register.clone(),
            incarnation: 1,
            epoch: 1,
            seq: Seq(0),
            hash: Hash::ZERO,
            hlc: Hlc::default(),
            next_receipt: ReceiptNumber(1),
            grand_total: Amount::ZERO,
            refund_total: Amount::ZERO,
            undecided: Vec::new(),
            seen: Hlc::default(),
            folded: FOLD,
            member: false,
        };
        let event = Event::RegisterOpened { register, settings: Box::new(settings) };
        let founded = store
            .transact(Vec::new(), move |read| {
                if let Some(bytes) = read.head {
                    return Err(Abort::Fenced(Box::new(from_record(&bytes)?)));
                }
                let mut draft = Draft::found(head, now);
                let mut rows = RowSet::new(apply::reads(&event).into_iter().map(|key| (key, None)));
                let (origin, _) = draft.record(event, None, &mut rows)?;
                draft.rows(rows.into_changes());
                Reserve::Fill.write(&mut draft);
                draft.offer(origin.seq);
                let (batch, head) = draft.finish();
                Ok((batch, head))
            })
            .await;
        let head = founded.map_err(journal_error)?;
        Ok(Self { store, head, actor: Actor::default(), writes: true, stale: false, unsure: false })
    }

    /// Where the journal stands, as far as this writer knows.
    #[must_use]
    pub const fn head(&self) -> &Head {
        &self.head
    }

    /// Who does what is appended from here on.
    pub fn set_actor(&mut self, actor: Actor) {
        self.actor = actor;
    }

    /// The store, to read from.
    #[must_use]
    pub const fn store(&self) -> &S {
        &self.store
    }

    /// Takes the writer's place: whoever held it before is fenced off by its next transaction. Room
    /// that an earlier shortage has used up is taken back while there is some; where there is none
    /// the register opens all the same, if need be on the room in reserve, so that what was sold
    /// can be decided, read and exported.
    ///
    /// # Errors
    /// [`JournalError`].
    pub async fn take_writer(&mut self, now: Timestamp, taken_over: bool) -> Result<(), JournalError> {
        self.check_last().await?;
        let mut taken = Err(JournalError::Store(StoreError::Full));
        for reserve in [Reserve::Fill, Reserve::Leave, Reserve::Use] {
            taken = self.take_writer_with(now, taken_over, reserve).await;
            if taken != Err(JournalError::Store(StoreError::Full)) {
                break;
            }
        }
        // Whoever could not say that it writes does not.
        self.writes = taken.is_ok();
        taken?;
        if self.head.folded == FOLD {
            return Ok(());
        }
        match self.fold_anew(now).await {
            // Rows of an earlier build serve until there is room for better ones.
            Ok(()) | Err(JournalError::Store(StoreError::Full) | JournalError::Corrupt(_)) => self.refresh().await,
            Err(error) => Err(error),
        }
    }

    /// Whether the entry that the head names is there and whole: nothing is appended to a journal
    /// whose end is damaged. All the rest is for [`crate::verify`].
    async fn check_last(&self) -> Result<(), JournalError> {
        let head = self.stored_head().await?;
        let last = self.store.entries(head.seq, 1).await?.into_iter().find(|(seq, _)| *seq == head.seq);
        let (seq, bytes) = last.ok_or(Corrupt::Missing(head.seq))?;
        let entry = Entry::from_bytes(&bytes).map_err(|why| Corrupt::Entry { seq, why })?;
        if entry.hash == head.hash { Ok(()) } else { Err(Corrupt::Foreign(seq).into()) }
    }

    async fn take_writer_with(
        &mut self,
        now: Timestamp,
        taken_over: bool,
        reserve: Reserve,
    ) -> Result<(), JournalError> {
        self.head = self.stored_head().await?;
        self.stale = false;
        self.writes = true;
        let epoch = self.head.epoch.saturating_add(1);
        self.transact(Vec::new(), now, move |draft, _| {
            draft.head.epoch = epoch;
            let seq = draft.push(&Event::WriterChanged { epoch, taken_over });
            reserve.write(draft);
            draft.offer(seq);
            Ok(())
        })
        .await
    }

    /// Appends facts that need no vote, all of them or none, and applies them.
    ///
    /// # Errors
    /// [`JournalError`].
    pub async fn record(&mut self, events: Vec<Event>, now: Timestamp) -> Result<Vec<Seq>, JournalError> {
        let facts = events.into_iter().map(Fact::new).collect::<Result<_, _>>()?;
        self.record_facts(facts, now).await.map(|recorded| recorded.into_iter().map(|(origin, _)| origin.seq).collect())
    }

    /// As [`Journal::record`], for facts that were written before, so that a transaction with much
    /// to append is short. Gives the events back as they were written, with where they stand.
    ///
    /// # Errors
    /// [`JournalError`].
    pub async fn record_facts(
        &mut self,
        facts: Vec<Fact>,
        now: Timestamp,
    ) -> Result<Vec<(Origin, Event)>, JournalError> {
        self.refresh().await?;
        let mut keys: Vec<RowKey> = facts.iter().flat_map(|fact| apply::reads(&fact.event)).collect();
        keys.sort_unstable();
        keys.dedup();
        self.transact(keys, now, move |draft, mut rows| {
            let from = draft.head.seq.next();
            let mut recorded = Vec::with_capacity(facts.len());
            for Fact { event, sealed } in facts {
                recorded.push(draft.record(event, Some(sealed), &mut rows)?);
            }
            draft.rows(rows.into_changes());
            draft.offer(from);
            Ok(recorded)
        })
        .await
    }

    /// Appends the facts that `make` decides on by the rows under `keys`, as they are inside the transaction that appends
    /// them: a count of the drawer cannot miss a sale. `keys` holds what applying the facts reads, too. A refusal writes
    /// nothing.
    ///
    /// # Errors
    /// [`JournalError`].
    pub async fn act(
        &mut self,
        keys: Vec<RowKey>,
        now: Timestamp,
        make: impl FnOnce(&RowSet, &Head) -> Result<Vec<Event>, Refusal> + 'static,
    ) -> Result<Result<Vec<(Origin, Event)>, Refusal>, JournalError> {
        self.refresh().await?;
        if !self.head.undecided.is_empty() {
            self.recover(now).await?;
        }
        self.transact(keys, now, move |draft, mut rows| {
            let events = match make(&rows, &draft.head) {
                Ok(events) => events,
                Err(refusal) => return Ok(Err(refusal)),
            };
            let from = draft.head.seq.next();
            let mut recorded = Vec::with_capacity(events.len());
            for event in events {
                let balanced = postings::of_event(&event).map(|all| postings::balanced(&all));
                if balanced != Ok(true) {
                    return Err(Corrupt::Range);
                }
                recorded.push(draft.record(event, None, &mut rows)?);
            }
            draft.rows(rows.into_changes());
            if !recorded.is_empty() {
                draft.offer(from);
            }
            Ok(Ok(recorded))
        })
        .await
    }

    /// Runs one transaction on the head that this writer knows. Whoever has not taken the writer's
    /// place is refused like one that has lost it.
    pub(crate) async fn transact<T: 'static>(
        &mut self,
        keys: Vec<RowKey>,
        now: Timestamp,
        build: impl FnOnce(&mut Draft, RowSet) -> Result<T, Corrupt> + 'static,
    ) -> Result<T, JournalError> {
        if !self.writes {
            return Err(JournalError::Fenced);
        }
        let (expected, actor) = (self.head.clone(), self.actor.clone());
        let texts = keys.iter().map(RowKey::text).collect();
        let outcome = self
            .store
            .transact(texts, move |read| {
                let mut draft = Draft::begin(&expected, read.head.as_deref(), now, actor)?;
                let value = build(&mut draft, row_set(keys, read)?)?;
                let (batch, head) = draft.finish();
                Ok((batch, (head, value)))
            })
            .await;
        match outcome {
            Ok((head, value)) => {
                self.head = head;
                Ok(value)
            }
            Err(error) => {
                // Whatever failed, the truth is what the store says next time.
                (self.stale, self.unsure) = (true, true);
                Err(journal_error(error))
            }
        }
    }

    /// Reads the head again where the last transaction's outcome is not known.
    ///
    /// # Errors
    /// [`JournalError::Fenced`] when another writer has taken over.
    pub(crate) async fn refresh(&mut self) -> Result<(), JournalError> {
        if self.stale {
            let stored = self.stored_head().await?;
            // A head of another epoch is never adopted: this writer's time is over for good.
            if stored.epoch != self.head.epoch {
                return Err(JournalError::Fenced);
            }
            self.head = stored;
            self.stale = false;
        }
        Ok(())
    }

    async fn stored_head(&self) -> Result<Head, JournalError> {
        let bytes = self.store.head().await?.ok_or(Corrupt::NoHead)?;
        Ok(from_record(&bytes).map_err(Corrupt::from)?)
    }
}

pub(crate) fn journal_error(error: TransactError<Abort>) -> JournalError {
    match error {
        TransactError::Aborted(Abort::Fenced(_)) => JournalError::Fenced,
        TransactError::Aborted(Abort::Corrupt(corrupt)) => JournalError::Corrupt(corrupt),
        TransactError::Store(error) => JournalError::Store(error),
    }
}
