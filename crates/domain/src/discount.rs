//! Discounts: a percentage or an amount, and why it was given.

use evertill_money::{Amount, Overflow, Rate, Rounding};
use serde::Deserialize;

use crate::ids::PromotionId;
use crate::{choice, record};

/// Why a discount was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DiscountReason {
    /// Keyed by the operator.
    Manual,
    /// The price for members of the loyalty program.
    Loyalty,
    /// A coupon the customer handed in for the item.
    Coupon,
    /// What the shop adds to a coupon.
    CouponMatch,
    /// Given by a promotion, which the given discount names.
    Promotion,
}

choice!(DiscountReason { Manual, Loyalty, Coupon, CouponMatch, Promotion });

/// How much a discount takes off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub enum DiscountValue {
    /// A share, at most the whole.
    Percent(Rate),
    /// A fixed amount, not negative.
    Amount(Amount),
}

choice!(DiscountValue { Percent(content), Amount(content) });

/// A discount as it was asked for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Discount {
    /// Why.
    pub reason: DiscountReason,
    /// How much.
    pub value: DiscountValue,
    /// Why, in the operator's words, such as `damaged`; may be empty, at most [`Discount::NOTE_LIMIT`] characters.
    pub note: String,
}

record!(Discount { reason, value; note });

impl Discount {
    /// The most characters of a note.
    pub const NOTE_LIMIT: usize = 60;

    /// A discount without a note.
    #[must_use]
    pub const fn new(reason: DiscountReason, value: DiscountValue) -> Self {
        Self { reason, value, note: String::new() }
    }

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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenDiscount {
    /// As asked for.
    pub discount: Discount,
    /// What it took off.
    pub amount: Amount,
    /// The promotion that gave it.
    pub promotion: Option<GivenBy>,
}

record!(GivenDiscount { discount, amount; promotion });

/// A promotion as it stands on a sale: what it was called then, whatever becomes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenBy {
    /// Which.
    pub id: PromotionId,
    /// What it was called.
    pub label: String,
    /// The coupon code that was entered for it; empty where none was needed.
    pub code: String,
}

record!(GivenBy { id, label, code });
