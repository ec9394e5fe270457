//! What Sell asks for: a quantity, a discount, a price, the customer.

use super::Sell;
use super::charges::{AskCharge, AskRepay};
use super::prices::Reason;
use crate::i18n::{common, errors, lang, lang_now, pay, sell, taxes, words};
use crate::money::{parse_percent, parse_quantity, with_unit};
use crate::refusals;
use crate::register::Wish;
use crate::t;
use crate::ui::{
    AmountEntry, AmountInput, Button, ButtonKind, Dialog, DialogKind, EmptyState, Field, IconName, Keypad, SearchField,
    Segmented, keyed,
};
use evertill_domain::Refusal;
use evertill_domain::basket::{BasketCommand, LineId};
use evertill_domain::customer::Customer;
use evertill_domain::discount::{Discount, DiscountReason, DiscountValue};
use evertill_domain::sale::Price;
use evertill_domain::tax::Exemption;
use evertill_money::Amount;
use leptos::prelude::*;

/// What is being asked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Asked {
    /// How much of a line.
    Quantity(LineId),
    /// A discount on a line, or on everything.
    Discount(Option<LineId>),
    /// A coupon code.
    Coupon,
    /// Another price for a line.
    PriceChange(LineId),
    /// The price of an item that has none.
    Price,
    /// How much something weighs.
    Weight,
    /// Which variant of an item.
    Variant,
    /// The modifiers of an item.
    Modifiers,
    /// What fills a combo.
    Combo,
    /// Whether the customer is this old, in years.
    Age(u16),
    /// Everything that can be said about a line.
    Line(LineId),
    /// A remark.
    Note,
    /// Something that is in no catalogue.
    Open,
    /// How many empties come back.
    Empties,
    /// What comes back without its receipt.
    Unreceipted,
    /// Who buys.
    Customer,
    /// Why they need not pay taxes.
    Exemption,
    /// A gift card, and what is put on it.
    GiftCard,
    /// How much of the account is paid.
    Repay,
}

/// The dialogs of the screen, of which at most one is open.
#[component]
pub fn Dialogs(sell: Sell) -> impl IntoView {
    let close = move |()| sell.asked.set(None);
    let open = move |wanted: fn(&Asked) -> bool| {
        Signal::derive(move || sell.asked.with(|asked| asked.as_ref().is_some_and(wanted)))
    };
    view! {
        <Dialog
            open=open(|asked| matches!(asked, Asked::Quantity(_)))
            title=Signal::derive(move || sell::quantity_of(lang(), asked_name(sell)))
            on_close=close
        >
            <AskQuantity sell />
        </Dialog>
        <Dialog
            open=open(|asked| matches!(asked, Asked::Discount(_)))
            title=Signal::derive(move || match sell.asked.get() {
                Some(Asked::Discount(Some(_))) => sell::discount_line(lang()).to_owned(),
                _ => sell::discount_basket(lang()).to_owned(),
            })
            on_close=close
        >
            <AskDiscount sell />
        </Dialog>
        <Dialog
            open=open(|asked| matches!(asked, Asked::Price))
            title=Signal::derive(move || sell::enter_price_for(lang(), asked_name(sell)))
            kind=DialogKind::Sheet
            on_close=close
        >
            <AskPrice sell />
        </Dialog>
        <Dialog
            open=open(|asked| matches!(asked, Asked::Customer))
            title=words(sell::choose_customer)
            kind=DialogKind::Sheet
            on_close=close
        >
            <AskCustomer sell />
        </Dialog>
        <Dialog
            open=open(|asked| matches!(asked, Asked::GiftCard))
            title=words(pay::gift_card)
            on_close=close
        >
            <AskCharge sell />
        </Dialog>
        <Dialog open=open(|asked| matches!(asked, Asked::Repay)) title=words(pay::repay) on_close=close>
            <AskRepay sell />
        </Dialog>
        <Dialog
            open=open(|asked| matches!(asked, Asked::Exemption))
            title=words(taxes::exempt_title)
            on_close=close
        >
            <AskExemption sell />
        </Dialog>
    }
}

/// What the line or item that is asked about is called.
fn asked_name(sell: Sell) -> String {
    match sell.asked.get() {
        Some(Asked::Quantity(line)) => sell.register.basket.with(|basket| {
            basket.lines().iter().find(|known| known.id == line).map(|known| known.name.clone()).unwrap_or_default()
        }),
        Some(Asked::Price) => sell
            .pending
            .with(|wish| wish.as_ref().map(|wish| wish.no))
            .and_then(|no| sell.register.catalogue(|items| items.get(no).map(|item| item.name().to_owned())).flatten())
            .unwrap_or_default(),
        _ => String::new(),
    }
}

