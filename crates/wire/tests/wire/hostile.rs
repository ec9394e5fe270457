//! Hostile bytes: whatever is stored, imported or sent, reading it answers. It never panics, never recurses as deep as
//! the input says, and never sets aside as much memory as the input promises.

use evertill_domain::event::{Event, ItemsImported};
use evertill_domain::ids::{ImportId, Sku, TaxCategoryId};
use evertill_domain::item::{Item, StockPolicy};
use evertill_domain::quantity::Unit;
use evertill_domain::rows::Row;
use evertill_wire::sync::{Reply, Request};
use evertill_wire::{Draft, Entry, ExportError, ExportReader, ExportWriter, Hash, Head, Outgoing, from_record};
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::cbor::{self, Value};
use crate::golden::golden;
use crate::samples::{all, place, register};

/// Hands `bytes` to every reader there is. An entry that reads is written back as it was.
fn read_as_everything(bytes: &[u8]) {
    if let Ok(entry) = Entry::from_bytes(bytes) {
        let _ = entry.body();
        assert_eq!(entry.to_bytes(), bytes);
    }
    let _ = from_record::<Head>(bytes);
    let _ = from_record::<Row>(bytes);
    let _ = from_record::<Outgoing>(bytes);
    let _ = from_record::<Draft>(bytes);
    let _ = from_record::<Request>(bytes);
    let _ = from_record::<Reply>(bytes);
    if let Ok((_, mut reader)) = ExportReader::new(bytes) {
        while let Ok(Some(entry)) = reader.next_entry() {
            let _ = entry.body();
        }
    }
}

/// An envelope whose hashes are right around this body, so that the body's reader is reached.
fn enveloped(body: &[u8]) -> Vec<u8> {
    let Some(Value::Array(parts)) = cbor::read(&golden("SalePrepared-v1")) else { panic!("no envelope") };
    let mut header = cbor::read(parts[0].bytes()).unwrap();
    *header.field("body") = Value::Bytes(Hash::of(body).bytes().to_vec());
    cbor::write(&Value::Array(vec![Value::Bytes(cbor::write(&header)), Value::Bytes(body.to_vec())]))
}

fn names() -> Vec<String> {
    all().into_iter().map(|(name, _)| name).collect()
}

/// The body of a golden entry; of any other golden all of it.
fn body_of(name: &str) -> Vec<u8> {
    match cbor::read(&golden(name)) {
        Some(Value::Array(parts)) if matches!(parts.as_slice(), [Value::Bytes(_), Value::Bytes(_)]) => {
            parts[1].bytes().to_vec()
        }
        _ => golden(name),
    }
}

proptest! {
    #[test]
    fn random_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        read_as_everything(&bytes);
        read_as_everything(&enveloped(&bytes));
    }

    #[test]
    fn goldens_that_are_changed_anywhere_never_panic(
        name in select(names()),
        changes in proptest::collection::vec((any::<Index>(), 0..4_u8, any::<u8>()), 1..4),
    ) {
        for mut bytes in [golden(&name), body_of(&name)] {
            for (index, change, byte) in &changes {
                if bytes.is_empty() {
                    break;
                }
                let at = index.index(bytes.len());
                match change {
                    0 => bytes[at] ^= 1 << (byte % 8),
                    1 => bytes[at] = *byte,
                    2 => bytes.insert(at, *byte),
                    _ => bytes.truncate(at),
                }
            }
            read_as_everything(&bytes);
            read_as_everything(&enveloped(&bytes));
        }
    }
}

#[test]
fn deep_nesting_does_not_use_the_stack() {
    const DEPTH: usize = 1_000_000;
    // An array of one, a map of one, a tag, and arrays, maps and byte strings without a stated length.
    let openings: [&[u8]; 7] = [b"\x81", b"\xa1\x61a", b"\xc1", b"\x9f", b"\xbf\x61a", b"\x82\x9f", b"\x5f"];
    let check = move || {
        for opening in openings {
            let nested = opening.repeat(DEPTH);
            read_as_everything(&nested);
            // As a record's content, as a field that nobody knows, and as a body.
            let mut record = b"\x82\x02".to_vec();
            record.extend(&nested);
            read_as_everything(&record);
            let mut unknown_field = b"\x82\x01\xa1\x65later".to_vec();
            unknown_field.extend(&nested);
            read_as_everything(&unknown_field);
            read_as_everything(&enveloped(&nested));
            let mut event = b"\xa1\x6dWriterChanged\xa1\x65later".to_vec();
            event.extend(&nested);
            read_as_everything(&enveloped(&event));
        }
    };
    // A quarter of what a page's WebAssembly has: a reader that followed the input down would not return.
    let thread = std::thread::Builder::new().stack_size(256 << 10).spawn(check).unwrap();
    assert!(thread.join().is_ok());
}

