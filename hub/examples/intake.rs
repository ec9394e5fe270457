//! Prints how fast the hub takes sales in: whole requests through its routes, signatures verified, durable in SQLite, or in
//! the empty PostgreSQL database that EVERTILL_DATABASE names, beside
//! what the same bytes cost without it, and how that changes as the log grows.
//!
//! `cargo run --release -p evertill-hub --example intake -- [SALES] [FOLDER]`. A sale is two entries, prepared and confirmed.
//! FOLDER is where the log lies meanwhile; which disk that is decides what a commit costs. Times are of this machine, and the
//! processors' time is that of the hub alone.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Body;
use axum::extract::Request as HttpRequest;
use ed25519_dalek::{Signer as _, SigningKey, VerifyingKey};
use evertill_domain::clock::Hlc;
use evertill_domain::event::Event;
use evertill_domain::ids::{RegisterId, Seq, StoreId};
use evertill_domain::people::Actor;
use evertill_hub::cloud::{CBOR, Cloud, Rate, Rates};
use evertill_hub::log::Place as LogPlace;
use evertill_hub::log::postgres::Address;
use evertill_hub::log::sqlite::connect;
use evertill_hub::{Site, args, clock, serve};
use evertill_wire::enrolment::{Challenge, Enrol, Enrolled, Nonce, Proof, Session, signed_session};
use evertill_wire::sync::{Bytes, Epoch, Push, Reply, Request, Tip, signed_tip};
use evertill_wire::{Body as EntryBody, Entry, Hash, Place, Record, from_record, to_record};
use http_body_util::BodyExt as _;
use tower_service::Service as _;

/// Registers that push at once.
const TILLS: usize = 4;
/// Sales of one push; each is two entries.
const BATCH: usize = 250;
/// Sales between two lines that are printed.
const WINDOW: usize = 50_000;

type Failure = Box<dyn Error + Send + Sync>;

/// A register that pushes.
struct Till {
    register: RegisterId,
    key: SigningKey,
    tip: Tip,
    token: String,
}

/// Pushes that wait to be sent, by register.
type Waiting = Vec<Vec<(String, Vec<u8>)>>;

