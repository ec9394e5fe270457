//! The shop's cloud over real HTTP on loopback: every rule of the protocol, and every kind of hostile input.

// A helper that cannot go on has nothing better to do than to fail its test.
#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "../support/mod.rs"]
mod support;

mod door;
mod exchange;
mod failover;
mod first_shop;
mod hostile;
mod hub;
mod killed;
mod live;
mod process;
mod watching;
