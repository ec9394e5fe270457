//! What of a sale can still come back and what was chosen of it. Worth and limits are the domain's; here is only what a
//! stepper can step through, and what was typed.

use crate::money::parse_quantity;
use crate::register::return_basket;
use evertill_domain::Refusal;
use evertill_domain::pricing::Rules;
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
    /// Whether what was typed is no quantity.
    pub unreadable: bool,
}

impl Choice {
    /// Whether the line has no quantity and can only come back as a whole.
    pub fn is_whole(&self) -> bool {
        self.sold.is_zero()
    }

    /// Whether parts of it can come back, such as of weighed goods.
    pub fn is_divisible(&self) -> bool {
        self.unit.is_divisible() && !self.is_whole()
    }

    /// Whether what was typed cannot come back.
    pub fn is_wrong(&self) -> bool {
        self.unreadable || self.chosen.is_some_and(|chosen| chosen > self.left)
    }

    /// Everything that is left.
    pub fn take_all(&mut self) {
        self.choose(self.open.then_some(self.left));
    }

    /// Nothing.
    pub fn take_none(&mut self) {
        self.choose(None);
    }

    /// What was typed. More than is left stays as it is, for [`work_out`] to refuse in words.
    pub fn take(&mut self, typed: &str) {
        let quantity = typed_quantity(typed);
        self.choose(quantity.filter(|quantity| quantity.is_positive()));
        self.unreadable = quantity.is_none();
    }

    fn choose(&mut self, chosen: Option<Quantity>) {
        self.chosen = chosen;
        self.unreadable = false;
    }

    /// One more, or what is left where that is less.
    pub fn more(&mut self) {
        let now = self.chosen.unwrap_or(Quantity::ZERO);
        let next = now.plus(Quantity::ONE).unwrap_or(self.left).min(self.left);
        self.choose(self.open.then_some(next));
    }

    /// One less, down to nothing.
    pub fn less(&mut self) {
        let less = self.chosen.and_then(|now| now.minus(Quantity::ONE).ok());
        self.choose(less.filter(|next| next.is_positive()));
    }

    /// Whether there is something to take away.
    pub fn has_less(&self) -> bool {
        self.unreadable || self.chosen.is_some()
    }

    /// Whether one more is possible.
    pub fn has_more(&self) -> bool {
        self.open && self.chosen.is_none_or(|now| now < self.left)
    }
}

/// A quantity as typed, with digits and separators of either script; nothing typed is zero, a number that has only got
/// to its separator is whole so far. `None` for what is no quantity or lies below zero.
pub fn typed_quantity(text: &str) -> Option<Quantity> {
    match text.trim().trim_end_matches(['.', ',', '٫']) {
        "" => text.trim().is_empty().then_some(Quantity::ZERO),
        number => parse_quantity(number).filter(|quantity| *quantity >= Quantity::ZERO),
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
            unreadable: false,
        })
    };
    sale.lines.iter().filter(|line| !line.is_return()).filter_map(choice).collect()
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
/// The domain's [`Refusal`] of the first line that cannot come back so; [`Refusal::QuantityNotPositive`] where what was
/// typed is no quantity.
pub fn work_out(sale: &Sale, sold: &SoldSale, choices: &[Choice], rules: Rules<'_>) -> Result<Worked, Refusal> {
    if choices.iter().any(|choice| choice.unreadable) {
        return Err(Refusal::QuantityNotPositive);
    }
    let chosen = choices.iter().filter_map(|choice| Some((choice.no, choice.chosen?)));
    let lines: Vec<SaleLine> =
        chosen.map(|(no, quantity)| return_line(sale, sold, no, quantity)).collect::<Result<_, _>>()?;
    let priced = return_basket(lines.clone(), sale.customer.clone(), rules)?.priced(rules)?;
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
            unreadable: false,
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
    fn a_typed_quantity_is_taken_as_far_as_it_is_one() {
        let table: [(&str, Option<i64>, bool); 12] = [
            ("", None, false),
            ("0", None, false),
            ("0,", None, false),
            ("0,25", Some(250), false),
            ("0.735", Some(735), false),
            ("٠٫٥", Some(500), false),
            ("1.", Some(1_000), false),
            ("2", Some(2_000), true),
            ("0.7351", None, true),
            ("-1", None, true),
            (",", None, true),
            ("kg", None, true),
        ];
        for (typed, chosen, wrong) in table {
            let mut choice = Choice { unit: Unit::Kilogram, ..choice(1_500, 1_500) };
            choice.take(typed);
            assert_eq!((choice.chosen.map(Quantity::as_thousandths), choice.is_wrong()), (chosen, wrong), "{typed}");
        }
    }

    #[test]
    fn a_button_forgets_what_could_not_be_read() {
        type Press = fn(&mut Choice);
        let table: [(Press, Option<i64>); 4] = [
            (Choice::more, Some(1_000)),
            (Choice::less, None),
            (Choice::take_all, Some(1_500)),
            (Choice::take_none, None),
        ];
        for (press, expected) in table {
            let mut choice = Choice { unit: Unit::Kilogram, ..choice(1_500, 1_500) };
            choice.take("x");
            press(&mut choice);
            assert_eq!((choice.chosen.map(Quantity::as_thousandths), choice.unreadable), (expected, false));
        }
    }

    #[test]
    fn everything_is_what_is_left() {
        let mut all = choice(3_000, 2_000);
        all.take_all();
        assert_eq!((all.chosen, all.has_more()), (Some(Quantity::whole(2)), false));
    }
}
