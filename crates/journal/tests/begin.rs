//! A journal goes on in another incarnation, beside a copy of itself: one chain, numbers of its own, and nobody's sale is lost.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on must stop")]

mod shop;

use evertill_domain::clock::Timestamp;
use evertill_domain::event::Event;
use evertill_domain::ids::{ReceiptNumber, Seq};
use evertill_domain::quantity::Quantity;
use evertill_domain::shift::ShiftOpened;
use evertill_journal::commit::Outcome;
use evertill_journal::memory::MemoryStore;
use evertill_journal::push::ToPush;
use evertill_journal::store::JournalStore;
use evertill_journal::{Journal, Opened, read, verify};
use evertill_money::Amount;
use evertill_wire::sync::{Cursor, Epoch, Tip};
use evertill_wire::{Entry, ExportWriter};
use pollster::block_on;

use shop::feed::{check_at_rest, everything, milk, page, received, store_id, taken};
use shop::{NOW, day, found, register, run, sell_as, start};

const FIRST_OF_TWO: u64 = ReceiptNumber::OF_INCARNATION;

async fn entries(store: &MemoryStore) -> Vec<Entry> {
    let stored = store.entries(Seq(1), usize::MAX).await.unwrap();
    stored.into_iter().map(|(_, bytes)| Entry::from_bytes(&bytes).unwrap()).collect()
}

/// A register with a day behind it that belongs to a shop since.
async fn after_a_day() -> Journal<MemoryStore> {
    let mut journal = found(MemoryStore::new()).await;
    for step in day() {
        run(&mut journal, &step).await.unwrap();
    }
    journal.begin_epoch(store_id(), Epoch(1), NOW).await.unwrap();
    journal
}

/// The register, and a copy of its profile that was opened, too.
async fn copies() -> (Journal<MemoryStore>, Journal<MemoryStore>) {
    let journal = after_a_day().await;
    let (store, copy) = (journal.store().clone(), journal.store().fork());
    drop(journal);
    (start(store).await.unwrap().0, start(copy).await.unwrap().0)
}

/// What the entries of a register that the hub appended look like to another one, from its beginning.
fn feed(entries: &[Entry]) -> evertill_wire::sync::Page {
    page(0, &entries.iter().collect::<Vec<_>>())
}

#[test]
fn a_journal_that_goes_on_in_another_incarnation_stays_one_chain_with_receipts_of_its_own() {
    block_on(async {
        let mut journal = after_a_day().await;
        let (before, last) = (journal.head().clone(), journal.head().next_receipt.0 - 1);
        journal.acknowledge(Tip { seq: before.seq, hash: before.hash }, NOW).await.unwrap();
        let tip = journal.begin(3, NOW).await.unwrap();
        assert_eq!(tip, Tip { seq: before.seq, hash: before.hash });
        check_at_rest(&journal, "before anything was sold").await;
        let state = journal.sync_state().await.unwrap();
        assert_eq!((state.epoch, state.cursor, state.held), (Epoch(1), Cursor(0), Tip::default()));
        let ToPush::Entries(batch) = journal.push_from(Tip::default()).await.unwrap() else {
            panic!("all is to be pushed")
        };
        assert_eq!((batch.from, batch.tip), (Seq(1), tip));

        let sold = sell_as(&mut journal, "first").await.unwrap();
        assert_eq!((sold.sale.receipt, sold.outcome), (ReceiptNumber(2 * FIRST_OF_TWO + last + 1), Outcome::Confirmed));
        let written = entries(journal.store()).await;
        let (old, new) = written.split_at(usize::try_from(before.seq.0).unwrap());
        assert!(old.iter().all(|entry| entry.header.incarnation == 1));
        assert!(new.len() >= 2 && new.iter().all(|entry| entry.header.incarnation == 3));
        check_at_rest(&journal, "after a sale").await;

        // Who begins the same again, or an older one, begins nothing.
        let (head, all) = (journal.head().clone(), everything(journal.store()).await);
        for incarnation in [3, 2, 1] {
            journal.begin(incarnation, NOW).await.unwrap();
            assert_eq!((journal.head(), everything(journal.store()).await), (&head, all.clone()));
        }
        let (journal, _) = start(journal.store().clone()).await.unwrap();
        assert_eq!(journal.head().incarnation, 3);
        let mut export = ExportWriter::new(register(), journal.head().seq);
        for entry in entries(journal.store()).await {
            export.push(&entry.to_bytes());
        }
        assert!(verify::verify_export(&export.take()).is_ok());
    });
}

