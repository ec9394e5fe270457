//! Where the feed ends, as far as this process has heard, for whoever waits for more.

use std::sync::{Mutex, PoisonError};

use evertill_wire::sync::{Cursor, Epoch};
use tokio::sync::watch;

/// The end of the feed.
#[derive(Debug, Default)]
pub struct Feed {
    /// The life that the end is one of.
    epoch: Mutex<Epoch>,
    end: watch::Sender<Cursor>,
}

impl Feed {
    /// Tells an end. Within a life it only moves on, in whatever order words about it arrive; a later life begins anew.
    pub fn tell(&self, epoch: Epoch, end: Cursor) {
        let mut known = self.epoch.lock().unwrap_or_else(PoisonError::into_inner);
        if epoch < *known {
            return;
        }
        let is_anew = epoch > *known;
        *known = epoch;
        self.end.send_if_modified(|told| {
            let moves = end > *told || (is_anew && end != *told);
            if moves {
                *told = end;
            }
            moves
        });
    }

    /// Listens.
    #[must_use]
    pub fn listen(&self) -> watch::Receiver<Cursor> {
        self.end.subscribe()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_moves_on_within_a_life_and_begins_anew_with_the_next() {
        let feed = Feed::default();
        let mut heard = feed.listen();
        for (epoch, end, told, moves) in [
            (1, 3, 3, true),
            (1, 2, 3, false),
            (1, 3, 3, false),
            (1, 5, 5, true),
            (7, 4, 4, true),
            (1, 9, 4, false),
            (7, 5, 5, true),
            (8, 5, 5, false),
        ] {
            feed.tell(Epoch(epoch), Cursor(end));
            assert_eq!(heard.has_changed().unwrap(), moves, "{epoch} {end}");
            assert_eq!(*heard.borrow_and_update(), Cursor(told), "{epoch} {end}");
        }
    }
}
