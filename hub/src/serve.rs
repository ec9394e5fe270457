//! Answers HTTP from a [`Site`]: which file, in which coding, kept for how long.

use std::future::Future;
use std::io;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use tokio::net::TcpListener;

use crate::cloud::{self, Cloud, Coming};
use crate::media::ending;
use crate::negotiate::{has_current, takes_brotli, wants_page};
use crate::site::{File, Site};
use crate::{headers, server};

const KEEP_FOR_EVER: &str = "public, max-age=31536000, immutable";
/// Kept, but asked about before each use: the page, the worker, the manifest and the demonstration shop.
const ASK_FIRST: &str = "no-cache";

/// Where a register asks to be let in.
const ENROL: &str = "/sync/v1/enrol";

/// Serves the register, and the shop's cloud where there is one, until `stop` resolves; requests under way are then still
/// answered.
///
/// # Errors
/// When the listener fails for good.
pub async fn serve(
    listener: TcpListener,
    site: impl Into<Arc<Site>>,
    cloud: Option<Arc<Cloud>>,
    stop: impl Future<Output = ()> + Send,
) -> io::Result<()> {
    let router = router(site, cloud.as_ref());
    if let Some(cloud) = &cloud {
        drop(tokio::spawn(cloud::keep_ledger(Arc::clone(cloud))));
    }
    let stopping = move || {
        if let Some(cloud) = cloud {
            cloud.stop();
        }
    };
    server::serve(listener, router, stop, stopping).await
}

/// As [`serve`], with a cloud that may still be on its way.
///
/// # Errors
/// When the listener fails for good.
pub async fn serve_coming(
    listener: TcpListener,
    site: impl Into<Arc<Site>>,
    coming: Arc<Coming>,
    stop: impl Future<Output = ()> + Send,
) -> io::Result<()> {
    let router = with_site(site, Some(cloud::routes_of(&coming)));
    let stopping = move || {
        if let Some(cloud) = coming.cloud() {
            cloud.stop();
        }
    };
    server::serve(listener, router, stop, stopping).await
}

/// The hub's routes as a service, without a listener.
pub fn router(site: impl Into<Arc<Site>>, cloud: Option<&Arc<Cloud>>) -> Router {
    with_site(site, cloud.map(cloud::routes))
}

fn with_site(site: impl Into<Arc<Site>>, cloud: Option<Router>) -> Router {
    let site = Router::new().fallback(answer).with_state(site.into());
    let router = match cloud {
        Some(cloud) => cloud.merge(site),
        None => site,
    };
    router.layer(axum::middleware::from_fn(secure))
}

/// Every answer carries the security headers, whoever gave it.
async fn secure(request: Request, next: Next) -> Response {
    let over_tls = headers::came_over_tls(request.headers());
    let mut response = next.run(request).await;
    headers::add(response.headers_mut(), over_tls);
    response
}

async fn answer(State(site): State<Arc<Site>>, request: Request) -> Response {
    let mut response = match *request.method() {
        Method::GET | Method::HEAD => find(&site, request.uri().path(), request.headers()),
        // A register asks at its first start whether there is a shop to join. That there is none is an answer, not a failure.
        Method::POST if request.uri().path() == ENROL => empty(StatusCode::NO_CONTENT),
        _ => method_not_allowed(),
    };
    if *request.method() == Method::HEAD {
        // The length that a GET would have sent stays in the headers.
        *response.body_mut() = Body::empty();
    }
    response
}

fn find(site: &Site, path: &str, request: &HeaderMap) -> Response {
    if matches!(path, "/health" | "/health/live") {
        return text(StatusCode::OK, "ok\n");
    }
    if let Some(file) = site.get(path) {
        return send(file, request);
    }
    // The register has its own routes (/sales, /items): a person who opens or reloads one gets the page, while a
    // missing script or image stays a plain 404 and is never answered with HTML.
    let navigation = ending(path).is_empty() && wants_page(request);
    match site.index() {
        Some(index) if navigation => send(index, request),
        _ => text(StatusCode::NOT_FOUND, "There is nothing here.\n"),
    }
}

fn send(file: &File, request: &HeaderMap) -> Response {
    let (body, coding) = match &file.brotli {
        Some(packed) if takes_brotli(request) => (packed, Some("br")),
        _ => (&file.plain, None),
    };
    let current = has_current(request, &body.etag);
    let mut response = Response::new(Body::empty());
    let headers = response.headers_mut();
    let keep = if file.hashed { KEEP_FOR_EVER } else { ASK_FIRST };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(keep));
    if let Ok(etag) = HeaderValue::from_str(&body.etag) {
        headers.insert(header::ETAG, etag);
    }
    if file.brotli.is_some() {
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    }
    if current {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        return response;
    }
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(file.media_type));
    if let Some(coding) = coding {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding));
    }
    set_body(&mut response, body.bytes.clone());
    response
}

fn method_not_allowed() -> Response {
    let mut response = text(StatusCode::METHOD_NOT_ALLOWED, "Only GET and HEAD are answered here.\n");
    response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
    response
}

fn empty(status: StatusCode) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn text(status: StatusCode, sentence: &'static str) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    set_body(&mut response, Bytes::from_static(sentence.as_bytes()));
    response
}

fn set_body(response: &mut Response, bytes: Bytes) {
    response.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(bytes.len()));
    *response.body_mut() = Body::from(bytes);
}
