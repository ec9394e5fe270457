//! Days of the books, and the spans of days that people compare.

use crate::clock::LocalTime;
use crate::day::Day;
use crate::sale::Sale;
use crate::transparent;

/// A calendar day in the proleptic Gregorian calendar: days since 1970-01-01, which was a Thursday.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DayNumber(pub u32);

transparent!(DayNumber);

impl DayNumber {
    /// The last day that can be named: 9999-12-31.
    pub const LAST: Self = Self(2_932_896);

    /// The day on the shop's wall clock; one before 1970 is taken for the first.
    #[must_use]
    pub fn of_time(time: LocalTime) -> Self {
        let local = i128::from(time.at.0) + i128::from(time.offset) * 60_000;
        Self(u32::try_from(local.div_euclid(86_400_000).max(0)).unwrap_or(Self::LAST.0).min(Self::LAST.0))
    }

    /// The day that a sale belongs to in the books: its business date, or the day of its time where it has none.
    #[must_use]
    pub fn of_sale(sale: &Sale) -> Self {
        sale.business_date.map_or_else(|| Self::of_time(sale.time), Self::of_day)
    }

    /// The number of a day; one before 1970 is taken for the first.
    #[must_use]
    pub fn of_day(day: Day) -> Self {
        let (year, month, day) = day.parts();
        Self::of_date(i64::from(year), month, day).unwrap_or_default()
    }

    /// The day of a date; `None` where there is no such date, or none in the range.
    #[must_use]
    pub fn of_date(year: i64, month: u8, day: u8) -> Option<Self> {
        let year = u32::try_from(year).ok().filter(|year| (1970..=9999).contains(year))?;
        // Leap days before the year, from the year 1 on.
        let leaps = |year: u32| (year - 1) / 4 - (year - 1) / 100 + (year - 1) / 400;
        let first = (year - 1970) * 365 + leaps(year) - leaps(1970);
        (first..first + 366).map(Self).find(|at| at.date() == (i64::from(year), month, day))
    }

    /// The date as (year, month, day).
    #[must_use]
    pub fn date(self) -> (i64, u8, u8) {
        LocalTime { at: crate::clock::Timestamp(u64::from(self.0) * 86_400_000), offset: 0 }.day()
    }

    /// The month that it lies in: months since January of the year 0.
    #[must_use]
    pub fn month(self) -> u32 {
        let (year, month, _) = self.date();
        u32::try_from(year).unwrap_or_default() * 12 + u32::from(month) - 1
    }

    /// The day of the week, from 0 for Monday.
    #[must_use]
    pub const fn weekday(self) -> u32 {
        (self.0 + 3) % 7
    }

    /// The day so many days before, or the first.
    #[must_use]
    pub const fn minus(self, days: u32) -> Self {
        Self(self.0.saturating_sub(days))
    }
}

/// The hour on the shop's wall clock, 0 to 23.
#[must_use]
pub fn hour_of(time: LocalTime) -> u8 {
    let local = i128::from(time.at.0) + i128::from(time.offset) * 60_000;
    u8::try_from(local.div_euclid(3_600_000).rem_euclid(24)).unwrap_or_default()
}

/// Days from one to another, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The first day.
    pub from: DayNumber,
    /// The last day, never before the first.
    pub to: DayNumber,
}

impl Span {
    /// From the earlier to the later of two days.
    #[must_use]
    pub fn new(a: DayNumber, b: DayNumber) -> Self {
        Self { from: a.min(b), to: a.max(b) }
    }

    /// How many days it has, at least one.
    #[must_use]
    pub const fn days(self) -> u32 {
        self.to.0 - self.from.0 + 1
    }

    /// Whether a day lies in it.
    #[must_use]
    pub fn contains(self, day: DayNumber) -> bool {
        self.from <= day && day <= self.to
    }
}

/// What a report can be about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// The day that it is.
    Today,
    /// The day before.
    Yesterday,
    /// From Monday to the day that it is (ISO 8601).
    Week,
    /// From the first of the month to the day that it is.
    Month,
    /// Any days.
    Custom(Span),
}

