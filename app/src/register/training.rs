//! Training: the page's journal is swapped for one in memory, and swapped back. That it began and that it ended are facts
//! of the real journal; nothing in between is. See `docs/adr/0014-training-beside-the-journal.md`.

use super::core::{Core, core, install};
use super::store::AnyStore;
use super::{FactError, Register, boot, draft, host};
use crate::state::Shell;
use evertill_domain::basket::Basket;
use evertill_domain::event::Event;
use evertill_domain::people::Act;
use evertill_journal::memory::MemoryStore;
use evertill_journal::{JournalError, read, training};
use leptos::prelude::*;
use std::rc::Rc;

/// Why training did not begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TrainingError {
    /// A basket is being rung up, or something was taken for it.
    BasketNotEmpty,
    /// The fact was not written.
    NotWritten(FactError),
}

impl Register {
    /// Begins training. The basket has to be empty.
    ///
    /// # Errors
    /// [`TrainingError`].
    pub async fn start_training(self, shell: Shell) -> Result<(), TrainingError> {
        if shell.busy.with_untracked(|busy| busy.basket) {
            return Err(TrainingError::BasketNotEmpty);
        }
        self.may_record(Act::Training).await.map_err(TrainingError::NotWritten)?;
        let (time, operator) = (host::local_now(), self.operator.get_untracked());
        let started = vec![Event::TrainingStarted { time, operator }];
        self.record(shell, started).await.map_err(TrainingError::NotWritten)?;
        let entered = match core() {
            Some(real) => self.practise(shell, &real).await,
            None => Ok(()),
        };
        entered.map_err(|error| {
            super::troubles::show(shell, &error);
            TrainingError::NotWritten(FactError::Failed)
        })
    }

    /// Swaps the real journal for one to practise in. Nothing of an earlier practice is in it.
    ///
    /// # Errors
    /// [`JournalError`]; the real one is then still in its place.
    pub(super) async fn practise(self, shell: Shell, real: &Rc<Core>) -> Result<(), JournalError> {
        let store = AnyStore::Practice(MemoryStore::new());
        let journal = training::found(store.clone(), &real.store, host::now()).await?;
        let core = Core::beside(real, store, journal);
        self.training.set(true);
        self.swap(shell, core).await
    }

    /// Ends training: what was practised is gone, the real journal is back.
    ///
    /// # Errors
    /// [`FactError`]; training goes on.
    pub async fn end_training(self, shell: Shell) -> Result<(), FactError> {
        let Some(real) = core().and_then(|core| core.real.clone()) else { return Ok(()) };
        let practice = core();
        install(Rc::clone(&real));
        let ended = Event::TrainingEnded { time: host::local_now(), operator: self.operator.get_untracked() };
        if let Err(error) = self.record(shell, vec![ended]).await {
            if let Some(practice) = practice {
                install(practice);
            }
            return Err(error);
        }
        let back = async {
            self.swap(shell, Rc::clone(&real)).await?;
            self.operators.set(read::operators(&real.store).await?);
            self.show_unheard(&real).await;
            Ok::<_, JournalError>(())
        };
        let back = back.await;
        // Not before: what is rung up while the journal is being shown would go with what was on the counter in practice.
        self.training.set(false);
        back.map_err(|error| {
            super::troubles::show(shell, &error);
            FactError::Failed
        })?;
        self.after_training(shell);
        Ok(())
    }

    /// Puts another journal into the place of the one before, with nothing on the counter.
    async fn swap(self, shell: Shell, core: Rc<Core>) -> Result<(), JournalError> {
        draft::next_sale();
        self.basket.set(Basket::default());
        self.priced.set(Default::default());
        self.tenders.set(Vec::new());
        self.last.set(None);
        shell.busy.update(|busy| busy.basket = false);
        install(Rc::clone(&core));
        boot::show(self, &core).await
    }
}
