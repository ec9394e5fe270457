//! Goods that come back: what a line of an earlier sale is still worth.

use evertill_money::{Amount, Overflow, Rounding, split};

use crate::Refusal;
use crate::detail::LineKind;
use crate::quantity::Quantity;
use crate::rows::{SaleStatus, SoldLine, SoldSale};
use crate::sale::{ReturnOf, Sale, SaleLine};
use crate::tax::TaxMode;

/// The line that takes back `quantity` of line `no` of `sale`, of which `sold` says what came
/// back before. All that comes back in parts adds up to exactly what was paid.
///
/// # Errors
/// [`Refusal::SaleRolledBack`], [`Refusal::UnknownLine`], [`Refusal::NothingToReturn`],
/// [`Refusal::ReturnBeyondSold`], [`Refusal::QuantityNotPositive`], [`Refusal::QuantityNotWhole`].
pub fn return_line(sale: &Sale, sold: &SoldSale, no: u16, quantity: Quantity) -> Result<SaleLine, Refusal> {
    if sold.status != SaleStatus::Confirmed {
        return Err(Refusal::SaleRolledBack { receipt: sale.receipt });
    }
    let line = sale.lines.iter().find(|line| line.no == no).ok_or(Refusal::UnknownLine)?;
    let kept = sold.lines.iter().find(|kept| kept.no == no).ok_or(Refusal::UnknownLine)?;
    // The head of a combo and a remark cost nothing, and empties that came back were paid out.
    let is_worth = !matches!(line.kind(), LineKind::Combo | LineKind::Note | LineKind::DepositReturn);
    if line.returned.is_some() || !is_worth || kept.is_exhausted() {
        return Err(Refusal::NothingToReturn { line: no });
    }
    if !line.unit.is_divisible() && !quantity.is_whole() {
        return Err(Refusal::QuantityNotWhole { unit: line.unit });
    }
    let left = kept.left()?;
    if quantity > left {
        return Err(Refusal::ReturnBeyondSold { line: no, left });
    }
    if !kept.accepts(quantity) {
        return Err(Refusal::QuantityNotPositive);
    }
    let worth = kept.worth(quantity)?;
    // As on a line that is sold, tax on top of the price is no part of what the goods cost.
    let extended = match line.tax.mode {
        TaxMode::Inclusive => worth.total,
        TaxMode::Exclusive => worth.total.minus(worth.tax)?,
    };
    Ok(SaleLine {
        no: 0,
        quantity,
        extended: extended.negated(),
        discounts: Vec::new(),
        basket_discount: Amount::ZERO,
        tax_amount: worth.tax.negated(),
        tax_parts: worth.tax_parts.iter().map(|part| part.negated()).collect(),
        tax_spared: Amount::ZERO,
        total: worth.total.negated(),
        under: None,
        price_change: None,
        returned: Some(ReturnOf { register: sale.register.clone(), receipt: sale.receipt, line: no }),
        ..line.clone()
    })
}

/// What part of a sold line is worth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Worth {
    /// Money to give back, tax included.
    pub total: Amount,
    /// The tax in it.
    pub tax: Amount,
    /// The tax by component, in their order; empty for a category without.
    pub tax_parts: Vec<Amount>,
}

impl SoldLine {
    /// How much can still come back.
    ///
    /// # Errors
    /// [`Refusal::AmountTooLarge`] beyond the range, which no stored row reaches.
    pub fn left(&self) -> Result<Quantity, Refusal> {
        Ok(self.quantity.minus(self.returned)?)
    }

    /// Whether nothing is left to come back. A line sold without a quantity comes back whole, once.
    #[must_use]
    pub fn is_exhausted(&self) -> bool {
        if self.quantity.is_zero() { self.came_back } else { self.returned >= self.quantity }
    }

    /// Whether `quantity` is one that can come back: more than nothing, and of a line sold without
    /// a quantity the whole, which is nothing.
    #[must_use]
    pub fn accepts(&self, quantity: Quantity) -> bool {
        if self.quantity.is_zero() { quantity.is_zero() } else { quantity.is_positive() }
    }

    /// What the next `quantity` to come back is worth: the share of everything that has come back
    /// by then, less what was given back before, so that the parts add up to the whole.
    ///
    /// # Errors
    /// [`Refusal::AmountTooLarge`] beyond the range, which no stored row reaches.
    pub fn worth(&self, quantity: Quantity) -> Result<Worth, Refusal> {
        if self.quantity.is_zero() {
            return Ok(Worth { total: self.total, tax: self.tax, tax_parts: self.tax_parts.clone() });
        }
        let back = self.returned.plus(quantity)?.as_thousandths();
        let sold = self.quantity.as_thousandths();
        let share = |whole: Amount, before: Amount| whole.scaled(back, sold, Rounding::HalfUp)?.minus(before);
        let tax = share(self.tax, self.refunded_tax)?;
        let before = self.split_tax(self.refunded_tax)?;
        let after = self.split_tax(self.refunded_tax.plus(tax)?)?;
        let tax_parts =
            after.into_iter().zip(before).map(|(after, before)| after.minus(before)).collect::<Result<_, _>>()?;
        Ok(Worth { total: share(self.total, self.refunded)?, tax, tax_parts })
    }

    /// How much of each component has come back when `tax` has altogether: the whole comes back as it was charged, and
    /// what came back of a component never shrinks.
    fn split_tax(&self, tax: Amount) -> Result<Vec<Amount>, Overflow> {
        if self.tax.is_zero() {
            return Ok(self.tax_parts.clone());
        }
        let weights: Vec<i64> = self.tax_parts.iter().map(|part| part.minor().abs()).collect();
        if weights.is_empty() { Ok(Vec::new()) } else { split(tax, &weights) }
    }
}
