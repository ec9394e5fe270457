//! The book of sales above a store: kept or made anew, whole or in pieces, it is the same book.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on must stop")]

mod shop;

use std::cell::RefCell;
use std::collections::BTreeMap;

use evertill_domain::Amount;
use evertill_domain::ids::{RegisterId, Seq};
use evertill_domain::report::{Behind, Book, DayNumber, Report, Span};
use evertill_journal::Journal;
use evertill_journal::memory::MemoryStore;
use evertill_journal::report::{catch_up, keep, restore, sales_behind};
use pollster::block_on;

use shop::{Pay, Step, day, found, register, run, start};

const EVER: Span = Span { from: DayNumber(0), to: DayNumber::LAST };

/// What a cache keeps: months by number, and the index.
#[derive(Default)]
struct Kept {
    index: Vec<u8>,
    months: RefCell<BTreeMap<u32, Vec<u8>>>,
}

impl Kept {
    async fn keep(&mut self, journal: &Journal<MemoryStore>, book: &mut Book) {
        let (months, index) = keep(journal.store(), &register(), book).await.unwrap();
        self.months.borrow_mut().extend(months);
        self.index = index;
    }

    async fn restore(&self, journal: &Journal<MemoryStore>) -> Option<Book> {
        self.restore_for(&register(), journal).await
    }

    async fn restore_for(&self, register: &RegisterId, journal: &Journal<MemoryStore>) -> Option<Book> {
        let month = async |at: u32| self.months.borrow().get(&at).cloned();
        restore(journal.store(), register, &self.index, month).await
    }
}

async fn book_of(journal: &Journal<MemoryStore>) -> Book {
    let mut book = Book::default();
    assert!(catch_up(journal.store(), &mut book, journal.head().seq, |_, _| true).await.unwrap());
    book.take_changed();
    book
}

#[test]
fn a_kept_book_is_the_book_made_anew_after_every_step_of_a_day() {
    block_on(async {
        let mut journal = found(MemoryStore::new()).await;
        let mut kept = Kept::default();
        let mut book = book_of(&journal).await;
        kept.keep(&journal, &mut book).await;
        for step in day() {
            run(&mut journal, &step).await.unwrap();
            let mut book = kept.restore(&journal).await.expect("what was kept is whole");
            catch_up(journal.store(), &mut book, journal.head().seq, |_, _| true).await.unwrap();
            kept.keep(&journal, &mut book).await;
            assert_eq!(book, book_of(&journal).await, "{step:?}");
        }
        let report = Report::of(&book_of(&journal).await, EVER).unwrap();
        let head = journal.head();
        assert_eq!(report.figures.total, head.grand_total.minus(head.refund_total).unwrap());
        assert_eq!((report.figures.sales, report.figures.refunds), (4, 2), "what was rolled back does not count");
    });
}

#[test]
fn months_that_were_written_without_their_index_count_nothing_twice() {
    block_on(async {
        let mut journal = found(MemoryStore::new()).await;
        let mut kept = Kept::default();
        let mut book = book_of(&journal).await;
        for step in day() {
            run(&mut journal, &step).await.unwrap();
            catch_up(journal.store(), &mut book, journal.head().seq, |_, _| true).await.unwrap();
            let index = std::mem::take(&mut kept.index);
            kept.keep(&journal, &mut book).await;
            // The page died between the months and the index, but for the first time.
            if !index.is_empty() && !matches!(step, Step::Record(_)) {
                kept.index = index;
            }
            let Some(mut again) = kept.restore(&journal).await else { continue };
            catch_up(journal.store(), &mut again, journal.head().seq, |_, _| true).await.unwrap();
            again.take_changed();
            assert_eq!(again, book_of(&journal).await, "{step:?}");
        }
    });
}

#[test]
fn a_sale_that_waits_for_its_decision_is_counted_when_it_is_decided() {
    block_on(async {
        let mut journal = found(MemoryStore::new()).await;
        run(&mut journal, &day()[0]).await.unwrap();
        let store = journal.store().clone();
        // PREPARE is one begin, three writes, one end: the power fails right after it.
        store.crash_at(4);
        assert!(run(&mut journal, &Step::Sell(&[("milk", 1)], Pay::Cash)).await.is_err());
        store.restart();
        let last = journal.head().seq;
        let mut book = Book::default();
        catch_up(&store, &mut book, last, |_, _| true).await.unwrap();
        let mut kept = Kept::default();
        kept.keep(&journal, &mut book).await;
        assert_eq!(Report::of(&book, EVER).unwrap().figures.sales, 0);

        let (journal, decided) = start(store).await.unwrap();
        assert_eq!(decided.len(), 1);
        let mut book = kept.restore(&journal).await.unwrap();
        catch_up(journal.store(), &mut book, journal.head().seq, |_, _| true).await.unwrap();
        assert_eq!(Report::of(&book, EVER).unwrap().figures.total, Amount::minor_i32(129));
    });
}

