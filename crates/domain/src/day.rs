//! Calendar days: when a rate begins to apply, which day of the books a sale belongs to.

use std::fmt;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

use crate::clock::{LocalTime, Timestamp};
use crate::record::{Fault, Sink, Source, Stored};

/// A day of the Gregorian calendar, from 0001-01-01 to 9999-12-31. It is kept and read as ISO 8601 writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    year: u16,
    month: u8,
    day: u8,
}

impl Day {
    /// The day of these numbers, where there is one.
    #[must_use]
    pub const fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let days = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if is_leap => 29,
            2 => 28,
            _ => return None,
        };
        let known = year >= 1 && year <= 9_999 && day >= 1 && day <= days;
        if known { Some(Self { year, month, day }) } else { None }
    }

    /// Year, month and day.
    #[must_use]
    pub const fn parts(self) -> (u16, u8, u8) {
        (self.year, self.month, self.day)
    }

    /// Reads `2026-01-31`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '-');
        let mut next = |digits: usize| {
            let part = parts.next().filter(|part| part.len() == digits && part.bytes().all(|b| b.is_ascii_digit()))?;
            part.parse::<u16>().ok()
        };
        let (year, month, day) = (next(4)?, next(2)?, next(2)?);
        Self::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
    }

    /// Days since 1970-01-01; negative before. The eras of 400 years begin on 1 March, so that the leap day is the last of
    /// its year.
    #[must_use]
    pub fn number(self) -> i32 {
        let (month, day) = (i32::from(self.month), i32::from(self.day));
        let year = i32::from(self.year) - i32::from(month <= 2);
        let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
        let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
    }

    /// The day of the week, 0 for Monday to 6 for Sunday. 1970-01-01 was a Thursday.
    #[must_use]
    pub fn weekday(self) -> u8 {
        u8::try_from((self.number() + 3).rem_euclid(7)).unwrap_or(0)
    }

    /// The day of birth of somebody who turns `years` on this day; born on 29 February, they turn it on 28 February too.
    #[must_use]
    pub fn years_before(self, years: u16) -> Self {
        let year = self.year.saturating_sub(years).max(1);
        let known = Self::new(year, self.month, self.day).or_else(|| Self::new(year, self.month, 28));
        known.unwrap_or(self)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl LocalTime {
    /// The day on the shop's wall clock; the last there is beyond the year 9999.
    #[must_use]
    pub fn date(self) -> Day {
        let (year, month, day) = self.day();
        let known = u16::try_from(year).ok().and_then(|year| Day::new(year, month, day));
        known.unwrap_or(Day { year: 9_999, month: 12, day: 31 })
    }

    /// The day of the books when a day begins `day_begins` minutes after midnight: a bar that closes at three counts its night
    /// to the evening before.
    #[must_use]
    pub fn business_day(self, day_begins: u16) -> Day {
        let earlier = self.at.0.saturating_sub(u64::from(day_begins) * 60_000);
        LocalTime { at: Timestamp(earlier), offset: self.offset }.date()
    }
}

impl Stored for Day {
    fn write(&self, to: &mut dyn Sink) {
        to.text(&self.to_string());
    }

    fn read(from: &mut dyn Source) -> Result<Self, Fault> {
        Self::parse(&from.text()?).ok_or_else(|| Fault::new("not a day such as 2026-01-31"))
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| D::Error::custom("not a day such as 2026-01-31"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_age_is_counted_to_the_day() {
        for (today, years, born) in [
            ("2026-11-24", 18, "2008-11-24"),
            ("2024-02-29", 16, "2008-02-29"),
            ("2024-02-29", 18, "2006-02-28"),
            ("0005-01-01", 18, "0001-01-01"),
        ] {
            let born = Day::parse(born).unwrap();
            assert_eq!(Day::parse(today).unwrap().years_before(years), born, "{today}");
        }
    }

    #[test]
    fn a_day_is_read_as_it_is_written_and_no_other_text_is_one() {
        for text in ["0001-01-01", "2024-02-29", "2000-02-29", "2026-12-31", "9999-12-31"] {
            assert_eq!(Day::parse(text).map(|day| day.to_string()).as_deref(), Some(text));
        }
        let wrong = ["", "2026", "2026-1-01", "2026-13-01", "2026-00-10", "2026-04-31", "2025-02-29", "1900-02-29"];
        for text in wrong.into_iter().chain(["0000-01-01", "2026-01-01 ", "2026-01-0a", "+026-01-01", "2026-01-01-01"])
        {
            assert_eq!(Day::parse(text), None, "{text:?}");
        }
    }

    #[test]
    fn days_are_counted_and_have_their_weekday() {
        for (text, number, weekday) in [
            ("1970-01-01", 0, 3),
            ("1969-12-31", -1, 2),
            ("2000-02-29", 11_016, 1),
            ("2000-03-01", 11_017, 2),
            ("2026-11-27", 20_784, 4),
            ("0001-01-01", -719_162, 0),
            ("9999-12-31", 2_932_896, 4),
        ] {
            let day = Day::parse(text).unwrap();
            assert_eq!((day.number(), day.weekday()), (number, weekday), "{text}");
        }
    }

    #[test]
    fn a_moment_belongs_to_the_day_on_the_wall_clock() {
        let new_year = 1_767_225_600_000; // 2026-01-01T00:00:00Z
        for (ms, offset, day) in
            [(new_year, 0, "2026-01-01"), (new_year, -60, "2025-12-31"), (new_year - 1, 60, "2026-01-01")]
        {
            assert_eq!(LocalTime { at: Timestamp(ms), offset }.date().to_string(), day, "{ms} at {offset}");
        }
    }

    #[test]
    fn a_night_past_midnight_belongs_to_the_day_before_where_the_shop_says_so() {
        // 2024-03-01, at midnight, three o'clock and four o'clock UTC.
        let table = [
            (1_709_251_200_000, 0, 0, "2024-03-01"),
            (1_709_251_200_000, 0, 240, "2024-02-29"),
            (1_709_262_000_000, 0, 240, "2024-02-29"),
            (1_709_265_600_000, 0, 240, "2024-03-01"),
            (1_709_262_000_000, 60, 240, "2024-03-01"),
            (0, 0, 240, "1970-01-01"),
        ];
        for (at, offset, begins, day) in table {
            let time = LocalTime { at: Timestamp(at), offset };
            assert_eq!(time.business_day(begins).to_string(), day, "{at} {offset} {begins}");
        }
    }
}
