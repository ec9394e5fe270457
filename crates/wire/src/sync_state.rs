//! Where a register stands with its hub: a record beside its journal.

use evertill_domain::ids::{RegisterId, Seq, StoreId};
use evertill_domain::origin::Origin;
use evertill_domain::record;

use crate::sync::{Cursor, Epoch, Tip};
use crate::{Hash, Record};

/// Where a register stands with its hub.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SyncState {
    /// The shop that it belongs to; `None` while it has no hub.
    pub store: Option<StoreId>,
    /// The hub's life that it knows.
    pub epoch: Epoch,
    /// How far it has read the feed in that life.
    pub cursor: Cursor,
    /// The end of its own journal as the hub holds it.
    pub held: Tip,
    /// Where the journals of others end, as far as they are at hand.
    pub tips: Vec<KnownTip>,
    /// How many entries of others are kept.
    pub kept: u64,
    /// How many of them this build does not know: they are folded by one that does.
    pub passed_over: u64,
    /// How many of them do not read or do not fit.
    pub set_aside: u64,
    /// The first of these, at most [`SyncState::QUARANTINE_LIMIT`].
    pub quarantine: Vec<Quarantined>,
}

record!(SyncState { store, epoch, cursor, held, tips, kept, passed_over, set_aside, quarantine });

impl SyncState {
    /// How many entries in quarantine are named; all of them are kept and counted.
    pub const QUARANTINE_LIMIT: usize = 100;

    /// Where the journal of an origin ends, as far as it is at hand.
    #[must_use]
    pub fn tip(&self, register: &RegisterId, incarnation: u32) -> Tip {
        let known = self.tips.iter().find(|tip| tip.register == *register && tip.incarnation == incarnation);
        known.map_or_else(Tip::default, |known| Tip { seq: known.seq, hash: known.hash })
    }

    /// Notes how far the journal of an origin is at hand.
    pub fn reach(&mut self, register: &RegisterId, incarnation: u32, tip: Tip) {
        let Tip { seq, hash } = tip;
        let reached = KnownTip { register: register.clone(), incarnation, seq, hash };
        let same = |known: &KnownTip| (&known.register, known.incarnation).cmp(&(register, incarnation));
        match self.tips.binary_search_by(same) {
            Ok(at) => drop(self.tips.get_mut(at).map(|known| *known = reached)),
            Err(at) => self.tips.insert(at, reached),
        }
    }

    /// Puts an entry that is kept into quarantine.
    pub fn quarantine(&mut self, origin: Origin, why: String) {
        self.set_aside = self.set_aside.saturating_add(1);
        if self.quarantine.len() < Self::QUARANTINE_LIMIT {
            self.quarantine.push(Quarantined { origin, why });
        }
    }
}

/// Where another journal ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownTip {
    /// Whose journal.
    pub register: RegisterId,
    /// Which of them.
    pub incarnation: u32,
    /// Its last entry that is at hand.
    pub seq: Seq,
    /// That entry's hash.
    pub hash: Hash,
}

record!(KnownTip { register, incarnation, seq, hash });

/// An entry that cannot be folded and must not be lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quarantined {
    /// Where it stands.
    pub origin: Origin,
    /// What is wrong with it.
    pub why: String,
}

record!(Quarantined { origin, why });

impl Record for SyncState {
    const WHAT: &'static str = "state of replication";
    const VERSION: u16 = 1;
}
