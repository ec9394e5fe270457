//! What every store has to keep, as one suite for all of them.
//!
//! Each claim is a function over a [`Fixture`]. [`for_each_store_claim`](crate::for_each_store_claim)
//! hands their names to a macro of the store's own tests, which makes a test of each: that way a
//! claim is added in one place, and its name stands in the output of every store.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a suite of tests")]

use std::future::Future;
use std::pin::{Pin, pin};
use std::task::{Context, Poll};

use evertill_domain::ids::Seq;

use crate::store::{Batch, JournalStore, Order, Read, StoreError, TransactError};

/// Makes the stores that the suite tries.
#[allow(async_fn_in_trait, reason = "stores run on one thread, in a browser or in a test")]
pub trait Fixture {
    /// The store under test.
    type Store: JournalStore;

    /// A store that is empty.
    async fn fresh(&self) -> Self::Store;

    /// What a new page finds after this store's page was closed.
    async fn reopen(&self, store: Self::Store) -> Self::Store;
}

/// Calls a macro with the names of all claims: `for_each_store_claim!(make_tests);`.
#[macro_export]
macro_rules! for_each_store_claim {
    ($make:ident) => {
        $make! {
            an_empty_store_holds_nothing,
            a_transaction_writes_everything_it_was_told_to,
            a_transaction_that_writes_nothing_answers_all_the_same,
            a_refused_transaction_writes_nothing,
            a_place_that_is_taken_takes_the_whole_transaction_back,
            a_place_taken_twice_in_one_batch_takes_it_back,
            a_transaction_reads_what_earlier_ones_wrote,
            rows_come_in_the_order_they_were_asked_for,
            a_row_is_deleted_and_written_anew,
            a_later_change_of_a_row_in_a_batch_wins,
            clearing_rows_keeps_the_journal_and_the_new_rows,
            entries_are_paged_in_order,
            the_outbox_is_in_order_and_written_over,
            what_was_delivered_leaves_the_outbox,
            what_was_pulled_is_in_order_and_its_keys_are_taken_once,
            what_was_pulled_is_dropped_from_one_key_to_another,
            a_scan_keeps_to_its_prefix,
            a_scan_is_paged_both_ways,
            a_scan_begins_beyond_any_key,
            keys_are_ordered_by_their_code_units,
            large_and_empty_rows_come_back_whole,
            transactions_at_once_happen_one_after_another,
            a_reader_sees_all_of_a_transaction_or_nothing,
            what_returned_is_there_after_a_restart
        }
    };
}

/// Nothing is there before anything is written.
pub async fn an_empty_store_holds_nothing(fixture: &impl Fixture) {
    let store = fixture.fresh().await;
    assert_eq!(store.head().await, Ok(None));
    assert_eq!(store.entries(Seq(0), 10).await, Ok(vec![]));
    assert_eq!(store.rows(&[]).await, Ok(vec![]));
    assert_eq!(store.rows(&["a".to_owned()]).await, Ok(vec![None]));
    assert_eq!(store.scan("", Order::Ascending, None, 10).await, Ok(vec![]));
    assert_eq!(store.scan("", Order::Descending, None, 10).await, Ok(vec![]));
    assert_eq!(store.outbox(10).await, Ok(vec![]));
    assert_eq!(store.pulled("", 10).await, Ok(vec![]));
}

/// Entries, head, rows and outbox of one batch are all found.
pub async fn a_transaction_writes_everything_it_was_told_to(fixture: &impl Fixture) {
    let store = fixture.fresh().await;
    let answer = store.transact(vec![], |_| Ok::<_, ()>((full_batch(1), "done"))).await;
    assert_eq!(answer, Ok("done"));
    assert_holds_full_batch(&store).await;
}

/// The function's answer comes back where its batch is empty.
pub async fn a_transaction_that_writes_nothing_answers_all_the_same(fixture: &impl Fixture) {
    let store = fixture.fresh().await;
    let answer = store.transact(vec![], |read| Ok::<_, ()>((Batch::default(), read.head.is_none()))).await;
    assert_eq!(answer, Ok(true));
    assert_eq!(store.head().await, Ok(None));
}

