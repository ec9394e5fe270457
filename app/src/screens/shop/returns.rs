//! What happens to goods that come back.

use super::saving::{SaveButton, Saving};
use crate::i18n::{lang, returns, shop, words};
use crate::ui::{Field, Segmented};
use evertill_domain::shop::RefundRules;
use leptos::prelude::*;

/// The section.
pub fn view() -> AnyView {
    view! { <Returns /> }.into_any()
}

#[component]
fn Returns() -> impl IntoView {
    let saving = Saving::new();
    let known = saving.settings().map(|known| known.refunds).unwrap_or_default();
    let money = saving.register.money_now();
    let instead = RwSignal::new(known.cash_instead);
    let cash = RwSignal::new(known.without_receipt_cash);
    let customer = RwSignal::new(known.without_receipt_customer);
    let limit = RwSignal::new(known.without_receipt_limit.map(|limit| money.plain(limit)).unwrap_or_default());
    let wrong = RwSignal::new(false);
    let two = move |no: crate::i18n::Text, yes: crate::i18n::Text| {
        Signal::derive(move || vec![(false, no(lang()).to_owned()), (true, yes(lang()).to_owned())])
    };
    let save = move |()| {
        let Some(mut settings) = saving.settings() else { return };
        let typed = limit.get_untracked();
        let most = match typed.trim() {
            "" => Ok(None),
            text => saving.register.money_now().parse(text).map(Some).ok_or(()),
        };
        if let Ok(most) = most {
            settings.refunds = RefundRules {
                cash_instead: instead.get_untracked(),
                without_receipt_limit: most,
                without_receipt_cash: cash.get_untracked(),
                without_receipt_customer: customer.get_untracked(),
            };
        }
        let refused = most.is_err() || settings.validate().is_err();
        wrong.set(refused);
        if !refused {
            saving.save(settings);
        }
    };
    let said = Signal::derive(move || if wrong.get() { shop::wrong_amount(lang()).to_owned() } else { String::new() });
    view! {
        <div class="form form--page">
            <Segmented
                label=words(returns::money_back)
                options=two(returns::as_paid, returns::or_cash)
                value=instead
                on_choose=move |chosen| instead.set(chosen)
            />
            <Segmented
                label=words(returns::without_pays)
                options=two(returns::credit_only, returns::also_cash)
                value=cash
                on_choose=move |chosen| cash.set(chosen)
            />
            <Segmented
                label=words(returns::without_from)
                options=two(returns::anybody, returns::known_customers)
                value=customer
                on_choose=move |chosen| customer.set(chosen)
            />
            <Field label=words(returns::limit) value=limit hint=words(returns::limit_hint) error=said mode="decimal" ltr=true />
            <SaveButton saving on_save=save />
        </div>
    }
}
