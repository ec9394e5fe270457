//! What promotions take off, and which of them goes first.

use evertill_domain::discount::{Discount, DiscountReason, DiscountValue};
use evertill_domain::promotion::{Promotion, PromotionError, WhyNot};
use evertill_domain::quantity::Quantity;
use evertill_domain::{Amount, Rate};
use expect_test::expect;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use crate::check;
use crate::promo::{cents, promotion};
use crate::tape::Step;
use crate::till::Till;

#[test]
fn each_kind_of_promotion_takes_off_what_it_says() {
    check(
        "item milk 1.29 i7 /dairy/milk
         item cheese 12.90 i7 kg /dairy/cheese
         item bread 2.49 i7 /bakery
         item ham 4.05 i7
         promo percent : 10% off /dairy
         2 x milk
         0.345 x cheese
         1 x bread
         show
         promo percent paused : 10% off all
         promo amount : 0.50 off all,-ham
         show
         promo amount paused : 0.50 off all
         promo fixed : 1.99 for milk,bread,cheese
         show",
        &expect![[r#"
            basket
              1 2 x milk @1.29                   2.58
                percent                         -0.26
              2 0.345 x cheese @12.90            4.45
                percent                         -0.45
              3 1 x bread @2.49                  2.49
              tax 7 % in 8.23                    0.58
              TOTAL                              8.81
            basket
              1 2 x milk @1.29                   2.58
                amount                          -1.00
              2 0.345 x cheese @12.90            4.45
                amount                          -0.17
              3 1 x bread @2.49                  2.49
                amount                          -0.50
              tax 7 % in 7.34                    0.51
              TOTAL                              7.85
            basket
              1 2 x milk @1.29                   2.58
              2 0.345 x cheese @12.90            4.45
                fixed                           -3.76
              3 1 x bread @2.49                  2.49
                fixed                           -0.50
              tax 7 % in 4.92                    0.34
              TOTAL                              5.26
        "#]],
    );
    check(
        "item tea 2.00 i7
         item cake 3.50 i7
         item roll 1.20 i7
         promo gift : buy 2 tea,cake get 1 tea,cake
         promo coffee : buy 1 roll get 1 roll 50%
         3 x tea
         2 x cake
         3 x roll
         show
         quantity 1 4
         show",
        &expect![[r#"
            basket
              1 3 x tea @2.00                    6.00
                gift                            -2.00
              2 2 x cake @3.50                   7.00
              3 3 x roll @1.20                   3.60
                coffee                          -0.60
              tax 7 % in 13.08                   0.92
              TOTAL                             14.00
            basket
              1 4 x tea @2.00                    8.00
                gift                            -4.00
              2 2 x cake @3.50                   7.00
              3 3 x roll @1.20                   3.60
                coffee                          -0.60
              tax 7 % in 13.08                   0.92
              TOTAL                             14.00
        "#]],
    );
}

#[test]
fn a_gift_of_other_goods_needs_what_has_to_be_bought() {
    check(
        "item coffee 2.80 i19
         item roll 1.50 i7
         item cake 3.50 i7
         promo breakfast : buy 1 coffee get 1 roll,cake
         1 x roll
         show
         1 x coffee
         show
         1 x cake                # the dearest gift for one coffee
         show
         2 x coffee
         show",
        &expect![[r#"
            basket
              1 1 x roll @1.50                   1.50
              tax 7 % in 1.40                    0.10
              TOTAL                              1.50
            basket
              1 1 x roll @1.50                   1.50
                breakfast                       -1.50
              2 1 x coffee @2.80                 2.80
              tax 7 % in 0.00                    0.00
              tax 19 % in 2.35                   0.45
              TOTAL                              2.80
            basket
              1 1 x roll @1.50                   1.50
              2 1 x coffee @2.80                 2.80
              3 1 x cake @3.50                   3.50
                breakfast                       -3.50
              tax 7 % in 1.40                    0.10
              tax 19 % in 2.35                   0.45
              TOTAL                              4.30
            basket
              1 1 x roll @1.50                   1.50
                breakfast                       -1.50
              2 3 x coffee @2.80                 8.40
              3 1 x cake @3.50                   3.50
                breakfast                       -3.50
              tax 7 % in 0.00                    0.00
              tax 19 % in 7.06                   1.34
              TOTAL                              8.40
        "#]],
    );
}

#[test]
fn a_set_costs_its_price_and_the_dearest_goods_go_together() {
    check(
        "item red 2.00 i7 /wine
         item white 2.50 i7 /wine
         item rose 1.80 i19 /wine
         promo three : set 3 /wine for 5.00
         2 x red
         show
         1 x white
         show
         2 x rose
         show
         2 x white               # two sets: the second of what is left
         show",
        &expect![[r#"
            basket
              1 2 x red @2.00                    4.00
              tax 7 % in 3.74                    0.26
              TOTAL                              4.00
            basket
              1 2 x red @2.00                    4.00
                three                           -0.92
              2 1 x white @2.50                  2.50
                three                           -0.58
              tax 7 % in 4.67                    0.33
              TOTAL                              5.00
            basket
              1 2 x red @2.00                    4.00
                three                           -0.92
              2 1 x white @2.50                  2.50
                three                           -0.58
              3 2 x rose @1.80                   3.60
              tax 7 % in 4.67                    0.33
              tax 19 % in 3.03                   0.57
              TOTAL                              8.60
            basket
              1 2 x red @2.00                    4.00
                three                           -0.55
              2 3 x white @2.50                  7.50
                three                           -2.50
              3 2 x rose @1.80                   3.60
                three                           -0.25
              tax 7 % in 7.90                    0.55
              tax 19 % in 2.82                   0.53
              TOTAL                             11.80
        "#]],
    );
    check(
        "item burger 6.90 i7
         item chips 2.90 i7
         item cola 2.50 i19
         item water 1.50 i19
         promo menu : set 1 burger + 1 chips + 1 cola,water for 9.90
         promo pair : set 2 cola,water less 0.50
         1 x burger
         1 x chips
         1 x water
         show
         1 x cola
         show
         1 x cola
         show",
        &expect![[r#"
            basket
              1 1 x burger @6.90                 6.90
                menu                            -0.85
              2 1 x chips @2.90                  2.90
                menu                            -0.36
              3 1 x water @1.50                  1.50
                menu                            -0.19
              tax 7 % in 8.03                    0.56
              tax 19 % in 1.10                   0.21
              TOTAL                              9.90
            basket
              1 1 x burger @6.90                 6.90
                menu                            -1.35
              2 1 x chips @2.90                  2.90
                menu                            -0.56
              3 1 x water @1.50                  1.50
              4 1 x cola @2.50                   2.50
                menu                            -0.49
              tax 7 % in 7.37                    0.52
              tax 19 % in 2.95                   0.56
              TOTAL                             11.40
            basket
              1 1 x burger @6.90                 6.90
                menu                            -1.35
              2 1 x chips @2.90                  2.90
                menu                            -0.56
              3 1 x water @1.50                  1.50
                pair                            -0.19
              4 2 x cola @2.50                   5.00
                menu                            -0.49
                pair                            -0.31
              tax 7 % in 7.37                    0.52
              tax 19 % in 4.63                   0.88
              TOTAL                             13.40
        "#]],
    );
}

#[test]
fn a_piece_that_fits_two_parts_goes_where_it_is_needed() {
    check(
        "item pen 1.00 i19
         item book 5.00 i7
         promo school : set 1 pen,book + 1 book for 5.50
         1 x book
         1 x pen
         show",
        &expect![[r#"
            basket
              1 1 x book @5.00                   5.00
                school                          -0.42
              2 1 x pen @1.00                    1.00
                school                          -0.08
              tax 7 % in 4.28                    0.30
              tax 19 % in 0.77                   0.15
              TOTAL                              5.50
        "#]],
    );
}

#[test]
fn spending_enough_takes_something_off_the_basket_after_everything_else() {
    check(
        "item wine 8.00 i19
         item oil 6.00 i7
         promo ten : 10% off wine
         promo spend : spend 20.00 on all get 5.00
         promo more : spend 30.00 on all,-oil get 20%
         2 x wine
         1 x oil                 # 14.40 and 6.00
         show
         on 1 manual 0.41        # 19.99 is not enough
         show
         on 1 none
         3 x wine
         discount 10%            # of what the promotions left
         show",
        &expect![[r#"
            basket
              1 2 x wine @8.00                  16.00
                ten                             -1.60
                spend                           -3.53
              2 1 x oil @6.00                    6.00
                spend                           -1.47
              tax 19 % in 9.13                   1.74
              tax 7 % in 4.23                    0.30
              TOTAL                             15.40
            basket
              1 2 x wine @8.00                  16.00
                ten                             -1.60
                Manual                          -0.41
              2 1 x oil @6.00                    6.00
              tax 19 % in 11.76                  2.23
              tax 7 % in 5.61                    0.39
              TOTAL                             19.99
            basket
              1 5 x wine @8.00                  40.00
                ten                             -4.00
                more                            -7.20
                of basket discount              -2.88
              2 1 x oil @6.00                    6.00
                of basket discount              -0.60
              tax 19 % in 21.78                  4.14
              tax 7 % in 5.05                    0.35
              TOTAL                             31.32
        "#]],
    );
}

#[test]
fn the_larger_priority_goes_first_and_among_equals_the_one_that_gives_most() {
    check(
        "item tea 2.00 i7
         promo cheap p1 : 10% off all
         promo dear : 50% off all
         1 x tea
         show
         promo dear p1 : 50% off all
         show
         promo dear p1 stack : 50% off all
         promo cheap p2 stack : 10% off all
         show                    # 10 % first, then half of what is left
         promo fixed p3 : 1.95 for tea
         show                    # exclusive: nothing else works on it",
        &expect![[r#"
            basket
              1 1 x tea @2.00                    2.00
                cheap                           -0.20
              tax 7 % in 1.68                    0.12
              TOTAL                              1.80
            basket
              1 1 x tea @2.00                    2.00
                dear                            -1.00
              tax 7 % in 0.93                    0.07
              TOTAL                              1.00
            basket
              1 1 x tea @2.00                    2.00
                cheap                           -0.20
                dear                            -0.90
              tax 7 % in 0.84                    0.06
              TOTAL                              0.90
            basket
              1 1 x tea @2.00                    2.00
                fixed                           -0.05
              tax 7 % in 1.82                    0.13
              TOTAL                              1.95
        "#]],
    );
}

#[test]
fn promotions_leave_changed_prices_and_returns_alone() {
    check(
        "item tea 2.00 i7
         promo half : 50% off all
         promo spend : spend 1.00 on all get 0.50
         2 x tea
         reprice 1 1.50 shelf label
         1 x tea
         show
         reprice 1 none
         show
         cash 20.00
         pay
         return 1.1 x 2
         show",
        &expect![[r#"
            basket
              1 2 x tea @1.50                    3.00
              2 1 x tea @2.00                    2.00
                half                            -1.00
                spend                           -0.50
              tax 7 % in 3.27                    0.23
              TOTAL                              3.50
            basket
              1 2 x tea @2.00                    4.00
                half                            -2.00
                spend                           -0.33
              2 1 x tea @2.00                    2.00
                half                            -1.00
                spend                           -0.17
              tax 7 % in 2.34                    0.16
              TOTAL                              2.50
            receipt 1
              1 2 x tea @2.00                    4.00
                half                            -2.00
                spend                           -0.33
              2 1 x tea @2.00                    2.00
                half                            -1.00
                spend                           -0.17
              tax 7 % in 2.34                    0.16
              TOTAL                              2.50
              cash                              20.00
              change                            17.50
            basket
              1 back 1.1 2 x tea @2.00          -1.67
              tax 7 % in -1.56                  -0.11
              TOTAL                             -1.67
        "#]],
    );
}

#[test]
fn what_was_keyed_works_on_what_promotions_left_and_is_never_refused_for_them() {
    check(
        "item tea 2.00 i7
         now 2026-11-27 21:00
         promo happy hours fri 22:00-23:00 : 50% off all
         2 x tea
         on 1 manual 3.00
         discount 0.50
         show
         now 2026-11-27 22:00
         show
         on 1 manual 4.01
         on 1 manual 10%
         show",
        &expect![[r#"
            basket
              1 2 x tea @2.00                    4.00
                Manual                          -3.00
                of basket discount              -0.50
              tax 7 % in 0.47                    0.03
              TOTAL                              0.50
            basket
              1 2 x tea @2.00                    4.00
                happy                           -2.00
                Manual                          -2.00
              tax 7 % in 0.00                    0.00
              TOTAL                              0.00
            on 1 manual 4.01 -> DiscountTooLarge { limit: Amount(400) }
            basket
              1 2 x tea @2.00                    4.00
                happy                           -2.00
                Manual                          -0.20
                of basket discount              -0.50
              tax 7 % in 1.21                    0.09
              TOTAL                              1.30
        "#]],
    );
}

#[test]
fn a_cap_holds_for_one_promotion_and_for_all_together() {
    check(
        "item tea 2.00 i7
         item cake 3.00 i7
         promo half limit 2.00 : 50% off all
         3 x tea
         2 x cake
         show
         promo half times 2 : 50% off all
         show
         promo half p1 : 50% off tea
         promo spend : spend 5.00 on all get 2.00
         most 30%
         show",
        &expect![[r#"
            basket
              1 3 x tea @2.00                    6.00
                half                            -1.00
              2 2 x cake @3.00                   6.00
                half                            -1.00
              tax 7 % in 9.35                    0.65
              TOTAL                             10.00
            basket
              1 3 x tea @2.00                    6.00
              2 2 x cake @3.00                   6.00
                half                            -3.00
              tax 7 % in 8.41                    0.59
              TOTAL                              9.00
            basket
              1 3 x tea @2.00                    6.00
                half                            -3.00
                spend                           -0.20
              2 2 x cake @3.00                   6.00
                spend                           -0.40
              tax 7 % in 7.85                    0.55
              TOTAL                              8.40
        "#]],
    );
}

#[test]
fn a_code_says_what_it_gave_or_why_it_gave_nothing() {
    check(
        "item tea 2.00 i7
         item cake 3.00 i7
         now 2026-11-27 12:00
         group ann staff
         promo cake code CAKE : 1.00 off cake
         promo staff code STAFF group staff : 20% off all
         promo spend code SPEND : spend 10.00 on all get 1.00
         promo two code TWO : set 2 tea for 3.50
         1 x tea
         code CAKE
         code staff
         code SPEND
         code TWO
         show
         customer ann
         1 x cake
         show
         4 x cake
         show
         uncode 2
         show
         most 1%
         show",
        &expect![[r#"
            basket
              1 1 x tea @2.00                    2.00
              tax 7 % in 1.87                    0.13
              TOTAL                              2.00
              code CAKE: NothingQualifies
              code staff: OtherGroup
              code SPEND: BelowThreshold { missing: Amount(800) }
              code TWO: NothingQualifies
            basket
              1 1 x tea @2.00                    2.00
                staff                           -0.40
              2 1 x cake @3.00                   3.00
                cake                            -1.00
              tax 7 % in 3.36                    0.24
              TOTAL                              3.60
              code CAKE gave 1.00
              code staff gave 0.40
              code SPEND: BelowThreshold { missing: Amount(640) }
              code TWO: Beaten { by: "staff" }
            basket
              1 1 x tea @2.00                    2.00
                staff                           -0.40
                spend                           -0.14
              2 5 x cake @3.00                  15.00
                cake                            -5.00
                spend                           -0.86
              tax 7 % in 9.91                    0.69
              TOTAL                             10.60
              code CAKE gave 5.00
              code staff gave 0.40
              code SPEND gave 1.00
              code TWO: Beaten { by: "staff" }
            basket
              1 1 x tea @2.00                    2.00
                spend                           -0.17
              2 5 x cake @3.00                  15.00
                cake                            -5.00
                spend                           -0.83
              tax 7 % in 10.28                   0.72
              TOTAL                             11.00
              code CAKE gave 5.00
              code SPEND gave 1.00
              code TWO: NothingQualifies
            basket
              1 1 x tea @2.00                    2.00
              2 5 x cake @3.00                  15.00
                cake                            -0.17
              tax 7 % in 15.73                   1.10
              TOTAL                             16.83
              code CAKE gave 0.17
              code SPEND: LimitReached
              code TWO: LimitReached
        "#]],
    );
}

#[test]
fn a_code_whose_hour_has_passed_says_so() {
    check(
        "item tea 2.00 i7
         now 2026-11-27 12:59
         promo lunch code LUNCH to 2026-11-27 hours fri 11:00-13:00 : 50% off all
         promo night code NIGHT : 10% off all
         1 x tea
         code LUNCH
         show
         now 2026-11-27 13:00
         show
         now 2026-11-28 12:00
         promo night code NIGHT paused : 10% off all
         show",
        &expect![[r#"
            basket
              1 1 x tea @2.00                    2.00
                lunch                           -1.00
              tax 7 % in 0.93                    0.07
              TOTAL                              1.00
              code LUNCH gave 1.00
            basket
              1 1 x tea @2.00                    2.00
              tax 7 % in 1.87                    0.13
              TOTAL                              2.00
              code LUNCH: OutsideHours
            basket
              1 1 x tea @2.00                    2.00
              tax 7 % in 1.87                    0.13
              TOTAL                              2.00
              code LUNCH: Expired { to: Day { year: 2026, month: 11, day: 27 } }
        "#]],
    );
}

#[test]
fn what_a_promotion_gave_is_part_of_the_sale_and_returns_give_back_what_was_paid() {
    check(
        "item red 2.00 i7 /wine
         item white 2.50 i7 /wine
         promo three : set 3 /wine for 5.00
         2 x red
         1 x white
         cash 5.00
         pay
         promo three paused : set 3 /wine for 5.00
         return 1.2 x 1
         return 1.1 x 1
         show",
        &expect![[r#"
            receipt 1
              1 2 x red @2.00                    4.00
                three                           -0.92
              2 1 x white @2.50                  2.50
                three                           -0.58
              tax 7 % in 4.67                    0.33
              TOTAL                              5.00
              cash                               5.00
            basket
              1 back 1.2 1 x white @2.50        -1.92
              2 back 1.1 1 x red @2.00          -1.54
              tax 7 % in -3.23                  -0.23
              TOTAL                             -3.46
        "#]],
    );
}

#[test]
fn a_promotion_that_makes_no_sense_is_refused_by_what_to_change() {
    let table = [
        ("p : 10% off all", Ok(())),
        ("p : 0% off all", Err(PromotionError::Percent)),
        ("p : 100.0001% off all", Err(PromotionError::Percent)),
        ("p : 10% off nothing", Err(PromotionError::NoGoods)),
        ("p : 10% off -tea", Err(PromotionError::NoGoods)),
        ("p : 0.00 off all", Err(PromotionError::Amount)),
        ("p : -0.01 off all", Err(PromotionError::Amount)),
        ("p : -0.01 for all", Err(PromotionError::Price)),
        ("p : 0.00 for all", Ok(())),
        ("p : buy 0 tea get 1 tea", Err(PromotionError::Count)),
        ("p : buy 1 tea get 101 tea", Err(PromotionError::Count)),
        ("p : buy 1 tea get 1 tea", Ok(())),
        ("p : buy 1 tea get 1 nothing", Err(PromotionError::NoGoods)),
        ("p : buy 1 nothing get 1 tea", Err(PromotionError::NoGoods)),
        ("p : buy 1 tea get 1 tea 101%", Err(PromotionError::Percent)),
        ("p : set 1 tea for 1.00", Err(PromotionError::SetTooSmall)),
        ("p : set 2 tea for -1.00", Err(PromotionError::Price)),
        ("p : set 2 tea for 101%", Err(PromotionError::Percent)),
        ("p : set 2 tea less 0.00", Err(PromotionError::Amount)),
        ("p : set 1 a + 1 b + 1 c + 1 d + 1 e + 1 f + 1 g + 1 h + 1 i for 1.00", Err(PromotionError::TooManyParts)),
        ("p : spend 5.00 on all get 5.01", Err(PromotionError::MoreOffThanSpent { spend: cents(500) })),
        ("p : spend 5.00 on all get 5.00", Ok(())),
        ("p : spend 0.00 on all get 10%", Err(PromotionError::Amount)),
        ("p : spend 5.00 on all get 101%", Err(PromotionError::Percent)),
        ("p from 2026-12-02 to 2026-12-01 : 10% off all", Err(PromotionError::DaysReversed)),
        ("p from 2026-12-01 to 2026-12-01 : 10% off all", Ok(())),
        ("p hours fri 10:00-10:00 : 10% off all", Err(PromotionError::WindowEmpty)),
        ("p hours fri 10:00-24:01 : 10% off all", Err(PromotionError::WindowOutOfDay)),
        ("p hours fri 24:00-10:00 : 10% off all", Err(PromotionError::WindowOutOfDay)),
        ("p hours fri 22:00-02:00 : 10% off all", Ok(())),
        ("p limit 0.00 : 10% off all", Err(PromotionError::Limit)),
        ("p times 0 : 10% off all", Err(PromotionError::Times)),
        ("p code A code a : 10% off all", Err(PromotionError::CodeTwice { code: "a".to_owned() })),
    ];
    for (line, expected) in table {
        assert_eq!(promotion(&format!("promo {line}")).check(), expected, "{line}");
    }
    type Spoil = fn(&mut Promotion);
    let spoil: [(Spoil, PromotionError); 4] = [
        (|p| p.label = " ".to_owned(), PromotionError::Label),
        (|p| p.label = "x".repeat(61), PromotionError::Label),
        (|p| p.codes = vec!["\n".to_owned()], PromotionError::Code { code: "\n".to_owned() }),
        (|p| p.codes = (0..201).map(|n| n.to_string()).collect(), PromotionError::TooManyCodes),
    ];
    for (spoil, expected) in spoil {
        let mut promotion = promotion("promo p : 10% off all");
        spoil(&mut promotion);
        assert_eq!(promotion.check(), Err(expected));
    }
}

#[test]
fn a_promotion_is_refused_beside_one_with_its_id_or_its_code() {
    let known = [promotion("promo winter code COLD : 10% off all"), promotion("promo old code WARM : 10% off all")];
    let twice = promotion("promo winter : 20% off all");
    assert_eq!(twice.check_beside(known.iter(), true), Err(PromotionError::IdTaken { id: twice.id.clone() }));
    assert_eq!(twice.check_beside(known.iter(), false), Ok(()), "another version of it");
    let taken = promotion("promo summer code warm : 20% off all");
    let error = PromotionError::CodeTaken { code: "warm".to_owned(), by: "old".to_owned() };
    assert_eq!(taken.check_beside(known.iter(), true), Err(error));
    let mut gone = known.clone();
    gone[1].archived = true;
    assert_eq!(taken.check_beside(gone.iter(), true), Ok(()), "whose code it was is gone");
    let many: Vec<Promotion> = (0..Promotion::LIMIT).map(|n| promotion(&format!("promo p{n} : 1% off all"))).collect();
    assert_eq!(taken.check_beside(many.iter(), true), Err(PromotionError::TooMany));
}

/// Goods of the random baskets: some equal in price, some weighed.
const GOODS: &str = "item a 1.29 i7 /d\n item b 0.05 i19 /d/x\n item c 19.99 i7 /d/y\n item d 12.90 i19 kg /e\n \
                     item e 3.00 i0 /e\n item f 3.00 i0 /e\n now 2026-11-27 12:00";
const NAMES: [&str; 6] = ["a", "b", "c", "d", "e", "f"];
const OFFERS: [&str; 16] = [
    "10% off all",
    "33.33% off /d",
    "0.50 off a,d,e",
    "100% off b",
    "2.49 for e,f,c",
    "buy 2 a,e get 1 a,e",
    "buy 1 e get 1 b,a 50%",
    "buy 1 /d get 2 /d",
    "set 3 e,f,a for 5.00",
    "set 2 all for 25%",
    "set 1 a + 1 e,f + 1 /d less 1.11",
    "set 2 /e + 1 a for 0.00",
    "spend 10.00 on all get 3.33",
    "spend 5.00 on /d get 7%",
    "spend 0.01 on all get 100%",
    "11.99 for d",
];
const HEADS: [&str; 8] =
    ["", "stack ", "p1 ", "p1 stack ", "limit 1.00 ", "times 2 ", "stack times 1 ", "p1 stack limit 0.77 "];

fn offers() -> impl Strategy<Value = Vec<Promotion>> {
    let line = (select(&HEADS[..]), select(&OFFERS[..]));
    prop::collection::vec(line, 0..7).prop_map(|lines| {
        let lines = lines.into_iter().enumerate();
        lines.map(|(at, (head, offer))| promotion(&format!("promo p{at} {head}: {offer}"))).collect()
    })
}

fn goods() -> impl Strategy<Value = Vec<(&'static str, i64)>> {
    let quantities = prop_oneof![3 => 1..7_i64, 1 => 1..300_i64];
    subsequence(&NAMES[..], 1..=NAMES.len()).prop_flat_map(move |names| {
        let count = names.len();
        (Just(names).prop_shuffle(), prop::collection::vec(quantities.clone(), count))
            .prop_map(|(names, quantities)| names.into_iter().zip(quantities).collect())
    })
}

fn till(promotions: &[Promotion], most: Option<u32>) -> Till {
    let mut till = Till::new();
    till.run(GOODS);
    till.settings.offers.most_off = most.map(|millionths| Rate::millionths(millionths).unwrap());
    promotions.iter().cloned().for_each(|promotion| till.promote(promotion));
    till
}

fn ring(till: &mut Till, goods: &[(&str, i64)]) -> (Amount, Amount) {
    for (name, quantity) in goods {
        // The weighed one in steps of 125 g.
        let quantity = if *name == "d" { quantity * 125 } else { quantity * 1_000 };
        let quantity = Quantity::thousandths(quantity).unwrap();
        till.command(Step::Add { quantity, name: (*name).to_owned(), price: None }).unwrap();
    }
    let totals = till.basket.priced(till.rules()).unwrap().totals;
    (totals.total, totals.discount)
}

proptest! {
    #[test]
    fn no_total_is_below_zero_or_above_the_one_without_promotions(
        promotions in offers(), goods in goods(), keyed in 0..1_000_000_u32, off in 0..500_i32,
    ) {
        let discounted = |promotions: &[Promotion]| {
            let mut till = till(promotions, None);
            ring(&mut till, &goods);
            let percent = DiscountValue::Percent(Rate::millionths(keyed).unwrap());
            till.command(Step::On(1, vec![Discount::new(DiscountReason::Manual, percent)])).unwrap();
            let _ = till.command(Step::Discount(Some(Discount::new(DiscountReason::Manual, DiscountValue::Amount(cents(off))))));
            let priced = till.basket.priced(till.rules()).unwrap();
            prop_assert!(priced.lines.iter().all(|line| !line.total.is_negative()));
            prop_assert!(priced.lines.iter().all(|line| line.discounts.iter().all(|given| !given.amount.is_negative())));
            Ok(priced.totals.total)
        };
        let (with, without) = (discounted(&promotions)?, discounted(&[])?);
        prop_assert!(with >= Amount::ZERO && with <= without, "{with:?} {without:?}");
    }

    #[test]
    fn the_order_of_ringing_up_changes_no_total(
        promotions in offers(), goods in goods(), turn in 0..6_usize, most in prop::option::of(1..1_000_000_u32),
    ) {
        let mut turned = goods.clone();
        turned.rotate_left(turn % goods.len());
        prop_assert_eq!(ring(&mut till(&promotions, most), &goods), ring(&mut till(&promotions, most), &turned));
    }

    #[test]
    fn the_order_in_which_promotions_were_made_changes_nothing(promotions in offers(), goods in goods(), turn in 0..7_usize) {
        let mut turned = promotions.clone();
        turned.rotate_left(turn % promotions.len().max(1));
        turned.reverse();
        let priced = |promotions: &[Promotion]| {
            let mut till = till(&[], None);
            till.offers.promotions = evertill_domain::promotion::Promotions::new(promotions.to_vec());
            ring(&mut till, &goods);
            till.basket.priced(till.rules()).unwrap()
        };
        prop_assert_eq!(priced(&promotions), priced(&turned));
    }

    #[test]
    fn caps_hold(promotions in offers(), goods in goods(), most in 1..1_000_000_u32) {
        let mut till = till(&promotions, Some(most));
        let (_, discount) = ring(&mut till, &goods);
        let priced = till.basket.priced(till.rules()).unwrap();
        let extended = priced.totals.extended.minor();
        prop_assert!(i128::from(discount.minor()) * 1_000_000 <= i128::from(extended) * i128::from(most));
        for promotion in &promotions {
            let given = priced.lines.iter().flat_map(|line| &line.discounts);
            let given = given.filter(|given| given.promotion.as_ref().is_some_and(|by| by.id == promotion.id));
            let sum = Amount::sum(given.map(|given| given.amount)).unwrap();
            prop_assert!(promotion.limit.is_none_or(|limit| sum <= limit));
        }
    }

    #[test]
    fn a_code_gives_something_or_says_why_not(promotions in offers(), goods in goods()) {
        let mut coupons = promotions;
        for (at, promotion) in coupons.iter_mut().enumerate() {
            promotion.codes = vec![format!("C{at}")];
        }
        let mut till = till(&coupons, None);
        ring(&mut till, &goods);
        for at in 0..coupons.len() {
            till.command(Step::Code(format!("c{at}"))).unwrap();
        }
        let priced = till.basket.priced(till.rules()).unwrap();
        prop_assert_eq!(priced.coupons.len(), coupons.len());
        for (coupon, promotion) in priced.coupons.iter().zip(&coupons) {
            let given = priced.lines.iter().flat_map(|line| &line.discounts);
            let given = given.filter(|given| given.promotion.as_ref().is_some_and(|by| by.id == promotion.id));
            let sum = Amount::sum(given.map(|given| given.amount)).unwrap();
            match &coupon.given {
                Ok(amount) => prop_assert_eq!(*amount, sum),
                Err(why) => {
                    prop_assert!(sum.is_zero());
                    prop_assert!(!why.is_final() && *why != WhyNot::OtherGroup, "{why:?}");
                }
            }
        }
    }

    /// The same offers, worked out the long way: piece by piece, with every grouping tried.
    #[test]
    fn one_promotion_alone_gives_what_counting_pieces_by_hand_gives(
        quantities in prop::collection::vec(0..4_i64, 3), which in 0..5_usize,
    ) {
        let prices = [129, 300, 300];
        let mut pieces: Vec<i64> = Vec::new();
        let mut goods = Vec::new();
        for ((quantity, price), name) in quantities.iter().zip(prices).zip(["a", "e", "f"]) {
            pieces.extend(std::iter::repeat_n(price, usize::try_from(*quantity).unwrap()));
            if *quantity > 0 {
                goods.push((name, *quantity));
            }
        }
        pieces.sort_unstable_by_key(|price| std::cmp::Reverse(*price));
        let threes = || pieces.chunks_exact(3);
        let (offer, expected): (&str, i64) = match which {
            0 => ("buy 2 a,e,f get 1 a,e,f", threes().map(|three| three[2]).sum()),
            1 => ("set 3 a,e,f for 5.00", threes().map(|three| (three.iter().sum::<i64>() - 500).max(0)).sum()),
            2 => ("2.49 for a,e,f", pieces.iter().map(|price| (price - 249).max(0)).sum()),
            3 => ("1.50 off a,e,f", pieces.iter().map(|price| (*price).min(150)).sum()),
            _ => ("set 2 a,e,f less 4.00", pieces.chunks_exact(2).map(|two| two.iter().sum::<i64>().min(400)).sum()),
        };
        prop_assume!(!goods.is_empty());
        let (_, discount) = ring(&mut till(&[promotion(&format!("promo p : {offer}"))], None), &goods);
        prop_assert_eq!(discount.minor(), expected, "{} of {:?}", offer, pieces);
    }
}
