//! Registers in the database: codes, admission, revocation, sessions and signs of life.

use std::path::Path;

use evertill_domain::clock::Timestamp;
use evertill_domain::ids::{RegisterId, StoreId};
use evertill_sync::hub::{Member, Told, fence, gathers, report as rights_reported, reports, welcome};
use evertill_wire::sync::{Bytes, Cursor, Epoch, Noted, Reply, Report, Standing};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::append::held;
use super::{here, key_at, note, number, sql, store_row, u64_at};
use crate::log::life::{self, Life};
use crate::log::{
    Admission, CODES_LIMIT, LogError, NewCode, NewSession, Newcomer, REGISTERS_LIMIT, RegisterRow, SESSIONS_LIMIT,
    Session, Sign,
};

/// Keeps a code.
pub fn offer(conn: &Connection, store: &StoreId, code: &NewCode, who: &str, now: Timestamp) -> Result<bool, LogError> {
    let store = store_row(conn, store)?.number;
    conn.execute(sql::DROP_OLD_CODES, params![store, number(now.0)])?;
    let waiting: u32 = conn.query_row(sql::COUNT_CODES, params![store], |row| row.get(0))?;
    if waiting >= CODES_LIMIT {
        return Ok(false);
    }
    let sealed = code.code.bytes().as_slice();
    conn.execute(sql::ADD_CODE, params![store, sealed, code.name, number(code.expires.0)])?;
    note(conn, store, now, who, "offered", &code.name)?;
    Ok(true)
}

/// Lets a register in.
pub fn admit(
    conn: &Connection,
    data: &Path,
    store: &StoreId,
    newcomer: &Newcomer,
    now: Timestamp,
) -> Result<Admission, LogError> {
    let row = store_row(conn, store)?;
    let Some(name) = invited_as(conn, row.number, newcomer, now)? else {
        return Ok(Admission::NoSuchCode);
    };
    let welcome = |name| Admission::In { store: store.clone(), name, epoch: row.epoch };
    if let Some(known) = register(conn, row.number, &newcomer.register)? {
        let same = known.key == newcomer.key && !known.member.revoked;
        return Ok(if same { welcome(known.name) } else { Admission::NameTaken });
    }
    let count: u32 = conn.query_row(sql::COUNT_REGISTERS, params![row.number], |row| row.get(0))?;
    if count >= REGISTERS_LIMIT {
        return Ok(Admission::TooMany);
    }
    let id = newcomer.register.as_str();
    let epoch = number(row.epoch.0);
    let key = newcomer.key.as_slice();
    conn.execute(sql::ADD_REGISTER, params![row.number, id, name, key, 1, epoch, number(now.0)])?;
    if let Some(code) = newcomer.code {
        conn.execute(sql::USE_CODE, params![row.number, code.bytes().as_slice(), id])?;
    }
    note(conn, row.number, now, id, "enrolled", &name)?;
    // Before the commit: a register that the list knows and the database does not is let in again by the same words.
    Life::change(data, |life| remember(life, newcomer, &name))?;
    Ok(welcome(name))
}

fn remember(kept: &mut Option<Life>, newcomer: &Newcomer, name: &str) {
    let Some(life) = kept else { return };
    life.registers.retain(|member| member.register != newcomer.register);
    life.registers.push(life::Member {
        register: newcomer.register.clone(),
        name: name.to_owned(),
        key: Bytes(newcomer.key.to_vec()),
        revoked: false,
        lost: false,
        incarnation: 1,
    });
}

/// The name that a newcomer was invited under; `None` where its code lets nobody in.
fn invited_as(conn: &Connection, store: i64, newcomer: &Newcomer, now: Timestamp) -> Result<Option<String>, LogError> {
    let Some(code) = newcomer.code else {
        return Ok(Some(newcomer.register.as_str().to_owned()));
    };
    let found = conn
        .query_row(sql::CODE, params![store, code.bytes().as_slice()], |row| {
            Ok((row.get::<_, String>(0)?, u64_at(row, 1)?, row.get::<_, Option<String>>(2)?))
        })
        .optional()?;
    Ok(found.and_then(|(name, expires, used_by)| {
        let unused = used_by.is_none_or(|by| by == newcomer.register.as_str());
        (expires > now.0 && unused).then_some(name)
    }))
}

/// What a person decides about a register.
#[derive(Clone, Copy, Debug)]
pub enum Decision {
    /// Its right is taken away.
    Revoked,
    /// It will never be heard again.
    Lost,
}