#[test]
fn giant_lengths_set_no_memory_aside() {
    // Text, bytes, array and map that promise up to 2^64 − 1 of whatever follows. Setting it aside would end the test.
    for name in names() {
        let bytes = body_of(&name);
        for at in 0..bytes.len().min(600) {
            for opening in [0x5b_u8, 0x7b, 0x9b, 0xbb] {
                for length in [1_u64 << 40, u64::MAX] {
                    let mut giant = bytes[..at].to_vec();
                    giant.push(opening);
                    giant.extend(length.to_be_bytes());
                    giant.extend(&bytes[at..]);
                    read_as_everything(&giant);
                    if opening == 0x9b {
                        read_as_everything(&enveloped(&giant));
                    }
                }
            }
        }
    }
}

#[test]
fn nothing_may_follow_an_entry_and_nothing_may_be_written_longer_than_needed() {
    let stored = golden("WriterChanged-v1");
    let mut surplus = stored.clone();
    surplus.push(0);
    assert!(Entry::from_bytes(&surplus).is_err(), "a byte that no hash covers");
    // The header's length takes one byte (0x58); written in two (0x59) it says the same and is another file.
    assert_eq!(stored[..2], [0x82, 0x58]);
    let mut longer = vec![0x82, 0x59, 0];
    longer.extend(&stored[2..]);
    assert!(Entry::from_bytes(&longer).is_err(), "a longer length that no hash covers");
}

#[test]
fn an_export_that_is_cut_anywhere_says_after_how_many_entries() {
    let export = golden("Export-v1");
    let head = 5 + usize::from(export[4]);
    assert_eq!(ExportReader::new(&export[..head]).unwrap().1.next_entry(), Ok(None));
    for end in 0..head {
        assert_eq!(ExportReader::new(&export[..end]).map(drop), Err(ExportError::NotAJournal), "cut at {end}");
    }
    for end in head + 1..export.len() {
        let (_, mut reader) = ExportReader::new(&export[..end]).unwrap();
        assert_eq!(reader.next_entry(), Err(ExportError::CutShort { after: 0 }), "cut at {end}");
    }
}

#[test]
fn the_largest_part_of_an_import_can_be_exported_and_read_again() {
    let wide = |letter: char, count: usize, number: usize| {
        let digits = number.to_string();
        let filler: String = std::iter::repeat_n(letter, count - digits.len()).collect();
        filler + &digits
    };
    let items = (0..ItemsImported::LIMIT).map(|number| Item {
        sku: Sku::new(&wide('𝒮', Sku::LIMIT, number)).unwrap(),
        name: wide('𝒩', Item::NAME_LIMIT, number),
        codes: (0..Item::CODES_LIMIT).map(|code| wide('𝒞', Sku::LIMIT, number * 100 + code)).collect(),
        department: wide('𝒟', Item::NAME_LIMIT, number),
        category: wide('𝒦', Item::NAME_LIMIT, number),
        price: None,
        unit: Unit::Each,
        tax: TaxCategoryId::new("standard").unwrap(),
        stock: StockPolicy::Strict,
        archived: false,
        cost: None,
        extras: None,
    });
    let part = ItemsImported {
        import: ImportId::new("1").unwrap(),
        part: 1,
        parts: 1,
        items: items.collect(),
        stock: Vec::new(),
    };
    let entry = Entry::new(place(), &Event::ItemsImported(part));
    let mut writer = ExportWriter::new(register(), entry.header.seq);
    writer.push(&entry.to_bytes());
    let export = writer.take();
    let (_, mut reader) = ExportReader::new(&export).unwrap();
    assert!(reader.next_entry() == Ok(Some(entry)), "{} bytes do not come back", export.len());
}
