//! What other registers wrote: the screens follow.

use super::core::{Core, Step, core};
use super::{Register, items};
use evertill_domain::event::{Effect, Event, SaleConfirmed};
use evertill_domain::ids::CustomerId;
use evertill_journal::{JournalError, read};
use evertill_wire::sync::Bytes;
use evertill_wire::{Body, Entry};
use leptos::prelude::*;
use std::collections::BTreeSet;
use std::rc::Rc;
use std::sync::Arc;

/// What has to be shown anew.
#[derive(Debug, Default)]
struct Heard {
    items: bool,
    offers: bool,
    settings: bool,
    held: bool,
    operators: bool,
    stock: bool,
    customers: BTreeSet<CustomerId>,
}

impl Heard {
    fn of(entries: &[Bytes]) -> Self {
        let mut heard = Self::default();
        for Bytes(bytes) in entries {
            // What does not read was set aside by the journal.
            if let Ok(Body::Known(event)) = Entry::from_bytes(bytes).map_or(Ok(Body::Unknown), |entry| entry.body()) {
                heard.note(*event);
            }
        }
        heard
    }

    fn note(&mut self, event: Event) {
        match event {
            Event::ItemsImported(part) => {
                self.items = true;
                self.stock |= !part.stock.is_empty();
            }
            Event::ItemChanged(_) => self.items = true,
            Event::StockAdjusted { .. } => self.stock = true,
            Event::CustomerChanged(edit) => drop(self.customers.insert(edit.value.id)),
            Event::SaleConfirmed(SaleConfirmed { effects, .. }) => {
                effects.into_iter().for_each(|effect| self.effect(effect))
            }
            Event::SaleSuspended(_) | Event::SaleResumed { .. } | Event::SaleCancelled(_) => self.held = true,
            Event::PromotionChanged(_) | Event::PriceListChanged(_) | Event::PricesSet(_) => self.offers = true,
            Event::SettingsChanged(_) | Event::RegisterOpened { .. } => self.settings = true,
            Event::OperatorChanged(_) => self.operators = true,
            _ => {}
        }
    }

    fn effect(&mut self, effect: Effect) {
        // A sale may have settled one that was set aside; which, only its lines say.
        self.held = true;
        match effect {
            Effect::StockMoved { .. } => self.stock = true,
            Effect::PointsMoved { customer, .. } | Effect::OwedMoved { customer, .. } => {
                self.customers.insert(customer);
            }
            _ => {}
        }
    }
}

impl Register {
    /// Shows what these entries of other registers changed. Whoever practises sees it when they are done.
    pub async fn heard(self, real: &Rc<Core>, entries: &[Bytes]) {
        let is_shown = core().is_some_and(|shown| Rc::ptr_eq(&shown, real)) && self.step.get_untracked() == Step::Ready;
        if is_shown {
            // What cannot be read now is read by the next start; the journal has it.
            drop(self.show_heard(real, Heard::of(entries)).await);
        }
    }

    async fn show_heard(self, core: &Rc<Core>, heard: Heard) -> Result<(), JournalError> {
        if heard.items {
            items::load(core).await?;
            self.catalogue_changed.update(|count| *count += 1);
            items::keep_snapshot_when_idle(core);
        }
        for id in &heard.customers {
            if let Some(row) = read::customer(&core.store, id).await? {
                self.put_customer(row);
            }
        }
        if heard.held {
            self.held.set(read::suspended(&core.store).await?);
        }
        if heard.operators {
            self.operators.set(read::operators(&core.store).await?);
        }
        if heard.offers {
            self.offers.set(Arc::new(read::offers(&core.store).await?));
        }
        if heard.settings {
            self.settings.set(read::settings(&core.store).await?);
        }
        if heard.stock {
            self.stock_changed.update(|count| *count += 1);
        }
        if heard.items || heard.offers || heard.settings {
            self.price_again();
        }
        Ok(())
    }
}
