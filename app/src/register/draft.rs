//! A basket survives a reload: it is kept beside the journal, with the transaction's id. Where operators sign on, each has a
//! basket of their own, which waits while another one sells.
//!
//! The id is what makes the draft safe: when the page died after the sale was prepared and before the draft was
//! dropped, the next start finds the id in the journal. A sale that counts drops the draft, so that goods are not sold
//! twice; of one that was rolled back the basket is still to be sold.

use super::core::Core;
use super::host;
use super::tenders::is_charged;
use evertill_domain::basket::Basket;
use evertill_domain::ids::{OperatorId, SaleId};
use evertill_domain::rows::{Row, RowKey, SaleStatus};
use evertill_domain::tender::Tender;
use evertill_journal::read;
use evertill_wire::{Draft, from_record, to_record};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

/// Where nobody's basket lies; an operator's lies below it.
const KEY: &str = "draft";
/// The most writes of drafts under way at a time. The database keeps them in order.
const IN_FLIGHT: u32 = 4;
/// How many sales are looked through for baskets that have been sold: those of operators who sold since the page that rang them
/// up was gone may lie before the last one.
const LOOKED_BACK: usize = 20;

/// A basket with the tenders taken for it, and its transaction's id where it has one.
#[derive(Clone, Debug, Default)]
pub struct Kept {
    /// What has been rung up.
    pub basket: Basket,
    /// What was taken for it.
    pub tenders: Vec<Tender>,
    /// Its transaction.
    pub sale: Option<SaleId>,
}

impl Kept {
    /// Whether there is nothing to lose.
    pub fn is_empty(&self) -> bool {
        self.basket.is_empty() && self.basket.resumed().is_empty() && self.tenders.is_empty()
    }
}

thread_local! {
    static SALE: RefCell<Option<SaleId>> = const { RefCell::new(None) };
    static OWNER: RefCell<Option<OperatorId>> = const { RefCell::new(None) };
    /// Baskets that wait for their operators, under the keys at which they are kept.
    static WAITING: RefCell<BTreeMap<String, Kept>> = const { RefCell::new(BTreeMap::new()) };
    static NEWEST: RefCell<BTreeMap<String, Draft>> = const { RefCell::new(BTreeMap::new()) };
    static WRITING: Cell<u32> = const { Cell::new(0) };
}

