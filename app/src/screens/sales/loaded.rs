//! One sale as the screens about it need it: the sale, what became of it, and where the journal holds it.

use crate::receipt_model::{Receipt, Surroundings, gift_cards};
use crate::register::{Decision, LookupError, Register, Step};
use evertill_domain::customer::Customer;
use evertill_domain::gift_card::GiftCardNumber;
use evertill_domain::ids::{CustomerId, ReceiptNumber};
use evertill_domain::payback::{PaidPart, parts_of};
use evertill_domain::rows::{SaleStatus, SoldSale};
use evertill_domain::sale::Sale;
use evertill_money::Amount;
use evertill_wire::Hash;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// A sale and everything the journal says about it.
#[derive(Clone, Debug, PartialEq)]
pub struct LoadedSale {
    /// As it was prepared.
    pub sale: Sale,
    /// What became of it since.
    pub sold: SoldSale,
    /// The hash of the entry that holds it.
    pub hash: Option<Hash>,
    /// The entry that decided it.
    pub decision: Option<Decision>,
    /// What its gift cards hold now.
    pub balances: Vec<(GiftCardNumber, Amount)>,
}

/// How far looking for a sale has come.
#[derive(Clone, Debug, PartialEq, Default)]
pub enum Lookup {
    /// Still reading.
    #[default]
    Waiting,
    /// There is no such sale on this register.
    Missing,
    /// The journal could not be read.
    Failed,
    /// Here it is.
    Found(Box<LoadedSale>),
}

impl Lookup {
    /// The sale, once it is found.
    pub fn found(&self) -> Option<&LoadedSale> {
        match self {
            Lookup::Found(loaded) => Some(loaded),
            _ => None,
        }
    }
}

/// Looks for the sale with the number in `typed`, and again whenever `again` changes.
pub fn look_up(register: Register, typed: Signal<String>, again: RwSignal<u32>) -> RwSignal<Lookup> {
    let found = RwSignal::new(Lookup::Waiting);
    Effect::new(move || {
        again.track();
        let typed_now = typed.get();
        if register.step.get() != Step::Ready {
            return;
        }
        let Some(number) = crate::money::western_digits(&typed_now).parse().ok().map(ReceiptNumber) else {
            return found.set(Lookup::Missing);
        };
        spawn_local(async move {
            let read = match load(register, number).await {
                Ok(Some(loaded)) => Lookup::Found(Box::new(loaded)),
                Ok(None) => Lookup::Missing,
                Err(_) => Lookup::Failed,
            };
            // The screen may be gone, or be about another sale by now.
            if typed.try_get_untracked().as_ref() == Some(&typed_now) {
                let _ = found.try_set(read);
            }
        });
    });
    found
}

async fn load(register: Register, number: ReceiptNumber) -> Result<Option<LoadedSale>, LookupError> {
    let Some((sale, sold)) = register.sale(number).await? else { return Ok(None) };
    let entry = register.entries(sold.prepared, 1).await?.into_iter().next();
    let hash = entry.filter(|entry| entry.header.seq == sold.prepared).map(|entry| entry.hash);
    let decision = register.decision(sold.prepared).await?;
    let balances = register.gift_card_balances(gift_cards(&sale)).await?;
    Ok(Some(LoadedSale { sale, sold, hash, decision, balances }))
}

/// The profile and points of a customer. Follows the list of customers.
pub fn customer_of(register: Register, id: &CustomerId) -> Option<(Customer, i64)> {
    register.customers.with(|all| {
        all.iter().find_map(|row| {
            let profile = row.profile.as_ref().filter(|profile| profile.id == *id)?;
            Some((profile.clone(), row.points))
        })
    })
}

impl LoadedSale {
    /// Its receipt; `None` while the settings are not known. Balances are printed where the sale is `fresh`: a year later
    /// they would be others. Follows settings and customers.
    pub fn receipt(&self, register: Register, copy: Option<u32>, fresh: bool) -> Option<Receipt> {
        let customer = self.sale.customer.as_ref().and_then(|id| customer_of(register, id));
        let around = Surroundings {
            points_balance: customer.as_ref().filter(|_| fresh).map(|(_, points)| *points),
            customer: customer.map(|(profile, _)| profile.name),
            operator: self.sale.operator.as_ref().map(|id| register.operator_name(id)),
            hash: self.hash.map(|hash| hash.short()),
            copy,
            voided_by: self.sold.voided,
            balances: if fresh { self.balances.clone() } else { Vec::new() },
        };
        let settings = register.settings.get()?;
        Some(Receipt::new(&self.sale, self.sold.status, &settings, around))
    }

    /// By what it was paid, and what of that has gone back.
    pub fn paid_parts(&self) -> Vec<PaidPart> {
        self.sold.paid.clone().unwrap_or_else(|| parts_of(&self.sale).unwrap_or_default())
    }

    /// Whether the sale counts.
    pub fn receipt_is_valid(&self) -> bool {
        self.sold.status == SaleStatus::Confirmed
    }
}
