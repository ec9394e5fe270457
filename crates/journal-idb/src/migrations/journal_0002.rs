//! Step 2 of the journal: entries of other registers.

use idb::{Database, Error, ObjectStoreParams, Transaction};

/// Entries of other registers: key (a string) to bytes.
pub(crate) const PULLED: &str = "pulled";

/// Creates the store.
pub(crate) fn apply(database: &Database, _: &Transaction) -> Result<(), Error> {
    database.create_object_store(PULLED, ObjectStoreParams::new()).map(drop)
}
