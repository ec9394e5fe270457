//! The catalogue as the fold of the journals' entries: in the order of their origins, whatever order they arrived in.

use evertill_domain::event::Event;
use evertill_domain::origin::Origin;

use crate::Catalogue;

impl Catalogue {
    /// Takes a fact over. Facts were checked when they came about; where two registers gave one code to two items, it keeps
    /// leading to the earlier one.
    pub fn change(&mut self, event: &Event) {
        match event {
            Event::ItemsImported(part) => drop(self.upsert_all(&part.items)),
            Event::ItemChanged(edit) => {
                let before = self.by_sku(edit.sku.as_str()).and_then(|item| item.to_item());
                drop(self.upsert_all([&edit.applied(before.as_ref())]));
            }
            _ => {}
        }
    }
}

/// Which entries a catalogue was folded from: all up to the last, which are so many.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Covers {
    /// The last one, in the order of origins; `None` for an empty catalogue.
    pub last: Option<Origin>,
    /// How many there are up to it.
    pub count: u64,
}

impl Covers {
    /// Whether it is the fold of everything up to its last entry, of `count` entries that there are and `later` that lie
    /// beyond it. Entries are never taken back, so that as many of them are the same ones.
    #[must_use]
    pub fn is_whole(&self, count: u64, later: u64) -> bool {
        self.count.checked_add(later) == Some(count)
    }

    /// Covers one more entry; `false` where it belongs before the last one, so that the fold has to begin anew.
    pub fn take(&mut self, origin: &Origin) -> bool {
        if self.last.as_ref().is_some_and(|last| last >= origin) {
            return false;
        }
        self.last = Some(origin.clone());
        self.count = self.count.saturating_add(1);
        true
    }

    /// The bytes before a kept snapshot.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let last = self.last.as_ref().map(Origin::text).unwrap_or_default();
        let mut bytes = self.count.to_le_bytes().to_vec();
        // An origin's text is far shorter than that.
        bytes.extend(u16::try_from(last.len()).unwrap_or(u16::MAX).to_le_bytes());
        bytes.extend(last.as_bytes());
        bytes
    }

    /// What [`Covers::to_bytes`] wrote, and what stands behind it.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<(Self, &[u8])> {
        let (count, rest) = bytes.split_first_chunk::<8>()?;
        let (len, rest) = rest.split_first_chunk::<2>()?;
        let (last, rest) = rest.split_at_checked(usize::from(u16::from_le_bytes(*len)))?;
        let last = match std::str::from_utf8(last).ok()? {
            "" => None,
            text => Some(Origin::parse(text)?),
        };
        Some((Self { last, count: u64::from_le_bytes(*count) }, rest))
    }
}
