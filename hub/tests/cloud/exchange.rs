//! What registers and the hub say to each other in a session.

use evertill_domain::ids::Sku;
use evertill_wire::sync::{
    Asset, Cursor, Epoch, Hello, Noted, Pull, Reply, Report, Request, Standing, Tip, Transfer, Way,
};

use crate::hub::Hub;
use crate::support::journal::Till;

#[test]
fn what_one_register_pushes_the_others_pull_byte_for_byte() {
    let hub = Hub::start();
    let (a, b) = (Till::with("A", 5), Till::with("B", 2));
    let (of_a, of_b) = (hub.client.join(&a), hub.client.join(&b));
    let ack = of_a.push_from(&a, 1);
    assert_eq!((ack.epoch, ack.held, ack.feed), (Epoch(1), a.tip(), Cursor(5)));
    of_b.push_from(&b, 1);
    let bytes = |page: evertill_wire::sync::Page| page.entries.into_iter().map(|entry| entry.0).collect::<Vec<_>>();
    assert_eq!(bytes(of_b.pull(&b, 0)), a.bytes());
    assert_eq!(bytes(of_a.pull(&a, 0)), b.bytes());
    let rest = of_a.pull(&a, 7);
    assert_eq!((rest.after, rest.upto, rest.feed, rest.entries.len()), (Cursor(7), Cursor(7), Cursor(7), 0));
}

#[test]
fn a_welcome_says_what_is_held_and_a_sign_of_life_is_answered_alike() {
    let hub = Hub::start();
    let mut till = Till::with("A", 3);
    let connection = hub.client.join(&till);
    assert_eq!(connection.welcome(&till).held, Tip::default());
    connection.push_from(&till, 1);
    till.grow(1);
    for welcome in [connection.welcome(&till), connection.beat(&till)] {
        assert_eq!((welcome.epoch, welcome.held, welcome.feed), (Epoch(1), till.tip_at(3), Cursor(3)));
        assert_eq!((welcome.standing, welcome.now), (Standing::Good, hub.now()));
    }
    let row = hub.ask(hub.log.registers()).unwrap().remove(0);
    assert_eq!((row.seen, row.skew), (Some(hub.now()), 0));
}

#[test]
fn a_gap_is_answered_with_what_the_hub_holds() {
    let hub = Hub::start();
    let till = Till::with("A", 5);
    let connection = hub.client.join(&till);
    connection.push(till.push_part(&connection.store, Epoch(1), 1, 2));
    let ack = connection.push(till.push_part(&connection.store, Epoch(1), 4, 5));
    assert_eq!((ack.held, ack.feed), (till.tip_at(2), Cursor(2)));
}

#[test]
fn a_rewritten_past_is_kept_beside_the_first_and_the_register_is_told() {
    let hub = Hub::start();
    let till = Till::with("A", 4);
    let connection = hub.client.join(&till);
    connection.push_from(&till, 1);
    let mut rewritten = till.branch_off(1, 3);
    rewritten.grow(5);
    let push = Request::Push(rewritten.push(&connection.store, Epoch(1), 1));
    let Reply::Welcome(welcome) = connection.exchange(&push).record() else { panic!("no welcome") };
    assert_eq!((welcome.standing, welcome.held), (Standing::Forked { incarnation: 2 }, till.tip()));
    assert_eq!(connection.welcome(&till).standing, Standing::Good);
    let counts = hub.ask(hub.log.counts(hub.now())).unwrap();
    assert_eq!((counts.entries, counts.disputed, counts.quarantined), (4, 5, 0));
}

#[test]
fn a_request_of_another_life_is_answered_with_the_life() {
    let hub = Hub::start();
    let till = Till::with("A", 1);
    let connection = hub.client.join(&till);
    for epoch in [Epoch(0), Epoch(2)] {
        let push = Request::Push(till.push(&connection.store, epoch, 1));
        let pull = Request::Pull(Pull { epoch, incarnation: 1, tip: till.tip(), cursor: Cursor(0), limit: 10 });
        let hello = Request::Hello(Hello { epoch, ..connection.hello(&till) });
        let report = Request::Report(Report { epoch, incarnation: 1, settled: 0, holdings: Vec::new() });
        for request in [push, pull, hello, report, Request::Transfer(transfer(epoch))] {
            assert_eq!(connection.exchange(&request).record::<Reply>(), Reply::NewEpoch(Epoch(1)));
        }
    }
    assert_eq!(hub.ask(hub.log.counts(hub.now())).unwrap().entries, 0);
}

#[test]
fn a_register_whose_right_was_taken_away_pushes_what_it_sold_and_reads_nothing() {
    let hub = Hub::start();
    let till = Till::with("A", 2);
    let connection = hub.client.join(&till);
    hub.ask(hub.log.revoke(till.register.clone(), "the owner", hub.now())).unwrap();
    let again = hub.client.connect(&connection.store, &till);
    for connection in [&connection, &again] {
        assert_eq!(connection.push_from(&till, 1).held, till.tip());
        assert_eq!(connection.welcome(&till).standing, Standing::Revoked);
        let pull =
            Request::Pull(Pull { epoch: Epoch(1), incarnation: 1, tip: till.tip(), cursor: Cursor(0), limit: 10 });
        assert_eq!(connection.exchange(&pull).problem(), (403, "revoked".to_owned()));
        let live = connection.client.send("GET /sync/v1/live", &connection.bearer(), b"");
        assert_eq!(live.problem(), (403, "revoked".to_owned()));
    }
}

#[test]
fn who_asks_too_often_has_to_wait_and_others_do_not() {
    let hub = Hub::start();
    let (a, b) = (Till::new("A"), Till::new("B"));
    let (of_a, of_b) = (hub.client.join(&a), hub.client.join(&b));
    let answer = (0..700).map(|_| of_a.exchange_bytes(b"")).find(|answer| answer.status == 429).unwrap();
    assert_eq!(answer.problem(), (429, "slow-down".to_owned()));
    of_b.beat(&b);
}

fn transfer(epoch: Epoch) -> Transfer {
    let asset = Asset::Stock(Sku::new("cheese").unwrap());
    Transfer { epoch, incarnation: 1, id: 1, asset, way: Way::Ask { need: 1, forecast: 2 } }
}

#[test]
fn nothing_is_granted_of_what_the_hub_does_not_know_to_have() {
    let hub = Hub::start();
    let connection = hub.client.join(&Till::new("A"));
    let Reply::Moved(moved) = connection.exchange(&Request::Transfer(transfer(Epoch(1)))).record() else {
        panic!("nothing moved")
    };
    assert_eq!((moved.id, moved.granted, moved.left, moved.elsewhere, moved.holder), (1, 0, 0, 0, None));
    let report = Report { epoch: Epoch(1), incarnation: 1, settled: 0, holdings: Vec::new() };
    let noted = connection.exchange(&Request::Report(report)).record::<Reply>();
    assert_eq!(noted, Reply::Noted(Noted { epoch: Epoch(1) }));
}

#[test]
fn a_copy_that_knows_less_of_its_journal_reads_nothing_and_is_told_so() {
    let hub = Hub::start();
    let till = Till::with("A", 3);
    let connection = hub.client.join(&till);
    connection.push_from(&till, 1);
    let tip = till.branch_off(2, 0).tip();
    let pull = Pull { epoch: Epoch(1), incarnation: 1, tip, cursor: Cursor(0), limit: 10 };
    let Reply::Welcome(welcome) = connection.exchange(&Request::Pull(pull)).record() else { panic!("no welcome") };
    assert_eq!((welcome.standing, welcome.held), (Standing::Forked { incarnation: 2 }, till.tip()));
}
