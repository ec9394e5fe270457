//! What is not a crash: another writer, no room, a damaged disk, a damaged or foreign export.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on must stop")]

mod shop;

use evertill_domain::event::ParticipantName;
use evertill_domain::ids::{ReceiptNumber, Seq};
use evertill_domain::refusal::Refusal;
use evertill_journal::commit::{CommitError, Outcome};
use evertill_journal::memory::MemoryStore;
use evertill_journal::recovery::RecoveryReport;
use evertill_journal::store::{JournalStore, StoreError};
use evertill_journal::verify::{Fault, FaultKind, ImportFault, verify, verify_export};
use evertill_journal::{Journal, JournalError, Opened, read, rebuild};
use evertill_wire::sync::Tip;
use evertill_wire::{DecodeError, ExportError, ExportWriter};
use pollster::block_on;

use shop::{Pay, Step, day, found, register, run, start};

const MILK: Step = Step::Sell(&[("milk", 1)], Pay::Cash);

async fn after_a_day() -> Journal<MemoryStore> {
    let mut journal = found(MemoryStore::new()).await;
    for step in day() {
        run(&mut journal, &step).await.unwrap();
    }
    journal
}

#[test]
fn a_writer_that_was_taken_over_can_never_append_again() {
    block_on(async {
        let mut frozen = after_a_day().await;
        let (mut holder, _) = start(frozen.store().clone()).await.unwrap();
        for _ in 0..2 {
            assert_eq!(run(&mut frozen, &MILK).await, Err(CommitError::NotPrepared(JournalError::Fenced)));
        }
        let sold = run(&mut holder, &MILK).await.unwrap().unwrap();
        assert_eq!(sold.outcome, Outcome::Confirmed);
        assert_eq!(run(&mut frozen, &MILK).await, Err(CommitError::NotPrepared(JournalError::Fenced)));
        assert!(verify(holder.store(), holder.head(), |_, _| true).await.unwrap().unwrap().is_ok());
    });
}

#[test]
fn a_writer_that_is_fenced_between_prepare_and_decide_leaves_the_decision_to_the_holder() {
    block_on(async {
        let mut frozen = after_a_day().await;
        let store = frozen.store().clone();
        // PREPARE is one begin, three writes, one end: the power fails right after it, as a freeze.
        store.crash_at(4);
        assert!(run(&mut frozen, &MILK).await.is_err());
        store.restart();
        let (mut holder, decided) = start(store).await.unwrap();
        assert_eq!(decided.len(), 1, "the holder decides what the frozen page prepared");
        assert_eq!(run(&mut frozen, &MILK).await, Err(CommitError::NotPrepared(JournalError::Fenced)));
        assert!(run(&mut holder, &MILK).await.is_ok());
    });
}

#[test]
fn a_page_that_only_reads_cannot_append() {
    block_on(async {
        let journal = after_a_day().await;
        let Opened::Found(mut reader) = Journal::open(journal.store().clone()).await.unwrap() else {
            panic!("the journal is gone")
        };
        assert_eq!(run(&mut reader, &MILK).await, Err(CommitError::NotPrepared(JournalError::Fenced)));
        assert_eq!(reader.recover(shop::NOW).await, Ok(RecoveryReport::default()), "there is nothing to decide");
        assert_eq!(reader.store().entries(journal.head().seq.next(), 1).await, Ok(Vec::new()));
    });
}

#[test]
fn a_journal_is_begun_once() {
    block_on(async {
        let store = MemoryStore::new();
        found(store.clone()).await;
        let again = Journal::found(store, register(), shop::settings(), shop::NOW).await;
        assert!(matches!(again, Err(JournalError::Fenced)));
    });
}

