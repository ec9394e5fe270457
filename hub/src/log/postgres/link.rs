//! One connection to the server. Whoever asks waits on their own thread, and meanwhile drives the connection themselves: no
//! other thread has to wake up for an answer.

use std::cell::{Cell as Place, RefCell};
use std::collections::HashMap;
use std::error::Error as _;
use std::time::Duration;

use futures_util::future::join;
use futures_util::{Stream, StreamExt as _};
use tokio::runtime::{Builder, Runtime};
use tokio_postgres::error::SqlState;
use tokio_postgres::{Client, NoTls, Statement};

use super::address::Address;
use super::dialect;
use super::values::{Column, asked, columns, row};
use crate::log::LogError;
use crate::log::tables::database::{Row, Value};

/// How long the server may take over one statement, unless it is one that copies everything.
pub const ANSWER_TIME: Duration = Duration::from_secs(20);

/// How each connection behaves. A commit is on the server's disk when it returns, unless whoever runs the server asks for
/// more. Nobody waits long for a lock; and what a hub held that has vanished without a word, with its whole machine, is given
/// up within seconds, so that others can go on.
const SETTINGS: &str = "
    SET search_path = evertill;
    SET lock_timeout = '15s';
    SET statement_timeout = '20s';
    SET idle_in_transaction_session_timeout = '10s';
    SET tcp_keepalives_idle = 15;
    SET tcp_keepalives_interval = 5;
    SET tcp_keepalives_count = 3;
    SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off';
";

/// Statements that were prepared, by their words.
type Known = RefCell<HashMap<&'static str, Statement>>;

/// A connection.
pub struct Link {
    /// Ends without waiting when the connection is dropped, wherever that is.
    runtime: Option<Runtime>,
    client: Client,
    statements: Known,
    /// Statements that were prepared to take arrays.
    of_arrays: Known,
    is_open: Place<bool>,
    is_broken: Place<bool>,
}

impl Link {
    /// Connects.
    ///
    /// # Errors
    /// [`LogError::Refused`] where trying again is of no use, [`LogError::Gone`] where it may be.
    pub fn connect(address: &Address) -> Result<Self, LogError> {
        let runtime = Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(|error| LogError::Gone(error.to_string()))?;
        let client = runtime.block_on(async {
            let (client, connection) = address.config().connect(NoTls).await?;
            // It ends with the client; what goes wrong is told to whoever asks next.
            drop(tokio::spawn(connection));
            Ok(client)
        });
        let client = match client {
            Ok(client) => client,
            Err(error) => return Err(log_error(&error)),
        };
        let link = Self {
            runtime: Some(runtime),
            client,
            statements: Known::default(),
            of_arrays: Known::default(),
            is_open: Place::new(false),
            is_broken: Place::new(false),
        };
        link.say(SETTINGS)?;
        Ok(link)
    }

    /// Waits for an answer.
    fn wait<T>(&self, asked: impl Future<Output = Result<T, tokio_postgres::Error>>) -> Result<T, LogError> {
        self.wait_for(ANSWER_TIME, asked)
    }

    /// Waits for an answer for so long.
    pub fn wait_for<T>(
        &self,
        most: Duration,
        asked: impl Future<Output = Result<T, tokio_postgres::Error>>,
    ) -> Result<T, LogError> {
        let runtime = self.runtime.as_ref().ok_or_else(|| LogError::Gone("the connection has ended".to_owned()))?;
        let answer = runtime.block_on(async { tokio::time::timeout(most, asked).await });
        match answer {
            Ok(Ok(answer)) => Ok(answer),
            Ok(Err(error)) => {
                // A failure that the server did not put into words is one of the connection.
                if error.as_db_error().is_none_or(|error| error.parsed_severity().is_some_and(is_the_end)) {
                    self.is_broken.set(true);
                }
                Err(log_error(&error))
            }
            Err(_) => {
                // Whatever it says later would be taken for the answer to something else.
                self.is_broken.set(true);
                Err(LogError::Gone("the database does not answer".to_owned()))
            }
        }
    }

    /// The server's end of the connection, for what only this database has.
    pub const fn client(&self) -> &Client {
        &self.client
    }

    /// Whether another transaction can be tried.
    pub fn is_usable(&self) -> bool {
        !self.is_broken.get() && !self.client.is_closed()
    }

    /// Says that this connection is not to be used again.
    pub fn give_up(&self) {
        self.is_broken.set(true);
    }

    /// Whether a transaction is open.
    pub fn is_open(&self) -> bool {
        self.is_open.get() && self.is_usable()
    }

    /// Begins a transaction with this word, and answers what a statement finds in it.
    pub fn begin(&self, word: &str, statement: &'static str) -> Result<Vec<Row>, LogError> {
        let prepared = self.prepared(statement)?;
        let found = self.wait(async {
            // One way to the server and back for both.
            let (begun, found) = join(self.client.batch_execute(word), self.client.query(&prepared, &[])).await;
            self.is_open.set(begun.is_ok());
            begun.and(found)
        });
        let rows = found.and_then(|rows| rows.iter().map(row).collect());
        if rows.is_err() {
            self.roll_back();
        }
        rows
    }

