//! Where a fact comes from, and which of two facts that replace each other counts.

use std::cmp::Ordering;
use std::fmt;

use crate::clock::Hlc;
use crate::ids::{RegisterId, Seq};
use crate::{choice, record};

/// The entry that a fact stands in. Origins are ordered by their stamps, the register's name breaking ties.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin {
    /// Its stamp.
    pub hlc: Hlc,
    /// The register that wrote it.
    pub register: RegisterId,
    /// Which of its journals, from 1.
    pub incarnation: u32,
    /// Its place there.
    pub seq: Seq,
}

record!(Origin { hlc, register, incarnation, seq });

impl Origin {
    /// Whether both stand in one journal.
    #[must_use]
    pub fn is_beside(&self, other: &Self) -> bool {
        self.register == other.register && self.incarnation == other.incarnation
    }

    /// The origin as a text that sorts by the stamp; registers that share one sort as texts do, which is not how their
    /// origins do.
    #[must_use]
    pub fn text(&self) -> String {
        let Self { hlc, register, incarnation, seq } = self;
        format!("{}{register}/{incarnation:010}/{:020}", Self::text_of(*hlc), seq.0)
    }

    /// What the texts of origins of this stamp begin with.
    #[must_use]
    pub fn text_of(hlc: Hlc) -> String {
        format!("{:020}.{:010}/", hlc.ms, hlc.counter)
    }

    /// The origin that [`Origin::text`] wrote; `None` for any other text.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (stamp, rest) = text.split_once('/')?;
        let (ms, counter) = stamp.split_once('.')?;
        // A register's name may hold what divides the parts.
        let (rest, seq) = rest.rsplit_once('/')?;
        let (register, incarnation) = rest.rsplit_once('/')?;
        let hlc = Hlc { ms: ms.parse().ok()?, counter: counter.parse().ok()? };
        let register = RegisterId::new(register).ok()?;
        Some(Self { hlc, register, incarnation: incarnation.parse().ok()?, seq: Seq(seq.parse().ok()?) })
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.register, self.seq)
    }
}

/// How much a fact that replaces another means what it says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// What a register begins with: it counts until somebody decides, and of several the first does.
    Opening,
    /// What an edit says along with the fields that it changes.
    Beside,
    /// What somebody decided.
    #[default]
    Meant,
}

choice!(Weight { Opening, Beside, Meant });

/// What decides between two facts that replace each other: the larger counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// When.
    pub hlc: Hlc,
    /// At which register.
    pub register: RegisterId,
    /// How much it means what it says.
    pub weight: Weight,
}

record!(Stamp { hlc, register; weight });

impl Stamp {
    /// The stamp of a fact of `origin`.
    #[must_use]
    pub fn of(origin: &Origin, weight: Weight) -> Self {
        Self { hlc: origin.hlc, register: origin.register.clone(), weight }
    }
}

impl Ord for Stamp {
    fn cmp(&self, other: &Self) -> Ordering {
        let when = match self.weight {
            Weight::Opening => other.hlc.cmp(&self.hlc),
            Weight::Beside | Weight::Meant => self.hlc.cmp(&other.hlc),
        };
        self.weight.cmp(&other.weight).then(when).then_with(|| self.register.cmp(&other.register))
    }
}

impl PartialOrd for Stamp {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The stamps of what a row holds: of each part of it that was replaced by itself, and of everything else under an empty
/// name. No part stands here that is not newer than that.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stamps(pub Vec<(String, Stamp)>);

crate::transparent!(Stamps);

impl Stamps {
    /// The name of everything that has none of its own.
    pub const ALL: &str = "";

    /// What decides over the part of this name.
    fn over(&self, part: &str) -> Option<&Stamp> {
        let named = |part: &str| self.0.iter().find(|(name, _)| name == part).map(|(_, stamp)| stamp);
        named(part).max(named(Self::ALL))
    }

    /// Whether a fact of this stamp replaces the part of this name.
    #[must_use]
    pub fn yields(&self, part: &str, stamp: &Stamp) -> bool {
        self.over(part).is_none_or(|known| known < stamp)
    }

    /// Notes that the part of this name is of this stamp now, unless it is of a later one.
    pub fn note(&mut self, part: &str, stamp: &Stamp) {
        if !self.yields(part, stamp) {
            return;
        }
        self.0.retain(|(name, known)| name != part && (part != Self::ALL || known > stamp));
        let at = self.0.partition_point(|(name, _)| name.as_str() < part);
        self.0.insert(at, (part.to_owned(), stamp.clone()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn origin(ms: u64, register: &str, seq: u64) -> Origin {
        let register = RegisterId::new(register).unwrap();
        Origin { hlc: Hlc { ms, counter: 7 }, register, incarnation: 1, seq: Seq(seq) }
    }

    #[test]
    fn texts_of_origins_are_read_again_and_sort_by_their_stamps() {
        let all = [
            origin(9, "b", 1),
            origin(10, "a", 10),
            origin(11, "a/0/1", 2),
            origin(100, "a", 3),
            origin(u64::MAX, "a", 4),
        ];
        for pair in all.windows(2) {
            assert!(pair[0] < pair[1] && pair[0].text() < pair[1].text(), "{pair:?}");
        }
        for one in all {
            assert_eq!(Origin::parse(&one.text()).as_ref(), Some(&one));
        }
        for text in ["", "1.2", "1.2/a/1", "1.2/a/x/1", "1/a/1/1", "1.2//1/1"] {
            assert_eq!(Origin::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_decision_goes_before_an_opening_and_of_openings_the_first_counts() {
        let stamp = |ms, register, weight| Stamp::of(&origin(ms, register, 1), weight);
        let rising = [
            stamp(9, "a", Weight::Opening),
            stamp(8, "a", Weight::Opening),
            stamp(8, "b", Weight::Opening),
            stamp(1, "a", Weight::Beside),
            stamp(1, "a", Weight::Meant),
            stamp(1, "b", Weight::Meant),
            stamp(2, "a", Weight::Meant),
        ];
        for pair in rising.windows(2) {
            assert!(pair[0] < pair[1], "{pair:?}");
        }
    }

    #[test]
    fn stamps_of_parts_come_to_the_same_in_any_order() {
        let notes = [("", 5), ("a", 4), ("a", 6), ("b", 7), ("", 6), ("b", 3)];
        let note = |order: &[usize]| {
            let mut stamps = Stamps::default();
            for at in order {
                let (part, ms) = notes[*at];
                stamps.note(part, &Stamp::of(&origin(ms, "a", 1), Weight::Meant));
            }
            stamps
        };
        let expected = note(&[0, 1, 2, 3, 4, 5]);
        assert_eq!(
            expected.0.iter().map(|(part, stamp)| (part.as_str(), stamp.hlc.ms)).collect::<Vec<_>>(),
            [("", 6), ("b", 7)]
        );
        for order in [[5, 4, 3, 2, 1, 0], [4, 2, 0, 1, 3, 5], [3, 1, 5, 4, 0, 2]] {
            assert_eq!(note(&order), expected, "{order:?}");
        }
    }
}
