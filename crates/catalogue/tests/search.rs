//! What a person finds by typing.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod common;

use common::{catalogue, coded, item, items};
use evertill_catalogue::{Catalogue, Quality};
use proptest::prelude::*;

fn skus(shop: &Catalogue, text: &str) -> Vec<String> {
    let hits = shop.search(text, 50);
    hits.into_iter().filter_map(|hit| Some(shop.get(hit.item)?.sku().to_owned())).collect()
}

/// The same shop with its index, without it, and with an index that is wrong about everything.
fn in_every_state(items: &[evertill_domain::item::Item]) -> [Catalogue; 3] {
    let without = catalogue(items);
    let mut with = without.clone();
    with.prepare_search();
    let other: Vec<_> = items.iter().map(|item| common::item(item.sku.as_str(), "placeholder")).collect();
    let mut beside = catalogue(&other);
    beside.prepare_search();
    assert_eq!(beside.upsert_all(items), []);
    [with, without, beside]
}

#[test]
fn better_answers_come_first() {
    let mut category = item("9", "Oat drink");
    category.category = "MILK".to_owned();
    let items = [
        item("1", "Milkshake"),
        item("2", "Chocolate Milk"),
        item("3", "Milk"),
        item("4", "Silk ribbon"),
        coded("5", "Something else", &["MILK"]),
        category,
        item("6", "Milk Chocolate with nuts"),
    ];
    for shop in in_every_state(&items) {
        assert_eq!(skus(&shop, "milk"), ["5", "3", "2", "6", "9", "1", "4"]);
        assert_eq!(skus(&shop, "MILK choc"), ["2", "6"]);
        assert_eq!(skus(&shop, "chocolate milk"), ["2", "6"]);
        assert_eq!(skus(&shop, "choclate mikl"), ["2", "6"]);
        assert_eq!(skus(&shop, "milk 3"), ["3"]);
        assert_eq!(skus(&shop, " - "), Vec::<String>::new());
        assert_eq!(skus(&shop, "milk zebra"), Vec::<String>::new());
        assert_eq!(shop.search("milk", 2).len(), 2);
        assert_eq!(shop.search("milk", 0), []);
    }
}

#[test]
fn an_index_made_in_steps_is_the_index() {
    let items: Vec<_> = (0..50).map(|n| coded(&n.to_string(), &format!("Milk {n}"), &[&format!("A-{n}")])).collect();
    let mut whole = catalogue(&items);
    let mut steps = whole.clone();
    whole.prepare_search();
    let mut count = 1;
    while !steps.prepare_search_step(20) {
        count += 1;
        assert_eq!(skus(&steps, "milk 7"), skus(&whole, "milk 7"), "searchable all the while");
        // What was begun is of items that are no more, and begins anew.
        if count == 3 {
            steps.upsert(&item("7", "Bread")).unwrap();
            whole.upsert(&item("7", "Bread")).unwrap();
        }
    }
    assert_eq!(count, 7, "two steps that were in vain, three of items, one for each dictionary");
    assert_eq!(steps.snapshot(), whole.snapshot());
    assert!(steps.search_is_prepared() && steps.prepare_search_step(1));
}

#[test]
fn accents_case_and_letter_variants_do_not_matter() {
    let items = [item("1", "Crème Brûlée"), item("2", "Weißbrot"), item("3", "قَهْوَة عربية"), item("4", "Kellogg's")];
    for shop in in_every_state(&items) {
        let table = [
            ("creme bru", "1"),
            ("CRÈME", "1"),
            ("weissbr", "2"),
            ("WEISSBROT", "2"),
            ("قهوه", "3"),
            ("عربيه", "3"),
            ("kelloggs", "4"),
            ("kellogg’s", "4"),
        ];
        for (text, sku) in table {
            assert_eq!(skus(&shop, text), [sku], "{text}");
        }
    }
}

#[test]
fn codes_are_found_as_they_are_written_and_without_their_hyphens() {
    let items = [coded("AB-12", "Lamp", &["036000291452"]), item("AB-13", "Lamp shade")];
    for shop in in_every_state(&items) {
        let table: [(&str, &[&str]); 6] = [
            ("ab-12", &["AB-12"]),
            ("ab12", &["AB-12"]),
            ("ab1", &["AB-12", "AB-13"]),
            ("13", &["AB-13"]),
            ("0360002", &["AB-12"]),
            ("0036000291452", &["AB-12"]),
        ];
        for (text, expected) in table {
            assert_eq!(skus(&shop, text), expected, "{text}");
        }
        assert_eq!(shop.search("ab-12", 1).first().map(|hit| hit.quality), Some(Quality::Code));
    }
}

