//! Sell: search, tiles, the basket.

use super::words;
use crate::i18n::sell;
use crate::shell::Screen;
use crate::ui::{EmptyState, IconName, SearchField};
use leptos::prelude::*;

/// The screen at `/`.
#[component]
pub fn SellScreen() -> impl IntoView {
    let query = RwSignal::new(String::new());
    view! {
        <Screen title=words(sell::title)>
            <div class="toolbar"><SearchField label=words(sell::search) value=query autofocus=true scans=true /></div>
            <EmptyState icon=IconName::Basket title=words(sell::basket_empty) hint=words(sell::basket_empty_hint) />
        </Screen>
    }
}
