//! Registers in the database: codes, admission, revocation, sessions and signs of life.

use evertill_domain::clock::Timestamp;
use evertill_domain::ids::{RegisterId, StoreId};
use evertill_sync::hub::{Member, Told, fence, gathers, gives, reports, welcome};
use evertill_wire::sync::{Bytes, Cursor, Epoch, Reply};

use super::append::held;
use super::database::{Row, Tables, values};
use super::{here, note, sql, store_row};
use crate::log::life::{self, Life};
use crate::log::{
    Admission, CODES_LIMIT, LogError, NewCode, NewSession, Newcomer, REGISTERS_LIMIT, RegisterRow, SESSIONS_LIMIT,
    Session, Sign,
};

/// Keeps a code.
pub fn offer(
    tables: &dyn Tables,
    store: &StoreId,
    code: &NewCode,
    who: &str,
    now: Timestamp,
) -> Result<bool, LogError> {
    let store = store_row(tables, store)?.number;
    tables.run(sql::DROP_OLD_CODES, &values![store, now])?;
    if tables.count(sql::COUNT_CODES, &values![store])? >= CODES_LIMIT.into() {
        return Ok(false);
    }
    tables.run(sql::ADD_CODE, &values![store, &code.code, code.name.as_str(), code.expires])?;
    note(tables, store, now, who, "offered", &code.name)?;
    Ok(true)
}

/// Lets a register in.
pub fn admit(tables: &dyn Tables, store: &StoreId, newcomer: &Newcomer, now: Timestamp) -> Result<Admission, LogError> {
    let row = store_row(tables, store)?;
    let Some(name) = invited_as(tables, row.number, newcomer, now)? else {
        return Ok(Admission::NoSuchCode);
    };
    let welcome = |name| Admission::In { store: store.clone(), name, epoch: row.epoch };
    if let Some(known) = register(tables, row.number, &newcomer.register)? {
        let same = known.key == newcomer.key && !known.member.revoked;
        return Ok(if same { welcome(known.name) } else { Admission::NameTaken });
    }
    if tables.count(sql::COUNT_REGISTERS, &values![row.number])? >= REGISTERS_LIMIT.into() {
        return Ok(Admission::TooMany);
    }
    let (id, key) = (newcomer.register.as_str(), newcomer.key.as_slice());
    tables.run(sql::ADD_REGISTER, &values![row.number, id, name.as_str(), key, 1_u32, row.epoch, now])?;
    if let Some(code) = newcomer.code {
        tables.run(sql::USE_CODE, &values![row.number, &code, id])?;
    }
    note(tables, row.number, now, id, "enrolled", &name)?;
    // Before the commit: a register that the list knows and the database does not is let in again by the same words.
    tables.change_life(&mut |life| remember(life, newcomer, &name))?;
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
        given: 1,
        forked: false,
    });
}

/// The name that a newcomer was invited under; `None` where its code lets nobody in.
fn invited_as(
    tables: &dyn Tables,
    store: i64,
    newcomer: &Newcomer,
    now: Timestamp,
) -> Result<Option<String>, LogError> {
    let Some(code) = newcomer.code else {
        return Ok(Some(newcomer.register.as_str().to_owned()));
    };
    let Some(row) = tables.row(sql::CODE, &values![store, &code])? else {
        return Ok(None);
    };
    let (name, expires, used_by) = (row.text(0)?, row.count(1)?, row.text_or_nothing(2)?);
    let unused = used_by.is_none_or(|by| by == newcomer.register.as_str());
    Ok((expires > now.0 && unused).then_some(name))
}

/// What a person decides about a register.
#[derive(Clone, Copy, Debug)]
pub enum Decision {
    /// Its right is taken away.
    Revoked,
    /// It will never be heard again.
    Lost,
    /// Somebody has looked at its copies: it may be granted rights again.
    Looked,
}

