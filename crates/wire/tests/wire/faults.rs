//! What a reader says of a record that is not as it should be: which field, and what is wrong with it.

use evertill_wire::{Draft, Outgoing, RecordError, from_record};

use crate::cbor::{self, Value};
use crate::golden::golden;

/// Changes a golden record's content, and answers what reading it says.
fn said_of<T: evertill_wire::Record + std::fmt::Debug>(name: &str, change: impl FnOnce(&mut Value)) -> String {
    let mut value = cbor::read(&golden(name)).unwrap();
    let Value::Array(parts) = &mut value else { panic!("{name} is no record") };
    change(&mut parts[1]);
    match from_record::<T>(&cbor::write(&value)) {
        Err(RecordError::Damaged { why, .. }) => why,
        other => panic!("{name}: {other:?}"),
    }
}

fn first(list: &mut Value) -> &mut Value {
    match list {
        Value::Array(items) => &mut items[0],
        other => panic!("{other:?} is no list"),
    }
}

fn fields(record: &mut Value) -> &mut Vec<(Value, Value)> {
    match record {
        Value::Map(fields) => fields,
        other => panic!("{other:?} is no record"),
    }
}

#[test]
fn a_fault_names_the_path_to_its_field() {
    type Change = fn(&mut Value);
    let table: [(&str, Change); 6] = [
        ("basket: lines: tax: rate: the rate is above 10,000 %", |draft| {
            *first(draft.field("basket").field("lines")).field("tax").field("rate") = Value::Whole(100_000_001);
        }),
        ("basket: lines: sku: it is empty", |draft| {
            *first(draft.field("basket").field("lines")).field("sku") = Value::text("");
        }),
        ("basket: lines: unit: Stone: is none of what it could be", |draft| {
            *first(draft.field("basket").field("lines")).field("unit") = Value::text("Stone");
        }),
        ("basket: lines: id: a number too large for its place", |draft| {
            *first(draft.field("basket").field("lines")).field("id") = Value::Whole(1 << 32);
        }),
        ("tenders: Cash: has content where it should have none, or none where it should", |draft| {
            *first(draft.field("tenders")) = Value::text("Cash");
        }),
        ("tenders: a choice of more than one", |draft| {
            let both = fields(first(draft.field("tenders")));
            both.push((Value::text("Card"), Value::Null));
        }),
    ];
    for (words, change) in table {
        assert_eq!(said_of::<Draft>("Draft-v2", change), words);
    }
}

#[test]
fn a_field_that_is_missing_or_stands_twice_is_refused() {
    let twice = said_of::<Outgoing>("Outgoing-v1", |row| {
        let again = fields(row)[0].clone();
        fields(row).push(again);
    });
    assert_eq!(twice, "from: stands there twice");
    let missing = said_of::<Outgoing>("Outgoing-v1", |row| drop(fields(row).pop()));
    assert_eq!(missing, "to: is missing");
}

#[test]
fn a_field_that_may_be_empty_may_be_missing_and_order_does_not_matter() {
    let mut value = cbor::read(&golden("Draft-v2")).unwrap();
    let Value::Array(parts) = &mut value else { panic!("no record") };
    fields(parts[1].field("basket")).retain(|(name, _)| *name != Value::text("customer"));
    fields(&mut parts[1]).reverse();
    let draft: Draft = from_record(&cbor::write(&value)).unwrap();
    assert_eq!(draft.basket.customer(), None);
    assert_eq!(draft.tenders.len(), 2);
}
