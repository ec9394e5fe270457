//! Sales: finding one again.

use super::words;
use crate::i18n::sales;
use crate::shell::Screen;
use crate::ui::{EmptyState, IconName, SearchField};
use leptos::prelude::*;

/// The screen at `/sales`.
#[component]
pub fn SalesScreen() -> impl IntoView {
    let query = RwSignal::new(String::new());
    view! {
        <Screen title=words(sales::title)>
            <div class="toolbar"><SearchField label=words(sales::search) value=query autofocus=true /></div>
            <EmptyState icon=IconName::Sales title=words(sales::empty) hint=words(sales::empty_hint) />
        </Screen>
    }
}

/// The screen at `/sales/:no`: one sale.
#[component]
pub fn SaleScreen() -> impl IntoView {
    let params = leptos_router::hooks::use_params_map();
    let number = move || params.with(|params| params.get("no").unwrap_or_default());
    let title = Signal::derive(move || sales::sale(crate::i18n::lang(), number()));
    let missing = Signal::derive(move || sales::not_found(crate::i18n::lang(), number()));
    view! {
        <Screen title>
            <EmptyState icon=IconName::Sales title=missing />
        </Screen>
    }
}
