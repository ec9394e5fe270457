//! How a sale is committed: PREPARE, then DECIDE, each in one durable transaction.
//!
//! PREPARE appends the whole sale with its receipt number: from here on it cannot be lost. DECIDE
//! asks every participant about the rows as they are inside its transaction and either applies
//! every effect and confirms, or applies nothing and rolls back. A crash between the two leaves an
//! undecided sale, which recovery decides by the same code.

use evertill_domain::clock::Timestamp;
use evertill_domain::event::{Effect, Event, ParticipantName, SaleConfirmed, SaleRolledBack};
use evertill_domain::ids::{ReceiptNumber, SaleId, Seq};
use evertill_domain::participants::{self, Verdict};
use evertill_domain::refusal::{Refusal, RollbackReason};
use evertill_domain::rights::{self, Asset, Cover, NotHeld};
use evertill_domain::rows::{NotRead, RowKey, RowSet, SaleStatus};
use evertill_domain::sale::Sale;
use evertill_domain::{apply, postings};
use evertill_money::Amount;
use thiserror::Error;

use crate::draft::{Corrupt, Draft};
use crate::journal::{Journal, JournalError, Reserve};
use crate::read;
use crate::store::{JournalStore, StoreError};

/// What became of a sale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It counts.
    Confirmed,
    /// It does not: a participant refused.
    RolledBack {
        /// Who.
        participant: ParticipantName,
        /// Why.
        reason: RollbackReason,
    },
}

/// A decided sale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Committed {
    /// The sale as it was prepared.
    pub sale: Box<Sale>,
    /// Where the journal holds it.
    pub prepared: Seq,
    /// What became of it.
    pub outcome: Outcome,
}

/// A sale was not committed.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum CommitError {
    /// The shop says no; nothing was written.
    #[error("refused: {0:?}")]
    Refused(Refusal),
    /// The sale was not prepared. Unless the storage is [`StoreError::Gone`], nothing was written.
    #[error("not prepared: {0}")]
    NotPrepared(JournalError),
    /// The sale is safe in the journal and waits for its decision, which the next start or the
    /// next sale makes.
    #[error("receipt {receipt} is not decided: {error}")]
    Undecided {
        /// The receipt.
        receipt: ReceiptNumber,
        /// What failed.
        error: JournalError,
    },
}

impl<S: JournalStore> Journal<S> {
    /// Commits the sale that `make` completes under the next receipt number.
    ///
    /// # Errors
    /// [`CommitError`].
    pub async fn complete_sale(
        &mut self,
        now: Timestamp,
        make: impl FnOnce(ReceiptNumber) -> Result<Sale, Refusal>,
    ) -> Result<Committed, CommitError> {
        self.refresh().await.map_err(CommitError::NotPrepared)?;
        if !self.head.undecided.is_empty() {
            self.recover(now).await.map_err(CommitError::NotPrepared)?;
        }
        let sale = make(self.head.next_receipt).map_err(CommitError::Refused)?;
        if self.unsure
            && let Some(done) = self.confirmed_before(&sale.id).await.map_err(CommitError::NotPrepared)?
        {
            return Ok(done);
        }
        self.unsure = false;
        let (prepared, sale) = self.prepare(sale, now).await.map_err(CommitError::NotPrepared)?;
        let receipt = sale.receipt;
        self.decide(prepared, sale, now, false).await.map_err(|error| CommitError::Undecided { receipt, error })
    }

    /// The last sale, where it counts and is the transaction `id`: whoever tries again after a
    /// failure whose outcome was not known must not sell the same goods twice. A copy of this
    /// register may have sold since, under the same name.
    async fn confirmed_before(&self, id: &SaleId) -> Result<Option<Committed>, JournalError> {
        let last = read::last_own(&self.store, &self.head, 1).await?.into_iter();
        let mut same = last.filter(|(sale, sold)| sale.id == *id && sold.status == SaleStatus::Confirmed);
        Ok(same.next().map(|(sale, sold)| Committed { sale, prepared: sold.prepared, outcome: Outcome::Confirmed }))
    }

