//! Time as the rules see it: an argument, and a hybrid logical clock that never runs backwards.

use std::fmt;

use crate::{record, transparent};

/// Milliseconds since 1970-01-01 UTC.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(pub u64);

transparent!(Timestamp);

/// A moment and where the wall clock stood in the shop.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LocalTime {
    /// The moment.
    pub at: Timestamp,
    /// Minutes to add to UTC for the shop's wall clock, −720 to 840.
    pub offset: i16,
}

record!(LocalTime { at, offset });

impl LocalTime {
    /// The minute of the day on the shop's wall clock, 0 to 1439.
    #[must_use]
    pub fn minute(self) -> u16 {
        u16::try_from(self.wall().rem_euclid(86_400_000) / 60_000).unwrap_or(0)
    }

    /// Milliseconds that the wall clock shows since 1970-01-01 on it.
    fn wall(self) -> i128 {
        i128::from(self.at.0) + i128::from(self.offset) * 60_000
    }

    /// The calendar day on the shop's wall clock as (year, month, day), proleptic Gregorian.
    #[must_use]
    pub fn day(self) -> (i64, u8, u8) {
        civil_from_days(i64::try_from(self.wall().div_euclid(86_400_000)).unwrap_or(0))
    }
}

/// Days since 1970-01-01 as a proleptic Gregorian date: the era arithmetic of 400-year cycles that
/// begin on 1 March, so that the leap day is the last of its year.
fn civil_from_days(days: i64) -> (i64, u8, u8) {
    const DAYS_PER_ERA: i64 = 146_097;
    let shifted = days + 719_468;
    let era = shifted.div_euclid(DAYS_PER_ERA);
    let day_of_era = shifted.rem_euclid(DAYS_PER_ERA);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, u8::try_from(month).unwrap_or(1), u8::try_from(day).unwrap_or(1))
}

/// A hybrid logical clock stamp: wall time where it moves forward, a counter where it does not, so
/// that stamps of one register rise strictly whatever its clock does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hlc {
    /// Milliseconds since 1970-01-01 UTC, never less than in any stamp seen before.
    pub ms: u64,
    /// Tells stamps of the same millisecond apart.
    pub counter: u32,
}

record!(Hlc { ms, counter });

impl Hlc {
    /// The stamp that follows `self` when the wall clock says `now`.
    #[must_use]
    pub fn tick(self, now: Timestamp) -> Self {
        if now.0 > self.ms {
            Self { ms: now.0, counter: 0 }
        } else if self.counter == u32::MAX {
            Self { ms: self.ms.saturating_add(1), counter: 0 }
        } else {
            Self { ms: self.ms, counter: self.counter + 1 }
        }
    }
}

impl fmt::Display for Hlc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.ms, self.counter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stamps_rise_whatever_the_wall_clock_does() {
        let mut last = Hlc::default();
        for now in [5, 5, 3, 10, 9, 10, 11] {
            let next = last.tick(Timestamp(now));
            assert!(next > last, "{next} after {last} at {now}");
            last = next;
        }
        assert_eq!(last, Hlc { ms: 11, counter: 0 });
        let full = Hlc { ms: 7, counter: u32::MAX };
        assert!(full.tick(Timestamp(0)) > full);
    }

    #[test]
    fn the_day_is_the_shops() {
        let table = [
            (0, 0, (1970, 1, 1)),
            (951_782_400_000, 0, (2000, 2, 29)),
            (1_709_164_800_000, 0, (2024, 2, 29)),
            (1_709_251_199_999, 60, (2024, 3, 1)),
            (1_704_067_200_000, -1, (2023, 12, 31)),
        ];
        for (at, offset, day) in table {
            assert_eq!(LocalTime { at: Timestamp(at), offset }.day(), day, "{at} {offset}");
        }
    }
}
