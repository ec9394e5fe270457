//! Roles: what operators may do alone, and up to which limits.

use super::saving::Saving;
use crate::i18n::{common, format, lang, lang_now, people, words};
use crate::money::parse_percent;
use crate::refusals;
use crate::ui::{Button, ButtonKind, Dialog, DialogKind, Field, Icon, IconName, keyed};
use crate::{t, text};
use evertill_domain::ids::RoleId;
use evertill_domain::people::{Act, Role};
use evertill_money::Rate;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The section.
pub fn view() -> AnyView {
    view! { <Roles /> }.into_any()
}

#[component]
fn Roles() -> impl IntoView {
    let saving = Saving::new();
    let register = saving.register;
    let edited = RwSignal::new(None::<Option<Role>>);
    let all = move || register.settings.with(|all| all.as_ref().map(|all| all.roles()).unwrap_or_default());
    let row = move |role: Role| {
        let known = role.clone();
        let (count, named) = (role.acts.len(), role.clone());
        let acts = move || match count {
            all if all == Act::ALL.len() => people::all_acts(lang()).to_owned(),
            some => people::acts(lang(), i64::try_from(some).unwrap_or(i64::MAX)),
        };
        view! {
            <li>
                <button type="button" class="choice choice--act" on:click=move |_| edited.set(Some(Some(known.clone())))>
                    <Icon name=IconName::Edit />
                    <span class="choice__words">
                        <bdi>{move || people::role_name(lang(), &named)}</bdi>
                        <span class="soft">{acts}</span>
                    </span>
                </button>
            </li>
        }
    };
    let title = Signal::derive(move || {
        let new = edited.with(|edited| matches!(edited, Some(None)));
        if new { people::add_role(lang()) } else { people::edit_role(lang()) }.to_owned()
    });
    view! {
        <div class="form form--page">
            <ul class="choice-list choice-list--all">{keyed(all, |role| format!("{role:?}"), row)}</ul>
            <div><Button icon=IconName::Plus on_press=move |()| edited.set(Some(None))>{t!(people::add_role)}</Button></div>
        </div>
        <Dialog
            open=Signal::derive(move || edited.with(Option::is_some))
            kind=DialogKind::Sheet
            title
            on_close=move |()| edited.set(None)
        >
            {move || edited.get_untracked().map(|role| view! { <Form saving role edited /> })}
        </Dialog>
    }
}

/// A role while it is edited.
#[derive(Clone, Copy)]
struct Typed {
    name: RwSignal<String>,
    acts: RwSignal<Vec<Act>>,
    discount: RwSignal<String>,
    refund: RwSignal<String>,
}

impl Typed {
    fn of(role: Option<&Role>, exponent: u8) -> Self {
        let text = |text: Option<String>| RwSignal::new(text.unwrap_or_default());
        let percent = |rate: Rate| format::decimal_string(i64::from(rate.as_millionths()) / 100, 2);
        Self {
            name: text(role.map(|role| people::role_name(lang_now(), role))),
            acts: RwSignal::new(role.map(|role| role.acts.clone()).unwrap_or_default()),
            discount: text(role.and_then(|role| role.discount_limit).map(percent)),
            refund: text(
                role.and_then(|role| role.refund_limit).map(|most| format::decimal_string(most.minor(), exponent)),
            ),
        }
    }

    /// The role under `id`; `None` where a limit is no number.
    fn read(self, id: RoleId, saving: Saving) -> Option<Role> {
        let typed =
            |text: RwSignal<String>| Some(text.get_untracked().trim().to_owned()).filter(|text| !text.is_empty());
        let discount_limit = typed(self.discount).map(|text| parse_percent(&text).ok_or(())).transpose().ok()?;
        let money = saving.register.money_now();
        let refund_limit = typed(self.refund).map(|text| money.parse(&text).ok_or(())).transpose().ok()?;
        let whole = discount_limit.is_none_or(|rate| rate <= Rate::WHOLE);
        let positive = refund_limit.is_none_or(|amount| !amount.is_negative());
        let chosen = self.acts.get_untracked();
        let acts = Act::ALL.iter().copied().filter(|act| chosen.contains(act)).collect();
        let name = self.name.get_untracked().trim().to_owned();
        (whole && positive).then_some(Role { id, name, acts, discount_limit, refund_limit })
    }
}

