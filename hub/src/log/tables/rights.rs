//! Rights in the log: what a transfer moves, and what a report makes of what was believed. Who gets how much is decided by
//! [`evertill_sync::hub`]; here it is looked up and kept, with the answer, in one transaction.

use evertill_domain::clock::Timestamp;
use evertill_domain::ids::RegisterId;
use evertill_domain::rights::Asset;
use evertill_sync::hub::{self, Pool, Settled, Share, fence};
use evertill_wire::sync::{Holding, Noted, Reply, Report, Transfer};

use super::database::{Row, Tables, values};
use super::members::{member_of, raise_incarnation};
use super::{here, ledger, sql, store_row};
use crate::log::{LogError, Session};

/// Moves rights, once, and answers what it came to.
pub fn transfer(
    tables: &dyn Tables,
    session: &Session,
    transfer: &Transfer,
    now: Timestamp,
) -> Result<Reply, LogError> {
    let store = store_row(tables, &session.store)?;
    let here = here(tables, &store, now)?;
    if let Some(reply) = fence(&here, transfer.epoch) {
        return Ok(reply);
    }
    let (register, incarnation) = (&session.register, transfer.incarnation);
    let member = member_of(tables, store.number, register)?;
    raise_incarnation(tables, store.number, register, &member, incarnation, now)?;
    // What was pushed a moment ago counts.
    while ledger::book(tables, &store)? {}
    let pool = pool(tables, store.number, &transfer.asset)?;
    let last = last(tables, store.number, register, incarnation)?;
    let member = member.hearing(incarnation);
    let movement = hub::transfer(&here, &member, register, last.as_ref(), &pool, transfer);
    if let Some(settled) = &movement.settle {
        let is_own = |share: &&Share| share.register == *register && share.incarnation == incarnation;
        let mut share = pool.shares.iter().find(is_own).cloned().unwrap_or_else(|| none(register, incarnation));
        share.moves(settled.granted, settled.returned);
        set_share(tables, store.number, &settled.asset, &share)?;
        let (asset, Settled { id, granted, returned, .. }) = (settled.asset.text(), settled);
        let values = values![store.number, register, incarnation, *id, asset.as_str(), *granted, *returned];
        tables.run(sql::SET_TRANSFER, &values)?;
    }
    Ok(Reply::Moved(movement.moved))
}

/// Keeps what a register says of its rights, the first time in each life.
pub fn note(tables: &dyn Tables, session: &Session, report: &Report, now: Timestamp) -> Result<Reply, LogError> {
    let store = store_row(tables, &session.store)?;
    let here = here(tables, &store, now)?;
    if let Some(reply) = fence(&here, report.epoch) {
        return Ok(reply);
    }
    let (register, incarnation) = (&session.register, report.incarnation);
    let member = member_of(tables, store.number, register)?;
    raise_incarnation(tables, store.number, register, &member, incarnation, now)?;
    let believed = believed(tables, store.number, register, incarnation)?;
    let last = last(tables, store.number, register, incarnation)?;
    if let Some(noting) = hub::report(&here, &member.hearing(incarnation), last.as_ref(), &believed, report) {
        for Holding { asset, received, returned } in noting.holdings {
            let name = asset.text();
            let known = tables.row(sql::SHARE, &values![store.number, name.as_str(), register, incarnation])?;
            let spent = known.map_or(Ok(0), |row| row.count(2))?;
            let share = Share { granted: received, returned, spent, ..none(register, incarnation) };
            set_share(tables, store.number, &asset, &share)?;
        }
        tables.run(sql::SET_RIGHTS_REPORTED, &values![store.number, register, store.epoch])?;
    }
    Ok(Reply::Noted(Noted { epoch: store.epoch }))
}

fn none(register: &RegisterId, incarnation: u32) -> Share {
    Share { register: register.clone(), incarnation, granted: 0, returned: 0, spent: 0, lost: false }
}

/// One asset, as the log knows it.
fn pool(tables: &dyn Tables, store: i64, asset: &Asset) -> Result<Pool, LogError> {
    let name = asset.text();
    let share = |row: &Row| {
        let (granted, returned, spent) = (row.count(2)?, row.count(3)?, row.count(4)?);
        let lost = row.number_or_nothing(5)?.is_some_and(|lost| lost != 0);
        Ok(Share { register: row.register(0)?, incarnation: row.small(1)?, granted, returned, spent, lost })
    };
    let shares = tables.rows(sql::SHARES, &values![store, name.as_str()])?;
    let received = u64::try_from(ledger::free(tables, store, &name)?).unwrap_or(0);
    Ok(Pool { received, shares: shares.iter().map(share).collect::<Result<_, LogError>>()? })
}

/// The last transfer of an incarnation.
fn last(tables: &dyn Tables, store: i64, register: &RegisterId, incarnation: u32) -> Result<Option<Settled>, LogError> {
    let Some(row) = tables.row(sql::TRANSFER, &values![store, register, incarnation])? else { return Ok(None) };
    let (id, granted, returned) = (row.count(0)?, row.count(2)?, row.count(3)?);
    Ok(Some(Settled { id, asset: asset_of(&row.text(1)?)?, granted, returned }))
}

/// What an incarnation is believed to hold.
fn believed(
    tables: &dyn Tables,
    store: i64,
    register: &RegisterId,
    incarnation: u32,
) -> Result<Vec<Holding>, LogError> {
    let rows = tables.rows(sql::HELD, &values![store, register, incarnation])?;
    let holding =
        |row: &Row| Ok(Holding { asset: asset_of(&row.text(0)?)?, received: row.count(1)?, returned: row.count(2)? });
    rows.iter().map(holding).collect()
}

fn asset_of(name: &str) -> Result<Asset, LogError> {
    Asset::parse(name).ok_or_else(|| LogError::Gone(format!("{name} is no asset")))
}

fn set_share(tables: &dyn Tables, store: i64, asset: &Asset, share: &Share) -> Result<(), LogError> {
    let name = asset.text();
    let Share { register, incarnation, granted, returned, spent, .. } = share;
    let values = values![store, name.as_str(), register, *incarnation, *granted, *returned, *spent];
    tables.run(sql::SET_SHARE, &values).map(drop)
}
