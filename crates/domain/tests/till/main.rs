//! What a till does, told as tapes: lines of text go in, refusals, receipts and balances come out.
//!
//! `tape` reads the little language, `till` carries it out with the rules of the crate and checks
//! what must hold after every step, and each other module is a chapter of claims.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod after;
mod after_properties;
mod cents;
mod conformance;
mod counter;
mod countries;
mod goods;
mod layaway;
mod payments;
mod prices;
mod pricing;
mod promo;
mod promotions;
mod properties;
mod refunds;
mod refusals;
mod reports;
mod tape;
mod taxes;
mod tenders;
mod till;
mod votes;

use till::Till;

/// Runs `tape` on a new till and compares what it prints.
fn check(tape: &str, expected: &expect_test::Expect) {
    expected.assert_eq(&Till::new().run(tape));
}
