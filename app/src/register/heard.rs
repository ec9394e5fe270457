//! What other registers wrote: the screens follow.

use super::core::{Core, Step, core};
use super::facts::sort_by_name;
use super::{Register, items};
use evertill_domain::event::{Effect, Event, SaleConfirmed};
use evertill_domain::ids::CustomerId;
use evertill_domain::origin::Origin;
use evertill_journal::{JournalError, read};
use evertill_wire::sync::Bytes;
use evertill_wire::{Body, Entry};
use leptos::prelude::*;
use std::collections::BTreeSet;
use std::rc::Rc;
use std::sync::Arc;

/// So many changes of items are kept until they are shown; of more the catalogue is loaded again instead.
const CHANGES_KEPT: usize = 64;

/// What has to be shown anew.
#[derive(Debug, Default)]
pub struct Heard {
    /// Changes of items, in the order in which they came.
    changes: Vec<(Origin, Event)>,
    /// More of them came than are kept.
    all_items: bool,
    offers: bool,
    settings: bool,
    held: bool,
    operators: bool,
    stock: bool,
    customers: BTreeSet<CustomerId>,
    all_customers: bool,
}

impl Heard {
    /// All rows were folded anew.
    fn everything() -> Self {
        let (changes, customers) = (Vec::new(), BTreeSet::new());
        let (all_items, offers, settings, held, operators, stock, all_customers) =
            (true, true, true, true, true, true, true);
        Self { changes, all_items, offers, settings, held, operators, stock, customers, all_customers }
    }

    fn add(&mut self, entries: &[Bytes]) {
        for Bytes(bytes) in entries {
            // What does not read was set aside by the journal.
            let Ok(entry) = Entry::from_bytes(bytes) else { continue };
            if let Ok(Body::Known(event)) = entry.body() {
                self.note(&entry, *event);
            }
        }
    }

    fn note(&mut self, entry: &Entry, event: Event) {
        match event {
            Event::ItemsImported(part) => {
                self.stock |= !part.stock.is_empty();
                self.item_change(entry.origin(), Event::ItemsImported(part));
            }
            Event::ItemChanged(_) => self.item_change(entry.origin(), event),
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

    fn item_change(&mut self, origin: Origin, event: Event) {
        self.all_items |= self.changes.len() >= CHANGES_KEPT;
        if self.all_items {
            self.changes.clear();
        } else {
            self.changes.push((origin, event));
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
    /// Shows what these entries of other registers changed; a register that is still being opened, and whoever practises,
    /// sees it when that is done.
    pub async fn heard(self, real: &Rc<Core>, entries: &[Bytes]) {
        real.unheard.borrow_mut().add(entries);
        if self.step.get_untracked() == Step::Ready {
            self.show_unheard(real).await;
        }
    }

    /// Shows everything anew: all rows were folded anew.
    pub async fn heard_anew(self, real: &Rc<Core>) {
        real.unheard.replace(Heard::everything());
        self.heard(real, &[]).await;
    }

    /// Shows what has not been shown yet, where `real` is what the screens show.
    pub(super) async fn show_unheard(self, real: &Rc<Core>) {
        if core().is_some_and(|shown| Rc::ptr_eq(&shown, real)) {
            let heard = real.unheard.take();
            // What cannot be read now is read by the next start; the journal has it.
            drop(self.show_heard(real, heard).await);
        }
    }

    async fn show_heard(self, core: &Rc<Core>, heard: Heard) -> Result<(), JournalError> {
        let items = heard.all_items || !heard.changes.is_empty();
        if items {
            let in_order = heard.changes.iter().all(|(origin, event)| items::take(core, origin, event));
            if heard.all_items || !in_order {
                items::load(core).await?;
            }
            self.catalogue_changed.update(|count| *count += 1);
            items::keep_snapshot_when_idle(core);
        }
        if heard.all_customers {
            let mut customers = read::customers(&core.store).await?;
            sort_by_name(&mut customers);
            self.customers.set(customers);
        }
        for id in &heard.customers {
            if let Some(row) = read::customer(&core.store, id).await? {
                self.put_customer(row);
            }
        }
        // Whatever one register did may be what another did, too, or put it right.
        if heard.held || heard.stock || !heard.customers.is_empty() {
            self.conflicts.set(read::conflicts(&core.store).await?);
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
        if items || heard.offers || heard.settings {
            self.price_again();
        }
        Ok(())
    }
}