/// A refusal comes back as it is, and leaves the store as it was.
pub async fn a_refused_transaction_writes_nothing(fixture: &impl Fixture) {
    let store = fixture.fresh().await;
    write(&store, full_batch(1)).await;
    let refused = store.transact(strings(&["a"]), |_| Err::<(Batch, ()), _>("no")).await;
    assert_eq!(refused, Err(TransactError::Aborted("no")));
    assert_holds_full_batch(&store).await;
    write(&store, Batch { rows: vec![row("after", b"1")], ..Batch::default() }).await;
}

/// Two writers cannot both have a place: the second one's rows, head and outbox are not written.
pub async fn a_place_that_is_taken_takes_the_whole_transaction_back(fixture: &impl Fixture) {
    let store = fixture.fresh().await;
    write(&store, full_batch(1)).await;
    let second = Batch {
        entries: vec![(Seq(2), b"two".to_vec()), (Seq(1), b"usurper".to_vec())],
        head: Some(b"usurped".to_vec()),
        clear_rows: true,
        rows: vec![row("usurper", b"1")],
        outbox: vec![(Seq(2), b"two".to_vec())],
        delivered: Some(Seq(1)),
        drop_pulled: vec![(String::new(), "2".to_owned())],
        pulled: vec![row_of("2", b"two")],
    };
    assert_gone(store.transact(vec![], |_| Ok::<_, ()>((second, ()))).await);
    assert_holds_full_batch(&store).await;
}

/// A batch that claims one place for two entries is not written, not even in part.
pub async fn a_place_taken_twice_in_one_batch_takes_it_back(fixture: &impl Fixture) {
    let store = fixture.fresh().await;
    let entries = vec![(Seq(1), vec![1]), (Seq(1), vec![2])];
    let batch = Batch { entries, head: Some(vec![1]), ..Batch::default() };
    assert_gone(store.transact(vec![], |_| Ok::<_, ()>((batch, ()))).await);
    assert_eq!((store.head().await, store.entries(Seq(0), 10).await), (Ok(None), Ok(vec![])));
}

/// Head and rows are read as the transaction before left them.
pub async fn a_transaction_reads_what_earlier_ones_wrote(fixture: &impl Fixture) {
    let store = fixture.fresh().await;
    for turn in 0_u8..4 {
        let expected = turn.checked_sub(1).map(|before| vec![before]);
        let decide = move |read: Read| {
            let batch = Batch { head: Some(vec![turn]), rows: vec![row("a", &[turn])], ..Batch::default() };
            Ok::<_, ()>((batch, (read.head, read.rows)))
        };
        let seen = store.transact(strings(&["a", "never"]), decide).await;
        assert_eq!(seen, Ok((expected.clone(), vec![expected, None])), "turn {turn}");
    }
}

/// Rows answer question by question, also to the same question asked twice.
pub async fn rows_come_in_the_order_they_were_asked_for(fixture: &impl Fixture) {
    let store = fixture.fresh().await;
    write(&store, Batch { rows: vec![row("a", b"1"), row("b", b"2"), row("c", b"3")], ..Batch::default() }).await;
    let asked = strings(&["c", "x", "a", "c", "b", ""]);
    let expected = vec![bytes("3"), None, bytes("1"), bytes("3"), bytes("2"), None];
    assert_eq!(store.rows(&asked).await.as_ref(), Ok(&expected));
    let seen = store.transact(asked, |read| Ok::<_, ()>((Batch::default(), read.rows))).await;
    assert_eq!(seen, Ok(expected));
}

/// Deleting what is not there does no harm; what was deleted can be written again.
pub async fn a_row_is_deleted_and_written_anew(fixture: &impl Fixture) {
    let store = fixture.fresh().await;
    let delete = || Batch { rows: vec![("a".to_owned(), None)], ..Batch::default() };
    write(&store, delete()).await;
    write(&store, Batch { rows: vec![row("a", b"1"), row("b", b"2")], ..Batch::default() }).await;
    write(&store, delete()).await;
    assert_eq!(store.rows(&strings(&["a", "b"])).await, Ok(vec![None, bytes("2")]));
    write(&store, Batch { rows: vec![row("a", b"3")], ..Batch::default() }).await;
    assert_eq!(store.rows(&strings(&["a", "b"])).await, Ok(vec![bytes("3"), bytes("2")]));
}

