//! What a broken or hostile register may send, and what must come of it: an answer, and nothing else.

use std::io::Write as _;
use std::net::TcpStream;

use evertill_domain::ids::{RegisterId, Seq, StoreId};
use evertill_hub::cloud::{EXCHANGE_LIMIT, SMALL_LIMIT};
use evertill_wire::sync::{BATCH_LIMIT, Bytes, Cursor, ENTRIES_LIMIT, Epoch, Hello, Pull, Push, Request, Tip};
use evertill_wire::to_record;

use crate::hub::Hub;
use crate::support::client::{Answer, Connection};
use crate::support::journal::Till;

fn refused(status: u16, kind: &str) -> (u16, String) {
    (status, kind.to_owned())
}

fn entries(hub: &Hub) -> u64 {
    hub.ask(hub.log.counts(hub.now())).unwrap().entries
}

fn push(connection: &Connection, push: Push) -> Answer {
    connection.exchange(&Request::Push(push))
}

#[test]
fn entries_that_the_register_has_not_signed_are_refused() {
    let hub = Hub::start();
    let till = Till::with("A", 3);
    let connection = hub.client.join(&till);
    let good = || till.push(&connection.store, Epoch(1), 1);
    let of_another = Till { key: Till::new("B").key, entries: till.entries.clone(), ..Till::new("A") };
    let mut flipped = good();
    flipped.signature.0[5] ^= 1;
    let mut cut = good();
    cut.entries.pop();
    let mut later = till.push_part(&connection.store, Epoch(1), 1, 2);
    later.entries = good().entries;
    for (what, push_of) in [
        ("no signature", Push { signature: Bytes::default(), ..good() }),
        ("a flipped bit", flipped),
        ("another key", of_another.push(&connection.store, Epoch(1), 1)),
        ("the signature of more", cut),
        ("the signature of less", later),
        ("the signature of another shop", till.push(&StoreId::new("elsewhere").unwrap(), Epoch(1), 1)),
    ] {
        assert_eq!(push(&connection, push_of).problem(), refused(403, "bad-signature"), "{what}");
    }
    assert_eq!(entries(&hub), 0);
    connection.push(good());
}

#[test]
fn nobody_speaks_for_another_register_or_shop() {
    let hub = Hub::start();
    let (a, b) = (Till::with("A", 1), Till::with("B", 1));
    let connection = hub.client.join(&a);
    hub.client.join(&b);
    let hello = connection.hello(&a);
    for hello in [
        Hello { register: b.register.clone(), ..hello.clone() },
        Hello { store: StoreId::new("elsewhere").unwrap(), ..hello },
    ] {
        assert_eq!(connection.exchange(&Request::Hello(hello)).problem(), refused(403, "not-yours"));
    }
    // Its own signature under another's entries.
    let mut disguised = Till::new("B");
    disguised.key = a.key.clone();
    disguised.grow(1);
    assert_eq!(push(&connection, disguised.push(&connection.store, Epoch(1), 1)).status, 403, "it names itself");
    let signed = a.push_as(&disguised, &connection.store);
    assert_eq!(connection.push(signed).held, Tip::default());
    let kept = hub.ask(hub.log.kept_apart(10)).unwrap();
    assert_eq!((kept.len(), kept[0].why.as_str(), entries(&hub)), (1, "misplaced", 0));
}

#[test]
fn an_entry_that_is_none_is_kept_apart_and_holds_up_nobody() {
    let hub = Hub::start();
    let (a, b) = (Till::with("A", 3), Till::with("B", 2));
    let (of_a, of_b) = (hub.client.join(&a), hub.client.join(&b));
    let mut with_a_list = a.push(&of_a.store, Epoch(1), 1);
    with_a_list.entries[1] = Bytes(b"milk, eggs".to_vec());
    // The one after it says what it hashes to.
    assert_eq!(of_a.push(with_a_list).held, a.tip());
    let kept = hub.ask(hub.log.kept_apart(10)).unwrap();
    assert_eq!((kept.len(), kept[0].seq, kept[0].bytes.as_slice()), (1, Seq(2), &b"milk, eggs"[..]));
    assert_eq!(of_b.push_from(&b, 1).held, b.tip());
    assert_eq!(entries(&hub), 4);
}

