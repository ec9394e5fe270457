//! The shop's settings: what a register needs to know before it can sell.

use std::fmt;

use evertill_money::{Amount, Currency, Rate};
use serde::Deserialize;

use crate::Refusal;
use crate::day::Day;
use crate::discount::Discount;
use crate::goods::{GoodsFault, GoodsRules};
use crate::ids::{GroupId, TaxCategoryId, checked_text};
use crate::payments::{Payments, PaymentsError};
use crate::people::{Act, Role, default_roles};
use crate::pricing::SALE_LIMIT;
use crate::record;
use crate::tax::{TaxCategory, TaxRounding};

/// The rules of one shop, as of one revision.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Settings {
    /// The shop's name, on screen and receipt.
    pub shop_name: String,
    /// Address and registration lines at the head of a receipt, at most eight.
    pub header_lines: Vec<String>,
    /// Thanks and terms at the foot of a receipt, at most eight.
    pub footer_lines: Vec<String>,
    /// The one currency of the books.
    pub currency: Currency,
    /// The tax categories; the first is the default of new items.
    pub taxes: Vec<TaxCategory>,
    /// The loyalty program, where there is one.
    pub loyalty: Option<LoyaltyProgram>,
    /// Notes offered as quick cash, in minor units, ascending.
    pub notes: Vec<Amount>,
    /// Whether this is the demonstration shop, which says so on screen.
    pub demonstration: bool,
    /// How tax becomes whole minor units.
    #[serde(default)]
    pub tax_rounding: TaxRounding,
    /// How goods are rung up beside their own prices.
    #[serde(default)]
    pub goods: GoodsRules,
    /// What groups of operators may do; those of [`crate::people::default_roles`] while there are none.
    #[serde(skip)]
    pub roles: Vec<Role>,
    /// How shifts and cash are handled.
    #[serde(default)]
    pub till: TillRules,
    /// What promotions and price lists have to keep to.
    #[serde(default)]
    pub offers: OfferSettings,
    /// How money is taken.
    #[serde(default)]
    pub payments: Payments,
    /// What happens to goods that come back.
    #[serde(default)]
    pub refunds: RefundRules,
    /// Where customers reach the register's pages, such as `https://shop.example`; empty where they do not. At most
    /// [`Settings::ADDRESS_LIMIT`] characters.
    #[serde(default)]
    pub receipt_address: String,
}

record!(Settings { shop_name, header_lines, footer_lines, currency, taxes, loyalty, notes, demonstration; tax_rounding, goods, roles, till, offers, payments, refunds, receipt_address });

/// What happens to goods that come back.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct RefundRules {
    /// Whether cash is given for goods that were paid otherwise.
    pub cash_instead: bool,
    /// The most that is taken back at once without a receipt; `None` for no limit.
    pub without_receipt_limit: Option<Amount>,
    /// Whether cash is given for goods without a receipt, and not store credit only.
    pub without_receipt_cash: bool,
    /// Whether whoever brings goods without a receipt has to be a customer that the shop knows.
    pub without_receipt_customer: bool,
}

record!(RefundRules { cash_instead, without_receipt_limit, without_receipt_cash, without_receipt_customer });

/// How shifts and cash are handled.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct TillRules {
    /// Whether nothing is sold while no shift is open.
    pub shift_required: bool,
    /// Whether whoever counts a drawer does not see beforehand what it should hold.
    pub blind_count: bool,
    /// At how many minutes after midnight a day of the books begins, at most [`TillRules::LATEST_DAY_BEGIN`].
    pub day_begins: u16,
    /// After how many minutes without a touch the register locks; 0 is never.
    pub lock_after: u16,
    /// What the drawer may hold before the register asks for a pickup; `None` where it never does.
    pub pickup_above: Option<Amount>,
    /// Whether receipts say who sold.
    pub name_on_receipt: bool,
}

record!(TillRules { shift_required, blind_count, day_begins, lock_after, pickup_above; name_on_receipt });

