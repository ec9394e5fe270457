//! How a database is opened, brought up to date, and given up when a later build asks for it.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use evertill_journal::store::StoreError;
use futures_channel::oneshot;
use idb::event::VersionChangeEvent;
use idb::request::OpenDatabaseRequest;
use idb::{Database, DatabaseEvent as _, Event as _, Factory, Request as _, Transaction};
use web_sys::IdbDatabase;

use crate::failure;

/// One step of a database's history. It may only add, and runs inside the upgrade's transaction:
/// what it does happens whole or not at all.
pub type Migration = fn(&Database, &Transaction) -> Result<(), idb::Error>;

/// What happens to an open database from outside. The connection is closed when this is told, and
/// every later call answers [`StoreError::Gone`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// A later build, in another page, wants the database, or somebody deletes it. Transactions
    /// under way were finished; this page has to be loaded anew.
    Outdated,
    /// The browser closed it: the site's data were cleared, or the disk failed.
    Closed,
}

/// An open database; closed when dropped, after the transactions under way.
#[derive(Debug)]
pub struct Connection {
    raw: IdbDatabase,
    /// Owns the listeners of the same connection.
    _listeners: Database,
}

impl Connection {
    /// The version of the database.
    #[must_use]
    pub fn version(&self) -> u32 {
        // A version that was opened was asked for as a u32.
        self.raw.version() as u32
    }

    pub(crate) fn raw(&self) -> &IdbDatabase {
        &self.raw
    }

    fn new(database: Database, notice: Rc<dyn Fn(Notice)>) -> Self {
        let raw = IdbDatabase::from(database);
        let mut listeners = Database::from(raw.clone());
        let (closing, outdated) = (raw.clone(), Rc::clone(&notice));
        listeners.on_version_change(move |_| {
            closing.close();
            outdated(Notice::Outdated);
        });
        listeners.on_close(move |_| notice(Notice::Closed));
        Self { raw, _listeners: listeners }
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.raw.set_onversionchange(None);
        self.raw.set_onclose(None);
        self.raw.close();
    }
}

/// Opens a database at the version that its migrations lead to, and runs those that it lacks. The
/// version is the number of migrations.
///
/// Where another page keeps it from being upgraded this answers at once. A second call then waits
/// until that page lets go, so that the caller can say what is the matter and wait all the same.
///
/// # Errors
/// [`StoreError::TooNew`] where a later build has been here: nothing is touched.
/// [`StoreError::Blocked`] where a page with an earlier version does not let go.
/// [`StoreError::Full`] and [`StoreError::Gone`] as the browser has it.
pub async fn open(
    name: &str,
    migrations: &'static [Migration],
    notice: impl Fn(Notice) + 'static,
) -> Result<Connection, StoreError> {
    let version = u32::try_from(migrations.len()).unwrap_or(u32::MAX);
    let factory = Factory::new().map_err(|error| failure::of_idb(&error))?;
    let request = factory.open(name, Some(version)).map_err(|error| failure::of_idb(&error))?;
    let database = opened(request, migrations).await?;
    Ok(Connection::new(database, Rc::new(notice)))
}

/// Deletes a database; `false` where a page that holds it does not let go.
pub(crate) async fn delete(name: &str) -> Result<bool, StoreError> {
    let factory = Factory::new().map_err(|error| failure::of_idb(&error))?;
    let mut request = factory.delete(name).map_err(|error| failure::of_idb(&error))?;
    let (answer, answered) = once();
    let (blocked, failed) = (Rc::clone(&answer), Rc::clone(&answer));
    request.on_blocked(move |_| drop(send(&blocked, Ok(false))));
    request.on_error(move |event| drop(send(&failed, Err(error_of(&event)))));
    request.on_success(move |_| drop(send(&answer, Ok(true))));
    request.forget_callbacks();
    answered.await.unwrap_or_else(|_| Err(lost()))
}

/// Waits for an open request. The listeners outlive this future: an upgrade that was begun is
/// finished, and a connection that nobody waits for any more is closed, lest it block others.
async fn opened(mut request: OpenDatabaseRequest, migrations: &'static [Migration]) -> Result<Database, StoreError> {
    let (answer, answered) = once();
    let broken = Rc::new(RefCell::new(None));

    let why = Rc::clone(&broken);
    request.on_upgrade_needed(move |event| {
        if let Err(error) = upgrade(&event, migrations) {
            *why.borrow_mut() = Some(failure::of_idb(&error));
        }
    });
    let blocked = Rc::clone(&answer);
    request.on_blocked(move |_| drop(send(&blocked, Err(StoreError::Blocked))));
    let failed = Rc::clone(&answer);
    request.on_error(move |event| {
        let error = broken.borrow_mut().take().unwrap_or_else(|| error_of(&event));
        drop(send(&failed, Err(error)));
    });
    request.on_success(move |event| {
        let database = event.database().map_err(|error| failure::of_idb(&error));
        if let Err(Ok(unwanted)) = send(&answer, database) {
            unwanted.close();
        }
    });
    request.forget_callbacks();
    answered.await.unwrap_or_else(|_| Err(lost()))
}

/// Runs the migrations that the database lacks; one that fails takes the whole upgrade back.
fn upgrade(event: &VersionChangeEvent, migrations: &[Migration]) -> Result<(), idb::Error> {
    let database = event.database()?;
    let transaction = event.target()?.transaction().ok_or(idb::Error::TransactionNotFound)?;
    let done = usize::try_from(event.old_version()?).unwrap_or(usize::MAX);
    let outcome = migrations.iter().skip(done).try_for_each(|migration| migration(&database, &transaction));
    if outcome.is_err() {
        transaction.abort()?;
    }
    outcome
}

fn error_of<E>(event: &E) -> StoreError
where
    E: idb::Event,
    E::Target: idb::Request,
{
    match event.target().and_then(|request| request.error()) {
        Ok(Some(exception)) => failure::of_exception(&exception),
        Ok(None) => StoreError::Gone("the request failed without a reason".to_owned()),
        Err(error) => failure::of_idb(&error),
    }
}

type Answer<T> = Rc<Cell<Option<oneshot::Sender<Result<T, StoreError>>>>>;

/// A place for one answer out of several listeners: the first that comes counts.
fn once<T>() -> (Answer<T>, oneshot::Receiver<Result<T, StoreError>>) {
    let (sender, receiver) = oneshot::channel();
    (Rc::new(Cell::new(Some(sender))), receiver)
}

/// Answers, or gives the answer back where another came first or nobody waits.
fn send<T>(answer: &Answer<T>, result: Result<T, StoreError>) -> Result<(), Result<T, StoreError>> {
    match answer.take() {
        Some(sender) => sender.send(result),
        None => Err(result),
    }
}

fn lost() -> StoreError {
    StoreError::Gone("the browser dropped the request".to_owned())
}
