//! Hints: that the feed has moved, and nothing else.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpStream;

use evertill_hub::cloud::STREAMS_OF_ONE_LIMIT;

use crate::hub::Hub;
use crate::support::client::{Answer, Connection};
use crate::support::journal::Till;

/// A stream of hints.
struct Hints {
    lines: BufReader<TcpStream>,
}

impl Hints {
    fn open(connection: &Connection) -> Self {
        let mut stream = TcpStream::connect(connection.client.address).unwrap();
        let bearer = connection.bearer();
        write!(stream, "GET /sync/v1/live HTTP/1.1\r\nHost: localhost\r\n{bearer}\r\n").unwrap();
        Self { lines: BufReader::new(stream) }
    }

    /// What stands before the first empty line.
    fn head(&mut self) -> String {
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            assert_ne!(self.lines.read_line(&mut head).unwrap(), 0, "the stream ended");
        }
        head.to_ascii_lowercase()
    }

    /// The next hint; `None` where the stream has ended.
    fn next(&mut self) -> Option<u64> {
        loop {
            let mut line = String::new();
            match self.lines.read_line(&mut line) {
                Ok(0) | Err(_) => return None,
                Ok(_) => {}
            }
            if let Some(data) = line.strip_prefix("data: ") {
                return data.trim().parse().ok();
            }
        }
    }
}

#[test]
fn a_stream_says_where_the_feed_ends_and_each_time_that_it_moves() {
    let hub = Hub::start();
    let (mut till, listener) = (Till::with("A", 2), Till::new("B"));
    let (of_till, of_listener) = (hub.client.join(&till), hub.client.join(&listener));
    of_till.push_from(&till, 1);
    let mut hints = Hints::open(&of_listener);
    let head = hints.head();
    assert!(head.starts_with("http/1.1 200") && head.contains("text/event-stream"), "{head}");
    assert!(head.contains("cache-control: no-store"), "{head}");
    assert_eq!(hints.next(), Some(2));
    till.grow(1);
    of_till.push_from(&till, 3);
    assert_eq!(hints.next(), Some(3));
}

#[test]
fn a_stream_needs_a_session_and_a_register_has_few() {
    let hub = Hub::start();
    let connection = hub.client.join(&Till::new("A"));
    let ask = |bearer: &str| hub.client.send("GET /sync/v1/live", bearer, b"");
    assert_eq!(ask("").problem(), (401, "no-session".to_owned()));
    let mut open: Vec<Hints> = (0..STREAMS_OF_ONE_LIMIT).map(|_| Hints::open(&connection)).collect();
    for hints in &mut open {
        assert_eq!(hints.next(), Some(0));
    }
    assert_eq!(ask(&connection.bearer()).problem(), (503, "busy".to_owned()));
    let other = hub.client.join(&Till::new("B"));
    assert_eq!(Hints::open(&other).next(), Some(0));
}

#[test]
fn a_hub_that_stops_ends_its_streams_and_answers_what_is_under_way() {
    let mut hub = Hub::start();
    let till = Till::with("A", 1);
    let connection = hub.client.join(&till);
    let mut hints = Hints::open(&connection);
    assert_eq!(hints.next(), Some(0));
    // The head of a push is in before the hub is told to stop, and the rest comes afterwards.
    let request = evertill_wire::sync::Request::Push(till.push(&connection.store, connection.epoch, 1));
    let body = evertill_wire::to_record(&request);
    let mut stream = TcpStream::connect(hub.client.address).unwrap();
    let bearer = connection.bearer();
    let length =
        format!("Content-Type: application/cbor\r\nContent-Length: {}\r\nExpect: 100-continue\r\n", body.len());
    write!(stream, "POST /sync/v1/exchange HTTP/1.1\r\nHost: localhost\r\n{length}{bearer}\r\n").unwrap();
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut line = String::new();
    reader.read_line(&mut line).unwrap();
    assert!(line.starts_with("HTTP/1.1 100"), "{line}");
    reader.read_line(&mut line).unwrap();
    let stopping = std::thread::spawn(move || hub.stop());
    // The stream's end says that the hub has begun to stop.
    assert_eq!(hints.next(), None);
    stream.write_all(&body).unwrap();
    let answer = Answer::read(&mut stream).unwrap();
    assert_eq!(answer.status, 200, "{}", answer.text());
    stopping.join().unwrap();
}
