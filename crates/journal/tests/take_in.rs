//! A register takes in what others wrote: whole pages or nothing, each entry once, whatever fails in between.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on must stop")]

mod shop;

use evertill_domain::clock::{Hlc, Timestamp};
use evertill_domain::edit::Edit;
use evertill_domain::event::Event;
use evertill_domain::ids::{RegisterId, Seq};
use evertill_domain::item::StockPolicy;
use evertill_domain::quantity::Quantity;
use evertill_journal::memory::MemoryStore;
use evertill_journal::push::{PushBatch, ToPush};
use evertill_journal::store::JournalStore;
use evertill_journal::take_in::{Taken, TakenIn};
use evertill_journal::waiting::{Count, Waiting};
use evertill_journal::{Journal, JournalError, Opened, PageRefusal, read, rebuild};
use evertill_wire::sync::{BATCH_LIMIT, Bytes, Cursor, ENTRIES_LIMIT, Epoch, Page, Tip};
use evertill_wire::{Entry, Hash, Place, Sealed};
use pollster::block_on;

use shop::feed::{check_at_rest, entry, everything, milk, page, ready, received, store_id, taken};
use shop::{NOW, Pay, Step, day, found, item, run, settings, start};

/// What another register of the shop wrote in a day: everything that the first one does, at a register of its own name.
async fn other(steps: &[Step]) -> Vec<Bytes> {
    let mut journal = found(MemoryStore::new()).await;
    for step in steps {
        run(&mut journal, step).await.unwrap();
    }
    let entries = journal.store().entries(Seq(1), usize::MAX).await.unwrap();
    renamed(entries.into_iter().map(|(_, bytes)| Entry::from_bytes(&bytes).unwrap()).collect())
}

/// The same entries as another register would have written them.
fn renamed(entries: Vec<Entry>) -> Vec<Bytes> {
    let register = RegisterId::new("till-2").unwrap();
    let mut prev = Hash::ZERO;
    let mut chain = Vec::new();
    for entry in entries {
        let header = &entry.header;
        let event = match entry.body().unwrap() {
            evertill_wire::Body::Known(event) => renamed_event(*event, &register),
            evertill_wire::Body::Unknown => panic!("no entry is of a later build"),
        };
        let place = Place {
            register: register.clone(),
            incarnation: 1,
            epoch: header.epoch,
            seq: header.seq,
            prev,
            hlc: Hlc { ms: header.hlc.ms + 5, ..header.hlc },
            actor: evertill_domain::people::Actor::default(),
        };
        let entry = Entry::from_sealed(place, Sealed::new(&event));
        prev = entry.hash;
        chain.push(Bytes(entry.to_bytes()));
    }
    chain
}

fn renamed_event(event: Event, register: &RegisterId) -> Event {
    match event {
        Event::SalePrepared(mut sale) => {
            sale.register = register.clone();
            Event::SalePrepared(sale)
        }
        Event::RegisterOpened { settings, .. } => Event::RegisterOpened { register: register.clone(), settings },
        event => event,
    }
}

/// The other register's day without what would name its own sales by the first one's name.
fn their_day() -> Vec<Step> {
    let kept = |step: &Step| !matches!(step, Step::Refund(..) | Step::PostVoid(_) | Step::Settle(_));
    let steps = day().into_iter().filter(kept);
    steps.filter(|step| !matches!(step, Step::Sell(_, Pay::Credit(_)))).collect()
}

fn pages(entries: &[Bytes], size: usize) -> Vec<Page> {
    let feed = Cursor(entries.len() as u64);
    let page = |(at, chunk): (usize, &[Bytes])| {
        let after = Cursor((at * size) as u64);
        let upto = Cursor(after.0 + chunk.len() as u64);
        Page { epoch: Epoch(1), after, upto, entries: chunk.to_vec(), feed }
    };
    entries.chunks(size).enumerate().map(page).collect()
}

