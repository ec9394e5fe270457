//! Step 1 of the identity: keys by name.

use idb::{Database, Error, ObjectStoreParams, Transaction};

/// Pairs of keys as the browser keeps them: name (a string) to a pair.
pub(crate) const KEYS: &str = "keys";

/// Creates the store.
pub(crate) fn apply(database: &Database, _: &Transaction) -> Result<(), Error> {
    database.create_object_store(KEYS, ObjectStoreParams::new()).map(drop)
}
