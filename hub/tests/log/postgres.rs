//! The suite, held against PostgreSQL, and what concerns a server that several hubs share.

use std::sync::{Arc, Mutex};

use evertill_hub::log::postgres::{Address, back_up, restore};
use evertill_hub::log::{Admission, LogError, Newcomer, PostgresLog, ShopLog, backup};
use evertill_wire::sync::{Cursor, Epoch, Noted, Reply, Standing, Tip};

use crate::conformance::{self, Fixture, NOW, Shop, for_each_log_claim};
use crate::support::journal::Till;
use crate::support::postgres::Server;

/// A server with a database for each log.
struct Servers {
    server: Mutex<Server>,
    last: Mutex<String>,
}

impl Servers {
    fn start() -> Self {
        Self { server: Mutex::new(Server::start()), last: Mutex::default() }
    }
}

impl Fixture for Servers {
    fn fresh(&self) -> Arc<dyn ShopLog> {
        let mut server = self.server.lock().unwrap();
        let database = server.database();
        let log = PostgresLog::open(&server.address(&database), NOW).unwrap();
        *self.last.lock().unwrap() = database;
        Arc::new(log)
    }

    fn reopen(&self, log: Arc<dyn ShopLog>) -> Arc<dyn ShopLog> {
        drop(log);
        let database = self.last.lock().unwrap();
        Arc::new(PostgresLog::open(&self.server.lock().unwrap().address(&database), NOW).unwrap())
    }
}

macro_rules! tests {
    ($($claim:ident),+ $(,)?) => { $(
        #[test]
        fn $claim() {
            let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
            runtime.block_on(conformance::$claim(&Servers::start()));
        }
    )+ };
}

for_each_log_claim!(tests);

fn block_on<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap().block_on(future)
}

fn open(address: &Address) -> Shop {
    Shop::new(Arc::new(PostgresLog::open(address, NOW).unwrap()))
}

/// The life that begins at [`NOW`] after the first.
const SECOND: Epoch = Epoch(NOW.0 / 1_000);

#[test]
fn two_hubs_on_one_database_take_each_others_sessions_and_hear_of_each_others_entries() {
    let mut server = Server::start();
    let address = {
        let name = server.database();
        server.address(&name)
    };
    block_on(async {
        let (one, two) = (open(&address), open(&address));
        assert_eq!((one.store(), one.log.sealed("a", b"b")), (two.store(), two.log.sealed("a", b"b")));
        let (a, b) = (Till::with("A", 3), Till::with("B", 2));
        let session = one.join(&a).await;
        two.join(&b).await;
        assert_eq!(two.log.session(session.token, NOW).await, Ok(Some(session.clone())));
        let mut heard = two.log.feed();
        one.push(&a, 1).await;
        assert_eq!(*heard.wait_for(|end| *end == Cursor(3)).await.unwrap(), Cursor(3));
        assert_eq!(two.push(&b, 1).await.feed, Cursor(5));
        let (left, right) = (one.page(&session, 0).await, two.page(&session, 0).await);
        assert_eq!((left.upto, left.entries), (right.upto, right.entries));
    });
}

#[test]
fn hubs_that_write_at_once_take_turns_and_refuse_nobody() {
    const TILLS: usize = 4;
    const ROUNDS: u64 = 10;
    let mut server = Server::start();
    let name = server.database();
    let address = server.address(&name);
    block_on(async {
        let mut running = tokio::task::JoinSet::new();
        for hub in 0..2 {
            let shop = Arc::new(open(&address));
            for number in 0..TILLS {
                let shop = Arc::clone(&shop);
                running.spawn(async move {
                    let mut till = Till::new(&format!("T{hub}{number}"));
                    shop.join(&till).await;
                    for round in 0..ROUNDS {
                        till.grow(2);
                        assert_eq!(shop.push(&till, round * 2 + 1).await.held, till.tip());
                    }
                });
            }
        }
        running.join_all().await;
        let shop = open(&address);
        let session = shop.join(&Till::new("reader")).await;
        let page = shop.page(&session, 0).await;
        let all = 2 * TILLS as u64 * ROUNDS * 2;
        assert_eq!((page.feed, page.upto, page.entries.len() as u64), (Cursor(all), Cursor(all), all));
    });
}

