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
    /// What the hub holds is not this journal: it has been forked.
    Forked,
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
    /// The entries that come after what the hub holds, as far as they fit into one push.
    ///
    /// # Errors
    /// [`JournalError`].
    pub async fn push_from(&self, held: Tip) -> Result<ToPush, JournalError> {
        if held.seq > self.head.seq || !self.holds(held).await? {
            return Ok(ToPush::Forked);
        }
        let (mut entries, mut size, mut next) = (Vec::new(), 0_usize, held.seq.next());
        'full: while next <= self.head.seq {
            let page = self.store.entries(next, PAGE).await?;
            if page.first().is_none_or(|(seq, _)| *seq != next) {
                return Err(Corrupt::Missing(next).into());
            }
            for (seq, bytes) in page {
                size = size.saturating_add(bytes.len());
                let is_full = entries.len() == ENTRIES_LIMIT || (size > BATCH_LIMIT && !entries.is_empty());
                if is_full || seq > self.head.seq {
                    break 'full;
                }
                entries.push(Bytes(bytes));
                next = seq.next();
            }
        }
        let Some(Bytes(last)) = entries.last() else { return Ok(ToPush::Nothing) };
        let seq = Seq(next.0.saturating_sub(1));
        let hash = Entry::from_bytes(last).map_err(|why| Corrupt::Entry { seq, why })?.hash;
        Ok(ToPush::Entries(PushBatch { from: held.seq.next(), entries, tip: Tip { seq, hash } }))
    }

    /// Whether the journal has this entry.
    async fn holds(&self, tip: Tip) -> Result<bool, JournalError> {
        if tip.seq == Seq(0) {
            return Ok(true);
        }
        let found = self.store.entries(tip.seq, 1).await?.into_iter().find(|(seq, _)| *seq == tip.seq);
        let Some((seq, bytes)) = found else { return Err(Corrupt::Missing(tip.seq).into()) };
        let entry = Entry::from_bytes(&bytes).map_err(|why| Corrupt::Entry { seq, why })?;
        Ok(entry.hash == tip.hash)
    }
}
