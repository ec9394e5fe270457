//! What items cost by list and by day, and what an operator makes them cost.

use evertill_domain::people::{Act, Need};
use expect_test::expect;

use crate::check;
use crate::till::Till;

#[test]
fn a_line_costs_what_the_customers_list_says_then_the_dated_price_then_the_items_own() {
    check(
        "item milk 1.29 i7
         item bread 2.50 i7
         item wine - i19
         group ann staff
         list staff staff 20%
         price milk list staff 0.99
         price bread from 2026-12-01 to 2026-12-24 1.99
         price wine from 2026-12-01 7.90
         now 2026-11-27 12:00
         1 x milk
         1 x bread
         1 x wine                # has no price yet
         show
         customer ann            # an open basket is priced anew
         show
         customer none
         show
         now 2026-12-01 00:00    # what lies in the basket keeps its price
         show
         1 x bread
         1 x wine
         show",
        &expect![[r#"
            1 x wine -> PriceMissing { sku: Sku("wine") }
            basket
              1 1 x milk @1.29                   1.29
              2 1 x bread @2.50                  2.50
              tax 7 % in 3.54                    0.25
              TOTAL                              3.79
            basket
              1 1 x milk @0.99                   0.99
              2 1 x bread @2.00                  2.00
              tax 7 % in 2.79                    0.20
              TOTAL                              2.99
            basket
              1 1 x milk @1.29                   1.29
              2 1 x bread @2.50                  2.50
              tax 7 % in 3.54                    0.25
              TOTAL                              3.79
            basket
              1 1 x milk @1.29                   1.29
              2 1 x bread @2.50                  2.50
              tax 7 % in 3.54                    0.25
              TOTAL                              3.79
            basket
              1 1 x milk @1.29                   1.29
              2 1 x bread @2.50                  2.50
              3 1 x bread @1.99                  1.99
              4 1 x wine @7.90                   7.90
              tax 7 % in 5.40                    0.38
              tax 19 % in 6.64                   1.26
              TOTAL                             13.68
        "#]],
    );
}

#[test]
fn a_price_that_was_keyed_stands_whoever_buys() {
    check(
        "item milk 1.29 i7
         group ann staff
         list staff staff 20%
         1 x milk @1.00
         1 x milk =0.50
         1 x milk
         reprice 3 0.75 damaged
         customer ann
         show
         reprice 3 none          # what she pays now
         show",
        &expect![[r#"
            basket
              1 1 x milk @1.00                   1.00
              2 1 x milk                         0.50
              3 1 x milk @0.75                   0.75
              tax 7 % in 2.10                    0.15
              TOTAL                              2.25
            basket
              1 1 x milk @1.00                   1.00
              2 1 x milk                         0.50
              3 1 x milk @1.03                   1.03
              tax 7 % in 2.36                    0.17
              TOTAL                              2.53
        "#]],
    );
}

#[test]
fn another_price_for_a_line_says_why_and_can_be_taken_back() {
    check(
        "item milk 1.29 i7
         2 x milk
         reprice 1 0.99 shelf label
         1 x milk                # does not join it
         show
         reprice 1 0.89 damaged
         reprice 1 none
         show
         2 x milk =2.00
         reprice 3 1.50 dented   # the line as a whole
         show",
        &expect![[r#"
            basket
              1 2 x milk @0.99                   1.98
              2 1 x milk @1.29                   1.29
              tax 7 % in 3.06                    0.21
              TOTAL                              3.27
            basket
              1 2 x milk @1.29                   2.58
              2 1 x milk @1.29                   1.29
              tax 7 % in 3.62                    0.25
              TOTAL                              3.87
            basket
              1 2 x milk @1.29                   2.58
              2 1 x milk @1.29                   1.29
              3 2 x milk                         1.50
              tax 7 % in 5.02                    0.35
              TOTAL                              5.37
        "#]],
    );
}

#[test]
fn another_price_needs_the_right_to_it_and_a_promotion_needs_none() {
    let needs = |tape: &str| {
        let mut till = Till::new();
        till.run(&format!("item milk 1.29 i7\n promo half : 50% off all\n 1 x milk\n {tape}"));
        till.basket.needs(&till.basket.priced(till.rules()).unwrap()).unwrap()
    };
    assert_eq!(needs("show"), []);
    assert_eq!(needs("reprice 1 0.99 shelf label"), [Need::of(Act::PriceOverride)]);
    assert_eq!(needs("reprice 1 0.99 shelf label\n reprice 1 none"), []);
}
