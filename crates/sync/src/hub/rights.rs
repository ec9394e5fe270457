//! Rights to spend what there is only so much of: how many the hub grants, and what it believes who holds.
//!
//! For each asset, what came in is what the hub has left and what was granted and not given back. Only who holds a right
//! spends it, and rights move through the hub alone. Each incarnation of a register numbers its transfers, one at a time, and
//! the hub keeps the last one with its answer: a transfer that is said twice moves nothing twice, and one that was overtaken
//! moves nothing at all.

use evertill_domain::ids::RegisterId;
use evertill_wire::sync::{Asset, Holding, Moved, Report, Transfer, Way};

use super::{Here, Member};

/// What one incarnation of a register has had of one asset, as the hub knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// The register.
    pub register: RegisterId,
    /// The incarnation.
    pub incarnation: u32,
    /// What was granted, over all time.
    pub granted: u64,
    /// What came back, over all time.
    pub returned: u64,
    /// What it is known to have spent, from its entries.
    pub spent: u64,
    /// Whether a person declared the register lost: what it did not spend is booked as a loss, and holds up nobody.
    pub lost: bool,
}

impl Share {
    /// What it has taken out: what was granted and not given back, or spent where that is more. A register does not report
    /// what it has spent to the end: of that its entries speak.
    #[must_use]
    pub const fn out(&self) -> u64 {
        let kept = self.granted.saturating_sub(self.returned);
        if kept < self.spent { self.spent } else { kept }
    }

    /// Moves rights, on top of everything that was granted: also of what is only known to be spent.
    pub const fn moves(&mut self, granted: u64, returned: u64) {
        self.granted = self.out().saturating_add(self.returned).saturating_add(granted);
        self.returned = self.returned.saturating_add(returned);
    }

    /// What it holds, as far as is known. Never more than it really holds and what is on the way to it.
    #[must_use]
    pub const fn outstanding(&self) -> u64 {
        self.granted.saturating_sub(self.returned).saturating_sub(self.spent)
    }
}

/// One asset, as the hub knows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pool {
    /// Everything that came in, over all time: what there was in the beginning, deliveries, what customers brought back.
    pub received: u64,
    /// Who has had what.
    pub shares: Vec<Share>,
}

impl Pool {
    /// What the hub has left to grant. Nothing while more is known to be granted than to have come in, as after a restore.
    #[must_use]
    pub fn left(&self) -> u64 {
        let out = self.shares.iter().fold(0_u64, |sum, share| sum.saturating_add(share.out()));
        self.received.saturating_sub(out)
    }

    /// What registers other than this incarnation hold, and who holds most of it. A lost register holds nothing that anybody
    /// could ask it for.
    #[must_use]
    pub fn elsewhere(&self, register: &RegisterId, incarnation: u32) -> (u64, Option<&RegisterId>) {
        let others = || {
            self.shares
                .iter()
                .filter(|share| !share.lost && (share.register != *register || share.incarnation != incarnation))
        };
        let sum = others().fold(0_u64, |sum, share| sum.saturating_add(share.outstanding()));
        let holder = others().filter(|share| share.outstanding() > 0).max_by_key(|share| share.outstanding());
        (sum, holder.map(|share| &share.register))
    }
}

/// The last transfer of an incarnation, with what it came to. It is kept in the same transaction as what it moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settled {
    /// Its number; zero before the first.
    pub id: u64,
    /// What it moved.
    pub asset: Asset,
    /// What was granted.
    pub granted: u64,
    /// What came back.
    pub returned: u64,
}

/// What becomes of a transfer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Movement {
    /// To be kept as the last of this incarnation, and added to its share, before anything is answered; `None` where nothing
    /// moves.
    pub settle: Option<Settled>,
    /// The answer.
    pub moved: Moved,
}

