//! What follows from facts: folding events into rows.
//!
//! The same code runs inside the deciding transaction and when everything is rebuilt from the
//! journal, so that a kept projection and a rebuilt one cannot differ by design, only by damage.

use evertill_money::{Amount, Overflow};

use crate::charge::Charge;
use crate::event::{Effect, Event, SaleConfirmed, SaleRolledBack, StockReason, TipAdjusted};
use crate::ids::{AccountId, CustomerId, ReceiptNumber, RegisterId, SaleId, Seq, Sku};
use crate::payback;
use crate::people::{Attempts, OperatorRow};
use crate::postings;
use crate::price_list::PriceSet;
use crate::quantity::Quantity;
use crate::refund::Earned;
use crate::rows::{CustomerRow, NotRead, Row, RowKey, RowSet, SaleStatus, SoldLine, SoldSale, UsedVoucher};
use crate::sale::Sale;
use crate::shift::{CashKind, ShiftNumber, ShiftRow, ShiftTotals, TillRow};
use crate::suspended::SuspendedSale;

/// The journal and its rows contradict each other: we are wrong, and stop appending.
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

/// The rows that applying `event` needs beside those of [`crate::participants::reads`].
#[must_use]
pub fn reads(event: &Event) -> Vec<RowKey> {
    match event {
        Event::StockAdjusted { sku, .. } => vec![RowKey::Stock(sku.clone())],
        Event::ItemsImported(part) => part.stock.iter().map(|(sku, _)| RowKey::Stock(sku.clone())).collect(),
        Event::PricesSet(sets) => sets.iter().map(|set| RowKey::Prices(set.sku.clone())).collect(),
        Event::CustomerChanged(customer) => vec![RowKey::Customer(customer.id.clone())],
        Event::ReceiptReprinted { register, receipt } => vec![RowKey::Sale(register.clone(), *receipt)],
        Event::SaleResumed { id, .. } => vec![RowKey::Suspended(id.clone())],
        Event::SaleSuspended(sale) => {
            let others = sale.basket.resumed().iter().cloned();
            others.chain([sale.id.clone()]).map(RowKey::Suspended).collect()
        }
        Event::SaleCancelled(cancelled) => cancelled.shift.map(RowKey::Shift).into_iter().collect(),
        Event::OperatorChanged(operator) => vec![RowKey::Operator(operator.id.clone())],
        Event::OperatorSignedOn { operator, .. } | Event::PinRefused { operator, .. } => {
            vec![RowKey::Operator(operator.clone())]
        }
        Event::ApprovalGiven { approval, .. } => vec![RowKey::Operator(approval.by.clone())],
        Event::CashMoved(moved) => vec![RowKey::Shift(moved.shift)],
        Event::ShiftClosed(closed) => vec![RowKey::Shift(closed.shift), RowKey::Till],
        Event::TipAdjusted(tip) => {
            let sale = RowKey::Sale(tip.register.clone(), tip.receipt);
            [sale].into_iter().chain(tip.shift.map(RowKey::Shift)).collect()
        }
        _ => Vec::new(),
    }
}

/// Applies any fact but a decision, which [`confirmed`] and [`rolled_back`] apply with their sale.
///
/// # Errors
/// [`Broken`] when the fact does not fit the rows.
pub fn apply(event: &Event, at: Seq, rows: &mut RowSet) -> Result<(), Broken> {
    match event {
        Event::RegisterOpened { settings, .. } | Event::SettingsChanged(settings) => {
            rows.put(RowKey::Settings, Row::Settings(settings.clone()));
            Ok(())
        }
        Event::ItemsImported(part) => {
            let count = u32::try_from(part.items.len()).map_err(|_| Broken::Range)?;
            rows.put(RowKey::CatalogueChange(at), Row::CatalogueChange(count));
            part.stock.iter().try_for_each(|(sku, quantity)| move_stock(rows, sku, *quantity))
        }
        Event::ItemChanged(_) => {
            rows.put(RowKey::CatalogueChange(at), Row::CatalogueChange(1));
            Ok(())
        }
        Event::StockAdjusted { sku, quantity, reason } => match reason {
            StockReason::Received | StockReason::Counted | StockReason::Lost => move_stock(rows, sku, *quantity),
        },
        Event::CustomerChanged(customer) => change_customer(rows, &customer.id, |row| {
            row.profile = Some((**customer).clone());
            Ok(())
        }),
        Event::ReceiptReprinted { register, receipt } => {
            let mut sold = sold_sale(rows, register, *receipt)?;
            sold.reprints = sold.reprints.saturating_add(1);
            rows.put(RowKey::Sale(register.clone(), *receipt), Row::Sale(Box::new(sold)));
            Ok(())
        }
        Event::PromotionChanged(promotion) => {
            rows.put(RowKey::Promotion(promotion.id.clone()), Row::Promotion(promotion.clone()));
            Ok(())
        }
        Event::PriceListChanged(list) => {
            rows.put(RowKey::PriceList(list.id.clone()), Row::PriceList(list.clone()));
            Ok(())
        }
        Event::PricesSet(sets) => sets.iter().try_for_each(|set| set_price(rows, set)),
        Event::SaleSuspended(_) | Event::SaleResumed { .. } | Event::SaleCancelled(_) => suspended(event, rows),
        Event::OperatorChanged(_)
        | Event::OperatorSignedOn { .. }
        | Event::PinRefused { .. }
        | Event::ApprovalGiven { .. } => people(event, rows),
        Event::ShiftOpened(_) | Event::CashMoved(_) | Event::ShiftClosed(_) => till(event, rows),
        Event::TipAdjusted(tip) => adjust_tip(tip, event, rows),
        Event::TrainingStarted { .. } | Event::TrainingEnded { .. } => {
            let practises = matches!(event, Event::TrainingStarted { .. });
            rows.put(RowKey::Training, Row::Training(practises));
            Ok(())
        }
        Event::OperatorSignedOff { .. }
        | Event::WriterChanged { .. }
        | Event::SalePrepared(_)
        | Event::SaleConfirmed(_)
        | Event::SaleRolledBack(_) => Ok(()),
    }
}

