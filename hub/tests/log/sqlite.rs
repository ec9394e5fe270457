//! The suite, held against SQLite, and what concerns its files.

use std::sync::{Arc, Mutex};

use evertill_hub::log::{LogError, ShopLog, SqliteLog};
use tempfile::TempDir;

use crate::conformance::{self, Fixture, NOW, for_each_log_claim};

/// Logs in folders of their own, which go with the fixture.
#[derive(Default)]
struct Folders {
    folders: Mutex<Vec<TempDir>>,
}

impl Fixture for Folders {
    fn fresh(&self) -> Arc<dyn ShopLog> {
        let folder = tempfile::tempdir().unwrap();
        let log = SqliteLog::open(folder.path(), NOW).unwrap();
        self.folders.lock().unwrap().push(folder);
        Arc::new(log)
    }

    fn reopen(&self, log: Arc<dyn ShopLog>) -> Arc<dyn ShopLog> {
        drop(log);
        let folders = self.folders.lock().unwrap();
        Arc::new(SqliteLog::open(folders.last().unwrap().path(), NOW).unwrap())
    }
}

macro_rules! tests {
    ($($claim:ident),+ $(,)?) => { $(
        #[test]
        fn $claim() {
            let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
            runtime.block_on(conformance::$claim(&Folders::default()));
        }
    )+ };
}

for_each_log_claim!(tests);

#[test]
fn a_second_hub_on_the_same_folder_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let first = SqliteLog::open(folder.path(), NOW).unwrap();
    assert_eq!(SqliteLog::open(folder.path(), NOW).err(), Some(LogError::InUse));
    assert!(SqliteLog::open_beside(folder.path(), NOW).is_ok());
    drop(first);
    assert!(SqliteLog::open(folder.path(), NOW).is_ok());
}

#[cfg(unix)]
#[test]
fn only_its_owner_can_read_a_data_folder() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let log = SqliteLog::open(&data, NOW).unwrap();
    assert_eq!(std::fs::metadata(&data).unwrap().permissions().mode() & 0o777, 0o700);
    for entry in std::fs::read_dir(&data).unwrap() {
        let entry = entry.unwrap();
        let mode = entry.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "{:?}", entry.file_name());
    }
    drop(log);
}
