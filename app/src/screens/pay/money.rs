//! More that Pay asks for: the number of a gift card, foreign cash, a tip.

use super::Pay;
use super::dialogs::asked_minor;
use crate::i18n::{common, errors, format, lang, lang_now, pay, words};
use crate::money::{Money, percent};
use crate::refusals;
use crate::t;
use crate::text;
use crate::ui::{Button, ButtonKind, Field, SelectField};
use evertill_domain::basket::BasketCommand;
use evertill_domain::gift_card::GiftCardNumber;
use evertill_domain::payments::ForeignCurrency;
use evertill_domain::tender::Tender;
use evertill_money::{Amount, Rounding};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Takes what is on a card, and no more than is asked for.
#[component]
pub fn AskGiftCard(pay: Pay) -> impl IntoView {
    let number = RwSignal::new(String::new());
    let error = RwSignal::new(String::new());
    let done = move || {
        let card = match GiftCardNumber::parse(&number.get_untracked()) {
            Ok(card) => card,
            Err(no) => return error.set(refusals::refusal(lang_now(), &no, &pay.register.money_now(), "")),
        };
        let asked = untrack(|| asked_minor(pay));
        spawn_local(async move {
            let Ok(balances) = pay.register.gift_card_balances(vec![card.clone()]).await else {
                let _ = error.try_set(text!(pay::card_not_read).to_owned());
                return;
            };
            let holds = balances.first().map_or(0, |(_, holds)| holds.minor()) - untrack(|| pay.taken_from(&card));
            match Amount::new(asked.min(holds)) {
                Ok(amount) if amount > Amount::ZERO => {
                    pay.asked.set(None);
                    pay.tender(Tender::GiftCard { card, amount });
                }
                _ => drop(error.try_set(text!(pay::card_is_empty).to_owned())),
            }
        });
    };
    view! {
        <Field
            label=words(pay::card_number)
            value=number
            hint=words(pay::card_number_hint)
            error
            mode="numeric"
            autofocus=true
            ltr=true
            on_enter=move |_| done()
        />
        <div class="dialog__actions">
            <Button on_press=move |()| pay.asked.set(None)>{t!(common::cancel)}</Button>
            <Button kind=ButtonKind::Primary large=true on_press=move |()| done()>
                <span class="number">
                    {move || pay::exact_amount(lang(), pay.register.money().format_minor(asked_minor(pay)))}
                </span>
            </Button>
        </div>
    }
}

/// Takes foreign cash at the shop's rate.
#[component]
pub fn AskForeign(pay: Pay) -> impl IntoView {
    let known = pay.register.settings.with_untracked(|settings| {
        settings.as_ref().map(|settings| (settings.currency, settings.payments.currencies.clone()))
    });
    let Some((home, currencies)) = known else { return ().into_any() };
    let codes: Vec<(String, String)> =
        currencies.iter().map(|one| (one.currency.code().to_owned(), one.currency.code().to_owned())).collect();
    let several = codes.len() > 1;
    let code = RwSignal::new(codes.first().map(|(code, _)| code.clone()).unwrap_or_default());
    let value = RwSignal::new(String::new());
    let error = RwSignal::new(String::new());
    let chosen = move |code: &str| currencies.iter().copied().find(|one| one.currency.code() == code);
    let chosen = StoredValue::new(chosen);
    let foreign = move || chosen.with_value(|find| find(&code.get()));
    let needed = move |one: ForeignCurrency| {
        let due = pay.settlement().map(|settled| settled.left_in_cash).unwrap_or_default();
        let asked = Amount::new(asked_minor(pay)).unwrap_or_default();
        one.needed(if asked < due { asked } else { due }, home).unwrap_or_default()
    };
    let hint = move || {
        foreign().map_or_else(String::new, |one| {
            let rate = format::decimal(i64::try_from(one.rate).unwrap_or(i64::MAX), 6);
            pay::worth_at(lang(), Money::of(one.currency).format(needed(one)), rate)
        })
    };
    let done = move || {
        let Some(one) = untrack(foreign) else { return };
        let typed = value.get_untracked();
        let given =
            if typed.trim().is_empty() { Some(untrack(|| needed(one))) } else { Money::of(one.currency).parse(&typed) };
        match given.and_then(|given| Some((given, one.worth(given, home).ok()?))) {
            Some((given, amount)) if given > Amount::ZERO && amount > Amount::ZERO => {
                pay.asked.set(None);
                pay.tender(Tender::ForeignCash { currency: one.currency, foreign: given, rate: one.rate, amount });
            }
            _ => error.set(errors::tender_zero(lang_now()).to_owned()),
        }
    };
    // Enter in the empty field takes what it would be by default.
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Enter" {
            event.prevent_default();
            event.stop_propagation();
            done();
        }
    };
    view! {
        {several.then(|| view! {
            <SelectField label=words(pay::currency) value=code options=Signal::stored(codes) name="currency" />
        })}
        <div on:keydown=on_key>
            <Field
                label=Signal::derive(move || format!("{} {}", pay::handed_over(lang()), code.get()))
                value
                hint=Signal::derive(hint)
                error
                mode="decimal"
                autofocus=true
                ltr=true
            />
        </div>
        <div class="dialog__actions">
            <Button on_press=move |()| pay.asked.set(None)>{t!(common::cancel)}</Button>
            <Button kind=ButtonKind::Primary large=true on_press=move |()| done()>{t!(pay::take_amount)}</Button>
        </div>
    }
    .into_any()
}

