//! What stands behind the signals: the journal, the catalogue, the writer's lock. There is one of each per page.

use super::heard::Heard;
use super::store::AnyStore;
use async_lock::Mutex;
use evertill_catalogue::{Catalogue, Covers};
use evertill_domain::report::Book;
use evertill_journal::Journal;
use evertill_journal_idb::{Cache, WriterLock};
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// How far the opening of a register has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    /// Storage and journal are being opened.
    Opening,
    /// Undecided sales are being decided.
    Recovering,
    /// The first start: the shop's items are being brought in; how many of how many.
    Stocking(u64, u64),
    /// The first start in a shop with other registers: what they wrote is being taken in; how much of how much.
    Joining(u64, u64),
    /// Everything is there.
    Ready,
}

/// The page's one journal and what belongs to it.
pub struct Core {
    /// Reads; it never waits for a commit.
    pub store: AnyStore,
    /// Writes, one at a time.
    pub journal: Mutex<Journal<AnyStore>>,
    /// The items.
    pub catalogue: RefCell<Catalogue>,
    /// What other registers changed, and no screen has shown yet.
    pub unheard: RefCell<Heard>,
    /// The book of sales, once somebody has asked for a report.
    pub book: Mutex<Option<Book>>,
    /// What may be thrown away: the catalogue's snapshot, the basket's draft, the book of sales.
    pub cache: Cache,
    /// The real one, while this is a practice beside it.
    pub real: Option<Rc<Self>>,
    /// Held for as long as this page writes.
    _lock: Option<WriterLock>,
    /// How many changes the catalogue's kept snapshot covers.
    pub snapshot_covers: Cell<u64>,
    /// The changes that the catalogue was folded from.
    pub catalogue_covers: RefCell<Covers>,
    /// Whose entries those are, see [`items`](super::items): the name under which its snapshot is kept.
    pub catalogue_owner: RefCell<String>,
}

/// The database of what may be thrown away.
const CACHE: &str = "evertill-cache";

impl Core {
    /// The core above an open journal; without a lock it only reads.
    pub async fn new(store: AnyStore, journal: Journal<AnyStore>, lock: Option<WriterLock>) -> Rc<Self> {
        Rc::new(Self {
            real: None,
            store,
            journal: Mutex::new(journal),
            catalogue: RefCell::new(Catalogue::default()),
            unheard: RefCell::default(),
            book: Mutex::new(None),
            cache: Cache::open(CACHE).await,
            _lock: lock,
            snapshot_covers: Cell::new(0),
            catalogue_covers: RefCell::default(),
            catalogue_owner: RefCell::default(),
        })
    }

    /// A practice beside `real`, with its items. It keeps nothing, neither drafts nor snapshots.
    pub fn beside(real: &Rc<Self>, store: AnyStore, journal: Journal<AnyStore>) -> Rc<Self> {
        Rc::new(Self {
            store,
            journal: Mutex::new(journal),
            catalogue: RefCell::new(real.catalogue.borrow().clone()),
            unheard: RefCell::default(),
            book: Mutex::new(None),
            cache: Cache::none(),
            real: Some(Rc::clone(real)),
            _lock: None,
            snapshot_covers: Cell::new(0),
            catalogue_covers: RefCell::default(),
            catalogue_owner: RefCell::default(),
        })
    }
}

thread_local! {
    static CORE: RefCell<Option<Rc<Core>>> = const { RefCell::new(None) };
}

/// The open register, once it is open.
pub fn core() -> Option<Rc<Core>> {
    CORE.with(|core| core.borrow().clone())
}

/// Makes this the open register.
pub fn install(core: Rc<Core>) {
    CORE.with(|slot| *slot.borrow_mut() = Some(core));
}
