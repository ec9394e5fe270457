//! A register's storage, as small as it can be: its journal, what it pulled, where it stands, its rights.

use std::collections::BTreeMap;
use std::rc::Rc;

use evertill_domain::clock::Hlc;
use evertill_domain::event::Event;
use evertill_domain::ids::{RegisterId, Seq};
use evertill_domain::people::Actor;
use evertill_sync::register::Desk;
use evertill_wire::sync::{Bytes, Cursor, Epoch, Page, Push, Tip};
use evertill_wire::{Entry, Hash, Place};

use crate::bugs::Bug;

/// An entry as it is kept.
#[derive(Clone, Debug)]
pub struct Kept {
    /// Its hash.
    pub hash: Hash,
    /// Its bytes.
    pub bytes: Rc<Vec<u8>>,
}

/// Entries of one incarnation of another journal.
#[derive(Clone, Debug, Default)]
pub struct Line {
    /// The entries, by place. A copy's own past fills what is missing in the line that it shares.
    pub entries: BTreeMap<Seq, Kept>,
    /// The life in which the last of them came.
    pub epoch: Epoch,
}

/// What survives a loss of power.
#[derive(Clone, Debug)]
pub struct Disk {
    /// The register.
    pub name: RegisterId,
    /// The incarnation of what is written next.
    pub incarnation: u32,
    /// The journal; place 1 is the first.
    pub entries: Vec<Kept>,
    /// The hub's life, and how far its feed was taken in.
    pub epoch: Epoch,
    /// See `epoch`.
    pub cursor: Cursor,
    /// What others wrote.
    pub pulled: BTreeMap<(RegisterId, u32), Line>,
    /// What everything known folds to, kept up to date by each entry.
    pub folded: u64,
    /// The rights.
    pub desk: Desk,
}

impl Disk {
    /// An empty one.
    pub fn new(name: RegisterId, incarnation: u32) -> Self {
        Self {
            name,
            incarnation,
            entries: Vec::new(),
            epoch: Epoch::default(),
            cursor: Cursor::default(),
            pulled: BTreeMap::new(),
            folded: 0,
            desk: Desk::default(),
        }
    }

    /// The end of the journal.
    pub fn tip(&self) -> Tip {
        let seq = Seq(self.entries.len() as u64);
        self.entries.last().map_or_else(Tip::default, |last| Tip { seq, hash: last.hash })
    }

    /// Appends an entry that says `number`; one of a later build has a kind that this build does not know.
    pub fn append(&mut self, number: u64, is_later: bool) -> Hash {
        let Tip { seq, hash: prev } = self.tip();
        let place = Place {
            register: self.name.clone(),
            incarnation: self.incarnation,
            epoch: 1,
            seq: seq.next(),
            prev,
            hlc: Hlc { ms: number, counter: 0 },
            actor: Actor::default(),
        };
        let mut bytes = Entry::new(place, &Event::WriterChanged { epoch: number, taken_over: false }).to_bytes();
        if is_later {
            rename(&mut bytes);
        }
        let hash = Entry::from_bytes(&bytes).map_or(Hash::ZERO, |entry| entry.hash);
        self.folded = self.folded.wrapping_add(value(&hash));
        self.entries.push(Kept { hash, bytes: Rc::new(bytes) });
        hash
    }

    /// A push of what follows from `from`.
    pub fn push(&self, epoch: Epoch, incarnation: u32, from: Seq, most: usize) -> Push {
        let skipped = usize::try_from(from.0.saturating_sub(1)).unwrap_or(usize::MAX);
        let entries = self.entries.iter().skip(skipped).take(most);
        let entries = entries.map(|kept| Bytes(kept.bytes.as_ref().clone())).collect();
        Push { epoch, incarnation, from, entries, signature: Bytes::default() }
    }

    /// Whether an entry is in the journal or was pulled.
    pub fn knows(&self, name: &RegisterId, incarnation: u32, seq: Seq, hash: Hash) -> bool {
        let pulled = self.pulled.get(&(name.clone(), incarnation)).and_then(|line| line.entries.get(&seq));
        self.own(name, seq) == Some(hash) || pulled.is_some_and(|kept| kept.hash == hash)
    }

