//! What several test programs of the hub share: registers that write journals, and a client that says exactly what it is told.

#![allow(dead_code, reason = "each program uses a part of it")]

pub mod client;
pub mod journal;
pub mod postgres;
