//! Rights: what a register of a shop may spend of what there is only so much of, also when it cannot ask anybody.
//!
//! A register holds rights to an [`Asset`] in a [`Purse`], and spends no more than that; rights move through the hub, one
//! transfer at a time, and both its beginning and its end are facts of the register's journal. A sale says which assets it
//! was [covered](cover) for: what it took of those was granted before, and what it took otherwise comes out of what the shop
//! has left. What comes in belongs to the shop, whichever register it came in at.

use std::collections::BTreeMap;

use crate::event::Effect;
use crate::gift_card::GiftCardNumber;
use crate::ids::{AccountId, CustomerId, RegisterId, Sku};
use crate::item::StockPolicy;
use crate::rows::{NotRead, Row, RowKey, RowSet};
use crate::sale::{Sale, SaleLine};
use crate::tender::Tender;
use crate::{choice, record};

/// Something that there is only so much of, and that must not be spent twice.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Asset {
    /// An item that is sold strictly, in thousandths of its unit.
    Stock(Sku),
    /// A gift card or an account with store credit, in minor units. It is held whole by one register at a time.
    Account(AccountId),
    /// A customer's points, in points. They are held whole by one register at a time.
    Points(CustomerId),
}

choice!(Asset { Stock(content), Account(content), Points(content) });

impl Asset {
    /// The name under which rows about it are kept.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Stock(sku) => format!("stock/{sku}"),
            Self::Account(account) => format!("stored-value/{account}"),
            Self::Points(customer) => format!("points/{customer}"),
        }
    }

    /// The asset that [`Asset::text`] wrote; `None` for any other text.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (kind, id) = text.split_once('/')?;
        match kind {
            "stock" => Sku::new(id).ok().map(Self::Stock),
            "stored-value" => AccountId::new(id).ok().map(Self::Account),
            "points" => CustomerId::new(id).ok().map(Self::Points),
            _ => None,
        }
    }

    /// Whether it belongs to a person, and is held whole by one register.
    #[must_use]
    pub const fn is_held_whole(&self) -> bool {
        matches!(self, Self::Account(_) | Self::Points(_))
    }
}

/// Which way rights move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// To the register.
    Ask {
        /// What it needs now.
        need: u64,
        /// What it expects to need until it next has a word with the hub, with `need`.
        forecast: u64,
    },
    /// Back to the hub.
    Return {
        /// What it has given up already.
        amount: u64,
    },
}

choice!(Way { Ask { need, forecast }, Return { amount } });

/// What a register has of one asset. What it received is always what it holds, reserved, spent and gave back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Purse {
    /// What may be spent.
    pub rights: u64,
    /// What sales hold that are prepared and not decided.
    pub reserved: u64,
    /// What was spent, over all time.
    pub spent: u64,
    /// What was given back, over all time.
    pub returned: u64,
}

record!(Purse { rights, reserved, spent, returned });

/// There are not enough rights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Short {
    /// How many are missing.
    pub missing: u64,
}

impl Purse {
    /// What was granted, over all time.
    #[must_use]
    pub const fn received(&self) -> u64 {
        self.rights.saturating_add(self.reserved).saturating_add(self.spent).saturating_add(self.returned)
    }

    /// Whether nothing of what was granted can still be spent.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.rights == 0 && self.reserved == 0
    }

    /// Sets rights aside for a sale that is prepared.
    ///
    /// # Errors
    /// [`Short`], and nothing changes.
    pub const fn reserve(&mut self, amount: u64) -> Result<(), Short> {
        match self.rights.checked_sub(amount) {
            Some(left) => {
                self.rights = left;
                self.reserved = self.reserved.saturating_add(amount);
                Ok(())
            }
            None => Err(Short { missing: amount - self.rights }),
        }
    }

    /// The sale is confirmed: what it reserved is spent. Never more than is reserved.
    pub const fn spend(&mut self, amount: u64) {
        let amount = if amount < self.reserved { amount } else { self.reserved };
        self.reserved -= amount;
        self.spent = self.spent.saturating_add(amount);
    }

    /// The sale is rolled back: what it reserved may be spent again. Never more than is reserved.
    pub const fn release(&mut self, amount: u64) {
        let amount = if amount < self.reserved { amount } else { self.reserved };
        self.reserved -= amount;
        self.rights = self.rights.saturating_add(amount);
    }

    /// Deducts what is to be given back.
    ///
    /// # Errors
    /// [`Short`], and nothing changes.
    pub const fn give_back(&mut self, amount: u64) -> Result<(), Short> {
        match self.rights.checked_sub(amount) {
            Some(left) => {
                self.rights = left;
                self.returned = self.returned.saturating_add(amount);
                Ok(())
            }
            None => Err(Short { missing: amount - self.rights }),
        }
    }

    /// Whether it is time to ask for more: less is left than half of what will be needed until the next word with the hub.
    #[must_use]
    pub const fn is_low(&self, forecast: u64) -> bool {
        self.rights < forecast.div_ceil(2)
    }
}

/// A transfer that was begun: kept before it is said, and said until it is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Open {
    /// What is moved.
    pub asset: Asset,
    /// Which way.
    pub way: Way,
}