#[test]
fn a_hub_tells_others_where_the_feed_ends_and_takes_what_it_hears_for_a_hint() {
    let mut server = Server::start();
    let name = server.database();
    block_on(async {
        let shop = open(&server.address(&name));
        let till = Till::with("A", 3);
        shop.join(&till).await;
        let mut heard = shop.log.feed();
        let (_listening, mut told) = server.listen(&name, "evertill_feed").await;
        shop.push(&till, 1).await;
        server.say(&name, "NOTIFY evertill_feed, 'nothing more'");
        assert_eq!(told.recv().await.as_deref(), Some("1 3"));
        // Nobody has looked for an end like that: it can only have been heard.
        for hint in ["1 2", "milk", "2", "1 99"] {
            server.say(&name, &format!("NOTIFY evertill_feed, '{hint}'"));
        }
        assert_eq!(*heard.wait_for(|end| *end > Cursor(3)).await.unwrap(), Cursor(99));
        let session = shop.join(&Till::new("B")).await;
        assert_eq!(shop.page(&session, 0).await.feed, Cursor(3), "a hint is not taken for more");
    });
}

#[test]
fn a_hub_goes_on_by_itself_once_its_database_is_back() {
    let mut server = Server::start();
    let name = server.database();
    let address = server.address(&name);
    block_on(async {
        let shop = open(&address);
        let mut till = Till::with("A", 3);
        let session = shop.join(&till).await;
        shop.push(&till, 1).await;
        // While nobody asks, nobody notices.
        server.stop("fast");
        server.run();
        till.grow(1);
        assert_eq!(shop.push(&till, 4).await.held, till.tip());
        server.kill();
        for _ in 0..2 {
            let push = till.push(&shop.store(), Epoch(1), 1);
            assert!(matches!(shop.log.append(shop.speaker(&till.register), push, NOW).await, Err(LogError::Gone(_))));
            assert!(matches!(shop.log.counts(NOW).await, Err(LogError::Gone(_))));
        }
        assert!(matches!(PostgresLog::open(&address, NOW).err(), Some(LogError::Gone(_))));
        server.run();
        till.grow(1);
        let ack = shop.push(&till, 5).await;
        assert_eq!((ack.epoch, ack.held, ack.feed), (Epoch(1), till.tip(), Cursor(5)));
        assert_eq!(shop.log.session(session.token, NOW).await, Ok(Some(session)));
        // It hears of others again, too.
        let mut heard = shop.log.feed();
        let other = open(&address);
        till.grow(1);
        other.push(&till, 6).await;
        assert_eq!(*heard.wait_for(|end| *end == Cursor(6)).await.unwrap(), Cursor(6));
    });
}

#[test]
fn a_database_that_lets_nobody_in_is_told_from_one_that_is_away() {
    let mut server = Server::start();
    let name = server.database();
    server.say(&name, "CREATE ROLE stranger LOGIN");
    let stranger = Address::parse(&server.url(&name).replace("evertill@", "stranger@")).unwrap();
    assert!(matches!(PostgresLog::open(&stranger, NOW).err(), Some(LogError::Refused(_))));
    assert!(matches!(PostgresLog::open(&server.address("nowhere"), NOW).err(), Some(LogError::Refused(_))));
    drop(PostgresLog::open(&server.address(&name), NOW).unwrap());
    server.say(&name, "INSERT INTO evertill.migrations VALUES (99, 'later', 0)");
    assert_eq!(PostgresLog::open(&server.address(&name), NOW).err(), Some(LogError::TooNew(99)));
}

#[test]
fn a_hub_needs_no_more_than_to_own_its_database() {
    let server = Server::start();
    server.say("postgres", "CREATE ROLE hub LOGIN NOSUPERUSER");
    server.copy_of("postgres", "shop");
    server.say("postgres", "ALTER DATABASE shop OWNER TO hub");
    let address = Address::parse(&server.url("shop").replace("evertill@", "hub@")).unwrap();
    block_on(async { begun(&address).await });
    let mark = server.say("shop", "SELECT mark FROM evertill_life.life").remove(0);
    let server_and_history = "SELECT system_identifier || '/00000001/' FROM pg_control_system()";
    assert!(mark.starts_with(&server.say("shop", server_and_history)[0]), "{mark}");
    // From then on it may not even make a schema.
    server.say("shop", "ALTER DATABASE shop OWNER TO evertill");
    block_on(async { assert_eq!(open(&address).log.life().await, Ok((Epoch(1), Cursor(3)))) });
}

/// A shop with three entries of a register, in a life that knows a register more and is past its first restart.
async fn begun(address: &Address) -> Till {
    let shop = open(address);
    let till = Till::with("A", 3);
    shop.join(&till).await;
    shop.push(&till, 1).await;
    till
}

