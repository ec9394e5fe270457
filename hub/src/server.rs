//! Listens, and answers on each connection within limits: so many connections, so long for a request's head, and an orderly
//! end.

use std::convert::Infallible;
use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tower_service::Service as _;

use crate::cloud::Peer;

/// The most connections at once; further ones wait to be accepted.
pub const CONNECTIONS_LIMIT: usize = 2_048;
/// How long the head of a request may take to come in, in seconds.
pub const HEAD_SECONDS: u64 = 15;
/// The most bytes of a request's head.
const HEAD_LIMIT: usize = 32 << 10;
/// How long requests that are under way may take once the hub is told to stop.
const STOP_TIME: Duration = Duration::from_secs(15);
/// How long to wait where the system has no place for another connection.
const CROWDED: Duration = Duration::from_millis(100);

/// Serves until `stop` resolves; requests under way are then still answered. `stopping` is called before that, to end what
/// would never end by itself.
///
/// # Errors
/// When the listener fails for good.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    stop: impl Future<Output = ()> + Send,
    stopping: impl FnOnce() + Send,
) -> io::Result<()> {
    let places = Arc::new(Semaphore::new(CONNECTIONS_LIMIT));
    let graceful = GracefulShutdown::new();
    let mut stop = pin!(stop);
    loop {
        let accepted = async {
            let place = Arc::clone(&places).acquire_owned().await;
            (place, listener.accept().await)
        };
        let (place, accepted) = tokio::select! {
            accepted = accepted => accepted,
            () = &mut stop => break,
        };
        match (place, accepted) {
            (Ok(place), Ok((stream, peer))) => {
                drop(tokio::spawn(answer(stream, peer, router.clone(), graceful.watcher(), place)));
            }
            (_, Err(error)) if is_of_the_connection(&error) => {}
            (_, Err(error)) => {
                tracing::warn!(%error, "no connection can be accepted");
                tokio::time::sleep(CROWDED).await;
            }
            (Err(_), _) => break,
        }
    }
    drop(listener);
    stopping();
    if tokio::time::timeout(STOP_TIME, graceful.shutdown()).await.is_err() {
        tracing::warn!("requests were cut off that took too long");
    }
    Ok(())
}

/// Whether an error says something about one connection only, which is then gone.
fn is_of_the_connection(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}

async fn answer(stream: TcpStream, peer: SocketAddr, router: Router, watcher: Watcher, place: OwnedSemaphorePermit) {
    // Replies are small and waited for.
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |request: hyper::Request<Incoming>| {
        let mut router = router.clone();
        let mut request: Request = request.map(axum::body::Body::new);
        request.extensions_mut().insert(Peer(peer.ip()));
        async move { Ok::<_, Infallible>(router.call(request).await.unwrap_or_else(|never| match never {})) }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(Duration::from_secs(HEAD_SECONDS))
        .max_buf_size(HEAD_LIMIT)
        .serve_connection(TokioIo::new(stream), service);
    // A connection that breaks is the client's affair.
    let _ = watcher.watch(connection).await;
    drop(place);
}