#[test]
fn a_push_whose_end_says_nothing_is_refused_with_the_place() {
    let hub = Hub::start();
    let till = Till::with("A", 3);
    let connection = hub.client.join(&till);
    for (what, change) in [
        ("nothing", Vec::clear as fn(&mut Vec<u8>)),
        ("a byte too many", |bytes| bytes.push(0)),
        ("a body of another hash", |bytes| *bytes.last_mut().unwrap() ^= 1),
        ("a shopping list", |bytes| *bytes = b"milk, eggs".to_vec()),
    ] {
        let mut push_of = till.push(&connection.store, Epoch(1), 1);
        change(&mut push_of.entries[2].0);
        let answer = push(&connection, push_of);
        assert_eq!(answer.problem(), refused(422, "unreadable-end"), "{what}");
        assert!(answer.text().contains("\"seq\":3"), "{what}");
    }
    assert_eq!(connection.push(till.push_part(&connection.store, Epoch(1), 1, 2)).held, till.tip_at(2));
}

#[test]
fn entries_that_say_something_else_than_their_push_are_kept_apart() {
    let hub = Hub::start();
    let till = Till::with("A", 3);
    let connection = hub.client.join(&till);
    let mut swapped = till.push(&connection.store, Epoch(1), 1);
    swapped.entries.swap(0, 1);
    let ack = connection.push(swapped);
    assert_eq!((ack.held, ack.feed.0), (Tip::default(), 0));
    let whys: Vec<_> = hub.ask(hub.log.kept_apart(10)).unwrap().into_iter().map(|kept| kept.why).collect();
    assert_eq!(whys, ["misplaced", "unlinked", "unlinked"]);
    assert_eq!(connection.push_from(&till, 1).held, till.tip());
}

#[test]
fn an_entry_of_a_later_build_is_taken_in_and_passed_on() {
    let hub = Hub::start();
    let (mut a, b) = (Till::new("A"), Till::new("B"));
    let (of_a, of_b) = (hub.client.join(&a), hub.client.join(&b));
    a.append_of_a_later_build();
    a.grow(1);
    assert_eq!(of_a.push_from(&a, 1).held, a.tip());
    let pulled: Vec<_> = of_b.pull(&b, 0).entries.into_iter().map(|entry| entry.0).collect();
    assert_eq!(pulled, a.bytes());
}

#[test]
fn what_is_no_request_is_told_so() {
    let hub = Hub::start();
    let till = Till::with("A", 1);
    let connection = hub.client.join(&till);
    let good = to_record(&Request::Push(till.push(&connection.store, Epoch(1), 1)));
    let later = [&[0x82, 0x19, 0x03, 0xE7], &good[2..]].concat();
    let nested = [vec![0x82, 0x01], vec![0x81; 100_000], vec![0]].concat();
    let maps = [vec![0x82, 0x01], b"\xa1\x61a".repeat(50_000)].concat();
    let promised = [&[0x82, 0x01, 0xa1][..], b"\x64Push", &[0xbb], &[0xff; 8]].concat();
    for (what, body, status, kind) in [
        ("nothing", vec![], 400, "unreadable-request"),
        ("half of it", good[..good.len() / 2].to_vec(), 400, "unreadable-request"),
        ("more than it", [good.clone(), vec![0]].concat(), 400, "unreadable-request"),
        ("lists in lists", nested, 400, "unreadable-request"),
        ("maps in maps", maps, 400, "unreadable-request"),
        ("a length that it only promises", promised, 400, "unreadable-request"),
        ("a later version", later, 400, "too-new"),
        ("text", b"hello".to_vec(), 400, "unreadable-request"),
    ] {
        assert_eq!(connection.exchange_bytes(&body).problem(), refused(status, kind), "{what}");
        let path = "/sync/v1/enrol";
        if body.len() <= SMALL_LIMIT && kind != "too-new" {
            assert_eq!(hub.client.post_bytes(path, "", &body).problem(), refused(status, kind), "{what}");
        }
    }
    let zeros = [
        Request::Push(Push { incarnation: 0, ..till.push(&connection.store, Epoch(1), 1) }),
        Request::Hello(Hello { incarnation: 0, ..connection.hello(&till) }),
        Request::Pull(Pull { epoch: Epoch(1), incarnation: 0, tip: till.tip(), cursor: Cursor(0), limit: 1 }),
    ];
    for request in zeros {
        assert_eq!(connection.exchange(&request).problem(), refused(400, "unreadable-request"), "{request:?}");
    }
    assert_eq!(entries(&hub), 0);
}

