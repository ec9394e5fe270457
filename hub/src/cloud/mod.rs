//! The shop's cloud over HTTP: registers enrol, open sessions, push and pull.
//!
//! [`door`] lets registers in, [`exchange`] answers what they say, [`live`] hints that there is more. Every refusal is a
//! [`problem`], every body is read within limits ([`asking`]), and nobody may ask without end ([`pace`]).

mod asking;
mod coming;
mod door;
mod exchange;
mod ledger;
mod live;
mod metrics;
mod pace;
pub mod problem;

use std::net::IpAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use evertill_domain::clock::Timestamp;
use evertill_domain::ids::RegisterId;
use evertill_wire::Hash;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};

use self::live::Streams;
use self::metrics::{Metrics, Route};
use self::pace::{Pace, network};
use self::problem::{Kind, Problem};
use crate::log::{Session, ShopLog};

pub use asking::{EXCHANGE_LIMIT, Peer, SMALL_LIMIT};
pub use coming::{Coming, routes_of};
pub use door::{NONCE_TIME, SESSION_TIME, sealed_code};
pub use ledger::keep as keep_ledger;
pub use live::STREAMS_OF_ONE_LIMIT;
pub use pace::Rate;

/// The type of requests and replies.
pub const CBOR: &str = "application/cbor";
/// How long an answer may take.
const ANSWER_TIME: Duration = Duration::from_secs(30);
/// The most bytes of bodies that are in memory at once, in KiB.
const BODIES_LIMIT: usize = 64 << 10;

/// How often may be asked.
#[derive(Clone, Copy, Debug)]
pub struct Rates {
    /// Enrolments from one network.
    pub enrolment: Rate,
    /// Nonces and sessions from one network.
    pub sessions: Rate,
    /// Exchanges of one register.
    pub exchange: Rate,
}

impl Default for Rates {
    /// Enough for a shop behind one address whose registers all start at once, and for one that catches up after days.
    fn default() -> Self {
        Self {
            enrolment: Rate { burst: 10, per_minute: 10 },
            sessions: Rate { burst: 200, per_minute: 60 },
            exchange: Rate { burst: 600, per_minute: 1_200 },
        }
    }
}

/// What says how late it is.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// The shop's cloud.
pub struct Cloud {
    log: Arc<dyn ShopLog>,
    clock: Clock,
    /// Whether a register of this machine is let in without a code.
    demonstration: bool,
    enrolments: Pace<IpAddr>,
    sessions: Pace<IpAddr>,
    exchanges: Pace<RegisterId>,
    bodies: Arc<Semaphore>,
    streams: Streams,
    metrics: Metrics,
    stopping: watch::Sender<bool>,
}

impl std::fmt::Debug for Cloud {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Cloud").field("demonstration", &self.demonstration).finish_non_exhaustive()
    }
}

impl Cloud {
    /// A cloud over a log.
    #[must_use]
    pub fn new(log: Arc<dyn ShopLog>, clock: Clock, demonstration: bool, rates: Rates) -> Self {
        Self {
            log,
            clock,
            demonstration,
            enrolments: Pace::new(rates.enrolment),
            sessions: Pace::new(rates.sessions),
            exchanges: Pace::new(rates.exchange),
            bodies: Arc::new(Semaphore::new(BODIES_LIMIT)),
            streams: Streams::default(),
            metrics: Metrics::default(),
            stopping: watch::Sender::new(false),
        }
    }

    /// Ends all streams: nothing new is hinted.
    pub fn stop(&self) {
        self.stopping.send_replace(true);
    }

    fn now(&self) -> Timestamp {
        (self.clock)()
    }

    async fn session(&self, token: Hash) -> Result<Session, Problem> {
        let found = self.log.session(token, self.now()).await?;
        found.ok_or_else(|| Problem::new(Kind::NoSession, "The token is not known, or has expired."))
    }

    /// Room for a body of so many bytes.
    async fn room(&self, bytes: usize) -> Result<OwnedSemaphorePermit, Problem> {
        let kib = u32::try_from(bytes.div_ceil(1_024).max(1)).unwrap_or(u32::MAX);
        let room = Arc::clone(&self.bodies).acquire_many_owned(kib).await;
        room.map_err(|_| Problem::new(Kind::Busy, ""))
    }

    fn pace_of_enrolment(&self, peer: IpAddr) -> Result<(), Problem> {
        self.enrolments.take(network(peer), self.now()).map_err(slow_down)
    }

    fn pace_of_sessions(&self, peer: IpAddr) -> Result<(), Problem> {
        self.sessions.take(network(peer), self.now()).map_err(slow_down)
    }

    fn pace_of_exchange(&self, session: &Session) -> Result<(), Problem> {
        self.exchanges.take(session.register.clone(), self.now()).map_err(slow_down)
    }
}

fn slow_down(seconds: u64) -> Problem {
    Problem::new(Kind::SlowDown, "").after(seconds)
}

/// The cloud's routes.
pub fn routes(cloud: &Arc<Cloud>) -> Router {
    Router::new()
        .route("/sync/v1/enrol", post(door::enrol))
        .route("/sync/v1/challenge", post(door::challenge))
        .route("/sync/v1/session", post(door::session))
        .route("/sync/v1/exchange", post(exchange::exchange))
        .route("/sync/v1/live", get(live::live))
        .route("/health/ready", get(ready))
        .route("/metrics", get(tell_metrics))
        .layer(axum::middleware::from_fn_with_state(Arc::clone(cloud), watch_over))
        .with_state(Arc::clone(cloud))
}

/// Keeps a request within its time, counts it and writes a line about it, without a word about who asked.
async fn watch_over(State(cloud): State<Arc<Cloud>>, request: Request, next: Next) -> Response {
    let route = Route::of(request.uri().path());
    let begun = Instant::now();
    let answer = tokio::time::timeout(ANSWER_TIME, next.run(request)).await;
    let mut response = answer.unwrap_or_else(|_| Problem::new(Kind::Late, "").into_response());
    let (took, status) = (begun.elapsed(), response.status());
    cloud.metrics.answered(route, took, !status.is_success());
    if route != Route::Other {
        let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        tracing::info!(route = route.name(), status = status.as_u16(), micros, "answered");
    }
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// `GET /health/ready`: whether the log can be read and written.
async fn ready(State(cloud): State<Arc<Cloud>>) -> Result<Response, Problem> {
    cloud.log.counts(cloud.now()).await?;
    Ok(text("ready\n".to_owned()))
}

/// `GET /metrics`, for this machine alone: what a shop sells in an hour is nobody else's business.
async fn tell_metrics(State(cloud): State<Arc<Cloud>>, request: Request) -> Result<Response, Problem> {
    if !asking::is_local(&request) {
        return Err(Problem::new(Kind::NotYours, "This is told on the hub's own machine."));
    }
    // That the log cannot be had is a number, too: whoever watches is to hear of it.
    let counts = cloud.log.counts(cloud.now()).await.ok();
    Ok(text(cloud.metrics.text(counts.as_ref())))
}

fn text(content: String) -> Response {
    let mut response = Response::new(Body::from(content));
    let plain = HeaderValue::from_static("text/plain; version=0.0.4; charset=utf-8");
    response.headers_mut().insert(header::CONTENT_TYPE, plain);
    response
}
