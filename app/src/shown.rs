//! How values of the domain read on screen and paper: money, quantities, moments on the shop's own clock.

use crate::i18n::format::{self, Moment};
use crate::i18n::{lang, receipt};
use crate::register::Register;
use evertill_domain::Currency;
use evertill_domain::clock::LocalTime;
use evertill_domain::quantity::{Quantity, Unit};
use evertill_money::Amount;
use leptos::prelude::*;

/// An amount of a currency. Follows the language when called from a view.
pub fn money_of(currency: Currency, amount: Amount) -> String {
    format::format_money(amount.minor(), currency.code(), currency.exponent())
}

/// An amount in the shop's currency; a plain number while the settings are not known. Follows language and settings.
pub fn money(register: Register, amount: Amount) -> String {
    let currency = register.settings.with(|settings| settings.as_ref().map(|settings| settings.currency));
    currency.map_or_else(|| format::number(amount.minor()), |currency| money_of(currency, amount))
}

/// A quantity with its unit; pieces are a bare number.
pub fn quantity(quantity: Quantity, unit: Unit) -> String {
    let number = format::decimal(quantity.as_thousandths(), 3);
    match unit {
        Unit::Each => number,
        Unit::Kilogram => receipt::unit_kilogram(lang(), number),
        Unit::Pound => receipt::unit_pound(lang(), number),
        Unit::Litre => receipt::unit_litre(lang(), number),
        Unit::Gallon => receipt::unit_gallon(lang(), number),
        Unit::Metre => receipt::unit_metre(lang(), number),
    }
}

/// A moment as the clock on the shop's wall showed it, wherever it is read.
pub fn clock(time: LocalTime, how: Moment) -> String {
    format::wall_clock(time.at.0 as f64 + f64::from(time.offset) * 60_000.0, how)
}
