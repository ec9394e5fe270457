//! Operators: who signs on, with which role and PIN, and when the register locks.

mod import;

use super::saving::{SaveButton, Saving};
use crate::i18n::{lang, lang_now, people, words};
use crate::money::western_digits;
use crate::refusals;
use crate::register::{Register, register};
use crate::state::shell;
use crate::ui::{
    Badge, Button, ButtonKind, Dialog, DialogKind, EmptyState, Field, IconName, Segmented, SelectField, Tone, keyed,
};
use crate::{t, text};
use evertill_domain::ids::RoleId;
use evertill_domain::people::{Act, Operator, PinHash, Role};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The section.
pub fn view() -> AnyView {
    view! { <Operators /> }.into_any()
}

/// After how many minutes a register can lock.
const LOCKS: [u16; 9] = [0, 1, 2, 3, 5, 10, 15, 30, 60];

#[component]
fn Operators() -> impl IntoView {
    let register = register();
    let edited = RwSignal::new(None::<Option<Operator>>);
    let importing = RwSignal::new(false);
    // Whoever signs on first, by name; whoever no longer does, last.
    let all = move || {
        let mut all: Vec<Operator> =
            register.operators.with(|all| all.iter().filter_map(|row| row.operator.clone()).collect());
        all.sort_by_cached_key(|operator| (operator.archived, operator.name.to_lowercase()));
        all
    };
    let none = move || register.operators.with(|all| all.iter().all(|row| row.operator.is_none()));
    let row = move |operator: Operator| {
        let (known, role) = (operator.clone(), operator.role.clone());
        view! {
            <li>
                <button type="button" class="choice" on:click=move |_| edited.set(Some(Some(known.clone())))>
                    <span class="choice__words">
                        <bdi>{operator.name.clone()}</bdi>
                        <span class="soft">{move || people::role_of(register, lang(), &role)}</span>
                    </span>
                    {operator.archived.then(|| view! { <Badge tone=Tone::Neutral>{t!(people::no_longer)}</Badge> })}
                </button>
            </li>
        }
    };
    let title = Signal::derive(move || {
        let new = edited.with(|edited| matches!(edited, Some(None)));
        if new { people::add_operator(lang()) } else { people::edit_operator(lang()) }.to_owned()
    });
    view! {
        <div class="form form--page">
            <Show
                when=move || !none()
                fallback=|| view! {
                    <EmptyState icon=IconName::Customers title=words(people::no_operators) hint=words(people::no_operators_hint) />
                }
            >
                <ul class="choice-list choice-list--all">{keyed(all, |operator| operator.clone().name + operator.role.as_str() + &operator.archived.to_string() + operator.id.as_str(), row)}</ul>
            </Show>
            <div class="form__actions">
                <Button icon=IconName::Plus kind=ButtonKind::Primary on_press=move |()| edited.set(Some(None))>
                    {t!(people::add_operator)}
                </Button>
                <Button icon=IconName::Import on_press=move |()| importing.set(true)>{t!(people::import_list)}</Button>
            </div>
            <SignOnRules />
        </div>
        <Dialog
            open=Signal::derive(move || edited.with(Option::is_some))
            kind=DialogKind::Sheet
            title
            on_close=move |()| edited.set(None)
        >
            {move || edited.get_untracked().map(|operator| view! { <Form operator edited /> })}
        </Dialog>
        <import::ImportList open=importing />
    }
}

/// The roles of the shop to choose from.
fn role_options(register: Register) -> Signal<Vec<(String, String)>> {
    Signal::derive(move || {
        let roles = register.settings.with(|all| all.as_ref().map(|all| all.roles()).unwrap_or_default());
        roles.iter().map(|role| (role.id.to_string(), people::role_name(lang(), role))).collect()
    })
}

/// What a new operator probably is: the first can change the rules, for nobody else could; others have the first role.
fn likely_role(register: Register) -> String {
    let roles = register.settings.with_untracked(|all| all.as_ref().map(|all| all.roles()).unwrap_or_default());
    let owner = |role: &&Role| role.acts.contains(&Act::Shop);
    let first = !untrack(|| register.has_operators());
    let role = if first { roles.iter().find(owner) } else { roles.first() };
    role.map(|role| role.id.to_string()).unwrap_or_default()
}

