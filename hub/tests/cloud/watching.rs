//! What whoever runs the hub looks at: health and numbers.

use crate::hub::Hub;
use crate::support::journal::Till;

#[test]
fn health_is_told_to_anybody_and_numbers_to_this_machine() {
    let hub = Hub::start();
    for (path, said) in [("/health", "ok\n"), ("/health/live", "ok\n"), ("/health/ready", "ready\n")] {
        let answer = hub.client.get(path);
        assert_eq!((answer.status, answer.text().as_str()), (200, said), "{path}");
        assert_eq!(answer.header("cache-control"), "no-store", "{path}");
    }
    let passed_on = hub.client.send("GET /metrics", "X-Forwarded-For: 203.0.113.9\r\n", b"");
    assert_eq!(passed_on.problem(), (403, "not-yours".to_owned()));
}

#[test]
fn the_numbers_are_those_of_the_log() {
    let hub = Hub::start();
    let till = Till::with("A", 4);
    let connection = hub.client.join(&till);
    connection.push_from(&till, 1);
    let mut other = till.branch_off(3, 5);
    other.grow(2);
    connection.exchange(&evertill_wire::sync::Request::Push(other.push(&connection.store, connection.epoch, 4)));
    let answer = hub.client.get("/metrics");
    assert_eq!(answer.header("content-type"), "text/plain; version=0.0.4; charset=utf-8");
    let text = answer.text();
    for line in [
        "evertill_entries 4",
        "evertill_feed_end 4",
        "evertill_entries_taken_total 4",
        "evertill_disputed 2",
        "evertill_quarantined 0",
        "evertill_registers 1",
        "evertill_sessions 1",
        "evertill_writes_waiting 0",
        "evertill_request_seconds_count{route=\"exchange\"} 3",
        "evertill_request_seconds_count{route=\"enrol\"} 1",
        "evertill_refused_total{route=\"exchange\"} 0",
    ] {
        assert!(text.lines().any(|have| have == line), "no line {line} in\n{text}");
    }
}

#[test]
fn every_answer_of_the_cloud_carries_the_security_headers() {
    let hub = Hub::start();
    for line in
        ["POST /sync/v1/exchange", "GET /sync/v1/live", "GET /metrics", "GET /health/ready", "PUT /sync/v1/enrol"]
    {
        let answer = hub.client.send(line, "Content-Length: 0\r\n", b"");
        for (name, value) in evertill_hub::headers::ALWAYS {
            assert_eq!(answer.header(name), *value, "{line}: {name}");
        }
        assert_eq!(answer.header("cache-control"), "no-store", "{line}");
    }
}
