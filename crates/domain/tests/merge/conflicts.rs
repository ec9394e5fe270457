//! What registers do while they are apart, and what is reported of it when they meet.

use evertill_domain::Amount;
use evertill_domain::conflict::{Conflict, ConflictOf, SaleRef, Spendable};
use evertill_domain::event::{Event, StockReason};
use evertill_domain::ids::{ReceiptNumber, RegisterId, SaleId};
use evertill_domain::item::StockPolicy;
use evertill_domain::quantity::Quantity;
use evertill_domain::rows::{Row, RowKey, RowSet};

use crate::acts::{Act, Shop};
use crate::shop::{Entry, Pay, Register, ann, basket, card, fold, milk};

/// What a conflict is about, how much is missing, the money at stake, and its sales.
type Told = (ConflictOf, i64, i64, &'static [(&'static str, u64)]);

/// What happens before two registers are apart, what each of them does then, what is told of it, and what puts it right.
struct Case {
    name: &'static str,
    before: Vec<Act>,
    apart: Vec<Act>,
    told: Vec<Told>,
    after: Vec<Act>,
}

const BOTH: &[(&str, u64)] = &[("b", 1), ("c", 1)];

fn cases() -> Vec<Case> {
    let overspent = ConflictOf::Overspent;
    let table = || SaleId::new("t-1").unwrap();
    let sold = SaleRef { register: RegisterId::new("a").unwrap(), receipt: ReceiptNumber(2) };
    vec![
        Case {
            name: "the last ring is sold twice",
            before: Vec::new(),
            apart: vec![Act::Sell(0, 1, Pay::Cash)],
            told: vec![(overspent(Spendable::Stock(milk(StockPolicy::Strict).sku)), 1_000, 1_000, BOTH)],
            after: vec![Act::Stock(true, 1)],
        },
        Case {
            name: "a gift card of 3.00 pays 2.58 twice",
            before: Vec::new(),
            apart: vec![Act::Sell(2, 0, Pay::GiftCard(258))],
            told: vec![(overspent(Spendable::Account(card().account().unwrap())), 0, 216, BOTH)],
            after: vec![Act::Load(216)],
        },
        Case {
            name: "the same points are redeemed twice, and each sale earns one",
            before: vec![Act::Sell(8, 0, Pay::Cash)],
            apart: vec![Act::Sell(1, 0, Pay::Points(10))],
            told: vec![(overspent(Spendable::Points(ann())), 8, 8, BOTH)],
            after: vec![Act::Sell(7, 0, Pay::Cash)],
        },
        Case {
            name: "what is owed is paid twice",
            before: vec![Act::Sell(1, 0, Pay::OnAccount(100))],
            apart: vec![Act::PayAccount(100)],
            told: vec![(overspent(Spendable::Owed(ann())), 0, 100, BOTH)],
            after: vec![Act::Sell(1, 0, Pay::OnAccount(100))],
        },
        Case {
            name: "a voucher pays twice, and one of the sales is reversed",
            before: Vec::new(),
            apart: vec![Act::Sell(1, 0, Pay::Voucher(50))],
            told: vec![(ConflictOf::VoucherTwice("V-1".to_owned()), 0, 50, BOTH)],
            after: vec![Act::PostVoid(1)],
        },
        Case {
            name: "the only bottle of a sale comes back twice",
            before: vec![Act::Sell(1, 0, Pay::Cash)],
            apart: vec![Act::Refund(1, 1)],
            told: vec![(ConflictOf::BackBeyondSold(sold), 0, 129, &[("a", 2), ("b", 1), ("c", 1)])],
            after: Vec::new(),
        },
        Case {
            name: "a table is settled twice, with what was paid ahead for it",
            before: vec![Act::PayAhead(0, 100)],
            apart: vec![Act::Resume(0), Act::Settle(Pay::Prepaid("t-1", 100))],
            told: vec![
                (ConflictOf::PrepaidLeft(table()), 0, 100, BOTH),
                (ConflictOf::SettledTwice(table()), 0, 258, BOTH),
            ],
            after: Vec::new(),
        },
    ]
}

fn conflicts(rows: &RowSet) -> Vec<Conflict> {
    let conflict = |(key, row): (&RowKey, &Row)| match row {
        Row::Conflict(conflict) => {
            assert_eq!(*key, RowKey::Conflict(conflict.of.clone()));
            Some((**conflict).clone())
        }
        _ => None,
    };
    let mut all: Vec<Conflict> = rows.iter().filter_map(conflict).collect();
    all.sort_by_key(|conflict| conflict.of.text());
    all
}

