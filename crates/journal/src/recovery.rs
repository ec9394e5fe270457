//! What happens on start: every prepared sale without a decision is decided, before anything else
//! is sold.

use evertill_domain::clock::Timestamp;
use evertill_domain::event::Event;
use evertill_domain::ids::Seq;
use evertill_domain::sale::Sale;
use evertill_wire::{Body, Entry};

use crate::commit::Committed;
use crate::draft::Corrupt;
use crate::journal::{Journal, JournalError};
use crate::store::JournalStore;

/// What recovery found and did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecoveryReport {
    /// The sales that were prepared and not decided, as they were decided now, in order.
    pub decided: Vec<Committed>,
}

impl<S: JournalStore> Journal<S> {
    /// Decides every undecided sale.
    ///
    /// # Errors
    /// [`JournalError`]; sales that could not be decided stay prepared.
    pub async fn recover(&mut self, now: Timestamp) -> Result<RecoveryReport, JournalError> {
        self.refresh().await?;
        let mut report = RecoveryReport::default();
        for prepared in self.head.undecided.clone() {
            let sale = self.prepared_sale(prepared).await?;
            report.decided.push(self.decide(prepared, sale, now, true).await?);
        }
        Ok(report)
    }

    async fn prepared_sale(&self, seq: Seq) -> Result<Box<Sale>, JournalError> {
        let found = self.store.entries(seq, 1).await?;
        let Some((_, bytes)) = found.into_iter().find(|(at, _)| *at == seq) else {
            return Err(Corrupt::Missing(seq).into());
        };
        let damaged = |why| Corrupt::Entry { seq, why };
        let entry = Entry::from_bytes(&bytes).map_err(damaged)?;
        match entry.body().map_err(damaged)? {
            Body::Known(event) => match *event {
                Event::SalePrepared(sale) => Ok(sale),
                _ => Err(Corrupt::NotASale(seq).into()),
            },
            Body::Unknown => Err(Corrupt::NotASale(seq).into()),
        }
    }
}
