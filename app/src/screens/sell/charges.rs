//! What Sell asks for beside goods: value for a gift card, what is paid of an account.

use super::Sell;
use crate::i18n::{common, lang, lang_now, pay, words};
use crate::refusals;
use crate::t;
use crate::text;
use crate::ui::{Button, ButtonKind, Field};
use evertill_domain::Refusal;
use evertill_domain::basket::BasketCommand;
use evertill_domain::charge::Charge;
use evertill_domain::gift_card::GiftCardNumber;
use evertill_domain::pricing::SALE_LIMIT;
use evertill_money::Amount;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What the basket's customer owes; `None` where there is nothing to pay. It is followed.
pub fn owed(sell: Sell) -> Option<Amount> {
    let customer = sell.register.basket.with(|basket| basket.customer().cloned())?;
    let owed = sell.register.customers.with(|all| {
        let row = all.iter().find(|row| row.profile.as_ref().is_some_and(|profile| profile.id == customer))?;
        Some(row.owed)
    })?;
    (owed > Amount::ZERO).then_some(owed)
}

/// Puts a charge into the basket, or says what is wrong with it.
fn add(sell: Sell, charge: Charge) -> Result<(), Refusal> {
    sell.register.change(sell.shell, BasketCommand::AddCharge(charge))?;
    sell.asked.set(None);
    Ok(())
}

fn said(sell: Sell, no: &Refusal) -> String {
    refusals::refusal(lang_now(), no, &sell.register.money_now(), "")
}

/// A card's number: Enter tells what it holds, and an amount is put on it.
#[component]
pub fn AskCharge(sell: Sell) -> impl IntoView {
    let number = RwSignal::new(String::new());
    let value = RwSignal::new(String::new());
    let holds = RwSignal::new(None::<Amount>);
    let (number_error, value_error) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let parsed = move || match GiftCardNumber::parse(&number.get_untracked()) {
        Ok(card) => {
            number_error.set(String::new());
            Some(card)
        }
        Err(no) => {
            holds.set(None);
            number_error.set(said(sell, &no));
            None
        }
    };
    let check = move || {
        let Some(card) = parsed() else { return };
        spawn_local(async move {
            match sell.register.gift_card_balances(vec![card]).await {
                Ok(read) => drop(holds.try_set(read.first().map(|(_, holds)| *holds))),
                Err(_) => drop(number_error.try_set(text!(pay::card_not_read).to_owned())),
            }
        });
    };
    let done = move || {
        let Some(card) = parsed() else { return };
        let amount = sell.register.money_now().parse(&value.get_untracked());
        let added = amount
            .ok_or(Refusal::ChargeOutOfRange { limit: SALE_LIMIT })
            .and_then(|amount| add(sell, Charge::GiftCard { card, amount }));
        value_error.set(added.err().map(|no| said(sell, &no)).unwrap_or_default());
    };
    let balance = move || {
        holds.get().map(|holds| pay::card_holds(lang(), sell.register.money().format(holds))).unwrap_or_default()
    };
    view! {
        <Field
            label=words(pay::card_number)
            value=number
            hint=words(pay::card_number_hint)
            error=number_error
            mode="numeric"
            autofocus=true
            ltr=true
            on_enter=move |_| check()
        />
        <p class="dialog__text number" role="status">{balance}</p>
        <Field
            label=words(pay::amount)
            value
            error=value_error
            mode="decimal"
            ltr=true
            on_enter=move |_| done()
        />
        <div class="dialog__actions">
            <Button on_press=move |()| check()>{t!(pay::check_balance)}</Button>
            <Button kind=ButtonKind::Primary large=true on_press=move |()| done()>{t!(pay::put_on_card)}</Button>
        </div>
    }
}

/// How much of the account is paid; all of it where nothing is typed.
#[component]
pub fn AskRepay(sell: Sell) -> impl IntoView {
    let value = RwSignal::new(String::new());
    let error = RwSignal::new(String::new());
    let done = move || {
        let typed = value.get_untracked();
        let amount =
            if typed.trim().is_empty() { untrack(|| owed(sell)) } else { sell.register.money_now().parse(&typed) };
        let added = amount
            .ok_or(Refusal::ChargeOutOfRange { limit: SALE_LIMIT })
            .and_then(|amount| add(sell, Charge::Account { amount }));
        error.set(added.err().map(|no| said(sell, &no)).unwrap_or_default());
    };
    // Enter in the empty field takes what it would be by default.
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Enter" {
            event.prevent_default();
            event.stop_propagation();
            done();
        }
    };
    let hint = move || owed(sell).map(|owed| pay::owes(lang(), sell.register.money().format(owed))).unwrap_or_default();
    view! {
        <div on:keydown=on_key>
            <Field label=words(pay::amount) value hint=Signal::derive(hint) error mode="decimal" autofocus=true ltr=true />
        </div>
        <div class="dialog__actions">
            <Button on_press=move |()| sell.asked.set(None)>{t!(common::cancel)}</Button>
            <Button kind=ButtonKind::Primary large=true on_press=move |()| done()>{t!(pay::take_amount)}</Button>
        </div>
    }
}
