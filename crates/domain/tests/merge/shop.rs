//! Registers of one shop that act on what each of them knows, and hear of each other late or never.

use std::collections::BTreeMap;

use evertill_domain::apply;
use evertill_domain::basket::{Basket, BasketCommand};
use evertill_domain::charge::Charge;
use evertill_domain::clock::{Hlc, LocalTime, Timestamp};
use evertill_domain::event::{Event, SaleConfirmed, SaleRolledBack};
use evertill_domain::gift_card::GiftCardNumber;
use evertill_domain::ids::{CustomerId, ReceiptNumber, RegisterId, SaleId, Seq, Sku, TaxCategoryId};
use evertill_domain::item::{Item, StockPolicy};
use evertill_domain::origin::Origin;
use evertill_domain::participants::{self, Verdict};
use evertill_domain::pricing::Rules;
use evertill_domain::quantity::{Quantity, Unit};
use evertill_domain::rows::{Row, RowKey, RowSet, SoldSale};
use evertill_domain::sale::{Sale, SaleContext, complete};
use evertill_domain::shop::{LoyaltyProgram, Settings};
use evertill_domain::tax::{TaxCategory, TaxMode};
use evertill_domain::tender::Tender;
use evertill_domain::{Amount, Currency, Rate, Refusal};

const TIME: LocalTime = LocalTime { at: Timestamp(1_790_000_000_000), offset: 60 };

/// An entry of a register's journal.
#[derive(Clone, Debug)]
pub struct Entry {
    pub origin: Origin,
    pub event: Event,
    /// The sale that it decides.
    pub sale: Option<Box<Sale>>,
}

/// Folds an entry as the register `own` sees it.
pub fn fold(entry: &Entry, own: &RegisterId, rows: &mut RowSet) {
    let done = match (&entry.event, &entry.sale) {
        (Event::SaleConfirmed(decision), Some(sale)) => apply::confirmed(sale, decision, &entry.origin, own, rows),
        (Event::SaleRolledBack(decision), Some(sale)) => apply::rolled_back(sale, decision, &entry.origin, own, rows),
        (event, _) => apply::apply(event, &entry.origin, own, rows),
    };
    assert_eq!(done, Ok(()), "{:?} at {own}", entry.event);
}

/// One register: what it wrote, and what follows from everything that it knows.
#[derive(Debug)]
pub struct Register {
    pub id: RegisterId,
    pub log: Vec<Entry>,
    pub rows: RowSet,
    pub clock: Hlc,
    /// What its wall clock is off by, in milliseconds.
    pub skew: u64,
    pub receipts: u64,
    pub in_hand: Option<Basket>,
}

pub fn milk(policy: StockPolicy) -> Item {
    let (sku, price) = if policy == StockPolicy::Strict { ("ring", 1_000) } else { ("milk", 129) };
    Item {
        sku: Sku::new(sku).unwrap(),
        name: sku.to_owned(),
        codes: Vec::new(),
        department: String::new(),
        category: String::new(),
        price: Some(Amount::minor_i32(price)),
        unit: Unit::Each,
        tax: TaxCategoryId::new("standard").unwrap(),
        stock: policy,
        archived: false,
        cost: None,
        extras: None,
    }
}

fn tax() -> TaxCategory {
    let id = TaxCategoryId::new("standard").unwrap();
    TaxCategory::single(id, "VAT".to_owned(), Rate::percent(19).unwrap(), TaxMode::Inclusive)
}

pub fn settings() -> Settings {
    Settings {
        taxes: vec![tax()],
        loyalty: Some(LoyaltyProgram { earn_per: Amount::minor_i32(100), point_value: Amount::minor_i32(1) }),
        ..Settings::plain(Currency::from_code("EUR").unwrap())
    }
}

pub fn ann() -> CustomerId {
    CustomerId::new("ann").unwrap()
}

pub fn card() -> GiftCardNumber {
    GiftCardNumber::parse("79927398713").unwrap()
}

/// By what a sale is paid first; the rest is cash.
#[derive(Clone, Copy, Debug)]
pub enum Pay {
    Cash,
    GiftCard(i32),
    Points(i64),
    Voucher(i32),
    OnAccount(i32),
    Prepaid(&'static str, i32),
}

fn tenders(due: Amount, pay: Pay) -> Vec<Tender> {
    let first = match pay {
        Pay::Cash => None,
        Pay::GiftCard(amount) => Some(Tender::GiftCard { card: card(), amount: Amount::minor_i32(amount) }),
        Pay::Points(points) => Some(Tender::Points { points, amount: Amount::new(points).unwrap() }),
        Pay::Voucher(amount) => Some(Tender::Voucher { code: "V-1".to_owned(), amount: Amount::minor_i32(amount) }),
        Pay::OnAccount(amount) => Some(Tender::OnAccount { amount: Amount::minor_i32(amount) }),
        Pay::Prepaid(order, amount) => {
            Some(Tender::Prepayment { order: SaleId::new(order).unwrap(), amount: Amount::minor_i32(amount) })
        }
    };
    let rest = due.minus(first.as_ref().map_or(Amount::ZERO, Tender::amount)).unwrap();
    first.into_iter().chain((!rest.is_zero()).then_some(Tender::Cash { amount: rest })).collect()
}

pub fn basket(lines: &[(StockPolicy, i32)]) -> Basket {
    let mut basket = Basket::default();
    for (policy, pieces) in lines {
        let (item, quantity) = (Box::new(milk(*policy)), Quantity::whole(*pieces));
        command(&mut basket, BasketCommand::Add { item, tax: tax(), quantity, price: None }).unwrap();
    }
    command(&mut basket, BasketCommand::SetCustomer(Some(ann().into()))).unwrap();
    basket
}

pub fn command(basket: &mut Basket, command: BasketCommand) -> Result<(), Refusal> {
    basket.handle(command, Rules::new(&settings(), TIME)).map(drop)
}

pub fn total(basket: &Basket) -> Amount {
    basket.priced(Rules::new(&settings(), TIME)).unwrap().totals.total
}

pub const fn time() -> LocalTime {
    TIME
}

impl Register {
    pub fn new(id: &str, skew: u64) -> Self {
        let id = RegisterId::new(id).unwrap();
        let (log, rows, clock) = (Vec::new(), RowSet::complete(), Hlc::default());
        Self { id, log, rows, clock, skew, receipts: 0, in_hand: None }
    }

