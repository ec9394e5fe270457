//! The register's end: what it says to the hub next.
//!
//! [`Machine`] holds no entries. Its driver tells it what happened, asks with [`Machine::poll`] what is to be done, does that
//! one thing, and tells what came of it. One thing is under way at a time; every one may be repeated.
//!
//! In order: begin another incarnation where the hub asks for it, say hello, report rights to a hub that lives another life,
//! settle and say the transfer of rights that was begun, push what the hub does not hold, take in the page that came, pull until the end of the feed, and give a sign of life when there is nothing else.

mod machine;
mod pace;
mod rights;
mod status;

pub use machine::Machine;
pub use pace::{BEAT_EVERY, BEAT_EVERY_GATHERING, EPOCHS_LIMIT, Now, REQUEST_LIMIT, RETRY_FIRST, RETRY_MOST};
pub use rights::Desk;
pub use status::{Failure, Line, Status};

use evertill_domain::ids::{RegisterId, StoreId};
use evertill_wire::sync::{Cursor, Epoch, Moved, Page, Request, Tip};

/// What a register knows when its machine starts, all of it read from what it keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Start {
    /// The shop.
    pub store: StoreId,
    /// The register.
    pub register: RegisterId,
    /// The incarnation of its journal.
    pub incarnation: u32,
    /// The end of its journal.
    pub tip: Tip,
    /// The hub's life as it was last known, and how far the feed was taken in in that life: kept with each page.
    pub epoch: Epoch,
    /// See `epoch`.
    pub cursor: Cursor,
    /// How far the hub was known to hold the journal: for the status line alone.
    pub held: Tip,
    /// Whether a transfer of rights was begun and is not settled.
    pub transfers: bool,
}

/// Tells one thing under way from all others, so that an answer that comes late is known as such.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ticket(pub u64);

/// The one thing to be done next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Send this; tell [`Machine::handle_reply`] or [`Machine::handle_failed`].
    Send(Request),
    /// Read own entries after what is held, up to the limits of a push, tell [`Machine::handle_pushing`] where they end, sign
    /// and send them; tell as above. An own entry in the last place that is held with another hash is the other side of a fork;
    /// the hub finds that, too.
    Push {
        /// The life for the push.
        epoch: Epoch,
        /// The incarnation for the push.
        incarnation: u32,
        /// How far the hub says that it holds a journal of this name.
        held: Tip,
    },
    /// Send what there is to report of rights, see [`Desk::report`]; tell as above.
    Report {
        /// The life for the report.
        epoch: Epoch,
        /// The incarnation for the report.
        incarnation: u32,
    },
    /// Send the transfer that was begun, see [`Desk::transfer`]; tell as above.
    Transfer {
        /// The life for the transfer.
        epoch: Epoch,
        /// The incarnation for the transfer.
        incarnation: u32,
    },
    /// Keep what a transfer came to, see [`Desk::settle`]; tell [`Machine::handle_settled`] or [`Machine::handle_failed`].
    Settle(Moved),
    /// Keep a page: its entries, epoch and `upto` as the new cursor in one transaction, passing over entries that are known;
    /// tell [`Machine::handle_taken_in`], [`Machine::handle_forgotten`] or [`Machine::handle_failed`].
    TakeIn(Page),
    /// Go on in another incarnation: entries that are appended from now on carry it. Keep that with the cursor zero, since what
    /// others wrote in the old incarnation was left out of pages so far, and with no rights, since another may spend those of
    /// the old one; tell [`Machine::handle_begun`] or
    /// [`Machine::handle_failed`].
    Begin {
        /// The incarnation.
        incarnation: u32,
    },
}

/// What is to be done before anything else is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// To be handed back with what came of it.
    pub ticket: Ticket,
    /// What is to be done.
    pub action: Action,
}
