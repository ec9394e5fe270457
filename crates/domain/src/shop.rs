//! The shop's settings: what a register needs to know before it can sell.

use evertill_money::{Amount, Currency};
use serde::{Deserialize, Serialize};

use crate::Refusal;
use crate::ids::TaxCategoryId;
use crate::tax::TaxCategory;

/// The rules of one shop, as of one revision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// The shop's name, on screen and receipt.
    pub shop_name: String,
    /// Address and registration lines at the head of a receipt, at most eight.
    pub header_lines: Vec<String>,
    /// Thanks and terms at the foot of a receipt, at most eight.
    pub footer_lines: Vec<String>,
    /// The one currency of the books.
    pub currency: Currency,
    /// The tax categories; the first is the default of new items.
    pub taxes: Vec<TaxCategory>,
    /// The loyalty program, where there is one.
    pub loyalty: Option<LoyaltyProgram>,
    /// Notes offered as quick cash, in minor units, ascending.
    pub notes: Vec<Amount>,
    /// Whether this is the demonstration shop, which says so on screen.
    pub demonstration: bool,
}

/// How points are earned and what they are worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoyaltyProgram {
    /// A customer earns one point for each whole `earn_per` of a sale's total; positive.
    pub earn_per: Amount,
    /// What one redeemed point pays; positive.
    pub point_value: Amount,
}

impl Settings {
    /// The tax category with this id.
    ///
    /// # Errors
    /// [`Refusal::UnknownTax`] when the settings have none.
    pub fn tax(&self, id: &TaxCategoryId) -> Result<&TaxCategory, Refusal> {
        self.taxes.iter().find(|tax| tax.id == *id).ok_or_else(|| Refusal::UnknownTax { tax: id.clone() })
    }
}
