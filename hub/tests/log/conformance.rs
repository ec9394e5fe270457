//! What every log has to keep, as one suite for all of them: each claim is a function over a [`Fixture`].

use std::sync::Arc;

use evertill_domain::clock::Timestamp;
use evertill_domain::ids::{RegisterId, Seq, StoreId};
use evertill_hub::log::{
    Admission, CODES_LIMIT, Kept, NewCode, NewSession, Newcomer, QUARANTINE_LIMIT, SESSIONS_LIMIT, Session, ShopLog,
    Sign, Taken,
};
use evertill_wire::Hash;
use evertill_wire::sync::{
    Ack, Bytes, Cursor, ENTRIES_LIMIT, Epoch, Page, Pull, Push, Reply, Report, Standing, Tip, Welcome,
};

use crate::support::journal::Till;

pub use crate::rights::*;

/// Makes the logs that the suite tries.
pub trait Fixture {
    /// A log that is empty.
    fn fresh(&self) -> Arc<dyn ShopLog>;

    /// The same log, as the next hub finds it after this one has ended.
    fn reopen(&self, log: Arc<dyn ShopLog>) -> Arc<dyn ShopLog>;
}

/// Calls a macro with the names of all claims.
macro_rules! for_each_log_claim {
    ($make:ident) => {
        $make! {
            entries_come_back_byte_for_byte_in_the_order_they_were_taken_in,
            the_same_push_again_is_acknowledged_and_taken_in_once,
            a_gap_is_answered_with_what_is_held,
            the_whole_feed_is_read_from_any_place_on,
            another_history_is_kept_beside_the_one_that_is_held,
            a_forked_register_goes_on_in_its_next_incarnation,
            a_journal_that_ends_before_what_is_held_is_a_copy,
            a_word_that_comes_late_freezes_nobody,
            no_incarnation_is_given_to_two_journals,
            one_bad_entry_is_kept_apart_once_and_holds_up_none_of_the_rest,
            entries_that_are_none_are_not_kept_without_end,
            a_request_of_another_life_is_answered_with_the_life_there_is,
            a_page_keeps_to_its_limit_and_leaves_its_own_entries_out,
            a_register_that_began_anew_reads_what_it_wrote_before,
            pushes_at_once_are_all_taken_in_and_the_feed_is_dense,
            a_code_lets_one_register_in,
            codes_expire_and_are_limited,
            a_name_belongs_to_the_key_that_had_it_first,
            a_register_whose_right_was_taken_away_is_told_so_and_what_it_sold_is_taken_in,
            a_nonce_opens_one_session,
            a_session_expires_and_a_register_has_few_of_them,
            a_sign_of_life_is_noted_with_how_far_the_clock_is_off,
            a_session_of_one_store_says_nothing_in_another,
            whoever_listens_is_told_when_the_feed_moves,
            what_was_answered_is_there_after_a_restart,
            every_administrative_act_is_written_down,
            the_hub_begins_its_own_journal_in_an_empty_log_and_in_no_other,
            what_one_register_was_granted_no_other_one_is,
            a_transfer_that_is_said_again_is_answered_again_also_after_a_restart,
            what_is_sold_by_right_was_taken_before_and_what_is_sold_without_comes_out_of_the_rest,
            what_belongs_to_a_person_is_granted_whole_and_to_one_register_at_a_time,
            rights_of_another_life_or_of_whoever_is_shut_out_are_not_granted
        }
    };
}
pub(crate) use for_each_log_claim;

/// The hub's clock in the suite.
pub const NOW: Timestamp = Timestamp(1_800_000_000_000);

pub fn later(ms: u64) -> Timestamp {
    Timestamp(NOW.0 + ms)
}

/// A log with what the claims say to it.
pub struct Shop {
    pub log: Arc<dyn ShopLog>,
}

impl Shop {
    pub fn new(log: Arc<dyn ShopLog>) -> Self {
        Self { log }
    }

    pub fn store(&self) -> StoreId {
        self.log.store()
    }

    /// Lets a register in and opens a session for it.
    pub async fn join(&self, till: &Till) -> Session {
        let newcomer =
            Newcomer { code: None, register: till.register.clone(), key: till.key.verifying_key().to_bytes() };
        assert!(matches!(self.log.admit(newcomer, NOW).await, Ok(Admission::In { .. })));
        self.session(&till.register, "first").await
    }

    /// Lets registers in, and answers the session of the last.
    pub async fn join_all(&self, tills: &[&Till]) -> Session {
        let mut last = None;
        for till in tills {
            last = Some(self.join(till).await);
        }
        last.unwrap()
    }

