//! Taking in what other registers wrote: a page of the feed is checked, folded and kept in one transaction.
//!
//! What was pulled stands beside the journal, each line by itself. The page that was taken in twice changes nothing; one that
//! would leave a gap is refused as a whole, as data. An entry that this build does not know is kept and passed over, and folded
//! by the first build that knows it; one that does not read or does not fit is kept in quarantine, and blocks nothing that comes
//! after it. What a hub says that went back in time overrules what it had said before, which is kept aside.

use std::collections::BTreeMap;

use evertill_domain::apply::Broken;
use evertill_domain::clock::Timestamp;
use evertill_domain::event::Event;
use evertill_domain::ids::StoreId;
use evertill_domain::rows::{RowKey, RowSet};
use evertill_domain::sale::Sale;
use evertill_wire::sync::{Cursor, Epoch, Page, Tip, merged};
use evertill_wire::{Entry, Header, SyncState, from_record, to_record};

use crate::draft::{Corrupt, Draft};
use crate::incoming::{self, At, AtHand, Checked, Incoming, PageRefusal};
use crate::journal::{Journal, JournalError};
use crate::lines;
use crate::read;
use crate::rebuild::{self, fold_pulled};
use crate::store::JournalStore;

/// The row that holds the state of replication; no projection.
pub(crate) const SYNC_KEY: &str = "sync/";

/// What became of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TakenIn {
    /// It was taken in.
    Taken(Taken),
    /// It was not, and nothing was written.
    Refused(PageRefusal),
}

/// What a page brought.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// How many entries were not known before.
    pub entries: usize,
    /// How many of them this build does not know.
    pub passed_over: usize,
    /// How many of them, or of those that should have been among them, are in quarantine.
    pub quarantined: usize,
    /// How many entries that were pulled in an earlier life of the hub gave way to them.
    pub overruled: usize,
    /// Whether any of them changed the catalogue, or all rows were folded anew.
    pub catalogue: bool,
}

impl<S: JournalStore> Journal<S> {
    /// Where this register stands with its hub.
    ///
    /// # Errors
    /// [`JournalError`].
    pub async fn sync_state(&self) -> Result<SyncState, JournalError> {
        state_of(&self.store).await
    }

    /// Takes a page of the feed in. Where it is of another life of the hub than the last one, it begins with the beginning.
    ///
    /// # Errors
    /// [`JournalError`]; what is wrong with the page is an answer.
    pub async fn take_in(&mut self, page: &Page, now: Timestamp) -> Result<TakenIn, JournalError> {
        self.refresh().await?;
        let before = self.sync_state().await?;
        let entries = match incoming::read(page, &before) {
            Ok(entries) => entries,
            Err(refusal) => return Ok(TakenIn::Refused(refusal)),
        };
        let at_hand = AtHand::around(&entries, page.epoch, &self.store, &self.head, &before).await?;
        let mut state = before.clone();
        let checked = match incoming::check(page, entries, &at_hand, &self.head, &mut state) {
            Ok(checked) => checked,
            Err(refusal) => return Ok(TakenIn::Refused(refusal)),
        };
        if state == before {
            return Ok(TakenIn::Taken(Taken::default()));
        }
        let taken = if checked.overruled.is_empty() {
            self.take_on(checked, state, now).await?
        } else {
            self.overrule(checked, state, now).await?
        };
        Ok(TakenIn::Taken(taken))
    }

    /// Folds what goes on behind all that is known.
    async fn take_on(&mut self, checked: Checked, mut state: SyncState, now: Timestamp) -> Result<Taken, JournalError> {
        let sales = self.sales_decided(&checked.new).await?;
        let decided = |one: &Incoming| one.decides().and_then(|at| sales.get(&at)).map(|sale| &**sale);
        let mut keys: Vec<RowKey> = checked.new.iter().flat_map(|one| one.reads(decided(one))).collect();
        keys.sort_unstable();
        keys.dedup();
        let seen = merged(self.head.seen, checked.seen, now);
        self.transact(keys, now, move |draft, mut rows| {
            draft.head.seen = seen;
            let (entries, quarantined) = (checked.new.len(), checked.missing);
            let mut taken = Taken { entries, quarantined, ..Taken::default() };
            for incoming in checked.new {
                take_one(incoming, &sales, draft, &mut rows, &mut state, &mut taken);
            }
            draft.rows(rows.into_changes());
            draft.raw_row(SYNC_KEY, Some(to_record(&state)));
            Ok(taken)
        })
        .await
    }

