//! Shifts and cash: the accountable period of a till, from its float to its count.
//!
//! A shift's figures are folded from its facts as they happen, so that closing one adds nothing up: the X-report is the row as
//! it stands, the Z-report is the same row inside the fact that closes the shift. Both are sums of postings, and therefore
//! balance.

use evertill_money::{Amount, Overflow};

use crate::Refusal;
use crate::clock::LocalTime;
use crate::day::Day;
use crate::ids::{OperatorId, checked_text};
use crate::postings::{Account, Posting};
use crate::pricing::SALE_LIMIT;
use crate::sale::Sale;
use crate::shop::Settings;
use crate::{choice, record, transparent};

/// Counts a register's shifts, from 1. It is also the number of the shift's Z-report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ShiftNumber(pub u32);

transparent!(ShiftNumber);

impl std::fmt::Display for ShiftNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// A shift begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShiftOpened {
    /// Which.
    pub shift: ShiftNumber,
    /// When.
    pub time: LocalTime,
    /// The day of the books that all its sales belong to, whatever the clock says later.
    pub business_date: Day,
    /// By whom.
    pub operator: Option<OperatorId>,
    /// The cash that it begins with; not negative.
    pub float: Amount,
}

record!(ShiftOpened { shift, time, business_date, operator, float });

/// How cash moves beside sales.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CashKind {
    /// From the safe into the till.
    Loan,
    /// From the till into the safe.
    Pickup,
    /// Other money that comes in, such as a refilled change box.
    PaidIn,
    /// Other money that goes out, such as the window cleaner's.
    PaidOut,
    /// The drawer was opened without a sale; no money moved.
    NoSale,
}

choice!(CashKind { Loan, Pickup, PaidIn, PaidOut, NoSale });

impl CashKind {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::PaidIn, Self::PaidOut, Self::Pickup, Self::Loan, Self::NoSale];

    /// Whether a reason has to be given.
    #[must_use]
    pub const fn needs_reason(self) -> bool {
        matches!(self, Self::PaidIn | Self::PaidOut | Self::NoSale)
    }
}

/// Cash moved beside sales.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CashMoved {
    /// In which shift.
    pub shift: ShiftNumber,
    /// How.
    pub kind: CashKind,
    /// How much; positive, and zero where the drawer was only opened.
    pub amount: Amount,
    /// Why; at most [`CashMoved::REASON_LIMIT`] characters.
    pub reason: String,
    /// When.
    pub time: LocalTime,
    /// By whom.
    pub operator: Option<OperatorId>,
    /// Who allowed it, where the operator's role does not.
    pub approved_by: Option<OperatorId>,
}

record!(CashMoved { shift, kind, amount, reason, time, operator, approved_by });

impl CashMoved {
    /// The most characters of a reason.
    pub const REASON_LIMIT: usize = 120;

    /// Whether it can be taken into the books.
    ///
    /// # Errors
    /// [`Refusal::ReasonMissing`], [`Refusal::AmountNotPositive`] or [`Refusal::AmountTooLarge`].
    pub fn check(&self) -> Result<(), Refusal> {
        let reason = self.reason.trim();
        let said = checked_text(reason, Self::REASON_LIMIT).is_ok();
        if !(said || reason.is_empty() && !self.kind.needs_reason()) {
            return Err(Refusal::ReasonMissing);
        }
        let fits = if self.kind == CashKind::NoSale { self.amount.is_zero() } else { self.amount > Amount::ZERO };
        if !fits {
            Err(Refusal::AmountNotPositive)
        } else if self.amount > SALE_LIMIT {
            Err(Refusal::AmountTooLarge { limit: SALE_LIMIT })
        } else {
            Ok(())
        }
    }

    /// What goes into the books.
    #[must_use]
    pub fn postings(&self) -> Vec<Posting> {
        let (other, cash) = match self.kind {
            CashKind::Loan => (Account::Safe, self.amount),
            CashKind::Pickup => (Account::Safe, self.amount.negated()),
            CashKind::PaidIn => (Account::PaidIn, self.amount),
            CashKind::PaidOut => (Account::PaidOut, self.amount.negated()),
            CashKind::NoSale => return Vec::new(),
        };
        vec![Posting { account: Account::Cash, amount: cash }, Posting { account: other, amount: cash.negated() }]
    }
}

/// Coins and notes of one value, as counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// What one is worth; positive.
    pub value: Amount,
    /// How many there are.
    pub pieces: u32,
}

