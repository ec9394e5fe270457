//! What a basket costs: the one place where prices, discounts and taxes become totals.
//!
//! The rounding rule, stated once: a line's extended price, with what its modifiers add, is rounded half up to the minor unit;
//! percent discounts likewise, each on what the one before left over; a basket discount is shared
//! over the lines that have something left, in proportion, by largest remainder; tax is rounded as
//! the shop's settings say, on the sum of the lines of a tax or on each, and each line carries what
//! it adds to that, so that lines and total always agree.

use evertill_money::{Amount, Rate, allocate};

use crate::Refusal;
use crate::basket::{Basket, BasketLine, LineId};
use crate::clock::LocalTime;
use crate::day::Day;
use crate::discount::{Discount, DiscountValue, GivenDiscount};
use crate::quantity::Quantity;
use crate::sale::{Price, SaleLine, TaxTotal, Totals};
use crate::shop::Settings;
use crate::tax::{Service, TaxCategory};
use crate::taxing::Taxing;

/// The most that one sale may come to, in minor units: a thousand million.
pub const SALE_LIMIT: Amount = Amount::minor_i32(1_000_000_000);

/// What prices depend on beside the basket: the rules in force, and the moment. The same basket under the same rules has
/// the same price, whoever works it out and wherever.
#[derive(Clone, Copy, Debug)]
pub struct Rules<'a> {
    /// The shop's settings.
    pub settings: &'a Settings,
    /// Now, on the shop's wall clock.
    pub now: LocalTime,
}

impl<'a> Rules<'a> {
    /// The rules of these settings as of `now`.
    #[must_use]
    pub const fn new(settings: &'a Settings, now: LocalTime) -> Self {
        Self { settings, now }
    }

    /// The day whose tax rates apply.
    #[must_use]
    pub fn date(&self) -> Day {
        self.now.date()
    }

    /// The snapshot of the tax that a line of `basket` is charged.
    fn tax_of(&self, line: &BasketLine, basket: &Basket) -> Result<TaxCategory, Refusal> {
        let category = match (&line.tax.take_away, line.service.unwrap_or(basket.service())) {
            (Some(id), Service::TakeAway) => self.settings.tax(id)?,
            _ => &line.tax,
        };
        category.as_of(self.date(), basket.exemption())
    }
}

/// A basket with its prices worked out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Priced {
    /// The lines, numbered from 1: sold goods first, then goods that come back.
    pub lines: Vec<SaleLine>,
    /// The basket's discount and what it took off.
    pub basket_discount: Option<GivenDiscount>,
    /// The sums.
    pub totals: Totals,
}

/// Prices `basket` by `rules`, and adds its returns, whose money is already settled by the sale
/// they come from.
///
/// # Errors
/// [`Refusal::DiscountTooLarge`], [`Refusal::DiscountOutOfRange`], [`Refusal::AmountTooLarge`],
/// [`Refusal::TaxRateMissing`] or [`Refusal::UnknownTax`].
pub fn price(basket: &Basket, rules: Rules<'_>) -> Result<Priced, Refusal> {
    let (lines, returns) = (basket.lines(), basket.returns());
    let mut priced = Vec::with_capacity(lines.len() + returns.len());
    for line in lines {
        priced.push(price_line(line, rules.tax_of(line, basket)?)?);
    }
    let basket_discount = share_discount(&mut priced, basket.discount())?;
    let mut taxing = Taxing::new(rules.settings.tax_rounding);
    for line in &mut priced {
        taxing.tax(line)?;
    }
    for line in returns {
        taxing.add_return(line)?;
        priced.push(line.clone());
    }
    for (line, sold) in priced.iter_mut().zip(lines) {
        line.under = sold.under.and_then(|under| place(lines, under.line));
    }
    for (at, line) in priced.iter_mut().enumerate() {
        line.no = u16::try_from(at + 1).map_err(|_| Refusal::BasketFull { limit: usize::from(u16::MAX) })?;
    }
    let totals = sum_up(&priced, taxing.into_totals())?;
    Ok(Priced { lines: priced, basket_discount, totals })
}

/// The number that a line has on the receipt.
fn place(lines: &[BasketLine], id: LineId) -> Option<u16> {
    let at = lines.iter().position(|line| line.id == id)?;
    u16::try_from(at + 1).ok()
}