#[test]
fn a_full_store_refuses_to_begin_a_sale_and_finishes_one_that_was_begun() {
    block_on(async {
        let mut journal = after_a_day().await;
        let store = journal.store().clone();
        store.limit_room(Some(store.size()));
        assert_eq!(
            run(&mut journal, &MILK).await,
            Err(CommitError::NotPrepared(JournalError::Store(StoreError::Full)))
        );
        // Room for what PREPARE writes, and not for the decision.
        let mut needed = 0;
        let sold = loop {
            needed += 50;
            store.limit_room(Some(store.size() + needed));
            match run(&mut journal, &MILK).await {
                Err(CommitError::NotPrepared(JournalError::Store(StoreError::Full))) => {}
                other => break other.unwrap().unwrap(),
            }
        };
        assert_eq!(sold.outcome, Outcome::Confirmed);
        let reserve = store.rows(&["reserve/".to_owned()]).await.unwrap();
        assert_eq!(reserve, [None], "the reserve was used to finish the sale");
        store.limit_room(None);
        let (journal, _) = start(store.clone()).await.unwrap();
        assert!(store.rows(&["reserve/".to_owned()]).await.unwrap()[0].is_some(), "and is kept again after a start");
        assert!(verify(&store, journal.head(), |_, _| true).await.unwrap().unwrap().is_ok());
    });
}

#[test]
fn a_full_store_still_opens_and_decides_what_was_prepared() {
    block_on(async {
        // Whether the reserve was used before, and how much room is left at the restart.
        for (used, room) in [(false, 0), (true, 10_000)] {
            let mut journal = after_a_day().await;
            let store = journal.store().clone();
            // The power fails between PREPARE and DECIDE.
            store.crash_at(4);
            assert!(run(&mut journal, &MILK).await.is_err());
            store.restart();
            if used {
                store.damage_row("reserve/", None);
            }
            store.limit_room(Some(store.size() + room));
            let (mut journal, decided) = start(store.clone()).await.unwrap();
            assert_eq!(decided.len(), 1, "used {used}");
            assert!(verify(&store, journal.head(), |_, _| true).await.unwrap().unwrap().is_ok());
            store.limit_room(None);
            assert!(run(&mut journal, &MILK).await.is_ok());
        }
    });
}

#[test]
fn nothing_is_appended_to_a_journal_whose_end_is_damaged() {
    block_on(async {
        let journal = after_a_day().await;
        let (store, last) = (journal.store().clone(), journal.head().seq);
        let bytes = store.entries(Seq(last.0 - 1), 2).await.unwrap();
        let [(_, before), (_, whole)] = &bytes[..] else { panic!("{bytes:?}") };
        for damage in [before.clone(), Vec::new(), whole[..whole.len() - 1].to_vec()] {
            store.damage_entry(last, damage);
            let started = start(store.clone()).await.map(|_| ());
            assert!(matches!(started, Err(JournalError::Corrupt(_))), "{started:?}");
            assert_eq!(store.entries(last.next(), 1).await, Ok(Vec::new()));
        }
        store.damage_entry(last, whole.clone());
        assert!(start(store).await.is_ok());
    });
}

#[test]
fn a_sale_that_is_tried_again_after_any_failure_is_sold_once() {
    block_on(async {
        let mut failures = 0;
        for step in 0.. {
            let mut journal = after_a_day().await;
            let store = journal.store().clone();
            store.crash_at(step);
            let first = shop::sell_as(&mut journal, "again").await;
            store.restart();
            if first.is_ok() {
                break;
            }
            failures += 1;
            // The page lives on and its cashier presses the same key again.
            let second = shop::sell_as(&mut journal, "again").await.unwrap();
            assert_eq!(second.outcome, Outcome::Confirmed);
            assert_eq!(journal.head().next_receipt, ReceiptNumber(11), "step {step}: sold twice, or a number lost");
            let next = shop::sell_as(&mut journal, "next").await.unwrap();
            assert_eq!(next.sale.receipt, ReceiptNumber(11));
        }
        assert!(failures > 8, "only {failures} steps failed");
    });
}

#[test]
fn a_sale_that_is_tried_again_is_sold_once_whatever_the_exchange_with_the_shop_wrote_between() {
    block_on(async {
        for incarnation in [1, 2] {
            for step in 0.. {
                let mut journal = after_a_day().await;
                let store = journal.store().clone();
                store.crash_at(step);
                let first = shop::sell_as(&mut journal, "again").await;
                store.restart();
                if first.is_ok() {
                    break;
                }
                let held = Tip { seq: journal.head().seq, hash: journal.head().hash };
                journal.acknowledge(held, shop::NOW).await.unwrap();
                journal.begin(incarnation, shop::NOW).await.unwrap();
                let second = shop::sell_as(&mut journal, "again").await.unwrap();
                assert_eq!(second.outcome, Outcome::Confirmed);
                let sold = read::last_own(journal.store(), journal.head(), 3).await.unwrap();
                let times = sold.iter().filter(|(sale, _)| sale.id.as_str() == "again").count();
                assert_eq!(times, 1, "incarnation {incarnation}, step {step}");
            }
        }
    });
}

