//! Sales set aside, taken up again, given up and settled, at whichever register.

use evertill_money::Amount;

use super::{At, Broken};
use crate::conflict::{Conflict, SaleRef};
use crate::event::Event;
use crate::held::{HeldRow, TakenAlong};
use crate::ids::{RegisterId, SaleId};
use crate::rows::{NotRead, Row, RowKey, RowSet};
use crate::sale::Sale;
use crate::suspended::SuspendedSale;

/// The rows of sales that were set aside.
pub(super) fn keys<'a>(ids: impl IntoIterator<Item = &'a SaleId>) -> Vec<RowKey> {
    ids.into_iter().flat_map(|id| [RowKey::Held(id.clone()), RowKey::Suspended(id.clone())]).collect()
}

/// The fact as it is written: it names the versions of the sales set aside that it is about, as its register sees them, so
/// that it means the same wherever it arrives.
///
/// # Errors
/// [`NotRead`] for a row that was not read.
pub fn noted(event: Event, register: &RegisterId, rows: &RowSet) -> Result<Event, NotRead> {
    match event {
        Event::SaleResumed { id, time, operator, version: None } => {
            let version = known(&id, rows)?.current().map(|version| version.origin.clone());
            Ok(Event::SaleResumed { id, time, operator, version })
        }
        Event::SaleSuspended(mut sale) if sale.took.is_empty() => {
            for id in ending_in(&sale) {
                let held = known(&id, rows)?;
                let claim =
                    held.claims.iter().find(|claim| claim.by.register == *register).map(|claim| claim.of.clone());
                let Some(version) = claim.or_else(|| Some(held.current()?.origin.clone())) else { continue };
                let live = held.live.iter().find(|known| known.origin == version).map(|known| &known.sale);
                if id == sale.id && sale.collect_by.is_none() {
                    sale.collect_by = live.and_then(|before| before.collect_by);
                }
                let prepaid = if id == sale.id { Amount::ZERO } else { held.prepaid };
                sale.took.push(TakenAlong { id, version, prepaid });
            }
            Ok(Event::SaleSuspended(sale))
        }
        other => Ok(other),
    }
}

/// The sales that end in `sale`, itself among them.
fn ending_in(sale: &SuspendedSale) -> Vec<SaleId> {
    let mut ids = sale.basket.resumed().to_vec();
    if !ids.contains(&sale.id) {
        ids.push(sale.id.clone());
    }
    ids
}

fn known(id: &SaleId, rows: &RowSet) -> Result<HeldRow, NotRead> {
    Ok(match rows.get(&RowKey::Held(id.clone()))? {
        Some(Row::Held(held)) => (**held).clone(),
        _ => HeldRow::default(),
    })
}

/// Changes what is known of a sale set aside, and all that follows from it.
fn change(
    id: &SaleId,
    rows: &mut RowSet,
    change: impl FnOnce(&mut HeldRow) -> Result<(), Broken>,
) -> Result<(), Broken> {
    let before = known(id, rows)?;
    let mut after = before.clone();
    change(&mut after)?;
    if after == before {
        return Ok(());
    }
    let (was_shown, shown) = (before.shown(), after.shown());
    if shown != was_shown {
        let key = RowKey::Suspended(id.clone());
        match shown {
            Some(sale) => rows.put(key, Row::Suspended(Box::new(sale))),
            None => rows.remove(key),
        }
    }
    conflict(before.settled_twice(id), after.settled_twice(id), rows);
    conflict(before.prepaid_left(id), after.prepaid_left(id), rows);
    rows.put(RowKey::Held(id.clone()), Row::Held(Box::new(after)));
    Ok(())
}

/// Keeps the row of a conflict as it is after a change, where that is another than before.
pub(super) fn conflict(before: Option<Conflict>, after: Option<Conflict>, rows: &mut RowSet) {
    if before == after {
        return;
    }
    match (before, after) {
        (_, Some(after)) => rows.put(RowKey::Conflict(after.of.clone()), Row::Conflict(Box::new(after))),
        (Some(before), None) => rows.remove(RowKey::Conflict(before.of)),
        (None, None) => {}
    }
}

pub(super) fn apply(at: At<'_>, event: &Event, rows: &mut RowSet) -> Result<(), Broken> {
    match event {
        Event::SaleSuspended(sale) => set_aside(at, sale, rows),
        Event::SaleResumed { id, version, .. } => change(id, rows, |held| {
            if let Some(version) = version.clone().or_else(|| Some(held.current()?.origin.clone())) {
                held.claim(at.origin, version);
            }
            Ok(())
        }),
        Event::SaleCancelled(cancelled) => cancelled.resumed.iter().try_for_each(|id| {
            change(id, rows, |held| {
                held.release(at.origin).iter().for_each(|version| held.end(version));
                Ok(())
            })
        }),
        _ => Ok(()),
    }
}

fn set_aside(at: At<'_>, sale: &SuspendedSale, rows: &mut RowSet) -> Result<(), Broken> {
    let mut ahead = Amount::ZERO;
    let mut collect_by = sale.collect_by;
    for id in ending_in(sale) {
        let named = sale.took.iter().find(|taken| taken.id == id);
        // A fact of a build that named no versions: it was of a shop with one register, and took what there was.
        let unnamed = sale.took.is_empty() && at.is_own();
        if unnamed && id == sale.id && collect_by.is_none() {
            collect_by = known(&id, rows)?.current().and_then(|version| version.sale.collect_by);
        }
        change(&id, rows, |held| {
            let mut ended = held.release(at.origin);
            ended.extend(named.map(|taken| taken.version.clone()));
            ended.iter().for_each(|version| held.end(version));
            let moves = match named {
                Some(taken) => taken.prepaid,
                None if unnamed && id != sale.id => held.prepaid,
                None => Amount::ZERO,
            };
            held.prepaid = held.prepaid.minus(moves)?;
            ahead = ahead.plus(moves)?;
            Ok(())
        })?;
    }
    let (prepaid, holder, took, in_hand) = (Amount::ZERO, None, Vec::new(), false);
    let version = SuspendedSale { prepaid, collect_by, holder, took, in_hand, ..sale.clone() };
    change(&sale.id, rows, |held| {
        held.arrive(at.origin, version);
        held.prepaid = held.prepaid.plus(ahead)?;
        Ok(())
    })
}

/// What is paid ahead for a sale set aside, used or given back.
pub(super) fn prepaid_moves(order: &SaleId, amount: Amount, rows: &mut RowSet) -> Result<(), Broken> {
    change(order, rows, |held| {
        held.prepaid = held.prepaid.plus(amount)?;
        Ok(())
    })
}

/// `sale` settles what it had taken up.
pub(super) fn settled(at: At<'_>, sale: &Sale, rows: &mut RowSet) -> Result<(), Broken> {
    sale.resumed.iter().try_for_each(|id| {
        change(id, rows, |held| {
            held.release(at.origin).iter().for_each(|version| held.end(version));
            held.settle(SaleRef { register: sale.register.clone(), receipt: sale.receipt }, sale.totals.total);
            Ok(())
        })
    })
}
