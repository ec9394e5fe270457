//! What follows from facts: folding events into rows.
//!
//! The same code runs inside the deciding transaction, when entries of other registers arrive, and when everything is
//! rebuilt, so that a kept projection and a rebuilt one cannot differ by design, only by damage.
//!
//! Whatever order the registers' entries are folded in, each register's own in its order, the rows come to be the same:
//! facts that add up are added, of facts that replace each other the larger [`Stamp`](crate::origin::Stamp) counts, what has
//! not arrived is waited for, and what cannot stand together is a [`Conflict`](crate::conflict::Conflict). Facts of another
//! register's till change nothing here.

use evertill_money::Overflow;

use crate::conflict::SaleRef;
use crate::event::{Effect, Event, SaleConfirmed, SaleRolledBack};
use crate::ids::{ReceiptNumber, RegisterId, Seq};
use crate::origin::Origin;
use crate::postings;
use crate::rows::{Happened, NotRead, Row, RowKey, RowSet, SaleStatus};
use crate::sale::Sale;
use crate::shift::ShiftNumber;

mod balances;
mod held;
mod replaced;
mod rights;
mod sold;
mod till;

pub use held::noted;

/// The journal and its rows contradict each other: we are wrong, and stop appending. Of another register it is only its
/// entry that does not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Broken {
    /// A row was not read before it was needed.
    NotRead(RowKey),
    /// A number would leave its range.
    Range,
    /// A decision names a sale that was never prepared, or decides it twice.
    Undecidable(Seq),
    /// A fact names a sale that is not there.
    UnknownSale(ReceiptNumber),
    /// A fact names a shift that is not there, or that is closed.
    UnknownShift(ShiftNumber),
    /// A transfer of rights has another number than its turn, or moves what there is not.
    Transfer(u64),
    /// A sale says that it was covered by rights that there were not.
    NotCovered,
    /// More waits for something that has not arrived than [`Waiting::LIMIT`](crate::rows::Waiting::LIMIT).
    TooMuchWaits,
}

impl From<NotRead> for Broken {
    fn from(NotRead(key): NotRead) -> Self {
        Self::NotRead(key)
    }
}

impl From<Overflow> for Broken {
    fn from(_: Overflow) -> Self {
        Self::Range
    }
}

/// The entry that is folded, and the register at which it is.
#[derive(Clone, Copy)]
struct At<'a> {
    origin: &'a Origin,
    own: &'a RegisterId,
}

impl At<'_> {
    /// Whether the register wrote it itself.
    fn is_own(self) -> bool {
        self.origin.register == *self.own
    }
}

/// The rows that applying `event` needs beside those of [`crate::participants::reads`].
#[must_use]
pub fn reads(event: &Event) -> Vec<RowKey> {
    match event {
        Event::StockAdjusted { sku, .. } => vec![RowKey::Stock(sku.clone())],
        Event::ItemsImported(part) => {
            let stock = part.stock.iter().map(|(sku, _)| RowKey::Stock(sku.clone()));
            stock.chain([RowKey::CatalogueCount]).collect()
        }
        Event::ItemChanged(_) => vec![RowKey::CatalogueCount],
        Event::ReceiptReprinted { register, receipt } => sold::keys(register, *receipt).to_vec(),
        Event::SaleResumed { id, .. } => held::keys([id]),
        Event::SaleSuspended(sale) => held::keys(sale.basket.resumed().iter().chain([&sale.id])),
        Event::SaleCancelled(cancelled) => {
            held::keys(&cancelled.resumed).into_iter().chain(cancelled.shift.map(RowKey::Shift)).collect()
        }
        Event::OperatorSignedOn { operator, .. } | Event::PinRefused { operator, .. } => {
            vec![RowKey::Operator(operator.clone())]
        }
        Event::ApprovalGiven { approval, .. } => vec![RowKey::Operator(approval.by.clone())],
        Event::CashMoved(moved) => vec![RowKey::Shift(moved.shift)],
        Event::ShiftClosed(closed) => vec![RowKey::Shift(closed.shift), RowKey::Till],
        Event::TipAdjusted(tip) => {
            let sale = sold::keys(&tip.register, tip.receipt);
            sale.into_iter().chain(tip.shift.map(RowKey::Shift)).collect()
        }
        Event::TransferBegun(_) | Event::TransferSettled(_) => rights::keys(event),
        _ => replaced::keys(event),
    }
}

