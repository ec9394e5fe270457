//! One receipt, on screen and on paper.

use crate::i18n::{lang, receipt};
use crate::shell::Screen;
use crate::ui::{EmptyState, IconName};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// The screen at `/receipt/:no`.
#[component]
pub fn ReceiptScreen() -> impl IntoView {
    let params = use_params_map();
    let number = move || params.with(|params| params.get("no").unwrap_or_default());
    let title = Signal::derive(move || receipt::number(lang(), number()));
    let missing = Signal::derive(move || receipt::not_found(lang(), number()));
    view! {
        <Screen title>
            <EmptyState icon=IconName::Sales title=missing />
        </Screen>
    }
}
