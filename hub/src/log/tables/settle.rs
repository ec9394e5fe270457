//! Brings a log and its life together when the log is opened: whichever is missing is begun, and a log whose life was lost,
//! or that knows a later one, gets a new one.

use evertill_domain::clock::Timestamp;
use evertill_domain::ids::StoreId;
use evertill_wire::sync::{Bytes, Epoch};

use super::database::{Tables, values};
use super::{members, sql, store_row};
use crate::log::{Life, LogError, RegisterRow, life};
use crate::luck;

/// Settles the log that has just been brought up to date, within the transaction that is open, and answers the life that it
/// lives.
///
/// # Errors
/// [`LogError`].
pub fn settle(tables: &dyn Tables, now: Timestamp) -> Result<Life, LogError> {
    let found = first_store(tables)?;
    let life = settled(tables, found.as_ref())?;
    if found.as_ref().is_some_and(|(store, _)| *store != life.store) {
        return Err(LogError::Gone("the database is of another shop than the life beside it".to_owned()));
    }
    if found.is_none() {
        tables.run(sql::BEGIN_STORE, &values![&life.store, life.epoch, now])?;
    }
    tables.run(sql::SET_EPOCH, &values![&life.store, life.epoch])?;
    let row = store_row(tables, &life.store)?;
    members::recall(tables, row.number, &life, now)?;
    let known = members::registers(tables, row.number)?;
    tables.change_life(&mut |life| adopt(life, &known))?;
    Ok(life)
}

/// The life that a log lives which was last heard of in this one.
fn settled(tables: &dyn Tables, found: Option<&(StoreId, Epoch)>) -> Result<Life, LogError> {
    let gone = |error: &dyn std::fmt::Display| LogError::Gone(error.to_string());
    let fresh = luck::bytes::<5>().map_err(|error| gone(&error))?;
    let fresh = StoreId::new(&format!("S-{}", luck::hex(&fresh).to_uppercase())).map_err(|error| gone(&error))?;
    let secret = luck::bytes::<32>().map_err(|error| gone(&error))?;
    let new = |store: &StoreId, epoch| Life {
        store: store.clone(),
        epoch,
        secret: Bytes(secret.to_vec()),
        registers: Vec::new(),
    };
    let mut settled = None;
    tables.change_life(&mut |life| {
        let next = match (life.take(), found) {
            (Some(life), Some((_, epoch))) if *epoch > life.epoch => {
                Life { epoch: Epoch(epoch.0.saturating_add(1)), ..life }
            }
            (Some(life), _) => life,
            (None, Some((store, epoch))) => new(store, Epoch(epoch.0.saturating_add(1))),
            (None, None) => new(&fresh, Epoch(1)),
        };
        *life = Some(next.clone());
        settled = Some(next);
    })?;
    settled.ok_or_else(|| LogError::Gone("there is no life".to_owned()))
}

/// Writes registers down that only the database knows.
fn adopt(life: &mut Option<Life>, known: &[RegisterRow]) {
    let Some(life) = life else { return };
    for row in known {
        if life.member(&row.register).is_none() {
            life.registers.push(life::Member {
                register: row.register.clone(),
                name: row.name.clone(),
                key: Bytes(row.key.to_vec()),
                revoked: row.member.revoked,
                lost: row.member.lost,
                incarnation: row.member.incarnation,
            });
        }
    }
}

/// The shop of a database and the life that it last lived; `None` for an empty one.
///
/// # Errors
/// [`LogError`].
pub fn first_store(tables: &dyn Tables) -> Result<Option<(StoreId, Epoch)>, LogError> {
    let Some(row) = tables.row(sql::FIRST_STORE, &[])? else {
        return Ok(None);
    };
    let store = StoreId::new(&row.text(0)?).map_err(|error| LogError::Gone(error.to_string()))?;
    Ok(Some((store, Epoch(row.count(1)?))))
}
