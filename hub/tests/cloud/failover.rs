//! Two real hub processes on one PostgreSQL server: hubs and server are killed in the middle of pushes, registers repeat what
//! was not answered at the other hub, and nothing is lost or there twice.

use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

use evertill_wire::sync::{Reply, Request};
use evertill_wire::{Entry, from_record, to_record};

use crate::process::Process;
use crate::support::client::{Client, Connection};
use crate::support::journal::Till;
use crate::support::postgres::Server;

/// How many registers push at once.
const TILLS: usize = 4;
/// How many entries each pushes at a time.
const BATCH: usize = 3;
/// How many acknowledgements there are between two blows.
const BETWEEN: u64 = 25;
/// The most times that a push is repeated.
const REPEATED: usize = 1_000_000;

/// A shop whose registers know two hubs.
struct Shop {
    folder: tempfile::TempDir,
    server: Server,
    database: String,
    hubs: [Process; 2],
    /// Where the hubs are now.
    known: Arc<Mutex<[Client; 2]>>,
    acks: Arc<AtomicU64>,
    closing: Arc<AtomicBool>,
    selling: Vec<JoinHandle<Till>>,
}

impl Shop {
    /// One whose registers sell until it closes, each pushing at one hub and then at the other.
    fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("index.html"), "<!doctype html>").unwrap();
        let mut server = Server::start();
        let name = server.database();
        let database = server.url(&name);
        let hubs = [hub(folder.path(), &database), hub(folder.path(), &database)];
        let known = Arc::new(Mutex::new([hubs[0].client, hubs[1].client]));
        let (acks, closing) = (Arc::default(), Arc::default());
        let mut shop = Self { folder, server, database, hubs, known, acks, closing, selling: Vec::new() };
        shop.selling = shop.sell();
        shop
    }

    fn sell(&self) -> Vec<JoinHandle<Till>> {
        let register = |number: usize| {
            let till = Till::new(&format!("T{number}"));
            // A session that one hub opened is good at the other.
            let connection = self.hubs[number % 2].client.join(&till);
            let (known, acks, closing) = (Arc::clone(&self.known), Arc::clone(&self.acks), Arc::clone(&self.closing));
            std::thread::spawn(move || sell(till, &connection, &known, &acks, &closing))
        };
        (0..TILLS).map(register).collect()
    }

    /// Waits until so much more was acknowledged.
    fn wait(&self) {
        let until = self.acks.load(Ordering::SeqCst) + BETWEEN;
        while self.acks.load(Ordering::SeqCst) < until {
            assert!(!self.selling.iter().any(JoinHandle::is_finished), "a register has given up");
            std::thread::yield_now();
        }
    }

    /// Kills a hub and starts another in its place.
    fn replace(&mut self, number: usize) {
        self.hubs[number].end();
        self.wait();
        self.hubs[number] = hub(self.folder.path(), &self.database);
        self.known.lock().unwrap()[number] = self.hubs[number].client;
    }

    /// Lets the registers finish, and looks whether everything is there, once and in order, whichever hub is asked.
    fn close(mut self) {
        self.closing.store(true, Ordering::SeqCst);
        let tills: Vec<Till> = self.selling.drain(..).map(|thread| thread.join().unwrap()).collect();
        let reader = Till::new("reader");
        let mut connection = self.hubs[0].client.join(&reader);
        let feed = read(&connection, &reader);
        connection.client = self.hubs[1].client;
        assert_eq!(read(&connection, &reader), feed, "both hubs hand out the same feed");
        assert_eq!(feed.len(), tills.iter().map(|till| till.entries.len()).sum::<usize>());
        for till in tills {
            let own: Vec<_> = feed
                .iter()
                .filter(|bytes| Entry::from_bytes(bytes).unwrap().header.register == till.register)
                .collect();
            assert_eq!(own, till.bytes().iter().collect::<Vec<_>>(), "{}: once each, and linked", till.register);
        }
    }
}

fn hub(folder: &Path, database: &str) -> Process {
    let hub = Process::start(folder, &[], database);
    hub.wait_until_ready(true);
    hub
}

