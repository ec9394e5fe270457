//! The shop's log: every journal of its registers, put into one feed, and who may write to it.
//!
//! [`ShopLog`] says what a database has to do for it; one suite in `tests/log` holds each to that. What is decided about a
//! word of a register is decided by [`evertill_sync::hub`]; [`tables`] looks up what it asks for and keeps what it says, in one
//! transaction, whatever the database: [`sqlite`] is one file, [`postgres`] a server that
//! several hubs share.

pub mod backup;
pub mod life;
pub mod place;
pub mod postgres;
pub mod sqlite;
pub mod tables;

use std::pin::Pin;

use evertill_domain::clock::Timestamp;
use evertill_domain::ids::{RegisterId, Seq, StoreId};
use evertill_sync::hub::Member;
use evertill_wire::Hash;
use evertill_wire::sync::{Cursor, Epoch, Pull, Push, Reply, Report, Tip, Transfer};
use tokio::sync::watch;

pub use life::Life;
pub use place::Place;
pub use postgres::PostgresLog;
pub use sqlite::SqliteLog;

/// The most entries that are none that are kept of one register.
pub const QUARANTINE_LIMIT: u32 = 200;
/// The most enrolment codes that wait to be used.
pub const CODES_LIMIT: u32 = 100;
/// The most registers of a store, those included whose right was taken away.
pub const REGISTERS_LIMIT: u32 = 1_000;
/// The most sessions of one register; a further one ends the oldest.
pub const SESSIONS_LIMIT: u32 = 8;
/// The name of the journal that the hub writes itself.
pub const HUB: &str = "HUB";

/// Why the log did not do what it was asked to.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LogError {
    /// Too much waits to be written: come back later.
    #[error("too much waits to be written")]
    Busy,
    /// There is no room left on the disk.
    #[error("the disk is full")]
    Full,
    /// A later build wrote it: leave it alone.
    #[error("a later build wrote this log (version {0})")]
    TooNew(u32),
    /// Another hub has it open.
    #[error("another hub has this log open")]
    InUse,
    /// The database does not let the hub in, or not do what it has to: trying again is of no use.
    #[error("the database refuses: {0}")]
    Refused(String),
    /// It cannot be had; whether the last change happened is not known.
    #[error("the log cannot be had: {0}")]
    Gone(String),
}

/// An answer that takes a while.
pub type Asked<'a, T> = Pin<Box<dyn Future<Output = Result<T, LogError>> + Send + 'a>>;

/// A code that lets one register in.
#[derive(Clone, Debug)]
pub struct NewCode {
    /// What stands for it; the code itself is kept nowhere.
    pub code: Hash,
    /// What people will call the register.
    pub name: String,
    /// From when on it lets nobody in.
    pub expires: Timestamp,
}

/// A register that asks to be let in.
#[derive(Clone, Debug)]
pub struct Newcomer {
    /// What stands for its code; `None` where the hub lets it in without one.
    pub code: Option<Hash>,
    /// How it calls itself.
    pub register: RegisterId,
    /// Its Ed25519 public key.
    pub key: [u8; 32],
}

/// What came of asking to be let in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Admission {
    /// It is in, now or since before.
    In {
        /// The shop.
        store: StoreId,
        /// What people call the register.
        name: String,
        /// The log's life.
        epoch: Epoch,
    },
    /// No such code waits: it was never made, was used by another register, or is too old.
    NoSuchCode,
    /// A register of this name is there with another key.
    NameTaken,
    /// There are as many registers as there may be.
    TooMany,
}

/// A register of the shop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegisterRow {
    /// How it calls itself.
    pub register: RegisterId,
    /// What people call it.
    pub name: String,
    /// Its Ed25519 public key.
    pub key: [u8; 32],
    /// How it stands with the shop.
    pub member: Member,
    /// When it was let in.
    pub enrolled: Timestamp,
    /// When it last gave a sign of life, by the hub's clock.
    pub seen: Option<Timestamp>,
    /// By how much its clock was ahead then, in milliseconds; negative where it was behind.
    pub skew: i64,
    /// How far it had read the feed.
    pub cursor: Cursor,
}

/// A session as it is kept: what stands for its token, and whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// The hash of its token.
    pub token: Hash,
    /// The shop.
    pub store: StoreId,
    /// The register.
    pub register: RegisterId,
    /// Its Ed25519 public key.
    pub key: [u8; 32],
    /// Whether the shop has taken its right away; what it has sold is still taken in.
    pub revoked: bool,
    /// From when on it stands for nobody.
    pub expires: Timestamp,
}

/// A session to be opened.
#[derive(Clone, Debug)]
pub struct NewSession {
    /// The shop.
    pub store: StoreId,
    /// The register.
    pub register: RegisterId,
    /// The hash of its token.
    pub token: Hash,
    /// The hash of the nonce that was signed for it: each opens one session.
    pub nonce: Hash,
    /// From when on it stands for nobody.
    pub expires: Timestamp,
}

/// A greeting or a sign of life.
#[derive(Clone, Debug)]
pub struct Sign {
    /// The incarnation that the register speaks in.
    pub incarnation: u32,
    /// The life of the log that it knows.
    pub epoch: Epoch,
    /// The end of its journal.
    pub tip: Tip,
    /// How far it has read the feed.
    pub cursor: Cursor,
    /// What its clock says.
    pub clock: Timestamp,
}