/// Notes what a person has decided about a register; `false` where there is none of that name.
pub fn decide(
    tables: &dyn Tables,
    store: &StoreId,
    register: &RegisterId,
    decision: Decision,
    who: &str,
    now: Timestamp,
) -> Result<bool, LogError> {
    let store = store_row(tables, store)?.number;
    let (statement, act) = match decision {
        Decision::Revoked => (sql::REVOKE, "revoked"),
        Decision::Lost => (sql::LOSE, "declared lost"),
        Decision::Looked => (sql::UNFREEZE, "looked at"),
    };
    if tables.run(statement, &values![store, register])? == 0 {
        return Ok(false);
    }
    note(tables, store, now, who, act, register.as_str())?;
    tables.change_life(&mut |life| {
        if let Some(member) = life.as_mut().and_then(|life| life.member(register)) {
            match decision {
                Decision::Revoked => member.revoked = true,
                Decision::Lost => member.lost = true,
                Decision::Looked => member.forked = false,
            }
        }
    })?;
    Ok(true)
}

/// One register.
pub fn register(tables: &dyn Tables, store: i64, register: &RegisterId) -> Result<Option<RegisterRow>, LogError> {
    tables.row(sql::REGISTER, &values![store, register])?.map(|row| register_row(&row)).transpose()
}

/// All registers.
pub fn registers(tables: &dyn Tables, store: i64) -> Result<Vec<RegisterRow>, LogError> {
    tables.rows(sql::REGISTERS, &values![store])?.iter().map(register_row).collect()
}

fn register_row(row: &Row) -> Result<RegisterRow, LogError> {
    let seen = row.number_or_nothing(10)?;
    let member = Member {
        incarnation: row.small(3)?,
        given: row.small(13)?,
        reported: Epoch(row.count(4)?),
        rights_reported: Epoch(row.count(5)?),
        revoked: row.flag(6)?,
        lost: row.flag(7)?,
        forked: row.flag(8)?,
    };
    Ok(RegisterRow {
        register: row.register(0)?,
        name: row.text(1)?,
        key: row.key(2)?,
        member,
        enrolled: Timestamp(row.count(9)?),
        seen: seen.and_then(|seen| u64::try_from(seen).ok()).map(Timestamp),
        skew: row.number(11)?,
        cursor: Cursor(row.count(12)?),
    })
}

/// How a register stands with the shop.
pub fn member_of(tables: &dyn Tables, store: i64, id: &RegisterId) -> Result<Member, LogError> {
    let known = register(tables, store, id)?.map(|row| row.member);
    known.ok_or_else(|| LogError::Gone(format!("the register {id} is gone")))
}

/// Whether somebody has yet to say what they hold in this life.
pub fn is_gathering(tables: &dyn Tables, store: i64, epoch: Epoch) -> Result<bool, LogError> {
    let members: Vec<Member> = registers(tables, store)?.into_iter().map(|row| row.member).collect();
    Ok(gathers(epoch, &members))
}

/// Opens a session.
pub fn open_session(tables: &dyn Tables, session: &NewSession, now: Timestamp) -> Result<bool, LogError> {
    let store = store_row(tables, &session.store)?.number;
    tables.run(sql::DROP_OLD_NONCES, &values![store, now])?;
    if tables.run(sql::USE_NONCE, &values![store, &session.nonce, session.expires])? == 0 {
        return Ok(false);
    }
    tables.run(sql::DROP_OLD_SESSIONS, &values![store, now])?;
    let most = SESSIONS_LIMIT.saturating_sub(1);
    tables.run(sql::DROP_SURPLUS_SESSIONS, &values![store, &session.register, most])?;
    Ok(tables.run(sql::ADD_SESSION, &values![store, &session.register, &session.token, session.expires])? > 0)
}

/// The session of a token.
pub fn session(
    tables: &dyn Tables,
    store: &StoreId,
    token: evertill_wire::Hash,
    now: Timestamp,
) -> Result<Option<Session>, LogError> {
    let number = store_row(tables, store)?.number;
    let Some(row) = tables.row(sql::SESSION, &values![number, &token, now])? else {
        return Ok(None);
    };
    Ok(Some(Session {
        token,
        store: store.clone(),
        register: row.register(0)?,
        key: row.key(1)?,
        revoked: row.flag(2)?,
        expires: Timestamp(row.count(3)?),
    }))
}

