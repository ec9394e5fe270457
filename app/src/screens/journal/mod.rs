//! Journal: every entry, in order, and whether it all holds.

mod checks;
mod counter;
mod details;
mod pages;
mod words;

pub use words::account as account_name;

use crate::browser;
use crate::i18n::words as said;
use crate::i18n::{format, journal, lang};
use crate::register::register;
use crate::shell::Screen;
use crate::t;
use crate::ui::{Button, Column, Dialog, DialogKind, EmptyState, Field, IconButton, IconName, Loading, VirtualTable};
use checks::Checks;
use details::EntryDetails;
use evertill_domain::ids::Seq;
use format::Moment;
use leptos::prelude::*;
use pages::{Pages, Row};
use std::sync::Arc;

/// Height of a row, in CSS pixels.
const ROW: u32 = 52;

const COLUMNS: &[Column] = &[
    Column::number(journal::seq, "4.5rem"),
    Column::text(journal::when, "minmax(9rem, 12rem)").wide_only(),
    Column::text(journal::event, "minmax(9rem, 1.2fr)"),
    Column::text(journal::says, "minmax(6rem, 2fr)"),
    Column::text(journal::hash, "5.5rem").wide_only(),
];

/// The screen at `/journal`.
#[component]
pub fn JournalScreen() -> impl IntoView {
    let register = register();
    let pages = Pages::new(register);
    let opened = RwSignal::new(None::<Seq>);
    let last = Memo::new(move |_| register.head.with(|head| head.as_ref().map(|head| head.seq.0)));
    // Latest first. The rows are numbers: what they say is read as they come into sight.
    let rows = Signal::derive(move || Arc::new((1..=last.get().unwrap_or(0)).rev().collect::<Vec<u64>>()));
    let cells = move |seq: &u64| cells(pages, *seq);
    let title = Signal::derive(move || opened.get().map_or_else(String::new, |seq| journal::entry(lang(), seq)));
    view! {
        <Screen title=said(journal::title)>
            <p class="note">{t!(journal::intro)}</p>
            <Checks>
                <Jump last=last on_jump=move |seq| {
                    show_row(last.get_untracked().unwrap_or(0), seq);
                    opened.set(Some(Seq(seq)));
                } />
            </Checks>
            {move || match last.get().is_some() {
                false => view! { <Loading /> }.into_any(),
                true if last.get() == Some(0) => {
                    view! { <EmptyState icon=IconName::Journal title=said(journal::empty) /> }.into_any()
                }
                true => view! {
                    <VirtualTable
                        label=said(journal::title)
                        columns=COLUMNS
                        rows=rows
                        key=|seq: &u64| *seq
                        cells=cells
                        on_open=move |seq| opened.set(Some(Seq(seq)))
                        row_height=ROW
                    />
                }.into_any(),
            }}
            <Dialog
                open=Signal::derive(move || opened.get().is_some())
                kind=DialogKind::Wide
                title
                on_close=move |()| opened.set(None)
            >
                {move || opened.get().map(|seq| view! {
                    <EntryDetails seq />
                    <Neighbours seq last=last.get_untracked().unwrap_or(0) on_go=move |seq| opened.set(Some(seq)) />
                })}
            </Dialog>
        </Screen>
    }
}

fn cells(pages: Pages, seq: u64) -> Vec<AnyView> {
    let row = pages.row(Seq(seq));
    let part = move |read: fn(&Row) -> String| {
        let row = row.clone();
        move || row.get().map_or_else(|| "…".to_owned(), |row| read(&row))
    };
    let says = part(|row| words::says(&row.says));
    vec![
        view! { {move || format::number(i64::try_from(seq).unwrap_or(i64::MAX))} }.into_any(),
        view! { {part(|row| row.at.map_or_else(String::new, |ms| format::moment(ms as f64, Moment::Exact)))} }
            .into_any(),
        view! { {part(|row| words::kind(&row.kind, &row.says))} }.into_any(),
        view! { <span dir="auto">{says}</span> }.into_any(),
        view! { <span class="code" dir="ltr">{part(|row| row.hash.clone())}</span> }.into_any(),
    ]
}

/// Goes to an entry by its number.
#[component]
fn Jump(last: Memo<Option<u64>>, #[prop(into)] on_jump: Callback<u64>) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let wrong = RwSignal::new(false);
    let go = move |text: String| {
        let last = last.get_untracked().unwrap_or(0);
        match crate::money::western_digits(text.trim()).parse::<u64>().ok().filter(|seq| (1..=last).contains(seq)) {
            Some(seq) => {
                wrong.set(false);
                typed.set(String::new());
                on_jump.run(seq);
            }
            None => wrong.set(true),
        }
    };
    let error = Signal::derive(move || {
        let last = i64::try_from(last.get().unwrap_or(0)).unwrap_or(i64::MAX);
        if wrong.get() { journal::jump_range(lang(), format::number(last)) } else { String::new() }
    });
    view! {
        <div class="jump">
            <Field label=said(journal::jump) value=typed mode="numeric" ltr=true error on_enter=go />
            <Button on_press=move |()| go(typed.get_untracked())>{t!(journal::show)}</Button>
        </div>
    }
}

#[component]
fn Neighbours(seq: Seq, last: u64, #[prop(into)] on_go: Callback<Seq>) -> impl IntoView {
    view! {
        <div class="dialog__actions neighbours">
            <IconButton
                icon=IconName::Back
                label=said(journal::earlier)
                disabled={seq.0 <= 1}
                on_press=move |()| on_go.run(Seq(seq.0.saturating_sub(1)))
            />
            <IconButton
                icon=IconName::Forward
                label=said(journal::later)
                disabled={seq.0 >= last}
                on_press=move |()| on_go.run(Seq(seq.0.saturating_add(1)))
            />
        </div>
    }
}

/// Scrolls the list so that an entry is its first row.
fn show_row(last: u64, seq: u64) {
    let list = browser::document().and_then(|document| document.query_selector(".table").ok().flatten());
    if let Some(list) = list {
        let top = last.saturating_sub(seq).saturating_mul(u64::from(ROW));
        list.set_scroll_top(i32::try_from(top).unwrap_or(i32::MAX));
    }
}
