//! Votes on store credit and gift cards: an account never pays more than it holds.

use std::collections::BTreeMap;

use evertill_money::Amount;

use super::{No, Participant};
use crate::charge::Charge;
use crate::event::{Effect, ParticipantName};
use crate::gift_card::GiftCardNumber;
use crate::ids::AccountId;
use crate::refusal::RollbackReason;
use crate::rows::{Row, RowKey, RowSet};
use crate::sale::Sale;
use crate::tender::Tender;

/// Store credit and gift cards.
pub struct StoredValue;

fn of_card(card: &GiftCardNumber) -> Result<AccountId, No> {
    card.account().map_err(|_| No::Refused(RollbackReason::BeyondRange))
}

/// What `sale` takes from each account; negative where it puts something on.
fn spent(sale: &Sale) -> Result<BTreeMap<AccountId, Amount>, No> {
    let mut spent: BTreeMap<AccountId, Amount> = BTreeMap::new();
    let mut move_on = |account: AccountId, amount: Amount| -> Result<(), No> {
        let sum = spent.entry(account).or_default();
        *sum = sum.plus(amount)?;
        Ok(())
    };
    for tender in &sale.tenders {
        match tender {
            Tender::StoredValue { account, amount } => move_on(account.clone(), *amount)?,
            Tender::GiftCard { card, amount } => move_on(of_card(card)?, *amount)?,
            _ => {}
        }
    }
    for charge in &sale.charges {
        if let Charge::GiftCard { card, amount } = charge {
            move_on(of_card(card)?, amount.negated())?;
        }
    }
    Ok(spent)
}

impl Participant for StoredValue {
    fn name(&self) -> ParticipantName {
        ParticipantName::StoredValue
    }

    fn reads(&self, sale: &Sale, keys: &mut Vec<RowKey>) {
        let card = |card: &GiftCardNumber| card.account().ok();
        let tenders = sale.tenders.iter().filter_map(|tender| match tender {
            Tender::StoredValue { account, .. } => Some(account.clone()),
            Tender::GiftCard { card: number, .. } => card(number),
            _ => None,
        });
        let charges = sale.charges.iter().filter_map(|charge| match charge {
            Charge::GiftCard { card: number, .. } => card(number),
            Charge::Account { .. } | Charge::Prepayment { .. } => None,
        });
        let accounts = tenders.chain(charges);
        keys.extend(accounts.flat_map(|account| [RowKey::StoredValue(account.clone()), RowKey::Spent(account)]));
    }

    fn vote(&self, sale: &Sale, rows: &RowSet) -> Result<Vec<Effect>, No> {
        let mut effects = Vec::new();
        for (account, wanted) in spent(sale)? {
            let balance = match rows.get(&RowKey::StoredValue(account.clone()))? {
                Some(Row::StoredValue(balance)) => *balance,
                _ => Amount::ZERO,
            };
            let after = balance.minus(wanted)?;
            // Value is welcome on an account that registers overspent while they were apart.
            if wanted > Amount::ZERO && after.is_negative() {
                return Err(RollbackReason::StoredValueBeyondBalance { account, wanted, balance }.into());
            }
            effects.push(Effect::StoredValueMoved { account, amount: wanted.negated() });
        }
        Ok(effects)
    }
}
