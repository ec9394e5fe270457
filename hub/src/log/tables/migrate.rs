//! Brings a database to the newest version, step by step. A step only adds, and once released its file never changes.

use evertill_domain::clock::Timestamp;

use super::database::{Tables, values};
use super::sql;
use crate::log::LogError;

/// A step's name, and what it does.
type Step = (&'static str, &'static str);

/// All steps, in order: the first has number 1.
pub const STEPS: &[Step] = &[
    ("log", include_str!("migrations/0001_log.sql")),
    ("rights", include_str!("migrations/0002_rights.sql")),
    ("incarnations", include_str!("migrations/0003_incarnations.sql")),
];

/// Takes all steps that the database has not taken, within the transaction that is open: each happens as a whole or not at
/// all.
///
/// # Errors
/// [`LogError::TooNew`] for a database that a later build has changed: it is left as it is.
pub fn migrate(tables: &dyn Tables, now: Timestamp) -> Result<(), LogError> {
    migrate_to(tables, u32::MAX, now)
}

/// Takes the steps up to one, as far as the database has not taken them, within the transaction that is open.
///
/// # Errors
/// As [`migrate`].
pub fn migrate_to(tables: &dyn Tables, last: u32, now: Timestamp) -> Result<(), LogError> {
    tables.say(sql::MIGRATIONS)?;
    let taken = version(tables)?;
    let steps = (1_u32..).zip(STEPS).filter(|(step, _)| *step > taken && *step <= last);
    for (step, (name, change)) in steps {
        tables.say(change)?;
        tables.run(sql::NOTE_MIGRATION, &values![step, *name, now])?;
    }
    Ok(())
}

/// The number of the last step that a database has taken.
///
/// # Errors
/// [`LogError::TooNew`] where this build does not know that step, and [`LogError::Gone`] for a database that is none of ours.
pub fn version(tables: &dyn Tables) -> Result<u32, LogError> {
    let taken = u32::try_from(tables.count(sql::LAST_MIGRATION, &[])?).unwrap_or(u32::MAX);
    let known = usize::try_from(taken).is_ok_and(|taken| taken <= STEPS.len());
    if known { Ok(taken) } else { Err(LogError::TooNew(taken)) }
}
