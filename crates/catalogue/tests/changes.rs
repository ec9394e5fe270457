//! The catalogue is the fold of what every register changed, in the order of stamps.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use evertill_catalogue::{Catalogue, Covers};
use evertill_domain::Amount;
use evertill_domain::clock::Hlc;
use evertill_domain::edit::Edit;
use evertill_domain::event::Event;
use evertill_domain::ids::{RegisterId, Seq, Sku, TaxCategoryId};
use evertill_domain::item::{Item, StockPolicy};
use evertill_domain::origin::Origin;
use evertill_domain::quantity::Unit;

fn origin(ms: u64, register: &str) -> Origin {
    let register = RegisterId::new(register).unwrap();
    Origin { hlc: Hlc { ms, counter: 0 }, register, incarnation: 1, seq: Seq(ms) }
}

fn tea() -> Item {
    Item {
        sku: Sku::new("tea").unwrap(),
        name: "Tea".to_owned(),
        codes: Vec::new(),
        department: String::new(),
        category: String::new(),
        price: Some(Amount::minor_i32(250)),
        unit: Unit::Each,
        tax: TaxCategoryId::new("food").unwrap(),
        stock: StockPolicy::Off,
        archived: false,
        cost: None,
        extras: None,
    }
}

#[test]
fn two_registers_edit_different_fields_of_an_item_and_both_edits_stand() {
    let renamed = Edit::of(Some(&tea()), Item { name: "Green tea".to_owned(), ..tea() });
    let priced = Edit::of(Some(&tea()), Item { price: Some(Amount::minor_i32(275)), ..tea() });
    assert_eq!(
        (renamed.edited.as_slice(), priced.edited.as_slice()),
        (&["name".to_owned()][..], &["price".to_owned()][..])
    );
    let expected = Item { name: "Green tea".to_owned(), price: Some(Amount::minor_i32(275)), ..tea() };
    for edits in [[&renamed, &priced], [&priced, &renamed]] {
        let mut catalogue = Catalogue::default();
        catalogue.change(&Event::ItemChanged(Box::new(Edit::of(None, tea()))));
        edits.into_iter().for_each(|edit| catalogue.change(&Event::ItemChanged(Box::new(edit.clone()))));
        assert_eq!(catalogue.by_sku("tea").and_then(|item| item.to_item()), Some(expected.clone()));
    }
}

#[test]
fn a_snapshot_is_whole_until_a_change_arrives_that_belongs_before_its_last() {
    let mut covers = Covers::default();
    assert!(covers.is_whole(0, 0));
    assert!(covers.take(&origin(1, "a")) && covers.take(&origin(3, "a")));
    // There are so many changes, of which so many lie beyond the last one covered.
    for (count, later, whole) in [(2, 0, true), (3, 1, true), (3, 0, false), (4, 1, false), (1, 0, false)] {
        assert_eq!(covers.is_whole(count, later), whole, "{count} {later}");
    }
    assert!(!covers.take(&origin(2, "b")), "it belongs before the last one");
    assert!(!covers.take(&origin(3, "a")), "it is the last one");
    assert!(covers.take(&origin(3, "b")));
    let bytes = [covers.to_bytes(), b"rest".to_vec()].concat();
    assert_eq!(Covers::from_bytes(&bytes), Some((covers, &b"rest"[..])));
    for cut in 0..bytes.len() - 4 {
        assert_eq!(Covers::from_bytes(&bytes[..cut]), None, "{cut} bytes");
    }
}
