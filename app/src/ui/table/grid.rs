//! What draws a table and hears its keys, by the places of its rows alone.

use super::super::keyed;
use super::Column;
use leptos::{ev, html, prelude::*};
use std::ops::Range;
use std::sync::Arc;

/// Rows drawn beyond each edge, so that scrolling does not show gaps.
const OVERSCAN: usize = 8;

/// The rows of a table as the grid sees them: by their places.
#[derive(Clone)]
pub struct Rows {
    /// How many there are.
    pub count: Memo<usize>,
    /// Follows every change of the list.
    pub changed: Arc<dyn Fn() + Send + Sync>,
    /// What stays the same about a row when the list changes.
    pub key: Arc<dyn Fn(usize) -> u64 + Send + Sync>,
    /// Whether the row is a heading between the others.
    pub is_heading: Arc<dyn Fn(usize) -> bool + Send + Sync>,
    /// The row; `None` where there is none. Called once for each time that it comes into sight.
    pub row: Arc<dyn Fn(usize) -> Option<Row> + Send + Sync>,
    /// The row was pressed, or chosen with Enter.
    pub open: Arc<dyn Fn(usize) + Send + Sync>,
}

/// What a row draws, again each time that its value changes.
pub enum Row {
    /// Words across the whole width.
    Heading(Draw),
    /// One view a column.
    Cells(Draw),
}

type Draw = Arc<dyn Fn() -> Vec<AnyView> + Send + Sync>;

/// What the parts of a table share.
#[derive(Clone, Copy)]
pub struct Grid {
    id: u64,
    columns: &'static [Column],
    rows: StoredValue<Rows>,
    row_height: u32,
    node: NodeRef<html::Div>,
    /// How far it is scrolled, and how much of it is in sight, in CSS pixels.
    view_port: RwSignal<(u32, u32)>,
    active: RwSignal<Option<usize>>,
    count: Memo<usize>,
    window: Memo<Range<usize>>,
}

impl Grid {
    /// A table of these rows, of `row_height` CSS pixels each, from 1.
    pub fn new(columns: &'static [Column], rows: Rows, row_height: u32) -> Self {
        let view_port = RwSignal::new((0, 800));
        let count = rows.count;
        let window = Memo::new(move |_| {
            let (top, height) = view_port.get();
            rows_in_sight(top, height, row_height, count.get())
        });
        let (node, active) = (NodeRef::new(), RwSignal::new(None));
        Grid {
            id: next_id(),
            columns,
            rows: StoredValue::new(rows),
            row_height,
            node,
            view_port,
            active,
            count,
            window,
        }
    }

    /// The table.
    pub fn draw(self, label: Signal<String>, on_near_end: Option<Callback<()>>) -> AnyView {
        self.follow_its_size();
        if let Some(on_near_end) = on_near_end {
            self.ask_near_end(on_near_end);
        }
        let (columns, row_height) = (self.columns, self.row_height);
        let tracks = columns.iter().map(|column| column.width).collect::<Vec<_>>().join(" ");
        let narrow = columns.iter().filter(|c| !c.wide_only).map(|c| c.width).collect::<Vec<_>>().join(" ");
        view! {
            <div
                class="table"
                role="grid"
                aria-label=label
                aria-rowcount=move || (self.count.get() + 1).to_string()
                aria-activedescendant=move || self.active.get().map(|at| self.row_id(at))
                tabindex="0"
                node_ref=self.node
                style:--tracks=tracks
                style:--tracks-narrow=narrow
                on:keydown=move |event| self.hear(&event)
                on:scroll=move |_| self.measure()
            >
                {headings(columns)}
                <div
                    class="table__rows"
                    role="rowgroup"
                    style:block-size=move || format!("{}px", self.count.get() * row_height as usize)
                >
                    {keyed(move || self.visible(), |known| *known, move |(at, _)| self.row_view(at))}
                </div>
            </div>
        }
        .into_any()
    }

    fn measure(self) {
        // It is asked for a frame ahead, and the table may have left the screen by then.
        if let Some(element) = self.node.try_get_untracked().flatten() {
            let top = u32::try_from(element.scroll_top()).unwrap_or(0);
            let room = u32::try_from(room_for_rows(&element)).unwrap_or(0);
            let _ = self.view_port.try_set((top, room));
        }
    }