fn key_of(owner: Option<&OperatorId>) -> String {
    owner.map_or_else(|| KEY.to_owned(), |id| format!("{KEY}/{id}"))
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

/// Sets aside what `left` holds, for whoever rang it up, and gives what waits for `to`, or else what nobody can take up any
/// more: what was rung up before there were operators, or by one who is `gone`. Also answers the key at which the latter is
/// still kept, for [`forget`].
pub fn hand_over(to: Option<&OperatorId>, left: Kept, gone: &[OperatorId]) -> (Kept, Option<String>) {
    let sale = SALE.take();
    let from = OWNER.with(|owner| owner.replace(to.cloned()));
    WAITING.with(|waiting| {
        let mut waiting = waiting.borrow_mut();
        if !left.is_empty() {
            waiting.insert(key_of(from.as_ref()), Kept { sale, ..left });
        }
        let own = key_of(to);
        let others = [None].into_iter().chain(gone.iter().map(Some)).map(key_of);
        let key = std::iter::once(own.clone()).chain(others).find(|key| waiting.contains_key(key));
        let taken = key.as_ref().and_then(|key| waiting.remove(key)).unwrap_or_default();
        SALE.set(taken.sale.clone());
        (taken, key.filter(|key| *key != own))
    })
}

/// Whether a basket waits for an operator.
pub fn waits(id: &OperatorId) -> bool {
    WAITING.with(|waiting| waiting.borrow().contains_key(&key_of(Some(id))))
}

/// Whether a sale that was set aside is in a basket that waits for an operator.
pub fn waits_with(id: &SaleId) -> bool {
    WAITING.with(|waiting| waiting.borrow().values().any(|kept| kept.basket.resumed().contains(id)))
}

/// Keeps the basket with its tenders. It is written at once, so that a page that is loaded again finds what it last showed;
/// only where [`IN_FLIGHT`] writes are under way the newest waits, and takes the place of others that do.
pub fn keep(core: &Rc<Core>, basket: Basket, tenders: Vec<Tender>) {
    let Some(sale) = sale_id() else { return };
    put(core, OWNER.with(|owner| key_of(owner.borrow().as_ref())), Draft { sale, basket, tenders });
}

/// Empties a key whose basket is kept under another one from here on.
pub fn forget(core: &Rc<Core>, key: String) {
    let Some(sale) = host::new_sale_id() else { return };
    put(core, key, Draft { sale, basket: Basket::default(), tenders: Vec::new() });
}

fn put(core: &Rc<Core>, key: String, draft: Draft) {
    NEWEST.with(|newest| newest.borrow_mut().insert(key, draft));
    if WRITING.get() >= IN_FLIGHT {
        return;
    }
    WRITING.set(WRITING.get() + 1);
    let core = Rc::clone(core);
    spawn_local(async move {
        // Where the register has been swapped for a practice, or back, its last basket is no longer of interest, and the
        // new one's is not for this cache.
        while is_current(&core)
            && let Some((key, draft)) = NEWEST.with(|newest| newest.borrow_mut().pop_first())
        {
            // A draft that is not kept costs a cashier a minute after a reload, never a sale.
            let _ = core.cache.put_bytes(&key, &to_record(&draft)).await;
        }
        WRITING.set(WRITING.get() - 1);
    });
}

fn is_current(core: &Rc<Core>) -> bool {
    super::core::core().is_some_and(|current| Rc::ptr_eq(&current, core))
}

/// Finds the baskets that were being rung up when the page went away, with the tenders taken for them: nobody's, and that of
/// each of `operators`. They wait for [`hand_over`]. One that has been sold, or set aside, is emptied: once enough others have
/// sold, its sale would not be found any more.
pub async fn restore(core: &Rc<Core>, operators: &[OperatorId]) {
    let sold = if operators.is_empty() { 1 } else { LOOKED_BACK };
    let mut sold = Sold { most: sold, known: None };
    let mut waiting = BTreeMap::new();
    for key in [None].into_iter().chain(operators.iter().map(Some)).map(key_of) {
        match restore_one(core, &key, &mut sold).await {
            Found::Waits(kept) if !kept.is_empty() => drop(waiting.insert(key, *kept)),
            Found::Done => forget(core, key),
            Found::Waits(_) | Found::Nothing => {}
        }
    }
    WAITING.set(waiting);
    SALE.set(None);
}

/// What lies at a key.
enum Found {
    /// None, or none that this build can read.
    Nothing,
    /// A basket that is done with.
    Done,
    /// One that is not.
    Waits(Box<Kept>),
}

async fn restore_one(core: &Core, key: &str, sold: &mut Sold) -> Found {
    let bytes = core.cache.get_bytes(key).await;
    let Some(draft) = bytes.and_then(|bytes| from_record(&bytes).ok()) else { return Found::Nothing };
    let Draft { sale, basket, mut tenders } = draft;
    // It was set aside, and the page died before it could forget the basket.
    if let Ok(Some(Row::Suspended(held))) = read::row(&core.store, &RowKey::Suspended(sale.clone())).await
        && !held.in_hand
    {
        return Found::Done;
    }
    match sold.fate(core, &sale).await {
        Some(SaleStatus::Confirmed) => Found::Done,
        // The goods are on the counter and a card stays charged; the transaction's id is used up.
        Some(SaleStatus::RolledBack) => {
            tenders.retain(is_charged);
            Found::Waits(Box::new(Kept { basket, tenders, sale: None }))
        }
        None => Found::Waits(Box::new(Kept { basket, tenders, sale: Some(sale) })),
    }
}

/// The last sales, read when they are first asked for. None waits for its decision by then.
struct Sold {
    most: usize,
    known: Option<Vec<(SaleId, SaleStatus)>>,
}

impl Sold {
    /// What became of a transaction, where it is among them.
    async fn fate(&mut self, core: &Core, sale: &SaleId) -> Option<SaleStatus> {
        if self.known.is_none() {
            self.known = Some(self.last(core).await);
        }
        self.known.as_ref()?.iter().find(|(id, _)| id == sale).map(|(_, status)| *status)
    }

    async fn last(&self, core: &Core) -> Vec<(SaleId, SaleStatus)> {
        let head = core.journal.lock().await.head().clone();
        let last = read::last_own(&core.store, &head, self.most as u64).await.unwrap_or_default();
        last.into_iter().map(|(sale, sold)| (sale.id, sold.status)).collect()
    }
}