    /// Opens a session by a nonce of this name.
    pub async fn session(&self, register: &RegisterId, nonce: &str) -> Session {
        let token = Hash::of(format!("token {register} {nonce}").as_bytes());
        let session = NewSession {
            store: self.store(),
            register: register.clone(),
            token,
            nonce: Hash::of(format!("{register} {nonce}").as_bytes()),
            expires: later(3_600_000),
        };
        assert_eq!(self.log.open_session(session, NOW).await, Ok(true));
        self.log.session(token, NOW).await.unwrap().unwrap()
    }

    /// Pushes everything from a place, as a register that is let in.
    pub async fn push(&self, till: &Till, from: u64) -> Ack {
        match self.said(till, from, Epoch(1)).await {
            Reply::Ack(ack) => ack,
            other => panic!("no ack: {other:?}"),
        }
    }

    pub async fn said(&self, till: &Till, from: u64, epoch: Epoch) -> Reply {
        let push = till.push(&self.store(), epoch, from);
        match self.take(&till.register, push).await {
            Taken::Answered { reply, .. } => reply,
            Taken::Crowded => panic!("it is crowded"),
        }
    }

    pub async fn take(&self, register: &RegisterId, push: Push) -> Taken {
        self.log.append(self.speaker(register), push, NOW).await.unwrap()
    }

    /// A session that the log did not open: what it says of the register is enough to push.
    pub fn speaker(&self, register: &RegisterId) -> Session {
        let (store, register) = (self.store(), register.clone());
        Session { token: Hash::ZERO, store, register, key: [0; 32], revoked: false, expires: NOW }
    }

    pub async fn page(&self, session: &Session, after: u64) -> Page {
        self.part(session, after, ENTRIES_LIMIT as u32).await
    }

    pub async fn part(&self, session: &Session, after: u64, limit: u32) -> Page {
        self.page_of(session, 1, after, limit).await
    }

    /// What a journal of this incarnation reads.
    pub async fn page_of(&self, session: &Session, incarnation: u32, after: u64, limit: u32) -> Page {
        // A journal that goes on beyond what is held contradicts nothing.
        let tip = Tip { seq: Seq(u64::MAX), hash: Hash::ZERO };
        let pull = Pull { epoch: Epoch(1), incarnation, tip, cursor: Cursor(after), limit };
        match self.log.page(session.clone(), pull, NOW).await.unwrap() {
            Reply::Page(page) => page,
            other => panic!("no page: {other:?}"),
        }
    }

    pub async fn standing(&self, session: &Session, till: &Till) -> Standing {
        self.welcome(session, till, Epoch(1)).await.standing
    }

    pub async fn welcome(&self, session: &Session, till: &Till, epoch: Epoch) -> Welcome {
        match self.report(session, till, epoch).await {
            Reply::Welcome(welcome) => welcome,
            other => panic!("no welcome: {other:?}"),
        }
    }

    pub async fn report(&self, session: &Session, till: &Till, epoch: Epoch) -> Reply {
        let sign = Sign { incarnation: till.incarnation, epoch, tip: till.tip(), cursor: Cursor(0), clock: NOW };
        self.log.hear(session.clone(), sign, NOW).await.unwrap()
    }

    pub async fn rights(&self, session: &Session, epoch: Epoch) -> Reply {
        let report = Report { epoch, incarnation: 1, settled: 0, holdings: Vec::new() };
        self.log.note_rights(session.clone(), report, NOW).await.unwrap()
    }

    pub async fn kept(&self) -> Vec<Kept> {
        self.log.kept_apart(1_000).await.unwrap()
    }
}

fn bytes(page: Page) -> Vec<Vec<u8>> {
    page.entries.into_iter().map(|entry| entry.0).collect()
}

fn shop(fixture: &impl Fixture) -> Shop {
    Shop::new(fixture.fresh())
}

pub async fn entries_come_back_byte_for_byte_in_the_order_they_were_taken_in(fixture: &impl Fixture) {
    let shop = shop(fixture);
    let (mut a, b, reader) = (Till::with("A", 2), Till::with("B", 3), Till::new("C"));
    let session = shop.join_all(&[&a, &b, &reader]).await;
    shop.push(&a, 1).await;
    shop.push(&b, 1).await;
    a.grow(1);
    let push = a.push(&shop.store(), Epoch(1), 3);
    let ack = Ack { epoch: Epoch(1), held: a.tip(), feed: Cursor(6) };
    assert_eq!(shop.take(&a.register, push).await, Taken::Answered { reply: Reply::Ack(ack), new: 1 });
    let page = shop.page(&session, 0).await;
    assert_eq!((page.after, page.upto, page.feed), (Cursor(0), Cursor(6), Cursor(6)));
    let expected: Vec<_> = a.bytes()[..2].iter().chain(&b.bytes()).chain(&a.bytes()[2..]).cloned().collect();
    assert_eq!(bytes(page), expected);
}

