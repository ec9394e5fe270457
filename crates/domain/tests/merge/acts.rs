//! What can happen at a register, drawn by luck.

use std::collections::BTreeMap;

use evertill_domain::Amount;
use evertill_domain::basket::BasketCommand;
use evertill_domain::charge::Charge;
use evertill_domain::customer::Customer;
use evertill_domain::edit::Edit;
use evertill_domain::event::{Event, ItemsImported, StockReason, TipAdjusted};
use evertill_domain::ids::{ImportId, OperatorId, PriceListId, ReceiptNumber, RoleId, SaleId};
use evertill_domain::item::StockPolicy;
use evertill_domain::people::{Attempts, Operator, PinHash};
use evertill_domain::post_void;
use evertill_domain::price_list::{PriceList, PriceSet};
use evertill_domain::quantity::Quantity;
use evertill_domain::refund::return_line;
use evertill_domain::rows::{Row, RowKey};
use evertill_domain::sale::{Sale, SaleContext};
use evertill_domain::shift::{ShiftOpened, TillRow};
use evertill_domain::shop::Settings;
use evertill_domain::suspended::{SaleCancelled, SuspendedSale};
use proptest::prelude::*;
use proptest::sample::select;

use crate::shop::{Pay, Register, ann, basket, card, command, milk, settings, time, total};

/// One of two tables.
const TABLES: [&str; 2] = ["t-1", "t-2"];

#[derive(Clone, Debug)]
pub enum Act {
    Sell(i32, i32, Pay),
    Load(i32),
    PayAccount(i32),
    PayAhead(usize, i32),
    Refund(usize, i32),
    PostVoid(usize),
    Suspend(usize, i32),
    Resume(usize),
    Settle(Pay),
    Cancel,
    Stock(bool, i32),
    Item(bool, i32),
    Import(i32),
    Customer(u8, u8),
    Settings(u8),
    Price(u8, Option<i32>),
    PriceList(u8),
    Operator(u8),
    PinRefused(u32),
    Shift,
    Training(bool),
    Reprint(usize),
    Tip(usize, i32),
    /// Hears the next entries of another register.
    Hear(usize, usize),
}

fn pay() -> impl Strategy<Value = Pay> {
    prop_oneof![
        3 => Just(Pay::Cash),
        2 => (1..300_i32).prop_map(Pay::GiftCard),
        1 => (1..15_i64).prop_map(Pay::Points),
        1 => Just(Pay::Voucher(50)),
        1 => (1..200_i32).prop_map(Pay::OnAccount),
        1 => (select(&TABLES[..]), 1..100_i32).prop_map(|(table, amount)| Pay::Prepaid(table, amount)),
    ]
}

impl Arbitrary for Act {
    type Parameters = ();
    type Strategy = BoxedStrategy<Self>;

    fn arbitrary_with((): ()) -> Self::Strategy {
        let sales = prop_oneof![
            4 => (0..3_i32, 0..2_i32, pay()).prop_map(|(milk, rings, pay)| Self::Sell(milk, rings, pay)),
            1 => (1..300_i32).prop_map(Self::Load),
            1 => (1..100_i32).prop_map(Self::PayAccount),
            1 => (0..2_usize, -50..150_i32).prop_map(|(table, ahead)| Self::PayAhead(table, ahead)),
            3 => (0..20_usize, 1..3_i32).prop_map(|(which, pieces)| Self::Refund(which, pieces)),
            1 => (0..20_usize).prop_map(Self::PostVoid),
            2 => (0..2_usize, 1..3_i32).prop_map(|(table, pieces)| Self::Suspend(table, pieces)),
            3 => (0..2_usize).prop_map(Self::Resume),
            2 => pay().prop_map(Self::Settle),
            1 => Just(Self::Cancel),
            1 => (0..20_usize).prop_map(Self::Reprint),
            1 => (0..20_usize, 0..100_i32).prop_map(|(which, to)| Self::Tip(which, to)),
        ];
        let others = prop_oneof![
            1 => (any::<bool>(), -2..4_i32).prop_map(|(strict, by)| Self::Stock(strict, by)),
            1 => (any::<bool>(), 1..9_i32).prop_map(|(strict, price)| Self::Item(strict, price)),
            1 => (0..3_i32).prop_map(Self::Import),
            2 => (1..8_u8, any::<u8>()).prop_map(|(fields, text)| Self::Customer(fields, text)),
            1 => any::<u8>().prop_map(Self::Settings),
            2 => (0..3_u8, prop::option::of(1..99_i32)).prop_map(|(list, price)| Self::Price(list, price)),
            1 => any::<u8>().prop_map(Self::PriceList),
            1 => any::<u8>().prop_map(Self::Operator),
            1 => (1..5_u32).prop_map(Self::PinRefused),
            1 => Just(Self::Shift),
            1 => any::<bool>().prop_map(Self::Training),
        ];
        let hear = (0..3_usize, 1..12_usize).prop_map(|(from, many)| Self::Hear(from, many));
        prop_oneof![5 => sales, 3 => others, 3 => hear].boxed()
    }
}

