//! What of a sale can still come back and what was chosen of it. Worth and limits are the domain's; here is only what a
//! stepper can step through.

use crate::register::return_basket;
use evertill_domain::Refusal;
use evertill_domain::quantity::{Quantity, Unit};
use evertill_domain::refund::return_line;
use evertill_domain::rows::SoldSale;
use evertill_domain::sale::{Sale, SaleLine};
use evertill_money::Amount;

/// A line of the sale and how much of it comes back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The line of the receipt.
    pub no: u16,
    /// What it is called.
    pub name: String,
    /// Its unit.
    pub unit: Unit,
    /// How much was sold.
    pub sold: Quantity,
    /// How much can still come back.
    pub left: Quantity,
    /// Whether anything can.
    pub open: bool,
    /// How much comes back; `None` for nothing. A line that was sold without a quantity comes back as zero.
    pub chosen: Option<Quantity>,
}

impl Choice {
    /// Whether the line has no quantity and can only come back as a whole.
    pub fn is_whole(&self) -> bool {
        self.sold.is_zero()
    }

    /// Everything that is left.
    pub fn take_all(&mut self) {
        self.chosen = self.open.then_some(self.left);
    }

    /// One more, or what is left where that is less.
    pub fn more(&mut self) {
        let now = self.chosen.unwrap_or(Quantity::ZERO);
        let next = now.plus(Quantity::ONE).unwrap_or(self.left).min(self.left);
        self.chosen = self.open.then_some(next);
    }

    /// One less, down to nothing.
    pub fn less(&mut self) {
        let less = self.chosen.and_then(|now| now.minus(Quantity::ONE).ok());
        self.chosen = less.filter(|next| next.is_positive());
    }

    /// Whether one more is possible.
    pub fn has_more(&self) -> bool {
        self.open && self.chosen.is_none_or(|now| now < self.left)
    }
}

/// The lines of `sale` that were sold, with what can still come back of them.
pub fn choices(sale: &Sale, sold: &SoldSale) -> Vec<Choice> {
    let choice = |line: &SaleLine| {
        let kept = sold.lines.iter().find(|kept| kept.no == line.no)?;
        Some(Choice {
            no: line.no,
            name: line.name.clone(),
            unit: line.unit,
            sold: line.quantity,
            left: kept.left().ok()?,
            open: !kept.is_exhausted(),
            chosen: None,
        })
    };
    sale.lines.iter().filter(|line| line.returned.is_none()).filter_map(choice).collect()
}

/// Lines that come back and what they are worth together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Worked {
    /// As they go into a basket.
    pub lines: Vec<SaleLine>,
    /// What goes back to the customer, as a positive amount.
    pub amount: Amount,
}

impl Worked {
    /// What the line with this number is worth.
    pub fn worth_of(&self, no: u16) -> Option<Amount> {
        let of = |line: &&SaleLine| line.returned.as_ref().is_some_and(|of| of.line == no);
        self.lines.iter().find(of).map(|line| line.total.negated())
    }
}

/// What the choices come to; nothing at all where nothing is chosen.
///
/// # Errors
/// The domain's [`Refusal`] of the first line that cannot come back so.
pub fn work_out(sale: &Sale, sold: &SoldSale, choices: &[Choice]) -> Result<Worked, Refusal> {
    let chosen = choices.iter().filter_map(|choice| Some((choice.no, choice.chosen?)));
    let lines: Vec<SaleLine> =
        chosen.map(|(no, quantity)| return_line(sale, sold, no, quantity)).collect::<Result<_, _>>()?;
    let priced = return_basket(lines.clone(), sale.customer.clone())?.priced()?;
    Ok(Worked { lines, amount: priced.totals.total.negated() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choice(sold: i64, left: i64) -> Choice {
        let thousandths = |n| Quantity::thousandths(n).unwrap();
        Choice {
            no: 1,
            name: "Milk".to_owned(),
            unit: Unit::Each,
            sold: thousandths(sold),
            left: thousandths(left),
            open: sold == 0 || left > 0,
            chosen: None,
        }
    }

    #[test]
    fn a_stepper_never_leaves_what_is_left() {
        let table: [(i64, i64, &str, Option<i64>); 9] = [
            (3_000, 2_000, "+", Some(1_000)),
            (3_000, 2_000, "+++", Some(2_000)),
            (3_000, 2_000, "++-", Some(1_000)),
            (3_000, 2_000, "+-", None),
            (3_000, 2_000, "-", None),
            (735, 735, "+", Some(735)),
            (735, 735, "+-", None),
            (0, 0, "+", Some(0)),
            (2_000, 0, "+", None),
        ];
        for (sold, left, presses, expected) in table {
            let mut choice = choice(sold, left);
            for press in presses.chars() {
                if press == '+' { choice.more() } else { choice.less() }
            }
            assert_eq!(choice.chosen.map(Quantity::as_thousandths), expected, "{sold} {left} {presses}");
        }
    }

    #[test]
    fn everything_is_what_is_left() {
        let mut all = choice(3_000, 2_000);
        all.take_all();
        assert_eq!((all.chosen, all.has_more()), (Some(Quantity::whole(2)), false));
    }
}