#[test]
fn an_incarnation_never_falls_and_its_receipts_leave_no_gap() {
    block_on(async {
        let mut journal = after_a_day().await;
        journal.begin(2, NOW).await.unwrap();
        sell_as(&mut journal, "first").await.unwrap();
        let written = entries(journal.store()).await;
        let verified = |entries: &[Entry]| {
            let mut verifier = verify::Verifier::default();
            entries.iter().try_for_each(|entry| verifier.push(entry))
        };
        assert_eq!(verified(&written), Ok(()));
        let (mut falls, mut gap) = (written.clone(), written.clone());
        let at = written.iter().rposition(|entry| entry.header.kind == "SalePrepared").unwrap();
        falls[at].header.incarnation = 1;
        gap[at].header.incarnation = 3;
        // The link to the entry before is checked first, and these are whole but for the number.
        assert_eq!(
            verified(&falls[..=at]).unwrap_err().kind,
            verify::FaultKind::ReceiptGap { found: receipt_of(&written[at]) }
        );
        assert_eq!(
            verified(&gap[..=at]).unwrap_err().kind,
            verify::FaultKind::ReceiptGap { found: receipt_of(&written[at]) }
        );
        let (mut after, last) = (written.clone(), written.len() - 1);
        after[last].header.incarnation = 1;
        assert_eq!(verified(&after).unwrap_err().kind, verify::FaultKind::Foreign);
    });
}

fn receipt_of(entry: &Entry) -> ReceiptNumber {
    match entry.body().unwrap() {
        evertill_wire::Body::Known(event) => match *event {
            Event::SalePrepared(sale) => sale.receipt,
            _ => panic!("no sale"),
        },
        evertill_wire::Body::Unknown => panic!("no sale"),
    }
}

/// The disk of a register whose power failed between preparing a sale and deciding it.
async fn undecided() -> MemoryStore {
    for step in 0.. {
        let mut journal = after_a_day().await;
        let store = journal.store().clone();
        store.crash_at(step);
        drop(sell_as(&mut journal, "undecided").await);
        store.restart();
        if !opened(&store).await.head().undecided.is_empty() {
            return store;
        }
    }
    panic!("a sale is decided in the step that prepares it");
}

async fn opened(store: &MemoryStore) -> Box<Journal<MemoryStore>> {
    match Journal::open(store.clone()).await.unwrap() {
        Opened::Found(journal) => journal,
        Opened::Empty(_) => panic!("the journal is gone"),
    }
}

#[test]
fn a_crash_in_any_step_of_going_on_leaves_one_incarnation_or_the_other() {
    block_on(async {
        let before = undecided().await;
        let mut found = [0, 0];
        for step in 0.. {
            let store = before.fork();
            let mut journal = opened(&store).await;
            journal.take_writer(NOW, false).await.unwrap();
            store.crash_at(step);
            let begun = journal.begin(2, NOW).await;
            let crashed = store.has_crashed();
            store.restart();
            let (mut journal, _) = start(store).await.unwrap();
            check_at_rest(&journal, &format!("crash at {step}")).await;
            let incarnation = journal.head().incarnation;
            assert!(begun.is_err() || incarnation == 2, "crash at {step}");
            found[usize::from(incarnation == 2)] += 1;
            journal.begin(2, NOW).await.unwrap();
            // The sale was decided in the incarnation that it was prepared in.
            let all = entries(journal.store()).await;
            let at = all.iter().rposition(|entry| entry.header.kind == "SaleConfirmed").unwrap();
            assert_eq!(all[at].header.incarnation, 1, "crash at {step}");
            sell_as(&mut journal, "after").await.unwrap();
            check_at_rest(&journal, &format!("after a crash at {step}")).await;
            if !crashed {
                break;
            }
        }
        assert!(found[0] > 8 && found[1] > 1, "{found:?}");
    });
}