/// Notes a sign of life and says where the log stands.
pub fn hear(tables: &dyn Tables, session: &Session, sign: &Sign, now: Timestamp) -> Result<Reply, LogError> {
    let store = store_row(tables, &session.store)?;
    if let Some(reply) = fence(&here(tables, &store, now)?, sign.epoch) {
        return Ok(reply);
    }
    let (register, incarnation) = (&session.register, sign.incarnation);
    let member = member_of(tables, store.number, register)?;
    note_sign(tables, store.number, register, sign, now)?;
    raise_incarnation(tables, store.number, register, &member, incarnation, now)?;
    let journal = held(tables, store.number, register, incarnation)?;
    let told = Told { incarnation, tip: sign.tip };
    if reports(&told, journal.tip) {
        tables.run(sql::SET_REPORTED, &values![store.number, register, store.epoch])?;
    }
    let member = member.hearing(incarnation);
    let answer = Reply::Welcome(welcome(&here(tables, &store, now)?, &member, journal.tip, &told));
    give(tables, store.number, register, &answer)?;
    Ok(answer)
}

/// Notes the incarnation that an answer gives away, in the database and beside it, before the answer is sent: a hub that went
/// back in time would give it to another journal, too.
pub fn give(tables: &dyn Tables, store: i64, register: &RegisterId, answer: &Reply) -> Result<(), LogError> {
    let Some(given) = gives(answer) else { return Ok(()) };
    tables.run(sql::SET_GIVEN, &values![store, register, given])?;
    tables.change_life(&mut |life| {
        if let Some(member) = life.as_mut().and_then(|life| life.member(register)) {
            member.given = member.given.max(given);
        }
    })
}

fn note_sign(
    tables: &dyn Tables,
    store: i64,
    register: &RegisterId,
    sign: &Sign,
    now: Timestamp,
) -> Result<(), LogError> {
    let skew = i128::from(sign.clock.0) - i128::from(now.0);
    let skew = i64::try_from(skew).unwrap_or(if skew < 0 { i64::MIN } else { i64::MAX });
    tables.run(sql::NOTE_SIGN, &values![store, register, now, skew, sign.cursor])?;
    Ok(())
}

/// Notes the highest incarnation that was heard of.
pub fn raise_incarnation(
    tables: &dyn Tables,
    store: i64,
    register: &RegisterId,
    known: &Member,
    heard: u32,
    now: Timestamp,
) -> Result<(), LogError> {
    if heard <= known.incarnation {
        return Ok(());
    }
    let member = known.hearing(heard);
    tables.run(sql::SET_INCARNATION, &values![store, register, member.incarnation, member.given])?;
    note(tables, store, now, register.as_str(), "began anew", &format!("{register} incarnation {heard}"))?;
    if member.forked {
        set_forked(tables, store, register, &format!("{register}, which goes on in incarnation {heard}"), now)?;
    }
    tables.change_life(&mut |life| {
        if let Some(member) = life.as_mut().and_then(|life| life.member(register)) {
            member.incarnation = member.incarnation.max(heard);
            member.given = member.given.max(heard);
        }
    })
}

/// Notes, once, that a register's journal contradicts itself, also beside the database.
pub fn set_forked(
    tables: &dyn Tables,
    store: i64,
    register: &RegisterId,
    about: &str,
    now: Timestamp,
) -> Result<(), LogError> {
    if tables.run(sql::SET_FORKED, &values![store, register])? == 0 {
        return Ok(());
    }
    note(tables, store, now, register.as_str(), "forked", about)?;
    tables.change_life(&mut |life| {
        if let Some(member) = life.as_mut().and_then(|life| life.member(register)) {
            member.forked = true;
        }
    })
}

/// Puts everybody on the list into the database, as far as it does not know them.
pub fn recall(tables: &dyn Tables, store: i64, life: &Life, now: Timestamp) -> Result<(), LogError> {
    for member in &life.registers {
        let life::Member { register, name, key, incarnation, given, revoked, lost, forked } = member;
        let (name, key) = (name.as_str(), key.0.as_slice());
        let known = values![store, register, name, key, *incarnation, *revoked, *lost, now, *given, *forked];
        tables.run(sql::RECALL_REGISTER, &known)?;
    }
    Ok(())
}
