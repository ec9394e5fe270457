//! Finding items as the register does: by code, and by what has been typed so far.

use evertill_catalogue::Catalogue;
use wasm_bindgen::prelude::*;

use crate::shop;

/// The items of a shop.
#[wasm_bindgen]
pub struct Finder {
    catalogue: Catalogue,
}

#[wasm_bindgen]
impl Finder {
    /// Reads the items of `csv`.
    ///
    /// # Errors
    /// What is wrong with the file.
    #[wasm_bindgen(constructor)]
    pub fn new(csv: Vec<u8>) -> Result<Finder, JsError> {
        Ok(Self { catalogue: shop::catalogue(&shop::parts(csv)?) })
    }

    /// How many items there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.catalogue.len()
    }

    /// From a scanned code to the item that a line is made of; the length of its name, or 0 where there is none.
    #[must_use]
    pub fn scan(&self, code: &str) -> usize {
        let item = self.catalogue.by_code(code).and_then(|found| self.catalogue.item(found.item));
        item.map_or(0, |item| item.name.len())
    }

    /// Searches for what has been typed so far; how many of the best `limit` items there are.
    #[must_use]
    pub fn search(&self, typed: &str, limit: usize) -> usize {
        self.catalogue.search(typed, limit).len()
    }

    /// The SKU of the best item for what has been typed so far.
    #[must_use]
    pub fn best(&self, typed: &str) -> Option<String> {
        let hit = self.catalogue.search(typed, 1).into_iter().next()?;
        Some(self.catalogue.get(hit.item)?.sku().to_owned())
    }
}
