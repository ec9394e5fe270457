//! What prices keep to in this shop: the groups of customers, usual reasons, and how much promotions may take off.

use super::super::promotions::percent_text;
use super::super::saving::{SaveButton, Saving};
use crate::i18n::{lang_now, price_lists as say, words};
use crate::money::parse_percent;
use crate::register::new_id;
use crate::t;
use crate::ui::{Button, Field, IconButton, IconName, TextArea, keyed};
use evertill_domain::ids::GroupId;
use evertill_domain::shop::{CustomerGroup, OfferSettings, Settings, SettingsError};
use leptos::prelude::*;

/// A group while it is typed.
#[derive(Clone, PartialEq)]
struct Row {
    id: GroupId,
    name: RwSignal<String>,
}

#[component]
pub fn OfferRules() -> impl IntoView {
    let saving = Saving::new();
    let known = saving.settings().map(|settings| settings.offers).unwrap_or_default();
    let row = |group: CustomerGroup| Row { id: group.id, name: RwSignal::new(group.name) };
    let groups = RwSignal::new(known.groups.into_iter().map(row).collect::<Vec<_>>());
    let reasons = RwSignal::new(known.reasons.join("\n"));
    let most = known.most_off.map(percent_text).unwrap_or_default();
    let most = RwSignal::new(most);
    let (reasons_error, most_error) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let save = move |()| {
        let Some(mut settings) = saving.settings() else { return };
        [reasons_error, most_error].iter().for_each(|error| error.set(String::new()));
        let group = |row: &Row| CustomerGroup { id: row.id.clone(), name: row.name.get_untracked().trim().to_owned() };
        settings.offers.groups = groups.with_untracked(|rows| rows.iter().map(group).collect());
        let typed = reasons.get_untracked();
        let lines = typed.lines().map(str::trim).filter(|line| !line.is_empty());
        settings.offers.reasons = lines.map(str::to_owned).collect();
        let typed = most.get_untracked();
        settings.offers.most_off = parse_percent(&typed);
        if settings.offers.most_off.is_none() && !typed.trim().is_empty() {
            return most_error.set(say::wrong_off(lang_now()).to_owned());
        }
        match settings.validate() {
            Ok(()) => saving.save(settings),
            Err(SettingsError::MostOff) => most_error.set(say::wrong_off(lang_now()).to_owned()),
            Err(SettingsError::Reasons) => {
                reasons_error.set(say::wrong_reasons(lang_now(), OfferSettings::REASONS_LIMIT));
            }
            Err(_) => saving.problem.set(say::wrong_groups(lang_now(), OfferSettings::GROUPS_LIMIT)),
        }
    };
    view! {
        <Groups saving groups />
        <section class="card form" aria-labelledby="price-reasons">
            <h2 class="card__title" id="price-reasons">{t!(say::reasons)}</h2>
            <TextArea
                label=words(say::reasons_label)
                value=reasons
                hint=words(say::reasons_hint)
                error=reasons_error
                rows=4
            />
            <Field
                label=words(say::most_off)
                value=most
                hint=words(say::most_off_hint)
                error=most_error
                mode="decimal"
                ltr=true
            />
        </section>
        <SaveButton saving on_save=save />
    }
}

/// The groups, which can be named, added, and removed where nobody has them.
#[component]
fn Groups(saving: Saving, groups: RwSignal<Vec<Row>>) -> impl IntoView {
    let remove = move |id: GroupId| {
        if is_used(saving, &id) {
            saving.problem.set(say::group_used(lang_now()).to_owned());
        } else {
            groups.update(|rows| rows.retain(|row| row.id != id));
        }
    };
    let draw = move |row: Row| {
        let id = row.id;
        view! {
            <li class="price-row">
                <Field label=words(say::group_name) value=row.name />
                <IconButton
                    icon=IconName::Void
                    label=words(say::remove_group)
                    on_press=move |()| remove(id.clone())
                />
            </li>
        }
    };
    let add = move |()| {
        if let Ok(id) = GroupId::new(&new_id()) {
            groups.update(|rows| rows.push(Row { id, name: RwSignal::new(String::new()) }));
        }
    };
    view! {
        <section class="card form" aria-labelledby="customer-groups">
            <h2 class="card__title" id="customer-groups">{t!(say::groups)}</h2>
            <p class="soft">{t!(say::group_hint)}</p>
            <ul>{keyed(move || groups.get(), |row| row.id.clone(), draw)}</ul>
            <div><Button icon=IconName::Plus on_press=add>{t!(say::add_group)}</Button></div>
        </section>
    }
}

/// Whether a customer, a list or a promotion has this group. Settings without it would leave them with a group of no name.
fn is_used(saving: Saving, id: &GroupId) -> bool {
    let register = saving.register;
    let known = |settings: Settings| settings.offers.groups.iter().any(|group| group.id == *id);
    let customers = register.customers.with_untracked(|all| {
        all.iter().filter_map(|row| row.profile.as_ref()).any(|profile| profile.group.as_ref() == Some(id))
    });
    let offers = register.offers.with_untracked(|offers| {
        let lists = offers.prices.lists().any(|list| list.groups.contains(id));
        lists || offers.promotions.iter().any(|promotion| promotion.groups.contains(id))
    });
    saving.settings().is_some_and(known) && (customers || offers)
}
