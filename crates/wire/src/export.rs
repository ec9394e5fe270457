//! An exported journal: a CBOR sequence (RFC 8742) of a head and then the entries as stored.

use evertill_domain::ids::{RegisterId, Seq};
use evertill_domain::record;
use thiserror::Error;

use crate::cbor;
use crate::entry::{DecodeError, Entry};

/// The name that an export begins with.
const MAGIC: &str = "evertill-journal";
/// The version in which this build writes an export.
const VERSION: u16 = 1;
/// The largest stored entry that an import reads, in bytes.
const ENTRY_LIMIT: usize = 32 << 20;

/// The first item of an export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportHead {
    magic: String,
    version: u16,
    /// The register whose journal it is.
    pub register: RegisterId,
    /// The last entry in it.
    pub last: Seq,
}

record!(ExportHead { magic, version, register, last });

/// What every version of the first item begins with.
struct Opening {
    magic: String,
    version: u16,
}

record!(Opening { magic, version });

/// A file is not an exported journal, or not a whole one.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ExportError {
    /// It does not begin like one.
    #[error("this is not an exported journal")]
    NotAJournal,
    /// A later build wrote it.
    #[error("this journal was exported by a later version ({0})")]
    TooNew(u16),
    /// It ends within an entry, or an entry is longer than any.
    #[error("the file is cut short after {after} entries")]
    CutShort {
        /// How many whole entries came before.
        after: u64,
    },
    /// An entry is damaged.
    #[error("the entry after {after} others is damaged: {why}")]
    Damaged {
        /// How many whole entries came before.
        after: u64,
        /// What is wrong with it.
        why: DecodeError,
    },
}

/// Writes an export piece by piece.
#[derive(Debug, Default)]
pub struct ExportWriter {
    bytes: Vec<u8>,
}

impl ExportWriter {
    /// Begins an export of `register`'s journal up to `last`.
    #[must_use]
    pub fn new(register: RegisterId, last: Seq) -> Self {
        let head = ExportHead { magic: MAGIC.to_owned(), version: VERSION, register, last };
        Self { bytes: framed(&cbor::write(&head)) }
    }

    /// Adds an entry as it is stored.
    pub fn push(&mut self, stored: &[u8]) {
        self.bytes.extend(framed(stored));
    }

    /// What has been written since the last time this was asked.
    pub fn take(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.bytes)
    }
}

/// A CBOR byte string around `bytes`, so that a reader can step over what it does not know.
fn framed(bytes: &[u8]) -> Vec<u8> {
    let mut framed = Vec::with_capacity(bytes.len() + 5);
    // Major type 2 with a four-byte length: always the same width, so that offsets are predictable.
    framed.push(0x5a);
    framed.extend(u32::try_from(bytes.len()).unwrap_or(u32::MAX).to_be_bytes());
    framed.extend(bytes);
    framed
}

/// Reads an export entry by entry.
#[derive(Debug)]
pub struct ExportReader<'a> {
    rest: &'a [u8],
    read: u64,
}

impl<'a> ExportReader<'a> {
    /// Reads the head.
    ///
    /// # Errors
    /// [`ExportError::NotAJournal`] or [`ExportError::TooNew`].
    pub fn new(bytes: &'a [u8]) -> Result<(ExportHead, Self), ExportError> {
        let mut reader = Self { rest: bytes, read: 0 };
        let head = reader.frame().ok().flatten().ok_or(ExportError::NotAJournal)?;
        // Name and version are read on their own first: a later head need not read as one of ours.
        let Opening { magic, version } = cbor::read(head).map_err(|_| ExportError::NotAJournal)?;
        match version {
            _ if magic != MAGIC => Err(ExportError::NotAJournal),
            0 => Err(ExportError::NotAJournal),
            VERSION => Ok((cbor::read(head).map_err(|_| ExportError::NotAJournal)?, reader)),
            version => Err(ExportError::TooNew(version)),
        }
    }

    /// The next entry, or `None` at the end.
    ///
    /// # Errors
    /// [`ExportError::CutShort`] or [`ExportError::Damaged`].
    pub fn next_entry(&mut self) -> Result<Option<Entry>, ExportError> {
        let after = self.read;
        let Some(stored) = self.frame()? else { return Ok(None) };
        self.read += 1;
        Entry::from_bytes(stored).map(Some).map_err(|why| ExportError::Damaged { after, why })
    }

    fn frame(&mut self) -> Result<Option<&'a [u8]>, ExportError> {
        if self.rest.is_empty() {
            return Ok(None);
        }
        let cut = ExportError::CutShort { after: self.read };
        let Some((&[0x5a, a, b, c, d], rest)) = self.rest.split_first_chunk::<5>() else { return Err(cut) };
        let len = usize::try_from(u32::from_be_bytes([a, b, c, d])).unwrap_or(usize::MAX);
        if len > ENTRY_LIMIT {
            return Err(cut);
        }
        let Some((stored, rest)) = rest.split_at_checked(len) else { return Err(cut) };
        self.rest = rest;
        Ok(Some(stored))
    }
}