fn expected(told: &[Told]) -> Vec<Conflict> {
    let sale = |(register, receipt): &(&str, u64)| SaleRef {
        register: RegisterId::new(register).unwrap(),
        receipt: ReceiptNumber(*receipt),
    };
    let conflict = |(of, missing, at_stake, sales): &Told| Conflict {
        of: of.clone(),
        missing: *missing,
        at_stake: Amount::new(*at_stake).unwrap(),
        sales: sales.iter().map(sale).collect(),
    };
    told.iter().map(conflict).collect()
}

#[test]
fn what_cannot_stand_together_is_told_with_its_sales_until_it_is_put_right() {
    for case in cases() {
        let mut shop = Shop::new();
        case.before.iter().for_each(|act| shop.act(0, act.clone()));
        shop.sync();
        for who in [1, 2] {
            case.apart.iter().for_each(|act| shop.act(who, act.clone()));
            assert_eq!(conflicts(&shop.registers[who].rows), [], "{}: alone, {who} did what it may", case.name);
        }
        shop.sync();
        let told = expected(&case.told);
        for register in &shop.registers {
            assert_eq!(conflicts(&register.rows), told, "{} at {}", case.name, register.id);
        }
        let hub = RegisterId::new("hub").unwrap();
        for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
            let mut rows = RowSet::complete();
            let entries = order.into_iter().flat_map(|who| shop.registers[who].log.iter());
            entries.for_each(|entry: &Entry| fold(entry, &hub, &mut rows));
            assert_eq!(conflicts(&rows), told, "{} in the order {order:?}", case.name);
        }
        if !case.after.is_empty() {
            case.after.iter().for_each(|act| shop.act(1, act.clone()));
            shop.sync();
            assert_eq!(conflicts(&shop.registers[0].rows), [], "{}: put right", case.name);
        }
    }
}

#[test]
fn what_is_sold_with_a_warning_is_told_when_it_was_oversold_and_what_nobody_watches_is_not() {
    for (policy, told) in [(StockPolicy::Off, false), (StockPolicy::Warn, true), (StockPolicy::Strict, true)] {
        let mut shop = Shop::new();
        let of = RowKey::Stock(milk(policy).sku);
        let there = shop.registers[0].rows.get(&of).unwrap().map_or(Quantity::ZERO, Row::on_hand);
        let all_but_one = |register: &mut Register| {
            let sku = milk(policy).sku;
            let quantity = Quantity::ONE.minus(there).unwrap();
            register.record(Event::StockAdjusted { sku, quantity, reason: StockReason::Counted });
        };
        all_but_one(&mut shop.registers[0]);
        shop.sync();
        for who in [1, 2] {
            shop.registers[who].sell(&basket(&[(policy, 1)]), Pay::Cash);
        }
        shop.sync();
        let found = conflicts(&shop.registers[0].rows);
        let missing: Vec<_> = found.iter().map(|conflict| (conflict.missing, conflict.sales.len())).collect();
        assert_eq!(missing, if told { vec![(1_000, 2)] } else { Vec::new() }, "{policy:?}");
    }
}

#[test]
fn a_table_that_was_set_aside_again_in_the_meantime_is_not_settled_with_what_was_there_before() {
    let mut shop = Shop::new();
    // Both take the table up; one settles it, the other sets it aside again with more.
    shop.act(1, Act::Resume(0));
    shop.act(2, Act::Resume(0));
    shop.act(1, Act::Settle(Pay::Cash));
    shop.act(2, Act::Suspend(0, 1));
    shop.sync();
    let table = RowKey::Suspended(SaleId::new("t-1").unwrap());
    for register in &shop.registers {
        let held = register.rows.get(&table).unwrap();
        assert!(matches!(held, Some(Row::Suspended(held)) if !held.in_hand), "{}: {held:?}", register.id);
    }
}

#[test]
fn a_table_in_hand_says_at_which_register() {
    let mut shop = Shop::new();
    shop.act(2, Act::Resume(0));
    shop.sync();
    let Ok(Some(Row::Suspended(held))) = shop.registers[0].rows.get(&RowKey::Suspended(SaleId::new("t-1").unwrap()))
    else {
        panic!("the table waits")
    };
    assert_eq!((held.in_hand, held.holder.as_ref()), (true, Some(&shop.registers[2].id)));
}