record!(Counted { value, pieces });

/// What a drawer was found to hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CashCount {
    /// By value; what was not counted piece by piece stands in `loose`.
    pub pieces: Vec<Counted>,
    /// An amount that was counted as a whole; not negative.
    pub loose: Amount,
}

record!(CashCount { pieces, loose });

impl CashCount {
    /// The most different values.
    pub const LIMIT: usize = 40;
    /// The most pieces of one value.
    pub const PIECES_LIMIT: u32 = 1_000_000;

    /// What it comes to.
    ///
    /// # Errors
    /// [`Refusal::CountInvalid`] for values that no coin has, [`Refusal::AmountTooLarge`] beyond the range.
    pub fn total(&self) -> Result<Amount, Refusal> {
        let odd = |counted: &Counted| counted.value <= Amount::ZERO || counted.pieces > Self::PIECES_LIMIT;
        if self.loose.is_negative() || self.pieces.len() > Self::LIMIT || self.pieces.iter().any(odd) {
            return Err(Refusal::CountInvalid);
        }
        let worth = |counted: &Counted| {
            counted.value.minor().checked_mul(i64::from(counted.pieces)).ok_or(Overflow).and_then(|minor| {
                // The range of an amount is checked where it is made.
                Amount::new(minor).map_err(|_| Overflow)
            })
        };
        let mut total = self.loose;
        for counted in &self.pieces {
            total = total.plus(worth(counted)?)?;
        }
        if total > SALE_LIMIT { Err(Refusal::AmountTooLarge { limit: SALE_LIMIT }) } else { Ok(total) }
    }
}

/// What an account came to in a shift.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountTotal {
    /// Which.
    pub account: Account,
    /// How often something was posted there.
    pub count: u32,
    /// The sum of what was: debits positive, credits negative.
    pub amount: Amount,
}

record!(AccountTotal { account, count, amount });

/// The figures of a shift.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShiftTotals {
    /// Sales that brought money in, or came to nothing.
    pub sales: u32,
    /// What they came to.
    pub sold: Amount,
    /// Sales that gave money back.
    pub refunds: u32,
    /// What they gave back, as a positive amount.
    pub refunded: Amount,
    /// All discounts, as a positive amount.
    pub discounts: Amount,
    /// Lines that were taken out of suspended sales.
    pub voids: u32,
    /// What those would have come to.
    pub voided: Amount,
    /// Baskets that were given up.
    pub cancelled: u32,
    /// How often the drawer was opened without a sale.
    pub no_sales: u32,
    /// What was posted, by account, in the order of accounts.
    pub accounts: Vec<AccountTotal>,
    /// Sales of this shift that were reversed in full.
    pub post_voids: u32,
    /// What they had come to.
    pub post_voided: Amount,
}

record!(ShiftTotals { sales, sold, refunds, refunded, discounts, voids, voided, cancelled, no_sales, accounts; post_voids, post_voided });

impl ShiftTotals {
    /// Adds a confirmed sale, whose postings are `postings`.
    ///
    /// # Errors
    /// [`Overflow`] beyond the range of [`Amount`].
    pub fn add_sale(&mut self, sale: &Sale, postings: &[Posting]) -> Result<(), Overflow> {
        if sale.post_void.is_some() {
            self.post_voids = self.post_voids.saturating_add(1);
            self.post_voided = self.post_voided.minus(sale.totals.total)?;
        } else if sale.totals.total.is_negative() {
            self.refunds = self.refunds.saturating_add(1);
            self.refunded = self.refunded.minus(sale.totals.total)?;
        } else {
            self.sales = self.sales.saturating_add(1);
            self.sold = self.sold.plus(sale.totals.total)?;
        }
        self.discounts = self.discounts.plus(sale.totals.discount)?;
        for voided in &sale.voids {
            self.voids = self.voids.saturating_add(1);
            self.voided = self.voided.plus(voided.extended)?;
        }
        self.post(postings)
    }

    /// Adds postings.
    ///
    /// # Errors
    /// [`Overflow`] beyond the range of [`Amount`].
    pub fn post(&mut self, postings: &[Posting]) -> Result<(), Overflow> {
        for posting in postings {
            match self.accounts.binary_search_by(|known| known.account.cmp(&posting.account)) {
                Ok(at) => {
                    let Some(known) = self.accounts.get_mut(at) else { continue };
                    known.count = known.count.saturating_add(1);
                    known.amount = known.amount.plus(posting.amount)?;
                }
                Err(at) => {
                    let total = AccountTotal { account: posting.account.clone(), count: 1, amount: posting.amount };
                    self.accounts.insert(at, total);
                }
            }
        }
        Ok(())
    }

