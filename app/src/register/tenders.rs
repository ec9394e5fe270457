//! Tenders taken for the basket, before the sale is complete. They are kept with it: a card that was charged is money that has
//! moved, whatever the cashier presses next and whether or not the page is loaded again.

use super::Register;
use crate::state::Shell;
use evertill_domain::tender::Tender;
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
