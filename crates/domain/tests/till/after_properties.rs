//! What holds after any sequence of sales, returns with and without a receipt, exchanges and post-voids.
//!
//! [`crate::till`] checks after each step that refusals change nothing and that postings balance; the tapes here are drawn at
//! random, honest and dishonest.

use std::collections::BTreeMap;

use evertill_domain::Amount;
use evertill_domain::basket::BasketCommand;
use evertill_domain::event::Event;
use evertill_domain::gift_card::GiftCardNumber;
use evertill_domain::ids::{AccountId, CustomerId, ReceiptNumber};
use evertill_domain::payback::{PaidBy, Wish, propose};
use evertill_domain::postings::{self, Account};
use evertill_domain::quantity::Quantity;
use evertill_domain::refund::return_line;
use evertill_domain::report::Figures;
use evertill_domain::rows::{Row, RowKey, SaleStatus};
use evertill_domain::sale::Sale;
use evertill_domain::shift::{ShiftNumber, ShiftOpened, ShiftTotals, TillRow};
use evertill_domain::tender::Tender;
use proptest::prelude::*;
use proptest::sample::select;

use crate::tape::step;
use crate::till::{Till, register};

const SHOP: &str = "item a 1.29 i7\n item b 0.07 x8.875\n item c 19.99 x7\n item d 12.90 i19 kg\n item pfand 0.25 i19\n
    points ann 5000\n credit ann 500.00\n trust ann 300.00\n refunds unreceipted-cash";
const CARD: &str = "79927398713";

/// How money comes in or goes out, as shares of what is due.
type Mix = Vec<(u8, u8)>;