impl TillRules {
    /// Noon: a day that begins later belongs to nobody's books.
    pub const LATEST_DAY_BEGIN: u16 = 12 * 60;
    /// The longest time before a register locks, in minutes.
    pub const LONGEST_LOCK: u16 = 240;
}

/// What promotions and price lists have to keep to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct OfferSettings {
    /// The largest share of the goods that all promotions of a sale together take off; `None` for no limit.
    #[serde(default)]
    pub most_off: Option<Rate>,
    /// The groups of customers that prices and promotions can be for.
    #[serde(default)]
    pub groups: Vec<CustomerGroup>,
    /// Why operators usually change a price or give a discount; empty for what the register suggests itself.
    #[serde(default)]
    pub reasons: Vec<String>,
}

record!(OfferSettings { most_off, groups; reasons });

/// A group of customers, such as staff or wholesale.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct CustomerGroup {
    /// Its name in the books; never changes.
    pub id: GroupId,
    /// What it is called.
    pub name: String,
}

record!(CustomerGroup { id, name });

/// How points are earned and what they are worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub struct LoyaltyProgram {
    /// A customer earns one point for each whole `earn_per` of a sale's total; positive.
    pub earn_per: Amount,
    /// What one redeemed point pays; positive.
    pub point_value: Amount,
}

record!(LoyaltyProgram { earn_per, point_value });

/// Why settings cannot be taken into force. It names the field, so that a person can correct it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SettingsError {
    /// The shop's name is empty, longer than [`Settings::TEXT_LIMIT`] or unprintable.
    ShopName,
    /// More than [`Settings::LINES_LIMIT`] lines at the head or foot of a receipt.
    TooManyLines,
    /// A line of the head or foot is too long or unprintable; empty ones are spacing.
    ReceiptLine {
        /// Its text.
        line: String,
    },
    /// There is no tax category, so that nothing could be sold.
    NoTaxes,
    /// More than [`Settings::TAXES_LIMIT`] tax categories.
    TooManyTaxes,
    /// Two tax categories have the same id.
    DuplicateTax {
        /// Which.
        tax: TaxCategoryId,
    },
    /// A tax category has no printable label.
    TaxLabel {
        /// Which.
        tax: TaxCategoryId,
    },
    /// A component has no printable name of its own, or there are more than [`TaxCategory::COMPONENTS_LIMIT`].
    TaxComponents {
        /// Of which category.
        tax: TaxCategoryId,
    },
    /// A component has no rate, more than [`TaxCategory::RATES_LIMIT`], or days that do not ascend.
    TaxRates {
        /// Of which category.
        tax: TaxCategoryId,
        /// Of which component.
        component: String,
    },
    /// A component has no rate yet on this day.
    TaxRateMissing {
        /// Of which category.
        tax: TaxCategoryId,
        /// Of which component.
        component: String,
        /// The day.
        day: Day,
    },
    /// A tax on tax needs another component that it is charged on.
    TaxOnTax {
        /// Of which category.
        tax: TaxCategoryId,
    },
    /// What applies to what is taken away is no other category of the same mode that applies whatever the service.
    TakeAway {
        /// Of which category.
        tax: TaxCategoryId,
    },
    /// A point must be earned by, and be worth, something above zero and within the limit of a sale.
    LoyaltyOutOfRange,
    /// Notes must be above zero and each above the one before; at most [`Settings::NOTES_LIMIT`].
    Notes,
    /// Barcode templates, modifiers or favourites cannot be used.
    Goods(GoodsFault),
    /// A day of the books begins by noon, a register locks within four hours, and a drawer's limit is above zero.
    Till,
    /// Roles need distinct ids and printable names; somebody must be able to change the shop's rules.
    Roles,
    /// The largest share that promotions take off must be above 0 and at most 100 %.
    MostOff,
    /// More than [`OfferSettings::REASONS_LIMIT`] usual reasons, or one that is empty, too long or unprintable.
    Reasons,
    /// More than [`OfferSettings::GROUPS_LIMIT`] groups of customers.
    TooManyGroups,
    /// A group of customers has no printable name, or its name or id is there twice.
    Group {
        /// Which.
        group: GroupId,
    },
    /// Money cannot be taken by these rules.
    Payments(PaymentsError),
    /// The most that is taken back without a receipt lies above zero and within the limit of a sale.
    Refunds,
    /// The address of receipts is none that a browser opens safely.
    ReceiptAddress,
}

