//! How registers come in: enrolment by a code, and sessions by a signature.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::response::Response;
use ed25519_dalek::{Signature, VerifyingKey};
use evertill_domain::clock::Timestamp;
use evertill_domain::ids::{RegisterId, StoreId};
use evertill_wire::Hash;
use evertill_wire::enrolment::{Challenge, Enrol, Enrolled, Nonce, Proof, Session, plain_code, signed_session};
use evertill_wire::sync::Bytes;
use subtle::ConstantTimeEq as _;

use super::Cloud;
use super::asking::{Content, SMALL_LIMIT, cbor, is_local, peer};
use super::problem::{Kind, Problem};
use crate::log::{Admission, HUB, NewSession, Newcomer, ShopLog};
use crate::luck;

/// How long a nonce may be signed for, in milliseconds.
pub const NONCE_TIME: u64 = 120_000;
/// How long a session lasts, in milliseconds.
pub const SESSION_TIME: u64 = 3_600_000;
/// What codes are sealed for.
const CODE: &str = "enrolment code";

/// What stands for a code in the log of `log`.
#[must_use]
pub fn sealed_code(log: &dyn ShopLog, code: &str) -> Hash {
    log.sealed(CODE, plain_code(code).as_bytes())
}

/// `POST /sync/v1/enrol`
pub(super) async fn enrol(State(cloud): State<Arc<Cloud>>, request: Request) -> Result<Response, Problem> {
    cloud.pace_of_enrolment(peer(&request))?;
    let without_code = cloud.demonstration && is_local(&request);
    let asked: Enrol = Content::take(&cloud, request, SMALL_LIMIT).await?.read()?;
    let key = usable_key(&asked.key).ok_or_else(|| Problem::new(Kind::Unreadable, "The key is no Ed25519 key."))?;
    if asked.register.is_training() || asked.register.as_str() == HUB {
        return Err(Problem::new(Kind::NameTaken, "The name has a meaning of its own."));
    }
    let code = match plain_code(&asked.code) {
        none if none.is_empty() && without_code => None,
        code => Some(sealed_code(cloud.log.as_ref(), &code)),
    };
    let newcomer = Newcomer { code, register: asked.register, key: key.to_bytes() };
    match cloud.log.admit(newcomer, cloud.now()).await? {
        Admission::In { store, name, epoch } => Ok(cbor(&Enrolled { store, name, epoch })),
        Admission::NoSuchCode => Err(Problem::new(Kind::NoSuchCode, "")),
        Admission::NameTaken => Err(Problem::new(Kind::NameTaken, "")),
        Admission::TooMany => Err(Problem::new(Kind::TooMany, "The shop has no room for another register.")),
    }
}

/// A key that a signature by it says something about.
fn usable_key(bytes: &Bytes) -> Option<VerifyingKey> {
    let bytes = <[u8; 32]>::try_from(bytes.0.as_slice()).ok()?;
    VerifyingKey::from_bytes(&bytes).ok().filter(|key| !key.is_weak())
}

/// `POST /sync/v1/challenge`. Whoever asks is told nothing about who is known.
pub(super) async fn challenge(State(cloud): State<Arc<Cloud>>, request: Request) -> Result<Response, Problem> {
    cloud.pace_of_sessions(peer(&request))?;
    let asked: Challenge = Content::take(&cloud, request, SMALL_LIMIT).await?.read()?;
    let luck = luck::bytes::<16>().map_err(no_luck)?;
    let expires = Timestamp(cloud.now().0.saturating_add(NONCE_TIME));
    let nonce = Bytes(nonce(&cloud, &asked.store, &asked.register, luck, expires));
    Ok(cbor(&Nonce { nonce }))
}

fn no_luck(error: luck::NoLuck) -> Problem {
    tracing::error!(%error, "nothing secret can be made");
    Problem::new(Kind::Gone, "")
}

/// A nonce is kept nowhere: it says itself until when it is good and for whom, under the hub's seal.
fn nonce(cloud: &Cloud, store: &StoreId, register: &RegisterId, luck: [u8; 16], expires: Timestamp) -> Vec<u8> {
    let mut bytes = luck.to_vec();
    bytes.extend(expires.0.to_be_bytes());
    let mut sealed = bytes.clone();
    // Neither name can run into the other: none holds a control character.
    sealed.extend(format!("{store}\n{register}").as_bytes());
    bytes.extend(cloud.log.sealed("nonce", &sealed).bytes());
    bytes
}

/// Whether a nonce is one that was given out for this register and can still be used.
fn is_good(cloud: &Cloud, proof: &Proof, now: Timestamp) -> bool {
    let shown = proof.nonce.0.as_slice();
    let Some((luck, rest)) = shown.split_first_chunk::<16>() else { return false };
    let Some((expires, _)) = rest.split_first_chunk::<8>() else { return false };
    let expires = Timestamp(u64::from_be_bytes(*expires));
    let given = nonce(cloud, &proof.store, &proof.register, *luck, expires);
    bool::from(given.ct_eq(shown)) && now < expires
}

/// `POST /sync/v1/session`
pub(super) async fn session(State(cloud): State<Arc<Cloud>>, request: Request) -> Result<Response, Problem> {
    cloud.pace_of_sessions(peer(&request))?;
    let proof: Proof = Content::take(&cloud, request, SMALL_LIMIT).await?.read()?;
    let now = cloud.now();
    // One answer for everything that is wrong: it tells nobody who is known.
    let not_known = || Problem::new(Kind::NotKnown, "");
    if !is_good(&cloud, &proof, now) {
        return Err(not_known());
    }
    let row = cloud.log.register(proof.store.clone(), proof.register.clone()).await?.ok_or_else(not_known)?;
    let said = signed_session(&proof.store, &proof.register, &proof.nonce);
    if !is_signed(&row.key, &said, &proof.signature.0) {
        return Err(not_known());
    }
    let token = luck::bytes::<32>().map_err(no_luck)?;
    let expires = Timestamp(now.0.saturating_add(SESSION_TIME));
    let new = NewSession {
        store: proof.store,
        register: proof.register,
        token: Hash::of(&token),
        nonce: Hash::of(&proof.nonce.0),
        expires,
    };
    if !cloud.log.open_session(new, now).await? {
        return Err(not_known());
    }
    Ok(cbor(&Session { token: Bytes(token.to_vec()), expires }))
}

/// Whether a text was signed with the private half of a key.
#[must_use]
pub fn is_signed(key: &[u8; 32], text: &[u8], signature: &[u8]) -> bool {
    let Ok(key) = VerifyingKey::from_bytes(key) else { return false };
    let Ok(signature) = Signature::from_slice(signature) else { return false };
    key.verify_strict(text, &signature).is_ok()
}
