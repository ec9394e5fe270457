//! Votes on what customers owe: never more than the shop lets them, and nobody pays more than they owe.

use evertill_money::Amount;

use super::{No, Participant};
use crate::charge::Charge;
use crate::event::{Effect, ParticipantName};
use crate::refusal::RollbackReason;
use crate::rows::{Row, RowKey, RowSet};
use crate::sale::Sale;
use crate::tender::Tender;

/// What customers owe.
pub struct Accounts;

/// What the customer of `sale` buys on account, and what they pay of it; `None` where the sale does neither.
fn moved(sale: &Sale) -> Result<Option<(Amount, Amount)>, No> {
    let bought = sale.tenders.iter().filter_map(|tender| match tender {
        Tender::OnAccount { amount } => Some(*amount),
        _ => None,
    });
    let paid = sale.charges.iter().filter_map(|charge| match charge {
        Charge::Account { amount } => Some(*amount),
        Charge::GiftCard { .. } | Charge::Prepayment { .. } => None,
    });
    let any = bought.clone().chain(paid.clone()).next().is_some();
    Ok(if any { Some((Amount::sum(bought)?, Amount::sum(paid)?)) } else { None })
}

impl Participant for Accounts {
    fn name(&self) -> ParticipantName {
        ParticipantName::Accounts
    }

    fn reads(&self, sale: &Sale, keys: &mut Vec<RowKey>) {
        if !matches!(moved(sale), Ok(None)) {
            keys.extend(sale.customer.iter().cloned().map(RowKey::Customer));
        }
    }

    fn vote(&self, sale: &Sale, rows: &RowSet) -> Result<Vec<Effect>, No> {
        let Some((bought, paid)) = moved(sale)? else { return Ok(Vec::new()) };
        // What belongs to nobody is owed by nobody.
        let Some(customer) = &sale.customer else {
            return Err(RollbackReason::CreditLimitReached { limit: Amount::ZERO, owed: Amount::ZERO }.into());
        };
        let Some(Row::Customer(row)) = rows.get(&RowKey::Customer(customer.clone()))? else {
            return Err(RollbackReason::UnknownCustomer { customer: customer.clone() }.into());
        };
        let (owed, limit) = (row.owed, row.profile.as_ref().map_or(Amount::ZERO, |profile| profile.credit_limit));
        let after = owed.plus(bought)?.minus(paid)?;
        // Registers that were apart may have taken more than was owed: from there on something can be bought.
        if after.is_negative() && after < owed {
            return Err(RollbackReason::PaymentBeyondOwed { owed }.into());
        }
        // Whoever owes more than they may by now can still pay, and bring goods back.
        if after > owed && after > limit && sale.post_void.is_none() {
            return Err(RollbackReason::CreditLimitReached { limit, owed }.into());
        }
        let amount = after.minus(owed)?;
        Ok(if amount.is_zero() { Vec::new() } else { vec![Effect::OwedMoved { customer: customer.clone(), amount }] })
    }
}
