//! Who votes on a prepared sale.
//!
//! A participant looks at the sale and at the rows it asked for, as they are inside the deciding
//! transaction, and either accepts with the effects that follow or refuses with a reason. One
//! refusal rolls the whole sale back. A new participant is a new file beside these, a line in
//! [`all`] and a row in the table of tests/till/conformance.rs, which holds all of them to this contract.

mod accounts;
mod inventory;
mod loyalty;
mod prepayments;
mod returns;
mod stored_value;
mod vouchers;

use crate::event::{Effect, ParticipantName};
use crate::refusal::RollbackReason;
use crate::rows::{NotRead, RowKey, RowSet};
use crate::sale::Sale;

/// What a participant may answer instead of effects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum No {
    /// The sale cannot stand.
    Refused(RollbackReason),
    /// The participant did not ask for a row that it needs: a bug, not a rollback.
    NotRead(RowKey),
}

impl From<RollbackReason> for No {
    fn from(reason: RollbackReason) -> Self {
        Self::Refused(reason)
    }
}

impl From<NotRead> for No {
    fn from(NotRead(key): NotRead) -> Self {
        Self::NotRead(key)
    }
}

impl From<evertill_money::Overflow> for No {
    fn from(_: evertill_money::Overflow) -> Self {
        Self::Refused(RollbackReason::BeyondRange)
    }
}

/// Votes on sales.
pub trait Participant {
    /// Its name in the audit trail.
    fn name(&self) -> ParticipantName;

    /// Adds the rows that its vote depends on and that its effects change.
    fn reads(&self, sale: &Sale, keys: &mut Vec<RowKey>);

    /// Accepts with what follows, or refuses. It has no side effect and depends on nothing but
    /// its arguments.
    ///
    /// # Errors
    /// [`No`].
    fn vote(&self, sale: &Sale, rows: &RowSet) -> Result<Vec<Effect>, No>;
}

/// All participants, in the order in which they are asked.
#[must_use]
pub fn all() -> [&'static dyn Participant; 7] {
    [
        &returns::Returns,
        &inventory::Inventory,
        &loyalty::Loyalty,
        &stored_value::StoredValue,
        &accounts::Accounts,
        &vouchers::Vouchers,
        &prepayments::Prepayments,
    ]
}

/// What the participants make of a sale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// All accept.
    Confirm(Vec<Effect>),
    /// One refuses.
    RollBack {
        /// Who.
        participant: ParticipantName,
        /// Why.
        reason: RollbackReason,
    },
}

/// The rows that deciding `sale` needs, each once.
#[must_use]
pub fn reads(sale: &Sale) -> Vec<RowKey> {
    let mut keys = Vec::with_capacity(sale.lines.len() + 4);
    for participant in all() {
        participant.reads(sale, &mut keys);
    }
    keys.extend(crate::apply::reads_of_sale(sale));
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// Asks every participant.
///
/// # Errors
/// [`NotRead`] when a participant did not ask for a row that it needs.
pub fn decide(sale: &Sale, rows: &RowSet) -> Result<Verdict, NotRead> {
    let mut effects = Vec::with_capacity(sale.lines.len() + 4);
    for participant in all() {
        match participant.vote(sale, rows) {
            Ok(more) => effects.extend(more),
            Err(No::Refused(reason)) => return Ok(Verdict::RollBack { participant: participant.name(), reason }),
            Err(No::NotRead(key)) => return Err(NotRead(key)),
        }
    }
    Ok(Verdict::Confirm(effects))
}
