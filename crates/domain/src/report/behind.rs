//! The sales behind a row of a report.

use std::collections::BTreeSet;

use super::day::hour_of;
use super::month::{DaySums, Month};
use super::sums::{TaxName, TenderKind, by_tax};
use crate::ids::{OperatorId, Sku};
use crate::sale::{Sale, SaleLine};

/// Which sales stand behind a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Behind {
    /// All of them.
    All,
    /// Those that took something back.
    Refunds,
    /// Those of an hour of the wall clock.
    Hour(u8),
    /// Those with any of these items.
    Items(BTreeSet<Sku>),
    /// Those that this kind of tender paid, wholly or in part.
    Tender(TenderKind),
    /// Those with this tax.
    Tax(TaxName),
    /// Those of an operator, or of nobody.
    Operator(Option<OperatorId>),
}

impl Behind {
    /// Whether a sale stands behind the row.
    #[must_use]
    pub fn has(&self, sale: &Sale) -> bool {
        match self {
            Self::All => true,
            Self::Refunds => sale.post_void.is_none() && sale.lines.iter().any(SaleLine::is_return),
            Self::Hour(hour) => hour_of(sale.time) == *hour,
            Self::Items(items) => sale.lines.iter().any(|line| items.contains(&line.sku)),
            Self::Tender(kind) => {
                sale.tenders.iter().any(|tender| TenderKind::of(tender) == *kind)
                    || (*kind == TenderKind::Cash && !sale.change.is_zero())
            }
            Self::Tax(name) => by_tax(sale).iter().any(|(known, _)| known == name),
            Self::Operator(operator) => sale.operator == *operator,
        }
    }

    /// Whether a day has such sales, so that no others need to be read.
    #[must_use]
    pub fn is_on(&self, month: &Month, day: &DaySums) -> bool {
        fn any<N, V>(names: &[N], rows: &[(u32, V)], is: impl Fn(&N) -> bool) -> bool {
            rows.iter().any(|(at, _)| usize::try_from(*at).ok().and_then(|at| names.get(at)).is_some_and(&is))
        }
        match self {
            Self::All => true,
            Self::Refunds => day.figures.refunds > 0,
            Self::Hour(hour) => day.hours.iter().any(|(known, _)| known == &u16::from(*hour)),
            Self::Items(items) => any(&month.items, &day.items.0, |item| items.contains(&item.sku)),
            Self::Tender(kind) => day.tenders.iter().any(|(known, _)| known == kind),
            Self::Tax(name) => any(&month.taxes, &day.taxes, |known| known == name),
            Self::Operator(operator) => any(&month.operators, &day.operators, |known| known == operator),
        }
    }
}
