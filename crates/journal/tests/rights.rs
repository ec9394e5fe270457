//! What a register of a shop may spend: what it was granted, once, whatever happens in between.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on must stop")]

mod shop;

use evertill_domain::event::{Event, ParticipantName, SaleConfirmed};
use evertill_domain::ids::{RegisterId, Sku, StoreId};
use evertill_domain::refusal::RollbackReason;
use evertill_domain::rights::{Asset, Open, Purse, TransferSettled, Way};
use evertill_journal::commit::Outcome;
use evertill_journal::memory::MemoryStore;
use evertill_journal::store::JournalStore;
use evertill_journal::{Journal, read, rebuild};
use evertill_wire::sync::Epoch;
use pollster::block_on;

use shop::{NOW, Pay, Step, credit, day, found, run, start};

const ASK: Way = Way::Ask { need: 1_000, forecast: 2_000 };

fn strict() -> Asset {
    Asset::Stock(Sku::new("strict").unwrap())
}

fn settled(id: u64, asset: Asset, granted: u64) -> TransferSettled {
    let holder = RegisterId::new("till-2").ok();
    TransferSettled { id, asset, granted, left: 0, elsewhere: 0, holder }
}

/// A register with two strict items, five times milk on the customer's account, and a shop that it belongs to.
async fn member() -> Journal<MemoryStore> {
    let mut journal = found(MemoryStore::new()).await;
    let mut day = day().into_iter();
    for step in day.by_ref().take(2).chain([Step::WithoutReceipt]) {
        run(&mut journal, &step).await.unwrap();
    }
    journal.begin_epoch(StoreId::new("s-1").unwrap(), Epoch(1), NOW).await.unwrap();
    journal
}

async fn outcome<S: JournalStore>(journal: &mut Journal<S>, step: Step) -> Outcome {
    run(journal, &step).await.unwrap().unwrap().outcome
}

fn not_held(asset: Asset, wanted: u64, held: u64) -> Outcome {
    let reason = RollbackReason::NotHeld { asset, wanted, held };
    Outcome::RolledBack { participant: ParticipantName::Rights, reason }
}

/// What the last sale says it was covered for.
async fn covered(journal: &Journal<MemoryStore>) -> Vec<Asset> {
    match read::event(journal.store(), journal.head().seq).await.unwrap() {
        Some(Event::SaleConfirmed(SaleConfirmed { covered, .. })) => covered,
        other => panic!("{other:?}"),
    }
}

async fn check_rows(journal: &Journal<MemoryStore>) {
    let fold = rebuild::rebuild(journal.store(), journal.head().seq, |_, _| true).await.unwrap().unwrap();
    assert_eq!(rebuild::compare(journal.store(), &fold).await.unwrap(), []);
}

#[test]
fn a_register_of_a_shop_sells_strictly_only_what_it_was_granted() {
    block_on(async {
        let mut journal = member().await;
        let one = || Step::Sell(&[("milk", 1), ("strict", 1)], Pay::Cash);
        assert_eq!(outcome(&mut journal, one()).await, not_held(strict(), 1_000, 0));
        assert!(journal.begin_transfer(strict(), ASK, NOW).await.unwrap().is_some());
        // What is only asked for is not held.
        assert_eq!(outcome(&mut journal, one()).await, not_held(strict(), 1_000, 0));
        journal.settle_transfer(settled(1, strict(), 1_000), NOW).await.unwrap();
        assert_eq!(outcome(&mut journal, one()).await, Outcome::Confirmed);
        assert_eq!(covered(&journal).await, [strict()]);
        assert_eq!(journal.right(&strict()).await.unwrap(), Purse { spent: 1_000, ..Purse::default() });
        assert_eq!(outcome(&mut journal, one()).await, not_held(strict(), 1_000, 0));
        assert_eq!(outcome(&mut journal, Step::Sell(&[("milk", 9)], Pay::Cash)).await, Outcome::Confirmed);
        assert_eq!(covered(&journal).await, []);
        check_rows(&journal).await;
    });
}

#[test]
fn what_belongs_to_a_customer_is_spent_where_it_is_held() {
    block_on(async {
        let mut journal = member().await;
        let account = Asset::Account(credit());
        let pays = || Step::Sell(&[("milk", 2)], Pay::Credit(129));
        assert_eq!(outcome(&mut journal, pays()).await, not_held(account.clone(), 129, 0));
        assert!(
            journal
                .begin_transfer(account.clone(), Way::Ask { need: 129, forecast: 129 }, NOW)
                .await
                .unwrap()
                .is_some()
        );
        journal.settle_transfer(settled(1, account.clone(), 129), NOW).await.unwrap();
        assert_eq!(outcome(&mut journal, pays()).await, Outcome::Confirmed);
        // What comes back onto it belongs to the shop, and is granted before it is spent.
        assert_eq!(outcome(&mut journal, Step::WithoutReceipt).await, Outcome::Confirmed);
        assert_eq!(outcome(&mut journal, pays()).await, not_held(account, 129, 0));
        check_rows(&journal).await;
    });
}

