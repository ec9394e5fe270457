//! What one page of the feed holds.

use evertill_wire::sync::{BATCH_LIMIT, Bytes, Cursor, ENTRIES_LIMIT, Epoch, Page, Pull};

/// Fills a page with entries of the feed, in order, up to its limits.
#[derive(Clone, Debug)]
pub struct Pager {
    epoch: Epoch,
    after: Cursor,
    upto: Cursor,
    entries: Vec<Bytes>,
    most: usize,
    bytes: usize,
}

impl Pager {
    /// The page that answers `pull`, which passed the fence.
    #[must_use]
    pub fn new(pull: &Pull) -> Self {
        let most = usize::try_from(pull.limit).unwrap_or(ENTRIES_LIMIT).clamp(1, ENTRIES_LIMIT);
        Self { epoch: pull.epoch, after: pull.cursor, upto: pull.cursor, entries: Vec::new(), most, bytes: 0 }
    }

    /// The most rows of the feed that are worth a look for this page; fewer make a page that is shorter and still gets on.
    #[must_use]
    pub const fn most(&self) -> usize {
        self.most
    }

    /// Offers the next entry of the feed: `None` where it is of the journal that asks. Answers whether it was taken; one that
    /// was not stands on the next page. The first is taken whatever its size, or a large one would block all behind it.
    pub fn offer(&mut self, at: Cursor, entry: Option<Vec<u8>>) -> bool {
        if let Some(entry) = entry {
            let bytes = self.bytes.saturating_add(entry.len());
            let is_full = self.entries.len() >= self.most || bytes > BATCH_LIMIT;
            if is_full && !(self.entries.is_empty()) {
                return false;
            }
            self.bytes = bytes;
            self.entries.push(Bytes(entry));
        }
        self.upto = at;
        true
    }

    /// The page, where the feed ends at `feed`.
    #[must_use]
    pub fn finish(self, feed: Cursor) -> Page {
        Page { epoch: self.epoch, after: self.after, upto: self.upto, entries: self.entries, feed }
    }
}
