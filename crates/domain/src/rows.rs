//! Rows of the projections: what follows from the journal, kept so that nobody has to fold it anew.

use std::collections::{BTreeMap, BTreeSet};

use evertill_money::Amount;

use crate::clock::LocalTime;
use crate::conflict::{Conflict, ConflictOf, SaleRef, Spent};
use crate::customer::Customer;
use crate::event::Effect;
use crate::held::HeldRow;
use crate::ids::{
    AccountId, CustomerId, OperatorId, PriceListId, PromotionId, ReceiptNumber, RegisterId, SaleId, Seq, Sku,
};
use crate::origin::{Origin, Stamps};
use crate::payback::PaidPart;
use crate::people::OperatorRow;
use crate::price_list::{DatedPrice, PriceList};
use crate::promotion::Promotion;
use crate::quantity::Quantity;
use crate::refund::Earned;
use crate::rights::{Asset, Purse, Transfers};
use crate::shift::{ShiftNumber, ShiftRow, TillRow};
use crate::suspended::SuspendedSale;
use crate::{choice, record};

/// What the keys of changes of the catalogue begin with; an origin's text follows.
pub const CATALOGUE: &str = "catalogue/";

/// Names a row.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RowKey {
    /// A sale, by register and receipt.
    Sale(RegisterId, ReceiptNumber),
    /// A sale that a copy of this register made under the number of one of its own, in this incarnation.
    SaleOfCopy(RegisterId, ReceiptNumber, u32),
    /// Stock on hand of an item.
    Stock(Sku),
    /// A customer with their points.
    Customer(CustomerId),
    /// An account that holds value.
    StoredValue(AccountId),
    /// A voucher of the shop that has paid, by its number.
    Voucher(String),
    /// That an entry changed the catalogue.
    CatalogueChange(Origin),
    /// How many entries changed it.
    CatalogueCount,
    /// The settings in force.
    Settings,
    /// A sale set aside.
    Suspended(SaleId),
    /// An operator.
    Operator(OperatorId),
    /// Where the register's shifts stand.
    Till,
    /// A shift.
    Shift(ShiftNumber),
    /// A promotion.
    Promotion(PromotionId),
    /// A price list.
    PriceList(PriceListId),
    /// The dated prices of an item, on every list.
    Prices(Sku),
    /// Whether somebody practises.
    Training,
    /// The stamps of what the row under this key holds.
    Stamps(Box<RowKey>),
    /// Everything known of a sale that was set aside.
    Held(SaleId),
    /// What happened to something that has not arrived yet, under whose key it waits.
    Waiting(Box<RowKey>),
    /// The last sales that took from an account that holds value.
    Spent(AccountId),
    /// Facts that cannot all stand.
    Conflict(ConflictOf),
    /// What this register may spend of something.
    Right(Asset),
    /// How this register's transfers of rights stand.
    Transfers,
}

impl RowKey {
    /// The key as a text that sorts by table and then in the table's own order.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Sale(register, receipt) => format!("sale/{register}/{:016}", receipt.0),
            Self::SaleOfCopy(register, receipt, incarnation) => {
                format!("{}/{incarnation:010}", Self::Sale(register.clone(), *receipt).text())
            }
            Self::Stock(sku) => format!("stock/{sku}"),
            Self::Customer(id) => format!("customer/{id}"),
            Self::StoredValue(account) => format!("stored-value/{account}"),
            Self::Voucher(code) => format!("voucher/{code}"),
            Self::CatalogueChange(origin) => format!("{CATALOGUE}{}", origin.text()),
            Self::CatalogueCount => "catalogue-count/".to_owned(),
            Self::Stamps(of) => format!("stamps/{}", of.text()),
            Self::Held(id) => format!("held/{id}"),
            Self::Waiting(of) => format!("waiting/{}", of.text()),
            Self::Spent(account) => format!("spent/{account}"),
            Self::Conflict(of) => format!("conflict/{}", of.text()),
            Self::Right(asset) => format!("right/{}", asset.text()),
            Self::Transfers => "transfers/".to_owned(),
            Self::Settings => "settings/".to_owned(),
            Self::Suspended(id) => format!("suspended/{id}"),
            Self::Operator(id) => format!("operator/{id}"),
            Self::Till => "till/".to_owned(),
            Self::Training => "training/".to_owned(),
            Self::Shift(no) => format!("shift/{:08}", no.0),
            Self::Promotion(id) => format!("promotion/{id}"),
            Self::PriceList(id) => format!("price-list/{id}"),
            Self::Prices(sku) => format!("prices/{sku}"),
        }
    }
}

