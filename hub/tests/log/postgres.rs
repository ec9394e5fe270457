//! The suite, held against PostgreSQL, and what concerns a server that several hubs share.

use std::sync::{Arc, Mutex};

use evertill_hub::log::{PostgresLog, ShopLog};

use crate::conformance::{self, Fixture, NOW, for_each_log_claim};
use crate::support::postgres::Server;

/// A server with a database for each log.
struct Servers {
    server: Mutex<Server>,
    last: Mutex<String>,
}

impl Servers {
    fn start() -> Self {
        Self { server: Mutex::new(Server::start()), last: Mutex::default() }
    }
}

impl Fixture for Servers {
    fn fresh(&self) -> Arc<dyn ShopLog> {
        let mut server = self.server.lock().unwrap();
        let database = server.database();
        let log = PostgresLog::open(&server.address(&database), NOW).unwrap();
        *self.last.lock().unwrap() = database;
        Arc::new(log)
    }

    fn reopen(&self, log: Arc<dyn ShopLog>) -> Arc<dyn ShopLog> {
        drop(log);
        let database = self.last.lock().unwrap();
        Arc::new(PostgresLog::open(&self.server.lock().unwrap().address(&database), NOW).unwrap())
    }
}

macro_rules! tests {
    ($($claim:ident),+ $(,)?) => { $(
        #[test]
        fn $claim() {
            let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
            runtime.block_on(conformance::$claim(&Servers::start()));
        }
    )+ };
}

for_each_log_claim!(tests);
