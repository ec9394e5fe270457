//! Goods that come back without their receipt: at the lowest price that is known of them, for a reason, within the shop's
//! limit, and as store credit unless the shop says otherwise.

use evertill_money::{Amount, Rounding};

use super::TakenBack;
use crate::Refusal;
use crate::ids::{CustomerId, checked_text};
use crate::item::Item;
use crate::payback::PaidBy;
use crate::pricing::{Rules, SALE_LIMIT};
use crate::quantity::Quantity;
use crate::sale::{Price, SaleLine};
use crate::shop::Settings;
use crate::tax::TaxMode;
use crate::tender::Tender;

/// What is brought back without a receipt.
#[derive(Clone, Debug)]
pub struct Unreceipted<'a> {
    /// The item.
    pub item: &'a Item,
    /// How much of it.
    pub quantity: Quantity,
    /// What one is taken back for; none is more than [`lowest_price`].
    pub price: Amount,
    /// Why it comes back; 1 to [`TakenBack::REASON_LIMIT`] characters.
    pub reason: &'a str,
    /// Whether it is written off.
    pub damaged: bool,
}

/// The lowest price that is known of `item`: its own, and every dated one of any list that has begun. `None` where none is.
#[must_use]
pub fn lowest_price(item: &Item, rules: Rules<'_>) -> Option<Amount> {
    let mut known: Vec<Amount> = item.price.into_iter().collect();
    if let Some(offers) = rules.offers {
        let today = rules.date();
        let begun = offers.prices.of_item(&item.sku).iter().filter(|dated| dated.from.is_none_or(|from| from <= today));
        known.extend(begun.map(|dated| dated.price));
        let usual = known.iter().copied().min();
        let reduced = offers.prices.lists().filter_map(|list| {
            let off = list.off?.of(usual?, Rounding::HalfUp).ok()?;
            usual?.minus(off).ok()
        });
        known.extend(reduced.collect::<Vec<_>>());
    }
    known.into_iter().min()
}

/// The line that takes back goods without a receipt.
///
/// # Errors
/// [`Refusal::ReasonMissing`], [`Refusal::PriceMissing`], [`Refusal::PriceNegative`], [`Refusal::AmountTooLarge`] for more than
/// the lowest price that is known, those of a quantity, and those of a tax.
pub fn line_without_receipt(back: &Unreceipted<'_>, rules: Rules<'_>) -> Result<SaleLine, Refusal> {
    let Unreceipted { item, quantity, price, .. } = *back;
    let reason = checked_text(back.reason, TakenBack::REASON_LIMIT).map_err(|_| Refusal::ReasonMissing)?.to_owned();
    if !quantity.is_positive() {
        return Err(Refusal::QuantityNotPositive);
    }
    if !item.unit.is_divisible() && !quantity.is_whole() {
        return Err(Refusal::QuantityNotWhole { unit: item.unit });
    }
    if price.is_negative() {
        return Err(Refusal::PriceNegative);
    }
    let lowest = lowest_price(item, rules).ok_or_else(|| Refusal::PriceMissing { sku: item.sku.clone() })?;
    if price > lowest {
        return Err(Refusal::AmountTooLarge { limit: lowest });
    }
    let extended = quantity.times(price)?;
    if extended > SALE_LIMIT {
        return Err(Refusal::AmountTooLarge { limit: SALE_LIMIT });
    }
    let tax = rules.settings.tax(&item.tax)?.as_of(rules.date(), None)?;
    let charge = tax.charge(extended, rules.settings.tax_rounding)?;
    let tax_amount = Amount::sum(charge.parts.iter().copied())?;
    let total = match tax.mode {
        TaxMode::Inclusive => extended,
        TaxMode::Exclusive => extended.plus(tax_amount)?,
    };
    let parts = if tax.components.is_empty() { Vec::new() } else { charge.parts };
    let taken = TakenBack {
        reason,
        damaged: back.damaged,
        without_receipt: true,
        credit_only: !rules.settings.refunds.without_receipt_cash,
        earned: None,
    };
    Ok(SaleLine {
        no: 0,
        sku: item.sku.clone(),
        name: item.name.clone(),
        quantity,
        unit: item.unit,
        price: Price::Unit(price),
        extended: extended.negated(),
        discounts: Vec::new(),
        basket_discount: Amount::ZERO,
        tax,
        tax_amount: tax_amount.negated(),
        total: total.negated(),
        stock: item.stock,
        returned: None,
        cost: item.cost,
        tax_parts: parts.iter().map(|part| part.negated()).collect(),
        tax_spared: Amount::ZERO,
        service: None,
        detail: None,
        under: None,
        price_change: None,
        taken: Some(Box::new(taken)),
    })
}

/// Whether goods without a receipt may come back so: within the limit, from somebody who is known where the shop wants that,
/// and for no more money than was paid for what has its receipt, or ahead.
pub(crate) fn check_without_receipt(
    lines: &[SaleLine],
    tenders: &[Tender],
    settings: &Settings,
    customer: Option<&CustomerId>,
    paid_ahead: Amount,
) -> Result<(), Refusal> {
    if !lines.iter().any(SaleLine::is_without_receipt) {
        return Ok(());
    }
    let worth = |of: &dyn Fn(&SaleLine) -> bool| {
        Amount::sum(lines.iter().filter(|line| of(line)).map(|line| line.total.negated()))
    };
    let limit = settings.refunds.without_receipt_limit;
    let back = worth(&SaleLine::is_without_receipt)?;
    if let Some(limit) = limit.filter(|limit| back > *limit) {
        return Err(Refusal::WithoutReceiptBeyond { limit });
    }
    if settings.refunds.without_receipt_customer && customer.is_none() {
        return Err(Refusal::CustomerMissing);
    }
    let credit_only = |line: &SaleLine| line.taken.as_ref().is_some_and(|taken| taken.credit_only);
    let most = worth(&|line| line.comes_back() && !credit_only(line))?.max(Amount::ZERO).plus(paid_ahead)?;
    let money = tenders.iter().filter(|tender| !PaidBy::of(tender).is_value_with_the_shop());
    let money = Amount::sum(money.map(|tender| tender.amount().negated()))?;
    // A coin's rounding is not money beyond what is allowed.
    let step = settings.payments.cash_step.unwrap_or_default();
    if money > most.plus(step)? { Err(Refusal::CreditOnly { most }) } else { Ok(()) }
}
