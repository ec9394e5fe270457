//! Ringing up: every change of the basket, and what it costs afterwards.

use super::core::core;
use super::{Register, draft, host};
use crate::i18n::lang_now;
use crate::refusals;
use crate::state::Shell;
use evertill_domain::Refusal;
use evertill_domain::basket::{Basket, BasketCommand};
use evertill_domain::ids::CustomerId;
use evertill_domain::people::{Act, Approval, Authority, Need};
use evertill_domain::pricing::Rules;
use evertill_domain::tender::Tender;
use leptos::prelude::*;
use leptos::task::spawn_local;

impl Register {
    /// Carries out a change of the basket, prices it and keeps it. What the operator may not do alone is asked about first, and
    /// done once somebody has allowed it.
    ///
    /// # Errors
    /// The [`Refusal`]; the basket is then as it was.
    pub fn change(self, shell: Shell, command: BasketCommand) -> Result<(), Refusal> {
        match self.missing(&command)? {
            None => self.carry_out(shell, command),
            Some(need) => {
                spawn_local(async move {
                    let done = match self.allowed(need).await {
                        Ok(approvals) => self.approved(shell, approvals).and_then(|()| self.carry_out(shell, command)),
                        Err(refusal) => Err(refusal),
                    };
                    if let Err(refusal) = done {
                        shell.toasts.bad(refusals::refusal(lang_now(), &refusal, &self.money_now(), ""));
                    }
                });
                Ok(())
            }
        }
    }

    /// Notes what somebody allowed with the basket, whose sale tells it.
    pub(super) fn approved(self, shell: Shell, approvals: Vec<Approval>) -> Result<(), Refusal> {
        approvals.into_iter().try_for_each(|approval| self.carry_out(shell, BasketCommand::Approve(approval)))
    }

    /// What a change needs that neither the operator's role nor anybody else allows yet. What was in the basket before is
    /// asked about when it is paid.
    fn missing(self, command: &BasketCommand) -> Result<Option<Need>, Refusal> {
        let authority = untrack(|| self.authority());
        if authority.role.is_none() {
            return Ok(None);
        }
        let mut next = self.basket.get_untracked();
        let authority = Authority { approvals: next.approvals().to_vec(), ..authority };
        if matches!(command, BasketCommand::SetExemption(Some(_))) {
            let need = Need::of(Act::Exception);
            return Ok(authority.check(need).is_err().then_some(need));
        }
        let before = self.priced.with_untracked(|priced| next.needs(priced))?;
        let after = self.by_rules(|rules| next.handle(command.clone(), rules))?;
        // Goods that come back are asked about with the money.
        let new = |need: &Need| need.act != Act::Refund && !before.contains(need);
        Ok(next.needs(&after)?.into_iter().filter(new).find(|need| authority.check(*need).is_err()))
    }

    fn carry_out(self, shell: Shell, command: BasketCommand) -> Result<(), Refusal> {
        let mut outcome = Err(Refusal::UnknownLine);
        self.basket.maybe_update(|basket| {
            outcome = self.by_rules(|rules| basket.handle(command, rules));
            outcome.is_ok()
        });
        self.priced.set(outcome?);
        self.after_change(shell);
        Ok(())
    }

    /// Chooses the customer, with the group whose prices they get and the taxes that they are exempt from.
    ///
    /// # Errors
    /// The [`Refusal`]; the basket is then as it was.
    pub fn set_customer(self, shell: Shell, id: Option<CustomerId>) -> Result<(), Refusal> {
        let exemption = self.customers.with_untracked(|all| {
            let mut profiles = all.iter().filter_map(|row| row.profile.as_ref());
            profiles.find(|profile| Some(&profile.id) == id.as_ref()).and_then(|profile| profile.exemption.clone())
        });
        let same = self.basket.with_untracked(|basket| basket.customer() == id.as_ref());
        self.change(shell, BasketCommand::SetCustomer(id.map(|id| self.buyer(id))))?;
        // It is the customer's own, and so nobody's exception.
        if same || exemption.is_none() { Ok(()) } else { self.carry_out(shell, BasketCommand::SetExemption(exemption)) }
    }

    /// Asks for prices by the rules in force now.
    ///
    /// # Errors
    /// The [`Refusal`]; [`Refusal::UnknownLine`] while no register is open.
    pub fn by_rules<T>(self, ask: impl FnOnce(Rules<'_>) -> Result<T, Refusal>) -> Result<T, Refusal> {
        self.settings.with_untracked(|settings| match settings {
            Some(settings) => {
                self.offers.with_untracked(|offers| ask(Rules::new(settings, host::local_now()).with(offers)))
            }
            None => Err(Refusal::UnknownLine),
        })
    }

    /// Empties the basket for the next customer.
    pub fn clear_basket(self, shell: Shell) {
        self.basket.set(Basket::default());
        self.priced.set(Default::default());
        self.tenders.set(Vec::new());
        draft::next_sale();
        self.after_change(shell);
    }

    /// Forgets what the page shows of a basket that is about to be read again.
    pub(super) fn forget_basket(self) {
        self.basket.set(Basket::default());
        self.tenders.set(Vec::new());
    }

    /// Takes over a basket that was kept, with the tenders taken for it.
    pub(super) fn restore_basket(self, shell: Shell, basket: Basket, tenders: Vec<Tender>) {
        // Rules may have changed so that it has no price any more. It is there all the same, with what a card was charged for it;
        // Pay says what is wrong.
        let priced = self.by_rules(|rules| basket.priced(rules)).unwrap_or_default();
        self.basket.set(basket);
        self.tenders.set(tenders);
        self.priced.set(priced);
        self.tell_busy(shell);
    }

    /// Keeps what is being rung up.
    pub(super) fn after_change(self, shell: Shell) {
        self.tell_busy(shell);
        if let Some(core) = core() {
            draft::keep(&core, self.basket.get_untracked(), self.tenders.get_untracked());
        }
    }

    /// Whether the basket has lines, or goes on from a sale that was set aside, which all its lines may have left.
    pub fn is_rung(self) -> bool {
        self.basket.with(|basket| !basket.is_empty() || !basket.resumed().is_empty())
    }

    fn tell_busy(self, shell: Shell) {
        let rung = untrack(|| self.is_rung()) || !self.tenders.with_untracked(Vec::is_empty);
        if shell.busy.with_untracked(|busy| busy.basket != rung) {
            shell.busy.update(|busy| busy.basket = rung);
        }
    }
}