impl fmt::Display for SettingsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ShopName => write!(f, "shop_name must have 1 to {} printable characters", Settings::TEXT_LIMIT),
            Self::TooManyLines => {
                write!(f, "header_lines and footer_lines may have {} lines each", Settings::LINES_LIMIT)
            }
            Self::ReceiptLine { line } => write!(f, "the receipt line {line:?} is too long or unprintable"),
            Self::NoTaxes => write!(f, "taxes must have at least one category"),
            Self::TooManyTaxes => write!(f, "taxes may have {} categories", Settings::TAXES_LIMIT),
            Self::DuplicateTax { tax } => write!(f, "the tax category {tax} is there twice"),
            Self::TaxLabel { tax } => write!(f, "the tax category {tax} needs a printable label"),
            Self::TaxComponents { tax } => write!(
                f,
                "the components of the tax category {tax} need names that differ; at most {}",
                TaxCategory::COMPONENTS_LIMIT
            ),
            Self::TaxRates { tax, component } => {
                write!(f, "{component} of the tax category {tax} needs rates whose days ascend")
            }
            Self::TaxRateMissing { tax, component, day } => {
                write!(f, "{component} of the tax category {tax} has no rate on {day}")
            }
            Self::TaxOnTax { tax } => write!(f, "the tax category {tax} has a tax on tax and no tax that it is on"),
            Self::TakeAway { tax } => {
                write!(
                    f,
                    "take_away of the tax category {tax} must name another one of the same mode, without take_away"
                )
            }
            Self::LoyaltyOutOfRange => write!(f, "earn_per and point_value of loyalty must be above zero"),
            Self::Notes => write!(f, "notes must be above zero and ascend"),
            Self::Goods(fault) => write!(f, "{fault}"),
            Self::Till => {
                write!(f, "till: day_begins is at most 720, lock_after at most 240, pickup_above is above zero")
            }
            Self::Roles => {
                write!(f, "roles need distinct ids and printable names, and one of them the right to change the shop")
            }
            Self::MostOff => write!(f, "most_off of offers must be above 0 and at most 100 %"),
            Self::Reasons => write!(
                f,
                "offers may have {} reasons of {} characters",
                OfferSettings::REASONS_LIMIT,
                Discount::NOTE_LIMIT
            ),
            Self::TooManyGroups => write!(f, "offers may have {} groups", OfferSettings::GROUPS_LIMIT),
            Self::Group { group } => write!(f, "the group {group} needs a name and an id of its own"),
            Self::ReceiptAddress => write!(f, "receipt_address must be empty, or https:// and the name of a host"),
            Self::Refunds => write!(f, "without_receipt_limit of refunds must be above zero"),
            Self::Payments(wrong) => write!(f, "payments cannot be taken by these rules: {wrong:?}"),
        }
    }
}

impl std::error::Error for SettingsError {}

impl Settings {
    /// The most characters of the shop's name, of a receipt line and of a tax label.
    pub const TEXT_LIMIT: usize = 120;
    /// The most lines at the head, and at the foot, of a receipt.
    pub const LINES_LIMIT: usize = 8;
    /// The most tax categories.
    pub const TAXES_LIMIT: usize = 40;
    /// The most notes.
    pub const NOTES_LIMIT: usize = 12;
    /// The most characters of the address of receipts.
    pub const ADDRESS_LIMIT: usize = 80;

