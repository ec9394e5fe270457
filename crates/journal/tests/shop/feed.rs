//! A journal that takes in what other registers wrote, and what one of them may have written.

use evertill_domain::clock::Hlc;
use evertill_domain::event::{Event, StockReason};
use evertill_domain::ids::{RegisterId, Seq, Sku, StoreId};
use evertill_domain::quantity::Quantity;
use evertill_journal::memory::MemoryStore;
use evertill_journal::store::{JournalStore, Order};
use evertill_journal::take_in::{Taken, TakenIn};
use evertill_journal::{Journal, read, rebuild, verify};
use evertill_wire::sync::{Bytes, Cursor, Epoch, Page};
use evertill_wire::{Entry, Hash, Place};

use super::{NOW, found};

pub fn store_id() -> StoreId {
    StoreId::new("s-1").unwrap()
}

pub async fn ready() -> Journal<MemoryStore> {
    let mut journal = found(MemoryStore::new()).await;
    journal.begin_epoch(store_id(), Epoch(1), NOW).await.unwrap();
    journal
}

/// Rows, what was pulled, and the state of replication.
pub async fn everything(store: &MemoryStore) -> (Vec<(String, Vec<u8>)>, Vec<(String, Vec<u8>)>) {
    let rows = store.scan("", Order::Ascending, None, usize::MAX).await.unwrap();
    (rows, store.pulled("", usize::MAX).await.unwrap())
}

pub async fn check_at_rest(journal: &Journal<MemoryStore>, at: &str) {
    let (store, head) = (journal.store(), journal.head());
    assert!(verify::verify(store, head, |_, _| true).await.unwrap().unwrap().is_ok(), "{at}");
    assert!(verify::verify_pulled(store).await.unwrap().is_ok(), "{at}");
    let fold = rebuild::rebuild(store, head.seq, |_, _| true).await.unwrap().unwrap();
    let differences = rebuild::compare(store, &fold).await.unwrap();
    assert!(differences.is_empty(), "{at}: {differences:?}");
}

pub fn taken(answer: &TakenIn) -> Taken {
    match answer {
        TakenIn::Taken(taken) => *taken,
        TakenIn::Refused(refusal) => panic!("{refusal:?}"),
    }
}

/// One entry of the other register, at any place of its journal.
pub fn entry(seq: u64, prev: Hash, hlc: Hlc, event: &Event) -> Entry {
    let (register, actor) = (RegisterId::new("till-2").unwrap(), evertill_domain::people::Actor::default());
    Entry::new(Place { register, incarnation: 1, epoch: 1, seq: Seq(seq), prev, hlc, actor }, event)
}

pub fn page(after: u64, entries: &[&Entry]) -> Page {
    let (entries, upto) =
        (entries.iter().map(|entry| Bytes(entry.to_bytes())).collect(), Cursor(after + entries.len() as u64));
    Page { epoch: Epoch(1), after: Cursor(after), upto, entries, feed: upto }
}

pub fn received(pieces: i32) -> Event {
    let sku = Sku::new("milk").unwrap();
    Event::StockAdjusted { sku, quantity: Quantity::whole(pieces), reason: StockReason::Received }
}

pub async fn milk(journal: &Journal<MemoryStore>) -> Quantity {
    read::stock(journal.store(), &Sku::new("milk").unwrap()).await.unwrap()
}
