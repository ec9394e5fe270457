//! Step 1 of the cache: bytes by name.

use idb::{Database, Error, ObjectStoreParams, Transaction};

/// Everything that is cached: name (a string) to bytes.
pub(crate) const BYTES: &str = "bytes";

/// Creates the store.
pub(crate) fn apply(database: &Database, _: &Transaction) -> Result<(), Error> {
    database.create_object_store(BYTES, ObjectStoreParams::new()).map(drop)
}
