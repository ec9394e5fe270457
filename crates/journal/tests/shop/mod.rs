//! A small shop and the day it has, for tests that run it against every fault.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on must stop")]
#![allow(dead_code, reason = "each test binary uses its own part of the shop")]

mod counter;
pub mod feed;

use evertill_domain::basket::{Basket, BasketCommand};
use evertill_domain::charge::Charge;
use evertill_domain::clock::{LocalTime, Timestamp};
use evertill_domain::customer::Customer;
use evertill_domain::day::Day;
use evertill_domain::edit::Edit;
use evertill_domain::event::{Event, ItemsImported, StockReason, TipAdjusted};
use evertill_domain::gift_card::GiftCardNumber;
use evertill_domain::ids::{
    AccountId, CustomerId, GroupId, ImportId, PriceListId, PromotionId, ReceiptNumber, RegisterId, SaleId, Sku,
    TaxCategoryId,
};
use evertill_domain::item::{Item, StockPolicy};
use evertill_domain::post_void::reverse;
use evertill_domain::price_list::{PriceList, PriceSet};
use evertill_domain::pricing::Rules;
use evertill_domain::promotion::{Combination, Goods, Offer, Promotion};
use evertill_domain::quantity::{Quantity, Unit};
use evertill_domain::refund::{Unreceipted, line_without_receipt, return_line};
use evertill_domain::refusal::Refusal;
use evertill_domain::rows::RowKey;
use evertill_domain::sale::{Sale, SaleContext, complete};
use evertill_domain::shift::ShiftNumber;
use evertill_domain::shop::{LoyaltyProgram, Settings};
use evertill_domain::tax::{TaxCategory, TaxMode};
use evertill_domain::tender::Tender;
use evertill_domain::{Amount, Currency, Rate};
use evertill_journal::commit::{CommitError, Committed};
use evertill_journal::store::JournalStore;
use evertill_journal::{Journal, JournalError, Opened, read};

pub const NOW: Timestamp = Timestamp(1_790_000_000_000);
pub const TIME: LocalTime = LocalTime { at: NOW, offset: 60 };

pub fn register() -> RegisterId {
    RegisterId::new("till-1").unwrap()
}

fn tax() -> TaxCategory {
    TaxCategory::single(
        TaxCategoryId::new("standard").unwrap(),
        "VAT 19 %".to_owned(),
        Rate::percent(19).unwrap(),
        TaxMode::Inclusive,
    )
}

pub fn settings() -> Settings {
    Settings {
        shop_name: "Corner Shop".to_owned(),
        taxes: vec![tax()],
        loyalty: Some(LoyaltyProgram { earn_per: Amount::minor_i32(100), point_value: Amount::minor_i32(1) }),
        notes: vec![Amount::minor_i32(500)],
        ..Settings::plain(Currency::from_code("EUR").unwrap())
    }
}

pub fn item(sku: &str, price: i32, stock: StockPolicy) -> Item {
    Item {
        sku: Sku::new(sku).unwrap(),
        name: format!("Item {sku}"),
        codes: Vec::new(),
        department: String::new(),
        category: String::new(),
        price: Some(Amount::minor_i32(price)),
        unit: Unit::Each,
        tax: TaxCategoryId::new("standard").unwrap(),
        stock,
        archived: false,
        cost: None,
        extras: None,
    }
}

pub fn ann() -> CustomerId {
    CustomerId::new("ann").unwrap()
}

pub fn credit() -> AccountId {
    AccountId::new("credit/ann").unwrap()
}

pub fn gift_card() -> GiftCardNumber {
    GiftCardNumber::parse("79927398713").unwrap()
}

