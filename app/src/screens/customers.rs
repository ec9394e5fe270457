//! Customers and their points.

use super::words;
use crate::i18n::customers;
use crate::shell::Screen;
use crate::ui::{EmptyState, IconName, SearchField};
use leptos::prelude::*;

/// The screen at `/customers`.
#[component]
pub fn CustomersScreen() -> impl IntoView {
    let query = RwSignal::new(String::new());
    view! {
        <Screen title=words(customers::title)>
            <div class="toolbar"><SearchField label=words(customers::search) value=query autofocus=true /></div>
            <EmptyState icon=IconName::Customers title=words(customers::empty) hint=words(customers::empty_hint) />
        </Screen>
    }
}