    fn append(&mut self, event: Event, sale: Option<Box<Sale>>) {
        self.clock = self.clock.tick(Timestamp(TIME.at.0 + self.skew + self.log.len() as u64));
        let seq = Seq(self.log.len() as u64 + 1);
        let origin = Origin { hlc: self.clock, register: self.id.clone(), incarnation: 1, seq };
        let event = apply::noted(event, &self.id, &self.rows).unwrap();
        let entry = Entry { origin, event, sale };
        fold(&entry, &self.id, &mut self.rows);
        self.log.push(entry);
    }

    /// Appends a fact.
    pub fn record(&mut self, event: Event) {
        self.append(event, None);
    }

    /// Takes in an entry of another register.
    pub fn take_in(&mut self, entry: &Entry) {
        self.clock = self.clock.max(entry.origin.hlc);
        fold(entry, &self.id, &mut self.rows);
    }

    /// Completes and decides a sale, where nothing is refused.
    pub fn sell(&mut self, basket: &Basket, pay: Pay) {
        let settings = settings();
        let rules = Rules::new(&settings, TIME);
        let Ok(priced) = basket.priced(rules) else { return };
        let receipt = ReceiptNumber(self.receipts + 1);
        let id = SaleId::new(&format!("{}-{receipt}", self.id)).unwrap();
        let context = SaleContext { ..SaleContext::new(id, self.id.clone(), receipt) };
        let Ok(sale) = complete(basket, &tenders(priced.due, pay), rules, context) else { return };
        self.commit(sale);
    }

    /// Prepares and decides `sale`.
    pub fn commit(&mut self, sale: Sale) {
        self.receipts = sale.receipt.0;
        let (receipt, recovered, covered) = (sale.receipt, false, Vec::new());
        self.append(Event::SalePrepared(Box::new(sale.clone())), None);
        let prepared = Seq(self.log.len() as u64);
        let (grand_total, refund_total) = (Amount::ZERO, Amount::ZERO);
        let event = match participants::decide(&sale, &self.rows).unwrap() {
            Verdict::Confirm(effects) => Event::SaleConfirmed(SaleConfirmed {
                prepared,
                receipt,
                effects,
                grand_total,
                refund_total,
                recovered,
                covered,
            }),
            Verdict::RollBack { participant, reason } => {
                Event::SaleRolledBack(SaleRolledBack { prepared, receipt, participant, reason, recovered })
            }
        };
        self.append(event, Some(Box::new(sale)));
    }

    /// Puts value on the gift card, pays what Ann owes, or pays ahead, in cash.
    pub fn charge(&mut self, charge: Charge) {
        let mut basket = basket(&[]);
        if command(&mut basket, BasketCommand::AddCharge(charge)).is_ok() {
            self.sell(&basket, Pay::Cash);
        }
    }

    /// What it knows of a sale.
    pub fn sold(&self, register: &RegisterId, receipt: ReceiptNumber) -> Option<SoldSale> {
        match self.rows.get(&RowKey::Sale(register.clone(), receipt)).unwrap() {
            Some(Row::Sale(sold)) => Some((**sold).clone()),
            _ => None,
        }
    }
}

/// What is the same at every register.
pub fn shared(rows: &RowSet) -> BTreeMap<String, Row> {
    let mut shared = BTreeMap::new();
    for (key, row) in rows.iter() {
        let row = match row {
            Row::Till(_) | Row::Shift(_) | Row::Training(_) => continue,
            Row::Operator(row) if row.operator.is_none() => continue,
            Row::Operator(row) => {
                let mut row = row.clone();
                row.attempts = Default::default();
                Row::Operator(row)
            }
            row => row.clone(),
        };
        shared.insert(key.text(), row);
    }
    shared
}

/// What is one register's alone.
pub fn of_till(rows: &RowSet) -> BTreeMap<String, Row> {
    let mut own = BTreeMap::new();
    for (key, row) in rows.iter() {
        match row {
            Row::Till(_) | Row::Shift(_) | Row::Training(_) => drop(own.insert(key.text(), row.clone())),
            Row::Operator(row) if row.attempts != Default::default() => {
                let row = Row::Operator(Box::new(evertill_domain::people::OperatorRow {
                    operator: None,
                    attempts: row.attempts,
                }));
                own.insert(key.text(), row);
            }
            _ => {}
        }
    }
    own
}
