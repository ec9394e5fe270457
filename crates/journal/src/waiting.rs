//! What waits for the hub, counted as it comes: a register that has been offline for a day looks at each entry once, and not at
//! all of them after each sale.

use evertill_domain::clock::Timestamp;
use evertill_domain::ids::Seq;

use crate::journal::JournalError;
use crate::read;
use crate::store::JournalStore;

/// What the hub does not hold yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    /// How many entries.
    pub entries: u64,
    /// How many sales are among them.
    pub sales: u64,
    /// Since when the oldest waits.
    pub since: Option<Timestamp>,
}

/// How many entries are read at a time.
const PAGE: usize = 200;
/// The entry that stands for a sale.
const SALE: &str = "SalePrepared";

/// Keeps count.
#[derive(Debug, Default)]
pub struct Count {
    /// What the hub holds.
    held: Seq,
    /// How far has been counted.
    upto: Seq,
    waiting: Waiting,
}

impl Count {
    /// Counts on, up to `tip`, of a journal that the hub holds up to `held`. When the hub holds more than before, what is left
    /// is counted anew: it is less each time.
    ///
    /// # Errors
    /// [`JournalError`]; what was counted so far stays.
    pub async fn up_to(&mut self, store: &impl JournalStore, held: Seq, tip: Seq) -> Result<Waiting, JournalError> {
        if held != self.held {
            *self = Self { held, upto: held, waiting: Waiting::default() };
        }
        while self.upto < tip {
            let page = read::entries(store, self.upto.next(), PAGE).await?;
            if page.is_empty() {
                break;
            }
            for entry in page.iter().take_while(|entry| entry.header.seq <= tip) {
                self.upto = entry.header.seq;
                self.waiting.entries += 1;
                self.waiting.sales += u64::from(entry.header.kind == SALE);
                self.waiting.since.get_or_insert(Timestamp(entry.header.hlc.ms));
            }
        }
        Ok(self.waiting)
    }
}