/// Another tip, which counts to the shift of its sale.
fn adjust_tip(tip: &TipAdjusted, event: &Event, rows: &mut RowSet) -> Result<(), Broken> {
    let mut sold = sold_sale(rows, &tip.register, tip.receipt)?;
    sold.tip = tip.to;
    rows.put(RowKey::Sale(tip.register.clone(), tip.receipt), Row::Sale(Box::new(sold)));
    if let Some(shift) = tip.shift {
        let postings = postings::of_event(event)?;
        change_shift(rows, shift, |row| Ok(row.totals.post(&postings)?))?;
    }
    Ok(())
}

/// Sales set aside, taken up again and given up.
fn suspended(event: &Event, rows: &mut RowSet) -> Result<(), Broken> {
    match event {
        Event::SaleSuspended(sale) => {
            let mut sale = sale.clone();
            let key = RowKey::Suspended(sale.id.clone());
            let mut ended = sale.basket.resumed().to_vec();
            if !ended.contains(&sale.id) {
                ended.push(sale.id.clone());
            }
            // Others have ended in this one, and what was paid ahead for them is paid ahead for it.
            sale.prepaid = SuspendedSale::prepaid_of(&ended, rows)?;
            if let (None, Some(Row::Suspended(before))) = (sale.collect_by, rows.get(&key)?) {
                sale.collect_by = before.collect_by;
            }
            settle(&ended, rows);
            rows.put(key, Row::Suspended(sale));
        }
        Event::SaleResumed { id, .. } => {
            let key = RowKey::Suspended(id.clone());
            if let Some(Row::Suspended(sale)) = rows.get(&key)? {
                let sale = SuspendedSale { in_hand: true, ..(**sale).clone() };
                rows.put(key, Row::Suspended(Box::new(sale)));
            }
        }
        Event::SaleCancelled(cancelled) => {
            settle(&cancelled.resumed, rows);
            if let Some(shift) = cancelled.shift {
                change_shift(rows, shift, |row| {
                    row.totals.cancelled = row.totals.cancelled.saturating_add(1);
                    Ok(())
                })?;
            }
        }
        _ => {}
    }
    Ok(())
}

/// Takes away the rows of suspended sales that have come to their end.
fn settle(ids: &[SaleId], rows: &mut RowSet) {
    for id in ids {
        rows.remove(RowKey::Suspended(id.clone()));
    }
}

/// Operators and their PINs.
fn people(event: &Event, rows: &mut RowSet) -> Result<(), Broken> {
    let id = match event {
        Event::OperatorChanged(operator) => &operator.id,
        Event::OperatorSignedOn { operator, .. } | Event::PinRefused { operator, .. } => operator,
        Event::ApprovalGiven { approval, .. } => &approval.by,
        _ => return Ok(()),
    };
    let key = RowKey::Operator(id.clone());
    let mut row = match rows.get(&key)? {
        Some(Row::Operator(row)) => (**row).clone(),
        _ => OperatorRow { operator: None, attempts: Attempts::default() },
    };
    match event {
        Event::OperatorChanged(operator) => row.operator = Some((**operator).clone()),
        Event::PinRefused { attempts, .. } => row.attempts = *attempts,
        _ => row.attempts = Attempts::default(),
    }
    rows.put(key, Row::Operator(Box::new(row)));
    Ok(())
}

