//! Rights of this register: granted, spent, given back. They belong to one journal: another incarnation begins with none, and
//! what a copy in an earlier one still does changes nothing.

use super::{At, Broken};
use crate::event::{Event, SaleConfirmed};
use crate::rights::{Asset, Open, Purse, Transfers, Way, taken};
use crate::rows::{Row, RowKey, RowSet};
use crate::sale::Sale;

/// The rows that applying `event` needs.
pub(super) fn keys(event: &Event) -> Vec<RowKey> {
    let asset = match event {
        Event::TransferBegun(begun) => &begun.asset,
        Event::TransferSettled(settled) => &settled.asset,
        _ => return Vec::new(),
    };
    vec![RowKey::Transfers, RowKey::Right(asset.clone())]
}

/// Applies the beginning and the end of a transfer.
pub(super) fn apply(at: At<'_>, event: &Event, rows: &mut RowSet) -> Result<(), Broken> {
    let Some(mut transfers) = current(at, rows)? else { return Ok(()) };
    match event {
        Event::TransferBegun(begun) => {
            if transfers.open.is_some() || begun.id != transfers.settled.saturating_add(1) {
                return Err(Broken::Transfer(begun.id));
            }
            if let Way::Return { amount } = begun.way {
                let fits = |purse: &mut Purse| purse.give_back(amount).map_err(|_| Broken::Transfer(begun.id));
                change(at, &begun.asset, rows, fits)?;
            }
            transfers.open = Some(Open { asset: begun.asset.clone(), way: begun.way });
        }
        Event::TransferSettled(settled) => {
            let open = transfers.open.take().filter(|open| open.asset == settled.asset);
            let open = open.filter(|_| settled.id == transfers.settled.saturating_add(1));
            let Some(Open { way, .. }) = open else { return Err(Broken::Transfer(settled.id)) };
            transfers.settled = settled.id;
            if let (Way::Ask { .. }, true) = (way, settled.granted > 0) {
                change(at, &settled.asset, rows, |purse| {
                    purse.rights = purse.rights.saturating_add(settled.granted);
                    Ok(())
                })?;
            }
        }
        _ => return Ok(()),
    }
    rows.put(
        RowKey::Transfers,
        Row::Transfers(Box::new(crate::rows::TransfersRow { incarnation: at.origin.incarnation, transfers })),
    );
    Ok(())
}

/// The rows that the confirmation of a sale by this register changes.
pub(super) fn keys_of_decision(decision: &SaleConfirmed) -> Vec<RowKey> {
    decision.covered.iter().cloned().map(RowKey::Right).collect()
}

/// Spends the rights that covered a sale.
pub(super) fn spend(at: At<'_>, sale: &Sale, decision: &SaleConfirmed, rows: &mut RowSet) -> Result<(), Broken> {
    if !at.is_own() || decision.covered.is_empty() {
        return Ok(());
    }
    let taken = taken(sale, &decision.effects);
    for asset in &decision.covered {
        let amount = taken.get(asset).copied().unwrap_or_default();
        change(at, asset, rows, |purse| {
            purse.reserve(amount).map_err(|_| Broken::NotCovered)?;
            purse.spend(amount);
            Ok(())
        })?;
    }
    Ok(())
}

/// The transfers of the journal that an entry stands in; `None` where it is none of this register's present one.
fn current(at: At<'_>, rows: &RowSet) -> Result<Option<Transfers>, Broken> {
    if !at.is_own() {
        return Ok(None);
    }
    Ok(match rows.get(&RowKey::Transfers)? {
        Some(Row::Transfers(row)) if row.incarnation > at.origin.incarnation => None,
        Some(Row::Transfers(row)) if row.incarnation == at.origin.incarnation => Some(row.transfers.clone()),
        _ => Some(Transfers::default()),
    })
}

/// Changes the purse of the journal that an entry stands in; one of a later incarnation stays as it is.
fn change(
    at: At<'_>,
    asset: &Asset,
    rows: &mut RowSet,
    change: impl FnOnce(&mut Purse) -> Result<(), Broken>,
) -> Result<(), Broken> {
    let incarnation = at.origin.incarnation;
    let key = RowKey::Right(asset.clone());
    let mut purse = match rows.get(&key)? {
        Some(Row::Right(row)) if row.incarnation > incarnation => return Ok(()),
        Some(Row::Right(row)) if row.incarnation == incarnation => row.purse,
        _ => Purse::default(),
    };
    change(&mut purse)?;
    rows.put(key, Row::Right(crate::rows::RightRow { incarnation, purse }));
    Ok(())
}
