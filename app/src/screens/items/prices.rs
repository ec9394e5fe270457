//! Dated prices of one item, and its prices on lists: what there is, and a new price from a day on.

use super::sheet::not_written;
use crate::i18n::{lang, lang_now, price_lists as say, words};
use crate::refusals;
use crate::register::{Register, register};
use crate::state::{Shell, WriterState, shell};
use crate::ui::{Button, Field, IconButton, IconName, SelectField, keyed};
use crate::{shown, t, text};
use evertill_domain::day::Day;
use evertill_domain::ids::{PriceListId, Sku};
use evertill_domain::price_list::{DatedPrice, PriceSet};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What is typed.
#[derive(Clone, Copy)]
struct Typed {
    price: RwSignal<String>,
    from: RwSignal<String>,
    to: RwSignal<String>,
    list: RwSignal<String>,
    wrong: RwSignal<String>,
    writing: RwSignal<bool>,
}

/// The dated prices of an item, and setting another.
#[component]
pub fn PricesPart(sku: Sku, name: String) -> impl IntoView {
    let (shell, register) = (shell(), register());
    let text = || RwSignal::new(String::new());
    let typed =
        Typed { price: text(), from: text(), to: text(), list: text(), wrong: text(), writing: RwSignal::new(false) };
    let (sku, name) = (StoredValue::new(sku), StoredValue::new(name));
    let known = move || register.offers.with(|offers| sku.with_value(|sku| offers.prices.of_item(sku).to_vec()));
    let lists = Signal::derive(move || {
        let lists = register.offers.with(|offers| offers.prices.lists().cloned().collect::<Vec<_>>());
        let lists = lists.into_iter().map(|list| (list.id.to_string(), list.name));
        std::iter::once((String::new(), say::everybody(lang()).to_owned())).chain(lists).collect::<Vec<_>>()
    });
    let closed = Signal::derive(move || shell.writer.get() != WriterState::Here || typed.writing.get());
    let write = move |set: PriceSet| write(shell, register, set, name.get_value(), typed);
    let row = move |price: DatedPrice| {
        let gone =
            PriceSet { sku: sku.get_value(), list: price.list.clone(), from: price.from, to: price.to, price: None };
        let said = move || said(register, &price, &lists.get());
        view! {
            <li class="trial__row">
                <span class="trial__name">{said}</span>
                <IconButton
                    icon=IconName::Void
                    label=words(say::take_back)
                    disabled=closed
                    on_press=move |()| write(gone.clone())
                />
            </li>
        }
    };
    let set = move |()| match read(register, sku.get_value(), typed) {
        Ok(set) => write(set),
        Err(why) => typed.wrong.set(why),
    };
    view! {
        <section class="card form" aria-label=t!(say::dated)>
            <h3 class="card__title">{t!(say::dated)}</h3>
            <ul>{keyed(known, |price| format!("{price:?}"), row)}</ul>
            <h4>{t!(say::new_from)}</h4>
            <div class="fields">
                <Field label=words(say::price) value=typed.price error=typed.wrong mode="decimal" ltr=true name="new-price" />
                <Field label=words(say::from) value=typed.from kind="date" />
                <Field label=words(say::to) value=typed.to kind="date" hint=words(say::to_hint) />
                <SelectField label=words(say::on_list) value=typed.list options=lists name="price-list" />
            </div>
            <div class="form__actions"><Button disabled=closed on_press=set>{t!(say::set)}</Button></div>
        </section>
    }
}

/// A price with its list and its days.
fn said(register: Register, price: &DatedPrice, lists: &[(String, String)]) -> String {
    let list = price.list.as_ref().map(ToString::to_string).unwrap_or_default();
    let name = lists.iter().find(|(id, _)| *id == list).map(|(_, name)| name.clone()).unwrap_or_default();
    let from = price.from.map_or_else(
        || say::since_ever(lang()).to_owned(),
        |day| crate::i18n::promotions::says_from(lang(), shown::day(day)),
    );
    let to = price.to.map(|day| crate::i18n::promotions::says_until(lang(), shown::day(day)));
    let parts = [register.money().format(price.price), name, from].into_iter().chain(to);
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

fn read(register: Register, sku: Sku, typed: Typed) -> Result<PriceSet, String> {
    let (lang, money) = (lang_now(), register.money_now());
    let price = money.parse(&typed.price.get_untracked()).ok_or_else(|| say::wrong_dated(lang).to_owned())?;
    let day = |text: RwSignal<String>| Day::parse(&text.get_untracked());
    let list = PriceListId::new(&typed.list.get_untracked()).ok();
    let set = PriceSet { sku, list, from: day(typed.from), to: day(typed.to), price: Some(price) };
    set.check().map_err(|refusal| refusals::refusal(lang, &refusal, &money, ""))?;
    Ok(set)
}

fn write(shell: Shell, register: Register, set: PriceSet, name: String, typed: Typed) {
    typed.writing.set(true);
    typed.wrong.set(String::new());
    spawn_local(async move {
        match register.set_prices(shell, vec![set]).await {
            Ok(()) => {
                shell.toasts.good(text!(say::is_set, name));
                [typed.price, typed.from, typed.to].iter().for_each(|text| drop(text.try_set(String::new())));
            }
            Err(error) => shell.toasts.bad(not_written(&error)),
        }
        let _ = typed.writing.try_set(false);
    });
}
