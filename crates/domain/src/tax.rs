//! Taxes: categories of one tax or several, in or on top of the price, at rates that begin on a day.
//!
//! What a category comes to is worked out in two steps. [`TaxCategory::as_of`] makes the snapshot that a line carries: the
//! rates of the day, and which taxes the customer is exempt from. [`TaxCategory::charge`] is the tax of that snapshot on a
//! base, by component. How bases are added up before they are rounded is the business of [`crate::pricing`].

use evertill_money::{Amount, Overflow, Rate, Rounding, split};
use serde::Deserialize;

use crate::day::Day;
use crate::ids::{TaxCategoryId, checked_text};
use crate::{Refusal, choice, record};

/// Whether shelf prices contain the tax.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
pub enum TaxMode {
    /// The price contains it (VAT in Europe).
    Inclusive,
    /// It is added to the price (sales tax in the United States).
    Exclusive,
}

choice!(TaxMode { Inclusive, Exclusive });

/// A tax category: what a line carries a snapshot of, so that a sale is never re-taxed.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
pub struct TaxCategory {
    /// Its short name in settings and CSV files, such as `standard`.
    pub id: TaxCategoryId,
    /// What people call it; what the receipt prints where it has no components, such as `VAT 19 %`.
    pub label: String,
    /// The rate. Where there are components it says nothing in settings, and on a line what they come to together.
    pub rate: Rate,
    /// In or on top of the price.
    pub mode: TaxMode,
    /// The taxes it consists of, at most [`TaxCategory::COMPONENTS_LIMIT`]; without any it is one tax at `rate`.
    #[serde(default)]
    pub components: Vec<TaxComponent>,
    /// The category that applies instead to what is taken away, where that makes a difference. Never on a line.
    #[serde(default)]
    pub take_away: Option<TaxCategoryId>,
    /// On a line: the customer is exempt from it. Of a category with components each says so for itself.
    #[serde(default)]
    pub exempt: bool,
}

record!(TaxCategory { id, label, rate, mode; components, take_away, exempt });

/// One of several taxes of a category, such as a county's.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
pub struct TaxComponent {
    /// What it is called, such as `CGST`; the receipt prints the rate behind it.
    pub label: String,
    /// Its rates in the order of their days. On a line there is one: that of the day.
    pub rates: Vec<DatedRate>,
    /// Whether it is charged on the price with all components that are not compound: tax on tax.
    #[serde(default)]
    pub compound: bool,
    /// On a line: the customer is exempt from it.
    #[serde(default)]
    pub exempt: bool,
}

record!(TaxComponent { label, rates; compound, exempt });

/// A rate, and when it begins to apply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
pub struct DatedRate {
    /// The first day; `None` for one that has always applied.
    #[serde(default)]
    pub from: Option<Day>,
    /// The rate.
    pub rate: Rate,
}

record!(DatedRate { from, rate });

/// Why somebody need not pay a tax.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
pub struct Exemption {
    /// The certificate's number or the reason, as the receipt prints it.
    pub reason: String,
    /// The components, or categories without components, by their labels; empty for every tax.
    #[serde(default)]
    pub taxes: Vec<String>,
}

record!(Exemption { reason, taxes });

impl Exemption {
    /// The most characters of a reason or label.
    pub const TEXT_LIMIT: usize = 120;
    /// The most labels.
    pub const TAXES_LIMIT: usize = 20;

    /// Whether the texts are there and printable.
    ///
    /// # Errors
    /// [`Refusal::TextInvalid`].
    pub fn check(&self) -> Result<(), Refusal> {
        let fits = |text: &String| checked_text(text, Self::TEXT_LIMIT).is_ok();
        if fits(&self.reason) && self.taxes.len() <= Self::TAXES_LIMIT && self.taxes.iter().all(fits) {
            Ok(())
        } else {
            Err(Refusal::TextInvalid)
        }
    }

    fn covers(&self, label: &str) -> bool {
        self.taxes.is_empty() || self.taxes.iter().any(|tax| tax == label)
    }
}

/// Where the goods are consumed: some taxes depend on it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Service {
    /// At the shop's tables, and whatever is sold where it makes no difference.
    #[default]
    EatIn,
    /// Elsewhere.
    TakeAway,
}

choice!(Service { EatIn, TakeAway });

/// How tax becomes whole minor units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct TaxRounding {
    /// Of which base.
    pub per: RoundedPer,
    /// Whether taxes on top of a price are rounded each or together.
    pub components: RoundedComponents,
    /// What becomes of half a minor unit.
    pub mode: Rounding,
}

record!(TaxRounding { per, components, mode });

/// Which base is taxed as one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub enum RoundedPer {
    /// All lines of a tax together; each line carries what it adds to that.
    #[default]
    Total,
    /// Each line for itself.
    Line,
}

choice!(RoundedPer { Total, Line });

/// How several taxes on top of one price are rounded. Those inside a price always come to the tax in it together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub enum RoundedComponents {
    /// Each for itself (GST and QST).
    #[default]
    Each,
    /// Their sum, which is then split among them (state, county and city).
    Together,
}

choice!(RoundedComponents { Each, Together });
choice!(Rounding { HalfUp, HalfEven, Down });

/// Rates are worked with in millionths of millionths, in which a tax on a tax is exact.
const SCALE: i64 = 1_000_000_000_000;
const MILLION: i64 = 1_000_000;

/// The tax in or on a base.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Charge {
    /// For each component, or for the one tax of a category without components.
    pub parts: Vec<Amount>,
    /// What a price that contains the tax becomes less by, as the customer is exempt.
    pub spared: Amount,
}

