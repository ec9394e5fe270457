//! Cash beside sales: how much, and why.

use super::Till;
use crate::i18n::{Text, lang, till, words};
use crate::t;
use crate::text;
use crate::ui::{AmountEntry, AmountInput, Button, ButtonKind, Dialog, DialogKind, Field, Keypad};
use evertill_domain::shift::CashKind;
use evertill_money::Amount;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The dialog of a movement.
#[component]
pub fn MoveCash(till: Till) -> impl IntoView {
    view! {
        <Dialog
            open=Signal::derive(move || till.moving.get().is_some())
            title=Signal::derive(move || till.moving.get().map_or("", |kind| name(kind)(lang())).to_owned())
            kind=DialogKind::Sheet
            on_close=move |()| till.moving.set(None)
        >
            {move || till.moving.get().map(|kind| view! { <Ask till kind /> })}
        </Dialog>
    }
}

#[component]
fn Ask(till: Till, kind: CashKind) -> impl IntoView {
    let entry = RwSignal::new(AmountEntry::default());
    let reason = RwSignal::new(String::new());
    let (problem, working) = (RwSignal::new(String::new()), RwSignal::new(false));
    let money = Callback::new(move |minor| till.register.money().format_minor(minor));
    let record = move || {
        let Ok(amount) = Amount::new(entry.get_untracked().minor().unwrap_or(0)) else { return };
        if working.get_untracked() {
            return;
        }
        working.set(true);
        spawn_local(async move {
            let moved = till.register.move_cash(till.shell, kind, amount, reason.get_untracked()).await;
            let _ = working.try_set(false);
            match moved {
                Ok(()) => {
                    till.shell.toasts.good(text!(till::recorded));
                    let _ = till.moving.try_set(None);
                }
                Err(error) => drop(problem.try_set(till.said(&error))),
            }
        });
    };
    let has_amount = kind != CashKind::NoSale;
    let keypad = move || {
        has_amount.then(|| {
            view! {
                <AmountInput label=words(till::amount) entry money placeholder=Signal::derive(|| 0) />
                <Keypad on_key=move |key| entry.update(|entry| *entry = entry.after(key)) />
            }
        })
    };
    view! {
        {keypad()}
        <Field
            label=words(till::reason)
            value=reason
            hint=words(till::reason_hint)
            autofocus=!has_amount
            required=kind.needs_reason()
            on_enter=move |_| record()
        />
        <p class="refund__problem" role="alert">{move || problem.get()}</p>
        <div class="dialog__actions">
            <Button kind=ButtonKind::Primary large=true disabled=working on_press=move |()| record()>
                {t!(till::record)}
            </Button>
        </div>
    }
}

fn name(kind: CashKind) -> Text {
    match kind {
        CashKind::PaidIn => till::paid_in,
        CashKind::PaidOut => till::paid_out,
        CashKind::Pickup => till::pickup,
        CashKind::Loan => till::loan,
        CashKind::NoSale => till::no_sale,
    }
}
