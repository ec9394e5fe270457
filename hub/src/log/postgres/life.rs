//! How a database that went back in time is noticed. The life lies in the database itself, since hubs that share it have no
//! other place in common; so it goes back with everything else where somebody brings the whole database back. Beside it
//! stands a mark of where it was written. It differs wherever the server was made anew, was rewound or was taken over by
//! another one (a restore to a point in time, a standby that was promoted), and wherever the database or the log's tables were
//! made anew. Whoever connects and finds another mark begins a new life before anything is answered.

use tokio_postgres::error::SqlState;

use super::Link;
use super::link::log_error;
use super::tables::PostgresTables;
use crate::clock;
use crate::log::LogError;
use crate::log::tables::database::{Tables as _, values};
use crate::log::tables::settle::begin_life;

/// Which server this is, and which history of it.
const SERVER: &str = "SELECT system_identifier || '/' || substr(pg_walfile_name(pg_current_wal_insert_lsn()), 1, 8)
    FROM pg_control_system()";
/// Which database, and which table of stores.
const PLACE: &str = "SELECT 'evertill.stores'::regclass::oid::bigint, (SELECT mark FROM evertill_life.life),
    (SELECT oid FROM pg_database WHERE datname = current_database()) || '/' || 'evertill.stores'::regclass::oid";
const SET_MARK: &str = "UPDATE evertill_life.life SET mark = ?1";
/// Who began a life that nobody asked for.
const WHO: &str = "a database that went back in time";

/// Sees where the log is, begins a new life where that is another place than before, and notes which life it lives.
///
/// # Errors
/// [`LogError`].
pub fn greet(tables: &PostgresTables) -> Result<(), LogError> {
    let here = Here::look(tables.link())?;
    if !here.is_marked {
        tables.set_up(|tables| {
            // Another hub may have been first.
            if !Here::look(tables.link())?.is_marked {
                let epoch = begin_life(tables, WHO, clock::now())?;
                mark(tables)?;
                tracing::warn!(life = epoch.0, "the database is not where it was: a new life of the log has begun");
            }
            Ok(())
        })?;
    }
    tables.lives(here.stores)
}

/// Marks the log as being where it is.
///
/// # Errors
/// [`LogError`].
pub fn mark(tables: &PostgresTables) -> Result<(), LogError> {
    let here = Here::look(tables.link())?;
    tables.run(SET_MARK, &values![here.mark.as_str()]).map(drop)
}

/// Where the log is.
struct Here {
    stores: i64,
    mark: String,
    is_marked: bool,
}

impl Here {
    fn look(link: &Link) -> Result<Self, LogError> {
        let server = server(link)?;
        let found = link.rows(PLACE, &[])?;
        let row = found.first().ok_or_else(|| LogError::Gone("the log is nowhere".to_owned()))?;
        let mark = format!("{server}/{}", row.text(2)?);
        let is_marked = row.text_or_nothing(1)?.is_some_and(|marked| marked == mark);
        Ok(Self { stores: row.number(0)?, mark, is_marked })
    }
}

/// Which server this is; a service that does not tell is taken to be the same one always.
fn server(link: &Link) -> Result<String, LogError> {
    // Within a transaction a statement that fails would take everything back.
    let saved = link.is_open();
    if saved {
        link.say("SAVEPOINT server")?;
    }
    let told = link.wait_for(super::link::ANSWER_TIME, async { Ok(link.client().query_one(SERVER, &[]).await) })?;
    if saved {
        link.say(if told.is_ok() { "RELEASE SAVEPOINT server" } else { "ROLLBACK TO SAVEPOINT server" })?;
    }
    match told {
        Ok(row) => row.try_get(0).map_err(|error| log_error(&error)),
        Err(error) if error.code().is_some_and(is_untold) => Ok("untold".to_owned()),
        Err(error) => Err(log_error(&error)),
    }
}

fn is_untold(code: &SqlState) -> bool {
    [SqlState::INSUFFICIENT_PRIVILEGE, SqlState::UNDEFINED_FUNCTION, SqlState::FEATURE_NOT_SUPPORTED].contains(code)
}