/// Three registers, and how much each has heard of the others.
pub struct Shop {
    pub registers: Vec<Register>,
    heard: BTreeMap<(usize, usize), usize>,
    sales: Vec<Sale>,
}

impl Shop {
    pub fn new() -> Self {
        // One clock is an hour ahead, one a little behind.
        let registers = [("a", 0), ("b", 3_600_000), ("c", 50)].map(|(id, skew)| Register::new(id, skew));
        let mut shop = Self { registers: registers.into(), heard: BTreeMap::new(), sales: Vec::new() };
        for register in &mut shop.registers {
            let settings = Box::new(Settings { shop_name: register.id.to_string(), ..settings() });
            register.record(Event::RegisterOpened { register: register.id.clone(), settings });
        }
        shop.registers[0].record(Event::CustomerChanged(Box::new(Edit::whole(customer("Ann")))));
        shop.act(0, Act::Stock(true, 1));
        shop.act(0, Act::Load(300));
        shop.act(0, Act::Suspend(0, 2));
        shop.sync();
        shop
    }

    /// Everybody hears of everything.
    pub fn sync(&mut self) {
        for who in 0..self.registers.len() {
            for from in 0..self.registers.len() {
                self.hear(who, from, usize::MAX);
            }
        }
    }

    fn hear(&mut self, who: usize, from: usize, many: usize) {
        if who == from {
            return;
        }
        let heard = self.heard.entry((who, from)).or_default();
        let entries: Vec<_> = self.registers[from].log.iter().skip(*heard).take(many).cloned().collect();
        *heard += entries.len();
        entries.iter().for_each(|entry| self.registers[who].take_in(entry));
    }

    pub fn act(&mut self, who: usize, act: Act) {
        let sale = |which: usize| self.sales.get(which % self.sales.len().max(1)).cloned();
        let register = &mut self.registers[who];
        match act {
            Act::Hear(from, many) => self.hear(who, from, many),
            Act::Refund(which, pieces) => drop(sale(which).map(|sale| refund(register, &sale, pieces))),
            Act::PostVoid(which) => drop(sale(which).map(|sale| void(register, &sale))),
            Act::Reprint(which) => drop(sale(which).map(|sale| {
                register.record(Event::ReceiptReprinted { register: sale.register, receipt: sale.receipt });
            })),
            Act::Tip(which, to) => drop(sale(which).map(|sale| {
                let from = register.sold(&sale.register, sale.receipt).map_or(Amount::ZERO, |sold| sold.tip);
                let (to, slip, shift) = (Amount::minor_i32(to), "1".to_owned(), None);
                let (of, receipt) = (sale.register, sale.receipt);
                register.record(Event::TipAdjusted(TipAdjusted { register: of, receipt, from, to, slip, shift }));
            })),
            act => counter(register, act),
        }
        let known = self.sales.len();
        let prepared = |entry: &crate::shop::Entry| match &entry.event {
            Event::SalePrepared(sale) => Some((**sale).clone()),
            _ => None,
        };
        let all: Vec<Sale> =
            self.registers.iter().flat_map(|register| register.log.iter().filter_map(prepared)).collect();
        let new: Vec<Sale> =
            all.into_iter().filter(|sale| !self.sales[..known].iter().any(|old| old.id == sale.id)).collect();
        self.sales.extend(new);
    }
}

