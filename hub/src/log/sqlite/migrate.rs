//! Brings a database to the newest version, step by step. A step only adds, and once released its file never changes.

use evertill_domain::clock::Timestamp;
use rusqlite::{Connection, params};

use super::{number, sql};
use crate::log::LogError;

/// All steps, in order: the first has number 1.
const STEPS: &[(&str, &str)] = &[("log", include_str!("migrations/0001_log.sql"))];

/// Takes all steps that the database has not taken. Each happens as a whole or not at all.
///
/// # Errors
/// [`LogError::TooNew`] for a database that a later build has changed: it is left as it is.
pub fn migrate(conn: &mut Connection, now: Timestamp) -> Result<(), LogError> {
    let conn = conn.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    conn.pragma_update(None, "application_id", sql::APPLICATION_ID)?;
    conn.execute(sql::MIGRATIONS, [])?;
    let taken = version(&conn)?;
    for (step, (name, change)) in (1_u32..).zip(STEPS).filter(|(step, _)| *step > taken) {
        conn.execute_batch(change)?;
        conn.execute(sql::NOTE_MIGRATION, params![step, name, number(now.0)])?;
    }
    Ok(conn.commit()?)
}

/// The number of the last step that a database has taken.
///
/// # Errors
/// [`LogError::TooNew`] where this build does not know that step, and [`LogError::Gone`] for a database that is none of ours.
pub fn version(conn: &Connection) -> Result<u32, LogError> {
    let taken: u32 = conn.query_row(sql::LAST_MIGRATION, [], |row| row.get(0))?;
    let known = usize::try_from(taken).is_ok_and(|taken| taken <= STEPS.len());
    if known { Ok(taken) } else { Err(LogError::TooNew(taken)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_is_taken_once_and_is_written_down() {
        let mut conn = Connection::open_in_memory().unwrap();
        for _ in 0..2 {
            migrate(&mut conn, Timestamp(7)).unwrap();
            let mut query = conn.prepare("SELECT number, name FROM migrations ORDER BY number").unwrap();
            let found: Vec<(u32, String)> =
                query.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect();
            let expected: Vec<_> = (1..).zip(STEPS.iter().map(|(name, _)| (*name).to_owned())).collect();
            assert_eq!(found, expected);
        }
    }

    #[test]
    fn a_log_of_a_later_build_is_left_as_it_is() {
        let mut conn = Connection::open_in_memory().unwrap();
        migrate(&mut conn, Timestamp(7)).unwrap();
        conn.execute(sql::NOTE_MIGRATION, params![99, "later", 7]).unwrap();
        assert_eq!(migrate(&mut conn, Timestamp(8)), Err(LogError::TooNew(99)));
    }
}
