//! A hub in this process, with a clock that stands still until it is told otherwise.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use evertill_domain::clock::Timestamp;
use evertill_hub::cloud::{Cloud, Rates, sealed_code};
use evertill_hub::log::{NewCode, ShopLog, SqliteLog};
use evertill_hub::{Site, serve};
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use crate::support::client::Client;

/// A hub that runs until it is dropped.
pub struct Hub {
    pub client: Client,
    pub log: Arc<dyn ShopLog>,
    pub clock: Arc<AtomicU64>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<std::thread::JoinHandle<()>>,
    _folder: tempfile::TempDir,
}

impl Hub {
    /// One that lets registers of this machine in without a code.
    pub fn start() -> Self {
        Self::start_with(true, Rates::default())
    }

    pub fn start_with(demonstration: bool, rates: Rates) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("index.html"), "<!doctype html>").unwrap();
        let clock = Arc::new(AtomicU64::new(1_800_000_000_000));
        let now = Timestamp(clock.load(Ordering::Relaxed));
        let log: Arc<dyn ShopLog> = Arc::new(SqliteLog::open(&folder.path().join("data"), now).unwrap());
        let site = Site::load(folder.path()).unwrap();
        let told = Arc::clone(&clock);
        let clock_of_hub = Arc::new(move || Timestamp(told.load(Ordering::Relaxed)));
        let cloud = Arc::new(Cloud::new(Arc::clone(&log), clock_of_hub, demonstration, rates));
        let (send_address, address) = std::sync::mpsc::channel();
        let (stop, stopped) = oneshot::channel();
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
            runtime.block_on(async {
                let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
                send_address.send(listener.local_addr().unwrap()).unwrap();
                serve(listener, site, Some(cloud), async { drop(stopped.await) }).await.unwrap();
            });
        });
        let client = Client { address: address.recv().unwrap() };
        Self { client, log, clock, stop: Some(stop), thread: Some(thread), _folder: folder }
    }

    /// Lets so many milliseconds pass.
    pub fn pass(&self, ms: u64) {
        self.clock.fetch_add(ms, Ordering::Relaxed);
    }

    pub fn now(&self) -> Timestamp {
        Timestamp(self.clock.load(Ordering::Relaxed))
    }

    /// Asks the log itself.
    pub fn ask<T>(&self, asked: impl Future<Output = T>) -> T {
        tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(asked)
    }

    /// Keeps a code that lets one register in for a minute.
    pub fn offer(&self, code: &str, name: &str) {
        let expires = Timestamp(self.now().0 + 60_000);
        let new = NewCode { code: sealed_code(self.log.as_ref(), code), name: name.to_owned(), expires };
        assert_eq!(self.ask(self.log.offer(new, "somebody", self.now())), Ok(true));
    }

    /// Tells the hub to stop, and answers when it has.
    pub fn stop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            thread.join().unwrap();
        }
    }
}

impl Drop for Hub {
    fn drop(&mut self) {
        self.stop();
    }
}
