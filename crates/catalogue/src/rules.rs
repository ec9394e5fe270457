//! What an item has to be before the catalogue takes it: the same rules for the import, the edit
//! screen and the journal.

use std::fmt;

use evertill_domain::extras::ExtrasFault;
use evertill_domain::ids::{IdError, Sku, checked_text};
use evertill_domain::item::Item;
use evertill_money::Amount;

/// The most characters of a department or a category.
pub const SHELF_LIMIT: usize = 120;
/// What may not stand inside an item code, because it separates codes in a CSV cell.
pub const CODE_SEPARATORS: [char; 3] = ['|', ';', ','];

/// What is wrong with an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ItemFault {
    /// The name cannot be printed.
    Name(IdError),
    /// Department or category cannot be printed.
    Shelf(IdError),
    /// An item code cannot be scanned or keyed.
    Code {
        /// The code.
        code: String,
        /// Why not.
        fault: CodeFault,
    },
    /// More item codes than [`Item::CODES_LIMIT`].
    TooManyCodes,
    /// Amounts below nothing are discounts, not prices.
    NegativePrice,
    /// More tax categories than fit.
    TooManyTaxes,
    /// What it is beside its plain fields cannot be.
    Extras(ExtrasFault),
}

/// What is wrong with an item code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeFault {
    /// It is no printable text of 1 to 40 characters.
    Text(IdError),
    /// It contains white space or one of [`CODE_SEPARATORS`].
    Separator(char),
}

impl fmt::Display for CodeFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(fault) => write!(f, "{fault}"),
            Self::Separator(found) => write!(f, "it contains {found:?}"),
        }
    }
}

impl fmt::Display for ItemFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name(fault) => write!(f, "the name cannot be used: {fault}"),
            Self::Shelf(fault) => write!(f, "the department or category cannot be used: {fault}"),
            Self::Code { code, fault } => write!(f, "the code {code:?} cannot be used: {fault}"),
            Self::TooManyCodes => write!(f, "more than {} item codes", Item::CODES_LIMIT),
            Self::NegativePrice => write!(f, "the price is below zero"),
            Self::TooManyTaxes => write!(f, "more tax categories than fit"),
            Self::Extras(fault) => write!(f, "{fault}"),
        }
    }
}

impl std::error::Error for ItemFault {}

/// Checks and trims an item code: 1 to 40 printable characters without white space or separators.
///
/// # Errors
/// See [`CodeFault`].
pub fn check_code(code: &str) -> Result<&str, CodeFault> {
    let code = checked_text(code, Sku::LIMIT).map_err(CodeFault::Text)?;
    match code.chars().find(|c| c.is_whitespace() || CODE_SEPARATORS.contains(c)) {
        Some(found) => Err(CodeFault::Separator(found)),
        None => Ok(code),
    }
}

/// Checks an item as a whole.
///
/// # Errors
/// The first [`ItemFault`] found.
pub fn check_item(item: &Item) -> Result<(), ItemFault> {
    checked_text(&item.name, Item::NAME_LIMIT).map_err(ItemFault::Name)?;
    for shelf in [&item.department, &item.category] {
        if !shelf.is_empty() {
            checked_text(shelf, SHELF_LIMIT).map_err(ItemFault::Shelf)?;
        }
    }
    if item.codes.len() > Item::CODES_LIMIT {
        return Err(ItemFault::TooManyCodes);
    }
    for code in &item.codes {
        check_code(code).map_err(|fault| ItemFault::Code { code: code.clone(), fault })?;
    }
    if [item.price, item.cost].into_iter().flatten().any(Amount::is_negative) {
        return Err(ItemFault::NegativePrice);
    }
    item.extras.as_ref().map_or(Ok(()), |extras| extras.check(&item.sku)).map_err(ItemFault::Extras)
}
