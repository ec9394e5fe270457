//! Bytes of a later build: fields that are skipped, kinds and versions that are passed on, records that are left alone.

use evertill_domain::ids::Seq;
use evertill_wire::{
    Body, DecodeError, Entry, ExportError, ExportReader, ExportWriter, Hash, Head, Outgoing, RecordError, from_record,
    to_record,
};

use crate::cbor::{self, Value};
use crate::golden::golden;
use crate::samples::{Sample, all, register};

/// A field that no build of today knows, with values of every shape.
fn later_field() -> (Value, Value) {
    let shapes =
        vec![Value::Null, Value::Bool(true), Value::Whole(-1), Value::Bytes(vec![1; 40]), Value::Array(vec![])];
    (Value::text("later"), Value::Map(vec![(Value::text("shapes"), Value::Array(shapes))]))
}

/// Adds the field to every record in `value`. A map of one field that begins with a capital is the name of a variant,
/// not a record.
fn extend(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(extend),
        Value::Map(fields) => {
            let is_variant = |(key, _): &(Value, Value)| match key {
                Value::Text(key) => key.starts_with(char::is_uppercase),
                _ => false,
            };
            let is_record = !fields.iter().any(is_variant);
            fields.iter_mut().for_each(|(_, field)| extend(field));
            if is_record {
                fields.insert(fields.len() / 2, later_field());
            }
        }
        _ => {}
    }
}

/// A golden entry's header and body.
fn opened(name: &str) -> (Value, Value) {
    let Some(Value::Array(parts)) = cbor::read(&golden(name)) else { panic!("{name} is no envelope") };
    let [header, body] = parts.as_slice() else { panic!("{name} is no envelope of two") };
    (cbor::read(header.bytes()).unwrap(), cbor::read(body.bytes()).unwrap())
}

/// The stored form of an entry with this header, which is made to name its body, and this body.
fn sealed(mut header: Value, body: &Value) -> Vec<u8> {
    let body = cbor::write(body);
    *header.field("body") = Value::Bytes(Hash::of(&body).bytes().to_vec());
    cbor::write(&Value::Array(vec![Value::Bytes(cbor::write(&header)), Value::Bytes(body)]))
}

#[test]
fn unknown_fields_are_skipped_wherever_they_stand() {
    for (name, sample) in all() {
        match sample {
            Sample::Entry(event) | Sample::EntryOf(_, event) | Sample::OlderEntry(event) => {
                let (mut header, mut body) = opened(&name);
                extend(&mut header);
                extend(&mut body);
                let entry = Entry::from_bytes(&sealed(header, &body)).unwrap();
                assert_eq!(entry.body(), Ok(Body::Known(Box::new(event))), "{name}");
            }
            Sample::Row(row) | Sample::OlderRow(row) => assert_eq!(from_record(&extended(&name)), Ok(row), "{name}"),
            Sample::Head(head) => assert_eq!(from_record(&extended(&name)), Ok(head), "{name}"),
            Sample::Outgoing(outgoing) => assert_eq!(from_record(&extended(&name)), Ok(outgoing), "{name}"),
            Sample::Draft(draft) | Sample::OlderDraft(draft) => {
                assert_eq!(from_record(&extended(&name)), Ok(draft), "{name}")
            }
            Sample::Request(request) => assert_eq!(from_record(&extended(&name)), Ok(request), "{name}"),
            Sample::Reply(reply) => assert_eq!(from_record(&extended(&name)), Ok(reply), "{name}"),
            Sample::Enrolment(message) => message.assert_reads(&extended(&name)),
            Sample::State(state) => assert_eq!(from_record(&extended(&name)), Ok(state), "{name}"),
            Sample::Export(_) | Sample::OlderExport(_) => {}
        }
    }
}

fn extended(name: &str) -> Vec<u8> {
    let mut value = cbor::read(&golden(name)).unwrap();
    extend(&mut value);
    cbor::write(&value)
}

#[test]
fn an_entry_of_a_later_build_is_passed_on_byte_for_byte() {
    let surprise = Value::Array(vec![Value::text("whatever a later build writes"), Value::Whole(1 << 60)]);
    for (field, later) in [
        ("kind", Value::text("GiftCardSold")),
        ("version", Value::Whole(3)),
        ("version", Value::Whole(65_535)),
        ("format", Value::Whole(2)),
    ] {
        let (mut header, _) = opened("SaleConfirmed-v1");
        *header.field(field) = later.clone();
        let stored = sealed(header, &surprise);
        let entry = Entry::from_bytes(&stored).unwrap();
        assert_eq!(entry.body(), Ok(Body::Unknown), "{field} {later:?}");
        assert_eq!(entry.to_bytes(), stored, "{field} {later:?}");

        let mut writer = ExportWriter::new(register(), entry.header.seq);
        writer.push(&stored);
        let export = writer.take();
        let (_, mut reader) = ExportReader::new(&export).unwrap();
        assert_eq!(reader.next_entry(), Ok(Some(entry)), "{field} {later:?}");
    }
}

