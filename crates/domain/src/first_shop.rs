//! What a shop begins with, as an address offers it: settings, customers, promotions and prices, and where its items are.

use serde::Deserialize;

use crate::customer::Customer;
use crate::edit::Edit;
use crate::event::Event;
use crate::price_list::{PriceList, PriceSet};
use crate::promotion::Promotion;
use crate::shop::Settings;

/// A shop before its first sale.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct FirstShop {
    /// By which rules it sells.
    pub settings: Settings,
    /// Where its items are, as CSV: the name of a file beside it.
    pub items: String,
    /// Whom it knows.
    #[serde(default)]
    pub customers: Vec<Customer>,
    /// What it gives.
    #[serde(default)]
    pub promotions: Vec<Promotion>,
    /// Whose prices are others.
    #[serde(default)]
    pub price_lists: Vec<PriceList>,
    /// The prices of those, and dated ones.
    #[serde(default)]
    pub prices: Vec<PriceSet>,
}

impl FirstShop {
    /// The facts that it begins with beside its settings and items: those that make sense, each beside the ones before it.
    #[must_use]
    pub fn facts(self) -> Vec<Event> {
        let mut facts: Vec<Event> = Vec::new();
        facts
            .extend(self.customers.into_iter().map(|customer| Event::CustomerChanged(Box::new(Edit::whole(customer)))));
        facts.extend(checked(self.promotions).into_iter().map(|one| Event::PromotionChanged(Box::new(one))));
        let lists = self.price_lists.into_iter().filter(|list| list.check().is_ok());
        facts.extend(lists.map(|list| Event::PriceListChanged(Box::new(list))));
        let prices: Vec<PriceSet> = self.prices.into_iter().filter(|set| set.check().is_ok()).collect();
        facts.extend((!prices.is_empty()).then_some(Event::PricesSet(prices)));
        facts
    }
}

fn checked(promotions: Vec<Promotion>) -> Vec<Promotion> {
    let mut kept: Vec<Promotion> = Vec::new();
    for promotion in promotions {
        if promotion.check_beside(kept.iter(), true).is_ok() {
            kept.push(promotion);
        }
    }
    kept
}