#[component]
fn Form(saving: Saving, role: Option<Role>, edited: RwSignal<Option<Option<Role>>>) -> impl IntoView {
    let typed = Typed::of(role.as_ref(), saving.register.money_now().exponent());
    let before = StoredValue::new(role.clone());
    let (problem, working) = (RwSignal::new(String::new()), RwSignal::new(false));
    let write = move |roles: Vec<Role>| {
        let twice = |(at, role): (usize, &Role)| roles.iter().take(at).any(|other| other.name == role.name);
        if roles.iter().enumerate().any(twice) || working.get_untracked() {
            return problem.set(text!(people::wrong_roles).to_owned());
        }
        working.set(true);
        problem.set(String::new());
        spawn_local(async move {
            let saved = saving.register.save_roles(saving.shell, roles).await;
            let _ = working.try_set(false);
            match saved {
                Ok(()) => {
                    saving.shell.toasts.good(text!(common::saved));
                    let _ = edited.try_set(None);
                }
                Err(None) => drop(problem.try_set(text!(people::wrong_roles).to_owned())),
                Err(Some(error)) => {
                    drop(problem.try_set(refusals::act(lang_now(), &error, &saving.register.money_now())))
                }
            }
        });
    };
    let others = move || {
        let id = before.with_value(|before| before.as_ref().map(|before| before.id.clone()));
        let all = saving.settings().map(|settings| settings.roles()).unwrap_or_default();
        let at = all.iter().position(|role| Some(&role.id) == id.as_ref());
        (all, at)
    };
    let save = move |()| {
        let (mut roles, at) = others();
        let id = before.with_value(|before| before.as_ref().map(|before| before.id.clone()));
        let Some(id) = id.or_else(|| new_id(&roles)) else { return };
        let Some(role) = typed.read(id, saving) else { return problem.set(text!(people::wrong_limit).to_owned()) };
        match at.and_then(|at| roles.get_mut(at)) {
            Some(known) => *known = role,
            None => roles.push(role),
        }
        write(roles);
    };
    let remove = move |()| {
        let (mut roles, at) = others();
        let Some(gone) = at.filter(|at| *at < roles.len()).map(|at| roles.remove(at)) else { return };
        if saving.register.known().iter().any(|operator| operator.role == gone.id && !operator.archived) {
            return problem.set(text!(people::role_in_use).to_owned());
        }
        write(roles);
    };
    view! {
        <div class="form">
            <Field label=words(people::name) value=typed.name required=true autofocus=true />
            <Acts acts=typed.acts />
            <div class="fields">
                <Field label=words(people::discount_limit) value=typed.discount hint=words(people::limit_hint) mode="decimal" ltr=true />
                <Field label=words(people::refund_limit) value=typed.refund hint=words(people::limit_hint) mode="decimal" ltr=true />
            </div>
            <p class="refund__problem" role="alert">{move || problem.get()}</p>
            <div class="dialog__actions">
                {role.is_some().then(|| view! {
                    <Button kind=ButtonKind::Quiet icon=IconName::Void on_press=remove>{t!(people::remove_role)}</Button>
                })}
                <Button kind=ButtonKind::Primary large=true disabled=working on_press=save>{t!(common::save)}</Button>
            </div>
        </div>
    }
}

#[component]
fn Acts(acts: RwSignal<Vec<Act>>) -> impl IntoView {
    view! {
        <fieldset class="acts">
            <legend class="field__label">{t!(people::may)}</legend>
            {Act::ALL.iter().map(|act| view! { <ActBox act=*act acts /> }).collect_view()}
        </fieldset>
    }
}

#[component]
fn ActBox(act: Act, acts: RwSignal<Vec<Act>>) -> impl IntoView {
    let turn = move |on: bool| {
        acts.update(|acts| {
            acts.retain(|known| *known != act);
            if on {
                acts.push(act);
            }
        });
    };
    view! {
        <label class="check">
            <input
                type="checkbox"
                prop:checked=move || acts.with(|acts| acts.contains(&act))
                on:change:target=move |event| turn(event.target().checked())
            />
            <span>{crate::i18n::following(people::act(act))}</span>
        </label>
    }
}

/// A short name that no other role has.
fn new_id(roles: &[Role]) -> Option<RoleId> {
    (1..=Role::LIMIT + 1)
        .filter_map(|number| RoleId::new(&format!("role-{number}")).ok())
        .find(|id| roles.iter().all(|role| role.id != *id))
}
