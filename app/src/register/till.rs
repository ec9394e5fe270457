//! Shifts and cash: opening a shift, moving cash, counting the drawer.

use super::core::core;
use super::{Register, host, troubles};
use crate::state::Shell;
use evertill_domain::Refusal;
use evertill_domain::clock::LocalTime;
use evertill_domain::day::Day;
use evertill_domain::event::Event;
use evertill_domain::ids::OperatorId;
use evertill_domain::people::{Act, Approval, Need};
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
        let approvals = self.allowed(Need::of(Act::Shift)).await.map_err(ActError::Refused)?;
        let (time, operator) = (host::local_now(), self.operator.get_untracked());
        self.act_by(shell, approvals, vec![RowKey::Till], move |rows, _| {
            let opened = ShiftOpened::new(till_of(rows), &settings, time, operator, float)?;
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
        let reason = reason.trim().to_owned();
        let act = if kind == CashKind::NoSale { Act::NoSale } else { Act::MoveCash };
        // What cannot be is refused before anybody is called.
        let moved =
            CashMoved { shift, kind, amount, reason, time: host::local_now(), operator: None, approved_by: None };
        moved.check().map_err(ActError::Refused)?;
        let approvals = self.allowed(Need::of(act)).await.map_err(ActError::Refused)?;
        let (operator, approved_by) = (self.operator.get_untracked(), by(&approvals));
        let moved = CashMoved { operator, approved_by, ..moved };
        self.act_by(shell, approvals, vec![RowKey::Shift(shift)], move |rows, _| {
            open_row(rows, shift)?;
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
        count.total().map_err(ActError::Refused)?;
        let approvals = self.allowed(Need::of(Act::Shift)).await.map_err(ActError::Refused)?;
        let who = Who { time: host::local_now(), operator: self.operator.get_untracked(), approved_by: by(&approvals) };
        self.act_by(shell, approvals, vec![RowKey::Shift(shift), RowKey::Till], move |rows, head| {
            close(open_row(rows, shift)?, head, count, who).map(|closed| vec![Event::ShiftClosed(Box::new(closed))])
        })
        .await?;
        self.hub.shift_closed();
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
        self.act_by(shell, Vec::new(), keys, make).await
    }

    /// The same, of what somebody else allowed.
    pub(super) async fn act_by(
        self,
        shell: Shell,
        approvals: Vec<Approval>,
        keys: Vec<RowKey>,
        make: impl FnOnce(&RowSet, &Head) -> Result<Vec<Event>, Refusal> + 'static,
    ) -> Result<(), ActError> {
        let core = core().ok_or(ActError::Failed)?;
        shell.busy.update(|busy| busy.commit = true);
        let mut journal = core.journal.lock().await;
        journal.set_actor(self.actor(approvals));
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

/// Who allowed an act that has been asked about.
pub(super) fn by(approvals: &[Approval]) -> Option<OperatorId> {
    approvals.first().map(|approval| approval.by.clone())
}

/// When something is done, by whom, and who allowed it.
struct Who {
    time: LocalTime,
    operator: Option<OperatorId>,
    approved_by: Option<OperatorId>,
}

fn close(row: &ShiftRow, head: &Head, count: CashCount, who: Who) -> Result<ShiftClosed, Refusal> {
    Ok(ShiftClosed {
        shift: row.opened.shift,
        time: who.time,
        operator: who.operator,
        approved_by: who.approved_by,
        counted: count.total()?,
        count,
        expected: row.totals.expected_cash(),
        totals: row.totals.clone(),
        grand_total: head.grand_total,
        refund_total: head.refund_total,
    })
}
