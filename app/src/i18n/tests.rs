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
    ("receipt", receipt::TABLE),
    ("sales", sales::TABLE),
    ("sell", sell::TABLE),
    ("status", status::TABLE),
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
fn languages_are_found_from_regional_tags() {
    let cases =
        [("de-AT", Some(Lang::De)), ("AR", Some(Lang::Ar)), ("en_GB", Some(Lang::En)), ("fr", None), ("", None)];
    for (tag, expected) in cases {
        assert_eq!(Lang::from_tag(tag), expected, "{tag}");
    }
}
