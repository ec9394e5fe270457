//! What an import would do: what was assumed, how many rows do what, what changes field by field, what is wrong.

use super::import_words::{self, note_words, problem_words};
use crate::i18n::{Text, common, format, items, lang};
use crate::t;
use crate::ui::Tone;
use evertill_catalogue::import::{Preview, Problem, Sample, Severity};
use leptos::prelude::*;
use std::sync::Arc;

/// Problems that are drawn; the rest is counted.
const DRAWN: usize = 200;

/// The preview. Nothing has happened yet.
#[component]
pub fn PreviewPart(preview: Arc<Preview>) -> impl IntoView {
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let (new, changed, same, faulty) =
        (count(preview.new), count(preview.changed), count(preview.unchanged), count(preview.faulty));
    let faulty_tone = if faulty > 0 { Tone::Bad } else { Tone::Neutral };
    let notes = preview.notes.clone().into_iter().map(|note| view! { <li>{move || note_words(lang(), &note)}</li> });
    view! {
        <p class="dialog__text">{t!(items::preview_hint)}</p>
        <ul class="counts">
            <Count n=new what=items::count_new tone=Tone::Good />
            <Count n=changed what=items::count_changed tone=Tone::Notice />
            <Count n=same what=items::count_same tone=Tone::Neutral />
            <Count n=faulty what=items::count_faulty tone=faulty_tone />
        </ul>
        <h3 class="part__title">{t!(items::assumed)}</h3>
        <ul class="plain-list">{notes.collect_view()}</ul>
        <Problems preview=Arc::clone(&preview) />
        <Changes samples=preview.changed_samples.clone() all=preview.changed />
        <New samples=preview.new_samples.clone() all=preview.new />
    }
}

#[component]
fn Count(n: i64, what: Text, tone: Tone) -> impl IntoView {
    view! {
        <li class="counts__one" data-tone=tone.code()>
            <span class="counts__number number">{move || format::number(n)}</span>
            <span>{move || what(lang())}</span>
        </li>
    }
}

#[component]
fn Problems(preview: Arc<Preview>) -> impl IntoView {
    let all = preview.problems.errors.saturating_add(preview.problems.warnings);
    if all == 0 {
        return ().into_any();
    }
    let row = |problem: Problem| {
        let value = problem.value.clone();
        let column = problem.column.map(|column| column.name());
        let severe = problem.kind.severity() == Severity::Error;
        let line = i64::try_from(problem.line).unwrap_or(i64::MAX);
        view! {
            <tr data-severe=severe.to_string()>
                <td class="number">{move || format::number(line)}</td>
                <td class="code" dir="ltr">{column}</td>
                <td dir="auto">{value}</td>
                <td>{move || problem_words(lang(), &problem)}</td>
            </tr>
        }
    };
    let rows = preview.problems.listed.iter().take(DRAWN).cloned().map(row).collect_view();
    let rest = all.saturating_sub(preview.problems.listed.len().min(DRAWN));
    view! {
        <h3 class="part__title">{t!(items::problems)}</h3>
        <div class="plain-table__box preview__box" tabindex="0" role="region" aria-label=t!(items::problems)>
            <table class="plain-table">
                <thead><tr>
                    <th scope="col">{t!(items::row)}</th>
                    <th scope="col">{t!(items::column)}</th>
                    <th scope="col">{t!(items::found)}</th>
                    <th scope="col">{t!(items::what_to_do)}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        <More rest />
    }
    .into_any()
}

#[component]
fn Changes(samples: Vec<Sample>, all: usize) -> impl IntoView {
    if samples.is_empty() {
        return ().into_any();
    }
    let rest = all.saturating_sub(samples.len());
    let rows = samples.into_iter().flat_map(|sample| {
        let name = sample.item.name;
        sample.changes.into_iter().map(move |change| {
            view! {
                <tr>
                    <td dir="auto">{name.clone()}</td>
                    <td>{move || import_words::column_name(lang(), change.column)}</td>
                    <td dir="auto"><del>{change.before}</del></td>
                    <td dir="auto"><ins>{change.after}</ins></td>
                </tr>
            }
        })
    });
    view! {
        <h3 class="part__title">{t!(items::changes)}</h3>
        <div class="plain-table__box preview__box" tabindex="0" role="region" aria-label=t!(items::changes)>
            <table class="plain-table">
                <thead><tr>
                    <th scope="col">{t!(items::name)}</th>
                    <th scope="col">{t!(items::field)}</th>
                    <th scope="col">{t!(items::before)}</th>
                    <th scope="col">{t!(items::after)}</th>
                </tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
        <More rest />
    }
    .into_any()
}

#[component]
fn New(samples: Vec<Sample>, all: usize) -> impl IntoView {
    if samples.is_empty() {
        return ().into_any();
    }
    let register = crate::register::register();
    let rest = all.saturating_sub(samples.len());
    let rows = samples.into_iter().map(|sample| {
        let price = sample.item.price;
        view! {
            <tr>
                <td class="code" dir="ltr">{sample.item.sku.to_string()}</td>
                <td dir="auto">{sample.item.name}</td>
                <td dir="auto">{sample.item.category}</td>
                <td class="end number">{move || price.map(|price| register.money().format(price))}</td>
            </tr>
        }
    });
    view! {
        <h3 class="part__title">{t!(items::new_items)}</h3>
        <div class="plain-table__box preview__box" tabindex="0" role="region" aria-label=t!(items::new_items)>
            <table class="plain-table">
                <thead><tr>
                    <th scope="col">{t!(items::sku)}</th>
                    <th scope="col">{t!(items::name)}</th>
                    <th scope="col">{t!(items::category)}</th>
                    <th scope="col" class="end">{t!(items::price)}</th>
                </tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
        <More rest />
    }
    .into_any()
}

#[component]
fn More(rest: usize) -> impl IntoView {
    let rest = i64::try_from(rest).unwrap_or(i64::MAX);
    (rest > 0).then(|| view! { <p class="note">{move || common::and_more(lang(), rest)}</p> })
}
