//! Claims about the tables as a whole.

use super::*;

const TABLES: &[(&str, &[table::Row])] = &[
    ("common", common::TABLE),
    ("customers", customers::TABLE),
    ("errors", errors::TABLE),
    ("items", items::TABLE),
    ("journal", journal::TABLE),
    ("keys", keys::TABLE),
    ("pay", pay::TABLE),
    ("payback", payback::TABLE),
    ("linked", linked::TABLE),
    ("post_void", post_void::TABLE),
    ("returns", returns::TABLE),
    ("receipt", receipt::TABLE),
    ("reports", reports::TABLE),
    ("sales", sales::TABLE),
    ("sell", sell::TABLE),
    ("barcodes", barcodes::TABLE),
    ("favourites", favourites::TABLE),
    ("goods", goods::TABLE),
    ("modifiers", modifiers::TABLE),
    ("offers", offers::TABLE),
    ("shop", shop::TABLE),
    ("conflicts", conflicts::TABLE),
    ("counter", counter::TABLE),
    ("hold", hold::TABLE),
    ("hub", hub::TABLE),
    ("till", till::TABLE),
    ("people", people::TABLE),
    ("price_lists", price_lists::TABLE),
    ("promotions", promotions::TABLE),
    ("status", status::TABLE),
    ("training", training::TABLE),
    ("taxes", taxes::TABLE),
];

#[test]
fn no_message_is_empty_or_padded() {
    for (table, rows) in TABLES {
        for row in *rows {
            for form in row.forms {
                assert!(!form.is_empty() && form.trim() == *form, "{table}::{}: {form:?}", row.name);
            }
        }
    }
}

#[test]
fn every_argument_appears_in_every_language() {
    for (table, rows) in TABLES {
        for row in *rows {
            // Singular and dual forms may spell the number out, so a counted message is held to its other arguments.
            let counted = row.forms.len() > Lang::ALL.len();
            for arg in row.args.iter().skip(usize::from(counted)) {
                for form in row.forms {
                    assert!(form.contains(&format!("{{{arg}}}")), "{table}::{} lacks {arg}: {form:?}", row.name);
                }
            }
        }
    }
}

#[test]
fn every_placeholder_is_an_argument() {
    for (table, rows) in TABLES {
        for row in *rows {
            for form in row.forms {
                let names = form.split('{').skip(1).map(|tail| tail.split_once('}').map_or(tail, |(name, _)| name));
                for name in names {
                    assert!(row.args.contains(&name), "{table}::{}: nothing fills {name} in {form:?}", row.name);
                }
            }
        }
    }
}

#[test]
fn a_message_is_filled_with_its_arguments_wherever_they_stand() {
    let table = [
        ("{name} added", "Milk added"),
        ("{n} of {name}: {n}", "3 of Milk: 3"),
        ("{name}", "Milk"),
        ("nothing", "nothing"),
        ("open {", "open {"),
        ("", ""),
    ];
    for (text, filled) in table {
        assert_eq!(table::fill(text, &[("name", &"Milk"), ("n", &3)]), filled, "{text:?}");
    }
    // What an argument says is not looked into again.
    assert_eq!(table::fill("{name}", &[("name", &"{n}"), ("n", &3)]), "{n}");
}

#[test]
fn languages_are_found_from_regional_tags() {
    let cases =
        [("de-AT", Some(Lang::De)), ("AR", Some(Lang::Ar)), ("en_GB", Some(Lang::En)), ("fr", None), ("", None)];
    for (tag, expected) in cases {
        assert_eq!(Lang::from_tag(tag), expected, "{tag}");
    }
}
