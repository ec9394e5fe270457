//! Buttons and tiles. Each shows the key that does the same, taken from the table of shortcuts.

use super::{Icon, IconName};
use crate::keys::{self, Action};
use leptos::prelude::*;

/// How much a button wants to be pressed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum ButtonKind {
    /// The one thing most likely wanted; at most one a screen.
    Primary,
    /// An ordinary choice.
    #[default]
    Secondary,
    /// Present, without drawing the eye.
    Quiet,
    /// Takes something away.
    Danger,
}

impl ButtonKind {
    fn class(self) -> &'static str {
        match self {
            ButtonKind::Primary => "button button--primary",
            ButtonKind::Secondary => "button",
            ButtonKind::Quiet => "button button--quiet",
            ButtonKind::Danger => "button button--danger",
        }
    }
}

/// The key of an action, as a small mark. Decoration for the eye: the button carries it in `aria-keyshortcuts`.
#[component]
pub fn KeyHint(
    /// Whose key.
    action: Action,
) -> impl IntoView {
    keys::hint(action).map(|keys| view! { <kbd class="key-hint" aria-hidden="true">{keys}</kbd> })
}

/// A button with words: `<Button kind=ButtonKind::Primary action=Action::Pay on_press=move || …>{t!(…)}</Button>`.
#[component]
pub fn Button(
    /// How much it wants to be pressed.
    #[prop(optional)]
    kind: ButtonKind,
    /// An icon before the words.
    #[prop(optional)]
    icon: Option<IconName>,
    /// The action whose key does the same; its key is shown.
    #[prop(optional)]
    action: Option<Action>,
    /// Whether it is out of reach now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Taller, for the main act of a screen.
    #[prop(optional)]
    large: bool,
    /// As wide as its container.
    #[prop(optional)]
    wide: bool,
    /// Takes the focus when the dialog around it opens.
    #[prop(optional)]
    autofocus: bool,
    /// A submit button of the form around it.
    #[prop(optional)]
    submit: bool,
    /// What happens when it is pressed.
    #[prop(optional, into)]
    on_press: Option<Callback<()>>,
    /// The words.
    children: Children,
) -> impl IntoView {
    view! {
        <button
            type=if submit { "submit" } else { "button" }
            autofocus=autofocus
            class=kind.class()
            class:button--large=large
            class:button--wide=wide
            disabled=move || disabled.get()
            aria-keyshortcuts=action.and_then(keys::aria_shortcut)
            on:click=move |_| if let Some(on_press) = on_press { on_press.run(()) }
        >
            {icon.map(|name| view! { <Icon name /> })}
            <span class="button__label">{children()}</span>
            {action.map(|action| view! { <KeyHint action /> })}
        </button>
    }
}

/// A button that shows only an icon; its label is spoken, and shown as a tooltip.
#[component]
pub fn IconButton(
    /// Which icon.
    icon: IconName,
    /// What it does, in words.
    #[prop(into)]
    label: Signal<String>,
    /// How much it wants to be pressed.
    #[prop(default = ButtonKind::Quiet)]
    kind: ButtonKind,
    /// The action whose key does the same.
    #[prop(optional)]
    action: Option<Action>,
    /// Whether it is out of reach now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// What happens when it is pressed.
    #[prop(into)]
    on_press: Callback<()>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class=format!("{} button--icon", kind.class())
            disabled=move || disabled.get()
            aria-label=move || label.get()
            title=move || label.get()
            aria-keyshortcuts=action.and_then(keys::aria_shortcut)
            on:click=move |_| on_press.run(())
        >
            <Icon name=icon />
        </button>
    }
}

/// A tile: something to sell, or a category, pressed by a finger at arm's length.
#[component]
pub fn Tile(
    /// The name; long ones take two lines.
    #[prop(into)]
    title: Signal<String>,
    /// A line below, such as the price.
    #[prop(optional, into)]
    detail: Option<Signal<String>>,
    /// Colour of the edge, 0 to 7, so that neighbours can be told apart.
    #[prop(optional)]
    hue: u8,
    /// Its place among the first nine, which Alt and a digit press.
    #[prop(optional)]
    digit: Option<u8>,
    /// A category rather than an item.
    #[prop(optional)]
    category: bool,
    /// What happens when it is pressed.
    #[prop(into)]
    on_press: Callback<()>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="tile"
            class:tile--category=category
            data-hue=(hue % 8).to_string()
            aria-keyshortcuts=digit.and_then(|n| keys::aria_shortcut(Action::Tile(n)))
            on:click=move |_| on_press.run(())
        >
            <span class="tile__title" dir="auto">{move || title.get()}</span>
            <span class="tile__foot">
                {detail.map(|detail| view! { <span class="tile__detail number">{move || detail.get()}</span> })}
                {digit.map(|n| view! { <KeyHint action=Action::Tile(n) /> })}
            </span>
        </button>
    }
}
