//! A crash after every single storage step of a shop's day, and again in every step of the
//! recovery from it: nothing that was acknowledged is lost, nothing happens twice.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on must stop")]

mod shop;

use evertill_domain::ids::{ReceiptNumber, Seq};
use evertill_domain::rows::{Row, SaleStatus};
use evertill_journal::commit::{Committed, Outcome};
use evertill_journal::memory::MemoryStore;
use evertill_journal::store::{JournalStore, Order};
use evertill_journal::{Journal, read, rebuild, verify};
use evertill_wire::{Body, from_record};
use pollster::block_on;

use shop::{Step, day, evening, found, register, run, start};

/// Everything that must hold of a journal whenever it is at rest.
async fn check_at_rest(journal: &Journal<MemoryStore>, at: &str) {
    let store = journal.store();
    let head = journal.head();
    assert!(head.undecided.is_empty(), "{at}: {:?} are undecided", head.undecided);
    let verified = verify::verify(store, head, |_, _| true).await.unwrap().unwrap();
    assert!(verified.is_ok(), "{at}: {verified:?}");
    let fold = rebuild::rebuild(store, head.seq, |_, _| true).await.unwrap().unwrap();
    let differences = rebuild::compare(store, &fold).await.unwrap();
    assert!(differences.is_empty(), "{at}: {differences:?}");
    let sales = read::sales(store, &register(), None, 1_000).await.unwrap();
    let receipts: Vec<u64> = sales.iter().rev().map(|sale| sale.receipt.0).collect();
    let gapless: Vec<u64> = (1..head.next_receipt.0).collect();
    assert_eq!(receipts, gapless, "{at}: receipts have a gap or a double");
}

/// Every acknowledged sale stands as it was acknowledged.
async fn check_acknowledged(store: &MemoryStore, acknowledged: &[Committed], at: &str) {
    for told in acknowledged {
        let (sale, sold) = read::sale(store, &register(), told.sale.receipt).await.unwrap().expect(at);
        assert_eq!(sale, *told.sale, "{at}");
        let status = match told.outcome {
            Outcome::Confirmed => SaleStatus::Confirmed,
            Outcome::RolledBack { .. } => SaleStatus::RolledBack,
        };
        assert_eq!(sold.status, status, "{at}: receipt {}", told.sale.receipt);
    }
}

/// Rows that are about where entries stand, and the room in reserve.
const OF_STAMPS: [&str; 5] = ["catalogue/", "reserve/", "stamps/", "held/", "spent/"];

/// What the day leaves behind that a shop counts: stock, points, credit, totals.
async fn balances(journal: &Journal<MemoryStore>) -> Vec<(String, Row)> {
    let page = journal.store().scan("", Order::Ascending, None, 10_000).await.unwrap();
    page.into_iter()
        .filter(|(key, _)| !OF_STAMPS.iter().any(|prefix| key.starts_with(prefix)))
        .map(|(key, bytes)| {
            let mut row: Row = from_record(&bytes).unwrap();
            // How many entries a crash adds in front of a sale is not the shop's business.
            match &mut row {
                Row::Sale(sold) => sold.prepared = Seq(0),
                Row::Customer(row) => (row.redeemed, row.paid) = Default::default(),
                Row::StrictStock(strict) => row = Row::Stock(strict.on_hand),
                _ => {}
            }
            (key, row)
        })
        .collect()
}

/// Runs the rest of the day from `steps`, and returns whether the power failed and which step it
/// interrupted.
async fn run_until_crash(
    journal: &mut Journal<MemoryStore>,
    steps: &[Step],
    acknowledged: &mut Vec<Committed>,
) -> Option<usize> {
    for (at, step) in steps.iter().enumerate() {
        match run(journal, step).await {
            Ok(outcome) => acknowledged.extend(outcome),
            Err(error) => {
                assert!(journal.store().has_crashed(), "step {at} failed without a crash: {error:?}");
                return Some(at);
            }
        }
    }
    None
}

/// Whether the interrupted step is done, found as an operator would find it: by looking.
async fn is_done(store: &MemoryStore, step: &Step, receipt: ReceiptNumber) -> bool {
    match step {
        Step::Close => !read::till(store).await.unwrap().open,
        Step::Sell(..)
        | Step::SellUnheld(..)
        | Step::Refund(..)
        | Step::Settle(_)
        | Step::Charge(..)
        | Step::PostVoid(_)
        | Step::WithoutReceipt => read::sale(store, &register(), receipt).await.unwrap().is_some(),
        Step::Record(events) => {
            let entries = read::entries(store, Seq(1), 10_000).await.unwrap();
            let first = Body::Known(Box::new(events[0].clone()));
            entries.iter().any(|entry| entry.body().unwrap() == first)
        }
    }
}

