//! Rights: how many are granted, and that none is made, lost or moved twice.

use std::collections::BTreeMap;

use evertill_domain::clock::Timestamp;
use evertill_domain::ids::{AccountId, RegisterId, Sku};
use evertill_wire::sync::{Asset, Cursor, Epoch, Holding, Moved, Report, Transfer, Way};

use evertill_domain::rights::{Open, Purse, Short};
use evertill_sync::hub::{self, Here, Member, Pool, Settled, Share};
use evertill_sync::register::Desk;

use super::chain::register;

fn here(gathering: bool) -> Here {
    Here { epoch: Epoch(3), feed: Cursor(70), now: Timestamp(1_000), gathering }
}

fn stock() -> Asset {
    Asset::Stock(Sku::new("milk").unwrap())
}

fn card() -> Asset {
    Asset::Account(AccountId::new("gift/1").unwrap())
}

fn share(name: &str, incarnation: u32, granted: u64, returned: u64, spent: u64) -> Share {
    Share { register: register(name), incarnation, granted, returned, spent, lost: false }
}

fn moved(id: u64, granted: u64) -> Moved {
    Moved { epoch: Epoch(3), id, granted, left: 0, elsewhere: 0, holder: None }
}

fn ask(asset: Asset, id: u64, need: u64, forecast: u64) -> Transfer {
    Transfer { epoch: Epoch(3), incarnation: 1, id, asset, way: Way::Ask { need, forecast } }
}

#[test]
fn half_of_what_is_left_is_granted_or_the_forecast_or_what_is_needed_now() {
    for (left, need, forecast, granted) in [
        (10, 0, 3, 3),
        (10, 0, 50, 5),
        (9, 0, 50, 5),
        (1, 1, 1, 1),
        (10, 8, 8, 8),
        (10, 20, 20, 10),
        (0, 1, 1, 0),
        (10, 0, 0, 0),
    ] {
        let pool = Pool { received: left + 7, shares: vec![share("S", 1, 9, 2, 4)] };
        let member = Member::joining(Epoch(3));
        let movement =
            hub::transfer(&here(false), &member, &register("R"), None, &pool, &ask(stock(), 1, need, forecast));
        assert_eq!(movement.moved.granted, granted, "{left} left, {need} needed, {forecast} expected");
        assert_eq!((movement.moved.left, movement.moved.elsewhere), (left - granted, 3));
        assert_eq!(movement.moved.holder, Some(register("S")));
        let settled = Settled { id: 1, asset: stock(), granted, returned: 0 };
        assert_eq!(movement.settle, Some(settled));
    }
}

#[test]
fn what_belongs_to_a_person_is_held_whole_by_one_register() {
    for (shares, granted, holder) in [
        (vec![], 20, None),
        (vec![share("R", 1, 5, 0, 5)], 15, None),
        (vec![share("S", 1, 5, 5, 0)], 20, None),
        (vec![share("S", 1, 5, 0, 5)], 15, None),
        (vec![share("S", 1, 5, 0, 4)], 0, Some(register("S"))),
        (vec![share("R", 2, 5, 0, 4)], 0, Some(register("R"))),
        (vec![Share { lost: true, ..share("S", 1, 5, 0, 4) }], 15, None),
    ] {
        let pool = Pool { received: 20, shares };
        let member = Member::joining(Epoch(3));
        let movement = hub::transfer(&here(false), &member, &register("R"), None, &pool, &ask(card(), 1, 3, 3));
        assert_eq!((movement.moved.granted, movement.moved.holder), (granted, holder), "{pool:?}");
    }
}

#[test]
fn nothing_is_granted_while_the_hub_gathers_or_to_whoever_is_under_suspicion() {
    let good = Member::joining(Epoch(3));
    for (gathering, member, granted) in [
        (false, good, 5),
        (true, good, 0),
        (false, Member { revoked: true, ..good }, 0),
        (false, Member { lost: true, ..good }, 0),
        (false, Member { forked: true, ..good }, 0),
        (false, Member { incarnation: 2, ..good }, 0),
    ] {
        let pool = Pool { received: 10, shares: Vec::new() };
        let movement = hub::transfer(&here(gathering), &member, &register("R"), None, &pool, &ask(stock(), 1, 0, 9));
        assert_eq!(movement.moved.granted, granted, "{member:?}");
        // It is settled all the same: a copy of it that comes late is granted nothing either.
        assert_eq!(movement.settle.map(|settled| settled.id), Some(1));
    }
}

