//! Asking somebody else: what the operator may not do alone, and who allows it with their PIN.

use super::{NameAndPin, said};
use crate::i18n::{Lang, lang, people, words};
use crate::money::{Money, percent};
use crate::register::register;
use crate::state::shell;
use crate::ui::{Dialog, DialogKind, EmptyState, IconName};
use crate::{scanner, t};
use evertill_domain::people::{Need, Size};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Opens whenever something has to be allowed.
#[component]
pub fn ApprovalDialog() -> impl IntoView {
    let register = register();
    view! {
        <Dialog
            open=Signal::derive(move || register.approval_asked.with(Option::is_some))
            title=words(people::approval)
            kind=DialogKind::Sheet
            on_close=move |()| register.decline()
        >
            {move || register.approval_asked.get_untracked().map(|need| view! { <Ask need /> })}
        </Dialog>
    }
}

#[component]
fn Ask(need: Need) -> impl IntoView {
    let (shell, register) = (shell(), register());
    scanner::on_scan(|_| true);
    let operators = Signal::derive(move || register.approvers(need));
    let only = operators.with_untracked(|all| match all.as_slice() {
        [only] => Some(only.id.clone()),
        _ => None,
    });
    let nobody = operators.with_untracked(Vec::is_empty);
    let chosen = RwSignal::new(only);
    let (problem, working) = (RwSignal::new(String::new()), RwSignal::new(false));
    let on_pin = move |pin: String| {
        let Some(by) = chosen.get_untracked() else { return };
        working.set(true);
        problem.set(String::new());
        spawn_local(async move {
            let approved = register.approve(shell, &by, &pin).await;
            let _ = working.try_set(false);
            if let Err(refusal) = approved {
                let _ = problem.try_set(said(register, &refusal));
            }
        });
    };
    let what = move || needed(lang(), need, &register.money());
    view! {
        <p class="approval__what">{what}</p>
        {if nobody {
            let (title, hint) = (words(people::nobody_may), words(people::nobody_may_hint));
            view! { <EmptyState icon=IconName::Lock title hint /> }.into_any()
        } else {
            view! {
                <p class="soft">{t!(people::approval_hint)}</p>
                <NameAndPin register operators chosen problem working=working.into() on_pin />
            }.into_any()
        }}
    }
}

/// What is to be allowed, with how much of it.
fn needed(lang: Lang, need: Need, money: &Money) -> String {
    let act = people::act(need.act)(lang);
    match need.size {
        Size::Any => act.to_owned(),
        Size::Share(share) => format!("{act} · {}", percent(share)),
        Size::Money(amount) => format!("{act} · {}", money.format(amount)),
    }
}
