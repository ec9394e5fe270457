//! Votes on vouchers of the shop: each pays once.

use std::collections::BTreeSet;

use super::{No, Participant};
use crate::event::{Effect, ParticipantName};
use crate::refusal::RollbackReason;
use crate::rows::{Row, RowKey, RowSet};
use crate::sale::Sale;
use crate::tender::{Tender, voucher_code};

/// Vouchers of the shop.
pub struct Vouchers;

fn codes(sale: &Sale) -> impl Iterator<Item = String> + '_ {
    sale.tenders.iter().filter_map(|tender| match tender {
        Tender::Voucher { code, .. } => Some(voucher_code(code)),
        _ => None,
    })
}

impl Participant for Vouchers {
    fn name(&self) -> ParticipantName {
        ParticipantName::Vouchers
    }

    fn reads(&self, sale: &Sale, keys: &mut Vec<RowKey>) {
        keys.extend(codes(sale).map(RowKey::Voucher));
    }

    fn vote(&self, sale: &Sale, rows: &RowSet) -> Result<Vec<Effect>, No> {
        let mut seen = BTreeSet::new();
        let mut effects = Vec::new();
        for code in codes(sale) {
            let row = rows.get(&RowKey::Voucher(code.clone()))?;
            if let (Some(reversed), Some(Row::Voucher(used))) = (sale.post_void, row)
                && used.uses().iter().any(|one| one.sale.register == sale.register && one.sale.receipt == reversed)
            {
                effects.push(Effect::VoucherFreed { code });
                continue;
            }
            let used = match row {
                Some(Row::Voucher(used)) => Some(used.receipt),
                _ => (!seen.insert(code.clone())).then_some(sale.receipt),
            };
            if let Some(receipt) = used {
                return Err(RollbackReason::VoucherUsed { code, receipt }.into());
            }
            let (register, receipt) = (sale.register.clone(), sale.receipt);
            effects.push(Effect::VoucherUsed { code, register, receipt });
        }
        Ok(effects)
    }
}
