//! Baskets that were set aside: what is taken out of them since, how they are put together and taken apart, and what in a
//! basket needs a right that not every operator has.

use evertill_money::{Amount, Rate};

use super::{Basket, BasketLine, LineId, Under};
use crate::Refusal;
use crate::discount::{DiscountReason, DiscountValue, GivenDiscount};
use crate::ids::SaleId;
use crate::people::{Act, Approval, Need, Size};
use crate::pricing::{Priced, extended_of};
use crate::promotion::same_code;
use crate::quantity::Quantity;
use crate::sale::{Price, SaleLine};
use crate::suspended::{SuspendedSale, VoidedLine};

impl Basket {
    /// From here on, what is taken out stays visible.
    pub(crate) fn was_suspended(&mut self, id: &SaleId, name: &str) {
        name.clone_into(&mut self.name);
        if !self.resumed.contains(id) {
            self.resumed.insert(0, id.clone());
        }
    }

    /// Notes what somebody allowed; of very many the oldest is forgotten.
    pub(super) fn approve(&mut self, approval: Approval) {
        if self.approvals.len() >= Self::APPROVALS_LIMIT {
            self.approvals.remove(0);
        }
        self.approvals.push(approval);
    }

    /// Notes what is gone of `before`, in a basket that had been suspended.
    pub(super) fn note_voids(&mut self, before: &[BasketLine]) -> Result<(), Refusal> {
        if self.resumed.is_empty() {
            return Ok(());
        }
        for old in before {
            let now = self.lines.iter().find(|line| line.id == old.id).map_or(Quantity::ZERO, |line| line.quantity);
            let less = old.quantity.minus(now)?;
            // A line without a quantity goes as a whole.
            let gone = old.quantity.is_zero() && !self.lines.iter().any(|line| line.id == old.id);
            if less.is_positive() || gone {
                self.voids.push(voided(old, less)?);
            }
        }
        Ok(())
    }

    /// Everything in it, as the fact that gives it up tells it.
    ///
    /// # Errors
    /// [`Refusal::AmountTooLarge`] beyond the range.
    pub fn as_voided(&self) -> Result<Vec<VoidedLine>, Refusal> {
        let mut all = self.voids.clone();
        for line in &self.lines {
            all.push(voided(line, line.quantity)?);
        }
        Ok(all)
    }

    /// Takes in what was rung up elsewhere. A customer who is already chosen stays.
    pub(super) fn merge(&mut self, other: SuspendedSale) -> Result<(), Refusal> {
        if self.resumed.contains(&other.id) {
            return Err(Refusal::NotSuspended);
        }
        let Self {
            lines, returns, discount, customer, group, codes, voids, approvals, age_checked, charges, tip, ..
        } = other.basket;
        self.adopt(lines)?;
        for line in returns {
            self.add_return(line)?;
        }
        self.discount = self.discount.take().or(discount);
        if self.customer.is_none() {
            (self.customer, self.group) = (customer, group);
        }
        let new = codes.into_iter().filter(|code| !self.codes.iter().any(|known| same_code(known, code)));
        let new: Vec<String> = new.collect();
        self.codes.extend(new);
        self.codes.truncate(Self::CODE_LIMIT);
        for charge in charges {
            self.add_charge(charge)?;
        }
        self.tip = self.tip.plus(tip)?;
        self.age_checked = self.age_checked.max(age_checked);
        self.voids.extend(voids);
        self.approvals.extend(approvals);
        self.resumed.push(other.id);
        if self.name.is_empty() {
            self.name = other.name;
        }
        Ok(())
    }

    /// Takes in lines, under names that are free here.
    fn adopt(&mut self, lines: Vec<BasketLine>) -> Result<(), Refusal> {
        let first = self.next_line;
        let renamed = |LineId(id): LineId| LineId(first.wrapping_add(id));
        for line in lines {
            self.check_room()?;
            let under = line.under.map(|under| Under { line: renamed(under.line), ..under });
            let id = renamed(line.id);
            self.next_line = self.next_line.max(id.0.wrapping_add(1));
            self.lines.push(BasketLine { id, under, ..line });
        }
        Ok(())
    }

    /// Takes in the lines of `part`, which were taken out of another basket by [`Basket::split`]; nothing else of it comes along.
    ///
    /// # Errors
    /// [`Refusal::BasketFull`]; the basket is then as it was.
    pub fn take_in(&mut self, part: Self) -> Result<(), Refusal> {
        let mut next = self.clone();
        next.adopt(part.lines)?;
        *self = next;
        Ok(())
    }

