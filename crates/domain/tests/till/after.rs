//! After the sale: where the money goes back to, points that small returns keep, goods without a receipt, whole sales reversed.

use evertill_domain::day::Day;
use evertill_domain::payback::{PaidBy, PaidPart, Wish, propose};
use evertill_domain::shift::ShiftNumber;
use evertill_domain::{Amount, Refusal};
use expect_test::expect;

use crate::check;
use crate::till::Till;

#[test]
fn money_goes_back_by_what_paid_up_to_what_it_paid() {
    check(
        "item lamp 20.00 x0
         item chair 30.00 x0
         1 x lamp
         1 x chair
         card 35.00 S-1
         cash 20.00
         pay
         paid 1
         return 1.2 x 1
         card -30.00 R-1
         pay
         return 1.1 x 1
         card -20.00 R-2         # the card has 5.00 left
         pay
         return 1.1 x 1
         cash -20.00             # and 15.00 were paid in cash
         pay
         return 1.1 x 1
         card -5.00 R-3
         cash -15.00
         pay
         paid 1",
        &expect![[r#"
            receipt 1
              1 1 x lamp @20.00                 20.00
              2 1 x chair @30.00                30.00
              tax 0 % on 50.00                   0.00
              TOTAL                             50.00
              card S-1                          35.00
              cash                              20.00
              change                             5.00
            1: Card 35.00, back 0.00
            1: Cash 15.00, back 0.00
            receipt 2
              1 back 1.2 1 x chair @30.00      -30.00
              tax 0 % on -30.00                  0.00
              TOTAL                            -30.00
              card R-1                         -30.00
            rolled back by Returns: BackBeyondPaid { by: Card, most: Amount(500) }
            rolled back by Returns: BackBeyondPaid { by: Cash, most: Amount(1500) }
            receipt 5
              1 back 1.1 1 x lamp @20.00       -20.00
              tax 0 % on -20.00                  0.00
              TOTAL                            -20.00
              card R-3                          -5.00
              cash                             -15.00
            1: Card 35.00, back 35.00
            1: Cash 15.00, back 15.00
        "#]],
    );
}

#[test]
fn what_cannot_be_paid_out_goes_back_as_store_credit_and_a_tip_stays() {
    check(
        "item lamp 20.00 x0
         points ann 500
         credit ann 4.00
         rate EUR 1.10
         coins 0.05
         customer ann
         1 x lamp
         tip 2.00
         card 8.00 S-1
         points 500 =5.00
         voucher 2.00 V-1
         store 4.00 ann
         foreign 5.00 EUR 1.10 =5.50
         pay
         paid 1
         customer ann
         return 1.1 x 1
         card -6.01 R-1          # the tip of 2.00 is not given back
         store -13.99 ann
         pay
         customer ann
         return 1.1 x 1
         card -6.00 R-1
         cash -3.00
         store -11.00 ann
         pay
         paid 1",
        &expect![[r#"
            receipt 1
              1 1 x lamp @20.00                 20.00
              tax 0 % on 20.00                   0.00
              TOTAL                             20.00
              tip                                2.00
              card S-1                           8.00
              500 points                         5.00
              voucher V-1                        2.00
              store credit ann                   4.00
              EUR 5.00                           5.50
              change                             2.50
              +20 points
            1: Card 6.00, back 0.00
            1: Cash 3.00, back 0.00
            1: Credit 11.00, back 0.00
            rolled back by Returns: BackBeyondPaid { by: Card, most: Amount(600) }
            receipt 3
              1 back 1.1 1 x lamp @20.00       -20.00
              tax 0 % on -20.00                  0.00
              TOTAL                            -20.00
              card R-1                          -6.00
              cash                              -3.00
              store credit ann                 -11.00
              -20 points
            1: Card 6.00, back 6.00
            1: Cash 3.00, back 3.00
            1: Credit 11.00, back 11.00
        "#]],
    );
}

#[test]
fn a_shop_may_give_cash_for_what_was_paid_otherwise_but_never_card_for_cash() {
    check(
        "item lamp 20.00 x0
         refunds cash
         2 x lamp
         card 25.00 S-1
         cash 15.00
         pay
         return 1.1 x 1
         cash -20.00
         pay
         paid 1
         return 1.1 x 1
         card -20.00 R-1
         pay
         paid 1
         1 x lamp
         cash 20.00
         pay
         return 4.1 x 1
         card -20.00 R-2
         pay",
        &expect![[r#"
            receipt 1
              1 2 x lamp @20.00                 40.00
              tax 0 % on 40.00                   0.00
              TOTAL                             40.00
              card S-1                          25.00
              cash                              15.00
            receipt 2
              1 back 1.1 1 x lamp @20.00       -20.00
              tax 0 % on -20.00                  0.00
              TOTAL                            -20.00
              cash                             -20.00
            1: Card 25.00, back 5.00
            1: Cash 15.00, back 15.00
            receipt 3
              1 back 1.1 1 x lamp @20.00       -20.00
              tax 0 % on -20.00                  0.00
              TOTAL                            -20.00
              card R-1                         -20.00
            1: Card 25.00, back 25.00
            1: Cash 15.00, back 15.00
            receipt 4
              1 1 x lamp @20.00                 20.00
              tax 0 % on 20.00                   0.00
              TOTAL                             20.00
              cash                              20.00
            rolled back by Returns: BackBeyondPaid { by: Card, most: Amount(0) }
        "#]],
    );
}

#[test]
fn what_paid_for_goods_paid_for_those_that_are_taken_instead() {
    check(
        "item lamp 20.00 i19
         item bread 10.00 i7
         1 x lamp
         card 20.00 S-1
         pay
         return 1.1 x 1
         1 x bread               # other goods at another tax
         cash -10.00
         pay
         return 1.1 x 1
         1 x bread
         card -10.00 R-1
         pay
         paid 1
         paid 3
         return 3.1 x 1
         cash -10.00
         pay
         return 3.1 x 1
         card -10.00 R-2
         pay
         paid 3",
        &expect![[r#"
            receipt 1
              1 1 x lamp @20.00                 20.00
              tax 19 % in 16.81                  3.19
              TOTAL                             20.00
              card S-1                          20.00
            rolled back by Returns: BackBeyondPaid { by: Cash, most: Amount(0) }
            receipt 3
              1 1 x bread @10.00                10.00
              2 back 1.1 1 x lamp @20.00       -20.00
              tax 7 % in 9.35                    0.65
              tax 19 % in -16.81                -3.19
              TOTAL                            -10.00
              card R-1                         -10.00
            1: Card 20.00, back 20.00
            3: Card 10.00, back 0.00
            rolled back by Returns: BackBeyondPaid { by: Cash, most: Amount(0) }
            receipt 5
              1 back 3.1 1 x bread @10.00      -10.00
              tax 7 % in -9.35                  -0.65
              TOTAL                            -10.00
              card R-2                         -10.00
            3: Card 10.00, back 10.00
        "#]],
    );
}

#[test]
fn small_parts_keep_no_points() {
    check(
        "item tea 1.90 x0 kg
         points ann 0
         points bob 0
         customer ann
         1 x tea
         cash 1.90
         pay
         return 1.1 x 0.4
         cash -0.76
         pay
         customer bob            # what ann earned is taken back from ann
         cash -0.76
         pay
         customer ann
         cash -0.76
         pay
         customer ann
         return 1.1 x 0.4
         cash -0.76
         pay
         customer ann
         return 1.1 x 0.2
         cash -0.38
         pay
         balances",
        &expect![[r#"
            receipt 1
              1 1 x tea @1.90                    1.90
              tax 0 % on 1.90                    0.00
              TOTAL                              1.90
              cash                               1.90
              +1 points
            pay -> ReturnOfCustomer { customer: CustomerId("ann") }
            pay -> ReturnOfCustomer { customer: CustomerId("ann") }
            receipt 2
              1 back 1.1 0.4 x tea @1.90        -0.76
              tax 0 % on -0.76                   0.00
              TOTAL                             -0.76
              cash                              -0.76
            receipt 3
              1 back 1.1 0.4 x tea @1.90        -0.76
              tax 0 % on -0.76                   0.00
              TOTAL                             -0.76
              cash                              -0.76
              -1 points
            receipt 4
              1 back 1.1 0.2 x tea @1.90        -0.38
              tax 0 % on -0.38                   0.00
              TOTAL                             -0.38
              cash                              -0.38
            stock/tea 0
            customer/ann 0 points
            customer/bob 0 points
        "#]],
    );
}

#[test]
fn a_return_that_was_worked_out_before_another_is_rolled_back() {
    let mut till = Till::new();
    let mut printed = till.run(
        "item tea 1.90 x0
         points ann 0
         customer ann
         2 x tea
         cash 3.80
         pay
         customer ann
         return 1.1 x 1",
    );
    let first = std::mem::take(&mut till.basket);
    printed += &till.run("customer ann\n return 1.1 x 1\n cash -1.90\n pay");
    till.basket = first;
    printed += &till.run("cash -1.90\n pay\n balances");
    expect![[r#"
        receipt 1
          1 2 x tea @1.90                    3.80
          tax 0 % on 3.80                    0.00
          TOTAL                              3.80
          cash                               3.80
          +3 points
        receipt 2
          1 back 1.1 1 x tea @1.90          -1.90
          tax 0 % on -1.90                   0.00
          TOTAL                             -1.90
          cash                              -1.90
          -2 points
        rolled back by Returns: ReturnOutdated { receipt: ReceiptNumber(1) }
        stock/tea -1
        customer/ann 1 points
    "#]]
    .assert_eq(&printed);
}

#[test]
fn goods_without_a_receipt_come_back_at_the_lowest_price_as_store_credit() {
    check(
        "item lamp 20.00 x7
         item bulb - x7
         points ann 0
         customer ann
         price lamp from 1970-01-01 to 1970-01-02 15.00
         unreceipted 1 x lamp @20.00 does not fit
         unreceipted 1 x lamp @15.00
         unreceipted 0 x lamp @15.00 does not fit
         unreceipted 1 x bulb @1.00 does not fit
         unreceipted 1 x lamp @15.00 does not fit
         unreceipted 1 x lamp @15.00 damaged broken
         cash -32.10
         pay
         refunds limit 20.00
         store -32.10 ann
         pay
         refunds customer
         customer none
         gift -32.10 79927398713
         pay
         customer ann
         store -32.10 ann
         pay
         refunds unreceipted-cash
         unreceipted 1 x lamp @10.00 does not fit
         card -10.70 R-1
         pay
         customer ann
         unreceipted 1 x lamp @10.00 does not fit
         cash -10.70
         pay
         balances",
        &expect![[r#"
            unreceipted 1 x lamp @20.00 does not fit -> AmountTooLarge { limit: Amount(1500) }
            unreceipted 1 x lamp @15.00 -> ReasonMissing
            unreceipted 0 x lamp @15.00 does not fit -> QuantityNotPositive
            unreceipted 1 x bulb @1.00 does not fit -> PriceMissing { sku: Sku("bulb") }
            pay -> CreditOnly { most: Amount(0) }
            pay -> WithoutReceiptBeyond { limit: Amount(2000) }
            pay -> CustomerMissing
            receipt 1
              1 1 x lamp @15.00                -15.00
              2 1 x lamp @15.00                -15.00
              tax 7 % on -30.00                 -2.10
              TOTAL                            -32.10
              store credit ann                 -32.10
              -33 points
            rolled back by Returns: BackBeyondPaid { by: Card, most: Amount(0) }
            receipt 3
              1 1 x lamp @10.00                -10.00
              tax 7 % on -10.00                 -0.70
              TOTAL                            -10.70
              cash                             -10.70
              -11 points
            stock/lamp 2
            customer/ann -44 points
            stored-value/ann 32.10
        "#]],
    );
}

#[test]
fn damaged_goods_are_paid_back_and_not_put_on_the_shelf() {
    check(
        "item lamp 20.00 x0
         2 x lamp
         cash 40.00
         pay
         damaged return 1.1 x 1 the glass is broken
         cash -20.00
         pay
         balances",
        &expect![[r#"
            receipt 1
              1 2 x lamp @20.00                 40.00
              tax 0 % on 40.00                   0.00
              TOTAL                             40.00
              cash                              40.00
            receipt 2
              1 back 1.1 1 x lamp @20.00       -20.00
              tax 0 % on -20.00                  0.00
              TOTAL                            -20.00
              cash                             -20.00
            stock/lamp -2
        "#]],
    );
}

#[test]
fn a_sale_is_reversed_as_a_whole_with_all_that_followed_from_it() {
    let mut till = Till::new();
    till.shift = None;
    let printed = till.run(
        "item lamp 20.00 i19
         item beer 1.00 i19 deposit=pfand*1
         item pfand 0.25 i19
         points ann 100
         credit ann 5.00
         trust ann 50.00
         rate EUR 1.10
         coins 0.05
         customer ann
         1 x lamp
         2 x beer
         discount 10%
         onto 79927398713 10.00
         tip 1.00
         card 5.00 S-1
         points 100 =1.00
         store 5.00 ann
         voucher 2.00 V-1
         owe 8.00
         paper 1.00 C-1
         foreign 10.00 EUR 1.10 =11.00
         cash 5.00
         pay
         balances
         post-void 1
         balances
         post-void 1
         post-void 2
         return 1.1 x 1
         1 x lamp
         voucher 2.00 V-1
         cash 18.00
         pay
         return 3.1 x 1
         cash -18.00
         store -2.00 ann
         pay
         customer ann
         store -2.00 ann
         cash -18.00
         pay
         post-void 3
         post-void 4",
    );
    expect![[r#"
        receipt 1
          1 1 x lamp @20.00                 20.00
            of basket discount              -2.00
          2 2 x beer @1.00                   2.00
            of basket discount              -0.20
          3 2 x pfand of 2 @0.25             0.50
          tax 19 % in 17.06                  3.24
          TOTAL                             20.30
          onto gift card 79927398713        10.00
          tip                                1.00
          card S-1                           5.00
          100 points                         1.00
          store credit ann                   5.00
          voucher V-1                        2.00
          on account                         8.00
          paper C-1                          1.00
          EUR 10.00                         11.00
          cash                               5.00
          change                             6.70
          +20 points
        stock/beer -2
        stock/lamp -1
        customer/ann 20 points, owes 8.00
        stored-value/ann 0.00
        stored-value/gift/79927398713 10.00
        voucher/V-1 used for 1
        receipt 2 VOID of 1
          1 back 1.1 1 x lamp @20.00       -18.00
          2 back 1.2 2 x beer @1.00         -1.80
          3 back 1.3 2 x pfand of 2 @0.25    -0.50
          tax 19 % in -17.06                -3.24
          TOTAL                            -20.30
          onto gift card 79927398713       -10.00
          tip                               -1.00
          card S-1                          -5.00
          -100 points                       -1.00
          store credit ann                  -5.00
          voucher V-1                       -2.00
          on account                        -8.00
          paper C-1                         -1.00
          EUR -10.00                       -11.00
          cash                               1.70
          -20 points
        stock/beer 0
        stock/lamp 0
        customer/ann 100 points
        stored-value/ann 5.00
        stored-value/gift/79927398713 0.00
        post-void 1 -> PostVoidImpossible
        post-void 2 -> PostVoidImpossible
        return 1.1 x 1 -> NothingToReturn { line: 1 }
        receipt 3
          1 1 x lamp @20.00                 20.00
          tax 19 % in 16.81                  3.19
          TOTAL                             20.00
          voucher V-1                        2.00
          cash                              18.00
        pay -> CustomerMissing
        receipt 4
          1 back 3.1 1 x lamp @20.00       -20.00
          tax 19 % in -16.81                -3.19
          TOTAL                            -20.00
          store credit ann                  -2.00
          cash                             -18.00
        post-void 3 -> PostVoidImpossible
        post-void 4 -> PostVoidImpossible
    "#]]
    .assert_eq(&printed);
}

#[test]
fn a_sale_is_reversed_while_its_shift_is_open_or_on_its_day() {
    let mut till = Till::new();
    till.run("item tea 2.00 x0\n1 x tea\ncash 2.00\npay\nonto 79927398713 5.00\ncash 5.00\npay\n1 x tea\ngift 2.00 79927398713\npay");
    assert_eq!(
        till.run("post-void 2"),
        "rolled back by StoredValue: StoredValueBeyondBalance { account: AccountId(\"gift/79927398713\"), wanted: Amount(500), balance: Amount(300) }\n"
    );
    till.shift = Some((ShiftNumber(1), Day::new(1970, 1, 1).unwrap()));
    assert!(till.post_void(1).is_ok(), "it was made on this day, outside of any shift");
    till.run("now 1970-01-02 08:00");
    assert_eq!(till.post_void(3), Err(Refusal::PostVoidTooLate));
    assert_eq!(till.run("post-void 3"), "post-void 3 -> PostVoidTooLate\n");
}

#[test]
fn the_proposal_takes_a_card_first_and_leaves_the_rest_as_credit() {
    let minor = Amount::minor_i32;
    let part = |by: PaidBy, paid, back| PaidPart { by, paid: minor(paid), back: minor(back) };
    let parts = [
        part(PaidBy::Card, 500, 100),
        part(PaidBy::OnAccount, 300, 0),
        part(PaidBy::Cash, 200, 0),
        part(PaidBy::Credit, 1_000, 0),
    ];
    type Row = (i32, i32, Wish, &'static [(PaidBy, i32)]);
    let table: [Row; 6] = [
        (300, 900, Wish::AsPaid, &[(PaidBy::Card, 300)]),
        (800, 900, Wish::AsPaid, &[(PaidBy::Card, 400), (PaidBy::OnAccount, 300), (PaidBy::Cash, 100)]),
        (
            800,
            50,
            Wish::AsPaid,
            &[(PaidBy::Card, 400), (PaidBy::OnAccount, 50), (PaidBy::Cash, 200), (PaidBy::Credit, 150)],
        ),
        (800, 900, Wish::Credit, &[(PaidBy::Credit, 800)]),
        (800, 900, Wish::Cash, &[(PaidBy::Cash, 800)]),
        (0, 900, Wish::AsPaid, &[]),
    ];
    for (amount, owed, wish, expected) in table {
        let expected: Vec<_> = expected.iter().map(|(by, share)| (by.clone(), minor(*share))).collect();
        assert_eq!(propose(&parts, minor(amount), minor(owed), wish), Ok(expected), "{amount} {wish:?}");
    }
}
