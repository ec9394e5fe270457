//! From what failed to the page that says so. Nothing here decides whether something is lost: nothing is.

use crate::state::{Failure, Shell, WriterState};
use evertill_journal::store::StoreError;
use evertill_journal::{Corrupt, JournalError};
use evertill_journal_idb::{LAYOUT, Notice};
use leptos::prelude::*;

/// The page for a failed store.
pub fn of_store(error: &StoreError) -> Failure {
    match error {
        StoreError::Full => Failure::Full,
        StoreError::TooNew => Failure::TooNew { found: LAYOUT + 1, known: LAYOUT },
        StoreError::Blocked => Failure::Blocked,
        StoreError::Gone(why) => Failure::Refused(why.clone()),
    }
}

/// The page for a failed journal.
pub fn of_journal(error: &JournalError) -> Failure {
    match error {
        JournalError::Store(error) => of_store(error),
        JournalError::Fenced => Failure::WriterLost,
        JournalError::Corrupt(corrupt) => Failure::Corrupt(entry_of(corrupt)),
    }
}

/// The entry that is to blame, or 0 where it is none in particular.
fn entry_of(corrupt: &Corrupt) -> u64 {
    match corrupt {
        Corrupt::Entry { seq, .. }
        | Corrupt::Missing(seq)
        | Corrupt::NotASale(seq)
        | Corrupt::Foreign(seq)
        | Corrupt::Reports(seq) => seq.0,
        _ => 0,
    }
}

/// Shows the page for a failed journal; the basket stays as it is.
pub fn show(shell: Shell, error: &JournalError) {
    let failure = of_journal(error);
    if failure == Failure::WriterLost {
        shell.writer.set(WriterState::Elsewhere);
    }
    shell.failure.set(Some(failure));
}

/// What to do when the database is taken away while the page is open.
pub fn on_notice(shell: Shell, notice: Notice) {
    match notice {
        // A later build in another page waits for this one: loading anew brings this page up to date.
        Notice::Outdated => shell.failure.set(Some(Failure::TooNew { found: LAYOUT + 1, known: LAYOUT })),
        Notice::Closed => shell.failure.set(Some(Failure::Refused(String::new()))),
    }
}
