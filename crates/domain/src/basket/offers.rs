//! What prices depend on beside the goods: who buys, coupon codes, and what an operator makes a line cost.

use evertill_money::Amount;

use super::{Basket, BasketLine, LineId};
use crate::Refusal;
use crate::customer::Customer;
use crate::discount::Discount;
use crate::ids::{CustomerId, GroupId, checked_text};
use crate::pricing::Rules;
use crate::promotion::{OfferLine, Promotion, same_code};
use crate::sale::{Price, PriceChange};

/// Whoever buys, with what prices depend on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Buyer {
    /// Who.
    pub id: CustomerId,
    /// Their group.
    pub group: Option<GroupId>,
}

impl From<CustomerId> for Buyer {
    fn from(id: CustomerId) -> Self {
        Self { id, group: None }
    }
}

impl From<&Customer> for Buyer {
    fn from(customer: &Customer) -> Self {
        Self { id: customer.id.clone(), group: customer.group.clone() }
    }
}

impl Basket {
    /// The most coupon codes of one sale.
    pub const CODE_LIMIT: usize = 10;

    /// The customer's group.
    #[must_use]
    pub const fn group(&self) -> Option<&GroupId> {
        self.group.as_ref()
    }

    /// The coupon codes that were entered, in order, each once.
    #[must_use]
    pub fn codes(&self) -> &[String] {
        &self.codes
    }

    pub(super) fn set_buyer(&mut self, buyer: Option<Buyer>, rules: Rules<'_>) {
        if self.customer.as_ref() != buyer.as_ref().map(|buyer| &buyer.id) {
            self.exemption = None;
        }
        (self.customer, self.group) = buyer.map_or((None, None), |buyer| (Some(buyer.id), buyer.group));
        self.price_anew(rules);
    }

    pub(super) fn set_price(&mut self, line: LineId, price: Option<Amount>, reason: &str) -> Result<(), Refusal> {
        let line = self.line_mut(line)?;
        if !line.kind().takes_discounts() {
            return Err(Refusal::NotDiscountable);
        }
        let from = line.price_change.take().map_or(line.price, |change| change.from);
        let Some(price) = price else {
            line.price = from;
            return Ok(());
        };
        if price.is_negative() || price.plus(line.added()?)?.is_negative() {
            return Err(Refusal::PriceNegative);
        }
        let reason = checked_text(reason, PriceChange::REASON_LIMIT).map_err(|_| Refusal::ReasonMissing)?;
        line.price_change = Some(PriceChange { from, reason: reason.to_owned() });
        line.price = match from {
            Price::Unit(_) => Price::Unit(price),
            // What has a price for the whole line gets another one for the whole line.
            Price::Extended(_) => Price::Extended(price),
        };
        Ok(())
    }

    /// Prices the lines anew that the shop's lists price.
    fn price_anew(&mut self, rules: Rules<'_>) {
        for line in self.lines.iter_mut().filter(|line| line.own.is_some()) {
            let Some(price) = rules.price_of(&line.sku, line.own, self.group.as_ref()) else { continue };
            // A list does not know the modifiers: what they take off must not come to more than its price.
            let fits = line.added().and_then(|added| Ok(price.plus(added)?)).is_ok_and(|all| !all.is_negative());
            match &mut line.price_change {
                Some(change) => change.from = Price::Unit(price),
                None if fits => line.price = Price::Unit(price),
                None => (),
            }
        }
    }

    pub(super) fn enter_code(&mut self, code: &str, rules: Rules<'_>) -> Result<(), Refusal> {
        let code = checked_text(code, Promotion::CODE_LIMIT).map_err(|_| Refusal::CouponCodeInvalid)?;
        let known = rules.offers.and_then(|offers| offers.promotions.by_code(code));
        let Some(promotion) = known else { return Err(Refusal::CouponUnknown { code: code.to_owned() }) };
        // Another code of the same promotion gives nothing more.
        if self.codes.iter().any(|known| promotion.codes.iter().any(|of| same_code(of, known))) {
            return Err(Refusal::CouponTwice);
        }
        if self.codes.len() >= Self::CODE_LIMIT {
            return Err(Refusal::TooManyCoupons { limit: Self::CODE_LIMIT });
        }
        match promotion.open_to(rules.now, self.group.as_ref()) {
            Err(why) if why.is_final() => Err(Refusal::CouponNotNow { why }),
            // What is missing can still be rung up, or the customer chosen.
            _ => {
                self.codes.push(code.to_owned());
                Ok(())
            }
        }
    }

    pub(super) fn remove_code(&mut self, at: usize) -> Result<(), Refusal> {
        if at >= self.codes.len() {
            return Err(Refusal::UnknownLine);
        }
        self.codes.remove(at);
        Ok(())
    }
}

impl BasketLine {
    /// What its modifiers add to the price of one.
    fn added(&self) -> Result<Amount, Refusal> {
        self.detail.as_ref().map_or(Ok(Amount::ZERO), |detail| Ok(detail.added()?))
    }

    /// The line as promotions see it; `None` where they leave it alone: an operator has changed its price, or it cannot be
    /// made cheaper.
    pub(crate) fn for_offers(&self, extended: Amount) -> Option<OfferLine<'_>> {
        if self.price_change.is_some() || !self.kind().takes_discounts() {
            return None;
        }
        let price = match self.price {
            Price::Unit(amount) => Price::Unit(amount.plus(self.added().ok()?).ok()?),
            Price::Extended(_) => Price::Extended(extended),
        };
        Some(OfferLine {
            sku: &self.sku,
            department: &self.department,
            category: &self.category,
            quantity: self.quantity,
            unit: self.unit,
            price,
            extended,
            keyed: (&self.discounts, self.tax.id.as_str()),
        })
    }
}

pub(super) fn check_note(discount: &Discount) -> Result<(), Refusal> {
    let fits = discount.note.is_empty() || checked_text(&discount.note, Discount::NOTE_LIMIT).is_ok();
    if fits { Ok(()) } else { Err(Refusal::TextInvalid) }
}
