//! What was sold, added up: by hour, day, item, tender, tax and operator.
//!
//! A [`Book`] counts the confirmed sales of a journal into sums of days, which are kept; a [`Report`] adds up those of a
//! [`Span`]. A sale belongs to the day that it has in the books and to the hour of the shop's wall clock, so that a clock
//! that is set in between changes no sum. Read in this order: `sums`, `day`, `month`, `book`, `summary`, `behind`.

mod behind;
mod book;
mod day;
mod month;
mod packed;
mod summary;
mod sums;

pub use behind::Behind;
pub use book::{Book, Unfit};
pub use day::{DayNumber, Period, Span, hour_of};
pub use month::{DaySums, ItemName, Month};
pub use summary::{GroupSum, ItemSum, Report};
pub use sums::{Figures, Goods, TaxName, Taxed, TenderKind, Turnover, by_tax, by_tender};