#[test]
fn a_transfer_that_is_said_again_moves_nothing_again_and_one_that_was_overtaken_nothing_at_all() {
    let pool = Pool { received: 10, shares: vec![share("R", 1, 4, 0, 0)] };
    let last = Settled { id: 5, asset: stock(), granted: 4, returned: 0 };
    for (id, granted, settles) in [(4, 0, false), (5, 4, false), (6, 3, true)] {
        let member = Member::joining(Epoch(3));
        let asked = ask(stock(), id, 0, 9);
        let movement = hub::transfer(&here(false), &member, &register("R"), Some(&last), &pool, &asked);
        assert_eq!((movement.moved.granted, movement.settle.is_some()), (granted, settles), "{id}");
        assert_eq!(movement.moved.left, 6 - if settles { granted } else { 0 });
        let back = Transfer { way: Way::Return { amount: 2 }, ..asked };
        let movement = hub::transfer(&here(true), &member, &register("R"), Some(&last), &pool, &back);
        assert_eq!(movement.settle.map(|settled| settled.returned), settles.then_some(2), "{id}");
    }
}

#[test]
fn a_purse_holds_what_it_received_whatever_is_done_with_it() {
    let mut purse = Purse { rights: 10, ..Purse::default() };
    type Step = fn(&mut Purse) -> bool;
    let steps: [(Step, [u64; 3]); 6] = [
        (|purse| purse.reserve(7).is_ok(), [3, 7, 0]),
        (|purse| purse.reserve(4) == Err(Short { missing: 1 }), [3, 7, 0]),
        (
            |purse| {
                purse.spend(2);
                true
            },
            [3, 5, 2],
        ),
        (
            |purse| {
                purse.release(1);
                true
            },
            [4, 4, 2],
        ),
        (
            |purse| {
                purse.spend(9);
                true
            },
            [4, 0, 6],
        ),
        (
            |purse| {
                purse.release(9);
                true
            },
            [4, 0, 6],
        ),
    ];
    for (index, (step, after)) in steps.into_iter().enumerate() {
        assert!(step(&mut purse), "{index}");
        assert_eq!([purse.rights, purse.reserved, purse.spent], after, "{index}");
        assert_eq!(purse.received(), 10, "{index}");
    }
    for (rights, forecast, low) in [(0, 1, true), (1, 1, false), (2, 5, true), (3, 5, false), (0, 0, false)] {
        assert_eq!(Purse { rights, ..Purse::default() }.is_low(forecast), low, "{rights} of {forecast}");
    }
}

#[test]
fn a_desk_has_one_transfer_under_way_and_takes_in_the_answer_to_that_one_once() {
    let mut desk = Desk::default();
    assert!(desk.ask(&stock(), 1, 4) && !desk.ask(&card(), 1, 1) && !desk.give_back(&stock(), 1));
    let said = desk.transfer(Epoch(3), 1).unwrap();
    assert_eq!((said.id, said.way), (1, Way::Ask { need: 1, forecast: 4 }));
    for (answer, rights) in
        [(moved(2, 9), None), (moved(1, 4), Some(4)), (moved(1, 4), Some(4)), (moved(2, 9), Some(4))]
    {
        desk.settle(&answer);
        assert_eq!(desk.purses.get(&stock()).map(|purse| purse.rights), rights);
    }
    assert!(!desk.give_back(&stock(), 5) && !desk.give_back(&card(), 1) && !desk.give_back(&stock(), 0));
    assert!(desk.give_back(&stock(), 3));
    assert_eq!(desk.transfer(Epoch(3), 1).map(|said| (said.id, said.way)), Some((2, Way::Return { amount: 3 })));
    assert_eq!(desk.purses[&stock()], Purse { rights: 1, returned: 3, ..Purse::default() });
    desk.settle(&moved(2, 0));
    assert_eq!((desk.settled, desk.open), (2, None));
}

#[test]
fn a_report_says_what_was_received_and_what_the_hub_can_know_to_be_returned() {
    let purse = Purse { rights: 1, reserved: 2, spent: 3, returned: 4 };
    let mut desk = Desk { settled: 7, open: None, purses: BTreeMap::from([(stock(), purse)]) };
    let holding = |returned| Holding { asset: stock(), received: 10, returned };
    assert_eq!(
        desk.report(Epoch(3), 2),
        Report { epoch: Epoch(3), incarnation: 2, settled: 7, holdings: vec![holding(4)] }
    );
    for (way, returned) in [(Way::Return { amount: 1 }, 3), (Way::Ask { need: 1, forecast: 1 }, 4)] {
        desk.open = Some(Open { asset: stock(), way });
        assert_eq!(desk.report(Epoch(3), 2).holdings, [holding(returned)]);
    }
}

