//! Items: what the shop sells.

use super::words;
use crate::i18n::items;
use crate::shell::Screen;
use crate::ui::{EmptyState, IconName, SearchField};
use leptos::prelude::*;

/// The screen at `/items`.
#[component]
pub fn ItemsScreen() -> impl IntoView {
    let query = RwSignal::new(String::new());
    view! {
        <Screen title=words(items::title)>
            <div class="toolbar"><SearchField label=words(items::search) value=query autofocus=true /></div>
            <EmptyState icon=IconName::Items title=words(items::empty) hint=words(items::empty_hint) />
        </Screen>
    }
}
