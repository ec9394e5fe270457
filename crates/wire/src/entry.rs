//! The journal entry: an event in its envelope.

use evertill_domain::clock::Hlc;
use evertill_domain::event::Event;
use evertill_domain::ids::{OperatorId, RegisterId, Seq};
use evertill_domain::origin::Origin;
use evertill_domain::people::{Actor, Approval};
use evertill_domain::record;
use evertill_domain::record::{Fault, Sink as _, Source as _};
use thiserror::Error;

use crate::Hash;
use crate::cbor::{self, Reader, Writer};

/// The version of the envelope itself.
pub const FORMAT: u16 = 1;

/// What an entry's hash covers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// The envelope's version, [`FORMAT`].
    pub format: u16,
    /// The register whose journal this is.
    pub register: RegisterId,
    /// Rises when a register has to begin anew after a fork or a loss, from 1.
    pub incarnation: u32,
    /// The writer that appended it.
    pub epoch: u64,
    /// Its gapless place, from 1.
    pub seq: Seq,
    /// The hash of the entry before; [`Hash::ZERO`] for the first.
    pub prev: Hash,
    /// When, by a clock that never runs backwards.
    pub hlc: Hlc,
    /// Which event the body holds, such as `SalePrepared`.
    pub kind: String,
    /// The version of that event's record.
    pub version: u16,
    /// The hash of the body.
    pub body: Hash,
    /// Whoever was signed on; nobody in a shop without operators.
    pub operator: Option<OperatorId>,
    /// What somebody else allowed them for it.
    pub approvals: Vec<Approval>,
}

record!(Header { format, register, incarnation, epoch, seq, prev, hlc, kind, version, body; operator, approvals });

/// A body, as far as this build understands it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// An event.
    Known(Box<Event>),
    /// A kind or version that a later build writes; kept and passed on byte for byte.
    Unknown,
}

/// An entry in its stored form, with its header read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The header.
    pub header: Header,
    /// The header's hash, which is the entry's.
    pub hash: Hash,
    header_bytes: Vec<u8>,
    body_bytes: Vec<u8>,
}

/// Stored bytes are not an entry.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum DecodeError {
    /// The envelope is not two byte strings.
    #[error("the envelope is damaged: {0}")]
    Envelope(String),
    /// The header is not a header.
    #[error("the header is damaged: {0}")]
    Header(String),
    /// The body does not have the hash that the header says.
    #[error("the body does not match its hash")]
    BodyHash,
    /// The body is not the event that the header says.
    #[error("the {kind} is damaged: {why}")]
    Body {
        /// The kind that the header names.
        kind: String,
        /// What is wrong.
        why: String,
    },
}

/// The name of an event's kind in the header.
#[must_use]
pub const fn kind(event: &Event) -> &'static str {
    match event {
        Event::RegisterOpened { .. } => "RegisterOpened",
        Event::WriterChanged { .. } => "WriterChanged",
        Event::SettingsChanged(_) => "SettingsChanged",
        Event::ItemsImported(_) => "ItemsImported",
        Event::ItemChanged(_) => "ItemChanged",
        Event::StockAdjusted { .. } => "StockAdjusted",
        Event::CustomerChanged(_) => "CustomerChanged",
        Event::SalePrepared(_) => "SalePrepared",
        Event::SaleConfirmed(_) => "SaleConfirmed",
        Event::SaleRolledBack(_) => "SaleRolledBack",
        Event::ReceiptReprinted { .. } => "ReceiptReprinted",
        Event::SaleSuspended(_) => "SaleSuspended",
        Event::SaleResumed { .. } => "SaleResumed",
        Event::SaleCancelled(_) => "SaleCancelled",
        Event::OperatorChanged(_) => "OperatorChanged",
        Event::OperatorSignedOn { .. } => "OperatorSignedOn",
        Event::OperatorSignedOff { .. } => "OperatorSignedOff",
        Event::PinRefused { .. } => "PinRefused",
        Event::ApprovalGiven { .. } => "ApprovalGiven",
        Event::ShiftOpened(_) => "ShiftOpened",
        Event::CashMoved(_) => "CashMoved",
        Event::ShiftClosed(_) => "ShiftClosed",
        Event::PromotionChanged(_) => "PromotionChanged",
        Event::PriceListChanged(_) => "PriceListChanged",
        Event::PricesSet(_) => "PricesSet",
        Event::TipAdjusted(_) => "TipAdjusted",
        Event::TrainingStarted { .. } => "TrainingStarted",
        Event::TrainingEnded { .. } => "TrainingEnded",
        Event::TransferBegun(_) => "TransferBegun",
        Event::TransferSettled(_) => "TransferSettled",
    }
}

/// The version in which this build writes a kind, or `None` for a kind it does not know.
#[must_use]
pub fn version(kind: &str) -> Option<u16> {
    match kind {
        "WriterChanged" | "StockAdjusted" | "ReceiptReprinted" | "SaleSuspended" | "SaleResumed" | "SaleCancelled"
        | "OperatorChanged" | "OperatorSignedOn" | "OperatorSignedOff" | "PinRefused" | "ApprovalGiven"
        | "ShiftOpened" | "CashMoved" | "ShiftClosed" | "PromotionChanged" | "PriceListChanged" | "PricesSet"
        | "TipAdjusted" | "TrainingStarted" | "TrainingEnded" | "TransferBegun" | "TransferSettled" => Some(1),
        "RegisterOpened" | "SettingsChanged" | "ItemsImported" | "ItemChanged" | "CustomerChanged" | "SalePrepared"
        | "SaleConfirmed" | "SaleRolledBack" => Some(2),
        _ => None,
    }
}

