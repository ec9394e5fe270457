//! Do the rows follow from the journal? Folding everything anew, comparing, and replacing.

use std::collections::BTreeMap;

use evertill_domain::apply::{self, Broken};
use evertill_domain::clock::Timestamp;
use evertill_domain::event::Event;
use evertill_domain::ids::{RegisterId, Seq};
use evertill_domain::origin::Origin;
use evertill_domain::rows::{Row, RowKey, RowSet, SoldSale};
use evertill_domain::sale::Sale;
use evertill_wire::sync::Epoch;
use evertill_wire::{Body, Entry, Head, KnownTip, SyncState, from_record, to_record};

use crate::draft::Corrupt;
use crate::incoming::{Link, MISSING, links};
use crate::journal::{Journal, JournalError, RESERVE_KEY};
use crate::lines;
use crate::read;
use crate::store::{JournalStore, Order};
use crate::take_in::SYNC_KEY;

/// Which way of folding this is. It rises with every change of what follows from entries, and when a build learns to read
/// another kind or version of entry: rows of another number are made anew.
pub const FOLD: u16 = 2;

/// Folds entries into rows, as one register sees them.
#[derive(Debug)]
pub struct Fold {
    own: RegisterId,
    rows: RowSet,
    prepared: BTreeMap<(RegisterId, u32, Seq), Box<Sale>>,
    /// How far the journals of others are at hand, and what of them could not be folded.
    pulled: SyncState,
}

impl Fold {
    /// Begins with no rows, for the register `own`.
    #[must_use]
    pub fn new(own: RegisterId) -> Self {
        let (rows, prepared) = (RowSet::complete(), BTreeMap::new());
        Self { own, rows, prepared, pulled: SyncState::default() }
    }

    /// Folds the next entry of the register's own journal.
    ///
    /// # Errors
    /// [`Corrupt`] when it does not fit what came before; nothing of it is folded then.
    pub fn push(&mut self, entry: &Entry) -> Result<(), Corrupt> {
        let seq = entry.header.seq;
        match entry.body().map_err(|why| Corrupt::Entry { seq, why })? {
            Body::Known(event) => Ok(self.fold(*event, &entry.origin(), fold)?),
            Body::Unknown => Ok(()),
        }
    }

    /// Folds the next entry of a line that was pulled: what does not fit is in quarantine, and stops nothing.
    pub fn push_pulled(&mut self, entry: &Entry) {
        let origin = entry.origin();
        if let Ok(Link::Beyond(missing)) = links(entry, &self.own, Epoch::default(), &mut self.pulled) {
            self.pulled.quarantine(Origin { seq: missing, ..origin.clone() }, MISSING.to_owned());
        }
        self.pulled.kept = self.pulled.kept.saturating_add(1);
        let done = match entry.body() {
            Ok(Body::Known(event)) => self.fold(*event, &origin, fold_pulled).map_err(|why| format!("{why:?}")),
            Ok(Body::Unknown) => {
                self.pulled.passed_over += 1;
                Ok(())
            }
            Err(why) => Err(why.to_string()),
        };
        if let Err(why) = done {
            self.pulled.quarantine(origin, why);
        }
    }

    fn fold(&mut self, event: Event, origin: &Origin, fold: Folds) -> Result<(), Broken> {
        let place = |seq| (origin.register.clone(), origin.incarnation, seq);
        let decides = match &event {
            Event::SaleConfirmed(decision) => Some(decision.prepared),
            Event::SaleRolledBack(decision) => Some(decision.prepared),
            _ => None,
        };
        let sale = match decides {
            Some(seq) => Some(self.prepared.remove(&place(seq)).ok_or(Broken::Undecidable(origin.seq))?),
            None => None,
        };
        if let Event::SalePrepared(sale) = event {
            self.prepared.insert(place(origin.seq), sale);
            return Ok(());
        }
        let own = &self.own;
        self.rows.attempt(|rows| fold(&event, sale.as_deref(), origin, own, rows))
    }

    /// The rows that follow from what was folded.
    #[must_use]
    pub const fn rows(&self) -> &RowSet {
        &self.rows
    }

