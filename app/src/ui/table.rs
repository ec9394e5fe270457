//! A table that draws only the rows in sight, for lists of any length: a journal of a year scrolls like one of a day.
//!
//! [`VirtualTable`] knows the type of the rows and little else; what draws them, in `grid`, knows their places only, so
//! that all tables share one copy of it.

mod grid;

use super::list::key_of;
use crate::i18n::Text;
use grid::{Grid, Row, Rows};
use leptos::prelude::*;
use std::hash::Hash;
use std::sync::Arc;

/// A column's heading and share of the width.
#[derive(Clone, Copy)]
pub struct Column {
    /// Heading.
    pub title: Text,
    /// A grid track, such as `2fr`, `8rem`, `minmax(6rem, 1fr)`.
    pub width: &'static str,
    /// Whether it holds numbers, which align at their end.
    pub numeric: bool,
    /// Whether a phone leaves it out.
    pub wide_only: bool,
}

impl Column {
    /// A column of text.
    pub const fn text(title: Text, width: &'static str) -> Column {
        Column { title, width, numeric: false, wide_only: false }
    }

    /// A column of numbers.
    pub const fn number(title: Text, width: &'static str) -> Column {
        Column { title, width, numeric: true, wide_only: false }
    }

    /// The same, left out on a phone.
    pub const fn wide_only(self) -> Column {
        Column { wide_only: true, ..self }
    }
}

/// A windowed table. Rows have one height; arrows, Home, End and the page keys move the selection, Enter opens.
///
/// `cells` gives one view a column. It is called again when the row's value changes, but not while scrolling.
#[component]
pub fn VirtualTable<T, K, KF, CF>(
    /// What the table lists.
    #[prop(into)]
    label: Signal<String>,
    /// Its columns.
    columns: &'static [Column],
    /// All rows, in order.
    #[prop(into)]
    rows: Signal<Arc<Vec<T>>>,
    /// What stays the same about a row when the list changes.
    key: KF,
    /// One cell a column.
    cells: CF,
    /// Called with the row that is pressed, or chosen with Enter.
    #[prop(into)]
    on_open: Callback<T>,
    /// Height of a row in CSS pixels.
    #[prop(default = 56)]
    row_height: u32,
    /// What a row says that is a heading between the others, such as a day; `None` for an ordinary row. The selection
    /// passes headings over.
    #[prop(optional, into)]
    heading: Option<Callback<T, Option<AnyView>>>,
    /// Called when the rows in sight come close to the end, so that more can be loaded.
    #[prop(optional, into)]
    on_near_end: Option<Callback<()>>,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
    K: Hash + 'static,
    KF: Fn(&T) -> K + Send + Sync + 'static,
    CF: Fn(&T) -> Vec<AnyView> + Clone + Send + Sync + 'static,
{
    let row_now = move |at: usize| rows.with_untracked(|rows| rows.get(at).cloned());
    let words = move |row: T| heading.and_then(|heading| heading.run(row));
    let described = Rows {
        count: Memo::new(move |_| rows.with(|rows| rows.len())),
        changed: Arc::new(move || rows.track()),
        key: Arc::new(move |at| rows.with_untracked(|rows| key_of(&rows.get(at).map(&key)))),
        is_heading: Arc::new(move |at| row_now(at).is_some_and(|row| untrack(|| words(row).is_some()))),
        row: Arc::new(move |at| {
            let first = row_now(at)?;
            let is_heading = untrack(|| words(first.clone()).is_some());
            // A list that has become shorter keeps the last value for the moment until the row goes away.
            let row = Memo::new(move |before: Option<&T>| {
                let now = rows.with(|rows| rows.get(at).cloned());
                now.unwrap_or_else(|| before.unwrap_or(&first).clone())
            });
            let cells = cells.clone();
            Some(if is_heading {
                Row::Heading(Arc::new(move || words(row.get()).into_iter().collect()))
            } else {
                Row::Cells(Arc::new(move || row.with(&cells)))
            })
        }),
        open: Arc::new(move |at| {
            if let Some(row) = row_now(at) {
                on_open.run(row);
            }
        }),
    };
    Grid::new(columns, described, row_height.max(1)).draw(label, on_near_end)
}
