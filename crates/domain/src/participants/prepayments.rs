//! Votes on what is paid ahead for goods that are laid away: it pays for those goods and for nothing else, and none of it is
//! left behind when they are collected. A sale that was set aside is settled once, whoever has taken it up.

use std::collections::BTreeMap;

use evertill_money::Amount;

use super::{No, Participant};
use crate::charge::Charge;
use crate::event::{Effect, ParticipantName};
use crate::ids::SaleId;
use crate::refusal::RollbackReason;
use crate::rows::{Row, RowKey, RowSet};
use crate::sale::Sale;
use crate::tender::Tender;

/// What was paid ahead.
pub struct Prepayments;

/// What `sale` uses of each order's prepayment, by the sign: positive where it is used or given back.
fn used(sale: &Sale) -> Result<BTreeMap<SaleId, Amount>, No> {
    let tenders = sale.tenders.iter().filter_map(|tender| match tender {
        Tender::Prepayment { order, amount } => Some((order, *amount)),
        _ => None,
    });
    let charges = sale.charges.iter().filter_map(|charge| match charge {
        Charge::Prepayment { order, amount, .. } => Some((order, amount.negated())),
        Charge::GiftCard { .. } | Charge::Account { .. } => None,
    });
    let mut used: BTreeMap<SaleId, Amount> = BTreeMap::new();
    for (order, amount) in tenders.chain(charges) {
        let sum = used.entry(order.clone()).or_default();
        *sum = sum.plus(amount)?;
    }
    Ok(used)
}

impl Participant for Prepayments {
    fn name(&self) -> ParticipantName {
        ParticipantName::Prepayments
    }

    fn reads(&self, sale: &Sale, keys: &mut Vec<RowKey>) {
        let used = used(sale).unwrap_or_default();
        let orders = used.into_keys().chain(sale.resumed.iter().cloned());
        // What is known of an order follows its prepayment.
        keys.extend(orders.flat_map(|id| [RowKey::Suspended(id.clone()), RowKey::Held(id)]));
    }

    fn vote(&self, sale: &Sale, rows: &RowSet) -> Result<Vec<Effect>, No> {
        let used = used(sale)?;
        let mut effects = Vec::new();
        for (order, wanted) in &used {
            let Some(Row::Suspended(set_aside)) = rows.get(&RowKey::Suspended(order.clone()))? else {
                return Err(RollbackReason::UnknownOrder { order: order.clone() }.into());
            };
            let balance = set_aside.prepaid;
            let after = balance.minus(*wanted)?;
            if *wanted > Amount::ZERO && after.is_negative() {
                return Err(RollbackReason::PrepaymentBeyondBalance { wanted: *wanted, balance }.into());
            }
            effects.push(Effect::PrepaidMoved { order: order.clone(), amount: wanted.negated() });
        }
        // The others in a basket may have ended in this one long before.
        if let Some(first) = sale.resumed.first()
            && rows.get(&RowKey::Suspended(first.clone()))?.is_none()
        {
            return Err(RollbackReason::UnknownOrder { order: first.clone() }.into());
        }
        for order in &sale.resumed {
            if let Some(Row::Suspended(set_aside)) = rows.get(&RowKey::Suspended(order.clone()))? {
                let left = set_aside.prepaid.minus(used.get(order).copied().unwrap_or_default())?;
                if left > Amount::ZERO {
                    return Err(RollbackReason::PrepaymentUnused { left }.into());
                }
            }
        }
        Ok(effects)
    }
}
