//! What is known of a sale that was set aside, wherever it was set aside, taken up and settled.
//!
//! Each time that it is set aside makes a *version*. Whoever takes it up claims the version that they see, and what they then
//! do ends that version and no other: what another register set aside in the meantime stays. The row that lists show
//! ([`Row::Suspended`](crate::rows::Row::Suspended)) follows from this one.

use evertill_money::Amount;

use crate::conflict::{Conflict, ConflictOf, SaleRef, all_but_the_largest, in_order};
use crate::ids::SaleId;
use crate::origin::Origin;
use crate::record;
use crate::suspended::SuspendedSale;

/// A sale as it was set aside once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// The entry that set it aside.
    pub origin: Origin,
    /// What was set aside.
    pub sale: SuspendedSale,
}

record!(Version { origin, sale });

/// A register has taken a version up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The entry that says so.
    pub by: Origin,
    /// The version.
    pub of: Origin,
}

record!(Claim { by, of });

/// A sale that settled it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settlement {
    /// Which.
    pub sale: SaleRef,
    /// What it came to.
    pub total: Amount,
}

record!(Settlement { sale, total });

/// Everything known of one sale that was set aside.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HeldRow {
    /// Versions that nothing has ended, in the order of their origins.
    pub live: Vec<Version>,
    /// Who has taken which version up; a register has one at a time.
    pub claims: Vec<Claim>,
    /// Versions that were ended before they arrived.
    pub gone: Vec<Origin>,
    /// The last version of each journal that has arrived.
    pub arrived: Vec<Origin>,
    /// The sales that settled it, in the order of registers and receipts.
    pub settled: Vec<Settlement>,
    /// What was paid ahead for it and not used, or taken along into another.
    pub prepaid: Amount,
}

record!(HeldRow { live, claims, gone, arrived, settled, prepaid });

impl HeldRow {
    /// A version arrives.
    pub fn arrive(&mut self, origin: &Origin, sale: SuspendedSale) {
        self.arrived.retain(|known| !known.is_beside(origin));
        put(&mut self.arrived, origin.clone());
        if let Ok(at) = self.gone.binary_search(origin) {
            self.gone.remove(at);
            return;
        }
        let at = self.live.partition_point(|known| known.origin < *origin);
        self.live.insert(at, Version { origin: origin.clone(), sale });
    }

    /// A version ends, whether it has arrived or not.
    pub fn end(&mut self, version: &Origin) {
        self.live.retain(|known| known.origin != *version);
        let has_arrived = self.arrived.iter().any(|last| last.is_beside(version) && last.seq >= version.seq);
        if !has_arrived {
            put(&mut self.gone, version.clone());
        }
    }

    /// The writer of `by` takes a version up, and lets go of the one before.
    pub fn claim(&mut self, by: &Origin, of: Origin) {
        self.claims.retain(|claim| !claim.by.is_beside(by));
        let at = self.claims.partition_point(|claim| claim.by < *by);
        self.claims.insert(at, Claim { by: by.clone(), of });
    }

    /// What the writer of `at` has taken up, which it lets go of; where it never took anything up, what it set aside itself.
    pub fn release(&mut self, at: &Origin) -> Vec<Origin> {
        match self.claims.iter().position(|claim| claim.by.is_beside(at)) {
            Some(place) => vec![self.claims.remove(place).of],
            None => self.live.iter().map(|known| &known.origin).filter(|known| known.is_beside(at)).cloned().collect(),
        }
    }

    /// A sale has settled it.
    pub fn settle(&mut self, sale: SaleRef, total: Amount) {
        if let Err(at) = self.settled.binary_search_by(|known| known.sale.cmp(&sale)) {
            self.settled.insert(at, Settlement { sale, total });
        }
    }

    /// The version that lists show: the last one.
    #[must_use]
    pub fn current(&self) -> Option<&Version> {
        self.live.last()
    }

    /// What lists show of it; `None` when it has come to its end.
    #[must_use]
    pub fn shown(&self) -> Option<SuspendedSale> {
        let Version { origin, sale } = self.current()?;
        let holder = self.claims.iter().find(|claim| claim.of == *origin).map(|claim| claim.by.register.clone());
        Some(SuspendedSale { in_hand: holder.is_some(), holder, prepaid: self.prepaid, ..sale.clone() })
    }

    /// Whether it was settled more than once.
    #[must_use]
    pub fn settled_twice(&self, id: &SaleId) -> Option<Conflict> {
        if self.settled.len() < 2 {
            return None;
        }
        let at_stake = all_but_the_largest(self.settled.iter().map(|one| one.total.abs()));
        Some(self.conflict(ConflictOf::SettledTwice(id.clone()), at_stake))
    }

    /// Whether something that was paid ahead is left, or missing, after its end.
    #[must_use]
    pub fn prepaid_left(&self, id: &SaleId) -> Option<Conflict> {
        let ended = self.live.is_empty() && !self.arrived.is_empty();
        let wrong = self.prepaid.is_negative() || (ended && !self.prepaid.is_zero());
        wrong.then(|| self.conflict(ConflictOf::PrepaidLeft(id.clone()), self.prepaid.abs()))
    }

    fn conflict(&self, of: ConflictOf, at_stake: Amount) -> Conflict {
        let sales = in_order(self.settled.iter().map(|one| one.sale.clone()));
        Conflict { of, missing: 0, at_stake, sales }
    }
}

fn put(all: &mut Vec<Origin>, one: Origin) {
    if let Err(at) = all.binary_search(&one) {
        all.insert(at, one);
    }
}

/// What a fact that sets a sale aside takes along: the version of another, or of itself, that ends in it, and what was paid
/// ahead for that one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenAlong {
    /// Which sale.
    pub id: SaleId,
    /// Which version of it.
    pub version: Origin,
    /// What was paid ahead for it and is paid ahead for the new one from here on; zero for the sale itself.
    pub prepaid: Amount,
}

record!(TakenAlong { id, version, prepaid });
