//! What the measurements of `e2e/bench/` run in a page: the register's own crates, called as the register calls them,
//! beside the least that the same work could cost.
//!
//! Only `cargo xtask bench` builds it, with the register's own profile and optimiser, so that a figure holds for what
//! is shipped. [`CommitBench`] commits sales beside bare transactions, [`Finder`] looks items up and searches,
//! [`ReportBench`] closes
//! shifts and reports, [`stock_register`] prepares a register for measurements of the whole page.

mod commit;
mod finder;
mod promotions;
mod recording;
mod reports;
mod shop;
mod till;

pub use commit::{CommitBench, stock_register};
pub use finder::Finder;
pub use promotions::PromotionsBench;
pub use reports::ReportBench;

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// Milliseconds since the page began, in steps of 5 µs where the page is isolated from every other origin.
    #[wasm_bindgen(js_namespace = performance, js_name = now)]
    fn clock() -> f64;
}

/// Makes a panic say where it happened.
#[wasm_bindgen(start)]
pub fn start() {
    console_error_panic_hook::set_once();
}

/// An error that the page can show.
fn failed(error: impl std::fmt::Debug) -> JsError {
    JsError::new(&format!("{error:?}"))
}
