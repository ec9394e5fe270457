//! What holds for every basket, sale and refund that anybody could ring up.
//!
//! [`crate::till`] checks after each step that refusals change nothing, that lines, taxes and
//! totals are the same money and that postings balance; the tapes here are drawn at random.

use std::collections::BTreeMap;

use evertill_domain::discount::{Discount, DiscountReason, DiscountValue};
use evertill_domain::ids::{AccountId, CustomerId, Sku};
use evertill_domain::quantity::Quantity;
use evertill_domain::rows::{Row, RowKey, SaleStatus};
use evertill_domain::sale::Price;
use evertill_domain::tender::Tender;
use evertill_domain::{Amount, Rate};
use proptest::prelude::*;
use proptest::sample::select;

use crate::tape::Step;
use crate::till::Till;

/// What can be sold, and who buys.
pub const SHOP: &str =
    "item a 1.29 i7\n item b 0.05 x8.875\n item c 19.99 x7 strict\n item d 12.90 i19 kg\n item e 3.00 x0\n
    stock c 5\n points ann 700\n points bob 0\n credit ann 25.00";
const NAMES: [&str; 5] = ["a", "b", "c", "d", "e"];
const REASONS: [DiscountReason; 4] =
    [DiscountReason::Manual, DiscountReason::Loyalty, DiscountReason::Coupon, DiscountReason::CouponMatch];

fn amount(minor: std::ops::Range<i32>) -> impl Strategy<Value = Amount> {
    minor.prop_map(Amount::minor_i32)
}

fn discount() -> impl Strategy<Value = Discount> {
    let percent =
        (0..1_100_000_u32).prop_map(|millionths| DiscountValue::Percent(Rate::millionths(millionths).unwrap()));
    let fixed = amount(-5..900).prop_map(DiscountValue::Amount);
    (select(&REASONS[..]), prop_oneof![percent, fixed]).prop_map(|(reason, value)| Discount::new(reason, value))
}

fn quantity() -> impl Strategy<Value = Quantity> {
    prop_oneof![
        4 => (1..6).prop_map(Quantity::whole),
        2 => (1..9_999_i64).prop_map(|thousandths| Quantity::thousandths(thousandths).unwrap()),
        1 => (-2_000..1_i64).prop_map(|thousandths| Quantity::thousandths(thousandths).unwrap()),
    ]
}

fn add() -> impl Strategy<Value = Step> {
    let price = prop_oneof![
        3 => Just(None),
        1 => amount(-1..5_000).prop_map(|unit| Some(Price::Unit(unit))),
        1 => amount(-1..5_000).prop_map(|extended| Some(Price::Extended(extended))),
    ];
    (select(&NAMES[..]), quantity(), price).prop_map(|(name, quantity, price)| Step::Add {
        quantity,
        name: name.to_owned(),
        price,
    })
}

/// How a sale is paid: by which tender, and how much too much of it.
#[derive(Clone, Copy, Debug)]
pub enum Pay {
    Cash(i32),
    Card,
    Points,
    Store,
    Halves,
}

/// One thing that is done at the till.
#[derive(Clone, Debug)]
pub enum Act {
    Step(Step),
    Pay(Pay),
}

/// Anything that somebody could do at the till.
pub fn act() -> impl Strategy<Value = Act> {
    let customer = select(&[None, Some("ann"), Some("bob"), Some("stranger")][..]);
    prop_oneof![
        8 => add().prop_map(Act::Step),
        3 => (1..6_u32, prop::collection::vec(discount(), 0..4)).prop_map(|(at, list)| Act::Step(Step::On(at, list))),
        2 => prop::option::of(discount()).prop_map(|discount| Act::Step(Step::Discount(discount))),
        2 => (1..6_u32, quantity()).prop_map(|(at, quantity)| Act::Step(Step::SetQuantity(at, quantity))),
        1 => (1..6_u32).prop_map(|at| Act::Step(Step::Void(at))),
        2 => customer.prop_map(|who| Act::Step(Step::Customer(who.map(str::to_owned)))),
        4 => (1..9_u64, 1..6_u16, quantity())
            .prop_map(|(receipt, line, quantity)| Act::Step(Step::Return { receipt, line, quantity })),
        1 => (1..4_usize).prop_map(|at| Act::Step(Step::Keep(at))),
        5 => prop_oneof![
            (0..2_000).prop_map(Pay::Cash),
            Just(Pay::Card),
            Just(Pay::Points),
            Just(Pay::Store),
            Just(Pay::Halves),
        ]
        .prop_map(Act::Pay),
    ]
}

