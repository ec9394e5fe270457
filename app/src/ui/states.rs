//! What stands where content is not: nothing yet, still loading, failed. And small labelled facts.

use super::{Icon, IconName};
use crate::i18n::common;
use crate::t;
use leptos::prelude::*;

/// How a badge or message feels. Colour never says it alone: the words do.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Tone {
    /// Plain.
    #[default]
    Neutral,
    /// Good.
    Good,
    /// Worth a look.
    Notice,
    /// Bad.
    Bad,
}

impl Tone {
    /// As in `data-tone`.
    pub fn code(self) -> &'static str {
        match self {
            Tone::Neutral => "neutral",
            Tone::Good => "good",
            Tone::Notice => "notice",
            Tone::Bad => "bad",
        }
    }
}

/// A short state beside a thing.
#[component]
pub fn Badge(
    /// How it feels.
    #[prop(optional, into)]
    tone: Signal<Tone>,
    /// An icon before the words.
    #[prop(optional)]
    icon: Option<IconName>,
    /// The words.
    children: Children,
) -> impl IntoView {
    view! {
        <span class="badge" data-tone=move || tone.get().code()>
            {icon.map(|name| view! { <Icon name /> })}
            {children()}
        </span>
    }
}

/// Nothing here yet, and what to do about it. Buttons go into the children.
#[component]
pub fn EmptyState(
    /// A large icon.
    icon: IconName,
    /// What is missing.
    #[prop(into)]
    title: Signal<String>,
    /// What to do.
    #[prop(optional, into)]
    hint: Signal<String>,
    /// Buttons.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="state">
            <Icon name=icon />
            <p class="state__title">{move || title.get()}</p>
            <p class="state__hint">{move || hint.get()}</p>
            {children.map(|children| view! { <div class="state__actions">{children()}</div> })}
        </div>
    }
}

/// Content that is on its way, as grey rows of its size.
#[component]
pub fn Loading(
    /// How many rows.
    #[prop(default = 6)]
    rows: usize,
) -> impl IntoView {
    view! {
        <div class="skeleton" role="status" aria-busy="true">
            <span class="visually-hidden">{t!(common::loading)}</span>
            {(0..rows).map(|_| view! { <div class="skeleton__row" aria-hidden="true"></div> }).collect_view()}
        </div>
    }
}

/// Something failed here, in words, with what can be done in the children.
#[component]
pub fn ErrorState(
    /// What failed.
    #[prop(into)]
    title: Signal<String>,
    /// What to do next.
    #[prop(optional, into)]
    hint: Signal<String>,
    /// Buttons.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="state state--error" role="alert">
            <Icon name=IconName::Warning />
            <p class="state__title">{move || title.get()}</p>
            <p class="state__hint">{move || hint.get()}</p>
            {children.map(|children| view! { <div class="state__actions">{children()}</div> })}
        </div>
    }
}

/// One fact in a `<dl class="facts">`.
#[component]
pub fn Fact(
    /// What it is about.
    #[prop(into)]
    label: Signal<String>,
    /// The fact.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="facts__row">
            <dt>{move || label.get()}</dt>
            <dd>{children()}</dd>
        </div>
    }
}