#[test]
fn pages_are_taken_in_once_and_come_to_the_same_rows_in_pages_of_any_size() {
    block_on(async {
        let entries = other(&their_day()).await;
        let mut expected = None;
        for size in [1, 3, 7, entries.len()] {
            let mut journal = ready().await;
            let mut new = 0;
            for page in pages(&entries, size) {
                let answer = taken(&journal.take_in(&page, NOW).await.unwrap());
                assert_eq!((answer.quarantined, answer.passed_over), (0, 0), "pages of {size}");
                new += answer.entries;
                let before = everything(journal.store()).await;
                assert_eq!(taken(&journal.take_in(&page, NOW).await.unwrap()), Taken::default(), "again");
                assert_eq!(everything(journal.store()).await, before, "the same page twice");
            }
            assert_eq!(new, entries.len());
            check_at_rest(&journal, &format!("pages of {size}")).await;
            let all = everything(journal.store()).await;
            assert_eq!(*expected.get_or_insert_with(|| all.clone()), all, "pages of {size}");
            // Their sales are read like own ones, and their items are found.
            let theirs = RegisterId::new("till-2").unwrap();
            let sold = read::sales(journal.store(), &theirs, None, 100).await.unwrap();
            assert!(sold.len() > 3, "{}", sold.len());
            for sale in sold {
                let (found, _) = read::sale(journal.store(), &theirs, sale.receipt).await.unwrap().unwrap();
                assert_eq!((found.register, found.receipt), (theirs.clone(), sale.receipt));
            }
            let changes = read::catalogue_changes(journal.store(), None).await.unwrap();
            assert_eq!(changes.len(), 1);
            let event = read::event_of(journal.store(), &journal.head().register, &changes[0]).await.unwrap();
            assert!(matches!(event, Some(Event::ItemsImported(_))));
        }
    });
}

#[test]
fn a_page_that_does_not_fit_is_refused_and_nothing_of_it_is_written() {
    block_on(async {
        let entries = other(&their_day()).await;
        let whole = pages(&entries, 4);
        let mut journal = ready().await;
        journal.take_in(&whole[0], NOW).await.unwrap();
        let before = everything(journal.store()).await;
        let page = &whole[1];
        let with = |entries: Vec<Bytes>| Page { entries, ..page.clone() };
        let mut damaged = page.entries.clone();
        damaged[2].0[20] ^= 1;
        let table = [
            ("another life", Page { epoch: Epoch(2), ..page.clone() }, PageRefusal::Epoch(Epoch(1))),
            ("a gap", whole[2].clone(), PageRefusal::Gap(Cursor(4))),
            ("backwards", Page { upto: Cursor(1), after: Cursor(3), ..page.clone() }, PageRefusal::Backwards),
            ("many", with(vec![Bytes(vec![]); ENTRIES_LIMIT + 1]), PageRefusal::TooLarge),
            ("large", with(vec![Bytes(vec![0; BATCH_LIMIT]), Bytes(vec![0])]), PageRefusal::TooLarge),
        ];
        for (name, page, refusal) in table {
            assert_eq!(journal.take_in(&page, NOW).await.unwrap(), TakenIn::Refused(refusal), "{name}");
            assert_eq!(everything(journal.store()).await, before, "{name}");
        }
        let answer = journal.take_in(&with(damaged), NOW).await.unwrap();
        assert!(matches!(answer, TakenIn::Refused(PageRefusal::Damaged(2, _))), "{answer:?}");
        assert_eq!(everything(journal.store()).await, before, "damaged");
        assert_eq!(taken(&journal.take_in(page, NOW).await.unwrap()).entries, 4);
    });
}

