//! An HTTP client that sends exactly what it is told, and a register that speaks through it.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};

use ed25519_dalek::Signer as _;
use evertill_domain::clock::Timestamp;
use evertill_domain::ids::StoreId;
use evertill_wire::enrolment::{Challenge, Enrol, Enrolled, Nonce, Proof, Session, signed_session};
use evertill_wire::sync::{Ack, Beat, Bytes, Cursor, Epoch, Hello, Page, Pull, Push, Reply, Request, Welcome};
use evertill_wire::{Record, from_record, to_record};

use super::journal::Till;

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Answer {
    /// Reads an answer to its end.
    pub fn read(stream: &mut TcpStream) -> Option<Self> {
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).ok()?;
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let mut lines = head.lines();
        let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
        let headers = lines
            .filter_map(|line| line.split_once(": "))
            .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
            .collect();
        Some(Self { status, headers, body: bytes.split_off(end + 4) })
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(have, _)| have == name).map_or("", |(_, value)| value)
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The record that it holds.
    pub fn record<T: Record>(&self) -> T {
        assert_eq!(self.status, 200, "{}", self.text());
        assert_eq!(self.header("content-type"), "application/cbor");
        from_record(&self.body).unwrap()
    }

    /// The problem that it tells, with its status.
    pub fn problem(&self) -> (u16, String) {
        assert_eq!(self.header("content-type"), "application/problem+json", "{} {}", self.status, self.text());
        assert_eq!(self.header("cache-control"), "no-store");
        let members: serde_json::Value = serde_json::from_slice(&self.body).unwrap();
        for member in ["title", "advice"] {
            assert!(members[member].as_str().is_some_and(|text| !text.is_empty()), "{member}");
        }
        assert_eq!(members["status"], self.status);
        let kind = members["type"].as_str().unwrap().strip_prefix("urn:evertill:problem:").unwrap().to_owned();
        (self.status, kind)
    }
}

/// Where a hub is.
#[derive(Clone, Copy, Debug)]
pub struct Client {
    pub address: SocketAddr,
}

impl Client {
    /// Sends a head and a body as they are; `None` where the hub is gone.
    pub fn try_send(&self, request_line: &str, headers: &str, body: &[u8]) -> Option<Answer> {
        let mut stream = TcpStream::connect(self.address).ok()?;
        write!(stream, "{request_line} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{headers}\r\n").ok()?;
        // A hub that has heard enough answers before it has read everything.
        let _ = stream.write_all(body);
        Answer::read(&mut stream)
    }

    pub fn send(&self, request_line: &str, headers: &str, body: &[u8]) -> Answer {
        self.try_send(request_line, headers, body).unwrap()
    }

    pub fn get(&self, path: &str) -> Answer {
        self.send(&format!("GET {path}"), "", b"")
    }

    /// Sends bytes as a request of the right type.
    pub fn post_bytes(&self, path: &str, headers: &str, body: &[u8]) -> Answer {
        self.try_post(path, headers, body).unwrap()
    }

    pub fn try_post(&self, path: &str, headers: &str, body: &[u8]) -> Option<Answer> {
        let length = format!("Content-Type: application/cbor\r\nContent-Length: {}\r\n{headers}", body.len());
        self.try_send(&format!("POST {path}"), &length, body)
    }

    pub fn post<T: Record>(&self, path: &str, record: &T) -> Answer {
        self.post_bytes(path, "", &to_record(record))
    }

    pub fn enrol(&self, till: &Till, code: &str) -> Answer {
        let key = Bytes(till.key.verifying_key().to_bytes().to_vec());
        self.post("/sync/v1/enrol", &Enrol { code: code.to_owned(), register: till.register.clone(), key })
    }

    pub fn nonce(&self, store: &StoreId, till: &Till) -> Bytes {
        let asked = Challenge { store: store.clone(), register: till.register.clone() };
        self.post("/sync/v1/challenge", &asked).record::<Nonce>().nonce
    }

    /// Enrols without a code, opens a session, and says hello.
    pub fn join(&self, till: &Till) -> Connection {
        let Enrolled { store, epoch, .. } = self.enrol(till, "").record();
        let mut connection = self.connect(&store, till);
        connection.epoch = epoch;
        connection.welcome(till);
        connection
    }

    /// Opens a session.
    pub fn connect(&self, store: &StoreId, till: &Till) -> Connection {
        let proof = proof(store, till, self.nonce(store, till));
        let session: Session = self.post("/sync/v1/session", &proof).record();
        let token: String = session.token.0.iter().map(|byte| format!("{byte:02x}")).collect();
        Connection { client: *self, store: store.clone(), token, epoch: Epoch(1) }
    }
}

/// A nonce, signed by a register.
pub fn proof(store: &StoreId, till: &Till, nonce: Bytes) -> Proof {
    let said = signed_session(store, &till.register, &nonce);
    let signature = Bytes(till.key.sign(&said).to_bytes().to_vec());
    Proof { store: store.clone(), register: till.register.clone(), nonce, signature }
}

/// A session.
#[derive(Clone, Debug)]
pub struct Connection {
    pub client: Client,
    pub store: StoreId,
    pub token: String,
    pub epoch: Epoch,
}

impl Connection {
    pub fn bearer(&self) -> String {
        format!("Authorization: Bearer {}\r\n", self.token)
    }

    pub fn exchange_bytes(&self, body: &[u8]) -> Answer {
        self.client.post_bytes("/sync/v1/exchange", &self.bearer(), body)
    }

    pub fn exchange(&self, request: &Request) -> Answer {
        self.exchange_bytes(&to_record(request))
    }

    pub fn hello(&self, till: &Till) -> Hello {
        Hello {
            store: self.store.clone(),
            register: till.register.clone(),
            incarnation: till.incarnation,
            epoch: self.epoch,
            tip: till.tip(),
            cursor: Cursor(0),
            now: Timestamp(1_800_000_000_000),
            format: 1,
        }
    }

    pub fn welcome(&self, till: &Till) -> Welcome {
        self.welcomed(&Request::Hello(self.hello(till)))
    }

    pub fn beat(&self, till: &Till) -> Welcome {
        let Hello { epoch, incarnation, tip, cursor, now, .. } = self.hello(till);
        let beat = Beat { epoch, incarnation, tip, cursor, now };
        self.welcomed(&Request::Beat(beat))
    }

    fn welcomed(&self, request: &Request) -> Welcome {
        match self.exchange(request).record() {
            Reply::Welcome(welcome) => welcome,
            other => panic!("no welcome: {other:?}"),
        }
    }

    pub fn push(&self, push: Push) -> Ack {
        match self.exchange(&Request::Push(push)).record() {
            Reply::Ack(ack) => ack,
            other => panic!("no ack: {other:?}"),
        }
    }

    /// Pushes everything from a place.
    pub fn push_from(&self, till: &Till, from: u64) -> Ack {
        self.push(till.push(&self.store, self.epoch, from))
    }

    pub fn pull(&self, till: &Till, after: u64) -> Page {
        let (incarnation, tip) = (till.incarnation, till.tip());
        let pull = Pull { epoch: self.epoch, incarnation, tip, cursor: Cursor(after), limit: 1_000 };
        match self.exchange(&Request::Pull(pull)).record() {
            Reply::Page(page) => page,
            other => panic!("no page: {other:?}"),
        }
    }
}
