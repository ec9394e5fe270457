//! Whole shops in one process, with every fault drawn from a seed: registers, hub, network, storage and clocks.
//!
//! The two ends of `evertill_sync` are real; their drivers, the journals and the hub's log are models, small enough to be
//! checked after every step. What must hold is in [`truth`]; [`bugs`] lists what is planted to see that it is noticed.

pub mod bugs;
mod driver;
mod hub;
mod luck;
pub mod plan;
mod register;
mod shrink;
mod truth;
mod world;

pub use shrink::shrunk;

use bugs::Bug;
use plan::Plan;

/// What came of a plan.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// What did not hold, where something did not.
    pub violation: Option<String>,
    /// What happened, where that was asked for.
    pub trace: Vec<String>,
    /// Entries that were written.
    pub entries: u64,
    /// Requests that were sent.
    pub requests: u64,
}

impl Outcome {
    /// The claim that did not hold, without where and when.
    #[must_use]
    pub fn claim(&self) -> Option<&str> {
        self.violation.as_deref()?.split(": ").nth(1)
    }
}

/// Runs a plan, with a bug where one is planted.
#[must_use]
pub fn run(plan: &Plan, bug: Option<Bug>, traced: bool) -> Outcome {
    world::World::new(plan, bug, traced).run()
}

/// The first of these seeds in which a bug shows, and what did not hold.
#[must_use]
pub fn hunt(bug: Bug, seeds: std::ops::Range<u64>) -> Option<(u64, String)> {
    seeds.into_iter().find_map(|seed| Some((seed, run(&Plan::new(seed), Some(bug), false).violation?)))
}
