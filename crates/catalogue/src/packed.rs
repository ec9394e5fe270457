//! Items side by side in two blocks of memory: one row of 40 bytes each, and one arena with all
//! their texts. 92,331 real items take 6 MB, where one heap object each would take ten times that.

use std::collections::BTreeMap;

use evertill_domain::extras::Extras;
use evertill_domain::ids::{Sku, TaxCategoryId};
use evertill_domain::item::{Item, StockPolicy};
use evertill_domain::quantity::Unit;
use evertill_money::Amount;

use crate::rules::{ItemFault, check_item};

/// Stands for a price that is not known.
pub const NO_PRICE: i64 = i64::MIN;
/// Set in [`Row::flags`] when the item is archived.
const ARCHIVED: u8 = 1 << 7;
/// The stock policy's place in [`Row::flags`], above the unit.
const POLICY_SHIFT: u8 = 4;
/// The garbage, in bytes, below which the arena is never compacted.
const COMPACT_FLOOR: usize = 1 << 20;

/// The stock policies by their number in a row.
pub const POLICIES: [StockPolicy; 3] = [StockPolicy::Off, StockPolicy::Warn, StockPolicy::Strict];

/// One item; its SKU, name and codes stand one after the other in the arena.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Minor units, or [`NO_PRICE`].
    pub price: i64,
    /// What one unit costs the shop in minor units, or [`NO_PRICE`].
    pub cost: i64,
    /// Where its texts begin in the arena.
    pub start: u32,
    /// One more than its place among the extras; 0 for most items.
    pub extras: u32,
    /// A number into the shelf texts.
    pub department: u32,
    /// A number into the shelf texts.
    pub category: u32,
    /// Bytes of its codes with a line feed between them.
    pub codes_len: u16,
    /// Bytes of its name.
    pub name_len: u16,
    /// A number into the tax categories.
    pub tax: u16,
    /// Bytes of its SKU.
    pub sku_len: u8,
    /// Unit, stock policy and whether it is archived.
    pub flags: u8,
}

impl Row {
    /// Whether the item is no longer sold.
    pub fn archived(&self) -> bool {
        self.flags & ARCHIVED != 0
    }

    /// What one of it is; `None` for a number that no unit has.
    pub fn unit(&self) -> Option<Unit> {
        Unit::ALL.get(usize::from(self.flags & 0x0f)).copied()
    }

    /// What happens when there is not enough; `None` for a number that no policy has.
    pub fn policy(&self) -> Option<StockPolicy> {
        POLICIES.get(usize::from((self.flags & !ARCHIVED) >> POLICY_SHIFT)).copied()
    }

    /// The price of one unit.
    pub fn price(&self) -> Option<Amount> {
        Amount::new(self.price).ok()
    }

    /// What one unit costs the shop.
    pub fn cost(&self) -> Option<Amount> {
        Amount::new(self.cost).ok()
    }

    fn text_len(&self) -> usize {
        usize::from(self.sku_len) + usize::from(self.name_len) + usize::from(self.codes_len)
    }
}

/// Texts that repeat, each kept once.
#[derive(Clone, Debug, Default)]
pub struct Interner {
    texts: Vec<Box<str>>,
    numbers: BTreeMap<Box<str>, u32>,
}

impl Interner {
    /// The number of `text`.
    pub fn number(&mut self, text: &str) -> u32 {
        if let Some(&number) = self.numbers.get(text) {
            return number;
        }
        let number = u32::try_from(self.texts.len()).unwrap_or(u32::MAX);
        self.texts.push(text.into());
        self.numbers.insert(text.into(), number);
        number
    }

    /// The number of `text`, where it has one.
    pub fn find(&self, text: &str) -> Option<u32> {
        self.numbers.get(text).copied()
    }

    /// The text with this number; empty where there is none.
    pub fn text(&self, number: u32) -> &str {
        index(number).and_then(|at| self.texts.get(at)).map_or("", |text| text)
    }

    /// All texts by number.
    pub fn texts(&self) -> &[Box<str>] {
        &self.texts
    }
}

/// A 32-bit number as an index.
pub fn index(number: u32) -> Option<usize> {
    usize::try_from(number).ok()
}

/// All items by number.
#[derive(Clone, Debug, Default)]
pub struct Packed {
    /// The texts of all rows, and garbage that changed rows left behind.
    pub arena: String,
    /// One for each item.
    pub rows: Vec<Row>,
    /// Departments and categories.
    pub shelves: Interner,
    /// What few items have; a place that no row names any more stays until the catalogue is loaded again.
    pub extras: Vec<Extras>,
    /// Tax categories by number.
    pub taxes: Vec<TaxCategoryId>,
    /// How many bytes of the arena no row points to.
    pub garbage: usize,
}

impl Packed {
    /// The row of an item.
    pub fn row(&self, number: u32) -> Option<&Row> {
        self.rows.get(index(number)?)
    }

    /// The SKU of a row of this block.
    pub fn sku(&self, row: &Row) -> &str {
        self.slice(row, 0, usize::from(row.sku_len))
    }

    /// The name of a row of this block.
    pub fn name(&self, row: &Row) -> &str {
        self.slice(row, usize::from(row.sku_len), usize::from(row.name_len))
    }

    /// The codes of a row of this block.
    pub fn codes(&self, row: &Row) -> impl Iterator<Item = &str> {
        let codes = self.slice(row, usize::from(row.sku_len) + usize::from(row.name_len), usize::from(row.codes_len));
        codes.split('\n').filter(|code| !code.is_empty())
    }

