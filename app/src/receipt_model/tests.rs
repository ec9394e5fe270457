//! Claims about receipts, as sales on the left and what the paper says on the right.

use super::*;
use evertill_domain::basket::{Basket, BasketCommand};
use evertill_domain::clock::{LocalTime, Timestamp};
use evertill_domain::discount::{Discount, DiscountValue};
use evertill_domain::ids::{CustomerId, RegisterId, SaleId, Sku, TaxCategoryId};
use evertill_domain::item::{Item, StockPolicy};
use evertill_domain::pricing::Rules;
use evertill_domain::sale::{SaleContext, complete};
use evertill_domain::shop::LoyaltyProgram;
use evertill_domain::tax::{DatedRate, Exemption, TaxCategory, TaxComponent};
use evertill_money::Rate;

fn minor(minor: i32) -> Amount {
    Amount::minor_i32(minor)
}

fn tax(mode: TaxMode, percent: u16) -> TaxCategory {
    TaxCategory::single(TaxCategoryId::new("t").unwrap(), format!("{percent} %"), Rate::percent(percent).unwrap(), mode)
}

/// State 4 % and city 2 %.
fn both(mode: TaxMode) -> TaxCategory {
    let part = |label: &str, percent| TaxComponent {
        label: label.to_owned(),
        rates: vec![DatedRate { from: None, rate: Rate::percent(percent).unwrap() }],
        compound: false,
        exempt: false,
    };
    TaxCategory { components: vec![part("State", 4), part("City", 2)], ..tax(mode, 0) }
}

fn exempt(taxes: &[&str]) -> BasketCommand {
    let taxes = taxes.iter().map(|tax| (*tax).to_owned()).collect();
    BasketCommand::SetExemption(Some(Exemption { reason: "Certificate 4711".to_owned(), taxes }))
}

fn settings() -> Settings {
    Settings {
        shop_name: "Corner".to_owned(),
        header_lines: vec!["1 High Street".to_owned()],
        taxes: vec![tax(TaxMode::Inclusive, 7)],
        loyalty: Some(LoyaltyProgram { earn_per: minor(100), point_value: minor(1) }),
        ..Settings::plain(Currency::from_code("EUR").unwrap())
    }
}

fn add(name: &str, price: i32, unit: Unit, thousandths: i64, tax: TaxCategory) -> BasketCommand {
    let item = Item {
        sku: Sku::new(name).unwrap(),
        name: name.to_owned(),
        codes: Vec::new(),
        department: String::new(),
        category: String::new(),
        price: Some(minor(price)),
        unit,
        tax: tax.id.clone(),
        stock: StockPolicy::Off,
        archived: false,
        cost: None,
        extras: None,
    };
    BasketCommand::Add { item: Box::new(item), tax, quantity: Quantity::thousandths(thousandths).unwrap(), price: None }
}

fn receipt(commands: Vec<BasketCommand>, tenders: &[Tender]) -> Receipt {
    let settings = settings();
    let rules = Rules::new(&settings, LocalTime { at: Timestamp(0), offset: 60 });
    let mut basket = Basket::default();
    for command in commands {
        basket.handle(command, rules).unwrap();
    }
    let context = SaleContext::new(SaleId::new("s").unwrap(), RegisterId::new("R1").unwrap(), ReceiptNumber(7));
    let sale = complete(&basket, tenders, rules, context).unwrap();
    Receipt::new(&sale, SaleStatus::Confirmed, &settings, Surroundings::default())
}

fn cash(amount: i32) -> Tender {
    Tender::Cash { amount: minor(amount) }
}

fn percent_off(percent: u16) -> Discount {
    Discount::new(DiscountReason::Manual, DiscountValue::Percent(Rate::percent(percent).unwrap()))
}

/// The column of amounts as a reader adds it up.
fn column(receipt: &Receipt) -> Amount {
    let lines = receipt.lines.iter().map(|line| line.amount);
    let off = receipt.lines.iter().flat_map(|line| line.discounts.iter().map(|off| off.amount.negated()));
    let rest = receipt.basket_discount.iter().map(|off| off.amount.negated());
    let taxes = receipt.added_taxes.iter().map(|(_, amount)| *amount);
    let spared = receipt.spared.iter().map(|amount| amount.negated());
    Amount::sum(lines.chain(off).chain(rest).chain(taxes).chain(spared)).unwrap()
}