pub async fn the_same_push_again_is_acknowledged_and_taken_in_once(fixture: &impl Fixture) {
    let shop = shop(fixture);
    let mut till = Till::with("A", 3);
    shop.join(&till).await;
    for _ in 0..2 {
        let ack = shop.push(&till, 1).await;
        assert_eq!((ack.held, ack.feed), (till.tip(), Cursor(3)));
    }
    till.grow(2);
    let overlapping = shop.push(&till, 2).await;
    assert_eq!((overlapping.held, overlapping.feed), (till.tip(), Cursor(5)));
    assert_eq!(shop.kept().await, []);
}

pub async fn a_gap_is_answered_with_what_is_held(fixture: &impl Fixture) {
    let shop = shop(fixture);
    let till = Till::with("A", 6);
    shop.join(&till).await;
    assert_eq!(shop.push(&till, 2).await.held, Tip::default());
    shop.take(&till.register, till.push_part(&shop.store(), Epoch(1), 1, 3)).await;
    let gap = shop.push(&till, 5).await;
    assert_eq!((gap.held, gap.feed), (till.tip_at(3), Cursor(3)));
    assert_eq!(shop.push(&till, 4).await.held, till.tip());
}

pub async fn another_history_is_kept_beside_the_one_that_is_held(fixture: &impl Fixture) {
    let shop = shop(fixture);
    let till = Till::with("A", 4);
    shop.join(&till).await;
    shop.push(&till, 1).await;
    for (shared, from, incarnation) in [(1, 1, 2), (1, 2, 3), (3, 3, 4), (2, 5, 5)] {
        let mut other = till.branch_off(shared, 7 + shared as u64);
        other.grow(5);
        let Reply::Welcome(welcome) = shop.said(&other, from, Epoch(1)).await else { panic!("{shared} {from}") };
        assert_eq!((welcome.held, welcome.feed), (till.tip(), Cursor(4)), "{shared} {from}");
        assert_eq!(welcome.standing, Standing::Forked { incarnation }, "{shared} {from}");
        let kept = shop.kept().await;
        for bytes in other.bytes().split_off(shared.max(from as usize - 1)) {
            let why = kept.iter().find(|kept| kept.bytes == bytes).map(|kept| kept.why.as_str());
            assert_eq!(why, Some("disputed"), "{shared} {from}");
        }
    }
    let session = shop.join(&Till::new("C")).await;
    assert_eq!(bytes(shop.page(&session, 0).await), till.bytes());
    let row = shop.log.register(shop.store(), till.register.clone()).await.unwrap().unwrap();
    assert!(row.member.forked);
    let acts = shop.log.audit(100).await.unwrap();
    assert_eq!(acts.iter().filter(|act| act.act == "forked" && act.who == "A").count(), 1, "a person is told once");
}

pub async fn a_forked_register_goes_on_in_its_next_incarnation(fixture: &impl Fixture) {
    let shop = shop(fixture);
    let till = Till::with("A", 4);
    let session = shop.join(&till).await;
    shop.push(&till, 1).await;
    let mut copy = till.branch_off(2, 9);
    copy.grow(1);
    shop.said(&copy, 3, Epoch(1)).await;
    let copied = shop.session(&till.register, "copy").await;
    // It goes on where it was, with its past in it.
    copy.incarnation = 2;
    copy.grow(2);
    assert_eq!(shop.standing(&copied, &copy).await, Standing::Good);
    let ack = shop.push(&copy, 1).await;
    assert_eq!((ack.held, ack.feed), (copy.tip(), Cursor(6)));
    assert_eq!(shop.kept().await.len(), 1, "what is disputed is kept once");
    // The one that was there before is not drawn into it.
    assert_eq!(shop.standing(&session, &till).await, Standing::Good);
    let row = shop.log.register(shop.store(), till.register.clone()).await.unwrap().unwrap();
    assert_eq!(row.member.incarnation, 2);
    // Each reads what the other wrote.
    assert_eq!(bytes(shop.page(&session, 4).await), copy.bytes()[3..]);
    assert_eq!(bytes(shop.page_of(&copied, 2, 0, 100).await), till.bytes());
}

