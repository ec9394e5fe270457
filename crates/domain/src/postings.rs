//! Double-entry postings: every fact that moves value balances to zero.

use evertill_money::{Amount, Overflow};

use crate::charge::Charge;
use crate::choice;
use crate::event::Event;
use crate::ids::TaxCategoryId;
use crate::sale::Sale;
use crate::tender::Tender;

/// An account of the register's books.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Account {
    /// Coins and notes in the drawer.
    Cash,
    /// What card terminals owe the shop.
    Card,
    /// What issuers of paper coupons owe the shop.
    Coupons,
    /// What redeemed points cost the shop.
    Points,
    /// What the shop owes to holders of store credit.
    StoredValue,
    /// What the shop owes to holders of gift cards.
    GiftCards,
    /// What customers owe who bought on account.
    Receivables,
    /// What the shop owes to customers who paid ahead.
    Prepayments,
    /// What redeemed vouchers of the shop cost it.
    Vouchers,
    /// Foreign coins and notes in the drawer, in the shop's currency at the rate of the day.
    ForeignCash,
    /// Tips, which belong to whoever served.
    Tips,
    /// What rounding to the smallest coin brings in, or costs.
    Rounding,
    /// Turnover without tax, by tax category.
    Sales(TaxCategoryId),
    /// What the shop owes to the tax office, by tax category.
    Tax(TaxCategoryId),
    /// What the shop owes to the tax office for one of several taxes of a category, by its label.
    TaxPart {
        /// The category.
        tax: TaxCategoryId,
        /// Which of its taxes.
        label: String,
    },
    /// Cash in the safe.
    Safe,
    /// Other money that came in.
    PaidIn,
    /// Other money that went out.
    PaidOut,
    /// What a count found over (negative) or short (positive).
    OverShort,
}

choice!(Account { Cash, Card, Coupons, Points, StoredValue, Sales(content), Tax(content), TaxPart { tax, label }, Safe, PaidIn, PaidOut, OverShort, GiftCards, Receivables, Vouchers, ForeignCash, Tips, Rounding, Prepayments });

/// One side of a booking: debits are positive, credits negative.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Posting {
    /// Where.
    pub account: Account,
    /// How much.
    pub amount: Amount,
}

/// The postings of a sale; they sum to zero for every sale that [`crate::sale::complete`] makes.
///
/// # Errors
/// [`Overflow`] beyond the range of [`Amount`].
pub fn of_sale(sale: &Sale) -> Result<Vec<Posting>, Overflow> {
    let mut postings = Vec::with_capacity(sale.tenders.len() + 2 * sale.totals.taxes.len() + 1);
    for tender in &sale.tenders {
        let account = match tender {
            Tender::Cash { .. } => Account::Cash,
            Tender::Card { .. } => Account::Card,
            Tender::Coupon { .. } => Account::Coupons,
            Tender::Points { .. } => Account::Points,
            Tender::StoredValue { .. } => Account::StoredValue,
            Tender::GiftCard { .. } => Account::GiftCards,
            Tender::OnAccount { .. } => Account::Receivables,
            Tender::Voucher { .. } => Account::Vouchers,
            Tender::ForeignCash { .. } => Account::ForeignCash,
            Tender::Prepayment { .. } => Account::Prepayments,
        };
        postings.push(Posting { account, amount: tender.amount() });
    }
    if !sale.change.is_zero() {
        postings.push(Posting { account: Account::Cash, amount: sale.change.negated() });
    }
    for charge in &sale.charges {
        let account = match charge {
            Charge::GiftCard { .. } => Account::GiftCards,
            Charge::Account { .. } => Account::Receivables,
            Charge::Prepayment { .. } => Account::Prepayments,
        };
        postings.push(Posting { account, amount: charge.amount().negated() });
    }
    for (account, amount) in [(Account::Tips, sale.tip), (Account::Rounding, sale.rounding)] {
        if !amount.is_zero() {
            postings.push(Posting { account, amount: amount.negated() });
        }
    }
    for row in &sale.totals.taxes {
        postings.push(Posting { account: Account::Sales(row.tax.id.clone()), amount: row.net.negated() });
        if row.parts.is_empty() && !row.amount.is_zero() {
            postings.push(Posting { account: Account::Tax(row.tax.id.clone()), amount: row.amount.negated() });
        }
        for (component, amount) in row.tax.components.iter().zip(&row.parts).filter(|(_, amount)| !amount.is_zero()) {
            let account = Account::TaxPart { tax: row.tax.id.clone(), label: component.label.clone() };
            postings.push(Posting { account, amount: amount.negated() });
        }
    }
    Ok(postings)
}

/// The postings of a fact. Those of a prepared sale count once it is confirmed.
/// The postings of a fact. Those of a prepared sale count once it is confirmed; a tip that was changed moves the
/// difference. Everything else moves nothing.
///
/// # Errors
/// [`Overflow`] beyond the range of [`Amount`].
pub fn of_event(event: &Event) -> Result<Vec<Posting>, Overflow> {
    match event {
        Event::SalePrepared(sale) => of_sale(sale),
        Event::ShiftOpened(opened) => Ok(opened.postings()),
        Event::CashMoved(moved) => Ok(moved.postings()),
        Event::ShiftClosed(closed) => closed.postings(),
        Event::TipAdjusted(tip) => {
            let more = tip.to.minus(tip.from)?;
            Ok(vec![
                Posting { account: Account::Card, amount: more },
                Posting { account: Account::Tips, amount: more.negated() },
            ])
        }
        _ => Ok(Vec::new()),
    }
}

/// Whether the postings balance.
#[must_use]
pub fn balanced(postings: &[Posting]) -> bool {
    Amount::sum(postings.iter().map(|posting| posting.amount)) == Ok(Amount::ZERO)
}
