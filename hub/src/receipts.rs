//! Which receipts the shop's log holds, each how often, and whether every journal in it is whole: what a shopkeeper can check
//! after a restore.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use evertill_domain::event::Event;
use evertill_domain::ids::{ReceiptNumber, RegisterId, Seq};
use evertill_wire::{Body, Entry, Hash};

use crate::log::Kept;

/// What was found in a log.
#[derive(Debug, Default)]
pub struct Receipts {
    /// How often each receipt stands in the feed, and how often beside it.
    found: BTreeMap<(RegisterId, ReceiptNumber, u32), Times>,
    lines: BTreeMap<(RegisterId, u32), (Seq, Hash)>,
    /// Places whose entry is none, and is kept apart.
    apart: BTreeSet<(RegisterId, Seq)>,
    broken: Vec<String>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Times {
    feed: u64,
    aside: u64,
}

impl Receipts {
    /// Begins with what is kept apart.
    #[must_use]
    pub fn beside(kept: &[Kept]) -> Self {
        let mut receipts = Self::default();
        for Kept { register, seq, bytes, .. } in kept {
            receipts.apart.insert((register.clone(), *seq));
            if let Ok(entry) = Entry::from_bytes(bytes)
                && let Some(times) = receipts.times(&entry)
            {
                times.aside += 1;
            }
        }
        receipts
    }

    /// Takes the next entry of the feed.
    pub fn take(&mut self, bytes: &[u8]) {
        let entry = match Entry::from_bytes(bytes) {
            Ok(entry) => entry,
            Err(error) => return self.broken.push(format!("an entry does not read: {error}")),
        };
        self.check_link(&entry);
        if let Some(times) = self.times(&entry) {
            times.feed += 1;
        }
    }

    /// The receipt that an entry confirms.
    fn times(&mut self, entry: &Entry) -> Option<&mut Times> {
        let Ok(Body::Known(event)) = entry.body() else { return None };
        let Event::SaleConfirmed(decision) = *event else { return None };
        let of = (entry.header.register.clone(), decision.receipt, entry.header.incarnation);
        Some(self.found.entry(of).or_default())
    }

    /// A line begins in the middle of a journal where that went on in another incarnation, and goes on behind a place that is
    /// kept apart.
    fn check_link(&mut self, entry: &Entry) {
        let header = &entry.header;
        let line = (header.register.clone(), header.incarnation);
        let follows = match self.lines.get(&line) {
            None => header.incarnation > 1 || self.is_apart(&header.register, Seq(1), header.seq),
            Some((seq, hash)) if header.seq == seq.next() => header.prev == *hash,
            Some((seq, _)) => self.is_apart(&header.register, seq.next(), header.seq),
        };
        if !follows {
            self.broken.push(format!("{} incarnation {} breaks at entry {}", line.0, line.1, header.seq));
        }
        self.lines.insert(line, (header.seq, entry.hash));
    }

    /// Whether everything from one place to before another is kept apart.
    fn is_apart(&self, register: &RegisterId, from: Seq, to: Seq) -> bool {
        from <= to && (from.0..to.0).all(|seq| self.apart.contains(&(register.clone(), Seq(seq))))
    }

    /// Whether every journal is whole.
    #[must_use]
    pub const fn is_whole(&self) -> bool {
        self.broken.is_empty()
    }
}

impl fmt::Display for Receipts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:<24} {:>16} {:>11} {:>5}  where", "register", "receipt", "incarnation", "times")?;
        let (mut twice, mut aside) = (0_usize, 0_usize);
        for ((register, receipt, incarnation), times) in &self.found {
            // Texts are padded, and a register's name is one.
            let (register, receipt) = (register.as_str(), receipt.0);
            for (times, place) in [(times.feed, "in the feed"), (times.aside, "set aside")] {
                if times > 0 {
                    writeln!(f, "{register:<24} {receipt:>16} {incarnation:>11} {times:>5}  {place}")?;
                }
            }
            twice += usize::from(times.feed > 1);
            aside += usize::from(times.feed == 0);
        }
        for broken in &self.broken {
            writeln!(f, "{broken}")?;
        }
        let all = self.found.len();
        let whole = if self.is_whole() { "every journal is whole" } else { "not every journal is whole" };
        write!(f, "{all} receipts, {twice} of them more than once, {aside} only set aside; {whole}")
    }
}

