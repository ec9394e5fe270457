//! Fields: label, hint, error, value. The error is tied to the field, so that it is spoken with it.

use super::{Icon, IconName};
use crate::typing;
use leptos::{ev, html, prelude::*};
use std::cell::Cell;

/// A labelled text field.
#[component]
pub fn Field(
    /// Its label.
    #[prop(into)]
    label: Signal<String>,
    /// Its text.
    value: RwSignal<String>,
    /// Help below.
    #[prop(optional, into)]
    hint: Option<Signal<String>>,
    /// What is wrong with the text; empty when nothing is.
    #[prop(optional, into)]
    error: Signal<String>,
    /// `type` of the input.
    #[prop(default = "text")]
    kind: &'static str,
    /// `inputmode`, which picks the keyboard on a touch screen: `decimal`, `numeric`, `email`, `tel`.
    #[prop(default = "text")]
    mode: &'static str,
    /// `name`, for forms and for tests that fill them.
    #[prop(optional)]
    name: &'static str,
    /// Whether it has to be filled.
    #[prop(optional)]
    required: bool,
    /// Whether it takes the focus when it appears.
    #[prop(optional)]
    autofocus: bool,
    /// The direction of codes, e-mail and phone numbers, which run left to right in every language.
    #[prop(optional)]
    ltr: bool,
    /// Called on Enter.
    #[prop(optional, into)]
    on_enter: Option<Callback<String>>,
) -> impl IntoView {
    let id = format!("field-{}", next_id());
    let note_id = format!("{id}-note");
    let node = NodeRef::<html::Input>::new();
    focus_when_shown(node, autofocus);
    let note = move || {
        let error = error.get();
        if error.is_empty() { hint.map(|hint| hint.get()).unwrap_or_default() } else { error }
    };
    view! {
        <div class="field" class:field--wrong=move || !error.get().is_empty()>
            <label class="field__label" for=id.clone()>{move || label.get()}</label>
            <input
                node_ref=node
                id=id
                class="field__input"
                type=kind
                inputmode=mode
                name=name
                required=required
                autocomplete="off"
                dir=ltr.then_some("ltr")
                aria-invalid=move || (!error.get().is_empty()).to_string()
                aria-describedby=note_id.clone()
                prop:value=move || value.get()
                on:input:target=move |event| value.set(event.target().value())
                on:keydown=move |event: ev::KeyboardEvent| enter(&event, on_enter, value)
            />
            <p class="field__note" id=note_id aria-live="polite">{note}</p>
        </div>
    }
}

/// A labelled text of several lines.
#[component]
pub fn TextArea(
    /// Its label.
    #[prop(into)]
    label: Signal<String>,
    /// Its text.
    value: RwSignal<String>,
    /// Help below.
    #[prop(into)]
    hint: Signal<String>,
    /// What is wrong with the text; empty when nothing is.
    #[prop(into)]
    error: Signal<String>,
    /// How many lines it shows.
    rows: u8,
) -> impl IntoView {
    let id = format!("field-{}", next_id());
    let note_id = format!("{id}-note");
    let note = move || Some(error.get()).filter(|error| !error.is_empty()).unwrap_or_else(|| hint.get());
    view! {
        <div class="field" class:field--wrong=move || !error.get().is_empty()>
            <label class="field__label" for=id.clone()>{move || label.get()}</label>
            <textarea
                id=id
                class="field__input field__input--area"
                rows=rows.to_string()
                dir="auto"
                aria-invalid=move || (!error.get().is_empty()).to_string()
                aria-describedby=note_id.clone()
                prop:value=move || value.get()
                on:input:target=move |event| value.set(event.target().value())
            ></textarea>
            <p class="field__note" id=note_id aria-live="polite">{note}</p>
        </div>
    }
}

/// A labelled choice from a list of `(value, text)`.
#[component]
pub fn SelectField(
    /// Its label.
    #[prop(into)]
    label: Signal<String>,
    /// The chosen value.
    value: RwSignal<String>,
    /// Values and what they are called.
    #[prop(into)]
    options: Signal<Vec<(String, String)>>,
    /// `name` of the select.
    #[prop(optional)]
    name: &'static str,
) -> impl IntoView {
    let id = format!("field-{}", next_id());
    let option = move |(code, text): (String, String)| {
        let selected = code == value.get();
        view! { <option value=code selected=selected>{text}</option> }
    };
    view! {
        <div class="field">
            <label class="field__label" for=id.clone()>{move || label.get()}</label>
            <select
                id=id
                name=name
                class="field__input"
                prop:value=move || value.get()
                on:change:target=move |event| value.set(event.target().value())
            >
                {move || options.get().into_iter().map(option).collect_view()}
            </select>
        </div>
    }
}

/// The search and scan field. On Sell it always has the input: while it is empty, shortcuts hold as if it were not
/// there, and Enter with text asks for a look-up.
#[component]
pub fn SearchField(
    /// What it searches, spoken and shown while it is empty.
    #[prop(into)]
    label: Signal<String>,
    /// Its text.
    value: RwSignal<String>,
    /// Called on Enter with the text, if there is any.
    #[prop(optional, into)]
    on_enter: Option<Callback<String>>,
    /// Other keys, such as arrows into a list of results. `true` means taken.
    #[prop(optional, into)]
    on_key: Option<Callback<String, bool>>,
    /// Whether it takes the focus when it appears.
    #[prop(optional)]
    autofocus: bool,
    /// `id` of the list it controls, if it has one.
    #[prop(optional)]
    controls: Option<&'static str>,
    /// Shows the scan icon.
    #[prop(optional)]
    scans: bool,
) -> impl IntoView {
    let node = NodeRef::<html::Input>::new();
    focus_when_shown(node, autofocus);
    let icon = if scans { IconName::Scan } else { IconName::Search };
    let on_keydown = move |event: ev::KeyboardEvent| {
        if on_key.is_some_and(|on_key| on_key.run(event.key())) {
            event.prevent_default();
            return event.stop_propagation();
        }
        if event.key() == "Escape" && !value.get_untracked().is_empty() {
            value.set(String::new());
            return event.stop_propagation();
        }
        enter(&event, on_enter, value);
    };
    view! {
        <div class="search" role="search">
            <Icon name=icon />
            <input
                node_ref=node
                class="search__input"
                type="search"
                inputmode="search"
                enterkeyhint="search"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                data-keys="empty"
                aria-label=move || label.get()
                placeholder=move || label.get()
                aria-controls=controls
                prop:value=move || value.get()
                on:input:target=move |event| value.set(event.target().value())
                on:keydown=on_keydown
            />
        </div>
    }
}

/// Enter with text calls back, and goes no further: it must not complete a sale as well.
fn enter(event: &ev::KeyboardEvent, on_enter: Option<Callback<String>>, value: RwSignal<String>) {
    let Some(on_enter) = on_enter else { return };
    let text = value.get_untracked();
    if event.key() == "Enter" && !event.ctrl_key() && !event.is_composing() && !text.trim().is_empty() {
        event.prevent_default();
        event.stop_propagation();
        on_enter.run(text.trim().to_owned());
    }
}

fn focus_when_shown(node: NodeRef<html::Input>, wanted: bool) {
    Effect::new(move || {
        if let (true, Some(input)) = (wanted, node.get()) {
            // After the dialog around it has opened, which would otherwise choose the focus itself.
            typing::before_next_key(move || drop(input.focus()));
        }
    });
}

fn next_id() -> u64 {
    thread_local! { static NEXT: Cell<u64> = const { Cell::new(0) }; }
    NEXT.replace(NEXT.get() + 1)
}
