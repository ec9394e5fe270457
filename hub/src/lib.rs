//! The shop's hub. Its first room hands out the register: the files that Trunk built, with the headers that keep a
//! till's page closed to everything but itself.
//!
//! [`Site`] is the built register held in memory, [`serve`] answers HTTP from it. The program around them (`main.rs`)
//! only reads the command line, so that a test starts the same server in its own process.

pub mod args;
pub mod headers;
pub mod media;
pub mod negotiate;
pub mod serve;
pub mod site;

pub use serve::serve;
pub use site::{LoadError, Site};
