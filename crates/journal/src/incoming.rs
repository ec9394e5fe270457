//! A page of the feed before it is folded: whether it links on from what is known, what of it is new, and what of all that was
//! pulled in an earlier life of the hub gives way to it.

use std::collections::BTreeMap;

use evertill_domain::apply;
use evertill_domain::clock::Hlc;
use evertill_domain::event::Event;
use evertill_domain::ids::{RegisterId, Seq};
use evertill_domain::origin::Origin;
use evertill_domain::rows::RowKey;
use evertill_domain::sale::Sale;
use evertill_wire::sync::{BATCH_LIMIT, Bytes, Cursor, ENTRIES_LIMIT, ENTRY_LIMIT, Epoch, Page};
use evertill_wire::{Body, DecodeError, Entry, Hash, Head, KnownTip, SyncState};

use crate::journal::JournalError;
use crate::lines;
use crate::store::JournalStore;

/// Why a page was not taken in: nothing of it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageRefusal {
    /// It is of another life of the hub than this one.
    Epoch(Epoch),
    /// It begins further on than this, so that something would be missed.
    Gap(Cursor),
    /// It says that it ends before it begins.
    Backwards,
    /// It is larger than a page may be.
    TooLarge,
    /// An entry does not read: its place in the page, and what is wrong.
    Damaged(usize, DecodeError),
    /// An entry says that it is the first of its journal, and follows another.
    Unlinked {
        /// Whose journal.
        register: RegisterId,
        /// Its place there.
        seq: Seq,
    },
    /// The hub has said something else in this place in the same life: what was pulled has to be pulled anew, see
    /// [`Journal::forget_feed`](crate::Journal::forget_feed).
    Contradicts {
        /// Whose journal.
        register: RegisterId,
        /// Its place there.
        seq: Seq,
    },
}

/// The place of an entry among all journals.
pub(crate) type At = (RegisterId, u32, Seq);

/// An entry of a page that was not known.
pub(crate) struct Incoming {
    pub bytes: Vec<u8>,
    pub entry: Entry,
    /// What it says; `None` where it is of a later build, or the reason why it does not read.
    pub body: Result<Option<Event>, String>,
}

impl Incoming {
    /// Where it stands.
    pub fn at(&self) -> At {
        let header = &self.entry.header;
        (header.register.clone(), header.incarnation, header.seq)
    }

    /// The place of the sale that it decides.
    pub fn decides(&self) -> Option<At> {
        let (register, incarnation, _) = self.at();
        let prepared = match &self.body {
            Ok(Some(Event::SaleConfirmed(decision))) => decision.prepared,
            Ok(Some(Event::SaleRolledBack(decision))) => decision.prepared,
            _ => return None,
        };
        Some((register, incarnation, prepared))
    }

    /// The rows that folding it needs; `sale` is the one that it decides.
    pub fn reads(&self, sale: Option<&Sale>) -> Vec<RowKey> {
        match (&self.body, sale) {
            (Ok(Some(Event::SaleConfirmed(decision))), Some(sale)) => apply::reads_of_confirmation(sale, decision),
            (Ok(Some(Event::SaleRolledBack(_))), Some(sale)) => apply::reads_of_decision(sale, &[]),
            (Ok(Some(event)), _) => apply::reads(event),
            _ => Vec::new(),
        }
    }
}

/// A page that links on.
pub(crate) struct Checked {
    /// What was not known, in the order of the feed.
    pub new: Vec<Incoming>,
    /// The last stamp in it.
    pub seen: Hlc,
    /// How many places the hub has set aside.
    pub missing: usize,
    /// The lines of which something gives way, each with the place from which on it does.
    pub overruled: BTreeMap<(RegisterId, u32), Seq>,
}

/// The entries of a page, if it is one that follows what was read.
pub(crate) fn read<'a>(page: &'a Page, state: &SyncState) -> Result<Vec<(&'a [u8], Entry)>, PageRefusal> {
    // A new life of the hub begins with the beginning of its feed.
    if page.epoch != state.epoch && page.after > Cursor(0) {
        return Err(PageRefusal::Epoch(state.epoch));
    }
    if page.epoch == state.epoch && page.after > state.cursor {
        return Err(PageRefusal::Gap(state.cursor));
    }
    if page.upto < page.after {
        return Err(PageRefusal::Backwards);
    }
    check_size(&page.entries)?;
    let decoded = |(at, Bytes(bytes)): (usize, &'a Bytes)| match Entry::from_bytes(bytes) {
        Ok(entry) => Ok((bytes.as_slice(), entry)),
        Err(why) => Err(PageRefusal::Damaged(at, why)),
    };
    page.entries.iter().enumerate().map(decoded).collect()
}

