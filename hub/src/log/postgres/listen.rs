//! How a hub hears of what another one took in: the database tells it with each commit that moves the feed. What is told is a
//! hint; whoever misses one finds the feed's end by looking, now and then.

use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use evertill_wire::sync::{Cursor, Epoch};
use futures_util::StreamExt as _;
use futures_util::stream::poll_fn;
use tokio::sync::{mpsc, oneshot};
use tokio_postgres::{AsyncMessage, Client, NoTls};

use super::link::ANSWER_TIME;
use super::{LogError, Shop};

/// How often the end is looked for, whether or not something was heard: this also finds a connection that is dead.
const LOOK: Duration = Duration::from_secs(5);
/// How long to wait before connecting again: twice as long each time, up to the second.
const AGAIN: (Duration, Duration) = (Duration::from_millis(100), Duration::from_secs(5));
/// The most hints that wait; those beyond them say nothing that the last one does not.
const HINTS_LIMIT: usize = 256;

const LISTEN: &str = "LISTEN evertill_feed";
const END: &str = "SELECT epoch || ' ' || feed FROM evertill.stores ORDER BY store LIMIT 1";

/// Listens on a thread of its own until it is dropped.
#[derive(Debug)]
pub struct Listener {
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Listener {
    /// Begins to listen.
    ///
    /// # Errors
    /// [`LogError::Gone`] where the system starts no thread.
    pub fn start(shop: &Arc<Shop>) -> Result<Self, LogError> {
        let gone = |error: std::io::Error| LogError::Gone(error.to_string());
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(gone)?;
        let (stop, stopped) = oneshot::channel::<()>();
        let shop = Arc::clone(shop);
        let listening = move || {
            runtime.block_on(async {
                tokio::select! {
                    () = listen(&shop) => {}
                    _ = stopped => {}
                }
            });
        };
        let thread = std::thread::Builder::new().name("log-listener".to_owned()).spawn(listening).map_err(gone)?;
        Ok(Self { stop: Some(stop), thread: Some(thread) })
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // It may have panicked; nothing hangs on it.
            let _ = thread.join();
        }
    }
}

async fn listen(shop: &Shop) {
    let mut wait = AGAIN.0;
    loop {
        match connect(shop).await {
            Ok((client, hints)) => {
                wait = AGAIN.0;
                hear(shop, &client, hints).await;
            }
            Err(error) => tracing::debug!(%error, "the database cannot be listened to"),
        }
        tokio::time::sleep(wait).await;
        wait = (wait * 2).min(AGAIN.1);
    }
}

/// A connection that listens, and what it hears.
async fn connect(shop: &Shop) -> Result<(Client, mpsc::Receiver<String>), tokio_postgres::Error> {
    let (client, mut connection) = shop.address.config().connect(NoTls).await?;
    let (tell, hints) = mpsc::channel(HINTS_LIMIT);
    drop(tokio::spawn(async move {
        let mut messages = poll_fn(move |context| connection.poll_message(context));
        while let Some(Ok(message)) = messages.next().await {
            if let AsyncMessage::Notification(hint) = message {
                // One that finds no room is made up for by those that wait.
                let _ = tell.try_send(hint.payload().to_owned());
            }
        }
    }));
    client.batch_execute(LISTEN).await?;
    Ok((client, hints))
}

/// Tells what is heard until the connection breaks.
async fn hear(shop: &Shop, client: &Client, mut hints: mpsc::Receiver<String>) {
    loop {
        let end = tokio::time::timeout(ANSWER_TIME, client.query_one(END, &[])).await;
        let Ok(Ok(end)) = end else { return };
        tell(shop, end.try_get(0).unwrap_or_default());
        let look = tokio::time::sleep(LOOK);
        tokio::pin!(look);
        loop {
            tokio::select! {
                hint = hints.recv() => match hint {
                    Some(hint) => tell(shop, &hint),
                    None => return,
                },
                () = &mut look => break,
            }
        }
    }
}

/// Tells an end, as `LIFE END`; what does not read as that was said by somebody else.
fn tell(shop: &Shop, said: &str) {
    let numbers = said.split_once(' ').map(|(epoch, end)| (epoch.parse(), end.parse()));
    if let Some((Ok(epoch), Ok(end))) = numbers {
        shop.feed.tell(Epoch(epoch), Cursor(end));
    }
}