    /// Settings of a shop that has chosen nothing but its currency. They have no name and no taxes yet, and so do not
    /// [`Settings::validate`].
    #[must_use]
    pub fn plain(currency: Currency) -> Self {
        Self {
            shop_name: String::new(),
            header_lines: Vec::new(),
            footer_lines: Vec::new(),
            currency,
            taxes: Vec::new(),
            loyalty: None,
            notes: Vec::new(),
            demonstration: false,
            tax_rounding: TaxRounding::default(),
            goods: GoodsRules::default(),
            roles: Vec::new(),
            till: TillRules::default(),
            offers: OfferSettings::default(),
            payments: Payments::default(),
            refunds: RefundRules::default(),
            receipt_address: String::new(),
        }
    }

    /// Whether a register can sell by these settings. Whoever takes settings from outside asks
    /// before they are appended.
    ///
    /// # Errors
    /// [`SettingsError`], the first in the order of the fields.
    pub fn validate(&self) -> Result<(), SettingsError> {
        checked_text(&self.shop_name, Self::TEXT_LIMIT).map_err(|_| SettingsError::ShopName)?;
        for lines in [&self.header_lines, &self.footer_lines] {
            if lines.len() > Self::LINES_LIMIT {
                return Err(SettingsError::TooManyLines);
            }
            if let Some(line) = lines.iter().find(|line| !is_receipt_line(line)) {
                return Err(SettingsError::ReceiptLine { line: line.chars().take(Self::TEXT_LIMIT).collect() });
            }
        }
        self.validate_taxes()?;
        if self.loyalty.is_some_and(|program| !program.is_in_range()) {
            return Err(SettingsError::LoyaltyOutOfRange);
        }
        let ascends = self.notes.windows(2).all(|pair| matches!(pair, [a, b] if a < b));
        if self.notes.len() > Self::NOTES_LIMIT || !ascends || self.notes.iter().any(|note| *note <= Amount::ZERO) {
            return Err(SettingsError::Notes);
        }
        self.goods.check().map_err(SettingsError::Goods)?;
        self.payments.validate(self.currency).map_err(SettingsError::Payments)?;
        let in_range = |limit: Amount| limit > Amount::ZERO && limit <= SALE_LIMIT;
        if self.refunds.without_receipt_limit.is_some_and(|limit| !in_range(limit)) {
            return Err(SettingsError::Refunds);
        }
        if !is_address(&self.receipt_address) {
            return Err(SettingsError::ReceiptAddress);
        }
        if !self.till.is_in_range() {
            return Err(SettingsError::Till);
        }
        if !roles_are_usable(&self.roles) {
            return Err(SettingsError::Roles);
        }
        self.offers.validate()
    }

    /// The roles in force.
    #[must_use]
    pub fn roles(&self) -> Vec<Role> {
        if self.roles.is_empty() { default_roles() } else { self.roles.clone() }
    }

    fn validate_taxes(&self) -> Result<(), SettingsError> {
        if self.taxes.is_empty() {
            return Err(SettingsError::NoTaxes);
        }
        if self.taxes.len() > Self::TAXES_LIMIT {
            return Err(SettingsError::TooManyTaxes);
        }
        for (at, tax) in self.taxes.iter().enumerate() {
            if self.taxes.iter().take(at).any(|before| before.id == tax.id) {
                return Err(SettingsError::DuplicateTax { tax: tax.id.clone() });
            }
            if checked_text(&tax.label, Self::TEXT_LIMIT).is_err() {
                return Err(SettingsError::TaxLabel { tax: tax.id.clone() });
            }
            self.validate_tax(tax)?;
        }
        Ok(())
    }