/// What `quantity` of a line costs before any discount, with what was chosen about it.
pub(crate) fn extended_of(line: &BasketLine, quantity: Quantity) -> Result<Amount, Refusal> {
    let added = line.detail.as_ref().map_or(Ok(Amount::ZERO), |detail| detail.added())?;
    Ok(match line.price {
        Price::Unit(amount) => quantity.times(amount.plus(added)?)?,
        Price::Extended(amount) => amount.plus(quantity.times(added)?)?,
    })
}

/// The line before basket discount and tax; `total` holds what its own discounts leave.
fn price_line(line: &BasketLine, tax: TaxCategory) -> Result<SaleLine, Refusal> {
    let extended = extended_of(line, line.quantity)?;
    check_limit(extended)?;
    let mut left = extended;
    let mut discounts = Vec::with_capacity(line.discounts.len());
    for discount in &line.discounts {
        let given = give(*discount, left, discount.reason.may_exceed_line())?;
        left = left.minus(given.amount)?;
        discounts.push(given);
    }
    Ok(SaleLine {
        no: 0,
        sku: line.sku.clone(),
        name: line.name.clone(),
        quantity: line.quantity,
        unit: line.unit,
        price: line.price,
        extended,
        discounts,
        basket_discount: Amount::ZERO,
        tax,
        tax_amount: Amount::ZERO,
        total: left,
        stock: line.stock,
        returned: None,
        cost: line.cost,
        tax_parts: Vec::new(),
        tax_spared: Amount::ZERO,
        service: line.service,
        detail: line.detail.clone(),
        under: None,
    })
}

/// What `discount` takes off `base`.
fn give(discount: Discount, base: Amount, may_exceed: bool) -> Result<GivenDiscount, Refusal> {
    let in_range = match discount.value {
        DiscountValue::Percent(rate) => rate <= Rate::WHOLE,
        DiscountValue::Amount(amount) => !amount.is_negative(),
    };
    if !in_range {
        return Err(Refusal::DiscountOutOfRange);
    }
    let amount = discount.off(base)?;
    check_limit(amount)?;
    if amount > base.max(Amount::ZERO) && !may_exceed {
        return Err(Refusal::DiscountTooLarge { limit: base.max(Amount::ZERO) });
    }
    Ok(GivenDiscount { discount, amount })
}

/// Takes the basket's discount off the lines in proportion to what they have left.
fn share_discount(lines: &mut [SaleLine], discount: Option<Discount>) -> Result<Option<GivenDiscount>, Refusal> {
    let Some(discount) = discount else { return Ok(None) };
    let weight = |line: &SaleLine| match line.role().takes_discounts() {
        true => line.total.max(Amount::ZERO),
        false => Amount::ZERO,
    };
    let weights: Vec<Amount> = lines.iter().map(weight).collect();
    let base = Amount::sum(weights.iter().copied())?;
    let given = give(discount, base, false)?;
    let shares = allocate(given.amount, &weights)?;
    for (line, share) in lines.iter_mut().zip(shares) {
        line.basket_discount = share;
        line.total = line.total.minus(share)?;
    }
    Ok(Some(given))
}

fn sum_up(lines: &[SaleLine], taxes: Vec<TaxTotal>) -> Result<Totals, Refusal> {
    let mut discount = Amount::ZERO;
    for line in lines {
        for given in &line.discounts {
            discount = discount.plus(given.amount)?;
        }
        discount = discount.plus(line.basket_discount)?;
    }
    let totals = Totals {
        extended: Amount::sum(lines.iter().map(|line| line.extended))?,
        discount,
        tax: Amount::sum(taxes.iter().map(|row| row.amount))?,
        taxes,
        total: Amount::sum(lines.iter().map(|line| line.total))?,
        tax_spared: Amount::sum(lines.iter().map(|line| line.tax_spared))?,
    };
    check_limit(totals.extended)?;
    check_limit(totals.total)?;
    Ok(totals)
}

fn check_limit(amount: Amount) -> Result<(), Refusal> {
    if amount.abs() > SALE_LIMIT { Err(Refusal::AmountTooLarge { limit: SALE_LIMIT }) } else { Ok(()) }
}