/// A tip, as a share of what is bought or as an amount.
#[component]
pub fn AskTip(pay: Pay) -> impl IntoView {
    let value = RwSignal::new(String::new());
    let error = RwSignal::new(String::new());
    let give = move |tip: Amount| match pay.register.change(pay.shell, BasketCommand::SetTip(tip)) {
        Ok(()) => pay.asked.set(None),
        Err(no) => error.set(refusals::refusal(lang_now(), &no, &pay.register.money_now(), "")),
    };
    let done = move || {
        let typed = value.get_untracked();
        let tip = if typed.trim().is_empty() { Some(Amount::ZERO) } else { pay.register.money_now().parse(&typed) };
        match tip {
            Some(tip) => give(tip),
            None => error.set(errors::tip_out_of_range(lang_now()).to_owned()),
        }
    };
    let rates = pay.register.settings.with_untracked(|settings| {
        settings.as_ref().map(|settings| settings.payments.tips.clone()).unwrap_or_default()
    });
    let total = pay.register.priced.with_untracked(|priced| priced.totals.total.max(Amount::ZERO));
    let share = move |rate: evertill_money::Rate| {
        let amount = rate.of(total, Rounding::HalfUp).unwrap_or_default();
        view! {
            <Button large=true on_press=move |()| give(amount)>
                <span class="number">
                    {move || pay::tip_share(lang(), percent(rate), pay.register.money().format(amount))}
                </span>
            </Button>
        }
    };
    view! {
        <div class="pay__notes" role="group" aria-label=t!(pay::tip)>{rates.into_iter().map(share).collect_view()}</div>
        <Field
            label=words(pay::tip_amount)
            value
            hint=words(pay::tip_hint)
            error
            mode="decimal"
            autofocus=true
            ltr=true
            on_enter=move |_| done()
        />
        <div class="dialog__actions">
            <Button on_press=move |()| give(Amount::ZERO)>{t!(pay::no_tip)}</Button>
            <Button kind=ButtonKind::Primary large=true on_press=move |()| done()>{t!(pay::take_amount)}</Button>
        </div>
    }
}

impl Pay {
    /// What is taken from a card so far, in minor units.
    fn taken_from(self, card: &GiftCardNumber) -> i64 {
        let of_card = |tender: &Tender| match tender {
            Tender::GiftCard { card: taken, amount } if taken == card => amount.minor(),
            _ => 0,
        };
        self.register.tenders.with(|all| all.iter().map(of_card).sum())
    }
}
