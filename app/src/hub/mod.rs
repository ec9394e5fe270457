//! The shop that this register belongs to: joining it, and exchanging entries with its hub.
//!
//! [`Hub`] is a `Copy` handle of signals for the screens. Behind it one [`drive::Driver`] runs in the page that writes: it moves
//! the machine of `evertill_sync`, which says what to do next. Read in this order: `join` (how a register becomes one of a
//! shop's), `drive` (what is said and heard), `purse` (what is said of rights), `live` (the channel that only hints), `client` (records over HTTP).
//!
//! None of it is on the way of a sale: a hub that is slow, wrong or gone costs nothing but what it would have told.

mod client;
mod drive;
mod join;
mod live;
mod purse;

pub use join::{JoinError, ask, begin, go_on};

use crate::register::Register;
use crate::state::{Shell, WriterState};
use evertill_domain::ids::Seq;
use evertill_domain::rights::{Asset, TransferSettled};
use evertill_journal::waiting::Waiting;
use evertill_sync::register::{Line, Status};
use evertill_wire::sync::Tip;
use leptos::prelude::*;

/// What a register knows of the shop that it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// What people at the shop call the register.
    pub name: String,
}

/// What screens know of the hub; see the head of this file.
#[derive(Clone, Copy)]
pub struct Hub {
    /// The shop, once the register belongs to one.
    pub member: RwSignal<Option<Member>>,
    /// How the exchange stands, once it has begun.
    pub status: RwSignal<Option<Status>>,
    /// What waits to be sent.
    pub waiting: RwSignal<Waiting>,
    /// The last transfer of rights that came to its end.
    pub settled: RwSignal<Option<TransferSettled>>,
    /// What a sale is about to spend: it is not given back.
    pub wanted: StoredValue<Vec<Asset>>,
    /// Wakes the driver.
    nudge: StoredValue<Option<drive::Nudger>>,
}

impl Hub {
    /// The signals of a register that belongs to no shop yet.
    pub fn new() -> Self {
        Self {
            member: RwSignal::new(None),
            status: RwSignal::new(None),
            waiting: RwSignal::new(Waiting::default()),
            settled: RwSignal::new(None),
            wanted: StoredValue::new(Vec::new()),
            nudge: StoredValue::new(None),
        }
    }

    /// The journal ends here now.
    pub fn appended(self, tip: Tip) {
        self.tell(drive::Nudge::Appended(tip));
    }

    /// There may be a connection again.
    pub fn connected(self) {
        self.tell(drive::Nudge::Connected);
    }

    /// The connection is gone.
    pub fn disconnected(self) {
        self.tell(drive::Nudge::Disconnected);
    }

    /// Whether the shop can be asked now.
    pub fn is_online(self) -> bool {
        let online = |status: &Status| matches!(status.line, Line::Online { .. });
        self.status.with_untracked(|status| status.as_ref().is_some_and(online))
    }

    /// A transfer of rights was begun, and is kept.
    pub fn transfer_begun(self) {
        self.tell(drive::Nudge::TransferBegun);
    }

    /// Nobody sells here for now: all rights go back to the shop.
    pub fn shift_closed(self) {
        self.tell(drive::Nudge::ShiftClosed);
    }

    /// Whether the entry at `seq` of this register is on the hub; `None` for a register that sells alone.
    pub fn holds(self, seq: Seq) -> Option<bool> {
        self.member
            .with(Option::is_some)
            .then(|| self.status.with(|status| status.as_ref().is_some_and(|status| seq <= status.held.seq)))
    }

    /// Ends the exchange of this page: another page writes now, or this one begins anew.
    pub fn leave(self) {
        let driver = self.nudge.try_update_value(Option::take).flatten();
        if let Some(nudger) = driver {
            nudger.tell(drive::Nudge::Over);
        }
    }

    fn tell(self, nudge: drive::Nudge) {
        self.nudge.with_value(|nudger| {
            if let Some(nudger) = nudger {
                nudger.tell(nudge);
            }
        });
    }
}

/// Tells the driver what happens at the register: entries that are appended, the network that comes and goes, and somebody
/// who looks at the page again.
pub fn follow(shell: Shell, register: Register) {
    let hub = register.hub;
    Effect::new(move |_| {
        // What is practised is nobody's business.
        if !register.training.get()
            && let Some(head) = register.head.get()
        {
            hub.appended(Tip { seq: head.seq, hash: head.hash });
        }
    });
    Effect::new(move |_| {
        if shell.writer.get() == WriterState::Elsewhere {
            hub.leave();
        }
    });
    Effect::new(move |_| if shell.online.get() { hub.connected() } else { hub.disconnected() });
    // The root is never disposed, and so neither is this.
    let _ = window_event_listener_untyped("visibilitychange", move |_| hub.connected());
}
