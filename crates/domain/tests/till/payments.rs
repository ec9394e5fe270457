//! How a sale is paid, and what votes on it move.

use expect_test::expect;

use crate::check;

#[test]
fn cash_gives_change_and_a_card_leaves_its_slip() {
    check(
        "item milk 1.29 i7
         2 x milk
         cash 20.00
         pay
         2 x milk
         card 2.58 AUTH 0042
         pay",
        &expect![[r#"
            receipt 1
              1 2 x milk @1.29                   2.58
              tax 7 % in 2.41                    0.17
              TOTAL                              2.58
              cash                              20.00
              change                            17.42
            receipt 2
              1 2 x milk @1.29                   2.58
              tax 7 % in 2.41                    0.17
              TOTAL                              2.58
              card AUTH 0042                     2.58
        "#]],
    );
}

#[test]
fn tenders_are_split_and_change_comes_from_cash_alone() {
    check(
        "item chair 49.00 x7
         points ann 900
         credit ann 10.00
         customer ann
         1 x chair
         paper 5.00 C-1
         points 500 =5.00
         store 10.00 ann
         card 20.00 S-9
         cash 20.00
         pay
         balances",
        &expect![[r#"
            receipt 1
              1 1 x chair @49.00                49.00
              tax 7 % on 49.00                   3.43
              TOTAL                             52.43
              paper C-1                          5.00
              500 points                         5.00
              store credit ann                  10.00
              card S-9                          20.00
              cash                              20.00
              change                             7.57
              +52 points
            stock/chair -1
            customer/ann 452 points
            stored-value/ann 0.00
        "#]],
    );
}

#[test]
fn nothing_to_pay_needs_no_tender() {
    check(
        "item soup 2.00 i7
         1 x soup
         on 1 coupon 2.00
         pay",
        &expect![[r#"
            receipt 1
              1 1 x soup @2.00                   2.00
                Coupon                          -2.00
              tax 7 % in 0.00                    0.00
              TOTAL                              0.00
        "#]],
    );
}

#[test]
fn points_are_earned_for_each_whole_unit_and_redeemed_at_their_value() {
    check(
        "loyalty 10.00 0.50
         item lamp 39.99 x0
         points ann 3
         customer ann
         1 x lamp
         points 3 =1.50
         cash 38.49
         pay
         balances",
        &expect![[r#"
            receipt 1
              1 1 x lamp @39.99                 39.99
              tax 0 % on 39.99                   0.00
              TOTAL                             39.99
              3 points                           1.50
              cash                              38.49
              +3 points
            stock/lamp -1
            customer/ann 3 points
        "#]],
    );
}

#[test]
fn nobody_earns_points_without_a_program_or_a_customer() {
    check(
        "item lamp 39.99 x0
         1 x lamp
         cash 39.99
         pay
         loyalty none
         points ann 3
         customer ann
         1 x lamp
         cash 39.99
         pay
         balances",
        &expect![[r#"
            receipt 1
              1 1 x lamp @39.99                 39.99
              tax 0 % on 39.99                   0.00
              TOTAL                             39.99
              cash                              39.99
            receipt 2
              1 1 x lamp @39.99                 39.99
              tax 0 % on 39.99                   0.00
              TOTAL                             39.99
              cash                              39.99
            stock/lamp -2
            customer/ann 3 points
        "#]],
    );
}

#[test]
fn stock_moves_by_what_is_sold_and_may_be_oversold_where_the_shelf_decides() {
    check(
        "item milk 1.29 i7
         item cheese 12.90 i7 kg
         stock milk 2
         3 x milk
         0.5 x cheese
         cash 20.00
         pay
         balances",
        &expect![[r#"
            receipt 1
              1 3 x milk @1.29                   3.87
              2 0.5 x cheese @12.90              6.45
              tax 7 % in 9.64                    0.68
              TOTAL                             10.32
              cash                              20.00
              change                             9.68
            stock/cheese -0.5
            stock/milk -1
        "#]],
    );
}