/// Changes of rows are made in the order of the batch.
pub async fn a_later_change_of_a_row_in_a_batch_wins(fixture: &impl Fixture) {
    let store = fixture.fresh().await;
    let rows = vec![
        row("a", b"1"),
        ("a".to_owned(), None),
        row("b", b"1"),
        row("b", b"2"),
        ("c".to_owned(), None),
        row("c", b"3"),
    ];
    write(&store, Batch { rows, ..Batch::default() }).await;
    assert_eq!(store.rows(&strings(&["a", "b", "c"])).await, Ok(vec![None, bytes("2"), bytes("3")]));
}

/// A rebuild drops the rows and writes them anew; entries, head and outbox are not its business.
pub async fn clearing_rows_keeps_the_journal_and_the_new_rows(fixture: &impl Fixture) {
    let store = fixture.fresh().await;
    write(&store, full_batch(1)).await;
    write(&store, Batch { clear_rows: true, rows: vec![row("new", b"1")], ..Batch::default() }).await;
    let rows = store.scan("", Order::Ascending, None, 10).await;
    assert_eq!(rows, Ok(vec![("new".to_owned(), b"1".to_vec())]));
    assert_eq!(store.head().await, Ok(bytes("head")));
    assert_eq!(store.entries(Seq(0), 10).await, Ok(vec![(Seq(1), b"entry".to_vec())]));
    assert_eq!(store.outbox(10).await, Ok(vec![(Seq(1), b"letter".to_vec())]));
    write(&store, Batch { clear_rows: true, ..Batch::default() }).await;
    assert_eq!(store.scan("", Order::Ascending, None, 10).await, Ok(vec![]));
}

/// A thousand entries are read in pages without a gap, from any place, 9 before 10.
pub async fn entries_are_paged_in_order(fixture: &impl Fixture) {
    const COUNT: u64 = 1_000;
    let store = fixture.fresh().await;
    // Handed over backwards: order is the store's business.
    let entries = (1..=COUNT).rev().map(|seq| (Seq(seq), seq.to_be_bytes().to_vec())).collect();
    write(&store, Batch { entries, ..Batch::default() }).await;
    let mut seen = Vec::new();
    let mut from = Seq(0);
    loop {
        let page = store.entries(from, 64).await.unwrap();
        let Some((last, _)) = page.last() else { break };
        assert!(page.len() <= 64);
        from = last.next();
        seen.extend(page);
    }
    let expected: Vec<_> = (1..=COUNT).map(|seq| (Seq(seq), seq.to_be_bytes().to_vec())).collect();
    assert!(seen == expected, "{} entries", seen.len());

    let table = [(Seq(0), 0, 0), (Seq(1), 1, 1), (Seq(999), 10, 2), (Seq(1_001), 10, 0), (Seq(0), usize::MAX, 1_000)];
    for (from, limit, expected) in table {
        assert_eq!(store.entries(from, limit).await.unwrap().len(), expected, "from {from}, at most {limit}");
    }
}

/// The outbox is ordered by place, and a place may be written again.
pub async fn the_outbox_is_in_order_and_written_over(fixture: &impl Fixture) {
    let store = fixture.fresh().await;
    let letters = |list: &[(u64, &str)]| -> Vec<(Seq, Vec<u8>)> {
        list.iter().map(|(seq, text)| (Seq(*seq), text.as_bytes().to_vec())).collect()
    };
    write(&store, Batch { outbox: letters(&[(10, "ten"), (9, "nine"), (100, "hundred")]), ..Batch::default() }).await;
    write(&store, Batch { outbox: letters(&[(9, "nine again")]), ..Batch::default() }).await;
    assert_eq!(store.outbox(10).await, Ok(letters(&[(9, "nine again"), (10, "ten"), (100, "hundred")])));
    assert_eq!(store.outbox(2).await, Ok(letters(&[(9, "nine again"), (10, "ten")])));
    assert_eq!(store.outbox(0).await, Ok(vec![]));
}