    /// What was posted to an account.
    #[must_use]
    pub fn of(&self, account: &Account) -> Amount {
        self.accounts.iter().find(|known| known.account == *account).map_or(Amount::ZERO, |known| known.amount)
    }

    /// What the drawer should hold.
    #[must_use]
    pub fn expected_cash(&self) -> Amount {
        self.of(&Account::Cash)
    }
}

/// A shift as it stands, or as it was closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShiftRow {
    /// How it began.
    pub opened: ShiftOpened,
    /// Its figures so far.
    pub totals: ShiftTotals,
    /// How it ended, once it has.
    pub closed: Option<ShiftClosed>,
}

record!(ShiftRow { opened, totals, closed });

/// Where a register's shifts stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TillRow {
    /// The last shift that was opened.
    pub last: ShiftNumber,
    /// Whether it still is.
    pub open: bool,
    /// Its business date; `None` while there was none.
    pub business_date: Option<Day>,
}

record!(TillRow { last, open, business_date });

impl TillRow {
    /// The shift that is open, if one is.
    #[must_use]
    pub fn open_shift(self) -> Option<ShiftNumber> {
        self.open.then_some(self.last)
    }
}

/// A shift ends. The Z-report is part of the fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShiftClosed {
    /// Which.
    pub shift: ShiftNumber,
    /// When.
    pub time: LocalTime,
    /// By whom.
    pub operator: Option<OperatorId>,
    /// Who allowed it, where the operator's role does not.
    pub approved_by: Option<OperatorId>,
    /// What the drawer was found to hold.
    pub count: CashCount,
    /// What that comes to.
    pub counted: Amount,
    /// What it should have held.
    pub expected: Amount,
    /// The shift's figures.
    pub totals: ShiftTotals,
    /// Everything this register has ever sold; never reset.
    pub grand_total: Amount,
    /// Everything it has ever given back, as a positive amount.
    pub refund_total: Amount,
}

record!(ShiftClosed {
    shift,
    time,
    operator,
    approved_by,
    count,
    counted,
    expected,
    totals,
    grand_total,
    refund_total
});

impl ShiftClosed {
    /// What is over, or short where it is negative.
    ///
    /// # Errors
    /// [`Overflow`] beyond the range of [`Amount`].
    pub fn over(&self) -> Result<Amount, Overflow> {
        self.counted.minus(self.expected)
    }

    /// What goes into the books: the difference is taken as it was found, and all cash goes to the safe.
    ///
    /// # Errors
    /// [`Overflow`] beyond the range of [`Amount`].
    pub fn postings(&self) -> Result<Vec<Posting>, Overflow> {
        let over = self.over()?;
        let mut postings = Vec::with_capacity(4);
        if !over.is_zero() {
            postings.push(Posting { account: Account::Cash, amount: over });
            postings.push(Posting { account: Account::OverShort, amount: over.negated() });
        }
        if !self.counted.is_zero() {
            postings.push(Posting { account: Account::Safe, amount: self.counted });
            postings.push(Posting { account: Account::Cash, amount: self.counted.negated() });
        }
        Ok(postings)
    }
}

impl ShiftOpened {
    /// Begins the shift after `till` says the last one was.
    ///
    /// # Errors
    /// [`Refusal::ShiftOpen`], [`Refusal::AmountNotPositive`] or [`Refusal::AmountTooLarge`].
    pub fn new(
        till: TillRow,
        settings: &Settings,
        time: LocalTime,
        operator: Option<OperatorId>,
        float: Amount,
    ) -> Result<Self, Refusal> {
        if till.open {
            return Err(Refusal::ShiftOpen { shift: till.last });
        }
        if float.is_negative() {
            return Err(Refusal::AmountNotPositive);
        }
        if float > SALE_LIMIT {
            return Err(Refusal::AmountTooLarge { limit: SALE_LIMIT });
        }
        // A clock that was set back must not put a shift into a day whose books are behind it.
        let business_date = time.business_day(settings.till.day_begins);
        let business_date = till.business_date.map_or(business_date, |last| business_date.max(last));
        Ok(Self { shift: ShiftNumber(till.last.0.saturating_add(1)), time, business_date, operator, float })
    }