    fn validate_tax(&self, tax: &TaxCategory) -> Result<(), SettingsError> {
        let id = || tax.id.clone();
        for (at, component) in tax.components.iter().enumerate() {
            let twice = tax.components.iter().take(at).any(|before| before.label == component.label);
            let unnamed = checked_text(&component.label, Self::TEXT_LIMIT).is_err();
            if twice || unnamed || tax.components.len() > TaxCategory::COMPONENTS_LIMIT {
                return Err(SettingsError::TaxComponents { tax: id() });
            }
            let ascend = component.rates.windows(2).all(|pair| matches!(pair, [a, b] if a.from < b.from));
            if component.rates.is_empty() || component.rates.len() > TaxCategory::RATES_LIMIT || !ascend {
                return Err(SettingsError::TaxRates { tax: id(), component: component.label.clone() });
            }
        }
        if !tax.components.is_empty() && tax.components.iter().all(|component| component.compound) {
            return Err(SettingsError::TaxOnTax { tax: id() });
        }
        let Some(away) = &tax.take_away else { return Ok(()) };
        let fits = |other: &TaxCategory| other.id == *away && other.mode == tax.mode && other.take_away.is_none();
        if *away != tax.id && self.taxes.iter().any(fits) { Ok(()) } else { Err(SettingsError::TakeAway { tax: id() }) }
    }

    /// Whether everything can be taxed on `day`. Whoever takes settings from a person asks for today, beside
    /// [`Settings::validate`].
    ///
    /// # Errors
    /// [`SettingsError::TaxRateMissing`].
    pub fn has_rates_on(&self, day: Day) -> Result<(), SettingsError> {
        for tax in &self.taxes {
            if let Some(component) = tax.components.iter().find(|component| component.rate_on(day).is_none()) {
                let (tax, component) = (tax.id.clone(), component.label.clone());
                return Err(SettingsError::TaxRateMissing { tax, component, day });
            }
        }
        Ok(())
    }

    /// Whether it makes a difference to any tax where goods are consumed.
    #[must_use]
    pub fn asks_for_service(&self) -> bool {
        self.taxes.iter().any(|tax| tax.take_away.is_some())
    }

    /// The tax category with this id.
    ///
    /// # Errors
    /// [`Refusal::UnknownTax`] when the settings have none.
    pub fn tax(&self, id: &TaxCategoryId) -> Result<&TaxCategory, Refusal> {
        self.taxes.iter().find(|tax| tax.id == *id).ok_or_else(|| Refusal::UnknownTax { tax: id.clone() })
    }
}

/// Whether customers can be sent there: over HTTPS, or to this very machine, which is how a shop tries it.
fn is_address(text: &str) -> bool {
    let host = |text: &str| {
        let host = text.split(':').next().unwrap_or_default();
        let plain = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-' | ':');
        !host.is_empty() && text.chars().all(plain)
    };
    let own =
        ["http://localhost", "http://127.0.0.1"].iter().any(|own| text == *own || text.starts_with(&format!("{own}:")));
    let secure = text.strip_prefix("https://").is_some_and(host);
    text.is_empty()
        || text.len() <= Settings::ADDRESS_LIMIT && (secure || own && text.strip_prefix("http://").is_some_and(host))
}

impl TillRules {
    fn is_in_range(&self) -> bool {
        self.day_begins <= Self::LATEST_DAY_BEGIN
            && self.lock_after <= Self::LONGEST_LOCK
            && self.pickup_above.is_none_or(|limit| limit > Amount::ZERO && limit <= SALE_LIMIT)
    }
}

/// None are the default ones. Of others, one has to be able to change them back.
fn roles_are_usable(roles: &[Role]) -> bool {
    let distinct = |(at, role): (usize, &Role)| roles.iter().take(at).all(|before| before.id != role.id);
    let named = |role: &Role| checked_text(&role.name, Role::NAME_LIMIT).is_ok();
    roles.is_empty()
        || roles.len() <= Role::LIMIT
            && roles.iter().all(named)
            && roles.iter().enumerate().all(distinct)
            && roles.iter().any(|role| role.acts.contains(&Act::Shop))
}

impl OfferSettings {
    /// The most groups of customers.
    pub const GROUPS_LIMIT: usize = 40;
    /// The most usual reasons.
    pub const REASONS_LIMIT: usize = 12;

