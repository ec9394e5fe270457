//! Going on in another incarnation: two journals have said different things in the same places, and this is the one that was
//! told to go on under a number of its own.

use evertill_domain::clock::Timestamp;
use evertill_wire::sync::{Cursor, Tip};
use evertill_wire::to_record;

use crate::journal::{Journal, JournalError};
use crate::store::JournalStore;
use crate::take_in::SYNC_KEY;

impl<S: JournalStore> Journal<S> {
    /// Goes on in `incarnation`: what is appended from here on has it, chained to what is there, and receipts have numbers of
    /// their own. The feed is read from its beginning, since what others wrote in the old incarnation was left out of pages so
    /// far as this journal's own, and all of the journal is pushed again. Answers where the journal ends.
    ///
    /// A sale that was prepared is decided before, in the incarnation that it was prepared in. Whoever has begun already begins
    /// nothing.
    ///
    /// # Errors
    /// [`JournalError`]; the journal is then in its old incarnation, or wholly in the new one.
    pub async fn begin(&mut self, incarnation: u32, now: Timestamp) -> Result<Tip, JournalError> {
        self.refresh().await?;
        if !self.head.undecided.is_empty() {
            self.recover(now).await?;
        }
        if incarnation > self.head.incarnation {
            let mut state = self.sync_state().await?;
            (state.cursor, state.held) = (Cursor(0), Tip::default());
            self.transact(Vec::new(), now, move |draft, _| {
                draft.head.incarnation = incarnation;
                draft.head.next_receipt = draft.head.next_receipt.in_incarnation(incarnation);
                draft.raw_row(SYNC_KEY, Some(to_record(&state)));
                Ok(())
            })
            .await?;
        }
        Ok(Tip { seq: self.head.seq, hash: self.head.hash })
    }
}
