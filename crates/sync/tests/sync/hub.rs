//! Whom the hub greets how, and what a page holds.

use evertill_domain::clock::Timestamp;
use evertill_domain::ids::Seq;
use evertill_wire::Hash;
use evertill_wire::sync::{BATCH_LIMIT, Cursor, ENTRIES_LIMIT, Epoch, Pull, Reply, Standing, Tip};

use evertill_sync::hub::{Here, Member, Pager, Told, contradicts, fence, gathers, reports, welcome};

fn here(gathering: bool) -> Here {
    Here { epoch: Epoch(3), feed: Cursor(70), now: Timestamp(1_000), gathering }
}

fn tip(seq: u64, text: &str) -> Tip {
    if seq == 0 { Tip::default() } else { Tip { seq: Seq(seq), hash: Hash::of(text.as_bytes()) } }
}

#[test]
fn a_word_of_another_life_is_answered_with_the_life_there_is_and_counts_for_nothing() {
    for (said, answered) in [(0, true), (2, true), (3, false), (4, true)] {
        let expected = answered.then_some(Reply::NewEpoch(Epoch(3)));
        assert_eq!(fence(&here(true), Epoch(said)), expected, "{said}");
    }
}

#[test]
fn a_journal_is_welcome_unless_it_ends_before_or_beside_what_is_held() {
    let good = Member::joining(Epoch(3));
    let revoked = Member { revoked: true, ..good };
    let forked = Standing::Forked { incarnation: 2 };
    for (member, gathering, told, held, standing) in [
        (good, false, tip(0, ""), tip(0, ""), Standing::Good),
        (good, false, tip(5, "a"), tip(0, ""), Standing::Good),
        (good, false, tip(5, "a"), tip(5, "a"), Standing::Good),
        (good, true, tip(5, "a"), tip(5, "a"), Standing::Gathering),
        (good, false, tip(5, "b"), tip(5, "a"), forked),
        (good, false, tip(4, "a"), tip(5, "a"), forked),
        (good, true, tip(4, "a"), tip(5, "a"), forked),
        (revoked, false, tip(5, "a"), tip(5, "a"), Standing::Revoked),
    ] {
        let said = welcome(&here(gathering), &member, held, &Told { incarnation: 1, tip: told });
        assert_eq!((said.standing, said.held), (standing, held), "{told:?} {held:?}");
        assert_eq!((said.epoch, said.feed, said.now), (Epoch(3), Cursor(70), Timestamp(1_000)));
    }
}

fn pull(tip: Tip) -> Pull {
    Pull { epoch: Epoch(3), incarnation: 1, tip, cursor: Cursor(7), limit: 10 }
}

#[test]
fn a_copy_that_knows_less_than_its_journal_gets_no_page_that_leaves_out_the_rest() {
    for (told, held, forked) in [
        (tip(5, "a"), tip(5, "a"), false),
        (tip(6, "a"), tip(5, "a"), false),
        (tip(0, ""), tip(0, ""), false),
        (tip(5, "b"), tip(5, "a"), true),
        (tip(4, "a"), tip(5, "a"), true),
    ] {
        let answer = contradicts(&here(false), &Member::joining(Epoch(3)), held, &pull(told));
        let standing = answer.map(|reply| match reply {
            Reply::Welcome(welcome) => welcome.standing,
            other => panic!("{other:?}"),
        });
        assert_eq!(standing, forked.then_some(Standing::Forked { incarnation: 2 }), "{told:?} {held:?}");
    }
}

#[test]
fn no_two_journals_are_given_the_same_incarnation() {
    let joined = Member::joining(Epoch(2));
    for (member, incarnation, given) in [
        (joined, 1, 1),
        (joined.hearing(1), 1, 1),
        (joined.hearing(4), 4, 4),
        (Member { given: 5, ..joined }.hearing(4), 4, 5),
        (joined.hearing(4).hearing(2), 4, 4),
        (joined.anew(Epoch(3)), 2, 2),
        (Member { given: 5, ..joined }.anew(Epoch(3)), 6, 6),
    ] {
        assert_eq!((member.incarnation, member.given), (incarnation, given));
    }
    assert!(!joined.hearing(1).forked && joined.hearing(2).forked, "who takes one up has been forked");
    assert!(!joined.anew(Epoch(3)).hearing(2).forked, "and who was set up again has not");
    let anew = Member { lost: false, ..joined.anew(Epoch(3)) };
    assert!(gathers(Epoch(3), &[joined]) && !gathers(Epoch(3), &[anew]));
}

#[test]
fn the_hub_gathers_until_everybody_who_is_not_lost_has_reported_in_this_life() {
    let old = Member::joining(Epoch(2));
    let new = Member::joining(Epoch(3));
    for (members, gathering) in [
        (vec![], false),
        (vec![new], false),
        (vec![new, old], true),
        (vec![Member { lost: true, ..old }, new], false),
        (vec![Member { revoked: true, ..old }, new], true),
        (vec![Member { rights_reported: Epoch(2), ..new }, new], true),
        (vec![Member { forked: true, ..old }], true),
    ] {
        assert_eq!(gathers(Epoch(3), &members), gathering, "{members:?}");
    }
}

#[test]
fn a_register_has_reported_when_the_hub_holds_all_that_it_has() {
    for (told, held, reported) in [
        (tip(5, "a"), tip(5, "a"), true),
        (tip(6, "a"), tip(5, "a"), false),
        (tip(5, "b"), tip(5, "a"), false),
        (tip(0, ""), tip(0, ""), true),
    ] {
        assert_eq!(reports(&Told { incarnation: 1, tip: told }, held), reported);
    }
}

#[test]
fn a_page_ends_at_its_limits_and_says_how_far_it_goes() {
    const LARGE: usize = BATCH_LIMIT - 10;
    // What is offered: sizes, or `None` for the asking journal's own.
    type Case = (&'static str, u32, &'static [Option<usize>], usize, u64);
    let table: [Case; 8] = [
        ("nothing", 10, &[], 0, 7),
        ("all of it", 10, &[Some(1), Some(1)], 2, 9),
        ("own entries are left out and passed", 10, &[None, Some(1), None], 1, 10),
        ("as many as were asked for", 2, &[Some(1), Some(1), Some(1)], 2, 9),
        ("own ones after the last do not count", 1, &[Some(1), None, Some(1)], 1, 9),
        ("at least one", 0, &[Some(1), Some(1)], 1, 8),
        ("a large one goes alone", 10, &[Some(LARGE), Some(20)], 1, 8),
        ("one that is too large for any page goes, too", 10, &[Some(3 * LARGE), Some(1)], 1, 8),
    ];
    for (case, limit, offered, taken, upto) in table {
        let mut pager = Pager::new(&Pull { limit, ..pull(Tip::default()) });
        let mut at = Cursor(7);
        for size in offered {
            at = at.next();
            if !pager.offer(at, size.map(|size| vec![0; size])) {
                break;
            }
        }
        let page = pager.finish(Cursor(70));
        assert_eq!((page.entries.len(), page.upto, page.after), (taken, Cursor(upto), Cursor(7)), "{case}");
        assert_eq!((page.epoch, page.feed), (Epoch(3), Cursor(70)), "{case}");
    }
    let greedy = Pager::new(&Pull { limit: u32::MAX, ..pull(Tip::default()) });
    assert_eq!(greedy.most(), ENTRIES_LIMIT);
}
