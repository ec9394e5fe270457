//! What things cost: units, weights, discounts and taxes at several rates.

use expect_test::expect;

use crate::check;

#[test]
fn tax_inside_the_price_is_taken_out_per_rate() {
    check(
        "item milk 1.29 i7
         item soap 2.49 i19
         item stamp 0.85 i0
         3 x milk
         1 x soap
         2 x stamp
         cash 10.00
         pay",
        &expect![[r#"
            receipt 1
              1 3 x milk @1.29                   3.87
              2 1 x soap @2.49                   2.49
              3 2 x stamp @0.85                  1.70
              tax 7 % in 3.62                    0.25
              tax 19 % in 2.09                   0.40
              tax 0 % in 1.70                    0.00
              TOTAL                              8.06
              cash                              10.00
              change                             1.94
        "#]],
    );
}

#[test]
fn tax_on_top_of_the_price_is_rounded_once_per_rate() {
    check(
        "item bread 2.00 x0
         item soap 0.05 x7
         item pen 0.10 x8.875
         1 x bread
         1 x soap
         on 1 none
         1 x soap @0.06    # 7 % of 0.11 is 0.0077: one cent, though neither line alone has one
         3 x pen
         cash 3.00
         pay",
        &expect![[r#"
            receipt 1
              1 1 x bread @2.00                  2.00
              2 1 x soap @0.05                   0.05
              3 1 x soap @0.06                   0.06
              4 3 x pen @0.10                    0.30
              tax 0 % on 2.00                    0.00
              tax 7 % on 0.11                    0.01
              tax 8.875 % on 0.30                0.03
              TOTAL                              2.45
              cash                               3.00
              change                             0.55
        "#]],
    );
}

#[test]
fn both_kinds_of_tax_stand_on_one_receipt() {
    check(
        "item book 10.70 i7
         item toy 10.00 x7
         1 x book
         1 x toy
         card 21.40 T-1
         pay",
        &expect![[r#"
            receipt 1
              1 1 x book @10.70                 10.70
              2 1 x toy @10.00                  10.00
              tax 7 % in 10.00                   0.70
              tax 7 % on 10.00                   0.70
              TOTAL                             21.40
              card T-1                          21.40
        "#]],
    );
}

#[test]
fn the_same_piece_at_the_same_price_joins_its_line() {
    check(
        "item milk 1.29 i7
         item cheese 12.90 i7 kg
         1 x milk
         2 x milk
         1 x milk @0.99
         0.345 x cheese
         0.345 x cheese          # each weighing is its own line
         on 1 manual 10%
         1 x milk                # a discounted line is not joined
         show",
        &expect![[r#"
            basket
              1 3 x milk @1.29                   3.87
                Manual                          -0.39
              2 1 x milk @0.99                   0.99
              3 0.345 x cheese @12.90            4.45
              4 0.345 x cheese @12.90            4.45
              5 1 x milk @1.29                   1.29
              tax 7 % in 13.70                   0.96
              TOTAL                             14.66
        "#]],
    );
}

#[test]
fn a_weight_and_a_labelled_price_are_taken_as_they_are() {
    check(
        "item fuel 2.50 x0 gal
         item cheese 12.90 i7 kg
         29.404 x fuel @2.49
         0.345 x cheese =4.00
         0 x cheese =0.77        # a line with money and no quantity, as real tills record them
         show",
        &expect![[r#"
            basket
              1 29.404 x fuel @2.49             73.22
              2 0.345 x cheese                   4.00
              3 0 x cheese                       0.77
              tax 0 % on 73.22                   0.00
              tax 7 % in 4.46                    0.31
              TOTAL                             77.99
        "#]],
    );
}

#[test]
fn line_discounts_apply_one_after_the_other() {
    check(
        "item soap 10.00 x0
         1 x soap
         on 1 loyalty 1.00, manual 10%, coupon 0.50
         show
         on 1 manual 10%, loyalty 1.00
         show
         on 1 manual 33.3333%
         show
         on 1 none
         show",
        &expect![[r#"
            basket
              1 1 x soap @10.00                 10.00
                Loyalty                         -1.00
                Manual                          -0.90
                Coupon                          -0.50
              tax 0 % on 7.60                    0.00
              TOTAL                              7.60
            basket
              1 1 x soap @10.00                 10.00
                Manual                          -1.00
                Loyalty                         -1.00
              tax 0 % on 8.00                    0.00
              TOTAL                              8.00
            basket
              1 1 x soap @10.00                 10.00
                Manual                          -3.33
              tax 0 % on 6.67                    0.00
              TOTAL                              6.67
            basket
              1 1 x soap @10.00                 10.00
              tax 0 % on 10.00                   0.00
              TOTAL                             10.00
        "#]],
    );
}

#[test]
fn a_coupon_that_exceeds_its_line_counts_against_the_basket() {
    check(
        "item gum 0.50 x7
         item milk 3.00 x0
         1 x gum
         1 x milk
         on 1 coupon 1.00, match 0.25
         show
         on 1 coupon 1.00, manual 10%    # a share of nothing is nothing, never a surcharge
         show
         discount 50%                    # shared over what has something left
         show",
        &expect![[r#"
            basket
              1 1 x gum @0.50                    0.50
                Coupon                          -1.00
                CouponMatch                     -0.25
              2 1 x milk @3.00                   3.00
              tax 7 % on -0.75                  -0.05
              tax 0 % on 3.00                    0.00
              TOTAL                              2.20
            basket
              1 1 x gum @0.50                    0.50
                Coupon                          -1.00
                Manual                           0.00
              2 1 x milk @3.00                   3.00
              tax 7 % on -0.50                  -0.04
              tax 0 % on 3.00                    0.00
              TOTAL                              2.46
            basket
              1 1 x gum @0.50                    0.50
                Coupon                          -1.00
                Manual                           0.00
              2 1 x milk @3.00                   3.00
                of basket discount              -1.50
              tax 7 % on -0.50                  -0.04
              tax 0 % on 1.50                    0.00
              TOTAL                              0.96
        "#]],
    );
}

#[test]
fn a_basket_discount_is_shared_to_the_cent() {
    check(
        "item a 1.00 i19
         item b 1.00 i7
         item c 1.00 x7
         item free 0.00 i7
         1 x a
         1 x b
         1 x free
         1 x c
         discount 1.00
         show
         discount 33%
         show
         discount 100%
         show
         discount none
         void 2
         show",
        &expect![[r#"
            basket
              1 1 x a @1.00                      1.00
                of basket discount              -0.34
              2 1 x b @1.00                      1.00
                of basket discount              -0.33
              3 1 x free @0.00                   0.00
              4 1 x c @1.00                      1.00
                of basket discount              -0.33
              tax 19 % in 0.55                   0.11
              tax 7 % in 0.63                    0.04
              tax 7 % on 0.67                    0.05
              TOTAL                              2.05
            basket
              1 1 x a @1.00                      1.00
                of basket discount              -0.33
              2 1 x b @1.00                      1.00
                of basket discount              -0.33
              3 1 x free @0.00                   0.00
              4 1 x c @1.00                      1.00
                of basket discount              -0.33
              tax 19 % in 0.56                   0.11
              tax 7 % in 0.63                    0.04
              tax 7 % on 0.67                    0.05
              TOTAL                              2.06
            basket
              1 1 x a @1.00                      1.00
                of basket discount              -1.00
              2 1 x b @1.00                      1.00
                of basket discount              -1.00
              3 1 x free @0.00                   0.00
              4 1 x c @1.00                      1.00
                of basket discount              -1.00
              tax 19 % in 0.00                   0.00
              tax 7 % in 0.00                    0.00
              tax 7 % on 0.00                    0.00
              TOTAL                              0.00
            basket
              1 1 x a @1.00                      1.00
              2 1 x free @0.00                   0.00
              3 1 x c @1.00                      1.00
              tax 19 % in 0.84                   0.16
              tax 7 % in 0.00                    0.00
              tax 7 % on 1.00                    0.07
              TOTAL                              2.07
        "#]],
    );
}

#[test]
fn a_basket_that_becomes_empty_forgets_its_discount() {
    check(
        "item a 1.00 i19
         1 x a
         discount 10%
         void 1
         1 x a
         show",
        &expect![[r#"
            basket
              1 1 x a @1.00                      1.00
              tax 19 % in 0.84                   0.16
              TOTAL                              1.00
        "#]],
    );
}
