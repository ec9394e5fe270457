//! The sums of one month, day by day: what is kept, so that a report need not read the sales again.
//!
//! Names stand once for the whole month and days refer to them by their place, so that a year of a busy shop takes a few
//! megabytes. A month remembers the last decision that it counts and counts none twice, whichever is offered again.

use evertill_money::Overflow;
use std::collections::BTreeMap;

use super::day::{DayNumber, hour_of};
use super::packed::{pack, unpack};
use super::sums::{Figures, Goods, TaxName, Taxed, TenderKind, Turnover, by_tax, by_tender};
use crate::ids::{OperatorId, Seq, Sku};
use crate::record;
use crate::record::{Fault, Sink, Source, Stored};
use crate::sale::Sale;

/// What items are told apart by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemName {
    /// The shop's code.
    pub sku: Sku,
    /// What it was called when it was sold last.
    pub name: String,
}

/// One day's sums. Its parts are ordered by what they are of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DaySums {
    /// Which day.
    pub day: DayNumber,
    /// Where the first of its sales was prepared.
    pub first: Seq,
    /// Where the last of them was decided.
    pub last: Seq,
    /// The figures.
    pub figures: Figures,
    /// By hour of the wall clock, 0 to 23.
    pub hours: Vec<(u16, Turnover)>,
    /// By item, by its place among the month's names.
    pub items: Items,
    /// By tender: how many sales used it, and what it took.
    pub tenders: Vec<(TenderKind, Turnover)>,
    /// By tax, by its place among the month's names.
    pub taxes: Vec<(u32, Taxed)>,
    /// By operator, by the place among the month's.
    pub operators: Vec<(u32, Turnover)>,
}

record!(DaySums { day, first, last, figures, hours, items, tenders, taxes, operators });

/// What was sold of each item, ordered by its place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Items(pub Vec<(u32, Goods)>);

impl Stored for Items {
    fn write(&self, to: &mut dyn Sink) {
        to.bytes(&pack(&self.0));
    }

    fn read(from: &mut dyn Source) -> Result<Self, Fault> {
        unpack(&from.bytes()?).map(Self).ok_or_else(|| Fault::new("these are no sums of items"))
    }
}

/// Names of items as they are kept: in columns, which need no names of fields in each row.
#[derive(Default)]
struct Names {
    sku: Vec<Sku>,
    name: Vec<String>,
}

record!(Names { sku, name });

/// One month.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Month {
    /// The last decision that it counts.
    pub covers: Seq,
    /// The items that its days refer to.
    pub items: Vec<ItemName>,
    /// The taxes.
    pub taxes: Vec<TaxName>,
    /// The operators; `None` for a sale without one.
    pub operators: Vec<Option<OperatorId>>,
    /// Its days with sales, in order.
    pub days: Vec<DaySums>,
    /// The places of items, made when they are first asked for.
    places: Places,
}

/// Where each item stands among the names. It follows from them, and so makes no difference between two months.
#[derive(Clone, Debug, Default)]
struct Places(BTreeMap<Sku, u32>);

impl PartialEq for Places {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Places {}

impl Stored for Month {
    fn write(&self, to: &mut dyn Sink) {
        let Self { covers, items, taxes, operators, days, .. } = self.clone();
        let (sku, name) = items.into_iter().map(|item| (item.sku, item.name)).unzip();
        Kept { covers, items: Names { sku, name }, taxes, operators, days }.write(to);
    }

