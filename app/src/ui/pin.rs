//! Typing a PIN: on the keyboard or on keys for fingers, and never shown.

use super::keypad::KeypadKey;
use super::{AmountEntry, Icon, IconName};
use crate::i18n::{common, lang};
use crate::{scanner, t, typing};
use leptos::{ev, html, prelude::*};

/// The most digits that are taken; more are ignored.
const DIGITS: usize = 8;

/// A PIN being typed. Enter, or the key with the tick, hands it on and forgets it.
#[component]
pub fn PinPad(
    /// Whose PIN it is.
    #[prop(into)]
    label: Signal<String>,
    /// What is wrong with the last one; empty when nothing is.
    #[prop(into)]
    problem: Signal<String>,
    /// Whether one is being compared.
    #[prop(into)]
    working: Signal<bool>,
    /// Called with the PIN.
    #[prop(into)]
    on_done: Callback<String>,
) -> impl IntoView {
    let pin = RwSignal::new(String::new());
    let node = NodeRef::<html::Input>::new();
    // What comes at once is a scan and nobody's PIN; its digits do not stay.
    scanner::on_scan(move |_| {
        pin.set(String::new());
        true
    });
    let press = move |key: KeypadKey| pin.update(|pin| type_key(pin, key));
    let done = move || {
        let typed = pin.try_update(std::mem::take).unwrap_or_default();
        if !typed.is_empty() && !working.get_untracked() {
            on_done.run(typed);
        }
        if let Some(input) = node.get_untracked() {
            let _ = input.focus();
        }
    };
    Effect::new(move || {
        if let Some(input) = node.get() {
            // After the dialog around it has opened, which would otherwise choose the focus itself.
            typing::before_next_key(move || drop(input.focus()));
        }
    });
    let on_key = move |event: ev::KeyboardEvent| {
        if event.ctrl_key() || event.alt_key() || event.meta_key() {
            return;
        }
        let on_button = event.target() != event.current_target() && focus_is_on_a_button();
        if event.key() == "Enter" && !on_button {
            event.prevent_default();
            event.stop_propagation();
            return done();
        }
        if let Some(key) = AmountEntry::key_for(&event.key()) {
            event.prevent_default();
            press(key);
        }
    };
    view! {
        <div class="pin" on:keydown=on_key>
            <input
                node_ref=node
                class="amount-input pin__dots"
                type="text"
                readonly=true
                inputmode="none"
                autocomplete="off"
                aria-label=move || label.get()
                prop:value=move || "•".repeat(pin.with(String::len))
            />
            <p class="pin__problem" role="alert">{move || problem.get()}</p>
            <PinKeys on_key=press on_done=done working />
        </div>
    }
}

fn type_key(pin: &mut String, key: KeypadKey) {
    match key {
        KeypadKey::Digit(digit) if pin.len() < DIGITS => pin.push(char::from(b'0' + digit)),
        KeypadKey::Digit(_) | KeypadKey::DoubleZero => {}
        KeypadKey::Backspace => drop(pin.pop()),
        KeypadKey::Clear => pin.clear(),
    }
}

#[component]
fn PinKeys(
    #[prop(into)] on_key: Callback<KeypadKey>,
    #[prop(into)] on_done: Callback<()>,
    working: Signal<bool>,
) -> impl IntoView {
    let digit = move |n: u8| {
        view! {
            <button type="button" class="keypad__key number" on:click=move |_| on_key.run(KeypadKey::Digit(n))>
                {move || crate::i18n::format::number(i64::from(n))}
            </button>
        }
    };
    view! {
        <div class="keypad" role="group" dir="ltr" aria-label=t!(common::keypad)>
            {[7, 8, 9, 4, 5, 6, 1, 2, 3].map(digit)}
            <button
                type="button"
                class="keypad__key keypad__key--quiet"
                aria-label=t!(common::key_backspace)
                on:click=move |_| on_key.run(KeypadKey::Backspace)
            >
                <Icon name=IconName::Backspace />
            </button>
            {digit(0)}
            <button
                type="button"
                class="keypad__key keypad__key--done"
                aria-label=move || common::ok(lang())
                disabled=working
                on:click=move |_| on_done.run(())
            >
                <Icon name=IconName::Check />
            </button>
        </div>
    }
}

fn focus_is_on_a_button() -> bool {
    let focused = crate::browser::document().and_then(|document| document.active_element());
    focused.is_some_and(|element| element.tag_name() == "BUTTON")
}
