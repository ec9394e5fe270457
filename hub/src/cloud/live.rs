//! `GET /sync/v1/live`: a hint whenever the feed moves, and nothing else. Whoever misses one loses nothing.

use std::collections::HashMap;
use std::convert::Infallible;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::extract::{Request, State};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse as _, Response};
use evertill_domain::ids::RegisterId;
use evertill_wire::sync::Cursor;
use futures_util::stream;
use tokio::sync::watch;

use super::Cloud;
use super::asking::token;
use super::problem::{Kind, Problem};

/// The most streams at once.
pub const STREAMS_LIMIT: usize = 1_024;
/// The most streams of one register at once.
pub const STREAMS_OF_ONE_LIMIT: usize = 4;
/// How often a stream says that it is still there.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

/// Streams that are open, by register.
#[derive(Debug, Default)]
pub struct Streams {
    open: Mutex<HashMap<RegisterId, usize>>,
}

impl Streams {
    fn enter(&self, register: &RegisterId) -> bool {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let all: usize = open.values().sum();
        let own = open.get(register).copied().unwrap_or(0);
        let room = all < STREAMS_LIMIT && own < STREAMS_OF_ONE_LIMIT;
        if room {
            open.insert(register.clone(), own + 1);
        }
        room
    }

    fn leave(&self, register: &RegisterId) {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(own) = open.get_mut(register) {
            *own -= 1;
        }
        open.retain(|_, own| *own > 0);
    }
}

/// A place among the streams, given back when it is dropped.
struct Place {
    cloud: Arc<Cloud>,
    register: RegisterId,
}

impl Place {
    fn take(cloud: &Arc<Cloud>, register: RegisterId) -> Option<Self> {
        let room = cloud.streams.enter(&register);
        cloud.metrics.live.fetch_add(u64::from(room), Ordering::Relaxed);
        room.then(|| Self { cloud: Arc::clone(cloud), register })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.cloud.streams.leave(&self.register);
        self.cloud.metrics.live.fetch_sub(1, Ordering::Relaxed);
    }
}

/// What a stream waits for.
struct Listening {
    feed: watch::Receiver<Cursor>,
    stopping: watch::Receiver<bool>,
    left: Duration,
    begun: tokio::time::Instant,
    /// Where the feed ends is said at once, so that nothing is missed between a pull and the stream.
    greeted: bool,
    _place: Place,
}

/// Opens a stream of hints.
pub(super) async fn live(State(cloud): State<Arc<Cloud>>, request: Request) -> Result<Response, Problem> {
    let session = cloud.session(token(request.headers())?).await?;
    if session.revoked {
        return Err(Problem::new(Kind::Revoked, ""));
    }
    let left = Duration::from_millis(session.expires.0.saturating_sub(cloud.now().0));
    let place = Place::take(&cloud, session.register);
    let place = place.ok_or_else(|| Problem::new(Kind::Busy, "There are too many streams.").after(30))?;
    let listening = Listening {
        feed: cloud.log.feed(),
        stopping: cloud.stopping.subscribe(),
        left,
        begun: tokio::time::Instant::now(),
        greeted: false,
        _place: place,
    };
    let hints = stream::unfold(listening, |mut listening| async move {
        let feed = next(&mut listening).await?;
        let event = Event::default().event("feed").data(feed.0.to_string());
        Some((Ok::<_, Infallible>(event), listening))
    });
    Ok(Sse::new(hints).keep_alive(KeepAlive::new().interval(KEEP_ALIVE)).into_response())
}

/// The next end of the feed; `None` where the session or the hub ends.
async fn next(listening: &mut Listening) -> Option<Cursor> {
    let Listening { feed, stopping, left, begun, greeted, .. } = listening;
    if std::mem::replace(greeted, true) {
        let ends = tokio::time::sleep_until(*begun + *left);
        tokio::select! {
            moved = feed.changed() => moved.ok()?,
            _ = stopping.wait_for(|stopping| *stopping) => return None,
            () = ends => return None,
        }
    }
    Some(*feed.borrow_and_update())
}