fn main() -> Result<(), Failure> {
    let sales: usize = std::env::args().nth(1).map_or(Ok(200_000), |text| text.parse())?;
    let folder = std::env::args().nth(2).map_or_else(std::env::temp_dir, PathBuf::from);
    let folder = folder.join(format!("evertill-intake-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let measured = tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(measure(&folder, sales));
    std::fs::remove_dir_all(&folder)?;
    measured
}

async fn measure(folder: &Path, sales: usize) -> Result<(), Failure> {
    std::fs::write(folder.join("index.html"), "")?;
    let place = match std::env::var(args::DATABASE) {
        Ok(url) => LogPlace::Database(Address::parse(&url)?),
        Err(_) => LogPlace::Folder(folder.join("data")),
    };
    let log = place.open(clock::now())?;
    let store = log.store();
    let never = Rate { burst: u32::MAX, per_minute: u32::MAX };
    let rates = Rates { enrolment: never, sessions: never, exchange: never };
    let cloud = Arc::new(Cloud::new(log, Arc::new(clock::now), false, rates));
    let mut router = serve::router(Site::load(folder)?, Some(&cloud));
    let events = sale()?;
    let mut tills = Vec::new();
    for number in 0..TILLS {
        tills.push(join(&mut router, &place, &store, number).await?);
    }
    println!("{TILLS} registers, {BATCH} sales a push, {} bytes a sale", bytes_of(&events));
    println!(
        "{:>10} {:>12} {:>14} {:>12} {:>12} {:>10}",
        "sales", "sales/s", "sales/s a core", "log MB", "plain/s", "ratio"
    );
    let mut done = 0;
    while done < sales {
        let waiting = make(&mut tills, &store, &events);
        let plain = plain(folder, &waiting)?;
        let (wall, cpu) = push(&router, waiting).await?;
        done += WINDOW;
        let per_second = WINDOW as f64 / wall.as_secs_f64();
        let per_core = WINDOW as f64 / cpu.as_secs_f64();
        // How large a database is, its server knows.
        let size = std::fs::metadata(folder.join("data/log.sqlite3")).map_or(0, |log| log.len() >> 20);
        println!(
            "{done:>10} {per_second:>12.0} {per_core:>14.0} {size:>12} {plain:>12.0} {:>10.2}",
            per_second / plain
        );
    }
    Ok(())
}

/// A sale as a register writes it, out of the files that hold the format to its word.
fn sale() -> Result<Vec<Event>, Failure> {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/wire/tests/golden");
    ["SalePrepared-v1.cbor", "SaleConfirmed-v1.cbor"]
        .iter()
        .map(|name| match Entry::from_bytes(&std::fs::read(golden.join(name))?)?.body()? {
            EntryBody::Known(event) => Ok(*event),
            EntryBody::Unknown => Err(format!("{name} is of a later build").into()),
        })
        .collect()
}

fn bytes_of(events: &[Event]) -> usize {
    let mut till = Chain { register: None, tip: Tip::default() };
    events.iter().filter_map(|event| till.next(event)).map(|entry| entry.to_bytes().len()).sum()
}

/// A journal that grows.
struct Chain {
    register: Option<RegisterId>,
    tip: Tip,
}

impl Chain {
    fn next(&mut self, event: &Event) -> Option<Entry> {
        let register = self.register.clone().or_else(|| RegisterId::new("T0").ok())?;
        let seq: Seq = self.tip.seq.next();
        let hlc = Hlc { ms: 1_700_000_000_000 + seq.0, counter: 0 };
        let actor = Actor::default();
        let place = Place { register, incarnation: 1, epoch: 1, seq, prev: self.tip.hash, hlc, actor };
        let entry = Entry::new(place, event);
        self.tip = Tip { seq, hash: entry.hash };
        Some(entry)
    }
}

async fn join(router: &mut Router, log: &LogPlace, store: &StoreId, number: usize) -> Result<Till, Failure> {
    let code = evertill_hub::commands::enrol(log, format!("Till {number}")).await?;
    let register = RegisterId::new(&format!("T{number}"))?;
    let key = SigningKey::from_bytes(Hash::of(register.as_str().as_bytes()).bytes());
    let public: VerifyingKey = key.verifying_key();
    let enrol = Enrol { code, register: register.clone(), key: Bytes(public.to_bytes().to_vec()) };
    ask::<Enrolled>(router, "enrol", "", to_record(&enrol)).await?;
    let challenge = Challenge { store: store.clone(), register: register.clone() };
    let Nonce { nonce } = ask(router, "challenge", "", to_record(&challenge)).await?;
    let signature = Bytes(key.sign(&signed_session(store, &register, &nonce)).to_bytes().to_vec());
    let proof = Proof { store: store.clone(), register: register.clone(), nonce, signature };
    let session: Session = ask(router, "session", "", to_record(&proof)).await?;
    let token = evertill_hub::luck::hex(&session.token.0);
    Ok(Till { register, key, tip: Tip::default(), token })
}

async fn ask<T: Record>(router: &mut Router, what: &str, token: &str, body: Vec<u8>) -> Result<T, Failure> {
    let request = HttpRequest::post(format!("/sync/v1/{what}"))
        .header("content-type", CBOR)
        .header("content-length", body.len())
        .header("authorization", format!("Bearer {token}"))
        .body(Body::from(body))?;
    let response = router.call(request).await?;
    let status = response.status();
    let bytes = response.into_body().collect().await?.to_bytes();
    if !status.is_success() {
        return Err(format!("{what}: {status} {}", String::from_utf8_lossy(&bytes)).into());
    }
    Ok(from_record(&bytes)?)
}

/// The pushes of one window, signed.
fn make(tills: &mut [Till], store: &StoreId, events: &[Event]) -> Waiting {
    tills
        .iter_mut()
        .map(|till| {
            let pushes = WINDOW / TILLS / BATCH;
            (0..pushes).map(|_| (till.token.clone(), to_record(&Request::Push(till.push(store, events))))).collect()
        })
        .collect()
}

impl Till {
    fn push(&mut self, store: &StoreId, events: &[Event]) -> Push {
        let from = self.tip.seq.next();
        let mut chain = Chain { register: Some(self.register.clone()), tip: self.tip };
        let all = (0..BATCH).flat_map(|_| events);
        let entries = all.filter_map(|event| chain.next(event)).map(|entry| Bytes(entry.to_bytes())).collect();
        self.tip = chain.tip;
        let signed = signed_tip(store, &self.register, 1, self.tip);
        let signature = Bytes(self.key.sign(&signed).to_bytes().to_vec());
        Push { epoch: Epoch(1), incarnation: 1, from, entries, signature }
    }
}

/// Sends everything, each register its own pushes one after another; answers how long that took, by the clock and in time
/// of processors.
async fn push(router: &Router, waiting: Waiting) -> Result<(Duration, Duration), Failure> {
    let (begun, cpu) = (Instant::now(), processor_time()?);
    let mut running = tokio::task::JoinSet::new();
    for pushes in waiting {
        let mut router = router.clone();
        running.spawn(async move {
            for (token, body) in pushes {
                match ask::<Reply>(&mut router, "exchange", &token, body).await? {
                    Reply::Ack(_) => {}
                    other => return Err(format!("no ack: {other:?}").into()),
                }
            }
            Ok::<_, Failure>(())
        });
    }
    while let Some(ended) = running.join_next().await {
        ended??;
    }
    Ok((begun.elapsed(), processor_time()?.saturating_sub(cpu)))
}

/// The processors' time that this program has used: a hundredth of a second is what Linux tells.
fn processor_time() -> Result<Duration, Failure> {
    let text = std::fs::read_to_string("/proc/self/stat")?;
    let (_, fields) = text.rsplit_once(')').ok_or("the system does not tell")?;
    let ticks: u64 = fields.split_whitespace().skip(11).take(2).filter_map(|field| field.parse::<u64>().ok()).sum();
    Ok(Duration::from_millis(ticks * 10))
}

/// Sales a second where the same bytes are only written, as durably and as many at a time, and nobody looks at them.
fn plain(folder: &Path, waiting: &Waiting) -> Result<f64, Failure> {
    let path = folder.join("plain.sqlite3");
    let conn = connect(&path)?;
    conn.execute_batch("CREATE TABLE IF NOT EXISTS plain (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT")?;
    let begun = Instant::now();
    for (_, body) in waiting.iter().flatten() {
        conn.execute_batch("BEGIN IMMEDIATE")?;
        let mut add = conn.prepare_cached("INSERT INTO plain (bytes) VALUES (?1)")?;
        for part in body.chunks(body.len().div_ceil(BATCH * 2)) {
            add.execute([part])?;
        }
        conn.execute_batch("COMMIT")?;
    }
    let took = begun.elapsed();
    drop(conn);
    for suffix in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(folder.join(format!("plain.sqlite3{suffix}")));
    }
    Ok(WINDOW as f64 / took.as_secs_f64())
}
