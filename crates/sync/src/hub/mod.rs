//! What the hub decides: whom it greets how, whether it has heard from everybody, and what it answers to a request of
//! another life. What becomes of entries is in [`judge`](mod@judge), what a page holds in [`page`], and who may spend what in
//! [`rights`].
//!
//! Whoever drives it looks up what the arguments ask for, makes durable what is to be kept, and only then answers.

mod judge;
mod page;
mod rights;

pub use judge::{Journal, Judged, Judgement, Outcome, Verdict, Why, judge};
pub use page::Pager;
pub use rights::{Movement, Noting, Pool, Settled, Share, report, transfer};

use evertill_domain::clock::Timestamp;
use evertill_wire::sync::{Ack, Cursor, Epoch, Pull, Reply, Standing, Tip, Welcome};

/// What the hub is now, for one store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Here {
    /// Its life. It is kept outside of what a backup restores, and rises by every restore.
    pub epoch: Epoch,
    /// The end of the feed.
    pub feed: Cursor,
    /// What its clock says.
    pub now: Timestamp,
    /// Whether it still waits for registers to say what they hold, see [`gathers`].
    pub gathering: bool,
}

/// A register as the shop's list has it. The list is kept outside of what a backup restores.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Member {
    /// The highest incarnation that was heard of, from 1.
    pub incarnation: u32,
    /// The highest incarnation that was given to anybody, see [`gives`]. No two journals ever go on in the same one.
    pub given: u32,
    /// The last life in which the hub had everything that the register held. Whoever joins begins with the one there is.
    pub reported: Epoch,
    /// The last life in which it said what rights it holds.
    pub rights_reported: Epoch,
    /// Whether the shop took its right away.
    pub revoked: bool,
    /// Whether a person declared it lost: nobody waits for it.
    pub lost: bool,
    /// Whether its journal was found to contradict itself, by a push or by an incarnation that was taken up: it is granted
    /// nothing until a person has looked.
    pub forked: bool,
}

impl Member {
    /// A register that joins in this life.
    #[must_use]
    pub const fn joining(epoch: Epoch) -> Self {
        Self {
            incarnation: 1,
            given: 1,
            reported: epoch,
            rights_reported: epoch,
            revoked: false,
            lost: false,
            forked: false,
        }
    }

    /// The register once it was heard of in this incarnation: what passed the [`fence`] comes from who was told to go on in
    /// it. This is to be kept before the request is looked at, or what a copy has to report is taken for that of another.
    ///
    /// Who takes an incarnation up has been forked: one journal goes on in the old one, or did. A word whose journal ends before
    /// what is held proves nothing of the kind, since it may have been on its way for long.
    #[must_use]
    pub const fn hearing(self, incarnation: u32) -> Self {
        let given = if incarnation > self.given { incarnation } else { self.given };
        if incarnation > self.incarnation { Self { incarnation, given, forked: true, ..self } } else { self }
    }

    /// The register once a person has set it up again after it lost everything: it has nothing to report.
    #[must_use]
    pub const fn anew(self, epoch: Epoch) -> Self {
        let incarnation = self.given.saturating_add(1);
        Self { incarnation, given: incarnation, reported: epoch, rights_reported: epoch, ..self }
    }
}

/// Whether somebody has yet to say in this life what they hold. Until then nothing is granted: what the hub knows may be older
/// than what it promised.
pub fn gathers<'a>(epoch: Epoch, members: impl IntoIterator<Item = &'a Member>) -> bool {
    members.into_iter().any(|member| !member.lost && (member.reported != epoch || member.rights_reported != epoch))
}

/// The answer to a request of another life, `None` for one of this life. It comes before anything else: a delayed word from
/// before a restore must not count as a report.
#[must_use]
pub fn fence(here: &Here, said: Epoch) -> Option<Reply> {
    (said != here.epoch).then_some(Reply::NewEpoch(here.epoch))
}

/// What a register says of itself in a greeting or a sign of life of this life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told {
    /// The incarnation of its journal.
    pub incarnation: u32,
    /// The end of its journal.
    pub tip: Tip,
}

/// Whether the hub holds all that the register says it has: then it has reported in this life.
#[must_use]
pub fn reports(told: &Told, held: Tip) -> bool {
    told.tip == held
}

/// The answer to a greeting or a sign of life that passed the [`fence`]. `held` is how far the hub holds the journal of the
/// incarnation that was told, or the default for one that it never heard of.
///
/// A journal that ends before what the hub holds of it is an older copy of itself: it would soon say something else in the
/// same places. So may be a word of the register's own that was long on its way; then nobody waits for the answer, and nobody
/// takes up what it gives away.
#[must_use]
pub fn welcome(here: &Here, member: &Member, held: Tip, told: &Told) -> Welcome {
    let standing = if member.revoked {
        Standing::Revoked
    } else if strays(told.tip, held) {
        forked(member)
    } else if here.gathering {
        Standing::Gathering
    } else {
        Standing::Good
    };
    greeting(here, held, standing)
}

/// Whether a journal with this end contradicts what the hub holds of it.
fn strays(tip: Tip, held: Tip) -> bool {
    tip.seq < held.seq || (tip.seq == held.seq && tip.hash != held.hash)
}

/// The answer to a pull that passed the [`fence`] where it is not a page: what stands in a journal is left out of its pages,
/// and a copy of it that knows less would never hear of that.
#[must_use]
pub fn contradicts(here: &Here, member: &Member, held: Tip, pull: &Pull) -> Option<Reply> {
    strays(pull.tip, held).then(|| Reply::Welcome(greeting(here, held, forked(member))))
}

/// The answer to a push that passed the [`fence`], once everything that was to be kept is durable.
#[must_use]
pub fn answer(here: &Here, member: &Member, judgement: &Judgement) -> Reply {
    match judgement.outcome {
        Outcome::Forked { .. } => Reply::Welcome(greeting(here, judgement.held, forked(member))),
        Outcome::Taken | Outcome::Gap | Outcome::Broken { .. } => {
            Reply::Ack(Ack { epoch: here.epoch, held: judgement.held, feed: here.feed })
        }
    }
}

const fn forked(member: &Member) -> Standing {
    Standing::Forked { incarnation: member.given.saturating_add(1) }
}

/// The incarnation that an answer gives away. It is to be kept as [`Member::given`] before the answer is sent: whoever hears
/// it goes on in it, also while they cannot say so. A lost answer costs a number.
#[must_use]
pub const fn gives(reply: &Reply) -> Option<u32> {
    match reply {
        Reply::Welcome(Welcome { standing: Standing::Forked { incarnation }, .. }) => Some(*incarnation),
        _ => None,
    }
}

const fn greeting(here: &Here, held: Tip, standing: Standing) -> Welcome {
    Welcome { epoch: here.epoch, held, feed: here.feed, now: here.now, standing }
}
