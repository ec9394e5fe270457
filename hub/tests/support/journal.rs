//! A register that only exists in a test: a key, and a journal that grows by small entries.

use ed25519_dalek::{Signer as _, SigningKey};
use evertill_domain::clock::{Hlc, LocalTime, Timestamp};
use evertill_domain::event::Event;
use evertill_domain::ids::{RegisterId, Seq, StoreId};
use evertill_domain::people::Actor;
use evertill_wire::sync::{Bytes, Epoch, Push, Tip, signed_tip};
use evertill_wire::{Entry, Hash, Place};

/// A register.
pub struct Till {
    pub register: RegisterId,
    pub key: SigningKey,
    pub incarnation: u32,
    pub entries: Vec<Entry>,
    /// Makes histories differ: part of every entry.
    pub branch: u64,
}

impl Till {
    /// A register whose key follows from its name.
    pub fn new(name: &str) -> Self {
        let key = SigningKey::from_bytes(Hash::of(name.as_bytes()).bytes());
        Self { register: RegisterId::new(name).unwrap(), key, incarnation: 1, entries: Vec::new(), branch: 0 }
    }

    /// The same register with a journal of so many entries.
    pub fn with(name: &str, entries: usize) -> Self {
        let mut till = Self::new(name);
        till.grow(entries);
        till
    }

    /// A copy that has the first `kept` entries and goes another way from there.
    pub fn branch_off(&self, kept: usize, branch: u64) -> Self {
        let entries = self.entries[..kept].to_vec();
        Self { register: self.register.clone(), key: self.key.clone(), incarnation: self.incarnation, entries, branch }
    }

    /// Appends entries.
    pub fn grow(&mut self, entries: usize) {
        for _ in 0..entries {
            self.append(&self.next_event());
        }
    }

    fn next_event(&self) -> Event {
        let at = Timestamp(1_700_000_000_000 + self.entries.len() as u64 + self.branch * 1_000_000);
        Event::TrainingStarted { time: LocalTime { at, offset: 60 }, operator: None }
    }

    /// Appends one entry.
    pub fn append(&mut self, event: &Event) {
        let tip = self.tip();
        let place = Place {
            register: self.register.clone(),
            incarnation: self.incarnation,
            epoch: 1,
            seq: tip.seq.next(),
            prev: tip.hash,
            hlc: Hlc { ms: 1_700_000_000_000 + tip.seq.0, counter: 0 },
            actor: Actor::default(),
        };
        self.entries.push(Entry::new(place, event));
    }

    /// Appends an entry of a kind that nobody knows yet: the same bytes with other names in them.
    pub fn append_of_a_later_build(&mut self) {
        let mut sealed = Till { entries: self.entries.clone(), register: self.register.clone(), ..Till::new("x") };
        sealed.grow(1);
        let bytes = sealed.entries.pop().unwrap().to_bytes();
        let (old, new) = (b"TrainingStarted", b"TrainingInvited");
        let mut header = bytes;
        let mut at = 0;
        while let Some(found) = header[at..].windows(old.len()).position(|part| part == old) {
            header[at + found..at + found + old.len()].copy_from_slice(new);
            at += found + old.len();
        }
        self.entries.push(rehashed(&header));
    }

    /// Where the journal ends.
    pub fn tip(&self) -> Tip {
        self.tip_at(self.entries.len())
    }

    /// Where it ended when it had so many entries.
    pub fn tip_at(&self, entries: usize) -> Tip {
        entries.checked_sub(1).map_or(Tip::default(), |last| {
            let entry = &self.entries[last];
            Tip { seq: entry.header.seq, hash: entry.hash }
        })
    }

    /// Everything from place `from`, signed.
    pub fn push(&self, store: &StoreId, epoch: Epoch, from: u64) -> Push {
        self.push_part(store, epoch, from, self.entries.len() as u64)
    }

    /// The entries from place `from` to place `to`, signed.
    pub fn push_part(&self, store: &StoreId, epoch: Epoch, from: u64, to: u64) -> Push {
        let part = &self.entries[from as usize - 1..to as usize];
        let signed = signed_tip(store, &self.register, self.incarnation, self.tip_at(to as usize));
        Push {
            epoch,
            incarnation: self.incarnation,
            from: Seq(from),
            entries: part.iter().map(|entry| Bytes(entry.to_bytes())).collect(),
            signature: Bytes(self.key.sign(&signed).to_bytes().to_vec()),
        }
    }

    /// The entries of another journal, signed as if they were its own.
    pub fn push_as(&self, other: &Self, store: &StoreId) -> Push {
        let signed = signed_tip(store, &self.register, self.incarnation, other.tip());
        let signature = Bytes(self.key.sign(&signed).to_bytes().to_vec());
        Push { signature, ..other.push(store, Epoch(1), 1) }
    }

    /// The stored bytes of its entries.
    pub fn bytes(&self) -> Vec<Vec<u8>> {
        self.entries.iter().map(Entry::to_bytes).collect()
    }
}

/// An envelope whose body was changed, with the hash that the body has now.
fn rehashed(envelope: &[u8]) -> Entry {
    // Damage tells which hash the body has: the only 32 bytes of the header that follow the name `body`.
    let marker = b"\x64body\x58\x20";
    let at = envelope.windows(marker.len()).position(|part| part == marker).unwrap() + marker.len();
    let body = envelope.windows(16).rposition(|part| part == b"\x6fTrainingInvited").unwrap() - 1;
    let mut bytes = envelope.to_vec();
    let hash = *Hash::of(&envelope[body..]).bytes();
    bytes[at..at + 32].copy_from_slice(&hash);
    Entry::from_bytes(&bytes).unwrap()
}
