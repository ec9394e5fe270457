//! Sales set aside: an unfinished sale waits under a name until somebody takes it up again.
//!
//! A suspended sale is never in two places: taking it up leaves its row where it is, marked as being in hand, and the sale
//! that settles it, or the fact that gives it up, takes the row away. So a page that dies in between loses no table's order.
//! Registers that are apart may take one up twice all the same; [`held`](crate::held) says what becomes of that.

use evertill_money::Amount;

use crate::Refusal;
use crate::apply::Broken;
use crate::basket::Basket;
use crate::clock::LocalTime;
use crate::day::Day;
use crate::held::TakenAlong;
use crate::ids::{OperatorId, RegisterId, SaleId, Sku, checked_text};
use crate::quantity::Quantity;
use crate::record;
use crate::rows::{Row, RowKey, RowSet};
use crate::shift::ShiftNumber;

/// A sale set aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuspendedSale {
    /// The transaction that it will become.
    pub id: SaleId,
    /// Under which name, such as a table's; 1 to [`SuspendedSale::NAME_LIMIT`] characters.
    pub name: String,
    /// The lines.
    pub basket: Basket,
    /// What they came to, for the list.
    pub total: Amount,
    /// When.
    pub time: LocalTime,
    /// By whom.
    pub operator: Option<OperatorId>,
    /// Whether somebody has taken it up again.
    pub in_hand: bool,
    /// What was paid ahead for it; never negative.
    pub prepaid: Amount,
    /// The last day on which goods that are laid away are kept.
    pub collect_by: Option<Day>,
    /// At which register somebody has taken it up; said of a row, never of a fact.
    pub holder: Option<RegisterId>,
    /// The sales that end in it, itself among them where it had been set aside before; said of a fact, never of a row.
    pub took: Vec<TakenAlong>,
}

record!(SuspendedSale { id, name, basket, total, time, operator, in_hand; prepaid, collect_by, holder, took });

impl SuspendedSale {
    /// The most characters of a name.
    pub const NAME_LIMIT: usize = 40;

    /// Sets `basket` aside under `name`.
    ///
    /// # Errors
    /// [`Refusal::BasketEmpty`] or [`Refusal::TextInvalid`].
    pub fn new(
        id: SaleId,
        name: &str,
        mut basket: Basket,
        total: Amount,
        time: LocalTime,
        operator: Option<OperatorId>,
    ) -> Result<Self, Refusal> {
        if basket.is_empty() {
            return Err(Refusal::BasketEmpty);
        }
        let name = checked_text(name, Self::NAME_LIMIT).map_err(|_| Refusal::TextInvalid)?.to_owned();
        basket.was_suspended(&id, &name);
        let (prepaid, collect_by, holder, took) = (Amount::ZERO, None, None, Vec::new());
        Ok(Self { id, name, basket, total, time, operator, in_hand: false, prepaid, collect_by, holder, took })
    }
}

impl SuspendedSale {
    /// Whether its goods are laid away for a customer, and not only set aside for the moment.
    #[must_use]
    pub fn is_laid_away(&self) -> bool {
        self.collect_by.is_some() || !self.prepaid.is_zero()
    }

    /// What was paid ahead for those of `ids` that are set aside.
    ///
    /// # Errors
    /// [`Broken`] for a row that was not read, or beyond the range.
    pub(crate) fn prepaid_of(ids: &[SaleId], rows: &RowSet) -> Result<Amount, Broken> {
        let mut prepaid = Amount::ZERO;
        for id in ids {
            if let Some(Row::Suspended(sale)) = rows.get(&RowKey::Suspended(id.clone()))? {
                prepaid = prepaid.plus(sale.prepaid)?;
            }
        }
        Ok(prepaid)
    }
}

/// A line that was taken out, or made less, after the basket had been suspended or printed: kept with the sale for the audit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VoidedLine {
    /// What.
    pub sku: Sku,
    /// What it is called.
    pub name: String,
    /// How much of it is gone.
    pub quantity: Quantity,
    /// What it would have cost before discounts.
    pub extended: Amount,
}

record!(VoidedLine { sku, name, quantity, extended });

/// A basket was given up. It is a fact because goods and staff are audited by it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaleCancelled {
    /// The transaction that it would have become.
    pub id: SaleId,
    /// Why; 1 to [`SaleCancelled::REASON_LIMIT`] characters.
    pub reason: String,
    /// What was in it.
    pub lines: Vec<VoidedLine>,
    /// What it came to.
    pub total: Amount,
    /// Suspended sales that end with it.
    pub resumed: Vec<SaleId>,
    /// The shift in which it happened.
    pub shift: Option<ShiftNumber>,
    /// When.
    pub time: LocalTime,
    /// By whom.
    pub operator: Option<OperatorId>,
    /// Who allowed it, where the operator's role does not.
    pub approved_by: Option<OperatorId>,
}

record!(SaleCancelled { id, reason, lines, total, resumed, shift, time, operator, approved_by });

impl SaleCancelled {
    /// The most characters of a reason.
    pub const REASON_LIMIT: usize = 120;

    /// Whether it says why.
    ///
    /// # Errors
    /// [`Refusal::ReasonMissing`].
    pub fn check(&self) -> Result<(), Refusal> {
        checked_text(&self.reason, Self::REASON_LIMIT).map(drop).map_err(|_| Refusal::ReasonMissing)
    }

    /// The rows that [`SaleCancelled::check_prepaid`] looks at, and those that giving it up changes, but for the shift.
    #[must_use]
    pub fn reads(&self) -> Vec<RowKey> {
        self.resumed.iter().cloned().flat_map(|id| [RowKey::Suspended(id.clone()), RowKey::Held(id)]).collect()
    }

    /// Whether nothing was paid ahead for it that would be forgotten with it.
    ///
    /// # Errors
    /// [`Refusal::PrepaymentLeft`].
    pub fn check_prepaid(&self, rows: &RowSet) -> Result<(), Refusal> {
        match SuspendedSale::prepaid_of(&self.resumed, rows) {
            Ok(left) if left > Amount::ZERO => Err(Refusal::PrepaymentLeft { left }),
            _ => Ok(()),
        }
    }
}
