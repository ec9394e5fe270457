//! What can be sold.

use evertill_money::Amount;
use serde::{Deserialize, Serialize};

use crate::ids::{Sku, TaxCategoryId};
use crate::quantity::Unit;

/// What happens when a line asks for more than is on hand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum StockPolicy {
    /// What is on the shelf can be sold; stock on hand may become negative (groceries).
    #[default]
    Off,
    /// It can be sold, and the operator is told beforehand.
    Warn,
    /// It cannot be sold: the sale is rolled back.
    Strict,
}

/// An item: the thing sold, one version of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// The shop's code.
    pub sku: Sku,
    /// What screen and receipt call it; 1 to [`Item::NAME_LIMIT`] characters.
    pub name: String,
    /// Further item codes that lead here (GTINs, PLUs), at most [`Item::CODES_LIMIT`].
    pub codes: Vec<String>,
    /// The top level of the tree that tiles show, such as a department; may be empty.
    pub department: String,
    /// The level below; may be empty.
    pub category: String,
    /// Price of one unit; `None` where it is not known and has to be keyed.
    pub price: Option<Amount>,
    /// What one of it is.
    pub unit: Unit,
    /// Which tax category of the settings applies.
    pub tax: TaxCategoryId,
    /// What happens when there is not enough.
    pub stock: StockPolicy,
    /// No longer sold; its past stays.
    pub archived: bool,
}

impl Item {
    /// The most characters of a name.
    pub const NAME_LIMIT: usize = 120;
    /// The most further codes of one item.
    pub const CODES_LIMIT: usize = 20;
}
