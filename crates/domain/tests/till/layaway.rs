//! Goods that are laid away: paid ahead in parts, collected, or given up.

use evertill_domain::day::Day;
use evertill_domain::event::Event;
use evertill_domain::ids::SaleId;
use evertill_domain::rows::{Row, RowKey};
use evertill_domain::suspended::{SaleCancelled, SuspendedSale};
use evertill_domain::{Amount, Refusal};
use expect_test::expect;

use crate::check;
use crate::till::Till;

fn key(id: &str) -> RowKey {
    RowKey::Suspended(SaleId::new(id).unwrap())
}

impl Till {
    /// Sets the basket aside for a customer.
    pub fn lay_away(&mut self, id: &str, collect_by: Option<Day>) -> Result<(), Refusal> {
        let total = self.basket.priced(self.rules())?.totals.total;
        let basket = std::mem::take(&mut self.basket);
        let sale = SuspendedSale::new(SaleId::new(id).unwrap(), id, basket, total, self.now, None)?;
        let event = Event::SaleSuspended(Box::new(SuspendedSale { collect_by, ..sale }));
        self.apply(&event);
        Ok(())
    }

    /// Takes it up again.
    pub fn take_up(&mut self, id: &str) -> Result<(), Refusal> {
        let Ok(Some(Row::Suspended(sale))) = self.rows.get(&key(id)) else { return Err(Refusal::NotSuspended) };
        self.basket = sale.basket.clone();
        Ok(())
    }

    /// Takes it up and gives it up.
    pub fn give_up(&mut self, id: &str) -> Result<(), Refusal> {
        self.take_up(id)?;
        let basket = std::mem::take(&mut self.basket);
        let cancelled = SaleCancelled {
            id: SaleId::new(id).unwrap(),
            reason: "the customer changed their mind".to_owned(),
            lines: basket.as_voided()?,
            total: Amount::ZERO,
            resumed: basket.resumed().to_vec(),
            shift: None,
            time: self.now,
            operator: None,
            approved_by: None,
        };
        cancelled.check_prepaid(&self.rows)?;
        self.apply(&Event::SaleCancelled(Box::new(cancelled)));
        Ok(())
    }
}

