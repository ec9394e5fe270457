//! What the hub answers when it does not do what it was asked to: RFC 9457, with what to do about it.

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use evertill_domain::ids::Seq;
use serde_json::json;

use crate::log::LogError;

/// The beginning of every problem's type.
pub const TYPE: &str = "urn:evertill:problem:";

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident $status:ident $name:literal $title:literal $advice:literal;)+) => {
        /// What went wrong.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Kind { $($(#[$doc])* $kind),+ }

        impl Kind {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$kind),+];

            /// The status it is answered with.
            #[must_use]
            pub const fn status(self) -> StatusCode {
                match self { $(Self::$kind => StatusCode::$status),+ }
            }

            /// Its name, the end of its type.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$kind => $name),+ }
            }

            /// What it is, in one sentence.
            #[must_use]
            pub const fn title(self) -> &'static str {
                match self { $(Self::$kind => $title),+ }
            }

            /// What to do about it.
            #[must_use]
            pub const fn advice(self) -> &'static str {
                match self { $(Self::$kind => $advice),+ }
            }
        }
    };
}

kinds! {
    /// The body is no such request.
    Unreadable BAD_REQUEST "unreadable-request"
        "The request cannot be read."
        "Send a request as docs/hub.md describes it.";
    /// A later build wrote the request.
    TooNew BAD_REQUEST "too-new"
        "A later build wrote the request."
        "Bring the hub up to date.";
    /// There is no session of this token.
    NoSession UNAUTHORIZED "no-session"
        "There is no session of this token."
        "Ask for a nonce, sign it, and open a session.";
    /// Nobody is known by this signature.
    NotKnown FORBIDDEN "not-known"
        "The proof does not show a register of this shop."
        "Ask for another nonce and sign it with the register's own key; enrol the register if the shop does not know it.";
    /// The code lets nobody in.
    NoSuchCode FORBIDDEN "no-such-code"
        "The code lets nobody in."
        "Ask whoever runs the shop for another code: each is good for one register and a short time.";
    /// The request speaks for somebody else.
    NotYours FORBIDDEN "not-yours"
        "The request speaks for another register or shop than the session."
        "Open a session for that register.";
    /// The signature is not the register's.
    BadSignature FORBIDDEN "bad-signature"
        "The entries are not signed with the register's key."
        "Sign the end of the journal with the key that the register was enrolled with.";
    /// The register may not do that any more.
    Revoked FORBIDDEN "revoked"
        "The shop has taken the register's right away."
        "Push what was sold; nothing else is answered.";
    /// Somebody else has the name.
    NameTaken CONFLICT "name-taken"
        "Another register has this name, or had it."
        "Begin as a register of another name.";
    /// There are as many as there may be.
    TooMany CONFLICT "too-many"
        "There are as many as there may be."
        "Take away what is not needed any more.";
    /// The length is not said beforehand.
    NoLength LENGTH_REQUIRED "no-length"
        "The request does not say how long it is."
        "Send a Content-Length.";
    /// The body is too large.
    TooLarge PAYLOAD_TOO_LARGE "too-large"
        "The request is larger than it may be."
        "Push fewer entries at a time.";
    /// The body is of another type.
    WrongType UNSUPPORTED_MEDIA_TYPE "wrong-type"
        "The request is not of the type that is read here."
        "Send application/cbor.";
    /// The last entry of a push cannot be read.
    UnreadableEnd UNPROCESSABLE_ENTITY "unreadable-end"
        "The last entry of the push cannot be read, so that no signature covers it."
        "Push what stands before it, or more than it.";
    /// Too many requests.
    SlowDown TOO_MANY_REQUESTS "slow-down"
        "There are too many requests."
        "Wait as long as Retry-After says.";
    /// It took too long.
    Late REQUEST_TIMEOUT "late"
        "The request took too long."
        "Send it again.";
    /// Too much is under way.
    Busy SERVICE_UNAVAILABLE "busy"
        "The hub has too much to do."
        "Wait as long as Retry-After says, and send it again.";
    /// The log cannot be had.
    Gone SERVICE_UNAVAILABLE "gone"
        "The hub cannot reach its log."
        "Go on selling; send it again later, and tell whoever runs the hub.";
    /// The disk is full.
    Full INSUFFICIENT_STORAGE "full"
        "The hub has no room left."
        "Go on selling; send it again later, and tell whoever runs the hub.";
}

/// A refusal with what is wrong in this case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What went wrong.
    pub kind: Kind,
    /// What is wrong in this case; no secret and no personal data.
    pub detail: String,
    /// How many seconds to wait.
    pub retry_after: Option<u64>,
    /// The place of the entry that is meant.
    pub seq: Option<Seq>,
}

impl Problem {
    /// A problem of this kind, with its details.
    pub fn new(kind: Kind, detail: impl Into<String>) -> Self {
        let retry_after = matches!(kind, Kind::Busy | Kind::Gone | Kind::Full).then_some(1);
        Self { kind, detail: detail.into(), retry_after, seq: None }
    }

    /// The problem of an entry.
    #[must_use]
    pub fn at(self, seq: Seq) -> Self {
        Self { seq: Some(seq), ..self }
    }

    /// The problem, to be tried again after so many seconds.
    #[must_use]
    pub fn after(self, seconds: u64) -> Self {
        Self { retry_after: Some(seconds), ..self }
    }
}

impl From<LogError> for Problem {
    fn from(error: LogError) -> Self {
        let kind = match error {
            LogError::Busy => Kind::Busy,
            LogError::Full => Kind::Full,
            LogError::TooNew(_) | LogError::InUse | LogError::Refused(_) | LogError::Gone(_) => {
                // What the database said is for whoever runs the hub, not for whoever asks.
                tracing::error!(%error, "the log failed");
                Kind::Gone
            }
        };
        Self::new(kind, "")
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut members = json!({
            "type": format!("{TYPE}{}", self.kind.name()),
            "title": self.kind.title(),
            "status": self.kind.status().as_u16(),
            "advice": self.kind.advice(),
        });
        if !self.detail.is_empty() {
            members["detail"] = json!(self.detail);
        }
        if let Some(seq) = self.seq {
            members["seq"] = json!(seq.0);
        }
        let mut response = Response::new(Body::from(members.to_string()));
        *response.status_mut() = self.kind.status();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if self.kind == Kind::NoSession {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        if let Some(seconds) = self.retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_document_lists_every_problem() {
        let document = include_str!("../../../docs/hub.md");
        for kind in Kind::ALL {
            let row = format!("| `{}` | {} |", kind.name(), kind.status().as_u16());
            assert!(document.contains(&row), "docs/hub.md has no row {row}");
        }
    }
}
