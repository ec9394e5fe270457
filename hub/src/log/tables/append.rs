//! What a push does to the database, in one transaction.

use std::cell::RefCell;
use std::collections::HashMap;

use evertill_domain::clock::Timestamp;
use evertill_domain::ids::{RegisterId, Seq, StoreId};
use evertill_sync::hub::{Here, Journal, Judgement, Member, Outcome, Verdict, Why, answer, fence, judge};
use evertill_wire::Hash;
use evertill_wire::sync::{Bytes, Cursor, Push, Tip};

use super::database::{Tables, values};
use super::members::{give, member_of, raise_incarnation, set_forked};
use super::{StoreRow, here, note, sql, store_row};
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
pub fn held(tables: &dyn Tables, store: i64, register: &RegisterId, incarnation: u32) -> Result<Held, LogError> {
    let Some(row) = tables.row(sql::JOURNAL, &values![store, register, incarnation])? else {
        return Ok(Held { journal: None, tip: Tip::default() });
    };
    let tip = Tip { seq: Seq(row.count(1)?), hash: row.hash(2)? };
    Ok(Held { journal: Some(row.number(0)?), tip })
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
pub fn append(tables: &dyn Tables, session: &Session, push: &Push, now: Timestamp) -> Result<Taken, LogError> {
    let store = store_row(tables, &session.store)?;
    let before = here(tables, &store, now)?;
    if let Some(reply) = fence(&before, push.epoch) {
        return Ok(Taken::Answered { reply, new: 0 });
    }
    let member = member_of(tables, store.number, &session.register)?;
    let pushed = Pushed { store: &store, register: &session.register, push, now };
    let judgement = judged(tables, &pushed)?;
    if is_crowded(tables, &pushed, &judgement)? {
        return Ok(Taken::Crowded);
    }
    let new = keep(tables, &pushed, &judgement)?;
    tell_people(tables, &pushed, &member, &judgement)?;
    let here = Here { feed: store_row(tables, &session.store)?.feed, ..before };
    let reply = answer(&here, &member.hearing(push.incarnation), &judgement);
    give(tables, store.number, &session.register, &reply)?;
    Ok(Taken::Answered { reply, new })
}

/// Begins the hub's own journal in a log that holds nothing.
pub fn begin(tables: &dyn Tables, store: &StoreId, entries: Vec<Vec<u8>>, now: Timestamp) -> Result<bool, LogError> {
    let store = store_row(tables, store)?;
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
    let judgement = judged(tables, &pushed)?;
    if keep(tables, &pushed, &judgement)? < push.entries.len() {
        return Err(LogError::Gone("the hub's own entries are none".to_owned()));
    }
    note(tables, store.number, now, register.as_str(), "began", &format!("{} entries", push.entries.len()))?;
    Ok(true)
}

/// What becomes of a push, by what the database holds.
pub fn judged(tables: &dyn Tables, pushed: &Pushed<'_>) -> Result<Judgement, LogError> {
    let Pushed { store, register, push, .. } = pushed;
    let held = held(tables, store.number, register, push.incarnation)?;
    // Most pushes are new from end to end: nothing is looked up before it is asked for, and then everything at once.
    let looked_up: RefCell<Option<Result<Filed, LogError>>> = RefCell::default();
    let filed = |incarnation: u32, seq: Seq| -> Option<Hash> {
        let mut looked_up = looked_up.try_borrow_mut().ok()?;
        let filed = looked_up.get_or_insert_with(|| filed(tables, pushed)).as_ref().ok()?;
        filed.get(&(incarnation, seq)).copied()
    };
    let judgement = judge(Journal { register, held: held.tip }, push, filed);
    looked_up.into_inner().transpose()?;
    Ok(judgement)
}

/// Hashes of entries that stand in the feed, by incarnation and place.
type Filed = HashMap<(u32, Seq), Hash>;

/// What stands in the feed of a register in the places of a push.
fn filed(tables: &dyn Tables, pushed: &Pushed<'_>) -> Result<Filed, LogError> {
    let Pushed { store, register, push, .. } = pushed;
    let last = Seq(push.from.0.saturating_add(push.entries.len() as u64));
    let rows = tables.rows(sql::FILED, &values![store.number, *register, push.from, last])?;
    rows.iter().map(|row| Ok(((row.small(0)?, Seq(row.count(1)?)), row.hash(2)?))).collect()
}

/// Whether there is no room for entries that are none.
fn is_crowded(tables: &dyn Tables, pushed: &Pushed<'_>, judgement: &Judgement) -> Result<bool, LogError> {
    let has_none = judgement
        .entries
        .iter()
        .any(|judged| matches!(&judged.verdict, Verdict::Quarantine(why) if *why != Why::Disputed));
    if !has_none {
        return Ok(false);
    }
    let kept = tables.count(sql::COUNT_NONE_OF, &values![pushed.store.number, pushed.register])?;
    Ok(kept >= QUARANTINE_LIMIT.into())
}

/// Keeps what was judged, and answers how many entries are new in the feed.
pub fn keep(tables: &dyn Tables, pushed: &Pushed<'_>, judgement: &Judgement) -> Result<usize, LogError> {
    let Pushed { store, register, push, .. } = pushed;
    let held = held(tables, store.number, register, push.incarnation)?;
    let journal = match held.journal {
        Some(journal) => journal,
        None if judgement.held == held.tip && judgement.entries.is_empty() => return Ok(0),
        None => {
            let begun = values![store.number, *register, push.incarnation, &Hash::ZERO];
            let row = tables.row(sql::ADD_JOURNAL, &begun)?;
            row.ok_or_else(|| LogError::Gone("a journal could not be begun".to_owned()))?.number(0)?
        }
    };
    let mut feed = store.feed;
    let mut new = Vec::with_capacity(judgement.entries.len());
    for (judged, Bytes(bytes)) in judgement.entries.iter().zip(&push.entries) {
        match (&judged.verdict, &judged.entry) {
            (Verdict::Append, Some(entry)) => {
                feed = feed.next();
                let bytes = bytes.as_slice();
                new.push(values![store.number, feed, journal, judged.seq, &entry.hash, bytes].to_vec());
            }
            (Verdict::Append | Verdict::Again, _) => {}
            (Verdict::Quarantine(why), _) => keep_apart(tables, pushed, judged.seq, bytes, why)?,
        }
    }
    tables.run_all(sql::ADD_ENTRY, &new)?;
    if judgement.held != held.tip {
        set_tip(tables, pushed, journal, judgement.held)?;
    }
    if feed > store.feed {
        tables.run(sql::SET_FEED, &values![store.number, feed])?;
        tables.feed_moved(feed);
    }
    Ok(new.len())
}

/// Notes how far a journal is held, with the signature that covers it.
fn set_tip(tables: &dyn Tables, pushed: &Pushed<'_>, journal: i64, Tip { seq, hash }: Tip) -> Result<(), LogError> {
    let Pushed { store, push, .. } = pushed;
    tables.run(sql::SET_TIP, &values![store.number, journal, seq, &hash])?;
    // The signature is one of the push's end and of nothing before it.
    let is_end = seq.0.checked_sub(push.from.0).is_some_and(|last| last + 1 == push.entries.len() as u64);
    if is_end && !push.signature.0.is_empty() {
        let signature = push.signature.0.as_slice();
        tables.run(sql::ADD_SIGNATURE, &values![store.number, journal, seq, signature])?;
    }
    Ok(())
}

fn keep_apart(tables: &dyn Tables, pushed: &Pushed<'_>, seq: Seq, bytes: &[u8], why: &Why) -> Result<(), LogError> {
    let Pushed { store, register, push, now } = pushed;
    let (digest, word, signature) = (Hash::of(bytes), word(why), push.signature.0.as_slice());
    let kept = values![store.number, *register, &digest, push.incarnation, seq, word, bytes, signature, *now];
    let new = tables.run(sql::KEEP_APART, &kept)?;
    if new > 0 && *why != Why::Disputed {
        let about = format!("{register} incarnation {} entry {seq}: {word}", push.incarnation);
        note(tables, store.number, *now, register.as_str(), "quarantined", &about)?;
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
    tables: &dyn Tables,
    pushed: &Pushed<'_>,
    member: &Member,
    judgement: &Judgement,
) -> Result<(), LogError> {
    let Pushed { store, register, push, now } = pushed;
    if let Outcome::Forked { at } = judgement.outcome {
        let about = format!("{register} incarnation {} at entry {at}", push.incarnation);
        set_forked(tables, store.number, register, &about, *now)?;
    }
    raise_incarnation(tables, store.number, register, member, push.incarnation, *now)
}
