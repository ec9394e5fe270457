//! Enrolment and sessions.

use evertill_domain::ids::{RegisterId, StoreId};
use evertill_hub::cloud::{NONCE_TIME, Rates, SESSION_TIME};
use evertill_wire::enrolment::{Enrol, Enrolled};
use evertill_wire::sync::{Bytes, Epoch};

use crate::hub::Hub;
use crate::support::client::proof;
use crate::support::journal::Till;

fn strict() -> Hub {
    Hub::start_with(false, Rates::default())
}

fn refused(status: u16, kind: &str) -> (u16, String) {
    (status, kind.to_owned())
}

#[test]
fn a_code_enrols_one_register_however_it_is_typed() {
    let hub = strict();
    hub.offer("ABCD2345", "Till 2");
    let (a, b) = (Till::new("A"), Till::new("B"));
    assert_eq!(hub.client.enrol(&a, "").problem(), refused(403, "no-such-code"));
    assert_eq!(hub.client.enrol(&a, "ABCD2346").problem(), refused(403, "no-such-code"));
    let inside = Enrolled { store: hub.log.store(), name: "Till 2".to_owned(), epoch: Epoch(1) };
    for typed in ["abcd-2345", "ABCD2345"] {
        assert_eq!(hub.client.enrol(&a, typed).record::<Enrolled>(), inside);
    }
    assert_eq!(hub.client.enrol(&b, "ABCD2345").problem(), refused(403, "no-such-code"), "it was used");
}

#[test]
fn a_code_that_is_too_old_lets_nobody_in() {
    let hub = strict();
    hub.offer("ABCD2345", "Till 2");
    hub.pass(60_000);
    assert_eq!(hub.client.enrol(&Till::new("A"), "ABCD2345").problem(), refused(403, "no-such-code"));
}

#[test]
fn a_name_that_is_taken_or_means_something_is_refused() {
    let hub = Hub::start();
    hub.client.enrol(&Till::new("A"), "").record::<Enrolled>();
    let other = Till { key: Till::new("B").key, ..Till::new("A") };
    for till in [&other, &Till::new("HUB"), &Till::new("TRAINING")] {
        assert_eq!(hub.client.enrol(till, "").problem(), refused(409, "name-taken"), "{}", till.register);
    }
}

#[test]
fn a_key_that_proves_nothing_is_refused() {
    let hub = Hub::start();
    // A point of small order, under which any signature is right, and a place where the curve has no point.
    let first = |byte| [vec![byte], vec![0; 31]].concat();
    for key in [vec![], vec![7; 31], vec![7; 33], vec![0; 32], first(1), first(2)] {
        let enrol = Enrol { code: String::new(), register: RegisterId::new("A").unwrap(), key: Bytes(key.clone()) };
        let answer = hub.client.post("/sync/v1/enrol", &enrol);
        assert_eq!(answer.problem(), refused(400, "unreadable-request"), "{key:?}");
    }
}

#[test]
fn only_a_demonstration_on_this_machine_lets_anybody_in_without_a_code() {
    let hub = Hub::start();
    let till = Till::new("A");
    let key = Bytes(till.key.verifying_key().to_bytes().to_vec());
    let enrol = evertill_wire::to_record(&Enrol { code: String::new(), register: till.register.clone(), key });
    // As a proxy passes it on.
    let answer = hub.client.post_bytes("/sync/v1/enrol", "X-Forwarded-For: 203.0.113.9\r\n", &enrol);
    assert_eq!(answer.problem(), refused(403, "no-such-code"));
    hub.client.enrol(&till, "").record::<Enrolled>();
}

