//! The catalogue: every item of the shop, found by number, SKU or any of its codes.

use std::fmt;

use evertill_domain::ids::TaxCategoryId;
use evertill_domain::item::{Item, StockPolicy};
use evertill_domain::quantity::Unit;
use evertill_money::Amount;

use crate::code_table::{CodeTable, ITEM_LIMIT};
use crate::gtin;
use crate::packed::{Packed, Row};
use crate::rules::ItemFault;
use crate::search::SearchState;

/// The place of an item in one [`Catalogue`]. It stays the same while the catalogue lives and
/// through its snapshot, and means nothing in another catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ItemNo(pub(crate) u32);

impl ItemNo {
    /// The number itself, for keys of lists on screen.
    #[must_use]
    pub const fn get(self) -> u32 {
        self.0
    }
}

/// The items of a shop. Items are never taken out: what is no longer sold is archived.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    pub(crate) packed: Packed,
    pub(crate) codes: CodeTable,
    pub(crate) search: SearchState,
    pub(crate) revision: u64,
}

/// What [`Catalogue::upsert`] did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Upserted {
    /// The item was not known before.
    New(ItemNo),
    /// It was, and something about it changed.
    Changed(ItemNo),
    /// It was exactly like this already.
    Same(ItemNo),
}

/// Why an item is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UpsertError {
    /// One of its codes leads to another item that is still sold.
    CodeTaken {
        /// The code.
        code: String,
        /// The SKU of the item that has it.
        by: String,
    },
    /// It breaks a rule of its own.
    Item(ItemFault),
    /// There are 4,294,967,294 items.
    Full,
}

impl fmt::Display for UpsertError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::CodeTaken { code, by } => write!(f, "the code {code} leads to item {by}; take it away there first"),
            Self::Item(fault) => write!(f, "{fault}"),
            Self::Full => write!(f, "there is no room for another item"),
        }
    }
}

impl std::error::Error for UpsertError {}

/// An item that a code leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Match {
    /// Which.
    pub item: ItemNo,
    /// By what.
    pub by: Matched,
}

/// How a code led to an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Matched {
    /// It is the item's SKU, to the letter.
    Sku,
    /// It is one of its codes, to the letter.
    Code,
    /// It is the same number with more or fewer leading zeros, or a UPC-E label of it.
    Number,
}

/// An item in its packed form: reading a field costs no allocation.
#[derive(Clone, Copy, Debug)]
pub struct ItemRef<'a> {
    pub(crate) no: ItemNo,
    pub(crate) packed: &'a Packed,
    pub(crate) row: &'a Row,
}

impl<'a> ItemRef<'a> {
    /// Its place in the catalogue.
    #[must_use]
    pub fn no(&self) -> ItemNo {
        self.no
    }

    /// The shop's code.
    #[must_use]
    pub fn sku(&self) -> &'a str {
        self.packed.sku(self.row)
    }

    /// What screen and receipt call it.
    #[must_use]
    pub fn name(&self) -> &'a str {
        self.packed.name(self.row)
    }

    /// Its further codes, in their order.
    pub fn codes(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.packed.codes(self.row)
    }

    /// Its department; may be empty.
    #[must_use]
    pub fn department(&self) -> &'a str {
        self.packed.shelves.text(self.row.department)
    }

    /// Its category; may be empty.
    #[must_use]
    pub fn category(&self) -> &'a str {
        self.packed.shelves.text(self.row.category)
    }

    /// The price of one unit; `None` where it has to be keyed.
    #[must_use]
    pub fn price(&self) -> Option<Amount> {
        self.row.price()
    }

    /// What one of it is.
    #[must_use]
    pub fn unit(&self) -> Unit {
        self.row.unit().unwrap_or_default()
    }

    /// Which tax category applies.
    #[must_use]
    pub fn tax(&self) -> Option<&'a TaxCategoryId> {
        self.packed.tax(self.row)
    }

    /// What happens when there is not enough.
    #[must_use]
    pub fn stock_policy(&self) -> StockPolicy {
        self.row.policy().unwrap_or_default()
    }

    /// Whether it is no longer sold.
    #[must_use]
    pub fn archived(&self) -> bool {
        self.row.archived()
    }

    /// The item as the domain knows it. A catalogue only takes items whose every field is sound,
    /// so this is always `Some`; the type says so because a panic on the selling path would be
    /// worse than a missing line.
    #[must_use]
    pub fn to_item(&self) -> Option<Item> {
        self.packed.to_item(self.row)
    }
}

