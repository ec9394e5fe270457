//! An address that leads nowhere.

use crate::i18n::common;
use crate::i18n::words;
use crate::shell::Screen;
use crate::t;
use crate::ui::{EmptyState, IconName};
use leptos::prelude::*;

/// Shown for every address without a screen.
#[component]
pub fn NotFound() -> impl IntoView {
    view! {
        <Screen title=words(common::page_not_found)>
            <EmptyState icon=IconName::Warning title=words(common::page_not_found) hint=words(common::page_not_found_hint)>
                <a href="/" class="button button--primary">{t!(common::sell)}</a>
            </EmptyState>
        </Screen>
    }
}
