//! What a push does to the database, in one transaction.

use std::cell::{Cell, RefCell};
use std::path::Path;

use evertill_domain::clock::Timestamp;
use evertill_domain::ids::{RegisterId, Seq, StoreId};
use evertill_sync::hub::{Here, Journal, Judgement, Member, Outcome, Verdict, Why, answer, fence, judge};
use evertill_wire::Hash;
use evertill_wire::sync::{Bytes, Cursor, Push, Tip};
use rusqlite::{Connection, OptionalExtension as _, params};

use super::members::{member_of, raise_incarnation, set_forked};
use super::{StoreRow, hash_at, here, note, number, sql, store_row, u64_at};
use crate::log::{LogError, QUARANTINE_LIMIT, Session, Taken};
use crate::origin;

/// A journal as it is held.
pub struct Held {
    /// Its number; `None` before its first entry.
    pub journal: Option<i64>,
    /// How far it is held.
    pub tip: Tip,
}

/// How one incarnation of a register's journal is held.
pub fn held(conn: &Connection, store: i64, register: &RegisterId, incarnation: u32) -> Result<Held, LogError> {
    let mut query = conn.prepare_cached(sql::JOURNAL)?;
    let found = query
        .query_row(params![store, register.as_str(), incarnation], |row| {
            let tip = Tip { seq: Seq(u64_at(row, 1)?), hash: hash_at(row, 2)? };
            Ok(Held { journal: Some(row.get(0)?), tip })
        })
        .optional()?;
    Ok(found.unwrap_or(Held { journal: None, tip: Tip::default() }))
}

/// Whose push it is, where it stands, and when it came.
pub struct Pushed<'a> {
    /// The shop.
    pub store: &'a StoreRow,
    /// Whose journal.
    pub register: &'a RegisterId,
    /// What was pushed.
    pub push: &'a Push,
    /// When.
    pub now: Timestamp,
}

/// Keeps what a register pushed.
pub fn append(
    conn: &Connection,
    data: &Path,
    session: &Session,
    push: &Push,
    now: Timestamp,
) -> Result<Taken, LogError> {
    let store = store_row(conn, &session.store)?;
    let before = here(conn, &store, now)?;
    if let Some(reply) = fence(&before, push.epoch) {
        return Ok(Taken::Answered { reply, new: 0 });
    }
    let member = member_of(conn, store.number, &session.register)?;
    let pushed = Pushed { store: &store, register: &session.register, push, now };
    let judgement = judged(conn, &pushed)?;
    if is_crowded(conn, &pushed, &judgement)? {
        return Ok(Taken::Crowded);
    }
    let new = keep(conn, &pushed, &judgement)?;
    tell_people(conn, data, &pushed, &member, &judgement)?;
    let here = Here { feed: store_row(conn, &session.store)?.feed, ..before };
    Ok(Taken::Answered { reply: answer(&here, &member.hearing(push.incarnation), &judgement), new })
}

/// Begins the hub's own journal in a log that holds nothing.
pub fn begin(conn: &Connection, store: &StoreId, entries: Vec<Vec<u8>>, now: Timestamp) -> Result<bool, LogError> {
    let store = store_row(conn, store)?;
    if store.feed > Cursor(0) {
        return Ok(false);
    }
    let register = origin::register().map_err(|error| LogError::Gone(error.to_string()))?;
    let push = Push {
        epoch: store.epoch,
        incarnation: origin::INCARNATION,
        from: Seq(1),
        entries: entries.into_iter().map(Bytes).collect(),
        // The log is where it is kept: nobody has to be shown that the hub wrote it.
        signature: Bytes::default(),
    };
    let pushed = Pushed { store: &store, register: &register, push: &push, now };
    let judgement = judged(conn, &pushed)?;
    if keep(conn, &pushed, &judgement)? < push.entries.len() {
        return Err(LogError::Gone("the hub's own entries are none".to_owned()));
    }
    note(conn, store.number, now, register.as_str(), "began", &format!("{} entries", push.entries.len()))?;
    Ok(true)
}

/// What becomes of a push, by what the database holds.
pub fn judged(conn: &Connection, pushed: &Pushed<'_>) -> Result<Judgement, LogError> {
    let Pushed { store, register, push, .. } = pushed;
    let held = held(conn, store.number, register, push.incarnation)?;
    let query = RefCell::new(conn.prepare_cached(sql::FILED)?);
    let failed = Cell::new(None);
    let filed = |incarnation: u32, seq: Seq| -> Option<Hash> {
        let asked = params![store.number, register.as_str(), incarnation, number(seq.0)];
        let found = query.try_borrow_mut().ok()?.query_row(asked, |row| hash_at(row, 0)).optional();
        found.unwrap_or_else(|error| {
            failed.set(Some(error));
            None
        })
    };
    let judgement = judge(Journal { register, held: held.tip }, push, filed);
    match failed.take() {
        Some(error) => Err(error.into()),
        None => Ok(judgement),
    }
}

