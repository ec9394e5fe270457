//! A page of the feed before it is folded: whether it links on from what is known, and what it holds.

use std::collections::BTreeMap;

use evertill_domain::apply;
use evertill_domain::clock::Hlc;
use evertill_domain::event::Event;
use evertill_domain::ids::{RegisterId, Seq};
use evertill_domain::origin::Origin;
use evertill_domain::rows::RowKey;
use evertill_domain::sale::Sale;
use evertill_wire::sync::{BATCH_LIMIT, Bytes, Cursor, ENTRIES_LIMIT, ENTRY_LIMIT, Epoch, Page, Tip};
use evertill_wire::{Body, DecodeError, Entry, SyncState};

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
    /// The hub holds another entry than the one that was pulled before: what was pulled has to be pulled anew, see
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
}

/// Checks a page against what is known, and notes in `state` how far it reaches. Entries of `own` are left out.
pub(crate) fn check(page: &Page, own: (&RegisterId, u32), state: &mut SyncState) -> Result<Checked, PageRefusal> {
    if page.epoch != state.epoch {
        return Err(PageRefusal::Epoch(state.epoch));
    }
    if page.after > state.cursor {
        return Err(PageRefusal::Gap(state.cursor));
    }
    if page.upto < page.after {
        return Err(PageRefusal::Backwards);
    }
    check_size(&page.entries)?;
    let mut checked = Checked { new: Vec::new(), seen: Hlc::default(), missing: 0 };
    for (at, Bytes(bytes)) in page.entries.iter().enumerate() {
        let entry = Entry::from_bytes(bytes).map_err(|why| PageRefusal::Damaged(at, why))?;
        let header = &entry.header;
        if (&header.register, header.incarnation) == own {
            continue;
        }
        checked.seen = checked.seen.max(header.hlc);
        match links(&entry, state)? {
            Link::Known => continue,
            Link::Next => {}
            Link::Beyond(missing) => {
                state.quarantine(Origin { seq: missing, ..entry.origin() }, MISSING.to_owned());
                checked.missing += 1;
            }
        }
        let body = match entry.body() {
            Ok(Body::Known(event)) => Ok(Some(*event)),
            Ok(Body::Unknown) => Ok(None),
            Err(why) => Err(why.to_string()),
        };
        checked.new.push(Incoming { bytes: bytes.clone(), entry, body });
    }
    state.cursor = state.cursor.max(page.upto);
    Ok(checked)
}

/// Whether a page is no larger than it may be.
fn check_size(entries: &[Bytes]) -> Result<(), PageRefusal> {
    let sizes = entries.iter().map(|Bytes(bytes)| bytes.len());
    let most = if entries.len() > 1 { BATCH_LIMIT } else { ENTRY_LIMIT };
    let fits = entries.len() <= ENTRIES_LIMIT && sizes.sum::<usize>() <= most;
    if fits { Ok(()) } else { Err(PageRefusal::TooLarge) }
}

/// How an entry follows from what is known of its journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Link {
    /// It is known already.
    Known,
    /// It is the next one.
    Next,
    /// It lies beyond the next one, which is this: the hub has set what lies between aside.
    Beyond(Seq),
}

impl Link {
    /// Whether it was not known.
    pub fn is_new(self) -> bool {
        self != Self::Known
    }
}

/// Why a place is in quarantine whose entry never came.
pub(crate) const MISSING: &str = "the hub has set it aside";

/// How an entry follows, and notes in `state` that it does. A line of the feed may begin in the middle of a journal where
/// that went on in another incarnation, and goes on behind an entry that the hub could not read.
pub(crate) fn links(entry: &Entry, state: &mut SyncState) -> Result<Link, PageRefusal> {
    let header = &entry.header;
    let (register, seq) = (header.register.clone(), header.seq);
    let known = state.tip(&register, header.incarnation);
    let begins = known == Tip::default();
    if seq < known.seq || (seq == known.seq && entry.hash == known.hash) {
        return Ok(Link::Known);
    }
    let link = if seq == known.seq {
        return Err(PageRefusal::Contradicts { register, seq });
    } else if seq == known.seq.next() {
        match (header.prev == known.hash, begins) {
            (true, _) => Link::Next,
            (false, true) => return Err(PageRefusal::Unlinked { register, seq }),
            (false, false) => return Err(PageRefusal::Contradicts { register, seq }),
        }
    } else if begins && header.incarnation > 1 {
        Link::Next
    } else {
        Link::Beyond(known.seq.next())
    };
    state.reach(&register, header.incarnation, Tip { seq, hash: entry.hash });
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
