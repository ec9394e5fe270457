//! The hub over real HTTP on loopback: each row is a request and what must come back.

// A helper that cannot go on has nothing better to do than to fail its test.
#![allow(clippy::unwrap_used)]

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;

use evertill_hub::{LoadError, Site, headers, serve};
use tokio::net::TcpListener;
use tokio::sync::oneshot;

/// A hub that runs until it is dropped.
struct Hub {
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<std::thread::JoinHandle<()>>,
    _dist: tempfile::TempDir,
}

impl Hub {
    fn start() -> Self {
        let dist = tempfile::tempdir().unwrap();
        for (name, content) in [
            ("index.html", "<!doctype html><title>Evertill</title>"),
            ("sw.js", "self.a = 1;"),
            ("app-0123456789abcdef.js", "export const a = 1;"),
            ("app-0123456789abcdef.js.br", "(packed script)"),
            ("app-0123456789abcdef_bg.wasm", "\0asm"),
            ("manifest.webmanifest", "{}"),
            ("demo/items.csv", "sku,name\n"),
        ] {
            write(dist.path(), name, content);
        }
        let site = Site::load(dist.path()).unwrap();
        let (send_address, address) = std::sync::mpsc::channel();
        let (stop, stopped) = oneshot::channel();
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
                send_address.send(listener.local_addr().unwrap()).unwrap();
                let stop = async { drop(stopped.await) };
                serve(listener, site, None, stop).await.unwrap();
            });
        });
        Self { address: address.recv().unwrap(), stop: Some(stop), thread: Some(thread), _dist: dist }
    }

    /// Sends the words as they are, so that a path no client library would let through gets through.
    fn ask(&self, request_line: &str, headers: &str) -> Answer {
        let mut stream = TcpStream::connect(self.address).unwrap();
        write!(stream, "{request_line} HTTP/1.1\r\nHost: shop\r\nConnection: close\r\n{headers}\r\n").unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        Answer::parse(&String::from_utf8_lossy(&bytes))
    }
}

impl Drop for Hub {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            thread.join().unwrap();
        }
    }
}

struct Answer {
    status: u16,
    headers: Vec<(String, String)>,
    body: String,
}

impl Answer {
    fn parse(text: &str) -> Self {
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        let mut lines = head.lines();
        let status = lines.next().unwrap().split(' ').nth(1).unwrap();
        let headers = lines
            .filter_map(|line| line.split_once(": "))
            .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
            .collect();
        Self { status: status.parse().unwrap(), headers, body: body.to_owned() }
    }

    fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(have, _)| have == name).map_or("", |(_, value)| value)
    }
}

fn write(dist: &Path, name: &str, content: &str) {
    let path = dist.join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, content).unwrap();
}

const PAGE: &str = "Accept: text/html,application/xhtml+xml,*/*;q=0.8\r\n";
const HTML: &str = "text/html; charset=utf-8";
const TEXT: &str = "text/plain; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";
const FOR_EVER: &str = "public, max-age=31536000, immutable";

#[test]
fn each_path_gets_its_file_its_type_and_its_time_to_keep() {
    let hub = Hub::start();
    #[rustfmt::skip]
    let rows: &[(&str, &str, u16, &str, &str)] = &[
        ("GET /", "", 200, HTML, "no-cache"),
        ("GET /index.html", "", 200, HTML, "no-cache"),
        ("GET /?utm=1", "", 200, HTML, "no-cache"),
        ("GET /sw.js", "", 200, SCRIPT, "no-cache"),
        ("GET /app-0123456789abcdef.js", "", 200, SCRIPT, FOR_EVER),
        ("GET /app-0123456789abcdef_bg.wasm", "", 200, "application/wasm", FOR_EVER),
        ("GET /manifest.webmanifest", "", 200, "application/manifest+json", "no-cache"),
        ("GET /demo/items.csv", "", 200, "text/csv; charset=utf-8", "no-cache"),
        ("GET /health", "", 200, TEXT, "no-store"),
        // A route of the register is the page for a person, and nothing for a script.
        ("GET /sales/R1-000012", PAGE, 200, HTML, "no-cache"),
        ("GET /sales", "Accept: */*\r\n", 404, TEXT, "no-store"),
        ("GET /missing.js", PAGE, 404, TEXT, "no-store"),
        // The compressed copy is a coding of the file, not a file.
        ("GET /app-0123456789abcdef.js.br", "", 404, TEXT, "no-store"),
        ("GET /demo/", "", 404, TEXT, "no-store"),
        ("GET /../Cargo.toml", "", 404, TEXT, "no-store"),
        ("GET /demo/../../etc/passwd", "", 404, TEXT, "no-store"),
        ("GET /%2e%2e/%2e%2e/etc/passwd", "", 404, TEXT, "no-store"),
        ("GET /..%2f..%2fetc%2fpasswd", "", 404, TEXT, "no-store"),
        ("GET //etc/passwd", "", 404, TEXT, "no-store"),
        ("POST /", "Content-Length: 0\r\n", 405, TEXT, "no-store"),
        ("DELETE /sw.js", "", 405, TEXT, "no-store"),
    ];
    for (line, headers, status, kind, keep) in rows {
        let answer = hub.ask(line, headers);
        assert_eq!(answer.status, *status, "{line}");
        assert_eq!(answer.header("content-type"), *kind, "{line}");
        assert_eq!(answer.header("cache-control"), *keep, "{line}");
    }
}