record!(Open { asset, way });

/// The transfers of one journal: they are numbered from 1, and one is under way at a time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Transfers {
    /// The number of the last one that came to its end.
    pub settled: u64,
    /// The one that was begun.
    pub open: Option<Open>,
}

record!(Transfers { settled, open });

/// That a transfer was begun. What goes back cannot be spent from here on, whether or not the hub ever hears of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TransferBegun {
    /// Its number.
    pub id: u64,
    /// What is moved.
    pub asset: Asset,
    /// Which way.
    pub way: Way,
}

record!(TransferBegun { id, asset, way });

/// That a transfer came to its end, and how things stood at the hub then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TransferSettled {
    /// Its number.
    pub id: u64,
    /// What was moved.
    pub asset: Asset,
    /// What was granted; zero for a return.
    pub granted: u64,
    /// What the hub had left to grant.
    pub left: u64,
    /// What other registers held.
    pub elsewhere: u64,
    /// The register that held most of it.
    pub holder: Option<RegisterId>,
}

record!(TransferSettled { id, asset, granted, left, elsewhere, holder });

/// A sale takes what this register holds no right to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotHeld {
    /// Of what.
    pub asset: Asset,
    /// How much the sale takes.
    pub wanted: u64,
    /// How much may be spent here.
    pub held: u64,
}

/// What a register that belongs to a shop needs rights to for `sale`, before anybody voted: an asset may turn out not to be
/// taken from at all.
#[must_use]
pub fn assets(sale: &Sale) -> Vec<Asset> {
    let mut assets: Vec<Asset> = sale.lines.iter().filter_map(strict).map(Asset::Stock).collect();
    for tender in &sale.tenders {
        match tender {
            Tender::StoredValue { account, .. } => assets.push(Asset::Account(account.clone())),
            Tender::GiftCard { card, .. } => assets.extend(account_of(card)),
            Tender::Points { .. } => assets.extend(sale.customer.clone().map(Asset::Points)),
            _ => {}
        }
    }
    for charge in &sale.charges {
        if let crate::charge::Charge::GiftCard { card, .. } = charge {
            assets.extend(account_of(card));
        }
    }
    assets.sort_unstable();
    assets.dedup();
    assets
}

fn account_of(card: &GiftCardNumber) -> Option<Asset> {
    card.account().ok().map(Asset::Account)
}

/// The item that a line moves stock of, where it may only be sold while there is some.
fn strict(line: &SaleLine) -> Option<Sku> {
    let moved = if line.stock == StockPolicy::Strict { line.stock_movement().ok().flatten() } else { None };
    moved.map(|(sku, _)| sku.clone())
}

/// What `effects` of `sale` take of the assets that need a right, each with how much. What comes in takes nothing, and neither
/// does a refund of points that were earned: goods come back whether or not the points were spent.
#[must_use]
pub fn taken(sale: &Sale, effects: &[Effect]) -> BTreeMap<Asset, u64> {
    let guarded = assets(sale);
    let mut taken = BTreeMap::new();
    for effect in effects {
        let (asset, moved) = match effect {
            Effect::StockMoved { sku, quantity } => (Asset::Stock(sku.clone()), quantity.as_thousandths()),
            Effect::StoredValueMoved { account, amount } => (Asset::Account(account.clone()), amount.minor()),
            Effect::PointsMoved { customer, points } => (Asset::Points(customer.clone()), *points),
            _ => continue,
        };
        if moved < 0 && guarded.binary_search(&asset).is_ok() {
            taken.insert(asset, moved.unsigned_abs());
        }
    }
    taken
}

/// The row with a register's right to an asset.
fn purse(rows: &RowSet, asset: &Asset, incarnation: u32) -> Result<Purse, NotRead> {
    Ok(match rows.get(&RowKey::Right(asset.clone()))? {
        Some(Row::Right(row)) if row.incarnation == incarnation => row.purse,
        _ => Purse::default(),
    })
}

/// What becomes of a sale at a register that belongs to a shop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cover {
    /// What it takes of these is covered by rights.
    By(Vec<Asset>),
    /// It takes what is not held here: of at least one thing.
    Missing(Vec<NotHeld>),
}

/// Whether what `effects` of `sale` take is covered by the rights of the journal of `incarnation`. A sale that somebody allowed
/// to go [without](Sale::unheld) is covered as far as there are rights, asset by asset.
///
/// # Errors
/// [`NotRead`] when the store was not asked for the rights to all of [`assets`].
pub fn cover(sale: &Sale, effects: &[Effect], incarnation: u32, rows: &RowSet) -> Result<Cover, NotRead> {
    let (mut covered, mut missing) = (Vec::new(), Vec::new());
    for (asset, wanted) in taken(sale, effects) {
        let held = purse(rows, &asset, incarnation)?.rights;
        if held >= wanted {
            covered.push(asset);
        } else {
            missing.push(NotHeld { asset, wanted, held });
        }
    }
    Ok(if missing.is_empty() || sale.unheld { Cover::By(covered) } else { Cover::Missing(missing) })
}
