//! Backups, and the life that begins when one comes back.

use std::path::Path;
use std::sync::Arc;

use evertill_domain::clock::Timestamp;
use evertill_domain::rights::Way;
use evertill_hub::log::backup::{back_up, restore};
use evertill_hub::log::{Admission, LogError, Newcomer, SqliteLog};
use evertill_wire::sync::{Cursor, Epoch, Holding, Noted, Reply, Report, Standing, Tip};

use crate::conformance::{NOW, Shop};
use crate::rights;
use crate::support::journal::Till;

fn open(data: &Path) -> Shop {
    Shop::new(Arc::new(SqliteLog::open(data, NOW).unwrap()))
}

fn block_on<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap().block_on(future)
}

#[test]
fn an_incarnation_that_was_given_away_is_given_to_nobody_else_after_a_restore() {
    let folder = tempfile::tempdir().unwrap();
    let (data, file) = (folder.path().join("data"), folder.path().join("backup"));
    block_on(async {
        let a = Till::with("A", 3);
        let shop = open(&data);
        let session = shop.join(&a).await;
        shop.push(&a, 1).await;
        back_up(&data, &file).unwrap();
        // A copy is told to go on in one, and one of them goes on; the backup knows neither.
        let mut copy = a.branch_off(2, 0);
        assert_eq!(shop.standing(&session, &copy).await, Standing::Forked { incarnation: 2 });
        copy.incarnation = 2;
        shop.standing(&session, &copy).await;
        assert_eq!(shop.standing(&session, &a.branch_off(2, 0)).await, Standing::Forked { incarnation: 3 });
        drop(shop);
        let epoch = restore(&data, &file, NOW).unwrap().epoch;
        let shop = open(&data);
        let member = shop.log.register(shop.store(), a.register.clone()).await.unwrap().unwrap().member;
        assert_eq!((member.incarnation, member.given, member.forked), (2, 3, true));
        let session = shop.session(&a.register, "new").await;
        let welcome = shop.welcome(&session, &a.branch_off(1, 0), epoch).await;
        assert_eq!(welcome.standing, Standing::Forked { incarnation: 4 });
    });
}

#[test]
fn a_restored_log_lives_another_life_and_gathers_until_it_holds_what_every_register_has() {
    let folder = tempfile::tempdir().unwrap();
    let (data, file) = (folder.path().join("data"), folder.path().join("backup"));
    block_on(async {
        let mut a = Till::with("A", 3);
        let (b, gone) = (Till::with("B", 1), Till::new("C"));
        let shop = open(&data);
        let before = shop.join(&a).await;
        shop.join(&gone).await;
        shop.push(&a, 1).await;
        // While the hub runs.
        back_up(&data, &file).unwrap();
        a.grow(2);
        shop.push(&a, 4).await;
        // After the backup: one came, one was shut out.
        shop.join(&b).await;
        shop.log.revoke(gone.register.clone(), "somebody", NOW).await.unwrap();
        assert_eq!(restore(&data, &file, NOW).err(), Some(LogError::InUse));
        drop(shop);

        let restored = restore(&data, &file, NOW).unwrap();
        assert_eq!(restored.epoch, Epoch(2));
        let before_it = rusqlite::Connection::open(restored.before.unwrap()).unwrap();
        let kept: u32 = before_it.query_row("SELECT count(*) FROM entries", [], |row| row.get(0)).unwrap();
        assert_eq!(kept, 5, "what lay there before is kept whole");
        let shop = open(&data);
        assert_eq!(shop.said(&a, 4, Epoch(1)).await, Reply::NewEpoch(Epoch(2)));
        assert_eq!(shop.log.session(before.token, NOW).await, Ok(None));
        let row = shop.log.register(shop.store(), gone.register.clone()).await.unwrap().unwrap();
        assert!(row.member.revoked);

        let (one, two) = (shop.session(&a.register, "new").await, shop.session(&b.register, "new").await);
        // Words that were meant for the old life say nothing about what is held in this one.
        assert_eq!(shop.report(&two, &b, Epoch(1)).await, Reply::NewEpoch(Epoch(2)));
        let welcome = shop.welcome(&two, &b, Epoch(2)).await;
        assert_eq!((welcome.standing, welcome.held, welcome.feed), (Standing::Gathering, Tip::default(), Cursor(3)));
        assert_eq!(shop.welcome(&one, &a, Epoch(2)).await.held, a.tip_at(3));
        // Whoever still has something that the log has not has not reported.
        shop.said(&b, 1, Epoch(2)).await;
        assert_eq!(shop.welcome(&two, &b, Epoch(2)).await.standing, Standing::Gathering);
        let Reply::Ack(ack) = shop.said(&a, 4, Epoch(2)).await else { panic!("no ack") };
        assert_eq!((ack.held, ack.feed), (a.tip(), Cursor(6)));
        assert_eq!(shop.welcome(&one, &a, Epoch(2)).await.standing, Standing::Gathering, "one is missing");
        assert_eq!(shop.log.declare_lost(gone.register.clone(), "somebody", NOW).await, Ok(true));
        assert_eq!(shop.welcome(&one, &a, Epoch(2)).await.standing, Standing::Gathering, "rights are missing");
        for session in [&one, &two] {
            assert_eq!(shop.rights(session, Epoch(2)).await, Reply::Noted(Noted { epoch: Epoch(2) }));
        }
        assert_eq!(shop.welcome(&one, &a, Epoch(2)).await.standing, Standing::Good);
    });
}

