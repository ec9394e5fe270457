//! How a shop's goods are rung up beside their own prices: labels of scales, modifiers, pages of favourites.

use std::fmt;

use serde::Deserialize;

use crate::barcode::{self, BarcodeTemplate, TemplateFault};
use crate::ids::{Sku, checked_text};
use crate::modifier::{self, GroupFault, ModifierGroup};
use crate::record;

/// The part of the settings that is about goods.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct GoodsRules {
    /// How codes with a price or weight in them are read.
    pub barcodes: Vec<BarcodeTemplate>,
    /// Groups of modifiers, which items name.
    pub modifiers: Vec<ModifierGroup>,
    /// Pages of tiles that the shop arranged, in their order.
    pub favourites: Vec<FavouritesPage>,
}

record!(GoodsRules { barcodes, modifiers, favourites });

/// A page of tiles.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct FavouritesPage {
    /// What it is called; the only one with this name.
    pub name: String,
    /// Its items, in their order. One that is no longer sold leaves a gap for nobody to see.
    pub tiles: Vec<Sku>,
}

record!(FavouritesPage { name, tiles });

impl FavouritesPage {
    /// The most pages of a shop.
    pub const LIMIT: usize = 12;
    /// The most tiles of a page.
    pub const TILES_LIMIT: usize = 60;
    /// The most characters of a name.
    pub const NAME_LIMIT: usize = 40;
}

/// What is wrong with the rules of goods.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GoodsFault {
    /// With a barcode template.
    Template(TemplateFault),
    /// With a group of modifiers.
    Group(GroupFault),
    /// With a page of favourites: its name is empty, too long or taken, it has too many tiles or one twice, or there are
    /// too many pages.
    Favourites {
        /// The page's name.
        page: String,
    },
}

impl fmt::Display for GoodsFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Template(fault) => write!(f, "{fault}"),
            Self::Group(fault) => write!(f, "{fault}"),
            Self::Favourites { page } => write!(f, "the page of favourites {page:?} cannot be used"),
        }
    }
}

impl GoodsRules {
    /// Whether a shop can ring up by these.
    ///
    /// # Errors
    /// [`GoodsFault`], the first that is found.
    pub fn check(&self) -> Result<(), GoodsFault> {
        barcode::check(&self.barcodes).map_err(GoodsFault::Template)?;
        modifier::check(&self.modifiers).map_err(GoodsFault::Group)?;
        for (at, page) in self.favourites.iter().enumerate() {
            let before = || self.favourites.iter().take(at);
            let named = checked_text(&page.name, FavouritesPage::NAME_LIMIT) == Ok(page.name.as_str());
            let twice = page.tiles.iter().enumerate().any(|(at, sku)| page.tiles.iter().take(at).any(|b| b == sku));
            let too_many = at >= FavouritesPage::LIMIT || page.tiles.len() > FavouritesPage::TILES_LIMIT;
            if !named || twice || too_many || before().any(|other| other.name == page.name) {
                return Err(GoodsFault::Favourites { page: page.name.clone() });
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_favourites_have_names_of_their_own_and_each_item_once() {
        let page = |name: &str, tiles: &[&str]| FavouritesPage {
            name: name.to_owned(),
            tiles: tiles.iter().map(|sku| Sku::new(sku).unwrap()).collect(),
        };
        let many: Vec<String> = (0..61).map(|at| at.to_string()).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        let table = [
            (vec![page("Coffee", &["1", "2"]), page("Lunch", &["1"])], Ok(())),
            (vec![page("", &["1"])], Err(String::new())),
            (vec![page("Coffee", &[]), page("Coffee", &[])], Err("Coffee".to_owned())),
            (vec![page("Coffee", &["1", "1"])], Err("Coffee".to_owned())),
            (vec![page("Coffee", &many)], Err("Coffee".to_owned())),
            ((0..13).map(|at| page(&at.to_string(), &[])).collect(), Err("12".to_owned())),
        ];
        for (favourites, expected) in table {
            let rules = GoodsRules { favourites, ..GoodsRules::default() };
            assert_eq!(rules.check(), expected.map_err(|page| GoodsFault::Favourites { page }));
        }
    }
}
