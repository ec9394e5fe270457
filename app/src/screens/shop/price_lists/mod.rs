//! Price lists for groups of customers: what there is, what each names a price for, and the groups themselves.

mod form;
mod rules;

use super::saving::Saving;
use crate::i18n::{lang, price_lists as say, words};
use crate::money::percent;
use crate::register::Register;
use crate::t;
use crate::ui::{Button, Dialog, DialogKind, EmptyState, Icon, IconName, keyed};
use evertill_domain::price_list::PriceList;
use form::ListForm;
use leptos::prelude::*;
use rules::OfferRules;

/// The section.
pub fn view() -> AnyView {
    view! { <PriceLists /> }.into_any()
}

/// What is being set up: a list, or none yet.
type Edited = Option<PriceList>;

#[component]
fn PriceLists() -> impl IntoView {
    let saving = Saving::new();
    let register = saving.register;
    let edited = RwSignal::new(None::<Edited>);
    let all = Memo::new(move |_| register.offers.with(|offers| offers.prices.lists().cloned().collect::<Vec<_>>()));
    let row = move |list: PriceList| {
        let (name, known, shown) = (list.name.clone(), list.clone(), StoredValue::new(list));
        let says = move || shown.with_value(|list| says(register, list)).join(" · ");
        view! {
            <li>
                <button type="button" class="choice choice--act" on:click=move |_| edited.set(Some(Some(known.clone())))>
                    <Icon name=IconName::Edit />
                    <span class="choice__words"><bdi>{name}</bdi><span class="soft">{says}</span></span>
                </button>
            </li>
        }
    };
    let title = Signal::derive(move || {
        let new = edited.with(|edited| matches!(edited, Some(None)));
        if new { say::add(lang()) } else { say::edit(lang()) }.to_owned()
    });
    view! {
        <div class="form form--page">
            <p class="soft">{t!(say::intro)}</p>
            <Show
                when=move || !all.with(Vec::is_empty)
                fallback=|| view! {
                    <EmptyState icon=IconName::Customers title=words(say::none) hint=words(say::none_hint) />
                }
            >
                <ul class="choice-list choice-list--page">{keyed(move || all.get(), |list| format!("{list:?}"), row)}</ul>
            </Show>
            <div>
                <Button icon=IconName::Plus on_press=move |()| edited.set(Some(None))>{t!(say::add)}</Button>
            </div>
            <OfferRules />
        </div>
        <Dialog
            open=Signal::derive(move || edited.with(Option::is_some))
            kind=DialogKind::Wide
            title
            on_close=move |()| edited.set(None)
        >
            {move || edited.get_untracked().map(|of| view! { <ListForm saving edited of /> })}
        </Dialog>
    }
}

/// For whom a list is, how many prices it names, and what it takes off everything else.
fn says(register: Register, list: &PriceList) -> Vec<String> {
    let groups = register.settings.with(|all| all.as_ref().map(|all| all.offers.groups.clone()).unwrap_or_default());
    let named = groups.into_iter().filter(|group| list.groups.contains(&group.id)).map(|group| group.name);
    let count = register.offers.with(|offers| offers.prices.on_list(Some(&list.id)).count());
    let off = list.off.map(|off| say::says_off(lang(), percent(off)));
    let prices = say::says_prices(lang(), i64::try_from(count).unwrap_or(i64::MAX));
    [named.collect::<Vec<_>>().join(", "), prices].into_iter().chain(off).collect()
}