fn whole_day() -> Vec<Step> {
    day().into_iter().chain(evening()).collect()
}

/// A shop whose power has failed in the middle of its day.
struct Interrupted {
    store: MemoryStore,
    /// What was told to have happened before.
    acknowledged: Vec<Committed>,
    /// The step of the day in which it failed.
    step: usize,
    /// Which storage step that was.
    at: u64,
}

/// The shop whose power fails at storage step `at`; `None` when the day ends before.
async fn interrupted(at: u64) -> Option<Interrupted> {
    let store = MemoryStore::new();
    let mut journal = found(store.clone()).await;
    let mut acknowledged = Vec::new();
    store.crash_at(at);
    let step = run_until_crash(&mut journal, &whole_day(), &mut acknowledged).await?;
    store.restart();
    Some(Interrupted { store, acknowledged, step, at })
}

impl Interrupted {
    /// Goes on from what the disk holds, to the end of the day. Where `second` is given, power fails again at that step of the
    /// recovery. Answers whether it did.
    async fn go_on(&self, second: Option<u64>, expected: &[(String, Row)]) -> bool {
        let at = format!("crash at {}, then at {second:?}", self.at);
        let store = self.store.fork();
        let mut crashed_twice = false;
        if let Some(second) = second {
            store.crash_at(second);
            crashed_twice = start(store.clone()).await.is_err();
            store.restart();
        }
        let next_receipt = ReceiptNumber(self.acknowledged.len() as u64 + 1);
        let (mut journal, _) = start(store.clone()).await.unwrap();
        check_at_rest(&journal, &at).await;
        check_acknowledged(&store, &self.acknowledged, &at).await;
        let steps = whole_day();
        let done = is_done(&store, &steps[self.step], next_receipt).await;
        let rest = if done { self.step + 1 } else { self.step };
        let mut later = Vec::new();
        assert_eq!(run_until_crash(&mut journal, &steps[rest..], &mut later).await, None, "{at}");
        check_at_rest(&journal, &at).await;
        assert_eq!(balances(&journal).await, expected, "{at}: the day ends otherwise than without a crash");
        crashed_twice
    }
}

async fn undisturbed() -> Vec<(String, Row)> {
    let mut journal = found(MemoryStore::new()).await;
    let mut told = Vec::new();
    assert_eq!(run_until_crash(&mut journal, &whole_day(), &mut told).await, None);
    let rolled_back = told.iter().filter(|sale| sale.outcome != Outcome::Confirmed).count();
    assert_eq!((told.len(), rolled_back), (24, 8), "the day has sales and a rollback by each kind of participant");
    check_at_rest(&journal, "undisturbed").await;
    balances(&journal).await
}

/// Tries every crash of the day with `recoveries`, on all cores, and answers how many crashes there were and the sum of what
/// it answered.
fn every_crash(recoveries: impl Fn(&Interrupted, &[(String, Row)]) -> u64 + Sync) -> (u64, u64) {
    let expected = block_on(undisturbed());
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let work = |thread: usize| {
        let days = (thread as u64..).step_by(threads).map_while(|at| block_on(interrupted(at)));
        days.fold((0, 0), |(days, sum), day| (days + 1, sum + recoveries(&day, &expected)))
    };
    std::thread::scope(|scope| {
        let work = &work;
        let running: Vec<_> = (0..threads).map(|thread| scope.spawn(move || work(thread))).collect();
        let told = running.into_iter().map(|thread| thread.join().unwrap());
        told.fold((0, 0), |(days, sum), (more, count)| (days + more, sum + count))
    })
}

#[test]
fn a_crash_after_any_storage_step_loses_nothing_and_doubles_nothing() {
    let (days, _) = every_crash(|day, expected| u64::from(block_on(day.go_on(None, expected))));
    assert!(days > 100, "only {days} steps were crashed");
}

#[test]
fn a_second_crash_in_any_step_of_the_recovery_loses_nothing_either() {
    let (_, twice) = every_crash(|day, expected| {
        (0..).take_while(|second| block_on(day.go_on(Some(*second), expected))).count() as u64
    });
    assert!(twice > 1_000, "only {twice} recoveries were crashed");
}
