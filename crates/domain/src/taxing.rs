//! The taxes of a whole basket: bases are added up line by line, and each line carries what it adds to the tax on them.
//!
//! A running base makes lines and totals agree whatever is rounded: the tax of a line is the tax on everything of its
//! category up to it, less the tax on everything before. No such difference is negative for a line that is not, because
//! neither rounding nor [`evertill_money::split`] ever gives less for more; and the last tax does not depend on the order
//! of the lines.

use evertill_money::{Amount, Overflow};

use crate::Refusal;
use crate::sale::{SaleLine, TaxTotal};
use crate::tax::{Charge, RoundedPer, TaxCategory, TaxMode, TaxRounding};

/// The taxes of the lines so far.
pub struct Taxing {
    rounding: TaxRounding,
    categories: Vec<Category>,
}

/// A category's running base, what is charged on it, and the row that comes of it.
struct Category {
    base: Amount,
    charged: Charge,
    row: TaxTotal,
}

impl Taxing {
    /// Nothing yet.
    pub const fn new(rounding: TaxRounding) -> Self {
        Self { rounding, categories: Vec::new() }
    }

    /// Gives `line` its tax. Its `total` holds what discounts left, and becomes what the customer pays.
    pub fn tax(&mut self, line: &mut SaleLine) -> Result<(), Refusal> {
        let at = self.place(&line.tax);
        let charge = self.charge(at, line)?;
        line.tax_amount = Amount::sum(charge.parts.iter().copied())?;
        line.tax_spared = charge.spared;
        line.total = match line.tax.mode {
            TaxMode::Inclusive => line.total.minus(charge.spared)?,
            TaxMode::Exclusive => line.total.plus(line.tax_amount)?,
        };
        line.tax_parts = if line.tax.components.is_empty() { Vec::new() } else { charge.parts };
        self.add_to_row(at, line)
    }

    /// Adds goods that come back, whose tax was settled when they were sold.
    pub fn add_return(&mut self, line: &SaleLine) -> Result<(), Refusal> {
        let at = self.place(&line.tax);
        self.add_to_row(at, line)
    }

    /// The rows of all categories, in order of first appearance.
    pub fn into_totals(self) -> Vec<TaxTotal> {
        self.categories.into_iter().map(|category| category.row).collect()
    }

    fn place(&mut self, tax: &TaxCategory) -> usize {
        if let Some(at) = self.categories.iter().position(|category| category.row.tax == *tax) {
            return at;
        }
        let parts = vec![Amount::ZERO; tax.components.len()];
        let row = TaxTotal { tax: tax.clone(), net: Amount::ZERO, amount: Amount::ZERO, parts };
        self.categories.push(Category { base: Amount::ZERO, charged: Charge::default(), row });
        self.categories.len() - 1
    }

    fn add_to_row(&mut self, at: usize, line: &SaleLine) -> Result<(), Refusal> {
        let Some(Category { row, .. }) = self.categories.get_mut(at) else { return Ok(()) };
        row.net = row.net.plus(line.total.minus(line.tax_amount)?)?;
        row.amount = row.amount.plus(line.tax_amount)?;
        for (sum, part) in row.parts.iter_mut().zip(&line.tax_parts) {
            *sum = sum.plus(*part)?;
        }
        Ok(())
    }

    /// What `line` adds to the tax of its category.
    fn charge(&mut self, at: usize, line: &SaleLine) -> Result<Charge, Overflow> {
        if self.rounding.per == RoundedPer::Line {
            return line.tax.charge(line.total, self.rounding);
        }
        let Some(category) = self.categories.get_mut(at) else { return Ok(Charge::default()) };
        category.base = category.base.plus(line.total)?;
        let after = line.tax.charge(category.base, self.rounding)?;
        let before = std::mem::replace(&mut category.charged, after.clone());
        let earlier = before.parts.into_iter().chain(std::iter::repeat(Amount::ZERO));
        let parts =
            after.parts.iter().zip(earlier).map(|(after, before)| after.minus(before)).collect::<Result<_, _>>()?;
        Ok(Charge { parts, spared: after.spared.minus(before.spared)? })
    }
}
