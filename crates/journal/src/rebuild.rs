//! Do the rows follow from the journal? Folding everything anew, comparing, and replacing.

use std::collections::BTreeMap;

use evertill_domain::apply::{self, Broken};
use evertill_domain::clock::Timestamp;
use evertill_domain::event::Event;
use evertill_domain::ids::{RegisterId, Seq};
use evertill_domain::origin::Origin;
use evertill_domain::rows::{Row, RowKey, RowSet};
use evertill_domain::sale::Sale;
use evertill_wire::{Body, Entry, Head, from_record};

use crate::draft::Corrupt;
use crate::journal::{Journal, JournalError, RESERVE_KEY, Reserve};
use crate::read;
use crate::store::{JournalStore, Order};

/// Folds entries into rows, as one register sees them.
#[derive(Debug)]
pub struct Fold {
    own: RegisterId,
    rows: RowSet,
    prepared: BTreeMap<(RegisterId, u32, Seq), Box<Sale>>,
    skipped: u64,
}

impl Fold {
    /// Begins with no rows, for the register `own`.
    #[must_use]
    pub fn new(own: RegisterId) -> Self {
        Self { own, rows: RowSet::complete(), prepared: BTreeMap::new(), skipped: 0 }
    }

    /// Folds the next entry of a journal, of whichever register.
    ///
    /// # Errors
    /// [`Corrupt`] when it does not fit what came before; nothing of it is folded then.
    pub fn push(&mut self, entry: &Entry) -> Result<(), Corrupt> {
        let origin = entry.origin();
        let event = match entry.body().map_err(|why| Corrupt::Entry { seq: origin.seq, why })? {
            Body::Known(event) => *event,
            Body::Unknown => {
                self.skipped += 1;
                return Ok(());
            }
        };
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
        self.rows.attempt(|rows| fold(&event, sale.as_deref(), &origin, own, rows))?;
        Ok(())
    }

    /// The rows that follow from what was folded.
    #[must_use]
    pub const fn rows(&self) -> &RowSet {
        &self.rows
    }
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

/// Folds the whole journal up to `last`. `progress` hears how many entries are done and how many
/// there are, and stops by answering `false`, which yields `None`.
///
/// # Errors
/// [`JournalError`].
pub async fn rebuild(
    store: &impl JournalStore,
    last: Seq,
    mut progress: impl FnMut(u64, u64) -> bool,
) -> Result<Option<Fold>, JournalError> {
    let head: Head = from_record(&store.head().await?.ok_or(Corrupt::NoHead)?).map_err(Corrupt::from)?;
    let mut fold = Fold::new(head.register);
    let mut next = Seq(1);
    while next <= last {
        if !progress(next.0 - 1, last.0) {
            return Ok(None);
        }
        let page = read::entries(store, next, PAGE).await?;
        if page.is_empty() {
            return Err(Corrupt::Missing(next).into());
        }
        for entry in page {
            if entry.header.seq > last {
                break;
            }
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
            if key == RESERVE_KEY {
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
    /// Replaces all rows by those of `fold`, which must be of the journal as it stands.
    ///
    /// # Errors
    /// [`JournalError`].
    pub async fn replace_rows(&mut self, fold: Fold, now: Timestamp) -> Result<(), JournalError> {
        let rows: Vec<(RowKey, Option<Row>)> =
            fold.rows.iter().map(|(key, row)| (key.clone(), Some(row.clone()))).collect();
        self.transact(Vec::new(), now, move |draft, _| {
            draft.clear_rows();
            Reserve::Fill.write(draft);
            draft.rows(rows.into_iter());
            Ok(())
        })
        .await
    }
}
