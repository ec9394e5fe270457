//! Facts that replace what was there. Stamps decide, and stand in rows of their own, so that whoever sells reads no more.

use super::{At, Broken};
use crate::customer::Customer;
use crate::edit::{Edit, Edited as _};
use crate::event::Event;
use crate::origin::{Stamp, Stamps, Weight};
use crate::people::{Attempts, OperatorRow};
use crate::price_list::PriceSet;
use crate::rows::{CustomerRow, Row, RowKey, RowSet};

/// The rows that these facts read.
pub(super) fn keys(event: &Event) -> Vec<RowKey> {
    let with_stamps = |key: RowKey| vec![stamps_of(&key), key];
    match event {
        Event::RegisterOpened { .. } | Event::SettingsChanged(_) => vec![stamps_of(&RowKey::Settings)],
        Event::PromotionChanged(promotion) => vec![stamps_of(&RowKey::Promotion(promotion.id.clone()))],
        Event::PriceListChanged(list) => vec![stamps_of(&RowKey::PriceList(list.id.clone()))],
        Event::PricesSet(sets) => sets.iter().flat_map(|set| with_stamps(RowKey::Prices(set.sku.clone()))).collect(),
        Event::CustomerChanged(customer) => with_stamps(RowKey::Customer(customer.id.clone())),
        Event::OperatorChanged(operator) => with_stamps(RowKey::Operator(operator.id.clone())),
        _ => Vec::new(),
    }
}

fn stamps_of(key: &RowKey) -> RowKey {
    RowKey::Stamps(Box::new(key.clone()))
}

pub(super) fn apply(at: At<'_>, event: &Event, rows: &mut RowSet) -> Result<(), Broken> {
    let meant = Stamp::of(at.origin, Weight::Meant);
    match event {
        Event::RegisterOpened { settings, .. } => {
            let opening = Stamp::of(at.origin, Weight::Opening);
            replace(RowKey::Settings, &opening, rows, || Row::Settings(settings.clone()))
        }
        Event::SettingsChanged(settings) => replace(RowKey::Settings, &meant, rows, || Row::Settings(settings.clone())),
        Event::PromotionChanged(promotion) => {
            replace(RowKey::Promotion(promotion.id.clone()), &meant, rows, || Row::Promotion(promotion.clone()))
        }
        Event::PriceListChanged(list) => {
            replace(RowKey::PriceList(list.id.clone()), &meant, rows, || Row::PriceList(list.clone()))
        }
        Event::PricesSet(sets) => sets.iter().try_for_each(|set| set_price(set, &meant, rows)),
        Event::CustomerChanged(edit) => edit_customer(at, edit, rows),
        Event::OperatorChanged(operator) => {
            let key = RowKey::Operator(operator.id.clone());
            let attempts = match rows.get(&key)? {
                Some(Row::Operator(row)) => row.attempts,
                _ => Attempts::default(),
            };
            let row = || Row::Operator(Box::new(OperatorRow { operator: Some((**operator).clone()), attempts }));
            replace(key, &meant, rows, row)
        }
        _ => Ok(()),
    }
}

fn stamps(key: &RowKey, rows: &RowSet) -> Result<Stamps, Broken> {
    Ok(match rows.get(&stamps_of(key))? {
        Some(Row::Stamps(stamps)) => stamps.clone(),
        _ => Stamps::default(),
    })
}

fn put_stamps(key: &RowKey, stamps: Stamps, rows: &mut RowSet) {
    rows.put(stamps_of(key), Row::Stamps(stamps));
}

/// Replaces a row as a whole, unless it holds something later.
fn replace(key: RowKey, stamp: &Stamp, rows: &mut RowSet, row: impl FnOnce() -> Row) -> Result<(), Broken> {
    let mut known = stamps(&key, rows)?;
    if known.yields(Stamps::ALL, stamp) {
        known.note(Stamps::ALL, stamp);
        put_stamps(&key, known, rows);
        rows.put(key, row());
    }
    Ok(())
}

/// Sets one price: it is replaced by its list and first day. One that was taken back keeps its stamp.
fn set_price(set: &PriceSet, stamp: &Stamp, rows: &mut RowSet) -> Result<(), Broken> {
    let key = RowKey::Prices(set.sku.clone());
    let mut known = stamps(&key, rows)?;
    let part = set.name();
    // Of several in one entry the last counts, as in a journal.
    if !known.yields(&part, stamp) && !known.0.iter().any(|(name, last)| *name == part && last == stamp) {
        return Ok(());
    }
    known.note(&part, stamp);
    let mut prices = match rows.get(&key)? {
        Some(Row::Prices(prices)) => prices.clone(),
        _ => Vec::new(),
    };
    set.put_into(&mut prices);
    put_stamps(&key, known, rows);
    rows.put(key, Row::Prices(prices));
    Ok(())
}

/// Changes the fields that were edited, each unless it holds something later. What the edit says beside them counts only
/// where nobody meant anything else.
fn edit_customer(at: At<'_>, edit: &Edit<Customer>, rows: &mut RowSet) -> Result<(), Broken> {
    let key = RowKey::Customer(edit.id.clone());
    let mut known = stamps(&key, rows)?;
    let mut row = match rows.get(&key)? {
        Some(Row::Customer(row)) => row.clone(),
        _ => Box::<CustomerRow>::default(),
    };
    let mut profile = row.profile.clone().unwrap_or_else(|| edit.value.clone());
    let weight = if edit.is_whole() { Weight::Meant } else { Weight::Beside };
    let beside = Stamp::of(at.origin, weight);
    for field in Customer::FIELDS.iter().filter(|field| known.yields(field, &beside)) {
        profile.take(&edit.value, field);
    }
    known.note(Stamps::ALL, &beside);
    let meant = Stamp::of(at.origin, Weight::Meant);
    for field in &edit.edited {
        if known.yields(field, &meant) {
            profile.take(&edit.value, field);
            known.note(field, &meant);
        }
    }
    row.profile = Some(profile);
    put_stamps(&key, known, rows);
    rows.put(key, Row::Customer(row));
    Ok(())
}