#[test]
fn every_answer_carries_the_security_headers() {
    let hub = Hub::start();
    for line in ["GET /", "HEAD /sw.js", "GET /nothing", "POST /", "GET /health"] {
        let answer = hub.ask(line, "");
        for (name, value) in headers::ALWAYS {
            assert_eq!(answer.header(name), *value, "{line}: {name}");
        }
        assert_eq!(answer.header("strict-transport-security"), "", "{line}");
    }
}

#[test]
fn transport_security_is_asked_for_only_where_there_is_tls() {
    let hub = Hub::start();
    for (proto, sent) in [("https", true), ("http", false), ("HTTPS", true)] {
        let answer = hub.ask("GET /", &format!("X-Forwarded-Proto: {proto}\r\n"));
        let header = answer.header("strict-transport-security");
        assert_eq!(header.starts_with("max-age="), sent, "{proto}");
    }
}

#[test]
fn brotli_goes_to_those_who_take_it_with_a_tag_of_its_own() {
    let hub = Hub::start();
    let plain = hub.ask("GET /app-0123456789abcdef.js", "");
    let packed = hub.ask("GET /app-0123456789abcdef.js", "Accept-Encoding: gzip, br\r\n");
    assert_eq!(plain.body, "export const a = 1;");
    assert_eq!(packed.body, "(packed script)");
    assert_eq!(plain.header("content-encoding"), "");
    assert_eq!(packed.header("content-encoding"), "br");
    assert_ne!(plain.header("etag"), packed.header("etag"));
    for answer in [plain, packed] {
        assert_eq!(answer.header("vary"), "accept-encoding");
        assert_eq!(answer.header("content-type"), SCRIPT);
    }
}

#[test]
fn a_current_copy_is_not_sent_again() {
    let hub = Hub::start();
    let first = hub.ask("GET /sw.js", "");
    let tag = first.header("etag").to_owned();
    for (known, status) in [(tag.clone(), 304), (format!("W/{tag}"), 304), ("\"older\"".to_owned(), 200)] {
        let again = hub.ask("GET /sw.js", &format!("If-None-Match: {known}\r\n"));
        assert_eq!(again.status, status, "{known}");
        assert_eq!(again.header("etag"), tag, "{known}");
        assert_eq!(again.body.is_empty(), status == 304, "{known}");
    }
}

#[test]
fn head_tells_the_length_without_the_body() {
    let hub = Hub::start();
    let get = hub.ask("GET /demo/items.csv", "");
    let head = hub.ask("HEAD /demo/items.csv", "");
    assert_eq!(head.status, 200);
    assert_eq!(head.header("content-length"), get.body.len().to_string());
    assert_eq!(head.body, "");
}

#[test]
fn a_refused_method_is_told_which_are_answered() {
    let hub = Hub::start();
    let answer = hub.ask("PUT /index.html", "Content-Length: 0\r\n");
    assert_eq!(answer.status, 405);
    assert_eq!(answer.header("allow"), "GET, HEAD");
}

#[test]
fn a_register_that_asks_for_a_shop_where_there_is_none_hears_no_failure() {
    let hub = Hub::start();
    let answer = hub.ask("POST /sync/v1/enrol", "Content-Length: 0\r\n");
    assert_eq!((answer.status, answer.body.as_str()), (204, ""));
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_eq!(hub.ask("POST /sync/v1/exchange", "Content-Length: 0\r\n").status, 405);
}

#[test]
fn a_folder_that_was_never_built_is_refused_with_what_to_do() {
    let empty = tempfile::tempdir().unwrap();
    let error = Site::load(empty.path()).unwrap_err();
    assert!(matches!(error, LoadError::NoIndex(_)));
    assert!(error.to_string().ends_with("build the register first"));
    let gone = Site::load(&empty.path().join("dist")).unwrap_err();
    assert!(matches!(gone, LoadError::Unreadable { .. }));
}

#[test]
fn a_link_out_of_the_folder_is_not_followed() {
    let outside = tempfile::tempdir().unwrap();
    write(outside.path(), "secret.txt", "secret");
    let dist = tempfile::tempdir().unwrap();
    write(dist.path(), "index.html", "");
    #[cfg(unix)]
    std::os::unix::fs::symlink(outside.path(), dist.path().join("out")).unwrap();
    let site = Site::load(dist.path()).unwrap();
    assert!(site.get("/out/secret.txt").is_none());
}
