//! What a promotion says in one line, and whether it is in force.

use super::goods::in_words;
use crate::i18n::{lang, promotions as say};
use crate::money::percent;
use crate::register::{Register, local_now};
use crate::shown;
use crate::ui::Tone;
use evertill_domain::clock::{LocalTime, Timestamp};
use evertill_domain::day::Day;
use evertill_domain::discount::DiscountValue;
use evertill_domain::ids::GroupId;
use evertill_domain::promotion::{Deal, Goods, Hours, Offer, Part, Promotion, WhyNot};
use leptos::prelude::*;

/// What it gives, for what. Follows language, currency and the items' names.
pub fn says(register: Register, promotion: &Promotion) -> String {
    let money = register.money();
    let goods = |goods: &Goods| in_words(register, goods);
    match &promotion.offer {
        Offer::Percent { off, on } => say::says_percent(lang(), percent(*off), goods(on)),
        Offer::Amount { off, on } => say::says_amount(lang(), money.format(*off), goods(on)),
        Offer::Fixed { price, on } => say::says_fixed(lang(), money.format(*price), goods(on)),
        Offer::Gift { buy, count, get, free, off } => {
            say::says_gift(lang(), count, goods(buy), free, goods(get), percent(*off))
        }
        Offer::Set { parts, deal } => {
            let part = |part: &Part| format!("{} × {}", part.count, goods(&part.of));
            let parts = parts.iter().map(part).collect::<Vec<_>>().join(" + ");
            match deal {
                Deal::Price(price) => say::says_set_price(lang(), parts, money.format(*price)),
                Deal::Percent(off) => say::says_set_off(lang(), parts, percent(*off)),
                Deal::Amount(off) => say::says_set_off(lang(), parts, money.format(*off)),
            }
        }
        Offer::Threshold { spend, on, off } => {
            let off = match off {
                DiscountValue::Percent(off) => percent(*off),
                DiscountValue::Amount(off) => money.format(*off),
            };
            say::says_threshold(lang(), off, money.format(*spend), goods(on))
        }
    }
}

/// Under which conditions: days, hours, groups, codes.
pub fn conditions(register: Register, promotion: &Promotion) -> Vec<String> {
    let mut all = Vec::new();
    all.extend(promotion.from.map(|day| say::says_from(lang(), shown::day(day))));
    all.extend(promotion.to.map(|day| say::says_until(lang(), shown::day(day))));
    all.extend(promotion.hours.map(hours));
    if !promotion.groups.is_empty() {
        let known = register.settings.with(|all| all.as_ref().map(|all| all.offers.groups.clone()).unwrap_or_default());
        let name = |id: &GroupId| {
            known.iter().find(|group| group.id == *id).map_or_else(|| id.to_string(), |g| g.name.clone())
        };
        all.push(say::says_group(lang(), promotion.groups.iter().map(name).collect::<Vec<_>>().join(", ")));
    }
    all.extend(promotion.codes.first().map(|code| say::says_code(lang(), code)));
    all
}

fn hours(hours: Hours) -> String {
    let time = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
    let window = format!("{}–{}", time(hours.from), time(hours.to));
    if hours.days == Hours::EVERY_DAY {
        return window;
    }
    let days = (0..7).filter(|day| hours.days & (1 << day) != 0).map(weekday).collect::<Vec<_>>().join(" ");
    format!("{days} {window}")
}

/// What a day of the week is called in short, from 0 for Monday; the browser knows it in every language.
pub fn weekday(day: u16) -> String {
    // 2024-01-01 was a Monday.
    let date = js_sys::Date::new(&format!("2024-01-{:02}T12:00:00", day + 1).into());
    let options = js_sys::Object::new();
    let _ = js_sys::Reflect::set(&options, &"weekday".into(), &"short".into());
    String::from(date.to_locale_date_string(lang().code(), &options))
}

/// Whether it is in force now, in a word, and how that feels.
pub fn state(promotion: &Promotion, now: LocalTime) -> (&'static str, Tone) {
    // Whom it is for changes nothing about whether it is in force.
    let group = promotion.groups.first();
    match promotion.open_to(now, group) {
        Ok(()) => (say::in_force(lang()), Tone::Good),
        Err(WhyNot::NotYet { .. }) => (say::begins_later(lang()), Tone::Neutral),
        Err(WhyNot::Expired { .. }) => (say::over(lang()), Tone::Notice),
        Err(WhyNot::OutsideHours) => (say::other_hours(lang()), Tone::Neutral),
        Err(_) => (say::paused(lang()), Tone::Notice),
    }
}

/// The next moment at which it is in force; now where it never is again.
pub fn next_open(promotion: &Promotion) -> LocalTime {
    let now = local_now();
    let group = promotion.groups.first();
    let is_open = |moment: &LocalTime| promotion.open_to(*moment, group).is_ok();
    let first = promotion.from.unwrap_or(now.date()).max(now.date());
    let minute = promotion.hours.map_or(0, |hours| hours.from);
    let later = (0..8).filter_map(|days| at(first, days, minute, now.offset));
    std::iter::once(now).chain(later).find(is_open).unwrap_or(now)
}

/// A minute of the day `days` after `day`, on a wall clock that is `offset` minutes ahead.
fn at(day: Day, days: i64, minute: u16, offset: i16) -> Option<LocalTime> {
    let minutes = (i64::from(day.number()) + days) * i64::from(Hours::DAY) + i64::from(minute) - i64::from(offset);
    Some(LocalTime { at: Timestamp(u64::try_from(minutes * 60_000).ok()?), offset })
}