pub async fn a_journal_that_ends_before_what_is_held_is_a_copy(fixture: &impl Fixture) {
    let shop = shop(fixture);
    let till = Till::with("A", 4);
    let session = shop.join(&till).await;
    shop.push(&till, 1).await;
    let mut beside = till.branch_off(3, 2);
    beside.grow(1);
    for (copy, standing) in [
        (till.branch_off(3, 0), Standing::Forked { incarnation: 2 }),
        (beside, Standing::Forked { incarnation: 3 }),
        (till, Standing::Good),
    ] {
        assert_eq!(shop.standing(&session, &copy).await, standing, "{:?}", copy.tip());
    }
}

pub async fn a_word_that_comes_late_freezes_nobody(fixture: &impl Fixture) {
    let shop = shop(fixture);
    let till = Till::with("A", 4);
    let session = shop.join(&till).await;
    shop.push(&till, 1).await;
    let is_forked =
        async || shop.log.register(shop.store(), till.register.clone()).await.unwrap().unwrap().member.forked;
    let late = till.branch_off(2, 0);
    assert_eq!(shop.standing(&session, &late).await, Standing::Forked { incarnation: 2 });
    let pull = Pull { epoch: Epoch(1), incarnation: 1, tip: late.tip(), cursor: Cursor(0), limit: 10 };
    assert!(matches!(shop.log.page(session.clone(), pull, NOW).await, Ok(Reply::Welcome(_))));
    assert!(!is_forked().await, "it may have been long on its way");
    assert_eq!(shop.standing(&session, &till).await, Standing::Good);
    let mut copy = late;
    copy.incarnation = 2;
    copy.grow(1);
    assert_eq!(shop.standing(&session, &copy).await, Standing::Good);
    assert!(is_forked().await, "who goes on in it was a copy");
    assert_eq!(shop.log.unfreeze(RegisterId::new("nobody").unwrap(), "the owner", NOW).await, Ok(false));
    assert_eq!(shop.log.unfreeze(till.register.clone(), "the owner", NOW).await, Ok(true));
    assert!(!is_forked().await, "somebody has looked");
    shop.standing(&session, &copy).await;
    assert!(!is_forked().await, "nothing new has come up since");
    let acts = shop.log.audit(100).await.unwrap();
    let said: Vec<_> = acts.iter().map(|act| (act.who.as_str(), act.act.as_str())).skip(1).collect();
    assert_eq!(said, [("A", "began anew"), ("A", "forked"), ("the owner", "looked at")]);
}

pub async fn no_incarnation_is_given_to_two_journals(fixture: &impl Fixture) {
    let mut shop = shop(fixture);
    let till = Till::with("A", 4);
    shop.join(&till).await;
    shop.push(&till, 1).await;
    let mut given = Vec::new();
    for round in 0..3 {
        let session = shop.session(&till.register, &format!("round {round}")).await;
        let copy = till.branch_off(2, 0);
        let mut other = till.branch_off(2, 9 + round);
        other.grow(1);
        let pull = Pull { epoch: Epoch(1), incarnation: 1, tip: copy.tip(), cursor: Cursor(0), limit: 10 };
        let sign = Sign { incarnation: 1, epoch: Epoch(1), tip: copy.tip(), cursor: Cursor(0), clock: NOW };
        let answers = [
            shop.log.hear(session.clone(), sign, NOW).await.unwrap(),
            shop.log.page(session, pull, NOW).await.unwrap(),
            shop.said(&other, 3, Epoch(1)).await,
        ];
        given.extend(answers.iter().filter_map(evertill_sync::hub::gives));
        shop = Shop::new(fixture.reopen(shop.log));
    }
    assert_eq!(given, (2..11).collect::<Vec<u32>>());
}

pub async fn one_bad_entry_is_kept_apart_once_and_holds_up_none_of_the_rest(fixture: &impl Fixture) {
    let shop = shop(fixture);
    let till = Till::with("A", 5);
    shop.join(&till).await;
    let mut push = till.push(&shop.store(), Epoch(1), 1);
    push.entries[2] = Bytes(b"milk, eggs".to_vec());
    for _ in 0..2 {
        let Taken::Answered { reply: Reply::Ack(ack), .. } = shop.take(&till.register, push.clone()).await else {
            panic!("no ack")
        };
        assert_eq!((ack.held, ack.feed), (till.tip(), Cursor(4)));
    }
    let kept = shop.kept().await;
    assert_eq!(kept.len(), 1);
    assert_eq!((kept[0].seq.0, kept[0].why.as_str(), kept[0].bytes.as_slice()), (3, "unreadable", &b"milk, eggs"[..]));
    let acts = shop.log.audit(100).await.unwrap();
    assert_eq!(acts.iter().filter(|act| act.act == "quarantined").count(), 1);
}

