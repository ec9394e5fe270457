//! The basket as it is drawn: lines, the rows above the total, the customer.

use super::{CHARGES, RETURNS};
use crate::i18n::{lang, receipt, returns, sell, taxes};
use crate::money::{Money, percent, symbol, with_unit};
use crate::receipt_model::{TaxName, tax_parts};
use crate::register::Register;
use crate::screens::pay::tender_name;
use crate::screens::receipt::{service_name, tax_name};
use crate::sell::{LineView, TotalRow};
use evertill_domain::basket::BasketLine;
use evertill_domain::charge::Charge;
use evertill_domain::detail::LineKind;
use evertill_domain::quantity::{Quantity, Unit};
use evertill_domain::sale::{Price, SaleLine};
use evertill_domain::tax::TaxMode;
use leptos::prelude::*;

/// Goods that are sold, then goods that come back.
pub fn lines(register: Register) -> Memo<Vec<LineView>> {
    Memo::new(move |_| {
        let money = register.money();
        register.priced.with(|priced| {
            register.basket.with(|basket| {
                let (sold, back) = priced.lines.split_at(basket.lines().len().min(priced.lines.len()));
                let sold = basket.lines().iter().zip(sold).map(|(line, priced)| sold_line(line, priced, register));
                let back = back.iter().enumerate().map(|(at, line)| returned_line(at, line, &money));
                let charges = basket.charges().iter().enumerate().map(|(at, charge)| charged(at, charge, &money));
                sold.chain(back).chain(charges).collect()
            })
        })
    })
}

fn sold_line(line: &BasketLine, priced: &SaleLine, register: Register) -> LineView {
    let money = register.money();
    let mut notes = Vec::new();
    match line.price {
        Price::Unit(price) if line.unit != Unit::Each => {
            notes.push(sell::per_unit(lang(), money.format(price), symbol(line.unit)));
        }
        Price::Unit(price) if line.quantity != Quantity::ONE => notes.push(sell::each(lang(), money.format(price))),
        Price::Unit(_) | Price::Extended(_) => {}
    }
    if let Some(detail) = &line.detail {
        notes.extend(super::goods::notes(detail, &money));
    }
    notes.extend(line.price_change.as_ref().map(|change| super::prices::changed(change, register)));
    for given in &priced.discounts {
        let off = money.format(given.amount.negated());
        // A promotion is called by its label, so that the customer can be told why.
        let label = given.promotion.as_ref();
        let label = label.map_or_else(|| super::prices::discount(&given.discount.note), |by| by.label.clone());
        notes.push(format!("{label} {off}"));
    }
    notes.extend(line.service.map(|service| service_name(service).to_owned()));
    // What a line costs is told without the tax on top and with that of which the customer is spared, which stand in rows of their own.
    let amount = match priced.tax.mode {
        TaxMode::Inclusive => priced.total.plus(priced.tax_spared).and_then(|sum| sum.plus(priced.basket_discount)),
        TaxMode::Exclusive => priced.total.minus(priced.tax_amount).and_then(|net| net.plus(priced.basket_discount)),
    };
    LineView {
        id: u64::from(line.id.0),
        name: line.name.clone(),
        quantity: with_unit(line.quantity, line.unit),
        notes,
        // A remark and the head of a combo cost nothing, which needs no number.
        amount: match line.kind() {
            LineKind::Note | LineKind::Combo => String::new(),
            _ => money.format(amount.unwrap_or(priced.total)),
        },
        under: line.under.is_some(),
    }
}

fn returned_line(at: usize, line: &SaleLine, money: &Money) -> LineView {
    LineView {
        id: RETURNS + at as u64,
        name: line.name.clone(),
        quantity: with_unit(line.quantity, line.unit),
        notes: returned_notes(line),
        under: false,
        amount: money.format(line.total),
    }
}

/// That it comes back, and what is said of that.
fn returned_notes(line: &SaleLine) -> Vec<String> {
    let how = if line.is_without_receipt() { returns::no_receipt(lang()) } else { sell::comes_back(lang()) };
    let mut notes = vec![how.to_owned()];
    if let Some(taken) = &line.taken {
        notes.extend(taken.damaged.then(|| returns::is_damaged(lang()).to_owned()));
        notes.extend((!taken.reason.is_empty()).then(|| taken.reason.clone()));
    }
    notes
}

/// Something beside goods that is paid for.
fn charged(at: usize, charge: &Charge, money: &Money) -> LineView {
    let name = match charge {
        Charge::GiftCard { card, .. } => receipt::onto_gift_card(lang(), card.tail()),
        Charge::Account { .. } => receipt::of_account(lang()).to_owned(),
        Charge::Prepayment { name, .. } => receipt::ahead_for(lang(), name),
    };
    let amount = money.format(charge.amount());
    LineView {
        id: CHARGES + at as u64,
        name,
        quantity: with_unit(Quantity::ONE, Unit::Each),
        notes: Vec::new(),
        amount,
        under: false,
    }
}

/// Discounts on everything, taxes, and what was taken already.
pub fn rows(register: Register) -> Memo<Vec<TotalRow>> {
    Memo::new(move |_| {
        let money = register.money();
        register.priced.with(|priced| {
            let mut rows = Vec::new();
            if let Some(given) = &priced.basket_discount {
                let amount = money.format(given.amount.negated());
                let name = sell::discount_basket(lang());
                let note = &given.discount.note;
                let label = if note.is_empty() { name.to_owned() } else { format!("{name}: {note}") };
                rows.push(TotalRow { label, amount });
            }
            if let Some(exemption) = register.basket.with(|basket| basket.exemption().cloned()) {
                let spared = priced.totals.tax_spared;
                let amount = if spared.is_zero() { String::new() } else { money.format(spared.negated()) };
                rows.push(TotalRow { label: taxes::exempt_reason(lang(), exemption.reason), amount });
            }
            for row in &priced.totals.taxes {
                let named = |name: &TaxName| match (&name.rate, row.tax.mode) {
                    (None, TaxMode::Inclusive) => sell::tax_included(lang(), percent(row.tax.rate)),
                    (None, TaxMode::Exclusive) => sell::tax_added(lang(), percent(row.tax.rate)),
                    (Some(_), TaxMode::Inclusive) => sell::tax_included(lang(), tax_name(name)),
                    (Some(_), TaxMode::Exclusive) => tax_name(name),
                };
                let parts = tax_parts(row).into_iter().filter(|(_, amount)| !amount.is_zero());
                rows.extend(parts.map(|(name, amount)| TotalRow { label: named(&name), amount: money.format(amount) }));
            }
            if !priced.tip.is_zero() {
                rows.push(TotalRow { label: receipt::tip(lang()).to_owned(), amount: money.format(priced.tip) });
            }
            register.tenders.with(|taken| {
                rows.extend(taken.iter().map(|tender| TotalRow {
                    label: sell::taken(lang(), tender_name(tender)),
                    amount: money.format(tender.amount()),
                }));
            });
            rows
        })
    })
}

/// The customer's name and points.
pub fn customer(register: Register) -> Signal<Option<String>> {
    Signal::derive(move || {
        let id = register.basket.with(|basket| basket.customer().cloned())?;
        register.customers.with(|all| {
            let row = all.iter().find(|row| row.profile.as_ref().is_some_and(|profile| profile.id == id))?;
            let name = row.profile.as_ref().map(|profile| profile.name.clone())?;
            Some(format!("{name} · {}", sell::points(lang(), row.points)))
        })
    })
}
