//! The taxes of the shop: what there is, what a price comes to by each, and how they are rounded.

mod form;

use super::saving::{SaveButton, Saving};
use super::taxes_model::{Preview, Typed, preview, to_come};
use crate::i18n::{lang, taxes, words};
use crate::money::percent;
use crate::register::{Register, local_now};
use crate::t;
use crate::ui::{Button, Dialog, DialogKind, Icon, IconName, Segmented, keyed};
use evertill_domain::Refusal;
use evertill_domain::tax::{RoundedComponents, RoundedPer, TaxCategory, TaxMode, TaxRounding};
use evertill_money::{Amount, Rounding};
use form::Form;
use leptos::prelude::*;

/// The section.
pub fn view() -> AnyView {
    view! { <Taxes /> }.into_any()
}

/// What is being set up.
#[derive(Clone, Debug, PartialEq)]
struct Edited {
    typed: Typed,
    /// The category as it is; nothing where it is new.
    before: Option<TaxCategory>,
}

#[component]
fn Taxes() -> impl IntoView {
    let saving = Saving::new();
    let register = saving.register;
    let edited = RwSignal::new(None::<Edited>);
    let all = move || register.settings.with(|settings| settings.as_ref().map(|s| s.taxes.clone()).unwrap_or_default());
    let add = move |()| {
        let mode = untrack(all).first().map_or(TaxMode::Inclusive, |tax| tax.mode);
        edited.set(Some(Edited { typed: Typed::new(mode), before: None }));
    };
    let row = move |tax: TaxCategory| {
        let known = tax.clone();
        let edit = move |_| edited.set(Some(Edited { typed: Typed::of(&known), before: Some(known.clone()) }));
        view! {
            <li>
                <button type="button" class="choice choice--act" on:click=edit>
                    <Icon name=IconName::Edit />
                    <span class="choice__words">
                        <bdi>{tax.label.clone()}</bdi>
                        {move || notes(register, &tax).into_iter().map(|note| view! {
                            <span class="soft number">{note}</span>
                        }).collect_view()}
                    </span>
                </button>
            </li>
        }
    };
    let title = Signal::derive(move || {
        let new = edited.with(|edited| edited.as_ref().is_some_and(|edited| edited.before.is_none()));
        if new { taxes::add_tax(lang()) } else { taxes::edit_tax(lang()) }.to_owned()
    });
    view! {
        <div class="form form--page">
            <p class="soft">{t!(taxes::intro)}</p>
            <ul class="choice-list">{keyed(all, |tax| tax.clone(), row)}</ul>
            <div><Button icon=IconName::Plus on_press=add>{t!(taxes::add_tax)}</Button></div>
            <p class="refund__problem" role="alert">{move || saving.problem.get()}</p>
            <RoundingRules />
        </div>
        <Dialog
            open=Signal::derive(move || edited.with(Option::is_some))
            kind=DialogKind::Sheet
            title
            on_close=move |()| edited.set(None)
        >
            {move || edited.get_untracked().map(|of| view! { <Form of edited saving /> })}
        </Dialog>
    }
}

/// A price that people can follow in their heads: ten of the currency, or a thousand where there are no cents.
fn sample(register: Register) -> Amount {
    let exponent = register.money().exponent();
    Amount::minor_i32(if exponent == 0 { 1_000 } else { 10_i32.saturating_pow(u32::from(exponent) + 1) })
}

/// What the sample comes to, by a category and the rules of today.
fn of_sample(register: Register, tax: &TaxCategory) -> Result<Preview, Refusal> {
    let price = sample(register);
    register.settings.with(|settings| match settings {
        Some(settings) => preview(tax, settings, local_now().date(), price),
        None => Err(Refusal::UnknownTax { tax: tax.id.clone() }),
    })
}

/// What there is to say of a tax: what a price comes to, what changes some day, and what applies to what is taken away.
fn notes(register: Register, tax: &TaxCategory) -> Vec<String> {
    let mut notes = vec![told(register, tax)];
    let later = to_come(tax, local_now().date());
    notes.extend(later.into_iter().map(|(label, rate, day)| taxes::from_day(lang(), day, label, percent(rate))));
    let away = tax
        .take_away
        .as_ref()
        .and_then(|id| register.settings.with(|settings| Some(settings.as_ref()?.tax(id).ok()?.label.clone())));
    notes.extend(away.map(|label| taxes::taken_away_is(lang(), label)));
    notes
}

/// In one line what a price comes to: `On 10.00: VAT 19 % = 1.90`.
fn told(register: Register, tax: &TaxCategory) -> String {
    let money = register.money();
    let Ok(preview) = of_sample(register, tax) else { return taxes::no_rate_today(lang()).to_owned() };
    let part = |(label, rate, amount): &(String, Option<evertill_money::Rate>, Amount)| match rate {
        Some(rate) => format!("{label} {} = {}", percent(*rate), money.format(*amount)),
        None => format!("{} = {}", percent(tax.rate), money.format(*amount)),
    };
    let parts = preview.taxes.iter().map(part).collect::<Vec<_>>().join(" + ");
    match tax.mode {
        TaxMode::Inclusive => taxes::of_price_included(lang(), money.format(sample(register)), parts),
        TaxMode::Exclusive => taxes::of_price_added(lang(), money.format(sample(register)), parts),
    }
}

#[component]
fn RoundingRules() -> impl IntoView {
    let saving = Saving::new();
    let known = saving.settings().map(|settings| settings.tax_rounding).unwrap_or_default();
    let (per, components, mode) =
        (RwSignal::new(known.per), RwSignal::new(known.components), RwSignal::new(known.mode));
    let save = move |()| {
        let Some(mut settings) = saving.settings() else { return };
        let (per, components, mode) = (per.get_untracked(), components.get_untracked(), mode.get_untracked());
        settings.tax_rounding = TaxRounding { per, components, mode };
        saving.save(settings);
    };
    let pers = Signal::derive(|| {
        let of = |per, text: crate::i18n::Text| (per, text(lang()).to_owned());
        vec![of(RoundedPer::Total, taxes::per_total), of(RoundedPer::Line, taxes::per_line)]
    });
    let many = Signal::derive(|| {
        let of = |components, text: crate::i18n::Text| (components, text(lang()).to_owned());
        vec![of(RoundedComponents::Each, taxes::each), of(RoundedComponents::Together, taxes::together)]
    });
    let modes = Signal::derive(|| {
        let of = |mode, text: crate::i18n::Text| (mode, text(lang()).to_owned());
        let halves = [of(Rounding::HalfUp, taxes::half_up), of(Rounding::HalfEven, taxes::half_even)];
        halves.into_iter().chain([of(Rounding::Down, taxes::down)]).collect::<Vec<_>>()
    });
    view! {
        <section class="card form" aria-labelledby="tax-rounding">
            <h2 class="card__title" id="tax-rounding">{t!(taxes::rounding)}</h2>
            <p class="soft">{t!(taxes::rounding_hint)}</p>
            <Segmented label=words(taxes::rounded_of) options=pers value=per on_choose=move |to| per.set(to) />
            <Segmented
                label=words(taxes::several)
                options=many
                value=components
                on_choose=move |to| components.set(to)
            />
            <Segmented label=words(taxes::half_a_cent) options=modes value=mode on_choose=move |to| mode.set(to) />
            <SaveButton saving on_save=save />
        </section>
    }
}