    /// The tax category of a row of this block.
    pub fn tax(&self, row: &Row) -> Option<&TaxCategoryId> {
        self.taxes.get(usize::from(row.tax))
    }

    /// What a row's item is beside its plain fields.
    pub fn extras(&self, row: &Row) -> Option<&Extras> {
        self.extras.get(index(row.extras.checked_sub(1)?)?)
    }

    /// Keeps extras and returns what a row calls them.
    pub fn keep_extras(&mut self, extras: Extras) -> Result<u32, ItemFault> {
        let number = u32::try_from(self.extras.len() + 1).map_err(|_| ItemFault::TooManyCodes)?;
        self.extras.push(extras);
        Ok(number)
    }

    fn slice(&self, row: &Row, skip: usize, len: usize) -> &str {
        let start = index(row.start).unwrap_or(usize::MAX).saturating_add(skip);
        self.arena.get(start..start.saturating_add(len)).unwrap_or_default()
    }

    /// The row as an item; `None` only for a row that [`Self::make_row`] did not make.
    pub fn to_item(&self, row: &Row) -> Option<Item> {
        Some(Item {
            sku: Sku::new(self.sku(row)).ok()?,
            name: self.name(row).to_owned(),
            codes: self.codes(row).map(str::to_owned).collect(),
            department: self.shelves.text(row.department).to_owned(),
            category: self.shelves.text(row.category).to_owned(),
            price: row.price(),
            unit: row.unit()?,
            tax: self.tax(row)?.clone(),
            stock: row.policy()?,
            archived: row.archived(),
            cost: row.cost(),
            extras: self.extras(row).cloned().map(Box::new),
        })
    }

    /// Whether the row holds exactly this item.
    pub fn is_same(&self, row: &Row, item: &Item) -> bool {
        self.sku(row) == item.sku.as_str()
            && self.name(row) == item.name.trim()
            && self.codes(row).eq(item.codes.iter().map(|code| code.trim()))
            && self.shelves.text(row.department) == item.department.trim()
            && self.shelves.text(row.category) == item.category.trim()
            && row.price() == item.price
            && row.cost() == item.cost
            && row.unit() == Some(item.unit)
            && self.tax(row) == Some(&item.tax)
            && row.policy() == Some(item.stock)
            && row.archived() == item.archived
            && self.extras(row) == item.extras.as_deref().filter(|extras| !extras.is_nothing())
    }

    /// Appends an item's texts and returns the row for it, which is not yet among the rows.
    pub fn make_row(&mut self, item: &Item) -> Result<Row, ItemFault> {
        check_item(item)?;
        let tax = self.tax_number(&item.tax)?;
        let extras = match item.extras.as_deref().filter(|extras| !extras.is_nothing()) {
            Some(extras) => self.keep_extras(extras.clone())?,
            None => 0,
        };
        let start = u32::try_from(self.arena.len()).map_err(|_| ItemFault::TooManyCodes)?;
        let mut row = Row {
            start,
            extras,
            tax,
            price: item.price.map_or(NO_PRICE, Amount::minor),
            cost: item.cost.map_or(NO_PRICE, Amount::minor),
            department: self.shelves.number(item.department.trim()),
            category: self.shelves.number(item.category.trim()),
            flags: flags(item),
            ..Row::default()
        };
        let (sku, name) = (item.sku.as_str(), item.name.trim());
        self.arena.push_str(sku);
        self.arena.push_str(name);
        let codes = self.arena.len();
        for (number, code) in item.codes.iter().enumerate() {
            if number > 0 {
                self.arena.push('\n');
            }
            self.arena.push_str(code.trim());
        }
        // The limits of `check_item` keep all three far below their column's width.
        row.sku_len = u8::try_from(sku.len()).unwrap_or_default();
        row.name_len = u16::try_from(name.len()).unwrap_or_default();
        row.codes_len = u16::try_from(self.arena.len() - codes).unwrap_or_default();
        Ok(row)
    }

    /// Puts `row` in the place of item `number`; the texts of the row before become garbage, and
    /// the arena is compacted when half of it is garbage.
    pub fn replace(&mut self, number: u32, row: Row) {
        if let Some(place) = index(number).and_then(|at| self.rows.get_mut(at)) {
            self.garbage += place.text_len();
            *place = row;
        }
        if self.garbage > COMPACT_FLOOR.max(self.arena.len() / 2) {
            self.compact();
        }
    }

    fn compact(&mut self) {
        let mut arena = String::with_capacity(self.arena.len().saturating_sub(self.garbage));
        let mut rows = std::mem::take(&mut self.rows);
        for row in &mut rows {
            let text = self.slice(row, 0, row.text_len());
            row.start = u32::try_from(arena.len()).unwrap_or(u32::MAX);
            arena.push_str(text);
        }
        self.rows = rows;
        self.arena = arena;
        self.garbage = 0;
    }

    fn tax_number(&mut self, tax: &TaxCategoryId) -> Result<u16, ItemFault> {
        let at = self.taxes.iter().position(|known| known == tax).unwrap_or(self.taxes.len());
        let number = u16::try_from(at).map_err(|_| ItemFault::TooManyTaxes)?;
        if at == self.taxes.len() {
            self.taxes.push(tax.clone());
        }
        Ok(number)
    }
}

fn flags(item: &Item) -> u8 {
    let unit = Unit::ALL.iter().position(|unit| *unit == item.unit).unwrap_or_default();
    let policy = POLICIES.iter().position(|policy| *policy == item.stock).unwrap_or_default();
    let archived = if item.archived { ARCHIVED } else { 0 };
    u8::try_from(unit | policy << POLICY_SHIFT).unwrap_or_default() | archived
}