    fn follow_its_size(self) {
        Effect::new(move || {
            if self.node.get().is_some() {
                request_animation_frame(move || self.measure());
            }
        });
        let resized = window_event_listener(ev::resize, move |_| self.measure());
        on_cleanup(move || resized.remove());
    }

    fn ask_near_end(self, on_near_end: Callback<()>) {
        Effect::new(move || {
            let in_sight = self.window.get();
            if in_sight.end + OVERSCAN >= self.count.get() {
                // After this effect: whoever loads more changes the rows that it follows.
                request_animation_frame(move || {
                    // The list may have left the screen by then.
                    let _ = on_near_end.try_run(());
                });
            }
        });
    }

    /// The rows to draw: their places with their keys.
    fn visible(self) -> Vec<(usize, u64)> {
        let range = self.window.get();
        self.rows.with_value(|rows| {
            (rows.changed)();
            range.map(|at| (at, (rows.key)(at))).collect()
        })
    }

    fn row_id(self, at: usize) -> String {
        format!("table-{}-{at}", self.id)
    }

    /// Where a row begins, in CSS pixels.
    fn row_top(self, at: usize) -> String {
        format!("{}px", at * self.row_height as usize)
    }

    fn open(self, at: usize) {
        let open = self.rows.with_value(|rows| Arc::clone(&rows.open));
        open(at);
    }

    fn hear(self, event: &ev::KeyboardEvent) {
        let page = (self.view_port.get_untracked().1 / self.row_height).max(1) as usize;
        let (now, count) = (self.active.get_untracked(), self.count.get_untracked());
        match (moved(event.key().as_str(), now, count, page), now) {
            (Some(next), _) => {
                let is_heading = self.rows.with_value(|rows| Arc::clone(&rows.is_heading));
                let next = past_headings(next, now, count, |at| is_heading(at));
                self.active.set(Some(next));
                keep_in_sight(self.node, next, self.row_height);
            }
            (None, Some(at)) if event.key() == "Enter" => self.open(at),
            (None, _) => return,
        }
        event.prevent_default();
        event.stop_propagation();
    }

    /// One row, drawn again as its value changes. Whether it is a heading is part of what it is known by.
    fn row_view(self, at: usize) -> AnyView {
        let row = self.rows.with_value(|rows| Arc::clone(&rows.row));
        match row(at) {
            Some(Row::Heading(words)) => self.heading_view(at, words),
            Some(Row::Cells(cells)) => self.cells_view(at, cells),
            None => ().into_any(),
        }
    }

    fn heading_view(self, at: usize, words: Draw) -> AnyView {
        view! {
            <div
                role="row"
                class="table__row table__row--heading"
                aria-rowindex=(at + 2).to_string()
                style:inset-block-start=self.row_top(at)
                style:block-size=format!("{}px", self.row_height)
            >
                <div role="gridcell" class="table__heading" aria-colspan=self.columns.len().to_string()>
                    {move || words()}
                </div>
            </div>
        }
        .into_any()
    }

    fn cells_view(self, at: usize, cells: Draw) -> AnyView {
        let cells = move || {
            let cells = cells().into_iter().zip(self.columns);
            cells
                .map(|(cell, column)| view! { <div role="gridcell" class=cell_class(column)>{cell}</div> })
                .collect_view()
        };
        view! {
            <div
                role="row"
                class="table__row"
                id=self.row_id(at)
                aria-rowindex=(at + 2).to_string()
                aria-selected=move || (self.active.get() == Some(at)).to_string()
                style:inset-block-start=self.row_top(at)
                style:block-size=format!("{}px", self.row_height)
                on:click=move |_| { self.active.set(Some(at)); self.open(at); }
            >
                {cells}
            </div>
        }
        .into_any()
    }
}

fn headings(columns: &'static [Column]) -> impl IntoView {
    let heading = |column: &'static Column| {
        let title = column.title;
        view! { <div role="columnheader" class=cell_class(column)>{crate::t!(title)}</div> }
    };
    view! {
        <div class="table__head" role="rowgroup">
            <div class="table__headings" role="row" aria-rowindex="1">
                {columns.iter().map(heading).collect_view()}
            </div>
        </div>
    }
}

/// The rows to draw: those in sight and a few beyond.
fn rows_in_sight(top: u32, height: u32, row_height: u32, count: usize) -> Range<usize> {
    let row_height = row_height.max(1);
    let first = (top / row_height) as usize;
    let last = (top.saturating_add(height).div_ceil(row_height)) as usize;
    let end = last.saturating_add(OVERSCAN).min(count);
    first.saturating_sub(OVERSCAN).min(end)..end
}