pub async fn entries_that_are_none_are_not_kept_without_end(fixture: &impl Fixture) {
    let shop = shop(fixture);
    let (a, b) = (Till::with("A", 1), Till::with("B", 1));
    shop.join_all(&[&a, &b]).await;
    let none = |count: u32, salt: u32| {
        let entries = (0..count).map(|n| Bytes([n, salt].map(u32::to_be_bytes).concat())).collect();
        Push { entries, ..a.push(&shop.store(), Epoch(1), 1) }
    };
    // Of a push whose first entry is none and says nothing of the one after it, no more is looked at.
    for number in 0..QUARANTINE_LIMIT {
        assert!(matches!(shop.take(&a.register, none(1, number)).await, Taken::Answered { .. }), "{number}");
    }
    assert_eq!(shop.take(&a.register, none(1, QUARANTINE_LIMIT)).await, Taken::Crowded);
    assert_eq!(shop.kept().await.len(), QUARANTINE_LIMIT as usize);
    // What is well-formed is taken in all the same, and another register has room of its own.
    assert_eq!(shop.push(&a, 1).await.held, a.tip());
    assert!(matches!(shop.take(&b.register, none(1, 0)).await, Taken::Answered { .. }));
}

pub async fn a_request_of_another_life_is_answered_with_the_life_there_is(fixture: &impl Fixture) {
    let shop = shop(fixture);
    let till = Till::with("A", 1);
    let session = shop.join(&till).await;
    for epoch in [Epoch(0), Epoch(2)] {
        let other = Reply::NewEpoch(Epoch(1));
        assert_eq!(shop.said(&till, 1, epoch).await, other);
        let pull = Pull { epoch, incarnation: 1, tip: till.tip(), cursor: Cursor(0), limit: 10 };
        assert_eq!(shop.log.page(session.clone(), pull, NOW).await, Ok(other.clone()));
        assert_eq!(shop.report(&session, &till, epoch).await, other);
        assert_eq!(shop.rights(&session, epoch).await, other);
    }
    assert_eq!(shop.log.counts(NOW).await.unwrap().entries, 0);
    assert_eq!(shop.push(&till, 1).await.feed, Cursor(1));
}

pub async fn a_page_keeps_to_its_limit_and_leaves_its_own_entries_out(fixture: &impl Fixture) {
    let shop = shop(fixture);
    let (mut a, mut b) = (Till::with("A", 1), Till::with("B", 2));
    let session = shop.join(&a).await;
    shop.join(&b).await;
    shop.push(&a, 1).await;
    shop.push(&b, 1).await;
    a.grow(1);
    shop.push(&a, 2).await;
    b.grow(1);
    shop.push(&b, 3).await;
    let all = b.bytes();
    // The feed is A B B A B; so many of it are looked at.
    for (after, limit, expected, upto) in [
        (0, 10, &all[..], 5),
        (0, 1, &[], 1),
        (1, 1, &all[..1], 2),
        (1, 2, &all[..2], 3),
        (2, 2, &all[1..2], 4),
        (4, 10, &all[2..], 5),
        (5, 10, &[], 5),
        (9, 10, &[], 9),
    ] {
        let page = shop.part(&session, after, limit).await;
        assert_eq!((page.after.0, page.upto.0, page.feed.0), (after, upto, 5), "{after} {limit}");
        assert_eq!(bytes(page), expected, "{after} {limit}");
    }
}

pub async fn a_register_that_began_anew_reads_what_it_wrote_before(fixture: &impl Fixture) {
    let shop = shop(fixture);
    let mut till = Till::with("A", 2);
    let session = shop.join(&till).await;
    shop.push(&till, 1).await;
    assert_eq!(bytes(shop.page(&session, 0).await), Vec::<Vec<u8>>::new());
    let before = till.bytes();
    till.incarnation = 2;
    till.entries.clear();
    till.grow(1);
    shop.welcome(&session, &till, Epoch(1)).await;
    assert_eq!(shop.push(&till, 1).await.held, till.tip());
    assert_eq!(bytes(shop.page_of(&session, 2, 0, 100).await), before);
}

