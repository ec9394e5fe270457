//! Makes a failing plan short: whatever can be left out of it is.

use crate::bugs::Bug;
use crate::plan::Plan;
use crate::run;

/// The most runs that shortening takes.
const RUNS_LIMIT: usize = 2_000;

/// A part of the plan in which the same claim fails, from which nothing more can be left out on its own. A plan that holds is given back
/// as it is.
#[must_use]
pub fn shrunk(plan: &Plan, bug: Option<Bug>) -> Plan {
    let mut plan = plan.clone();
    let claim = |plan: &Plan| run(plan, bug, false).claim().map(str::to_owned);
    let Some(failing) = claim(&plan) else { return plan };
    let mut runs = 0;
    let mut fails = |plan: &Plan| {
        runs += 1;
        runs <= RUNS_LIMIT && claim(plan).as_deref() == Some(failing.as_str())
    };
    let mut size = plan.ops.len().div_ceil(2);
    loop {
        let mut from = 0;
        let before = plan.ops.len();
        while from < plan.ops.len() {
            let mut shorter = plan.clone();
            shorter.ops.drain(from..(from + size).min(plan.ops.len()));
            if fails(&shorter) {
                plan = shorter;
            } else {
                from += size;
            }
        }
        if size == 1 && plan.ops.len() == before {
            return plan;
        }
        size = size.div_ceil(2).max(1);
    }
}