#[test]
fn a_refusal_writes_nothing_and_uses_no_receipt_number() {
    block_on(async {
        let mut journal = after_a_day().await;
        let before = journal.head().clone();
        let refused = journal.complete_sale(shop::NOW, |_| Err(Refusal::BasketEmpty)).await;
        assert_eq!(refused, Err(CommitError::Refused(Refusal::BasketEmpty)));
        assert_eq!(journal.head(), &before);
    });
}

#[test]
fn a_rollback_leaves_nothing_but_its_audit_entry() {
    block_on(async {
        let mut journal = after_a_day().await;
        let head = journal.head().clone();
        let before = rebuild::rebuild(journal.store(), head.seq, |_, _| true).await.unwrap().unwrap();
        let sale = run(&mut journal, &Step::Sell(&[("milk", 5), ("strict", 9)], Pay::Cash)).await.unwrap().unwrap();
        assert!(
            matches!(sale.outcome, Outcome::RolledBack { participant: ParticipantName::Inventory, .. }),
            "{sale:?}"
        );
        let after = rebuild::rebuild(journal.store(), journal.head().seq, |_, _| true).await.unwrap().unwrap();
        let changed: Vec<String> = after
            .rows()
            .iter()
            .filter(|(key, row)| before.rows().get(key) != Ok(Some(row)))
            .map(|(key, _)| key.text())
            .collect();
        assert_eq!(changed, ["sale/till-1/0000000000000010"]);
        assert_eq!(journal.head().grand_total, head.grand_total);
        assert_eq!(journal.head().next_receipt, ReceiptNumber(11), "the number stays used");
    });
}

#[test]
fn a_damaged_journal_is_found_at_the_entry_that_is_damaged() {
    block_on(async {
        let journal = after_a_day().await;
        let store = journal.store().clone();
        let entries = store.entries(Seq(1), 1_000).await.unwrap();
        let bytes = |seq: u64| entries.iter().find(|(at, _)| at.0 == seq).unwrap().1.clone();
        let flipped = |seq: u64, at: usize| {
            let mut bytes = bytes(seq);
            let last = bytes.len() - 1 - at;
            bytes[last] ^= 1;
            bytes
        };
        // which entry, what it is replaced by, whether the fault is the expected one
        type Expected = fn(&FaultKind) -> bool;
        let table: [(u64, Vec<u8>, Expected); 4] = [
            (5, flipped(5, 0), |kind| matches!(kind, FaultKind::Damaged(DecodeError::BodyHash))),
            (6, bytes(7), |kind| matches!(kind, FaultKind::Gap { found: Seq(7) })),
            (3, Vec::new(), |kind| matches!(kind, FaultKind::Damaged(DecodeError::Envelope(_)))),
            (2, b"\x82\x41a\x41b".to_vec(), |kind| matches!(kind, FaultKind::Damaged(DecodeError::Header(_)))),
        ];
        for (seq, damaged, expected) in table {
            store.damage_entry(Seq(seq), damaged);
            let fault = verify(&store, journal.head(), |_, _| true).await.unwrap().unwrap().unwrap_err();
            assert_eq!(fault.at, Seq(seq), "{fault:?}");
            assert!(expected(&fault.kind), "{fault:?}");
            store.damage_entry(Seq(seq), bytes(seq));
        }
        assert!(verify(&store, journal.head(), |_, _| true).await.unwrap().unwrap().is_ok());
    });
}

