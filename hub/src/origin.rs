//! The journal that the hub writes itself: what the shop decided at the hub, in the same entries as everybody's.

use evertill_domain::clock::{Hlc, Timestamp};
use evertill_domain::event::Event;
use evertill_domain::ids::{IdError, RegisterId, Seq};
use evertill_domain::people::Actor;
use evertill_wire::sync::Tip;
use evertill_wire::{Entry, Place};

use crate::log::HUB;

/// The hub's incarnation as an origin.
pub const INCARNATION: u32 = 1;

/// The name under which the hub writes.
///
/// # Errors
/// Never: it is a name that anybody could print.
pub fn register() -> Result<RegisterId, IdError> {
    RegisterId::new(HUB)
}

/// Events as entries that follow a journal's end, in order.
///
/// # Errors
/// Never, see [`register`].
pub fn entries(after: Tip, stamp: Hlc, events: &[Event], now: Timestamp) -> Result<Vec<Entry>, IdError> {
    let register = register()?;
    let (mut tip, mut stamp) = (after, stamp);
    let mut entries = Vec::with_capacity(events.len());
    for event in events {
        stamp = stamp.tick(now);
        let seq: Seq = tip.seq.next();
        let place = Place {
            register: register.clone(),
            incarnation: INCARNATION,
            epoch: 1,
            seq,
            prev: tip.hash,
            hlc: stamp,
            actor: Actor::default(),
        };
        let entry = Entry::new(place, event);
        tip = Tip { seq, hash: entry.hash };
        entries.push(entry);
    }
    Ok(entries)
}
