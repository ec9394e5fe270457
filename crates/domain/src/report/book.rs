//! The book of sales: every confirmed sale of a journal, counted once, month by month.

use evertill_money::{Amount, Overflow};
use std::collections::{BTreeMap, BTreeSet};

use super::day::DayNumber;
use super::month::{DaySums, Month};
use crate::event::Event;
use crate::ids::Seq;
use crate::sale::Sale;

/// What a book says does not follow from the journal: it has to be made anew, and where that does not help, the journal is
/// broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// A sum would leave its range.
    Range,
    /// The decision at this place decides nothing that was prepared.
    Undecidable(Seq),
    /// At this place the journal's own totals are others.
    Totals(Seq),
}

impl From<Overflow> for Unfit {
    fn from(_: Overflow) -> Self {
        Self::Range
    }
}

/// Counts confirmed sales. Entries are pushed in the order of the journal, in whatever slices.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Book {
    covers: Seq,
    /// What was ever sold and ever given back, as the journal's own totals have it.
    totals: (Amount, Amount),
    months: BTreeMap<u32, Month>,
    waiting: BTreeMap<Seq, Box<Sale>>,
    changed: BTreeSet<u32>,
}

impl Book {
    /// A book as it was kept: what it covers, the journal's totals there, its months, and the sales that had been prepared
    /// by then and not decided.
    #[must_use]
    pub fn kept(
        covers: Seq,
        totals: (Amount, Amount),
        months: BTreeMap<u32, Month>,
        waiting: BTreeMap<Seq, Box<Sale>>,
    ) -> Self {
        Self { covers, totals, months, waiting, changed: BTreeSet::new() }
    }

    /// The last entry that it covers.
    #[must_use]
    pub const fn covers(&self) -> Seq {
        self.covers
    }

    /// What was ever sold, and what was ever given back.
    #[must_use]
    pub const fn totals(&self) -> (Amount, Amount) {
        self.totals
    }

    /// Where the sales stand that wait for their decision.
    pub fn waiting(&self) -> impl Iterator<Item = Seq> {
        self.waiting.keys().copied()
    }

    /// All months with sales.
    #[must_use]
    pub const fn months(&self) -> &BTreeMap<u32, Month> {
        &self.months
    }

    /// The months that changed since this was last asked.
    pub fn take_changed(&mut self) -> Vec<u32> {
        std::mem::take(&mut self.changed).into_iter().collect()
    }

    /// The days with sales from one to another, in order.
    pub fn days(&self, span: super::Span) -> impl DoubleEndedIterator<Item = (&Month, &DaySums)> {
        let months = self.months.range(span.from.month()..=span.to.month());
        months
            .flat_map(|(_, month)| month.days.iter().map(move |day| (month, day)))
            .filter(move |(_, day)| span.contains(day.day))
    }

    /// The first and the last day with sales.
    #[must_use]
    pub fn reach(&self) -> Option<(DayNumber, DayNumber)> {
        let first = self.months.values().next()?.days.first()?.day;
        let last = self.months.values().next_back()?.days.last()?.day;
        Some((first, last))
    }

    /// Notes that everything up to `at` was pushed, or is nothing that counts: an event that this build does not know.
    pub fn pass(&mut self, at: Seq) {
        self.covers = self.covers.max(at);
    }

    /// Counts the entry at `at`; one that the book covers already changes nothing.
    ///
    /// # Errors
    /// [`Unfit`]: the book is then no longer whole.
    pub fn push(&mut self, at: Seq, event: Event) -> Result<(), Unfit> {
        if at <= self.covers {
            return Ok(());
        }
        self.covers = at;
        match event {
            Event::SalePrepared(sale) => {
                self.waiting.insert(at, sale);
                Ok(())
            }
            Event::SaleConfirmed(decision) => {
                let sale = self.waiting.remove(&decision.prepared).ok_or(Unfit::Undecidable(at))?;
                self.count(&sale, decision.prepared, at)?;
                let said = (decision.grand_total, decision.refund_total);
                if self.totals == said { Ok(()) } else { Err(Unfit::Totals(at)) }
            }
            Event::SaleRolledBack(decision) => {
                self.waiting.remove(&decision.prepared).map(drop).ok_or(Unfit::Undecidable(at))
            }
            _ => Ok(()),
        }
    }

    fn count(&mut self, sale: &Sale, prepared: Seq, confirmed: Seq) -> Result<(), Unfit> {
        let total = sale.totals.total;
        if total.is_negative() {
            self.totals.1 = self.totals.1.minus(total)?;
        } else {
            self.totals.0 = self.totals.0.plus(total)?;
        }
        let month = DayNumber::of_sale(sale).month();
        self.months.entry(month).or_default().count(sale, prepared, confirmed)?;
        self.changed.insert(month);
        Ok(())
    }
}
