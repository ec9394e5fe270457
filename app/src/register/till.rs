//! Shifts and cash: opening a shift, moving cash, counting the drawer.

use super::core::core;
use super::{Register, host, troubles};
use crate::state::Shell;
use evertill_domain::Refusal;
use evertill_domain::day::Day;
use evertill_domain::event::Event;
use evertill_domain::rows::{Row, RowKey, RowSet};
use evertill_domain::shift::{
    CashCount, CashKind, CashMoved, ShiftClosed, ShiftNumber, ShiftOpened, ShiftRow, TillRow,
};
use evertill_journal::store::StoreError;
use evertill_journal::{JournalError, read};
use evertill_money::Amount;
use evertill_wire::Head;
use leptos::prelude::*;

/// Why something at the counter was not done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ActError {
    /// The register is not open, or the journal failed, which the page that says so shows.
    Failed,
    /// The storage is full: nothing was written.
    Full,
    /// The shop says no; nothing was written.
    Refused(Refusal),
}

impl Register {
    /// Opens a shift with this much cash in the drawer.
    ///
    /// # Errors
    /// [`ActError`].
    pub async fn open_shift(self, shell: Shell, float: Amount) -> Result<(), ActError> {
        let settings = self.settings.get_untracked().ok_or(ActError::Failed)?;
        let time = host::local_now();
        self.act(shell, vec![RowKey::Till], move |rows, _| {
            let opened = ShiftOpened::new(till_of(rows), &settings, time, None, float)?;
            Ok(vec![Event::ShiftOpened(Box::new(opened))])
        })
        .await
    }

    /// Moves cash beside sales, or opens the drawer.
    ///
    /// # Errors
    /// [`ActError`].
    pub async fn move_cash(self, shell: Shell, kind: CashKind, amount: Amount, reason: String) -> Result<(), ActError> {
        let shift = self.open_shift_number()?;
        let (time, operator, approved_by) = (host::local_now(), None, None);
        let reason = reason.trim().to_owned();
        let moved = CashMoved { shift, kind, amount, reason, time, operator, approved_by };
        self.act(shell, vec![RowKey::Shift(shift)], move |rows, _| {
            open_row(rows, shift)?;
            moved.check()?;
            Ok(vec![Event::CashMoved(Box::new(moved))])
        })
        .await
    }

    /// Closes the shift with what the drawer was found to hold, and answers the Z-report.
    ///
    /// # Errors
    /// [`ActError`].
    pub async fn close_shift(self, shell: Shell, count: CashCount) -> Result<ShiftRow, ActError> {
        let shift = self.open_shift_number()?;
        let time = host::local_now();
        self.act(shell, vec![RowKey::Shift(shift), RowKey::Till], move |rows, head| {
            close(open_row(rows, shift)?, head, count, time).map(|closed| vec![Event::ShiftClosed(Box::new(closed))])
        })
        .await?;
        self.shift_row(shift).await.ok_or(ActError::Failed)
    }

    /// The day of the books that a sale would belong to now.
    pub fn business_day(self) -> Day {
        let till = self.till.get_untracked();
        let begins = self.settings.with_untracked(|all| all.as_ref().map_or(0, |all| all.till.day_begins));
        till.business_date.filter(|_| till.open).unwrap_or_else(|| host::local_now().business_day(begins))
    }

    /// A shift as it stands, or as it was closed.
    pub async fn shift_row(self, shift: ShiftNumber) -> Option<ShiftRow> {
        read::shift(&core()?.store, shift).await.ok().flatten()
    }

    /// Shifts, latest first.
    pub async fn shifts(self, before: Option<ShiftNumber>, limit: usize) -> Option<Vec<ShiftRow>> {
        read::shifts(&core()?.store, before, limit).await.ok()
    }

    fn open_shift_number(self) -> Result<ShiftNumber, ActError> {
        let shift = self.till.get_untracked().open_shift();
        shift.ok_or(ActError::Refused(Refusal::ShiftMissing))
    }

    fn follow_shift(self, event: &Event) {
        match event {
            Event::ShiftOpened(opened) => self.till.set(opened.till()),
            Event::ShiftClosed(_) => self.till.update(|till| till.open = false),
            _ => {}
        }
    }

    /// Appends what `make` decides on, one act at a time, and follows where the shifts stand.
    pub(super) async fn act(
        self,
        shell: Shell,
        keys: Vec<RowKey>,
        make: impl FnOnce(&RowSet, &Head) -> Result<Vec<Event>, Refusal> + 'static,
    ) -> Result<(), ActError> {
        let core = core().ok_or(ActError::Failed)?;
        shell.busy.update(|busy| busy.commit = true);
        let mut journal = core.journal.lock().await;
        let acted = journal.act(keys, host::now(), make).await;
        self.head.set(Some(journal.head().clone()));
        // Before the next act gets the journal: a sale must not count to a shift that has just been closed.
        if let Ok(Ok(recorded)) = &acted {
            recorded.iter().for_each(|(_, event)| self.follow_shift(event));
        }
        drop(journal);
        shell.busy.update(|busy| busy.commit = false);
        match acted {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(refusal)) => Err(ActError::Refused(refusal)),
            Err(JournalError::Store(StoreError::Full)) => Err(ActError::Full),
            Err(error) => {
                troubles::show(shell, &error);
                Err(ActError::Failed)
            }
        }
    }
}

pub(super) fn till_of(rows: &RowSet) -> TillRow {
    match rows.get(&RowKey::Till) {
        Ok(Some(Row::Till(till))) => *till,
        _ => TillRow::default(),
    }
}

pub(super) fn open_row(rows: &RowSet, shift: ShiftNumber) -> Result<&ShiftRow, Refusal> {
    match rows.get(&RowKey::Shift(shift)) {
        Ok(Some(Row::Shift(row))) if row.closed.is_none() => Ok(row),
        _ => Err(Refusal::ShiftMissing),
    }
}

fn close(
    row: &ShiftRow,
    head: &Head,
    count: CashCount,
    time: evertill_domain::clock::LocalTime,
) -> Result<ShiftClosed, Refusal> {
    Ok(ShiftClosed {
        shift: row.opened.shift,
        time,
        operator: None,
        approved_by: None,
        counted: count.total()?,
        count,
        expected: row.totals.expected_cash(),
        totals: row.totals.clone(),
        grand_total: head.grand_total,
        refund_total: head.refund_total,
    })
}