/// Applies any fact but a decision, which [`confirmed`] and [`rolled_back`] apply with their sale, as the register `own`
/// sees it.
///
/// # Errors
/// [`Broken`] when the fact does not fit the rows.
pub fn apply(event: &Event, origin: &Origin, own: &RegisterId, rows: &mut RowSet) -> Result<(), Broken> {
    let at = At { origin, own };
    match event {
        Event::ItemsImported(part) => {
            let count = u32::try_from(part.items.len()).map_err(|_| Broken::Range)?;
            catalogue_changed(at, count, rows)?;
            part.stock.iter().try_for_each(|(sku, quantity)| balances::move_stock(rows, sku, *quantity, None))
        }
        Event::ItemChanged(_) => catalogue_changed(at, 1, rows),
        Event::StockAdjusted { sku, quantity, .. } => balances::move_stock(rows, sku, *quantity, None),
        Event::ReceiptReprinted { register, receipt } => sold::happens(
            at,
            None,
            SaleRef { register: register.clone(), receipt: *receipt },
            Happened::Reprinted,
            rows,
        ),
        Event::TipAdjusted(tip) => {
            let sale = SaleRef { register: tip.register.clone(), receipt: tip.receipt };
            sold::happens(at, None, sale, Happened::Tip(tip.to.minus(tip.from)?), rows)?;
            till::apply(at, event, rows)
        }
        Event::SaleSuspended(_) | Event::SaleResumed { .. } => held::apply(at, event, rows),
        Event::SaleCancelled(_) => {
            held::apply(at, event, rows)?;
            till::apply(at, event, rows)
        }
        Event::RegisterOpened { .. }
        | Event::SettingsChanged(_)
        | Event::CustomerChanged(_)
        | Event::PromotionChanged(_)
        | Event::PriceListChanged(_)
        | Event::PricesSet(_)
        | Event::OperatorChanged(_) => replaced::apply(at, event, rows),
        Event::OperatorSignedOn { .. }
        | Event::OperatorSignedOff { .. }
        | Event::PinRefused { .. }
        | Event::ApprovalGiven { .. }
        | Event::ShiftOpened(_)
        | Event::CashMoved(_)
        | Event::ShiftClosed(_)
        | Event::TrainingStarted { .. }
        | Event::TrainingEnded { .. } => till::apply(at, event, rows),
        Event::TransferBegun(_) | Event::TransferSettled(_) => rights::apply(at, event, rows),
        Event::WriterChanged { .. } | Event::SalePrepared(_) | Event::SaleConfirmed(_) | Event::SaleRolledBack(_) => {
            Ok(())
        }
    }
}

/// Items themselves are no rows: the catalogue is folded from the entries that this remembers, in the order of origins.
fn catalogue_changed(at: At<'_>, items: u32, rows: &mut RowSet) -> Result<(), Broken> {
    let before = match rows.get(&RowKey::CatalogueCount)? {
        Some(Row::CatalogueCount(count)) => *count,
        _ => 0,
    };
    rows.put(RowKey::CatalogueCount, Row::CatalogueCount(before.saturating_add(1)));
    rows.put(RowKey::CatalogueChange(at.origin.clone()), Row::CatalogueChange(items));
    Ok(())
}

/// The rows that confirming `sale` changes beside those of its effects.
#[must_use]
pub fn reads_of_sale(sale: &Sale) -> Vec<RowKey> {
    held::keys(&sale.resumed).into_iter().chain(sale.shift.map(RowKey::Shift)).collect()
}

/// The rows that the confirmation of `sale`, wherever it was sold, needs.
#[must_use]
pub fn reads_of_confirmation(sale: &Sale, decision: &SaleConfirmed) -> Vec<RowKey> {
    let mut keys = reads_of_decision(sale, &decision.effects);
    keys.extend(rights::keys_of_decision(decision));
    keys
}

/// The rows that a decision about `sale`, wherever it was sold, needs.
#[must_use]
pub fn reads_of_decision(sale: &Sale, effects: &[Effect]) -> Vec<RowKey> {
    let mut keys = reads_of_sale(sale);
    keys.extend(sold::keys(&sale.register, sale.receipt));
    keys.extend(sale.post_void.iter().flat_map(|receipt| sold::keys(&sale.register, *receipt)));
    for effect in effects {
        match effect {
            Effect::LineReturned { of, .. } => keys.extend(sold::keys(&of.register, of.receipt)),
            Effect::TenderReturned { register, receipt, .. } => keys.extend(sold::keys(register, *receipt)),
            Effect::PrepaidMoved { order, .. } => keys.extend(held::keys([order])),
            other => keys.extend(balances::keys(other)),
        }
    }
    keys
}

/// Applies the confirmation of `sale`, which the entry of `origin` says.
///
/// # Errors
/// [`Broken`] when an effect does not fit the rows.
pub fn confirmed(
    sale: &Sale,
    decision: &SaleConfirmed,
    origin: &Origin,
    own: &RegisterId,
    rows: &mut RowSet,
) -> Result<(), Broken> {
    let at = At { origin, own };
    let this = SaleRef { register: sale.register.clone(), receipt: sale.receipt };
    for effect in &decision.effects {
        match effect {
            Effect::LineReturned { of, .. } => {
                let of = SaleRef { register: of.register.clone(), receipt: of.receipt };
                sold::happens(at, Some(&this), of, Happened::Effect(effect.clone()), rows)?;
            }
            Effect::TenderReturned { register, receipt, .. } => {
                let of = SaleRef { register: register.clone(), receipt: *receipt };
                sold::happens(at, Some(&this), of, Happened::Effect(effect.clone()), rows)?;
            }
            Effect::PrepaidMoved { order, amount } => held::prepaid_moves(order, *amount, rows)?,
            other => balances::apply(at, sale, other, rows)?,
        }
    }
    rights::spend(at, sale, decision, rows)?;
    held::settled(at, sale, rows)?;
    if at.is_own()
        && let Some(shift) = sale.shift
    {
        let postings = postings::of_sale(sale)?;
        till::change_shift(rows, shift, |row| Ok(row.totals.add_sale(sale, &postings)?))?;
    }
    if let Some(receipt) = sale.post_void {
        sold::voided(&sale.register, receipt, sale.receipt, rows)?;
    }
    sold::put(at, sale, decision.prepared, SaleStatus::Confirmed, &decision.effects, rows)
}

/// Applies the rollback of `sale`: it leaves nothing but its own row.
///
/// # Errors
/// [`Broken`] beyond the range of its numbers.
pub fn rolled_back(
    sale: &Sale,
    decision: &SaleRolledBack,
    origin: &Origin,
    own: &RegisterId,
    rows: &mut RowSet,
) -> Result<(), Broken> {
    sold::put(At { origin, own }, sale, decision.prepared, SaleStatus::RolledBack, &[], rows)
}
