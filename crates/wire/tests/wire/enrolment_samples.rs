//! One value of everything that is said when a register is enrolled and opens a session.

use evertill_domain::clock::Timestamp;
use evertill_domain::ids::{RegisterId, StoreId};
use evertill_wire::enrolment::{Challenge, Enrol, Enrolled, Nonce, Proof, Session};
use evertill_wire::sync::{Bytes, Epoch};
use evertill_wire::{from_record, to_record};

macro_rules! messages {
    ($($name:ident),+) => {
        /// Any of them.
        #[derive(Clone, Debug)]
        pub enum Message { $($name($name)),+ }

        impl Message {
            /// Its bytes.
            pub fn bytes(&self) -> Vec<u8> {
                match self { $(Self::$name(message) => to_record(message)),+ }
            }

            /// Sees that bytes read as it.
            pub fn assert_reads(&self, bytes: &[u8]) {
                match self { $(Self::$name(message) => assert_eq!(from_record(bytes).as_ref(), Ok(message))),+ }
            }

            /// What it is called.
            pub fn name(&self) -> &'static str {
                match self { $(Self::$name(_) => stringify!($name)),+ }
            }
        }
    };
}

messages!(Enrol, Enrolled, Challenge, Nonce, Proof, Session);

pub fn messages() -> Vec<Message> {
    let store = StoreId::new("S-00F0A1B2C3").unwrap();
    let register = RegisterId::new("R-1A2B3C4D").unwrap();
    let nonce = Bytes(vec![9; 56]);
    vec![
        Message::Enrol(Enrol { code: "ABCD-2345".to_owned(), register: register.clone(), key: Bytes(vec![7; 32]) }),
        Message::Enrolled(Enrolled { store: store.clone(), name: "Till 2".to_owned(), epoch: Epoch(3) }),
        Message::Challenge(Challenge { store: store.clone(), register: register.clone() }),
        Message::Nonce(Nonce { nonce: nonce.clone() }),
        Message::Proof(Proof { store, register, nonce, signature: Bytes(vec![5; 64]) }),
        Message::Session(Session { token: Bytes(vec![3; 32]), expires: Timestamp(1_795_353_300_123) }),
    ]
}