/// Notes what a person has decided about a register; `false` where there is none of that name.
pub fn decide(
    conn: &Connection,
    data: &Path,
    store: &StoreId,
    register: &RegisterId,
    decision: Decision,
    who: &str,
    now: Timestamp,
) -> Result<bool, LogError> {
    let store = store_row(conn, store)?.number;
    let (statement, act) = match decision {
        Decision::Revoked => (sql::REVOKE, "revoked"),
        Decision::Lost => (sql::LOSE, "declared lost"),
    };
    if conn.execute(statement, params![store, register.as_str()])? == 0 {
        return Ok(false);
    }
    note(conn, store, now, who, act, register.as_str())?;
    Life::change(data, |life| {
        if let Some(member) = life.as_mut().and_then(|life| life.member(register)) {
            match decision {
                Decision::Revoked => member.revoked = true,
                Decision::Lost => member.lost = true,
            }
        }
    })?;
    Ok(true)
}

/// One register.
pub fn register(conn: &Connection, store: i64, register: &RegisterId) -> Result<Option<RegisterRow>, LogError> {
    let mut query = conn.prepare_cached(sql::REGISTER)?;
    Ok(query.query_row(params![store, register.as_str()], register_at).optional()?)
}

/// All registers.
pub fn registers(conn: &Connection, store: i64) -> Result<Vec<RegisterRow>, LogError> {
    let mut query = conn.prepare_cached(sql::REGISTERS)?;
    Ok(query.query_map(params![store], register_at)?.collect::<Result<_, _>>()?)
}

fn register_at(row: &Row<'_>) -> rusqlite::Result<RegisterRow> {
    let seen: Option<i64> = row.get(10)?;
    let member = Member {
        incarnation: row.get(3)?,
        // No register goes on in an incarnation that it is given yet; once one does, this is to be kept beside the database.
        given: row.get(3)?,
        reported: Epoch(u64_at(row, 4)?),
        rights_reported: Epoch(u64_at(row, 5)?),
        revoked: row.get(6)?,
        lost: row.get(7)?,
        forked: row.get(8)?,
    };
    Ok(RegisterRow {
        register: super::id_at(row, 0)?,
        name: row.get(1)?,
        key: key_at(row, 2)?,
        member,
        enrolled: Timestamp(u64_at(row, 9)?),
        seen: seen.and_then(|seen| u64::try_from(seen).ok()).map(Timestamp),
        skew: row.get(11)?,
        cursor: Cursor(u64_at(row, 12)?),
    })
}

/// How a register stands with the shop.
pub fn member_of(conn: &Connection, store: i64, id: &RegisterId) -> Result<Member, LogError> {
    let known = register(conn, store, id)?.map(|row| row.member);
    known.ok_or_else(|| LogError::Gone(format!("the register {id} is gone")))
}

/// Whether somebody has yet to say what they hold in this life.
pub fn is_gathering(conn: &Connection, store: i64, epoch: Epoch) -> Result<bool, LogError> {
    let members: Vec<Member> = registers(conn, store)?.into_iter().map(|row| row.member).collect();
    Ok(gathers(epoch, &members))
}

/// Opens a session.
pub fn open_session(conn: &Connection, session: &NewSession, now: Timestamp) -> Result<bool, LogError> {
    let store = store_row(conn, &session.store)?.number;
    let register = session.register.as_str();
    conn.execute(sql::DROP_OLD_NONCES, params![store, number(now.0)])?;
    let nonce = session.nonce.bytes().as_slice();
    if conn.execute(sql::USE_NONCE, params![store, nonce, number(session.expires.0)])? == 0 {
        return Ok(false);
    }
    conn.execute(sql::DROP_OLD_SESSIONS, params![store, number(now.0)])?;
    conn.execute(sql::DROP_SURPLUS_SESSIONS, params![store, register, SESSIONS_LIMIT.saturating_sub(1)])?;
    let token = session.token.bytes().as_slice();
    Ok(conn.execute(sql::ADD_SESSION, params![store, register, token, number(session.expires.0)])? > 0)
}

/// The session of a token.
pub fn session(
    conn: &Connection,
    store: &StoreId,
    token: evertill_wire::Hash,
    now: Timestamp,
) -> Result<Option<Session>, LogError> {
    let number_of_store = store_row(conn, store)?.number;
    let mut query = conn.prepare_cached(sql::SESSION)?;
    let found = query.query_row(params![number_of_store, token.bytes().as_slice(), number(now.0)], |row| {
        Ok(Session {
            token,
            store: store.clone(),
            register: super::id_at(row, 0)?,
            key: key_at(row, 1)?,
            revoked: row.get(2)?,
            expires: Timestamp(u64_at(row, 3)?),
        })
    });
    Ok(found.optional()?)
}