    /// The hash of an own entry.
    fn own(&self, name: &RegisterId, seq: Seq) -> Option<Hash> {
        let index = usize::try_from(seq.0.checked_sub(1)?).ok()?;
        self.entries.get(index).filter(|_| *name == self.name).map(|kept| kept.hash)
    }

    /// Keeps a page's entries, passing over those that are known. What came in an earlier life gives way to what the feed of
    /// this one has in the same places: a hub that went back may have heard first from another copy of a journal.
    ///
    /// # Errors
    /// What is wrong with the page, which no page of a hub that is right has.
    pub fn take_in(&mut self, page: &Page, bug: Option<Bug>) -> Result<(), String> {
        for bytes in &page.entries {
            let entry = Entry::from_bytes(&bytes.0).map_err(|why| format!("a page holds what does not read: {why}"))?;
            let header = &entry.header;
            let is_known = self.knows(&header.register, header.incarnation, header.seq, entry.hash);
            self.give_way(&entry, page.epoch, is_known);
            if !is_known || bug == Some(Bug::FoldsTwice) {
                self.folded = self.folded.wrapping_add(value(&entry.hash));
            }
            if !is_known {
                self.keep(&entry, bytes, page.epoch)?;
            }
        }
        Ok(())
    }

    /// Drops what came in an earlier life in this entry's place and after it, where that is something else: within a line, a
    /// feed has what comes after an entry after it.
    fn give_way(&mut self, entry: &Entry, epoch: Epoch, is_known: bool) {
        let header = &entry.header;
        let Some(line) = self.pulled.get_mut(&(header.register.clone(), header.incarnation)) else { return };
        let differs = line.entries.get(&header.seq).is_some_and(|kept| kept.hash != entry.hash);
        if (differs || !is_known) && line.epoch < epoch {
            for gone in line.entries.split_off(&header.seq).values() {
                self.folded = self.folded.wrapping_sub(value(&gone.hash));
            }
        }
    }

    /// Keeps an entry at the end of its line. A line may begin anywhere.
    fn keep(&mut self, entry: &Entry, bytes: &Bytes, epoch: Epoch) -> Result<(), String> {
        let header = &entry.header;
        let before = Seq(header.seq.0.saturating_sub(1));
        let own = self.own(&header.register, before);
        let line = self.pulled.entry((header.register.clone(), header.incarnation)).or_default();
        let pulled = line.entries.get(&before).map(|kept| kept.hash);
        let begins = line.entries.keys().next().is_none_or(|first| *first > header.seq);
        let links = [own, pulled].contains(&Some(header.prev)) || begins;
        let is_last = line.entries.keys().next_back().is_none_or(|last| *last < header.seq);
        if !links || !is_last {
            return Err(format!("chains are dense and linked: {} {} does not follow", header.register, header.seq));
        }
        line.entries.insert(header.seq, Kept { hash: entry.hash, bytes: Rc::new(bytes.0.clone()) });
        line.epoch = epoch;
        Ok(())
    }

    /// Everything that is known.
    pub fn known(&self) -> impl Iterator<Item = &Kept> {
        self.entries.iter().chain(self.pulled.values().flat_map(|line| line.entries.values()))
    }
}

/// What an entry adds to what is folded.
pub fn value(hash: &Hash) -> u64 {
    hash.bytes().iter().take(8).fold(0, |sum, byte| sum << 8 | u64::from(*byte))
}

/// Gives an entry a kind that no build knows yet. Header and hash are made of these bytes, so it is one.
fn rename(bytes: &mut [u8]) {
    const KIND: &[u8] = b"WriterChanged";
    const LATER: &[u8] = b"WriterDreamed";
    if let Some(at) = bytes.windows(KIND.len()).position(|window| window == KIND) {
        bytes[at..at + KIND.len()].copy_from_slice(LATER);
    }
}
