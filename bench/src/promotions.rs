//! Pricing a large basket under many promotions, beside the same basket without any.

use evertill_domain::basket::{Basket, BasketCommand};
use evertill_domain::clock::{LocalTime, Timestamp};
use evertill_domain::discount::DiscountValue;
use evertill_domain::ids::{PromotionId, Sku};
use evertill_domain::item::{Item, StockPolicy};
use evertill_domain::offers::Offers;
use evertill_domain::price_list::Prices;
use evertill_domain::pricing::Rules;
use evertill_domain::promotion::{Combination, Deal, Goods, Offer, Part, Promotion, Promotions};
use evertill_domain::quantity::{Quantity, Unit};
use evertill_domain::shop::Settings;
use evertill_domain::{Amount, Rate};
use wasm_bindgen::prelude::*;

use crate::failed;
use crate::shop::{Luck, settings};

/// How many items the shop has, in so many categories of so many departments.
const ITEMS: u32 = 5_000;
const CATEGORIES: u32 = 100;
const DEPARTMENTS: u32 = 20;
/// Friday 2026-11-27, noon at Greenwich.
const NOON: u64 = 20_784 * 86_400_000 + 12 * 3_600_000;

/// A basket, and promotions that are all open.
#[wasm_bindgen]
pub struct PromotionsBench {
    settings: Settings,
    offers: Offers,
    none: Offers,
    basket: Basket,
}

#[wasm_bindgen]
impl PromotionsBench {
    /// A basket of so many lines in a shop with so many promotions, both chosen by `seed`.
    ///
    /// # Errors
    /// What the rules refused.
    #[wasm_bindgen(constructor)]
    pub fn new(promotions: u32, lines: u32, seed: u32) -> Result<PromotionsBench, JsError> {
        let settings = settings()?;
        let mut luck = Luck::new(u64::from(seed) * 2_654_435_761 + 1);
        let all: Result<Vec<Promotion>, JsError> = (0..promotions).map(|at| promotion(at, &mut luck)).collect();
        let offers = Offers { promotions: Promotions::new(all?), prices: Prices::default() };
        let mut bench = Self { settings, offers, none: Offers::default(), basket: Basket::default() };
        let mut basket = Basket::default();
        while basket.lines().len() < lines as usize {
            let item = item(luck.below(ITEMS))?;
            let tax = bench.settings.tax(&item.tax).map_err(failed)?.clone();
            let quantity = Quantity::whole(1 + i32::try_from(luck.below(4)).unwrap_or(0));
            let rules = bench.rules(&bench.none);
            basket
                .handle(BasketCommand::Add { item: Box::new(item), tax, quantity, price: None }, rules)
                .map_err(failed)?;
        }
        bench.basket = basket;
        Ok(bench)
    }

    /// Prices the basket with all promotions; what it comes to in minor units.
    ///
    /// # Errors
    /// What the rules refused.
    pub fn price(&self) -> Result<f64, JsError> {
        self.total(&self.offers)
    }

    /// Prices the basket without any.
    ///
    /// # Errors
    /// What the rules refused.
    pub fn price_without(&self) -> Result<f64, JsError> {
        self.total(&self.none)
    }

    /// How many promotions gave something to the basket.
    ///
    /// # Errors
    /// What the rules refused.
    pub fn giving(&self) -> Result<usize, JsError> {
        let priced = self.basket.priced(self.rules(&self.offers)).map_err(failed)?;
        let given = priced.lines.iter().flat_map(|line| &line.discounts).filter_map(|given| given.promotion.as_ref());
        let mut ids: Vec<&str> = given.map(|by| by.id.as_str()).collect();
        ids.sort_unstable();
        ids.dedup();
        Ok(ids.len())
    }

    fn rules<'a>(&'a self, offers: &'a Offers) -> Rules<'a> {
        Rules::new(&self.settings, LocalTime { at: Timestamp(NOON), offset: 0 }).with(offers)
    }

    fn total(&self, offers: &Offers) -> Result<f64, JsError> {
        let priced = self.basket.priced(self.rules(offers)).map_err(failed)?;
        // A basket within its limits is far below 2^53.
        Ok(priced.totals.total.minor() as f64)
    }
}

fn item(at: u32) -> Result<Item, JsError> {
    Ok(Item {
        sku: sku(at)?,
        name: format!("Item {at}"),
        codes: Vec::new(),
        department: department(at % DEPARTMENTS),
        category: category(at % CATEGORIES),
        price: Some(Amount::minor_i32(i32::try_from(99 + at % 1_900).unwrap_or(99))),
        unit: Unit::Each,
        tax: evertill_domain::ids::TaxCategoryId::new("standard").map_err(failed)?,
        stock: StockPolicy::Off,
        archived: false,
        cost: None,
        extras: None,
    })
}

fn sku(at: u32) -> Result<Sku, JsError> {
    Sku::new(&format!("s{at}")).map_err(failed)
}

fn department(at: u32) -> String {
    format!("Department {at}")
}

fn category(at: u32) -> String {
    format!("Category {at}")
}

/// Goods as promotions name them: mostly a handful of items, often a category, sometimes a department.
fn goods(luck: &mut Luck) -> Result<Goods, JsError> {
    let mut goods = Goods::default();
    match luck.below(10) {
        0 => goods.departments.push(department(luck.below(DEPARTMENTS))),
        1..=4 => {
            let at = luck.below(CATEGORIES);
            goods.categories.push((department(at % DEPARTMENTS), category(at)));
        }
        _ => {
            for _ in 0..=luck.below(12) {
                goods.items.push(sku(luck.below(ITEMS))?);
            }
        }
    }
    Ok(goods)
}

/// One of every kind in turn; a few are for the whole basket, a third may be combined.
fn promotion(at: u32, luck: &mut Luck) -> Result<Promotion, JsError> {
    let percent = |luck: &mut Luck| Rate::percent(u16::try_from(1 + luck.below(30)).unwrap_or(1)).map_err(failed);
    let cents = |luck: &mut Luck| Amount::minor_i32(i32::try_from(20 + luck.below(200)).unwrap_or(20));
    let offer = match at % 8 {
        0 | 1 => Offer::Percent { off: percent(luck)?, on: goods(luck)? },
        2 => Offer::Amount { off: cents(luck), on: goods(luck)? },
        3 => Offer::Fixed { price: cents(luck), on: goods(luck)? },
        4 | 5 => Offer::Gift { buy: goods(luck)?, count: 2, get: goods(luck)?, free: 1, off: Rate::WHOLE },
        6 => {
            let parts = vec![Part { of: goods(luck)?, count: 2 }, Part { of: goods(luck)?, count: 1 }];
            Offer::Set { parts, deal: Deal::Percent(percent(luck)?) }
        }
        _ if at % 40 == 7 => {
            let off = DiscountValue::Percent(percent(luck)?);
            Offer::Threshold { spend: Amount::minor_i32(5_000), on: Goods::everything(), off }
        }
        _ => Offer::Set { parts: vec![Part { of: goods(luck)?, count: 3 }], deal: Deal::Amount(cents(luck)) },
    };
    Ok(Promotion {
        id: PromotionId::new(&format!("p{at}")).map_err(failed)?,
        label: format!("Promotion {at}"),
        offer,
        priority: u16::try_from(luck.below(4)).unwrap_or(0),
        combination: if luck.below(3) == 0 { Combination::Stackable } else { Combination::Exclusive },
        groups: Vec::new(),
        codes: Vec::new(),
        from: None,
        to: None,
        hours: None,
        limit: None,
        times: None,
        paused: false,
        archived: false,
    })
}
