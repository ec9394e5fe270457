//! What the hub's commands do beside serving.

use std::path::Path;
use std::sync::Arc;

use evertill_domain::clock::Timestamp;
use evertill_domain::ids::RegisterId;
use evertill_sync::hub::Member;
use evertill_wire::sync::{Cursor, Epoch};

use crate::clock;
use crate::cloud::sealed_code;
use crate::log::{LogError, NewCode, Place, RegisterRow, ShopLog};
use crate::luck;
use crate::receipts::Receipts;

/// How long a code lets a register in, in milliseconds.
pub const CODE_TIME: u64 = 3_600_000;
/// How many entries are read at a time.
const READ_AT_ONCE: u32 = 500;
/// Whoever sits at the hub's own machine.
const WHO: &str = "the hub's command line";

/// Why a command was not carried out.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// The log failed.
    #[error(transparent)]
    Log(#[from] LogError),
    /// There is no luck to be had.
    #[error(transparent)]
    Luck(#[from] luck::NoLuck),
    /// The shop says no.
    #[error("{0}")]
    Refused(String),
}

/// Makes a code and says it: the only time that anybody sees it.
///
/// # Errors
/// [`CommandError`].
pub async fn enrol(place: &Place, name: String) -> Result<String, CommandError> {
    let log = open(place)?;
    let code = luck::code()?;
    let now = clock::now();
    let expires = Timestamp(now.0.saturating_add(CODE_TIME));
    let new = NewCode { code: sealed_code(log.as_ref(), &code), name, expires };
    if !log.offer(new, WHO, now).await? {
        return Err(CommandError::Refused("too many codes wait to be used: let them expire first".to_owned()));
    }
    let (front, back) = code.split_at(code.len() / 2);
    Ok(format!("{front}-{back}"))
}

/// The shop's registers, one a line.
///
/// # Errors
/// [`CommandError`].
pub async fn registers(place: &Place) -> Result<String, CommandError> {
    let rows = open(place)?.registers().await?;
    let mut lines =
        vec![format!("{:<16} {:<10} {:<20} {:>12}  name", "register", "state", "last seen", "clock is off")];
    lines.extend(rows.iter().map(line));
    Ok(lines.join("\n"))
}

fn line(row: &RegisterRow) -> String {
    let state = match row.member {
        Member { lost: true, .. } => "lost",
        Member { revoked: true, .. } => "revoked",
        Member { forked: true, .. } => "forked",
        _ => "live",
    };
    let seen = row.seen.map_or_else(|| "never".to_owned(), clock::said);
    format!("{:<16} {state:<10} {seen:<20} {:>10} s  {}", row.register.as_str(), row.skew / 1_000, row.name)
}

/// Every receipt that the log holds, one a line, and whether its journals are whole.
///
/// # Errors
/// [`CommandError`], also where a journal is not whole.
pub async fn receipts(place: &Place) -> Result<String, CommandError> {
    let log = open(place)?;
    let mut receipts = Receipts::beside(&log.kept_apart(u32::MAX).await?);
    let mut after = Cursor(0);
    loop {
        let entries = log.entries(after, READ_AT_ONCE).await?;
        if entries.is_empty() {
            break;
        }
        entries.iter().for_each(|bytes| receipts.take(bytes));
        after = Cursor(after.0.saturating_add(entries.len() as u64));
    }
    if receipts.is_whole() { Ok(receipts.to_string()) } else { Err(CommandError::Refused(receipts.to_string())) }
}

/// Takes a register's right away.
///
/// # Errors
/// [`CommandError`], also where there is no such register.
pub async fn revoke(place: &Place, register: RegisterId) -> Result<(), CommandError> {
    let unknown = CommandError::Refused(format!("the shop knows no register {register}"));
    if open(place)?.revoke(register, WHO, clock::now()).await? { Ok(()) } else { Err(unknown) }
}

/// Notes that somebody has looked at the copies of a register, which is granted rights again.
///
/// # Errors
/// [`CommandError`], also where there is no such register.
pub async fn unfreeze(place: &Place, register: RegisterId) -> Result<(), CommandError> {
    let unknown = CommandError::Refused(format!("the shop knows no register {register}"));
    if open(place)?.unfreeze(register, WHO, clock::now()).await? { Ok(()) } else { Err(unknown) }
}

/// Notes that a register will never be heard again.
///
/// # Errors
/// [`CommandError`], also where there is no such register.
pub async fn declare_lost(place: &Place, register: RegisterId) -> Result<(), CommandError> {
    let unknown = CommandError::Refused(format!("the shop knows no register {register}"));
    if open(place)?.declare_lost(register, WHO, clock::now()).await? { Ok(()) } else { Err(unknown) }
}

/// Puts a backup in the log's place, and says what that means.
///
/// # Errors
/// [`CommandError`].
pub fn restore(place: &Place, file: &Path) -> Result<String, CommandError> {
    let restored = place.restore(file, clock::now())?;
    let mut said = lives(restored.epoch);
    if let Some(before) = restored.before {
        said.push_str(&format!("\nWhat was there before lies in {}.", before));
    }
    Ok(said)
}

/// Begins a new life of a log that was put back by other means, and says what that means.
///
/// # Errors
/// [`CommandError`].
pub async fn begin_life(place: &Place) -> Result<String, CommandError> {
    require(place)?;
    Ok(lives(place.begin_life(WHO, clock::now()).await?))
}

fn lives(epoch: Epoch) -> String {
    format!(
        "The log lives its life {} now. Registers push again what it does not hold; until all of them have been heard, \
         nothing is granted.",
        epoch.0
    )
}

/// A log that is there.
fn open(place: &Place) -> Result<Arc<dyn ShopLog>, CommandError> {
    require(place)?;
    Ok(place.open_beside(clock::now())?)
}

/// Only the hub itself begins a log.
fn require(place: &Place) -> Result<(), CommandError> {
    if place.holds_a_log()? {
        return Ok(());
    }
    Err(CommandError::Refused(format!("{place} holds no log: start the hub on it once")))
}
