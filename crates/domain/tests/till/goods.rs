//! Goods that are more than a name and a price: modifiers, combos, packs, ages, deposits, remarks, serial numbers.

use evertill_domain::Amount;
use evertill_domain::ids::ModifierGroupId;
use evertill_domain::modifier::{ModifierGroup, ModifierOption};
use expect_test::expect;

use crate::till::Till;

/// A till of a café that also sells beer.
fn cafe() -> Till {
    let mut till = Till::new();
    let group = |id: &str, minimum, maximum, options: &[(&str, i32, bool, Option<&str>)]| ModifierGroup {
        id: ModifierGroupId::new(id).unwrap(),
        name: id.to_owned(),
        minimum,
        maximum,
        options: options
            .iter()
            .map(|(name, price, preset, opens)| ModifierOption {
                name: (*name).to_owned(),
                price: Amount::minor_i32(*price),
                preset: *preset,
                opens: opens.map(|id| ModifierGroupId::new(id).unwrap()),
            })
            .collect(),
    };
    till.settings.goods.modifiers = vec![
        group("size", 1, 1, &[("small", 0, true, None), ("large", 60, false, None)]),
        group("milk", 0, 1, &[("plant", 50, false, Some("plant")), ("none", -20, false, None)]),
        group("plant", 1, 1, &[("oat", 0, false, None), ("almond", 20, false, None)]),
        group("temperature", 1, 1, &[("hot", 0, false, None), ("iced", 0, false, None)]),
    ];
    till.settings.validate().unwrap();
    till.run(
        "item latte 3.20 i19 groups=size,milk
         item tea 2.00 i7 groups=temperature
         item water 0.10 i7 groups=milk
         item cake 2.80 i7
         item lunch 4.50 i19 combo=drink:latte|tea+0.30;sweet:cake
         item pfand 0.25 i0
         item bottle 1.20 i19 deposit=pfand*1
         item beer 1.50 i19 age=16 deposit=pfand*1
         item rum 19.90 i19 age=18
         item crate 11.00 i19 deposit=pfand*6 pack=bottle*6
         item phone 99.00 i19 serial
         item pills 4.00 i7 lot
         item shirt 15.00 i19 options=Size
         item shirt-m 15.00 i19 variant=shirt/M",
    );
    till
}

