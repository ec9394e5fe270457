//! Facts that cannot all stand: what registers did while they were apart, found when their entries meet.
//!
//! Nothing is undone and nobody is stopped. A conflict is a row that follows from the rows it is about, so that it is the
//! same wherever and in whatever order the entries arrive, and is gone when later facts have put things right.

use evertill_money::{Amount, Rounding};

use crate::clock::Hlc;
use crate::ids::{AccountId, CustomerId, ReceiptNumber, RegisterId, SaleId, Sku};
use crate::{choice, record};

/// A sale, by its receipt.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SaleRef {
    /// The register that sold.
    pub register: RegisterId,
    /// Its receipt.
    pub receipt: ReceiptNumber,
}

record!(SaleRef { register, receipt });

/// What can be spent, and must not be spent twice.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Spendable {
    /// Stock of an item that is sold strictly.
    Stock(Sku),
    /// Store credit or a gift card.
    Account(AccountId),
    /// A customer's points.
    Points(CustomerId),
    /// What a customer owes, which they pay back once.
    Owed(CustomerId),
}

choice!(Spendable { Stock(content), Account(content), Points(content), Owed(content) });

impl Spendable {
    /// The name under which rows about it are kept.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Stock(sku) => format!("stock/{sku}"),
            Self::Account(account) => format!("stored-value/{account}"),
            Self::Points(customer) => format!("points/{customer}"),
            Self::Owed(customer) => format!("owed/{customer}"),
        }
    }
}

/// What a conflict is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ConflictOf {
    /// Registers spent more of it than there was.
    Overspent(Spendable),
    /// A voucher of this number paid at several registers.
    VoucherTwice(String),
    /// More of this sale came back than was sold, or more money than was paid.
    BackBeyondSold(SaleRef),
    /// A sale that was set aside was settled more than once.
    SettledTwice(SaleId),
    /// Of what was paid ahead for it something is left, or missing, now that it has been settled.
    PrepaidLeft(SaleId),
}

choice!(ConflictOf { Overspent(content), VoucherTwice(content), BackBeyondSold(content), SettledTwice(content), PrepaidLeft(content) });

impl ConflictOf {
    /// The name under which it is kept.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Overspent(what) => format!("overspent/{}", what.text()),
            Self::VoucherTwice(code) => format!("voucher/{code}"),
            Self::BackBeyondSold(sale) => format!("back/{}/{:016}", sale.register, sale.receipt.0),
            Self::SettledTwice(id) => format!("settled/{id}"),
            Self::PrepaidLeft(id) => format!("prepaid/{id}"),
        }
    }
}

/// Facts that cannot all stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// What it is about.
    pub of: ConflictOf,
    /// How much is missing: thousandths of the unit for stock, points for points, and for all else 0.
    pub missing: i64,
    /// The money at stake; not negative.
    pub at_stake: Amount,
    /// The sales that are in it, each once, in the order of registers and receipts.
    pub sales: Vec<SaleRef>,
}

record!(Conflict { of, missing, at_stake, sales });

/// What a sale took of something that can be spent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// When it was decided.
    pub hlc: Hlc,
    /// Which sale.
    pub sale: SaleRef,
    /// How much, in the least units of the balance; positive.
    pub took: i64,
    /// What that was worth.
    pub worth: Amount,
}

record!(Taken { hlc, sale, took, worth });

/// The last sales that took something, of each register the last [`Spent::LIMIT`]: whoever looks into an overspent balance
/// wants to know by whom.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spent(pub Vec<Taken>);

crate::transparent!(Spent);

impl Spent {
    /// How many sales of one register are kept.
    pub const LIMIT: usize = 4;

    /// Notes a sale, and forgets those of its register that are further back than [`Spent::LIMIT`].
    pub fn note(&mut self, taken: Taken) {
        let order = |a: &Taken, b: &Taken| (a.hlc, &a.sale).cmp(&(b.hlc, &b.sale));
        let register = taken.sale.register.clone();
        let at = self.0.partition_point(|known| order(known, &taken).is_lt());
        self.0.insert(at, taken);
        let of_register = |known: &Taken| known.sale.register == register;
        if self.0.iter().filter(|known| of_register(known)).count() > Self::LIMIT
            && let Some(first) = self.0.iter().position(of_register)
        {
            self.0.remove(first);
        }
    }

    /// The conflict of a balance that these sales brought below zero. There is none where one register alone was at work:
    /// it knew the balance, and what it did was meant.
    #[must_use]
    pub fn conflict(&self, of: Spendable, balance: i64) -> Option<Conflict> {
        let registers =
            |all: &[Taken]| all.iter().any(|one| Some(&one.sale.register) != all.first().map(|a| &a.sale.register));
        if balance >= 0 || !registers(&self.0) {
            return None;
        }
        let mut missing = balance.saturating_neg();
        let (mut at_stake, mut named) = (Amount::ZERO, Vec::new());
        for taken in self.0.iter().rev() {
            let part = missing.min(taken.took);
            if part > 0 {
                at_stake = sum(at_stake, taken.worth.scaled(part, taken.took, Rounding::HalfUp).unwrap_or_default());
                missing = missing.saturating_sub(part);
            }
            named.push(taken.clone());
            if missing == 0 && registers(&named) {
                break;
            }
        }
        let counted = matches!(of, Spendable::Stock(_) | Spendable::Points(_));
        let missing = if counted { balance.saturating_neg() } else { 0 };
        let sales = in_order(named.into_iter().map(|taken| taken.sale));
        Some(Conflict { of: ConflictOf::Overspent(of), missing, at_stake, sales })
    }
}

/// Each sale once, in the order of registers and receipts.
pub(crate) fn in_order(sales: impl IntoIterator<Item = SaleRef>) -> Vec<SaleRef> {
    sales.into_iter().collect::<std::collections::BTreeSet<_>>().into_iter().collect()
}

/// What is at stake where one of several amounts is right and the others are not: all but the largest.
pub(crate) fn all_but_the_largest(amounts: impl Iterator<Item = Amount>) -> Amount {
    let mut amounts: Vec<Amount> = amounts.collect();
    amounts.sort_unstable();
    amounts.pop();
    amounts.into_iter().fold(Amount::ZERO, sum)
}

/// What two amounts that are not negative come to, or the most that there can be: what is at stake stops nothing.
pub(crate) fn sum(a: Amount, b: Amount) -> Amount {
    a.plus(b).or_else(|_| Amount::new(Amount::LIMIT)).unwrap_or(a)
}
