//! The simulator itself: it repeats itself, it fails when it should, and what fails is told in a few lines.

use evertill_sim::bugs::Bug;
use evertill_sim::plan::Plan;
use evertill_sim::{hunt, run, shrunk};

#[test]
fn shops_hold_what_they_promise_whatever_happens_to_them() {
    for seed in 0..40 {
        assert_eq!(run(&Plan::new(seed), None, false).violation, None, "seed {seed}");
    }
}

#[test]
fn a_seed_happens_the_same_each_time() {
    for seed in [3, 25, 184] {
        let (once, again) = (run(&Plan::new(seed), None, true), run(&Plan::new(seed), None, true));
        assert_eq!((once.trace, once.requests), (again.trace, again.requests));
        assert!(once.entries > 0);
    }
}

#[test]
fn a_planted_bug_is_caught_and_told_in_a_few_lines() {
    for (bug, claim, most) in [
        (Bug::AcksBeforeItIsDurable, "acknowledged means durable", 12),
        (Bug::NoBeats, "a healed network becomes quiet", 12),
        (Bug::PagesMixStores, "one store never reaches another's", 12),
        (Bug::FoldsTwice, "any repetition folds the same", 12),
        (Bug::GrantsWhileGathering, "rights add up", 40),
        (Bug::GrantsAgain, "no right leaks", 40),
    ] {
        let Some((seed, _)) = hunt(bug, 0..100) else { panic!("{bug:?} was not caught") };
        let plan = shrunk(&Plan::new(seed), Some(bug));
        let outcome = run(&plan, Some(bug), false);
        assert_eq!(outcome.claim(), Some(claim), "{bug:?}");
        assert!(plan.ops.len() <= most, "{bug:?} takes {} happenings", plan.ops.len());
        assert_eq!(run(&plan, None, false).violation, None, "{bug:?} is what fails");
    }
}
