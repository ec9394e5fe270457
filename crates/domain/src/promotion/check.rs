//! What a promotion must not be: refused where it is entered, in words that say what to change.

use std::fmt;

use evertill_money::{Amount, Rate};

use super::{Deal, Goods, Hours, Offer, Promotion, same_code};
use crate::discount::DiscountValue;
use crate::ids::{PromotionId, checked_text};
use crate::pricing::SALE_LIMIT;

/// Why a promotion cannot be taken into force. It names what to change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PromotionError {
    /// The label is empty, longer than [`Promotion::LABEL_LIMIT`] or unprintable.
    Label,
    /// No goods are named, so that it could never give anything.
    NoGoods,
    /// More than [`Promotion::GOODS_LIMIT`] items, departments or categories.
    TooManyGoods,
    /// A percentage must be above 0 and at most 100: beyond that, goods would cost less than nothing.
    Percent,
    /// An amount to take off must be above zero and within the limit of a sale.
    Amount,
    /// A price must not be negative, nor beyond the limit of a sale.
    Price,
    /// More would be taken off than has to be spent: the basket could come to less than nothing.
    MoreOffThanSpent {
        /// What has to be spent.
        spend: Amount,
    },
    /// A count must be 1 to [`Promotion::COUNT_LIMIT`].
    Count,
    /// A set has at least two pieces; one alone is a fixed price.
    SetTooSmall,
    /// More than [`Promotion::PARTS_LIMIT`] parts.
    TooManyParts,
    /// The last day is before the first.
    DaysReversed,
    /// The window ends in the minute in which it begins, so that it is never open.
    WindowEmpty,
    /// A time of day that does not exist.
    WindowOutOfDay,
    /// No day of the week is chosen.
    NoWeekday,
    /// The most that it takes off must be above zero.
    Limit,
    /// It must be able to give at least once.
    Times,
    /// A coupon code is empty, too long or unprintable.
    Code {
        /// Which.
        code: String,
    },
    /// A coupon code is there twice.
    CodeTwice {
        /// Which.
        code: String,
    },
    /// Another promotion has this coupon code.
    CodeTaken {
        /// Which.
        code: String,
        /// The other promotion's label.
        by: String,
    },
    /// More than [`Promotion::CODES_LIMIT`] codes.
    TooManyCodes,
    /// Another promotion has this id.
    IdTaken {
        /// Which.
        id: PromotionId,
    },
    /// The shop has [`Promotion::LIMIT`] promotions already.
    TooMany,
}

impl fmt::Display for PromotionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Label => write!(f, "label must have 1 to {} printable characters", Promotion::LABEL_LIMIT),
            Self::NoGoods => write!(f, "name goods: everything, items, departments or categories"),
            Self::TooManyGoods => write!(f, "name at most {} goods of a kind", Promotion::GOODS_LIMIT),
            Self::Percent => write!(f, "a percentage must be above 0 and at most 100"),
            Self::Amount => write!(f, "an amount to take off must be above zero"),
            Self::Price => write!(f, "a price must not be negative"),
            Self::MoreOffThanSpent { .. } => write!(f, "take off at most what has to be spent"),
            Self::Count => write!(f, "a count must be 1 to {}", Promotion::COUNT_LIMIT),
            Self::SetTooSmall => write!(f, "a set needs two pieces; give one piece a fixed price"),
            Self::TooManyParts => write!(f, "a set may have {} parts", Promotion::PARTS_LIMIT),
            Self::DaysReversed => write!(f, "the last day must not be before the first"),
            Self::WindowEmpty => write!(f, "the hours must end at another time than they begin"),
            Self::WindowOutOfDay => write!(f, "the hours must lie within a day"),
            Self::NoWeekday => write!(f, "choose at least one day of the week"),
            Self::Limit => write!(f, "limit must be above zero"),
            Self::Times => write!(f, "times must be at least 1"),
            Self::Code { code } => write!(f, "the code {code:?} must have 1 to 40 printable characters"),
            Self::CodeTwice { code } => write!(f, "the code {code} is there twice"),
            Self::CodeTaken { code, by } => write!(f, "the code {code} belongs to {by}"),
            Self::TooManyCodes => write!(f, "a promotion may have {} codes", Promotion::CODES_LIMIT),
            Self::IdTaken { id } => write!(f, "the promotion {id} is there twice"),
            Self::TooMany => write!(f, "a shop may have {} promotions", Promotion::LIMIT),
        }
    }
}

impl std::error::Error for PromotionError {}

impl Promotion {
    /// The most characters of a coupon code.
    pub const CODE_LIMIT: usize = 40;

    /// Whether the promotion makes sense by itself.
    ///
    /// # Errors
    /// [`PromotionError`], the first in the order of the form.
    pub fn check(&self) -> Result<(), PromotionError> {
        checked_text(&self.label, Self::LABEL_LIMIT).map_err(|_| PromotionError::Label)?;
        check_offer(&self.offer)?;
        if matches!((self.from, self.to), (Some(from), Some(to)) if to < from) {
            return Err(PromotionError::DaysReversed);
        }
        self.hours.map_or(Ok(()), check_hours)?;
        if self.limit.is_some_and(|limit| limit <= Amount::ZERO || limit > SALE_LIMIT) {
            return Err(PromotionError::Limit);
        }
        if self.times == Some(0) {
            return Err(PromotionError::Times);
        }
        self.check_codes()
    }