#[test]
fn what_was_spent_to_the_end_is_known_by_its_entries_and_need_not_be_reported() {
    let spent = Purse { spent: 10, returned: 4, ..Purse::default() };
    let mut desk = Desk { settled: 2, open: None, purses: BTreeMap::from([(card(), spent)]) };
    let report = desk.report(Epoch(3), 1);
    assert_eq!(report.holdings, []);
    // What is under way comes on top of what is said of it.
    assert!(desk.ask(&card(), 5, 5));
    let holdings = desk.report(Epoch(3), 1).holdings;
    assert_eq!(holdings, [Holding { asset: card(), received: 14, returned: 4 }]);
    // A hub that believed anything of it believes nothing any more, but for what it sees spent.
    let member = Member { rights_reported: Epoch(2), ..Member::joining(Epoch(3)) };
    let believed = [Holding { asset: card(), received: 14, returned: 4 }];
    let noting = hub::report(&here(true), &member, None, &believed, &report).unwrap();
    assert_eq!(noting.holdings, [Holding { asset: card(), received: 0, returned: 0 }]);
    let mut known = share("R", 1, 0, 0, 10);
    for (granted, returned, out, outstanding) in [(0, 0, 10, 0), (5, 0, 15, 5), (0, 5, 10, 0), (3, 1, 12, 2)] {
        known.moves(granted, returned);
        assert_eq!((known.out(), known.outstanding()), (out, outstanding), "{granted} {returned}");
        let pool = Pool { received: 50, shares: vec![known.clone()] };
        assert_eq!(pool.left(), 50 - out);
    }
}

#[test]
fn a_report_counts_once_in_a_life_and_leaves_what_the_register_has_not_heard_of_yet() {
    let member = Member { rights_reported: Epoch(2), ..Member::joining(Epoch(3)) };
    let holding = |asset, received, returned| Holding { asset, received, returned };
    let report = Report { epoch: Epoch(3), incarnation: 1, settled: 7, holdings: vec![holding(stock(), 10, 4)] };
    let believed = [holding(stock(), 30, 1), holding(card(), 5, 0)];
    let settled = |id, asset, granted, returned| Settled { id, asset, granted, returned };
    for (last, said, id) in [
        (None, [holding(stock(), 10, 4), holding(card(), 0, 0)], 7),
        (Some(settled(7, stock(), 2, 0)), [holding(stock(), 10, 4), holding(card(), 0, 0)], 7),
        (Some(settled(8, stock(), 2, 0)), [holding(stock(), 12, 4), holding(card(), 0, 0)], 8),
        (Some(settled(8, stock(), 0, 3)), [holding(stock(), 10, 7), holding(card(), 0, 0)], 8),
        (Some(settled(8, card(), 5, 0)), [holding(stock(), 10, 4), holding(card(), 5, 0)], 8),
    ] {
        let noting = hub::report(&here(true), &member, last.as_ref(), &believed, &report).unwrap();
        assert_eq!((noting.holdings.as_slice(), noting.settled), (said.as_slice(), id), "{last:?}");
        assert_eq!(noting.open, last.filter(|last| last.id == 8));
    }
    for deaf in [Member::joining(Epoch(3)), member.hearing(2)] {
        assert_eq!(hub::report(&here(true), &deaf, None, &believed, &report), None);
    }
    let new = hub::report(&here(true), &member, Some(&settled(8, card(), 5, 0)), &[], &report).unwrap();
    assert_eq!(new.holdings, [holding(stock(), 10, 4), holding(card(), 5, 0)]);
}

#[test]
fn who_holds_most_is_named_and_a_lost_register_holds_nothing() {
    let lost = Share { lost: true, ..share("L", 1, 90, 0, 0) };
    let pool = Pool {
        received: 100,
        shares: vec![share("R", 1, 3, 0, 0), share("S", 1, 2, 0, 0), share("R", 2, 9, 0, 0), lost],
    };
    for (name, incarnation, sum, holder) in [("R", 2, 5, "R"), ("R", 1, 11, "R"), ("S", 1, 12, "R"), ("T", 1, 14, "R")]
    {
        assert_eq!(
            pool.elsewhere(&register(name), incarnation),
            (sum, Some(&RegisterId::new(holder).unwrap())),
            "{name}"
        );
    }
    // More is out than came in, as far as is known.
    assert_eq!(pool.left(), 0);
}
