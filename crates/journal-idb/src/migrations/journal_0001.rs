//! Step 1 of the journal: entries, rows, head and outbox.

use idb::{Database, Error, ObjectStoreParams, Transaction};

/// Journal entries: place (a number) to bytes.
pub(crate) const ENTRIES: &str = "entries";
/// Rows of the projections: key (a string) to bytes.
pub(crate) const ROWS: &str = "rows";
/// Single values by name; the journal's head is one.
pub(crate) const META: &str = "meta";
/// What awaits delivery: place (a number) to bytes.
pub(crate) const OUTBOX: &str = "outbox";

/// Creates the stores. Keys stand beside the values, because a value is nothing but bytes.
pub(crate) fn apply(database: &Database, _: &Transaction) -> Result<(), Error> {
    for store in [ENTRIES, ROWS, META, OUTBOX] {
        database.create_object_store(store, ObjectStoreParams::new())?;
    }
    Ok(())
}
