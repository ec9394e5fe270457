//! What a shop offers beside its items' own prices: promotions and price lists, ready to be used, and how a basket is
//! priced by them.

use evertill_money::{Amount, Overflow};

use crate::basket::Basket;
use crate::discount::{Discount, DiscountReason, DiscountValue, GivenBy, GivenDiscount};
use crate::price_list::Prices;
use crate::pricing::Rules;
use crate::promotion::{CouponOutcome, Evaluation, Grant, Moment, OfferLine, Promotions, same_code};
use crate::sale::SaleLine;

/// Promotions and prices in force. Made anew when one of them changes, and only lent when something is rung up.
#[derive(Clone, Debug, Default)]
pub struct Offers {
    /// The promotions.
    pub promotions: Promotions,
    /// The prices.
    pub prices: Prices,
}

/// A basket's promotions while it is being priced.
pub(crate) struct Promoted<'a> {
    evaluation: Evaluation<'a>,
    promotions: &'a Promotions,
    /// Which of the basket's lines each line of the evaluation is.
    lines: Vec<usize>,
    codes: &'a [String],
}

impl<'a> Promoted<'a> {
    /// Gives goods what they qualify for; `None` where the shop has no promotions, which then cost nothing.
    pub fn of_goods(basket: &'a Basket, priced: &mut [SaleLine], rules: Rules<'a>) -> Result<Option<Self>, Overflow> {
        let Some(offers) = rules.offers.filter(|offers| !offers.promotions.is_empty()) else { return Ok(None) };
        let moment = Moment {
            now: rules.now,
            group: basket.group(),
            codes: basket.codes(),
            most: rules.settings.offers.most_off,
        };
        let mut lines = Vec::with_capacity(priced.len());
        let mut seen: Vec<OfferLine<'_>> = Vec::with_capacity(priced.len());
        for (at, (line, priced)) in basket.lines().iter().zip(priced.iter()).enumerate() {
            if let Some(line) = line.for_offers(priced.extended) {
                lines.push(at);
                seen.push(line);
            }
        }
        let evaluation = Evaluation::of_goods(&offers.promotions, &seen, moment)?;
        let promoted = Self { evaluation, promotions: &offers.promotions, lines, codes: basket.codes() };
        for grant in promoted.evaluation.grants() {
            promoted.write(*grant, priced)?;
        }
        Ok(Some(promoted))
    }

    /// Gives the basket what it qualifies for.
    pub fn of_basket(&mut self, priced: &mut [SaleLine]) -> Result<(), Overflow> {
        let total = |at: &usize| priced.get(*at).map_or(Amount::ZERO, |line| line.total);
        let left: Vec<Amount> = self.lines.iter().map(total).collect();
        let grants = self.evaluation.of_basket(&left)?.to_vec();
        grants.into_iter().try_for_each(|grant| self.write(grant, priced))
    }

    /// What became of each coupon code.
    pub fn coupons(&self) -> Vec<CouponOutcome> {
        self.evaluation.coupons()
    }

    /// Writes what a promotion takes off a line into it.
    fn write(&self, grant: Grant, priced: &mut [SaleLine]) -> Result<(), Overflow> {
        let line = self.lines.get(grant.line).and_then(|at| priced.get_mut(*at));
        let (Some(line), Some(promotion)) = (line, self.promotions.iter().nth(grant.promotion)) else { return Ok(()) };
        let of = |code: &&String| promotion.codes.iter().any(|known| same_code(known, code));
        let code = self.codes.iter().find(of).cloned().unwrap_or_default();
        line.total = line.total.minus(grant.amount)?;
        line.discounts.push(GivenDiscount {
            discount: Discount::new(DiscountReason::Promotion, DiscountValue::Amount(grant.amount)),
            amount: grant.amount,
            promotion: Some(GivenBy { id: promotion.id.clone(), label: promotion.label.clone(), code }),
        });
        Ok(())
    }
}
