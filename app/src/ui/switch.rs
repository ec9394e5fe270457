//! Choosing one of a few values. Arrow keys move within, as the platform has it.

use leptos::prelude::*;
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

fn next_id() -> u64 {
    thread_local! { static NEXT: Cell<u64> = const { Cell::new(0) }; }
    NEXT.replace(NEXT.get() + 1)
}
