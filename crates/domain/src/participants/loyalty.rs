//! Votes on loyalty points: nobody redeems more than they have.

use super::{No, Participant};
use crate::event::{Effect, ParticipantName};
use crate::refusal::RollbackReason;
use crate::rows::{Row, RowKey, RowSet};
use crate::sale::Sale;
use crate::tender::Tender;

/// Loyalty points.
pub struct Loyalty;

/// The points that the tenders of `sale` redeem.
fn redeemed(sale: &Sale) -> Result<i64, No> {
    sale.tenders
        .iter()
        .try_fold(0_i64, |sum, tender| match tender {
            // A sale that is reversed gives back what it was paid with.
            Tender::Points { points, .. } if (*points > 0) != sale.post_void.is_some() => sum.checked_add(*points),
            Tender::Points { .. } => None,
            _ => Some(sum),
        })
        .ok_or(No::Refused(RollbackReason::BeyondRange))
}

impl Participant for Loyalty {
    fn name(&self) -> ParticipantName {
        ParticipantName::Loyalty
    }

    fn reads(&self, sale: &Sale, keys: &mut Vec<RowKey>) {
        keys.extend(sale.customer.iter().cloned().map(RowKey::Customer));
    }

    fn vote(&self, sale: &Sale, rows: &RowSet) -> Result<Vec<Effect>, No> {
        let redeemed = redeemed(sale)?;
        let Some(customer) = &sale.customer else {
            // Points that belong to nobody pay for nothing.
            let refused = RollbackReason::PointsBeyondBalance { wanted: redeemed, balance: 0 };
            return if redeemed == 0 { Ok(Vec::new()) } else { Err(refused.into()) };
        };
        let Some(Row::Customer(row)) = rows.get(&RowKey::Customer(customer.clone()))? else {
            return Err(RollbackReason::UnknownCustomer { customer: customer.clone() }.into());
        };
        // Points of this very sale cannot pay for it.
        if redeemed > row.points.max(0) {
            return Err(RollbackReason::PointsBeyondBalance { wanted: redeemed, balance: row.points }.into());
        }
        let points = sale.points_earned.checked_sub(redeemed).ok_or(RollbackReason::BeyondRange)?;
        row.points.checked_add(points).ok_or(RollbackReason::BeyondRange)?;
        Ok(if points == 0 { Vec::new() } else { vec![Effect::PointsMoved { customer: customer.clone(), points }] })
    }
}