#[test]
fn what_was_typed_is_highlighted() {
    let shop = catalogue(&[item("MI-1", "Große Milch & Crème")]);
    let shown = |text: &str| -> Vec<String> {
        let hits = shop.search(text, 1);
        let name = "Große Milch & Crème";
        hits.iter().flat_map(|hit| &hit.name).map(|range| name[range.clone()].to_owned()).collect()
    };
    assert_eq!(shown("gross"), ["Groß"]);
    assert_eq!(shown("mi"), ["Mi"]);
    assert_eq!(shown("creme mil"), ["Mil", "Crème"]);
    assert_eq!(shown("mihlc"), ["Milch"]);
    assert_eq!(shop.search("mi", 1)[0].sku.first(), Some(&(0..2)));
    assert_eq!(shop.search("stab", 1)[0].category.first(), Some(&(6..10)));
}

#[test]
fn archived_items_are_found_only_when_asked_for() {
    let mut gone = item("1", "Milk");
    gone.archived = true;
    for shop in in_every_state(&[gone, item("2", "Milk")]) {
        assert_eq!(skus(&shop, "milk"), ["2"]);
        assert_eq!(shop.search_with_archived("milk", 9).len(), 2);
        assert_eq!(skus(&shop, "1"), Vec::<String>::new());
    }
}

/// Every word that one typo makes of `word`, with `letter` where one is too many or wrong.
fn mistyped(word: &str, letter: char) -> Vec<String> {
    let chars: Vec<char> = word.chars().collect();
    let mut made = Vec::new();
    for at in 0..=chars.len() {
        let mut extra = chars.clone();
        extra.insert(at, letter);
        made.push(extra);
        if at < chars.len() {
            let mut missing = chars.clone();
            missing.remove(at);
            made.push(missing);
            let mut wrong = chars.clone();
            wrong[at] = letter;
            made.push(wrong);
        }
        if at + 1 < chars.len() {
            let mut swapped = chars.clone();
            swapped.swap(at, at + 1);
            made.push(swapped);
        }
    }
    made.into_iter().map(|chars| chars.into_iter().collect()).collect()
}

proptest! {
    #[test]
    fn an_item_is_found_by_every_beginning_of_each_of_its_words(items in items()) {
        let items: Vec<_> = items.into_iter().map(|item| evertill_domain::item::Item { archived: false, ..item }).collect();
        let mut shop = catalogue(&items);
        shop.prepare_search();
        for item in &items {
            let texts = [item.name.as_str(), &item.category, item.sku.as_str()];
            let codes = item.codes.iter().map(String::as_str);
            for word in texts.into_iter().chain(codes).flat_map(|text| text.split(|c: char| !c.is_alphanumeric() && c != '\'')) {
                let word: Vec<char> = word.chars().filter(|c| *c != '\'').collect();
                for len in 1..=word.len() {
                    let typed: String = word[..len].iter().collect();
                    prop_assert!(skus(&shop, &typed).contains(&item.sku.as_str().to_owned()), "{typed} finds {item:?}");
                }
            }
        }
    }

    #[test]
    fn an_item_is_found_with_one_typo_in_each_of_its_words(words in prop::collection::vec("[a-zäé]{5,9}", 1..4), letter in "[a-zö]") {
        let letter = letter.chars().next().unwrap();
        for shop in in_every_state(&[item("1", &words.join(" ")), item("2", "some other thing")]) {
            for word in &words {
                for typed in mistyped(word, letter) {
                    prop_assert!(skus(&shop, &typed).contains(&"1".to_owned()), "{typed} finds {word}");
                }
            }
        }
    }

    #[test]
    fn index_and_scan_give_the_same_answer(items in items(), text in "[a-z0-9é]{1,4}( [a-z]{1,5})?") {
        let [with, without, beside] = in_every_state(&items);
        prop_assert_eq!(with.search(&text, 100), without.search(&text, 100));
        prop_assert_eq!(beside.search(&text, 100), without.search(&text, 100));
    }
}
