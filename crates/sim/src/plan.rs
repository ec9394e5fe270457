//! What happens to a shop, drawn from a seed before it begins: a list that can be shortened when something fails.

use crate::luck::Luck;

/// A minute, in milliseconds.
pub const MINUTE: u64 = 60_000;
/// How long things happen to a shop, in milliseconds.
pub const TROUBLE: u64 = 90 * MINUTE;
/// How many things there are only so much of in each store, and how much of each in the beginning.
pub const ASSETS: usize = 2;
/// See [`ASSETS`].
pub const ASSET_START: u64 = 12;
/// How soon after all troubles end a shop is quiet, in milliseconds.
pub const QUIET: u64 = 12 * MINUTE;
/// How long nothing may be said then but signs of life, in milliseconds.
pub const SILENCE: u64 = 5 * MINUTE;
/// The longest time that a message is on its way, in milliseconds.
pub const DELAY_MOST: u64 = 45 * MINUTE;

/// Everything that happens to one shop, and how it is set up.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The seed that it was drawn from; messages draw their luck from it, too.
    pub seed: u64,
    /// The registers of each store.
    pub stores: Vec<Vec<Setup>>,
    /// The most entries of a push and of a page.
    pub batch: usize,
    /// What happens, by time.
    pub ops: Vec<(u64, Op)>,
}

/// How a register is set up.
#[derive(Clone, Copy, Debug)]
pub struct Setup {
    /// How much faster its clock runs, in millionths; negative slower.
    pub drift: i64,
    /// Whether its build writes entries that others do not know yet.
    pub is_later: bool,
}

/// Something that happens. Registers are counted over all stores, copies at the end; a number beyond the last begins again
/// with the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    /// A register writes so many entries.
    Sell(usize, u64),
    /// A register sells so much of an asset, or asks for the right to.
    Need(usize, usize, u64),
    /// A register gives back what it does not need of an asset.
    Close(usize, usize),
    /// A delivery of an asset is entered at a register.
    Deliver(usize, usize, u64),
    /// A register's last entry is pushed past all order, as by a second page or a hostile one.
    Stray(usize),
    /// A register loses power after so many more steps, and starts again after a while.
    Crash(usize, u32, u64),
    /// A register stands still for a while: nothing reaches it, and its clock goes on.
    Freeze(usize, u64),
    /// A register's storage is taken away, and a person sets it up again.
    Evict(usize),
    /// A register's profile is copied, and both go on.
    Copy(usize),
    /// A register's wall clock is set, by so many milliseconds.
    Jump(usize, i64),
    /// A register's wall clock stands still for a while.
    Stop(usize, u64),
    /// The connection of a register becomes this bad.
    Weather(usize, Weather),
    /// Nothing of a register reaches the hub for a while, although the hub reaches it, or the other way round.
    OneWay(usize, bool, u64),
    /// The hub stops after so many more steps, and starts again after a while.
    HubCrash(u32, u64),
    /// The hub is backed up.
    Backup,
    /// The hub is restored from one of its backups, counted from the newest.
    Restore(usize),
}

impl Op {
    /// The same for one of so many registers.
    #[must_use]
    pub fn among(mut self, registers: usize) -> Self {
        match &mut self {
            Self::Sell(index, _)
            | Self::Need(index, ..)
            | Self::Close(index, _)
            | Self::Deliver(index, ..)
            | Self::Stray(index)
            | Self::Crash(index, ..)
            | Self::Freeze(index, _)
            | Self::Evict(index)
            | Self::Copy(index)
            | Self::Jump(index, _)
            | Self::Stop(index, _)
            | Self::Weather(index, _)
            | Self::OneWay(index, ..) => *index %= registers.max(1),
            Self::HubCrash(..) | Self::Backup | Self::Restore(_) => {}
        }
        self
    }
}

/// How bad a connection is, in thousandths of its messages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Weather {
    /// Lost.
    pub lost: u64,
    /// Arriving twice.
    pub doubled: u64,
    /// Delayed by up to [`DELAY_MOST`].
    pub late: u64,
}

