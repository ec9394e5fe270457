//! What a basket costs: the one place where prices, discounts and taxes become totals.
//!
//! The order, stated once: what goods cost, promotions on goods, what was keyed for a line, promotions on the basket, what
//! was keyed for the basket, tax. The rounding rule: a line's extended price, with what its modifiers add, is rounded half up to the minor unit;
//! percent discounts likewise, each on what the one before left over; a basket discount is shared
//! over the lines that have something left, in proportion, by largest remainder; tax is rounded as
//! the shop's settings say, on the sum of the lines of a tax or on each, and each line carries what
//! it adds to that, so that lines and total always agree.

use evertill_money::{Amount, Rate, allocate};

use crate::Refusal;
use crate::basket::{Basket, BasketLine, LineId};
use crate::charge::Charge;
use crate::clock::LocalTime;
use crate::day::Day;
use crate::discount::{Discount, DiscountValue, GivenDiscount};
use crate::ids::{GroupId, Sku};
use crate::offers::{Offers, Promoted};
use crate::promotion::CouponOutcome;
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
    /// The shop's promotions and prices; `None` where it has none.
    pub offers: Option<&'a Offers>,
}

impl<'a> Rules<'a> {
    /// The rules of these settings as of `now`.
    #[must_use]
    pub const fn new(settings: &'a Settings, now: LocalTime) -> Self {
        Self { settings, now, offers: None }
    }

    /// The same rules with the shop's promotions and prices.
    #[must_use]
    pub const fn with(self, offers: &'a Offers) -> Self {
        Self { offers: Some(offers), ..self }
    }

    /// What one unit of an item costs a customer of `group` now; `own` is the item's own price.
    #[must_use]
    pub fn price_of(&self, sku: &Sku, own: Option<Amount>, group: Option<&GroupId>) -> Option<Amount> {
        self.offers.map_or(own, |offers| offers.prices.price_of(sku, own, group, self.now.date()))
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
    /// What became of each coupon code.
    pub coupons: Vec<CouponOutcome>,
    /// What is paid for beside goods.
    pub charges: Amount,
    /// What the customer gives beside it.
    pub tip: Amount,
    /// What is asked for: all of it together; negative when money goes back.
    pub due: Amount,
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
        priced.push(extend(line, rules.tax_of(line, basket)?)?);
    }
    let mut promotions = Promoted::of_goods(basket, &mut priced, rules)?;
    for (line, priced) in lines.iter().zip(&mut priced) {
        give_keyed(line, priced)?;
    }
    // A discount is refused by what the goods cost without promotions, which come and go by themselves.
    let full = if basket.discount().is_some() { full_prices(lines, &priced)? } else { Amount::ZERO };
    if let Some(promotions) = &mut promotions {
        promotions.of_basket(&mut priced)?;
    }
    let basket_discount = share_discount(&mut priced, basket.discount(), full)?;
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
    let coupons = promotions.map(|promotions| promotions.coupons()).unwrap_or_default();
    let charges = Amount::sum(basket.charges().iter().map(Charge::amount))?;
    let due = totals.total.plus(charges)?.plus(basket.tip())?;
    check_limit(due)?;
    Ok(Priced { lines: priced, basket_discount, totals, coupons, charges, tip: basket.tip(), due })
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

/// The line at its price, before anything is taken off.
fn extend(line: &BasketLine, tax: TaxCategory) -> Result<SaleLine, Refusal> {
    let extended = extended_of(line, line.quantity)?;
    check_limit(extended)?;
    Ok(SaleLine {
        no: 0,
        sku: line.sku.clone(),
        name: line.name.clone(),
        quantity: line.quantity,
        unit: line.unit,
        price: line.price,
        extended,
        discounts: Vec::with_capacity(line.discounts.len()),
        basket_discount: Amount::ZERO,
        tax,
        tax_amount: Amount::ZERO,
        total: extended,
        stock: line.stock,
        returned: None,
        cost: line.cost,
        tax_parts: Vec::new(),
        tax_spared: Amount::ZERO,
        service: line.service,
        detail: line.detail.clone(),
        under: None,
        price_change: line.price_change.clone(),
        taken: None,
    })
}

/// Takes off what was keyed for the line; `total` holds what that leaves.
fn give_keyed(line: &BasketLine, priced: &mut SaleLine) -> Result<(), Refusal> {
    // What is refused is refused by the price without promotions: a happy hour must not make a basket impossible.
    let mut full = priced.extended;
    for discount in &line.discounts {
        let may_exceed = discount.reason.may_exceed_line();
        let mut given = give(discount, full, may_exceed)?;
        full = full.minus(given.amount)?;
        given.amount = match discount.value {
            DiscountValue::Percent(_) => discount.off(priced.total)?,
            DiscountValue::Amount(amount) if may_exceed => amount,
            DiscountValue::Amount(amount) => amount.min(priced.total.max(Amount::ZERO)),
        };
        priced.total = priced.total.minus(given.amount)?;
        priced.discounts.push(given);
    }
    Ok(())
}

/// What the lines would cost together with all that was keyed for them and without promotions.
fn full_prices(lines: &[BasketLine], priced: &[SaleLine]) -> Result<Amount, Refusal> {
    let mut sum = Amount::ZERO;
    for (line, priced) in lines.iter().zip(priced).filter(|(line, _)| line.kind().takes_discounts()) {
        let mut full = priced.extended;
        for discount in &line.discounts {
            full = full.minus(discount.off(full)?)?;
        }
        sum = sum.plus(full.max(Amount::ZERO))?;
    }
    Ok(sum)
}

/// What `discount` takes off `base`.
fn give(discount: &Discount, base: Amount, may_exceed: bool) -> Result<GivenDiscount, Refusal> {
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
    Ok(GivenDiscount { discount: discount.clone(), amount, promotion: None })
}

/// Takes the basket's discount off the lines in proportion to what they have left. `full` is what they would cost without
/// promotions.
fn share_discount(
    lines: &mut [SaleLine],
    discount: Option<&Discount>,
    full: Amount,
) -> Result<Option<GivenDiscount>, Refusal> {
    let Some(discount) = discount else { return Ok(None) };
    let weight = |line: &SaleLine| match line.kind().takes_discounts() {
        true => line.total.max(Amount::ZERO),
        false => Amount::ZERO,
    };
    let weights: Vec<Amount> = lines.iter().map(weight).collect();
    let base = Amount::sum(weights.iter().copied())?;
    let mut given = give(discount, full, false)?;
    given.amount = discount.off(base)?.min(base);
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