fn tenders(how: Pay, total: Amount) -> Vec<Tender> {
    let more = |minor| total.plus(Amount::minor_i32(if total.is_negative() { 0 } else { minor })).unwrap();
    let half = Amount::new(total.minor() / 2).unwrap();
    let card = |amount| Tender::Card { amount, slip: "S-1".to_owned() };
    let list = match how {
        Pay::Cash(much) => vec![Tender::Cash { amount: more(much) }],
        Pay::Card => vec![card(total)],
        Pay::Points => vec![Tender::Points { points: total.minor(), amount: total }],
        Pay::Store => vec![Tender::StoredValue { account: AccountId::new("ann").unwrap(), amount: total }],
        Pay::Halves => vec![card(half), Tender::Cash { amount: total.minus(half).unwrap() }],
    };
    list.into_iter().filter(|tender| !tender.amount().is_zero()).collect()
}

/// Does it, whether or not it is refused.
pub fn perform(till: &mut Till, act: Act) {
    match act {
        Act::Step(Step::Return { receipt, .. }) if till.sold(receipt).is_none() => (),
        Act::Step(step) => drop(till.command(step)),
        Act::Pay(how) => {
            let total = till.basket.priced(till.rules()).expect("a basket that commands made has a price").totals.total;
            till.tenders = tenders(how, total);
            let _ = till.pay();
        }
    }
}

/// What the confirmed sales say that every balance has moved by.
fn movements(till: &Till) -> (BTreeMap<Sku, i64>, BTreeMap<CustomerId, i64>, i64) {
    let (mut stock, mut points, mut credit) = (BTreeMap::new(), BTreeMap::new(), 0);
    for (receipt, sale) in &till.sales {
        if till.sold(*receipt).unwrap().status != SaleStatus::Confirmed {
            continue;
        }
        for line in &sale.lines {
            let sign = if line.returned.is_some() { 1 } else { -1 };
            *stock.entry(line.sku.clone()).or_default() += sign * line.quantity.as_thousandths();
        }
        for tender in &sale.tenders {
            match tender {
                Tender::Points { points: spent, .. } => {
                    *points.entry(sale.customer.clone().unwrap()).or_default() -= spent
                }
                Tender::StoredValue { amount, .. } => credit -= amount.minor(),
                _ => (),
            }
        }
        if let Some(customer) = &sale.customer {
            *points.entry(customer.clone()).or_default() += sale.points_earned;
        }
    }
    (stock, points, credit)
}

#[test]
fn the_same_baskets_cost_the_same_cents_on_the_host() {
    assert_eq!(crate::cents::digest(), crate::cents::DIGEST);
}