/// A row's contents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// Of [`RowKey::Sale`] and [`RowKey::SaleOfCopy`].
    Sale(Box<SoldSale>),
    /// Of [`RowKey::Stock`]: on hand; negative when oversold.
    Stock(Quantity),
    /// Of [`RowKey::Stock`], of an item that was sold strictly.
    StrictStock(Box<StrictStock>),
    /// Of [`RowKey::Customer`].
    Customer(Box<CustomerRow>),
    /// Of [`RowKey::StoredValue`]: the balance; negative where registers that were apart spent more than there was.
    StoredValue(Amount),
    /// Of [`RowKey::CatalogueChange`]: how many items the entry carries.
    CatalogueChange(u32),
    /// Of [`RowKey::Settings`].
    Settings(Box<crate::shop::Settings>),
    /// Of [`RowKey::Suspended`].
    Suspended(Box<SuspendedSale>),
    /// Of [`RowKey::Operator`].
    Operator(Box<OperatorRow>),
    /// Of [`RowKey::Till`].
    Till(TillRow),
    /// Of [`RowKey::Shift`].
    Shift(Box<ShiftRow>),
    /// Of [`RowKey::Promotion`].
    Promotion(Box<Promotion>),
    /// Of [`RowKey::PriceList`].
    PriceList(Box<PriceList>),
    /// Of [`RowKey::Prices`]; empty when all were taken back.
    Prices(Vec<DatedPrice>),
    /// Of [`RowKey::Voucher`]: what it paid for.
    Voucher(UsedVoucher),
    /// Of [`RowKey::Training`]: whether somebody practises.
    Training(bool),
    /// Of [`RowKey::CatalogueCount`].
    CatalogueCount(u64),
    /// Of [`RowKey::Stamps`].
    Stamps(Stamps),
    /// Of [`RowKey::Held`].
    Held(Box<HeldRow>),
    /// Of [`RowKey::Waiting`], in the order of origins.
    Waiting(Vec<Waiting>),
    /// Of [`RowKey::Spent`].
    Spent(Spent),
    /// Of [`RowKey::Conflict`].
    Conflict(Box<Conflict>),
    /// Of [`RowKey::Right`].
    Right(RightRow),
    /// Of [`RowKey::Transfers`].
    Transfers(Box<TransfersRow>),
}

choice!(Row { Sale(content), Stock(content), StrictStock(content), Customer(content), StoredValue(content), CatalogueChange(content), Settings(content), Suspended(content), Operator(content), Till(content), Shift(content), Promotion(content), PriceList(content), Prices(content), Voucher(content), Training(content), CatalogueCount(content), Stamps(content), Held(content), Waiting(content), Spent(content), Conflict(content), Right(content), Transfers(content) });

impl Row {
    /// What is on hand, of [`RowKey::Stock`]; nothing is of any other row.
    #[must_use]
    pub fn on_hand(&self) -> Quantity {
        match self {
            Self::Stock(on_hand) => *on_hand,
            Self::StrictStock(strict) => strict.on_hand,
            _ => Quantity::ZERO,
        }
    }
}

/// Stock of an item that was sold strictly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StrictStock {
    /// On hand; negative where registers that were apart sold more than there was.
    pub on_hand: Quantity,
    /// The last sales that took from it.
    pub spent: Spent,
}

record!(StrictStock { on_hand, spent });

/// What a voucher of the shop has paid for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsedVoucher {
    /// At which register.
    pub register: RegisterId,
    /// Which receipt.
    pub receipt: ReceiptNumber,
    /// How much.
    pub amount: Amount,
    /// For what else it paid, at registers that did not know of it; in the order of registers and receipts.
    pub also: Vec<VoucherUse>,
}

record!(UsedVoucher { register, receipt; amount, also });

