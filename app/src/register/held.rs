//! Sales set aside, taken up again, put together, and baskets given up.

use super::core::core;
use super::{ActError, Register, draft, host, till};
use crate::state::Shell;
use evertill_domain::basket::{BasketCommand, LineId};
use evertill_domain::charge::Charge;
use evertill_domain::day::Day;
use evertill_domain::event::Event;
use evertill_domain::ids::SaleId;
use evertill_domain::people::{Act, Need};
use evertill_domain::pricing::Rules;
use evertill_domain::quantity::Quantity;
use evertill_domain::rows::{Row, RowKey};
use evertill_domain::suspended::{SaleCancelled, SuspendedSale};
use evertill_domain::{Refusal, apply};
use evertill_journal::read;
use evertill_money::Amount;
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
        let operator = self.operator.get_untracked();
        let held =
            SuspendedSale::new(id, name, basket, total, host::local_now(), operator).map_err(ActError::Refused)?;
        self.suspend(shell, held).await?;
        self.clear_basket(shell);
        Ok(())
    }

    /// Lays the goods of the basket away under `name` until `collect_by`, and begins a basket in which `ahead` is paid for them.
    ///
    /// # Errors
    /// [`ActError`]; the basket is then as it was.
    pub async fn lay_away(self, shell: Shell, name: &str, collect_by: Day, ahead: Amount) -> Result<(), ActError> {
        let basket = self.basket.get_untracked();
        let customer = basket.customer().cloned();
        let id = basket.resumed().first().cloned().or_else(draft::sale_id).ok_or(ActError::Failed)?;
        let total = self.priced.with_untracked(|priced| priced.totals.total);
        let operator = self.operator.get_untracked();
        let held = SuspendedSale::new(id.clone(), name, basket, total, host::local_now(), operator);
        let held = SuspendedSale { collect_by: Some(collect_by), ..held.map_err(ActError::Refused)? };
        let charge = Charge::Prepayment { order: id, name: held.name.clone(), amount: ahead };
        self.suspend(shell, held).await?;
        self.clear_basket(shell);
        self.set_customer(shell, customer).map_err(ActError::Refused)?;
        if ahead.is_zero() {
            Ok(())
        } else {
            self.change(shell, BasketCommand::AddCharge(charge)).map_err(ActError::Refused)
        }
    }

    /// Takes a sale up again, into an empty basket, or puts its lines into the basket that is being rung up.
    ///
    /// # Errors
    /// [`ActError`]; the basket is then as it was.
    pub async fn resume(self, shell: Shell, id: SaleId) -> Result<(), ActError> {
        let held = self.held.with_untracked(|all| all.iter().find(|held| held.id == id).cloned());
        let held = held.ok_or(ActError::Refused(Refusal::NotSuspended))?;
        // Whoever has taken it up and handed the register over has it still.
        if draft::waits_with(&id) {
            return Err(ActError::Refused(Refusal::NotSuspended));
        }
        // Goods that have no price any more stay where they are.
        self.by_rules(|rules| held.basket.priced(rules)).map_err(ActError::Refused)?;
        let (time, key) = (host::local_now(), RowKey::Suspended(id.clone()));
        let operator = self.operator.get_untracked();
        let resumed = Event::SaleResumed { id: id.clone(), time, operator, version: None };
        self.act(shell, apply::reads(&resumed), move |rows, _| match rows.get(&key) {
            Ok(Some(_)) => Ok(vec![resumed]),
            _ => Err(Refusal::NotSuspended),
        })
        .await?;
        self.read_held().await;
        if untrack(|| self.is_rung()) {
            return self.change(shell, BasketCommand::Merge(Box::new(held))).map_err(ActError::Refused);
        }
        draft::go_on_with(id);
        self.restore_basket(shell, held.basket, Vec::new());
        self.after_change(shell);
        Ok(())
    }

    /// Puts part of the basket on a bill of its own, which is set aside under `name`; the rest goes on here.
    ///
    /// # Errors
    /// [`ActError`]; the basket is then as it was.
    pub async fn split(self, shell: Shell, parts: Vec<(LineId, Quantity)>, name: &str) -> Result<(), ActError> {
        let settings = self.settings.get_untracked().ok_or(ActError::Failed)?;
        let offers = self.offers.get_untracked();
        let time = host::local_now();
        let rules = Rules::new(&settings, time).with(&offers);
        let mut rest = self.basket.get_untracked();
        let part = rest.split(&parts).map_err(ActError::Refused)?;
        let total = part.priced(rules).map_err(ActError::Refused)?.totals.total;
        let priced = rest.priced(rules).map_err(ActError::Refused)?;
        let id = host::new_sale_id().ok_or(ActError::Failed)?;
        let held = SuspendedSale::new(id, name, part, total, time, self.operator.get_untracked())
            .map_err(ActError::Refused)?;
        // The other bill is safe before this one lets go of its lines.
        self.suspend(shell, held).await?;
        self.basket.set(rest);
        self.priced.set(priced);
        self.after_change(shell);
        Ok(())
    }

    /// Moves part of the basket to another sale that is set aside; the rest goes on here.
    ///
    /// # Errors
    /// [`ActError`]; both are then as they were.
    pub async fn move_lines(self, shell: Shell, parts: Vec<(LineId, Quantity)>, to: SaleId) -> Result<(), ActError> {
        let settings = self.settings.get_untracked().ok_or(ActError::Failed)?;
        let offers = self.offers.get_untracked();
        let time = host::local_now();
        let mut rest = self.basket.get_untracked();
        let part = rest.split(&parts).map_err(ActError::Refused)?;
        let priced = rest.priced(Rules::new(&settings, time).with(&offers)).map_err(ActError::Refused)?;
        // Others may have ended in it.
        let ended = self.held.with_untracked(|all| {
            all.iter().find(|held| held.id == to).map(|held| held.basket.resumed().to_vec()).unwrap_or_default()
        });
        let key = RowKey::Suspended(to.clone());
        let keys =
            ended.into_iter().chain([to]).flat_map(|id| [RowKey::Held(id.clone()), RowKey::Suspended(id)]).collect();
        // The other sale is safe before this one lets go of its lines.
        self.act(shell, keys, move |rows, _| {
            let mut held = match rows.get(&key) {
                Ok(Some(Row::Suspended(held))) if !held.in_hand => (**held).clone(),
                _ => return Err(Refusal::NotSuspended),
            };
            held.basket.take_in(part)?;
            held.total = held.basket.priced(Rules::new(&settings, time).with(&offers))?.totals.total;
            Ok(vec![Event::SaleSuspended(Box::new(held))])
        })
        .await?;
        self.read_held().await;
        self.basket.set(rest);
        self.priced.set(priced);
        self.after_change(shell);
        Ok(())
    }

    /// Gives the basket up, for a reason that stays in the journal.
    ///
    /// # Errors
    /// [`ActError`]; the basket is then as it was.
    pub async fn cancel_basket(self, shell: Shell, reason: String) -> Result<(), ActError> {
        let basket = self.basket.get_untracked();
        if basket.is_empty() && basket.resumed().is_empty() {
            // Only tenders were taken.
            self.clear_basket(shell);
            return Ok(());
        }
        let approvals = match basket.resumed() {
            [] => Vec::new(),
            _ => self.allowed(Need::of(Act::CancelSale)).await.map_err(ActError::Refused)?,
        };
        let shift = self.till.get_untracked().open_shift();
        let mut cancelled = SaleCancelled {
            id: basket.resumed().first().cloned().or_else(draft::sale_id).ok_or(ActError::Failed)?,
            reason,
            lines: basket.as_voided().map_err(ActError::Refused)?,
            total: self.priced.with_untracked(|priced| priced.totals.total),
            resumed: basket.resumed().to_vec(),
            shift,
            time: host::local_now(),
            operator: self.operator.get_untracked(),
            approved_by: till::by(&approvals),
        };
        let keys = shift.map(RowKey::Shift).into_iter().chain(cancelled.reads()).collect();
        self.act_by(shell, approvals, keys, move |rows, _| {
            cancelled.check()?;
            cancelled.check_prepaid(rows)?;
            // It may have been closed in the meantime, and a closed one takes no more.
            cancelled.shift = cancelled.shift.filter(|shift| till::open_row(rows, *shift).is_ok());
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

    async fn suspend(self, shell: Shell, held: SuspendedSale) -> Result<(), ActError> {
        let suspended = Event::SaleSuspended(Box::new(held));
        self.act(shell, apply::reads(&suspended), move |_, _| Ok(vec![suspended])).await?;
        self.read_held().await;
        Ok(())
    }
}
