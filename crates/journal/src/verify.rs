//! Is the chain whole? The same check runs over a register's own journal and over an exported one.

use std::collections::BTreeMap;
use std::fmt;

use evertill_domain::clock::Hlc;
use evertill_domain::event::Event;
use evertill_domain::ids::{ReceiptNumber, RegisterId, Seq};
use evertill_domain::postings;
use evertill_money::Amount;
use evertill_wire::sync::Epoch;
use evertill_wire::{
    Body, DecodeError, Entry, ExportError, ExportReader, Hash, Head, KnownTip, SyncState, from_record,
};

use crate::draft::Corrupt;
use crate::journal::JournalError;
use crate::lines;
use crate::store::JournalStore;

/// Where a chain breaks, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The first entry that is not what it should be.
    pub at: Seq,
    /// What is wrong with it.
    pub kind: FaultKind,
}

/// How a chain breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// The entry does not read.
    Damaged(DecodeError),
    /// Another place than the next one.
    Gap {
        /// The place that it claims.
        found: Seq,
    },
    /// It does not name the hash of the entry before.
    Unlinked,
    /// It belongs to another register, or to an earlier incarnation than the entry before it.
    Foreign,
    /// Its stamp or its writer's epoch is not above the one before.
    Backwards,
    /// Its postings do not balance.
    Unbalanced,
    /// Its receipt number is not the next one.
    ReceiptGap {
        /// The number that it claims.
        found: ReceiptNumber,
    },
    /// It decides a sale that is not waiting for a decision.
    Undecidable,
    /// Its running totals are not the sum of the sales.
    Totals,
    /// The journal ends here although its head says otherwise.
    HeadDiffers,
}

impl fmt::Display for FaultKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Damaged(why) => write!(f, "{why}"),
            Self::Gap { found } => write!(f, "it claims to be entry {found}"),
            Self::Unlinked => write!(f, "it does not follow from the entry before it"),
            Self::Foreign => write!(f, "it belongs to another register"),
            Self::Backwards => write!(f, "its time or writer runs backwards"),
            Self::Unbalanced => write!(f, "its postings do not balance"),
            Self::ReceiptGap { found } => write!(f, "receipt {found} is not the next one"),
            Self::Undecidable => write!(f, "it decides a sale that does not wait for a decision"),
            Self::Totals => write!(f, "its running totals do not add up"),
            Self::HeadDiffers => write!(f, "the journal's head says otherwise"),
        }
    }
}

/// Checks entries one after the other.
#[derive(Debug)]
pub struct Verifier {
    register: Option<(RegisterId, u32)>,
    seq: Seq,
    hash: Hash,
    hlc: Hlc,
    epoch: u64,
    receipt: ReceiptNumber,
    waiting: BTreeMap<Seq, (ReceiptNumber, Amount)>,
    grand_total: Amount,
    refund_total: Amount,
    unknown: u64,
}

impl Default for Verifier {
    fn default() -> Self {
        Self {
            register: None,
            seq: Seq(0),
            hash: Hash::ZERO,
            hlc: Hlc::default(),
            epoch: 0,
            receipt: ReceiptNumber(1),
            waiting: BTreeMap::new(),
            grand_total: Amount::ZERO,
            refund_total: Amount::ZERO,
            unknown: 0,
        }
    }
}

/// A chain that is whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// How many entries it has.
    pub entries: u64,
    /// The hash of the last one.
    pub hash: Hash,
    /// How many of them a later build has written.
    pub unknown: u64,
    /// Everything ever sold.
    pub grand_total: Amount,
    /// Everything ever given back.
    pub refund_total: Amount,
}

impl Verifier {
    /// Checks the next entry.
    ///
    /// # Errors
    /// The [`Fault`].
    pub fn push(&mut self, entry: &Entry) -> Result<(), Fault> {
        let at = self.seq.next();
        self.check_link(entry).and_then(|()| self.check_body(entry)).map_err(|kind| Fault { at, kind })?;
        self.seq = at;
        self.hash = entry.hash;
        self.hlc = entry.header.hlc;
        self.epoch = entry.header.epoch;
        Ok(())
    }

