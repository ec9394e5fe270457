//! Votes on goods that come back: never more than was sold, never more money than was paid.

use std::collections::BTreeMap;

use evertill_money::Amount;

use super::{No, Participant};
use crate::event::{Effect, ParticipantName};
use crate::ids::ReceiptNumber;
use crate::payback::{self, Beyond, PaidPart, Source};
use crate::refusal::RollbackReason;
use crate::rows::{Row, RowKey, RowSet, SaleStatus, SoldLine, SoldSale};
use crate::sale::{ReturnOf, Sale};

/// Goods that come back.
pub struct Returns;

impl Participant for Returns {
    fn name(&self) -> ParticipantName {
        ParticipantName::Returns
    }

    fn reads(&self, sale: &Sale, keys: &mut Vec<RowKey>) {
        keys.extend(
            sale.lines
                .iter()
                .filter_map(|line| line.returned.as_ref())
                .map(|of| RowKey::Sale(of.register.clone(), of.receipt)),
        );
        keys.extend(sale.post_void.map(|receipt| RowKey::Sale(sale.register.clone(), receipt)));
    }

    fn vote(&self, sale: &Sale, rows: &RowSet) -> Result<Vec<Effect>, No> {
        // Two lines of one sale may name the same sold line: each sees what the one before took.
        let mut seen: BTreeMap<&ReturnOf, SoldLine> = BTreeMap::new();
        let mut effects = Vec::new();
        check_post_void(sale, rows)?;
        for line in &sale.lines {
            let Some(of) = &line.returned else { continue };
            let of_sale = sold_sale(of, rows)?;
            let earned = line.taken.as_ref().and_then(|taken| taken.earned.as_ref());
            if of_sale.paid.is_some() && sale.post_void.is_none() && earned != of_sale.earned.as_ref() {
                return Err(RollbackReason::ReturnOutdated { receipt: of.receipt }.into());
            }
            let sold = match seen.get(of) {
                Some(sold) => sold.clone(),
                None => sold_line(of, of_sale)?,
            };
            let left = sold.quantity.minus(sold.returned)?;
            let beyond = || RollbackReason::ReturnBeyondSold { receipt: of.receipt, line: of.line, left };
            let worth = sold.worth(line.quantity).map_err(|_| beyond())?;
            let fits = !sold.is_exhausted()
                && line.quantity <= left
                && sold.accepts(line.quantity)
                && worth.total == line.total.negated()
                && worth.tax == line.tax_amount.negated()
                && worth.tax_parts.iter().map(|part| part.negated()).eq(line.tax_parts.iter().copied());
            if !fits {
                return Err(beyond().into());
            }
            let mut after = sold;
            after.take_back(line.quantity, worth.total, worth.tax).map_err(|_| beyond())?;
            seen.insert(of, after);
            effects.push(Effect::LineReturned {
                of: of.clone(),
                quantity: line.quantity,
                refunded: worth.total,
                tax: worth.tax,
            });
        }
        effects.extend(money_back(sale, rows)?);
        Ok(effects)
    }
}

/// What becomes of the money that the goods were paid with.
fn money_back(sale: &Sale, rows: &RowSet) -> Result<Vec<Effect>, No> {
    if let Some(receipt) = sale.post_void {
        return all_of_it(sale, receipt, rows);
    }
    let mut sources: Vec<Source> = Vec::new();
    for line in &sale.lines {
        let Some(of) = &line.returned else { continue };
        let known = sources.iter_mut().find(|source| source.register == of.register && source.receipt == of.receipt);
        if let Some(source) = known {
            source.worth = source.worth.minus(line.total)?;
            continue;
        }
        let parts = sold_sale(of, rows)?.paid.clone();
        let (register, receipt) = (of.register.clone(), of.receipt);
        sources.push(Source { register, receipt, parts, worth: line.total.negated() });
    }
    payback::settle(sale, sources).map_err(|beyond| match beyond {
        Beyond::Means { by, most } => RollbackReason::BackBeyondPaid { by, most }.into(),
        Beyond::Range => RollbackReason::BeyondRange.into(),
    })
}

/// A sale that is reversed takes all of its money along.
fn all_of_it(sale: &Sale, receipt: ReceiptNumber, rows: &RowSet) -> Result<Vec<Effect>, No> {
    let of = ReturnOf { register: sale.register.clone(), receipt, line: 0 };
    let parts = sold_sale(&of, rows)?.paid.iter().flatten().filter(|part| !part.left().is_zero());
    let effect = |part: &PaidPart| Effect::TenderReturned {
        register: sale.register.clone(),
        receipt,
        by: part.by.clone(),
        amount: part.left(),
        carried: Amount::ZERO,
    };
    Ok(parts.map(effect).collect())
}

/// A sale is reversed once, and whole.
fn check_post_void(sale: &Sale, rows: &RowSet) -> Result<(), No> {
    let Some(receipt) = sale.post_void else { return Ok(()) };
    let sold = sold_sale(&ReturnOf { register: sale.register.clone(), receipt, line: 0 }, rows)?;
    let lines = sale.lines.iter().filter_map(|line| line.returned.as_ref());
    let whole = lines.filter(|of| of.receipt == receipt && of.register == sale.register).count() == sold.lines.len();
    let touched = sold.lines.iter().any(|line| line.came_back);
    if sold.voided.is_some() || touched || !whole || sale.lines.len() != sold.lines.len() {
        return Err(RollbackReason::AlreadyReversed { receipt }.into());
    }
    Ok(())
}

fn sold_sale<'a>(of: &ReturnOf, rows: &'a RowSet) -> Result<&'a SoldSale, No> {
    match rows.get(&RowKey::Sale(of.register.clone(), of.receipt))? {
        Some(Row::Sale(sold)) if sold.status == SaleStatus::Confirmed => Ok(sold),
        _ => Err(RollbackReason::UnknownSale { receipt: of.receipt }.into()),
    }
}

fn sold_line(of: &ReturnOf, sold: &SoldSale) -> Result<SoldLine, No> {
    let line = sold.lines.iter().find(|line| line.no == of.line).cloned();
    line.ok_or_else(|| RollbackReason::UnknownSale { receipt: of.receipt }.into())
}