#[test]
fn a_body_that_is_not_what_its_header_says_is_damaged() {
    let (header, _) = opened("SaleConfirmed-v1");
    let (_, other) = opened("WriterChanged-v1");
    for (header, body) in [
        (header.clone(), other),
        (header.clone(), Value::Null),
        (header.clone(), Value::Map(vec![(Value::text("GiftCardSold"), Value::Null)])),
        (with(header.clone(), "version", 0), opened("SaleConfirmed-v1").1),
        (with(header, "format", 0), opened("SaleConfirmed-v1").1),
    ] {
        let entry = Entry::from_bytes(&sealed(header, &body)).unwrap();
        assert!(matches!(entry.body(), Err(DecodeError::Body { .. })), "{body:?}");
    }
}

fn with(mut header: Value, field: &str, number: i128) -> Value {
    *header.field(field) = Value::Whole(number);
    header
}

#[test]
fn the_hash_of_an_entry_is_that_of_its_header() {
    let stored = golden("SalePrepared-v1");
    let Some(Value::Array(parts)) = cbor::read(&stored) else { panic!("no envelope") };
    let [header, body] = parts.as_slice() else { panic!("no envelope of two") };
    let entry = Entry::from_bytes(&stored).unwrap();
    assert_eq!(entry.hash, Hash::of(header.bytes()));
    assert_eq!(entry.header.body, Hash::of(body.bytes()));
    // Each bit of the header counts: flipped, the entry has another hash or does not read at all.
    for at in 0..header.bytes().len() * 8 {
        let mut flipped = header.bytes().to_vec();
        flipped[at / 8] ^= 1 << (at % 8);
        let stored = cbor::write(&Value::Array(vec![Value::Bytes(flipped), body.clone()]));
        assert!(Entry::from_bytes(&stored).map_or(true, |other| other.hash != entry.hash), "bit {at}");
    }
}

#[test]
fn an_erased_body_leaves_the_hash_and_is_told_apart_from_damage() {
    let (header, _) = opened("CustomerChanged-v1");
    let hash = Entry::from_bytes(&golden("CustomerChanged-v1")).unwrap().hash;
    let header = Value::Bytes(cbor::write(&header));
    assert_eq!(Hash::of(header.bytes()), hash, "the chain needs the header only");
    let erased = cbor::write(&Value::Array(vec![header, Value::Bytes(Vec::new())]));
    assert_eq!(Entry::from_bytes(&erased), Err(DecodeError::BodyHash));
}

#[test]
fn a_record_of_a_later_build_is_too_new_and_anything_else_is_damaged() {
    let record = |version: i128, content: Value| cbor::write(&Value::Array(vec![Value::Whole(version), content]));
    let outgoing = cbor::read(&to_record(&Outgoing { from: Seq(1), to: Seq(2) }));
    let Some(Value::Array(parts)) = outgoing else { panic!("no record") };
    let content = parts[1].clone();
    let (what, other) = ("outbox row", Value::text("something else entirely"));
    assert!(from_record::<Outgoing>(&record(1, content.clone())).is_ok());
    for version in [2, 3, 65_535] {
        let expected = Err(RecordError::TooNew { what, version });
        assert_eq!(from_record::<Outgoing>(&record(i128::from(version), content.clone())), expected);
        assert_eq!(from_record::<Outgoing>(&record(i128::from(version), other.clone())), expected);
    }
    let mut surplus = record(1, content.clone());
    surplus.push(0);
    for bytes in [
        record(0, content.clone()),
        record(-1, content.clone()),
        record(65_536, content.clone()),
        record(1, other),
        cbor::write(&content),
        cbor::write(&Value::Array(vec![Value::Whole(1)])),
        surplus,
        vec![],
        golden("Head-v1"),
    ] {
        let read = from_record::<Outgoing>(&bytes);
        assert!(matches!(read, Err(RecordError::Damaged { what: "outbox row", .. })), "{read:?}");
    }
    assert!(matches!(from_record::<Head>(&golden("Outgoing-v1")), Err(RecordError::Damaged { .. })));
}

#[test]
fn an_export_of_a_later_build_is_too_new_and_anything_else_is_no_journal() {
    let framed = |head: &Value| {
        let head = cbor::write(head);
        let mut bytes = vec![0x5a];
        bytes.extend(u32::try_from(head.len()).unwrap().to_be_bytes());
        bytes.extend(head);
        bytes
    };
    let head = |magic: &str, version: i128| {
        Value::Map(vec![(Value::text("magic"), Value::text(magic)), (Value::text("version"), Value::Whole(version))])
    };
    let read = |head: &Value| ExportReader::new(&framed(head)).map(drop);
    assert_eq!(read(&head("evertill-journal", 2)), Err(ExportError::TooNew(2)));
    for head in [head("evertill-journal", 0), head("evertill-journal", 1), head("someone-else", 2), Value::Null] {
        assert_eq!(read(&head), Err(ExportError::NotAJournal), "{head:?}");
    }
}
