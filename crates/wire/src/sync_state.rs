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
    /// Where the lines of others end, as far as they are at hand; in the order of registers and incarnations.
    pub tips: Vec<KnownTip>,
    /// How many entries of others are kept.
    pub kept: u64,
    /// How many of them this build does not know: they are folded by one that does.
    pub passed_over: u64,
    /// How many of them do not read or do not fit.
    pub set_aside: u64,
    /// The first of these, at most [`SyncState::QUARANTINE_LIMIT`].
    pub quarantine: Vec<Quarantined>,
    /// How many entries that were pulled have given way to others in their places since the hub went back in time.
    pub overruled: u64,
    /// The life in which everything that was pulled was forgotten last, because the hub contradicted itself; zero for none.
    pub forgotten: Epoch,
}

record!(SyncState { store, epoch, cursor, held, tips, kept, passed_over, set_aside, quarantine, overruled, forgotten });

impl SyncState {
    /// How many entries in quarantine are named; all of them are kept and counted.
    pub const QUARANTINE_LIMIT: usize = 100;

    /// Where the line of an origin ends, as far as it is at hand.
    #[must_use]
    pub fn line(&self, register: &RegisterId, incarnation: u32) -> Option<&KnownTip> {
        self.tips.get(self.place_of(register, incarnation).ok()?)
    }

    /// Notes how far a line is at hand.
    pub fn reach(&mut self, tip: KnownTip) {
        match self.place_of(&tip.register, tip.incarnation) {
            Ok(at) => drop(self.tips.get_mut(at).map(|known| *known = tip)),
            Err(at) => self.tips.insert(at, tip),
        }
    }

    /// Notes that nothing of a line is at hand any more.
    pub fn forget(&mut self, register: &RegisterId, incarnation: u32) {
        if let Ok(at) = self.place_of(register, incarnation) {
            self.tips.remove(at);
        }
    }

    fn place_of(&self, register: &RegisterId, incarnation: u32) -> Result<usize, usize> {
        self.tips.binary_search_by(|known| (&known.register, known.incarnation).cmp(&(register, incarnation)))
    }

    /// Puts an entry that is kept into quarantine.
    pub fn quarantine(&mut self, origin: Origin, why: String) {
        self.set_aside = self.set_aside.saturating_add(1);
        if self.quarantine.len() < Self::QUARANTINE_LIMIT {
            self.quarantine.push(Quarantined { origin, why });
        }
    }
}

/// Where a line of entries ends: those that a register wrote in one incarnation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownTip {
    /// Whose line.
    pub register: RegisterId,
    /// In which incarnation.
    pub incarnation: u32,
    /// Its last entry that is at hand.
    pub seq: Seq,
    /// That entry's hash.
    pub hash: Hash,
    /// The hub's life in which that entry came.
    pub epoch: Epoch,
}

record!(KnownTip { register, incarnation, seq, hash, epoch });

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
