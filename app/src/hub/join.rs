//! How a register becomes one of a shop's: with a code that the shop made, or freely where the hub lets anybody in.

use super::client::{self, ClientError, Problem};
use super::{Hub, Member, drive};
use crate::browser;
use crate::register::{Core, Register, now};
use evertill_domain::ids::RegisterId;
use evertill_journal::JournalError;
use evertill_journal_idb::Identity;
use evertill_journal_idb::identity::DATABASE;
use evertill_sync::register::Start;
use evertill_wire::enrolment::{Enrol, Enrolled};
use evertill_wire::sync::{Bytes, Tip};
use leptos::prelude::*;
use std::rc::Rc;

/// Where the browser remembers what the shop calls the register. To forget it costs nothing but the name.
const NAME: &str = "evertill.register-name";

/// Why a register did not join.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JoinError {
    /// There is no connection.
    Unreachable,
    /// This address has no hub.
    NoHub,
    /// The browser cannot keep a key.
    NoKey,
    /// The hub said no.
    Refused(Problem),
    /// The answer cannot be read.
    Unreadable,
    /// The answer could not be kept.
    NotKept,
}

impl From<JournalError> for JoinError {
    fn from(_: JournalError) -> Self {
        Self::NotKept
    }
}

impl From<ClientError> for JoinError {
    fn from(error: ClientError) -> Self {
        match error {
            ClientError::Unreachable => Self::Unreachable,
            ClientError::NoHub => Self::NoHub,
            ClientError::SignedOff => Self::Refused(Problem::default()),
            ClientError::Refused(problem) => Self::Refused(problem),
            ClientError::Unreadable(_) => Self::Unreadable,
        }
    }
}

/// Asks the hub to let `register` in with `code`; an empty one where it lets anybody in.
///
/// # Errors
/// [`JoinError`]; nothing has changed then.
pub async fn ask(code: &str, register: RegisterId) -> Result<LetIn, JoinError> {
    let identity = Identity::open(DATABASE).await.map_err(|_| JoinError::NoKey)?;
    let key = Bytes(identity.public().to_vec());
    let enrolled = client::enrol(&Enrol { code: code.to_owned(), register, key }).await?;
    Ok(LetIn { enrolled, identity })
}

/// What became of asking to be let in.
pub struct LetIn {
    /// The shop.
    pub enrolled: Enrolled,
    identity: Identity,
}

/// Keeps that this register belongs to the shop, and begins to exchange entries.
///
/// # Errors
/// [`JournalError`]; the register then sells alone as before.
pub async fn begin(hub: Hub, register: Register, core: &Rc<Core>, let_in: LetIn) -> Result<Member, JournalError> {
    let LetIn { enrolled, identity } = let_in;
    browser::store(NAME, &enrolled.name);
    core.journal.lock().await.begin_epoch(enrolled.store, enrolled.epoch, now()).await?;
    go_on_with(hub, register, core, identity).await?;
    Ok(Member { name: enrolled.name })
}

/// Goes on exchanging entries where this register belongs to a shop already.
///
/// # Errors
/// [`JournalError`].
pub async fn go_on(hub: Hub, register: Register, core: &Rc<Core>) -> Result<(), JournalError> {
    if core.journal.lock().await.sync_state().await?.store.is_none() {
        return Ok(());
    }
    // Without its key the register sells on; the status screen says that nothing is exchanged.
    match Identity::open(DATABASE).await {
        Ok(identity) => go_on_with(hub, register, core, identity).await,
        Err(_) => Ok(()),
    }
}

async fn go_on_with(hub: Hub, register: Register, core: &Rc<Core>, identity: Identity) -> Result<(), JournalError> {
    let journal = core.journal.lock().await;
    let (state, head) = (journal.sync_state().await?, journal.head().clone());
    let transfers = journal.transfers().await?.open.is_some();
    drop(journal);
    let Some(store) = state.store else { return Ok(()) };
    let start = Start {
        store,
        register: head.register,
        incarnation: head.incarnation,
        tip: Tip { seq: head.seq, hash: head.hash },
        epoch: state.epoch,
        cursor: state.cursor,
        held: state.held,
        transfers,
    };
    hub.member.set(Some(Member { name: browser::stored(NAME).unwrap_or_default() }));
    drive::start(hub, register, Rc::clone(core), start, identity);
    Ok(())
}
