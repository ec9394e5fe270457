//! How a register becomes one of a shop, and proves each day that it still is.
//!
//! Whoever runs the shop makes a code, which is good for one register and a short time. The register shows it with the
//! public half of a key that it made itself; from then on its signature of a nonce opens a session, and the session's token
//! stands for it until it expires.

use evertill_domain::clock::Timestamp;
use evertill_domain::ids::{RegisterId, StoreId};
use evertill_domain::record;

use crate::cbor;
use crate::records::Record;
use crate::sync::{Bytes, Epoch};

/// The characters of an enrolment code: none that is mistaken for another when it is read out or typed.
pub const CODE_ALPHABET: &str = "ABCDEFGHJKMNPQRSTVWXYZ23456789";
/// How many characters an enrolment code has.
pub const CODE_LENGTH: usize = 8;
/// How many bytes an Ed25519 public key has.
pub const KEY_LENGTH: usize = 32;
/// How many bytes a session's token has.
pub const TOKEN_LENGTH: usize = 32;

/// Asks to become a register of a shop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enrol {
    /// The code, in any case and with any spaces and dashes; empty where the hub asks for none.
    pub code: String,
    /// How the register calls itself in its journal.
    pub register: RegisterId,
    /// Its Ed25519 public key, [`KEY_LENGTH`] bytes.
    pub key: Bytes,
}

record!(Enrol { code, register, key });

/// The register is one of the shop's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enrolled {
    /// The shop.
    pub store: StoreId,
    /// What people call the register.
    pub name: String,
    /// The hub's life.
    pub epoch: Epoch,
}

record!(Enrolled { store, name, epoch });

/// Asks for something to sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Challenge {
    /// The shop.
    pub store: StoreId,
    /// The register.
    pub register: RegisterId,
}

record!(Challenge { store, register });

/// Something to sign, good for one session and a short time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nonce {
    /// Bytes that only the hub understands.
    pub nonce: Bytes,
}

record!(Nonce { nonce });

/// Proves who is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// The shop.
    pub store: StoreId,
    /// The register.
    pub register: RegisterId,
    /// What was to be signed.
    pub nonce: Bytes,
    /// The register's Ed25519 signature of [`signed_session`].
    pub signature: Bytes,
}

record!(Proof { store, register, nonce, signature });

/// Stands for the register until it expires.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// [`TOKEN_LENGTH`] bytes; sent in hexadecimal digits after `Authorization: Bearer`.
    pub token: Bytes,
    /// From when on it stands for nobody, by the hub's clock.
    pub expires: Timestamp,
}

record!(Session { token, expires });

/// What a register signs to open a session.
#[must_use]
pub fn signed_session(store: &StoreId, register: &RegisterId, nonce: &Bytes) -> Vec<u8> {
    let purpose = PURPOSE.to_owned();
    cbor::write(&SignedSession { purpose, store: store.clone(), register: register.clone(), nonce: nonce.clone() })
}

/// Keeps a signature from meaning anything elsewhere.
const PURPOSE: &str = "evertill session";

struct SignedSession {
    purpose: String,
    store: StoreId,
    register: RegisterId,
    nonce: Bytes,
}

record!(SignedSession { purpose, store, register, nonce });

/// A code as it is compared: without what people put in between, in capitals.
#[must_use]
pub fn plain_code(typed: &str) -> String {
    typed.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect()
}

macro_rules! message {
    ($($name:ident $what:literal),+ $(,)?) => { $(
        impl Record for $name {
            const WHAT: &'static str = $what;
            const VERSION: u16 = 1;
        }
    )+ };
}

message!(
    Enrol "enrolment",
    Enrolled "answer to an enrolment",
    Challenge "request for a nonce",
    Nonce "nonce",
    Proof "proof of a register",
    Session "session",
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_the_same_however_it_is_typed() {
        for typed in ["ABCD2345", "abcd-2345", " ABCD 2345 ", "a b c d 2 3 4 5"] {
            assert_eq!(plain_code(typed), "ABCD2345", "{typed:?}");
        }
    }

    #[test]
    fn no_two_characters_of_a_code_look_alike() {
        for pair in ["0O", "1I", "1L", "IL", "UV"] {
            let both = pair.chars().filter(|c| CODE_ALPHABET.contains(*c)).count();
            assert!(both < 2, "{pair}");
        }
    }
}
