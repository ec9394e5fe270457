//! One thread writes. Whatever waits when it gets round to it shares one commit, so that the disk is waited for once.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::thread::JoinHandle;

use tokio::sync::oneshot;

use super::database::{Access, Database, Tables};
use super::sql;
use crate::log::LogError;

/// The most changes that wait for the writer.
pub const QUEUE_LIMIT: usize = 256;
/// The most changes that share a commit.
pub const GROUP_LIMIT: usize = 64;

/// Tells whoever waits what became of a change, once the commit has or has not happened.
type Tell = Box<dyn FnOnce(Result<(), LogError>) + Send>;
/// A change, carried out where there is a transaction for it: says whether it is to be kept, and whom to tell.
type Change = Box<dyn FnOnce(Result<&dyn Tables, LogError>) -> (bool, Tell) + Send>;

/// Hands changes to the thread that writes.
#[derive(Debug)]
pub struct Writer {
    queue: Option<SyncSender<Change>>,
    thread: Option<JoinHandle<()>>,
    waiting: Arc<AtomicU64>,
}

impl Writer {
    /// Starts the thread, which writes through this connection, and through others once it has broken.
    ///
    /// # Errors
    /// [`LogError::Gone`] where the system starts no thread.
    pub fn start<D: Database>(database: Arc<D>, tables: D::Tables) -> Result<Self, LogError> {
        let (queue, changes) = sync_channel(QUEUE_LIMIT);
        let waiting = Arc::new(AtomicU64::new(0));
        let counted = Arc::clone(&waiting);
        let thread = std::thread::Builder::new()
            .name("log-writer".to_owned())
            .spawn(move || write_all(database.as_ref(), tables, &changes, &counted))
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
        change: impl FnOnce(&dyn Tables) -> Result<T, LogError> + Send + 'static,
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

fn write_all<D: Database>(database: &D, tables: D::Tables, changes: &Receiver<Change>, waiting: &AtomicU64) {
    let mut kept = Some(tables);
    while let Ok(first) = changes.recv() {
        let mut group = vec![first];
        group.extend(changes.try_iter().take(GROUP_LIMIT - 1));
        waiting.fetch_sub(group.len() as u64, Ordering::Relaxed);
        let mut told = Vec::with_capacity(group.len());
        let committed = write_group(database, &mut kept, group, &mut told);
        for tell in told {
            tell(committed.clone());
        }
    }
}

/// Writes a group through the connection that is kept, or another where that one has broken.
fn write_group<D: Database>(
    database: &D,
    kept: &mut Option<D::Tables>,
    group: Vec<Change>,
    told: &mut Vec<Tell>,
) -> Result<(), LogError> {
    match begin(database, kept.take(), Access::Writing) {
        Ok(tables) => {
            let committed = commit(&tables, group, told);
            if committed.is_err() {
                tables.roll_back();
            }
            *kept = tables.is_usable().then_some(tables);
            committed
        }
        Err(error) => {
            told.extend(group.into_iter().map(|change| change(Err(error.clone())).1));
            Err(error)
        }
    }
}

/// Begins a transaction on a connection that was kept, or on a new one. A connection that has broken since it was last used
/// is replaced without a word: nothing had been said through it that could be lost.
///
/// # Errors
/// [`LogError`].
pub fn begin<D: Database>(database: &D, kept: Option<D::Tables>, access: Access) -> Result<D::Tables, LogError> {
    if let Some(tables) = kept {
        match tables.begin(access) {
            Ok(()) => return Ok(tables),
            Err(error) if tables.is_usable() => return Err(error),
            Err(_) => {}
        }
    }
    let tables = database.connect(access)?;
    tables.begin(access)?;
    Ok(tables)
}

/// Carries out a group in one transaction. A change that fails is taken back alone, unless the database itself has taken
/// everything back: then nothing more is written.
fn commit(tables: &dyn Tables, group: Vec<Change>, told: &mut Vec<Tell>) -> Result<(), LogError> {
    let mut open = Ok(());
    for change in group {
        open = open.and_then(|()| tables.say(sql::SAVE));
        let (keep, tell) = change(open.clone().map(|()| tables));
        told.push(tell);
        open = open.and_then(|()| match (tables.is_open(), keep) {
            (false, _) => Err(LogError::Gone("the database took the changes back".to_owned())),
            (true, true) => tables.say(sql::KEEP),
            (true, false) => tables.say(sql::TAKE_BACK),
        });
    }
    open.and_then(|()| tables.commit())
}