/// Shifts and cash.
fn till(event: &Event, rows: &mut RowSet) -> Result<(), Broken> {
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
        _ => Ok(()),
    }
}

fn change_shift(
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

/// The rows that confirming `sale` changes beside those of its effects.
#[must_use]
pub fn reads_of_sale(sale: &Sale) -> Option<RowKey> {
    sale.shift.map(RowKey::Shift)
}

/// Applies the confirmation of `sale`.
///
/// # Errors
/// [`Broken`] when an effect does not fit the rows.
pub fn confirmed(sale: &Sale, decision: &SaleConfirmed, rows: &mut RowSet) -> Result<(), Broken> {
    for effect in &decision.effects {
        apply_effect(effect, rows)?;
    }
    settle(&sale.resumed, rows);
    if let Some(shift) = sale.shift {
        let postings = postings::of_sale(sale)?;
        change_shift(rows, shift, |row| Ok(row.totals.add_sale(sale, &postings)?))?;
    }
    if let Some(receipt) = sale.post_void {
        let mut sold = sold_sale(rows, &sale.register, receipt)?;
        sold.voided = Some(sale.receipt);
        rows.put(RowKey::Sale(sale.register.clone(), receipt), Row::Sale(Box::new(sold)));
    }
    put_sale(sale, decision.prepared, SaleStatus::Confirmed, &decision.effects, rows)
}

/// Applies the rollback of `sale`: it leaves nothing but its own row.
///
/// # Errors
/// [`Broken`] beyond the range of its numbers.
pub fn rolled_back(sale: &Sale, decision: &SaleRolledBack, rows: &mut RowSet) -> Result<(), Broken> {
    put_sale(sale, decision.prepared, SaleStatus::RolledBack, &[], rows)
}

fn put_sale(
    sale: &Sale,
    prepared: Seq,
    status: SaleStatus,
    effects: &[Effect],
    rows: &mut RowSet,
) -> Result<(), Broken> {
    let lines = sale.lines.iter().map(|line| SoldLine {
        no: line.no,
        quantity: line.quantity,
        total: line.total,
        tax: line.tax_amount,
        returned: Quantity::ZERO,
        refunded: Amount::ZERO,
        refunded_tax: Amount::ZERO,
        came_back: false,
        tax_parts: line.tax_parts.clone(),
    });
    let sold = SoldSale {
        receipt: sale.receipt,
        prepared,
        time: sale.time,
        status,
        customer: sale.customer.clone(),
        total: sale.totals.total,
        reprints: 0,
        lines: lines.collect(),
        charges: Amount::sum(sale.charges.iter().map(Charge::amount))?,
        tip: sale.tip,
        // Sales of the first version have no business date, and nobody kept it of them. Of numbers out of range nothing is
        // kept either: no participant lets such a sale stand, and its rollback has to be written all the same.
        paid: sale.business_date.and_then(|_| payback::paid_for(sale, effects).ok()),
        earned: Earned::of_sale(sale).unwrap_or_default(),
        voided: None,
    };
    rows.put(RowKey::Sale(sale.register.clone(), sale.receipt), Row::Sale(Box::new(sold)));
    Ok(())
}

fn apply_effect(effect: &Effect, rows: &mut RowSet) -> Result<(), Broken> {
    match effect {
        Effect::StockMoved { sku, quantity } => move_stock(rows, sku, *quantity),
        Effect::PointsMoved { customer, points } => move_points(rows, customer, *points),
        Effect::StoredValueMoved { account, amount } => move_stored_value(rows, account, *amount),
        Effect::OwedMoved { customer, amount } => move_owed(rows, customer, *amount),
        Effect::VoucherUsed { code, register, receipt } => {
            let used = UsedVoucher { register: register.clone(), receipt: *receipt };
            rows.put(RowKey::Voucher(code.clone()), Row::Voucher(used));
            Ok(())
        }
        Effect::PrepaidMoved { order, amount } => {
            let key = RowKey::Suspended(order.clone());
            let Some(Row::Suspended(sale)) = rows.get(&key)? else { return Err(Broken::Range) };
            let prepaid = sale.prepaid.plus(*amount)?;
            // The participant refused this long before: a journal that says so is broken.
            if prepaid.is_negative() {
                return Err(Broken::Range);
            }
            let sale = SuspendedSale { prepaid, ..(**sale).clone() };
            rows.put(key, Row::Suspended(Box::new(sale)));
            Ok(())
        }
        Effect::VoucherFreed { code } => {
            rows.remove(RowKey::Voucher(code.clone()));
            Ok(())
        }
        Effect::TenderReturned { register, receipt, by, amount, .. } => {
            let mut sold = sold_sale(rows, register, *receipt)?;
            let parts = sold.paid.as_mut().ok_or(Broken::UnknownSale(*receipt))?;
            if amount.is_negative() {
                // The customer paid for a line that came back: a coupon had more than paid it.
                payback::add_part(parts, by, amount.negated())?;
            } else {
                let part = parts.iter_mut().find(|part| part.by == *by).ok_or(Broken::UnknownSale(*receipt))?;
                part.back = part.back.plus(*amount)?;
                // The participant refused this long before: a journal that says so is broken.
                if part.back > part.paid {
                    return Err(Broken::Range);
                }
            }
            rows.put(RowKey::Sale(register.clone(), *receipt), Row::Sale(Box::new(sold)));
            Ok(())
        }
        Effect::LineReturned { of, quantity, refunded, tax } => {
            let mut sold = sold_sale(rows, &of.register, of.receipt)?;
            let line = sold.lines.iter_mut().find(|line| line.no == of.line).ok_or(Broken::UnknownSale(of.receipt))?;
            line.take_back(*quantity, *refunded, *tax)?;
            if let Some(earned) = &mut sold.earned {
                earned.on = earned.on.minus(*refunded)?;
            }
            rows.put(RowKey::Sale(of.register.clone(), of.receipt), Row::Sale(Box::new(sold)));
            Ok(())
        }
    }
}

impl SoldLine {
    /// Notes that part of the line came back.
    ///
    /// # Errors
    /// [`Overflow`] beyond the range, which no stored row reaches.
    pub(crate) fn take_back(&mut self, quantity: Quantity, refunded: Amount, tax: Amount) -> Result<(), Overflow> {
        self.returned = self.returned.plus(quantity)?;
        self.refunded = self.refunded.plus(refunded)?;
        self.refunded_tax = self.refunded_tax.plus(tax)?;
        self.came_back = true;
        Ok(())
    }
}

fn sold_sale(rows: &RowSet, register: &RegisterId, receipt: ReceiptNumber) -> Result<SoldSale, Broken> {
    match rows.get(&RowKey::Sale(register.clone(), receipt))? {
        Some(Row::Sale(sold)) => Ok((**sold).clone()),
        _ => Err(Broken::UnknownSale(receipt)),
    }
}

fn move_stock(rows: &mut RowSet, sku: &Sku, quantity: Quantity) -> Result<(), Broken> {
    let key = RowKey::Stock(sku.clone());
    let on_hand = match rows.get(&key)? {
        Some(Row::Stock(on_hand)) => *on_hand,
        _ => Quantity::ZERO,
    };
    rows.put(key, Row::Stock(on_hand.plus(quantity)?));
    Ok(())
}

fn set_price(rows: &mut RowSet, set: &PriceSet) -> Result<(), Broken> {
    let key = RowKey::Prices(set.sku.clone());
    let mut prices = match rows.get(&key)? {
        Some(Row::Prices(prices)) => prices.clone(),
        _ => Vec::new(),
    };
    set.put_into(&mut prices);
    rows.put(key, Row::Prices(prices));
    Ok(())
}

fn move_points(rows: &mut RowSet, customer: &CustomerId, points: i64) -> Result<(), Broken> {
    change_customer(rows, customer, |row| {
        row.points = row.points.checked_add(points).ok_or(Broken::Range)?;
        Ok(())
    })
}

fn move_owed(rows: &mut RowSet, customer: &CustomerId, amount: Amount) -> Result<(), Broken> {
    change_customer(rows, customer, |row| {
        row.owed = row.owed.plus(amount)?;
        // The participant refused this long before: a journal that says so is broken.
        if row.owed.is_negative() { Err(Broken::Range) } else { Ok(()) }
    })
}

/// Changes what is known of a customer, of whom nothing may be known yet.
fn change_customer(
    rows: &mut RowSet,
    customer: &CustomerId,
    change: impl FnOnce(&mut CustomerRow) -> Result<(), Broken>,
) -> Result<(), Broken> {
    let key = RowKey::Customer(customer.clone());
    let mut row = match rows.get(&key)? {
        Some(Row::Customer(row)) => row.clone(),
        _ => Box::default(),
    };
    change(&mut row)?;
    rows.put(key, Row::Customer(row));
    Ok(())
}

fn move_stored_value(rows: &mut RowSet, account: &AccountId, amount: Amount) -> Result<(), Broken> {
    let key = RowKey::StoredValue(account.clone());
    let balance = match rows.get(&key)? {
        Some(Row::StoredValue(balance)) => *balance,
        _ => Amount::ZERO,
    };
    let after = balance.plus(amount)?;
    // The participant refused this long before: a journal that says so is broken.
    if after.is_negative() {
        return Err(Broken::Range);
    }
    rows.put(key, Row::StoredValue(after));
    Ok(())
}
