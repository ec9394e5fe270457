//! What a basket costs: the one place where prices, discounts and taxes become totals.
//!
//! The rounding rule, stated once: a line's extended price is rounded half up to the minor unit;
//! percent discounts likewise, each on what the one before left over; a basket discount is shared
//! over the lines that have something left, in proportion, by largest remainder; tax is computed
//! per category on the sum of its lines and rounded half up once, and each line carries the
//! difference of the running tax before and after it, so that lines and total always agree.

use evertill_money::{Amount, Rate, allocate};

use crate::Refusal;
use crate::basket::{Basket, BasketLine};
use crate::clock::LocalTime;
use crate::discount::{Discount, DiscountValue, GivenDiscount};
use crate::sale::{Price, SaleLine, TaxTotal, Totals};
use crate::shop::Settings;
use crate::tax::{TaxCategory, TaxMode};

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
/// [`Refusal::DiscountTooLarge`], [`Refusal::DiscountOutOfRange`] or [`Refusal::AmountTooLarge`].
pub fn price(basket: &Basket, _rules: Rules<'_>) -> Result<Priced, Refusal> {
    let (lines, returns) = (basket.lines(), basket.returns());
    let mut priced = Vec::with_capacity(lines.len() + returns.len());
    for line in lines {
        priced.push(price_line(line)?);
    }
    let basket_discount = share_discount(&mut priced, basket.discount())?;
    let mut taxes = tax_lines(&mut priced)?;
    for line in returns {
        add_return(&mut taxes, line)?;
        priced.push(line.clone());
    }
    for (at, line) in priced.iter_mut().enumerate() {
        line.no = u16::try_from(at + 1).map_err(|_| Refusal::BasketFull { limit: usize::from(u16::MAX) })?;
    }
    let totals = sum_up(&priced, taxes)?;
    Ok(Priced { lines: priced, basket_discount, totals })
}

/// The line before basket discount and tax; `total` holds what its own discounts leave.
fn price_line(line: &BasketLine) -> Result<SaleLine, Refusal> {
    let extended = match line.price {
        Price::Unit(amount) => line.quantity.times(amount)?,
        Price::Extended(amount) => amount,
    };
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
        tax: line.tax.clone(),
        tax_amount: Amount::ZERO,
        total: left,
        stock: line.stock,
        returned: None,
        cost: line.cost,
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
    let weights: Vec<Amount> = lines.iter().map(|line| line.total.max(Amount::ZERO)).collect();
    let base = Amount::sum(weights.iter().copied())?;
    let given = give(discount, base, false)?;
    let shares = allocate(given.amount, &weights)?;
    for (line, share) in lines.iter_mut().zip(shares) {
        line.basket_discount = share;
        line.total = line.total.minus(share)?;
    }
    Ok(Some(given))
}

/// A tax category's running base and tax.
struct Running {
    tax: TaxCategory,
    base: Amount,
    amount: Amount,
}

/// Gives every line its tax and returns the categories' rows.
fn tax_lines(lines: &mut [SaleLine]) -> Result<Vec<TaxTotal>, Refusal> {
    let mut running: Vec<Running> = Vec::new();
    for line in lines {
        let at = match running.iter().position(|row| row.tax == line.tax) {
            Some(at) => at,
            None => {
                running.push(Running { tax: line.tax.clone(), base: Amount::ZERO, amount: Amount::ZERO });
                running.len() - 1
            }
        };
        let Some(row) = running.get_mut(at) else { continue };
        row.base = row.base.plus(line.total)?;
        let amount = row.tax.tax_of(row.base)?;
        line.tax_amount = amount.minus(row.amount)?;
        row.amount = amount;
        if line.tax.mode == TaxMode::Exclusive {
            line.total = line.total.plus(line.tax_amount)?;
        }
    }
    running
        .into_iter()
        .map(|row| {
            let net = match row.tax.mode {
                TaxMode::Inclusive => row.base.minus(row.amount)?,
                TaxMode::Exclusive => row.base,
            };
            Ok(TaxTotal { tax: row.tax, net, amount: row.amount })
        })
        .collect()
}

/// Adds goods that come back, whose tax was settled when they were sold.
fn add_return(taxes: &mut Vec<TaxTotal>, line: &SaleLine) -> Result<(), Refusal> {
    let net = Amount::new(line.net_minor())?;
    if let Some(row) = taxes.iter_mut().find(|row| row.tax == line.tax) {
        row.net = row.net.plus(net)?;
        row.amount = row.amount.plus(line.tax_amount)?;
    } else {
        taxes.push(TaxTotal { tax: line.tax.clone(), net, amount: line.tax_amount });
    }
    Ok(())
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
    };
    check_limit(totals.extended)?;
    check_limit(totals.total)?;
    Ok(totals)
}

fn check_limit(amount: Amount) -> Result<(), Refusal> {
    if amount.abs() > SALE_LIMIT { Err(Refusal::AmountTooLarge { limit: SALE_LIMIT }) } else { Ok(()) }
}
