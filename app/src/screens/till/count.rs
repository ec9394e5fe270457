//! The drawer is counted piece by piece, and the shift closed by it.

use super::Till;
use crate::i18n::{lang, till, words};
use crate::money::western_digits;
use crate::t;
use crate::ui::{Button, ButtonKind, Dialog, DialogKind, Field, IconButton, IconName};
use evertill_domain::shift::{CashCount, Counted, denominations};
use evertill_money::Amount;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The dialog of a count.
#[component]
pub fn CountDrawer(till: Till) -> impl IntoView {
    view! {
        <Dialog
            open=till.counting
            title=words(till::count_title)
            kind=DialogKind::Wide
            on_close=move |()| till.counting.set(false)
        >
            <Count till />
        </Dialog>
    }
}

/// One value of coins or notes, and how many were typed.
#[derive(Clone, Copy)]
struct Piece {
    value: Amount,
    typed: RwSignal<String>,
}

impl Piece {
    /// How many; `None` for what is no whole number of pieces.
    fn pieces(self) -> Option<u32> {
        let typed = self.typed.get();
        let typed = western_digits(typed.trim());
        if typed.is_empty() { Some(0) } else { typed.parse().ok() }
    }

    fn step(self, by: i64) {
        let now = i64::from(untrack(|| self.pieces()).unwrap_or(0));
        self.typed.set((now + by).max(0).to_string());
    }
}

#[component]
fn Count(till: Till) -> impl IntoView {
    let currency = till.register.settings.with_untracked(|all| all.as_ref().map(|all| all.currency.code().to_owned()));
    let values = denominations(currency.as_deref().unwrap_or_default());
    let pieces: Vec<Piece> =
        values.into_iter().map(|value| Piece { value, typed: RwSignal::new(String::new()) }).collect();
    let pieces = StoredValue::new(pieces);
    let loose = RwSignal::new(String::new());
    let (problem, working) = (RwSignal::new(String::new()), RwSignal::new(false));
    let count = move || {
        let loose = loose.get();
        let loose = if loose.trim().is_empty() { Some(Amount::ZERO) } else { till.register.money().parse(&loose) };
        let counted = pieces.with_value(|all| {
            all.iter()
                .map(|piece| Some(Counted { value: piece.value, pieces: piece.pieces()? }))
                .collect::<Option<Vec<_>>>()
        });
        let pieces = counted?.into_iter().filter(|counted| counted.pieces > 0).collect();
        Some(CashCount { pieces, loose: loose? })
    };
    let total = move || count().and_then(|count| count.total().ok());
    let close = move |()| {
        let Some(count) = untrack(count) else {
            return problem.set(till::amount_invalid(crate::i18n::lang_now()).to_owned());
        };
        if working.get_untracked() {
            return;
        }
        working.set(true);
        spawn_local(async move {
            let closed = till.register.close_shift(till.shell, count).await;
            let _ = working.try_set(false);
            match closed {
                Ok(row) => {
                    let _ = till.counting.try_set(false);
                    let _ = till.shown.try_set(Some(row));
                }
                Err(error) => drop(problem.try_set(till.said(&error))),
            }
        });
    };
    view! {
        <ul class="count">{pieces.get_value().into_iter().enumerate().map(|(at, piece)| view! { <PieceRow till piece first=at.eq(&0) /> }).collect_view()}</ul>
        <Field label=words(till::loose) value=loose mode="decimal" ltr=true />
        <p class="count__total" aria-live="polite">
            <span>{t!(till::counted)}</span>
            <span class="number">
                {move || total().map_or_else(|| "…".to_owned(), |total| till.register.money().format(total))}
            </span>
        </p>
        <Expected till />
        <p class="refund__problem" role="alert">{move || problem.get()}</p>
        <div class="dialog__actions">
            <Button kind=ButtonKind::Primary large=true disabled=working on_press=close>{t!(till::close_now)}</Button>
        </div>
    }
}

/// What the drawer should hold, where the shop lets whoever counts see it.
#[component]
fn Expected(till: Till) -> impl IntoView {
    let blind = till.register.settings.with_untracked(|all| all.as_ref().is_some_and(|all| all.till.blind_count));
    let expected = move || till.row.with(|row| row.as_ref().map(|row| row.totals.expected_cash()));
    (!blind).then(|| {
        view! {
            <p class="count__total count__total--soft">
                <span>{t!(till::expected)}</span>
                <span class="number">{move || expected().map(|expected| till.register.money().format(expected))}</span>
            </p>
        }
    })
}

#[component]
fn PieceRow(till: Till, piece: Piece, first: bool) -> impl IntoView {
    let value = move || till.register.money().format(piece.value);
    let worth = move || {
        let worth = piece.pieces().and_then(|pieces| piece.value.minor().checked_mul(i64::from(pieces)))?;
        Some(till.register.money().format_minor(worth))
    };
    let wrong = move || piece.pieces().is_none();
    let label = move |words: fn(crate::i18n::Lang, String) -> String| Signal::derive(move || words(lang(), value()));
    view! {
        <li class="count__row">
            <span class="count__value number">{value}</span>
            <IconButton
                icon=IconName::Minus
                label=label(till::fewer_of)
                kind=ButtonKind::Secondary
                on_press=move |()| piece.step(-1)
            />
            <input
                class="field__input count__pieces"
                inputmode="numeric"
                autofocus=first
                autocomplete="off"
                dir="ltr"
                placeholder="0"
                aria-label=move || till::pieces_of(lang(), value())
                aria-invalid=move || wrong().to_string()
                prop:value=move || piece.typed.get()
                on:input:target=move |event| piece.typed.set(event.target().value())
            />
            <IconButton
                icon=IconName::Plus
                label=label(till::more_of)
                kind=ButtonKind::Secondary
                on_press=move |()| piece.step(1)
            />
            <span class="count__worth number">{worth}</span>
        </li>
    }
}