#[component]
fn Form(operator: Option<Operator>, edited: RwSignal<Option<Option<Operator>>>) -> impl IntoView {
    let (shell, register) = (shell(), register());
    let (is_new, of) = (operator.is_none(), StoredValue::new(operator.clone()));
    let name = RwSignal::new(operator.as_ref().map(|operator| operator.name.clone()).unwrap_or_default());
    let role = RwSignal::new(operator.as_ref().map_or_else(|| likely_role(register), |known| known.role.to_string()));
    let archived = RwSignal::new(operator.is_some_and(|operator| operator.archived));
    let (pin, again) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (problem, working) = (RwSignal::new(String::new()), RwSignal::new(false));
    let save = move || {
        let Ok(role) = RoleId::new(&role.get_untracked()) else { return };
        let id = of.with_value(|of| of.as_ref().map(|of| of.id.clone())).or_else(|| register.new_operator_id());
        let (Some(id), false) = (id, working.get_untracked()) else { return };
        if pin.get_untracked() != again.get_untracked() {
            return problem.set(text!(people::pins_differ).to_owned());
        }
        let kept = of.with_value(|of| of.as_ref().map(|of| of.pin.clone()));
        let kept = kept.unwrap_or_else(|| PinHash(String::new()));
        let name = name.get_untracked().trim().to_owned();
        let changed = Operator { id, name, role, pin: kept, archived: archived.get_untracked() };
        let typed = western_digits(pin.get_untracked().trim());
        working.set(true);
        problem.set(String::new());
        spawn_local(async move {
            let saved = register.save_operator(shell, changed, &typed).await;
            let _ = working.try_set(false);
            match saved {
                Ok(()) => {
                    shell.toasts.good(text!(crate::i18n::common::saved));
                    let _ = edited.try_set(None);
                }
                Err(error) => drop(problem.try_set(refusals::act(lang_now(), &error, &register.money_now()))),
            }
        });
    };
    let states = Signal::derive(|| {
        vec![(false, people::signs_on(lang()).to_owned()), (true, people::no_longer(lang()).to_owned())]
    });
    let pin_hint = if is_new { people::pin_hint } else { people::pin_kept };
    view! {
        <div class="form">
            <Field label=words(people::name) value=name required=true autofocus=true />
            <SelectField label=words(people::role) value=role options=role_options(register) />
            <Field label=words(people::new_pin) value=pin hint=words(pin_hint) kind="password" mode="numeric" ltr=true />
            <Field label=words(people::pin_again) value=again kind="password" mode="numeric" ltr=true on_enter=move |_| save() />
            {(!is_new).then(|| view! {
                <Segmented label=words(people::state) options=states value=archived on_choose=move |to| archived.set(to) />
            })}
            <p class="refund__problem" role="alert">{move || problem.get()}</p>
            <div class="dialog__actions">
                <Button kind=ButtonKind::Primary large=true disabled=working on_press=move |()| save()>
                    {t!(crate::i18n::common::save)}
                </Button>
            </div>
        </div>
    }
}

#[component]
fn SignOnRules() -> impl IntoView {
    let saving = Saving::new();
    let known = saving.settings().map(|settings| settings.till).unwrap_or_default();
    let lock = RwSignal::new(known.lock_after.to_string());
    let named = RwSignal::new(known.name_on_receipt);
    let save = move |()| {
        let Some(mut settings) = saving.settings() else { return };
        settings.till.lock_after = lock.get_untracked().parse().unwrap_or(0);
        settings.till.name_on_receipt = named.get_untracked();
        saving.save(settings);
    };
    let locks = Signal::derive(move || {
        // One that was set elsewhere is offered, too.
        let mut minutes = LOCKS.to_vec();
        minutes.push(known.lock_after);
        minutes.sort_unstable();
        minutes.dedup();
        let called = |minutes: u16| match minutes {
            0 => people::never(lang()).to_owned(),
            minutes => people::minutes(lang(), i64::from(minutes)),
        };
        minutes.into_iter().map(|minutes| (minutes.to_string(), called(minutes))).collect::<Vec<_>>()
    });
    let names = Signal::derive(|| vec![(false, people::no(lang()).to_owned()), (true, people::yes(lang()).to_owned())]);
    view! {
        <section class="card form" aria-labelledby="sign-on-rules">
            <h2 class="card__title" id="sign-on-rules">{t!(people::sign_on_rules)}</h2>
            <SelectField label=words(people::lock_after) value=lock options=locks />
            <Segmented label=words(people::on_receipt) options=names value=named on_choose=move |to| named.set(to) />
            <SaveButton saving on_save=save />
        </section>
    }
}