#[test]
fn what_was_granted_after_the_backup_is_reported_and_not_granted_again() {
    let folder = tempfile::tempdir().unwrap();
    let (data, file) = (folder.path().join("data"), folder.path().join("backup"));
    block_on(async {
        let (a, b, mut c) = (Till::new("A"), Till::new("B"), Till::new("C"));
        c.append(&rights::arrived(4));
        let shop = open(&data);
        let [first, ..] = [shop.join(&a).await, shop.join(&b).await, shop.join(&c).await];
        shop.push(&c, 1).await;
        back_up(&data, &file).unwrap();
        for (id, way) in [(1, rights::ask(3_000, 3_000)), (2, Way::Return { amount: 1_000 })] {
            rights::say(&shop, &first, Epoch(1), id, rights::rings(), way).await;
        }
        drop(shop);
        restore(&data, &file, NOW).unwrap();

        let shop = open(&data);
        let sessions = [
            shop.session(&a.register, "2").await,
            shop.session(&b.register, "2").await,
            shop.session(&c.register, "2").await,
        ];
        let asked = |id| rights::say(&shop, &sessions[1], Epoch(2), id, rights::rings(), rights::ask(4_000, 4_000));
        let Reply::Moved(moved) = asked(1).await else { panic!("nothing moved") };
        assert_eq!(moved.granted, 0, "it gathers");
        // The register with the rights has not heard what became of giving one back, and says so again.
        let holdings = vec![Holding { asset: rights::rings(), received: 3_000, returned: 0 }];
        let report = Report { epoch: Epoch(2), incarnation: 1, settled: 1, holdings };
        shop.log.note_rights(sessions[0].clone(), report, NOW).await.unwrap();
        for (session, till) in sessions.iter().zip([&a, &b, &c]) {
            shop.rights(session, Epoch(2)).await;
            shop.welcome(session, till, Epoch(2)).await;
        }
        let back = Way::Return { amount: 1_000 };
        rights::say(&shop, &sessions[0], Epoch(2), 2, rights::rings(), back).await;
        let Reply::Moved(moved) = asked(2).await else { panic!("nothing moved") };
        assert_eq!((moved.granted, moved.left, moved.elsewhere), (2_000, 0, 2_000));
    });
}

#[test]
fn each_restore_begins_a_life_that_was_never_lived() {
    let folder = tempfile::tempdir().unwrap();
    let (data, file) = (folder.path().join("data"), folder.path().join("backup"));
    drop(open(&data));
    back_up(&data, &file).unwrap();
    for epoch in 2..5 {
        assert_eq!(restore(&data, &file, NOW).unwrap().epoch, Epoch(epoch));
    }
    // Also where only the database is left, as on a new machine.
    let elsewhere = folder.path().join("elsewhere");
    back_up(&data, &file).unwrap();
    assert_eq!(restore(&elsewhere, &file, NOW).unwrap().epoch, Epoch(5));
    std::fs::remove_file(data.join("life")).unwrap();
    block_on(async {
        let shop = open(&data);
        let till = Till::with("A", 1);
        shop.join(&till).await;
        assert_eq!(shop.said(&till, 1, Epoch(4)).await, Reply::NewEpoch(Epoch(5)));
    });
}

#[test]
fn a_file_that_is_no_backup_of_this_shop_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (data, other) = (folder.path().join("data"), folder.path().join("other"));
    drop(open(&data));
    drop(open(&other));
    let (text, theirs, cut) = (folder.path().join("text"), folder.path().join("theirs"), folder.path().join("cut"));
    std::fs::write(&text, "a shopping list").unwrap();
    back_up(&other, &theirs).unwrap();
    let bytes = std::fs::read(&theirs).unwrap();
    std::fs::write(&cut, &bytes[..bytes.len() / 2]).unwrap();
    let life = std::fs::read(data.join("life")).unwrap();
    for file in [&text, &theirs, &cut, &folder.path().join("missing")] {
        assert!(matches!(restore(&data, file, NOW), Err(LogError::Gone(_))), "{}", file.display());
        assert_eq!(std::fs::read(data.join("life")).unwrap(), life, "{}", file.display());
    }
    assert!(matches!(back_up(&folder.path().join("nothing"), &cut), Err(LogError::Gone(_))));
}

#[test]
fn a_register_that_the_database_has_forgotten_is_recalled_from_the_list_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let (data, file) = (folder.path().join("data"), folder.path().join("backup"));
    block_on(async {
        drop(open(&data));
        back_up(&data, &file).unwrap();
        let shop = open(&data);
        let till = Till::new("A");
        let key = till.key.verifying_key().to_bytes();
        let newcomer = Newcomer { code: None, register: till.register.clone(), key };
        assert!(matches!(shop.log.admit(newcomer, NOW).await, Ok(Admission::In { .. })));
        drop(shop);
        restore(&data, &file, Timestamp(NOW.0 + 1)).unwrap();
        let row = open(&data).log.registers().await.unwrap().remove(0);
        assert_eq!((row.register, row.key, row.member.reported), (till.register, key, Epoch(0)));
    });
}