#[test]
fn a_crash_in_any_step_of_taking_pages_in_loses_nothing_and_doubles_nothing() {
    block_on(async {
        let entries = other(&their_day()).await;
        let all = pages(&entries, 5);
        let mut undisturbed = ready().await;
        for page in &all {
            undisturbed.take_in(page, NOW).await.unwrap();
        }
        let (expected, feed) = everything(undisturbed.store()).await;
        let shared =
            |rows: Vec<(String, Vec<u8>)>| rows.into_iter().filter(|(key, _)| key != "sync/").collect::<Vec<_>>();
        let mut step = 0;
        loop {
            let journal = ready().await;
            let store = journal.store().clone();
            drop(journal);
            let (mut journal, _) = start(store.clone()).await.unwrap();
            store.crash_at(step);
            for page in &all {
                if journal.take_in(page, NOW).await.is_err() {
                    break;
                }
            }
            if !store.has_crashed() {
                break;
            }
            store.restart();
            let (mut journal, _) = start(store.clone()).await.unwrap();
            check_at_rest(&journal, &format!("crash at {step}")).await;
            // The hub sends on from the cursor, and what it is not sure of again.
            for page in &all {
                taken(&journal.take_in(page, NOW).await.unwrap());
            }
            check_at_rest(&journal, &format!("after a crash at {step}")).await;
            let (rows, kept) = everything(&store).await;
            assert_eq!((shared(rows), kept), (shared(expected.clone()), feed.clone()), "crash at {step}");
            step += 1;
        }
        assert!(step > 90, "only {step} steps were crashed");
    });
}

#[test]
fn what_does_not_fit_is_kept_in_quarantine_and_blocks_nothing() {
    block_on(async {
        let decision = Event::SaleRolledBack(evertill_domain::event::SaleRolledBack {
            prepared: Seq(77),
            receipt: evertill_domain::ids::ReceiptNumber(1),
            participant: evertill_domain::event::ParticipantName::Loyalty,
            reason: evertill_domain::refusal::RollbackReason::BeyondRange,
            recovered: false,
        });
        let stamp = |ms| Hlc { ms, counter: 0 };
        let first = entry(1, Hash::ZERO, stamp(1), &received(1));
        let unfit = entry(2, first.hash, stamp(2), &decision);
        let last = entry(3, unfit.hash, stamp(3), &received(2));
        let mut journal = ready().await;
        let answer = taken(&journal.take_in(&page(0, &[&first, &unfit, &last]), NOW).await.unwrap());
        assert_eq!((answer.entries, answer.quarantined), (3, 1));
        assert_eq!(milk(&journal).await, Quantity::whole(3));
        let state = journal.sync_state().await.unwrap();
        assert_eq!((state.kept, state.set_aside, state.quarantine[0].origin.clone()), (3, 1, unfit.origin()));
        check_at_rest(&journal, "with an entry in quarantine").await;
        let fold = rebuild::rebuild(journal.store(), journal.head().seq, |_, _| true).await.unwrap().unwrap();
        journal.replace_rows(fold, NOW).await.unwrap();
        let again = journal.sync_state().await.unwrap();
        assert_eq!((again.kept, again.set_aside, again.cursor), (3, 1, Cursor(3)));
    });
}

#[test]
fn a_place_that_the_hub_has_set_aside_is_named_and_blocks_nothing() {
    block_on(async {
        let stamp = |ms| Hlc { ms, counter: 0 };
        let first = entry(1, Hash::ZERO, stamp(1), &received(1));
        let missing = entry(2, first.hash, stamp(2), &received(10));
        let last = entry(3, missing.hash, stamp(3), &received(2));
        let mut journal = ready().await;
        let answer = taken(&journal.take_in(&page(0, &[&first, &last]), NOW).await.unwrap());
        assert_eq!((answer.entries, answer.quarantined), (2, 1));
        assert_eq!(milk(&journal).await, Quantity::whole(3));
        let state = journal.sync_state().await.unwrap();
        assert_eq!((state.set_aside, state.quarantine[0].origin.seq), (1, Seq(2)));
        check_at_rest(&journal, "with a place that is missing").await;
        let fold = rebuild::rebuild(journal.store(), journal.head().seq, |_, _| true).await.unwrap().unwrap();
        journal.replace_rows(fold, NOW).await.unwrap();
        assert_eq!(journal.sync_state().await.unwrap(), state);
        let follows = entry(1, first.hash, stamp(4), &received(1));
        let mut other = ready().await;
        let refused = PageRefusal::Unlinked { register: RegisterId::new("till-2").unwrap(), seq: Seq(1) };
        assert_eq!(other.take_in(&page(0, &[&follows]), NOW).await.unwrap(), TakenIn::Refused(refused));
    });
}

