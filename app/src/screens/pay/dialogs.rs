//! What Pay asks for: the card terminal's slip, the number on a coupon.

use super::Pay;
use crate::i18n::{common, errors, lang, lang_now, pay, payback, words};
use crate::ui::{Button, ButtonKind, Dialog, Field};
use crate::{refusals, t};
use evertill_domain::ids::checked_text;
use evertill_domain::rights::TransferSettled;
use evertill_domain::tender::Tender;
use evertill_money::Amount;
use leptos::prelude::*;

/// What is being asked, with the amount in minor units.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Asked {
    /// Whether the standalone terminal approved, and its slip's reference.
    Card(i64),
    /// The coupon's number and value.
    Coupon(i64),
    /// The same of a voucher of the shop.
    Voucher(i64),
    /// The number of a gift card.
    GiftCard(i64),
    /// Foreign cash.
    Foreign(i64),
    /// A tip.
    Tip,
    /// How money goes back.
    Back,
    /// What to do where other registers may be spending the same.
    NotHeld,
}

/// The dialogs of the screen, of which at most one is open.
#[component]
pub fn Dialogs(pay: Pay) -> impl IntoView {
    let close = move |()| pay.asked.set(None);
    view! {
        <Dialog
            open=Signal::derive(move || matches!(pay.asked.get(), Some(Asked::Card(_))))
            title=words(pay::card_title)
            on_close=close
        >
            <AskSlip pay />
        </Dialog>
        <Dialog
            open=Signal::derive(move || matches!(pay.asked.get(), Some(Asked::Coupon(_))))
            title=words(pay::coupon_title)
            on_close=close
        >
            <AskCoupon pay voucher=false />
        </Dialog>
        <Dialog
            open=Signal::derive(move || matches!(pay.asked.get(), Some(Asked::Voucher(_))))
            title=words(pay::voucher)
            on_close=close
        >
            <AskCoupon pay voucher=true />
        </Dialog>
        <Dialog
            open=Signal::derive(move || matches!(pay.asked.get(), Some(Asked::GiftCard(_))))
            title=words(pay::gift_card)
            on_close=close
        >
            <super::money::AskGiftCard pay />
        </Dialog>
        <Dialog
            open=Signal::derive(move || matches!(pay.asked.get(), Some(Asked::Foreign(_))))
            title=words(pay::foreign_cash)
            on_close=close
        >
            <super::money::AskForeign pay />
        </Dialog>
        <Dialog
            open=Signal::derive(move || matches!(pay.asked.get(), Some(Asked::Tip)))
            title=words(pay::tip)
            on_close=close
        >
            <super::money::AskTip pay />
        </Dialog>
        <Dialog
            open=Signal::derive(move || matches!(pay.asked.get(), Some(Asked::Back)))
            title=words(payback::title)
            on_close=close
        >
            <super::back::AskBack pay />
        </Dialog>
        <Dialog
            open=Signal::derive(move || matches!(pay.asked.get(), Some(Asked::NotHeld)))
            title=words(pay::not_held_title)
            on_close=close
        >
            <AskNotHeld pay />
        </Dialog>
    }
}

/// The amount that is asked about; it is followed.
pub fn asked_minor(pay: Pay) -> i64 {
    match pay.asked.get() {
        Some(
            Asked::Card(minor)
            | Asked::Coupon(minor)
            | Asked::Voucher(minor)
            | Asked::GiftCard(minor)
            | Asked::Foreign(minor),
        ) => minor,
        Some(Asked::Tip | Asked::Back | Asked::NotHeld) | None => 0,
    }
}