/// Notes a sign of life and says where the log stands.
pub fn hear(conn: &Connection, data: &Path, session: &Session, sign: &Sign, now: Timestamp) -> Result<Reply, LogError> {
    let store = store_row(conn, &session.store)?;
    if let Some(reply) = fence(&here(conn, &store, now)?, sign.epoch) {
        return Ok(reply);
    }
    let (register, incarnation) = (&session.register, sign.incarnation);
    let member = member_of(conn, store.number, register)?;
    note_sign(conn, store.number, register, sign, now)?;
    raise_incarnation(conn, data, store.number, register, &member, incarnation, now)?;
    let journal = held(conn, store.number, register, incarnation)?;
    let told = Told { incarnation, tip: sign.tip };
    if reports(&told, journal.tip) {
        let epoch = number(store.epoch.0);
        conn.prepare_cached(sql::SET_REPORTED)?.execute(params![store.number, register.as_str(), epoch])?;
    }
    let member = member.hearing(incarnation);
    let answer = welcome(&here(conn, &store, now)?, &member, journal.tip, &told);
    if let Standing::Forked { .. } = answer.standing {
        let about = format!("{register} incarnation {incarnation}, which ends at entry {}", sign.tip.seq);
        set_forked(conn, store.number, register, &about, now)?;
    }
    Ok(Reply::Welcome(answer))
}

fn note_sign(
    conn: &Connection,
    store: i64,
    register: &RegisterId,
    sign: &Sign,
    now: Timestamp,
) -> Result<(), LogError> {
    let skew = i128::from(sign.clock.0) - i128::from(now.0);
    let skew = i64::try_from(skew).unwrap_or(if skew < 0 { i64::MIN } else { i64::MAX });
    let cursor = number(sign.cursor.0);
    let mut seen = conn.prepare_cached(sql::NOTE_SIGN)?;
    seen.execute(params![store, register.as_str(), number(now.0), skew, cursor])?;
    Ok(())
}

/// Notes that a register has said what rights it holds. The hub has granted none so far: there is nothing to be kept of them.
pub fn note_rights(
    conn: &Connection,
    data: &Path,
    session: &Session,
    report: &Report,
    now: Timestamp,
) -> Result<Reply, LogError> {
    let store = store_row(conn, &session.store)?;
    let here = here(conn, &store, now)?;
    if let Some(reply) = fence(&here, report.epoch) {
        return Ok(reply);
    }
    let register = &session.register;
    let member = member_of(conn, store.number, register)?;
    raise_incarnation(conn, data, store.number, register, &member, report.incarnation, now)?;
    if rights_reported(&here, &member.hearing(report.incarnation), None, &[], report).is_some() {
        let noted = params![store.number, register.as_str(), number(store.epoch.0)];
        conn.prepare_cached(sql::SET_RIGHTS_REPORTED)?.execute(noted)?;
    }
    Ok(Reply::Noted(Noted { epoch: store.epoch }))
}

/// Notes the highest incarnation that was heard of.
pub fn raise_incarnation(
    conn: &Connection,
    data: &Path,
    store: i64,
    register: &RegisterId,
    known: &Member,
    heard: u32,
    now: Timestamp,
) -> Result<(), LogError> {
    if heard <= known.incarnation {
        return Ok(());
    }
    conn.prepare_cached(sql::SET_INCARNATION)?.execute(params![store, register.as_str(), heard])?;
    note(conn, store, now, register.as_str(), "began anew", &format!("{register} incarnation {heard}"))?;
    Life::change(data, |life| {
        if let Some(member) = life.as_mut().and_then(|life| life.member(register)) {
            member.incarnation = member.incarnation.max(heard);
        }
    })
}

/// Notes, once, that a register's journal contradicts itself.
pub fn set_forked(
    conn: &Connection,
    store: i64,
    register: &RegisterId,
    about: &str,
    now: Timestamp,
) -> Result<(), LogError> {
    if conn.prepare_cached(sql::SET_FORKED)?.execute(params![store, register.as_str()])? > 0 {
        note(conn, store, now, register.as_str(), "forked", about)?;
    }
    Ok(())
}

/// Puts everybody on the list into the database, as far as it does not know them.
pub fn recall(conn: &Connection, store: i64, life: &Life, now: Timestamp) -> Result<(), LogError> {
    for member in &life.registers {
        let life::Member { register, name, key, incarnation, revoked, lost } = member;
        let known = params![store, register.as_str(), name, key.0, incarnation, revoked, lost, number(now.0)];
        conn.execute(sql::RECALL_REGISTER, known)?;
    }
    Ok(())
}