#[test]
fn a_database_that_went_back_in_time_lives_another_life_without_being_told() {
    let mut server = Server::start();
    let name = server.database();
    block_on(async {
        let mut till = begun(&server.address(&name)).await;
        let epoch = |address: &Address| open(address).log;
        assert_eq!(epoch(&server.address(&name)).life().await, Ok((Epoch(1), Cursor(3))), "a restart is no new life");
        // Another database, as one that was dumped and read in again.
        server.copy_of(&name, "copy");
        let copy = open(&server.address("copy"));
        let (second, feed) = copy.log.life().await.unwrap();
        assert!(second > Epoch(1), "{second:?}");
        assert_eq!(feed, Cursor(3));
        till.grow(1);
        assert_eq!(copy.said(&till, 4, Epoch(1)).await, Reply::NewEpoch(second));
        let session = copy.session(&till.register, "copy").await;
        assert_eq!(copy.welcome(&session, &till, second).await.standing, Standing::Gathering);
        let acts = copy.log.audit(100).await.unwrap();
        assert_eq!(acts.iter().filter(|act| act.act == "began a life").count(), 1, "a person is told once");
        drop(copy);
        assert_eq!(epoch(&server.address("copy")).life().await.unwrap().0, second);
        // Another history of the same server, as after a restore to a point in time or a promotion.
        let old = open(&server.address(&name));
        let secret = old.log.sealed("a", b"b");
        server.stop("fast");
        std::fs::write(server.data().join("recovery.signal"), "").unwrap();
        std::fs::write(server.data().join("postgresql.auto.conf"), "restore_command = 'false'\n").unwrap();
        server.run();
        // The hub that runs notices it as it connects again.
        let (third, _) = old.log.life().await.unwrap();
        assert!(third > Epoch(1), "{third:?}");
        assert_ne!(old.log.sealed("a", b"b"), secret, "nothing that was sealed before is good any more");
        assert_eq!(old.said(&till, 1, Epoch(1)).await, Reply::NewEpoch(third));
    });
}

#[test]
fn tables_that_are_put_back_under_a_running_hub_begin_a_life() {
    let mut server = Server::start();
    let name = server.database();
    block_on(async {
        let till = begun(&server.address(&name)).await;
        let shop = open(&server.address(&name));
        assert_eq!(shop.push(&till, 1).await.epoch, Epoch(1));
        // What `pg_restore --clean` does to the table that says which life it is.
        let again = "ALTER TABLE evertill.stores RENAME TO old;
            CREATE TABLE evertill.stores (LIKE evertill.old INCLUDING ALL);
            INSERT INTO evertill.stores SELECT * FROM evertill.old;
            DELETE FROM evertill.registers;";
        server.say(&name, again);
        let said = shop.said(&till, 1, Epoch(1)).await;
        assert!(matches!(said, Reply::NewEpoch(epoch) if epoch > Epoch(1)), "{said:?}");
        let rows = shop.log.registers().await.unwrap();
        assert_eq!(rows.len(), 1, "who was let in is recalled from the life");
    });
}

#[test]
fn a_life_that_a_person_begins_counts_at_every_hub_at_once() {
    let mut server = Server::start();
    let address = {
        let name = server.database();
        server.address(&name)
    };
    block_on(async {
        let till = begun(&address).await;
        let (one, two) = (open(&address), open(&address));
        let session = one.session(&till.register, "one").await;
        let command = PostgresLog::open_beside(&address, NOW).unwrap();
        assert_eq!(command.begin_life("somebody", NOW).await, Ok(SECOND));
        // Twice within a second are two lives all the same.
        assert_eq!(command.begin_life("somebody", NOW).await, Ok(Epoch(SECOND.0 + 1)));
        for shop in [&one, &two] {
            assert_eq!(shop.said(&till, 1, Epoch(1)).await, Reply::NewEpoch(Epoch(SECOND.0 + 1)));
            assert_eq!(shop.log.session(session.token, NOW).await, Ok(None));
        }
        assert_eq!(one.log.sealed("a", b"b"), two.log.sealed("a", b"b"));
    });
}

