//! The report itself: the sums of a span of days, in the order in which people want to see them.

use evertill_money::Overflow;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use super::book::Book;
use super::day::{DayNumber, Span};
use super::month::{ItemName, entry};
use super::sums::{Figures, Goods, TaxName, Taxed, TenderKind, Turnover};
use crate::ids::{OperatorId, Sku};

/// What was sold of one item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemSum {
    /// The shop's code.
    pub sku: Sku,
    /// What it was called when it was sold last.
    pub name: String,
    /// How much, and for what.
    pub goods: Goods,
}

/// What was sold of all items of a category.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupSum {
    /// The department; empty for items without one, and for items that are no longer known.
    pub department: String,
    /// The category within it; may be empty.
    pub category: String,
    /// For what. Quantities of different goods are not added up.
    pub goods: Goods,
}

/// The sums of a span.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The figures at its head.
    pub figures: Figures,
    /// By hour of the wall clock, all 24.
    pub hours: Vec<Turnover>,
    /// By day, those with sales, in order.
    pub days: Vec<(DayNumber, Turnover)>,
    /// By item, the largest first.
    pub items: Vec<ItemSum>,
    /// By tender.
    pub tenders: Vec<(TenderKind, Turnover)>,
    /// By tax.
    pub taxes: Vec<(TaxName, Taxed)>,
    /// By operator, the largest first.
    pub operators: Vec<(Option<OperatorId>, Turnover)>,
}

impl Report {
    /// Adds up the days of `span`.
    ///
    /// # Errors
    /// [`Overflow`] beyond the range of an amount.
    pub fn of(book: &Book, span: Span) -> Result<Self, Overflow> {
        let mut report = Self { hours: vec![Turnover::default(); 24], ..Self::default() };
        let mut items = ItemSums::default();
        let mut taxes: Vec<(TaxName, Taxed)> = Vec::new();
        for (month, day) in book.days(span) {
            report.figures.add(&day.figures)?;
            let mut of_day = Turnover::default();
            for (hour, turnover) in &day.hours {
                of_day.add(*turnover)?;
                if let Some(sum) = report.hours.get_mut(usize::from(*hour)) {
                    sum.add(*turnover)?;
                }
            }
            report.days.push((day.day, of_day));
            items.add(&month.items, &day.items.0)?;
            for (kind, turnover) in &day.tenders {
                entry(&mut report.tenders, *kind).add(*turnover)?;
            }
            for (name, taxed) in named(&month.taxes, &day.taxes) {
                match taxes.iter_mut().find(|(known, _)| known == name) {
                    Some((_, sum)) => sum.add(*taxed)?,
                    None => taxes.push((name.clone(), *taxed)),
                }
            }
            for (operator, turnover) in named(&month.operators, &day.operators) {
                match report.operators.iter_mut().find(|(known, _)| known == operator) {
                    Some((_, sum)) => sum.add(*turnover)?,
                    None => report.operators.push((operator.clone(), *turnover)),
                }
            }
        }
        report.items = items.into_sums();
        taxes.sort_by(|(a, _), (b, _)| a.order().cmp(&b.order()));
        report.taxes = taxes;
        report.operators.sort_by_key(|(_, turnover)| Reverse(turnover.total));
        Ok(report)
    }

    /// By category, the largest first. `group_of` says where an item belongs today, as department and category: goods that
    /// were moved to another shelf are looked at where they are now.
    ///
    /// # Errors
    /// [`Overflow`].
    pub fn groups(&self, group_of: impl Fn(&Sku) -> Option<(String, String)>) -> Result<Vec<GroupSum>, Overflow> {
        let mut sums: BTreeMap<(String, String), Goods> = BTreeMap::new();
        for item in &self.items {
            sums.entry(group_of(&item.sku).unwrap_or_default()).or_default().add(&item.goods)?;
        }
        let mut groups: Vec<_> =
            sums.into_iter().map(|((department, category), goods)| GroupSum { department, category, goods }).collect();
        groups.sort_by_key(|group| Reverse(group.goods.total));
        Ok(groups)
    }
}

fn named<'a, N, V>(names: &'a [N], rows: &'a [(u32, V)]) -> impl Iterator<Item = (&'a N, &'a V)> {
    rows.iter().filter_map(|(at, value)| Some((names.get(usize::try_from(*at).ok()?)?, value)))
}

/// Items of several months, whose places differ: translated once for each month, and not once for each day.
#[derive(Default)]
struct ItemSums<'a> {
    names: Vec<&'a ItemName>,
    sums: Vec<Goods>,
    /// Where each item stands; nothing follows from the order of the map.
    places: HashMap<&'a Sku, usize>,
    /// The month's list that was translated last, by its address, and the places of its items here.
    translated: (usize, Vec<usize>),
}

impl<'a> ItemSums<'a> {
    fn add(&mut self, names: &'a [ItemName], rows: &[(u32, Goods)]) -> Result<(), Overflow> {
        let list = names.as_ptr() as usize;
        if self.translated.0 != list {
            let mut places = Vec::with_capacity(names.len());
            self.places.reserve(names.len().saturating_sub(self.places.len()));
            for item in names {
                let at = *self.places.entry(&item.sku).or_insert(self.names.len());
                match self.names.get_mut(at) {
                    Some(known) => *known = item,
                    None => {
                        self.names.push(item);
                        self.sums.push(Goods::default());
                    }
                }
                places.push(at);
            }
            self.translated = (list, places);
        }
        for (at, goods) in rows {
            let place = usize::try_from(*at).ok().and_then(|at| self.translated.1.get(at));
            if let Some(sum) = place.and_then(|place| self.sums.get_mut(*place)) {
                sum.add(goods)?;
            }
        }
        Ok(())
    }

    /// The largest first, and of equal ones by their code. An item of a month that the span only touches may have no sale.
    fn into_sums(self) -> Vec<ItemSum> {
        let sold = self.names.into_iter().zip(self.sums).filter(|(_, goods)| *goods != Goods::default());
        let mut sold: Vec<_> = sold.collect();
        sold.sort_unstable_by(|(a, one), (b, other)| other.total.cmp(&one.total).then_with(|| a.sku.cmp(&b.sku)));
        let named =
            |(item, goods): (&ItemName, Goods)| ItemSum { sku: item.sku.clone(), name: item.name.clone(), goods };
        sold.into_iter().map(named).collect()
    }
}
