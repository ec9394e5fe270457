//! The frame around every screen: navigation, status line, messages, help, and the pages for when selling is impossible.

pub mod crash;
mod failure;
mod nav;
mod status_line;
mod training;

pub use failure::FailurePage;
pub use nav::{Nav, place_of};
pub use status_line::StatusLine;
pub use training::TrainingBanner;

use crate::i18n::lang;
use leptos::prelude::*;

/// The frame of a screen: its heading, its buttons, its content. Sets the title of the page too.
#[component]
pub fn Screen(
    /// Its name.
    #[prop(into)]
    title: Signal<String>,
    /// Buttons at the end of the heading.
    #[prop(optional, into)]
    actions: Option<ViewFn>,
    /// Content.
    children: Children,
) -> impl IntoView {
    Effect::new(move || {
        let name = title.get();
        // The language decides on which side the product's name stands.
        let _ = lang();
        if let Some(document) = crate::browser::document() {
            document.set_title(&format!("{name} · Evertill"));
        }
    });
    view! {
        <section class="screen" aria-labelledby="screen-title">
            <header class="screen__head">
                <h1 class="screen__title" id="screen-title">{move || title.get()}</h1>
                {actions.map(|actions| view! { <div class="screen__actions">{actions.run()}</div> })}
            </header>
            <div class="screen__body">{children()}</div>
        </section>
    }
}
