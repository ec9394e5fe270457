//! Replication as state machines without I/O: what a register says next, and what the hub decides about what it hears.
//!
//! [`register::Machine`] is the register's end: whoever drives it tells it what happened with `handle_*`, asks with `poll`
//! what is to be done, and does it. [`hub`] is the hub's end: functions from what the hub holds and what was asked to what it
//! keeps and answers. Neither reads a clock or holds an entry. The protocol is described in docs/sync-protocol.md.

pub mod hub;
pub mod register;
