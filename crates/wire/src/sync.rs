//! What a register and the hub say to each other, one request and one reply at a time.
//!
//! A register uploads its journal in order and pulls what other registers wrote; the hub acknowledges what it holds. Every
//! request may be repeated. Whoever speaks is told by the connection, and the signature of a [`Push`] stays with the entries
//! that it covers.

use evertill_domain::clock::{Hlc, Timestamp};
use evertill_domain::ids::{RegisterId, Seq, StoreId};
use evertill_domain::record::{Fault, Sink, Source, Stored};
use evertill_domain::{choice, record};

pub use evertill_domain::rights::{Asset, Way};

use crate::records::Record;
use crate::{Hash, cbor};

/// The most entries of one push or page.
pub const ENTRIES_LIMIT: usize = 1_000;
/// The most bytes of one request or reply, in bytes; a push or a page of one entry may have more, up to [`ENTRY_LIMIT`].
pub const BATCH_LIMIT: usize = 1 << 20;
/// The most bytes of one entry. The largest are parts of an import.
pub const ENTRY_LIMIT: usize = 8 << 20;

/// Bytes that are passed on as they are.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Bytes(pub Vec<u8>);

impl std::fmt::Debug for Bytes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} bytes", self.0.len())
    }
}

impl Stored for Bytes {
    fn write(&self, to: &mut dyn Sink) {
        to.bytes(&self.0);
    }

    fn read(from: &mut dyn Source) -> Result<Self, Fault> {
        from.bytes().map(Self)
    }
}

/// One life of a hub's log, from 1: it ends when the log is restored from a backup.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Epoch(pub u64);

evertill_domain::transparent!(Epoch);

/// A place in the hub's feed of one store: everything up to it has been seen. Zero is before the first entry.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cursor(pub u64);

evertill_domain::transparent!(Cursor);

impl Cursor {
    /// The place after this one.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

/// Where a journal ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tip {
    /// The last entry's place; zero for a journal without any.
    pub seq: Seq,
    /// Its hash.
    pub hash: Hash,
}

record!(Tip { seq, hash });

/// What a register asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// The first word of a connection, and again whenever the hub lives another life.
    Hello(Hello),
    /// Entries that the hub may not have yet.
    Push(Push),
    /// What came after a cursor.
    Pull(Pull),
    /// A sign of life, also with nothing to say: or a hub that went back in time would never be noticed.
    Beat(Beat),
    /// What it holds of what is counted, once in each life of the hub and before it moves any of it.
    Report(Report),
    /// Moves rights to or from the hub.
    Transfer(Transfer),
}

choice!(Request { Hello(content), Push(content), Pull(content), Beat(content), Report(content), Transfer(content) });

impl Request {
    /// The hub's life that it is meant for.
    #[must_use]
    pub const fn epoch(&self) -> Epoch {
        match self {
            Self::Hello(hello) => hello.epoch,
            Self::Push(push) => push.epoch,
            Self::Pull(pull) => pull.epoch,
            Self::Beat(beat) => beat.epoch,
            Self::Report(report) => report.epoch,
            Self::Transfer(transfer) => transfer.epoch,
        }
    }

    /// The incarnation of the journal that it speaks for.
    #[must_use]
    pub const fn incarnation(&self) -> u32 {
        match self {
            Self::Hello(hello) => hello.incarnation,
            Self::Push(push) => push.incarnation,
            Self::Pull(pull) => pull.incarnation,
            Self::Beat(beat) => beat.incarnation,
            Self::Report(report) => report.incarnation,
            Self::Transfer(transfer) => transfer.incarnation,
        }
    }
}

/// Who speaks, and where they stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hello {
    /// The shop.
    pub store: StoreId,
    /// The register.
    pub register: RegisterId,
    /// Its incarnation.
    pub incarnation: u32,
    /// The hub's life as the register last knew it, zero where it knew none.
    pub epoch: Epoch,
    /// The end of its journal.
    pub tip: Tip,
    /// How far it has read the feed in that life.
    pub cursor: Cursor,
    /// What its clock says, for the hub to tell how far it is off.
    pub now: Timestamp,
    /// The newest envelope that it reads.
    pub format: u16,
}

record!(Hello { store, register, incarnation, epoch, tip, cursor, now, format });

/// Entries in order, each the successor of the one before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Push {
    /// The hub's life that the register knows.
    pub epoch: Epoch,
    /// The incarnation of the journal.
    pub incarnation: u32,
    /// The place of the first.
    pub from: Seq,
    /// The entries as they are stored; at most [`ENTRIES_LIMIT`].
    pub entries: Vec<Bytes>,
    /// The register's Ed25519 signature of [`signed_tip`]; empty from a register without a key.
    pub signature: Bytes,
}

record!(Push { epoch, incarnation, from, entries, signature });

/// What a register signs with each push: that its journal has this end. The chain of hashes covers everything before.
#[must_use]
pub fn signed_tip(store: &StoreId, register: &RegisterId, incarnation: u32, tip: Tip) -> Vec<u8> {
    let signed =
        SignedTip { purpose: PURPOSE.to_owned(), store: store.clone(), register: register.clone(), incarnation, tip };
    cbor::write(&signed)
}

/// Keeps a signature from meaning anything elsewhere.
const PURPOSE: &str = "evertill journal tip";

struct SignedTip {
    purpose: String,
    store: StoreId,
    register: RegisterId,
    incarnation: u32,
    tip: Tip,
}

record!(SignedTip { purpose, store, register, incarnation, tip });

/// Asks for what came after a cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pull {
    /// The hub's life that the cursor belongs to.
    pub epoch: Epoch,
    /// The incarnation of the journal that asks: what stands in it is left out.
    pub incarnation: u32,
    /// The end of that journal: a copy that knows less would miss what is left out.
    pub tip: Tip,
    /// What has been seen.
    pub cursor: Cursor,
    /// How many entries at most.
    pub limit: u32,
}

