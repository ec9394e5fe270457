//! Votes on goods that come back: never more than was sold, never more money than was paid.

use std::collections::BTreeMap;

use super::{No, Participant};
use crate::event::{Effect, ParticipantName};
use crate::refusal::RollbackReason;
use crate::rows::{Row, RowKey, RowSet, SaleStatus, SoldLine};
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
    }

    fn vote(&self, sale: &Sale, rows: &RowSet) -> Result<Vec<Effect>, No> {
        // Two lines of one sale may name the same sold line: each sees what the one before took.
        let mut seen: BTreeMap<&ReturnOf, SoldLine> = BTreeMap::new();
        let mut effects = Vec::new();
        for line in &sale.lines {
            let Some(of) = &line.returned else { continue };
            let sold = match seen.get(of) {
                Some(sold) => sold.clone(),
                None => sold_line(of, rows)?,
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
        Ok(effects)
    }
}

fn sold_line(of: &ReturnOf, rows: &RowSet) -> Result<SoldLine, No> {
    let unknown = || No::Refused(RollbackReason::UnknownSale { receipt: of.receipt });
    match rows.get(&RowKey::Sale(of.register.clone(), of.receipt))? {
        Some(Row::Sale(sold)) if sold.status == SaleStatus::Confirmed => {
            sold.lines.iter().find(|line| line.no == of.line).cloned().ok_or_else(unknown)
        }
        _ => Err(unknown()),
    }
}