#[test]
fn own_stamps_lie_above_what_was_seen_but_no_wrong_clock_drags_them_along() {
    block_on(async {
        let minute = 60_000;
        for (ahead, expected) in [(10, 10), (minute, minute), (minute + 1, minute), (900 * minute, minute)] {
            let mut journal = ready().await;
            let seen = entry(1, Hash::ZERO, Hlc { ms: NOW.0 + ahead, counter: 3 }, &received(1));
            journal.take_in(&page(0, &[&seen]), NOW).await.unwrap();
            check_at_rest(&journal, "after a stamp was seen").await;
            journal.record(vec![received(1)], NOW).await.unwrap();
            let hlc = journal.head().hlc;
            assert_eq!(hlc.ms, NOW.0 + expected, "{ahead}");
            assert!(ahead > minute || hlc > Hlc { ms: NOW.0 + ahead, counter: 3 }, "{ahead}");
            check_at_rest(&journal, "after an own entry").await;
        }
    });
}

#[test]
fn a_hub_in_another_life_sends_everything_again_and_nothing_counts_twice() {
    block_on(async {
        let entries = other(&their_day()).await;
        let mut journal = ready().await;
        for page in pages(&entries, 9) {
            journal.take_in(&page, NOW).await.unwrap();
        }
        let (rows, feed) = everything(journal.store()).await;
        journal.begin_epoch(store_id(), Epoch(2), NOW).await.unwrap();
        assert_eq!(journal.sync_state().await.unwrap().cursor, Cursor(0));
        for page in pages(&entries, 4) {
            let answer = taken(&journal.take_in(&Page { epoch: Epoch(2), ..page }, NOW).await.unwrap());
            assert_eq!(answer.entries, 0);
        }
        let (again, kept) = everything(journal.store()).await;
        let without =
            |rows: Vec<(String, Vec<u8>)>| rows.into_iter().filter(|(key, _)| key != "sync/").collect::<Vec<_>>();
        assert_eq!((without(again), kept), (without(rows), feed));
    });
}

#[test]
fn a_hub_that_contradicts_itself_is_believed_once_in_each_life_and_what_was_pulled_is_forgotten() {
    block_on(async {
        let stamp = |ms| Hlc { ms, counter: 0 };
        let first = entry(1, Hash::ZERO, stamp(1), &received(1));
        let (mine, other) =
            (entry(2, first.hash, stamp(2), &received(5)), entry(2, first.hash, stamp(2), &received(7)));
        let after = entry(3, other.hash, stamp(3), &received(1));
        let mut journal = ready().await;
        journal.record(vec![received(100)], NOW).await.unwrap();
        journal.take_in(&page(0, &[&first, &mine]), NOW).await.unwrap();
        let contradicts = |seq| {
            TakenIn::Refused(PageRefusal::Contradicts { register: RegisterId::new("till-2").unwrap(), seq: Seq(seq) })
        };
        assert_eq!(journal.take_in(&page(2, &[&after]), NOW).await.unwrap(), contradicts(3));
        journal.begin_epoch(store_id(), Epoch(1), NOW).await.unwrap();
        assert_eq!(
            journal.take_in(&Page { after: Cursor(0), ..page(2, &[&first, &other, &after]) }, NOW).await.unwrap(),
            contradicts(2)
        );
        assert_eq!(milk(&journal).await, Quantity::whole(106));
        assert!(journal.forget_feed(NOW).await.unwrap());
        assert_eq!(milk(&journal).await, Quantity::whole(100));
        check_at_rest(&journal, "after what was pulled was forgotten").await;
        journal.take_in(&page(0, &[&first, &other, &after]), NOW).await.unwrap();
        assert_eq!(milk(&journal).await, Quantity::whole(109));
        check_at_rest(&journal, "after it was pulled anew").await;
        // Whoever turns about once more in the same life would do so for ever.
        assert_eq!(journal.take_in(&page(3, &[&mine]), NOW).await.unwrap(), contradicts(2));
        let before = everything(journal.store()).await;
        assert!(!journal.forget_feed(NOW).await.unwrap());
        assert_eq!(everything(journal.store()).await, before);
        journal.begin_epoch(store_id(), Epoch(2), NOW).await.unwrap();
        assert!(journal.forget_feed(NOW).await.unwrap());
        assert_eq!(milk(&journal).await, Quantity::whole(100));
    });
}

