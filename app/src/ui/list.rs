//! A list whose rows stay in the page for as long as their keys stay in the list.
//!
//! What a row is made of is told by a closure that the list does not know the type of: all lists of the register share one
//! copy of the code that compares, moves and removes rows.

use leptos::prelude::*;
use std::hash::{DefaultHasher, Hash, Hasher as _};

/// Draws `rows`, each once for its key. `view` is called anew only for a row that was not there before.
pub fn keyed<T, K, V>(
    rows: impl Fn() -> Vec<T> + Send + Sync + 'static,
    key: impl Fn(&T) -> K + Send + Sync + 'static,
    view: impl Fn(T) -> V + Clone + Send + Sync + 'static,
) -> AnyView
where
    T: Send + 'static,
    K: Hash,
    V: IntoView + 'static,
{
    let row = move |row: T| {
        let (key, view) = (key_of(&key(&row)), view.clone());
        Row { key, draw: Box::new(move || view(row).into_any()) }
    };
    each(Box::new(move || rows().into_iter().map(&row).collect()))
}

/// A key as a number. Two keys of one list share theirs once in the age of the universe, and then a row shows late.
pub fn key_of(key: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    hasher.finish()
}

struct Row {
    key: u64,
    draw: Box<dyn FnOnce() -> AnyView + Send>,
}

type Rows = Box<dyn Fn() -> Vec<Row> + Send + Sync>;

fn each(rows: Rows) -> AnyView {
    view! { <For each=rows key=|row| row.key children=|row: Row| (row.draw)() /> }.into_any()
}
