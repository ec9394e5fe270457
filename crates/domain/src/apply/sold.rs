//! Sales that were made, and what happened to them since. What happens to a sale that has not arrived waits for it.

use evertill_money::Amount;

use super::held::conflict;
use super::{At, Broken};
use crate::charge::Charge;
use crate::conflict::{Conflict, ConflictOf, SaleRef, in_order, sum};
use crate::event::Effect;
use crate::ids::{ReceiptNumber, RegisterId, Seq};
use crate::payback;
use crate::quantity::Quantity;
use crate::refund::Earned;
use crate::rows::{Happened, Row, RowKey, RowSet, SaleStatus, SoldLine, SoldSale, Waiting};
use crate::sale::Sale;

/// The rows of a sale and of what waits for it.
pub(super) fn keys(register: &RegisterId, receipt: ReceiptNumber) -> [RowKey; 2] {
    let key = RowKey::Sale(register.clone(), receipt);
    [RowKey::Waiting(Box::new(key.clone())), key]
}

/// Something happens to the sale `of`, in an entry that may be about the sale `by`.
pub(super) fn happens(
    at: At<'_>,
    by: Option<&SaleRef>,
    of: SaleRef,
    what: Happened,
    rows: &mut RowSet,
) -> Result<(), Broken> {
    let key = RowKey::Sale(of.register.clone(), of.receipt);
    let waiting = Waiting { origin: at.origin.clone(), sale: by.cloned(), what };
    match rows.get(&key)? {
        Some(Row::Sale(sold)) => {
            let mut after = sold.clone();
            follow(&mut after, &waiting)?;
            let before = beyond_sold(&of, sold);
            conflict(before, beyond_sold(&of, &after), rows);
            rows.put(key, Row::Sale(after));
        }
        _ => wait(key, waiting, rows)?,
    }
    Ok(())
}

fn wait(key: RowKey, one: Waiting, rows: &mut RowSet) -> Result<(), Broken> {
    let key = RowKey::Waiting(Box::new(key));
    let mut all = match rows.get(&key)? {
        Some(Row::Waiting(all)) => all.clone(),
        _ => Vec::new(),
    };
    if all.len() >= Waiting::LIMIT {
        return Err(Broken::TooMuchWaits);
    }
    // Several of one entry stay in its order.
    let place = all.partition_point(|known| known.origin <= one.origin);
    all.insert(place, one);
    rows.put(key, Row::Waiting(all));
    Ok(())
}

/// Changes a sale's row. What names a line or a means of payment that the sale does not have changes nothing: no
/// participant lets such a fact come about, and whoever made it up gains nothing by it.
fn follow(sold: &mut SoldSale, waiting: &Waiting) -> Result<(), Broken> {
    match &waiting.what {
        Happened::Reprinted => sold.reprints = sold.reprints.saturating_add(1),
        Happened::Tip(more) => sold.tip = sold.tip.plus(*more)?,
        Happened::Effect(Effect::TenderReturned { by, amount, .. }) => {
            let Some(parts) = &mut sold.paid else { return Ok(()) };
            if amount.is_negative() {
                // The customer paid for a line that came back: a coupon had more than paid it.
                payback::add_part(parts, by, amount.negated())?;
            } else {
                payback::take_part(parts, by, *amount)?;
            }
        }
        Happened::Effect(Effect::LineReturned { of, quantity, refunded, tax }) => {
            let Some(line) = sold.lines.iter_mut().find(|line| line.no == of.line) else { return Ok(()) };
            line.take_back(*quantity, *refunded, *tax)?;
            if let Some(earned) = &mut sold.earned {
                earned.on = earned.on.minus(*refunded)?;
            }
        }
        Happened::Effect(_) => return Ok(()),
    }
    if let (Some(sale), Happened::Effect(_)) = (&waiting.sale, &waiting.what) {
        sold.refunds = in_order(sold.refunds.drain(..).chain([sale.clone()]));
    }
    Ok(())
}

/// The conflict of a sale of which more came back than was sold, or more money than was paid.
fn beyond_sold(of: &SaleRef, sold: &SoldSale) -> Option<Conflict> {
    let beyond = |more: Amount, most: Amount| more.minus(most).unwrap_or_default().max(Amount::ZERO);
    let mut goods = Amount::ZERO;
    let mut too_much = false;
    for line in &sold.lines {
        too_much |= line.returned > line.quantity;
        if line.total.is_negative() == line.refunded.is_negative() || line.total.is_zero() {
            goods = sum(goods, beyond(line.refunded.abs(), line.total.abs()));
        }
    }
    let mut money = Amount::ZERO;
    for part in sold.paid.iter().flatten() {
        money = sum(money, beyond(part.back, part.paid));
    }
    if !too_much && goods.is_zero() && money.is_zero() {
        return None;
    }
    let sales = in_order(sold.refunds.iter().cloned().chain([of.clone()]));
    Some(Conflict { of: ConflictOf::BackBeyondSold(of.clone()), missing: 0, at_stake: goods.max(money), sales })
}

/// The sale of `receipt` was reversed in full by the one of `by`, both of one register.
pub(super) fn voided(
    register: &RegisterId,
    receipt: ReceiptNumber,
    by: ReceiptNumber,
    rows: &mut RowSet,
) -> Result<(), Broken> {
    let key = RowKey::Sale(register.clone(), receipt);
    let Some(Row::Sale(sold)) = rows.get(&key)? else { return Err(Broken::UnknownSale(receipt)) };
    let sold = SoldSale { voided: Some(by), ..(**sold).clone() };
    rows.put(key, Row::Sale(Box::new(sold)));
    Ok(())
}

/// The row of a decided sale, with all that has waited for it. Nothing waits for a sale that the register itself is making:
/// nobody else has seen it yet.
pub(super) fn put(
    at: At<'_>,
    sale: &Sale,
    prepared: Seq,
    status: SaleStatus,
    effects: &[Effect],
    rows: &mut RowSet,
) -> Result<(), Broken> {
    let of = SaleRef { register: sale.register.clone(), receipt: sale.receipt };
    let mut sold = Box::new(new_row(at, sale, prepared, status, effects)?);
    if !at.is_own() {
        let key = RowKey::Waiting(Box::new(RowKey::Sale(sale.register.clone(), sale.receipt)));
        if let Some(Row::Waiting(all)) = rows.get(&key)? {
            all.iter().try_for_each(|one| follow(&mut sold, one))?;
            rows.remove(key);
        }
        conflict(None, beyond_sold(&of, &sold), rows);
    }
    rows.put(RowKey::Sale(of.register, of.receipt), Row::Sale(sold));
    Ok(())
}

fn new_row(at: At<'_>, sale: &Sale, prepared: Seq, status: SaleStatus, effects: &[Effect]) -> Result<SoldSale, Broken> {
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
    Ok(SoldSale {
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
        incarnation: (at.origin.incarnation > 1).then_some(at.origin.incarnation),
        refunds: Vec::new(),
    })
}

impl SoldLine {
    /// Notes that part of the line came back.
    ///
    /// # Errors
    /// [`Overflow`](evertill_money::Overflow) beyond the range, which no stored row reaches.
    pub(crate) fn take_back(
        &mut self,
        quantity: Quantity,
        refunded: Amount,
        tax: Amount,
    ) -> Result<(), evertill_money::Overflow> {
        self.returned = self.returned.plus(quantity)?;
        self.refunded = self.refunded.plus(refunded)?;
        self.refunded_tax = self.refunded_tax.plus(tax)?;
        self.came_back = true;
        Ok(())
    }
}