/// Whether a page is no larger than it may be.
fn check_size(entries: &[Bytes]) -> Result<(), PageRefusal> {
    let sizes = entries.iter().map(|Bytes(bytes)| bytes.len());
    let most = if entries.len() > 1 { BATCH_LIMIT } else { ENTRY_LIMIT };
    let fits = entries.len() <= ENTRIES_LIMIT && sizes.sum::<usize>() <= most;
    if fits { Ok(()) } else { Err(PageRefusal::TooLarge) }
}

/// What is at hand in the places of a page, and in the two before the first of each line.
pub(crate) struct AtHand {
    /// Of the own journal, whatever incarnation it was written in.
    own: BTreeMap<Seq, Hash>,
    /// Of each line what was pulled, and the first place of all.
    pulled: BTreeMap<(RegisterId, u32), (BTreeMap<Seq, Hash>, Seq)>,
}

impl AtHand {
    /// Looks it up for a page of this life. Nothing is read for what goes on behind the end of its line, as nearly all does.
    ///
    /// # Errors
    /// [`JournalError`].
    pub async fn around(
        entries: &[(&[u8], Entry)],
        epoch: Epoch,
        store: &impl JournalStore,
        head: &Head,
        state: &SyncState,
    ) -> Result<Self, JournalError> {
        let mut spans: BTreeMap<(RegisterId, u32), (Seq, Seq)> = BTreeMap::new();
        for (_, entry) in entries {
            let (line, seq) = (line_of(entry), entry.header.seq);
            let span = spans.entry(line).or_insert((seq, seq));
            *span = (span.0.min(seq), span.1.max(seq));
        }
        let mut at_hand = Self { own: BTreeMap::new(), pulled: BTreeMap::new() };
        for ((register, incarnation), (first, last)) in spans {
            if register == head.register && incarnation != head.incarnation {
                at_hand.own.append(&mut own_hashes(store, first, last.min(head.seq)).await?);
            }
            let reaches = |line: &KnownTip| first <= line.seq || (first == line.seq.next() && line.epoch != epoch);
            if state.line(&register, incarnation).is_some_and(reaches) {
                let span = (Seq(first.0.saturating_sub(2)), last);
                let hashes = lines::hashes(store, &register, incarnation, span).await?;
                let start = lines::first(store, &register, incarnation).await?.unwrap_or(first);
                at_hand.pulled.insert((register, incarnation), (hashes, start));
            }
        }
        Ok(at_hand)
    }

    /// What was pulled in a place.
    fn pulled(&self, line: &(RegisterId, u32), seq: Seq) -> Option<Hash> {
        self.pulled.get(line)?.0.get(&seq).copied()
    }

    /// Whether an entry stands in the own journal.
    fn is_own(&self, entry: &Entry, own: &RegisterId) -> bool {
        entry.header.register == *own && self.own.get(&entry.header.seq) == Some(&entry.hash)
    }

    /// From which place on a line gives way to an entry that is not at hand, or not there. What stands before it and is not
    /// what it follows from is of another copy, too.
    fn cut(&self, line: &(RegisterId, u32), entry: &Entry) -> Seq {
        let (seq, before) = (entry.header.seq, Seq(entry.header.seq.0.saturating_sub(1)));
        let is_other = self.pulled(line, before).is_some_and(|pulled| pulled != entry.header.prev);
        if is_other { before } else { seq }
    }

    /// Where a line ends once everything from `seq` on has given way.
    fn before(&self, line: &(RegisterId, u32), seq: Seq, epoch: Epoch) -> Option<KnownTip> {
        let (hashes, start) = self.pulled.get(line)?;
        let before = Seq(seq.0.checked_sub(1)?);
        let tip = |seq, hash| {
            let (register, incarnation) = line.clone();
            Some(KnownTip { register, incarnation, seq, hash, epoch })
        };
        match hashes.get(&before) {
            _ if *start >= seq => None,
            Some(hash) => tip(before, *hash),
            // The hub has set the place before aside: what follows does not say which entry it follows from.
            None => tip(Seq(before.0.saturating_sub(1)), Hash::ZERO),
        }
    }
}

async fn own_hashes(store: &impl JournalStore, first: Seq, last: Seq) -> Result<BTreeMap<Seq, Hash>, JournalError> {
    let mut hashes = BTreeMap::new();
    let mut next = first;
    while next <= last {
        let page = crate::read::entries(store, next, ENTRIES_LIMIT).await?;
        let Some(end) = page.last().map(|entry| entry.header.seq) else { break };
        hashes.extend(page.into_iter().map(|entry| (entry.header.seq, entry.hash)));
        next = end.next();
    }
    Ok(hashes)
}

fn line_of(entry: &Entry) -> (RegisterId, u32) {
    (entry.header.register.clone(), entry.header.incarnation)
}