#[test]
fn a_copy_and_its_register_sell_under_one_name_and_each_knows_of_both() {
    block_on(async {
        let (mut first, mut copy) = copies().await;
        let shared = first.head().seq.0;
        // Both sell before either hears of the other: the hub takes the first one's, and sets the copy's aside.
        let mine = sell_as(&mut first, "of the first").await.unwrap().sale.receipt;
        let theirs = sell_as(&mut copy, "of the copy").await.unwrap().sale.receipt;
        assert_eq!(mine, theirs);
        let disputed = copy.head().seq.0;
        copy.begin(2, NOW).await.unwrap();
        let second = sell_as(&mut copy, "second of the copy").await.unwrap().sale.receipt;
        assert_eq!(second, ReceiptNumber(FIRST_OF_TWO + theirs.0 + 1));
        copy.record(vec![received(100)], NOW).await.unwrap();

        // The copy reads the first one's line from its beginning, what both have included.
        let written = entries(first.store()).await;
        let before = milk(&copy).await;
        let answer = taken(&copy.take_in(&feed(&written), NOW).await.unwrap());
        assert_eq!((answer.entries as u64, answer.quarantined), (first.head().seq.0 - shared, 0));
        assert_eq!(milk(&copy).await, before.minus(Quantity::ONE).unwrap());
        check_at_rest(&copy, "the copy").await;
        let sold = read::sales(copy.store(), &register(), None, 3).await.unwrap();
        let receipts: Vec<ReceiptNumber> = sold.iter().map(|sale| sale.receipt).collect();
        assert_eq!(receipts, [second, mine, mine], "both are shown");
        assert_eq!(
            read::sales(copy.store(), &register(), None, 2).await.unwrap().len(),
            3,
            "also at the end of a page"
        );
        let (own, _) = read::sale(copy.store(), &register(), theirs).await.unwrap().unwrap();
        assert_eq!(own.id.as_str(), "of the copy");
        let same = taken(&copy.take_in(&feed(&written), NOW).await.unwrap());
        assert_eq!(same.entries, 0, "the same again");

        // The first one hears of what the copy wrote in its own incarnation, and of nothing else.
        let line: Vec<Entry> =
            entries(copy.store()).await.into_iter().filter(|entry| entry.header.incarnation == 2).collect();
        assert_eq!(line[0].header.seq, Seq(disputed + 1));
        let before = milk(&first).await;
        let answer = taken(&first.take_in(&feed(&line), NOW).await.unwrap());
        assert_eq!((answer.entries, answer.quarantined), (line.len(), 0));
        assert_eq!(milk(&first).await, before.plus(Quantity::whole(99)).unwrap());
        check_at_rest(&first, "the first").await;
        let (sale, _) = read::sale(first.store(), &register(), second).await.unwrap().unwrap();
        assert_eq!(sale.id.as_str(), "second of the copy");
        let last = read::last_own(first.store(), first.head(), 2).await.unwrap();
        assert_eq!(last[0].0.id.as_str(), "of the first", "the copy's sales are not its own");
        assert_eq!(sell_as(&mut first, "next").await.unwrap().sale.receipt, mine.next());
    });
}

#[test]
fn what_a_copy_did_at_its_till_changes_nothing_at_this_one() {
    block_on(async {
        let (mut first, mut copy) = copies().await;
        copy.begin(2, NOW).await.unwrap();
        let shift = read::till(first.store()).await.unwrap();
        let opened = ShiftOpened::new(shift, &shop::settings(), shop::TIME, None, Amount::minor_i32(700)).unwrap();
        copy.record(vec![Event::ShiftOpened(Box::new(opened))], NOW).await.unwrap();
        assert_ne!(read::till(copy.store()).await.unwrap(), shift);
        let line: Vec<Entry> =
            entries(copy.store()).await.into_iter().filter(|entry| entry.header.incarnation == 2).collect();
        taken(&first.take_in(&feed(&line), NOW).await.unwrap());
        assert_eq!(read::till(first.store()).await.unwrap(), shift);
        check_at_rest(&first, "the first").await;
    });
}

#[test]
fn what_happened_at_an_origin_is_read_from_the_journal_that_says_it() {
    block_on(async {
        let (mut first, mut copy) = copies().await;
        let item = |price| {
            Event::ItemChanged(Box::new(evertill_domain::edit::Edit::whole(shop::item(
                "tea",
                price,
                evertill_domain::item::StockPolicy::Off,
            ))))
        };
        first.record(vec![item(100)], NOW).await.unwrap();
        copy.record(vec![item(200)], Timestamp(NOW.0 + 1)).await.unwrap();
        copy.begin(2, NOW).await.unwrap();
        copy.take_in(&feed(&entries(first.store()).await), NOW).await.unwrap();
        let mut prices = Vec::new();
        for origin in read::catalogue_changes(copy.store(), None).await.unwrap() {
            if let Some(Event::ItemChanged(edit)) = read::event_of(copy.store(), &register(), &origin).await.unwrap() {
                prices.push(edit.value.price.unwrap().minor());
            }
        }
        prices.sort_unstable();
        assert_eq!(prices, [100, 200]);
    });
}
