//! Promotions: what there is, whether it is in force, and a form for each that prices an example while it is typed.

mod form;
mod goods;
mod model;
mod trial;
mod words;

pub use form::{GroupChoice, not_saved};
pub use goods::{Finder, One, item_name};
pub use model::percent_text;

use super::saving::Saving;
use crate::i18n::{following, lang, promotions as say, words as said};
use crate::register::{Register, local_now, new_id};
use crate::t;
use crate::ui::{Badge, Button, Dialog, DialogKind, EmptyState, Icon, IconName, SearchField, keyed};
use evertill_domain::ids::PromotionId;
use evertill_domain::promotion::Promotion;
use form::PromotionForm;
use leptos::prelude::*;
use model::{Kind, Typed};

/// The section.
pub fn view() -> AnyView {
    view! { <PromotionsSection /> }.into_any()
}

/// From so many promotions on there is a search.
const SEARCHED_FROM: usize = 8;

#[component]
fn PromotionsSection() -> impl IntoView {
    let saving = Saving::new();
    let register = saving.register;
    let edited = RwSignal::new(None::<Typed>);
    let is_new = RwSignal::new(false);
    let query = RwSignal::new(String::new());
    let all = Memo::new(move |_| {
        let typed = query.get().trim().to_lowercase();
        let holds = |one: &&Promotion| {
            let codes = one.codes.iter().any(|code| code.to_lowercase().contains(&typed));
            typed.is_empty() || codes || one.label.to_lowercase().contains(&typed)
        };
        register.offers.with(|offers| offers.promotions.iter().filter(holds).cloned().collect::<Vec<_>>())
    });
    let many = Memo::new(move |_| register.offers.with(|offers| offers.promotions.iter().count()));
    let edit = move |promotion: &Promotion| {
        is_new.set(false);
        edited.set(Some(Typed::of(promotion, register.money_now().exponent())));
    };
    let kind = move |kind: Kind| {
        let add = move |()| {
            saving.problem.set(String::new());
            is_new.set(true);
            edited.set(PromotionId::new(&new_id()).ok().map(|id| Typed::new(id, kind)));
        };
        view! { <Button icon=IconName::Plus on_press=add>{following(kind.name())}</Button> }
    };
    let title = Signal::derive(move || {
        let text = if is_new.get() { say::add } else { say::edit };
        text(lang()).to_owned()
    });
    view! {
        <div class="form form--page">
            <p class="soft">{t!(say::intro)}</p>
            <Show when=move || { many.get() > SEARCHED_FROM }>
                <SearchField label=said(say::find) value=query />
            </Show>
            <Show
                when=move || !all.with(Vec::is_empty)
                fallback=|| view! {
                    <EmptyState icon=IconName::Discount title=said(say::none) hint=said(say::none_hint) />
                }
            >
                <ul class="choice-list choice-list--page">
                    {keyed(move || all.get(), |one| format!("{one:?}"), move |one| view! { <Row register one on_edit=edit /> })}
                </ul>
            </Show>
            <div class="templates__new" role="group" aria-label=t!(say::add)>
                <span>{t!(say::add)}</span>
                {Kind::ALL.map(kind).into_iter().collect_view()}
            </div>
        </div>
        <Dialog
            open=Signal::derive(move || edited.with(Option::is_some))
            kind=DialogKind::Wide
            title
            on_close=move |()| edited.set(None)
        >
            {move || edited.get_untracked().map(|of| {
                view! { <PromotionForm saving edited of is_new=is_new.get_untracked() /> }
            })}
        </Dialog>
    }
}

/// A promotion in the list.
#[component]
fn Row(register: Register, one: Promotion, on_edit: impl Fn(&Promotion) + Send + Sync + 'static) -> impl IntoView {
    let label = one.label.clone();
    let shown = StoredValue::new(one.clone());
    let state = move || shown.with_value(|one| words::state(one, local_now()));
    let tone = Signal::derive(move || state().1);
    let says = move || shown.with_value(|one| words::says(register, one));
    let conditions = move || shown.with_value(|one| words::conditions(register, one)).join(" · ");
    view! {
        <li>
            <button type="button" class="choice choice--act" on:click=move |_| on_edit(&one)>
                <Icon name=IconName::Discount />
                <span class="choice__words">
                    <bdi>{label}</bdi>
                    <span class="soft">{says}</span>
                    <span class="soft">{conditions}</span>
                </span>
                <Badge tone>{move || state().0}</Badge>
            </button>
        </li>
    }
}