impl Period {
    /// Its days, when it is `today`.
    #[must_use]
    pub fn span(self, today: DayNumber) -> Span {
        let (_, _, of_month) = today.date();
        match self {
            Self::Today => Span { from: today, to: today },
            Self::Yesterday => Span { from: today.minus(1), to: today.minus(1) },
            Self::Week => Span { from: today.minus(today.weekday()), to: today },
            Self::Month => Span { from: today.minus(u32::from(of_month) - 1), to: today },
            Self::Custom(span) => span,
        }
    }

    /// The days that it is compared with: the same days of the week or the month before, or as many days right before. A
    /// month before that is shorter is taken to its end.
    #[must_use]
    pub fn before(self, today: DayNumber) -> Span {
        let span = self.span(today);
        match self {
            Self::Week => Span { from: span.from.minus(7), to: span.to.minus(7) },
            Self::Month => {
                let last = span.from.minus(1);
                let (_, _, days) = last.date();
                let from = last.minus(u32::from(days) - 1);
                Span { from, to: DayNumber((from.0 + span.days() - 1).min(last.0)) }
            }
            _ => Span { from: span.from.minus(span.days()), to: span.from.minus(1) },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Timestamp;

    fn day(year: i64, month: u8, day: u8) -> DayNumber {
        DayNumber::of_date(year, month, day).unwrap()
    }

    #[test]
    fn a_day_is_its_date_and_back() {
        let table = [
            ((1970, 1, 1), 0, 3),
            ((2000, 2, 29), 11_016, 1),
            ((2026, 11, 24), 20_781, 1),
            ((9999, 12, 31), DayNumber::LAST.0, 4),
        ];
        for (date, number, weekday) in table {
            assert_eq!(DayNumber(number).date(), date);
            assert_eq!(DayNumber::of_date(date.0, date.1, date.2), Some(DayNumber(number)));
            assert_eq!(DayNumber(number).weekday(), weekday, "{date:?}");
        }
        for none in [(2026, 2, 29), (2026, 13, 1), (2026, 4, 31), (1969, 12, 31), (10_000, 1, 1), (2026, 1, 0)] {
            assert_eq!(DayNumber::of_date(none.0, none.1, none.2), None, "{none:?}");
        }
    }

    #[test]
    fn the_hour_is_the_shops() {
        for (at, offset, hour, number) in
            [(0, 0, 0, 0), (3_599_999, 0, 0, 0), (3_600_000, -120, 23, 0), (82_800_000, 60, 0, 1)]
        {
            let time = LocalTime { at: Timestamp(at), offset };
            assert_eq!((hour_of(time), DayNumber::of_time(time)), (hour, DayNumber(number)), "{at} {offset}");
        }
    }

    #[test]
    fn a_period_is_compared_with_the_one_before() {
        let today = day(2026, 3, 31);
        let custom = Period::Custom(Span::new(day(2026, 3, 20), day(2026, 3, 11)));
        let table = [
            (Period::Today, (2026, 3, 31), (2026, 3, 31), (2026, 3, 30), (2026, 3, 30)),
            (Period::Yesterday, (2026, 3, 30), (2026, 3, 30), (2026, 3, 29), (2026, 3, 29)),
            (Period::Week, (2026, 3, 30), (2026, 3, 31), (2026, 3, 23), (2026, 3, 24)),
            // February has no 31st.
            (Period::Month, (2026, 3, 1), (2026, 3, 31), (2026, 2, 1), (2026, 2, 28)),
            (custom, (2026, 3, 11), (2026, 3, 20), (2026, 3, 1), (2026, 3, 10)),
        ];
        for (period, from, to, before_from, before_to) in table {
            let (span, before) = (period.span(today), period.before(today));
            assert_eq!((span.from.date(), span.to.date()), (from, to), "{period:?}");
            assert_eq!((before.from.date(), before.to.date()), (before_from, before_to), "{period:?}");
        }
    }
}
