//! The shop's log in PostgreSQL, which several hubs can share: none of them keeps anything that the others would need.
//!
//! The log lies in the schema `evertill`, its life beside it in `evertill_life`. Whoever writes holds the row of the shop until
//! the commit, so that places in the feed are dense and seen in order. [`address`] says where the database is, [`link`] is one
//! connection, [`tables`] what the log asks of one, [`life`] how a database that went back in time is noticed, and [`listen`]
//! how a hub hears of what another one took in.

pub mod address;
mod backup;
mod dialect;
mod life;
mod link;
mod listen;
mod tables;
mod values;

use std::sync::{Arc, Mutex, PoisonError};

use evertill_domain::clock::Timestamp;
use evertill_domain::ids::StoreId;
use evertill_wire::sync::Epoch;

use self::link::Link;
use self::listen::Listener;
use self::tables::PostgresTables;
use super::LogError;
use super::tables::TableLog;
use super::tables::database::{Access, Database};
use super::tables::feed::Feed;

pub use address::{Address, AddressError};
pub use backup::{back_up, restore};

/// The shop's log in a PostgreSQL database.
pub type PostgresLog = TableLog<Postgres>;

/// A PostgreSQL database.
#[derive(Debug)]
pub struct Postgres {
    shop: Arc<Shop>,
    /// Hears of other hubs; `None` for a command.
    _listener: Option<Listener>,
}

/// What the connections of one process have in common.
#[derive(Debug)]
struct Shop {
    address: Address,
    role: Role,
    feed: Arc<Feed>,
    alive: Mutex<Alive>,
}

/// Who connects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// A hub: nothing is restored under it.
    Hub,
    /// A command beside it.
    Command,
}

/// The life that the log was last seen to live.
#[derive(Clone, Default)]
struct Alive {
    epoch: Epoch,
    secret: Vec<u8>,
}

impl std::fmt::Debug for Alive {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Alive").field("epoch", &self.epoch).finish_non_exhaustive()
    }
}

impl Shop {
    fn of(address: &Address, role: Role) -> Arc<Self> {
        Arc::new(Self { address: address.clone(), role, feed: Arc::default(), alive: Mutex::default() })
    }

    fn alive(&self) -> Alive {
        self.alive.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn lives(&self, alive: Alive) {
        *self.alive.lock().unwrap_or_else(PoisonError::into_inner) = alive;
    }
}

impl Database for Postgres {
    type Tables = PostgresTables;

    fn connect(&self, access: Access) -> Result<PostgresTables, LogError> {
        PostgresTables::open(&self.shop, access)
    }

    fn secret(&self) -> Vec<u8> {
        self.shop.alive().secret
    }
}

impl PostgresLog {
    /// Opens the log of a database for a hub, and begins one where there is none. Other hubs may have it open, too.
    ///
    /// # Errors
    /// [`LogError::InUse`] while a backup comes back, [`LogError::Refused`] where trying again is of no use, or what else
    /// [`LogError`] says.
    pub fn open(address: &Address, now: Timestamp) -> Result<Self, LogError> {
        on_a_thread(|| Self::open_as(Role::Hub, address, now))
    }

    /// Opens the log for a command, whether or not hubs have it open.
    ///
    /// # Errors
    /// [`LogError`].
    pub fn open_beside(address: &Address, now: Timestamp) -> Result<Self, LogError> {
        on_a_thread(|| Self::open_as(Role::Command, address, now))
    }

    fn open_as(role: Role, address: &Address, now: Timestamp) -> Result<Self, LogError> {
        let shop = Shop::of(address, role);
        let feed = Arc::clone(&shop.feed);
        let (tables, store) = PostgresTables::settled(&shop, now)?;
        let listener = (role == Role::Hub).then(|| Listener::start(&shop)).transpose()?;
        let database = Arc::new(Postgres { shop, _listener: listener });
        Self::over(database, tables, store, feed)
    }
}

/// Whether a database holds a log already.
///
/// # Errors
/// [`LogError`].
pub fn holds_a_log(address: &Address) -> Result<bool, LogError> {
    on_a_thread(|| tables::holds_a_log(&Link::connect(address)?))
}

/// Does something that waits for the database, also where the caller may not wait: a thread of its own does.
fn on_a_thread<T: Send>(wait: impl FnOnce() -> Result<T, LogError> + Send) -> Result<T, LogError> {
    let gone = || LogError::Gone("the thread that asked has ended".to_owned());
    std::thread::scope(|scope| scope.spawn(wait).join().map_err(|_| gone())?)
}

/// The shop and the life of a log, as they are read together.
type Settled = (PostgresTables, StoreId);