    /// What is known of lines that were pulled, but for the lives in which their ends came.
    pub(crate) const fn pulled(&self) -> &SyncState {
        &self.pulled
    }

    /// Puts what is known of lines into a state of replication, which knows the lives in which their ends came.
    pub(crate) fn describe(&self, state: &mut SyncState) {
        let SyncState { tips, kept, passed_over, set_aside, quarantine, .. } = &self.pulled;
        let of_its_life = |tip: &KnownTip| {
            let known = state.line(&tip.register, tip.incarnation);
            KnownTip { epoch: known.map_or(tip.epoch, |known| known.epoch), ..tip.clone() }
        };
        state.tips = tips.iter().map(of_its_life).collect();
        (state.kept, state.passed_over, state.set_aside) = (*kept, *passed_over, *set_aside);
        state.quarantine.clone_from(quarantine);
    }

    /// The rows, each by its key.
    pub(crate) fn into_rows(self) -> Vec<(RowKey, Row)> {
        self.rows.iter().map(|(key, row)| (key.clone(), row.clone())).collect()
    }
}

/// How one event is folded: [`fold`] or [`fold_pulled`].
type Folds = fn(&Event, Option<&Sale>, &Origin, &RegisterId, &mut RowSet) -> Result<(), Broken>;

/// Folds one event that was pulled. What bears the name of this register was written by a copy of it: that is somebody else,
/// and where it sold under a number of ours, both sales stand.
pub(crate) fn fold_pulled(
    event: &Event,
    sale: Option<&Sale>,
    origin: &Origin,
    own: &RegisterId,
    rows: &mut RowSet,
) -> Result<(), Broken> {
    if origin.register != *own {
        return fold(event, sale, origin, own, rows);
    }
    let ours = sale.map(|sale| RowKey::Sale(sale.register.clone(), sale.receipt));
    let mine = ours.as_ref().map(|key| rows.get(key)).transpose()?.flatten().cloned();
    // Nobody who sells has this name.
    fold(event, sale, origin, &RegisterId::training(), rows)?;
    if let (Some(key), Some(mine), Some(sale)) = (ours, mine, sale)
        && let Some(Row::Sale(theirs)) = rows.get(&key)?.cloned()
    {
        let theirs = Row::Sale(Box::new(SoldSale { incarnation: Some(origin.incarnation), ..*theirs }));
        rows.put(RowKey::SaleOfCopy(sale.register.clone(), sale.receipt, origin.incarnation), theirs);
        rows.put(key, mine);
    }
    Ok(())
}

/// Folds one event; `sale` is the one that it decides, where it is a decision.
pub(crate) fn fold(
    event: &Event,
    sale: Option<&Sale>,
    origin: &Origin,
    own: &RegisterId,
    rows: &mut RowSet,
) -> Result<(), Broken> {
    match (event, sale) {
        (Event::SaleConfirmed(decision), Some(sale)) => apply::confirmed(sale, decision, origin, own, rows),
        (Event::SaleRolledBack(decision), Some(sale)) => apply::rolled_back(sale, decision, origin, own, rows),
        (other, _) => apply::apply(other, origin, own, rows),
    }
}

/// A kept row is not the one that follows from the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The row's key as a text.
    pub key: String,
    /// What follows from the journal, where there should be a row.
    pub rebuilt: Option<Row>,
    /// What was kept, where there is a row that reads.
    pub kept: Option<Row>,
}

/// How many entries or rows are read at a time.
const PAGE: usize = 500;

/// Folds the whole journal up to `last`, and everything that was pulled. `progress` hears how many entries are done and how
/// many there are, and stops by answering `false`, which yields `None`.
///
/// # Errors
/// [`JournalError`].
pub async fn rebuild(
    store: &impl JournalStore,
    last: Seq,
    progress: impl FnMut(u64, u64) -> bool,
) -> Result<Option<Fold>, JournalError> {
    let head: Head = from_record(&store.head().await?.ok_or(Corrupt::NoHead)?).map_err(Corrupt::from)?;
    of_all(store, &Head { seq: last, ..head }, |_| true, progress).await
}

