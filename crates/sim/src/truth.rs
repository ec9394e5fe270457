//! What really happened, and what must hold whatever happened.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use evertill_domain::ids::{RegisterId, Seq};
use evertill_domain::rights::Purse;
use evertill_sync::hub::Share;
use evertill_sync::register::Desk;
use evertill_wire::sync::{Asset, ENTRIES_LIMIT, Page};
use evertill_wire::{Entry, Hash};

use crate::hub::Hub;
use crate::plan::ASSET_START;
use crate::register::{Disk, Kept, value};

/// An entry that was written.
#[derive(Clone, Debug)]
pub struct Made {
    /// The store.
    pub store: usize,
    /// The register, incarnation and place.
    pub name: RegisterId,
    /// See `name`.
    pub incarnation: u32,
    /// See `name`.
    pub seq: Seq,
    /// Its bytes.
    pub bytes: Rc<Vec<u8>>,
    /// What it did to what there is only so much of: what came in, and what was spent.
    pub moves: Option<(Asset, u64, u64)>,
}

/// What really happened.
#[derive(Debug, Default)]
pub struct Truth {
    /// Every entry, by its hash.
    pub made: BTreeMap<[u8; 32], Made>,
    /// What came in, by store and asset.
    pub came: BTreeMap<(usize, Asset), u64>,
    /// Rights of incarnations that are no more, by store.
    pub dead: Vec<(usize, RegisterId, u32, Desk)>,
    /// Stores with a copy: two may spend the same rights until the hub hears of it.
    pub copied: Vec<usize>,
    /// What may be missing since a register and the hub were lost together, by store and asset.
    pub forgiven: BTreeMap<(usize, Asset), u64>,
}

impl Truth {
    /// What an entry did.
    pub fn moves(&self, hash: &Hash) -> Option<(Asset, u64, u64)> {
        self.made.get(hash.bytes())?.moves.clone()
    }

    /// Checks a page as it arrives: it has its limits, and every entry in it is one of the same store, byte for byte.
    pub fn check_page(&self, store: usize, page: &Page) -> Result<(), String> {
        if page.entries.len() > ENTRIES_LIMIT {
            return Err(format!("every batch keeps its limit: a page of {} entries", page.entries.len()));
        }
        for bytes in &page.entries {
            let hash = Entry::from_bytes(&bytes.0).map(|entry| entry.hash);
            let made = hash.ok().and_then(|hash| self.made.get(hash.bytes()));
            let Some(made) = made.filter(|made| *made.bytes == bytes.0) else {
                return Err("entries pass byte for byte: a page holds what nobody wrote".to_owned());
            };
            if made.store != store {
                return Err(format!("one store never reaches another's: {} of store {}", made.name, made.store));
            }
        }
        Ok(())
    }

    /// Equal cursors and epochs mean equal known entries: all of the feed between two cursors is known.
    pub fn check_known(&self, hub: &Hub, disk: &Disk, from: u64, to: u64) -> Result<(), String> {
        let rows = hub.disk.log.iter().enumerate().skip(usize::try_from(from).unwrap_or(usize::MAX));
        for (index, row) in rows.take(usize::try_from(to.saturating_sub(from)).unwrap_or(usize::MAX)) {
            if !disk.knows(&row.register, row.incarnation, row.seq, row.hash) {
                let at = index + 1;
                return Err(format!("a cursor covers what is known: {at} of {to} is not known to {}", disk.name));
            }
        }
        Ok(())
    }