    fn validate(&self) -> Result<(), SettingsError> {
        if self.most_off.is_some_and(|most| most.is_zero() || most > Rate::WHOLE) {
            return Err(SettingsError::MostOff);
        }
        if self.groups.len() > Self::GROUPS_LIMIT {
            return Err(SettingsError::TooManyGroups);
        }
        for (at, group) in self.groups.iter().enumerate() {
            let mut before = self.groups.iter().take(at);
            let twice = before.any(|known| known.id == group.id || known.name.trim() == group.name.trim());
            if twice || checked_text(&group.name, Settings::TEXT_LIMIT).is_err() {
                return Err(SettingsError::Group { group: group.id.clone() });
            }
        }
        let fits = |reason: &String| checked_text(reason, Discount::NOTE_LIMIT).is_ok();
        if self.reasons.len() > Self::REASONS_LIMIT || !self.reasons.iter().all(fits) {
            return Err(SettingsError::Reasons);
        }
        Ok(())
    }
}

impl LoyaltyProgram {
    fn is_in_range(&self) -> bool {
        [self.earn_per, self.point_value].into_iter().all(|amount| amount > Amount::ZERO && amount <= SALE_LIMIT)
    }
}

fn is_receipt_line(line: &str) -> bool {
    line.trim().is_empty() || checked_text(line, Settings::TEXT_LIMIT).is_ok()
}

#[cfg(test)]
mod tests {
    use evertill_money::Rate;

    use super::*;
    use crate::barcode::{BarcodeTemplate, PatternFault, TemplateFault};
    use crate::tax::{DatedRate, TaxComponent, TaxMode};

    fn tax(id: &str, label: &str) -> TaxCategory {
        TaxCategory::single(
            TaxCategoryId::new(id).unwrap(),
            label.to_owned(),
            Rate::percent(7).unwrap(),
            TaxMode::Exclusive,
        )
    }

    fn good() -> Settings {
        Settings {
            shop_name: "Corner Market".to_owned(),
            header_lines: vec!["1 Main Street".to_owned(), String::new()],
            footer_lines: Vec::new(),
            taxes: vec![tax("food", "Food"), tax("standard", "Sales tax")],
            loyalty: Some(LoyaltyProgram { earn_per: Amount::minor_i32(100), point_value: Amount::minor_i32(1) }),
            notes: [100, 500].map(Amount::minor_i32).to_vec(),
            ..Settings::plain(Currency::from_code("USD").unwrap())
        }
    }

    fn role(id: &str, acts: &[Act]) -> Role {
        Role {
            id: crate::ids::RoleId::new(id).unwrap(),
            name: id.to_owned(),
            acts: acts.to_vec(),
            discount_limit: None,
            refund_limit: None,
        }
    }

    fn group(id: &str, name: &str) -> CustomerGroup {
        CustomerGroup { id: GroupId::new(id).unwrap(), name: name.to_owned() }
    }

    fn program(earn_per: i32, point_value: i32) -> Option<LoyaltyProgram> {
        let [earn_per, point_value] = [earn_per, point_value].map(Amount::minor_i32);
        Some(LoyaltyProgram { earn_per, point_value })
    }

    fn notes(minor: &[i32]) -> Vec<Amount> {
        minor.iter().map(|minor| Amount::minor_i32(*minor)).collect()
    }

