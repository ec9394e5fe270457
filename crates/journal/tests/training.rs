//! Whatever is practised, the register's own journal holds nothing of it but when it began and ended.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on must stop")]

mod shop;

use evertill_domain::clock::LocalTime;
use evertill_domain::event::Event;
use evertill_domain::ids::{RegisterId, Seq, Sku};
use evertill_domain::quantity::Quantity;
use evertill_journal::memory::MemoryStore;
use evertill_journal::store::{JournalStore, Order};
use evertill_journal::{Journal, read, rebuild, training, verify};
use pollster::block_on;
use proptest::prelude::*;
use proptest::sample::select;

use shop::{NOW, Pay, Step, day, found, run};

const TIME: LocalTime = LocalTime { at: NOW, offset: 60 };

/// Everything that a store holds, byte for byte.
async fn all(store: &MemoryStore) -> (Option<Vec<u8>>, Vec<(Seq, Vec<u8>)>, Vec<(String, Vec<u8>)>) {
    let head = store.head().await.unwrap();
    let entries = store.entries(Seq(1), 10_000).await.unwrap();
    (head, entries, store.scan("", Order::Ascending, None, 10_000).await.unwrap())
}

async fn after_a_day() -> Journal<MemoryStore> {
    let mut journal = found(MemoryStore::new()).await;
    for step in day() {
        run(&mut journal, &step).await.unwrap();
    }
    journal
}

fn step() -> impl Strategy<Value = Step> {
    let sold = select(vec![
        Step::Sell(&[("milk", 3)], Pay::Cash),
        Step::Sell(&[("milk", 1), ("strict", 1)], Pay::Cash),
        Step::Sell(&[("milk", 2)], Pay::Points(10)),
        Step::Sell(&[("milk", 2)], Pay::Credit(100)),
    ]);
    prop_oneof![4 => sold, 1 => Just(day().remove(0))]
}

proptest! {
    #[test]
    fn whatever_is_practised_the_real_journal_holds_when_it_began_and_ended(steps in prop::collection::vec(step(), 1..12)) {
        block_on(async {
            let mut real = after_a_day().await;
            let began = vec![Event::TrainingStarted { time: TIME, operator: None }];
            real.record(began, NOW).await.unwrap();
            let before = all(real.store()).await;

            let mut practice = training::found(MemoryStore::new(), real.store(), NOW).await.unwrap();
            for step in &steps {
                run(&mut practice, step).await.unwrap();
            }
            let verified = verify::verify(practice.store(), practice.head(), |_, _| true).await.unwrap().unwrap();
            assert!(verified.is_ok(), "{verified:?}");

            assert_eq!(all(real.store()).await, before, "the real journal, its rows and its receipt numbers");
            let ended = vec![Event::TrainingEnded { time: TIME, operator: None }];
            let recorded = real.record(ended, NOW).await.unwrap();
            assert_eq!(recorded[0], Seq(before.1.len() as u64 + 1));
            assert!(!read::training(real.store()).await.unwrap());
        });
    }
}

#[test]
fn practice_begins_with_the_shops_rules_customers_and_stock_and_no_sale() {
    block_on(async {
        let real = after_a_day().await;
        let practice = training::found(MemoryStore::new(), real.store(), NOW).await.unwrap();
        assert_eq!(practice.head().register, RegisterId::training());
        assert!(practice.head().register.is_training() && !real.head().register.is_training());
        let milk = Sku::new("milk").unwrap();
        let stock = read::stock(practice.store(), &milk).await.unwrap();
        assert_eq!(stock, read::stock(real.store(), &milk).await.unwrap());
        assert_ne!(stock, Quantity::ZERO);
        assert_eq!(read::settings(practice.store()).await, read::settings(real.store()).await);
        let customers = read::customers(practice.store()).await.unwrap();
        assert_eq!(customers[0].profile.as_ref().map(|profile| profile.name.as_str()), Some("Ann"));
        assert_eq!(customers[0].points, 0, "points and credit are nobody's to practise with");
        assert_eq!(practice.head().next_receipt.0, 1);
        let fold = rebuild::rebuild(practice.store(), practice.head().seq, |_, _| true).await.unwrap().unwrap();
        assert_eq!(rebuild::compare(practice.store(), &fold).await.unwrap(), []);
    });
}

#[test]
fn a_register_that_starts_again_in_training_is_still_in_training() {
    block_on(async {
        let mut real = found(MemoryStore::new()).await;
        assert!(!read::training(real.store()).await.unwrap());
        real.record(vec![Event::TrainingStarted { time: TIME, operator: None }], NOW).await.unwrap();
        let (mut again, _) = shop::start(real.store().clone()).await.unwrap();
        assert!(read::training(again.store()).await.unwrap());
        again.record(vec![Event::TrainingEnded { time: TIME, operator: None }], NOW).await.unwrap();
        let (again, _) = shop::start(again.store().clone()).await.unwrap();
        assert!(!read::training(again.store()).await.unwrap());
    });
}