pub async fn pushes_at_once_are_all_taken_in_and_the_feed_is_dense(fixture: &impl Fixture) {
    const TILLS: usize = 8;
    const ROUNDS: u64 = 10;
    let shop = Arc::new(shop(fixture));
    let mut running = tokio::task::JoinSet::new();
    for number in 0..TILLS {
        let shop = Arc::clone(&shop);
        running.spawn(async move {
            let mut till = Till::new(&format!("T{number}"));
            shop.join(&till).await;
            for round in 0..ROUNDS {
                till.grow(3);
                // Every push is said twice.
                shop.push(&till, round * 3 + 1).await;
                assert_eq!(shop.push(&till, round * 3 + 1).await.held, till.tip());
            }
            till
        });
    }
    let tills = running.join_all().await;
    let session = shop.join(&Till::new("reader")).await;
    let mut seen = Vec::new();
    let mut upto = 0;
    loop {
        let page = shop.part(&session, upto, 7).await;
        assert_eq!(page.upto.0, upto + page.entries.len() as u64);
        upto = page.upto.0;
        let last = page.feed == page.upto;
        seen.extend(bytes(page));
        if last {
            break;
        }
    }
    assert_eq!(seen.len() as u64, TILLS as u64 * ROUNDS * 3);
    for till in tills {
        let own: Vec<_> = seen.iter().filter(|bytes| till.bytes().contains(bytes)).cloned().collect();
        assert_eq!(own, till.bytes());
    }
}

fn code(name: &str) -> Hash {
    Hash::of(name.as_bytes())
}

async fn offer(shop: &Shop, name: &str, expires: Timestamp) -> bool {
    let new = NewCode { code: code(name), name: name.to_owned(), expires };
    shop.log.offer(new, "somebody", NOW).await.unwrap()
}

async fn admit(shop: &Shop, with: Option<&str>, till: &Till, now: Timestamp) -> Admission {
    let key = till.key.verifying_key().to_bytes();
    let newcomer = Newcomer { code: with.map(code), register: till.register.clone(), key };
    shop.log.admit(newcomer, now).await.unwrap()
}

pub async fn a_code_lets_one_register_in(fixture: &impl Fixture) {
    let shop = shop(fixture);
    let (a, b) = (Till::new("A"), Till::new("B"));
    assert!(offer(&shop, "Till 1", later(1_000)).await);
    let inside = Admission::In { store: shop.store(), name: "Till 1".to_owned(), epoch: Epoch(1) };
    assert_eq!(admit(&shop, Some("Till 9"), &a, NOW).await, Admission::NoSuchCode);
    assert_eq!(admit(&shop, Some("Till 1"), &a, NOW).await, inside);
    // The answer may have been lost on its way: the same words again are answered as before.
    assert_eq!(admit(&shop, Some("Till 1"), &a, NOW).await, inside);
    assert_eq!(admit(&shop, Some("Till 1"), &b, NOW).await, Admission::NoSuchCode);
    let stolen = Till { key: b.key.clone(), ..Till::new("A") };
    assert_eq!(admit(&shop, Some("Till 1"), &stolen, NOW).await, Admission::NameTaken);
    let rows = shop.log.registers().await.unwrap();
    assert_eq!(rows.len(), 1);
    assert_eq!((rows[0].name.as_str(), rows[0].key), ("Till 1", a.key.verifying_key().to_bytes()));
}

pub async fn codes_expire_and_are_limited(fixture: &impl Fixture) {
    let shop = shop(fixture);
    assert!(offer(&shop, "Till 1", later(1_000)).await);
    assert_eq!(admit(&shop, Some("Till 1"), &Till::new("A"), later(1_000)).await, Admission::NoSuchCode);
    for n in 1..CODES_LIMIT {
        assert!(offer(&shop, &format!("more {n}"), later(2_000)).await, "{n}");
    }
    assert!(!offer(&shop, "one too many", later(2_000)).await);
    // Those that have expired make room.
    let new = NewCode { code: code("fresh"), name: "fresh".to_owned(), expires: later(9_000) };
    assert_eq!(shop.log.offer(new, "somebody", later(1_000)).await, Ok(true));
}

pub async fn a_name_belongs_to_the_key_that_had_it_first(fixture: &impl Fixture) {
    let shop = shop(fixture);
    let a = Till::new("A");
    let other = Till { key: Till::new("B").key, ..Till::new("A") };
    assert!(matches!(admit(&shop, None, &a, NOW).await, Admission::In { .. }));
    assert!(matches!(admit(&shop, None, &a, NOW).await, Admission::In { .. }));
    assert_eq!(admit(&shop, None, &other, NOW).await, Admission::NameTaken);
    shop.log.revoke(a.register.clone(), "somebody", NOW).await.unwrap();
    assert_eq!(admit(&shop, None, &a, NOW).await, Admission::NameTaken);
}

