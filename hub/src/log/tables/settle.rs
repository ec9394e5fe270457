//! Brings a log and its life together when the log is opened: whichever is missing is begun, and a log whose life was lost,
//! or that knows a later one, gets a new one.

use evertill_domain::clock::Timestamp;
use evertill_domain::ids::StoreId;
use evertill_wire::sync::{Bytes, Epoch};

use super::database::{Tables, values};
use super::{members, note, sql, store_row};
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

/// Begins a new life of the log, within the transaction that is open. Sessions and codes of the old one are good for nothing
/// any more.
///
/// # Errors
/// [`LogError`].
pub fn begin_life(tables: &dyn Tables, who: &str, now: Timestamp) -> Result<Epoch, LogError> {
    let (store, last) = first_store(tables)?.ok_or_else(|| LogError::Gone("the log is empty".to_owned()))?;
    let secret = luck::bytes::<32>().map_err(|error| LogError::Gone(error.to_string()))?;
    let mut begun = None;
    tables.change_life(&mut |life| {
        let known = life.get_or_insert_with(|| {
            let secret = Bytes::default();
            Life { store: store.clone(), epoch: last, secret, registers: Vec::new() }
        });
        if known.store == store {
            known.epoch = next_life(known.epoch.max(last), now);
            known.secret = Bytes(secret.to_vec());
            begun = Some(known.clone());
        }
    })?;
    let life = begun.ok_or_else(|| LogError::Gone("the log is of another shop than the life beside it".to_owned()))?;
    let row = store_row(tables, &store)?;
    tables.run(sql::SET_EPOCH, &values![&store, life.epoch])?;
    tables.run(sql::DROP_SESSIONS, &values![row.number])?;
    tables.run(sql::DROP_CODES, &values![row.number])?;
    members::recall(tables, row.number, &life, now)?;
    note(tables, row.number, now, who, "began a life", &format!("life {}", life.epoch.0))?;
    Ok(life.epoch)
}

/// The number of a life that begins now. A log that went back in time may have forgotten lives that it has lived: the second
/// in which one begins tells it from all of those.
fn next_life(last: Epoch, now: Timestamp) -> Epoch {
    Epoch(last.0.saturating_add(1).max(now.0 / 1_000))
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
                given: row.member.given,
                forked: row.member.forked,
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