#[test]
fn what_the_hub_does_not_hold_is_pushed_in_batches_and_waits_until_it_is_acknowledged() {
    block_on(async {
        // It sold for a day before it joined a shop.
        let mut journal = found(MemoryStore::new()).await;
        for step in day() {
            run(&mut journal, &step).await.unwrap();
        }
        journal.begin_epoch(store_id(), Epoch(1), NOW).await.unwrap();
        let mut count = Count::default();
        let last = journal.head().seq;
        // However often it is counted on the way, each entry counts once.
        for tip in [Seq(1), Seq(7), last, last] {
            assert_eq!(count.up_to(journal.store(), Seq(0), tip).await.unwrap().entries, tip.0);
        }
        let waiting = count.up_to(journal.store(), Seq(0), last).await.unwrap();
        assert_eq!((waiting.sales, waiting.since), (journal.head().next_receipt.0 - 1, Some(NOW)));
        let mut held = Tip::default();
        let mut pushed: Vec<Bytes> = Vec::new();
        while let ToPush::Entries(PushBatch { from, entries, tip }) = journal.push_from(held).await.unwrap() {
            assert_eq!(from, held.seq.next());
            pushed.extend(entries);
            held = tip;
            journal.acknowledge(held, NOW).await.unwrap();
        }
        let stored = journal.store().entries(Seq(1), usize::MAX).await.unwrap();
        assert_eq!(pushed, stored.into_iter().map(|(_, bytes)| Bytes(bytes)).collect::<Vec<_>>());
        assert_eq!(held, Tip { seq: journal.head().seq, hash: journal.head().hash });
        assert_eq!(journal.store().outbox(10).await.unwrap(), []);
        assert_eq!(count.up_to(journal.store(), held.seq, held.seq).await.unwrap(), Waiting::default());
        assert_eq!(journal.push_from(held).await.unwrap(), ToPush::Nothing);
        let other = Tip { hash: Hash::of(b"another journal"), ..held };
        // What the hub holds may be a copy's: it is pushed to all the same, and finds that out by what it is pushed.
        assert_eq!(journal.push_from(other).await.unwrap(), ToPush::Nothing);
        assert_eq!(journal.push_from(Tip { seq: held.seq.next(), ..held }).await.unwrap(), ToPush::Nothing);
        journal.record(vec![received(1)], NOW).await.unwrap();
        let ToPush::Entries(batch) = journal.push_from(other).await.unwrap() else { panic!("there is one more") };
        assert_eq!((batch.from, batch.entries.len()), (held.seq.next(), 1));
        assert_eq!(journal.store().outbox(10).await.unwrap().len(), 1);
        assert_eq!(count.up_to(journal.store(), held.seq, held.seq.next()).await.unwrap().entries, 1);
    });
}

#[test]
fn a_push_holds_no_more_than_a_batch_may_unless_it_is_one_entry() {
    block_on(async {
        let mut journal = ready().await;
        let long = |name: &str| Event::ItemChanged(Box::new(Edit::whole(item(name, 1, StockPolicy::Off))));
        let many: Vec<Event> = (0..ENTRIES_LIMIT + 10).map(|at| long(&at.to_string())).collect();
        journal.record(many, NOW).await.unwrap();
        let ToPush::Entries(batch) = journal.push_from(Tip::default()).await.unwrap() else { panic!("there is much") };
        let size: usize = batch.entries.iter().map(|Bytes(bytes)| bytes.len()).sum();
        assert!(batch.entries.len() == ENTRIES_LIMIT && size <= BATCH_LIMIT, "{} of {size}", batch.entries.len());
        let import = evertill_domain::event::ItemsImported {
            import: evertill_domain::ids::ImportId::new("large").unwrap(),
            part: 1,
            parts: 1,
            items: (0..4_000)
                .map(|at| evertill_domain::item::Item {
                    name: "x".repeat(120),
                    codes: vec!["y".repeat(40); 6],
                    ..item(&at.to_string(), 1, StockPolicy::Off)
                })
                .collect(),
            stock: Vec::new(),
        };
        let before = Tip { seq: journal.head().seq, hash: journal.head().hash };
        journal.record(vec![Event::ItemsImported(import), received(1)], NOW).await.unwrap();
        let ToPush::Entries(batch) = journal.push_from(before).await.unwrap() else { panic!("there is more") };
        assert!(batch.entries.len() == 1 && batch.entries[0].0.len() > BATCH_LIMIT);
        let ToPush::Entries(batch) = journal.push_from(batch.tip).await.unwrap() else { panic!("there is more") };
        assert_eq!(batch.entries.len(), 1);
    });
}

