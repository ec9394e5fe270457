//! Discounts: a percentage or an amount, and why it was given.

use evertill_money::{Amount, Overflow, Rate, Rounding};

use crate::{choice, record};

/// Why a discount was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DiscountReason {
    /// Keyed by the operator.
    Manual,
    /// The price for members of the loyalty program.
    Loyalty,
    /// A coupon the customer handed in for the item.
    Coupon,
    /// What the shop adds to a coupon.
    CouponMatch,
}

choice!(DiscountReason { Manual, Loyalty, Coupon, CouponMatch });

/// How much a discount takes off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DiscountValue {
    /// A share, at most the whole.
    Percent(Rate),
    /// A fixed amount, not negative.
    Amount(Amount),
}

choice!(DiscountValue { Percent(content), Amount(content) });

/// A discount as it was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Discount {
    /// Why.
    pub reason: DiscountReason,
    /// How much.
    pub value: DiscountValue,
}

record!(Discount { reason, value });

impl Discount {
    /// What it takes off `base`, half up. A share of goods that coupons have already paid for is
    /// nothing, never a surcharge.
    ///
    /// # Errors
    /// [`Overflow`] beyond the range of [`Amount`].
    pub fn off(&self, base: Amount) -> Result<Amount, Overflow> {
        match self.value {
            DiscountValue::Percent(rate) => rate.of(base.max(Amount::ZERO), Rounding::HalfUp),
            DiscountValue::Amount(amount) => Ok(amount),
        }
    }
}

/// A discount as it was given: the money is part of the fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GivenDiscount {
    /// As asked for.
    pub discount: Discount,
    /// What it took off.
    pub amount: Amount,
}

record!(GivenDiscount { discount, amount });