/// Carries out a change, and closes the dialog or says in it why not.
fn answer(sell: Sell, command: BasketCommand, error: RwSignal<String>) {
    match sell.register.change(sell.shell, command) {
        Ok(()) => sell.asked.set(None),
        Err(refusal) => error.set(in_words(sell, &refusal)),
    }
}

fn in_words(sell: Sell, refusal: &Refusal) -> String {
    refusals::refusal(lang_now(), refusal, &sell.register.money_now(), "")
}

#[component]
fn AskQuantity(sell: Sell) -> impl IntoView {
    let value = RwSignal::new(String::new());
    let error = RwSignal::new(String::new());
    let line = move || match sell.asked.get() {
        Some(Asked::Quantity(line)) => Some(line),
        _ => None,
    };
    let hint = Signal::derive(move || {
        sell.register
            .basket
            .with(|basket| {
                let known = basket.lines().iter().find(|known| Some(known.id) == line())?;
                Some(with_unit(known.quantity, known.unit))
            })
            .unwrap_or_default()
    });
    let done = move || match (line(), parse_quantity(&value.get_untracked())) {
        (Some(line), Some(quantity)) => answer(sell, BasketCommand::SetQuantity { line, quantity }, error),
        _ => error.set(errors::quantity_impossible(lang_now()).to_owned()),
    };
    view! {
        <Field
            label=words(sell::quantity)
            value
            hint
            error
            mode="decimal"
            autofocus=true
            ltr=true
            on_enter=move |_| done()
        />
        <div class="dialog__actions">
            <Button kind=ButtonKind::Primary large=true on_press=move |()| done()>{t!(sell::apply)}</Button>
        </div>
    }
}

#[component]
fn AskDiscount(sell: Sell) -> impl IntoView {
    let value = RwSignal::new(String::new());
    let error = RwSignal::new(String::new());
    let in_percent = RwSignal::new(true);
    let (reason, reason_error) = (RwSignal::new(String::new()), Signal::stored(String::new()));
    let asked = move || match sell.asked.get_untracked() {
        Some(Asked::Discount(line)) => line,
        _ => None,
    };
    let give = move |discount: Option<Discount>| {
        let command = match asked() {
            Some(line) => BasketCommand::SetDiscounts { line, discounts: discount.into_iter().collect() },
            None => BasketCommand::SetBasketDiscount(discount),
        };
        answer(sell, command, error);
    };
    let done = move || {
        let text = value.get_untracked();
        let read = if in_percent.get_untracked() {
            parse_percent(&text).map(DiscountValue::Percent)
        } else {
            sell.register.money_now().parse(&text).map(DiscountValue::Amount)
        };
        match read {
            Some(value) => {
                let note = reason.get_untracked().trim().to_owned();
                give(Some(Discount { note, ..Discount::new(DiscountReason::Manual, value) }));
            }
            None => error.set(errors::number_invalid(lang_now(), text)),
        }
    };
    let options = Signal::derive(|| {
        vec![(true, sell::discount_percent(lang()).to_owned()), (false, sell::discount_amount(lang()).to_owned())]
    });
    view! {
        <Segmented
            label=words(sell::discount)
            options
            value=in_percent
            on_choose=move |choice| in_percent.set(choice)
        />
        <Field
            label=Signal::derive(move || {
                if in_percent.get() { sell::discount_percent(lang()) } else { sell::discount_amount(lang()) }.to_owned()
            })
            value
            error
            mode="decimal"
            autofocus=true
            ltr=true
            on_enter=move |_| done()
        />
        <Reason register=sell.register value=reason error=reason_error on_enter=move |_| done() />
        <div class="dialog__actions">
            <Button on_press=move |()| give(None)>{t!(sell::remove_discount)}</Button>
            <Button kind=ButtonKind::Primary large=true on_press=move |()| done()>{t!(sell::discount_done)}</Button>
        </div>
    }
}