impl Plan {
    /// The plan of a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        let mut luck = Luck::new(seed, 1);
        let stores = if luck.happens(250) { 2 } else { 1 };
        let setup = |luck: &mut Luck| Setup {
            drift: i64::try_from(luck.below(400)).unwrap_or(0) - 200,
            is_later: luck.happens(200),
        };
        let stores: Vec<Vec<Setup>> =
            (0..stores).map(|_| (0..luck.between(1, 4)).map(|_| setup(&mut luck)).collect()).collect();
        // Some are meant for copies, where there are any by then.
        let registers = stores.iter().map(Vec::len).sum::<usize>() + 2;
        let batch = usize::try_from(luck.between(1, 9)).unwrap_or(1);
        let mut ops: Vec<(u64, Op)> = Vec::new();
        // Each shop has its own mix of troubles, or rare ones would drown in frequent ones.
        let troubles: Vec<u64> = (0..12).map(|_| if luck.happens(500) { 0 } else { luck.between(1, 8) }).collect();
        for _ in 0..luck.between(10, 90) {
            ops.push((luck.below(TROUBLE), Op::Sell(pick(&mut luck, registers), luck.between(1, 4))));
        }
        for _ in 0..if luck.happens(400) { 0 } else { luck.between(5, 60) } {
            ops.push((luck.below(TROUBLE), counted(&mut luck, registers)));
        }
        for (kind, count) in troubles.into_iter().enumerate() {
            for _ in 0..if matches!(kind, 2 | 3) { count.div_ceil(4) } else { count } {
                ops.push((luck.below(TROUBLE), trouble(kind, &mut luck, registers)));
            }
        }
        if luck.happens(125) {
            ops.extend(restless(&mut luck, registers));
        }
        ops.sort_by_key(|(at, _)| *at);
        Self { seed, stores, batch, ops }
    }
}

fn pick(luck: &mut Luck, count: usize) -> usize {
    usize::try_from(luck.below(u64::try_from(count).unwrap_or(1))).unwrap_or(0)
}

/// A shop whose hub goes back again and again while words are late: what is rare elsewhere happens here.
fn restless(luck: &mut Luck, registers: usize) -> Vec<(u64, Op)> {
    let weather = |index| (0, Op::Weather(index, Weather { lost: 50, doubled: 300, late: 200 }));
    let mut ops: Vec<(u64, Op)> = (0..registers).map(weather).collect();
    for _ in 0..8 {
        ops.push((luck.below(TROUBLE), Op::Backup));
        ops.push((luck.below(TROUBLE), Op::Restore(pick(luck, 2))));
        for _ in 0..8 {
            ops.push((luck.below(TROUBLE), counted(luck, registers)));
        }
    }
    ops
}

/// Something with what there is only so much of.
fn counted(luck: &mut Luck, registers: usize) -> Op {
    let (register, asset) = (pick(luck, registers), pick(luck, ASSETS));
    match luck.below(10) {
        0 => Op::Close(register, asset),
        1 => Op::Deliver(register, asset, luck.between(1, 6)),
        _ => Op::Need(register, asset, luck.between(1, 3)),
    }
}

fn trouble(kind: usize, luck: &mut Luck, registers: usize) -> Op {
    let register = pick(luck, registers);
    let steps = u32::try_from(luck.below(6)).unwrap_or(0);
    match kind {
        0 => Op::Crash(register, steps, luck.between(1_000, 10 * MINUTE)),
        1 => Op::Freeze(register, luck.between(1_000, 20 * MINUTE)),
        2 => Op::Evict(register),
        3 => Op::Copy(register),
        4 => Op::Jump(register, i64::try_from(luck.below(1 << 42)).unwrap_or(0) - (1 << 41)),
        5 => Op::Stop(register, luck.between(MINUTE, 60 * MINUTE)),
        6 => {
            let mut part = || if luck.happens(500) { 0 } else { luck.below(400) };
            Op::Weather(register, Weather { lost: part(), doubled: part(), late: part() / 2 })
        }
        7 => Op::OneWay(register, luck.happens(500), luck.between(MINUTE, 30 * MINUTE)),
        8 => Op::HubCrash(steps, luck.between(1_000, 10 * MINUTE)),
        9 => Op::Backup,
        10 => Op::Stray(register),
        _ => Op::Restore(pick(luck, 4)),
    }
}
