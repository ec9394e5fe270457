//! Post-void: the question before a whole sale is reversed, and what has to be given back for it.

use super::loaded::LoadedSale;
use super::wording;
use crate::i18n::{lang, lang_now, post_void as words};
use crate::money::Money;
use crate::register::{PayError, Register, register};
use crate::screens::pay::tender_name;
use crate::state::shell;
use crate::ui::{Button, ButtonKind, Confirm, IconName};
use crate::{refusals, routes, t, text};
use evertill_domain::tender::Tender;
use evertill_journal::commit::Outcome;
use evertill_money::Amount;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The button and its question; nothing where the sale cannot be reversed any more. What goes wrong stands in `trouble`.
#[component]
pub fn PostVoid(loaded: LoadedSale, again: RwSignal<u32>, trouble: RwSignal<Option<String>>) -> impl IntoView {
    let (shell, register) = (shell(), register());
    let number = loaded.sale.receipt;
    if !register.can_post_void(&loaded.sale, &loaded.sold) {
        return ().into_any();
    }
    let asks = RwSignal::new(false);
    let working = RwSignal::new(false);
    let tenders = StoredValue::new((loaded.sale.tenders.clone(), loaded.sale.change));
    let consequence = Signal::derive(move || {
        let money = register.money();
        let back = tenders.with_value(|(tenders, change)| given_back(tenders, *change, &money));
        let card = |(tenders, _): &(Vec<Tender>, Amount)| tenders.iter().any(|one| matches!(one, Tender::Card { .. }));
        let card = if tenders.with_value(card) { words::reverse_card(lang()) } else { "" };
        format!("{} {back} {card}", words::consequence(lang()))
    });
    let answer = move |yes: bool| {
        asks.set(false);
        if !yes || working.get_untracked() {
            return;
        }
        working.set(true);
        spawn_local(async move {
            let done = register.post_void(shell, number).await;
            let _ = working.try_set(false);
            let why = match done {
                Ok(committed) => match committed.outcome {
                    Outcome::Confirmed => return routes::go(&format!("/receipt/{}", committed.sale.receipt)),
                    Outcome::RolledBack { reason, .. } => untrack(|| wording::why(register, &reason)),
                },
                Err(error) => why_not(register, &error),
            };
            let _ = trouble.try_set(Some(why));
            let _ = again.try_update(|n| *n = n.wrapping_add(1));
        });
    };
    view! {
        <Button
            kind=ButtonKind::Secondary
            icon=IconName::Void
            large=true
            wide=true
            disabled=working
            on_press=move |()| asks.set(true)
        >
            {t!(words::void_sale)}
        </Button>
        <Confirm
            open=asks
            question=Signal::derive(move || words::question(lang(), number))
            consequence
            yes=Signal::derive(|| words::void_sale(lang()).to_owned())
            danger=true
            on_answer=answer
        />
    }
    .into_any()
}

/// What the cashier gives back by hand: cash less the change, and each card on its terminal.
fn given_back(tenders: &[Tender], change: Amount, money: &Money) -> String {
    let cash = Amount::sum(tenders.iter().filter(|tender| matches!(tender, Tender::Cash { .. })).map(Tender::amount));
    let cash = cash.and_then(|cash| cash.minus(change)).unwrap_or_default();
    let mut told = Vec::new();
    if !cash.is_zero() {
        told.push((tender_name(&Tender::Cash { amount: cash }), cash));
    }
    told.extend(
        tenders
            .iter()
            .filter(|tender| !matches!(tender, Tender::Cash { .. }))
            .map(|tender| (tender_name(tender), tender.amount())),
    );
    let told: Vec<String> = told.into_iter().map(|(name, amount)| format!("{name} {}", money.format(amount))).collect();
    if told.is_empty() { String::new() } else { words::give_back(lang(), told.join(" · ")) }
}

fn why_not(register: Register, error: &PayError) -> String {
    match error {
        PayError::Refused(no) => refusals::refusal(lang_now(), no, &register.money_now(), ""),
        PayError::NotHeld(missing) => refusals::not_held(lang_now(), missing, &|_| None),
        PayError::Full => text!(crate::i18n::sales::refund_full).to_owned(),
        PayError::Failed(_) => text!(crate::i18n::sales::refund_failed).to_owned(),
        PayError::NotReady | PayError::Repriced => text!(crate::i18n::sales::refund_busy).to_owned(),
    }
}
