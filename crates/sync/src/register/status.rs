//! What a status line needs to know.

use evertill_domain::clock::Timestamp;
use evertill_wire::sync::{Cursor, Epoch, Standing, Tip};

/// Whether the hub is to be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// It answered last.
    Online {
        /// Since when.
        since: Timestamp,
    },
    /// It did not.
    Offline {
        /// Since when.
        since: Timestamp,
    },
}

/// Why the last attempt came to nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// There is no connection.
    Unreachable,
    /// No answer came in time.
    TimedOut,
    /// The hub answered with a refusal of its own, in its words.
    Refused(String),
    /// The answer does not read.
    Unreadable(String),
    /// This register's own storage failed.
    Storage(String),
    /// The answer does not belong to the question.
    Unexpected,
    /// The hub takes no more of this journal.
    NotTaken,
    /// The hub contradicts what it said in the same life.
    Contradicts,
}

/// Where replication stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// Whether the hub is to be had.
    pub line: Line,
    /// The end of the journal as the hub is known to hold it: everything up to there is on the hub.
    pub held: Tip,
    /// How many entries wait for the hub.
    pub waiting: u64,
    /// How far behind the end of the feed the register is known to be, in places.
    pub behind: u64,
    /// The hub's life.
    pub epoch: Epoch,
    /// How far the feed was taken in.
    pub cursor: Cursor,
    /// How the register stands, where the hub has said so.
    pub standing: Option<Standing>,
    /// When the hub answered last.
    pub last_contact: Option<Timestamp>,
    /// Why the last attempt came to nothing, where it did.
    pub last_failure: Option<Failure>,
    /// How far this register's clock was ahead of the hub's, in milliseconds; negative behind. The way there and back counts
    /// as if it took no time.
    pub skew: Option<i64>,
}