/// What a register may spend of something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RightRow {
    /// The journal that it belongs to.
    pub incarnation: u32,
    /// The right.
    pub purse: Purse,
}

record!(RightRow { incarnation, purse });

/// How a register's transfers of rights stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TransfersRow {
    /// The journal that they belong to.
    pub incarnation: u32,
    /// How they stand.
    pub transfers: Transfers,
}

record!(TransfersRow { incarnation, transfers });

/// Something that a voucher paid for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct VoucherUse {
    /// For which sale.
    pub sale: SaleRef,
    /// How much.
    pub amount: Amount,
}

record!(VoucherUse { sale, amount });

impl UsedVoucher {
    /// Everything that it paid for; at least one sale.
    #[must_use]
    pub fn uses(&self) -> Vec<VoucherUse> {
        let sale = SaleRef { register: self.register.clone(), receipt: self.receipt };
        [VoucherUse { sale, amount: self.amount }].into_iter().chain(self.also.iter().cloned()).collect()
    }

    /// The row of a voucher that paid for these; `None` where it paid for nothing.
    #[must_use]
    pub fn of(mut uses: Vec<VoucherUse>) -> Option<Self> {
        uses.sort_unstable();
        let mut uses = uses.into_iter();
        let VoucherUse { sale: SaleRef { register, receipt }, amount } = uses.next()?;
        Some(Self { register, receipt, amount, also: uses.collect() })
    }
}

/// Something that waits for the row that it changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// The entry that says so.
    pub origin: Origin,
    /// The sale that it follows from.
    pub sale: Option<SaleRef>,
    /// What happened.
    pub what: Happened,
}

record!(Waiting { origin, sale, what });

impl Waiting {
    /// The most that waits for one row: an entry beyond it is put aside as one that does not fit.
    pub const LIMIT: usize = 1_000;
}

/// What can happen to a sale that has not arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Happened {
    /// Goods or money came back of it.
    Effect(Effect),
    /// Its receipt was printed again.
    Reprinted,
    /// Its tip grew by so much.
    Tip(Amount),
}

choice!(Happened { Effect(content), Reprinted, Tip(content) });

/// What became of a prepared sale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaleStatus {
    /// Every participant accepted: it counts.
    Confirmed,
    /// One refused: it does not.
    RolledBack,
}

choice!(SaleStatus { Confirmed, RolledBack });

/// A sale as lists and refunds need it; the whole sale stands in the journal at `prepared`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SoldSale {
    /// Its receipt.
    pub receipt: ReceiptNumber,
    /// Where the journal holds it.
    pub prepared: Seq,
    /// When.
    pub time: LocalTime,
    /// What became of it.
    pub status: SaleStatus,
    /// To whom.
    pub customer: Option<CustomerId>,
    /// What it came to.
    pub total: Amount,
    /// How often its receipt was printed again.
    pub reprints: u32,
    /// What came back of each line.
    pub lines: Vec<SoldLine>,
    /// What was paid for beside goods.
    pub charges: Amount,
    /// The tip as it is now.
    pub tip: Amount,
    /// By what it was paid, and what of it is used up; `None` for sales of the first version, which did not keep it.
    pub paid: Option<Vec<PaidPart>>,
    /// What its points were earned on, as far as it has not come back.
    pub earned: Option<Earned>,
    /// The sale that reversed it in full.
    pub voided: Option<ReceiptNumber>,
    /// Which of its register's journals holds it; `None` for the first, but where that is a copy's.
    pub incarnation: Option<u32>,
    /// The sales with which goods or money of it came back, in the order of registers and receipts.
    pub refunds: Vec<SaleRef>,
}

record!(SoldSale { receipt, prepared, time, status, customer, total, reprints, lines; charges, tip, paid, earned, voided, incarnation, refunds });

/// What was sold on a line and what of it came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SoldLine {
    /// The line's place on the receipt.
    pub no: u16,
    /// How much was sold; for a line that came back itself, how much came back.
    pub quantity: Quantity,
    /// What was paid for it.
    pub total: Amount,
    /// The tax in it.
    pub tax: Amount,
    /// How much has come back since.
    pub returned: Quantity,
    /// What was given back for it.
    pub refunded: Amount,
    /// The tax in that.
    pub refunded_tax: Amount,
    /// Whether anything has come back, which a line without quantity could not tell otherwise.
    pub came_back: bool,
    /// The tax by component, in their order; empty for a category without.
    pub tax_parts: Vec<Amount>,
}