    fn check_link(&mut self, entry: &Entry) -> Result<(), FaultKind> {
        let header = &entry.header;
        if header.seq != self.seq.next() {
            return Err(FaultKind::Gap { found: header.seq });
        }
        if header.prev != self.hash {
            return Err(FaultKind::Unlinked);
        }
        let (register, incarnation) =
            self.register.get_or_insert_with(|| (header.register.clone(), header.incarnation));
        if *register != header.register || *incarnation > header.incarnation {
            return Err(FaultKind::Foreign);
        }
        if *incarnation < header.incarnation {
            // A copy goes on in the old one, with the receipts that come next there.
            *incarnation = header.incarnation;
            self.receipt = self.receipt.in_incarnation(header.incarnation);
        }
        if header.hlc <= self.hlc || header.epoch < self.epoch {
            return Err(FaultKind::Backwards);
        }
        Ok(())
    }

    fn check_body(&mut self, entry: &Entry) -> Result<(), FaultKind> {
        let event = match entry.body().map_err(FaultKind::Damaged)? {
            Body::Known(event) => event,
            Body::Unknown => {
                self.unknown += 1;
                return Ok(());
            }
        };
        let balanced = postings::of_event(&event).is_ok_and(|postings| postings::balanced(&postings));
        if !balanced {
            return Err(FaultKind::Unbalanced);
        }
        match *event {
            Event::SalePrepared(sale) => {
                if sale.receipt != self.receipt {
                    return Err(FaultKind::ReceiptGap { found: sale.receipt });
                }
                self.receipt = sale.receipt.next();
                self.waiting.insert(entry.header.seq, (sale.receipt, sale.totals.total));
                Ok(())
            }
            Event::SaleConfirmed(decision) => {
                let total = self.decided(decision.prepared, decision.receipt)?;
                let sum = if total.is_negative() { &mut self.refund_total } else { &mut self.grand_total };
                *sum = sum.plus(total.abs()).map_err(|_| FaultKind::Totals)?;
                let adds_up = (decision.grand_total, decision.refund_total) == (self.grand_total, self.refund_total);
                if adds_up { Ok(()) } else { Err(FaultKind::Totals) }
            }
            Event::SaleRolledBack(decision) => self.decided(decision.prepared, decision.receipt).map(drop),
            _ => Ok(()),
        }
    }

    fn decided(&mut self, prepared: Seq, receipt: ReceiptNumber) -> Result<Amount, FaultKind> {
        match self.waiting.remove(&prepared) {
            Some((waiting, total)) if waiting == receipt => Ok(total),
            _ => Err(FaultKind::Undecidable),
        }
    }

    /// What has been checked.
    #[must_use]
    pub fn finish(self) -> Verified {
        Verified {
            entries: self.seq.0,
            hash: self.hash,
            unknown: self.unknown,
            grand_total: self.grand_total,
            refund_total: self.refund_total,
        }
    }

    /// Whether what has been checked ends where `head` says.
    ///
    /// # Errors
    /// [`FaultKind::HeadDiffers`].
    pub fn check_head(&self, head: &Head) -> Result<(), Fault> {
        let waiting: Vec<Seq> = self.waiting.keys().copied().collect();
        let has_begun = self.register.as_ref().is_some_and(|(_, incarnation)| *incarnation < head.incarnation);
        let receipt = if has_begun { self.receipt.in_incarnation(head.incarnation) } else { self.receipt };
        let same = self.seq == head.seq
            && self.hash == head.hash
            && self.hlc == head.hlc
            && waiting == head.undecided
            && (self.unknown > 0
                || (receipt == head.next_receipt
                    && self.grand_total == head.grand_total
                    && self.refund_total == head.refund_total));
        if same { Ok(()) } else { Err(Fault { at: self.seq, kind: FaultKind::HeadDiffers }) }
    }
}

/// How many entries are read at a time.
const PAGE: usize = 500;