    #[test]
    fn settings_that_a_register_cannot_sell_by_are_refused_by_field() {
        type Spoil = fn(&mut Settings);
        let long = "x".repeat(120);
        let food = TaxCategoryId::new("food").unwrap();
        let table: [(Spoil, Result<(), SettingsError>); 40] = [
            (|_| (), Ok(())),
            (|s| s.loyalty = None, Ok(())),
            (|s| s.notes = Vec::new(), Ok(())),
            (|s| s.shop_name = "  ".to_owned(), Err(SettingsError::ShopName)),
            (|s| s.shop_name = "x".repeat(121), Err(SettingsError::ShopName)),
            (|s| s.header_lines = vec![String::new(); 9], Err(SettingsError::TooManyLines)),
            (|s| s.footer_lines = vec!["x".repeat(200)], Err(SettingsError::ReceiptLine { line: long })),
            (
                |s| s.footer_lines = vec!["cut\u{1d}V".to_owned()],
                Err(SettingsError::ReceiptLine { line: "cut\u{1d}V".to_owned() }),
            ),
            (|s| s.taxes = Vec::new(), Err(SettingsError::NoTaxes)),
            (|s| s.taxes = (0..41).map(|n| tax(&n.to_string(), "t")).collect(), Err(SettingsError::TooManyTaxes)),
            (|s| s.taxes.push(tax("food", "again")), Err(SettingsError::DuplicateTax { tax: food.clone() })),
            (|s| s.taxes = vec![tax("food", " ")], Err(SettingsError::TaxLabel { tax: food })),
            (|s| s.loyalty = program(0, 1), Err(SettingsError::LoyaltyOutOfRange)),
            (|s| s.loyalty = program(-100, 1), Err(SettingsError::LoyaltyOutOfRange)),
            (|s| s.loyalty = program(100, 0), Err(SettingsError::LoyaltyOutOfRange)),
            (|s| s.notes = notes(&[500, 100]), Err(SettingsError::Notes)),
            (|s| s.notes = notes(&[0, 100]), Err(SettingsError::Notes)),
            (|s| s.till.day_begins = 720, Ok(())),
            (|s| s.till.day_begins = 721, Err(SettingsError::Till)),
            (|s| s.till.lock_after = 241, Err(SettingsError::Till)),
            (|s| s.till.pickup_above = Some(Amount::ZERO), Err(SettingsError::Till)),
            (|s| s.roles = default_roles(), Ok(())),
            (|s| s.roles = vec![role("a", &[Act::Refund])], Err(SettingsError::Roles)),
            (|s| s.roles = vec![role("a", &[Act::Shop]), role("a", &[])], Err(SettingsError::Roles)),
            (|s| s.roles = vec![role("a", &[Act::Shop]); 21], Err(SettingsError::Roles)),
            (|s| s.offers.reasons = vec!["Damaged".to_owned()], Ok(())),
            (|s| s.offers.reasons = vec![" ".to_owned()], Err(SettingsError::Reasons)),
            (|s| s.offers.reasons = vec!["x".to_owned(); 13], Err(SettingsError::Reasons)),
            (|s| s.offers.most_off = Some(Rate::ZERO), Err(SettingsError::MostOff)),
            (|s| s.offers.most_off = Some(Rate::percent(101).unwrap()), Err(SettingsError::MostOff)),
            (
                |s| s.offers.groups = (0..41).map(|n| group(&n.to_string(), "g")).collect(),
                Err(SettingsError::TooManyGroups),
            ),
            (
                |s| s.offers.groups = vec![group("staff", "Staff"), group("2", "Staff ")],
                Err(SettingsError::Group { group: GroupId::new("2").unwrap() }),
            ),
            (
                |s| s.offers.groups = vec![group("staff", " ")],
                Err(SettingsError::Group { group: GroupId::new("staff").unwrap() }),
            ),
            (|s| s.payments.cash_step = Some(Amount::ZERO), Err(SettingsError::Payments(PaymentsError::CashStep))),
            (|s| s.refunds.without_receipt_limit = Some(Amount::ZERO), Err(SettingsError::Refunds)),
            (|s| s.receipt_address = "https://shop.example:8443".to_owned(), Ok(())),
            (|s| s.receipt_address = "http://127.0.0.1:8080".to_owned(), Ok(())),
            (|s| s.receipt_address = "http://shop.example".to_owned(), Err(SettingsError::ReceiptAddress)),
            (|s| s.receipt_address = "https://shop.example/r".to_owned(), Err(SettingsError::ReceiptAddress)),
            (|s| s.receipt_address = "javascript:alert(1)".to_owned(), Err(SettingsError::ReceiptAddress)),
        ];
        for (at, (spoil, expected)) in table.into_iter().enumerate() {
            let mut settings = good();
            spoil(&mut settings);
            assert_eq!(settings.validate(), expected, "row {at}");
        }
    }

