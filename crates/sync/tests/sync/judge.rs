//! What becomes of the entries of a push.

use std::collections::BTreeMap;

use evertill_domain::ids::Seq;
use evertill_wire::sync::{Bytes, ENTRIES_LIMIT, Push, Tip};
use evertill_wire::{Entry, Hash};

use evertill_sync::hub::{self, Journal, Judgement, Outcome, Verdict, Why, judge};

use super::chain::{entry, extend, journal, push, register, tip};

/// A hub that holds journals of register `R`, by incarnation, and what stands in the feed.
#[derive(Default)]
struct Hub {
    held: BTreeMap<u32, Tip>,
    filed: BTreeMap<(u32, Seq), Hash>,
    aside: Vec<Hash>,
}

impl Hub {
    /// A hub that took in this journal.
    fn with(journal: &[Entry], incarnation: u32) -> Self {
        let mut hub = Self::default();
        hub.take(&push(journal, 1, incarnation));
        hub
    }

    fn take(&mut self, push: &Push) -> Judgement {
        let register = register("R");
        let held = self.held.get(&push.incarnation).copied().unwrap_or_default();
        let filed = |incarnation, seq| self.filed.get(&(incarnation, seq)).copied();
        let judgement = judge(Journal { register: &register, held }, push, filed);
        for judged in &judgement.entries {
            match (&judged.verdict, &judged.entry) {
                (Verdict::Append, Some(entry)) => {
                    let taken = self.filed.insert((entry.header.incarnation, judged.seq), entry.hash);
                    assert_eq!(taken, None, "a place is taken once");
                }
                (Verdict::Quarantine(_), Some(entry)) => self.aside.push(entry.hash),
                _ => {}
            }
        }
        self.held.insert(push.incarnation, judgement.held);
        judgement
    }
}

/// Verdicts as a word of letters: `+` append, `=` again, and for what is set aside `u`nreadable, `m`isplaced, `d`isputed,
/// `l` unlinked, `t`oo large.
fn word(judgement: &Judgement) -> String {
    let letter = |verdict: &Verdict| match verdict {
        Verdict::Append => '+',
        Verdict::Again => '=',
        Verdict::Quarantine(Why::Unreadable(_)) => 'u',
        Verdict::Quarantine(Why::Misplaced) => 'm',
        Verdict::Quarantine(Why::Disputed) => 'd',
        Verdict::Quarantine(Why::Unlinked) => 'l',
        Verdict::Quarantine(Why::TooLarge) => 't',
    };
    judgement.entries.iter().map(|judged| letter(&judged.verdict)).collect()
}

fn check(hub: &mut Hub, push: &Push, verdicts: &str, held: u64, outcome: Outcome) {
    let judgement = hub.take(push);
    assert_eq!((word(&judgement).as_str(), judgement.held.seq, judgement.outcome), (verdicts, Seq(held), outcome));
}

#[test]
fn what_follows_is_appended_and_what_is_held_is_acknowledged_again() {
    let five = journal(&[1; 5], 1);
    for (from, verdicts) in [(1, "===++"), (3, "=++"), (4, "++")] {
        check(&mut Hub::with(&five[..3], 1), &push(&five, from, 1), verdicts, 5, Outcome::Taken);
    }
    check(&mut Hub::with(&five, 1), &push(&five[..2], 1, 1), "==", 5, Outcome::Taken);
}

#[test]
fn a_gap_is_answered_with_what_is_held() {
    let five = journal(&[1; 5], 1);
    for (held, from) in [(0, 2), (3, 5), (0, 0)] {
        check(&mut Hub::with(&five[..held], 1), &push(&five, from, 1), "", held as u64, Outcome::Gap);
    }
}

#[test]
fn two_journals_of_one_incarnation_are_a_fork_from_the_first_place_where_they_differ() {
    let shared = journal(&[1; 2], 1);
    let (one, other) = (extend(shared.clone(), &[1; 2], 1), extend(shared, &[1; 4], 2));
    for (from, verdicts, at) in [(1, "==dddd", 3), (3, "dddd", 3), (4, "ddd", 4), (5, "dd", 5)] {
        check(&mut Hub::with(&one, 1), &push(&other, from, 1), verdicts, 4, Outcome::Forked { at: Seq(at) });
    }
}

