//! Both ends of replication, told as scripts: what is heard, and what is said next.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests end where something is not as it should be")]

mod chain;
mod hub;
mod judge;
mod machine;
mod rights;
