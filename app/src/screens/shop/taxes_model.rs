//! What is typed about a tax, as data: read from a category, and judged when it becomes one.

use crate::money::parse_percent;
use evertill_domain::Refusal;
use evertill_domain::day::Day;
use evertill_domain::ids::TaxCategoryId;
use evertill_domain::shop::Settings;
use evertill_domain::tax::{DatedRate, TaxCategory, TaxComponent, TaxMode};
use evertill_money::{Amount, Rate};

/// A category as it is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    /// Its short name.
    pub id: String,
    /// What people call it.
    pub label: String,
    /// In or on top of the price.
    pub mode: TaxMode,
    /// The id of the category for what is taken away; empty for none.
    pub take_away: String,
    /// Its taxes.
    pub components: Vec<TypedComponent>,
}

/// One of its taxes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypedComponent {
    /// What the receipt prints before the rate.
    pub label: String,
    /// Whether it is charged on the others too.
    pub compound: bool,
    /// First day as `2026-01-31`, or nothing for one that has always applied; and the percentage.
    pub rates: Vec<(String, String)>,
}

/// Why what was typed is no category.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// The short name is missing or too long.
    Id,
    /// Another category has it.
    IdTaken,
    /// A rate of this component is no percentage.
    Rate(String),
}

impl Typed {
    /// A new category of one tax.
    pub fn new(mode: TaxMode) -> Typed {
        let tax = TypedComponent { label: String::new(), compound: false, rates: vec![Default::default()] };
        Typed { id: String::new(), label: String::new(), mode, take_away: String::new(), components: vec![tax] }
    }

    /// A category as it is. One of a single tax is shown as one component, whose label loses the rate that it says.
    pub fn of(tax: &TaxCategory) -> Typed {
        let rate = |dated: &DatedRate| (dated.from.map(|day| day.to_string()).unwrap_or_default(), plain(dated.rate));
        let mut components: Vec<TypedComponent> = tax
            .components
            .iter()
            .map(|part| TypedComponent {
                label: part.label.clone(),
                compound: part.compound,
                rates: part.rates.iter().map(rate).collect(),
            })
            .collect();
        if components.is_empty() {
            let rates = vec![(String::new(), plain(tax.rate))];
            components.push(TypedComponent { label: without_rate(&tax.label), compound: false, rates });
        }
        let take_away = tax.take_away.as_ref().map(ToString::to_string).unwrap_or_default();
        Typed { id: tax.id.to_string(), label: tax.label.clone(), mode: tax.mode, take_away, components }
    }

    /// The category, which stays what it is where nothing about its tax was changed.
    ///
    /// # Errors
    /// [`Wrong`], the first from above.
    pub fn read(&self, before: Option<&TaxCategory>) -> Result<TaxCategory, Wrong> {
        let id = TaxCategoryId::new(&self.id).map_err(|_| Wrong::Id)?;
        let mut components = Vec::with_capacity(self.components.len());
        for typed in &self.components {
            let alone = self.components.len() == 1 && typed.label.trim().is_empty();
            let label = if alone { without_rate(self.label.trim()) } else { typed.label.trim().to_owned() };
            let mut rates = Vec::with_capacity(typed.rates.len());
            for (from, percent) in &typed.rates {
                let rate = parse_percent(percent).ok_or_else(|| Wrong::Rate(label.clone()))?;
                rates.push(DatedRate { from: Day::parse(from), rate });
            }
            rates.sort_by_key(|dated| dated.from);
            components.push(TaxComponent { label, rates, compound: typed.compound, exempt: false });
        }
        let mut tax = TaxCategory::single(id, self.label.trim().to_owned(), Rate::ZERO, self.mode);
        match before.filter(|before| Typed::of(before).components == self.components) {
            Some(before) => {
                tax.rate = before.rate;
                tax.components.clone_from(&before.components);
            }
            None => tax.components = components,
        }
        tax.take_away = TaxCategoryId::new(&self.take_away).ok();
        Ok(tax)
    }
}

/// These settings with `tax` in the place of the one with its id, or behind all others where it `is_new`.
///
/// # Errors
/// [`Wrong::IdTaken`].
pub fn with_tax(mut settings: Settings, tax: TaxCategory, is_new: bool) -> Result<Settings, Wrong> {
    match settings.taxes.iter_mut().find(|known| known.id == tax.id) {
        Some(_) if is_new => return Err(Wrong::IdTaken),
        Some(known) => *known = tax,
        None => settings.taxes.push(tax),
    }
    Ok(settings)
}

