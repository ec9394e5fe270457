//! Why a sale's prices are what they are: promotions, coupons, changed prices, discounts with their reasons.

use crate::i18n::{lang, offers, receipt};
use crate::money::Money;
use evertill_domain::discount::GivenDiscount;
use evertill_domain::sale::{Price, Sale, SaleLine};

/// What was taken off a line, and by whom; one text each.
pub fn of_line(line: &SaleLine, money: &Money) -> Vec<String> {
    let changed = line.price_change.as_ref().map(|change| {
        let from = match change.from {
            Price::Unit(amount) | Price::Extended(amount) => amount,
        };
        offers::changed_from(lang(), money.format(from), &change.reason)
    });
    changed.into_iter().chain(line.discounts.iter().map(|given| of_discount(given, money))).collect()
}

/// What was taken off everything.
pub fn of_basket(sale: &Sale, money: &Money) -> Option<String> {
    sale.basket_discount.as_ref().map(|given| of_discount(given, money))
}

/// Every line that has something to say, by its name, and what it says.
pub fn of_sale(sale: &Sale, money: &Money) -> Vec<(String, Vec<String>)> {
    let lines = sale.lines.iter().map(|line| (line.name.clone(), of_line(line, money)));
    let basket = of_basket(sale, money).map(|said| (offers::on_everything(lang()).to_owned(), vec![said]));
    lines.chain(basket).filter(|(_, said)| !said.is_empty()).collect()
}

fn of_discount(given: &GivenDiscount, money: &Money) -> String {
    let name = match &given.promotion {
        Some(by) if by.code.is_empty() => by.label.clone(),
        Some(by) => offers::by_code(lang(), &by.label, &by.code),
        None if given.discount.note.is_empty() => receipt::discount(lang()).to_owned(),
        None => format!("{}: {}", receipt::discount(lang()), given.discount.note),
    };
    format!("{name} {}", money.format(given.amount.negated()))
}
