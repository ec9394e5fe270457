//! Choosing one of a few: a segmented choice for values, tabs for views. Arrow keys move within, as the platform has it.

use leptos::{ev, prelude::*};
use std::cell::Cell;

/// One of a few values, as radio buttons that look like segments: the browser supplies the keyboard.
#[component]
pub fn Segmented<T>(
    /// What is chosen.
    #[prop(into)]
    label: Signal<String>,
    /// Values and what they are called, in order.
    #[prop(into)]
    options: Signal<Vec<(T, String)>>,
    /// The chosen one.
    #[prop(into)]
    value: Signal<T>,
    /// Called with another choice.
    #[prop(into)]
    on_choose: Callback<T>,
) -> impl IntoView
where
    T: Copy + PartialEq + Send + Sync + 'static,
{
    let group = format!("segmented-{}", next_id());
    let option = move |(this, text): (T, String)| {
        view! {
            <label class="segmented__option">
                <input
                    type="radio"
                    name=group.clone()
                    prop:checked=move || value.get() == this
                    on:change=move |_| on_choose.run(this)
                />
                <span>{text}</span>
            </label>
        }
    };
    view! {
        <fieldset class="segmented">
            <legend class="field__label">{move || label.get()}</legend>
            <div class="segmented__options">{move || options.get().into_iter().map(option.clone()).collect_view()}</div>
        </fieldset>
    }
}

/// Tabs above a view. The caller shows what belongs to the chosen one, in an element with `role="tabpanel"`.
#[component]
pub fn Tabs<T>(
    /// What the tabs are about.
    #[prop(into)]
    label: Signal<String>,
    /// Values and what they are called, in order.
    #[prop(into)]
    options: Signal<Vec<(T, String)>>,
    /// The chosen one.
    value: RwSignal<T>,
) -> impl IntoView
where
    T: Copy + PartialEq + Send + Sync + 'static,
{
    let on_key = move |event: ev::KeyboardEvent| {
        let all = options.get_untracked();
        let Some(now) = all.iter().position(|(this, _)| *this == value.get_untracked()) else { return };
        let rtl = crate::i18n::lang_now().dir() == "rtl";
        let last = all.len().saturating_sub(1);
        let next = match (event.key().as_str(), rtl) {
            ("ArrowRight", false) | ("ArrowLeft", true) => (now + 1).min(last),
            ("ArrowLeft", false) | ("ArrowRight", true) => now.saturating_sub(1),
            ("Home", _) => 0,
            ("End", _) => last,
            _ => return,
        };
        event.prevent_default();
        if let Some((choice, _)) = all.get(next) {
            value.set(*choice);
            request_animation_frame(|| crate::browser::focus("[role=tab][aria-selected=true]"));
        }
    };
    let tab = move |(this, text): (T, String)| {
        let chosen = move || value.get() == this;
        view! {
            <button
                type="button"
                role="tab"
                class="tabs__tab"
                aria-selected=move || chosen().to_string()
                tabindex=move || if chosen() { "0" } else { "-1" }
                on:click=move |_| value.set(this)
            >
                {text}
            </button>
        }
    };
    view! {
        <div class="tabs" role="tablist" aria-label=move || label.get() on:keydown=on_key>
            {move || options.get().into_iter().map(tab).collect_view()}
        </div>
    }
}

fn next_id() -> u64 {
    thread_local! { static NEXT: Cell<u64> = const { Cell::new(0) }; }
    NEXT.replace(NEXT.get() + 1)
}
