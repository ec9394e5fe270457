//! Journals to push: chains of small entries.

use evertill_domain::clock::Hlc;
use evertill_domain::event::Event;
use evertill_domain::ids::{RegisterId, Seq};
use evertill_domain::people::Actor;
use evertill_wire::sync::{Bytes, Epoch, Push, Tip};
use evertill_wire::{Entry, Hash, Place};

pub fn register(name: &str) -> RegisterId {
    RegisterId::new(name).unwrap()
}

/// A journal of register `R` whose entries have these incarnations. `branch` makes what is in them different.
pub fn journal(incarnations: &[u32], branch: u64) -> Vec<Entry> {
    extend(Vec::new(), incarnations, branch)
}

/// The same journal with more entries.
pub fn extend(mut journal: Vec<Entry>, incarnations: &[u32], branch: u64) -> Vec<Entry> {
    for &incarnation in incarnations {
        let (seq, prev) = journal.last().map_or((Seq(1), Hash::ZERO), |last| (last.header.seq.next(), last.hash));
        journal.push(entry("R", incarnation, seq, prev, branch));
    }
    journal
}

pub fn entry(name: &str, incarnation: u32, seq: Seq, prev: Hash, branch: u64) -> Entry {
    let (hlc, actor) = (Hlc { ms: seq.0, counter: 0 }, Actor::default());
    let place = Place { register: register(name), incarnation, epoch: branch, seq, prev, hlc, actor };
    Entry::new(place, &Event::WriterChanged { epoch: branch, taken_over: false })
}

pub fn tip(journal: &[Entry]) -> Tip {
    journal.last().map_or_else(Tip::default, |last| Tip { seq: last.header.seq, hash: last.hash })
}

pub fn push(journal: &[Entry], from: u64, incarnation: u32) -> Push {
    let entries =
        journal.iter().filter(|entry| entry.header.seq.0 >= from).map(|entry| Bytes(entry.to_bytes())).collect();
    Push { epoch: Epoch(1), incarnation, from: Seq(from), entries, signature: Bytes::default() }
}
