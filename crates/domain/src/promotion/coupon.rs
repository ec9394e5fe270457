//! What a coupon code gave, and why it gave nothing.

use evertill_money::Amount;

use crate::day::Day;
use crate::ids::PromotionId;

/// Why a code gives nothing, or a promotion does not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WhyNot {
    /// No promotion has this code.
    Unknown,
    /// The shop has set it aside.
    Paused,
    /// It begins later.
    NotYet {
        /// The first day.
        from: Day,
    },
    /// It is over.
    Expired {
        /// The last day.
        to: Day,
    },
    /// It is for other hours of the week.
    OutsideHours,
    /// It is for customers of another group, or for customers while none is chosen.
    OtherGroup,
    /// Nothing in the basket is what it is for, or not enough of it.
    NothingQualifies,
    /// Not enough was spent.
    BelowThreshold {
        /// What is missing.
        missing: Amount,
    },
    /// Another promotion gave more for the same goods, or goes first.
    Beaten {
        /// The other's label.
        by: String,
    },
    /// Promotions have already taken off as much as the shop allows.
    LimitReached,
}

impl WhyNot {
    /// Whether nothing that can still be rung up would change it: such a code is refused when it is entered.
    #[must_use]
    pub const fn is_final(&self) -> bool {
        matches!(self, Self::Unknown | Self::Paused | Self::NotYet { .. } | Self::Expired { .. } | Self::OutsideHours)
    }
}

/// What became of a code in the basket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CouponOutcome {
    /// As it was entered.
    pub code: String,
    /// Whose it is, with the label; `None` where nobody's.
    pub promotion: Option<(PromotionId, String)>,
    /// What it gave, or why not.
    pub given: Result<Amount, WhyNot>,
}

/// Whether two spellings are one code: case and surrounding space say nothing.
#[must_use]
pub fn same_code(one: &str, other: &str) -> bool {
    one.trim().chars().flat_map(char::to_lowercase).eq(other.trim().chars().flat_map(char::to_lowercase))
}
