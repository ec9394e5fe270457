//! The recovery report: which sales this start found undecided, and what became of them.

use crate::i18n::{lang, status};
use crate::refusals::rollback;
use crate::register::{Register, register};
use crate::t;
use crate::ui::{Icon, IconName};
use evertill_journal::commit::{Committed, Outcome};
use leptos::prelude::*;

#[component]
pub fn RecoveryCard() -> impl IntoView {
    let register = register();
    view! {
        <section class="card" aria-labelledby="recovery">
            <h2 class="card__title" id="recovery">{t!(status::recovery)}</h2>
            <Show
                when=move || !register.recovered.with(Vec::is_empty)
                fallback=|| view! {
                    <p class="with-icon"><Icon name=IconName::Verified /><span>{t!(status::recovery_none)}</span></p>
                }
            >
                <RecoveredSales />
            </Show>
        </section>
    }
}

/// Each sale that was decided on start, in words.
#[component]
pub fn RecoveredSales() -> impl IntoView {
    let register = register();
    let count = move || i64::try_from(register.recovered.with(Vec::len)).unwrap_or(i64::MAX);
    view! {
        <p>{move || status::recovery_found(lang(), count())}</p>
        <ul class="found">
            {move || register.recovered.get().into_iter().map(|sale| {
                let good = sale.outcome == Outcome::Confirmed;
                let icon = if good { IconName::Check } else { IconName::Refund };
                view! { <li class="found__item"><Icon name=icon /><span>{sentence(register, &sale)}</span></li> }
            }).collect_view()}
        </ul>
    }
}

fn sentence(register: Register, decided: &Committed) -> String {
    let (money, receipt) = (register.money(), decided.sale.receipt);
    match &decided.outcome {
        Outcome::Confirmed => status::recovery_confirmed(lang(), receipt, money.format(decided.sale.totals.total)),
        Outcome::RolledBack { reason, .. } => {
            let name = |sku: &str| {
                decided.sale.lines.iter().find(|line| line.sku.as_str() == sku).map(|line| line.name.clone())
            };
            let why = rollback(lang(), reason, &money, name);
            status::recovery_rolled_back(lang(), receipt, why.trim_end_matches('.'))
        }
    }
}