#[component]
fn AskSlip(pay: Pay) -> impl IntoView {
    let slip = RwSignal::new(String::new());
    let error = RwSignal::new(String::new());
    let amount = move || pay.register.money().format_minor(asked_minor(pay));
    let done = move || {
        let text = slip.get_untracked();
        match (checked_text(&text, 40), Amount::new(untrack(|| asked_minor(pay)))) {
            (Ok(slip), Ok(amount)) => {
                let slip = slip.to_owned();
                pay.asked.set(None);
                pay.tender(Tender::Card { amount, slip });
            }
            _ => error.set(errors::slip_reference_missing(lang_now()).to_owned()),
        }
    };
    view! {
        <p class="dialog__text">{move || pay::card_steps(lang(), amount())}</p>
        <Field
            label=words(pay::slip_reference)
            value=slip
            error
            autofocus=true
            ltr=true
            on_enter=move |_| done()
        />
        <div class="dialog__actions">
            <Button on_press=move |()| pay.asked.set(None)>{t!(pay::card_declined)}</Button>
            <Button kind=ButtonKind::Primary large=true on_press=move |()| done()>{t!(pay::card_approved)}</Button>
        </div>
    }
}

#[component]
fn AskCoupon(pay: Pay, voucher: bool) -> impl IntoView {
    let code = RwSignal::new(String::new());
    let value = RwSignal::new(String::new());
    let code_error = RwSignal::new(String::new());
    let value_error = RwSignal::new(String::new());
    let most = move || pay.register.money().format_minor(asked_minor(pay));
    let done = move || {
        let (code, typed) = (code.get_untracked(), value.get_untracked());
        let amount = if typed.trim().is_empty() {
            Amount::new(untrack(|| asked_minor(pay))).ok()
        } else {
            pay.register.money_now().parse(&typed)
        };
        let code = checked_text(&code, 40).ok().map(str::to_owned);
        code_error.set(if code.is_none() { errors::coupon_code_invalid(lang_now()).to_owned() } else { String::new() });
        let positive = amount.filter(|amount| *amount > Amount::ZERO);
        value_error.set(if positive.is_none() { errors::tender_zero(lang_now()).to_owned() } else { String::new() });
        if let (Some(code), Some(amount)) = (code, positive) {
            pay.asked.set(None);
            pay.tender(if voucher { Tender::Voucher { amount, code } } else { Tender::Coupon { amount, code } });
        }
    };
    view! {
        <Field
            label=words(pay::coupon_code)
            value=code
            error=code_error
            autofocus=true
            ltr=true
        />
        <Field
            label=words(pay::coupon_value)
            value
            hint=Signal::derive(most)
            error=value_error
            mode="decimal"
            ltr=true
            on_enter=move |_| done()
        />
        <div class="dialog__actions">
            <Button on_press=move |()| pay.asked.set(None)>{t!(common::cancel)}</Button>
            <Button kind=ButtonKind::Primary large=true on_press=move |()| done()>{t!(pay::take_amount)}</Button>
        </div>
    }
}

/// What other registers may be spending: ask again, or sell it all the same.
#[component]
fn AskNotHeld(pay: Pay) -> impl IntoView {
    let what = move || {
        let name = |sku: &str| pay.item_name(sku);
        pay.missing.with(|missing| missing.as_ref().map(|missing| refusals::not_held(lang(), missing, &name)))
    };
    let why = move || {
        let asset = pay.missing.with(|missing| missing.as_ref().map(|missing| missing.asset.clone()));
        let told = pay.register.hub.settled.get().filter(|told| Some(&told.asset) == asset.as_ref());
        match told {
            _ if !pay.register.hub.is_online() => pay::not_held_offline(lang()).to_owned(),
            Some(TransferSettled { holder: Some(holder), .. }) => pay::not_held_by(lang(), holder),
            Some(_) => pay::not_held_left(lang()).to_owned(),
            None => String::new(),
        }
    };
    let sell = move |unheld| {
        pay.asked.set(None);
        pay.commit(pay.register.tenders.get_untracked(), unheld);
    };
    view! {
        <p class="dialog__text">{what}</p>
        <p class="dialog__text">{why}</p>
        <p class="dialog__text">{t!(pay::not_held_anyway)}</p>
        <div class="dialog__actions">
            <Button on_press=move |()| sell(true)>{t!(pay::sell_anyway)}</Button>
            <Button kind=ButtonKind::Primary large=true autofocus=true on_press=move |()| sell(false)>
                {t!(pay::ask_again)}
            </Button>
        </div>
    }
}
