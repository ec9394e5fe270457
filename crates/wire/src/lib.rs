//! Every byte that is stored or sent: versioned records with golden files.
//!
//! Records are CBOR (RFC 8949) with named fields, so that a field can be added and an old reader
//! skips it. A journal entry is two byte strings, header and body: the entry's hash covers the
//! header, and the header holds the body's hash, so that a body with personal data can be erased
//! one day and the chain still verifies. The format is described in docs/journal-format.md.

mod cbor;
pub mod enrolment;
mod entry;
mod export;
mod hash;
pub mod receipt_link;
mod records;
mod report;
pub mod sync;
mod sync_state;

pub use entry::{Body, DecodeError, Entry, FORMAT, Header, Place, Sealed, kind, version};
pub use export::{ExportError, ExportHead, ExportReader, ExportWriter};
pub use hash::Hash;
pub use records::{Draft, Head, Outgoing, Record, RecordError, from_record, to_record};
pub use report::ReportIndex;
pub use sync_state::{KnownTip, Quarantined, SyncState};