pub async fn a_register_whose_right_was_taken_away_is_told_so_and_what_it_sold_is_taken_in(fixture: &impl Fixture) {
    let shop = shop(fixture);
    let till = Till::with("A", 2);
    let session = shop.join(&till).await;
    assert_eq!(shop.log.revoke(till.register.clone(), "somebody", NOW).await, Ok(true));
    assert_eq!(shop.log.revoke(RegisterId::new("nobody").unwrap(), "somebody", NOW).await, Ok(false));
    assert_eq!(shop.push(&till, 1).await.held, till.tip());
    assert_eq!(shop.standing(&session, &till).await, Standing::Revoked);
    let session = shop.session(&till.register, "again").await;
    assert!(session.revoked);
    let again = shop.log.declare_lost(till.register.clone(), "somebody", NOW).await;
    assert_eq!(again, Ok(true));
    let row = shop.log.register(shop.store(), till.register.clone()).await.unwrap().unwrap();
    assert!(row.member.lost);
    // Whoever was declared lost and comes back is heard.
    assert_eq!(shop.push(&till, 1).await.held, till.tip());
}

pub async fn a_nonce_opens_one_session(fixture: &impl Fixture) {
    let shop = shop(fixture);
    let till = Till::new("A");
    shop.join(&till).await;
    let again = |nonce: &str, register: &RegisterId| NewSession {
        store: shop.store(),
        register: register.clone(),
        token: Hash::of(nonce.as_bytes()),
        nonce: Hash::of(format!("A {nonce}").as_bytes()),
        expires: later(1_000),
    };
    assert_eq!(shop.log.open_session(again("first", &till.register), NOW).await, Ok(false));
    assert_eq!(shop.log.session(Hash::of(b"first"), NOW).await, Ok(None));
    assert_eq!(shop.log.open_session(again("second", &till.register), NOW).await, Ok(true));
    // Nobody else is let in by it either.
    let nobody = RegisterId::new("nobody").unwrap();
    assert_eq!(shop.log.open_session(again("third", &nobody), NOW).await, Ok(false));
}

pub async fn a_session_expires_and_a_register_has_few_of_them(fixture: &impl Fixture) {
    let shop = shop(fixture);
    let till = Till::new("A");
    let first = shop.join(&till).await;
    let expires = first.expires;
    assert_eq!(shop.log.session(first.token, Timestamp(expires.0 - 1)).await, Ok(Some(first.clone())));
    assert_eq!(shop.log.session(first.token, expires).await, Ok(None));
    for number in 0..SESSIONS_LIMIT + 3 {
        shop.session(&till.register, &format!("number {number}")).await;
    }
    assert_eq!(shop.log.counts(NOW).await.unwrap().sessions, u64::from(SESSIONS_LIMIT));
}

pub async fn a_sign_of_life_is_noted_with_how_far_the_clock_is_off(fixture: &impl Fixture) {
    let shop = shop(fixture);
    let till = Till::with("A", 2);
    let session = shop.join(&till).await;
    for (clock, skew) in [
        (later(5_000), 5_000),
        (Timestamp(NOW.0 - 90_000), -90_000),
        (Timestamp(u64::MAX), i64::MAX),
        (Timestamp(0), -1_800_000_000_000),
    ] {
        let sign = Sign { incarnation: 1, epoch: Epoch(1), tip: till.tip(), cursor: Cursor(3), clock };
        shop.log.hear(session.clone(), sign, NOW).await.unwrap();
        let row = shop.log.register(shop.store(), till.register.clone()).await.unwrap().unwrap();
        assert_eq!((row.seen, row.skew, row.cursor), (Some(NOW), skew, Cursor(3)));
    }
}

pub async fn a_session_of_one_store_says_nothing_in_another(fixture: &impl Fixture) {
    let shop = shop(fixture);
    let till = Till::with("A", 1);
    shop.join(&till).await;
    let other = StoreId::new("another").unwrap();
    assert_eq!(shop.log.register(other.clone(), till.register.clone()).await, Ok(None));
    let elsewhere = Session { store: other, ..shop.speaker(&till.register) };
    let push = till.push(&shop.store(), Epoch(1), 1);
    assert!(shop.log.append(elsewhere.clone(), push, NOW).await.is_err());
    let pull = Pull { epoch: Epoch(1), incarnation: 1, tip: till.tip(), cursor: Cursor(0), limit: 1 };
    assert!(shop.log.page(elsewhere, pull, NOW).await.is_err());
    assert_eq!(shop.log.counts(NOW).await.unwrap().entries, 0);
    assert_eq!(shop.push(&till, 1).await.feed, Cursor(1));
}

