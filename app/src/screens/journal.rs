//! Journal: every entry, in order.

use super::words;
use crate::i18n::journal;
use crate::shell::Screen;
use crate::ui::{EmptyState, IconName};
use leptos::prelude::*;

/// The screen at `/journal`.
#[component]
pub fn JournalScreen() -> impl IntoView {
    view! {
        <Screen title=words(journal::title)>
            <EmptyState icon=IconName::Journal title=words(journal::empty) hint=words(journal::intro) />
        </Screen>
    }
}
