//! What is said of rights: what was begun, what came of it, and what this register gives back because it does not need it.

use super::drive::{Driver, now};
use crate::register::{core, now as wall};
use evertill_domain::rights::{Asset, Purse, TransferSettled, Way};
use evertill_journal::JournalError;
use evertill_sync::register::{Desk, Failure, Ticket};
use evertill_wire::sync::{Moved, Tip};
use leptos::prelude::*;
use std::cell::Cell;
use std::rc::Rc;

/// After so long without an entry nobody sells here, in milliseconds.
const IDLE_MS: u64 = 30 * 60_000;

/// Whether there may be something to give back. What belongs to a person goes back at once, so that it can be spent at
/// another register; stock stays until nobody sells here: a shift was closed, or the register was left alone.
pub struct Holdings {
    /// Something that belongs to a person may be held.
    persons: Cell<bool>,
    /// All of it goes back.
    all: Cell<bool>,
    /// When all of it goes back by itself, by the running clock.
    idle_at: Cell<u64>,
}

impl Default for Holdings {
    fn default() -> Self {
        // A page that died may have left something behind.
        Self { persons: Cell::new(true), all: Cell::new(false), idle_at: Cell::new(0) }
    }
}

impl Holdings {
    /// All rights are to go back.
    pub fn all_go_back(&self) {
        self.all.set(true);
    }

    /// Somebody sells here.
    pub fn used(&self, now: u64) {
        self.idle_at.set(now.saturating_add(IDLE_MS));
    }

    /// Gives everything back once nobody has sold here for long; once, until somebody does.
    fn look_whether_idle(&self, now: u64) {
        if now >= self.idle_at.get() {
            self.idle_at.set(u64::MAX);
            self.all_go_back();
        }
    }

    fn may_go_back(&self, asset: &Asset) -> bool {
        asset.is_held_whole() || self.all.get()
    }
}

impl Driver {
    /// All rights of this register, as its journal has them.
    pub(super) async fn desk(&self) -> Result<Desk, JournalError> {
        let journal = self.core.journal.lock().await;
        let (transfers, rights) = (journal.transfers().await?, journal.rights().await?);
        Ok(Desk { settled: transfers.settled, open: transfers.open, purses: rights.into_iter().collect() })
    }

    /// Keeps what a transfer came to.
    pub(super) async fn settle(&self, ticket: Ticket, moved: Moved) {
        let mut journal = self.core.journal.lock().await;
        let settled = match journal.transfers().await {
            Ok(transfers) => transfers.open.map(|open| settled(moved, open.asset)),
            Err(error) => return self.failed(ticket, Failure::Storage(error.to_string())),
        };
        if let Some(settled) = settled {
            journal.set_actor(Default::default());
            if let Err(error) = journal.settle_transfer(settled.clone(), wall()).await {
                return self.failed(ticket, Failure::Storage(error.to_string()));
            }
            if settled.asset.is_held_whole() && settled.granted > 0 {
                self.holdings.persons.set(true);
            }
            self.hub.settled.set(Some(settled));
        }
        // An answer to another transfer than the one under way leaves that one to be said again.
        let again = match journal.transfers().await {
            Ok(transfers) => transfers.open.is_some(),
            Err(error) => return self.failed(ticket, Failure::Storage(error.to_string())),
        };
        let tip = Tip { seq: journal.head().seq, hash: journal.head().hash };
        self.show_head(&journal);
        drop(journal);
        let mut machine = self.machine.borrow_mut();
        machine.handle_appended(tip);
        machine.handle_settled(ticket, again);
    }

    /// Begins to give one thing back that is not needed here any more; `false` where there is none.
    pub(super) async fn give_back(&self) -> bool {
        self.holdings.look_whether_idle(now().run);
        if !self.hub.is_online() || !(self.holdings.persons.get() || self.holdings.all.get()) {
            return false;
        }
        let mut journal = self.core.journal.lock().await;
        let Ok(rights) = journal.rights().await else { return false };
        let held = |(asset, purse): &(Asset, Purse)| purse.rights > 0 && self.holdings.may_go_back(asset);
        let mut held = rights.into_iter().filter(held).peekable();
        if held.peek().is_none() {
            self.holdings.persons.set(false);
            self.holdings.all.set(false);
            return false;
        }
        let wanted = |asset: &Asset| self.hub.wanted.with_value(|wanted| wanted.contains(asset));
        let Some((asset, purse)) = held.find(|(asset, _)| !wanted(asset)) else { return false };
        journal.set_actor(Default::default());
        let begun = journal.begin_transfer(asset, Way::Return { amount: purse.rights }, wall()).await;
        let tip = Tip { seq: journal.head().seq, hash: journal.head().hash };
        self.show_head(&journal);
        drop(journal);
        let begins = matches!(begun, Ok(Some(_)));
        if begins {
            let mut machine = self.machine.borrow_mut();
            machine.handle_appended(tip);
            machine.handle_transfer();
        }
        begins
    }

    /// Shows where the journal stands, unless somebody practises beside it.
    pub(super) fn show_head(&self, journal: &evertill_journal::Journal<crate::register::AnyStore>) {
        if core().is_some_and(|shown| Rc::ptr_eq(&shown, &self.core)) {
            self.register.head.set(Some(journal.head().clone()));
        }
    }
}

fn settled(moved: Moved, asset: Asset) -> TransferSettled {
    let Moved { id, granted, left, elsewhere, holder, .. } = moved;
    TransferSettled { id, asset, granted, left, elsewhere, holder }
}
