//! One receipt, on screen and on paper. Right after paying it shows what goes back to the customer, very large, and
//! the one obvious next step.

mod document;
mod printing;

pub use document::{ReceiptDocument, service_name, tax_name};
pub use printing::{PaperChoice, PrintButton, remembered_paper};

use document::means_name;

use super::sales::loaded::{LoadedSale, Lookup, look_up};
use crate::i18n::words as label;
use crate::i18n::{lang, post_void, receipt, sales};
use crate::keys::{self, Action};
use crate::receipt_model::{Means, Paid, Receipt};
use crate::register::{Found, Register, register};
use crate::routes;
use crate::shell::Screen;
use crate::state::{Shell, shell};
use crate::ui::{Button, ButtonKind, EmptyState, ErrorState, Icon, IconName, Loading};
use crate::{browser, refusals, t, text};
use evertill_money::Amount;
use leptos::prelude::*;

/// The screen at `/receipt/NUMBER`.
#[component]
pub fn ReceiptScreen(
    /// The receipt's number, as it stands in the address.
    number: String,
) -> impl IntoView {
    let (shell, register) = (shell(), register());
    let number = Signal::stored(number);
    let again = RwSignal::new(0);
    let found = look_up(register, number, again);
    let title = Signal::derive(move || receipt::number(lang(), number.get()));
    go_on(shell, register);
    view! {
        <Screen title>
            {move || match found.get() {
                Lookup::Waiting => view! { <Loading /> }.into_any(),
                Lookup::Missing => view! { <Missing number /> }.into_any(),
                Lookup::Failed => view! { <NotRead again /> }.into_any(),
                Lookup::Found(loaded) => view! { <Here loaded=*loaded /> }.into_any(),
            }}
        </Screen>
    }
}

/// The next sale begins with Enter, or with the scan of its first item.
fn go_on(shell: Shell, register: Register) {
    keys::on_action(move |action| {
        let next = action == Action::NextSale;
        if next {
            routes::go("/");
        }
        next
    });
    crate::scanner::on_scan(move |code| {
        let rung = match register.find(code, None) {
            Found::Item(wish) => register.ring(shell, &wish),
            Found::Misread => {
                shell.toasts.bad(text!(crate::i18n::goods::misread).to_owned());
                Ok(())
            }
            Found::Unknown => {
                shell.toasts.bad(text!(crate::i18n::errors::unknown_code, code));
                Ok(())
            }
        };
        match rung {
            Ok(()) => {}
            Err(no) => shell.toasts.bad(refusals::refusal(crate::i18n::lang_now(), &no, &register.money_now(), "")),
        }
        routes::go("/");
        true
    });
}

#[component]
fn Missing(number: Signal<String>) -> impl IntoView {
    let title = Signal::derive(move || receipt::not_found(lang(), number.get()));
    view! {
        <EmptyState icon=IconName::Sales title hint=label(sales::not_found_hint)>
            <a href="/sales" class="button">{t!(sales::to_sales)}</a>
        </EmptyState>
    }
}

/// The journal could not be read; also on the screen of a sale.
#[component]
pub fn NotRead(again: RwSignal<u32>) -> impl IntoView {
    view! {
        <ErrorState title=label(sales::not_read) hint=label(sales::not_read_hint)>
            <Button kind=ButtonKind::Primary on_press=move |()| again.update(|n| *n = n.wrapping_add(1))>
                {t!(crate::i18n::common::retry)}
            </Button>
        </ErrorState>
    }
}

#[component]
fn Here(loaded: LoadedSale) -> impl IntoView {
    let register = register();
    let number = loaded.sale.receipt;
    let copy = RwSignal::new(None);
    let paper = remembered_paper();
    let fresh = register.last.with_untracked(|last| last.as_ref().is_some_and(|last| last.sale.receipt == number));
    let loaded = StoredValue::new(loaded);
    let document = Memo::new(move |_| loaded.with_value(|loaded| loaded.receipt(register, copy.get(), fresh)));
    let outcome = move || {
        let document = document.get()?;
        Some(if fresh { view! { <Outcome document /> }.into_any() } else { ().into_any() })
    };
    crate::typing::before_next_key(|| browser::focus(".receipt__next .button"));
    view! {
        <div class="receipt">
            <div class="receipt__side no-print">
                {outcome}
                <div class="receipt__next">
                    <Button
                        kind=ButtonKind::Primary
                        large=true
                        wide=true
                        action=Action::NextSale
                        on_press=move |()| routes::go("/")
                    >
                        {t!(receipt::next_sale)}
                    </Button>
                </div>
                <PrintButton number copy fresh valid=loaded.with_value(|loaded| loaded.receipt_is_valid()) />
                <PaperChoice paper />
                <a href=format!("/sales/{number}") class="button button--quiet">{t!(receipt::open_sale)}</a>
            </div>
            <div class="receipt__paper" tabindex="0" role="region" aria-label=t!(receipt::title)>
                {move || document.get().map(|document| view! { <ReceiptDocument receipt=Signal::stored(document) /> })}
            </div>
        </div>
    }
}

/// What just happened and what goes back, readable at arm's length.
#[component]
fn Outcome(document: Receipt) -> impl IntoView {
    let refund = document.is_refund();
    move || {
        let money = crate::money::Money::of(document.currency);
        let rows = what_goes_back(&document).into_iter().map(|(name, amount)| {
            view! {
                <p class="outcome__name">{name}</p>
                {amount.map(|amount| view! { <p class="outcome__amount number">{money.format(amount)}</p> })}
            }
        });
        let rows = rows.collect_view();
        let done = match (document.void_of, refund) {
            (Some(_), _) => post_void::done(lang()),
            (None, true) => receipt::done_refund(lang()),
            (None, false) => receipt::done_sale(lang()),
        };
        view! {
            <div class="outcome" role="status">
                <p class="outcome__done"><Icon name=IconName::Check /><span>{done}</span></p>
                {rows}
                <p class="outcome__total">
                    {receipt::total(lang())} " " <span class="number">{money.format(document.total.abs())}</span>
                </p>
            </div>
        }
    }
}

/// What the customer gets back, and where it goes, one row for each means; no amount where nothing does.
fn what_goes_back(document: &Receipt) -> Vec<(&'static str, Option<Amount>)> {
    if !document.is_refund() && document.void_of.is_none() {
        let change = Some(document.change).filter(|change| !change.is_zero());
        let name = if change.is_some() { receipt::give_change(lang()) } else { receipt::no_change(lang()) };
        return vec![(name, change)];
    }
    let row = |paid: &Paid| {
        let name = match &paid.means {
            Means::Card(_) => receipt::to_card(lang()),
            Means::StoreCredit => receipt::to_credit(lang()),
            Means::Cash => receipt::give_back(lang()),
            other => means_name(other),
        };
        (name, Some(paid.amount.abs()))
    };
    let rows: Vec<_> = document.tenders.iter().map(row).collect();
    if rows.is_empty() { vec![(receipt::no_change(lang()), None)] } else { rows }
}
