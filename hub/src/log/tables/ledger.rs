//! The ledger: what the feed says came in and went out of everything that there is only so much of. It is booked behind the
//! feed, a step at a time, so that nothing that is pushed waits for it.

use std::collections::BTreeMap;

use evertill_domain::event::{Effect, Event};
use evertill_domain::ids::RegisterId;
use evertill_domain::rights::Asset;
use evertill_wire::sync::Cursor;
use evertill_wire::{Body, Entry};

use super::database::{Tables, values};
use super::{StoreRow, sql};
use crate::log::LogError;

/// The most entries that one step books.
const STEP_ENTRIES: u64 = 2_000;
/// The most bytes of entries that one step reads, unless the first of them has more.
const STEP_BYTES: u64 = 4 << 20;

/// What moved of one asset without a right, and what each incarnation of a register spent by right.
#[derive(Default)]
struct Moved {
    free: BTreeMap<Asset, i64>,
    spent: BTreeMap<(Asset, RegisterId, u32), u64>,
}

impl Moved {
    fn add(&mut self, register: &RegisterId, incarnation: u32, event: Event) {
        match event {
            Event::ItemsImported(part) => {
                part.stock.into_iter().for_each(|(sku, by)| self.free(Asset::Stock(sku), by.as_thousandths()));
            }
            Event::StockAdjusted { sku, quantity, .. } => self.free(Asset::Stock(sku), quantity.as_thousandths()),
            Event::SaleConfirmed(decision) => {
                for (asset, by) in decision.effects.into_iter().filter_map(moved) {
                    if by < 0 && decision.covered.contains(&asset) {
                        let spent = self.spent.entry((asset, register.clone(), incarnation)).or_default();
                        *spent = spent.saturating_add(by.unsigned_abs());
                    } else {
                        self.free(asset, by);
                    }
                }
            }
            _ => {}
        }
    }

    fn free(&mut self, asset: Asset, by: i64) {
        let free = self.free.entry(asset).or_default();
        *free = free.saturating_add(by);
    }
}

fn moved(effect: Effect) -> Option<(Asset, i64)> {
    match effect {
        Effect::StockMoved { sku, quantity } => Some((Asset::Stock(sku), quantity.as_thousandths())),
        Effect::StoredValueMoved { account, amount } => Some((Asset::Account(account), amount.minor())),
        Effect::PointsMoved { customer, points } => Some((Asset::Points(customer), points)),
        _ => None,
    }
}

/// Books the next step; `true` where there is more.
pub fn book(tables: &dyn Tables, store: &StoreRow) -> Result<bool, LogError> {
    let booked = Cursor(tables.count(sql::LEDGER, &values![store.number])?);
    if booked >= store.feed {
        return Ok(false);
    }
    let upto = end_of_step(tables, store, booked)?;
    let mut moved = Moved::default();
    for mut row in tables.rows(sql::BOOKABLE, &values![store.number, booked, upto])? {
        let (register, incarnation) = (row.register(0)?, row.small(1)?);
        // What does not read, or is of a later build, moves nothing that is known of.
        let Ok(entry) = Entry::from_bytes(&row.bytes(2)?) else { continue };
        if matches!(entry.header.kind.as_str(), "ItemsImported" | "StockAdjusted" | "SaleConfirmed")
            && let Ok(Body::Known(event)) = entry.body()
        {
            moved.add(&register, incarnation, *event);
        }
    }
    keep(tables, store.number, moved)?;
    tables.run(sql::SET_LEDGER, &values![store.number, upto])?;
    Ok(upto < store.feed)
}

/// How far a step goes: at least one entry.
fn end_of_step(tables: &dyn Tables, store: &StoreRow, booked: Cursor) -> Result<Cursor, LogError> {
    let (mut upto, mut bytes) = (booked, 0_u64);
    // No journal has the number 0: none is passed over.
    for row in tables.rows(sql::SIZES, &values![store.number, booked, 0_i64, STEP_ENTRIES])? {
        bytes = bytes.saturating_add(row.count(1)?);
        if upto > booked && bytes > STEP_BYTES {
            break;
        }
        upto = Cursor(row.count(0)?);
    }
    Ok(upto)
}

fn keep(tables: &dyn Tables, store: i64, moved: Moved) -> Result<(), LogError> {
    for (asset, by) in moved.free {
        let name = asset.text();
        let known = free(tables, store, &name)?;
        tables.run(sql::SET_FREE, &values![store, name.as_str(), known.saturating_add(by)])?;
    }
    for ((asset, register, incarnation), by) in moved.spent {
        let name = asset.text();
        let known = tables.row(sql::SHARE, &values![store, name.as_str(), &register, incarnation])?;
        let (granted, returned, spent) = match known {
            Some(row) => (row.count(0)?, row.count(1)?, row.count(2)?),
            None => (0, 0, 0),
        };
        let spent = spent.saturating_add(by);
        tables.run(sql::SET_SHARE, &values![store, name.as_str(), &register, incarnation, granted, returned, spent])?;
    }
    Ok(())
}

/// What came in of an asset, less what went out without a right.
pub fn free(tables: &dyn Tables, store: i64, asset: &str) -> Result<i64, LogError> {
    tables.row(sql::FREE, &values![store, asset])?.map_or(Ok(0), |row| row.number(0))
}