proptest! {
    #[test]
    fn whatever_is_rung_up_the_balances_are_what_the_sales_moved(acts in prop::collection::vec(act(), 1..60)) {
        let mut till = Till::new();
        till.run(SHOP);
        for act in acts {
            perform(&mut till, act);
        }
        let (stock, points, credit) = movements(&till);
        for (key, row) in till.rows.iter() {
            match (key, row) {
                (RowKey::Stock(sku), row) => {
                    let on_hand = row.on_hand();
                    let opening = if sku.as_str() == "c" { 5_000 } else { 0 };
                    let moved = stock.get(sku).copied().unwrap_or_default();
                    prop_assert_eq!(on_hand.as_thousandths(), opening + moved, "stock of {}", sku);
                    prop_assert!(sku.as_str() != "c" || !on_hand.negated().is_positive(), "strict stock below zero");
                }
                (RowKey::Customer(id), Row::Customer(row)) => {
                    let opening = if id.as_str() == "ann" { 700 } else { 0 };
                    prop_assert_eq!(row.points, opening + points.get(id).copied().unwrap_or_default());
                }
                (RowKey::StoredValue(_), Row::StoredValue(balance)) => {
                    prop_assert_eq!(balance.minor(), 2_500 + credit);
                    prop_assert!(!balance.is_negative());
                }
                (RowKey::Sale(..), Row::Sale(sold)) => {
                    for line in &sold.lines {
                        prop_assert!(line.returned <= line.quantity);
                        prop_assert!(line.refunded.abs() <= line.total.abs());
                    }
                }
                _ => (),
            }
        }
    }

    #[test]
    fn any_split_of_a_return_adds_up_to_what_was_paid(
        quantity in 1..4_000_i64,
        price in 0..3_000_i32,
        coupon in 0..4_000_i32,
        tax in select(&["i7", "i19", "x7", "x8.875"][..]),
        cuts in prop::collection::vec(1..1_500_i64, 0..9),
    ) {
        let mut till = Till::new();
        till.run(&format!("item d 0.00 {tax} kg\n item big 500.00 x0\n 1 x big"));
        let quantity = Quantity::thousandths(quantity).unwrap();
        let price = Some(Price::Unit(Amount::minor_i32(price)));
        till.command(Step::Add { quantity, name: "d".to_owned(), price }).unwrap();
        let coupon = DiscountValue::Amount(Amount::minor_i32(coupon));
        till.command(Step::On(2, vec![Discount::new(DiscountReason::Coupon, coupon)])).unwrap();
        till.tenders = vec![Tender::Cash { amount: Amount::minor_i32(2_000_000) }];
        till.pay().unwrap();
        let line = till.sales[&1].lines[1].clone();

        let (mut total, mut taxed, mut left) = (Amount::ZERO, Amount::ZERO, line.quantity);
        for cut in cuts.into_iter().chain([i64::MAX]) {
            let part = left.min(Quantity::thousandths(cut.min(Quantity::LIMIT)).unwrap());
            if part.is_zero() {
                break;
            }
            left = left.minus(part).unwrap();
            till.command(Step::Return { receipt: 1, line: 2, quantity: part }).unwrap();
            let due = till.basket.priced(till.rules()).unwrap().totals.total;
            till.tenders = tenders(Pay::Cash(0), due);
            till.pay().unwrap();
            let back = &till.sales[&(till.sales.len() as u64)].lines[0];
            prop_assert_eq!(till.sold(till.sales.len() as u64).unwrap().status, SaleStatus::Confirmed);
            total = total.plus(back.total).unwrap();
            taxed = taxed.plus(back.tax_amount).unwrap();
        }
        prop_assert!(left.is_zero());
        prop_assert_eq!(total, line.total.negated());
        prop_assert_eq!(taxed, line.tax_amount.negated());
        let again = Step::Return { receipt: 1, line: 2, quantity: Quantity::thousandths(1).unwrap() };
        prop_assert!(till.command(again).is_err());
    }

    #[test]
    fn a_price_depends_on_nothing_but_goods_and_discounts(
        lines in prop::collection::vec((add(), discount()), 1..8),
        turn in 0..8_usize,
    ) {
        let ring = |order: &[(Step, Discount)], customer: Option<&str>| {
            let mut till = Till::new();
            till.run(SHOP);
            let _ = till.command(Step::Customer(customer.map(str::to_owned)));
            for (step, discount) in order {
                if till.command(step.clone()).is_ok() {
                    // The discount keeps equal pieces on lines of their own.
                    let last = till.basket.lines().last().unwrap().id.0 + 1;
                    let _ = till.command(Step::On(last, vec![discount.clone()]));
                }
            }
            till.basket.priced(till.rules()).unwrap().totals
        };
        let mut turned = lines.clone();
        turned.rotate_left(turn % lines.len());
        // Pieces whose discount was refused may join their line, and then a discount meets more of them.
        let joined = |order: &[(Step, Discount)]| order.iter().any(|(_, discount)| match discount.value {
            DiscountValue::Percent(rate) => rate > Rate::WHOLE,
            DiscountValue::Amount(_) => true,
        });
        prop_assert_eq!(ring(&lines, None), ring(&lines, Some("ann")), "the customer");
        if !joined(&lines) {
            let (a, b) = (ring(&lines, None), ring(&turned, None));
            prop_assert_eq!((a.extended, a.discount, a.tax, a.total), (b.extended, b.discount, b.tax, b.total), "the order");
        }
    }
}