    fn check_codes(&self) -> Result<(), PromotionError> {
        if self.codes.len() > Self::CODES_LIMIT {
            return Err(PromotionError::TooManyCodes);
        }
        for (at, code) in self.codes.iter().enumerate() {
            if checked_text(code, Self::CODE_LIMIT).is_err() {
                return Err(PromotionError::Code { code: code.chars().take(Self::CODE_LIMIT).collect() });
            }
            if self.codes.iter().take(at).any(|other| same_code(other, code)) {
                return Err(PromotionError::CodeTwice { code: code.clone() });
            }
        }
        Ok(())
    }

    /// Whether the promotion makes sense beside the `others` of the shop. One of the same id is the version that it
    /// replaces, unless it is new.
    ///
    /// # Errors
    /// [`PromotionError`].
    pub fn check_beside<'a>(
        &self,
        others: impl Iterator<Item = &'a Self> + Clone,
        is_new: bool,
    ) -> Result<(), PromotionError> {
        self.check()?;
        if is_new && others.clone().any(|other| other.id == self.id) {
            return Err(PromotionError::IdTaken { id: self.id.clone() });
        }
        let others = others.filter(|other| !other.archived && other.id != self.id);
        if self.archived {
            return Ok(());
        }
        if others.clone().count() >= Self::LIMIT {
            return Err(PromotionError::TooMany);
        }
        for other in others {
            let taken = |code: &&String| other.codes.iter().any(|known| same_code(known, code));
            if let Some(code) = self.codes.iter().find(taken) {
                return Err(PromotionError::CodeTaken { code: code.clone(), by: other.label.clone() });
            }
        }
        Ok(())
    }
}

fn check_offer(offer: &Offer) -> Result<(), PromotionError> {
    match offer {
        Offer::Percent { off, on } => check_goods(on).and_then(|()| check_percent(*off)),
        Offer::Amount { off, on } => check_goods(on).and_then(|()| check_amount(*off)),
        Offer::Fixed { price, on } => check_goods(on).and_then(|()| check_price(*price)),
        Offer::Gift { buy, count, get, free, off } => {
            check_goods(buy)?;
            check_goods(get)?;
            check_count(*count)?;
            check_count(*free)?;
            check_percent(*off)
        }
        Offer::Set { parts, deal } => {
            if parts.len() > Promotion::PARTS_LIMIT {
                return Err(PromotionError::TooManyParts);
            }
            for part in parts {
                check_goods(&part.of)?;
                check_count(part.count)?;
            }
            if parts.iter().map(|part| u32::from(part.count)).sum::<u32>() < 2 {
                return Err(PromotionError::SetTooSmall);
            }
            match deal {
                Deal::Price(price) => check_price(*price),
                Deal::Percent(off) => check_percent(*off),
                Deal::Amount(off) => check_amount(*off),
            }
        }
        Offer::Threshold { spend, on, off } => {
            check_goods(on)?;
            check_amount(*spend)?;
            match off {
                DiscountValue::Percent(off) => check_percent(*off),
                DiscountValue::Amount(off) if off > spend => Err(PromotionError::MoreOffThanSpent { spend: *spend }),
                DiscountValue::Amount(off) => check_amount(*off),
            }
        }
    }
}

fn check_goods(goods: &Goods) -> Result<(), PromotionError> {
    if goods.is_empty() {
        return Err(PromotionError::NoGoods);
    }
    let counts = [goods.items.len(), goods.departments.len(), goods.categories.len(), goods.except.len()];
    if counts.iter().any(|count| *count > Promotion::GOODS_LIMIT) {
        return Err(PromotionError::TooManyGoods);
    }
    Ok(())
}

fn check_percent(off: Rate) -> Result<(), PromotionError> {
    if off.is_zero() || off > Rate::WHOLE { Err(PromotionError::Percent) } else { Ok(()) }
}

fn check_amount(off: Amount) -> Result<(), PromotionError> {
    if off <= Amount::ZERO || off > SALE_LIMIT { Err(PromotionError::Amount) } else { Ok(()) }
}

fn check_price(price: Amount) -> Result<(), PromotionError> {
    if price.is_negative() || price > SALE_LIMIT { Err(PromotionError::Price) } else { Ok(()) }
}

const fn check_count(count: u16) -> Result<(), PromotionError> {
    if count == 0 || count > Promotion::COUNT_LIMIT { Err(PromotionError::Count) } else { Ok(()) }
}

const fn check_hours(hours: Hours) -> Result<(), PromotionError> {
    if hours.days & Hours::EVERY_DAY == 0 || hours.days > Hours::EVERY_DAY {
        Err(PromotionError::NoWeekday)
    } else if hours.from >= Hours::DAY || hours.to == 0 || hours.to > Hours::DAY {
        Err(PromotionError::WindowOutOfDay)
    } else if hours.from == hours.to {
        Err(PromotionError::WindowEmpty)
    } else {
        Ok(())
    }
}