/// Checks the whole journal in `store` against its head. `progress` hears how many entries are
/// done and how many there are, and stops the check by answering `false`, which yields `None`.
///
/// # Errors
/// [`JournalError`] when the store fails; a broken chain is an answer, not an error.
pub async fn verify(
    store: &impl JournalStore,
    head: &Head,
    mut progress: impl FnMut(u64, u64) -> bool,
) -> Result<Option<Result<Verified, Fault>>, JournalError> {
    let mut verifier = Verifier::default();
    while verifier.seq < head.seq {
        if !progress(verifier.seq.0, head.seq.0) {
            return Ok(None);
        }
        let page = store.entries(verifier.seq.next(), PAGE).await?;
        if page.is_empty() {
            break;
        }
        for (seq, bytes) in page {
            if seq > head.seq {
                break;
            }
            let pushed = match Entry::from_bytes(&bytes) {
                Ok(entry) => verifier.push(&entry),
                Err(why) => Err(Fault { at: verifier.seq.next(), kind: FaultKind::Damaged(why) }),
            };
            if let Err(fault) = pushed {
                return Ok(Some(Err(fault)));
            }
        }
    }
    Ok(Some(verifier.check_head(head).map(|()| verifier.finish())))
}

/// An imported file is not a journal, or one whose chain is broken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportFault {
    /// It does not read.
    File(ExportError),
    /// It reads, and does not verify.
    Chain(Fault),
}

/// Checks an exported journal.
///
/// # Errors
/// [`ImportFault`], which says at which entry.
pub fn verify_export(bytes: &[u8]) -> Result<(RegisterId, Verified), ImportFault> {
    let (head, mut reader) = ExportReader::new(bytes).map_err(ImportFault::File)?;
    let mut verifier = Verifier::default();
    while let Some(entry) = reader.next_entry().map_err(ImportFault::File)? {
        verifier.push(&entry).map_err(ImportFault::Chain)?;
    }
    let whole =
        verifier.seq == head.last && verifier.register.as_ref().is_none_or(|(register, _)| *register == head.register);
    if !whole {
        return Err(ImportFault::Chain(Fault { at: verifier.seq, kind: FaultKind::HeadDiffers }));
    }
    Ok((head.register, verifier.finish()))
}

/// Where what was pulled of other registers is not whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PulledFault {
    /// How many entries are whole before it, in the order of registers, incarnations and places.
    pub after: u64,
    /// What is wrong with the next, where it does not read.
    pub why: Option<DecodeError>,
}

/// Checks everything that was pulled: each entry reads, stands where it belongs, follows from the one before it in its line,
/// and none that the state of replication counts is missing. Answers how many there are.
///
/// # Errors
/// [`JournalError`] when the store fails.
pub async fn verify_pulled(store: &impl JournalStore) -> Result<Result<u64, PulledFault>, JournalError> {
    let expected = crate::take_in::state_of(store).await?;
    let head: Head = from_record(&store.head().await?.ok_or(Corrupt::NoHead)?).map_err(Corrupt::from)?;
    let (mut found, mut walk) = (SyncState::default(), lines::Walk::new());
    loop {
        let page = walk.page(store).await?;
        if page.is_empty() {
            break;
        }
        for (key, bytes) in page {
            let fault = |why| Ok(Err(PulledFault { after: found.kept, why }));
            let entry = match Entry::from_bytes(&bytes) {
                Ok(entry) => entry,
                Err(why) => return fault(Some(why)),
            };
            if lines::key_of(&entry.header) != key {
                return fault(None);
            }
            if crate::incoming::links(&entry, &head.register, Epoch::default(), &mut found).is_err() {
                return Ok(Err(PulledFault { after: found.kept, why: None }));
            }
            found.kept = found.kept.saturating_add(1);
        }
    }
    let end = |tip: &KnownTip| (tip.register.clone(), tip.incarnation, tip.seq, tip.hash);
    let is_whole = found.kept == expected.kept && found.tips.iter().map(end).eq(expected.tips.iter().map(end));
    Ok(if is_whole { Ok(found.kept) } else { Err(PulledFault { after: found.kept, why: None }) })
}
