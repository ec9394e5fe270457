//! What came in with a request: from where, with which token, and how long it may be.

use std::net::IpAddr;
use std::time::Duration;

use axum::body::Bytes;
use axum::extract::Request;
use axum::http::{HeaderMap, header};
use evertill_wire::enrolment::TOKEN_LENGTH;
use evertill_wire::sync::ENTRY_LIMIT;
use evertill_wire::{Hash, Record, RecordError, from_record, to_record};
use http_body_util::{BodyExt as _, Limited};
use tokio::sync::OwnedSemaphorePermit;

use super::problem::{Kind, Problem};
use super::{CBOR, Cloud};
use crate::luck::unhex;

/// The most bytes of a request that is about one register and no entries.
pub const SMALL_LIMIT: usize = 4 << 10;
/// What may stand around entries, in bytes.
pub const AROUND_LIMIT: usize = 64 << 10;
/// The most bytes of an exchange: a push of one entry of the largest size.
pub const EXCHANGE_LIMIT: usize = ENTRY_LIMIT + AROUND_LIMIT;
/// How long a body may take to come in.
const BODY_TIME: Duration = Duration::from_secs(20);

/// Where a request came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Peer(pub IpAddr);

/// Where a request came from; an address that nobody has where that is not known.
#[must_use]
pub fn peer(request: &Request) -> IpAddr {
    request.extensions().get::<Peer>().map_or(IpAddr::from([0, 0, 0, 0]), |peer| peer.0)
}

/// Whether a request was made on this machine for this machine: not passed on by a proxy, and not by a page of somewhere
/// else that has found a name for this address.
#[must_use]
pub fn is_local(request: &Request) -> bool {
    let headers = request.headers();
    let passed_on = ["forwarded", "x-forwarded-for", "x-real-ip", "via"].iter().any(|name| headers.contains_key(*name));
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let name = host.rsplit_once(':').filter(|(_, port)| port.bytes().all(|byte| byte.is_ascii_digit()));
    let name = name.map_or(host, |(name, _)| name);
    peer(request).is_loopback() && !passed_on && matches!(name, "localhost" | "127.0.0.1" | "[::1]")
}

/// The hash of the token that a request carries.
///
/// # Errors
/// [`Kind::NoSession`] where there is none.
pub fn token(headers: &HeaderMap) -> Result<Hash, Problem> {
    let value = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let (scheme, digits) = value.split_once(' ').unwrap_or_default();
    let bytes = unhex(digits.trim()).filter(|bytes| bytes.len() == TOKEN_LENGTH);
    bytes
        .filter(|_| scheme.eq_ignore_ascii_case("bearer"))
        .map(|bytes| Hash::of(&bytes))
        .ok_or_else(|| Problem::new(Kind::NoSession, "The request carries no token."))
}

/// A body, and the room that was set aside for it.
#[derive(Debug)]
pub struct Content {
    /// The bytes.
    pub bytes: Bytes,
    _room: OwnedSemaphorePermit,
}

impl Content {
    /// Takes a body in.
    ///
    /// # Errors
    /// [`Problem`], for one that is of another type, too large, too slow, or does not say its length.
    pub async fn take(cloud: &Cloud, request: Request, limit: usize) -> Result<Self, Problem> {
        let headers = request.headers();
        let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        if !kind.eq_ignore_ascii_case(CBOR) {
            return Err(Problem::new(Kind::WrongType, ""));
        }
        let length = headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok());
        let length: usize =
            length.and_then(|value| value.parse().ok()).ok_or_else(|| Problem::new(Kind::NoLength, ""))?;
        if length > limit {
            return Err(Problem::new(Kind::TooLarge, format!("It has {length} bytes, and {limit} is the most.")));
        }
        let room = cloud.room(length).await?;
        let body = tokio::time::timeout(BODY_TIME, Limited::new(request.into_body(), limit).collect());
        let body = body.await.map_err(|_| Problem::new(Kind::Late, "The body did not come in."))?;
        let body = body.map_err(|_| Problem::new(Kind::Unreadable, "The body was cut off."))?;
        Ok(Self { bytes: body.to_bytes(), _room: room })
    }

    /// Reads it.
    ///
    /// # Errors
    /// [`Problem`].
    pub fn read<T: Record>(&self) -> Result<T, Problem> {
        from_record(&self.bytes).map_err(|error| match error {
            RecordError::TooNew { .. } => Problem::new(Kind::TooNew, error.to_string()),
            RecordError::Damaged { .. } => Problem::new(Kind::Unreadable, error.to_string()),
        })
    }
}

/// An answer.
#[must_use]
pub fn cbor<T: Record>(record: &T) -> axum::response::Response {
    let mut response = axum::response::Response::new(axum::body::Body::from(to_record(record)));
    response.headers_mut().insert(header::CONTENT_TYPE, axum::http::HeaderValue::from_static(CBOR));
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;

    #[test]
    fn only_what_was_asked_on_this_machine_for_this_machine_is_local() {
        for (peer, host, header, local) in [
            ("127.0.0.1", "localhost:8080", "", true),
            ("127.0.0.1", "127.0.0.1", "", true),
            ("::1", "[::1]:8080", "", true),
            ("192.168.0.7", "localhost:8080", "", false),
            ("127.0.0.1", "shop.example", "", false),
            ("127.0.0.1", "localhost.evil.example:8080", "", false),
            ("127.0.0.1", "", "", false),
            ("127.0.0.1", "localhost", "x-forwarded-for", false),
            ("127.0.0.1", "localhost", "forwarded", false),
        ] {
            let mut request = Request::builder().header("host", host);
            if !header.is_empty() {
                request = request.header(header, "203.0.113.9");
            }
            let mut request = request.body(Body::empty()).unwrap();
            request.extensions_mut().insert(Peer(peer.parse().unwrap()));
            assert_eq!(is_local(&request), local, "{peer} {host} {header}");
        }
    }

    #[test]
    fn a_token_is_a_bearers_and_has_its_length() {
        let good = "ab".repeat(TOKEN_LENGTH);
        for (value, is_token) in [
            (format!("Bearer {good}"), true),
            (format!("bearer {good}"), true),
            (format!("Basic {good}"), false),
            (format!("Bearer {good}00"), false),
            ("Bearer".to_owned(), false),
            (format!("Bearer {}", "zz".repeat(TOKEN_LENGTH)), false),
            (String::new(), false),
        ] {
            let headers = HeaderMap::from_iter([(header::AUTHORIZATION, value.parse().unwrap())]);
            assert_eq!(token(&headers).is_ok(), is_token, "{value}");
        }
        assert!(token(&HeaderMap::new()).is_err());
    }
}
