//! Goods that come back: what a line of an earlier sale is still worth.

use evertill_money::{Amount, Overflow, Rounding, split};

use crate::detail::LineKind;
use crate::ids::CustomerId;
use crate::quantity::Quantity;
use crate::rows::{SaleStatus, SoldLine, SoldSale};
use crate::sale::{ReturnOf, Sale, SaleLine};
use crate::tax::TaxMode;
use crate::{Refusal, record};

mod without;

pub(crate) use without::check_without_receipt;
pub use without::{Unreceipted, line_without_receipt, lowest_price};

/// What is said of goods that come back, beside what they are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TakenBack {
    /// Why they come back; empty where nobody had to say.
    pub reason: String,
    /// Whether they are written off and not put back on the shelf.
    pub damaged: bool,
    /// Whether nobody has the receipt.
    pub without_receipt: bool,
    /// Whether their money stays with the shop as store credit; said of goods without a receipt.
    pub credit_only: bool,
    /// What the points of their sale were earned on when this was worked out.
    pub earned: Option<Earned>,
}

record!(TakenBack { reason, damaged, without_receipt, credit_only; earned });

impl TakenBack {
    /// The most characters of a reason.
    pub const REASON_LIMIT: usize = 120;

    fn boxed(self) -> Option<Box<Self>> {
        (self != Self::default()).then(|| Box::new(self))
    }
}

/// What the points of a sale were earned on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Earned {
    /// By whom.
    pub by: CustomerId,
    /// For how much there was a point; zero where the sale did not keep it, and today's program has to do.
    pub per: Amount,
    /// What is left of the goods that earned them.
    pub on: Amount,
}

record!(Earned { by, per, on });

impl Earned {
    /// What `sale` earned its points on; `None` where it earned none for anybody.
    ///
    /// # Errors
    /// [`Overflow`] beyond the range of [`Amount`].
    pub fn of_sale(sale: &Sale) -> Result<Option<Self>, Overflow> {
        let Some(by) = sale.customer.clone().filter(|_| !sale.earn_per.is_zero()) else { return Ok(None) };
        let goods = sale.lines.iter().filter(|line| !line.is_return());
        Ok(Some(Self { by, per: sale.earn_per, on: Amount::sum(goods.map(|line| line.total))? }))
    }

    /// What is left of the goods of a sale that did not keep what its points were earned on.
    fn unkept(sale: &Sale, sold: &SoldSale) -> Result<Option<Self>, Overflow> {
        let Some(by) = sale.customer.clone().filter(|_| sale.points_earned != 0) else { return Ok(None) };
        let mut on = Amount::ZERO;
        for line in sale.lines.iter().filter(|line| !line.is_return()) {
            let back = sold.lines.iter().find(|kept| kept.no == line.no).map(|kept| kept.refunded);
            on = on.plus(line.total)?.minus(back.unwrap_or_default())?;
        }
        Ok(Some(Self { by, per: Amount::ZERO, on }))
    }
}

/// The points that the goods which come back on `lines` had earned: of each sale the points of what was left of it before,
/// less the points of what is left after, so that small parts keep none. `customer` is the one of this sale and `per` what
/// earns a point today, in minor units.
pub(crate) fn points_lost(lines: &[SaleLine], customer: Option<&CustomerId>, per: Option<i64>) -> Result<i64, Refusal> {
    let mut lost = 0_i64;
    let back = |line: &SaleLine| Some((line.returned.clone()?, line.taken.as_ref()?.earned.clone()?));
    let mut seen: Vec<ReturnOf> = Vec::new();
    for (of, earned) in lines.iter().filter_map(back) {
        if customer != Some(&earned.by) {
            return Err(Refusal::ReturnOfCustomer { customer: earned.by });
        }
        let same = |other: &ReturnOf| other.register == of.register && other.receipt == of.receipt;
        if seen.iter().any(same) {
            continue;
        }
        let all = lines.iter().filter(|line| line.returned.as_ref().is_some_and(same));
        let after = earned.on.plus(Amount::sum(all.map(|line| line.total))?)?;
        seen.push(of);
        let Some(per) = Some(earned.per.minor()).filter(|per| *per > 0).or(per) else { continue };
        let points = |on: Amount| on.minor().checked_div(per).unwrap_or_default();
        lost = lost.saturating_add(points(earned.on).saturating_sub(points(after)));
    }
    Ok(lost)
}

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
    if line.is_return() || !is_worth || kept.is_exhausted() {
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
    let earned = if sold.paid.is_some() { sold.earned.clone() } else { Earned::unkept(sale, sold)? };
    Ok(SaleLine {
        taken: TakenBack { earned, ..TakenBack::default() }.boxed(),
        ..taken_back(sale, line, quantity, &worth)?
    })
}

/// The line that takes back `quantity` of `line`, which is worth `worth`.
pub(crate) fn taken_back(
    sale: &Sale,
    line: &SaleLine,
    quantity: Quantity,
    worth: &Worth,
) -> Result<SaleLine, Overflow> {
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
        taken: None,
        returned: Some(ReturnOf { register: sale.register.clone(), receipt: sale.receipt, line: line.no }),
        ..line.clone()
    })
}

/// Says of a line that comes back whether it is broken, and why it comes back.
#[must_use]
pub fn with_reason(line: SaleLine, reason: &str, damaged: bool) -> SaleLine {
    let known = line.taken.as_deref().cloned().unwrap_or_default();
    SaleLine { taken: TakenBack { reason: reason.trim().to_owned(), damaged, ..known }.boxed(), ..line }
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