record!(SoldLine { no, quantity, total, tax, returned, refunded, refunded_tax, came_back; tax_parts });

/// A customer and what they hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CustomerRow {
    /// Who; `None` while points arrived before the profile did.
    pub profile: Option<Customer>,
    /// Loyalty points; negative when goods came back after the points were spent.
    pub points: i64,
    /// What they owe; negative where registers that were apart took more than they owed.
    pub owed: Amount,
    /// The last sales in which they redeemed points.
    pub redeemed: Spent,
    /// The last sales in which they paid what they owed.
    pub paid: Spent,
}

record!(CustomerRow { profile, points; owed, redeemed, paid });

/// The rows that a decision may see, and what it changed of them.
#[derive(Clone, Debug, Default)]
pub struct RowSet {
    rows: BTreeMap<RowKey, Option<Row>>,
    changed: Vec<RowKey>,
    is_changed: BTreeSet<RowKey>,
    complete: bool,
    /// What stood there before, since an attempt began; `None` outside of one.
    before: Option<Vec<(RowKey, Option<Option<Row>>)>>,
}

/// A row was asked for that nobody had read: a bug in a participant's list of keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotRead(pub RowKey);

impl RowSet {
    /// The rows as read from the store; absent rows are `None`.
    pub fn new(rows: impl IntoIterator<Item = (RowKey, Option<Row>)>) -> Self {
        Self { rows: rows.into_iter().collect(), ..Self::default() }
    }

    /// A set that knows every row there is: one that is not in it does not exist.
    #[must_use]
    pub fn complete() -> Self {
        Self { complete: true, ..Self::default() }
    }

    /// The row, where there is one.
    ///
    /// # Errors
    /// [`NotRead`] when the store was never asked for it.
    pub fn get(&self, key: &RowKey) -> Result<Option<&Row>, NotRead> {
        match self.rows.get(key) {
            Some(row) => Ok(row.as_ref()),
            None if self.complete => Ok(None),
            None => Err(NotRead(key.clone())),
        }
    }

    /// Writes a row.
    pub fn put(&mut self, key: RowKey, row: Row) {
        self.set(key, Some(row));
    }

    /// Takes a row away.
    pub fn remove(&mut self, key: RowKey) {
        self.set(key, None);
    }

    fn set(&mut self, key: RowKey, row: Option<Row>) {
        if !self.complete && self.is_changed.insert(key.clone()) {
            self.changed.push(key.clone());
        }
        let before = self.rows.insert(key.clone(), row);
        if let Some(undo) = &mut self.before {
            undo.push((key, before));
        }
    }

    /// Does what `change` does, or nothing where it fails.
    ///
    /// # Errors
    /// That of `change`.
    pub fn attempt<E>(&mut self, change: impl FnOnce(&mut Self) -> Result<(), E>) -> Result<(), E> {
        let changed = self.changed.len();
        self.before = Some(Vec::new());
        let done = change(self);
        let undo = self.before.take().unwrap_or_default();
        if done.is_err() {
            for (key, before) in undo.into_iter().rev() {
                match before {
                    Some(row) => self.rows.insert(key, row),
                    None => self.rows.remove(&key),
                };
            }
            for key in self.changed.split_off(changed) {
                self.is_changed.remove(&key);
            }
        }
        done
    }

    /// The rows that were written, or taken away, each once, in the order of their first change.
    pub fn into_changes(mut self) -> impl Iterator<Item = (RowKey, Option<Row>)> {
        let changed = std::mem::take(&mut self.changed);
        changed.into_iter().map(move |key| {
            let row = self.rows.remove(&key).flatten();
            (key, row)
        })
    }

    /// Every row there is, in the order of keys.
    pub fn iter(&self) -> impl Iterator<Item = (&RowKey, &Row)> {
        self.rows.iter().filter_map(|(key, row)| row.as_ref().map(|row| (key, row)))
    }
}