fn sell(
    mut till: Till,
    connection: &Connection,
    known: &Mutex<[Client; 2]>,
    acks: &AtomicU64,
    closing: &AtomicBool,
) -> Till {
    let mut turn = 0;
    while !closing.load(Ordering::SeqCst) {
        till.grow(BATCH);
        let from = (till.entries.len() - BATCH) as u64 + 1;
        let push = to_record(&Request::Push(till.push(&connection.store, connection.epoch, from)));
        let ack = (0..REPEATED).find_map(|_| {
            turn += 1;
            let client = known.lock().unwrap()[turn % 2];
            let answer = client.try_post("/sync/v1/exchange", &connection.bearer(), &push)?;
            match from_record(&answer.body) {
                Ok(Reply::Ack(ack)) => Some(ack),
                Ok(other) => panic!("no ack: {other:?}"),
                Err(_) => {
                    assert!(matches!(answer.status, 429 | 503), "{} {}", answer.status, answer.text());
                    std::thread::yield_now();
                    None
                }
            }
        });
        assert_eq!(ack.unwrap().held, till.tip());
        acks.fetch_add(1, Ordering::SeqCst);
    }
    till
}

/// The whole feed, which is dense.
fn read(connection: &Connection, till: &Till) -> Vec<Vec<u8>> {
    let (mut seen, mut upto) = (Vec::new(), 0);
    loop {
        let page = connection.pull(till, upto);
        assert_eq!(page.upto.0, upto + page.entries.len() as u64, "the feed is dense");
        upto = page.upto.0;
        seen.extend(page.entries.into_iter().map(|entry| entry.0));
        if page.upto == page.feed {
            return seen;
        }
    }
}

#[test]
fn two_hubs_share_one_database_and_either_may_be_killed_in_the_middle_of_pushes() {
    let mut shop = Shop::open();
    for number in [0, 1, 0] {
        shop.wait();
        shop.replace(number);
    }
    shop.wait();
    shop.close();
}

#[test]
fn a_database_that_is_killed_in_the_middle_of_pushes_loses_nothing_and_hubs_find_it_again() {
    let mut shop = Shop::open();
    for _ in 0..2 {
        shop.wait();
        shop.server.kill();
        for hub in &shop.hubs {
            hub.wait_until_ready(false);
            let numbers = hub.client.get("/metrics").text();
            assert!(numbers.lines().any(|line| line == "evertill_log_up 0"), "{numbers}");
        }
        shop.server.run();
        shop.wait();
    }
    for hub in &shop.hubs {
        hub.wait_until_ready(true);
    }
    shop.close();
}

#[test]
fn a_hub_that_starts_before_its_database_hands_the_register_out_and_waits() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("index.html"), "<!doctype html>").unwrap();
    let mut server = Server::start();
    let name = server.database();
    server.stop("fast");
    let hub = Process::start(folder.path(), &["--database", &server.url(&name)], "");
    for (path, status) in [("/", 200), ("/health/live", 200), ("/health/ready", 503), ("/metrics", 200)] {
        let answer = hub.client.send(&format!("GET {path}"), "Accept: text/html\r\n", b"");
        assert_eq!(answer.status, status, "{path}");
    }
    assert_eq!(hub.client.enrol(&Till::new("A"), "").problem(), (503, "gone".to_owned()));
    let numbers = hub.client.get("/metrics").text();
    assert!(numbers.lines().any(|line| line == "evertill_log_up 0"), "{numbers}");
    let passed_on = hub.client.send("GET /metrics", "X-Forwarded-For: 203.0.113.9\r\n", b"");
    assert_eq!(passed_on.problem(), (403, "not-yours".to_owned()));
    server.run();
    hub.wait_until_ready(true);
    let till = Till::with("A", 2);
    assert_eq!(hub.client.join(&till).push_from(&till, 1).held, till.tip());
    let numbers = hub.client.get("/metrics").text();
    assert!(numbers.lines().any(|line| line == "evertill_log_up 1"), "{numbers}");
}

#[test]
fn a_hub_whose_database_will_never_let_it_in_says_so_and_ends_and_repeats_no_password() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("index.html"), "<!doctype html>").unwrap();
    let server = Server::start();
    let elsewhere = server.url("nowhere").replace("evertill@", "evertill:s3cret@");
    for (database, words) in [
        (elsewhere.clone(), "does not exist"),
        (format!("{elsewhere}?sslmode=require"), "does not encrypt"),
        (elsewhere.replace("postgres:", "mysql:"), "has to look like"),
    ] {
        let (content, said) = Process::refused(folder.path(), &database);
        assert!(!content && said.contains(words) && !said.contains("s3cret"), "{said}");
    }
}