/// One thing that happens in the shop.
#[derive(Clone, Debug)]
pub enum Step {
    Record(Vec<Event>),
    /// Sell pieces of items to Ann, paid exactly by the first tender and the rest in cash.
    Sell(&'static [(&'static str, i32)], Pay),
    /// The same, where somebody allowed to spend what this register holds no right to.
    SellUnheld(&'static [(&'static str, i32)], Pay),
    /// Put something on the gift card, or pay what Ann owes, in cash.
    Charge(&'static str, i32),
    /// Take back pieces of line 1 of a receipt.
    Refund(u64, i32, Pay),
    /// Take up a suspended sale and let it be paid in cash.
    Settle(&'static str),
    /// Reverse a sale as a whole.
    PostVoid(u64),
    /// Take a bottle of milk back without its receipt.
    WithoutReceipt,
    /// Count the drawer and close the shift.
    Close,
}

#[derive(Clone, Copy, Debug)]
pub enum Pay {
    Cash,
    Points(i64),
    Credit(i32),
    GiftCard(i32),
    OnAccount(i32),
    Voucher(i32),
    /// What was paid ahead.
    Prepaid(i32),
}

/// A day with sales, a rollback by each participant, refunds, store credit, stock, a reprint, suspended sales, an operator and
/// a shift that is opened and closed.
pub fn day() -> Vec<Step> {
    let customer = Customer {
        id: ann(),
        name: "Ann".to_owned(),
        phone: String::new(),
        email: String::new(),
        card: "4000".to_owned(),
        archived: false,
        exemption: None,
        group: None,
        credit_limit: Amount::minor_i32(300),
    };
    let strict = Sku::new("strict").unwrap();
    vec![
        Step::Record(vec![
            Event::ItemsImported(ItemsImported {
                import: ImportId::new("first").unwrap(),
                part: 1,
                parts: 1,
                items: vec![item("milk", 129, StockPolicy::Off), item("strict", 1_000, StockPolicy::Strict)],
                stock: vec![(strict, Quantity::whole(2))],
            }),
            Event::CustomerChanged(Box::new(Edit::whole(customer))),
        ]),
        Step::Record(counter::morning()),
        Step::Sell(&[("milk", 3), ("strict", 1)], Pay::Cash),
        Step::Sell(&[("milk", 1), ("strict", 2)], Pay::Cash),
        Step::Refund(1, 1, Pay::Credit(-129)),
        Step::Sell(&[("milk", 2)], Pay::Credit(129)),
        Step::Sell(&[("milk", 2)], Pay::Credit(200)),
        Step::Sell(&[("milk", 1)], Pay::Points(10)),
        Step::Sell(&[("milk", 1)], Pay::Points(100)),
        Step::Refund(1, 2, Pay::Cash),
        Step::Record(vec![Event::TrainingStarted { time: LocalTime { at: NOW, offset: 60 }, operator: None }]),
        Step::Record(vec![Event::TrainingEnded { time: LocalTime { at: NOW, offset: 60 }, operator: None }]),
        Step::Record(vec![
            Event::StockAdjusted {
                sku: Sku::new("milk").unwrap(),
                quantity: Quantity::whole(24),
                reason: StockReason::Received,
            },
            Event::ReceiptReprinted { register: register(), receipt: ReceiptNumber(1) },
        ]),
        Step::Settle("table-4"),
        Step::Record(counter::evening()),
        Step::Close,
        Step::Record(offers()),
    ]
}

/// A promotion, a price list and prices, the last of which is taken back.
fn offers() -> Vec<Event> {
    let staff = PriceListId::new("staff").unwrap();
    let price = |price: Option<i32>| PriceSet {
        sku: Sku::new("milk").unwrap(),
        list: Some(staff.clone()),
        from: None,
        to: None,
        price: price.map(Amount::minor_i32),
    };
    let list = PriceList {
        id: staff.clone(),
        name: "Staff".to_owned(),
        groups: vec![GroupId::new("staff").unwrap()],
        off: None,
        archived: false,
    };
    let promotion = Promotion {
        id: PromotionId::new("milk").unwrap(),
        label: "Milk week".to_owned(),
        offer: Offer::Fixed { price: Amount::minor_i32(99), on: Goods::everything() },
        priority: 0,
        combination: Combination::Exclusive,
        groups: Vec::new(),
        codes: Vec::new(),
        from: None,
        to: None,
        hours: None,
        limit: None,
        times: None,
        paused: false,
        archived: false,
    };
    vec![
        Event::PromotionChanged(Box::new(promotion)),
        Event::PriceListChanged(Box::new(list)),
        Event::PricesSet(vec![price(Some(110)), price(Some(105))]),
        Event::PricesSet(vec![price(None)]),
    ]
}

/// What comes after it: gift cards, accounts and vouchers, each with a rollback, goods that are paid ahead and collected, a tip
/// that changed, sales that are reversed, and goods without a receipt.
pub fn evening() -> Vec<Step> {
    vec![
        Step::Charge("gift", 500),
        Step::Sell(&[("milk", 2)], Pay::GiftCard(258)),
        Step::Sell(&[("milk", 2)], Pay::GiftCard(250)),
        Step::Sell(&[("milk", 3)], Pay::OnAccount(300)),
        Step::Sell(&[("milk", 1)], Pay::OnAccount(1)),
        Step::Charge("account", 200),
        Step::Record(vec![counter::lays_away()]),
        Step::Charge("ahead", 200),
        Step::Charge("ahead", -201),
        Step::Settle(counter::LAID_AWAY),
        Step::Sell(&[("milk", 1)], Pay::Voucher(100)),
        Step::Sell(&[("milk", 1)], Pay::Voucher(50)),
        Step::Record(vec![Event::TipAdjusted(TipAdjusted {
            register: register(),
            receipt: ReceiptNumber(1),
            from: Amount::ZERO,
            to: Amount::minor_i32(150),
            slip: "S-7".to_owned(),
            shift: None,
        })]),
        // The voucher's sale is reversed and the voucher pays again; of what was bought on account, part has been paid since.
        Step::PostVoid(19),
        Step::Sell(&[("milk", 1)], Pay::Voucher(100)),
        Step::PostVoid(13),
        Step::WithoutReceipt,
    ]
}

fn tenders(total: Amount, pay: Pay) -> Vec<Tender> {
    let first = match pay {
        Pay::Cash => None,
        Pay::Points(points) => Some(Tender::Points { points, amount: Amount::new(points).unwrap() }),
        Pay::GiftCard(amount) => Some(Tender::GiftCard { card: gift_card(), amount: Amount::minor_i32(amount) }),
        Pay::OnAccount(amount) => Some(Tender::OnAccount { amount: Amount::minor_i32(amount) }),
        Pay::Voucher(amount) => Some(Tender::Voucher { code: "V-1".to_owned(), amount: Amount::minor_i32(amount) }),
        Pay::Prepaid(amount) => {
            let order = SaleId::new(counter::LAID_AWAY).unwrap();
            Some(Tender::Prepayment { order, amount: Amount::minor_i32(amount) })
        }
        Pay::Credit(amount) => Some(Tender::StoredValue { account: credit(), amount: Amount::minor_i32(amount) }),
    };
    let rest = total.minus(first.as_ref().map_or(Amount::ZERO, Tender::amount)).unwrap();
    let cash = (!rest.is_zero()).then_some(Tender::Cash { amount: rest });
    first.into_iter().chain(cash).collect()
}

/// The shift that is open.
type Shift = Option<(ShiftNumber, Day)>;

async fn open_shift<S: JournalStore>(journal: &Journal<S>) -> Result<Shift, CommitError> {
    let till = read::till(journal.store()).await.map_err(CommitError::NotPrepared)?;
    Ok(till.open_shift().zip(till.business_date))
}

fn finish(basket: &Basket, pay: Pay, receipt: ReceiptNumber, shift: Shift) -> Result<Sale, Refusal> {
    let settings = settings();
    let rules = Rules::new(&settings, TIME);
    let context = SaleContext::new(SaleId::new(&format!("sale-{receipt}")).unwrap(), register(), receipt);
    let context = SaleContext { shift, ..context };
    let total = basket.priced(rules)?.due;
    complete(basket, &tenders(total, pay), rules, context)
}

fn basket_of(lines: &[(&str, i32)]) -> Basket {
    let settings = settings();
    let mut basket = Basket::default();
    for (sku, pieces) in lines {
        let (price, policy) = if *sku == "strict" { (1_000, StockPolicy::Strict) } else { (129, StockPolicy::Off) };
        let command = BasketCommand::Add {
            item: Box::new(item(sku, price, policy)),
            tax: tax(),
            quantity: Quantity::whole(*pieces),
            price: None,
        };
        basket.handle(command, Rules::new(&settings, TIME)).unwrap();
    }
    basket.handle(BasketCommand::SetCustomer(Some(ann().into())), Rules::new(&settings, TIME)).unwrap();
    basket
}

/// Sells a bottle of milk as the transaction `id`.
pub async fn sell_as<S: JournalStore>(journal: &mut Journal<S>, id: &str) -> Result<Committed, CommitError> {
    let (basket, id) = (basket_of(&[("milk", 1)]), SaleId::new(id).unwrap());
    let shift = open_shift(journal).await?;
    journal.complete_sale(NOW, move |receipt| Ok(Sale { id, ..finish(&basket, Pay::Cash, receipt, shift)? })).await
}

/// Does one step; a sale's outcome is returned.
pub async fn run<S: JournalStore>(journal: &mut Journal<S>, step: &Step) -> Result<Option<Committed>, CommitError> {
    let shift = open_shift(journal).await?;
    match step {
        Step::Record(events) => {
            journal.record(events.clone(), NOW).await.map_err(CommitError::NotPrepared)?;
            Ok(None)
        }
        Step::Sell(lines, pay) => {
            let basket = basket_of(lines);
            journal.complete_sale(NOW, move |receipt| finish(&basket, *pay, receipt, shift)).await.map(Some)
        }
        Step::SellUnheld(lines, pay) => {
            let basket = basket_of(lines);
            let make = move |receipt| Ok(Sale { unheld: true, ..finish(&basket, *pay, receipt, shift)? });
            journal.complete_sale(NOW, make).await.map(Some)
        }
        Step::Settle(id) => {
            let suspended = read::suspended(journal.store()).await.map_err(CommitError::NotPrepared)?;
            let sale = suspended.into_iter().find(|sale| sale.id.as_str() == *id).unwrap();
            let pay = if sale.is_laid_away() { Pay::Prepaid(200) } else { Pay::Cash };
            journal.complete_sale(NOW, move |receipt| finish(&sale.basket, pay, receipt, shift)).await.map(Some)
        }
        Step::Close => {
            let keys = vec![RowKey::Till, RowKey::Shift(counter::SHIFT.0)];
            let closed = journal.act(keys, NOW, counter::close).await;
            closed.map_err(CommitError::NotPrepared)?.map_err(CommitError::Refused)?;
            Ok(None)
        }
        Step::Charge(what, minor) => {
            let amount = Amount::minor_i32(*minor);
            let charge = match *what {
                "gift" => Charge::GiftCard { card: gift_card(), amount },
                "ahead" => {
                    let order = SaleId::new(counter::LAID_AWAY).unwrap();
                    Charge::Prepayment { order, name: "Ann".to_owned(), amount }
                }
                _ => Charge::Account { amount },
            };
            let mut basket = basket_of(&[]);
            basket.handle(BasketCommand::AddCharge(charge), Rules::new(&settings(), TIME)).unwrap();
            journal.complete_sale(NOW, move |receipt| finish(&basket, Pay::Cash, receipt, shift)).await.map(Some)
        }
        Step::PostVoid(receipt) => post_void(journal, *receipt).await.map(Some),
        Step::WithoutReceipt => {
            let (basket, pay) = (without_receipt(), Pay::Credit(-129));
            journal.complete_sale(NOW, move |receipt| finish(&basket, pay, receipt, shift)).await.map(Some)
        }
        Step::Refund(receipt, pieces, pay) => {
            let found = read::sale(journal.store(), &register(), ReceiptNumber(*receipt)).await;
            let (sale, sold) = found.map_err(CommitError::NotPrepared)?.unwrap();
            let line = return_line(&sale, &sold, 1, Quantity::whole(*pieces)).unwrap();
            let mut basket = Basket::default();
            let settings = settings();
            for command in [BasketCommand::AddReturn(Box::new(line)), BasketCommand::SetCustomer(Some(ann().into()))] {
                basket.handle(command, Rules::new(&settings, TIME)).unwrap();
            }
            journal.complete_sale(NOW, move |receipt| finish(&basket, *pay, receipt, shift)).await.map(Some)
        }
    }
}

/// Reverses a sale; outside of any shift, on its day.
async fn post_void<S: JournalStore>(journal: &mut Journal<S>, receipt: u64) -> Result<Committed, CommitError> {
    let found = read::sale(journal.store(), &register(), ReceiptNumber(receipt)).await;
    let (sale, sold) = found.map_err(CommitError::NotPrepared)?.unwrap();
    let make = move |receipt: ReceiptNumber| {
        let context = SaleContext::new(SaleId::new(&format!("sale-{receipt}")).unwrap(), register(), receipt);
        reverse(&sale, &sold, TIME, context, Vec::new())
    };
    journal.complete_sale(NOW, make).await
}

/// A basket in which a bottle of milk comes back that nobody has the receipt of.
fn without_receipt() -> Basket {
    let (settings, item) = (settings(), item("milk", 129, StockPolicy::Off));
    let rules = Rules::new(&settings, TIME);
    let price = Amount::minor_i32(129);
    let back = Unreceipted { item: &item, quantity: Quantity::ONE, price, reason: "leaks", damaged: true };
    let line = line_without_receipt(&back, rules).unwrap();
    let mut basket = Basket::default();
    for command in [BasketCommand::AddReturn(Box::new(line)), BasketCommand::SetCustomer(Some(ann().into()))] {
        basket.handle(command, rules).unwrap();
    }
    basket
}

pub async fn found<S: JournalStore>(store: S) -> Journal<S> {
    Journal::found(store, register(), settings(), NOW).await.unwrap()
}

/// Opens the journal as a start does: take the writer's place, decide what is undecided.
pub async fn start<S: JournalStore>(store: S) -> Result<(Journal<S>, Vec<Committed>), JournalError> {
    let Opened::Found(mut journal) = Journal::open(store).await? else { panic!("the journal is gone") };
    journal.take_writer(NOW, false).await?;
    let report = journal.recover(NOW).await?;
    Ok((*journal, report.decided))
}
