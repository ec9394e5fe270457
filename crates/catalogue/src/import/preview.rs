//! What an import would do, and the events that do it once a person has confirmed.

use std::fmt;

use evertill_domain::event::ItemsImported;
use evertill_domain::ids::{ImportId, Sku};
use evertill_domain::item::Item;
use evertill_domain::quantity::Quantity;

use super::SAMPLES;
use super::header::{Column, Note};
use super::importer::{Importer, Incoming, Verdict};
use super::problem::Problems;
use crate::catalogue::{Catalogue, ItemNo};
use crate::export;

/// One field that a row changes, as a file would write it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Which field.
    pub column: Column,
    /// What the shop has.
    pub before: String,
    /// What the row says.
    pub after: String,
}

/// A row of the preview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sample {
    /// The line of the file.
    pub line: u64,
    /// The item as it would be.
    pub item: Item,
    /// What would change about it; empty for a new item.
    pub changes: Vec<Change>,
}

/// What to do about faulty rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Policy {
    /// Import everything; refused when a row is faulty.
    Everything,
    /// Import the good rows, as the person chose who saw the faulty ones.
    GoodRows,
}

/// Why a preview cannot be confirmed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportRefused {
    /// Some rows are faulty, and the person did not choose to leave them out.
    FaultyRows {
        /// How many.
        rows: usize,
    },
    /// Items changed since the preview was made.
    ShopChanged,
    /// Nothing would change.
    Nothing,
    /// A count is too far from what is on hand.
    StockTooFar {
        /// Of which item.
        sku: String,
    },
}

impl fmt::Display for ImportRefused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::FaultyRows { rows } => {
                write!(f, "{rows} rows are faulty. Correct them, or import the good rows only.")
            }
            Self::ShopChanged => write!(f, "Items were changed since this preview. Read the file again."),
            Self::Nothing => write!(f, "Nothing would change."),
            Self::StockTooFar { sku } => write!(f, "The stock of item {sku} cannot be moved that far."),
        }
    }
}

impl std::error::Error for ImportRefused {}

/// What an import would do. Nothing has happened yet.
pub struct Preview {
    /// What to know about the file as a whole.
    pub notes: Vec<Note>,
    /// What is wrong with rows.
    pub problems: Problems,
    /// Rows below the header.
    pub rows: usize,
    /// Items that the shop does not have yet.
    pub new: usize,
    /// Items that would be different.
    pub changed: usize,
    /// Items that are the same already.
    pub unchanged: usize,
    /// Rows that cannot be imported.
    pub faulty: usize,
    /// Rows that say how many were counted.
    pub counted: usize,
    /// The first new items.
    pub new_samples: Vec<Sample>,
    /// The first changed items.
    pub changed_samples: Vec<Sample>,
    incoming: Catalogue,
    about: Vec<Incoming>,
    revision: u64,
}

/// Counts the verdicts and picks the samples.
pub(super) fn make(importer: Importer, shop: &Catalogue) -> Preview {
    let revision = importer.compared_with();
    let mut preview = Preview {
        notes: importer.notes,
        problems: importer.problems,
        rows: importer.rows,
        new: 0,
        changed: 0,
        unchanged: 0,
        faulty: importer.faulty,
        counted: 0,
        new_samples: Vec::new(),
        changed_samples: Vec::new(),
        incoming: importer.incoming,
        about: importer.about,
        revision,
    };
    for (no, about) in (0_u32..).map(ItemNo).zip(&preview.about) {
        if about.verdict != Verdict::Faulty && about.stock.is_some() {
            preview.counted += 1;
        }
        let (count, samples) = match about.verdict {
            Verdict::New => (&mut preview.new, Some(&mut preview.new_samples)),
            Verdict::Changed => (&mut preview.changed, Some(&mut preview.changed_samples)),
            Verdict::Same => (&mut preview.unchanged, None),
            Verdict::Faulty | Verdict::Open => continue,
        };
        *count += 1;
        if let Some(samples) = samples.filter(|samples| samples.len() < SAMPLES)
            && let Some(item) = preview.incoming.item(no)
        {
            let known = shop.by_sku(item.sku.as_str()).and_then(|known| known.to_item());
            let changes = known.map(|known| changes(&known, &item, importer.options.exponent)).unwrap_or_default();
            samples.push(Sample { line: about.line, item, changes });
        }
    }
    preview
}

fn changes(before: &Item, after: &Item, exponent: u8) -> Vec<Change> {
    let change = |column| {
        let (before, after) = (export::cell(before, column, exponent), export::cell(after, column, exponent));
        (before != after).then_some(Change { column, before, after })
    };
    Column::ALL.into_iter().filter(|column| *column != Column::PriceMinor).filter_map(change).collect()
}

impl Preview {
    /// Whether the shop is still as it was when the preview was made.
    #[must_use]
    pub fn is_current(&self, shop: &Catalogue) -> bool {
        self.revision == shop.revision()
    }

    /// The events of the import: new and changed items, and stock movements from what `on_hand`
    /// says (zero for a new item) to what was counted. Append all parts or none.
    ///
    /// # Errors
    /// [`ImportRefused`]; the preview stays as it is.
    pub fn into_parts(
        &self,
        policy: Policy,
        import: &ImportId,
        shop: &Catalogue,
        on_hand: impl Fn(&str) -> Quantity,
    ) -> Result<Vec<ItemsImported>, ImportRefused> {
        if !self.is_current(shop) {
            return Err(ImportRefused::ShopChanged);
        }
        if self.faulty > 0 && policy == Policy::Everything {
            return Err(ImportRefused::FaultyRows { rows: self.faulty });
        }
        let items = self.items();
        let stock = self.movements(on_hand)?;
        let parts = items.len().max(stock.len()).div_ceil(ItemsImported::LIMIT);
        if parts == 0 {
            return Err(ImportRefused::Nothing);
        }
        let mut items = items.into_iter();
        let mut stock = stock.into_iter();
        let parts = u32::try_from(parts).unwrap_or(u32::MAX);
        let part = |part| ItemsImported {
            import: import.clone(),
            part,
            parts,
            items: items.by_ref().take(ItemsImported::LIMIT).collect(),
            stock: stock.by_ref().take(ItemsImported::LIMIT).collect(),
        };
        Ok((1..=parts).map(part).collect())
    }

    fn items(&self) -> Vec<Item> {
        let changing = |about: &Incoming| matches!(about.verdict, Verdict::New | Verdict::Changed);
        let numbered = (0_u32..).map(ItemNo).zip(&self.about);
        numbered.filter(|(_, about)| changing(about)).filter_map(|(no, _)| self.incoming.item(no)).collect()
    }

    fn movements(&self, on_hand: impl Fn(&str) -> Quantity) -> Result<Vec<(Sku, Quantity)>, ImportRefused> {
        let mut movements = Vec::new();
        for (no, about) in (0_u32..).map(ItemNo).zip(&self.about) {
            let (Some(counted), Some(item)) = (about.stock, self.incoming.item(no)) else { continue };
            if about.verdict == Verdict::Faulty {
                continue;
            }
            let too_far = |_| ImportRefused::StockTooFar { sku: item.sku.to_string() };
            let moved = counted.minus(on_hand(item.sku.as_str())).map_err(too_far)?;
            if !moved.is_zero() {
                movements.push((item.sku, moved));
            }
        }
        Ok(movements)
    }
}
