//! Sales over time as columns, each beside a mark of what it was before. A column is a button: the sales behind it open.
//!
//! The drawing is stretched to its box and holds no text, so that it looks the same at any width; the words stand below in
//! a grid of the page's own direction. The table beside it says all of it again.

use super::drill::{Asked, Drill};
use super::model::Column;
use crate::i18n::{lang, reports as words};
use crate::money::Money;
use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;

/// The height of the drawing in its own units; a column is [`WIDTH`] wide.
const HEIGHT: i64 = 1_000;
const WIDTH: i64 = 100;
/// The most words below the columns; with more, every other stands there.
const LABELS: usize = 16;

/// The chart.
pub fn chart(columns: Vec<Column>, label: String, money: Money, drill: Drill) -> AnyView {
    let largest = columns.iter().map(|column| column.now.total.max(column.before).minor()).max().unwrap_or(0).max(1);
    let height = move |minor: i64| (i128::from(minor.max(0)) * i128::from(HEIGHT) / i128::from(largest)) as i64;
    let count = columns.len();
    let step = count.div_ceil(LABELS).max(1);
    let labels = columns.iter().enumerate().map(|(at, column)| {
        let short = if at % step == 0 { column.short.clone() } else { String::new() };
        view! { <span class="chart__label number">{short}</span> }
    });
    let labels = labels.collect_view();
    let scale = [largest, largest / 2].map(|minor| view! { <span class="number">{money.format_minor(minor)}</span> });
    let bars = columns.into_iter().enumerate().map(|(at, column)| {
        let x = at as i64 * WIDTH;
        let (now, before) = (height(column.now.total.minor()), height(column.before.minor()));
        let said = words::column(
            lang(),
            &column.name,
            money.format(column.now.total),
            words::sales_count(lang(), i64::try_from(column.now.sales).unwrap_or(i64::MAX)),
            money.format(column.before),
        );
        let spoken = said.clone();
        let asked = Asked { title: column.name.clone(), span: column.span, behind: column.behind.clone() };
        let open = Callback::new(move |()| drill.ask(asked.clone()));
        view! {
            <g
                class="chart__column"
                role="button"
                tabindex=if at == 0 { "0" } else { "-1" }
                aria-label=spoken
                on:click=move |_| open.run(())
                on:keydown=move |event: ev::KeyboardEvent| pressed(&event, open)
            >
                <title>{said}</title>
                <rect class="chart__reach" x=x y=0 width=WIDTH height=HEIGHT />
                <rect class="chart__bar" x={x + 14} y={HEIGHT - now} width={WIDTH - 28} height=now />
                <rect class="chart__before" x={x + 6} y={(HEIGHT - before - 6).max(0)} width={WIDTH - 12} height={if before > 0 { 12 } else { 0 }} />
            </g>
        }
    });
    view! {
        <div class="chart">
            <div class="chart__scale" aria-hidden="true">{scale}<span class="number">"0"</span></div>
            <svg
                class="chart__drawing"
                viewBox=format!("0 0 {} {HEIGHT}", count as i64 * WIDTH)
                preserveAspectRatio="none"
                role="group"
                aria-label=label
            >
                <line class="chart__line" x1=0 x2={count as i64 * WIDTH} y1={HEIGHT / 2} y2={HEIGHT / 2} />
                {bars.collect_view()}
            </svg>
            <div class="chart__labels" aria-hidden="true">{labels}</div>
        </div>
        <p class="chart__key note" aria-hidden="true">
            <span class="chart__key-now"></span>{words::this_period(lang())}
            <span class="chart__key-before"></span>{words::period_before(lang())}
        </p>
    }
    .into_any()
}

/// Enter and space open; arrows go to the neighbour in the direction in which it lies, Home and End to the ends.
fn pressed(event: &ev::KeyboardEvent, open: Callback<()>) {
    let Some(column) = event.current_target().and_then(|target| target.dyn_into::<web_sys::Element>().ok()) else {
        return;
    };
    let (before, after) = (column.previous_element_sibling(), column.next_element_sibling());
    let (left, right) = if lang().dir() == "rtl" { (after, before) } else { (before, after) };
    let all = column.parent_element();
    let next = match event.key().as_str() {
        "Enter" | " " => {
            event.prevent_default();
            open.run(());
            return;
        }
        "ArrowLeft" => left,
        "ArrowRight" => right,
        "Home" => all.and_then(|all| all.query_selector(".chart__column").ok().flatten()),
        "End" => all.and_then(|all| all.last_element_child()),
        _ => return,
    };
    event.prevent_default();
    event.stop_propagation();
    let next = next.filter(|next| next.matches(".chart__column") == Ok(true));
    if let Some(next) = next.and_then(|next| next.dyn_into::<web_sys::SvgElement>().ok()) {
        // One of them is reached with Tab: the one that was looked at last.
        let _ = column.set_attribute("tabindex", "-1");
        let _ = next.set_attribute("tabindex", "0");
        let _ = next.focus();
    }
}
