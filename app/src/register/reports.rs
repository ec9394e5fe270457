//! Reports: the book of sales of this page, restored from the cache, caught up with the journal when somebody asks, and
//! kept again afterwards. No sale waits for it.

use super::core::{Core, core};
use super::{LookupError, Register};
use crate::browser;
use crate::state::{Shell, WriterState};
use evertill_domain::ids::{RegisterId, Seq};
use evertill_domain::report::{Behind, Book, Report, Span};
use evertill_domain::sale::Sale;
use evertill_journal::{JournalError, report};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::rc::Rc;

/// Where the index of the kept book lies; its months lie below it.
const INDEX: &str = "reports";

fn month_key(at: u32) -> String {
    format!("{INDEX}/{at}")
}

impl Register {
    /// The reports of two spans, such as a period and the one before it. `told` hears how many entries have been counted
    /// of how many, and stops by answering `false`, which yields `None`; what was counted by then is not lost.
    ///
    /// # Errors
    /// [`LookupError`].
    pub async fn reports(
        self,
        shell: Shell,
        spans: [Span; 2],
        told: &mut dyn FnMut(u64, u64) -> bool,
    ) -> Result<Option<[Report; 2]>, LookupError> {
        let (core, head) = (core().ok_or(LookupError::NotReady)?, self.head.get_untracked());
        let head = head.ok_or(LookupError::NotReady)?;
        let mut held = core.book.lock().await;
        let mut book = match held.take() {
            Some(book) => book,
            None => restored(&core, &head.register).await,
        };
        let known = book.covers();
        let done = match report::catch_up(&core.store, &mut book, head.seq, &mut *told).await {
            // A kept book that does not fit the journal is made anew; the journal is the ground state.
            Err(JournalError::Corrupt(_)) if known > Seq(0) => {
                book = Book::default();
                report::catch_up(&core.store, &mut book, head.seq, told).await
            }
            done => done,
        };
        let done = done.map_err(LookupError::Journal)?;
        let reports = spans.map(|span| Report::of(&book, span));
        let moved = book.covers() != known;
        *held = Some(book);
        drop(held);
        if moved && shell.writer.get_untracked() == WriterState::Here {
            spawn_local(keep(core, head.register));
        }
        match reports {
            [Ok(now), Ok(before)] => Ok(done.then_some([now, before])),
            _ => Err(LookupError::Journal(evertill_journal::Corrupt::Range.into())),
        }
    }

    /// The sales behind a row, see [`report::sales_behind`].
    ///
    /// # Errors
    /// [`LookupError`].
    pub async fn sales_behind(
        self,
        span: Span,
        behind: &Behind,
        enough: usize,
    ) -> Result<(Vec<Sale>, Option<Span>), LookupError> {
        let core = core().ok_or(LookupError::NotReady)?;
        let held = core.book.lock().await;
        let book = held.as_ref().ok_or(LookupError::NotReady)?;
        report::sales_behind(&core.store, book, span, behind, enough).await.map_err(LookupError::Journal)
    }
}

/// The book that was kept, or one to be made anew.
async fn restored(core: &Core, register: &RegisterId) -> Book {
    let Some(index) = core.cache.get_bytes(INDEX).await else { return Book::default() };
    let month = async |at: u32| core.cache.get_bytes(&month_key(at)).await;
    report::restore(&core.store, register, &index, month).await.unwrap_or_default()
}

/// Keeps the book, months first. One that is not kept costs the next page a moment, never a number.
async fn keep(core: Rc<Core>, register: RegisterId) {
    browser::breathe().await;
    let mut held = core.book.lock().await;
    let Some(book) = held.as_mut() else { return };
    let Ok((months, index)) = report::keep(&core.store, &register, book).await else { return };
    for (at, bytes) in months {
        if core.cache.put_bytes(&month_key(at), &bytes).await.is_err() {
            return;
        }
    }
    let _ = core.cache.put_bytes(INDEX, &index).await;
}