impl TaxCategory {
    /// The most components.
    pub const COMPONENTS_LIMIT: usize = 6;
    /// The most rates of one component.
    pub const RATES_LIMIT: usize = 24;

    /// A category of one tax at one rate.
    #[must_use]
    pub const fn single(id: TaxCategoryId, label: String, rate: Rate, mode: TaxMode) -> Self {
        Self { id, label, rate, mode, components: Vec::new(), take_away: None, exempt: false }
    }

    /// The snapshot for a line: rates as of `day`, without those that `exemption` covers.
    ///
    /// # Errors
    /// [`Refusal::TaxRateMissing`] when a component has no rate yet.
    pub fn as_of(&self, day: Day, exemption: Option<&Exemption>) -> Result<Self, Refusal> {
        let covers = |label: &str| exemption.is_some_and(|exemption| exemption.covers(label));
        let mut components = Vec::with_capacity(self.components.len());
        for component in &self.components {
            let Some(rate) = component.rate_on(day) else {
                return Err(Refusal::TaxRateMissing { tax: self.id.clone(), component: component.label.clone(), day });
            };
            components.push(TaxComponent {
                label: component.label.clone(),
                rates: vec![DatedRate { from: None, rate }],
                compound: component.compound,
                exempt: covers(&component.label),
            });
        }
        let exempt = components.is_empty() && covers(&self.label);
        let mut snapshot = Self { components, take_away: None, exempt, ..self.clone() };
        if !snapshot.components.is_empty() {
            let millionths =
                u32::try_from(snapshot.weights(false).iter().sum::<i64>() / MILLION).unwrap_or(Rate::LIMIT);
            snapshot.rate = Rate::millionths(millionths.min(Rate::LIMIT))?;
        }
        Ok(snapshot)
    }

    /// The tax of this snapshot in or on `base`, which is what remains of prices after discounts.
    ///
    /// # Errors
    /// [`Overflow`] beyond the range of [`Amount`].
    pub fn charge(&self, base: Amount, rounding: TaxRounding) -> Result<Charge, Overflow> {
        let each = self.mode == TaxMode::Exclusive && rounding.components == RoundedComponents::Each;
        if each && !self.components.is_empty() {
            self.charge_each(base, rounding.mode)
        } else {
            self.charge_together(base, rounding.mode)
        }
    }

    /// The sum is rounded once and split in turn, so that no part shrinks when the base grows.
    fn charge_together(&self, base: Amount, rounding: Rounding) -> Result<Charge, Overflow> {
        let mut weights = self.weights(true);
        let charged: i64 = weights.iter().sum();
        if self.mode == TaxMode::Exclusive {
            let tax = base.scaled(charged, SCALE, rounding)?;
            return Ok(Charge { parts: split(tax, &weights)?, spared: Amount::ZERO });
        }
        let whole: i64 = self.weights(false).iter().sum();
        weights.push(whole - charged);
        let mut parts = split(base.scaled(whole, SCALE + whole, rounding)?, &weights)?;
        let spared = parts.pop().unwrap_or_default();
        Ok(Charge { parts, spared })
    }

    /// On top of `base`, each component is rounded for itself.
    fn charge_each(&self, base: Amount, rounding: Rounding) -> Result<Charge, Overflow> {
        let mut parts = vec![Amount::ZERO; self.components.len()];
        // The compound ones come second: they are charged on what the others came to as well.
        for compound in [false, true] {
            let taxed = if compound { base.plus(Amount::sum(parts.iter().copied())?)? } else { base };
            let due = |component: &TaxComponent| component.compound == compound && !component.exempt;
            for (component, part) in self.components.iter().zip(&mut parts).filter(|(component, _)| due(component)) {
                *part = component.rate().of(taxed, rounding)?;
            }
        }
        Ok(Charge { parts, spared: Amount::ZERO })
    }

    /// What each part is of the price without tax; where `exemptions` count, those are nothing.
    fn weights(&self, exemptions: bool) -> Vec<i64> {
        let of = |rate: Rate, exempt: bool| if exempt && exemptions { 0 } else { i64::from(rate.as_millionths()) };
        if self.components.is_empty() {
            return vec![of(self.rate, self.exempt) * MILLION];
        }
        let rates = || self.components.iter().map(|component| (component, of(component.rate(), component.exempt)));
        let simple: i64 = rates().filter(|(component, _)| !component.compound).map(|(_, rate)| rate).sum();
        rates().map(|(component, rate)| rate * if component.compound { MILLION + simple } else { MILLION }).collect()
    }

    /// What the receipt calls each part, with its rate where the label does not say it.
    pub fn parts(&self) -> impl Iterator<Item = (&str, Option<Rate>, bool)> {
        let single = self.components.is_empty().then_some((self.label.as_str(), None, self.exempt));
        let several = self.components.iter().map(|part| (part.label.as_str(), Some(part.rate()), part.exempt));
        single.into_iter().chain(several)
    }
}

impl TaxComponent {
    /// The rate on a day; `None` before the first.
    #[must_use]
    pub fn rate_on(&self, day: Day) -> Option<Rate> {
        self.rates.iter().rev().find(|dated| dated.from.is_none_or(|from| from <= day)).map(|dated| dated.rate)
    }

    /// The rate of a component on a line, which has one.
    #[must_use]
    pub fn rate(&self) -> Rate {
        self.rates.last().map_or(Rate::ZERO, |dated| dated.rate)
    }
}