    /// Takes lines, or part of them, out into a basket of their own, for another bill. What follows a line goes with it, what
    /// is left stays here, and nothing is voided by it.
    ///
    /// # Errors
    /// [`Refusal::UnknownLine`], [`Refusal::LinkedLine`], [`Refusal::QuantityTooLarge`] or those of a quantity; the basket is
    /// then as it was.
    pub fn split(&mut self, parts: &[(LineId, Quantity)]) -> Result<Self, Refusal> {
        let mut left = self.clone();
        let mut taken = Self { service: self.service, age_checked: self.age_checked, ..Self::default() };
        for (id, quantity) in parts {
            left.take_out(*id, *quantity, &mut taken)?;
        }
        if left.lines.is_empty() {
            left.discount = None;
        }
        *self = left;
        Ok(taken)
    }

    fn take_out(&mut self, id: LineId, quantity: Quantity, taken: &mut Self) -> Result<(), Refusal> {
        let line = self.line_mut(id)?.clone();
        if line.under.is_some() {
            return Err(Refusal::LinkedLine);
        }
        let rest = line.quantity.minus(quantity)?;
        // A price for the whole line has no parts.
        let whole = matches!(line.price, Price::Extended(_));
        if rest < Quantity::ZERO || whole && !rest.is_zero() {
            return Err(Refusal::QuantityTooLarge { limit: line.quantity });
        }
        let parent = LineId(taken.next_line);
        let followers = self.lines.iter().filter(|line| line.under.is_some_and(|under| under.line == id));
        let family: Vec<BasketLine> = std::iter::once(&line).chain(followers).cloned().collect();
        for member in family {
            let under = member.under.map(|under| Under { line: parent, ..under });
            taken.lines.push(BasketLine { id: LineId(taken.next_line), under, ..member });
            taken.next_line = taken.next_line.wrapping_add(1);
        }
        taken.set_quantity(parent, quantity)?;
        if rest.is_zero() { self.void(id) } else { self.set_quantity(id, rest) }
    }

    /// What of this needs a right that not every operator has, by the prices that were worked out for it.
    ///
    /// # Errors
    /// [`Refusal::AmountTooLarge`] beyond the range.
    pub fn needs(&self, priced: &Priced) -> Result<Vec<Need>, Refusal> {
        let mut needs = Vec::new();
        let manual = |given: &&GivenDiscount| given.discount.reason == DiscountReason::Manual;
        let mut share = Rate::ZERO;
        for line in priced.lines.iter().filter(|line| !line.is_return()) {
            let of_line = line.discounts.iter().filter(manual);
            share = share.max(of_line.fold(Rate::ZERO, |sum, given| add_up(sum, share_of(given, line.extended))));
        }
        if let Some(given) = priced.basket_discount.as_ref().filter(manual) {
            let base = priced.lines.iter().filter(|line| !line.is_return());
            let base = Amount::sum(base.map(|line| line.extended))?;
            share = share.max(share_of(given, base));
        }
        if share > Rate::ZERO {
            needs.push(Need { act: Act::Discount, size: Size::Share(share) });
        }
        if self.lines.iter().any(|line| line.price_change.is_some()) {
            needs.push(Need::of(Act::PriceOverride));
        }
        let back = priced.lines.iter().filter(|line| line.is_return()).map(|line| line.total);
        let back = Amount::sum(back)?.negated();
        if back > Amount::ZERO {
            needs.push(Need { act: Act::Refund, size: Size::Money(back) });
        }
        if priced.lines.iter().any(SaleLine::is_without_receipt) {
            needs.push(Need::of(Act::RefundWithoutReceipt));
        }
        if !self.voids.is_empty() {
            needs.push(Need::of(Act::VoidAfterHold));
        }
        Ok(needs)
    }
}

fn voided(line: &BasketLine, quantity: Quantity) -> Result<VoidedLine, Refusal> {
    let extended = extended_of(line, quantity)?;
    Ok(VoidedLine { sku: line.sku.clone(), name: line.name.clone(), quantity, extended })
}

/// How much of `base` was taken off. A tenth of 0.99 is a tenth, although it rounds to 0.10.
fn share_of(given: &GivenDiscount, base: Amount) -> Rate {
    if let DiscountValue::Percent(rate) = given.discount.value {
        return rate;
    }
    let share = i128::from(given.amount.minor().max(0)) * 1_000_000 / i128::from(base.minor().max(1));
    let share = u32::try_from(share).ok().and_then(|share| Rate::millionths(share).ok());
    share.map_or(Rate::WHOLE, |share| share.min(Rate::WHOLE))
}

fn add_up(one: Rate, other: Rate) -> Rate {
    let sum = one.as_millionths().saturating_add(other.as_millionths());
    Rate::millionths(sum).map_or(Rate::WHOLE, |sum| sum.min(Rate::WHOLE))
}
