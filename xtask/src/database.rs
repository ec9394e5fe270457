//! Finds the programs of PostgreSQL.

use std::path::PathBuf;

/// Where Debian puts them: a folder for each version.
const DEBIAN: &str = "/usr/lib/postgresql";

/// Their folder: `EVERTILL_POSTGRES`, one on PATH, or Debian's.
pub fn folder() -> Option<PathBuf> {
    let named = std::env::var_os("EVERTILL_POSTGRES").map(PathBuf::from);
    let path = std::env::var_os("PATH").unwrap_or_default();
    let versions = std::fs::read_dir(DEBIAN).into_iter().flatten().filter_map(Result::ok);
    let debian = versions.map(|version| version.path().join("bin"));
    let folders = named.into_iter().chain(std::env::split_paths(&path)).chain(debian);
    folders.into_iter().find(|folder| ["initdb", "postgres", "pg_ctl"].iter().all(|name| folder.join(name).is_file()))
}