/// Folds the own journal up to where `head` says, and those of the entries that were pulled which `stays` lets.
pub(crate) async fn of_all(
    store: &impl JournalStore,
    head: &Head,
    stays: impl Fn(&Entry) -> bool,
    mut progress: impl FnMut(u64, u64) -> bool,
) -> Result<Option<Fold>, JournalError> {
    let Some(mut fold) = of_own(store, head, &mut progress).await? else { return Ok(None) };
    let mut walk = lines::Walk::new();
    loop {
        if !progress(head.seq.0, head.seq.0) {
            return Ok(None);
        }
        let page = walk.page(store).await?;
        if page.is_empty() {
            return Ok(Some(fold));
        }
        for (key, bytes) in page {
            let entry = lines::decode(&key, &bytes)?;
            if stays(&entry) {
                fold.push_pulled(&entry);
            }
        }
    }
}

/// Folds the own journal up to where `head` says, and nothing else.
pub(crate) async fn of_own(
    store: &impl JournalStore,
    head: &Head,
    mut progress: impl FnMut(u64, u64) -> bool,
) -> Result<Option<Fold>, JournalError> {
    let mut fold = Fold::new(head.register.clone());
    let mut next = Seq(1);
    while next <= head.seq {
        if !progress(next.0 - 1, head.seq.0) {
            return Ok(None);
        }
        let page = read::entries(store, next, PAGE).await?;
        if page.is_empty() {
            return Err(Corrupt::Missing(next).into());
        }
        for entry in page.into_iter().filter(|entry| entry.header.seq <= head.seq) {
            next = entry.header.seq.next();
            fold.push(&entry)?;
        }
    }
    Ok(Some(fold))
}

/// Compares the kept rows with those of `fold`.
///
/// # Errors
/// [`JournalError`] when the store fails; a row that does not read is a difference.
pub async fn compare(store: &impl JournalStore, fold: &Fold) -> Result<Vec<Difference>, JournalError> {
    let mut rebuilt: BTreeMap<String, &Row> = fold.rows.iter().map(|(key, row)| (key.text(), row)).collect();
    let mut differences = Vec::new();
    let mut last: Option<String> = None;
    loop {
        let page = store.scan("", Order::Ascending, last.as_deref(), PAGE).await?;
        let Some((key, _)) = page.last() else { break };
        last = Some(key.clone());
        for (key, bytes) in page {
            if key == RESERVE_KEY || key == SYNC_KEY {
                continue;
            }
            let kept: Option<Row> = from_record(&bytes).ok();
            let rebuilt = rebuilt.remove(&key).cloned();
            if kept.is_none() || kept != rebuilt {
                differences.push(Difference { key, rebuilt, kept });
            }
        }
    }
    differences.extend(rebuilt.into_iter().map(|(key, row)| Difference {
        key,
        rebuilt: Some(row.clone()),
        kept: None,
    }));
    Ok(differences)
}

impl<S: JournalStore> Journal<S> {
    /// Replaces all rows by those of `fold`, which must be of the journal and of all that was pulled as they stand.
    ///
    /// # Errors
    /// [`JournalError`].
    pub async fn replace_rows(&mut self, fold: Fold, now: Timestamp) -> Result<(), JournalError> {
        self.refresh().await?;
        let mut state = self.sync_state().await?;
        fold.describe(&mut state);
        let rows = fold.into_rows();
        self.transact(Vec::new(), now, move |draft, _| {
            draft.replace_rows(rows);
            if state != SyncState::default() {
                draft.raw_row(SYNC_KEY, Some(to_record(&state)));
            }
            Ok(())
        })
        .await
    }

    /// Makes all rows anew: another build made them, and this one knows more.
    pub(crate) async fn fold_anew(&mut self, now: Timestamp) -> Result<(), JournalError> {
        match rebuild(&self.store, self.head.seq, |_, _| true).await? {
            Some(fold) => self.replace_rows(fold, now).await,
            None => Ok(()),
        }
    }
}