/// Where a key moves the selection; `None` for a key that moves nothing.
fn moved(key: &str, active: Option<usize>, count: usize, page: usize) -> Option<usize> {
    let last = count.checked_sub(1)?;
    Some(match (key, active) {
        ("ArrowDown", Some(at)) => (at + 1).min(last),
        ("ArrowUp", Some(at)) => at.saturating_sub(1),
        ("PageDown", Some(at)) => (at + page).min(last),
        ("PageUp", Some(at)) => at.saturating_sub(page),
        ("ArrowDown" | "ArrowUp" | "PageDown" | "PageUp" | "Home", _) => 0,
        ("End", _) => last,
        _ => return None,
    })
}

/// The row to select instead of a heading: the next one on in the direction of the move, or the other way at an end.
fn past_headings(next: usize, now: Option<usize>, count: usize, is_heading: impl Fn(usize) -> bool) -> usize {
    let up = || (0..=next).rev().find(|at| !is_heading(*at));
    let down = || (next..count).find(|at| !is_heading(*at));
    let found = if now.is_some_and(|now| next < now) { up().or_else(down) } else { down().or_else(up) };
    found.unwrap_or(next)
}

fn keep_in_sight(node: NodeRef<html::Div>, at: usize, row_height: u32) {
    let Some(element) = node.get_untracked() else { return };
    let row_top = i32::try_from(at.saturating_mul(row_height as usize)).unwrap_or(i32::MAX);
    let row_end = row_top.saturating_add(row_height as i32);
    if row_top < element.scroll_top() {
        element.set_scroll_top(row_top);
    } else if row_end > element.scroll_top() + room_for_rows(&element) {
        element.set_scroll_top(row_end - room_for_rows(&element));
    }
}

/// The height that rows are seen in: the headings stay at the top and cover the rest.
fn room_for_rows(table: &web_sys::HtmlDivElement) -> i32 {
    let headings = table.first_element_child().map_or(0, |headings| headings.client_height());
    (table.client_height() - headings).max(0)
}

fn cell_class(column: &Column) -> &'static str {
    match (column.numeric, column.wide_only) {
        (false, false) => "table__cell",
        (true, false) => "table__cell number table__cell--end",
        (false, true) => "table__cell wide-only",
        (true, true) => "table__cell number table__cell--end wide-only",
    }
}

fn next_id() -> u64 {
    thread_local! { static NEXT: std::cell::Cell<u64> = const { std::cell::Cell::new(0) }; }
    NEXT.replace(NEXT.get() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_rows_in_sight_are_drawn() {
        let cases = [
            ((0, 560, 56, 0), 0..0),
            ((0, 560, 56, 5), 0..5),
            ((0, 560, 56, 100_000), 0..18),
            ((56_000, 560, 56, 100_000), 992..1018),
            ((56_000, 560, 56, 10), 10..10),
            ((0, 560, 0, 100), 0..100),
        ];
        for ((top, height, row_height, count), expected) in cases {
            assert_eq!(rows_in_sight(top, height, row_height, count), expected, "{top} {height} {row_height} {count}");
        }
    }

    #[test]
    fn keys_move_the_selection_within_the_list() {
        let cases = [
            ("ArrowDown", None, 3, Some(0)),
            ("ArrowDown", Some(2), 3, Some(2)),
            ("ArrowUp", Some(0), 3, Some(0)),
            ("PageDown", Some(0), 100, Some(10)),
            ("PageUp", Some(5), 100, Some(0)),
            ("End", None, 3, Some(2)),
            ("Home", Some(2), 3, Some(0)),
            ("End", None, 0, None),
            ("a", Some(1), 3, None),
        ];
        for (key, active, count, expected) in cases {
            assert_eq!(moved(key, active, count, 10), expected, "{key} {active:?}");
        }
    }

    #[test]
    fn the_selection_passes_headings_over() {
        // Rows 0 and 3 are headings.
        let cases = [(0, None, 1), (3, Some(2), 4), (3, Some(4), 2), (0, Some(1), 1), (4, Some(2), 4)];
        for (next, now, expected) in cases {
            assert_eq!(past_headings(next, now, 6, |at| at == 0 || at == 3), expected, "{now:?} to {next}");
        }
    }
}
