//! The basket side of Sell: lines, what can be done with the selected one, totals, Pay.

use super::{CouponList, PayButton, SellCommand, SellModel};
use crate::i18n::{common, goods, hold, lang, sell, taxes, words};
use crate::keys::Action;
use crate::t;
use crate::ui::{Button, ButtonKind, EmptyState, IconButton, IconName, Segmented, keyed};
use evertill_domain::tax::Service;
use leptos::{html, prelude::*};

#[component]
pub fn Basket(model: SellModel) -> impl IntoView {
    let empty_title = words(sell::basket_empty);
    let empty_hint = words(sell::basket_empty_hint);
    let is_empty = Memo::new(move |_| model.lines.with(Vec::is_empty));
    view! {
        <section class="basket" aria-label=t!(sell::basket)>
            <div class="basket__top">
            <header class="basket__head">
                <h2 class="basket__title">{t!(sell::basket)}</h2>
                <Button
                    kind=ButtonKind::Quiet
                    icon=IconName::Customers
                    action=Action::Customer
                    on_press=move |()| model.send(SellCommand::AskCustomer)
                >
                    {move || model.customer.get().unwrap_or_else(|| sell::customer(lang()).to_owned())}
                </Button>
            </header>
            <EatInOrTakeAway model />
            </div>
            <div class="basket__lines">
                <Show
                    when=move || !is_empty.get()
                    fallback=move || view! { <EmptyState icon=IconName::Basket title=empty_title hint=empty_hint /> }
                >
                    <ul>
                        {keyed(move || model.line_ids(), |id| *id, move |id| view! { <Line model id /> })}
                    </ul>
                </Show>
            </div>
            <footer class="basket__foot">
                <Show when=move || !model.coupons.with(Vec::is_empty)>
                    <CouponList coupons=model.coupons on_remove=move |at| model.send(SellCommand::RemoveCoupon(at)) />
                </Show>
                <Totals model />
                <Tools model is_empty />
                <PayButton model />
            </footer>
        </section>
    }
}

/// What can be done with the basket as a whole.
#[component]
fn Tools(model: SellModel, is_empty: Memo<bool>) -> impl IntoView {
    view! {
        <div class="basket__tools">
            <Button
                action=Action::Discount
                disabled=is_empty
                on_press=move |()| model.send(SellCommand::AskDiscount(None))
            >
                {t!(sell::discount)}
            </Button>
            <IconButton
                icon=IconName::Hold
                label=words(hold::hold)
                kind=ButtonKind::Secondary
                action=Action::Hold
                on_press=move |()| model.send(SellCommand::AskHold)
            />
            <IconButton
                icon=IconName::More
                label=words(common::more)
                kind=ButtonKind::Secondary
                action=Action::More
                on_press=move |()| model.send(SellCommand::AskMore)
            />
            <IconButton
                icon=IconName::Void
                label=words(sell::cancel_basket)
                kind=ButtonKind::Danger
                action=Action::CancelBasket
                disabled=Signal::derive(move || !model.begun.get())
                on_press=move |()| model.send(SellCommand::AskCancel)
            />
        </div>
    }
}

/// The switch between eating in and taking away, where the shop's taxes depend on it.
#[component]
fn EatInOrTakeAway(model: SellModel) -> impl IntoView {
    let options = Signal::derive(|| {
        vec![
            (Service::EatIn, taxes::eat_in(lang()).to_owned()),
            (Service::TakeAway, taxes::take_away(lang()).to_owned()),
        ]
    });
    let asks = Memo::new(move |_| model.service.with(Option::is_some));
    view! {
        <Show when=move || asks.get()>
            <div class="basket__service">
                <Segmented
                    label=words(taxes::service)
                    options
                    value=Signal::derive(move || model.service.get().unwrap_or_default())
                    on_choose=move |service| model.send(SellCommand::Service(service))
                />
            </div>
        </Show>
    }
}

#[component]
fn Line(model: SellModel, id: u64) -> impl IntoView {
    // Only what changed is drawn again, so that a button pressed twice keeps the focus in between.
    let line = Memo::new(move |_| model.line(id));
    let selected = Memo::new(move |_| model.selected.get() == Some(id));
    let node = NodeRef::<html::Li>::new();
    // The selected line is always in sight: a cashier looks at what was just scanned.
    Effect::new(move || {
        if let (true, Some(element)) = (selected.get(), node.get()) {
            element.scroll_into_view_with_bool(false);
        }
    });
    let notes = move || {
        let notes = line.get().notes.into_iter();
        notes.map(|note| view! { <span class="line__note number">{note}</span> }).collect_view()
    };
    let quantity = Signal::derive(move || line.get().quantity);
    view! {
        <li node_ref=node>
            <button
                type="button"
                class="line"
                class:line--under=move || line.get().under
                aria-pressed=move || selected.get().to_string()
                on:click=move |_| model.send(SellCommand::Select(id))
            >
                <span class="line__name">
                    <span class="line__quantity number">{move || quantity.get()}</span>
                    " × "
                    <bdi>{move || line.get().name}</bdi>
                </span>
                <span class="line__amount number">{move || line.get().amount}</span>
                {notes}
            </button>
            <Show when=move || selected.get()>
                <LineTools model id quantity />
            </Show>
        </li>
    }
}

#[component]
fn LineTools(model: SellModel, id: u64, quantity: Signal<String>) -> impl IntoView {
    let label = |text: crate::i18n::Text| Signal::derive(move || text(lang()).to_owned());
    view! {
        <div class="line-tools" role="group" aria-label=t!(sell::line_actions)>
            <IconButton
                icon=IconName::Minus
                label=label(sell::less_of_it)
                kind=ButtonKind::Secondary
                action=Action::QuantityDown
                on_press=move |()| model.send(SellCommand::QuantityDown(id))
            />
            <Button
                kind=ButtonKind::Quiet
                action=Action::Quantity
                on_press=move |()| model.send(SellCommand::AskQuantity(id))
            >
                <span class="visually-hidden">{t!(sell::quantity)}</span>
                <span class="line-tools__quantity number">{move || quantity.get()}</span>
            </Button>
            <IconButton
                icon=IconName::Plus
                label=label(sell::more_of_it)
                kind=ButtonKind::Secondary
                action=Action::QuantityUp
                on_press=move |()| model.send(SellCommand::QuantityUp(id))
            />
            <span class="line-tools__space"></span>
            <IconButton
                icon=IconName::Items
                label=label(goods::edit_line)
                kind=ButtonKind::Secondary
                on_press=move |()| model.send(SellCommand::EditLine(id))
            />
            <IconButton
                icon=IconName::Discount
                label=label(sell::discount_line)
                kind=ButtonKind::Secondary
                action=Action::Discount
                on_press=move |()| model.send(SellCommand::AskDiscount(Some(id)))
            />
            <IconButton
                icon=IconName::Void
                label=label(sell::void_line)
                kind=ButtonKind::Danger
                action=Action::VoidLine
                on_press=move |()| model.send(SellCommand::VoidLine(id))
            />
        </div>
    }
}

#[component]
fn Totals(model: SellModel) -> impl IntoView {
    view! {
        <div class="totals">
            {move || model.rows.get().into_iter().map(|row| view! {
                <div class="totals__row">
                    <span>{row.label}</span>
                    <span class="number">{row.amount}</span>
                </div>
            }).collect_view()}
            <div class="totals__row totals__row--total" aria-live="polite">
                <span>{t!(sell::total)}</span>
                <span class="number">{move || model.total.get()}</span>
            </div>
        </div>
    }
}
