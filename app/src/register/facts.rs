//! Everything else that is written: customers, stock, settings, reprints.

use super::core::core;
use super::{Register, host, troubles};
use crate::state::Shell;
use evertill_domain::basket::Buyer;
use evertill_domain::customer::Customer;
use evertill_domain::edit::Edit;
use evertill_domain::event::{Event, StockReason};
use evertill_domain::ids::{CustomerId, ReceiptNumber, Sku};
use evertill_domain::origin::Origin;
use evertill_domain::people::{Act, Actor, Need};
use evertill_domain::quantity::Quantity;
use evertill_domain::rows::CustomerRow;
use evertill_domain::shop::Settings;
use evertill_journal::store::StoreError;
use evertill_journal::{Fact, JournalError, read, rebuild};
use evertill_money::Amount;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Why a fact was not written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FactError {
    /// The register is not open.
    NotReady,
    /// The storage is full: nothing was written.
    Full,
    /// The journal failed; the page that says so is shown.
    Failed,
    /// An input is not what it has to be; nothing was written.
    Invalid,
    /// The operator may not do it alone, and nobody allowed it; nothing was written.
    NotAllowed(Need),
}

impl Register {
    /// Appends facts, all of them or none.
    ///
    /// # Errors
    /// [`FactError`].
    pub async fn record(self, shell: Shell, events: Vec<Event>) -> Result<Vec<(Origin, Event)>, FactError> {
        let facts = events.into_iter().map(Fact::new).collect::<Result<_, _>>().map_err(|_| FactError::Invalid)?;
        self.record_facts(shell, facts).await
    }

    /// As [`Register::record`], for facts that were written before.
    ///
    /// # Errors
    /// [`FactError`].
    pub async fn record_facts(self, shell: Shell, facts: Vec<Fact>) -> Result<Vec<(Origin, Event)>, FactError> {
        self.record_by(shell, self.actor(Vec::new()), facts).await
    }

    /// The same, of what is done by `actor`.
    pub(super) async fn record_by(
        self,
        shell: Shell,
        actor: Actor,
        facts: Vec<Fact>,
    ) -> Result<Vec<(Origin, Event)>, FactError> {
        let Some(core) = core() else { return Err(FactError::NotReady) };
        shell.busy.update(|busy| busy.commit = true);
        let mut journal = core.journal.lock().await;
        journal.set_actor(actor);
        let recorded = journal.record_facts(facts, host::now()).await;
        self.head.set(Some(journal.head().clone()));
        drop(journal);
        shell.busy.update(|busy| busy.commit = false);
        self.refresh_conflicts();
        recorded.map_err(|error| match error {
            JournalError::Store(StoreError::Full) => FactError::Full,
            error => {
                troubles::show(shell, &error);
                FactError::Failed
            }
        })
    }

    /// Looks whether what could not stand is put right now, where there was any.
    pub(super) fn refresh_conflicts(self) {
        let Some(core) = core().filter(|_| !self.conflicts.with_untracked(Vec::is_empty)) else { return };
        spawn_local(async move {
            if let Ok(conflicts) = read::conflicts(&core.store).await {
                self.conflicts.set(conflicts);
            }
        });
    }

    /// Makes sure that facts may be written that not everybody may; on the act's own screen this is asked once.
    ///
    /// # Errors
    /// [`FactError::NotAllowed`].
    pub(super) async fn may_record(self, act: Act) -> Result<(), FactError> {
        let need = Need::of(act);
        self.allowed(need).await.map(drop).map_err(|_| FactError::NotAllowed(need))
    }

