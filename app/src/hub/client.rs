//! The hub over HTTP: one question, one answer, each a record.

use evertill_wire::enrolment::{Challenge, Enrol, Enrolled, Nonce, Proof, Session};
use evertill_wire::sync::{Reply, Request as Asked};
use evertill_wire::{Record, from_record, to_record};
use gloo_net::http::{Request, Response};
use js_sys::Uint8Array;
use serde::Deserialize;
use web_sys::AbortSignal;

/// Where the hub answers registers; the same place that the page comes from.
const BASE: &str = "/sync/v1";
/// What records are sent as, RFC 8949.
const CBOR: &str = "application/cbor";
/// How long an answer may take, in milliseconds. The machine gives up a little earlier by itself.
const PATIENCE_MS: u32 = 35_000;
/// The most bytes of an answer: a page of one entry, which may be as large as an entry can be.
const ANSWER_LIMIT: usize = evertill_wire::sync::ENTRY_LIMIT + evertill_wire::sync::BATCH_LIMIT;

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClientError {
    /// There is no connection.
    Unreachable,
    /// This address has no hub: it only hands the register out.
    NoHub,
    /// The session is over, or was never opened.
    SignedOff,
    /// The hub said no.
    Refused(Problem),
    /// What came is no answer.
    Unreadable(String),
}

/// What the hub says when it says no (RFC 9457).
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Problem {
    /// Which problem, as an address.
    #[serde(rename = "type")]
    pub kind: String,
    /// What it is, in English.
    pub title: String,
    /// What can be done about it, in English.
    pub detail: String,
}

impl Problem {
    /// The last part of the problem's address, such as `code-expired`.
    pub fn name(&self) -> &str {
        self.kind.rsplit(['/', ':']).next().unwrap_or_default()
    }
}

/// A session's token, as it is sent.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl From<Session> for Token {
    fn from(session: Session) -> Self {
        Self(session.token.0.iter().map(|byte| format!("{byte:02x}")).collect())
    }
}

impl Token {
    /// The header that carries it.
    pub fn header(&self) -> String {
        format!("Bearer {}", self.0)
    }
}

/// Asks to become a register of the shop.
///
/// # Errors
/// [`ClientError`].
pub async fn enrol(enrol: &Enrol) -> Result<Enrolled, ClientError> {
    ask("enrol", enrol, None).await
}

/// Asks for something to sign.
///
/// # Errors
/// [`ClientError`].
pub async fn challenge(challenge: &Challenge) -> Result<Nonce, ClientError> {
    ask("challenge", challenge, None).await
}

/// Opens a session.
///
/// # Errors
/// [`ClientError`].
pub async fn session(proof: &Proof) -> Result<Token, ClientError> {
    ask::<_, Session>("session", proof, None).await.map(Token::from)
}

/// Says something, and hears the answer.
///
/// # Errors
/// [`ClientError`].
pub async fn exchange(asked: &Asked, token: &Token) -> Result<Reply, ClientError> {
    ask("exchange", asked, Some(token)).await
}

/// The address of the channel on which the hub hints that there is more.
pub fn live_address() -> String {
    format!("{BASE}/live")
}

async fn ask<Q: Record, A: Record>(what: &str, question: &Q, token: Option<&Token>) -> Result<A, ClientError> {
    let body = Uint8Array::from(to_record(question).as_slice());
    let patience = AbortSignal::timeout_with_u32(PATIENCE_MS);
    let mut request =
        Request::post(&format!("{BASE}/{what}")).header("content-type", CBOR).abort_signal(Some(&patience));
    if let Some(token) = token {
        request = request.header("authorization", &token.header());
    }
    let request = request.body(body).map_err(|error| ClientError::Unreadable(error.to_string()))?;
    let response = request.send().await.map_err(|_| ClientError::Unreachable)?;
    if !response.ok() {
        return Err(refused(&response).await);
    }
    if !is_of_type(&response, CBOR) {
        return Err(ClientError::NoHub);
    }
    let bytes = response.binary().await.map_err(|_| ClientError::Unreachable)?;
    if bytes.len() > ANSWER_LIMIT {
        return Err(ClientError::Unreadable(format!("{} bytes", bytes.len())));
    }
    from_record(&bytes).map_err(|error| ClientError::Unreadable(error.to_string()))
}

async fn refused(response: &Response) -> ClientError {
    match response.status() {
        401 => ClientError::SignedOff,
        // A proxy in front of a hub that is down answers for it.
        502..=504 => ClientError::Unreachable,
        _ if is_of_type(response, "application/problem+json") => ClientError::Refused(problem(response).await),
        404 | 405 => ClientError::NoHub,
        status => ClientError::Unreadable(format!("HTTP {status}")),
    }
}

async fn problem(response: &Response) -> Problem {
    let text = response.text().await.unwrap_or_default();
    let value = js_sys::JSON::parse(&text).ok();
    value.and_then(|value| serde_wasm_bindgen::from_value(value).ok()).unwrap_or_default()
}

fn is_of_type(response: &Response, wanted: &str) -> bool {
    response.headers().get("content-type").is_some_and(|found| found.split(';').next() == Some(wanted))
}
