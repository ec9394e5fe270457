//! What registers did while they were apart, and what cannot all stand: each with its receipts, the money at stake, and what
//! one can do. It is never a dialog, and goes away by itself when later facts have put things right.

use crate::i18n::{conflicts as words, format, lang};
use crate::register::{Register, register};
use crate::t;
use crate::ui::{Icon, IconName};
use evertill_domain::conflict::{Conflict, ConflictOf, SaleRef, Spendable};
use evertill_domain::ids::CustomerId;
use leptos::prelude::*;

/// The card on the status screen; nothing where all is well.
#[component]
pub fn ConflictsCard() -> impl IntoView {
    let register = register();
    view! {
        <Show when=move || !register.conflicts.with(Vec::is_empty)>
            <section class="card" aria-labelledby="conflicts">
                <h2 class="card__title" id="conflicts">{t!(words::title)}</h2>
                <p class="note">{t!(words::intro)}</p>
                <ul class="found">
                    {move || register.conflicts.get().into_iter().map(|conflict| view! { <Item register conflict /> }).collect_view()}
                </ul>
            </section>
        </Show>
    }
}

#[component]
fn Item(register: Register, conflict: Conflict) -> impl IntoView {
    let Conflict { of, missing, at_stake, sales } = conflict;
    let steps =
        if matches!(of, ConflictOf::Overspent(Spendable::Stock(_))) { words::do_stock } else { words::do_money };
    let stake = (!at_stake.is_zero())
        .then(|| view! { <p>{move || words::at_stake(lang(), register.money().format(at_stake))}</p> });
    let receipts = sales.into_iter().map(|sale| view! { <li><Receipt register sale /></li> }).collect_view();
    view! {
        <li class="found__item">
            <Icon name=IconName::Warning />
            <div>
                <p><strong dir="auto">{move || sentence(register, &of, missing)}</strong></p>
                {stake}
                <ul class="plain-list">{receipts}</ul>
                <p class="note">{t!(steps)}</p>
            </div>
        </li>
    }
}

/// A receipt: of this register a link to its sale.
#[component]
fn Receipt(register: Register, sale: SaleRef) -> impl IntoView {
    let own = register.head.with_untracked(|head| head.as_ref().is_some_and(|head| head.register == sale.register));
    if own {
        let number = sale.receipt;
        view! { <a href=format!("/sales/{number}")>{move || words::receipt_here(lang(), number)}</a> }.into_any()
    } else {
        view! { <bdi>{move || receipt_of(&sale)}</bdi> }.into_any()
    }
}

fn receipt_of(sale: &SaleRef) -> String {
    words::receipt_of(lang(), sale.receipt, &sale.register)
}

fn sentence(register: Register, of: &ConflictOf, missing: i64) -> String {
    let lang = lang();
    match of {
        ConflictOf::Overspent(Spendable::Stock(sku)) => {
            let name = register.catalogue(|all| all.by_sku(sku.as_str()).map(|item| item.name().to_owned())).flatten();
            words::stock(lang, name.unwrap_or_else(|| sku.to_string()), format::decimal(missing, 3))
        }
        ConflictOf::Overspent(Spendable::Account(account)) => words::account(lang, account),
        ConflictOf::Overspent(Spendable::Points(customer)) => words::points(lang, name_of(register, customer)),
        ConflictOf::Overspent(Spendable::Owed(customer)) => words::owed(lang, name_of(register, customer)),
        ConflictOf::VoucherTwice(code) => words::voucher(lang, code),
        ConflictOf::BackBeyondSold(sale) => words::back(lang, receipt_of(sale)),
        ConflictOf::SettledTwice(_) => words::settled(lang).to_owned(),
        ConflictOf::PrepaidLeft(_) => words::prepaid(lang).to_owned(),
    }
}

fn name_of(register: Register, customer: &CustomerId) -> String {
    let known = register.customers.with(|all| {
        let profiles = all.iter().filter_map(|row| row.profile.as_ref());
        profiles.clone().find(|profile| profile.id == *customer).map(|profile| profile.name.clone())
    });
    known.unwrap_or_else(|| customer.to_string())
}