    /// Takes what is new in the place of what gives way: that is kept aside, and all rows are folded anew.
    async fn overrule(
        &mut self,
        checked: Checked,
        mut state: SyncState,
        now: Timestamp,
    ) -> Result<Taken, JournalError> {
        let Checked { new, seen, overruled, .. } = checked;
        let gives_way = |entry: &Entry| {
            let Header { register, incarnation, seq, .. } = &entry.header;
            overruled.get(&(register.clone(), *incarnation)).is_some_and(|from| seq >= from)
        };
        let Some(mut fold) = rebuild::of_all(&self.store, &self.head, |entry| !gives_way(entry), |_, _| true).await?
        else {
            return Ok(Taken::default());
        };
        let mut aside = Vec::new();
        for ((register, incarnation), from) in &overruled {
            aside.append(&mut lines::bytes_from_on(&self.store, register, *incarnation, *from).await?);
        }
        let before = (fold.pulled().passed_over, fold.pulled().set_aside);
        new.iter().for_each(|one| fold.push_pulled(&one.entry));
        let counted = |after: u64, before: u64| usize::try_from(after.saturating_sub(before)).unwrap_or(usize::MAX);
        let taken = Taken {
            entries: new.len(),
            passed_over: counted(fold.pulled().passed_over, before.0),
            quarantined: counted(fold.pulled().set_aside, before.1),
            overruled: aside.len(),
            catalogue: true,
        };
        let first = state.overruled;
        state.overruled = first.saturating_add(aside.len() as u64);
        fold.describe(&mut state);
        let (rows, seen) = (fold.into_rows(), merged(self.head.seen, seen, now));
        self.transact(Vec::new(), now, move |draft, _| {
            draft.head.seen = seen;
            for ((register, incarnation), from) in &overruled {
                draft.drop_pulled(lines::from_on(register, *incarnation, *from));
            }
            for (number, bytes) in (first..).zip(aside) {
                draft.pull(lines::overruled_key(number), bytes);
            }
            for one in new {
                draft.pull(lines::key_of(&one.entry.header), one.bytes);
            }
            draft.replace_rows(rows);
            draft.raw_row(SYNC_KEY, Some(to_record(&state)));
            Ok(taken)
        })
        .await
    }

    /// The sales that the entries decide: of the page itself, or pulled before.
    async fn sales_decided(&self, new: &[Incoming]) -> Result<BTreeMap<At, Box<Sale>>, JournalError> {
        let mut sales = incoming::prepared(new);
        for at in new.iter().filter_map(Incoming::decides) {
            if sales.contains_key(&at) {
                continue;
            }
            let (register, incarnation, seq) = &at;
            if let Some(Event::SalePrepared(sale)) = read::pulled(&self.store, register, *incarnation, *seq).await? {
                sales.insert(at, sale);
            }
        }
        Ok(sales)
    }

    /// The hub lives this life now, or this shop has one at last: the feed is read from its beginning. What was pulled in
    /// another life stays: entries are the same in every life, and those that come again are passed over.
    ///
    /// # Errors
    /// [`JournalError`].
    pub async fn begin_epoch(&mut self, store: StoreId, epoch: Epoch, now: Timestamp) -> Result<(), JournalError> {
        self.refresh().await?;
        let mut state = self.sync_state().await?;
        if (state.store.as_ref(), state.epoch) == (Some(&store), epoch) {
            return Ok(());
        }
        (state.store, state.epoch, state.cursor, state.held) = (Some(store), epoch, Cursor(0), Tip::default());
        self.put_state(state, now, |draft| draft.head.member = true).await
    }