pub async fn whoever_listens_is_told_when_the_feed_moves(fixture: &impl Fixture) {
    let shop = shop(fixture);
    let mut feed = shop.log.feed();
    let till = Till::with("A", 2);
    shop.join(&till).await;
    shop.push(&till, 1).await;
    feed.changed().await.unwrap();
    assert_eq!(*feed.borrow_and_update(), Cursor(2));
    shop.push(&till, 1).await;
    assert!(!feed.has_changed().unwrap());
}

pub async fn what_was_answered_is_there_after_a_restart(fixture: &impl Fixture) {
    let shop = shop(fixture);
    let till = Till::with("A", 3);
    let session = shop.join(&till).await;
    shop.push(&till, 1).await;
    let mut copy = till.branch_off(1, 4);
    copy.grow(1);
    shop.said(&copy, 2, Epoch(1)).await;
    let (store, audit, row) = (
        shop.store(),
        shop.log.audit(100).await.unwrap(),
        shop.log.register(shop.store(), till.register.clone()).await.unwrap(),
    );
    let sealed = shop.log.sealed("purpose", b"secret");
    let shop = Shop::new(fixture.reopen(shop.log));
    assert_eq!((shop.store(), shop.log.sealed("purpose", b"secret")), (store, sealed));
    assert_eq!(shop.log.session(session.token, NOW).await, Ok(Some(session)));
    assert_eq!(shop.log.register(shop.store(), till.register.clone()).await.unwrap(), row);
    assert_eq!(shop.log.audit(100).await.unwrap(), audit);
    assert_eq!(shop.kept().await.len(), 1);
    assert_eq!(*shop.log.feed().borrow(), Cursor(3));
    assert_eq!(shop.push(&till, 1).await.held, till.tip());
}

pub async fn the_whole_feed_is_read_from_any_place_on(fixture: &impl Fixture) {
    let shop = shop(fixture);
    let (a, b) = (Till::with("A", 3), Till::with("B", 2));
    shop.join(&a).await;
    shop.join(&b).await;
    shop.push(&a, 1).await;
    shop.push(&b, 1).await;
    let all: Vec<Vec<u8>> = a.bytes().into_iter().chain(b.bytes()).collect();
    for (after, limit, from, to) in
        [(0, 10, 0, 5), (0, 2, 0, 2), (2, 2, 2, 4), (4, 9, 4, 5), (5, 9, 5, 5), (9, 9, 5, 5)]
    {
        let entries = shop.log.entries(Cursor(after), limit).await.unwrap();
        assert_eq!(entries, all[from..to], "{limit} after {after}");
    }
}

pub async fn every_administrative_act_is_written_down(fixture: &impl Fixture) {
    let shop = shop(fixture);
    let till = Till::new("A");
    offer(&shop, "Till 1", later(1_000)).await;
    admit(&shop, Some("Till 1"), &till, NOW).await;
    shop.log.revoke(till.register.clone(), "the owner", NOW).await.unwrap();
    let acts = shop.log.audit(100).await.unwrap();
    let said: Vec<_> = acts.iter().map(|act| (act.who.as_str(), act.act.as_str(), act.about.as_str())).collect();
    assert_eq!(said, [("somebody", "offered", "Till 1"), ("A", "enrolled", "Till 1"), ("the owner", "revoked", "A")]);
    assert!(acts.iter().all(|act| act.at == NOW));
    // What is secret is told by nobody.
    let again = Bytes(format!("{acts:?}").into_bytes());
    assert!(!String::from_utf8_lossy(&again.0).contains(&code("Till 1").to_string()));
}

pub async fn the_hub_begins_its_own_journal_in_an_empty_log_and_in_no_other(fixture: &impl Fixture) {
    let shop = shop(fixture);
    let own = Till::with("HUB", 3);
    assert!(shop.log.begin(Till::with("A", 1).bytes(), NOW).await.is_err(), "another's entries");
    let mut feed = shop.log.feed();
    assert_eq!(shop.log.begin(own.bytes(), NOW).await, Ok(true));
    assert_eq!(*feed.borrow_and_update(), Cursor(3));
    assert_eq!(shop.log.begin(own.bytes(), NOW).await, Ok(false));
    let session = shop.join(&Till::new("A")).await;
    assert_eq!(bytes(shop.page(&session, 0).await), own.bytes());
}