#[test]
fn a_copy_that_goes_on_in_another_incarnation_has_its_past_set_aside_once_and_its_future_in_the_feed() {
    let shared = journal(&[1; 2], 1);
    let (one, other) = (extend(shared.clone(), &[1; 2], 1), extend(extend(shared, &[1; 3], 2), &[2; 2], 2));
    let mut hub = Hub::with(&one, 1);
    check(&mut hub, &push(&other, 1, 2), "==ddd++", 7, Outcome::Taken);
    check(&mut hub, &push(&other, 6, 2), "==", 7, Outcome::Taken);
    check(&mut hub, &push(&one, 3, 1), "==", 4, Outcome::Taken);
    assert_eq!(hub.aside, other[2..5].iter().map(|entry| entry.hash).collect::<Vec<_>>());
    // The original goes on undisturbed, in the places that the copy took in its past.
    check(&mut hub, &push(&extend(one, &[1], 1), 5, 1), "+", 5, Outcome::Taken);
}

#[test]
fn a_copy_never_makes_the_line_of_its_past_longer_also_on_a_hub_that_lost_it() {
    let shared = journal(&[1; 2], 1);
    let (one, other) = (extend(shared.clone(), &[1; 2], 1), extend(extend(shared, &[1; 3], 2), &[2; 2], 2));
    let mut hub = Hub::default();
    check(&mut hub, &push(&other, 1, 2), "ddddd++", 7, Outcome::Taken);
    check(&mut hub, &push(&one, 1, 1), "++++", 4, Outcome::Taken);
}

#[test]
fn a_register_that_lost_everything_begins_another_line() {
    let (before, after) = (journal(&[1; 3], 1), journal(&[2; 2], 1));
    let mut hub = Hub::with(&before, 1);
    check(&mut hub, &push(&after, 1, 2), "++", 2, Outcome::Taken);
}

#[test]
fn one_bad_entry_blocks_none_of_the_rest() {
    let five = journal(&[1; 5], 1);
    let mut damaged = push(&five, 1, 1);
    damaged.entries[2].0[40] ^= 1;
    check(&mut Hub::default(), &damaged, "++u++", 5, Outcome::Taken);
    // Nothing tells yet what the last one hashes to.
    damaged.entries.truncate(3);
    check(&mut Hub::default(), &damaged, "++u", 2, Outcome::Taken);
}

#[test]
fn entries_that_say_something_else_than_their_push_break_it_there() {
    let three = journal(&[1; 3], 1);
    let prev = tip(&three).hash;
    for (strange, verdicts) in [
        (entry("S", 1, Seq(4), prev, 1), "+++ml"),
        (entry("R", 2, Seq(4), prev, 1), "+++ml"),
        (entry("R", 0, Seq(4), prev, 1), "+++ml"),
        (entry("R", 1, Seq(5), prev, 1), "+++ml"),
        (entry("R", 1, Seq(4), Hash::of(b"another past"), 1), "+++ll"),
    ] {
        let mut all = three.clone();
        all.push(strange);
        all.push(entry("R", 1, Seq(5), tip(&all).hash, 1));
        let entries = all.iter().map(|entry| Bytes(entry.to_bytes())).collect();
        let push = Push { entries, ..push(&[], 1, 1) };
        check(&mut Hub::default(), &push, verdicts, 3, Outcome::Broken { at: Seq(4) });
    }
}

#[test]
fn no_more_entries_are_looked_at_than_a_push_may_have() {
    let many = push(&journal(&vec![1; ENTRIES_LIMIT + 1], 1), 1, 1);
    let judgement = Hub::default().take(&many);
    assert_eq!((judgement.entries.len(), judgement.held.seq), (ENTRIES_LIMIT, Seq(ENTRIES_LIMIT as u64)));
}

#[test]
fn a_fork_is_answered_with_the_incarnation_to_go_on_in_and_all_else_with_what_is_held() {
    use evertill_wire::sync::{Cursor, Epoch, Reply, Standing};
    let here = hub::Here { epoch: Epoch(2), feed: Cursor(9), now: Default::default(), gathering: false };
    let member = hub::Member { given: 4, ..hub::Member::joining(Epoch(2)).hearing(3) };
    let held = tip(&journal(&[1; 3], 1));
    for (outcome, forked) in [
        (Outcome::Taken, false),
        (Outcome::Gap, false),
        (Outcome::Broken { at: Seq(4) }, false),
        (Outcome::Forked { at: Seq(3) }, true),
    ] {
        let answer = hub::answer(&here, &member, &Judgement { entries: Vec::new(), held, outcome });
        assert_eq!(hub::gives(&answer), forked.then_some(5));
        match answer {
            Reply::Ack(ack) => {
                assert_eq!((ack.epoch, ack.held, ack.feed, forked), (here.epoch, held, here.feed, false))
            }
            Reply::Welcome(welcome) => {
                assert_eq!((welcome.standing, forked), (Standing::Forked { incarnation: 5 }, true));
            }
            other => panic!("{other:?}"),
        }
    }
}