/// What the hub holds awaits delivery no longer; what is written in the same breath does.
pub async fn what_was_delivered_leaves_the_outbox(fixture: &impl Fixture) {
    let store = fixture.fresh().await;
    let letter = |seq: u64| (Seq(seq), seq.to_be_bytes().to_vec());
    write(&store, Batch { outbox: (1..=20).map(letter).collect(), ..Batch::default() }).await;
    write(&store, Batch { delivered: Some(Seq(9)), ..Batch::default() }).await;
    assert_eq!(store.outbox(3).await, Ok(vec![letter(10), letter(11), letter(12)]));
    write(&store, Batch { delivered: Some(Seq(30)), outbox: vec![letter(21)], ..Batch::default() }).await;
    assert_eq!(store.outbox(3).await, Ok(vec![letter(21)]));
    write(&store, Batch { delivered: Some(Seq(0)), ..Batch::default() }).await;
    assert_eq!(store.outbox(3).await, Ok(vec![letter(21)]));
}

/// Entries of others are paged by their keys, which are taken once; a rebuild of rows is not their business.
pub async fn what_was_pulled_is_in_order_and_its_keys_are_taken_once(fixture: &impl Fixture) {
    let store = fixture.fresh().await;
    let guest = |key: &str| row_of(key, key.as_bytes());
    write(&store, Batch { pulled: vec![guest("b"), guest("a\u{1f}1"), guest("c")], ..Batch::default() }).await;
    write(&store, Batch { entries: vec![(Seq(1), vec![1])], clear_rows: true, ..Batch::default() }).await;
    assert_eq!(store.pulled("", 10).await, Ok(vec![guest("a\u{1f}1"), guest("b"), guest("c")]));
    assert_eq!(store.pulled("b", 1).await, Ok(vec![guest("b")]));
    assert_eq!(store.pulled("b\0", 10).await, Ok(vec![guest("c")]));
    assert_eq!(store.pulled("d", 10).await, Ok(vec![]));
    assert_eq!(store.pulled("", 0).await, Ok(vec![]));
    let again = Batch { pulled: vec![guest("bb"), guest("b")], rows: vec![row("a", b"1")], ..Batch::default() };
    assert_gone(store.transact(vec![], |_| Ok::<_, ()>((again, ()))).await);
    assert_eq!(store.pulled("b", 10).await, Ok(vec![guest("b"), guest("c")]));
    assert_eq!(store.rows(&strings(&["a"])).await, Ok(vec![None]));
}

/// Whatever lies between two keys goes, with both; what is written by the same batch stays.
pub async fn what_was_pulled_is_dropped_from_one_key_to_another(fixture: &impl Fixture) {
    let store = fixture.fresh().await;
    let guest = |key: &str| row_of(key, key.as_bytes());
    let all = ["a", "b", "b\u{1f}", "c", "d", "\u{ffff}", "\u{1f600}"];
    write(&store, Batch { pulled: all.iter().map(|key| guest(key)).collect(), ..Batch::default() }).await;
    let range = |from: &str, to: &str| (from.to_owned(), to.to_owned());
    let drop_pulled = vec![range("b", "c"), range("x", "y")];
    write(&store, Batch { drop_pulled, pulled: vec![guest("b")], ..Batch::default() }).await;
    let left: Vec<_> = ["a", "b", "d", "\u{1f600}", "\u{ffff}"].iter().map(|key| guest(key)).collect();
    assert_eq!(store.pulled("", 10).await, Ok(left), "in the order of UTF-16 code units");
    write(&store, Batch { drop_pulled: vec![range("", "\u{ffff}")], ..Batch::default() }).await;
    assert_eq!(store.pulled("", 10).await, Ok(vec![]));
}

