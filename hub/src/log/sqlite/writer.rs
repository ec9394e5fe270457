//! One thread writes. Whatever waits when it gets round to it shares one commit, so that the disk is waited for once.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::thread::JoinHandle;

use rusqlite::Connection;
use tokio::sync::oneshot;

use crate::log::LogError;

/// The most changes that wait for the writer.
pub const QUEUE_LIMIT: usize = 256;
/// The most changes that share a commit.
pub const GROUP_LIMIT: usize = 64;

/// Tells whoever waits what became of a change, once the commit has or has not happened.
type Tell = Box<dyn FnOnce(Result<(), LogError>) + Send>;
/// A change, carried out where there is a transaction for it: says whether it is to be kept, and whom to tell.
type Change = Box<dyn FnOnce(Result<&Connection, LogError>) -> (bool, Tell) + Send>;

/// Hands changes to the thread that writes.
#[derive(Debug)]
pub struct Writer {
    queue: Option<SyncSender<Change>>,
    thread: Option<JoinHandle<()>>,
    waiting: Arc<AtomicU64>,
}

impl Writer {
    /// Starts the thread on a connection that it alone writes through.
    ///
    /// # Errors
    /// [`LogError::Gone`] where the system starts no thread.
    pub fn start(conn: Connection) -> Result<Self, LogError> {
        let (queue, changes) = sync_channel(QUEUE_LIMIT);
        let waiting = Arc::new(AtomicU64::new(0));
        let counted = Arc::clone(&waiting);
        let thread = std::thread::Builder::new()
            .name("log-writer".to_owned())
            .spawn(move || write_all(&conn, &changes, &counted))
            .map_err(|error| LogError::Gone(error.to_string()))?;
        Ok(Self { queue: Some(queue), thread: Some(thread), waiting })
    }

    /// How many changes wait.
    #[must_use]
    pub fn waiting(&self) -> u64 {
        self.waiting.load(Ordering::Relaxed)
    }

    /// Carries out a change. It is durable when this returns, or was taken back as a whole.
    ///
    /// `then` runs on the writer's thread after the commit, also when nobody waits any more.
    ///
    /// # Errors
    /// What the change says, or [`LogError`] where it could not be committed.
    pub async fn write<T: Send + 'static>(
        &self,
        change: impl FnOnce(&Connection) -> Result<T, LogError> + Send + 'static,
        then: impl FnOnce(&T) + Send + 'static,
    ) -> Result<T, LogError> {
        let (answer, answered) = oneshot::channel();
        let change: Change = Box::new(move |conn| {
            let result = conn.and_then(change);
            let keep = result.is_ok();
            let tell: Tell = Box::new(move |committed| {
                let result = committed.and(result);
                if let Ok(value) = &result {
                    then(value);
                }
                // Whoever asked may have gone; the change stands all the same.
                let _ = answer.send(result);
            });
            (keep, tell)
        });
        self.queue(change)?;
        answered.await.map_err(|_| LogError::Gone("the writer has stopped".to_owned()))?
    }

    fn queue(&self, change: Change) -> Result<(), LogError> {
        let stopped = || LogError::Gone("the writer has stopped".to_owned());
        self.waiting.fetch_add(1, Ordering::Relaxed);
        let queued = self.queue.as_ref().ok_or_else(stopped)?.try_send(change);
        queued.map_err(|error| {
            self.waiting.fetch_sub(1, Ordering::Relaxed);
            match error {
                TrySendError::Full(_) => LogError::Busy,
                TrySendError::Disconnected(_) => stopped(),
            }
        })
    }
}

impl Drop for Writer {
    /// What waits is still written.
    fn drop(&mut self) {
        drop(self.queue.take());
        if let Some(thread) = self.thread.take() {
            // A thread that has panicked has nothing left to wait for.
            let _ = thread.join();
        }
    }
}

fn write_all(conn: &Connection, changes: &Receiver<Change>, waiting: &AtomicU64) {
    while let Ok(first) = changes.recv() {
        let mut group = vec![first];
        group.extend(changes.try_iter().take(GROUP_LIMIT - 1));
        waiting.fetch_sub(group.len() as u64, Ordering::Relaxed);
        let mut told = Vec::with_capacity(group.len());
        let committed = commit(conn, group, &mut told);
        if committed.is_err() && !conn.is_autocommit() {
            // Where this fails too, the next group's BEGIN says so.
            let _ = conn.execute_batch("ROLLBACK");
        }
        for tell in told {
            tell(committed.clone());
        }
    }
}

/// Carries out a group in one transaction. A change that fails is taken back alone, unless the database itself has taken
/// everything back: then nothing more is written.
fn commit(conn: &Connection, group: Vec<Change>, told: &mut Vec<Tell>) -> Result<(), LogError> {
    let mut open = run(conn, "BEGIN IMMEDIATE");
    for change in group {
        open = open.and_then(|()| run(conn, "SAVEPOINT change"));
        let (keep, tell) = change(open.clone().map(|()| conn));
        told.push(tell);
        open = open.and_then(|()| match (conn.is_autocommit(), keep) {
            (true, _) => Err(LogError::Gone("the database took the changes back".to_owned())),
            (false, true) => run(conn, "RELEASE change"),
            (false, false) => run(conn, "ROLLBACK TO change; RELEASE change"),
        });
    }
    open.and_then(|()| run(conn, "COMMIT"))
}

fn run(conn: &Connection, statement: &str) -> Result<(), LogError> {
    Ok(conn.execute_batch(statement)?)
}

/// A connection that behaves as the log's do.
///
/// # Errors
/// [`LogError`].
pub fn connect(path: &Path) -> Result<Connection, LogError> {
    let conn = Connection::open(path)?;
    conn.execute_batch(super::sql::PRAGMAS)?;
    conn.set_prepared_statement_cache_capacity(64);
    Ok(conn)
}