/// What came of a push.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Taken {
    /// It was dealt with, durably.
    Answered {
        /// What the register is told.
        reply: Reply,
        /// How many entries are new in the feed.
        new: usize,
    },
    /// [`QUARANTINE_LIMIT`] entries of this register that are none were kept before; nothing was taken in.
    Crowded,
}

/// Bytes that were pushed and are in no journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Whose.
    pub register: RegisterId,
    /// In which incarnation.
    pub incarnation: u32,
    /// The place that they were pushed for.
    pub seq: Seq,
    /// The bytes as they came.
    pub bytes: Vec<u8>,
    /// Why they are kept apart, in one word.
    pub why: String,
}

/// Something that was done to the shop's registers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub who: String,
    /// What, in one word.
    pub act: String,
    /// About what.
    pub about: String,
}

/// How much there is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Entries in the feed, which is the feed's end.
    pub entries: u64,
    /// Entries that contradict others.
    pub disputed: u64,
    /// Entries that are none, or none of their journal.
    pub quarantined: u64,
    /// Registers that may go on.
    pub registers: u64,
    /// Sessions that have not expired.
    pub sessions: u64,
    /// Changes that wait to be written.
    pub waiting: u64,
}

/// Keeps the journals of a store's registers. Every change is durable when it is answered; `now` is the hub's clock.
pub trait ShopLog: Send + Sync + 'static {
    /// The shop that this log was begun for.
    fn store(&self) -> StoreId;

    /// The end of the feed, whenever it moves.
    fn feed(&self) -> watch::Receiver<Cursor>;

    /// The life that the log lives, and the end of its feed.
    fn life(&self) -> Asked<'_, (Epoch, Cursor)>;

    /// What stands for a secret text; only whoever has the log can say it.
    fn sealed(&self, purpose: &str, secret: &[u8]) -> Hash;

    /// Begins the hub's own journal with these entries, in a log that holds nothing; `false` where it holds something.
    fn begin(&self, entries: Vec<Vec<u8>>, now: Timestamp) -> Asked<'_, bool>;

    /// Keeps a code; `false` where [`CODES_LIMIT`] of them wait.
    fn offer(&self, code: NewCode, who: &str, now: Timestamp) -> Asked<'_, bool>;

    /// Lets a register in. The same register with the same code and key is let in again.
    fn admit(&self, newcomer: Newcomer, now: Timestamp) -> Asked<'_, Admission>;

    /// Takes a register's right away; `false` where there is none of that name.
    fn revoke(&self, register: RegisterId, who: &str, now: Timestamp) -> Asked<'_, bool>;

    /// Notes that a register will never be heard again: nobody waits for it. `false` where there is none of that name.
    fn declare_lost(&self, register: RegisterId, who: &str, now: Timestamp) -> Asked<'_, bool>;

    /// Notes that somebody has looked at the copies of a register: what speaks for its highest incarnation is granted rights
    /// again. `false` where there is none of that name.
    fn unfreeze(&self, register: RegisterId, who: &str, now: Timestamp) -> Asked<'_, bool>;

    /// One register.
    fn register(&self, store: StoreId, register: RegisterId) -> Asked<'_, Option<RegisterRow>>;

    /// All registers, in the order of their names.
    fn registers(&self) -> Asked<'_, Vec<RegisterRow>>;

    /// Opens a session; `false` where its nonce has opened one before.
    fn open_session(&self, session: NewSession, now: Timestamp) -> Asked<'_, bool>;

    /// The session of a token, unless it has expired.
    fn session(&self, token: Hash, now: Timestamp) -> Asked<'_, Option<Session>>;

    /// Notes a sign of life and says where the log stands.
    fn hear(&self, session: Session, sign: Sign, now: Timestamp) -> Asked<'_, Reply>;

    /// Notes that a register has said in this life what rights it holds.
    fn note_rights(&self, session: Session, report: Report, now: Timestamp) -> Asked<'_, Reply>;

    /// Moves rights to spend to a register, or back, and keeps what it came to: said again, it is answered again.
    fn transfer(&self, session: Session, transfer: Transfer, now: Timestamp) -> Asked<'_, Reply>;

    /// Brings what is known of stock, accounts and points a step closer to the feed's end; `true` where there is more.
    fn book(&self) -> Asked<'_, bool>;

    /// Keeps what a register pushed, whose signature of its end has been seen to be right.
    fn append(&self, session: Session, push: Push, now: Timestamp) -> Asked<'_, Taken>;

    /// A part of the feed, without the entries of the journal that asks.
    fn page(&self, session: Session, pull: Pull, now: Timestamp) -> Asked<'_, Reply>;

    /// Entries of the feed behind a place, in its order.
    fn entries(&self, after: Cursor, limit: u32) -> Asked<'_, Vec<Vec<u8>>>;

    /// Entries that are kept apart, oldest first.
    fn kept_apart(&self, limit: u32) -> Asked<'_, Vec<Kept>>;

    /// What was done to the shop's registers, oldest first.
    fn audit(&self, limit: u32) -> Asked<'_, Vec<Act>>;

    /// How much there is; an answer also says that the log can be read and written.
    fn counts(&self, now: Timestamp) -> Asked<'_, Counts>;
}