    /// Where the register's shifts stand from here on.
    #[must_use]
    pub const fn till(&self) -> TillRow {
        TillRow { last: self.shift, open: true, business_date: Some(self.business_date) }
    }

    /// What goes into the books: the float comes out of the safe.
    #[must_use]
    pub fn postings(&self) -> Vec<Posting> {
        if self.float.is_zero() {
            return Vec::new();
        }
        vec![
            Posting { account: Account::Cash, amount: self.float },
            Posting { account: Account::Safe, amount: self.float.negated() },
        ]
    }
}

/// Coins and notes of a currency, the largest first, for counting a drawer. Central banks publish them; a currency that is not
/// listed gets the usual steps of 1, 2 and 5.
#[must_use]
pub fn denominations(currency: &str) -> Vec<Amount> {
    let minor: &[i32] = match currency {
        "EUR" => &[50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10, 5, 2, 1],
        "USD" => &[10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 25, 10, 5, 1],
        "CAD" => &[10_000, 5_000, 2_000, 1_000, 500, 200, 100, 25, 10, 5],
        "GBP" => &[5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10, 5, 2, 1],
        "CHF" => &[100_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10, 5],
        "INR" => &[50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100],
        "JPY" => &[10_000, 5_000, 2_000, 1_000, 500, 100, 50, 10, 5, 1],
        _ => &[50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10, 5, 2, 1],
    };
    minor.iter().copied().map(Amount::minor_i32).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(value: i32, pieces: u32) -> Counted {
        Counted { value: Amount::minor_i32(value), pieces }
    }

    #[test]
    fn a_count_is_refused_that_no_drawer_can_hold() {
        let count = |pieces: Vec<Counted>, loose: i32| CashCount { pieces, loose: Amount::minor_i32(loose) };
        let too_much = Err(Refusal::AmountTooLarge { limit: SALE_LIMIT });
        let table = [
            (count(vec![pieces(500, 3), pieces(25, 4)], 7), Ok(Amount::minor_i32(1_607))),
            (count(Vec::new(), 0), Ok(Amount::ZERO)),
            (count(vec![pieces(-5, 1)], 0), Err(Refusal::CountInvalid)),
            (count(vec![pieces(0, 1)], 0), Err(Refusal::CountInvalid)),
            (count(vec![pieces(1, 1_000_001)], 0), Err(Refusal::CountInvalid)),
            (count(Vec::new(), -1), Err(Refusal::CountInvalid)),
            (count(vec![pieces(1, 1); 41], 0), Err(Refusal::CountInvalid)),
            (count(vec![pieces(1_000_000, 1_000_000)], 0), too_much.clone()),
            (count(vec![pieces(i32::MAX, 1_000_000); 9], 0), too_much),
        ];
        for (at, (count, expected)) in table.into_iter().enumerate() {
            assert_eq!(count.total(), expected, "row {at}");
        }
    }

    #[test]
    fn cash_is_moved_by_a_positive_amount_and_for_a_reason() {
        let moved = |kind, minor, reason: &str| CashMoved {
            shift: ShiftNumber(1),
            kind,
            amount: Amount::minor_i32(minor),
            reason: reason.to_owned(),
            time: LocalTime::default(),
            operator: None,
            approved_by: None,
        };
        let table = [
            (moved(CashKind::PaidOut, 500, "window cleaner"), Ok(())),
            (moved(CashKind::PaidOut, 500, "  "), Err(Refusal::ReasonMissing)),
            (moved(CashKind::Pickup, 500, ""), Ok(())),
            (moved(CashKind::Pickup, 0, ""), Err(Refusal::AmountNotPositive)),
            (moved(CashKind::PaidIn, -500, "change"), Err(Refusal::AmountNotPositive)),
            (moved(CashKind::NoSale, 0, "change for a customer"), Ok(())),
            (moved(CashKind::NoSale, 1, "change for a customer"), Err(Refusal::AmountNotPositive)),
            (moved(CashKind::NoSale, 0, ""), Err(Refusal::ReasonMissing)),
            (moved(CashKind::Loan, 1_000_000_001, ""), Err(Refusal::AmountTooLarge { limit: SALE_LIMIT })),
            (moved(CashKind::Loan, 5, "a\u{1b}b"), Err(Refusal::ReasonMissing)),
        ];
        for (at, (moved, expected)) in table.into_iter().enumerate() {
            assert_eq!(moved.check(), expected, "row {at}");
            assert!(crate::postings::balanced(&moved.postings()), "row {at}");
        }
    }
}