/// Whether there is no room for entries that are none.
fn is_crowded(conn: &Connection, pushed: &Pushed<'_>, judgement: &Judgement) -> Result<bool, LogError> {
    let has_none = judgement
        .entries
        .iter()
        .any(|judged| matches!(&judged.verdict, Verdict::Quarantine(why) if *why != Why::Disputed));
    if !has_none {
        return Ok(false);
    }
    let kept: u32 = conn
        .prepare_cached(sql::COUNT_NONE_OF)?
        .query_row(params![pushed.store.number, pushed.register.as_str()], |row| row.get(0))?;
    Ok(kept >= QUARANTINE_LIMIT)
}

/// Keeps what was judged, and answers how many entries are new in the feed.
pub fn keep(conn: &Connection, pushed: &Pushed<'_>, judgement: &Judgement) -> Result<usize, LogError> {
    let Pushed { store, register, push, .. } = pushed;
    let held = held(conn, store.number, register, push.incarnation)?;
    let journal = match held.journal {
        Some(journal) => journal,
        None if judgement.held == held.tip && judgement.entries.is_empty() => return Ok(0),
        None => conn
            .prepare_cached(sql::ADD_JOURNAL)?
            .query_row(params![store.number, register.as_str(), push.incarnation], |row| row.get(0))?,
    };
    let mut add = conn.prepare_cached(sql::ADD_ENTRY)?;
    let mut feed = store.feed;
    for (judged, Bytes(bytes)) in judgement.entries.iter().zip(&push.entries) {
        match (&judged.verdict, &judged.entry) {
            (Verdict::Append, Some(entry)) => {
                feed = feed.next();
                let hash = entry.hash.bytes().as_slice();
                add.execute(params![store.number, number(feed.0), journal, number(judged.seq.0), hash, bytes])?;
            }
            (Verdict::Append | Verdict::Again, _) => {}
            (Verdict::Quarantine(why), _) => keep_apart(conn, pushed, judged.seq, bytes, why)?,
        }
    }
    if judgement.held != held.tip {
        let Tip { seq, hash } = judgement.held;
        let hash = hash.bytes().as_slice();
        conn.prepare_cached(sql::SET_TIP)?.execute(params![store.number, journal, number(seq.0), hash])?;
        // The signature is one of the push's end and of nothing before it.
        let is_end = seq.0.checked_sub(push.from.0).is_some_and(|last| last + 1 == push.entries.len() as u64);
        if is_end && !push.signature.0.is_empty() {
            let signed = params![store.number, journal, number(seq.0), push.signature.0];
            conn.prepare_cached(sql::ADD_SIGNATURE)?.execute(signed)?;
        }
    }
    if feed > store.feed {
        conn.prepare_cached(sql::SET_FEED)?.execute(params![store.number, number(feed.0)])?;
    }
    Ok(usize::try_from(feed.0 - store.feed.0).unwrap_or(usize::MAX))
}

fn keep_apart(conn: &Connection, pushed: &Pushed<'_>, seq: Seq, bytes: &[u8], why: &Why) -> Result<(), LogError> {
    let Pushed { store, register, push, now } = pushed;
    let word = word(why);
    let new = conn.prepare_cached(sql::KEEP_APART)?.execute(params![
        store.number,
        register.as_str(),
        Hash::of(bytes).bytes().as_slice(),
        push.incarnation,
        number(seq.0),
        word,
        bytes,
        push.signature.0,
        number(now.0)
    ])?;
    if new > 0 && *why != Why::Disputed {
        let about = format!("{register} incarnation {} entry {seq}: {word}", push.incarnation);
        note(conn, store.number, *now, register.as_str(), "quarantined", &about)?;
    }
    Ok(())
}

/// Why an entry is kept apart, in one word.
const fn word(why: &Why) -> &'static str {
    match why {
        Why::Unreadable(_) => "unreadable",
        Why::Misplaced => "misplaced",
        Why::Disputed => "disputed",
        Why::Unlinked => "unlinked",
        Why::TooLarge => "too large",
    }
}

/// Writes down what a person has to know, and which incarnation was heard of.
fn tell_people(
    conn: &Connection,
    data: &Path,
    pushed: &Pushed<'_>,
    member: &Member,
    judgement: &Judgement,
) -> Result<(), LogError> {
    let Pushed { store, register, push, now } = pushed;
    if let Outcome::Forked { at } = judgement.outcome {
        let about = format!("{register} incarnation {} at entry {at}", push.incarnation);
        set_forked(conn, store.number, register, &about, *now)?;
    }
    raise_incarnation(conn, data, store.number, register, member, push.incarnation, *now)
}
