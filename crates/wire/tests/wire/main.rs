//! What the stored bytes are, for ever: golden files of every record, and hostile bytes against every reader.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests end where something is not as it should be")]

mod after_samples;
mod cbor;
mod enrolment_samples;
mod faults;
mod golden;
mod goods;
mod hostile;
mod later;
mod merge_samples;
mod offer_samples;
mod samples;
mod sync_samples;
mod tax_samples;
mod tender_samples;
