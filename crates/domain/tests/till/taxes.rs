//! Taxes of several components, on tax, of exempt customers, by service, by day, and however they are rounded.

use evertill_domain::quantity::Quantity;
use evertill_domain::rows::SaleStatus;
use evertill_domain::sale::{Price, TaxTotal};
use evertill_domain::{Amount, Refusal};
use expect_test::expect;
use proptest::prelude::*;
use proptest::sample::select;

use crate::check;
use crate::tape::Step;
use crate::till::Till;

#[test]
fn components_are_taxed_each_and_stand_in_rows_of_their_own() {
    check(
        "tax both on : GST 5, QST 9.975
         item lamp 10.10 both
         item book 0.09 both
         1 x lamp
         1 x book      # 5 % of 10.19 is 0.5095, 9.975 % is 1.01645: the book adds no cent of GST and one of QST
         cash 20.00
         pay",
        &expect![[r#"
            receipt 1
              1 1 x lamp @10.10                 10.10
              2 1 x book @0.09                   0.09
              tax both on 10.19                  1.53
                GST 5.0000                       0.51
                QST 9.9750                       1.02
              TOTAL                             11.72
              cash                              20.00
              change                             8.28
        "#]],
    );
}

#[test]
fn a_compound_tax_is_charged_on_the_price_and_the_other_taxes() {
    check(
        "tax stacked on : GST 5, QST* 9.5
         tax inside in : GST 5, QST* 9.5
         item lamp 100.00 stacked
         item desk 114.98 inside
         1 x lamp
         show
         void 1
         1 x desk
         show
         exempt CERT-7 from GST    # what is charged on it shrinks with it
         show",
        &expect![[r#"
            basket
              1 1 x lamp @100.00               100.00
              tax stacked on 100.00             14.98
                GST 5.0000                       5.00
                QST 9.5000                       9.98
              TOTAL                            114.98
            basket
              1 1 x desk @114.98               114.98
              tax inside in 100.00              14.98
                GST 5.0000                       5.00
                QST 9.5000                       9.98
              TOTAL                            114.98
            basket
              1 1 x desk @114.98               114.98
                tax spared                      -5.48
              tax inside in 100.00               9.50
                GST 5.0000 exempt                0.00
                QST 9.5000                       9.50
              TOTAL                            109.50
        "#]],
    );
}

#[test]
fn an_exempt_customer_pays_the_price_without_the_tax_in_it() {
    check(
        "item milk 1.07 i7
         item soap 1.19 i19
         item pen 1.00 x7
         tax both on : State 4, City 2
         item cup 10.00 both
         points ann 0
         customer ann
         exempt Certificate 4711
         1 x milk
         1 x soap
         1 x pen
         1 x cup
         on 2 manual 10%
         cash 20.00
         pay
         customer ann
         exempt Resale 12 from City
         1 x cup
         show
         customer bob              # somebody else is not exempt
         show",
        &expect![[r#"
            receipt 1
              1 1 x milk @1.07                   1.07
                tax spared                      -0.07
              2 1 x soap @1.19                   1.19
                Manual                          -0.12
                tax spared                      -0.17
              3 1 x pen @1.00                    1.00
              4 1 x cup @10.00                  10.00
              tax 7 % in 1.00                    0.00
              tax 19 % in 0.90                   0.00
              tax 7 % on 1.00                    0.00
              tax both on 10.00                  0.00
                State 4.0000 exempt              0.00
                City 2.0000 exempt               0.00
              TOTAL                             12.90
              cash                              20.00
              change                             7.10
              +12 points
            basket
              1 1 x cup @10.00                  10.00
              tax both on 10.00                  0.40
                State 4.0000                     0.40
                City 2.0000 exempt               0.00
              TOTAL                             10.40
            basket
              1 1 x cup @10.00                  10.00
              tax both on 10.00                  0.60
                State 4.0000                     0.40
                City 2.0000                      0.20
              TOTAL                             10.60
        "#]],
    );
}

#[test]
fn what_is_taken_away_can_have_another_tax_than_what_is_eaten_in() {
    check(
        "tax food in : VAT 7
         tax meal in away food : VAT 19
         item soup 11.90 meal
         item roll 1.07 food
         1 x soup
         1 x roll
         service take-away
         show
         service 1 eat-in
         cash 20.00
         pay",
        &expect![[r#"
            basket
              1 1 x soup @11.90                 11.90
              2 1 x roll @1.07                   1.07
              tax food in 12.12                  0.85
                VAT 7.0000                       0.85
              TOTAL                             12.97
            receipt 1
              1 1 x soup @11.90                 11.90
              2 1 x roll @1.07                   1.07
              tax meal in 10.00                  1.90
                VAT 19.0000                      1.90
              tax food in 1.00                   0.07
                VAT 7.0000                       0.07
              TOTAL                             12.97
              cash                              20.00
              change                             7.03
        "#]],
    );
}

#[test]
fn what_belongs_to_a_line_goes_where_the_line_goes() {
    check(
        "tax food in : VAT 7
         tax meal in away food : VAT 19
         item bowl 5.00 meal
         item cake 5.00 meal
         item lunch 8.00 i19 combo=main:bowl;sweet:cake
         1 x lunch of bowl,cake
         service 1 take-away
         show",
        &expect![[r#"
            basket
              1 1 x lunch @0.00                  0.00
              2 1 x bowl of 1 @4.00              4.00
              3 1 x cake of 1 @4.00              4.00
              tax food in 7.48                   0.52
                VAT 7.0000                       0.52
              TOTAL                              8.00
        "#]],
    );
}

#[test]
fn a_tax_without_a_rate_for_the_day_is_refused() {
    check(
        "tax later in : VAT 2026-01-01=7 2027-01-01=8
         item soup 10.70 later
         day 2025-12-31
         1 x soup
         day 2026-12-31
         1 x soup
         show
         day 2027-01-01
         show
         exempt",
        &expect![[r#"
            1 x soup -> TaxRateMissing { tax: TaxCategoryId("later"), component: "VAT", day: Day { year: 2025, month: 12, day: 31 } }
            basket
              1 1 x soup @10.70                 10.70
              tax later in 10.00                 0.70
                VAT 7.0000                       0.70
              TOTAL                             10.70
            basket
              1 1 x soup @10.70                 10.70
              tax later in 9.91                  0.79
                VAT 8.0000                       0.79
              TOTAL                             10.70
            exempt -> TextInvalid
        "#]],
    );
}

#[test]
fn an_exemption_needs_a_reason_that_can_be_printed() {
    let mut till = Till::new();
    for reason in [String::new(), " ".to_owned(), "a\u{0}".to_owned(), "x".repeat(121)] {
        let exemption = evertill_domain::tax::Exemption { reason, taxes: Vec::new() };
        assert_eq!(till.command(Step::Exempt(Some(exemption))), Err(Refusal::TextInvalid));
    }
}

#[test]
fn tax_is_rounded_per_total_or_per_line_and_by_the_rule_of_the_shop() {
    // rounding, tax of three lines of 0.99, 0.98 and 0.97 on top at 8.875 %, and of 0.10 at 5 %
    let table = [
        ("rounding total each up", "0.26", "0.01"),
        ("rounding line each up", "0.27", "0.01"),
        ("rounding line each even", "0.27", "0.00"),
        ("rounding total each even", "0.26", "0.00"),
        ("rounding total each down", "0.26", "0.00"),
        ("rounding line each down", "0.24", "0.00"),
    ];
    for (rounding, three, one) in table {
        for (tape, expected) in [("1 x a\n 1 x b\n 1 x c", three), ("1 x d", one)] {
            let mut till = Till::new();
            till.run(&format!(
                "tax t on : T 5\n item a 0.99 x8.875\n item b 0.98 x8.875\n item c 0.97 x8.875\n item d 0.10 t\n {rounding}\n {tape}"
            ));
            let tax = till.basket.priced(till.rules()).unwrap().totals.tax;
            assert_eq!(crate::till::text(tax), expected, "{rounding}: {tape}");
        }
    }
}

#[test]
fn goods_that_come_back_bring_back_the_tax_that_was_charged_by_component() {
    check(
        "tax sales on : State 4.5, County 0.367, City 3.65
         rounding total together up
         item cup 3.33 sales
         3 x cup
         cash 20.00
         pay
         tax sales on : State 9     # a later rate changes nothing
         return 1.1 x 1
         cash -3.61
         pay
         return 1.1 x 2
         cash -7.23
         pay",
        &expect![[r#"
            receipt 1
              1 3 x cup @3.33                    9.99
              tax sales on 9.99                  0.85
                State 4.5000                     0.45
                County 0.3670                    0.04
                City 3.6500                      0.36
              TOTAL                             10.84
              cash                              20.00
              change                             9.16
            receipt 2
              1 back 1.1 1 x cup @3.33          -3.33
              tax sales on -3.33                -0.28
                State 4.5000                    -0.15
                County 0.3670                   -0.01
                City 3.6500                     -0.12
              TOTAL                             -3.61
              cash                              -3.61
            receipt 3
              1 back 1.1 2 x cup @3.33          -6.66
              tax sales on -6.66                -0.57
                State 4.5000                    -0.30
                County 0.3670                   -0.03
                City 3.6500                     -0.24
              TOTAL                             -7.23
              cash                              -7.23
        "#]],
    );
}

const TAXES: &str = "tax a on : State 4.5, County 0.367, City 3.65
     tax b on : GST 5, QST 9.975
     tax c on : GST 5, QST* 9.5
     tax d in : CGST 2.5, SGST 2.5
     tax e in : VAT 20, Levy* 3, Cess 1.5
     tax f in away i7 : VAT 19
     item a 1.00 a
     item b 1.00 b
     item c 1.00 c
     item d 1.00 d
     item e 1.00 e
     item f 1.00 f
     item g 1.00 i19
     item h 1.00 x8.875";

const ROUNDINGS: [&str; 8] = [
    "rounding total each up",
    "rounding total together up",
    "rounding line each up",
    "rounding line together up",
    "rounding total each down",
    "rounding line together down",
    "rounding total together even",
    "rounding line each even",
];

const CIRCUMSTANCES: [&str; 5] = [
    "service eat-in",
    "service take-away",
    "exempt all of it",
    "exempt some from QST, City, CGST, Levy",
    "exempt some from GST, VAT",
];

fn goods() -> impl Strategy<Value = Vec<(&'static str, i32, i64)>> {
    let line = (select(&["a", "b", "c", "d", "e", "f", "g", "h"][..]), 0..20_000_i32, 1..4_i64);
    prop::collection::vec(line, 1..12)
}

fn ring(till: &mut Till, goods: &[(&'static str, i32, i64)]) {
    for (name, price, pieces) in goods {
        let price = Some(Price::Unit(Amount::minor_i32(*price)));
        let quantity = Quantity::thousandths(pieces * 1_000).unwrap();
        till.command(Step::Add { quantity, name: (*name).to_owned(), price }).unwrap();
    }
}

fn shop(rounding: &str, circumstance: &str) -> Till {
    let mut till = Till::new();
    assert_eq!(till.run(&format!("{TAXES}\n{rounding}\n{circumstance}")), "");
    till
}

fn sorted(mut rows: Vec<TaxTotal>) -> Vec<TaxTotal> {
    rows.sort_by(|a, b| format!("{:?}", a.tax).cmp(&format!("{:?}", b.tax)));
    rows
}

proptest! {
    #[test]
    fn taxes_are_the_same_in_any_order_and_none_is_negative(
        goods in goods(),
        turn in 0..12_usize,
        rounding in select(&ROUNDINGS[..]),
        circumstance in select(&CIRCUMSTANCES[..]),
    ) {
        let mut till = shop(rounding, circumstance);
        ring(&mut till, &goods);
        let mut turned = goods.clone();
        turned.rotate_left(turn % goods.len());
        turned.reverse();
        let mut other = shop(rounding, circumstance);
        ring(&mut other, &turned);
        let (priced, again) = (till.basket.priced(till.rules()).unwrap(), other.basket.priced(other.rules()).unwrap());
        prop_assert_eq!((priced.totals.tax, priced.totals.total), (again.totals.tax, again.totals.total));
        prop_assert_eq!(sorted(priced.totals.taxes), sorted(again.totals.taxes));
        for line in &priced.lines {
            let amounts = [line.tax_amount, line.tax_spared, line.total].into_iter().chain(line.tax_parts.iter().copied());
            prop_assert!(amounts.into_iter().all(|amount| !amount.is_negative()), "{line:?}");
        }
    }

    #[test]
    fn any_split_of_a_return_brings_back_every_component_as_it_was_charged(
        goods in goods(),
        rounding in select(&ROUNDINGS[..]),
        circumstance in select(&CIRCUMSTANCES[..]),
        cuts in prop::collection::vec(1..4_i64, 0..4),
    ) {
        let mut till = shop(rounding, circumstance);
        ring(&mut till, &goods);
        till.tenders = vec![evertill_domain::tender::Tender::Cash { amount: Amount::minor_i32(10_000_000) }];
        till.pay().unwrap();
        let line = till.sales[&1].lines[0].clone();
        let (mut parts, mut left) = (vec![Amount::ZERO; line.tax_parts.len()], line.quantity);
        for cut in cuts.into_iter().chain([i64::MAX / 1_000_000]) {
            let part = left.min(Quantity::thousandths(cut * 1_000).unwrap_or(left));
            if part.is_zero() {
                break;
            }
            left = left.minus(part).unwrap();
            till.command(Step::Return { receipt: 1, line: 1, quantity: part }).unwrap();
            let due = till.basket.priced(till.rules()).unwrap().totals.total;
            if !due.is_zero() {
                till.tenders = vec![evertill_domain::tender::Tender::Cash { amount: due }];
            }
            till.pay().unwrap();
            let receipt = till.sales.len() as u64;
            prop_assert_eq!(till.sold(receipt).unwrap().status, SaleStatus::Confirmed);
            for (sum, back) in parts.iter_mut().zip(&till.sales[&receipt].lines[0].tax_parts) {
                prop_assert!(!back.negated().is_negative());
                *sum = sum.minus(*back).unwrap();
            }
        }
        prop_assert!(left.is_zero());
        prop_assert_eq!(parts, line.tax_parts);
    }
}