#[test]
fn modifiers_are_part_of_the_price_and_equal_coffees_join() {
    let mut till = cafe();
    let printed = till.run(
        "1 x latte
         1 x latte
         1 x latte with size:large,milk:plant,plant:almond
         2 x latte with size:large,milk:plant,plant:almond
         1 x latte with size:small,milk:none
         show
         modifiers 1 size,milk size:large
         discount 10%
         cash 20.00
         cash 20.00
         pay",
    );
    expect![[r#"
        basket
          1 2 x latte @3.20                  6.40
            small                            0.00
          2 3 x latte @3.20                 13.50
            large                            0.60
            plant                            0.50
            almond                           0.20
          3 1 x latte @3.20                  3.00
            small                            0.00
            none                            -0.20
          tax 19 % in 19.24                  3.66
          TOTAL                             22.90
        receipt 1
          1 2 x latte @3.20                  7.60
            large                            0.60
            of basket discount              -0.76
          2 3 x latte @3.20                 13.50
            large                            0.60
            plant                            0.50
            almond                           0.20
            of basket discount              -1.35
          3 1 x latte @3.20                  3.00
            small                            0.00
            none                            -0.20
            of basket discount              -0.30
          tax 19 % in 18.23                  3.46
          TOTAL                             21.69
          cash                              20.00
          cash                              20.00
          change                            18.31
    "#]]
    .assert_eq(&printed);
}

#[test]
fn a_combo_shares_its_price_over_its_parts_so_that_each_is_taxed_by_its_own_rate() {
    let mut till = cafe();
    let printed = till.run(
        "2 x lunch of latte,cake
         1 x lunch of tea(temperature:iced),cake
         quantity 1 3
         show
         void 1
         cash 5.00
         pay",
    );
    expect![[r#"
        basket
          1 3 x lunch @0.00                  0.00
          2 3 x latte of 1 @2.40             7.20
            small                            0.00
          3 3 x cake of 1 @2.10              6.30
          4 1 x lunch @0.00                  0.00
          5 1 x tea of 4 @2.18               2.18
            iced                             0.00
          6 1 x cake of 4 @2.62              2.62
          tax 19 % in 6.05                   1.15
          tax 7 % in 10.37                   0.73
          TOTAL                             18.30
        receipt 1
          1 1 x lunch @0.00                  0.00
          2 1 x tea of 1 @2.18               2.18
            iced                             0.00
          3 1 x cake of 1 @2.62              2.62
          tax 7 % in 4.49                    0.31
          TOTAL                              4.80
          cash                               5.00
          change                             0.20
    "#]]
    .assert_eq(&printed);
}

#[test]
fn a_deposit_follows_its_bottle_and_nothing_is_taken_off_it() {
    let mut till = cafe();
    let printed = till.run(
        "2 x bottle
         1 x bottle
         1 x crate
         quantity 1 4
         discount 50%
         show
         void 1
         discount none
         cash 20.00
         pay
         stock bottle 0
         balances",
    );
    expect![[r#"
        basket
          1 4 x bottle @1.20                 4.80
            of basket discount              -2.40
          2 4 x pfand of 1 @0.25             1.00
          3 1 x crate @11.00                11.00
            of basket discount              -5.50
          4 6 x pfand of 3 @0.25             1.50
          tax 19 % in 6.64                   1.26
          tax 0 % in 2.50                    0.00
          TOTAL                             10.40
        receipt 1
          1 1 x crate @11.00                11.00
          2 6 x pfand of 1 @0.25             1.50
          tax 19 % in 9.24                   1.76
          tax 0 % in 1.50                    0.00
          TOTAL                             12.50
          cash                              20.00
          change                             7.50
        stock/bottle 0
    "#]]
    .assert_eq(&printed);
}

#[test]
fn a_pack_moves_the_stock_of_what_is_in_it() {
    let mut till = cafe();
    let printed = till.run(
        "stock bottle 20
         2 x crate
         1 x bottle
         cash 30.00
         pay
         return 1.1 x 1
         cash -11.00
         pay
         balances",
    );
    assert!(printed.ends_with("stock/bottle 13\n"), "{printed}");
}

#[test]
fn empties_are_paid_out_and_a_sale_takes_only_so_many() {
    let mut till = cafe();
    let printed = till.run(
        "3 x empty pfand
         1 x empty pfand
         show
         cash -1.00
         pay
         498 x empty pfand
         3 x empty pfand                    # -> DepositReturnBeyond
         quantity 1 501                     # -> DepositReturnBeyond
         1 x bottle
         cash 1.00
         pay                                # -> TenderWrongDirection",
    );
    expect![[r#"
        basket
          1 4 x pfand @-0.25                -1.00
          tax 0 % in -1.00                   0.00
          TOTAL                             -1.00
        receipt 1
          1 4 x pfand @-0.25                -1.00
          tax 0 % in -1.00                   0.00
          TOTAL                             -1.00
          cash                              -1.00
        3 x empty pfand -> DepositReturnBeyond { limit: Quantity(500000) }
        quantity 1 501 -> DepositReturnBeyond { limit: Quantity(500000) }
        pay -> TenderWrongDirection
    "#]]
    .assert_eq(&printed);
}

#[test]
fn what_has_no_item_is_keyed_and_what_costs_nothing_is_noted() {
    let mut till = cafe();
    let printed = till.run(
        "remark for the children's party
         1 x cake
         note 2 no cream
         2 x open candles @1.50 i19
         show
         void 2
         void 3
         pay                                # -> BasketEmpty
         remark # -> TextInvalid",
    );
    expect![[r#"
        basket
          1 1 x for the children's party @0.00     0.00
          2 1 x cake @2.80                   2.80
            no cream
          3 2 x candles @1.50                3.00
          tax 7 % in 2.62                    0.18
          tax 19 % in 2.52                   0.48
          TOTAL                              5.80
        pay -> BasketEmpty
        remark -> TextInvalid
    "#]]
    .assert_eq(&printed);
}

/// Each row: what is done, and the refusal that it ends in.
#[test]
fn goods_are_refused_by_what_is_missing() {
    let table = [
        ("1 x tea", "ModifierMissing { group: \"temperature\", minimum: 1 }"), // -> ModifierMissing
        ("1 x latte with size:small,size:large", "ModifierBeyond { group: \"size\", maximum: 1 }"), // -> ModifierBeyond
        ("1 x latte with size:huge", "UnknownModifier { name: \"huge\" }"),    // -> UnknownModifier
        ("1 x latte with milk:plant", "ModifierMissing { group: \"size\", minimum: 1 }"),
        ("1 x water with milk:none", "PriceNegative"),
        ("1 x shirt", "VariantMissing { sku: Sku(\"shirt\") }"), // -> VariantMissing
        ("1 x lunch of latte", "ComboIncomplete { slot: \"sweet\" }"), // -> ComboIncomplete
        ("1 x lunch of cake,latte", "ComboIncomplete { slot: \"drink\" }"),
        ("1 x lunch", "ComboIncomplete { slot: \"drink\" }"),
        ("1 x beer", "AgeNotChecked { years: 16 }"), // -> AgeNotChecked
        ("age 16\n1 x rum", "AgeNotChecked { years: 18 }"),
        ("2 x phone", "SerialOneEach"), // -> SerialOneEach
        ("1 x phone\nquantity 1 2", "SerialOneEach"),
        ("1 x phone\ncard 99.00 A\npay", "TraceMissing { name: \"phone\" }"), // -> TraceMissing
        ("1 x pills\ncash 4.00\npay", "TraceMissing { name: \"pills\" }"),
        ("1 x phone\ntrace 1 A-1\n1 x phone\ntrace 2 A-1", "TraceTwice { trace: \"A-1\" }"), // -> TraceTwice
        ("1 x bottle\nquantity 2 5", "LinkedLine"),                                          // -> LinkedLine
        ("1 x bottle\nvoid 2", "LinkedLine"),
        ("1 x bottle\non 2 manual 10%", "NotDiscountable"), // -> NotDiscountable
        ("1 x lunch of latte,cake\non 1 manual 10%", "NotDiscountable"),
        ("remark x\nquantity 1 2", "LinkedLine"),
        ("nodeposit bottle", "DepositMissing { sku: Sku(\"pfand\") }"), // -> DepositMissing
    ];
    for (tape, expected) in table {
        let printed = cafe().run(tape);
        assert!(printed.ends_with(&format!("-> {expected}\n")), "{tape}: {printed}");
        assert_eq!(printed.matches("->").count(), 1, "{tape}: {printed}");
    }
}

#[test]
fn an_age_is_checked_once_a_sale_and_the_sale_keeps_that_it_was() {
    let mut till = cafe();
    till.run("age 18\n1 x rum\n1 x beer\ncash 30.00\npay");
    assert_eq!(till.sales[&1].age_checked, 18);
    assert!(till.run("1 x beer").contains("AgeNotChecked"), "the next customer is another one");
}

#[test]
fn serial_and_lot_numbers_stay_with_their_lines_also_when_they_come_back() {
    let mut till = cafe();
    till.run("1 x phone\ntrace 1 A-1\n1 x phone\ntrace 2 A-2\n2 x pills\ntrace 3 L9\ncash 500.00\npay");
    let traces = |no: u64| -> Vec<String> {
        till.sales[&no].lines.iter().map(|line| line.detail.as_ref().unwrap().trace.clone()).collect()
    };
    assert_eq!(traces(1), ["A-1", "A-2", "L9"]);
    till.run("return 1.2 x 1\ncash -99.00\npay");
    assert_eq!(till.sales[&2].lines[0].detail.as_ref().unwrap().trace, "A-2");
}

#[test]
fn a_part_of_a_combo_comes_back_for_its_share_and_its_head_for_nothing() {
    let mut till = cafe();
    let printed = till.run(
        "1 x lunch of latte,cake
         cash 4.50
         pay
         return 1.1 x 1                     # -> NothingToReturn
         return 1.3 x 1
         cash -2.10
         pay",
    );
    assert!(printed.contains("return 1.1 x 1 -> NothingToReturn { line: 1 }"), "{printed}");
    assert!(printed.contains("back 1.3 1 x cake @2.10         -2.10"), "{printed}");
}
