//! The shop's hub. It hands out the register, with the headers that keep a till's page closed to everything but itself, and
//! keeps the log that the shop's registers share.
//!
//! [`Site`] is the built register held in memory, [`log`] the shop's log, [`cloud`] what registers say to it over HTTP, and
//! [`serve`](mod@serve) answers from both. The program around them (`main.rs`) only reads the command line, so that a test
//! starts the same server in its own process.

pub mod args;
pub mod clock;
pub mod cloud;
pub mod commands;
pub mod first_shop;
pub mod headers;
pub mod log;
pub mod luck;
pub mod media;
pub mod negotiate;
pub mod origin;
pub mod receipts;
pub mod serve;
pub mod server;
pub mod site;

pub use serve::{serve, serve_coming};
pub use site::{LoadError, Site};