#[test]
fn what_is_too_large_is_refused_before_it_is_read() {
    let hub = Hub::start();
    let till = Till::with("A", ENTRIES_LIMIT + 1);
    let connection = hub.client.join(&till);
    let length = |path: &str, bearer: &str, length: usize| {
        let headers = format!("Content-Type: application/cbor\r\nContent-Length: {length}\r\n{bearer}");
        // Not a byte of it is sent: the answer comes all the same.
        hub.client.send(&format!("POST {path}"), &headers, b"")
    };
    let bearer = connection.bearer();
    assert_eq!(length("/sync/v1/exchange", &bearer, EXCHANGE_LIMIT + 1).problem(), refused(413, "too-large"));
    for path in ["enrol", "challenge", "session"] {
        let answer = length(&format!("/sync/v1/{path}"), "", SMALL_LIMIT + 1);
        assert_eq!(answer.problem(), refused(413, "too-large"), "{path}");
    }
    let many = till.push(&connection.store, Epoch(1), 1);
    assert_eq!(push(&connection, many).problem(), refused(413, "too-large"));
    let large =
        Push { entries: vec![Bytes(vec![0; BATCH_LIMIT]); 2], ..till.push_part(&connection.store, Epoch(1), 1, 2) };
    assert_eq!(push(&connection, large).problem(), refused(413, "too-large"));
}

#[test]
fn a_request_of_another_type_or_without_a_length_is_refused() {
    let hub = Hub::start();
    let connection = hub.client.join(&Till::new("A"));
    let bearer = connection.bearer();
    for (headers, status, kind) in [
        ("Content-Length: 0\r\n", 415, "wrong-type"),
        ("Content-Type: text/plain\r\nContent-Length: 0\r\n", 415, "wrong-type"),
        ("Content-Type: application/cbor\r\nTransfer-Encoding: chunked\r\n", 411, "no-length"),
    ] {
        let answer = hub.client.send("POST /sync/v1/exchange", &format!("{headers}{bearer}"), b"0\r\n\r\n");
        assert_eq!(answer.problem(), refused(status, kind), "{headers}");
    }
    for (line, status) in [
        ("GET /sync/v1/exchange", 405),
        ("POST /sync/v1/live", 405),
        ("PUT /sync/v1/enrol", 405),
        ("POST /sync/v1/nothing", 405),
        ("GET /sync/v1/nothing", 404),
    ] {
        assert_eq!(hub.client.send(line, "Content-Length: 0\r\n", b"").status, status, "{line}");
    }
}

#[test]
fn a_body_that_is_cut_off_does_nothing() {
    let hub = Hub::start();
    let till = Till::with("A", 2);
    let connection = hub.client.join(&till);
    let body = to_record(&Request::Push(till.push(&connection.store, Epoch(1), 1)));
    let mut stream = TcpStream::connect(hub.client.address).unwrap();
    let bearer = connection.bearer();
    let head = format!("Content-Type: application/cbor\r\nContent-Length: {}\r\n{bearer}", body.len());
    write!(stream, "POST /sync/v1/exchange HTTP/1.1\r\nHost: localhost\r\n{head}\r\n").unwrap();
    stream.write_all(&body[..body.len() - 1]).unwrap();
    drop(stream);
    assert_eq!(connection.push_from(&till, 1).feed.0, 2);
    assert_eq!(entries(&hub), 2);
}

#[test]
fn a_register_keeps_to_the_name_that_it_was_enrolled_under() {
    let hub = Hub::start();
    let till = Till::with("A", 1);
    let connection = hub.client.join(&till);
    let mut renamed = Till::new("A");
    renamed.register = RegisterId::new("A2").unwrap();
    renamed.grow(1);
    assert_eq!(connection.push(till.push_as(&renamed, &connection.store)).held, Tip::default());
    assert_eq!(entries(&hub), 0);
}
