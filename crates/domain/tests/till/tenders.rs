//! Every other way to pay: coins that are rounded, foreign notes, gift cards, accounts, vouchers and tips.

use evertill_domain::clock::{LocalTime, Timestamp};
use evertill_domain::event::Event;
use evertill_domain::ids::ReceiptNumber;
use evertill_domain::payments::Payments;
use evertill_domain::rows::SoldSale;
use evertill_domain::{Amount, Refusal, postings, tips};
use expect_test::expect;

use crate::check;
use crate::till::Till;

/// Switzerland: on 12 April 2006 the Federal Council decided that the coin of one centime is no legal tender from 1 January
/// 2007 on, so that the one of five is the smallest (Swissmint, magazine, "Withdrawal of 1-centime coins from circulation").
/// Retail rounds to the nearest: 1 and 2 down, 3 and 4 up to 5, 6 and 7 down to 5, 8 and 9 up. By card nothing is rounded.
#[test]
fn swiss_cash_comes_out_in_coins_of_five_centimes() {
    let swiss = Payments { cash_step: Some(Amount::minor_i32(5)), ..Payments::default() };
    let table = [
        (1, 0),
        (2, 0),
        (3, 5),
        (4, 5),
        (5, 5),
        (6, 5),
        (7, 5),
        (8, 10),
        (9, 10),
        (10, 10),
        (1_992, 1_990),
        (1_993, 1_995),
        (1_997, 1_995),
        (1_998, 2_000),
        (-1_992, -1_990),
        (-1_993, -1_995),
    ];
    for (exact, coins) in table {
        assert_eq!(swiss.in_coins(Amount::minor_i32(exact)), Ok(Amount::minor_i32(coins)), "{exact}");
    }
    // Wherever the smallest coin is another, the tie goes up.
    for (step, exact, coins) in [(100, 4_949, 4_900), (100, 4_950, 5_000), (10, 1_994, 1_990), (10, 1_995, 2_000)] {
        let shop = Payments { cash_step: Some(Amount::minor_i32(step)), ..Payments::default() };
        assert_eq!(shop.in_coins(Amount::minor_i32(exact)), Ok(Amount::minor_i32(coins)), "{exact} by {step}");
    }
}