#[test]
fn a_backup_of_either_database_comes_back_into_the_other_and_begins_a_life() {
    let mut server = Server::start();
    let address = {
        let name = server.database();
        server.address(&name)
    };
    let folder = tempfile::tempdir().unwrap();
    let (file, data, again) = (folder.path().join("a"), folder.path().join("data"), folder.path().join("b"));
    block_on(async {
        let mut till = begun(&address).await;
        let shop = open(&address);
        let mut copy = till.branch_off(2, 9);
        copy.grow(1);
        shop.said(&copy, 3, Epoch(1)).await;
        // While the hub runs.
        back_up(&address, &file, NOW).unwrap();
        let (kept, acts) = (shop.kept().await, shop.log.audit(100).await.unwrap());
        let gone = Till::new("C");
        let session = shop.join(&gone).await;
        till.grow(1);
        shop.push(&till, 4).await;
        shop.log.revoke(gone.register.clone(), "somebody", NOW).await.unwrap();
        assert_eq!(restore(&address, &file, NOW).err(), Some(LogError::InUse));
        drop(shop);
        // From PostgreSQL into SQLite, and from there back.
        assert_eq!(backup::restore(&data, &file, NOW).unwrap().epoch, Epoch(2));
        backup::back_up(&data, &again).unwrap();
        let restored = restore(&address, &again, NOW).unwrap();
        assert_eq!(restored.epoch, SECOND);
        let before = restored.before.unwrap();
        let before = before.strip_prefix("the schema ").unwrap();
        assert_eq!(
            server.say("postgres", &format!("SELECT count(*) FROM {before}.entries")),
            ["4"],
            "it is kept whole"
        );

        let shop = open(&address);
        assert_eq!(shop.log.life().await, Ok((SECOND, Cursor(3))));
        assert_eq!(shop.kept().await, kept);
        assert_eq!(shop.log.audit(100).await.unwrap()[..acts.len()], acts);
        assert_eq!(shop.said(&till, 4, Epoch(1)).await, Reply::NewEpoch(SECOND));
        assert_eq!(shop.log.session(session.token, NOW).await, Ok(None));
        let row = shop.log.register(shop.store(), gone.register.clone()).await.unwrap().unwrap();
        assert!(row.member.revoked, "what was taken away stays taken away");
        let one = shop.session(&till.register, "new").await;
        let welcome = shop.welcome(&one, &till, SECOND).await;
        assert_eq!((welcome.standing, welcome.held), (Standing::Gathering, till.tip_at(3)));
        let Reply::Ack(ack) = shop.said(&till, 4, SECOND).await else { panic!("no ack") };
        assert_eq!((ack.held, ack.feed), (till.tip(), Cursor(4)));
        shop.log.declare_lost(gone.register.clone(), "somebody", NOW).await.unwrap();
        shop.welcome(&one, &till, SECOND).await;
        assert_eq!(shop.rights(&one, SECOND).await, Reply::Noted(Noted { epoch: SECOND }));
        assert_eq!(shop.welcome(&one, &till, SECOND).await.standing, Standing::Good);
        drop(shop);
        assert_eq!(restore(&address, &again, NOW).unwrap().epoch, Epoch(SECOND.0 + 1));
    });
}

#[test]
fn a_file_that_is_no_backup_of_the_shop_changes_nothing_in_the_database() {
    let mut server = Server::start();
    let (name, empty) = (server.database(), server.database());
    let folder = tempfile::tempdir().unwrap();
    let (text, theirs) = (folder.path().join("text"), folder.path().join("theirs"));
    std::fs::write(&text, "a shopping list").unwrap();
    block_on(async {
        begun(&server.address(&name)).await;
        let other = folder.path().join("other");
        drop(evertill_hub::log::SqliteLog::open(&other, NOW).unwrap());
        backup::back_up(&other, &theirs).unwrap();
        for file in [&text, &theirs, &folder.path().join("missing")] {
            let refused = restore(&server.address(&name), file, NOW);
            assert!(matches!(refused, Err(LogError::Gone(_))), "{}", file.display());
            assert_eq!(open(&server.address(&name)).log.life().await, Ok((Epoch(1), Cursor(3))), "{}", file.display());
        }
        assert!(matches!(back_up(&server.address(&empty), &text, NOW), Err(LogError::Gone(_))));
        // Where nothing was, it begins the shop.
        let restored = restore(&server.address(&empty), &theirs, NOW).unwrap();
        assert_eq!((restored.epoch, restored.before), (SECOND, None));
        assert_eq!(open(&server.address(&empty)).log.life().await, Ok((SECOND, Cursor(0))));
    });
}

#[test]
fn a_register_that_the_database_has_forgotten_is_recalled_from_its_life() {
    let mut server = Server::start();
    let address = {
        let name = server.database();
        server.address(&name)
    };
    let file = tempfile::tempdir().unwrap();
    let file = file.path().join("backup");
    block_on(async {
        drop(open(&address));
        back_up(&address, &file, NOW).unwrap();
        let shop = open(&address);
        let till = Till::new("A");
        let key = till.key.verifying_key().to_bytes();
        let newcomer = Newcomer { code: None, register: till.register.clone(), key };
        assert!(matches!(shop.log.admit(newcomer, NOW).await, Ok(Admission::In { .. })));
        drop(shop);
        restore(&address, &file, NOW).unwrap();
        let row = open(&address).log.registers().await.unwrap().remove(0);
        assert_eq!((row.register, row.key, row.member.reported), (till.register.clone(), key, Epoch(0)));
        let shop = open(&address);
        let session = shop.session(&till.register, "new").await;
        assert_eq!(shop.welcome(&session, &till, SECOND).await.held, Tip::default());
    });
}
