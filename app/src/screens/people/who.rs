//! The chip that says who is signed on. Pressed, it hands the register over to the next.

use super::letters;
use crate::i18n::people;
use crate::keys::{self, Action};
use crate::register::{Register, register};
use crate::state::{Shell, shell};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Signs off whoever is signed on, so that the next can sign on.
pub fn hand_over(shell: Shell, register: Register) {
    spawn_local(async move { register.sign_off(shell, false).await });
}

/// Who is signed on; nothing in a shop without operators.
#[component]
pub fn Who() -> impl IntoView {
    let (shell, register) = (shell(), register());
    keys::on_action(move |action| {
        let asked = action == Action::HandOver && register.operator.with_untracked(Option::is_some);
        if asked {
            hand_over(shell, register);
        }
        asked
    });
    let name = Memo::new(move |_| register.operator.get().map(|id| register.operator_name(&id)));
    move || {
        name.get().map(|name| {
            let letters = letters(&name);
            view! {
                <button
                    type="button"
                    class="who"
                    title=crate::t!(people::hand_over_hint)
                    aria-keyshortcuts=keys::aria_shortcut(Action::HandOver)
                    on:click=move |_| hand_over(shell, register)
                >
                    <span class="name__letters" aria-hidden="true">{letters}</span>
                    <bdi class="who__name">{name}</bdi>
                    <span class="visually-hidden">{crate::t!(people::hand_over)}</span>
                    {keys::hint(Action::HandOver).map(|keys| view! { <kbd class="key-hint" aria-hidden="true">{keys}</kbd> })}
                </button>
            }
        })
    }
}
