//! One line of the refund sheet: what it is, how much of it comes back, and what that is worth.

use super::Refund;
use crate::i18n::{Lang, common, format, lang, sales};
use crate::money::{symbol, with_unit};
use crate::screens::sales::refund_model::{Choice, typed_quantity};
use crate::ui::{ButtonKind, IconButton, IconName};
use evertill_domain::quantity::Quantity;
use leptos::{ev, prelude::*};

/// From here on a number is written with groups, whose separator could be read as that of decimals.
const GROUPED: Quantity = Quantity::whole(1_000);

/// A line of the sale with its stepper.
#[component]
pub fn Line(refund: Refund, no: u16) -> impl IntoView {
    let choice = Memo::new(move |_| refund.choices.with(|all| all.iter().find(|choice| choice.no == no).cloned()));
    let name = choice.with_untracked(|choice| choice.as_ref().map(|choice| choice.name.clone()).unwrap_or_default());
    let chosen = move || choice.with(|choice| choice.as_ref().is_some_and(|choice| choice.chosen.is_some()));
    let left = move || {
        choice.get().map(|choice| match (choice.open, choice.is_whole()) {
            (false, _) => sales::already_refunded(lang()).to_owned(),
            (true, true) => String::new(),
            (true, false) => sales::refundable(lang(), with_unit(choice.left, choice.unit)),
        })
    };
    let worth = move || {
        let worth = refund.worked.with(|worked| worked.as_ref().ok().and_then(|worked| worked.worth_of(no)));
        worth.map(|worth| refund.register.money().format(worth))
    };
    view! {
        <li class="refund__line" data-chosen=move || chosen().to_string()>
            <div class="refund__what">
                <p class="refund__name"><bdi>{name.clone()}</bdi></p>
                <p class="soft number">{left}</p>
            </div>
            <span class="refund__worth number">{worth}</span>
            <Stepper refund no name choice />
        </li>
    }
}

/// How much comes back: one more, one less, and typed where parts can come back.
#[component]
fn Stepper(refund: Refund, no: u16, name: String, choice: Memo<Option<Choice>>) -> impl IntoView {
    let name = StoredValue::new(name);
    let named = move |text: fn(Lang, String) -> String| Signal::derive(move || text(lang(), name.get_value()));
    let none = Signal::derive(move || choice.with(|choice| choice.as_ref().is_none_or(|choice| !choice.has_less())));
    let full = Signal::derive(move || choice.with(|choice| choice.as_ref().is_none_or(|choice| !choice.has_more())));
    let divisible = choice.with_untracked(|choice| choice.as_ref().is_some_and(Choice::is_divisible));
    let shown = move || {
        choice.get().map(|choice| match choice.chosen {
            Some(quantity) if !choice.is_whole() => with_unit(quantity, choice.unit),
            Some(_) => common::all(lang()).to_owned(),
            None => format::number(0),
        })
    };
    let value = if divisible {
        view! { <TypedQuantity refund no choice label=named(sales::comes_back) /> }.into_any()
    } else {
        view! { <output class="stepper__value number" aria-live="polite">{shown}</output> }.into_any()
    };
    view! {
        <div class="stepper" role="group" aria-label=named(sales::comes_back)>
            <IconButton
                icon=IconName::Minus
                label=named(sales::one_less_of)
                kind=ButtonKind::Secondary
                disabled=none
                on_press=move |()| refund.change(no, Choice::less)
            />
            {value}
            <IconButton
                icon=IconName::Plus
                label=named(sales::one_more_of)
                kind=ButtonKind::Secondary
                disabled=full
                on_press=move |()| refund.change(no, Choice::more)
            />
        </div>
    }
}

/// The field for a quantity of goods that are sold in parts, with the unit beside it.
#[component]
fn TypedQuantity(refund: Refund, no: u16, choice: Memo<Option<Choice>>, label: Signal<String>) -> impl IntoView {
    let text = RwSignal::new(String::new());
    // What the buttons choose replaces what stands in the field; what is being typed stays as it is typed.
    Effect::new(move || {
        let Some(choice) = choice.get() else { return };
        if !choice.unreadable && typed_quantity(&text.get_untracked()) != Some(choice.chosen.unwrap_or_default()) {
            text.set(choice.chosen.map(written).unwrap_or_default());
        }
    });
    let closed = choice.with_untracked(|choice| choice.as_ref().is_none_or(|choice| !choice.open));
    let unit = choice.with_untracked(|choice| choice.as_ref().map(|choice| symbol(choice.unit)));
    let wrong = move || choice.with(|choice| choice.as_ref().is_some_and(Choice::is_wrong));
    let select = |event: ev::Targeted<ev::FocusEvent, web_sys::HtmlInputElement>| event.target().select();
    view! {
        <label class="stepper__typed">
            <span class="visually-hidden">{move || label.get()}</span>
            <input
                class="field__input stepper__input number"
                inputmode="decimal"
                autocomplete="off"
                dir="ltr"
                placeholder=move || format::number(0)
                disabled=closed
                aria-invalid=move || wrong().to_string()
                prop:value=move || text.get()
                on:focus:target=select
                on:input:target=move |event| {
                    text.set(event.target().value());
                    refund.change(no, |choice| choice.take(&text.get_untracked()));
                }
            />
            <span class="stepper__unit" aria-hidden="true">{unit}</span>
        </label>
    }
}

/// A quantity as it stands in the field, to be read back.
fn written(quantity: Quantity) -> String {
    if quantity < GROUPED { format::decimal(quantity.as_thousandths(), 3) } else { quantity.to_string() }
}