/// The rates that begin after `day`, as component, rate and first day.
pub fn to_come(tax: &TaxCategory, day: Day) -> Vec<(String, Rate, Day)> {
    let of = |part: &TaxComponent| {
        let later = part.rates.iter().filter_map(|dated| Some((dated.rate, dated.from.filter(|from| *from > day)?)));
        later.map(|(rate, from)| (part.label.clone(), rate, from)).collect::<Vec<_>>()
    };
    tax.components.iter().flat_map(of).collect()
}

/// What a price comes to: without taxes, each tax, and what the customer pays.
///
/// # Errors
/// [`Refusal::TaxRateMissing`] on a day before the first rate.
pub fn preview(tax: &TaxCategory, settings: &Settings, day: Day, price: Amount) -> Result<Preview, Refusal> {
    let tax = tax.as_of(day, None)?;
    let charge = tax.charge(price, settings.tax_rounding)?;
    let sum = Amount::sum(charge.parts.iter().copied())?;
    let net = if tax.mode == TaxMode::Inclusive { price.minus(sum)? } else { price };
    let taxes =
        tax.parts().zip(charge.parts).map(|((label, rate, _), amount)| (label.to_owned(), rate, amount)).collect();
    Ok(Preview { net, taxes, pays: net.plus(sum)? })
}

/// What a price comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// Without taxes.
    pub net: Amount,
    /// Each tax: its label, its rate where the label does not say it, and its amount.
    pub taxes: Vec<(String, Option<Rate>, Amount)>,
    /// What the customer pays.
    pub pays: Amount,
}

/// A rate as it is typed: `8.875`.
fn plain(rate: Rate) -> String {
    let text = evertill_money::format_decimal(i64::from(rate.as_millionths()), 4);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// `Sales tax 7 %` is the sales tax; a label that is nothing but a rate stays.
fn without_rate(label: &str) -> String {
    if !label.ends_with(['%', '٪']) {
        return label.to_owned();
    }
    let told = label.trim_end_matches(|c: char| c.is_numeric() || " %٪.,٫".contains(c)).trim();
    if told.is_empty() { label.to_owned() } else { told.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn single(label: &str, millionths: u32) -> TaxCategory {
        let rate = Rate::millionths(millionths).unwrap();
        TaxCategory::single(TaxCategoryId::new("standard").unwrap(), label.to_owned(), rate, TaxMode::Exclusive)
    }

    #[test]
    fn a_tax_that_is_opened_and_saved_stays_what_it_is() {
        for tax in [single("Sales tax 7 %", 70_000), single("8.875 %", 88_750), single("Zone 2", 0)] {
            assert_eq!(Typed::of(&tax).read(Some(&tax)), Ok(tax));
        }
    }

    #[test]
    fn another_rate_from_a_day_makes_a_component_of_a_single_tax() {
        let tax = single("Sales tax 7 %", 70_000);
        let mut typed = Typed::of(&tax);
        assert_eq!((typed.components[0].label.as_str(), typed.components[0].rates[0].1.as_str()), ("Sales tax", "7"));
        typed.components[0].rates.insert(0, ("2027-01-01".to_owned(), "7,5".replace(',', ".")));
        let changed = typed.read(Some(&tax)).unwrap();
        let rates: Vec<_> =
            changed.components[0].rates.iter().map(|dated| (dated.from, dated.rate.as_millionths())).collect();
        assert_eq!(rates, [(None, 70_000), (Day::parse("2027-01-01"), 75_000)]);
        assert_eq!((changed.label.as_str(), changed.rate), ("Sales tax 7 %", Rate::ZERO));
    }

    #[test]
    fn what_cannot_be_a_tax_says_what_is_wrong_with_it() {
        let mut typed = Typed::of(&single("VAT", 70_000));
        typed.components[0].rates[0].1 = "seven".to_owned();
        assert_eq!(typed.read(None), Err(Wrong::Rate("VAT".to_owned())));
        typed.components[0] =
            TypedComponent { label: " ".to_owned(), compound: false, rates: vec![(String::new(), "7".to_owned())] };
        assert_eq!(typed.read(None).map(|tax| tax.components[0].label.clone()), Ok("VAT".to_owned()));
        typed.id = " ".to_owned();
        assert_eq!(typed.read(None), Err(Wrong::Id));
    }
}