/// Decides about a transfer that passed the fence. `last` is the last one of this incarnation, and `pool` the asset's.
#[must_use]
pub fn transfer(
    here: &Here,
    member: &Member,
    register: &RegisterId,
    last: Option<&Settled>,
    pool: &Pool,
    transfer: &Transfer,
) -> Movement {
    let repeated = last.filter(|last| transfer.id <= last.id);
    let (granted, returned) = match (repeated, transfer.way) {
        (Some(last), _) => (if last.id == transfer.id { last.granted } else { 0 }, 0),
        (None, Way::Ask { need, forecast }) if may_hold_more(here, member, transfer.incarnation) => {
            (grant(&transfer.asset, pool, register, transfer.incarnation, need, forecast), 0)
        }
        (None, Way::Ask { .. }) => (0, 0),
        (None, Way::Return { amount }) => (0, amount),
    };
    let settle =
        repeated.is_none().then(|| Settled { id: transfer.id, asset: transfer.asset.clone(), granted, returned });
    let moves = if settle.is_some() { granted } else { 0 };
    let (elsewhere, holder) = pool.elsewhere(register, transfer.incarnation);
    let left = pool.left().saturating_sub(moves).saturating_add(returned);
    let moved = Moved { epoch: here.epoch, id: transfer.id, granted, left, elsewhere, holder: holder.cloned() };
    Movement { settle, moved }
}

/// Whoever is under suspicion keeps what they hold and gets no more; and nobody does while the hub may have forgotten what
/// it granted.
fn may_hold_more(here: &Here, member: &Member, incarnation: u32) -> bool {
    !here.gathering && !member.revoked && !member.lost && !member.forked && incarnation == member.incarnation
}

/// How much is granted: half of what is left, or what is expected to be needed until the next word, whichever is less, so
/// that something is left for others; and what is needed now, where there is that much. What belongs to a person is held
/// whole by one register, and moves when that one has given it back.
fn grant(asset: &Asset, pool: &Pool, register: &RegisterId, incarnation: u32, need: u64, forecast: u64) -> u64 {
    let left = pool.left();
    match asset {
        Asset::Stock(_) => left.div_ceil(2).min(forecast).max(need).min(left),
        Asset::Account(_) | Asset::Points(_) => {
            if pool.elsewhere(register, incarnation).0 == 0 {
                left
            } else {
                0
            }
        }
    }
}

/// What a register's report makes of what the hub believed: `None` for one that already counted in this life, since a word
/// that comes late must not undo what moved after it, and for one of an incarnation that is granted nothing any more.
///
/// `shares` are what the hub believed that this incarnation has had, and `last` its last transfer as the hub knew it. Where
/// that one is just the one that the register has not heard the end of, it stands as it was answered; otherwise the register
/// knows better.
#[must_use]
pub fn report(
    here: &Here,
    member: &Member,
    last: Option<&Settled>,
    shares: &[Holding],
    report: &Report,
) -> Option<Noting> {
    if member.rights_reported == here.epoch || report.incarnation != member.incarnation {
        return None;
    }
    let open = last.filter(|last| last.id == report.settled.saturating_add(1));
    let mut holdings = report.holdings.clone();
    // What the hub believed and the register does not speak of, it never had.
    let unsaid = shares.iter().filter(|share| report.holdings.iter().all(|said| said.asset != share.asset));
    holdings.extend(unsaid.map(|share| Holding { asset: share.asset.clone(), received: 0, returned: 0 }));
    if let Some(open) = open {
        match holdings.iter_mut().find(|holding| holding.asset == open.asset) {
            Some(holding) => {
                holding.received = holding.received.saturating_add(open.granted);
                holding.returned = holding.returned.saturating_add(open.returned);
            }
            None => holdings.push(Holding { asset: open.asset.clone(), received: open.granted, returned: 0 }),
        }
    }
    Some(Noting { settled: open.map_or(report.settled, |open| open.id), open: open.cloned(), holdings })
}

/// What the hub keeps of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noting {
    /// The number of the last transfer.
    pub settled: u64,
    /// That transfer with its answer, where the register has not heard it yet.
    pub open: Option<Settled>,
    /// What the incarnation has had of each asset from now on; what is not among them is as it was.
    pub holdings: Vec<Holding>,
}
