//! Sales set aside, taken up again, put together, and baskets given up.

use super::core::core;
use super::{ActError, FactError, Register, draft, host};
use crate::state::Shell;
use evertill_domain::Refusal;
use evertill_domain::basket::{Basket, BasketCommand};
use evertill_domain::event::Event;
use evertill_domain::ids::SaleId;
use evertill_domain::rows::RowKey;
use evertill_domain::suspended::{SaleCancelled, SuspendedSale};
use evertill_journal::read;
use leptos::prelude::*;

impl Register {
    /// Sets the basket aside under `name` and begins an empty one.
    ///
    /// # Errors
    /// [`ActError`]; the basket is then as it was.
    pub async fn hold(self, shell: Shell, name: &str) -> Result<(), ActError> {
        let basket = self.basket.get_untracked();
        let id = basket.resumed().first().cloned().or_else(draft::sale_id).ok_or(ActError::Failed)?;
        let total = self.priced.with_untracked(|priced| priced.totals.total);
        let held = SuspendedSale::new(id, name, basket, total, host::local_now(), None).map_err(ActError::Refused)?;
        self.append(shell, Event::SaleSuspended(Box::new(held))).await?;
        self.clear_basket(shell);
        Ok(())
    }

    /// Takes a sale up again, into an empty basket, or puts its lines into the basket that is being rung up.
    ///
    /// # Errors
    /// [`ActError`]; the basket is then as it was.
    pub async fn resume(self, shell: Shell, id: SaleId) -> Result<(), ActError> {
        let held = self.held.with_untracked(|all| all.iter().find(|held| held.id == id).cloned());
        let held = held.ok_or(ActError::Refused(Refusal::NotSuspended))?;
        let (time, operator) = (host::local_now(), None);
        self.append(shell, Event::SaleResumed { id: id.clone(), time, operator }).await?;
        if self.basket.with_untracked(Basket::is_empty) {
            draft::go_on_with(id);
            let name = held.name.clone();
            self.restore_basket(shell, held.basket, Vec::new());
            let _ = self.change(shell, BasketCommand::SetName(name));
            Ok(())
        } else {
            self.change(shell, BasketCommand::Merge(Box::new(held))).map_err(ActError::Refused)
        }
    }

    /// Gives the basket up, for a reason that stays in the journal.
    ///
    /// # Errors
    /// [`ActError`]; the basket is then as it was.
    pub async fn cancel_basket(self, shell: Shell, reason: String) -> Result<(), ActError> {
        let basket = self.basket.get_untracked();
        if basket.is_empty() && basket.resumed().is_empty() {
            self.clear_basket(shell);
            return Ok(());
        }
        let shift = self.till.get_untracked().open_shift();
        let cancelled = SaleCancelled {
            id: basket.resumed().first().cloned().or_else(draft::sale_id).ok_or(ActError::Failed)?,
            reason,
            lines: basket.as_voided().map_err(ActError::Refused)?,
            total: self.priced.with_untracked(|priced| priced.totals.total),
            resumed: basket.resumed().to_vec(),
            shift,
            time: host::local_now(),
            operator: None,
            approved_by: None,
        };
        self.act(shell, shift.map(RowKey::Shift).into_iter().collect(), move |_, _| {
            cancelled.check()?;
            Ok(vec![Event::SaleCancelled(Box::new(cancelled))])
        })
        .await?;
        self.clear_basket(shell);
        self.read_held().await;
        Ok(())
    }

    /// Reads what is set aside.
    pub(super) async fn read_held(self) {
        let Some(core) = core() else { return };
        if let Ok(held) = read::suspended(&core.store).await {
            self.held.set(held);
        }
    }

    async fn append(self, shell: Shell, event: Event) -> Result<(), ActError> {
        self.record(shell, vec![event]).await.map_err(|error| match error {
            FactError::Full => ActError::Full,
            FactError::NotReady | FactError::Failed | FactError::Invalid => ActError::Failed,
        })?;
        self.read_held().await;
        Ok(())
    }
}
