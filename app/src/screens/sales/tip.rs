//! The tip that a customer wrote on the card's slip, keyed after the sale.

use super::loaded::LoadedSale;
use crate::i18n::{common, errors, lang, lang_now, pay, sales, words};
use crate::refusals;
use crate::register::register;
use crate::state::shell;
use crate::ui::{Button, ButtonKind, Dialog, Field, IconName};
use crate::{t, text};
use evertill_domain::tender::Tender;
use evertill_money::Amount;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The button and its dialog; nothing where the sale takes no tip any more.
#[component]
pub fn TipAfter(loaded: LoadedSale, again: RwSignal<u32>) -> impl IntoView {
    let register = register();
    if !register.takes_tip(&loaded.sale, &loaded.sold) {
        return ().into_any();
    }
    let asks = RwSignal::new(false);
    let loaded = StoredValue::new(loaded);
    view! {
        <Button icon=IconName::Plus large=true wide=true on_press=move |()| asks.set(true)>{t!(pay::tip)}</Button>
        <Dialog open=asks title=words(pay::tip) on_close=move |()| asks.set(false)>
            <AskTip loaded=loaded.get_value() asks again />
        </Dialog>
    }
    .into_any()
}

#[component]
fn AskTip(loaded: LoadedSale, asks: RwSignal<bool>, again: RwSignal<u32>) -> impl IntoView {
    let (shell, register) = (shell(), register());
    let slip = loaded.sale.tenders.iter().find_map(|tender| match tender {
        Tender::Card { slip, .. } => Some(slip.clone()),
        _ => None,
    });
    let known = loaded.sold.tip;
    let value = RwSignal::new(if known.is_zero() { String::new() } else { register.money_now().plain(known) });
    let slip = RwSignal::new(slip.unwrap_or_default());
    let (error, working) = (RwSignal::new(String::new()), RwSignal::new(false));
    let sale = StoredValue::new(loaded.sale);
    let done = move || {
        let typed = value.get_untracked();
        let tip = if typed.trim().is_empty() { Some(Amount::ZERO) } else { register.money_now().parse(&typed) };
        let Some(tip) = tip else { return error.set(errors::tip_out_of_range(lang_now()).to_owned()) };
        if working.get_untracked() {
            return;
        }
        working.set(true);
        spawn_local(async move {
            let done = register.adjust_tip(shell, sale.get_value(), tip, slip.get_untracked()).await;
            let _ = working.try_set(false);
            match done {
                Ok(()) => {
                    let _ = asks.try_set(false);
                    shell.toasts.good(text!(sales::tip_kept));
                    let _ = again.try_update(|n| *n = n.wrapping_add(1));
                }
                Err(why) => drop(error.try_set(refusals::act(lang_now(), &why, &register.money_now()))),
            }
        });
    };
    view! {
        <p class="dialog__text">{move || sales::tip_steps(lang())}</p>
        <Field label=words(pay::tip_amount) value error mode="decimal" autofocus=true ltr=true on_enter=move |_| done() />
        <Field label=words(pay::slip_reference) value=slip ltr=true on_enter=move |_| done() />
        <div class="dialog__actions">
            <Button on_press=move |()| asks.set(false)>{t!(common::cancel)}</Button>
            <Button kind=ButtonKind::Primary large=true disabled=working on_press=move |()| done()>
                {t!(common::save)}
            </Button>
        </div>
    }
}
