//! Promotions: what the shop takes off by itself, as data that one engine evaluates.
//!
//! Three things are said about each: what it gives ([`Offer`]), when and to whom it does ([`Promotion::hours`],
//! [`Promotion::from`], [`Promotion::groups`], [`Promotion::codes`]), and how it gets along with others
//! ([`Promotion::priority`], [`Promotion::combination`], [`Promotion::limit`]). `check` says what a promotion must not be,
//! `index` compiles all of them once, `engine` gives a basket what it qualifies for, `deal` counts out sets and gifts, and
//! `coupon` says why a code gave nothing. docs/promotions.md tells it with examples.

mod check;
mod coupon;
mod deal;
mod engine;
mod index;

use evertill_money::{Amount, Rate};
use serde::Deserialize;

use crate::clock::{LocalTime, Timestamp};
use crate::day::Day;
use crate::discount::DiscountValue;
use crate::ids::{GroupId, PromotionId, Sku};
use crate::{choice, record};

pub use check::PromotionError;
pub use coupon::{CouponOutcome, WhyNot, same_code};
pub use engine::{Evaluation, Grant, Moment, OfferLine};
pub use index::Promotions;

/// A promotion, one version of it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Promotion {
    /// Its name in the books; never changes.
    pub id: PromotionId,
    /// What basket and receipt call it; 1 to [`Promotion::LABEL_LIMIT`] characters.
    pub label: String,
    /// What it gives, for what.
    pub offer: Offer,
    /// The larger goes first.
    #[serde(default)]
    pub priority: u16,
    /// Whether others may take something off the same goods.
    #[serde(default)]
    pub combination: Combination,
    /// The customer groups that it is for; empty for everybody.
    #[serde(default)]
    pub groups: Vec<GroupId>,
    /// The coupon codes of which one has to be entered; empty where none is needed.
    #[serde(default)]
    pub codes: Vec<String>,
    /// The first day; `None` from ever.
    #[serde(default)]
    pub from: Option<Day>,
    /// The last day; `None` for ever.
    #[serde(default)]
    pub to: Option<Day>,
    /// The hours of the week; `None` for all of them.
    #[serde(default)]
    pub hours: Option<Hours>,
    /// The most that it takes off one sale.
    #[serde(default)]
    pub limit: Option<Amount>,
    /// How often it gives something in one sale: so many pieces, gifts or sets.
    #[serde(default)]
    pub times: Option<u16>,
    /// Set aside for now.
    #[serde(default)]
    pub paused: bool,
    /// No longer offered, and no longer listed; the past stays.
    #[serde(default)]
    pub archived: bool,
}

record!(Promotion {
    id,
    label,
    offer,
    priority,
    combination,
    groups,
    codes,
    from,
    to,
    hours,
    limit,
    times,
    paused,
    archived
});

/// What a promotion gives.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub enum Offer {
    /// A share off each of these goods.
    Percent {
        /// The share, above nothing and at most the whole.
        off: Rate,
        /// Off what.
        on: Goods,
    },
    /// An amount off each piece, or each unit of what is weighed, but never more than it costs.
    Amount {
        /// How much, above zero.
        off: Amount,
        /// Off what.
        on: Goods,
    },
    /// Each piece or unit for this price, where it would cost more.
    Fixed {
        /// The price, not negative.
        price: Amount,
        /// Of what.
        on: Goods,
    },
    /// Whoever buys `count` of some goods gets `free` of others, the cheapest where they are the same.
    Gift {
        /// What has to be bought.
        buy: Goods,
        /// How many of it.
        count: u16,
        /// What is given.
        get: Goods,
        /// How many of it.
        free: u16,
        /// The share that is taken off the gift; the whole for a gift that is free.
        off: Rate,
    },
    /// A set of goods together.
    Set {
        /// What belongs to it: one part for "three of these", several for "one of these and one of those".
        parts: Vec<Part>,
        /// For what.
        deal: Deal,
    },
    /// Something off the basket, once enough was spent.
    Threshold {
        /// How much has to be spent on these goods, after everything that was taken off them.
        spend: Amount,
        /// On which goods.
        on: Goods,
        /// What is taken off them together.
        off: DiscountValue,
    },
}

choice!(Offer { Percent { off, on }, Amount { off, on }, Fixed { price, on }, Gift { buy, count, get, free, off }, Set { parts, deal }, Threshold { spend, on, off } });

/// Part of a set.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Part {
    /// Any of these.
    pub of: Goods,
    /// So many of them.
    pub count: u16,
}

record!(Part { of, count });

/// What a set costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Deal {
    /// This price for all of it.
    Price(Amount),
    /// A share less.
    Percent(Rate),
    /// An amount less.
    Amount(Amount),
}

choice!(Deal { Price(content), Percent(content), Amount(content) });

/// Which goods: everything, or whatever is named in one of the three ways, but none of the exceptions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Goods {
    /// Everything in the shop.
    pub everything: bool,
    /// These items.
    pub items: Vec<Sku>,
    /// All items of these departments.
    pub departments: Vec<String>,
    /// All items of these categories, each named after its department.
    pub categories: Vec<(String, String)>,
    /// But not these items.
    pub except: Vec<Sku>,
}

record!(Goods { everything, items, departments, categories, except });

impl Goods {
    /// Everything in the shop.
    #[must_use]
    pub fn everything() -> Self {
        Self { everything: true, ..Self::default() }
    }

    /// Whether nothing could ever be among them.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        !self.everything && self.items.is_empty() && self.departments.is_empty() && self.categories.is_empty()
    }
}

/// Whether promotions may share goods.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub enum Combination {
    /// Goods that it takes something off take part in no other promotion. Of those that take something off the whole
    /// basket, it is the only one.
    #[default]
    Exclusive,
    /// Others that may be combined work on what it left over.
    Stackable,
}

