//! What becomes of each entry of a push.
//!
//! The hub keeps one line of entries for each incarnation of a register, and how far it holds each journal. A journal that
//! went on in a new incarnation after a fork begins with entries of older ones: those that the hub holds are known, and the
//! others are disputed and kept aside. Only a journal of its own incarnation makes a line longer, so that no place of a line
//! is ever taken twice.

use evertill_domain::ids::{RegisterId, Seq};
use evertill_wire::sync::{Bytes, ENTRIES_LIMIT, ENTRY_LIMIT, Push, Tip};
use evertill_wire::{DecodeError, Entry, Hash};

/// The journal that is pushed, as the hub knows it.
#[derive(Clone, Copy, Debug)]
pub struct Journal<'a> {
    /// The register, as the connection says.
    pub register: &'a RegisterId,
    /// How far the hub holds the journal of the push's incarnation; the default where it holds nothing of it.
    pub held: Tip,
}

/// What becomes of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is the next of its line: keep it, and put it into the feed.
    Append,
    /// The hub holds it: nothing to do.
    Again,
    /// It cannot stand in the feed and must not be lost: keep its bytes, once, and tell a person.
    Quarantine(Why),
}

/// Why an entry cannot stand in the feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// It does not read.
    Unreadable(DecodeError),
    /// It says that it is of another register, incarnation or place than the push does.
    Misplaced,
    /// Another one stands in its place.
    Disputed,
    /// It does not follow from the one before.
    Unlinked,
    /// It has more than [`ENTRY_LIMIT`] bytes.
    TooLarge,
}

/// One entry of a push.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// Its place, as the push says.
    pub seq: Seq,
    /// What it reads as, where it does.
    pub entry: Option<Entry>,
    /// What becomes of it.
    pub verdict: Verdict,
}

/// What becomes of a push.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was taken as far as `held` says.
    Taken,
    /// Something is missing between what is held and the first entry: nothing was looked at.
    Gap,
    /// Two journals say different things in the same incarnation, from this place on.
    Forked {
        /// The first disputed place.
        at: Seq,
    },
    /// The journal is not a chain from this place on: the register is damaged, or lies.
    Broken {
        /// The first place that does not follow.
        at: Seq,
    },
}

/// The hub's decision about a push.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// What becomes of the entries, in order. Entries after the last of these were not looked at.
    pub entries: Vec<Judged>,
    /// How far the journal is held once all of that is durable.
    pub held: Tip,
    /// What becomes of the push.
    pub outcome: Outcome,
}

/// Decides about a push that passed the fence and whose signature was verified. `filed` tells the hash of the entry that
/// stands in the feed for an incarnation and place of this register; it is asked only about places that the hub may hold. At
/// most [`ENTRIES_LIMIT`] entries are looked at.
pub fn judge(journal: Journal<'_>, push: &Push, filed: impl Fn(u32, Seq) -> Option<Hash>) -> Judgement {
    let mut walk = Walk { journal, incarnation: push.incarnation, held: journal.held, grew: false, filed };
    let mut entries = Vec::with_capacity(push.entries.len().min(ENTRIES_LIMIT));
    if push.from > journal.held.seq.next() || push.from == Seq(0) {
        return Judgement { entries, held: journal.held, outcome: Outcome::Gap };
    }
    let mut outcome = Outcome::Taken;
    let mut seq = push.from;
    for (index, bytes) in push.entries.iter().take(ENTRIES_LIMIT).enumerate() {
        if outcome == Outcome::Taken && seq > walk.held.seq.next() {
            // An entry before this one does not read, and nothing tells what it hashes to.
            break;
        }
        let read = read(bytes);
        let verdict = match (&outcome, &read) {
            (_, Err(why)) => {
                walk.pass_over(seq, push.entries.get(index + 1));
                Verdict::Quarantine(why.clone())
            }
            (Outcome::Taken, Ok(entry)) => {
                let (verdict, next) = walk.step(seq, entry);
                outcome = next;
                verdict
            }
            (Outcome::Forked { .. }, Ok(_)) => Verdict::Quarantine(Why::Disputed),
            (_, Ok(_)) => Verdict::Quarantine(Why::Unlinked),
        };
        entries.push(Judged { seq, entry: read.ok(), verdict });
        seq = seq.next();
    }
    Judgement { entries, held: walk.held, outcome }
}

fn read(bytes: &Bytes) -> Result<Entry, Why> {
    if bytes.0.len() > ENTRY_LIMIT {
        return Err(Why::TooLarge);
    }
    Entry::from_bytes(&bytes.0).map_err(Why::Unreadable)
}

/// The way through a push.
struct Walk<'a, F> {
    journal: Journal<'a>,
    incarnation: u32,
    held: Tip,
    /// Whether something of this push was added to what was held.
    grew: bool,
    filed: F,
}

impl<F: Fn(u32, Seq) -> Option<Hash>> Walk<'_, F> {
    fn step(&mut self, seq: Seq, entry: &Entry) -> (Verdict, Outcome) {
        let header = &entry.header;
        let in_place = header.seq == seq
            && header.register == *self.journal.register
            && (1..=self.incarnation).contains(&header.incarnation);
        if !in_place {
            return (Verdict::Quarantine(Why::Misplaced), Outcome::Broken { at: seq });
        }
        if seq <= self.held.seq { self.repeated(seq, entry) } else { self.next(seq, entry) }
    }

    /// An entry in a place that is held.
    fn repeated(&self, seq: Seq, entry: &Entry) -> (Verdict, Outcome) {
        let is_own = entry.header.incarnation == self.incarnation;
        let filed = (self.filed)(entry.header.incarnation, seq);
        if filed == Some(entry.hash) {
            (Verdict::Again, Outcome::Taken)
        } else if is_own && (filed.is_some() || (seq == self.held.seq && entry.hash != self.held.hash)) {
            (Verdict::Quarantine(Why::Disputed), Outcome::Forked { at: seq })
        } else {
            // It was set aside before, and whoever keeps it keeps it once.
            (Verdict::Quarantine(Why::Disputed), Outcome::Taken)
        }
    }

    /// An entry in the place after all that is held.
    fn next(&mut self, seq: Seq, entry: &Entry) -> (Verdict, Outcome) {
        let is_own = entry.header.incarnation == self.incarnation;
        if entry.header.prev != self.held.hash {
            return if is_own && !self.grew {
                (Verdict::Quarantine(Why::Disputed), Outcome::Forked { at: seq })
            } else {
                (Verdict::Quarantine(Why::Unlinked), Outcome::Broken { at: seq })
            };
        }
        self.held = Tip { seq, hash: entry.hash };
        self.grew = true;
        let verdict = if is_own {
            Verdict::Append
        } else if (self.filed)(entry.header.incarnation, seq) == Some(entry.hash) {
            Verdict::Again
        } else {
            Verdict::Quarantine(Why::Disputed)
        };
        (verdict, Outcome::Taken)
    }

    /// Goes on behind an entry that does not read, where the one after it tells what it hashes to: one bad entry blocks
    /// none of the rest.
    fn pass_over(&mut self, seq: Seq, after: Option<&Bytes>) {
        let after = after.and_then(|bytes| read(bytes).ok());
        if let Some(after) = after.filter(|after| seq == self.held.seq.next() && after.header.seq == seq.next()) {
            self.held = Tip { seq, hash: after.header.prev };
            self.grew = true;
        }
    }
}
