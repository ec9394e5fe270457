//! Tips that are keyed after the sale.

use super::till::till_of;
use super::{ActError, Register, host};
use crate::state::Shell;
use evertill_domain::Refusal;
use evertill_domain::event::Event;
use evertill_domain::rows::{Row, RowKey, SoldSale};
use evertill_domain::sale::Sale;
use evertill_domain::tips;
use evertill_money::Amount;
use leptos::prelude::*;

impl Register {
    /// Whether the tip of a sale may still be changed. Follows the shifts when called from a view.
    pub fn takes_tip(self, sale: &Sale, sold: &SoldSale) -> bool {
        let open = self.till.get().open_shift();
        tips::adjust(sale, sold, sold.tip, "-", host::local_now(), open).is_ok()
    }

    /// The tip of `sale` becomes `to`, as the terminal's `slip` says.
    ///
    /// # Errors
    /// [`ActError`].
    pub async fn adjust_tip(self, shell: Shell, sale: Sale, to: Amount, slip: String) -> Result<(), ActError> {
        let key = RowKey::Sale(sale.register.clone(), sale.receipt);
        let keys = [key.clone(), RowKey::Till].into_iter().chain(sale.shift.map(RowKey::Shift)).collect();
        let now = host::local_now();
        self.act(shell, keys, move |rows, _| {
            let Ok(Some(Row::Sale(sold))) = rows.get(&key) else { return Err(Refusal::TipNotOnCard) };
            let adjusted = tips::adjust(&sale, sold, to, &slip, now, till_of(rows).open_shift())?;
            Ok(vec![Event::TipAdjusted(adjusted)])
        })
        .await
    }
}