#[test]
fn a_session_is_opened_by_the_registers_own_signature_of_a_fresh_nonce() {
    let hub = Hub::start();
    let (a, b) = (Till::new("A"), Till::new("B"));
    let store = hub.client.enrol(&a, "").record::<Enrolled>().store;
    let nonce = || hub.client.nonce(&store, &a);
    let elsewhere = StoreId::new("elsewhere").unwrap();
    let with = |till: &Till, nonce| proof(&store, till, nonce);
    let mut forged = nonce();
    forged.0[3] ^= 1;
    let mut stretched = nonce();
    stretched.0[17] ^= 1;
    let of_b = Till { register: a.register.clone(), ..Till::new("B") };
    for (what, proof) in [
        ("a nonce that was made up", with(&a, Bytes(vec![7; 56]))),
        ("no nonce", with(&a, Bytes::default())),
        ("a nonce that was changed", with(&a, forged)),
        ("a nonce that was made to last longer", with(&a, stretched)),
        ("a register that nobody knows", with(&b, hub.client.nonce(&store, &b))),
        ("another register's nonce", with(&b, nonce())),
        ("another register's key", with(&of_b, nonce())),
        ("another shop", proof(&elsewhere, &a, hub.client.nonce(&elsewhere, &a))),
        ("no signature", evertill_wire::enrolment::Proof { signature: Bytes::default(), ..with(&a, nonce()) }),
    ] {
        assert_eq!(hub.client.post("/sync/v1/session", &proof).problem(), refused(403, "not-known"), "{what}");
    }
    hub.client.connect(&store, &a);
}

#[test]
fn a_nonce_opens_one_session_and_not_for_long() {
    let hub = Hub::start();
    let till = Till::new("A");
    let store = hub.client.enrol(&till, "").record::<Enrolled>().store;
    let first = proof(&store, &till, hub.client.nonce(&store, &till));
    assert_eq!(hub.client.post("/sync/v1/session", &first).status, 200);
    assert_eq!(hub.client.post("/sync/v1/session", &first).problem(), refused(403, "not-known"));
    let late = proof(&store, &till, hub.client.nonce(&store, &till));
    hub.pass(NONCE_TIME);
    assert_eq!(hub.client.post("/sync/v1/session", &late).problem(), refused(403, "not-known"));
}

#[test]
fn a_token_stands_for_its_register_until_it_expires() {
    let hub = Hub::start();
    let till = Till::new("A");
    let mut connection = hub.client.join(&till);
    connection.welcome(&till);
    let good = connection.token.clone();
    for wrong in [String::new(), "00".repeat(32), good[2..].to_owned(), format!("{good}00")] {
        connection.token = wrong;
        let answer = connection.exchange_bytes(b"");
        assert_eq!(answer.problem(), refused(401, "no-session"));
        assert_eq!(answer.header("www-authenticate"), "Bearer");
    }
    connection.token = good;
    connection.welcome(&till);
    hub.pass(SESSION_TIME);
    assert_eq!(connection.exchange_bytes(b"").problem(), refused(401, "no-session"));
}

#[test]
fn whoever_tries_codes_has_to_wait() {
    let hub = strict();
    hub.offer("ABCD2345", "Till 2");
    let tried: Vec<u16> = (0..12).map(|_| hub.client.enrol(&Till::new("A"), "WRNG2345").status).collect();
    assert_eq!(tried, [vec![403; 10], vec![429; 2]].concat());
    let answer = hub.client.enrol(&Till::new("A"), "ABCD2345");
    assert_eq!((answer.problem(), answer.header("retry-after")), (refused(429, "slow-down"), "6"));
    hub.pass(6_000);
    hub.client.enrol(&Till::new("A"), "ABCD2345").record::<Enrolled>();
}

#[test]
fn whoever_asks_for_nonces_has_to_wait_too() {
    let hub = Hub::start();
    let till = Till::new("A");
    let store = hub.log.store();
    let asked = evertill_wire::enrolment::Challenge { store, register: till.register.clone() };
    let answers: Vec<u16> = (0..202).map(|_| hub.client.post("/sync/v1/challenge", &asked).status).collect();
    assert_eq!(answers, [vec![200; 200], vec![429; 2]].concat());
}
