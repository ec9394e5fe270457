//! Tenders taken for the basket, before the sale is complete. They are kept with it: a card that was charged is money that has
//! moved, whatever the cashier presses next and whether or not the page is loaded again.

use super::Register;
use crate::state::Shell;
use evertill_domain::ids::SaleId;
use evertill_domain::suspended::SuspendedSale;
use evertill_domain::tender::Tender;
use evertill_money::Amount;
use leptos::prelude::*;

impl Register {
    /// Takes a tender.
    pub fn take(self, shell: Shell, tender: Tender) {
        self.tenders.update(|all| all.push(tender));
        self.after_change(shell);
    }

    /// Gives the tender at this place back, and answers it.
    pub fn take_back(self, shell: Shell, at: usize) -> Option<Tender> {
        let taken = self.tenders.try_update(|all| (at < all.len()).then(|| all.remove(at))).flatten();
        self.after_change(shell);
        taken
    }

    /// Gives back whatever has not been charged to a card, after a sale that did not come about.
    pub(super) fn keep_what_was_charged(self, shell: Shell) {
        self.tenders.update(|all| all.retain(is_charged));
        self.after_change(shell);
        self.take_what_was_prepaid(shell);
    }

    /// Takes what was paid ahead for the goods that the basket goes on with; none of it may be left behind.
    pub fn take_what_was_prepaid(self, shell: Shell) {
        let taken = |order: &SaleId| {
            let of = |tender: &Tender| matches!(tender, Tender::Prepayment { order: known, .. } if known == order);
            self.tenders.with_untracked(|all| all.iter().any(of))
        };
        let orders = self.basket.with_untracked(|basket| basket.resumed().to_vec());
        for order in orders.into_iter().filter(|order| !taken(order)) {
            let amount = self.prepaid(&order);
            if amount > Amount::ZERO {
                self.take(shell, Tender::Prepayment { order, amount });
            }
        }
    }

    /// What was paid ahead for a sale that is set aside, as it was last read.
    pub fn prepaid(self, order: &SaleId) -> Amount {
        let held = |all: &Vec<SuspendedSale>| all.iter().find(|held| held.id == *order).map(|held| held.prepaid);
        self.held.with_untracked(held).unwrap_or_default()
    }

    /// What cards have been charged, in minor units. Follows the tenders when called from a view.
    pub fn charged(self) -> i64 {
        self.tenders
            .with(|all| all.iter().filter(|tender| is_charged(tender)).map(|tender| tender.amount().minor()).sum())
    }
}

/// Whether money has moved outside of the register.
pub fn is_charged(tender: &Tender) -> bool {
    matches!(tender, Tender::Card { .. })
}
