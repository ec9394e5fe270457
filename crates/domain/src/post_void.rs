//! Post-void: a whole sale is reversed while its shift is open, as if nothing had been sold.
//!
//! The reversal is a sale of its own, with a receipt number and every amount turned round, so that postings balance, stock,
//! points and cards go back, and the shift counts it, all by the rules of any other sale. It says what it reverses, and the
//! participants see to it, on rows inside the deciding transaction, that nothing of it had come back and that it happens once.

use evertill_money::Amount;

use crate::Refusal;
use crate::charge::Charge;
use crate::clock::LocalTime;
use crate::people::{Act, Approval, Authority, Need};
use crate::refund::{Worth, taken_back};
use crate::rows::{SaleStatus, SoldSale};
use crate::sale::{Sale, SaleContext, SaleLine, TaxTotal, Totals};
use crate::tender::Tender;

/// Whether `sale`, whose row is `sold`, can be reversed: in the shift in which it was made; where shifts are not kept, on its day.
///
/// # Errors
/// [`Refusal::SaleRolledBack`], [`Refusal::PostVoidTooLate`] or [`Refusal::PostVoidImpossible`].
pub fn check(sale: &Sale, sold: &SoldSale, now: LocalTime, context: &SaleContext) -> Result<(), Refusal> {
    if sold.status != SaleStatus::Confirmed {
        return Err(Refusal::SaleRolledBack { receipt: sale.receipt });
    }
    let open = context.shift.map(|(shift, _)| shift);
    let still = if sale.shift.is_some() { sale.shift == open } else { now.day() == sale.time.day() };
    if !still || sale.register != context.register {
        return Err(Refusal::PostVoidTooLate);
    }
    // What was paid ahead belongs to goods that are laid away, and goes back from there.
    let ahead = sale.charges.iter().any(|charge| matches!(charge, Charge::Prepayment { .. }))
        || sale.tenders.iter().any(|tender| matches!(tender, Tender::Prepayment { .. }));
    let touched = ahead || sold.lines.iter().any(|line| line.came_back) || sold.voided.is_some();
    if touched || sale.post_void.is_some() || sale.lines.iter().any(SaleLine::is_return) {
        return Err(Refusal::PostVoidImpossible);
    }
    Ok(())
}

/// The sale that reverses `sale`.
///
/// # Errors
/// As of [`check`], and [`Refusal::NotAllowed`].
pub fn reverse(
    sale: &Sale,
    sold: &SoldSale,
    now: LocalTime,
    context: SaleContext,
    approvals: Vec<Approval>,
) -> Result<Sale, Refusal> {
    check(sale, sold, now, &context)?;
    let authority = Authority { role: context.role, approvals };
    authority.check(Need::of(Act::PostVoid))?;
    let mut lines = Vec::with_capacity(sale.lines.len());
    for line in &sale.lines {
        let worth = Worth { total: line.total, tax: line.tax_amount, tax_parts: line.tax_parts.clone() };
        lines.push(SaleLine { no: line.no, under: line.under, ..taken_back(sale, line, line.quantity, &worth)? });
    }
    Ok(Sale {
        id: context.id,
        register: context.register,
        receipt: context.receipt,
        time: now,
        operator: context.operator,
        totals: Totals {
            extended: Amount::sum(lines.iter().map(|line| line.extended))?,
            discount: Amount::ZERO,
            taxes: sale.totals.taxes.iter().map(turned).collect(),
            tax: sale.totals.tax.negated(),
            total: sale.totals.total.negated(),
            tax_spared: Amount::ZERO,
        },
        lines,
        basket_discount: None,
        tenders: tenders(sale, sold)?,
        change: Amount::ZERO,
        points_earned: sale.points_earned.saturating_neg(),
        age_checked: 0,
        resumed: Vec::new(),
        voids: Vec::new(),
        approvals: authority.approvals,
        charges: sale.charges.iter().map(turned_charge).collect(),
        tip: sold.tip.negated(),
        rounding: sale.rounding.negated(),
        earn_per: Amount::ZERO,
        cash_instead: false,
        post_void: Some(sale.receipt),
        ..sale.clone()
    })
}

fn turned(row: &TaxTotal) -> TaxTotal {
    TaxTotal {
        tax: row.tax.clone(),
        net: row.net.negated(),
        amount: row.amount.negated(),
        parts: row.parts.iter().map(|part| part.negated()).collect(),
    }
}

fn turned_charge(charge: &Charge) -> Charge {
    match charge {
        Charge::GiftCard { card, amount } => Charge::GiftCard { card: card.clone(), amount: amount.negated() },
        Charge::Account { amount } => Charge::Account { amount: amount.negated() },
        Charge::Prepayment { order, name, amount } => {
            Charge::Prepayment { order: order.clone(), name: name.clone(), amount: amount.negated() }
        }
    }
}

/// What goes back by which means: the change stays in the drawer, and a tip that was keyed later goes back to the card.
fn tenders(sale: &Sale, sold: &SoldSale) -> Result<Vec<Tender>, Refusal> {
    let mut cash = sale.change;
    let mut tip = sold.tip.minus(sale.tip)?;
    let mut turned = Vec::with_capacity(sale.tenders.len() + 1);
    for tender in &sale.tenders {
        let back = tender.amount().negated();
        match tender.clone() {
            Tender::Cash { amount } => cash = cash.minus(amount)?,
            Tender::Card { slip, .. } => {
                turned.push(Tender::Card { amount: back.minus(std::mem::take(&mut tip))?, slip });
            }
            Tender::Coupon { code, .. } => turned.push(Tender::Coupon { amount: back, code }),
            Tender::Points { points, .. } => {
                turned.push(Tender::Points { points: points.saturating_neg(), amount: back });
            }
            Tender::StoredValue { account, .. } => turned.push(Tender::StoredValue { account, amount: back }),
            Tender::GiftCard { card, .. } => turned.push(Tender::GiftCard { card, amount: back }),
            Tender::OnAccount { .. } => turned.push(Tender::OnAccount { amount: back }),
            Tender::Prepayment { order, .. } => turned.push(Tender::Prepayment { order, amount: back }),
            Tender::Voucher { code, .. } => turned.push(Tender::Voucher { amount: back, code }),
            Tender::ForeignCash { currency, foreign, rate, .. } => {
                turned.push(Tender::ForeignCash { currency, foreign: foreign.negated(), rate, amount: back });
            }
        }
    }
    if !cash.is_zero() {
        turned.push(Tender::Cash { amount: cash });
    }
    Ok(turned)
}
