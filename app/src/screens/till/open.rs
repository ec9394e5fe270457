//! A shift begins: the float is keyed.

use super::Till;
use crate::i18n::{till, words};
use crate::t;
use crate::text;
use crate::ui::{AmountEntry, AmountInput, Button, ButtonKind, Keypad};
use evertill_money::Amount;
use leptos::prelude::*;
use leptos::task::spawn_local;

#[component]
pub fn OpenShift(till: Till) -> impl IntoView {
    let entry = RwSignal::new(AmountEntry::default());
    let (problem, working) = (RwSignal::new(String::new()), RwSignal::new(false));
    let money = Callback::new(move |minor| till.register.money().format_minor(minor));
    let open = move || {
        let Ok(float) = Amount::new(entry.get_untracked().minor().unwrap_or(0)) else { return };
        if working.get_untracked() {
            return;
        }
        working.set(true);
        spawn_local(async move {
            let opened = till.register.open_shift(till.shell, float).await;
            let _ = working.try_set(false);
            match opened {
                Ok(()) => till.shell.toasts.good(text!(till::shift_opened)),
                Err(error) => drop(problem.try_set(till.said(&error))),
            }
        });
    };
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Enter" {
            event.prevent_default();
            event.stop_propagation();
            open();
        }
    };
    view! {
        <section class="card till__open" aria-labelledby="open-title">
            <h2 class="card__title" id="open-title">{t!(till::no_shift)}</h2>
            <p class="soft">{t!(till::no_shift_hint)}</p>
            <div on:keydown=on_key>
                <AmountInput label=words(till::float) entry money placeholder=Signal::derive(|| 0) />
            </div>
            <Keypad on_key=move |key| entry.update(|entry| *entry = entry.after(key)) />
            <p class="refund__problem" role="alert">{move || problem.get()}</p>
            <Button kind=ButtonKind::Primary large=true wide=true disabled=working on_press=move |()| open()>
                {t!(till::open_shift)}
            </Button>
        </section>
    }
}