#[test]
fn a_push_ends_with_an_entry_that_reads_and_is_halved_for_a_hub_that_cannot_read_it() {
    block_on(async {
        let mut journal = ready().await;
        journal.record((0..8).map(|_| received(1)).collect(), NOW).await.unwrap();
        let tip = |seq| Tip { seq: Seq(seq), hash: Hash::ZERO };
        let batch = |journal: &Journal<MemoryStore>, held| {
            let pushed = block_on(journal.push_from(tip(held)));
            match pushed.unwrap() {
                ToPush::Entries(batch) => batch,
                ToPush::Nothing => panic!("there is more"),
            }
        };
        let whole = batch(&journal, 0);
        assert_eq!((whole.tip.seq, whole.entries.len()), (Seq(9), 9));
        let mut left = Some(whole.clone());
        let mut ends = Vec::new();
        while let Some(batch) = left {
            assert_eq!(batch.tip.hash, Entry::from_bytes(&batch.entries.last().unwrap().0).unwrap().hash);
            ends.push(batch.tip.seq.0);
            left = batch.shortened();
        }
        assert_eq!(ends, [9, 4, 2, 1]);
        for damaged in [9, 8] {
            journal.store().damage_entry(Seq(damaged), vec![1, 2, 3]);
        }
        assert_eq!(batch(&journal, 0).tip.seq, Seq(7));
        assert!(matches!(journal.push_from(tip(7)).await, Err(JournalError::Corrupt(_))));
        journal.store().damage_entry(Seq(9), whole.entries[8].0.clone());
        let over_it = batch(&journal, 7);
        assert_eq!((over_it.from, over_it.tip.seq, over_it.entries.len()), (Seq(8), Seq(9), 2));
    });
}

#[test]
fn rows_of_a_build_that_folded_otherwise_are_made_anew_with_what_it_passed_over() {
    block_on(async {
        let mut journal = ready().await;
        let first = entry(1, Hash::ZERO, Hlc { ms: 1, counter: 0 }, &received(4));
        journal.take_in(&page(0, &[&first]), NOW).await.unwrap();
        let (store, head) = (journal.store().clone(), journal.head().clone());
        drop(journal);
        // A build that did not know the entry: it kept it, and no row says anything of it.
        let older = evertill_wire::Head { folded: 0, ..head };
        let batch = evertill_journal::store::Batch {
            head: Some(evertill_wire::to_record(&older)),
            rows: vec![("stock/milk".to_owned(), None)],
            ..Default::default()
        };
        store.transact(Vec::new(), |_| Ok::<_, ()>((batch, ()))).await.unwrap();
        let Opened::Found(mut journal) = Journal::open(store).await.unwrap() else { panic!("the journal is gone") };
        assert_eq!(milk(&journal).await, Quantity::ZERO);
        journal.take_writer(Timestamp(NOW.0 + 1), false).await.unwrap();
        assert_eq!((milk(&journal).await, journal.head().folded), (Quantity::whole(4), rebuild::FOLD));
        check_at_rest(&journal, "after an upgrade").await;
        assert_eq!(read::settings(journal.store()).await.unwrap(), Some(settings()));
    });
}