record!(Pull { epoch, incarnation, tip, cursor, limit });

/// A sign of life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Beat {
    /// The hub's life that the register knows.
    pub epoch: Epoch,
    /// The incarnation of its journal.
    pub incarnation: u32,
    /// The end of its journal.
    pub tip: Tip,
    /// How far it has read the feed.
    pub cursor: Cursor,
    /// What its clock says.
    pub now: Timestamp,
}

record!(Beat { epoch, incarnation, tip, cursor, now });

/// What the hub answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// To [`Hello`] and [`Beat`], and to any other request of a journal that contradicts what the hub holds.
    Welcome(Welcome),
    /// To [`Push`].
    Ack(Ack),
    /// To [`Pull`].
    Page(Page),
    /// The hub lives another life than the request says: say hello.
    NewEpoch(Epoch),
    /// To [`Report`].
    Noted(Noted),
    /// To [`Transfer`].
    Moved(Moved),
}

choice!(Reply { Welcome(content), Ack(content), Page(content), NewEpoch(content), Noted(content), Moved(content) });

/// Where the hub stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Welcome {
    /// Its life.
    pub epoch: Epoch,
    /// The end of the register's journal as the hub holds it.
    pub held: Tip,
    /// The end of the feed.
    pub feed: Cursor,
    /// What its clock says.
    pub now: Timestamp,
    /// Whether the register may go on.
    pub standing: Standing,
}

record!(Welcome { epoch, held, feed, now, standing });

/// How a register stands with the hub.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// All is well.
    Good,
    /// The hub has come back from a backup and waits until every register has said what it holds.
    Gathering,
    /// Its journal contradicts what the hub holds: both are kept, and it goes on in this incarnation.
    Forked {
        /// The incarnation that it goes on in.
        incarnation: u32,
    },
    /// The shop has taken its right away. What it has sold is still taken in.
    Revoked,
}

choice!(Standing { Good, Gathering, Forked { incarnation }, Revoked });

/// The hub holds everything up to here, durably.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ack {
    /// Its life.
    pub epoch: Epoch,
    /// The end of the register's journal as the hub holds it.
    pub held: Tip,
    /// The end of the feed.
    pub feed: Cursor,
}

record!(Ack { epoch, held, feed });

/// Part of the feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The hub's life.
    pub epoch: Epoch,
    /// What was asked for.
    pub after: Cursor,
    /// What is seen with this page. It may lie further than the entries: a register's own are left out.
    pub upto: Cursor,
    /// Entries of other journals as they are stored, in the order of the feed.
    pub entries: Vec<Bytes>,
    /// The end of the feed; there is more where it lies further than `upto`.
    pub feed: Cursor,
}

record!(Page { epoch, after, upto, entries, feed });

/// The most things that a register holds rights to at a time.
pub const HOLDINGS_LIMIT: usize = 4_096;

/// What a register has had of one asset, over all its time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holding {
    /// The asset.
    pub asset: Asset,
    /// What was granted to it.
    pub received: u64,
    /// What it gave back.
    pub returned: u64,
}

record!(Holding { asset, received, returned });

/// What a register has had of everything that is counted, for a hub that lives another life than before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The hub's life that the register knows.
    pub epoch: Epoch,
    /// The incarnation of its journal.
    pub incarnation: u32,
    /// The last transfer that came to its end.
    pub settled: u64,
    /// At most [`HOLDINGS_LIMIT`].
    pub holdings: Vec<Holding>,
}

record!(Report { epoch, incarnation, settled, holdings });

/// A movement of rights. The register keeps it before it says it for the first time, and says it until it is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transfer {
    /// The hub's life that the register knows.
    pub epoch: Epoch,
    /// The incarnation of its journal.
    pub incarnation: u32,
    /// Its number: one more than that of the last that came to its end.
    pub id: u64,
    /// What is moved.
    pub asset: Asset,
    /// Which way.
    pub way: Way,
}

record!(Transfer { epoch, incarnation, id, asset, way });

/// The hub has noted what a register holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Noted {
    /// Its life.
    pub epoch: Epoch,
}

record!(Noted { epoch });

/// What a transfer came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// The hub's life in which it was answered. Rights of another life than the register knows are none.
    pub epoch: Epoch,
    /// Its number.
    pub id: u64,
    /// What was granted, zero for a return.
    pub granted: u64,
    /// What the hub has left to grant.
    pub left: u64,
    /// What others hold and are not known to have spent.
    pub elsewhere: u64,
    /// Who holds most of that, for a person to ask.
    pub holder: Option<RegisterId>,
}

record!(Moved { epoch, id, granted, left, elsewhere, holder });

impl Record for Request {
    const WHAT: &'static str = "request";
    const VERSION: u16 = 1;
}

impl Record for Reply {
    const WHAT: &'static str = "reply";
    const VERSION: u16 = 1;
}

/// How far a register's clock may run ahead before its stamps are held back where they merge, in milliseconds.
pub const CLOCK_LEAD_LIMIT: u64 = 60_000;

/// The stamp that merges `seen` into `own`: one that runs ahead of the wall clock by more than [`CLOCK_LEAD_LIMIT`] is held
/// back to that, so that one wrong clock does not drag the others along.
#[must_use]
pub fn merged(own: Hlc, seen: Hlc, now: Timestamp) -> Hlc {
    let most = now.0.saturating_add(CLOCK_LEAD_LIMIT);
    let seen = if seen.ms > most { Hlc { ms: most, counter: 0 } } else { seen };
    own.max(seen)
}