/// Keys that begin otherwise stay out, however near they are.
pub async fn a_scan_keeps_to_its_prefix(fixture: &impl Fixture) {
    let store = fixture.fresh().await;
    let keys = [
        "item",
        "item/",
        "item/1",
        "item/9",
        "item/\u{ffff}",
        "item/\u{ffff}\u{ffff}x",
        "item/😀",
        "item0",
        "ite",
        "j",
        "😀",
        "😀a",
        "😁",
        "\u{ffff}",
        "\u{ffff}\u{ffff}",
        "\u{d7ff}",
        "\u{d7ff}a",
        "\u{e000}",
    ];
    write(&store, Batch { rows: keys.iter().map(|key| row(key, b"")).collect(), ..Batch::default() }).await;
    let table: [(&str, &[&str]); 7] = [
        ("item/", &["item/", "item/1", "item/9", "item/😀", "item/\u{ffff}", "item/\u{ffff}\u{ffff}x"]),
        ("item/1", &["item/1"]),
        ("item/2", &[]),
        ("😀", &["😀", "😀a"]),
        ("\u{d7ff}", &["\u{d7ff}", "\u{d7ff}a"]),
        ("\u{ffff}", &["\u{ffff}", "\u{ffff}\u{ffff}"]),
        ("item/\u{ffff}\u{ffff}", &["item/\u{ffff}\u{ffff}x"]),
    ];
    for (prefix, expected) in table {
        let mut expected: Vec<&str> = expected.to_vec();
        assert_eq!(keys_of(&store, prefix, Order::Ascending, None, 100).await, expected, "{prefix:?}");
        expected.reverse();
        assert_eq!(keys_of(&store, prefix, Order::Descending, None, 100).await, expected, "{prefix:?} descending");
    }
    assert_eq!(keys_of(&store, "", Order::Ascending, None, 100).await.len(), keys.len());
}

/// Pages of any size, put together, are the whole, with the bytes that belong to each key.
pub async fn a_scan_is_paged_both_ways(fixture: &impl Fixture) {
    let store = fixture.fresh().await;
    let rows = (0_u32..40).map(|number| row(&format!("p/{number:03}"), &number.to_be_bytes()));
    let rows = rows.chain([row("o/999", b"before"), row("q/000", b"after")]).collect();
    write(&store, Batch { rows, ..Batch::default() }).await;
    for order in [Order::Ascending, Order::Descending] {
        for limit in [1, 7, 39, 40, 41, usize::MAX] {
            let mut seen: Vec<(String, Vec<u8>)> = Vec::new();
            loop {
                let after = seen.last().map(|(key, _)| key.clone());
                let page = store.scan("p/", order, after.as_deref(), limit).await.unwrap();
                assert!(page.len() <= limit);
                if page.is_empty() {
                    break;
                }
                seen.extend(page);
            }
            if order == Order::Descending {
                seen.reverse();
            }
            let expected: Vec<_> =
                (0_u32..40).map(|number| (format!("p/{number:03}"), number.to_be_bytes().to_vec())).collect();
            assert_eq!(seen, expected, "{order:?}, {limit} a page");
        }
        assert_eq!(store.scan("p/", order, None, 0).await, Ok(vec![]));
    }
}

/// `after` need not be a key, nor begin with the prefix.
pub async fn a_scan_begins_beyond_any_key(fixture: &impl Fixture) {
    let store = fixture.fresh().await;
    let rows = ["o", "p/1", "p/2", "p/3", "q"].map(|key| row(key, b"")).to_vec();
    write(&store, Batch { rows, ..Batch::default() }).await;
    let table: [(Order, &str, &[&str]); 10] = [
        (Order::Ascending, "p/15", &["p/2", "p/3"]),
        (Order::Ascending, "a", &["p/1", "p/2", "p/3"]),
        (Order::Ascending, "p/", &["p/1", "p/2", "p/3"]),
        (Order::Ascending, "z", &[]),
        (Order::Ascending, "p0", &[]),
        (Order::Descending, "p/15", &["p/1"]),
        (Order::Descending, "z", &["p/3", "p/2", "p/1"]),
        (Order::Descending, "p/1", &[]),
        (Order::Descending, "p/", &[]),
        (Order::Descending, "a", &[]),
    ];
    for (order, after, expected) in table {
        assert_eq!(keys_of(&store, "p/", order, Some(after), 100).await, expected, "{order:?} after {after:?}");
    }
}

