//! From code to item, and what happens when two items want one code.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod common;

use common::{catalogue, coded, item, items};
use evertill_catalogue::{Catalogue, Matched, UpsertError, Upserted};
use proptest::prelude::*;

fn found(catalogue: &Catalogue, code: &str) -> Option<(String, Matched)> {
    let found = catalogue.by_code(code)?;
    Some((catalogue.get(found.item)?.sku().to_owned(), found.by))
}

#[test]
fn a_code_leads_to_its_item_however_many_zeros_lead() {
    let shop = catalogue(&[
        coded("ICE", "Crushed Ice", &["036000291452", "4011"]),
        coded("4006381333931", "Pen", &[]),
        coded("SODA", "Soda", &["042100005264"]),
    ]);
    let table = [
        ("ICE", Some(("ICE", Matched::Sku))),
        (" ICE ", Some(("ICE", Matched::Sku))),
        ("036000291452", Some(("ICE", Matched::Code))),
        ("0036000291452", Some(("ICE", Matched::Number))),
        ("36000291452", Some(("ICE", Matched::Number))),
        ("4011", Some(("ICE", Matched::Code))),
        ("04006381333931", Some(("4006381333931", Matched::Number))),
        ("04252614", Some(("SODA", Matched::Number))),
        ("00004011", None),
        ("ice", None),
        ("", None),
        ("99999999", None),
    ];
    for (code, expected) in table {
        assert_eq!(found(&shop, code), expected.map(|(sku, by)| (sku.to_owned(), by)), "{code:?}");
    }
}

#[test]
fn a_code_that_another_item_has_is_refused_and_nothing_changes() {
    let mut shop = catalogue(&[coded("A", "Apple", &["036000291452"])]);
    let revision = shop.revision();
    let taken = |code: &str| Err(UpsertError::CodeTaken { code: code.to_owned(), by: "A".to_owned() });
    for code in ["036000291452", "0036000291452", "A"] {
        assert_eq!(shop.upsert(&coded("B", "Banana", &[code])), taken(code));
    }
    assert_eq!((shop.len(), shop.revision()), (1, revision));
    assert_eq!(found(&shop, "036000291452").map(|(sku, _)| sku).as_deref(), Some("A"));
}

#[test]
fn an_archived_item_leaves_its_codes_to_others() {
    let mut old = coded("A", "Apple", &["4011"]);
    old.archived = true;
    let mut shop = catalogue(&[old.clone()]);
    assert_eq!(found(&shop, "4011").map(|(sku, _)| sku).as_deref(), Some("A"));
    assert!(matches!(shop.upsert(&coded("B", "Better apple", &["4011"])), Ok(Upserted::New(_))));
    assert_eq!(found(&shop, "4011").map(|(sku, _)| sku).as_deref(), Some("B"));
    old.archived = false;
    assert!(matches!(shop.upsert(&old), Err(UpsertError::CodeTaken { .. })));
}

#[test]
fn codes_move_between_items_of_one_call_in_any_order() {
    let mut shop = catalogue(&[coded("A", "Apple", &["1"]), coded("B", "Banana", &["2"])]);
    assert_eq!(shop.upsert_all(&[coded("A", "Apple", &["2"]), coded("B", "Banana", &["1"])]), []);
    assert_eq!(found(&shop, "1").map(|(sku, _)| sku).as_deref(), Some("B"));
    assert_eq!(found(&shop, "2").map(|(sku, _)| sku).as_deref(), Some("A"));
}

#[test]
fn a_clash_in_the_journal_is_told_and_the_earlier_item_keeps_the_code() {
    let mut shop = Catalogue::default();
    let told = shop.upsert_all(&[coded("A", "Apple", &["1"]), coded("B", "Banana", &["1"])]);
    assert_eq!(told.iter().map(|(place, _)| *place).collect::<Vec<_>>(), [0, 1]);
    assert_eq!(found(&shop, "1").map(|(sku, _)| sku).as_deref(), Some("A"));
    // Once the first lets go, the second is found.
    assert!(matches!(shop.upsert(&item("A", "Apple")), Ok(Upserted::Changed(_))));
    assert_eq!(found(&shop, "1").map(|(sku, _)| sku).as_deref(), Some("B"));
}

#[test]
fn an_item_comes_back_as_it_went_in() {
    let mut shop = Catalogue::default();
    let apple = coded("A", "Äpfel", &["1", "22"]);
    let Ok(Upserted::New(no)) = shop.upsert(&apple) else { panic!("it is new") };
    assert_eq!(shop.upsert(&apple), Ok(Upserted::Same(no)));
    assert_eq!(shop.item(no), Some(apple));
    assert_eq!(shop.by_sku("A").map(|item| item.no()), Some(no));
    assert!(shop.by_sku("1").is_none());
}

#[test]
fn tiles_count_what_is_still_sold() {
    let shelved = |sku: &str, department: &str, category: &str, archived| evertill_domain::item::Item {
        department: department.to_owned(),
        category: category.to_owned(),
        archived,
        ..item(sku, &format!("name {sku}"))
    };
    let shop = catalogue(&[
        shelved("3", "GROCERY", "ICE", false),
        shelved("1", "GROCERY", "ICE", false),
        shelved("2", "GROCERY", "", false),
        shelved("4", "BAKERY", "ICE", false),
        shelved("5", "GROCERY", "ICE", true),
        shelved("6", "GONE", "ICE", true),
    ]);
    let shelves = |shelves: Vec<evertill_catalogue::tiles::Shelf>| -> Vec<(String, usize)> {
        shelves.into_iter().map(|shelf| (shelf.name, shelf.items)).collect()
    };
    let skus = |items: Vec<evertill_catalogue::ItemNo>| -> Vec<String> {
        items.into_iter().filter_map(|no| Some(shop.get(no)?.sku().to_owned())).collect()
    };
    assert_eq!(shelves(shop.departments()), [("BAKERY".to_owned(), 1), ("GROCERY".to_owned(), 3)]);
    assert_eq!(shelves(shop.categories("GROCERY")), [(String::new(), 1), ("ICE".to_owned(), 2)]);
    assert_eq!(skus(shop.items_in("GROCERY", Some("ICE"))), ["1", "3"]);
    assert_eq!(skus(shop.items_in("GROCERY", None)), ["1", "2", "3"]);
    assert_eq!(skus(shop.items_in("GROCERY", Some("NONE"))), Vec::<String>::new());
    assert_eq!(skus(shop.items_in("NONE", None)), Vec::<String>::new());
}

proptest! {
    #[test]
    fn every_code_of_every_item_leads_to_it(items in items(), changed in items()) {
        let mut shop = catalogue(&items);
        let told = shop.upsert_all(&changed);
        for (no, item) in shop.iter().filter_map(|item| Some((item.no(), item.to_item()?))).collect::<Vec<_>>() {
            for code in item.codes.iter().map(String::as_str).chain([item.sku.as_str()]) {
                let found = shop.by_code(code).map(|found| found.item);
                prop_assert!(found == Some(no) || !told.is_empty() || item.archived, "{code} leads to {found:?}");
            }
        }
    }
}
