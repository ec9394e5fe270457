//! Promotions and price lists: what is in force, and changing it.

use super::Register;
use leptos::prelude::*;

impl Register {
    /// Works out anew what the basket costs, because time has passed or a promotion has changed; whether it did change.
    pub fn price_again(self) -> bool {
        let priced = self.basket.with_untracked(|basket| self.by_rules(|rules| basket.priced(rules)));
        match priced {
            Ok(priced) if self.priced.with_untracked(|known| *known != priced) => {
                self.priced.set(priced);
                true
            }
            _ => false,
        }
    }
}
