//! Progress that says what it does, how far it is, and how to stop it.

use super::Button;
use crate::i18n::{common, format};
use crate::t;
use leptos::prelude::*;

/// A bar for work in steps; without a total it moves without promising an end.
#[component]
pub fn Progress(
    /// What is being done.
    #[prop(into)]
    label: Signal<String>,
    /// Steps done.
    #[prop(into)]
    done: Signal<u64>,
    /// Steps in all; `None` while unknown.
    #[prop(into)]
    total: Signal<Option<u64>>,
    /// Called when the operator stops it; without it there is no button.
    #[prop(optional, into)]
    on_cancel: Option<Callback<()>>,
) -> impl IntoView {
    let count = move || {
        let shown = |n: u64| format::number(i64::try_from(n).unwrap_or(i64::MAX));
        total.get().map(|total| common::progress_of(crate::i18n::lang(), shown(done.get()), shown(total)))
    };
    view! {
        <div class="progress">
            <div class="progress__text">
                <span>{move || label.get()}</span>
                <span class="number">{count}</span>
            </div>
            <progress
                class="progress__bar"
                aria-label=move || label.get()
                // An indeterminate bar has no value at all.
                value=move || total.get().map(|_| done.get().to_string())
                max=move || total.get().map(|total| total.max(1).to_string())
            />
            {on_cancel.map(|on_cancel| view! { <Button on_press=on_cancel>{t!(common::cancel)}</Button> })}
        </div>
    }
}
