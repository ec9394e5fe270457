//! Records beside the journal: the head, rows of projections, the outbox.

use evertill_domain::basket::Basket;
use evertill_domain::clock::Hlc;
use evertill_domain::ids::{ReceiptNumber, RegisterId, SaleId, Seq};
use evertill_domain::record;
use evertill_domain::record::{Fault, Sink as _, Source as _, Stored};
use evertill_domain::rows::Row;
use evertill_domain::tender::Tender;
use evertill_money::Amount;
use thiserror::Error;

use crate::Hash;
use crate::cbor::{Reader, Writer};

/// Where a register's journal stands: what the next entry builds on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The register.
    pub register: RegisterId,
    /// Its incarnation, from 1.
    pub incarnation: u32,
    /// The writer that may append: the fence.
    pub epoch: u64,
    /// The last entry's place.
    pub seq: Seq,
    /// The last entry's hash.
    pub hash: Hash,
    /// The last entry's stamp.
    pub hlc: Hlc,
    /// The number of the next receipt.
    pub next_receipt: ReceiptNumber,
    /// Everything ever sold; never reset.
    pub grand_total: Amount,
    /// Everything ever given back, as a positive amount.
    pub refund_total: Amount,
    /// Sales that are prepared and not decided, in order.
    pub undecided: Vec<Seq>,
    /// The last stamp that was seen of other registers: own later ones lie above it.
    pub seen: Hlc,
    /// Which way of folding made the rows: a build that folds otherwise, or knows more, makes them anew.
    pub folded: u16,
    /// Whether the register belongs to a shop with others, so that what it spends has to be granted.
    pub member: bool,
}

record!(Head { register, incarnation, epoch, seq, hash, hlc, next_receipt, grand_total, refund_total, undecided; seen, folded, member });

/// Entries that wait to be delivered: everything from one place to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outgoing {
    /// The first.
    pub from: Seq,
    /// The last.
    pub to: Seq,
}

record!(Outgoing { from, to });

/// Stored bytes are not the record that they should be.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum RecordError {
    /// A later build wrote it.
    #[error("a {what} of version {version}, written by a later build")]
    TooNew {
        /// Which record.
        what: &'static str,
        /// Its version.
        version: u16,
    },
    /// It does not read.
    #[error("a damaged {what}: {why}")]
    Damaged {
        /// Which record.
        what: &'static str,
        /// What is wrong.
        why: String,
    },
}

/// A record that stands beside the journal.
pub trait Record: Stored {
    /// What it is called in an error.
    const WHAT: &'static str;
    /// The version in which this build writes it.
    const VERSION: u16;
}

impl Record for Head {
    const WHAT: &'static str = "journal head";
    const VERSION: u16 = 1;
}

impl Record for Row {
    const WHAT: &'static str = "projection row";
    const VERSION: u16 = 2;
}

impl Record for Outgoing {
    const WHAT: &'static str = "outbox row";
    const VERSION: u16 = 1;
}

/// Writes a record with its version before it.
pub fn to_record<T: Record>(record: &T) -> Vec<u8> {
    let mut writer = Writer::default();
    writer.list(2);
    writer.unsigned(u64::from(T::VERSION));
    record.write(&mut writer);
    writer.bytes
}

/// Reads a record.
///
/// # Errors
/// [`RecordError`].
pub fn from_record<T: Record>(bytes: &[u8]) -> Result<T, RecordError> {
    let mut reader = Reader::new(bytes);
    let version = version(&mut reader).map_err(|Fault(why)| damaged::<T>(why))?;
    match version {
        0 => Err(damaged::<T>("nothing was ever written in version 0".to_owned())),
        known if known <= T::VERSION => {
            let record = T::read(&mut reader).map_err(|Fault(why)| damaged::<T>(why))?;
            reader.end().map_err(damaged::<T>)?;
            Ok(record)
        }
        // A later build's record need not read as one of ours; whole it has to be.
        version => {
            reader.skip().and_then(|()| reader.end()).map_err(damaged::<T>)?;
            Err(RecordError::TooNew { what: T::WHAT, version })
        }
    }
}

/// What every version of a record begins with.
fn version(reader: &mut Reader<'_>) -> Result<u16, Fault> {
    match reader.list()? {
        2 => u16::read(reader),
        _ => Err(Fault::new("it is not a version and a record")),
    }
}

fn damaged<T: Record>(why: String) -> RecordError {
    RecordError::Damaged { what: T::WHAT, why }
}

/// A basket that is being rung up, kept so that it survives a reload.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The transaction that it will become.
    pub sale: SaleId,
    /// The lines.
    pub basket: Basket,
    /// What was taken for them so far.
    pub tenders: Vec<Tender>,
}

record!(Draft { sale, basket; tenders });

impl Record for Draft {
    const WHAT: &'static str = "kept basket";
    const VERSION: u16 = 3;
}