    /// Writes a customer's profile; a new customer has an id from [`Register::new_customer_id`].
    ///
    /// # Errors
    /// [`FactError`].
    pub async fn save_customer(self, shell: Shell, customer: Customer) -> Result<(), FactError> {
        let known = self.customers.with_untracked(|all| {
            all.iter().find(|row| row.profile.as_ref().is_some_and(|known| known.id == customer.id)).cloned()
        });
        let profile = known.as_ref().and_then(|row| row.profile.as_ref());
        let exempt = profile.is_some_and(|known| known.exemption == customer.exemption) || customer.exemption.is_none();
        let trusted = profile.map_or(Amount::ZERO, |known| known.credit_limit);
        if !exempt || customer.credit_limit > trusted {
            self.may_record(Act::Exception).await?;
        }
        self.record(shell, vec![Event::CustomerChanged(Box::new(Edit::of(profile, customer.clone())))]).await?;
        self.put_customer(CustomerRow { profile: Some(customer), ..known.unwrap_or_default() });
        Ok(())
    }

    /// An id for a customer that this register meets for the first time.
    pub fn new_customer_id(self) -> Option<CustomerId> {
        CustomerId::new(&host::unique()).ok()
    }

    /// A customer as the one who buys, with the group whose prices they get.
    pub fn buyer(self, id: CustomerId) -> Buyer {
        let profile = self.customers.with_untracked(|all| {
            let mut profiles = all.iter().filter_map(|row| row.profile.as_ref());
            profiles.find(|known| known.id == id).map(Buyer::from)
        });
        profile.unwrap_or_else(|| Buyer::from(id))
    }

    /// Takes other settings into force.
    ///
    /// # Errors
    /// [`FactError`]; [`FactError::Invalid`] for settings that no register can sell by, which a screen says in its own words
    /// before it asks.
    pub async fn save_settings(self, shell: Shell, settings: Settings) -> Result<(), FactError> {
        settings.validate().map_err(|_| FactError::Invalid)?;
        self.may_record(Act::Shop).await?;
        self.record(shell, vec![Event::SettingsChanged(Box::new(settings.clone()))]).await?;
        self.settings.set(Some(settings));
        self.price_again();
        Ok(())
    }

    /// Moves stock without a sale.
    ///
    /// # Errors
    /// [`FactError`].
    pub async fn adjust_stock(
        self,
        shell: Shell,
        sku: Sku,
        quantity: Quantity,
        reason: StockReason,
    ) -> Result<(), FactError> {
        self.may_record(Act::Items).await?;
        self.record(shell, vec![Event::StockAdjusted { sku, quantity, reason }]).await.map(drop)
    }

    /// Notes that a receipt is printed again, as a duplicate.
    ///
    /// # Errors
    /// [`FactError`].
    pub async fn note_reprint(self, shell: Shell, receipt: ReceiptNumber) -> Result<(), FactError> {
        let register = self.head.with_untracked(|head| head.as_ref().map(|head| head.register.clone()));
        let register = register.ok_or(FactError::NotReady)?;
        self.record(shell, vec![Event::ReceiptReprinted { register, receipt }]).await.map(drop)
    }

    /// Replaces every row by what follows from the journal.
    ///
    /// # Errors
    /// [`FactError`].
    pub async fn replace_rows(self, shell: Shell, fold: rebuild::Fold) -> Result<(), FactError> {
        let Some(core) = core() else { return Err(FactError::NotReady) };
        let mut journal = core.journal.lock().await;
        let replaced = journal.replace_rows(fold, host::now()).await;
        self.head.set(Some(journal.head().clone()));
        drop(journal);
        replaced.map_err(|error| {
            troubles::show(shell, &error);
            FactError::Failed
        })
    }

    /// Puts a customer into the list, which is kept by name.
    pub(super) fn put_customer(self, row: CustomerRow) {
        self.customers.update(|all| {
            let id = |row: &CustomerRow| row.profile.as_ref().map(|profile| profile.id.clone());
            all.retain(|known| id(known) != id(&row));
            all.push(row);
            sort_by_name(all);
        });
    }
}

/// Customers in the order of their names, whoever has none yet last.
pub(super) fn sort_by_name(customers: &mut [CustomerRow]) {
    customers.sort_by_cached_key(|row| {
        row.profile.as_ref().map_or((true, String::new()), |profile| (false, profile.name.to_lowercase()))
    });
}