choice!(Combination { Exclusive, Stackable });

/// Hours of the week on the shop's wall clock. A window may run past midnight; it then belongs to the day it began on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub struct Hours {
    /// The days it begins on: 1 for Monday, 2 for Tuesday, 4 for Wednesday and so on, added up.
    pub days: u16,
    /// The first minute of the day, 0 to 1439.
    pub from: u16,
    /// The first minute that no longer belongs to it, 1 to 1440; before `from` it is meant on the day after.
    pub to: u16,
}

record!(Hours { days, from, to });

impl Hours {
    /// Every day of the week.
    pub const EVERY_DAY: u16 = 0b111_1111;
    /// The minutes of a day.
    pub const DAY: u16 = 1_440;

    /// The day on which the window that is open at `now` began; `None` where none is.
    #[must_use]
    pub fn began(self, now: LocalTime) -> Option<Day> {
        let (today, minute) = (now.date(), now.minute());
        let open_on = |day: Day| self.days & (1 << day.weekday()) != 0;
        if self.from < self.to {
            return (self.from <= minute && minute < self.to && open_on(today)).then_some(today);
        }
        if minute >= self.from {
            return open_on(today).then_some(today);
        }
        let yesterday = LocalTime { at: Timestamp(now.at.0.checked_sub(86_400_000)?), ..now }.date();
        (minute < self.to && open_on(yesterday)).then_some(yesterday)
    }
}

impl Promotion {
    /// The most characters of a label and of a code.
    pub const LABEL_LIMIT: usize = 60;
    /// The most promotions of a shop, archived ones aside.
    pub const LIMIT: usize = 2_000;
    /// The most codes of one promotion.
    pub const CODES_LIMIT: usize = 200;
    /// The most items, departments, categories or exceptions that one part names, each.
    pub const GOODS_LIMIT: usize = 2_000;
    /// The most parts of a set.
    pub const PARTS_LIMIT: usize = 8;
    /// The most pieces of one part, and the most gifts.
    pub const COUNT_LIMIT: u16 = 100;

    /// Whether it may give anything at `now` to somebody of `group`; where not, why not. Codes are another matter.
    ///
    /// # Errors
    /// [`WhyNot::Paused`], [`WhyNot::OtherGroup`], [`WhyNot::NotYet`], [`WhyNot::Expired`] or [`WhyNot::OutsideHours`].
    pub fn open_to(&self, now: LocalTime, group: Option<&GroupId>) -> Result<(), WhyNot> {
        if self.paused || self.archived {
            return Err(WhyNot::Paused);
        }
        // A window that runs past midnight belongs to the day it began on, also where that is the last day.
        let began = self.hours.map_or(Some(now.date()), |hours| hours.began(now));
        let day = began.unwrap_or(now.date());
        if let Some(from) = self.from.filter(|from| day < *from) {
            return Err(WhyNot::NotYet { from });
        }
        if let Some(to) = self.to.filter(|to| day > *to) {
            return Err(WhyNot::Expired { to });
        }
        if began.is_none() {
            return Err(WhyNot::OutsideHours);
        }
        if !self.groups.is_empty() && !group.is_some_and(|group| self.groups.contains(group)) {
            return Err(WhyNot::OtherGroup);
        }
        Ok(())
    }

    /// Whether it takes something off the whole basket, after everything that was taken off goods.
    #[must_use]
    pub const fn is_for_basket(&self) -> bool {
        matches!(self.offer, Offer::Threshold { .. })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-11-27 was a Friday.
    fn at(day: u64, hour: u64, minute: u64) -> LocalTime {
        LocalTime { at: Timestamp((20_784 + day) * 86_400_000 + (hour * 60 + minute) * 60_000), offset: 0 }
    }

    #[test]
    fn a_window_that_runs_past_midnight_belongs_to_the_day_it_began_on() {
        let friday = Day::new(2026, 11, 27).unwrap();
        let night = Hours { days: 1 << 4, from: 22 * 60, to: 2 * 60 };
        let lunch = Hours { days: 1 << 4, from: 11 * 60, to: 14 * 60 };
        let whole = Hours { days: 1 << 4, from: 0, to: Hours::DAY };
        let table = [
            (night, at(0, 21, 59), None),
            (night, at(0, 22, 0), Some(friday)),
            (night, at(1, 1, 59), Some(friday)),
            (night, at(1, 2, 0), None),
            (night, at(1, 23, 0), None),
            (night, at(0, 1, 0), None),
            (lunch, at(0, 10, 59), None),
            (lunch, at(0, 11, 0), Some(friday)),
            (lunch, at(0, 13, 59), Some(friday)),
            (lunch, at(0, 14, 0), None),
            (lunch, at(1, 12, 0), None),
            (whole, at(0, 0, 0), Some(friday)),
            (whole, at(0, 23, 59), Some(friday)),
            (whole, at(1, 0, 0), None),
        ];
        for (row, (hours, now, expected)) in table.into_iter().enumerate() {
            assert_eq!(hours.began(now), expected, "row {row}");
        }
    }

    #[test]
    fn the_wall_clock_of_the_shop_decides() {
        let lunch = Hours { days: Hours::EVERY_DAY, from: 11 * 60, to: 14 * 60 };
        let noon_in_tokyo = LocalTime { at: Timestamp(20_784 * 86_400_000 + 3 * 3_600_000), offset: 540 };
        assert_eq!(lunch.began(noon_in_tokyo), Day::new(2026, 11, 27));
        assert_eq!(lunch.began(LocalTime { offset: 0, ..noon_in_tokyo }), None);
    }
}
