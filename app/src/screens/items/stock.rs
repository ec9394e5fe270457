//! Stock of one item: what is on hand, and what moved it without a sale.

use super::sheet::not_written;
use crate::i18n::{items, lang, words};
use crate::money::{parse_quantity, with_unit};
use crate::register::{Register, register};
use crate::state::{Shell, WriterState, shell};
use crate::ui::{Button, Field, Segmented};
use crate::{t, text};
use evertill_domain::event::StockReason;
use evertill_domain::ids::Sku;
use evertill_domain::quantity::{Quantity, Unit};
use leptos::prelude::*;
use leptos::task::spawn_local;

#[derive(Clone, Copy)]
struct Adjusting {
    on_hand: RwSignal<Option<Quantity>>,
    reason: RwSignal<StockReason>,
    typed: RwSignal<String>,
    wrong: RwSignal<String>,
    writing: RwSignal<bool>,
}

/// The stock of an item, and changing it.
#[component]
pub fn StockPart(sku: Sku, unit: Unit) -> impl IntoView {
    let (shell, register) = (shell(), register());
    let state = Adjusting {
        on_hand: RwSignal::new(None),
        reason: RwSignal::new(StockReason::Received),
        typed: RwSignal::new(String::new()),
        wrong: RwSignal::new(String::new()),
        writing: RwSignal::new(false),
    };
    let sku = StoredValue::new(sku);
    // Now, and whenever another register has moved it.
    Effect::new(move |_| {
        register.stock_changed.track();
        spawn_local(look(register, sku.get_value(), state));
    });
    let reasons = Signal::derive(|| {
        let lang = lang();
        vec![
            (StockReason::Received, items::stock_received(lang).to_owned()),
            (StockReason::Counted, items::stock_counted(lang).to_owned()),
            (StockReason::Lost, items::stock_lost(lang).to_owned()),
        ]
    });
    let label = Signal::derive(move || {
        let words = match state.reason.get() {
            StockReason::Received => items::how_many_came,
            StockReason::Counted => items::how_many_counted,
            StockReason::Lost => items::how_many_lost,
        };
        words(lang()).to_owned()
    });
    let closed = Signal::derive(move || {
        shell.writer.get() != WriterState::Here || state.writing.get() || state.on_hand.get().is_none()
    });
    let write = move || adjust(shell, register, sku.get_value(), unit, state);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if !closed.get_untracked() {
            write();
        }
    };
    let shown = move || state.on_hand.get().map_or_else(|| "…".to_owned(), |on_hand| with_unit(on_hand, unit));
    let below = move || state.on_hand.get().is_some_and(|on_hand| on_hand.as_thousandths() < 0);
    view! {
        <section class="stock" aria-labelledby="stock-title">
            <h3 class="part__title" id="stock-title">{t!(items::stock)}</h3>
            <p class="stock__on-hand number" role="status" class:stock__on-hand--below=below>{shown}</p>
            <form class="stock__form" on:submit=submit novalidate>
                <Segmented
                    label=words(items::stock_reason)
                    options=reasons
                    value=state.reason
                    on_choose=move |reason| state.reason.set(reason)
                />
                <Field label value=state.typed error=state.wrong name="quantity" mode="decimal" ltr=true />
                <Button submit=true disabled=closed>{t!(items::stock_adjust)}</Button>
            </form>
        </section>
    }
}

async fn look(register: Register, sku: Sku, state: Adjusting) {
    if let Ok(on_hand) = register.stock(&sku).await {
        let _ = state.on_hand.try_set(Some(on_hand));
    }
}

/// By how much stock moves when this much came, was counted or was lost.
fn movement(reason: StockReason, typed: Quantity, on_hand: Quantity) -> Option<Quantity> {
    match reason {
        StockReason::Received => typed.is_positive().then_some(typed),
        StockReason::Lost => typed.is_positive().then(|| typed.negated()),
        StockReason::Counted if typed.as_thousandths() >= 0 => typed.minus(on_hand).ok(),
        StockReason::Counted => None,
    }
}

fn adjust(shell: Shell, register: Register, sku: Sku, unit: Unit, state: Adjusting) {
    let reason = state.reason.get_untracked();
    let typed = parse_quantity(state.typed.get_untracked().trim());
    let typed = typed.filter(|typed| unit.is_divisible() || typed.is_whole());
    let Some(typed) = typed else {
        let whole = !unit.is_divisible();
        state.wrong.set(if whole { text!(items::wrong_count) } else { text!(items::wrong_quantity) }.to_owned());
        return;
    };
    state.wrong.set(String::new());
    state.writing.set(true);
    spawn_local(async move {
        // What is on hand may have changed by a sale since it was shown.
        look(register, sku.clone(), state).await;
        let on_hand = state.on_hand.try_get_untracked().flatten().unwrap_or_default();
        match movement(reason, typed, on_hand) {
            None => drop(state.wrong.try_set(text!(items::wrong_quantity).to_owned())),
            Some(moved) if moved.is_zero() => shell.toasts.good(text!(items::stock_same)),
            Some(moved) => match register.adjust_stock(shell, sku.clone(), moved, reason).await {
                Ok(()) => {
                    shell.toasts.good(text!(items::stock_adjusted));
                    let _ = state.typed.try_set(String::new());
                    look(register, sku, state).await;
                }
                Err(error) => shell.toasts.bad(not_written(&error)),
            },
        }
        let _ = state.writing.try_set(false);
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stock_moves_by_what_came_or_went_or_by_the_difference_to_the_count() {
        let q = Quantity::whole;
        let table = [
            (StockReason::Received, q(5), q(2), Some(q(5))),
            (StockReason::Received, q(0), q(2), None),
            (StockReason::Lost, q(3), q(2), Some(q(-3))),
            (StockReason::Lost, q(-3), q(2), None),
            (StockReason::Counted, q(7), q(10), Some(q(-3))),
            (StockReason::Counted, q(0), q(-2), Some(q(2))),
            (StockReason::Counted, q(-1), q(2), None),
        ];
        for (reason, typed, on_hand, moved) in table {
            assert_eq!(movement(reason, typed, on_hand), moved, "{reason:?} {typed}");
        }
    }
}
