//! Pay: tenders, change, completing the sale.

use super::words;
use crate::i18n::pay;
use crate::shell::Screen;
use crate::t;
use crate::ui::{EmptyState, IconName};
use leptos::prelude::*;
use leptos_router::components::A;

/// The screen at `/pay`.
#[component]
pub fn PayScreen() -> impl IntoView {
    view! {
        <Screen title=words(pay::title)>
            <EmptyState icon=IconName::Basket title=words(pay::nothing_to_pay) hint=words(pay::nothing_to_pay_hint)>
                <A href="/" attr:class="button button--primary">{t!(pay::back_to_basket)}</A>
            </EmptyState>
        </Screen>
    }
}
