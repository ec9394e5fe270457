//! Money and quantities as a person reads and types them, in the shop's currency and the operator's language.

use crate::i18n::format;
use crate::register::Register;
use evertill_domain::quantity::{Quantity, Unit};
use evertill_money::{Amount, Currency, Rate, format_decimal, parse_decimal};
use leptos::prelude::*;

/// Formats and reads amounts of the shop's one currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Money {
    code: String,
    exponent: u8,
}

impl Money {
    /// For a currency.
    pub fn of(currency: Currency) -> Self {
        Self { code: currency.code().to_owned(), exponent: currency.exponent() }
    }

    /// The amount with its currency. Follows the language when called from a view.
    pub fn format(&self, amount: Amount) -> String {
        self.format_minor(amount.minor())
    }

    /// As [`Money::format`], for minor units.
    pub fn format_minor(&self, minor: i64) -> String {
        format::format_money(minor, &self.code, self.exponent)
    }

    /// A quantity without its unit.
    pub fn quantity(&self, quantity: Quantity) -> String {
        format::decimal(quantity.as_thousandths(), 3)
    }

    /// Reads an amount as typed, with either decimal separator; `None` where it is none.
    pub fn parse(&self, text: &str) -> Option<Amount> {
        parse_decimal(&western_digits(text), self.exponent).ok().and_then(|minor| Amount::new(minor).ok())
    }

    /// The amount as a field takes it: without currency and groups.
    pub fn plain(&self, amount: Amount) -> String {
        format_decimal(amount.minor(), self.exponent)
    }

    /// How many decimals the currency has.
    pub fn exponent(&self) -> u8 {
        self.exponent
    }
}

impl Register {
    /// The shop's currency; follows the settings when called from a view.
    pub fn money(self) -> Money {
        self.settings
            .with(|settings| settings.as_ref().map(|settings| Money::of(settings.currency)))
            .unwrap_or(NO_MONEY)
    }

    /// The shop's currency as of now.
    pub fn money_now(self) -> Money {
        let settings = self.settings.read_untracked();
        settings.as_ref().map(|settings| Money::of(settings.currency)).unwrap_or(NO_MONEY)
    }
}

/// Before the register is open no amount is shown in earnest.
const NO_MONEY: Money = Money { code: String::new(), exponent: 2 };

/// A quantity with its unit, which pieces do without.
pub fn with_unit(quantity: Quantity, unit: Unit) -> String {
    let number = format::decimal(quantity.as_thousandths(), 3);
    match symbol(unit) {
        "" => number,
        symbol => format!("{number} {symbol}"),
    }
}

/// A unit's symbol after the International System, or the one in common use; empty for pieces.
pub fn symbol(unit: Unit) -> &'static str {
    match unit {
        Unit::Each => "",
        Unit::Kilogram => "kg",
        Unit::Pound => "lb",
        Unit::Litre => "l",
        Unit::Gallon => "gal",
        Unit::Metre => "m",
    }
}

/// A rate as a percentage.
pub fn percent(rate: Rate) -> String {
    format::percent(i64::from(rate.as_millionths()) / 100)
}

/// Reads a percentage as typed, from 0 to 100 with up to four decimals.
pub fn parse_percent(text: &str) -> Option<Rate> {
    let text = western_digits(text.trim().trim_end_matches(['%', '٪']));
    let scaled = parse_decimal(&text, 4).ok()?;
    u32::try_from(scaled).ok().and_then(|millionths| Rate::millionths(millionths).ok())
}

/// Reads a quantity as typed, with up to three decimals.
pub fn parse_quantity(text: &str) -> Option<Quantity> {
    Quantity::parse(&western_digits(text)).ok()
}

/// Arabic-Indic digits and separators as the rules read them; everything else stays.
pub fn western_digits(text: &str) -> String {
    let western = |c: char| match c {
        '٠'..='٩' => char::from_digit(u32::from(c) - u32::from('٠'), 10).unwrap_or(c),
        '٫' => '.',
        _ => c,
    };
    text.chars().map(western).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_read_in_either_script() {
        let money = Money::of(Currency::from_code("USD").unwrap());
        for (text, minor) in
            [("12.5", Some(1250)), ("12,50", Some(1250)), ("١٢٫٥", Some(1250)), ("x", None), ("", None)]
        {
            assert_eq!(money.parse(text).map(Amount::minor), minor, "{text}");
        }
        assert_eq!(parse_percent("7.5 %").map(Rate::as_millionths), Some(75_000));
        assert_eq!(parse_percent("-1"), None);
        assert_eq!(parse_quantity("٢").map(Quantity::as_thousandths), Some(2_000));
    }
}
