//! The screen that is shown until somebody has signed on. It covers everything, dialogs too: what is below waits as it was.

use super::{NameAndPin, said};
use crate::i18n::people;
use crate::register::register;
use crate::state::shell;
use crate::{keys, scanner, t, typing};
use evertill_domain::ids::OperatorId;
use leptos::task::spawn_local;
use leptos::{ev, html, prelude::*};
use std::cell::Cell;
use std::rc::Rc;

/// Shows itself while nobody is signed on in a shop with operators.
#[component]
pub fn SignOn() -> impl IntoView {
    let (shell, register) = (shell(), register());
    // A failure has a page of its own, which has to be reached.
    let locked = Memo::new(move |_| {
        let open = register.settings.with(Option::is_some);
        open && register.is_locked() && shell.failure.with(Option::is_none)
    });
    let node = NodeRef::<html::Dialog>::new();
    let shown = RwSignal::new(false);
    let counted = Rc::new(Cell::new(false));
    Effect::new(move || {
        let Some(dialog) = node.get() else { return };
        let locked = locked.get();
        if locked && !counted.replace(true) {
            keys::modal_depth_changed(1);
            shown.set(true);
            // At once, and not with the next frame: nothing of the shop is seen by whoever comes next.
            if !dialog.open() {
                let _ = dialog.show_modal();
            }
        } else if !locked && counted.replace(false) {
            keys::modal_depth_changed(-1);
            dialog.close();
            shown.set(false);
            typing::focus_search();
        }
    });
    // The browser may close a dialog without asking, when Escape is pressed twice.
    let reopen = move |_| {
        if let Some(dialog) = node.get_untracked().filter(|dialog| locked.get_untracked() && !dialog.open()) {
            let _ = dialog.show_modal();
        }
    };
    view! {
        <dialog
            node_ref=node
            class="sign-on"
            closedby="none"
            aria-labelledby="sign-on-title"
            on:cancel=move |event: ev::Event| event.prevent_default()
            on:close=reopen
        >
            <Show when=move || shown.get()><Names /></Show>
        </dialog>
    }
}

#[component]
fn Names() -> impl IntoView {
    let (shell, register) = (shell(), register());
    // What is scanned now is nobody's.
    scanner::on_scan(|_| true);
    let operators = Signal::derive(move || register.operators_active());
    let chosen = RwSignal::new(untrack(|| first(&operators.get(), register)));
    let (problem, working) = (RwSignal::new(String::new()), RwSignal::new(false));
    let on_pin = move |pin: String| {
        let Some(id) = chosen.get_untracked() else { return };
        working.set(true);
        problem.set(String::new());
        spawn_local(async move {
            let signed_on = register.sign_on(shell, &id, &pin).await;
            let _ = working.try_set(false);
            if let Err(refusal) = signed_on {
                let _ = problem.try_set(said(register, &refusal));
            }
        });
    };
    let on_key = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" {
            event.prevent_default();
            chosen.set(None);
        }
    };
    let shop = move || register.settings.with(|all| all.as_ref().map(|all| all.shop_name.clone()));
    view! {
        <div class="sign-on__box" on:keydown=on_key>
            <header class="sign-on__head">
                <p class="soft"><bdi>{shop}</bdi></p>
                <h1 class="sign-on__title" id="sign-on-title">{t!(people::who_sells)}</h1>
            </header>
            <NameAndPin register operators chosen problem working=working.into() baskets=true on_pin />
        </div>
    }
}

/// Whoever is asked first: the only one there is, or the one who was locked out by a register that nobody touched.
fn first(operators: &[evertill_domain::people::Operator], register: crate::register::Register) -> Option<OperatorId> {
    if let [only] = operators {
        return Some(only.id.clone());
    }
    let last = register.owner.get_untracked().filter(|_| register.locked_idle.get_untracked());
    last.filter(|id| operators.iter().any(|operator| operator.id == *id))
}
