//! What can be sold.

use evertill_money::Amount;

use crate::Refusal;
use crate::extras::Extras;
use crate::ids::{Sku, TaxCategoryId, checked_text};
use crate::quantity::Unit;
use crate::{choice, edited, record};

/// What happens when a line asks for more than is on hand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum StockPolicy {
    /// What is on the shelf can be sold; stock on hand may become negative (groceries).
    #[default]
    Off,
    /// It can be sold, and the operator is told beforehand.
    Warn,
    /// It cannot be sold: the sale is rolled back.
    Strict,
}

choice!(StockPolicy { Off, Warn, Strict });

/// An item: the thing sold, one version of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The shop's code.
    pub sku: Sku,
    /// What screen and receipt call it; 1 to [`Item::NAME_LIMIT`] characters.
    pub name: String,
    /// Further item codes that lead here (GTINs, PLUs), at most [`Item::CODES_LIMIT`].
    pub codes: Vec<String>,
    /// The top level of the tree that tiles show, such as a department; may be empty.
    pub department: String,
    /// The level below; may be empty.
    pub category: String,
    /// Price of one unit; `None` where it is not known and has to be keyed.
    pub price: Option<Amount>,
    /// What one of it is.
    pub unit: Unit,
    /// Which tax category of the settings applies.
    pub tax: TaxCategoryId,
    /// What happens when there is not enough.
    pub stock: StockPolicy,
    /// No longer sold; its past stays.
    pub archived: bool,
    /// What one unit costs the shop, without taxes; `None` where it is not known.
    pub cost: Option<Amount>,
    /// What it is beside all this; `None` for most items.
    pub extras: Option<Box<Extras>>,
}

record!(Item { sku, name, codes, department, category, price, unit, tax, stock, archived; cost, extras });
edited!(Item { sku; name, codes, department, category, price, unit, tax, stock, archived; cost, extras });

impl Item {
    /// The most characters of a name.
    pub const NAME_LIMIT: usize = 120;
    /// The most further codes of one item.
    pub const CODES_LIMIT: usize = 20;

    /// Whether the texts and the price are in range. Whoever takes an item from a person asks
    /// before it is appended.
    ///
    /// # Errors
    /// [`Refusal::TextInvalid`], [`Refusal::PriceNegative`] or [`Refusal::ExtrasInvalid`].
    pub fn check(&self) -> Result<(), Refusal> {
        let codes = self.codes.len() <= Self::CODES_LIMIT && self.codes.iter().all(|code| fits(code, Sku::LIMIT));
        let levels = [&self.department, &self.category];
        let levels = levels.into_iter().all(|level| level.is_empty() || fits(level, Self::NAME_LIMIT));
        if !fits(&self.name, Self::NAME_LIMIT) || !codes || !levels {
            return Err(Refusal::TextInvalid);
        }
        if [self.price, self.cost].into_iter().flatten().any(Amount::is_negative) {
            return Err(Refusal::PriceNegative);
        }
        let extras = self.extras.as_ref().map_or(Ok(()), |extras| extras.check(&self.sku));
        extras.map_err(|fault| Refusal::ExtrasInvalid { fault })
    }
}

fn fits(text: &str, limit: usize) -> bool {
    checked_text(text, limit).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extras::ExtrasFault;

    fn milk() -> Item {
        Item {
            sku: Sku::new("1001").unwrap(),
            name: "Milk".to_owned(),
            codes: vec!["4006381333931".to_owned()],
            department: "Dairy".to_owned(),
            category: String::new(),
            price: Some(Amount::minor_i32(129)),
            unit: Unit::Each,
            tax: TaxCategoryId::new("food").unwrap(),
            stock: StockPolicy::Off,
            archived: false,
            cost: None,
            extras: None,
        }
    }

    #[test]
    fn an_item_is_refused_by_what_a_till_could_not_show_or_charge() {
        type Spoil = fn(&mut Item);
        let old = Refusal::ExtrasInvalid { fault: ExtrasFault::Number };
        let table: [(Spoil, Result<(), Refusal>); 11] = [
            (|_| (), Ok(())),
            (|item| item.price = None, Ok(())),
            (|item| item.name = " ".to_owned(), Err(Refusal::TextInvalid)),
            (|item| item.name = "x".repeat(121), Err(Refusal::TextInvalid)),
            (|item| item.codes = vec![String::new()], Err(Refusal::TextInvalid)),
            (|item| item.codes = vec!["1".to_owned(); 21], Err(Refusal::TextInvalid)),
            (|item| item.department = "a\u{0}b".to_owned(), Err(Refusal::TextInvalid)),
            (|item| item.price = Some(Amount::minor_i32(-1)), Err(Refusal::PriceNegative)),
            (|item| item.cost = Some(Amount::minor_i32(80)), Ok(())),
            (|item| item.cost = Some(Amount::minor_i32(-1)), Err(Refusal::PriceNegative)),
            (|item| item.extras = Some(Box::new(Extras { age: 100, ..Extras::default() })), Err(old)),
        ];
        for (at, (spoil, expected)) in table.into_iter().enumerate() {
            let mut item = milk();
            spoil(&mut item);
            assert_eq!(item.check(), expected, "row {at}");
        }
    }
}
