//! `cargo xtask sim`: many seeds, one seed with its trace, or the planted bugs.

use std::process::ExitCode;
use std::thread;

use evertill_sim::bugs::{ALL, Bug};
use evertill_sim::plan::Plan;
use evertill_sim::{Outcome, hunt, run, shrunk};

/// How many seeds are run unless somebody says otherwise.
const SEEDS: u64 = 1_000;
/// The most seeds in which a planted bug is looked for.
const HUNT_LIMIT: u64 = 20_000;
/// The most violations that are told in full.
const TOLD_LIMIT: usize = 5;

const USAGE: &str = "usage: sim [--seeds N [--from N]] | --seed N [--bug NAME] | --mutants";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let number = |text: &str| text.parse::<u64>().ok();
    let held = match words.as_slice() {
        [] => Some(seeds(0, SEEDS)),
        ["--seeds", count] => number(count).map(|count| seeds(0, count)),
        ["--seeds", count, "--from", from] => number(count).zip(number(from)).map(|(count, from)| seeds(from, count)),
        ["--seed", seed] => number(seed).map(|seed| replay(seed, None)),
        ["--seed", seed, "--bug", name] => {
            let bug = ALL.iter().find(|bug| format!("{bug:?}") == *name);
            number(seed).zip(bug).map(|(seed, bug)| replay(seed, Some(*bug)))
        }
        ["--mutants"] => Some(mutants()),
        _ => None,
    };
    match held {
        Some(true) => ExitCode::SUCCESS,
        Some(false) => ExitCode::FAILURE,
        None => {
            eprintln!("{USAGE}");
            ExitCode::FAILURE
        }
    }
}

/// Runs what each of these does on all cores, and gives back what came of it in order.
fn on_all_cores<T: Send, R: Send>(work: Vec<T>, each: impl Fn(T) -> R + Sync) -> Vec<R> {
    let cores = thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let mut shares: Vec<Vec<(usize, T)>> = (0..cores).map(|_| Vec::new()).collect();
    for (index, item) in work.into_iter().enumerate() {
        if let Some(share) = shares.get_mut(index % cores) {
            share.push((index, item));
        }
    }
    let each = &each;
    let mut done: Vec<(usize, R)> = thread::scope(|scope| {
        let work =
            |share: Vec<(usize, T)>| move || share.into_iter().map(|(at, item)| (at, each(item))).collect::<Vec<_>>();
        let running: Vec<_> = shares.into_iter().map(|share| scope.spawn(work(share))).collect();
        running.into_iter().flat_map(|thread| thread.join().unwrap_or_default()).collect()
    });
    done.sort_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, result)| result).collect()
}

fn seeds(from: u64, count: u64) -> bool {
    let all: Vec<u64> = (from..from.saturating_add(count)).collect();
    let outcomes = on_all_cores(all, |seed| (seed, run(&Plan::new(seed), None, false)));
    let failed: Vec<&(u64, Outcome)> = outcomes.iter().filter(|(_, outcome)| outcome.violation.is_some()).collect();
    for (seed, outcome) in failed.iter().take(TOLD_LIMIT) {
        println!("seed {seed}: {}", outcome.violation.as_deref().unwrap_or_default());
        println!("  again, and shorter: cargo xtask sim --seed {seed}");
    }
    let sum = |of: fn(&Outcome) -> u64| outcomes.iter().map(|(_, outcome)| of(outcome)).sum::<u64>();
    println!("entries {} requests {}", sum(|outcome| outcome.entries), sum(|outcome| outcome.requests));
    // A thread that came to nothing is no seed that held.
    let run = u64::try_from(outcomes.len()).unwrap_or(0);
    println!("seeds {run} violations {}", failed.len());
    failed.is_empty() && run == count
}

fn replay(seed: u64, bug: Option<Bug>) -> bool {
    let whole = Plan::new(seed);
    let plan = shrunk(&whole, bug);
    let outcome = run(&plan, bug, true);
    outcome.trace.iter().for_each(|line| println!("{line}"));
    println!("seed {seed}: {} of {} happenings are enough", plan.ops.len(), whole.ops.len());
    println!("{}", outcome.violation.as_deref().unwrap_or("all of it holds"));
    outcome.violation.is_none()
}

fn mutants() -> bool {
    let found = on_all_cores(ALL.to_vec(), |bug| (bug, hunt(bug, 0..HUNT_LIMIT)));
    let mut caught = 0;
    for (bug, violation) in &found {
        match violation {
            Some((seed, what)) => {
                caught += 1;
                let what: String = what.chars().take(100).collect();
                println!("{bug:?}: seed {seed}, {what}");
            }
            None => println!("{bug:?}: not caught in {HUNT_LIMIT} seeds"),
        }
    }
    println!("planted {} caught {caught}", ALL.len());
    caught == ALL.len()
}