    /// The hub holds the own journal up to here, durably: entries up to there wait no longer.
    ///
    /// # Errors
    /// [`JournalError`].
    pub async fn acknowledge(&mut self, held: Tip, now: Timestamp) -> Result<(), JournalError> {
        self.refresh().await?;
        let mut state = self.sync_state().await?;
        if state.held == held || held.seq > self.head.seq {
            return Ok(());
        }
        state.held = held;
        self.put_state(state, now, move |draft| draft.delivered(held.seq)).await
    }

    /// Drops everything that was pulled, works the rows out from the own journal alone, and begins to read the feed anew: for
    /// a hub that contradicts what it said before in the same life. It does so once in each life, and answers whether it did:
    /// whoever contradicts themselves again would do so for ever.
    ///
    /// # Errors
    /// [`JournalError`].
    pub async fn forget_feed(&mut self, now: Timestamp) -> Result<bool, JournalError> {
        self.refresh().await?;
        let mut state = self.sync_state().await?;
        if state.forgotten == state.epoch {
            return Ok(false);
        }
        let Some(fold) = rebuild::of_own(&self.store, &self.head, |_, _| true).await? else { return Ok(false) };
        (state.cursor, state.forgotten) = (Cursor(0), state.epoch);
        fold.describe(&mut state);
        let rows = fold.into_rows();
        self.put_state(state, now, move |draft| {
            draft.drop_pulled(lines::all());
            draft.replace_rows(rows);
        })
        .await?;
        Ok(true)
    }

    /// Writes the state, and what else belongs to the same step.
    async fn put_state(
        &mut self,
        state: SyncState,
        now: Timestamp,
        more: impl FnOnce(&mut Draft) + 'static,
    ) -> Result<(), JournalError> {
        self.transact(Vec::new(), now, move |draft, _| {
            more(draft);
            draft.raw_row(SYNC_KEY, Some(to_record(&state)));
            Ok(())
        })
        .await
    }
}

/// The state of replication of the journal in `store`.
pub(crate) async fn state_of(store: &impl JournalStore) -> Result<SyncState, JournalError> {
    let found = store.rows(&[SYNC_KEY.to_owned()]).await?;
    let state = found.into_iter().next().flatten().map(|bytes| from_record(&bytes)).transpose();
    Ok(state.map_err(Corrupt::from)?.unwrap_or_default())
}

/// Keeps one entry, and folds it where it can be.
fn take_one(
    incoming: Incoming,
    sales: &BTreeMap<At, Box<Sale>>,
    draft: &mut Draft,
    rows: &mut RowSet,
    state: &mut SyncState,
    taken: &mut Taken,
) {
    let (origin, decides) = (incoming.entry.origin(), incoming.decides());
    state.kept = state.kept.saturating_add(1);
    draft.pull(lines::key_of(&incoming.entry.header), incoming.bytes);
    let event = match incoming.body {
        Ok(Some(event)) => event,
        Ok(None) => {
            state.passed_over = state.passed_over.saturating_add(1);
            taken.passed_over += 1;
            return;
        }
        Err(why) => {
            taken.quarantined += 1;
            return state.quarantine(origin, why);
        }
    };
    taken.catalogue |= matches!(event, Event::ItemsImported(_) | Event::ItemChanged(_));
    let sale = decides.as_ref().and_then(|at| sales.get(at));
    let own = draft.head.register.clone();
    let done = if decides.is_some() && sale.is_none() {
        Err(Broken::Undecidable(origin.seq))
    } else {
        rows.attempt(|rows| fold_pulled(&event, sale.map(|sale| &**sale), &origin, &own, rows))
    };
    if let Err(why) = done {
        taken.quarantined += 1;
        state.quarantine(origin, format!("{why:?}"));
    }
}
