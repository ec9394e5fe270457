//! What an auditor asks about a sale: what was taken out of it after it had been held, and why goods came back.

use crate::i18n::{lang, returns};
use crate::money::with_unit;
use crate::register::register;
use crate::t;
use evertill_domain::quantity::Unit;
use evertill_domain::sale::{Sale, SaleLine};
use evertill_domain::suspended::VoidedLine;
use leptos::prelude::*;

/// The section; nothing where there is nothing to ask about.
#[component]
pub fn Audit(sale: Sale) -> impl IntoView {
    let register = register();
    let voids = sale.voids.clone();
    let reasons: Vec<SaleLine> = sale.lines.into_iter().filter(said).collect();
    let void = move |line: VoidedLine| {
        let amount = move || register.money().format(line.extended);
        view! {
            <li>
                <bdi>{line.name}</bdi>" × "{with_unit(line.quantity, Unit::Each)}" · "<span class="number">{amount}</span>
            </li>
        }
    };
    let reason = move |line: SaleLine| {
        let taken = line.taken.unwrap_or_default();
        let damaged = taken.damaged.then(|| view! { " · "{t!(returns::is_damaged)} });
        let without = taken.without_receipt.then(|| view! { " · "{move || returns::without_receipt(lang())} });
        view! { <li><bdi>{line.name}</bdi>": "<bdi>{taken.reason}</bdi>{damaged}{without}</li> }
    };
    let title = |text: crate::i18n::Text| view! { <h3 class="part__title">{move || text(lang())}</h3> };
    view! {
        {(!voids.is_empty()).then(|| view! {
            {title(returns::taken_out)}
            <ul class="plain-list">{voids.into_iter().map(void).collect_view()}</ul>
        })}
        {(!reasons.is_empty()).then(|| view! {
            {title(returns::reason)}
            <ul class="plain-list">{reasons.into_iter().map(reason).collect_view()}</ul>
        })}
    }
}

fn said(line: &SaleLine) -> bool {
    line.taken.as_ref().is_some_and(|taken| taken.damaged || taken.without_receipt || !taken.reason.is_empty())
}