    /// Appends the whole sale.
    async fn prepare(&mut self, sale: Sale, now: Timestamp) -> Result<(Seq, Box<Sale>), JournalError> {
        let postings = postings::of_sale(&sale).map_err(Corrupt::from)?;
        if !postings::balanced(&postings) {
            return Err(Corrupt::Unbalanced(sale.receipt).into());
        }
        self.transact(Vec::new(), now, move |draft, _| {
            let event = Event::SalePrepared(Box::new(sale));
            let seq = draft.push(&event);
            draft.head.next_receipt = draft.head.next_receipt.next();
            draft.head.undecided.push(seq);
            let Event::SalePrepared(sale) = event else { return Err(Corrupt::NotASale(seq)) };
            Ok((seq, sale))
        })
        .await
    }

    /// Decides a prepared sale. When the storage is full, the room kept in reserve is used.
    pub(crate) async fn decide(
        &mut self,
        prepared: Seq,
        sale: Box<Sale>,
        now: Timestamp,
        recovered: bool,
    ) -> Result<Committed, JournalError> {
        match self.decide_once(prepared, sale.clone(), now, recovered, Reserve::Leave).await {
            Err(JournalError::Store(StoreError::Full)) => {
                self.refresh().await?;
                self.decide_once(prepared, sale, now, recovered, Reserve::Use).await
            }
            decided => decided,
        }
    }

    async fn decide_once(
        &mut self,
        prepared: Seq,
        sale: Box<Sale>,
        now: Timestamp,
        recovered: bool,
        reserve: Reserve,
    ) -> Result<Committed, JournalError> {
        let mut keys = participants::reads(&sale);
        if self.head.member {
            keys.extend(rights::assets(&sale).into_iter().map(RowKey::Right));
        }
        self.transact(keys, now, move |draft, mut rows| {
            reserve.write(draft);
            let outcome = match verdict(draft, &sale, &rows)? {
                Decided::Confirm { effects, covered } => {
                    add_to_totals(draft, sale.totals.total)?;
                    let decision = SaleConfirmed {
                        prepared,
                        receipt: sale.receipt,
                        effects,
                        grand_total: draft.head.grand_total,
                        refund_total: draft.head.refund_total,
                        recovered,
                        covered,
                    };
                    draft.push(&Event::SaleConfirmed(decision.clone()));
                    apply::confirmed(&sale, &decision, &draft.origin(), &draft.head.register, &mut rows)?;
                    Outcome::Confirmed
                }
                Decided::RollBack { participant, reason } => {
                    let decision = SaleRolledBack {
                        prepared,
                        receipt: sale.receipt,
                        participant,
                        reason: reason.clone(),
                        recovered,
                    };
                    draft.push(&Event::SaleRolledBack(decision.clone()));
                    apply::rolled_back(&sale, &decision, &draft.origin(), &draft.head.register, &mut rows)?;
                    Outcome::RolledBack { participant, reason }
                }
            };
            draft.head.undecided.retain(|seq| *seq != prepared);
            draft.rows(rows.into_changes());
            draft.offer(prepared);
            Ok(Committed { sale, prepared, outcome })
        })
        .await
    }
}

/// What becomes of a sale, once everybody was asked.
enum Decided {
    Confirm { effects: Vec<Effect>, covered: Vec<Asset> },
    RollBack { participant: ParticipantName, reason: RollbackReason },
}

/// Asks every participant, and then, in a shop with other registers, whether this one may spend what the sale takes.
fn verdict(draft: &Draft, sale: &Sale, rows: &RowSet) -> Result<Decided, NotRead> {
    let effects = match participants::decide(sale, rows)? {
        Verdict::Confirm(effects) => effects,
        Verdict::RollBack { participant, reason } => return Ok(Decided::RollBack { participant, reason }),
    };
    if !draft.head.member {
        return Ok(Decided::Confirm { effects, covered: Vec::new() });
    }
    Ok(match rights::cover(sale, &effects, draft.head.incarnation, rows)? {
        Cover::By(covered) => Decided::Confirm { effects, covered },
        Cover::Missing(missing) => {
            let why = |NotHeld { asset, wanted, held }| RollbackReason::NotHeld { asset, wanted, held };
            let reason = missing.into_iter().next().map_or(RollbackReason::BeyondRange, why);
            Decided::RollBack { participant: ParticipantName::Rights, reason }
        }
    })
}

/// Money that came in counts to the one perpetual total, money that went out to the other.
fn add_to_totals(draft: &mut Draft, total: Amount) -> Result<(), Corrupt> {
    if total.is_negative() {
        draft.head.refund_total = draft.head.refund_total.minus(total)?;
    } else {
        draft.head.grand_total = draft.head.grand_total.plus(total)?;
    }
    Ok(())
}
