//! Promotions and price lists: what is in force, and changing it.

use super::{FactError, Register};
use crate::state::Shell;
use evertill_domain::event::Event;
use evertill_domain::offers::Offers;
use evertill_domain::people::Act;
use evertill_domain::price_list::{PriceList, PriceSet};
use evertill_domain::promotion::{Promotion, Promotions};
use leptos::prelude::*;
use std::sync::Arc;

impl Register {
    /// Writes a promotion, new or changed, which was checked beside the others.
    ///
    /// # Errors
    /// [`FactError`]; [`FactError::Invalid`] where it does not make sense, which a screen says in its own words before it asks.
    pub async fn save_promotion(self, shell: Shell, promotion: Promotion) -> Result<(), FactError> {
        promotion.check().map_err(|_| FactError::Invalid)?;
        self.may_record(Act::Shop).await?;
        self.record(shell, vec![Event::PromotionChanged(Box::new(promotion.clone()))]).await?;
        self.change_offers(|offers| {
            let others = offers.promotions.iter().filter(|known| known.id != promotion.id);
            offers.promotions = Promotions::new(others.chain([&promotion]).cloned());
        });
        Ok(())
    }

    /// Writes a price list, new or changed.
    ///
    /// # Errors
    /// [`FactError`].
    pub async fn save_price_list(self, shell: Shell, list: PriceList) -> Result<(), FactError> {
        list.check().map_err(|_| FactError::Invalid)?;
        self.may_record(Act::Shop).await?;
        self.record(shell, vec![Event::PriceListChanged(Box::new(list.clone()))]).await?;
        self.change_offers(|offers| offers.prices.put_list(list));
        Ok(())
    }

    /// Sets prices on lists, or dated ones.
    ///
    /// # Errors
    /// [`FactError`].
    pub async fn set_prices(self, shell: Shell, sets: Vec<PriceSet>) -> Result<(), FactError> {
        if sets.len() > PriceSet::LIMIT || sets.iter().any(|set| set.check().is_err()) {
            return Err(FactError::Invalid);
        }
        self.may_record(Act::Items).await?;
        self.record(shell, vec![Event::PricesSet(sets.clone())]).await?;
        self.change_offers(|offers| sets.iter().for_each(|set| offers.prices.set(set)));
        Ok(())
    }

    /// The promotions and prices change; so may what is being rung up cost.
    fn change_offers(self, change: impl FnOnce(&mut Offers)) {
        self.offers.update(|offers| change(Arc::make_mut(offers)));
        self.price_again();
    }

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
