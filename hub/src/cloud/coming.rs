//! A cloud whose log cannot be had yet. The hub hands the register out meanwhile, and says that it is not ready.

use std::sync::{Arc, OnceLock};

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{any, get};
use tower_service::Service as _;

use super::metrics::Metrics;
use super::problem::{Kind, Problem};
use super::{Cloud, asking, routes, text};

/// The place of a cloud that is on its way.
#[derive(Debug, Default)]
pub struct Coming {
    arrived: OnceLock<(Arc<Cloud>, Router)>,
}

impl Coming {
    /// The cloud is there: it answers from here on.
    pub fn arrive(&self, cloud: Arc<Cloud>) {
        let router = routes(&cloud);
        // Whoever came first stays.
        let _ = self.arrived.set((cloud, router));
    }

    /// The cloud, once it is there.
    pub fn cloud(&self) -> Option<&Arc<Cloud>> {
        self.arrived.get().map(|(cloud, _)| cloud)
    }
}

/// The cloud's routes, whether or not it is there.
pub fn routes_of(coming: &Arc<Coming>) -> Router {
    Router::new()
        .route("/sync/v1/{*rest}", any(pass_on))
        .route("/health/ready", any(pass_on))
        .route("/metrics", get(tell_metrics))
        .with_state(Arc::clone(coming))
}

async fn pass_on(State(coming): State<Arc<Coming>>, request: Request) -> Response {
    match coming.arrived.get() {
        Some((_, router)) => router.clone().call(request).await.unwrap_or_else(|never| match never {}),
        None => unkept(Problem::new(Kind::Gone, "").into_response()),
    }
}

/// `GET /metrics`: that there is no log is a number, too.
async fn tell_metrics(State(coming): State<Arc<Coming>>, request: Request) -> Response {
    if coming.cloud().is_some() {
        return pass_on(State(coming), request).await;
    }
    if !asking::is_local(&request) {
        return unkept(Problem::new(Kind::NotYours, "This is told on the hub's own machine.").into_response());
    }
    unkept(text(Metrics::default().text(None)))
}

fn unkept(mut response: Response) -> Response {
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