#[test]
fn only_what_is_paid_in_cash_is_rounded() {
    check(
        "coins 0.05
         item tea 9.98 i7
         item gum 0.02 i7
         1 x tea
         cash 10.00
         pay
         1 x tea
         card 9.98 S-1
         pay
         1 x tea
         card 5.00 S-2
         cash 5.00
         pay
         1 x tea
         card 9.95 S-3           # three centimes are not given away to a card
         pay
         void 1
         1 x gum
         pay                     # less than half a coin is nothing in cash
         return 1.1 x 1
         cash -10.00
         pay
         return 3.1 x 1
         cash -9.98              # no till has these coins
         pay
         card -5.00 R-1
         cash -5.00              # what was paid in cash goes back in coins that exist
         pay
         balances",
        &expect![[r#"
            receipt 1
              1 1 x tea @9.98                    9.98
              tax 7 % in 9.33                    0.65
              TOTAL                              9.98
              rounding                           0.02
              cash                              10.00
            receipt 2
              1 1 x tea @9.98                    9.98
              tax 7 % in 9.33                    0.65
              TOTAL                              9.98
              card S-1                           9.98
            receipt 3
              1 1 x tea @9.98                    9.98
              tax 7 % in 9.33                    0.65
              TOTAL                              9.98
              rounding                           0.02
              card S-2                           5.00
              cash                               5.00
            pay -> TenderBelowTotal { missing: Amount(3) }
            receipt 4
              1 1 x gum @0.02                    0.02
              tax 7 % in 0.02                    0.00
              TOTAL                              0.02
              rounding                          -0.02
            receipt 5
              1 back 1.1 1 x tea @9.98          -9.98
              tax 7 % in -9.33                  -0.65
              TOTAL                             -9.98
              rounding                          -0.02
              cash                             -10.00
            pay -> PayoutMismatch { due: Amount(1000), offered: Amount(998) }
            receipt 6
              1 back 3.1 1 x tea @9.98          -9.98
              tax 7 % in -9.33                  -0.65
              TOTAL                             -9.98
              rounding                          -0.02
              card R-1                          -5.00
              cash                              -5.00
            stock/gum -1
            stock/tea -1
        "#]],
    );
}

#[test]
fn change_is_given_up_to_the_shops_limit() {
    check(
        "most-change 50.00
         item tea 10.00 i7
         1 x tea
         cash 60.00
         pay
         1 x tea
         cash 60.01
         pay
         1 x tea
         card 20.00 S-1
         cash 20.00
         pay",
        &expect![[r#"
            receipt 1
              1 1 x tea @10.00                  10.00
              tax 7 % in 9.35                    0.65
              TOTAL                             10.00
              cash                              60.00
              change                            50.00
            pay -> ChangeBeyondLimit { limit: Amount(5000) }
            receipt 2
              1 2 x tea @10.00                  20.00
              tax 7 % in 18.69                   1.31
              TOTAL                             20.00
              card S-1                          20.00
              cash                              20.00
              change                            20.00
        "#]],
    );
}

#[test]
fn foreign_cash_pays_at_the_shops_rate_and_change_is_the_shops_own_money() {
    check(
        "rate EUR 1.10
         item tea 10.00 i7
         1 x tea
         foreign 20.00 EUR 1.10 =22.00
         pay
         1 x tea
         foreign 5.00 EUR 1.10 =5.50
         cash 5.00
         pay
         1 x tea
         foreign 20.00 EUR 1.20 =24.00
         pay
         foreign 20.00 GBP 1.10 =22.00
         pay
         foreign 20.00 EUR 1.10 =22.01
         pay
         cash 10.00
         pay
         return 1.1 x 1
         foreign -10.00 EUR 1.10 =-11.00
         pay",
        &expect![[r#"
            receipt 1
              1 1 x tea @10.00                  10.00
              tax 7 % in 9.35                    0.65
              TOTAL                             10.00
              EUR 20.00                         22.00
              change                            12.00
            receipt 2
              1 1 x tea @10.00                  10.00
              tax 7 % in 9.35                    0.65
              TOTAL                             10.00
              EUR 5.00                           5.50
              cash                               5.00
              change                             0.50
            pay -> ForeignCashMismatch
            pay -> ForeignCashMismatch
            pay -> ForeignCashMismatch
            receipt 3
              1 1 x tea @10.00                  10.00
              tax 7 % in 9.35                    0.65
              TOTAL                             10.00
              cash                              10.00
            pay -> NotPayable
        "#]],
    );
}

#[test]
fn a_gift_card_is_sold_topped_up_and_never_pays_more_than_it_holds() {
    check(
        "item tea 10.00 i7
         points ann 0
         customer ann
         1 x tea
         onto 79927398713 20.00
         onto 79927398713 5.00   # more on the same card is one line
         show
         cash 35.00
         pay
         1 x tea
         gift 10.00 79927398713
         pay
         2 x tea
         gift 15.00 79927398713
         cash 5.00
         pay
         1 x tea
         gift 10.00 79927398713
         pay
         onto 79927398713 0.00
         onto 79927398713 -1.00
         onto 79927398713 10000000.01
         onto 79927398713 1.00
         unload 1
         unload 1
         pay
         return 2.1 x 1
         gift -10.00 79927398713
         pay
         balances",
        &expect![[r#"
            basket
              1 1 x tea @10.00                  10.00
              tax 7 % in 9.35                    0.65
              TOTAL                             10.00
              onto gift card 79927398713        25.00
            receipt 1
              1 1 x tea @10.00                  10.00
              tax 7 % in 9.35                    0.65
              TOTAL                             10.00
              onto gift card 79927398713        25.00
              cash                              35.00
              +10 points
            receipt 2
              1 1 x tea @10.00                  10.00
              tax 7 % in 9.35                    0.65
              TOTAL                             10.00
              gift card 79927398713             10.00
            receipt 3
              1 2 x tea @10.00                  20.00
              tax 7 % in 18.69                   1.31
              TOTAL                             20.00
              gift card 79927398713             15.00
              cash                               5.00
            rolled back by StoredValue: StoredValueBeyondBalance { account: AccountId("gift/79927398713"), wanted: Amount(1000), balance: Amount(0) }
            onto 79927398713 0.00 -> ChargeOutOfRange { limit: Amount(1000000000) }
            onto 79927398713 -1.00 -> ChargeOutOfRange { limit: Amount(1000000000) }
            onto 79927398713 10000000.01 -> ChargeOutOfRange { limit: Amount(1000000000) }
            unload 1 -> UnknownLine
            pay -> BasketEmpty
            receipt 5
              1 back 2.1 1 x tea @10.00        -10.00
              tax 7 % in -9.35                  -0.65
              TOTAL                            -10.00
              gift card 79927398713            -10.00
            stock/tea -3
            customer/ann 10 points
            stored-value/gift/79927398713 10.00
        "#]],
    );
}

#[test]
fn who_is_trusted_buys_on_account_up_to_the_limit_and_pays_later() {
    check(
        "item tea 10.00 i7
         points ann 0
         points bob 0
         trust ann 25.00
         1 x tea
         owe 10.00
         pay
         void 1
         customer ann
         2 x tea
         owe 20.00
         pay
         customer ann
         1 x tea
         owe 10.00               # would be 30.00
         pay
         customer bob
         1 x tea
         owe 10.00               # nobody trusts bob
         pay
         customer ann
         repay 15.00
         cash 20.00
         pay
         customer ann
         repay 5.01
         cash 5.01
         pay
         repay 5.00
         cash 5.00
         pay
         customer none
         unload 1
         return 1.1 x 1
         customer ann
         owe -10.00              # 5.00 more than she owes
         pay
         return 1.1 x 1
         customer ann
         owe -5.00
         store -5.00 ann
         pay
         balances",
        &expect![[r#"
            pay -> CustomerMissing
            receipt 1
              1 2 x tea @10.00                  20.00
              tax 7 % in 18.69                   1.31
              TOTAL                             20.00
              on account                        20.00
              +20 points
            rolled back by Accounts: CreditLimitReached { limit: Amount(2500), owed: Amount(2000) }
            rolled back by Accounts: CreditLimitReached { limit: Amount(0), owed: Amount(0) }
            receipt 4
              TOTAL                              0.00
              of the account                    15.00
              cash                              20.00
              change                             5.00
            rolled back by Accounts: PaymentBeyondOwed { owed: Amount(500) }
            pay -> CustomerMissing
            rolled back by Accounts: PaymentBeyondOwed { owed: Amount(500) }
            receipt 7
              1 back 1.1 1 x tea @10.00        -10.00
              tax 7 % in -9.34                  -0.66
              TOTAL                            -10.00
              on account                        -5.00
              store credit ann                  -5.00
              -10 points
            stock/tea -1
            customer/ann 10 points
            customer/bob 0 points
            stored-value/ann 5.00
        "#]],
    );
}

#[test]
fn a_voucher_of_the_shop_pays_once_however_its_number_is_typed() {
    check(
        "item tea 10.00 i7
         1 x tea
         voucher 5.00 spring-7
         cash 5.00
         pay
         1 x tea
         voucher 5.00 SPRING-7
         cash 5.00
         pay
         1 x tea
         voucher 20.00 V-2       # no change on paper
         pay
         void 1
         return 1.1 x 1
         voucher -10.00 V-3
         pay
         balances",
        &expect![[r#"
            receipt 1
              1 1 x tea @10.00                  10.00
              tax 7 % in 9.35                    0.65
              TOTAL                             10.00
              voucher spring-7                   5.00
              cash                               5.00
            rolled back by Vouchers: VoucherUsed { code: "SPRING-7", receipt: ReceiptNumber(1) }
            pay -> ChangeBeyondCash { excess: Amount(1000) }
            pay -> NotPayable
            stock/tea -1
            voucher/SPRING-7 used for 1
        "#]],
    );
}

#[test]
fn a_tip_is_paid_beside_the_sale_and_is_no_turnover() {
    check(
        "item tea 10.00 i7
         points ann 0
         customer ann
         1 x tea
         tip 1.50
         show
         card 11.50 S-1
         pay
         1 x tea
         tip -0.01
         tip 1.00
         tip 0.00
         cash 10.00
         pay
         tip 1.00
         pay
         return 1.1 x 1
         cash -9.00
         pay
         balances",
        &expect![[r#"
            basket
              1 1 x tea @10.00                  10.00
              tax 7 % in 9.35                    0.65
              TOTAL                             10.00
              tip                                1.50
            receipt 1
              1 1 x tea @10.00                  10.00
              tax 7 % in 9.35                    0.65
              TOTAL                             10.00
              tip                                1.50
              card S-1                          11.50
              +10 points
            tip -0.01 -> TipOutOfRange { limit: Amount(1000000000) }
            receipt 2
              1 1 x tea @10.00                  10.00
              tax 7 % in 9.35                    0.65
              TOTAL                             10.00
              cash                              10.00
            pay -> BasketEmpty
            pay -> TipOutOfRange { limit: Amount(0) }
            stock/tea -2
            customer/ann 10 points
        "#]],
    );
}

#[test]
fn a_tip_is_keyed_from_the_slip_on_the_day_of_the_sale() {
    let mut till = Till::new();
    till.run(
        "item tea 10.00 i7\n1 x tea\ntip 1.00\ncard 11.00 S-1\npay\n1 x tea\ncash 10.00\npay\nreturn 1.1 x 1\ncard -10.00 R-1\npay",
    );
    let (today, tomorrow) = (till.now, LocalTime { at: Timestamp(86_400_000), offset: 0 });
    let cents = Amount::minor_i32;
    let table = [
        (1, 300, "S-2", today, None),
        (1, 0, "S-2", today, None),
        (1, -1, "S-2", today, Some("TipOutOfRange")),
        (1, 300, " ", today, Some("SlipReferenceInvalid")),
        (1, 300, "S-2", tomorrow, Some("DayOver")),
        (2, 300, "S-2", today, Some("TipNotOnCard")),
        (3, 300, "S-2", today, Some("TipNotOnCard")),
    ];
    for (receipt, to, slip, now, refused) in table {
        let (sale, sold) = (till.sales[&receipt].clone(), till.sold(receipt).unwrap());
        let adjusted = tips::adjust(&sale, &sold, cents(to), slip, now, None);
        let name = |no: Refusal| format!("{no:?}").split([' ', '{']).next().unwrap().to_owned();
        assert_eq!(adjusted.clone().err().map(name).as_deref(), refused, "{receipt} {to} {slip:?}");
        if let Ok(tip) = adjusted {
            let event = Event::TipAdjusted(tip);
            assert!(postings::balanced(&postings::of_event(&event).unwrap()));
            till.apply(&event);
            assert_eq!(till.sold(receipt).unwrap().tip, cents(to));
        }
    }
    let reversed = SoldSale { voided: Some(ReceiptNumber(4)), ..till.sold(1).unwrap() };
    assert_eq!(tips::adjust(&till.sales[&1], &reversed, cents(300), "S-2", today, None), Err(Refusal::TipNotOnCard));
}