#[test]
fn the_column_of_amounts_adds_up_to_the_total() {
    let food = || tax(TaxMode::Inclusive, 7);
    let sales_tax = || tax(TaxMode::Exclusive, 8);
    let line = evertill_domain::basket::LineId(0);
    let table = [
        vec![add("Milk", 129, Unit::Each, 1_000, food())],
        vec![add("Milk", 129, Unit::Each, 3_000, food()), BasketCommand::SetBasketDiscount(Some(percent_off(10)))],
        vec![
            add("Milk", 129, Unit::Each, 3_000, sales_tax()),
            add("Tea", 333, Unit::Each, 1_000, sales_tax()),
            BasketCommand::SetDiscounts { line, discounts: vec![percent_off(50), percent_off(5)] },
            BasketCommand::SetBasketDiscount(Some(percent_off(7))),
        ],
        vec![add("Ham", 1_999, Unit::Kilogram, 123, food())],
        vec![add("Cup", 999, Unit::Each, 1_000, both(TaxMode::Exclusive)), exempt(&["City"])],
        vec![
            add("Cup", 999, Unit::Each, 1_000, both(TaxMode::Inclusive)),
            add("Milk", 129, Unit::Each, 1_000, food()),
            exempt(&[]),
        ],
    ];
    for (at, commands) in table.into_iter().enumerate() {
        let receipt = receipt(commands, &[cash(100_000)]);
        assert_eq!(column(&receipt), receipt.total, "row {at}");
        let before = receipt.subtotal.unwrap_or(receipt.total);
        let after = receipt.basket_discount.iter().map(|off| off.amount.negated());
        let taxes = receipt.added_taxes.iter().map(|(_, amount)| *amount);
        let after = after.chain(receipt.spared.iter().map(|amount| amount.negated()));
        assert_eq!(Amount::sum([before].into_iter().chain(after).chain(taxes)), Ok(receipt.total), "row {at}");
    }
}

#[test]
fn every_tax_has_a_row_of_its_own_and_says_who_is_exempt() {
    let cup = || add("Cup", 1_000, Unit::Each, 1_000, both(TaxMode::Exclusive));
    let rows = |receipt: &Receipt| {
        let row = |row: &TaxRow| (row.name.label.clone(), row.name.exempt, row.tax, row.gross);
        receipt.taxes.iter().map(row).collect::<Vec<_>>()
    };
    let state = |gross: Option<i32>| ("State".to_owned(), false, minor(40), gross.map(minor));
    let city = |exempt, tax, gross| ("City".to_owned(), exempt, minor(tax), Some(minor(gross)));
    let whole = receipt(vec![cup()], &[cash(2_000)]);
    assert_eq!(rows(&whole), [state(None), city(false, 20, 1_060)]);
    assert_eq!((whole.added_taxes.len(), whole.exempt), (2, None));
    let spared = receipt(vec![cup(), exempt(&["City"])], &[cash(2_000)]);
    assert_eq!(rows(&spared), [state(None), city(true, 0, 1_040)]);
    assert_eq!((spared.added_taxes.len(), spared.exempt.as_deref()), (1, Some("Certificate 4711")));
}

#[test]
fn a_quantity_is_said_unless_it_is_one_piece() {
    let food = || tax(TaxMode::Inclusive, 7);
    let table = [
        (Unit::Each, 1_000, None, None),
        (Unit::Each, 2_000, Some(2_000), Some(500)),
        (Unit::Kilogram, 1_000, Some(1_000), Some(500)),
        (Unit::Kilogram, 250, Some(250), Some(500)),
    ];
    for (unit, thousandths, said, each) in table {
        let receipt = receipt(vec![add("Thing", 500, unit, thousandths, food())], &[cash(10_000)]);
        let line = receipt.lines.first().unwrap();
        assert_eq!(line.quantity.map(|(quantity, _)| quantity.as_thousandths()), said, "{unit:?} {thousandths}");
        assert_eq!(line.each, each.map(minor), "{unit:?} {thousandths}");
    }
}

#[test]
fn points_are_printed_for_members_only() {
    let milk = || add("Milk", 129, Unit::Each, 1_000, tax(TaxMode::Inclusive, 7));
    let ada = BasketCommand::SetCustomer(Some(CustomerId::new("ada").unwrap().into()));
    assert_eq!(receipt(vec![milk()], &[cash(200)]).points_earned, None);
    assert_eq!(receipt(vec![milk(), ada], &[cash(200)]).points_earned, Some(1));
}

#[test]
fn tenders_keep_their_order_and_references() {
    let milk = add("Milk", 1_000, Unit::Each, 1_000, tax(TaxMode::Inclusive, 7));
    let card = Tender::Card { amount: minor(400), slip: "A-17".to_owned() };
    let receipt = receipt(vec![milk], &[card, cash(1_000)]);
    let expected = [(Means::Card("A-17".to_owned()), minor(400)), (Means::Cash, minor(1_000))];
    assert_eq!(receipt.tenders, expected.map(|(means, amount)| Paid { means, amount }));
    assert_eq!(receipt.change, minor(400));
    assert!(!receipt.is_refund());
}
