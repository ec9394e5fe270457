//! Facts of one till: shifts, cash, training, and how PINs were tried. Those of another register change nothing here.

use super::{At, Broken};
use crate::event::Event;
use crate::ids::OperatorId;
use crate::people::{Attempts, OperatorRow};
use crate::postings;
use crate::rows::{Row, RowKey, RowSet};
use crate::shift::{CashKind, ShiftNumber, ShiftRow, ShiftTotals, TillRow};

pub(super) fn apply(at: At<'_>, event: &Event, rows: &mut RowSet) -> Result<(), Broken> {
    if !at.is_own() {
        return Ok(());
    }
    match event {
        Event::ShiftOpened(opened) => {
            let mut totals = ShiftTotals::default();
            totals.post(&opened.postings())?;
            rows.put(RowKey::Till, Row::Till(opened.till()));
            let row = ShiftRow { opened: (**opened).clone(), totals, closed: None };
            rows.put(RowKey::Shift(opened.shift), Row::Shift(Box::new(row)));
            Ok(())
        }
        Event::CashMoved(moved) => change_shift(rows, moved.shift, |row| {
            if moved.kind == CashKind::NoSale {
                row.totals.no_sales = row.totals.no_sales.saturating_add(1);
            }
            Ok(row.totals.post(&moved.postings())?)
        }),
        Event::ShiftClosed(closed) => {
            change_shift(rows, closed.shift, |row| {
                row.closed = Some((**closed).clone());
                Ok(())
            })?;
            let till = match rows.get(&RowKey::Till)? {
                Some(Row::Till(till)) => *till,
                _ => TillRow::default(),
            };
            rows.put(RowKey::Till, Row::Till(TillRow { open: till.open && till.last != closed.shift, ..till }));
            Ok(())
        }
        Event::SaleCancelled(cancelled) => of_shift(cancelled.shift, rows, |row| {
            row.totals.cancelled = row.totals.cancelled.saturating_add(1);
            Ok(())
        }),
        Event::TipAdjusted(tip) => {
            let postings = postings::of_event(event)?;
            of_shift(tip.shift, rows, |row| Ok(row.totals.post(&postings)?))
        }
        Event::TrainingStarted { .. } | Event::TrainingEnded { .. } => {
            let practises = matches!(event, Event::TrainingStarted { .. });
            rows.put(RowKey::Training, Row::Training(practises));
            Ok(())
        }
        Event::PinRefused { operator, attempts, .. } => tried(operator, *attempts, rows),
        Event::OperatorSignedOn { operator, .. } => tried(operator, Attempts::default(), rows),
        Event::ApprovalGiven { approval, .. } => tried(&approval.by, Attempts::default(), rows),
        _ => Ok(()),
    }
}

fn tried(operator: &OperatorId, attempts: Attempts, rows: &mut RowSet) -> Result<(), Broken> {
    let key = RowKey::Operator(operator.clone());
    let operator = match rows.get(&key)? {
        Some(Row::Operator(row)) => row.operator.clone(),
        _ => None,
    };
    rows.put(key, Row::Operator(Box::new(OperatorRow { operator, attempts })));
    Ok(())
}

fn of_shift(
    shift: Option<ShiftNumber>,
    rows: &mut RowSet,
    change: impl FnOnce(&mut ShiftRow) -> Result<(), Broken>,
) -> Result<(), Broken> {
    shift.map_or(Ok(()), |shift| change_shift(rows, shift, change))
}

pub(super) fn change_shift(
    rows: &mut RowSet,
    shift: ShiftNumber,
    change: impl FnOnce(&mut ShiftRow) -> Result<(), Broken>,
) -> Result<(), Broken> {
    let key = RowKey::Shift(shift);
    let Some(Row::Shift(row)) = rows.get(&key)? else { return Err(Broken::UnknownShift(shift)) };
    // What is in a Z-report stays as it was counted.
    if row.closed.is_some() {
        return Err(Broken::UnknownShift(shift));
    }
    let mut row = row.clone();
    change(&mut row)?;
    rows.put(key, Row::Shift(row));
    Ok(())
}