    fn component(label: &str, from: &[Option<&str>], compound: bool) -> TaxComponent {
        let rates = from.iter().map(|from| DatedRate { from: from.and_then(Day::parse), rate: Rate::ZERO });
        TaxComponent { label: label.to_owned(), rates: rates.collect(), compound, exempt: false }
    }

    #[test]
    fn a_tax_that_could_not_be_charged_is_refused_by_what_has_to_change() {
        type Spoil = fn(&mut TaxCategory);
        let food = TaxCategoryId::new("food").unwrap();
        let id = || food.clone();
        let named = |component: &str| SettingsError::TaxRates { tax: id(), component: component.to_owned() };
        let table: [(Spoil, Result<(), SettingsError>); 14] = [
            (|_| (), Ok(())),
            (|t| t.components = vec![component("A", &[None, Some("2026-01-01")], false)], Ok(())),
            (|t| t.components = vec![component(" ", &[None], false)], Err(SettingsError::TaxComponents { tax: id() })),
            (
                |t| t.components = vec![component("A", &[None], false), component("A", &[None], false)],
                Err(SettingsError::TaxComponents { tax: id() }),
            ),
            (
                |t| t.components = ["A", "B", "C", "D", "E", "F", "G"].map(|l| component(l, &[None], false)).to_vec(),
                Err(SettingsError::TaxComponents { tax: id() }),
            ),
            (|t| t.components = vec![component("A", &[], false)], Err(named("A"))),
            (|t| t.components = vec![component("A", &[Some("2026-01-01"), None], false)], Err(named("A"))),
            (
                |t| t.components = vec![component("A", &[Some("2026-01-01"), Some("2026-01-01")], false)],
                Err(named("A")),
            ),
            (|t| t.components = vec![component("A", &[None], true)], Err(SettingsError::TaxOnTax { tax: id() })),
            (|t| t.components = vec![component("A", &[None], true), component("B", &[None], false)], Ok(())),
            (|t| t.take_away = TaxCategoryId::new("standard").ok(), Ok(())),
            (|t| t.take_away = TaxCategoryId::new("food").ok(), Err(SettingsError::TakeAway { tax: id() })),
            (|t| t.take_away = TaxCategoryId::new("gone").ok(), Err(SettingsError::TakeAway { tax: id() })),
            (
                |t| {
                    t.take_away = TaxCategoryId::new("standard").ok();
                    t.mode = TaxMode::Inclusive;
                },
                Err(SettingsError::TakeAway { tax: id() }),
            ),
        ];
        for (at, (spoil, expected)) in table.into_iter().enumerate() {
            let mut settings = good();
            settings.taxes.iter_mut().take(1).for_each(spoil);
            assert_eq!(settings.validate(), expected, "row {at}");
        }
    }

    #[test]
    fn a_tax_has_to_have_a_rate_on_the_day_that_it_is_set_up() {
        let mut settings = good();
        settings.taxes[0].components = vec![component("VAT", &[Some("2026-01-01")], false)];
        assert_eq!(settings.validate(), Ok(()));
        for (day, has) in [("2025-12-31", false), ("2026-01-01", true), ("2030-01-01", true)] {
            assert_eq!(settings.has_rates_on(Day::parse(day).unwrap()).is_ok(), has, "{day}");
        }
    }

    #[test]
    fn settings_say_what_is_wrong_with_the_rules_of_goods() {
        let mut settings = good();
        settings.goods.barcodes =
            vec![BarcodeTemplate { name: "Deli".to_owned(), pattern: "40 IIIII PPPPP C".to_owned() }];
        let fault = PatternFault::OpenPrefix;
        let fault = GoodsFault::Template(TemplateFault::Pattern { name: "Deli".to_owned(), fault });
        assert_eq!(settings.validate(), Err(SettingsError::Goods(fault)));
    }
}
