//! The kept book of sales: a cache, and so no record that has to be read for ever. What a later or an earlier build wrote
//! is made anew from the journal.

use evertill_domain::ids::{RegisterId, Seq};
use evertill_domain::record;
use evertill_domain::report::Month;
use evertill_money::Amount;

use crate::{Hash, Record};

/// What belongs to a kept book beside its months.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportIndex {
    /// Whose journal it counts.
    pub register: RegisterId,
    /// The last entry that it covers.
    pub covers: Seq,
    /// That entry's hash: another history has another.
    pub hash: Hash,
    /// Everything that was sold by then.
    pub sold: Amount,
    /// Everything that was given back by then.
    pub refunded: Amount,
    /// Where the sales stand that were prepared by then and not decided.
    pub waiting: Vec<Seq>,
    /// Its months, with the last decision that each covers at least.
    pub months: Vec<(u32, Seq)>,
}

record!(ReportIndex { register, covers, hash, sold, refunded, waiting, months });

impl Record for ReportIndex {
    const WHAT: &'static str = "index of the kept reports";
    const VERSION: u16 = 1;
}

impl Record for Month {
    const WHAT: &'static str = "month of the kept reports";
    const VERSION: u16 = 1;
}
