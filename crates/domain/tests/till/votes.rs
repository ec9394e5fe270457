//! What participants refuse: the sale is rolled back, and nothing moves.

use expect_test::expect;

use crate::check;

#[test]
fn what_is_sold_strictly_must_be_there() {
    check(
        "item ring 100.00 x0 strict
         item milk 1.00 x0
         stock ring 1
         1 x milk
         1 x ring
         1 x ring @90.00         # two lines of one item count together
         cash 191.00
         pay
         balances
         1 x ring
         cash 100.00
         pay
         balances",
        &expect![[r#"
            rolled back by Inventory: OutOfStock { sku: Sku("ring"), wanted: Quantity(2000), on_hand: Quantity(1000) }
            stock/ring 1
            receipt 2
              1 1 x ring @100.00               100.00
              tax 0 % on 100.00                  0.00
              TOTAL                            100.00
              cash                             100.00
            stock/ring 0
        "#]],
    );
}

#[test]
fn points_and_store_credit_are_never_overdrawn() {
    check(
        "item milk 1.00 x0
         points ann 99
         credit ann 0.99
         credit bob 5.00
         customer ann
         1 x milk
         points 100 =1.00
         pay
         customer ann
         1 x milk
         points 50 =0.50
         points 50 =0.50         # two tenders count together
         pay
         customer ann
         1 x milk
         store 1.00 ann
         pay
         customer ann
         2 x milk
         store 0.99 ann
         store 1.01 bob
         pay
         balances",
        &expect![[r#"
            rolled back by Loyalty: PointsBeyondBalance { wanted: 100, balance: 99 }
            rolled back by Loyalty: PointsBeyondBalance { wanted: 100, balance: 99 }
            rolled back by StoredValue: StoredValueBeyondBalance { account: AccountId("ann"), wanted: Amount(100), balance: Amount(99) }
            receipt 4
              1 2 x milk @1.00                   2.00
              tax 0 % on 2.00                    0.00
              TOTAL                              2.00
              store credit ann                   0.99
              store credit bob                   1.01
              +2 points
            stock/milk -2
            customer/ann 101 points
            stored-value/ann 0.00
            stored-value/bob 3.99
        "#]],
    );
}

#[test]
fn a_stranger_is_no_customer() {
    check(
        "item milk 1.00 x0
         customer nobody
         1 x milk
         cash 1.00
         pay
         balances",
        &expect![[r#"
            rolled back by Loyalty: UnknownCustomer { customer: CustomerId("nobody") }
        "#]],
    );
}

#[test]
fn the_first_refusal_counts_and_no_other_effect_remains() {
    check(
        "item milk 1.00 x0
         stock milk 10
         points ann 500
         credit ann 0.10
         customer ann
         2 x milk
         points 100 =1.00
         store 1.00 ann
         pay
         balances",
        &expect![[r#"
            rolled back by StoredValue: StoredValueBeyondBalance { account: AccountId("ann"), wanted: Amount(100), balance: Amount(10) }
            stock/milk 10
            customer/ann 500 points
            stored-value/ann 0.10
        "#]],
    );
}
