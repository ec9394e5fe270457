//! `POST /sync/v1/exchange`: what a register says within its session, and what the hub answers.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use axum::extract::{Request as HttpRequest, State};
use axum::response::Response;
use evertill_domain::ids::Seq;
use evertill_wire::Entry;
use evertill_wire::sync::{
    BATCH_LIMIT, Beat, Bytes, ENTRIES_LIMIT, HOLDINGS_LIMIT, Hello, Pull, Push, Reply, Report, Request, Tip, signed_tip,
};

use super::Cloud;
use super::asking::{AROUND_LIMIT, Content, EXCHANGE_LIMIT, cbor, token};
use super::door::is_signed;
use super::problem::{Kind, Problem};
use crate::log::{Session, Sign, Taken};

/// Answers one request.
pub(super) async fn exchange(State(cloud): State<Arc<Cloud>>, request: HttpRequest) -> Result<Response, Problem> {
    let session = cloud.session(token(request.headers())?).await?;
    cloud.pace_of_exchange(&session)?;
    let content = Content::take(&cloud, request, EXCHANGE_LIMIT).await?;
    let request: Request = content.read()?;
    if request.incarnation() == 0 {
        return Err(Problem::new(Kind::Unreadable, "Incarnations are counted from 1."));
    }
    let reply = match request {
        Request::Hello(hello) => greet(&cloud, session, hello).await?,
        Request::Beat(beat) => hear(&cloud, session, beat).await?,
        Request::Push(push) => take_in(&cloud, session, push, content.bytes.len()).await?,
        Request::Pull(pull) => hand_out(&cloud, session, pull).await?,
        Request::Report(report) => note_rights(&cloud, session, report).await?,
        Request::Transfer(transfer) => cloud.log.transfer(session, transfer, cloud.now()).await?,
    };
    Ok(cbor(&reply))
}

async fn greet(cloud: &Cloud, session: Session, hello: Hello) -> Result<Reply, Problem> {
    if hello.store != session.store || hello.register != session.register {
        return Err(Problem::new(Kind::NotYours, ""));
    }
    let Hello { incarnation, epoch, tip, cursor, now: clock, .. } = hello;
    Ok(cloud.log.hear(session, Sign { incarnation, epoch, tip, cursor, clock }, cloud.now()).await?)
}

async fn hear(cloud: &Cloud, session: Session, beat: Beat) -> Result<Reply, Problem> {
    let Beat { epoch, incarnation, tip, cursor, now: clock } = beat;
    Ok(cloud.log.hear(session, Sign { incarnation, epoch, tip, cursor, clock }, cloud.now()).await?)
}

async fn note_rights(cloud: &Cloud, session: Session, report: Report) -> Result<Reply, Problem> {
    if report.holdings.len() > HOLDINGS_LIMIT {
        return Err(Problem::new(Kind::TooLarge, format!("At most {HOLDINGS_LIMIT} things are held.")));
    }
    Ok(cloud.log.note_rights(session, report, cloud.now()).await?)
}

async fn take_in(cloud: &Cloud, session: Session, push: Push, size: usize) -> Result<Reply, Problem> {
    let count = push.entries.len();
    if count > ENTRIES_LIMIT || (count > 1 && size > BATCH_LIMIT + AROUND_LIMIT) {
        let most = format!("At most {ENTRIES_LIMIT} entries and {BATCH_LIMIT} bytes are pushed at a time.");
        return Err(Problem::new(Kind::TooLarge, most));
    }
    see_signature(&session, &push)?;
    match cloud.log.append(session, push, cloud.now()).await? {
        Taken::Answered { reply, new } => {
            cloud.metrics.taken.fetch_add(new as u64, Ordering::Relaxed);
            Ok(reply)
        }
        Taken::Crowded => {
            Err(Problem::new(Kind::TooMany, "No more of this register's entries that are none are kept."))
        }
    }
}

/// Sees that the register signed the end of what it pushes. An end that does not read has no hash to be signed: what stands
/// before it can be pushed by itself, and what comes after it brings it along.
fn see_signature(session: &Session, push: &Push) -> Result<(), Problem> {
    let Some(Bytes(last)) = push.entries.last() else { return Ok(()) };
    let seq = Seq(push.from.0.saturating_add(push.entries.len() as u64 - 1));
    let end = Entry::from_bytes(last);
    let end = end.map_err(|error| Problem::new(Kind::UnreadableEnd, error.to_string()).at(seq))?;
    let said = signed_tip(&session.store, &session.register, push.incarnation, Tip { seq, hash: end.hash });
    if is_signed(&session.key, &said, &push.signature.0) { Ok(()) } else { Err(Problem::new(Kind::BadSignature, "")) }
}

async fn hand_out(cloud: &Cloud, session: Session, pull: Pull) -> Result<Reply, Problem> {
    if session.revoked {
        return Err(Problem::new(Kind::Revoked, ""));
    }
    Ok(cloud.log.page(session, pull, cloud.now()).await?)
}