#[component]
fn AskExemption(sell: Sell) -> impl IntoView {
    let known = sell.register.basket.with_untracked(|basket| basket.exemption().cloned());
    let value = RwSignal::new(known.as_ref().map(|known| known.reason.clone()).unwrap_or_default());
    let error = RwSignal::new(String::new());
    let taxes = StoredValue::new(known.map(|known| known.taxes).unwrap_or_default());
    let done = move || {
        let reason = value.get_untracked().trim().to_owned();
        if reason.is_empty() {
            return error.set(taxes::certificate_missing(lang_now()).to_owned());
        }
        let exemption = Exemption { reason, taxes: taxes.get_value() };
        answer(sell, BasketCommand::SetExemption(Some(exemption)), error);
    };
    view! {
        <Field
            label=words(taxes::certificate)
            value
            error
            hint=words(taxes::certificate_missing)
            autofocus=true
            on_enter=move |_| done()
        />
        <div class="dialog__actions">
            <Button on_press=move |()| answer(sell, BasketCommand::SetExemption(None), error)>
                {t!(taxes::remove_exemption)}
            </Button>
            <Button kind=ButtonKind::Primary large=true on_press=move |()| done()>{t!(sell::apply)}</Button>
        </div>
    }
}

#[component]
fn AskPrice(sell: Sell) -> impl IntoView {
    let entry = RwSignal::new(AmountEntry::default());
    let money = Callback::new(move |minor| sell.register.money().format_minor(minor));
    let done = move || {
        let Some(Ok(amount)) = entry.get_untracked().minor().map(Amount::new) else { return };
        let Some(wish) = sell.pending.get_untracked() else { return };
        sell.ring(Wish { price: Some(Price::Unit(amount)), ..wish });
    };
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Enter" {
            event.prevent_default();
            event.stop_propagation();
            done();
        }
    };
    view! {
        <div on:keydown=on_key>
            <AmountInput
                label=words(sell::enter_price)
                entry
                money
                placeholder=Signal::derive(|| 0)
            />
        </div>
        <Keypad on_key=move |key| entry.update(|entry| *entry = entry.after(key)) />
        <div class="dialog__actions">
            <Button kind=ButtonKind::Primary large=true on_press=move |()| done()>{t!(sell::apply)}</Button>
        </div>
    }
}

/// The most customers offered at once: more are reached by typing.
const CUSTOMERS: usize = 30;

#[component]
fn AskCustomer(sell: Sell) -> impl IntoView {
    let query = RwSignal::new(String::new());
    let found = Memo::new(move |_| {
        let typed = query.get().to_lowercase();
        sell.register.customers.with(|all| {
            let active = all.iter().filter_map(|row| row.profile.clone().map(|profile| (profile, row.points)));
            active
                .filter(|(profile, _)| !profile.archived && matches(profile, &typed))
                .take(CUSTOMERS)
                .collect::<Vec<_>>()
        })
    });
    let choose = move |id| match sell.register.set_customer(sell.shell, id) {
        Ok(()) => sell.asked.set(None),
        Err(refusal) => sell.refused(&refusal, ""),
    };
    let first = move |_: String| {
        if let Some((profile, _)) = found.get_untracked().into_iter().next() {
            choose(Some(profile.id));
        }
    };
    crate::scanner::on_scan(move |code| {
        let card = sell.register.customers.with_untracked(|all| {
            all.iter().filter_map(|row| row.profile.as_ref()).find(|profile| profile.card == code).map(|p| p.id.clone())
        });
        let known = card.is_some();
        if known {
            choose(card);
        }
        known
    });
    let customer = move |(profile, points): (Customer, i64)| {
        let (id, name) = (profile.id, profile.name);
        view! {
            <li>
                <button type="button" class="choice" on:click=move |_| choose(Some(id.clone()))>
                    <bdi>{name}</bdi>
                    <span class="soft number">{move || sell::points(lang(), points)}</span>
                </button>
            </li>
        }
    };
    view! {
        <SearchField
            label=words(sell::find_customer)
            value=query
            autofocus=true
            on_enter=first
        />
        <Show
            when=move || !found.with(Vec::is_empty)
            fallback=move || view! {
                <EmptyState
                    icon=IconName::Customers
                    title=Signal::derive(move || common::nothing_found_for(lang(), query.get()))
                />
            }
        >
            <ul class="choice-list">
                {keyed(move || found.get(), |(profile, _)| profile.id.clone(), customer)}
            </ul>
        </Show>
        <div class="dialog__actions">
            <Button on_press=move |()| choose(None)>{t!(sell::no_customer)}</Button>
        </div>
    }
}

/// Whether what was typed, in lower case, is part of what a customer is known by.
fn matches(profile: &Customer, typed: &str) -> bool {
    let known = [&profile.name, &profile.phone, &profile.email, &profile.card];
    typed.trim().is_empty() || known.iter().any(|text| text.to_lowercase().contains(typed.trim()))
}
