//! The stored form: it comes back as it was, and nothing else comes back at all.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod common;

use common::{catalogue, item, items};
use evertill_catalogue::{Catalogue, SnapshotError};
use proptest::prelude::*;

#[test]
fn bytes_that_are_no_snapshot_are_refused_by_name() {
    let good = catalogue(&[item("1", "Milk")]).snapshot();
    let newer = [&good[..4], &[9, 0, 0, 0], &good[8..]].concat();
    let table = [
        (&b""[..], SnapshotError::NotASnapshot),
        (b"EVC", SnapshotError::NotASnapshot),
        (b"EVCT", SnapshotError::NotASnapshot),
        (b"PK\x03\x04 something", SnapshotError::NotASnapshot),
        (&newer, SnapshotError::Version { found: 9 }),
        (&good[..good.len() - 1], SnapshotError::Checksum),
        (&good[..12], SnapshotError::Checksum),
    ];
    for (bytes, expected) in table {
        assert_eq!(Catalogue::from_snapshot(bytes).map(|_| ()), Err(expected));
    }
}

#[test]
fn an_empty_catalogue_comes_back_empty() {
    let loaded = Catalogue::from_snapshot(&Catalogue::default().snapshot()).unwrap();
    assert!(loaded.is_empty() && loaded.search_is_prepared());
    assert_eq!(loaded.search("a", 9), []);
    assert_eq!(loaded.by_code("a"), None);
}

proptest! {
    #[test]
    fn a_catalogue_comes_back_as_it_was(items in items(), changed in items(), text in "[a-zA-Z0-9]{1,5}") {
        let mut shop = catalogue(&items);
        shop.upsert_all(&changed);
        let bytes = shop.snapshot();
        let mut loaded = Catalogue::from_snapshot(&bytes).unwrap();
        prop_assert!(loaded.iter().map(|item| item.to_item()).eq(shop.iter().map(|item| item.to_item())));
        prop_assert_eq!(loaded.search(&text, 20), shop.search(&text, 20));
        for item in shop.iter() {
            prop_assert_eq!(loaded.by_code(item.sku()), shop.by_code(item.sku()));
        }
        prop_assert_eq!(loaded.snapshot(), bytes);
    }

    #[test]
    fn a_flipped_bit_is_always_noticed(items in items(), place in any::<prop::sample::Index>(), bit in 0_u8..8) {
        let mut bytes = catalogue(&items).snapshot();
        let place = place.index(bytes.len());
        bytes[place] ^= 1_u8 << bit;
        prop_assert!(Catalogue::from_snapshot(&bytes).is_err());
    }
}