/// One thing that is done after or beside a sale.
#[derive(Clone, Debug)]
enum Act {
    Sell { goods: Vec<(&'static str, i64)>, customer: bool, empties: bool, tip: i32, mix: Mix },
    Return { receipt: u64, lines: Vec<(u16, i64)>, instead: Option<&'static str>, wish: Wish, honest: bool, mix: Mix },
    Unreceipted { name: &'static str, cash: bool },
    PostVoid(u64),
}

fn mix() -> impl Strategy<Value = Mix> {
    prop::collection::vec((0..7_u8, 1..5_u8), 1..4)
}

fn act() -> impl Strategy<Value = Act> {
    let goods = prop::collection::vec((select(&["a", "b", "c", "d"][..]), 1..4_000_i64), 1..4);
    let wish = select(&[Wish::AsPaid, Wish::AsPaid, Wish::Credit, Wish::Cash][..]);
    let instead = prop::option::of(select(&["a", "c"][..]));
    let lines = prop::collection::vec((1..5_u16, 1..4_000_i64), 1..3);
    prop_oneof![
        5 => (goods, any::<bool>(), any::<bool>(), 0..150_i32, mix())
            .prop_map(|(goods, customer, empties, tip, mix)| Act::Sell { goods, customer, empties, tip, mix }),
        6 => (1..12_u64, lines, instead, wish, prop::bool::weighted(0.8), mix())
            .prop_map(|(receipt, lines, instead, wish, honest, mix)| Act::Return { receipt, lines, instead, wish, honest, mix }),
        1 => (select(&["a", "c"][..]), any::<bool>()).prop_map(|(name, cash)| Act::Unreceipted { name, cash }),
        2 => (1..12_u64).prop_map(Act::PostVoid),
    ]
}

fn account() -> AccountId {
    AccountId::new("ann").unwrap()
}

/// `due` by the means of a mix, the last of which pays the rest.
fn tenders(mix: &[(u8, u8)], due: Amount, next: usize) -> Vec<Tender> {
    let mut rest = due;
    let mut list = Vec::new();
    for (at, (means, share)) in mix.iter().enumerate() {
        let part = if at + 1 == mix.len() { rest } else { Amount::new(rest.minor() / i64::from(*share)).unwrap() };
        rest = rest.minus(part).unwrap();
        if !part.is_zero() {
            list.push(tender(*means, part, next));
        }
    }
    list
}

fn tender(means: u8, amount: Amount, next: usize) -> Tender {
    let back = amount.is_negative();
    match means {
        1 => Tender::Card { amount, slip: "S".to_owned() },
        2 => Tender::GiftCard { card: GiftCardNumber::parse(CARD).unwrap(), amount },
        3 => Tender::OnAccount { amount },
        4 if !back => Tender::Voucher { amount, code: format!("V-{next}") },
        5 if !back => Tender::Points { points: amount.minor(), amount },
        4..=6 => Tender::StoredValue { account: account(), amount },
        _ => Tender::Cash { amount },
    }
}

fn thousandths(amount: i64, whole: bool) -> Quantity {
    Quantity::thousandths(if whole { (amount / 1_000 + 1) * 1_000 } else { amount }).unwrap()
}

impl Till {
    fn do_after(&mut self, act: &Act) {
        match act {
            Act::Sell { goods, customer, empties, tip, mix } => self.sell(goods, *customer, *empties, *tip, mix),
            Act::Return { receipt, lines, instead, wish, honest, mix } => {
                self.bring_back(*receipt, lines, *instead, *wish, honest.then_some(()), mix);
            }
            Act::Unreceipted { name, cash } => {
                let price = if *name == "a" { "1.29" } else { "19.99" };
                self.run(&format!("customer ann\n unreceipted 1 x {name} @{price} does not fit"));
                self.settle(&[(u8::from(!*cash) * 6, 1)]);
            }
            Act::PostVoid(receipt) => {
                if self.sold(*receipt).is_some() {
                    let _ = self.post_void(*receipt);
                }
            }
        }
        self.basket = Default::default();
        self.tenders.clear();
    }

    fn settle(&mut self, mix: &[(u8, u8)]) {
        let due = self.basket.priced(self.rules()).unwrap().due;
        self.tenders = tenders(mix, due, self.sales.len());
        let _ = self.pay();
    }

    fn sell(&mut self, goods: &[(&str, i64)], customer: bool, empties: bool, tip: i32, mix: &[(u8, u8)]) {
        for (name, amount) in goods {
            self.take(step(&format!("{} x {name}", thousandths(*amount, *name != "d")))).unwrap();
        }
        if customer {
            self.run("customer ann");
        }
        if empties {
            self.run("1 x empty pfand");
        }
        let _ = self.handle(BasketCommand::SetTip(Amount::minor_i32(tip)));
        self.settle(mix);
    }

    fn bring_back(
        &mut self,
        receipt: u64,
        lines: &[(u16, i64)],
        instead: Option<&str>,
        wish: Wish,
        honest: Option<()>,
        mix: &[(u8, u8)],
    ) {
        let Some(sold) = self.sold(receipt) else { return };
        let sale = self.sales[&receipt].clone();
        if let Some(name) = instead {
            self.run(&format!("1 x {name}"));
        }
        if sale.customer.is_some() {
            self.run("customer ann");
        }
        for (no, amount) in lines {
            let whole = sale.lines.iter().find(|line| line.no == *no).is_none_or(|line| !line.unit.is_divisible());
            if let Ok(line) = return_line(&sale, &sold, *no, thousandths(*amount, whole)) {
                let _ = self.handle(BasketCommand::AddReturn(Box::new(line)));
            }
        }
        let due = self.basket.priced(self.rules()).unwrap().due;
        if honest.is_none() || !due.is_negative() {
            return self.settle(mix);
        }
        let owed = match self.rows.get(&RowKey::Customer(CustomerId::new("ann").unwrap())) {
            Ok(Some(Row::Customer(row))) if sale.customer.is_some() => row.owed,
            _ => Amount::ZERO,
        };
        let shares = propose(&sold.paid.clone().unwrap(), due.negated(), owed, wish).unwrap();
        self.run("customer ann");
        self.tenders = shares.into_iter().map(|(by, share)| paying_out(by, share.negated())).collect();
        let before = self.sales.len();
        let paid = self.pay();
        if wish != Wish::Cash {
            assert_eq!(paid, Ok(()), "what is proposed is accepted");
            let last = self.sold(before as u64 + 1).unwrap();
            assert_eq!(last.status, SaleStatus::Confirmed, "{:?}", self.sales[&(before as u64 + 1)]);
        }
    }

    fn confirmed(&self) -> impl Iterator<Item = &Sale> {
        let stands = |receipt: &u64| self.sold(*receipt).unwrap().status == SaleStatus::Confirmed;
        self.sales.iter().filter(move |(receipt, _)| stands(receipt)).map(|(_, sale)| sale)
    }
}

fn paying_out(by: PaidBy, amount: Amount) -> Tender {
    match by {
        PaidBy::Card => Tender::Card { amount, slip: "R".to_owned() },
        PaidBy::GiftCard { card } => Tender::GiftCard { card, amount },
        PaidBy::OnAccount => Tender::OnAccount { amount },
        PaidBy::Cash => Tender::Cash { amount },
        PaidBy::Credit => Tender::StoredValue { account: account(), amount },
    }
}

/// What all confirmed sales together moved by card.
fn by_card(till: &Till) -> Amount {
    let cards = till.confirmed().flat_map(|sale| &sale.tenders);
    let cards = cards.filter(|tender| matches!(tender, Tender::Card { .. }));
    Amount::sum(cards.map(Tender::amount)).unwrap()
}

fn opened(till: &mut Till) {
    till.run(SHOP);
    till.run(&format!("customer ann\n onto {CARD} 200.00\n cash 200.00\n pay"));
    let float = Amount::minor_i32(100_000);
    let opened = ShiftOpened::new(TillRow::default(), &till.settings, till.now, None, float).unwrap();
    till.shift = Some((opened.shift, opened.business_date));
    till.apply(&Event::ShiftOpened(Box::new(opened)));
}

/// What the Z-report of the shift would say, added up from the sales and not from what the shift kept.
fn added_up(till: &Till) -> ShiftTotals {
    let mut totals = ShiftTotals::default();
    let mut accounts: BTreeMap<Account, (u32, Amount)> = BTreeMap::new();
    let mut post = |account: Account, amount: Amount| {
        let (count, sum) = accounts.entry(account).or_default();
        *count += 1;
        *sum = sum.plus(amount).unwrap();
    };
    post(Account::Cash, Amount::minor_i32(100_000));
    post(Account::Safe, Amount::minor_i32(-100_000));
    for sale in till.confirmed().filter(|sale| sale.shift.is_some()) {
        let total = sale.totals.total;
        let (count, sum, amount) = match (sale.post_void, total.is_negative()) {
            (Some(_), _) => (&mut totals.post_voids, &mut totals.post_voided, total.negated()),
            (None, true) => (&mut totals.refunds, &mut totals.refunded, total.negated()),
            (None, false) => (&mut totals.sales, &mut totals.sold, total),
        };
        *count += 1;
        *sum = sum.plus(amount).unwrap();
        totals.discounts = totals.discounts.plus(sale.totals.discount).unwrap();
        for posting in postings::of_sale(sale).unwrap() {
            post(posting.account, posting.amount);
        }
    }
    for (account, (count, amount)) in accounts {
        totals.accounts.push(evertill_domain::shift::AccountTotal { account, count, amount });
    }
    totals
}

proptest! {
    #[test]
    fn no_sequence_of_acts_unbalances_books_or_gives_back_more_than_was_paid(
        acts in prop::collection::vec(act(), 1..40),
    ) {
        let mut till = Till::new();
        opened(&mut till);
        let mut points = 5_000;
        for act in &acts {
            till.do_after(act);
            prop_assert!(!by_card(&till).is_negative(), "cards get back no more than they were charged");
        }
        for sale in till.confirmed() {
            let redeemed: i64 = sale.tenders.iter().map(|tender| match tender {
                Tender::Points { points, .. } => *points,
                _ => 0,
            }).sum();
            points += sale.points_earned - redeemed;
            let sold = till.sold(sale.receipt.0).unwrap();
            for part in sold.paid.iter().flatten() {
                prop_assert!(part.back >= Amount::ZERO && part.back <= part.paid, "{part:?}");
            }
            for line in &sold.lines {
                prop_assert!(line.returned <= line.quantity && line.refunded.abs() <= line.total.abs(), "{line:?}");
            }
            // Whatever can still come back is covered by what is still there to be paid back.
            let left = Amount::sum(sold.paid.iter().flatten().map(|part| part.left())).unwrap();
            let goods = sold.lines.iter().filter(|line| line.total > Amount::ZERO);
            let worth = Amount::sum(goods.map(|line| line.total.minus(line.refunded).unwrap())).unwrap();
            let empties = Amount::sum(sale.lines.iter().filter(|line| line.comes_back() && !line.is_return()).map(|line| line.total)).unwrap();
            if sale.post_void.is_none() && sale.due().unwrap() >= Amount::ZERO {
                prop_assert!(left >= worth.plus(empties).unwrap(), "{left:?} of {worth:?} in {sale:?}");
            }
        }
        let Ok(Some(Row::Shift(row))) = till.rows.get(&RowKey::Shift(ShiftNumber(1))) else { panic!("the shift is open") };
        prop_assert_eq!(&row.totals, &added_up(&till), "the Z-report is the sum of its sales");
        let balance = Amount::sum(row.totals.accounts.iter().map(|account| account.amount));
        prop_assert_eq!(balance, Ok(Amount::ZERO), "its postings balance");
        let mut figures = Figures::default();
        for sale in till.confirmed() {
            figures.add(&Figures::of(sale).unwrap()).unwrap();
        }
        let net = figures.sold.minus(figures.refunded).unwrap().minus(figures.post_voided).unwrap();
        prop_assert_eq!(net, figures.total, "sold less refunded and post-voided is the total");
        let Ok(Some(Row::Customer(ann))) = till.rows.get(&RowKey::Customer(CustomerId::new("ann").unwrap())) else { panic!() };
        prop_assert_eq!(ann.points, points);
    }

    #[test]
    fn any_split_of_a_return_takes_back_exactly_the_points_that_were_earned(
        quantity in 1..4_000_i64,
        price in 0..3_000_i32,
        per in 1..400_i32,
        cuts in prop::collection::vec(1..1_500_i64, 0..12),
    ) {
        let mut till = Till::new();
        let per = Amount::minor_i32(per);
        till.run("item d 0.00 x7 kg\n points ann 0\n customer ann");
        till.settings.loyalty.as_mut().unwrap().earn_per = per;
        let price = evertill_domain::sale::Price::Unit(Amount::minor_i32(price));
        let quantity = Quantity::thousandths(quantity).unwrap();
        till.take(crate::tape::Step::Add { quantity, name: "d".to_owned(), price: Some(price) }).unwrap();
        till.settle(&[(0, 1)]);
        let mut left = quantity;
        for cut in cuts.into_iter().chain([i64::MAX]) {
            let part = left.min(Quantity::thousandths(cut.min(Quantity::LIMIT)).unwrap());
            if part.is_zero() {
                break;
            }
            left = left.minus(part).unwrap();
            till.run("customer ann");
            till.take(crate::tape::Step::Return { receipt: 1, line: 1, quantity: part }).unwrap();
            // Another program in the meantime changes nothing about what was earned.
            till.settings.loyalty.as_mut().unwrap().earn_per = Amount::minor_i32(50_000);
            till.settle(&[(0, 1)]);
        }
        let ann = till.rows.get(&RowKey::Customer(CustomerId::new("ann").unwrap()));
        let Ok(Some(Row::Customer(ann))) = ann else { panic!() };
        prop_assert_eq!(ann.points, 0);
        let Ok(Some(Row::Sale(sold))) = till.rows.get(&RowKey::Sale(register(), ReceiptNumber(1))) else { panic!() };
        prop_assert_eq!(sold.earned.as_ref().map(|earned| earned.on), Some(Amount::ZERO));
    }
}
