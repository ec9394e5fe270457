//! The shop that is measured: its settings, its customers, its items from CSV, and the baskets that it rings up.

use evertill_catalogue::import::{ImportOptions, Importer, Policy};
use evertill_catalogue::{Catalogue, ItemNo};
use evertill_domain::basket::{Basket, BasketCommand};
use evertill_domain::customer::Customer;
use evertill_domain::event::ItemsImported;
use evertill_domain::ids::{CustomerId, ImportId, TaxCategoryId};
use evertill_domain::pricing::Rules;
use evertill_domain::quantity::Quantity;
use evertill_domain::shop::{LoyaltyProgram, Settings};
use evertill_domain::tax::{TaxCategory, TaxMode};
use evertill_domain::tender::Tender;
use evertill_domain::{Amount, Currency, Rate};
use wasm_bindgen::JsError;

use crate::failed;

/// How many customers have a loyalty card.
pub const CUSTOMERS: u32 = 1_000;
/// The lines of each sale.
const LINES: usize = 8;
/// The note that is handed over, in minor units: the next multiple of it.
const NOTE: i64 = 2_000;

/// A grocer with sales tax and a loyalty program.
pub fn settings() -> Result<Settings, JsError> {
    Ok(Settings {
        shop_name: "Corner Market".to_owned(),
        header_lines: vec!["1 Main Street".to_owned()],
        footer_lines: vec!["Thank you.".to_owned()],
        taxes: vec![TaxCategory::single(
            TaxCategoryId::new("standard").map_err(failed)?,
            "Sales tax 7 %".to_owned(),
            Rate::percent(7).map_err(failed)?,
            TaxMode::Exclusive,
        )],
        loyalty: Some(LoyaltyProgram { earn_per: Amount::minor_i32(100), point_value: Amount::minor_i32(1) }),
        demonstration: true,
        ..Settings::plain(Currency::from_code("USD").map_err(failed)?)
    })
}

/// The customer with this number.
pub fn customer(number: u32) -> Result<Customer, JsError> {
    Ok(Customer {
        id: CustomerId::new(&format!("c-{number}")).map_err(failed)?,
        name: format!("Customer {number}"),
        phone: format!("555-{number:04}"),
        email: String::new(),
        card: format!("28000000{number:05}"),
        archived: false,
        exemption: None,
        group: None,
        credit_limit: Default::default(),
    })
}

/// Reads a file of items as the register's import does, and answers with the parts of the import.
pub fn parts(csv: Vec<u8>) -> Result<Vec<ItemsImported>, JsError> {
    let taxes = vec![TaxCategoryId::new("standard").map_err(failed)?];
    let shop = Catalogue::default();
    let mut importer = Importer::new(csv, ImportOptions::new(2, taxes)).map_err(failed)?;
    while !importer.step(&shop, 2_000).map_err(failed)?.done {}
    let preview = importer.finish(&shop).map_err(failed)?;
    let import = ImportId::new("bench").map_err(failed)?;
    preview.into_parts(Policy::GoodRows, &import, &shop, |_| Quantity::ZERO).map_err(failed)
}

/// The catalogue of these parts, ready to be searched.
pub fn catalogue(parts: &[ItemsImported]) -> Catalogue {
    let mut catalogue = Catalogue::default();
    for part in parts {
        catalogue.upsert_all(&part.items);
    }
    catalogue.prepare_search();
    catalogue
}

/// Numbers that look like luck and are the same in every run (xorshift, Marsaglia 2003).
pub struct Luck(u64);

impl Luck {
    /// The sequence that begins here.
    pub const fn new(seed: u64) -> Self {
        Self(seed | 1)
    }

    /// A number below `limit`.
    pub fn below(&mut self, limit: u32) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        ((self.0 >> 32) as u32).checked_rem(limit).unwrap_or(0)
    }
}

/// Rings up baskets from anywhere in the shop.
pub struct Counter {
    catalogue: Catalogue,
    numbers: Vec<ItemNo>,
    luck: Luck,
}

impl Counter {
    /// A counter in front of these items.
    pub fn new(catalogue: Catalogue, seed: u64) -> Self {
        let numbers = catalogue.iter().map(|item| item.no()).collect();
        Self { catalogue, numbers, luck: Luck::new(seed) }
    }

    /// A basket of eight lines with a customer, and cash that covers it with change.
    pub fn basket(&mut self, rules: Rules<'_>) -> Result<(Basket, Vec<Tender>), JsError> {
        let mut basket = Basket::default();
        while basket.lines().len() < LINES {
            let at = self.luck.below(u32::try_from(self.numbers.len()).unwrap_or(u32::MAX));
            let item = self.numbers.get(at as usize).and_then(|no| self.catalogue.item(*no));
            let Some(item) = item.filter(|item| item.price.is_some()) else { continue };
            let tax = rules.settings.tax(&item.tax).map_err(failed)?.clone();
            let quantity = Quantity::whole(1 + i32::try_from(self.luck.below(3)).unwrap_or(0));
            basket
                .handle(BasketCommand::Add { item: Box::new(item), tax, quantity, price: None }, rules)
                .map_err(failed)?;
        }
        let customer = CustomerId::new(&format!("c-{}", self.luck.below(CUSTOMERS))).map_err(failed)?;
        let priced = basket.handle(BasketCommand::SetCustomer(Some(customer.into())), rules).map_err(failed)?;
        let notes = priced.totals.total.minor().div_euclid(NOTE) + 1;
        let amount = Amount::new(notes * NOTE).map_err(failed)?;
        Ok((basket, vec![Tender::Cash { amount }]))
    }
}
