//! Votes on store credit: an account never pays more than it holds.

use std::collections::BTreeMap;

use evertill_money::Amount;

use super::{No, Participant};
use crate::event::{Effect, ParticipantName};
use crate::ids::AccountId;
use crate::refusal::RollbackReason;
use crate::rows::{Row, RowKey, RowSet};
use crate::sale::Sale;
use crate::tender::Tender;

/// Store credit.
pub struct StoredValue;

impl Participant for StoredValue {
    fn name(&self) -> ParticipantName {
        ParticipantName::StoredValue
    }

    fn reads(&self, sale: &Sale, keys: &mut Vec<RowKey>) {
        keys.extend(sale.tenders.iter().filter_map(|tender| match tender {
            Tender::StoredValue { account, .. } => Some(RowKey::StoredValue(account.clone())),
            _ => None,
        }));
    }

    fn vote(&self, sale: &Sale, rows: &RowSet) -> Result<Vec<Effect>, No> {
        let mut spent: BTreeMap<&AccountId, Amount> = BTreeMap::new();
        for tender in &sale.tenders {
            if let Tender::StoredValue { account, amount } = tender {
                let sum = spent.entry(account).or_default();
                *sum = sum.plus(*amount)?;
            }
        }
        let mut effects = Vec::with_capacity(spent.len());
        for (account, wanted) in spent {
            let balance = match rows.get(&RowKey::StoredValue(account.clone()))? {
                Some(Row::StoredValue(balance)) => *balance,
                _ => Amount::ZERO,
            };
            if balance.minus(wanted)?.is_negative() {
                return Err(
                    RollbackReason::StoredValueBeyondBalance { account: account.clone(), wanted, balance }.into()
                );
            }
            effects.push(Effect::StoredValueMoved { account: account.clone(), amount: wanted.negated() });
        }
        Ok(effects)
    }
}
