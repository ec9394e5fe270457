//! Items from CSV: read in slices, checked row by row, previewed, and imported all or nothing.
//!
//! [`Importer::new`] looks at the file as a whole, [`Importer::step`] reads and compares a slice of
//! rows (call it between frames; drop the importer to cancel), [`Importer::finish`] gives the
//! [`Preview`], and [`Preview::into_parts`] the events once a person has confirmed. The first line
//! names the columns, see [`Column`]; only `sku` and `name` are required. A column that is absent
//! leaves what is known as it is.

mod cell;
mod decode;
pub mod extras;
mod header;
mod importer;
mod preview;
mod problem;
mod quotes;

pub(crate) use cell::needs_escape;
pub use decode::Encoding;
pub use header::{Column, Note};
pub use importer::{ImportOptions, Importer, Progress};
pub use preview::{Change, ImportRefused, Policy, Preview, Sample};
pub use problem::{FileError, Problem, ProblemKind, Problems, Severity};

/// The most problems that are listed; the rest is only counted.
pub const PROBLEMS_LISTED: usize = 1_000;
/// The most rows that a preview shows for each of new and changed.
pub const SAMPLES: usize = 50;
