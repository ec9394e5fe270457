//! Committing a sale: the one place where a basket becomes a fact.

use super::core::core;
use super::{Register, draft, host, troubles};
use crate::state::Shell;
use evertill_domain::Refusal;
use evertill_domain::ids::ReceiptNumber;
use evertill_domain::sale::{SaleContext, complete};
use evertill_domain::tender::Tender;
use evertill_journal::commit::{CommitError, Committed, Outcome};
use evertill_journal::store::StoreError;
use evertill_journal::{JournalError, read};
use leptos::prelude::*;

/// Why a sale was not completed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PayError {
    /// The register is not open, or is busy with this very sale.
    NotReady,
    /// The shop says no; nothing was written, the basket is as it was.
    Refused(Refusal),
    /// The storage is full: nothing was written, the basket is as it was.
    Full,
    /// The journal failed; the page that says so is shown. A sale that was prepared is safe.
    Failed(Option<ReceiptNumber>),
}

impl Register {
    /// Completes the basket with `tenders`. On success the basket is empty and [`Register::last`] holds the sale; a sale
    /// that a participant refused leaves the basket as it was, under a new transaction id.
    ///
    /// # Errors
    /// [`PayError`].
    pub async fn pay(self, shell: Shell, tenders: Vec<Tender>) -> Result<Committed, PayError> {
        let (Some(core), Some(id)) = (core(), draft::sale_id()) else { return Err(PayError::NotReady) };
        let Some(settings) = self.settings.get_untracked() else { return Err(PayError::NotReady) };
        // A second press of the same key finds the journal taken and must not sell the basket twice.
        let Some(mut journal) = core.journal.try_lock() else { return Err(PayError::NotReady) };
        shell.busy.update(|busy| busy.commit = true);
        let basket = self.basket.get_untracked();
        let (register, time) = (journal.head().register.clone(), host::local_now());
        let committed = journal
            .complete_sale(time.at, move |receipt| {
                let context = SaleContext { id, register, receipt, time, operator: None };
                complete(&basket, &tenders, &settings, context)
            })
            .await;
        self.head.set(Some(journal.head().clone()));
        drop(journal);
        shell.busy.update(|busy| busy.commit = false);
        match committed {
            Ok(committed) => {
                self.after_decision(shell, &committed);
                Ok(committed)
            }
            Err(error) => Err(self.not_paid(shell, error)),
        }
    }

    fn after_decision(self, shell: Shell, committed: &Committed) {
        match committed.outcome {
            Outcome::Confirmed => {
                self.last.set(Some(committed.clone()));
                shell.waiting_sales.update(|waiting| *waiting = waiting.saturating_add(1));
                self.clear_basket(shell);
                self.refresh_customer(committed);
            }
            // The receipt's number and the transaction are used up; the goods are still on the counter.
            Outcome::RolledBack { .. } => draft::next_sale(),
        }
    }

    fn not_paid(self, shell: Shell, error: CommitError) -> PayError {
        match error {
            CommitError::Refused(refusal) => PayError::Refused(refusal),
            CommitError::NotPrepared(JournalError::Store(StoreError::Full)) => PayError::Full,
            CommitError::NotPrepared(error) => {
                troubles::show(shell, &error);
                PayError::Failed(None)
            }
            CommitError::Undecided { receipt, error } => {
                troubles::show(shell, &error);
                PayError::Failed(Some(receipt))
            }
        }
    }

    /// Reads the points of the sale's customer anew.
    fn refresh_customer(self, committed: &Committed) {
        let (Some(core), Some(id)) = (core(), committed.sale.customer.clone()) else { return };
        leptos::task::spawn_local(async move {
            if let Ok(Some(row)) = read::customer(&core.store, &id).await {
                self.put_customer(row);
            }
        });
    }
}
