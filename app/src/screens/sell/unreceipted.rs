//! Goods that come back without their receipt: which, how much, for how much, why, and whether they can be sold again.

use super::Sell;
use crate::i18n::{common, goods, lang, lang_now, returns, words};
use crate::money::parse_quantity;
use crate::refusals;
use crate::t;
use crate::ui::{Button, ButtonKind, Field, Segmented};
use evertill_domain::Refusal;
use evertill_domain::basket::BasketCommand;
use evertill_domain::item::Item;
use evertill_domain::refund::{Unreceipted, line_without_receipt, lowest_price};
use leptos::prelude::*;

/// The most items that a search offers.
const OFFERED: usize = 6;

/// The question.
#[component]
pub fn AskUnreceipted(sell: Sell) -> impl IntoView {
    let chosen = RwSignal::new(None::<Item>);
    view! {
        {move || match chosen.get() {
            None => view! { <Find sell chosen /> }.into_any(),
            Some(item) => view! { <About sell item chosen /> }.into_any(),
        }}
    }
}

/// Finds the item by its code, or by what is typed of its name.
#[component]
fn Find(sell: Sell, chosen: RwSignal<Option<Item>>) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let found = Memo::new(move |_| {
        let text = typed.get();
        let text = text.trim();
        let look = |items: &evertill_catalogue::Catalogue| -> Vec<Item> {
            let exact = items.by_code(text).and_then(|found| items.get(found.item)?.to_item());
            let hits = items.search(text, OFFERED).into_iter().filter_map(|hit| items.get(hit.item)?.to_item());
            exact.map_or_else(|| hits.collect(), |item| vec![item])
        };
        if text.is_empty() { Vec::new() } else { sell.register.catalogue(look).unwrap_or_default() }
    });
    let choice = move |item: Item| {
        let name = item.name.clone();
        let price = sell.register.by_rules(|rules| Ok(lowest_price(&item, rules))).ok().flatten();
        let price = price.map(|price| sell.register.money().format(price));
        view! {
            <li>
                <button type="button" class="choice" on:click=move |_| chosen.set(Some(item.clone()))>
                    <bdi>{name}</bdi>
                    <span class="number">{price}</span>
                </button>
            </li>
        }
    };
    let first = move |_| {
        if let Some(item) = found.get_untracked().into_iter().next() {
            chosen.set(Some(item));
        }
    };
    view! {
        <Field
            label=words(returns::which)
            value=typed
            hint=words(returns::which_hint)
            autofocus=true
            on_enter=first
        />
        <ul class="choice-list" aria-label=t!(returns::found)>
            {move || found.get().into_iter().map(choice).collect_view()}
        </ul>
        <p class="note" role="status">
            {move || (found.with(Vec::is_empty) && !typed.with(|text| text.trim().is_empty())).then(|| t!(returns::none_found))}
        </p>
        <div class="dialog__actions">
            <Button on_press=move |()| sell.asked.set(None)>{t!(common::cancel)}</Button>
        </div>
    }
}

/// Asks how much of it comes back, for how much, and why.
#[component]
fn About(sell: Sell, item: Item, chosen: RwSignal<Option<Item>>) -> impl IntoView {
    let lowest = sell.register.by_rules(|rules| Ok(lowest_price(&item, rules))).ok().flatten();
    let count = RwSignal::new("1".to_owned());
    let price = RwSignal::new(lowest.map(|lowest| sell.register.money_now().plain(lowest)).unwrap_or_default());
    let (reason, problem) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let damaged = RwSignal::new(false);
    let options =
        Signal::derive(|| vec![(false, returns::fine(lang()).to_owned()), (true, returns::damaged(lang()).to_owned())]);
    let hint = Signal::derive(move || {
        lowest.map(|lowest| returns::price_hint(lang(), sell.register.money().format(lowest))).unwrap_or_default()
    });
    let name = item.name.clone();
    let item = StoredValue::new(item);
    let line = move || {
        let quantity = parse_quantity(&count.get_untracked()).ok_or(Refusal::QuantityNotPositive)?;
        let price = sell.register.money_now().parse(&price.get_untracked()).ok_or(Refusal::PriceNegative)?;
        let (reason, damaged) = (reason.get_untracked(), damaged.get_untracked());
        item.with_value(|item| {
            let back = Unreceipted { item, quantity, price, reason: &reason, damaged };
            sell.register.by_rules(|rules| line_without_receipt(&back, rules))
        })
    };
    let finish = move || {
        let taken = line().and_then(|line| sell.register.change(sell.shell, BasketCommand::AddReturn(Box::new(line))));
        match taken {
            Ok(()) => {
                sell.asked.set(None);
                sell.rung();
            }
            Err(refusal) => {
                let name = item.with_value(|item| item.name.clone());
                problem.set(refusals::refusal(lang_now(), &refusal, &sell.register.money_now(), &name));
            }
        }
    };
    view! {
        <p class="dialog__text"><bdi>{name}</bdi></p>
        <Field label=words(goods::how_many) value=count mode="decimal" ltr=true />
        <Field label=words(returns::price_each) value=price hint mode="decimal" ltr=true />
        <Field
            label=words(returns::reason)
            value=reason
            required=true
            autofocus=true
            on_enter=move |_| finish()
        />
        <Segmented
            label=words(returns::condition)
            options
            value=damaged
            on_choose=move |chosen| damaged.set(chosen)
        />
        <p class="refund__problem" role="alert">{move || problem.get()}</p>
        <div class="dialog__actions">
            <Button on_press=move |()| chosen.set(None)>{t!(returns::other_item)}</Button>
            <Button kind=ButtonKind::Primary large=true on_press=move |()| finish()>{t!(returns::take_back)}</Button>
        </div>
    }
}