impl Catalogue {
    /// How many items there are, archived ones included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.packed.rows.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.packed.rows.is_empty()
    }

    /// Rises with every change: what was computed from the catalogue is current while it stands.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// The item with this number.
    #[must_use]
    pub fn get(&self, no: ItemNo) -> Option<ItemRef<'_>> {
        self.packed.row(no.0).map(|row| ItemRef { no, packed: &self.packed, row })
    }

    /// The item with this number, as the domain knows it.
    #[must_use]
    pub fn item(&self, no: ItemNo) -> Option<Item> {
        self.get(no)?.to_item()
    }

    /// All items in the order in which they came, archived ones included.
    pub fn iter(&self) -> impl Iterator<Item = ItemRef<'_>> {
        (0_u32..).zip(&self.packed.rows).map(|(no, row)| ItemRef { no: ItemNo(no), packed: &self.packed, row })
    }

    /// The item with exactly this SKU, archived or not.
    #[must_use]
    pub fn by_sku(&self, sku: &str) -> Option<ItemRef<'_>> {
        let has_sku = |no: &u32| self.packed.row(*no).is_some_and(|row| self.packed.sku(row) == sku);
        self.codes.find(&self.packed, sku).find(has_sku).and_then(|no| self.get(ItemNo(no)))
    }

    /// The item that a scanned or keyed code leads to: its SKU, one of its codes, or the same
    /// number with more or fewer leading zeros. Items that are still sold come before archived
    /// ones, exact matches before equal numbers, earlier items before later ones.
    #[must_use]
    pub fn by_code(&self, code: &str) -> Option<Match> {
        let code = code.trim();
        if code.is_empty() {
            return None;
        }
        let direct = self.codes.find(&self.packed, code);
        if let Some(found) = self.best_match(direct, code) {
            return Some(found);
        }
        let full = gtin::expand_upc_e(code)?;
        let found = self.best_match(self.codes.find(&self.packed, &full), &full)?;
        Some(Match { by: Matched::Number, ..found })
    }

    fn best_match(&self, numbers: impl Iterator<Item = u32>, code: &str) -> Option<Match> {
        let rank = |item: &ItemRef<'_>| {
            if item.sku() == code {
                Matched::Sku
            } else if item.codes().any(|own| own == code) {
                Matched::Code
            } else {
                Matched::Number
            }
        };
        let candidates = numbers.filter_map(|no| self.get(ItemNo(no)));
        candidates
            .map(|item| (item.archived(), rank(&item), item.no()))
            .min_by_key(|&(archived, by, no)| (archived, by as u8, no))
            .map(|(_, by, item)| Match { item, by })
    }

    /// Takes an item as it is from here on; its SKU says which. Nothing changes on an error.
    ///
    /// # Errors
    /// [`UpsertError`] when it breaks a rule or one of its codes leads to another item that is
    /// still sold. Archived items hold no codes against others.
    pub fn upsert(&mut self, item: &Item) -> Result<Upserted, UpsertError> {
        let known = self.by_sku(item.sku.as_str()).map(|known| known.no());
        if let Some((code, by)) = self.clash(item, known) {
            return Err(UpsertError::CodeTaken { code, by });
        }
        let (done, row) = self.store(item, known)?;
        if let Some((no, row)) = row {
            self.codes.insert_row(&self.packed, no.0, &row);
        }
        Ok(done)
    }

    /// Takes many items that the journal says are facts. An item that breaks a rule is left out;
    /// a code that leads to two items that are still sold keeps leading to the earlier one. Both
    /// are returned with the item's place in `items`. Codes may move between items of one call in
    /// any order.
    pub fn upsert_all<'i>(&mut self, items: impl IntoIterator<Item = &'i Item>) -> Vec<(usize, UpsertError)> {
        let mut errors = Vec::new();
        let mut stored: Vec<(usize, ItemNo)> = Vec::new();
        for (place, item) in items.into_iter().enumerate() {
            let known = self.by_sku(item.sku.as_str()).map(|known| known.no());
            match self.store(item, known) {
                Ok((_, Some((no, row)))) => {
                    self.codes.insert_row(&self.packed, no.0, &row);
                    stored.push((place, no));
                }
                Ok((_, None)) => {}
                Err(error) => errors.push((place, error)),
            }
        }
        for (place, no) in stored {
            let clash = self.item(no).and_then(|item| self.clash(&item, Some(no)));
            if let Some((code, by)) = clash {
                errors.push((place, UpsertError::CodeTaken { code, by }));
            }
        }
        errors
    }

    /// The first code of `item` that leads to another item, unless one of them is archived, and
    /// the SKU of that item.
    pub(crate) fn clash(&self, item: &Item, own: Option<ItemNo>) -> Option<(String, String)> {
        if item.archived {
            return None;
        }
        let all = std::iter::once(item.sku.as_str()).chain(item.codes.iter().map(String::as_str));
        for code in all {
            let other = self
                .codes
                .find(&self.packed, code)
                .find(|&no| Some(ItemNo(no)) != own && self.packed.row(no).is_some_and(|row| !row.archived()));
            if let Some(row) = other.and_then(|no| self.packed.row(no)) {
                return Some((code.to_owned(), self.packed.sku(row).to_owned()));
            }
        }
        None
    }

    /// Puts the item among the rows and takes its former codes out of the table; the caller
    /// enters the new ones.
    fn store(&mut self, item: &Item, known: Option<ItemNo>) -> Result<(Upserted, Option<(ItemNo, Row)>), UpsertError> {
        let before = known.and_then(|no| self.packed.row(no.0).copied());
        if let (Some(no), Some(before)) = (known, before) {
            if self.packed.is_same(&before, item) {
                return Ok((Upserted::Same(no), None));
            }
            let row = self.packed.make_row(item).map_err(UpsertError::Item)?;
            self.codes.remove_row(&self.packed, no.0, &before);
            self.packed.replace(no.0, row);
            let row = self.packed.row(no.0).copied().unwrap_or(row);
            self.changed(no);
            return Ok((Upserted::Changed(no), Some((no, row))));
        }
        let number = u32::try_from(self.packed.rows.len()).ok().filter(|&no| no < ITEM_LIMIT);
        let no = ItemNo(number.ok_or(UpsertError::Full)?);
        let row = self.packed.make_row(item).map_err(UpsertError::Item)?;
        self.packed.rows.push(row);
        self.changed(no);
        Ok((Upserted::New(no), Some((no, row))))
    }

    fn changed(&mut self, no: ItemNo) {
        self.revision += 1;
        self.search.mark_stale(no);
    }
}