    fn read(from: &mut dyn Source) -> Result<Self, Fault> {
        let Kept { covers, items: Names { sku, name }, taxes, operators, days } = Kept::read(from)?;
        if sku.len() != name.len() {
            return Err(Fault::new("the columns do not fit together"));
        }
        let items = sku.into_iter().zip(name).map(|(sku, name)| ItemName { sku, name }).collect();
        let month = Self { covers, items, taxes, operators, days, places: Places::default() };
        if month.fits_together() { Ok(month) } else { Err(Fault::new("a day refers to a name that is not there")) }
    }
}

/// A month as it is kept.
struct Kept {
    covers: Seq,
    items: Names,
    taxes: Vec<TaxName>,
    operators: Vec<Option<OperatorId>>,
    days: Vec<DaySums>,
}

record!(Kept { covers, items, taxes, operators, days });

impl Month {
    /// Counts a sale that was prepared and confirmed at these places, unless it is counted already.
    ///
    /// # Errors
    /// [`Overflow`]; the month is then no longer whole.
    pub fn count(&mut self, sale: &Sale, prepared: Seq, confirmed: Seq) -> Result<(), Overflow> {
        if confirmed <= self.covers {
            return Ok(());
        }
        self.covers = confirmed;
        let operator = place_of(&mut self.operators, &sale.operator);
        let items = sale.lines.iter().map(|line| self.item_place(&line.sku, &line.name)).collect::<Vec<_>>();
        let taxes = by_tax(sale);
        let taxes: Vec<_> = taxes.iter().map(|(name, taxed)| (place_of(&mut self.taxes, name), *taxed)).collect();
        let turnover = Turnover { sales: 1, total: sale.totals.total };
        let day = self.day_mut(DayNumber::of_sale(sale), prepared);
        day.first = day.first.min(prepared);
        day.last = day.last.max(confirmed);
        day.figures.add(&Figures::of(sale)?)?;
        entry(&mut day.hours, u16::from(hour_of(sale.time))).add(turnover)?;
        entry(&mut day.operators, operator).add(turnover)?;
        for (line, item) in sale.lines.iter().zip(items) {
            entry(&mut day.items.0, item).add(&Goods::of(line)?)?;
        }
        for (kind, total) in by_tender(sale)? {
            entry(&mut day.tenders, kind).add(Turnover { sales: 1, total })?;
        }
        for (tax, taxed) in taxes {
            entry(&mut day.taxes, tax).add(taxed)?;
        }
        Ok(())
    }

    fn day_mut(&mut self, day: DayNumber, first: Seq) -> &mut DaySums {
        let at = match self.days.binary_search_by_key(&day, |known| known.day) {
            Ok(at) => at,
            Err(at) => {
                self.days.insert(at, DaySums::new(day, first));
                at
            }
        };
        // Found or put there just now.
        #[allow(clippy::indexing_slicing, reason = "the place was found or made in the lines above")]
        &mut self.days[at]
    }

    /// The place of an item among the names, and its name of now.
    fn item_place(&mut self, sku: &Sku, name: &str) -> u32 {
        if self.places.0.len() != self.items.len() {
            let places = self.items.iter().zip(0..).map(|(item, at)| (item.sku.clone(), at));
            self.places = Places(places.collect());
        }
        let next = u32::try_from(self.items.len()).unwrap_or(u32::MAX);
        let at = *self.places.0.entry(sku.clone()).or_insert(next);
        match usize::try_from(at).ok().and_then(|at| self.items.get_mut(at)) {
            Some(known) if known.name == name => {}
            Some(known) => name.clone_into(&mut known.name),
            None => self.items.push(ItemName { sku: sku.clone(), name: name.to_owned() }),
        }
        at
    }

    /// Whether every place that a day refers to is there, and all stands in order: what was read may be damaged.
    fn fits_together(&self) -> bool {
        let ordered = self.days.windows(2).all(|pair| matches!(pair, [a, b] if a.day < b.day));
        ordered
            && self.days.iter().all(|day| {
                within(&day.items.0, self.items.len())
                    && within(&day.taxes, self.taxes.len())
                    && within(&day.operators, self.operators.len())
                    && within(&day.hours, 24)
                    && ascends(&day.tenders)
            })
    }
}

impl DaySums {
    fn new(day: DayNumber, first: Seq) -> Self {
        let (hours, items, tenders, taxes, operators) = Default::default();
        Self { day, first, last: first, figures: Figures::default(), hours, items, tenders, taxes, operators }
    }
}

fn within<K: Copy + Ord + Into<u64>, V>(rows: &[(K, V)], count: usize) -> bool {
    ascends(rows) && rows.last().is_none_or(|(last, _)| (*last).into() < count as u64)
}

fn ascends<K: Ord, V>(rows: &[(K, V)]) -> bool {
    rows.windows(2).all(|pair| matches!(pair, [(a, _), (b, _)] if a < b))
}

/// The row of a key in an ordered list, made where there is none.
pub(super) fn entry<K: Ord, V: Default>(rows: &mut Vec<(K, V)>, key: K) -> &mut V {
    let at = match rows.binary_search_by(|(known, _)| known.cmp(&key)) {
        Ok(at) => at,
        Err(at) => {
            rows.insert(at, (key, V::default()));
            at
        }
    };
    #[allow(clippy::indexing_slicing, reason = "the place was found or made in the lines above")]
    &mut rows[at].1
}

/// The place of a name in a short list, appended where it is new.
fn place_of<T: PartialEq + Clone>(list: &mut Vec<T>, name: &T) -> u32 {
    let at = list.iter().position(|known| known == name).unwrap_or_else(|| {
        list.push(name.clone());
        list.len() - 1
    });
    u32::try_from(at).unwrap_or(u32::MAX)
}