/// What distinguishes an entry from the event in it: its place in the chain.
#[derive(Clone, Debug)]
pub struct Place {
    /// The register.
    pub register: RegisterId,
    /// Its incarnation.
    pub incarnation: u32,
    /// The writer's epoch.
    pub epoch: u64,
    /// The entry's place.
    pub seq: Seq,
    /// The hash of the entry before.
    pub prev: Hash,
    /// The entry's stamp.
    pub hlc: Hlc,
    /// Who appends it.
    pub actor: Actor,
}

/// An event in its written form, before it has a place. Large events are sealed one by one, ahead
/// of the transaction that appends them all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    kind: &'static str,
    body: Vec<u8>,
    hash: Hash,
}

impl Sealed {
    /// Writes `event`.
    #[must_use]
    pub fn new(event: &Event) -> Self {
        let body = cbor::write(event);
        Self { kind: kind(event), hash: Hash::of(&body), body }
    }
}

impl Entry {
    /// Puts `event` into its envelope.
    #[must_use]
    pub fn new(place: Place, event: &Event) -> Self {
        Self::from_sealed(place, Sealed::new(event))
    }

    /// Gives a written event its place.
    #[must_use]
    pub fn from_sealed(place: Place, sealed: Sealed) -> Self {
        let Sealed { kind, body: body_bytes, hash } = sealed;
        let header = Header {
            format: FORMAT,
            register: place.register,
            incarnation: place.incarnation,
            epoch: place.epoch,
            seq: place.seq,
            prev: place.prev,
            hlc: place.hlc,
            kind: kind.to_owned(),
            version: version(kind).unwrap_or(0),
            body: hash,
            operator: place.actor.operator,
            approvals: place.actor.approvals,
        };
        let header_bytes = cbor::write(&header);
        Self { hash: Hash::of(&header_bytes), header, header_bytes, body_bytes }
    }

    /// The stored form.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut envelope = Writer::default();
        envelope.list(2);
        envelope.bytes(&self.header_bytes);
        envelope.bytes(&self.body_bytes);
        envelope.bytes
    }

    /// Reads the stored form and checks that header and body belong together. Only the bytes that
    /// [`Entry::to_bytes`] writes are taken: no hash covers the envelope, so it has one form.
    ///
    /// # Errors
    /// [`DecodeError`] when they do not.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, DecodeError> {
        let (header_bytes, body_bytes) = opened(bytes).map_err(DecodeError::Envelope)?;
        let header: Header = cbor::read(header_bytes).map_err(DecodeError::Header)?;
        if Hash::of(body_bytes) != header.body {
            return Err(DecodeError::BodyHash);
        }
        let entry = Self {
            hash: Hash::of(header_bytes),
            header,
            header_bytes: header_bytes.to_vec(),
            body_bytes: body_bytes.to_vec(),
        };
        if entry.to_bytes() != bytes {
            return Err(DecodeError::Envelope("its lengths are not written in the shortest form".to_owned()));
        }
        Ok(entry)
    }

    /// Reads the body.
    ///
    /// # Errors
    /// [`DecodeError::Body`] when a kind and version that this build knows does not read as such.
    pub fn body(&self) -> Result<Body, DecodeError> {
        match version(&self.header.kind) {
            Some(known) if self.header.version <= known && self.header.format <= FORMAT => {
                let fail = |why: String| DecodeError::Body { kind: self.header.kind.clone(), why };
                if self.header.version == 0 || self.header.format == 0 {
                    return Err(fail("nothing was ever written in version 0".to_owned()));
                }
                let event: Event = cbor::read(&self.body_bytes).map_err(fail)?;
                if kind(&event) != self.header.kind {
                    return Err(fail(format!("it holds a {}", kind(&event))));
                }
                Ok(Body::Known(Box::new(event)))
            }
            _ => Ok(Body::Unknown),
        }
    }

    /// Where its fact comes from.
    #[must_use]
    pub fn origin(&self) -> Origin {
        let Header { register, incarnation, seq, hlc, .. } = &self.header;
        Origin { hlc: *hlc, register: register.clone(), incarnation: *incarnation, seq: *seq }
    }

    /// How many bytes the body has.
    #[must_use]
    pub fn body_len(&self) -> usize {
        self.body_bytes.len()
    }
}

/// The two byte strings of an envelope.
fn opened(envelope: &[u8]) -> Result<(&[u8], &[u8]), String> {
    let mut reader = Reader::new(envelope);
    if reader.list().map_err(|Fault(why)| why)? != 2 {
        return Err("it is not a header and a body".to_owned());
    }
    let parts = (reader.borrowed()?, reader.borrowed()?);
    reader.end()?;
    Ok(parts)
}
