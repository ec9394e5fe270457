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
    let labels = Signal::derive(move || options.with(|all| all.iter().map(|(_, text)| text.clone()).collect()));
    let chosen = Signal::derive(move || options.with(|all| all.iter().position(|(this, _)| *this == value.get())));
    let choose = Callback::new(move |at: usize| {
        let picked = options.with_untracked(|all| all.get(at).map(|(this, _)| *this));
        if let Some(picked) = picked {
            on_choose.run(picked);
        }
    });
    segments(label, labels, chosen, choose)
}

/// The same by place, so that all of them share one copy of it.
fn segments(
    label: Signal<String>,
    labels: Signal<Vec<String>>,
    chosen: Signal<Option<usize>>,
    choose: Callback<usize>,
) -> AnyView {
    let group = format!("segmented-{}", next_id());
    let option = move |(at, text): (usize, String)| {
        view! {
            <label class="segmented__option">
                <input
                    type="radio"
                    name=group.clone()
                    prop:checked=move || chosen.get() == Some(at)
                    on:change=move |_| choose.run(at)
                />
                <span>{text}</span>
            </label>
        }
    };
    view! {
        <fieldset class="segmented">
            <legend class="field__label">{label}</legend>
            <div class="segmented__options">
                {move || labels.get().into_iter().enumerate().map(option.clone()).collect_view()}
            </div>
        </fieldset>
    }
    .into_any()
}

fn next_id() -> u64 {
    thread_local! { static NEXT: Cell<u64> = const { Cell::new(0) }; }
    NEXT.replace(NEXT.get() + 1)
}