/// The order is that of UTF-16: what lies beyond the basic plane comes before its last part. Text
/// from right to left is ordered as it is stored, not as it is shown.
pub async fn keys_are_ordered_by_their_code_units(fixture: &impl Fixture) {
    let store = fixture.fresh().await;
    let ordered = ["", "A", "Z", "a", "a b", "é", "שלום", "مرحبا", "漢字", "😀", "𝒳", "\u{e000}", "Ａ", "\u{ffff}"];
    let mut expected: Vec<&str> = ordered.to_vec();
    expected.sort_by_key(|key| key.encode_utf16().collect::<Vec<_>>());
    let rows = ordered.iter().rev().map(|key| row(key, key.as_bytes())).collect();
    write(&store, Batch { rows, ..Batch::default() }).await;
    assert_eq!(keys_of(&store, "", Order::Ascending, None, 100).await, expected);
    let after: Vec<&str> = expected.iter().copied().skip_while(|key| *key != "😀").skip(1).collect();
    assert_eq!(keys_of(&store, "", Order::Ascending, Some("😀"), 100).await, after);
    expected.reverse();
    assert_eq!(keys_of(&store, "", Order::Descending, None, 100).await, expected);
}

/// Two megabytes are no less whole than none.
pub async fn large_and_empty_rows_come_back_whole(fixture: &impl Fixture) {
    let store = fixture.fresh().await;
    let large: Vec<u8> = (0..2_u32 << 20).map(|index| (index.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    let batch = Batch {
        entries: vec![(Seq(1), large.clone()), (Seq(2), vec![])],
        head: Some(vec![]),
        rows: vec![row("large", &large), row("empty", b"")],
        ..Batch::default()
    };
    write(&store, batch).await;
    assert_eq!(store.head().await, Ok(Some(vec![])));
    let rows = store.rows(&strings(&["large", "empty"])).await.unwrap();
    assert!(rows == vec![Some(large.clone()), Some(vec![])]);
    assert!(store.entries(Seq(0), 10).await == Ok(vec![(Seq(1), large.clone()), (Seq(2), vec![])]));
    let scanned = store.scan("", Order::Descending, None, 10).await.unwrap();
    assert!(scanned == vec![("large".to_owned(), large), ("empty".to_owned(), vec![])]);
}

/// Eight that count the same row at once count to eight: none reads what another is about to write.
pub async fn transactions_at_once_happen_one_after_another(fixture: &impl Fixture) {
    let store = fixture.fresh().await;
    let count = |seq: u64| {
        store.transact(strings(&["count"]), move |read| {
            let before = read.rows.into_iter().flatten().next().map_or(0, |bytes| bytes[0]);
            let entries = vec![(Seq(seq), vec![before])];
            let batch = Batch { entries, rows: vec![row("count", &[before + 1])], ..Batch::default() };
            Ok::<_, ()>((batch, before))
        })
    };
    let mut seen = all((1..=8).map(count).collect()).await.into_iter().collect::<Result<Vec<_>, _>>().unwrap();
    seen.sort_unstable();
    assert_eq!(seen, [0, 1, 2, 3, 4, 5, 6, 7]);
    assert_eq!(store.rows(&strings(&["count"])).await, Ok(vec![Some(vec![8])]));
    assert_eq!(store.entries(Seq(0), 100).await.unwrap().len(), 8);
}

/// A reader beside a writer sees both of two rows that are written together, or neither.
pub async fn a_reader_sees_all_of_a_transaction_or_nothing(fixture: &impl Fixture) {
    let store = fixture.fresh().await;
    for turn in 0_u8..8 {
        let batch = Batch { rows: vec![row("a", &[turn]), row("z", &[turn])], ..Batch::default() };
        let mut writing = pin!(store.transact(vec![], |_| Ok::<_, ()>((batch, ()))));
        let keys = strings(&["a", "z"]);
        let mut reading = pin!(store.rows(&keys));
        let (mut written, mut read) = (None, None);
        std::future::poll_fn(|context| {
            step(&mut written, writing.as_mut(), context);
            step(&mut read, reading.as_mut(), context);
            if written.is_some() && read.is_some() { Poll::Ready(()) } else { Poll::Pending }
        })
        .await;
        assert_eq!(written, Some(Ok(())));
        let rows = read.unwrap().unwrap();
        assert_eq!(rows[0], rows[1], "turn {turn}");
    }
}

/// What a transaction returned for is found by the page that comes after, and can be built upon.
pub async fn what_returned_is_there_after_a_restart(fixture: &impl Fixture) {
    let store = fixture.fresh().await;
    write(&store, full_batch(1)).await;
    let store = fixture.reopen(store).await;
    assert_holds_full_batch(&store).await;
    let seen = store.transact(strings(&["a"]), |read| Ok::<_, ()>((Batch::default(), (read.head, read.rows)))).await;
    assert_eq!(seen, Ok((bytes("head"), vec![bytes("1")])));
    let again = Batch { entries: vec![(Seq(1), b"again".to_vec())], ..Batch::default() };
    assert_gone(store.transact(vec![], |_| Ok::<_, ()>((again, ()))).await);
}

/// A batch with something for every part of a store.
fn full_batch(seq: u64) -> Batch {
    Batch {
        entries: vec![(Seq(seq), b"entry".to_vec())],
        head: Some(b"head".to_vec()),
        clear_rows: false,
        rows: vec![row("a", b"1"), row("b", b"2")],
        outbox: vec![(Seq(seq), b"letter".to_vec())],
        delivered: None,
        drop_pulled: Vec::new(),
        pulled: vec![row_of(&seq.to_string(), b"guest")],
    }
}

async fn assert_holds_full_batch(store: &impl JournalStore) {
    assert_eq!(store.head().await, Ok(bytes("head")));
    assert_eq!(store.entries(Seq(0), 10).await, Ok(vec![(Seq(1), b"entry".to_vec())]));
    let rows = store.scan("", Order::Ascending, None, 10).await;
    assert_eq!(rows, Ok(vec![("a".to_owned(), b"1".to_vec()), ("b".to_owned(), b"2".to_vec())]));
    assert_eq!(store.outbox(10).await, Ok(vec![(Seq(1), b"letter".to_vec())]));
    assert_eq!(store.pulled("", 10).await, Ok(vec![row_of("1", b"guest")]));
}

async fn write(store: &impl JournalStore, batch: Batch) {
    assert_eq!(store.transact(vec![], |_| Ok::<_, ()>((batch, ()))).await, Ok(()));
}

async fn keys_of(
    store: &impl JournalStore,
    prefix: &str,
    order: Order,
    after: Option<&str>,
    limit: usize,
) -> Vec<String> {
    let page = store.scan(prefix, order, after, limit).await.unwrap();
    page.into_iter().map(|(key, _)| key).collect()
}

fn assert_gone(answer: Result<(), TransactError<()>>) {
    assert!(matches!(answer, Err(TransactError::Store(StoreError::Gone(_)))), "{answer:?}");
}

fn row(key: &str, bytes: &[u8]) -> (String, Option<Vec<u8>>) {
    (key.to_owned(), Some(bytes.to_vec()))
}

fn row_of(key: &str, bytes: &[u8]) -> (String, Vec<u8>) {
    (key.to_owned(), bytes.to_vec())
}

fn bytes(text: &str) -> Option<Vec<u8>> {
    Some(text.as_bytes().to_vec())
}

fn strings(keys: &[&str]) -> Vec<String> {
    keys.iter().map(|key| (*key).to_owned()).collect()
}

/// Waits for all of them at once, so that they overlap where the store lets them.
async fn all<F: Future>(futures: Vec<F>) -> Vec<F::Output> {
    let mut futures: Vec<Pin<Box<F>>> = futures.into_iter().map(Box::pin).collect();
    let mut outputs: Vec<Option<F::Output>> = futures.iter().map(|_| None).collect();
    std::future::poll_fn(|context| {
        for (output, future) in outputs.iter_mut().zip(&mut futures) {
            step(output, future.as_mut(), context);
        }
        if outputs.iter().all(Option::is_some) { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
    outputs.into_iter().flatten().collect()
}

/// Polls a future until it has an output.
fn step<F: Future>(output: &mut Option<F::Output>, future: Pin<&mut F>, context: &mut Context<'_>) {
    if output.is_none()
        && let Poll::Ready(ready) = future.poll(context)
    {
        *output = Some(ready);
    }
}
