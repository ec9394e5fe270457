//! Rows that compare: a table whose rows each have a bar of their share of the largest. Each name opens the sales behind it.

use super::drill::{Asked, Drill};
use super::model::{Row, change};
use crate::i18n::{Text, format, lang, reports as words};
use crate::money::Money;
use crate::t;
use crate::ui::Button;
use evertill_domain::report::Span;
use leptos::prelude::*;
use std::sync::Arc;

/// Rows that are shown at first.
const FIRST: usize = 8;
/// The most rows that are shown; a file has all.
const MOST: usize = 200;

/// A card with such a table. `counted` heads the column beside the name.
pub fn ranked(title: Text, counted: Text, rows: Vec<Row>, span: Span, money: Money, drill: Drill) -> AnyView {
    if rows.is_empty() {
        return ().into_any();
    }
    let all = RwSignal::new(false);
    let rows = Arc::new(rows);
    let count = rows.len();
    let with_margin = rows.iter().any(|row| row.margin.is_some());
    let body = move || {
        let shown = if all.get() { MOST } else { FIRST };
        let largest = rows.iter().map(|row| row.total.minor()).max().unwrap_or(0).max(1);
        rows.iter().take(shown).map(|row| line(row, largest, with_margin, span, &money, drill)).collect_view()
    };
    let more = (count > FIRST).then(|| {
        view! {
            <div class="card__actions">
                <Button on_press=move |()| all.update(|all| *all = !*all)>
                    {move || if all.get() { words::fewer(lang()).to_owned() } else { words::show_all(lang(), format::number(count as i64)) }}
                </Button>
            </div>
        }
    });
    let rest = (count > MOST).then(|| {
        view! { <p class="note">{move || all.get().then(|| words::first_of(lang(), format::number(MOST as i64), format::number(count as i64)))}</p> }
    });
    view! {
        <section class="card report-card">
            <h2 class="card__title">{t!(title)}</h2>
            <div class="plain-table__box" tabindex="0" role="region" aria-label=t!(title)>
                <table class="plain-table ranked">
                    <thead><tr>
                        <th scope="col">{t!(words::name)}</th>
                        <th scope="col" class="end">{t!(counted)}</th>
                        <th scope="col" class="end">{t!(words::amount)}</th>
                        <th scope="col" class="end wide-only">{t!(words::changed)}</th>
                        {with_margin.then(|| view! { <th scope="col" class="end">{t!(words::margin)}</th> })}
                    </tr></thead>
                    <tbody>{body}</tbody>
                </table>
            </div>
            {rest}
            {more}
        </section>
    }
    .into_any()
}

fn line(row: &Row, largest: i64, with_margin: bool, span: Span, money: &Money, drill: Drill) -> impl IntoView + use<> {
    let permille = (i128::from(row.total.minor().max(0)) * 1_000 / i128::from(largest)) as i64;
    let asked = Asked { title: row.name.clone(), span, behind: row.behind.clone() };
    let margin = with_margin.then(|| {
        let margin = row.margin.map(|(margin, rate)| {
            view! { <span>{money.format(margin)}</span>" "<span class="soft">{format::percent(rate / 10 * 10)}</span> }
        });
        view! { <td class="end number">{margin}</td> }
    });
    view! {
        <tr>
            <th scope="row" class="ranked__name">
                <button type="button" class="ranked__open" on:click=move |_| drill.ask(asked.clone())>
                    <bdi>{row.name.clone()}</bdi>
                    " "<span class="soft"><bdi>{row.detail.clone()}</bdi></span>
                </button>
                <svg class="ranked__bar" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">
                    <rect x=0 y=0 width=permille height=10 />
                </svg>
            </th>
            <td class="end number">{row.count.clone()}</td>
            <td class="end number"><strong>{money.format(row.total)}</strong></td>
            <td class="end number soft wide-only">{change_words(change(row.total, row.before))}</td>
            {margin}
        </tr>
    }
}

/// A change such as `+12 %`; a dash where there is nothing to compare with.
pub fn change_words(change: Option<i64>) -> String {
    match change {
        None => "—".to_owned(),
        Some(up @ 1..) => format!("+{}", format::percent(up)),
        Some(other) => format::percent(other),
    }
}