pub fn customer(name: &str) -> Customer {
    Customer {
        id: ann(),
        name: name.to_owned(),
        phone: String::new(),
        email: String::new(),
        card: String::new(),
        archived: false,
        exemption: None,
        group: None,
        credit_limit: Amount::minor_i32(500),
    }
}

/// Takes pieces of the first line back, in store credit by the tenders' own rules: what the sale was paid by.
pub fn refund(register: &mut Register, sale: &Sale, pieces: i32) {
    let Some(sold) = register.sold(&sale.register, sale.receipt) else { return };
    let Ok(line) = return_line(sale, &sold, 1, Quantity::whole(pieces)) else { return };
    let mut back = basket(&[]);
    if command(&mut back, BasketCommand::AddReturn(Box::new(line))).is_ok() {
        register.sell(&back, Pay::Cash);
    }
}

fn void(register: &mut Register, sale: &Sale) {
    let Some(sold) = register.sold(&sale.register, sale.receipt) else { return };
    let receipt = ReceiptNumber(register.receipts + 1);
    let id = SaleId::new(&format!("{}-{receipt}", register.id)).unwrap();
    let context = SaleContext::new(id, register.id.clone(), receipt);
    if let Ok(reversed) = post_void::reverse(sale, &sold, time(), context, Vec::new()) {
        register.commit(reversed);
    }
}

/// Sets what is in hand, and more, aside as a table.
pub fn suspend(register: &mut Register, table: usize, pieces: i32) {
    let more = basket(&[(StockPolicy::Off, pieces)]);
    let in_hand = register.in_hand.take();
    let id = in_hand.as_ref().and_then(|basket| basket.resumed().first().cloned());
    let id = id.unwrap_or_else(|| SaleId::new(TABLES[table]).unwrap());
    let basket = in_hand.unwrap_or(more);
    let total = total(&basket);
    if let Ok(sale) = SuspendedSale::new(id, "Table", basket, total, time(), None) {
        register.record(Event::SaleSuspended(Box::new(sale)));
    }
}

/// Takes a table up, into the basket that is in hand where there is one.
pub fn resume(register: &mut Register, table: usize) {
    let id = SaleId::new(TABLES[table]).unwrap();
    let held = match register.rows.get(&RowKey::Suspended(id.clone())).unwrap() {
        Some(Row::Suspended(held)) => held.clone(),
        _ => return,
    };
    let basket = match register.in_hand.take() {
        None => held.basket.clone(),
        Some(mut basket) => {
            let merged = command(&mut basket, BasketCommand::Merge(held));
            register.in_hand = Some(basket.clone());
            if merged.is_err() {
                return;
            }
            basket
        }
    };
    register.record(Event::SaleResumed { id, time: time(), operator: None, version: None });
    register.in_hand = Some(basket);
}

fn cancel(register: &mut Register) {
    let Some(basket) = register.in_hand.take() else { return };
    let Some(id) = basket.resumed().first().cloned() else { return };
    let (reason, lines, total) = ("left".to_owned(), Vec::new(), total(&basket));
    let (resumed, shift) = (basket.resumed().to_vec(), None);
    let cancelled =
        SaleCancelled { id, reason, lines, total, resumed, shift, time: time(), operator: None, approved_by: None };
    if cancelled.check_prepaid(&register.rows).is_ok() {
        register.record(Event::SaleCancelled(Box::new(cancelled)));
    }
}

