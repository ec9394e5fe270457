//! A real hub process, killed in the middle of pushes: what it acknowledged is there afterwards.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use evertill_wire::sync::{Reply, Request};
use evertill_wire::{from_record, to_record};

use crate::process::Process;
use crate::support::client::Connection;
use crate::support::journal::Till;

/// How many registers push at once.
const TILLS: usize = 4;
/// How many entries each pushes at a time.
const BATCH: usize = 5;
/// How often the hub is killed.
const ROUNDS: u64 = 3;
/// How many acknowledgements a hub lives for.
const LIFE: u64 = 25;

fn on(folder: &Path) -> Process {
    Process::start(folder, &["--data", folder.join("data").to_str().unwrap()], "")
}

/// Pushes until the hub is gone; answers how many entries were acknowledged.
fn push_until_it_ends(connection: &Connection, till: &mut Till, acknowledged: usize, acks: &AtomicU64) -> usize {
    let mut held = acknowledged;
    loop {
        till.grow(BATCH);
        let push = till.push(&connection.store, connection.epoch, held as u64 + 1);
        let request = to_record(&Request::Push(push));
        let answer = connection.client.try_post("/sync/v1/exchange", &connection.bearer(), &request);
        let Some(Reply::Ack(ack)) = answer.and_then(|answer| from_record(&answer.body).ok()) else {
            return held;
        };
        held = ack.held.seq.0 as usize;
        assert_eq!(ack.held, till.tip());
        acks.fetch_add(1, Ordering::SeqCst);
    }
}

#[test]
fn everything_that_was_acknowledged_is_there_after_a_kill_in_the_middle_of_pushes() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("index.html"), "<!doctype html>").unwrap();
    let mut tills: Vec<(Till, usize)> = (0..TILLS).map(|number| (Till::new(&format!("T{number}")), 0)).collect();
    for _ in 0..ROUNDS {
        let process = on(folder.path());
        let acks = Arc::new(AtomicU64::new(0));
        let client = process.client;
        let pushing: Vec<_> = tills
            .drain(..)
            .map(|(mut till, acknowledged)| {
                let acks = Arc::clone(&acks);
                std::thread::spawn(move || {
                    let connection = client.join(&till);
                    let held = connection.welcome(&till).held.seq.0 as usize;
                    assert!(held >= acknowledged, "{held} of {acknowledged} acknowledged entries are left");
                    // What the last hub took in without a word about it is held, too.
                    assert_eq!(connection.welcome(&till).held, till.tip_at(held));
                    let acknowledged = push_until_it_ends(&connection, &mut till, held, &acks);
                    (till, acknowledged)
                })
            })
            .collect();
        while acks.load(Ordering::SeqCst) < LIFE {
            std::thread::yield_now();
        }
        process.kill();
        tills.extend(pushing.into_iter().map(|thread| thread.join().unwrap()));
    }
    assert_all_there(folder.path(), &tills);
}

fn assert_all_there(folder: &Path, tills: &[(Till, usize)]) {
    let process = on(folder);
    let till = Till::new("reader");
    let reader = process.client.join(&till);
    let (mut seen, mut upto) = (Vec::new(), 0);
    loop {
        let page = reader.pull(&till, upto);
        assert_eq!(page.upto.0, upto + page.entries.len() as u64, "the feed is dense");
        upto = page.upto.0;
        seen.extend(page.entries.into_iter().map(|entry| entry.0));
        if page.upto == page.feed {
            break;
        }
    }
    for (till, acknowledged) in tills {
        let own: Vec<_> = till.bytes().into_iter().filter(|bytes| seen.contains(bytes)).collect();
        assert!(own.len() >= *acknowledged && *acknowledged > 0, "{} of {acknowledged}", own.len());
        assert_eq!(own, till.bytes()[..own.len()]);
    }
    process.kill();
}
