//! What else can be done at the counter: one list of acts, for whatever has no button of its own on Sell.

use super::Sell;
use super::dialogs::Asked;
use super::hold::HoldAsked;
use crate::i18n::{Text, common, following, goods, hold, offers, pay, returns, sell, taxes, training, words};
use crate::ui::{Dialog, DialogKind, Icon, IconName};
use leptos::prelude::*;

/// Something that an operator can do. A new act is a row in [`ACTS`].
struct Act {
    icon: IconName,
    name: Text,
    hint: Text,
    /// Whether it makes sense now; it is followed while the list is open.
    offered: fn(Sell) -> bool,
    /// Does it, or opens what asks for the rest. The list has been closed before.
    run: fn(Sell),
}

/// The acts, the most frequent first.
const ACTS: &[Act] = &[
    Act {
        icon: IconName::Hold,
        name: hold::held,
        hint: hold::held_hint,
        offered: |sell| !sell.register.held.with(Vec::is_empty),
        run: |sell| sell.hold_asked.set(Some(HoldAsked::List)),
    },
    Act {
        icon: IconName::Hold,
        name: hold::layaway,
        hint: hold::layaway_hint,
        offered: |sell| sell.register.basket.with(|basket| !basket.lines().is_empty()),
        run: |sell| sell.hold_asked.set(Some(HoldAsked::LayAway)),
    },
    Act {
        icon: IconName::Sales,
        name: hold::split,
        hint: hold::split_act_hint,
        offered: |sell| sell.register.basket.with(|basket| !basket.lines().is_empty()),
        run: |sell| sell.hold_asked.set(Some(HoldAsked::Split)),
    },
    Act {
        icon: IconName::Discount,
        name: sell::discount_basket,
        hint: sell::discount_basket_hint,
        offered: |sell| sell.register.basket.with(|basket| !basket.lines().is_empty()),
        run: |sell| sell.asked.set(Some(Asked::Discount(None))),
    },
    Act {
        icon: IconName::Coupon,
        name: offers::coupon,
        hint: offers::coupon_hint,
        offered: |_| true,
        run: |sell| sell.asked.set(Some(Asked::Coupon)),
    },
    Act {
        icon: IconName::Edit,
        name: offers::change_price,
        hint: offers::change_price_hint,
        offered: |sell| sell.selected_line().is_some(),
        run: |sell| {
            let line = untrack(|| sell.selected_line());
            sell.asked.set(line.map(Asked::PriceChange));
        },
    },
    Act {
        icon: IconName::Items,
        name: goods::edit_line,
        hint: goods::edit_line_hint,
        offered: |sell| sell.selected_line().is_some(),
        run: |sell| {
            let line = untrack(|| sell.selected_line());
            sell.asked.set(line.map(Asked::Line));
        },
    },
    Act {
        icon: IconName::Journal,
        name: goods::note_line,
        hint: goods::note_line_hint,
        offered: |_| true,
        run: |sell| sell.asked.set(Some(Asked::Note)),
    },
    Act {
        icon: IconName::Plus,
        name: goods::open_line,
        hint: goods::open_line_hint,
        offered: |_| true,
        run: |sell| sell.asked.set(Some(Asked::Open)),
    },
    Act {
        icon: IconName::Refund,
        name: goods::empties,
        hint: goods::empties_hint,
        offered: |_| true,
        run: |sell| sell.asked.set(Some(Asked::Empties)),
    },
    Act {
        icon: IconName::Refund,
        name: returns::act,
        hint: returns::act_hint,
        offered: |_| true,
        run: |sell| sell.asked.set(Some(Asked::Unreceipted)),
    },
    Act {
        icon: IconName::Basket,
        name: taxes::line_service,
        hint: taxes::line_service_hint,
        offered: |sell| sell.asks_for_service() && sell.selected_line().is_some(),
        run: Sell::turn_line,
    },
    Act {
        icon: IconName::Customers,
        name: taxes::exempt_title,
        hint: taxes::exempt_hint,
        offered: |_| true,
        run: |sell| sell.asked.set(Some(Asked::Exemption)),
    },
    Act {
        icon: IconName::Gift,
        name: pay::gift_card,
        hint: pay::gift_card_act,
        offered: |_| true,
        run: |sell| sell.asked.set(Some(Asked::GiftCard)),
    },
    Act {
        icon: IconName::Cash,
        name: pay::repay,
        hint: pay::repay_hint,
        offered: |sell| super::charges::owed(sell).is_some(),
        run: |sell| sell.asked.set(Some(Asked::Repay)),
    },
    Act {
        icon: IconName::Verified,
        name: training::act,
        hint: training::act_hint,
        offered: |sell| !sell.register.training.get(),
        run: |sell| sell.shell.training_asked.set(true),
    },
];

/// The sheet of acts.
#[component]
pub fn More(sell: Sell) -> impl IntoView {
    let act = move |act: &'static Act| {
        view! {
            <Show when=move || (act.offered)(sell)>
                <li>
                    <button
                        type="button"
                        class="choice choice--act"
                        on:click=move |_| {
                            sell.more_open.set(false);
                            (act.run)(sell);
                        }
                    >
                        <Icon name=act.icon />
                        <span class="choice__words">
                            <span>{following(act.name)}</span>
                            <span class="soft">{following(act.hint)}</span>
                        </span>
                    </button>
                </li>
            </Show>
        }
    };
    view! {
        <Dialog
            open=sell.more_open
            title=words(common::more)
            kind=DialogKind::Sheet
            on_close=move |()| sell.more_open.set(false)
        >
            <ul class="choice-list">{ACTS.iter().map(act).collect_view()}</ul>
        </Dialog>
    }
}