#[test]
fn an_entry_from_another_history_does_not_link() {
    block_on(async {
        let journal = after_a_day().await;
        let mut other = found(MemoryStore::new()).await;
        for step in day().into_iter().rev().take(1).chain([MILK]) {
            // The other shop's first step fails on purpose: it has no receipt 1 to reprint.
            let _ = run(&mut other, &step).await;
        }
        let foreign = other.store().entries(Seq(2), 1).await.unwrap().remove(0).1;
        journal.store().damage_entry(Seq(3), foreign);
        let fault = verify(journal.store(), journal.head(), |_, _| true).await.unwrap().unwrap().unwrap_err();
        assert_eq!(fault, Fault { at: Seq(3), kind: FaultKind::Gap { found: Seq(2) } });
    });
}

#[test]
fn a_damaged_row_is_found_and_replaced_by_what_the_journal_says() {
    block_on(async {
        let mut journal = after_a_day().await;
        let store = journal.store().clone();
        let milk = store.rows(&["stock/milk".to_owned()]).await.unwrap().remove(0);
        for (key, damage) in [("stock/milk", None), ("stock/strict", Some(vec![0xff])), ("stock/ghost", milk)] {
            store.damage_row(key, damage);
            let fold = rebuild::rebuild(&store, journal.head().seq, |_, _| true).await.unwrap().unwrap();
            let differences = rebuild::compare(&store, &fold).await.unwrap();
            assert_eq!(differences.iter().map(|d| d.key.as_str()).collect::<Vec<_>>(), [key]);
            journal.replace_rows(fold, shop::NOW).await.unwrap();
            let fold = rebuild::rebuild(&store, journal.head().seq, |_, _| true).await.unwrap().unwrap();
            assert_eq!(rebuild::compare(&store, &fold).await.unwrap(), []);
        }
    });
}

async fn exported(journal: &Journal<MemoryStore>) -> Vec<u8> {
    let mut writer = ExportWriter::new(register(), journal.head().seq);
    for (_, bytes) in journal.store().entries(Seq(1), 1_000).await.unwrap() {
        writer.push(&bytes);
    }
    writer.take()
}

#[test]
fn an_exported_journal_verifies_and_a_changed_one_says_where_it_does_not() {
    block_on(async {
        let journal = after_a_day().await;
        let export = exported(&journal).await;
        let (from, verified) = verify_export(&export).unwrap();
        assert_eq!((from, verified.entries), (register(), journal.head().seq.0));
        assert_eq!(verified.grand_total, journal.head().grand_total);

        assert_eq!(verify_export(b"PK\x03\x04"), Err(ImportFault::File(ExportError::NotAJournal)));
        assert_eq!(verify_export(b""), Err(ImportFault::File(ExportError::NotAJournal)));
        for cut in [1, 40, export.len() / 2] {
            // Between two entries nothing is missing but the end.
            match verify_export(&export[..export.len() - cut]) {
                Err(ImportFault::File(ExportError::CutShort { .. })) => {}
                Err(ImportFault::Chain(Fault { kind: FaultKind::HeadDiffers, .. })) if cut > 40 => {}
                short => panic!("{short:?}"),
            }
        }
        // Any flipped bit is noticed, wherever it is: what no later entry links to, by the hash that somebody wrote down.
        for at in (0..export.len()).step_by(101) {
            let mut changed = export.clone();
            changed[at] ^= 0x10;
            let unnoticed = verify_export(&changed).is_ok_and(|(_, other)| other.hash == verified.hash);
            assert!(!unnoticed, "byte {at} was changed and nobody noticed");
        }
    });
}

#[test]
fn stopping_a_check_half_way_is_no_verdict() {
    block_on(async {
        let journal = after_a_day().await;
        assert_eq!(verify(journal.store(), journal.head(), |_, _| false).await, Ok(None));
        assert!(rebuild::rebuild(journal.store(), journal.head().seq, |_, _| false).await.unwrap().is_none());
    });
}

#[test]
fn sales_are_listed_latest_first_in_pages() {
    block_on(async {
        let journal = after_a_day().await;
        let page = read::sales(journal.store(), &register(), None, 3).await.unwrap();
        assert_eq!(page.iter().map(|sale| sale.receipt.0).collect::<Vec<_>>(), [9, 8, 7]);
        let next = read::sales(journal.store(), &register(), Some(ReceiptNumber(7)), 100).await.unwrap();
        assert_eq!(next.iter().map(|sale| sale.receipt.0).collect::<Vec<_>>(), [6, 5, 4, 3, 2, 1]);
    });
}