#[test]
fn goods_are_paid_ahead_in_parts_and_collected_for_what_is_left() {
    check(
        "item bike 300.00 i19
         item bell 9.00 i19
         1 x bike
         lay-away o-1 2026-12-24
         ahead 100.00 o-1
         cash 100.00
         pay
         ahead 50.00 o-1
         card 50.00 S-1
         pay
         balances
         take-up o-1
         1 x bell                # it is paid for what is in it when it is collected
         prepaid 150.00 o-1
         cash 159.00
         pay
         balances",
        &expect![[r#"
            receipt 1
              TOTAL                              0.00
              ahead for o-1                    100.00
              cash                             100.00
            receipt 2
              TOTAL                              0.00
              ahead for o-1                     50.00
              card S-1                          50.00
            suspended/o-1 150.00 ahead
            receipt 3
              1 1 x bike @300.00               300.00
              2 1 x bell @9.00                   9.00
              tax 19 % in 259.66                49.34
              TOTAL                            309.00
              paid ahead for o-1               150.00
              cash                             159.00
            stock/bell -1
            stock/bike -1
        "#]],
    );
}

#[test]
fn what_was_paid_ahead_pays_for_its_goods_alone_and_none_of_it_is_left_behind() {
    check(
        "item bike 300.00 i19
         item bell 9.00 i19
         1 x bike
         lay-away o-1
         1 x bell
         lay-away o-2
         ahead 0.00 o-1
         ahead 10000000.01 o-1
         ahead 20.00 o-9         # nothing is set aside as this
         cash 20.00
         pay
         ahead 20.00 o-1
         cash 20.00
         pay
         1 x bell
         prepaid 9.00 o-1
         pay
         take-up o-2
         prepaid 9.00 o-1
         pay
         take-up o-1
         cash 300.00
         pay
         take-up o-1
         prepaid 20.01 o-1
         cash 279.99
         pay
         ahead -20.01 o-1
         cash -20.01
         pay
         ahead -5.00 o-1
         cash -5.00
         pay
         give-up o-1             # 15.00 would be forgotten
         balances
         ahead -15.00 o-1
         cash -15.00
         pay
         give-up o-1
         balances",
        &expect![[r#"
            ahead 0.00 o-1 -> ChargeOutOfRange { limit: Amount(1000000000) }
            ahead 10000000.01 o-1 -> ChargeOutOfRange { limit: Amount(1000000000) }
            rolled back by Prepayments: UnknownOrder { order: SaleId("o-9") }
            receipt 2
              TOTAL                              0.00
              ahead for o-1                     20.00
              cash                              20.00
            pay -> PrepaymentOfOther
            pay -> PrepaymentOfOther
            rolled back by Prepayments: PrepaymentUnused { left: Amount(2000) }
            rolled back by Prepayments: PrepaymentBeyondBalance { wanted: Amount(2001), balance: Amount(2000) }
            rolled back by Prepayments: PrepaymentBeyondBalance { wanted: Amount(2001), balance: Amount(2000) }
            receipt 6
              TOTAL                              0.00
              ahead for o-1                     -5.00
              cash                              -5.00
            give-up o-1 -> PrepaymentLeft { left: Amount(1500) }
            suspended/o-1 15.00 ahead
            suspended/o-2 0.00 ahead
            receipt 7
              TOTAL                              0.00
              ahead for o-1                    -15.00
              cash                             -15.00
            suspended/o-2 0.00 ahead
        "#]],
    );
}

#[test]
fn what_was_paid_ahead_beyond_the_price_goes_back_as_change() {
    check(
        "item bell 9.00 i19
         2 x bell
         lay-away o-1
         ahead 15.00 o-1
         cash 15.00
         pay
         take-up o-1
         quantity 1 1
         prepaid 15.00 o-1
         pay",
        &expect![[r#"
            receipt 1
              TOTAL                              0.00
              ahead for o-1                     15.00
              cash                              15.00
            receipt 2
              1 1 x bell @9.00                   9.00
              tax 19 % in 7.56                   1.44
              TOTAL                              9.00
              paid ahead for o-1                15.00
              change                             6.00
        "#]],
    );
}

#[test]
fn a_sale_that_was_set_aside_is_settled_once_whoever_has_taken_it_up() {
    check(
        "item bell 9.00 i19
         1 x bell
         lay-away table-4
         take-up table-4
         cash 9.00
         pay
         balances",
        &expect![[r#"
            receipt 1
              1 1 x bell @9.00                   9.00
              tax 19 % in 7.56                   1.44
              TOTAL                              9.00
              cash                               9.00
            stock/bell -1
        "#]],
    );
    // Two baskets have it: one is paid, and the other one is not.
    let mut till = Till::new();
    till.run("item bell 9.00 i19\n1 x bell\nlay-away table-4\ntake-up table-4");
    let other = till.basket.clone();
    till.run("cash 9.00\npay");
    till.basket = other;
    let told = till.run("cash 9.00\npay\nbalances");
    assert!(told.starts_with("rolled back by Prepayments: UnknownOrder"), "{told}");
    assert!(told.ends_with("stock/bell -1\n"), "{told}");
}

#[test]
fn goods_that_are_put_together_keep_what_was_paid_ahead_for_each() {
    let mut till = Till::new();
    till.run(
        "item bell 9.00 i19
         1 x bell
         lay-away o-1 2026-12-24
         ahead 4.00 o-1
         cash 4.00
         pay
         1 x bell
         lay-away o-2
         ahead 3.00 o-2
         cash 3.00
         pay
         take-up o-1",
    );
    let Ok(Some(Row::Suspended(other))) = till.rows.get(&key("o-2")) else { panic!("o-2 is set aside") };
    let other = other.clone();
    till.handle(evertill_domain::basket::BasketCommand::Merge(other)).unwrap();
    till.lay_away("o-1", None).unwrap();
    let Ok(Some(Row::Suspended(both))) = till.rows.get(&key("o-1")) else { panic!("o-1 is set aside") };
    assert_eq!((both.prepaid, both.collect_by), (Amount::minor_i32(700), Day::parse("2026-12-24")));
    assert!(matches!(till.rows.get(&key("o-2")), Ok(None)));
}
