//! The shop's log: one suite for every database, and what only one of them has to say.

// A helper that cannot go on has nothing better to do than to fail its test.
#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "../support/mod.rs"]
mod support;

mod conformance;
mod postgres;
mod restored;
#[path = "rights/conformance.rs"]
mod rights;
mod sqlite;
