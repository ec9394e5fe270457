//! Goods that come back: never more than was sold, and in parts exactly what was paid.

use expect_test::expect;

use crate::check;

#[test]
fn parts_come_back_for_exactly_what_was_paid() {
    check(
        "item egg 0.33 x7
         item cheese 12.90 i7 kg
         points ann 0
         3 x egg
         0.345 x cheese
         discount 0.10
         cash 10.00
         pay
         return 1.1 x 1
         cash -0.35
         pay
         return 1.1 x 1
         return 1.2 x 0.2
         show
         cash -2.87
         pay
         return 1.1 x 1
         return 1.2 x 0.145
         show
         customer ann
         store -2.19 ann
         pay
         balances",
        &expect![[r#"
            receipt 1
              1 3 x egg @0.33                    0.99
                of basket discount              -0.02
              2 0.345 x cheese @12.90            4.45
                of basket discount              -0.08
              tax 7 % on 0.97                    0.07
              tax 7 % in 4.08                    0.29
              TOTAL                              5.41
              cash                              10.00
              change                             4.59
            receipt 2
              1 back 1.1 1 x egg @0.33          -0.33
              tax 7 % on -0.33                  -0.02
              TOTAL                             -0.35
              cash                              -0.35
            basket
              1 back 1.1 1 x egg @0.33          -0.31
              2 back 1.2 0.2 x cheese @12.90    -2.53
              tax 7 % on -0.31                  -0.03
              tax 7 % in -2.36                  -0.17
              TOTAL                             -2.87
            receipt 3
              1 back 1.1 1 x egg @0.33          -0.31
              2 back 1.2 0.2 x cheese @12.90    -2.53
              tax 7 % on -0.31                  -0.03
              tax 7 % in -2.36                  -0.17
              TOTAL                             -2.87
              cash                              -2.87
            basket
              1 back 1.1 1 x egg @0.33          -0.33
              2 back 1.2 0.145 x cheese @12.90    -1.84
              tax 7 % on -0.33                  -0.02
              tax 7 % in -1.72                  -0.12
              TOTAL                             -2.19
            receipt 4
              1 back 1.1 1 x egg @0.33          -0.33
              2 back 1.2 0.145 x cheese @12.90    -1.84
              tax 7 % on -0.33                  -0.02
              tax 7 % in -1.72                  -0.12
              TOTAL                             -2.19
              store credit ann                  -2.19
            stock/cheese 0
            stock/egg 0
            customer/ann 0 points
            stored-value/ann 2.19
        "#]],
    );
}

#[test]
fn goods_are_exchanged_for_others() {
    check(
        "item lamp 40.00 x7
         item bulb 5.00 x7
         1 x lamp
         cash 42.80
         pay
         return 1.1 x 1
         2 x bulb
         show
         cash -32.10
         pay
         return 2.2 x 1          # what came back cannot come back again
         balances",
        &expect![[r#"
            receipt 1
              1 1 x lamp @40.00                 40.00
              tax 7 % on 40.00                   2.80
              TOTAL                             42.80
              cash                              42.80
            basket
              1 2 x bulb @5.00                  10.00
              2 back 1.1 1 x lamp @40.00       -40.00
              tax 7 % on -30.00                 -2.10
              TOTAL                            -32.10
            receipt 2
              1 2 x bulb @5.00                  10.00
              2 back 1.1 1 x lamp @40.00       -40.00
              tax 7 % on -30.00                 -2.10
              TOTAL                            -32.10
              cash                             -32.10
            return 2.2 x 1 -> NothingToReturn { line: 2 }
            stock/bulb -2
            stock/lamp 0
        "#]],
    );
}

#[test]
fn an_even_exchange_moves_no_money() {
    check(
        "item shirt 20.00 i19
         1 x shirt
         cash 20.00
         pay
         return 1.1 x 1
         1 x shirt
         pay
         balances",
        &expect![[r#"
            receipt 1
              1 1 x shirt @20.00                20.00
              tax 19 % in 16.81                  3.19
              TOTAL                             20.00
              cash                              20.00
            receipt 2
              1 1 x shirt @20.00                20.00
              2 back 1.1 1 x shirt @20.00      -20.00
              tax 19 % in 0.00                   0.00
              TOTAL                              0.00
            stock/shirt -1
        "#]],
    );
}

#[test]
fn a_basket_discount_leaves_goods_that_come_back_alone() {
    check(
        "item shirt 20.00 i19
         1 x shirt
         cash 20.00
         pay
         return 1.1 x 1
         2 x shirt
         discount 50%
         show",
        &expect![[r#"
            receipt 1
              1 1 x shirt @20.00                20.00
              tax 19 % in 16.81                  3.19
              TOTAL                             20.00
              cash                              20.00
            basket
              1 2 x shirt @20.00                40.00
                of basket discount             -20.00
              2 back 1.1 1 x shirt @20.00      -20.00
              tax 19 % in 0.00                   0.00
              TOTAL                              0.00
        "#]],
    );
}

#[test]
fn the_same_line_is_refunded_once() {
    check(
        "item egg 0.33 x0
         2 x egg
         cash 0.66
         pay
         return 1.1 x 2
         return 1.1 x 1          # it is on its way back already
         cash -0.66
         pay
         return 1.1 x 1",
        &expect![[r#"
            receipt 1
              1 2 x egg @0.33                    0.66
              tax 0 % on 0.66                    0.00
              TOTAL                              0.66
              cash                               0.66
            return 1.1 x 1 -> ReturnedTwice { line: 1 }
            receipt 2
              1 back 1.1 2 x egg @0.33          -0.66
              tax 0 % on -0.66                   0.00
              TOTAL                             -0.66
              cash                              -0.66
            return 1.1 x 1 -> NothingToReturn { line: 1 }
        "#]],
    );
}

#[test]
fn a_return_that_another_sale_overtook_is_rolled_back() {
    let mut till = crate::till::Till::new();
    let mut printed = till.run("item egg 0.33 x0\n 2 x egg\n cash 0.66\n pay\n return 1.1 x 2");
    let first = std::mem::take(&mut till.basket);
    printed += &till.run("return 1.1 x 1\n cash -0.33\n pay");
    till.basket = first;
    printed += &till.run("cash -0.66\n pay\n balances");
    expect![[r#"
        receipt 1
          1 2 x egg @0.33                    0.66
          tax 0 % on 0.66                    0.00
          TOTAL                              0.66
          cash                               0.66
        receipt 2
          1 back 1.1 1 x egg @0.33          -0.33
          tax 0 % on -0.33                   0.00
          TOTAL                             -0.33
          cash                              -0.33
        rolled back by Returns: ReturnBeyondSold { receipt: ReceiptNumber(1), line: 1, left: Quantity(1000) }
        stock/egg -1
    "#]]
    .assert_eq(&printed);
}

#[test]
fn a_line_without_quantity_comes_back_whole_and_once() {
    check(
        "item cheese 12.90 i7 kg
         0 x cheese =0.77
         cash 0.77
         pay
         return 1.1 x 1
         return 1.1 x -1
         return 1.1 x 0
         cash -0.77
         pay
         return 1.1 x 0
         balances",
        &expect![[r#"
            receipt 1
              1 0 x cheese                       0.77
              tax 7 % in 0.72                    0.05
              TOTAL                              0.77
              cash                               0.77
            return 1.1 x 1 -> ReturnBeyondSold { line: 1, left: Quantity(0) }
            return 1.1 x -1 -> QuantityNotPositive
            receipt 2
              1 back 1.1 0 x cheese             -0.77
              tax 7 % in -0.72                  -0.05
              TOTAL                             -0.77
              cash                              -0.77
            return 1.1 x 0 -> NothingToReturn { line: 1 }
        "#]],
    );
}

#[test]
fn a_line_that_a_coupon_more_than_paid_costs_its_return() {
    check(
        "item gum 0.50 x0
         item milk 3.00 x0
         1 x gum
         1 x milk
         on 1 coupon 1.00
         cash 2.50
         pay
         return 1.1 x 1
         cash 0.50
         pay
         return 1.2 x 1
         cash -3.00
         pay",
        &expect![[r#"
            receipt 1
              1 1 x gum @0.50                    0.50
                Coupon                          -1.00
              2 1 x milk @3.00                   3.00
              tax 0 % on 2.50                    0.00
              TOTAL                              2.50
              cash                               2.50
            receipt 2
              1 back 1.1 1 x gum @0.50           0.50
              tax 0 % on 0.50                    0.00
              TOTAL                              0.50
              cash                               0.50
            receipt 3
              1 back 1.2 1 x milk @3.00         -3.00
              tax 0 % on -3.00                   0.00
              TOTAL                             -3.00
              cash                              -3.00
        "#]],
    );
}

#[test]
fn points_are_taken_back_even_below_zero() {
    check(
        "item lamp 40.00 x0
         points ann 0
         customer ann
         1 x lamp
         cash 40.00
         pay
         customer ann
         1 x lamp
         points 40 =0.40
         cash 39.60
         pay
         customer ann
         return 1.1 x 1
         cash -40.00
         pay
         balances
         customer ann
         return 2.1 x 1
         cash -39.60
         store -0.40 ann
         pay
         balances",
        &expect![[r#"
            receipt 1
              1 1 x lamp @40.00                 40.00
              tax 0 % on 40.00                   0.00
              TOTAL                             40.00
              cash                              40.00
              +40 points
            receipt 2
              1 1 x lamp @40.00                 40.00
              tax 0 % on 40.00                   0.00
              TOTAL                             40.00
              40 points                          0.40
              cash                              39.60
              +40 points
            receipt 3
              1 back 1.1 1 x lamp @40.00       -40.00
              tax 0 % on -40.00                  0.00
              TOTAL                            -40.00
              cash                             -40.00
              -40 points
            stock/lamp -1
            customer/ann 0 points
            receipt 4
              1 back 2.1 1 x lamp @40.00       -40.00
              tax 0 % on -40.00                  0.00
              TOTAL                            -40.00
              cash                             -39.60
              store credit ann                  -0.40
              -40 points
            stock/lamp 0
            customer/ann -40 points
            stored-value/ann 0.40
        "#]],
    );
}
