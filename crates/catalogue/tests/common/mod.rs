//! Items for tests: written out where a test says something about them, drawn where it does not.
#![allow(dead_code, reason = "each test program uses some of it")]

use evertill_catalogue::Catalogue;
use evertill_domain::Amount;
use evertill_domain::extras::{Capture, ComboChoice, ComboSlot, Deposit, Extras, Pack, VariantOf};
use evertill_domain::ids::{ModifierGroupId, Sku, TaxCategoryId};
use evertill_domain::item::{Item, StockPolicy};
use evertill_domain::quantity::{Quantity, Unit};
use proptest::prelude::*;

/// An item with this SKU and name, and nothing remarkable else.
pub fn item(sku: &str, name: &str) -> Item {
    Item {
        sku: Sku::new(sku).unwrap(),
        name: name.to_owned(),
        codes: Vec::new(),
        department: "GROCERY".to_owned(),
        category: "SHELF STABLE".to_owned(),
        price: Some(Amount::minor_i32(199)),
        unit: Unit::Each,
        tax: TaxCategoryId::new("standard").unwrap(),
        stock: StockPolicy::Off,
        archived: false,
        cost: None,
        extras: None,
    }
}

/// The same with further codes.
pub fn coded(sku: &str, name: &str, codes: &[&str]) -> Item {
    Item { codes: codes.iter().map(|code| (*code).to_owned()).collect(), ..item(sku, name) }
}

/// A catalogue of items that do not clash.
pub fn catalogue(items: &[Item]) -> Catalogue {
    let mut catalogue = Catalogue::default();
    assert_eq!(catalogue.upsert_all(items), []);
    catalogue
}

/// A printable text as it is stored: trimmed.
pub fn text(pattern: &'static str) -> impl Strategy<Value = String> {
    pattern.prop_map(|text: String| text.trim().to_owned())
}

prop_compose! {
    /// Any extras that an item can have.
    fn any_extras()(
        modifiers in prop::collection::vec(text("[a-z]{1,8}").prop_map(|id| ModifierGroupId::new(&id).unwrap()), 0..3),
        combo in prop::collection::btree_map("[A-Z]{1,6}", prop::collection::vec((0_u8..9, 0_i32..500), 1..4), 0..3),
        options in prop::sample::subsequence(vec!["Size", "Colour", "=Cut"], 0..3),
        variant in any::<bool>(),
        pack in prop::option::of(1_i64..10_000_000),
        deposit in prop::option::of(1_u16..1_000),
        age in 0_u16..99,
        capture in prop::sample::select(&[None, Some(Capture::Serial), Some(Capture::Lot)][..]),
    ) -> Extras {
        let other = |text: &str| Sku::new(text).unwrap();
        let choice = |(at, extra): (u8, i32)| {
            ComboChoice { sku: other(&format!("p{at}")), extra: Amount::minor_i32(extra) }
        };
        let slot = |(name, choices): (String, Vec<(u8, i32)>)| {
            ComboSlot { name, choices: choices.into_iter().map(choice).collect() }
        };
        let values: Vec<String> = options.iter().map(|text| (*text).to_owned()).collect();
        let variant = variant && !values.is_empty();
        let parent = variant.then(|| VariantOf { parent: other("parent"), values: values.clone() });
        Extras {
            modifiers,
            combo: if values.is_empty() || variant { combo.into_iter().map(slot).collect() } else { Vec::new() },
            options: if variant { Vec::new() } else { values },
            variant_of: parent,
            pack: pack.map(|held| Pack { of: other("base"), holds: Quantity::thousandths(held).unwrap() }),
            deposit: deposit.map(|count| Deposit { sku: other("pfand"), count }),
            age,
            capture,
        }
    }
}

prop_compose! {
    /// Any item that the rules allow, but for its SKU and codes.
    fn any_item()(
        name in text("[a-zA-Zäöüßéø '\"=+@,;|\t.-]{0,20}[a-zA-Z0-9é]").prop_map(|name| name.replace('\t', " ").trim().to_owned()),
        department in text("|[A-Z =+-]{1,8}"),
        category in text("|['=A-Z ,;]{1,12}"),
        price in prop::option::of(0_i64..=Amount::LIMIT),
        cost in prop::option::of(0_i64..=Amount::LIMIT),
        unit in prop::sample::select(&Unit::ALL[..]),
        tax in prop::sample::select(&["standard", "reduced"][..]),
        stock in prop::sample::select(&[StockPolicy::Off, StockPolicy::Warn, StockPolicy::Strict][..]),
        archived in any::<bool>(),
        extras in prop::option::of(any_extras()),
    ) -> Item {
        Item {
            price: price.map(|minor| Amount::new(minor).unwrap()),
            cost: cost.map(|minor| Amount::new(minor).unwrap()),
            department, category, unit, stock, archived,
            extras: extras.filter(|extras| !extras.is_nothing()).map(Box::new),
            tax: TaxCategoryId::new(tax).unwrap(),
            ..item("x", &name)
        }
    }
}

/// A few items with codes that do not clash.
pub fn items() -> impl Strategy<Value = Vec<Item>> {
    let codes = prop::collection::vec(0_u8..3, 1..24);
    (prop::collection::vec(any_item(), 1..24), codes, "[-=+@A-Z]{0,2}").prop_map(|(items, counts, mark)| {
        let number = |(place, (mut item, count)): (usize, (Item, u8))| {
            item.sku = Sku::new(&format!("{mark}{place}s")).unwrap();
            item.codes =
                (0..count).map(|code| format!("{mark}{}", 10_000_000 + place * 10 + usize::from(code))).collect();
            item
        };
        items.into_iter().zip(counts).enumerate().map(number).collect()
    })
}
