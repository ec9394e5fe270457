//! What the hub does not hold yet.

use evertill_domain::ids::Seq;
use evertill_wire::Entry;
use evertill_wire::sync::{BATCH_LIMIT, Bytes, ENTRIES_LIMIT, Tip};

use crate::draft::Corrupt;
use crate::journal::{Journal, JournalError};
use crate::store::JournalStore;

/// What is to be pushed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ToPush {
    /// The hub holds everything.
    Nothing,
    /// These entries come next.
    Entries(PushBatch),
}

/// Entries that follow each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PushBatch {
    /// The place of the first.
    pub from: Seq,
    /// The entries as they are stored: at most [`ENTRIES_LIMIT`], and of [`BATCH_LIMIT`] bytes unless it is one.
    pub entries: Vec<Bytes>,
    /// Where the last one stands, which the push signs.
    pub tip: Tip,
}

/// How many entries are read at a time.
const PAGE: usize = 200;

impl<S: JournalStore> Journal<S> {
    /// The entries that come after what the hub holds, as far as they fit into one push. What it holds may be a copy's: then it
    /// finds in the push that they do not follow, and says so.
    ///
    /// # Errors
    /// [`JournalError`].
    pub async fn push_from(&self, held: Tip) -> Result<ToPush, JournalError> {
        let (mut entries, mut size, mut next) = (Vec::new(), 0_usize, held.seq.next());
        'full: while next <= self.head.seq {
            let page = self.store.entries(next, PAGE).await?;
            if page.first().is_none_or(|(seq, _)| *seq != next) {
                return Err(Corrupt::Missing(next).into());
            }
            for (seq, bytes) in page {
                size = size.saturating_add(bytes.len());
                let is_full = entries.len() >= ENTRIES_LIMIT || (size > BATCH_LIMIT && !entries.is_empty());
                if seq > self.head.seq || is_full {
                    break 'full;
                }
                entries.push(Bytes(bytes));
                next = seq.next();
            }
        }
        let seq = Seq(next.0.saturating_sub(1));
        let unread = entries.last().and_then(|Bytes(last)| Entry::from_bytes(last).err());
        match (PushBatch::ending_readably(held.seq.next(), entries), unread) {
            (Some(batch), _) => Ok(ToPush::Entries(batch)),
            // Nothing tells what the first one hashes to, until one comes after it.
            (None, Some(why)) => Err(Corrupt::Entry { seq, why }.into()),
            (None, None) => Ok(ToPush::Nothing),
        }
    }
}

impl PushBatch {
    /// These entries up to the last that reads: a push is signed at its end, and one that is damaged has none.
    fn ending_readably(from: Seq, mut entries: Vec<Bytes>) -> Option<Self> {
        loop {
            let Bytes(last) = entries.last()?;
            if let Ok(entry) = Entry::from_bytes(last) {
                let seq = Seq(from.0.saturating_add(entries.len() as u64).saturating_sub(1));
                return Some(Self { from, entries, tip: Tip { seq, hash: entry.hash } });
            }
            entries.pop();
        }
    }

    /// The first half of it, for a hub that cannot read the end; `None` where there is no less than this.
    #[must_use]
    pub fn shortened(mut self) -> Option<Self> {
        if self.entries.len() < 2 {
            return None;
        }
        self.entries.truncate(self.entries.len() / 2);
        Self::ending_readably(self.from, self.entries)
    }
}