fn counter(register: &mut Register, act: Act) {
    match act {
        Act::Sell(milk, rings, pay) => {
            let lines: Vec<_> = [(StockPolicy::Off, milk), (StockPolicy::Strict, rings)]
                .into_iter()
                .filter(|line| line.1 > 0)
                .collect();
            register.sell(&basket(&lines), pay);
        }
        Act::Load(amount) => register.charge(Charge::GiftCard { card: card(), amount: Amount::minor_i32(amount) }),
        Act::PayAccount(amount) => register.charge(Charge::Account { amount: Amount::minor_i32(amount) }),
        Act::PayAhead(table, amount) => {
            let order = SaleId::new(TABLES[table]).unwrap();
            register.charge(Charge::Prepayment { order, name: "Ann".to_owned(), amount: Amount::minor_i32(amount) });
        }
        Act::Suspend(table, pieces) => suspend(register, table, pieces),
        Act::Resume(table) => resume(register, table),
        Act::Settle(pay) => drop(register.in_hand.take().map(|basket| register.sell(&basket, pay))),
        Act::Cancel => cancel(register),
        Act::Stock(strict, by) => {
            let sku = milk(if strict { StockPolicy::Strict } else { StockPolicy::Off }).sku;
            register.record(Event::StockAdjusted { sku, quantity: Quantity::whole(by), reason: StockReason::Counted });
        }
        act => back_office(register, act),
    }
}

fn back_office(register: &mut Register, act: Act) {
    match act {
        Act::Item(strict, price) => {
            let before = milk(if strict { StockPolicy::Strict } else { StockPolicy::Off });
            let mut item = before.clone();
            item.price = Some(Amount::minor_i32(price));
            register.record(Event::ItemChanged(Box::new(Edit::of(Some(&before), item))));
        }
        Act::Import(stock) => {
            let (items, sku) = (vec![milk(StockPolicy::Off)], milk(StockPolicy::Off).sku);
            let (import, stock) = (ImportId::new("i").unwrap(), vec![(sku, Quantity::whole(stock))]);
            register.record(Event::ItemsImported(ItemsImported { import, part: 1, parts: 1, items, stock }));
        }
        Act::Customer(fields, text) => {
            let value = Customer { phone: text.to_string(), email: text.to_string(), ..customer(&text.to_string()) };
            let names = ["name", "phone", "email"].into_iter().enumerate();
            let edited =
                names.filter(|(at, _)| fields & (1 << at) != 0 && fields != 7).map(|(_, name)| name.to_owned());
            register.record(Event::CustomerChanged(Box::new(Edit { value, edited: edited.collect() })));
        }
        Act::Settings(name) => {
            let settings = Settings { shop_name: name.to_string(), ..settings() };
            register.record(Event::SettingsChanged(Box::new(settings)));
        }
        Act::Price(list, price) => {
            let list = (list > 0).then(|| PriceListId::new(&list.to_string()).unwrap());
            let (sku, price) = (milk(StockPolicy::Off).sku, price.map(Amount::minor_i32));
            register.record(Event::PricesSet(vec![PriceSet { sku, list, from: None, to: None, price }]));
        }
        Act::PriceList(name) => {
            let (id, name) = (PriceListId::new("1").unwrap(), name.to_string());
            let list = PriceList { id, name, groups: Vec::new(), off: None, archived: false };
            register.record(Event::PriceListChanged(Box::new(list)));
        }
        Act::Operator(name) => {
            let (id, role) = (OperatorId::new("sam").unwrap(), RoleId::new("cashier").unwrap());
            let (name, pin) = (name.to_string(), PinHash("$argon2id$".to_owned()));
            register.record(Event::OperatorChanged(Box::new(Operator { id, name, role, pin, archived: false })));
        }
        Act::PinRefused(wrong) => {
            let attempts = Attempts { wrong, ..Attempts::default() };
            let operator = OperatorId::new("sam").unwrap();
            register.record(Event::PinRefused { operator, time: time(), attempts });
        }
        Act::Shift => {
            let till = match register.rows.get(&RowKey::Till).unwrap() {
                Some(Row::Till(till)) => *till,
                _ => TillRow::default(),
            };
            if let Ok(opened) = ShiftOpened::new(till, &settings(), time(), None, Amount::ZERO) {
                register.record(Event::ShiftOpened(Box::new(opened)));
            }
        }
        Act::Training(true) => register.record(Event::TrainingStarted { time: time(), operator: None }),
        Act::Training(false) => register.record(Event::TrainingEnded { time: time(), operator: None }),
        _ => {}
    }
}