    /// Ends the transaction and keeps it; `last` is said just before, in the same breath.
    pub fn commit(&self, last: Option<&'static str>) -> Result<(), LogError> {
        let prepared = last.map(|statement| self.prepared(statement)).transpose()?;
        self.wait(async {
            let said = async {
                match &prepared {
                    Some(statement) => self.client.execute(statement, &[]).await.map(drop),
                    None => Ok(()),
                }
            };
            let (said, committed) = join(said, self.client.batch_execute("COMMIT")).await;
            said.and(committed)
        })?;
        self.is_open.set(false);
        Ok(())
    }

    /// Takes an open transaction back.
    pub fn roll_back(&self) {
        if self.is_open() && self.say("ROLLBACK").is_err() {
            self.is_broken.set(true);
        }
        self.is_open.set(false);
    }

    /// Carries out statements as they are.
    pub fn say(&self, statements: &str) -> Result<(), LogError> {
        self.wait(self.client.batch_execute(statements))
    }

    /// Forgets which tables statements speak of: others have taken their place.
    pub fn forget(&self) {
        self.statements.borrow_mut().clear();
        self.of_arrays.borrow_mut().clear();
    }

    fn prepared(&self, statement: &'static str) -> Result<Statement, LogError> {
        self.prepared_as(&self.statements, statement, || dialect::statement(statement))
    }

    fn prepared_as(
        &self,
        known: &Known,
        statement: &'static str,
        text: impl FnOnce() -> String,
    ) -> Result<Statement, LogError> {
        if let Some(prepared) = known.borrow().get(statement) {
            return Ok(prepared.clone());
        }
        let prepared = self.wait(self.client.prepare(&text()))?;
        known.borrow_mut().insert(statement, prepared.clone());
        Ok(prepared)
    }

    /// Carries out one statement.
    pub fn run(&self, statement: &'static str, values: &[Value<'_>]) -> Result<u64, LogError> {
        let prepared = self.prepared(statement)?;
        self.wait(self.client.execute(&prepared, &asked(values)))
    }

    /// Carries out one statement for each list of values: one that adds a row adds all of them at once.
    pub fn run_all(&self, statement: &'static str, lists: &[Vec<Value<'_>>]) -> Result<(), LogError> {
        if let Some(columns) = columns(lists)
            && let Some(text) = dialect::of_arrays(statement, &columns.iter().map(Column::type_).collect::<Vec<_>>())
        {
            let prepared = self.prepared_as(&self.of_arrays, statement, || text)?;
            let values: Vec<_> = columns.iter().map(Column::value).collect();
            return self.wait(self.client.execute(&prepared, &values)).map(drop);
        }
        lists.iter().try_for_each(|values| self.run(statement, values).map(drop))
    }

    /// What one statement finds.
    pub fn rows(&self, statement: &'static str, values: &[Value<'_>]) -> Result<Vec<Row>, LogError> {
        let prepared = self.prepared(statement)?;
        self.wait(self.client.query(&prepared, &asked(values)))?.iter().map(row).collect()
    }

    /// The next of a stream of rows.
    pub fn next<S>(&self, rows: &mut S) -> Result<Option<Row>, LogError>
    where
        S: Stream<Item = Result<tokio_postgres::Row, tokio_postgres::Error>> + Unpin,
    {
        let found = self.wait(async { rows.next().await.transpose() })?;
        found.as_ref().map(row).transpose()
    }
}

impl Drop for Link {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

fn is_the_end(severity: tokio_postgres::error::Severity) -> bool {
    use tokio_postgres::error::Severity::{Fatal, Panic};
    matches!(severity, Fatal | Panic)
}

/// What a failure means for the log.
pub fn log_error(error: &tokio_postgres::Error) -> LogError {
    let Some(said) = error.as_db_error() else {
        let mut words = error.to_string();
        let mut source = error.source();
        while let Some(cause) = source {
            words = format!("{words}: {cause}");
            source = cause.source();
        }
        return LogError::Gone(words);
    };
    let words = format!("{} ({})", said.message(), said.code().code());
    match said.code() {
        &SqlState::DISK_FULL => LogError::Full,
        &SqlState::LOCK_NOT_AVAILABLE
        | &SqlState::T_R_SERIALIZATION_FAILURE
        | &SqlState::T_R_DEADLOCK_DETECTED
        | &SqlState::TOO_MANY_CONNECTIONS => LogError::Busy,
        &SqlState::INVALID_PASSWORD
        | &SqlState::INVALID_AUTHORIZATION_SPECIFICATION
        | &SqlState::INVALID_CATALOG_NAME
        | &SqlState::INSUFFICIENT_PRIVILEGE => LogError::Refused(words),
        _ => LogError::Gone(words),
    }
}