/// Checks the entries of a page against what is known, and notes in `state` how far they reach. Entries of the journal that
/// `head` ends are left out.
///
/// An entry that is not known, or stands where another one was pulled, overrules all that was pulled in an earlier life for
/// its place and those after it in its line: within a line, a feed has what comes after an entry after it, and a hub that
/// went back may have heard first from another copy of a journal.
pub(crate) fn check(
    page: &Page,
    entries: Vec<(&[u8], Entry)>,
    at_hand: &AtHand,
    head: &Head,
    state: &mut SyncState,
) -> Result<Checked, PageRefusal> {
    if page.epoch != state.epoch {
        (state.epoch, state.cursor) = (page.epoch, Cursor(0));
    }
    let mut checked = Checked { new: Vec::new(), seen: Hlc::default(), missing: 0, overruled: BTreeMap::new() };
    for (bytes, entry) in entries {
        let header = &entry.header;
        if (&header.register, header.incarnation) == (&head.register, head.incarnation) {
            continue;
        }
        checked.seen = checked.seen.max(header.hlc);
        let (line, seq) = (line_of(&entry), header.seq);
        let is_cut = checked.overruled.get(&line).is_some_and(|from| *from <= seq);
        let pulled = at_hand.pulled(&line, seq).filter(|_| !is_cut);
        let differs = pulled.is_some_and(|pulled| pulled != entry.hash);
        let is_last = state.line(&line.0, line.1).is_some_and(|known| (known.seq, known.hash) == (seq, entry.hash));
        let is_known = is_last || pulled == Some(entry.hash) || at_hand.is_own(&entry, &head.register);
        if (differs || !is_known)
            && let Some(known) = state.line(&line.0, line.1).filter(|known| known.epoch != page.epoch)
            && let Some(from) = Some(at_hand.cut(&line, &entry)).filter(|from| *from <= known.seq)
        {
            match at_hand.before(&line, from, known.epoch) {
                Some(tip) => state.reach(tip),
                None => state.forget(&line.0, line.1),
            }
            checked.overruled.insert(line, from);
        }
        if is_known {
            continue;
        }
        if let Link::Beyond(missing) = links(&entry, &head.register, page.epoch, state)? {
            state.quarantine(Origin { seq: missing, ..entry.origin() }, MISSING.to_owned());
            checked.missing += 1;
        }
        let body = match entry.body() {
            Ok(Body::Known(event)) => Ok(Some(*event)),
            Ok(Body::Unknown) => Ok(None),
            Err(why) => Err(why.to_string()),
        };
        checked.new.push(Incoming { bytes: bytes.to_vec(), entry, body });
    }
    state.cursor = state.cursor.max(page.upto);
    Ok(checked)
}

/// How an entry follows from what is at hand of its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Link {
    /// It is the next one.
    Next,
    /// It lies beyond the next one, which is this: the hub has set what lies between aside.
    Beyond(Seq),
}

/// Why a place is in quarantine whose entry never came.
pub(crate) const MISSING: &str = "the hub has set it aside";

/// How an entry that is not at hand follows, as the register `own` sees it, and notes in `state` that it came in this life. A
/// line begins in the middle of a journal where that went on in another incarnation, or where the own journal is a copy that
/// has what comes before; and it goes on behind an entry that the hub could not read.
pub(crate) fn links(entry: &Entry, own: &RegisterId, epoch: Epoch, state: &mut SyncState) -> Result<Link, PageRefusal> {
    let header = &entry.header;
    let (register, incarnation, seq) = (header.register.clone(), header.incarnation, header.seq);
    let known = state.line(&register, incarnation).map(|line| (line.seq, line.hash));
    let (last, hash) = known.unwrap_or_default();
    let link = if seq <= last {
        return Err(PageRefusal::Contradicts { register, seq });
    } else if seq == last.next() {
        match (header.prev == hash, known) {
            (true, _) => Link::Next,
            (false, None) => return Err(PageRefusal::Unlinked { register, seq }),
            (false, Some(_)) => return Err(PageRefusal::Contradicts { register, seq }),
        }
    } else if known.is_none() && (incarnation > 1 || register == *own) {
        Link::Next
    } else {
        Link::Beyond(last.next())
    };
    state.reach(KnownTip { register, incarnation, seq, hash: entry.hash, epoch });
    Ok(link)
}

/// The sales that a page prepares, by their places.
pub(crate) fn prepared(new: &[Incoming]) -> BTreeMap<At, Box<Sale>> {
    let sale = |incoming: &Incoming| match &incoming.body {
        Ok(Some(Event::SalePrepared(sale))) => Some((incoming.at(), sale.clone())),
        _ => None,
    };
    new.iter().filter_map(sale).collect()
}