#[cfg(test)]
mod tests {
    use evertill_domain::clock::Hlc;
    use evertill_domain::event::SaleConfirmed;
    use evertill_domain::people::Actor;
    use evertill_wire::Place;

    use super::*;

    fn confirmed(register: &str, incarnation: u32, seq: u64, prev: Hash, receipt: u64) -> Entry {
        let place = Place {
            register: RegisterId::new(register).unwrap(),
            incarnation,
            epoch: 1,
            seq: Seq(seq),
            prev,
            hlc: Hlc { ms: seq, counter: 0 },
            actor: Actor::default(),
        };
        let decision = SaleConfirmed {
            prepared: Seq(1),
            receipt: ReceiptNumber(receipt),
            effects: Vec::new(),
            covered: Default::default(),
            grand_total: Default::default(),
            refund_total: Default::default(),
            recovered: false,
        };
        Entry::new(place, &Event::SaleConfirmed(decision))
    }

    fn kept(entry: &Entry, bytes: Vec<u8>) -> Kept {
        let header = &entry.header;
        let (register, incarnation, seq) = (header.register.clone(), header.incarnation, header.seq);
        Kept { register, incarnation, seq, bytes, why: "unreadable".to_owned() }
    }

    fn said(kept: &[Kept], feed: &[&Entry]) -> Vec<String> {
        let mut receipts = Receipts::beside(kept);
        feed.iter().for_each(|entry| receipts.take(&entry.to_bytes()));
        let words = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
        receipts.to_string().lines().skip(1).map(words).collect()
    }

    #[test]
    fn each_receipt_is_listed_with_how_often_it_is_there() {
        let first = confirmed("A", 1, 1, Hash::ZERO, 7);
        let (second, other) = (confirmed("A", 1, 2, first.hash, 8), confirmed("A", 2, 2, first.hash, 8));
        let disputed = confirmed("A", 1, 2, first.hash, 9);
        assert_eq!(
            said(&[kept(&disputed, disputed.to_bytes())], &[&first, &second, &other]),
            [
                "A 7 1 1 in the feed",
                "A 8 1 1 in the feed",
                "A 8 2 1 in the feed",
                "A 9 1 1 set aside",
                "4 receipts, 0 of them more than once, 1 only set aside; every journal is whole",
            ]
        );
        let again = confirmed("A", 1, 3, second.hash, 8);
        let said = said(&[], &[&first, &second, &again]);
        assert_eq!(
            said[1..],
            ["A 8 1 2 in the feed", "2 receipts, 1 of them more than once, 0 only set aside; every journal is whole"]
        );
    }

    #[test]
    fn a_journal_that_is_not_whole_is_told_by_the_place_where_it_breaks() {
        let first = confirmed("A", 1, 1, Hash::ZERO, 1);
        let second = confirmed("A", 1, 2, first.hash, 2);
        let third = confirmed("A", 1, 3, second.hash, 3);
        let unlinked = confirmed("A", 1, 2, Hash::of(b"another"), 2);
        for (feed, kept, broken) in [
            (vec![&first, &third], vec![], Some("A incarnation 1 breaks at entry 3")),
            (vec![&first, &third], vec![kept(&second, vec![0])], None),
            (vec![&second], vec![], Some("A incarnation 1 breaks at entry 2")),
            (vec![&first, &unlinked], vec![], Some("A incarnation 1 breaks at entry 2")),
            (vec![&first, &second, &second], vec![], Some("A incarnation 1 breaks at entry 2")),
        ] {
            let said = said(&kept, &feed);
            assert_eq!(said.iter().any(|line| Some(line.as_str()) == broken), broken.is_some(), "{said:?}");
            assert_eq!(said.last().unwrap().ends_with("; every journal is whole"), broken.is_none(), "{said:?}");
        }
    }
}
