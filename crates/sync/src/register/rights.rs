//! A register's rights: what it may spend of what there is only so much of.
//!
//! Wherever they are kept, what is here has to be kept in one transaction with what changes it: a right is reserved with
//! PREPARE and spent or released with the decision. A transfer is kept before it is said for the first time, and its answer
//! before anything of it is spent.

use std::collections::BTreeMap;

use evertill_domain::rights::{Open, Purse};
use evertill_wire::sync::{Asset, Epoch, HOLDINGS_LIMIT, Holding, Moved, Report, Transfer, Way};

/// All rights of one incarnation of a register. Another incarnation begins with none: those of the one before are stranded
/// until a person looks, since a copy of it may spend them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Desk {
    /// The number of the last transfer that came to its end.
    pub settled: u64,
    /// The one that was begun.
    pub open: Option<Open>,
    /// What there is of each asset.
    pub purses: BTreeMap<Asset, Purse>,
}

impl Desk {
    /// Begins to ask. Answers whether it did: one transfer is under way at a time, and no more than [`HOLDINGS_LIMIT`] assets
    /// are held.
    pub fn ask(&mut self, asset: &Asset, need: u64, forecast: u64) -> bool {
        let has_room = self.purses.len() < HOLDINGS_LIMIT || self.purses.contains_key(asset);
        self.begin(has_room, asset, Way::Ask { need, forecast })
    }

    /// Begins to give back what is not needed, as at the close of a shift: it cannot be spent from now on, whether or not
    /// the hub ever hears of it. Answers whether it did.
    pub fn give_back(&mut self, asset: &Asset, amount: u64) -> bool {
        let has = self.purses.get(asset).is_some_and(|purse| amount > 0 && purse.rights >= amount);
        let begins = self.begin(has, asset, Way::Return { amount });
        if let (true, Some(purse)) = (begins, self.purses.get_mut(asset)) {
            purse.rights -= amount;
            purse.returned = purse.returned.saturating_add(amount);
        }
        begins
    }

    fn begin(&mut self, may: bool, asset: &Asset, way: Way) -> bool {
        let begins = may && self.open.is_none();
        if begins {
            self.open = Some(Open { asset: asset.clone(), way });
        }
        begins
    }

    /// What is to be said of the transfer that was begun.
    #[must_use]
    pub fn transfer(&self, epoch: Epoch, incarnation: u32) -> Option<Transfer> {
        let Open { asset, way } = self.open.clone()?;
        Some(Transfer { epoch, incarnation, id: self.settled.saturating_add(1), asset, way })
    }

    /// Takes in an answer. One to another transfer changes nothing.
    pub fn settle(&mut self, moved: &Moved) {
        if moved.id != self.settled.saturating_add(1) {
            return;
        }
        let Some(Open { asset, way }) = self.open.take() else { return };
        self.settled = moved.id;
        if let (Way::Ask { .. }, true) = (way, moved.granted > 0) {
            let purse = self.purses.entry(asset).or_default();
            purse.rights = purse.rights.saturating_add(moved.granted);
        }
    }

    /// What the hub has to know when it lives another life than before. What was begun to be given back is not among what
    /// was given back: the hub hears of it by the transfer itself.
    #[must_use]
    pub fn report(&self, epoch: Epoch, incarnation: u32) -> Report {
        let open = self.open.as_ref();
        let on_its_way = |asset: &Asset| match open {
            Some(Open { asset: moving, way: Way::Return { amount } }) if moving == asset => *amount,
            _ => 0,
        };
        // Of what there is nothing left of, the hub knows by the entries that it was spent. Where a transfer is under way it
        // counts on top of what is said here what it may have granted already.
        let moves = |asset: &Asset| open.is_some_and(|open| open.asset == *asset);
        let left = |(asset, purse): &(&Asset, &Purse)| !purse.is_empty() || moves(asset);
        let holdings = self.purses.iter().filter(left).map(|(asset, purse)| Holding {
            asset: asset.clone(),
            received: purse.received(),
            returned: purse.returned.saturating_sub(on_its_way(asset)),
        });
        Report { epoch, incarnation, settled: self.settled, holdings: holdings.collect() }
    }
}
