//! The paper a receipt is shown and printed on.

use leptos::prelude::*;

/// A sheet of receipt paper. Print style sheets show only this, at 80 mm or A4 by the `data-paper` of `<html>`.
#[component]
pub fn ReceiptPaper(
    /// What is printed.
    children: Children,
) -> impl IntoView {
    view! { <article class="paper" data-print="receipt">{children()}</article> }
}