    /// Rights add up: what is held and spent never exceeds what came in.
    pub fn check_rights<'a>(
        &mut self,
        store: usize,
        hub: &Hub,
        alive: impl Iterator<Item = &'a Desk> + Clone,
    ) -> Result<(), String> {
        if self.copied.contains(&store) {
            return Ok(());
        }
        let (gone, all_forgiven) = (&self.dead, &mut self.forgiven);
        for (asset, pool) in &hub.disk.pools {
            let key = (store, asset.clone());
            let dead = gone.iter().filter(|(of, ..)| *of == store);
            let lost = dead.clone().fold(0, |sum, (_, name, incarnation, desk)| {
                let Some(purse) = desk.purses.get(asset) else { return sum };
                let share =
                    pool.shares.iter().find(|share| share.register == *name && share.incarnation == *incarnation);
                let believed = share.map_or(0, Share::out);
                sum + purse.received().saturating_sub(purse.returned).saturating_sub(believed)
            });
            let forgiven = all_forgiven.entry(key.clone()).or_default();
            *forgiven = (*forgiven).max(lost);
            let purse =
                |desk: &Desk| desk.purses.get(asset).map_or(0, |purse| purse.rights + purse.reserved + purse.spent);
            let out = alive.clone().map(purse).sum::<u64>() + dead.map(|(.., desk)| purse(desk)).sum::<u64>();
            let came = ASSET_START + self.came.get(&key).copied().unwrap_or(0);
            if out > came + *forgiven {
                return Err(format!("rights add up: {out} of {asset:?} are held or spent, and {came} came in"));
            }
        }
        Ok(())
    }

    /// When all is quiet: whatever the hub believes to be granted is what the register received.
    pub fn check_granted(&self, store: usize, hub: &Hub, disk: &Disk) -> Result<(), String> {
        if self.copied.contains(&store) {
            return Ok(());
        }
        for (asset, pool) in &hub.disk.pools {
            let share =
                pool.shares.iter().find(|share| share.register == disk.name && share.incarnation == disk.incarnation);
            let believed = share.map_or((0, 0), |share| (share.out(), share.spent));
            let kept = |purse: &Purse| (purse.received() - purse.returned, purse.spent);
            let had = disk.desk.purses.get(asset).map_or((0, 0), kept);
            if believed != had {
                let name = &disk.name;
                return Err(format!(
                    "no right leaks: {name} had {had:?} of {asset:?}, and the hub believes {believed:?}"
                ));
            }
        }
        Ok(())
    }

    /// Every entry of a journal that lives on is on the hub exactly once, and in the feed unless it is disputed.
    pub fn check_held(&self, hub: &Hub, disk: &Disk) -> Result<(), String> {
        for (index, kept) in disk.entries.iter().enumerate() {
            let seq = Seq(index as u64 + 1);
            let Some(made) = self.made.get(kept.hash.bytes()) else { continue };
            let filed = hub.disk.filed.get(&(made.name.clone(), made.incarnation, seq)) == Some(&kept.hash);
            let disputed = made.incarnation < disk.incarnation && hub.disk.aside.contains_key(kept.hash.bytes());
            if !filed && !disputed {
                return Err(format!("every entry of a living register is on the hub: {} {seq} is not", disk.name));
            }
        }
        Ok(())
    }

    /// Lines are dense and linked, each entry stands in the feed once, as it was written.
    pub fn check_feed(&self, store: usize, hub: &Hub) -> Result<(), String> {
        let mut ends: BTreeMap<(&RegisterId, u32), (Seq, Hash)> = BTreeMap::new();
        for row in &hub.disk.log {
            let fail = |what: &str| Err(format!("{what}: {} {}.{}", row.register, row.incarnation, row.seq));
            let Some(made) = self.made.get(row.hash.bytes()).filter(|made| made.bytes == row.bytes) else {
                return fail("entries pass byte for byte");
            };
            if made.store != store {
                return fail("one store never reaches another's");
            }
            let prev = Entry::from_bytes(&row.bytes).map(|entry| entry.header.prev);
            let follows = match ends.get(&(&row.register, row.incarnation)) {
                Some((seq, hash)) => row.seq == seq.next() && prev.as_ref() == Ok(hash),
                None => true,
            };
            if !follows {
                return fail("chains are dense and linked on the hub");
            }
            ends.insert((&row.register, row.incarnation), (row.seq, row.hash));
        }
        Ok(())
    }

    /// Whatever came in whatever order and however often, it folds to the same; and beside the feed a register knows only
    /// its own, what was lost with a journal that is no more, and what the hub has as disputed since it went back.
    pub fn check_fold(&self, hub: &Hub, disk: &Disk, living: &BTreeSet<[u8; 32]>) -> Result<(), String> {
        let folded = disk.known().fold(0_u64, |sum, kept| sum.wrapping_add(value(&kept.hash)));
        if folded != disk.folded {
            return Err(format!("any repetition folds the same: {} does not", disk.name));
        }
        for ((name, incarnation), line) in &disk.pulled {
            let is_extra = |(seq, kept): (&Seq, &Kept)| {
                hub.disk.filed.get(&(name.clone(), *incarnation, *seq)) != Some(&kept.hash)
            };
            let is_undisputed = |(_, kept): &(&Seq, &Kept)| {
                living.contains(kept.hash.bytes()) && !hub.disk.aside.contains_key(kept.hash.bytes())
            };
            if line.entries.iter().filter(is_undisputed).any(is_extra) {
                return Err(format!(
                    "equal cursors mean equal entries: {} knows more of {name} than the hub",
                    disk.name
                ));
            }
        }
        Ok(())
    }
}