#[test]
fn what_is_damaged_missing_foreign_or_of_another_build_is_not_restored() {
    block_on(async {
        let mut journal = found(MemoryStore::new()).await;
        for step in day() {
            run(&mut journal, &step).await.unwrap();
        }
        let mut kept = Kept::default();
        let mut book = book_of(&journal).await;
        // The months are asked for anew.
        let mut book =
            Book::kept(book.covers(), book.totals(), std::mem::take(&mut book).months().clone(), BTreeMap::new());
        assert!(book.take_changed().is_empty());
        let mut whole = Book::default();
        catch_up(journal.store(), &mut whole, journal.head().seq, |_, _| true).await.unwrap();
        kept.keep(&journal, &mut whole).await;
        assert_eq!(kept.restore(&journal).await, Some(book));

        let stranger = RegisterId::new("till-2").unwrap();
        assert_eq!(kept.restore_for(&stranger, &journal).await, None);
        let other = found(MemoryStore::new()).await;
        assert_eq!(kept.restore(&other).await, None, "a journal that begins anew has other entries");

        let (&at, good) = kept
            .months
            .borrow()
            .first_key_value()
            .map(|(at, bytes)| (&*Box::leak(Box::new(*at)), bytes.clone()))
            .unwrap();
        let mut later = good.clone();
        later[1] = 9;
        for bad in [Vec::new(), good[..good.len() / 2].to_vec(), later] {
            kept.months.borrow_mut().insert(at, bad);
            assert_eq!(kept.restore(&journal).await, None);
        }
        kept.months.borrow_mut().remove(&at);
        assert_eq!(kept.restore(&journal).await, None);
        for flip in 0..good.len() {
            let mut bytes = good.clone();
            bytes[flip] ^= 1;
            kept.months.borrow_mut().insert(at, bytes);
            // It may be another book, but reading it never panics, and a total is never another.
            if let Some(book) = kept.restore(&journal).await {
                let figures = Report::of(&book, EVER).unwrap().figures;
                assert_eq!(figures.total, Report::of(&whole, EVER).unwrap().figures.total, "byte {flip}");
            }
        }
    });
}

#[test]
fn catching_up_can_be_stopped_and_goes_on_where_it_was() {
    block_on(async {
        let mut journal = found(MemoryStore::new()).await;
        for _ in 0..150 {
            run(&mut journal, &Step::Sell(&[("milk", 2)], Pay::Cash)).await.unwrap();
        }
        let (store, last) = (journal.store(), journal.head().seq);
        let mut book = Book::default();
        let mut heard = Vec::new();
        let stopped = catch_up(store, &mut book, last, |done, all| {
            heard.push((done, all));
            heard.len() < 2
        });
        assert_eq!(stopped.await, Ok(false));
        assert_eq!(heard, [(0, 301), (200, 301)]);
        assert_eq!(book.covers(), Seq(200));
        assert_eq!(catch_up(store, &mut book, last, |_, _| true).await, Ok(true));
        book.take_changed();
        assert_eq!(book, book_of(&journal).await);
    });
}

#[test]
fn the_sales_behind_a_row_are_found_and_no_others() {
    block_on(async {
        let mut journal = found(MemoryStore::new()).await;
        for step in day() {
            run(&mut journal, &step).await.unwrap();
        }
        let book = book_of(&journal).await;
        let receipts = async |behind: Behind| {
            let (sales, rest) = sales_behind(journal.store(), &book, EVER, &behind, 10).await.unwrap();
            assert_eq!(rest, None);
            sales.iter().map(|sale| sale.receipt.0).collect::<Vec<_>>()
        };
        let all = receipts(Behind::All).await;
        assert_eq!(all, [9, 8, 6, 4, 3, 1], "the latest first, without those that were rolled back");
        assert_eq!(receipts(Behind::Refunds).await, [8, 3]);
        let item = |sku: &str| Behind::Items([evertill_domain::ids::Sku::new(sku).unwrap()].into());
        assert_eq!(receipts(item("strict")).await, [1]);
        assert_eq!(receipts(item("nothing")).await, [0_u64; 0]);
    });
}