#[test]
fn whoever_may_spends_beyond_the_rights_and_never_beyond_what_there_is() {
    block_on(async {
        let mut journal = member().await;
        let unheld = |pieces: &'static [(&'static str, i32)]| Step::SellUnheld(pieces, Pay::Cash);
        assert_eq!(outcome(&mut journal, unheld(&[("strict", 1)])).await, Outcome::Confirmed);
        assert_eq!(covered(&journal).await, []);
        assert_eq!(journal.right(&strict()).await.unwrap(), Purse::default());
        let refused = outcome(&mut journal, unheld(&[("strict", 2)])).await;
        assert!(matches!(refused, Outcome::RolledBack { participant: ParticipantName::Inventory, .. }), "{refused:?}");
        // Where there is a right it is used.
        assert!(journal.begin_transfer(strict(), ASK, NOW).await.unwrap().is_some());
        journal.settle_transfer(settled(1, strict(), 1_000), NOW).await.unwrap();
        assert_eq!(outcome(&mut journal, unheld(&[("strict", 1)])).await, Outcome::Confirmed);
        assert_eq!(covered(&journal).await, [strict()]);
        check_rows(&journal).await;
    });
}

#[test]
fn one_transfer_is_under_way_at_a_time_and_only_its_own_answer_ends_it() {
    block_on(async {
        let mut journal = member().await;
        let points = Asset::Points(shop::ann());
        assert!(
            journal.begin_transfer(strict(), Way::Return { amount: 1 }, NOW).await.unwrap().is_none(),
            "nothing to give back"
        );
        assert!(journal.begin_transfer(strict(), ASK, NOW).await.unwrap().is_some());
        assert!(journal.begin_transfer(points.clone(), ASK, NOW).await.unwrap().is_none());
        let seq = journal.head().seq;
        for other in [settled(2, strict(), 9), settled(1, points.clone(), 9), settled(0, strict(), 9)] {
            journal.settle_transfer(other, NOW).await.unwrap();
        }
        assert_eq!(journal.head().seq, seq);
        let open = journal.transfers().await.unwrap();
        assert_eq!((open.settled, open.open), (0, Some(Open { asset: strict(), way: ASK })));
        for _ in 0..2 {
            journal.settle_transfer(settled(1, strict(), 2_000), NOW).await.unwrap();
        }
        assert_eq!(journal.rights().await.unwrap(), [(strict(), Purse { rights: 2_000, ..Purse::default() })]);
        for (amount, begins) in [(2_001, false), (0, false), (500, true), (1, false)] {
            let way = Way::Return { amount };
            assert_eq!(journal.begin_transfer(strict(), way, NOW).await.unwrap().is_some(), begins, "{amount}");
        }
        // What goes back cannot be spent, whether or not the hub ever hears of it.
        let left = Purse { rights: 1_500, returned: 500, ..Purse::default() };
        assert_eq!(journal.right(&strict()).await.unwrap(), left);
        journal.settle_transfer(settled(2, strict(), 0), NOW).await.unwrap();
        assert_eq!(journal.right(&strict()).await.unwrap(), left);
        check_rows(&journal).await;
    });
}

#[test]
fn rights_and_the_transfer_under_way_outlive_a_crash() {
    block_on(async {
        let mut journal = member().await;
        assert!(journal.begin_transfer(strict(), ASK, NOW).await.unwrap().is_some());
        journal.settle_transfer(settled(1, strict(), 2_000), NOW).await.unwrap();
        assert!(journal.begin_transfer(strict(), Way::Return { amount: 500 }, NOW).await.unwrap().is_some());
        let (mut journal, _) = start(journal.store().clone()).await.unwrap();
        let open = journal.transfers().await.unwrap();
        assert_eq!((open.settled, open.open.unwrap().way), (1, Way::Return { amount: 500 }));
        assert_eq!(outcome(&mut journal, Step::Sell(&[("strict", 1)], Pay::Cash)).await, Outcome::Confirmed);
        check_rows(&journal).await;
    });
}

#[test]
fn a_register_that_sells_alone_needs_no_right() {
    block_on(async {
        let mut journal = found(MemoryStore::new()).await;
        for step in day().into_iter().take(2) {
            run(&mut journal, &step).await.unwrap();
        }
        assert_eq!(outcome(&mut journal, Step::Sell(&[("strict", 2)], Pay::Cash)).await, Outcome::Confirmed);
        assert_eq!(covered(&journal).await, []);
    });
}
