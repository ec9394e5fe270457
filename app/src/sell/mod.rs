//! The view of Sell: catalogue beside basket. It draws a [`SellModel`] and sends [`SellCommand`]s; it knows no rule of
//! the shop and no store.

mod basket;
mod catalogue;
mod coupons;
mod model;

pub use coupons::CouponList;
pub use model::{Category, CouponView, LineView, SellCommand, SellModel, TileView, TotalRow};

use crate::i18n::{lang, sell, words};
use crate::keys::{self, Action};
use crate::t;
use crate::ui::{Button, ButtonKind, Dialog, DialogKind, Icon, IconName};
use basket::Basket;
use catalogue::Catalogue;
use evertill_domain::tax::Service;
use leptos::prelude::*;

/// The whole of Sell. On a phone the basket is a bar at the bottom that opens to a sheet.
#[component]
pub fn SellView(
    /// What it draws.
    model: SellModel,
) -> impl IntoView {
    let sheet_open = RwSignal::new(false);
    answer_keys(model);
    crate::scanner::on_scan(move |code| {
        model.send(SellCommand::Code(code.to_owned()));
        true
    });
    view! {
        <section class="sell" aria-labelledby="sell-title">
            <h1 class="visually-hidden" id="sell-title">{t!(sell::title)}</h1>
            <Catalogue model />
            <Basket model />
            <div class="basket-bar">
                <button type="button" class="basket-bar__open" on:click=move |_| sheet_open.set(true)>
                    <Icon name=IconName::Basket />
                    <span>{move || crate::i18n::common::lines(lang(), model.line_count())}</span>
                    <span class="visually-hidden">{t!(sell::open_basket)}</span>
                </button>
                <PayButton model />
            </div>
            <Dialog
                open=sheet_open
                kind=DialogKind::Sheet
                title=words(sell::basket)
                on_close=move |()| sheet_open.set(false)
            >
                <Basket model />
            </Dialog>
        </section>
    }
}

#[component]
fn PayButton(model: SellModel) -> impl IntoView {
    // With nothing in the basket there may still be a tender to take back.
    let empty = Signal::derive(move || model.line_count() == 0 && !model.tendered.get());
    view! {
        <Button
            kind=ButtonKind::Primary
            large=true
            action=Action::Pay
            disabled=empty
            on_press=move |()| model.send(SellCommand::Pay)
        >
            <span class="number">{move || sell::pay_total(lang(), model.total.get())}</span>
        </Button>
    }
}

fn answer_keys(model: SellModel) {
    keys::on_action(move |action| {
        let selected = model.selected.get_untracked();
        let on_line = |command: fn(u64) -> SellCommand| selected.map(command);
        let command = match action {
            Action::LineUp => model.neighbour(-1).map(SellCommand::Select),
            Action::LineDown => model.neighbour(1).map(SellCommand::Select),
            Action::QuantityUp => on_line(SellCommand::QuantityUp),
            Action::QuantityDown => on_line(SellCommand::QuantityDown),
            Action::Quantity => on_line(SellCommand::AskQuantity),
            Action::VoidLine => on_line(SellCommand::VoidLine),
            Action::Price => on_line(SellCommand::AskPriceChange),
            Action::Code => Some(SellCommand::AskCoupon),
            Action::Discount => Some(SellCommand::AskDiscount(selected)),
            Action::Service => model.service.get_untracked().map(|service| {
                SellCommand::Service(if service == Service::EatIn { Service::TakeAway } else { Service::EatIn })
            }),
            Action::Hold => Some(SellCommand::AskHold),
            Action::More => Some(SellCommand::AskMore),
            Action::Customer => Some(SellCommand::AskCustomer),
            Action::CancelBasket => Some(SellCommand::AskCancel),
            Action::Pay if model.line_count_now() > 0 || model.tendered.get_untracked() => Some(SellCommand::Pay),
            Action::Tile(n) => model.tile_at(usize::from(n).saturating_sub(1)).map(SellCommand::Press),
            _ => None,
        };
        let taken = command.is_some();
        if let Some(command) = command {
            model.send(command);
        }
        taken
    });
}
