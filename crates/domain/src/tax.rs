//! Taxes: categories with a rate, in or on top of the price.

use evertill_money::{Amount, Overflow, Rate, Rounding};
use serde::Deserialize;

use crate::ids::TaxCategoryId;
use crate::{choice, record};

/// Whether shelf prices contain the tax.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
pub enum TaxMode {
    /// The price contains it (VAT in Europe).
    Inclusive,
    /// It is added to the price (sales tax in the United States).
    Exclusive,
}

choice!(TaxMode { Inclusive, Exclusive });

/// A tax category: what a line carries a snapshot of, so that a sale is never re-taxed.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
pub struct TaxCategory {
    /// Its short name in settings and CSV files, such as `standard`.
    pub id: TaxCategoryId,
    /// What the receipt prints, such as `VAT 19 %`.
    pub label: String,
    /// The rate.
    pub rate: Rate,
    /// In or on top of the price.
    pub mode: TaxMode,
}

record!(TaxCategory { id, label, rate, mode });

impl TaxCategory {
    /// The tax in or on `net`, which is what remains of prices after discounts; half up.
    ///
    /// # Errors
    /// [`Overflow`] beyond the range of [`Amount`].
    pub fn tax_of(&self, net: Amount) -> Result<Amount, Overflow> {
        match self.mode {
            TaxMode::Inclusive => self.rate.inside(net, Rounding::HalfUp),
            TaxMode::Exclusive => self.rate.of(net, Rounding::HalfUp),
        }
    }
}
