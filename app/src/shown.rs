//! Moments on the shop's own clock.

use crate::i18n::format::{self, Moment};
use evertill_domain::clock::LocalTime;
use evertill_domain::day::Day;

/// A moment as the clock on the shop's wall showed it, wherever it is read. Follows the language in a view.
pub fn clock(time: LocalTime, how: Moment) -> String {
    // Milliseconds of this century are far below 2^53.
    format::wall_clock(time.at.0 as f64 + f64::from(time.offset) * 60_000.0, how)
}

/// A calendar day. Follows the language in a view.
pub fn day(day: Day) -> String {
    format::wall_clock(js_sys::Date::parse(&day.to_string()), Moment::Date)
}
