//! A basket survives a reload: it is kept beside the journal, with the transaction's id.
//!
//! The id is what makes the draft safe: when the page died after the sale was prepared and before the draft was
//! dropped, the next start finds the id in the journal. A sale that counts drops the draft, so that goods are not sold
//! twice; of one that was rolled back the basket is still to be sold.

use super::core::Core;
use super::host;
use super::tenders::is_charged;
use evertill_domain::basket::Basket;
use evertill_domain::event::Event;
use evertill_domain::ids::SaleId;
use evertill_domain::rows::{Row, RowKey, SaleStatus};
use evertill_domain::tender::Tender;
use evertill_journal::read;
use evertill_wire::{Draft, from_record, to_record};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

const KEY: &str = "draft";
/// The most writes of drafts under way at a time. The database keeps them in order.
const IN_FLIGHT: u32 = 4;

thread_local! {
    static SALE: RefCell<Option<SaleId>> = const { RefCell::new(None) };
    static NEWEST: RefCell<Option<Draft>> = const { RefCell::new(None) };
    static WRITING: Cell<u32> = const { Cell::new(0) };
}

/// The id of the transaction that is being rung up; made when it is first asked for.
pub fn sale_id() -> Option<SaleId> {
    SALE.with(|sale| {
        let mut sale = sale.borrow_mut();
        if sale.is_none() {
            *sale = host::new_sale_id();
        }
        sale.clone()
    })
}

/// Forgets the transaction: the next one gets an id of its own.
pub fn next_sale() {
    SALE.with(|sale| *sale.borrow_mut() = None);
}

/// Goes on with a transaction that was set aside.
pub fn go_on_with(id: SaleId) {
    SALE.with(|sale| *sale.borrow_mut() = Some(id));
}

/// Keeps the basket with its tenders. It is written at once, so that a page that is loaded again finds what it last showed;
/// only where [`IN_FLIGHT`] writes are under way the newest waits, and takes the place of others that do.
pub fn keep(core: &Rc<Core>, basket: Basket, tenders: Vec<Tender>) {
    let Some(sale) = sale_id() else { return };
    NEWEST.with(|newest| *newest.borrow_mut() = Some(Draft { sale, basket, tenders }));
    if WRITING.get() >= IN_FLIGHT {
        return;
    }
    WRITING.set(WRITING.get() + 1);
    let core = Rc::clone(core);
    spawn_local(async move {
        // Where the register has been swapped for a practice, or back, its last basket is no longer of interest, and the
        // new one's is not for this cache.
        while is_current(&core)
            && let Some(draft) = NEWEST.with(|newest| newest.borrow_mut().take())
        {
            // A draft that is not kept costs a cashier a minute after a reload, never a sale.
            let _ = core.cache.put_bytes(KEY, &to_record(&draft)).await;
        }
        WRITING.set(WRITING.get() - 1);
    });
}

fn is_current(core: &Rc<Core>) -> bool {
    super::core::core().is_some_and(|current| Rc::ptr_eq(&current, core))
}

/// The basket that was being rung up when the page went away, and the tenders taken for it, unless it has been sold.
pub async fn restore(core: &Core) -> Option<(Basket, Vec<Tender>)> {
    let bytes = core.cache.get_bytes(KEY).await?;
    let Draft { sale, basket, mut tenders } = from_record(&bytes).ok()?;
    // It was set aside, and the page died before it could forget the basket.
    if let Ok(Some(Row::Suspended(held))) = read::row(&core.store, &RowKey::Suspended(sale.clone())).await
        && !held.in_hand
    {
        return None;
    }
    match fate(core, &sale).await {
        Some(SaleStatus::Confirmed) => return None,
        // The goods are on the counter and a card stays charged; the transaction's id is used up.
        Some(SaleStatus::RolledBack) => tenders.retain(is_charged),
        None => SALE.with(|kept| *kept.borrow_mut() = Some(sale)),
    }
    Some((basket, tenders))
}

/// What became of the transaction, where the journal holds it. It can only be the last sale: a new one begins with a new
/// draft. None waits for its decision when this is asked.
async fn fate(core: &Core, sale: &SaleId) -> Option<SaleStatus> {
    let register = core.journal.lock().await.head().register.clone();
    let last = read::sales(&core.store, &register, None, 1).await.ok()?.into_iter().next()?;
    match read::event(&core.store, last.prepared).await {
        Ok(Some(Event::SalePrepared(sold))) if sold.id == *sale => Some(last.status),
        _ => None,
    }
}
