//! Items as CSV: safe to open in a spreadsheet, and read back by [`crate::import`] as they were.
//!
//! UTF-8 with a byte order mark (spreadsheets need it), commas, CR LF, quotation marks where a cell
//! needs them (RFC 4180). A text that a spreadsheet would take for a formula gets an apostrophe
//! before it, which the import takes away again.

use evertill_domain::item::{Item, StockPolicy};
use evertill_domain::quantity::{Quantity, Unit};
use evertill_money::{Amount, format_decimal};

use crate::catalogue::{Catalogue, ItemNo};
use crate::import::{Column, extras, needs_escape};

/// The columns of an export, in order; those of extras only where an item has any.
pub const COLUMNS: [Column; 20] = [
    Column::Sku,
    Column::Name,
    Column::Codes,
    Column::Department,
    Column::Category,
    Column::Price,
    Column::Cost,
    Column::Unit,
    Column::Tax,
    Column::Stock,
    Column::StockPolicy,
    Column::Archived,
    Column::Modifiers,
    Column::Combo,
    Column::Options,
    Column::VariantOf,
    Column::PackOf,
    Column::Deposit,
    Column::Age,
    Column::Capture,
];

/// Writes a catalogue piece by piece, so that a page stays responsive.
pub struct Exporter<'a, F> {
    shop: &'a Catalogue,
    exponent: u8,
    on_hand: F,
    next: u32,
    begun: bool,
    /// Whether any item has extras: a shop without them gets no columns for them.
    extras: bool,
}

impl<'a, F: Fn(&str) -> Option<Quantity>> Exporter<'a, F> {
    /// An export of all items. `on_hand` says what is on hand of a SKU, where anything is known;
    /// `exponent` is the number of decimals of the currency.
    pub fn new(shop: &'a Catalogue, exponent: u8, on_hand: F) -> Self {
        let extras = shop.iter().any(|item| item.extras().is_some());
        Self { shop, exponent, on_hand, next: 0, begun: false, extras }
    }

    fn columns(&self) -> impl Iterator<Item = Column> + use<F> {
        let extras = self.extras;
        COLUMNS.into_iter().filter(move |column| extras || !column.is_extra())
    }

    /// The next `rows` rows, the first time with the header; `None` when all are written.
    pub fn chunk(&mut self, rows: usize) -> Option<String> {
        let mut text = String::new();
        if !self.begun {
            self.begun = true;
            text.push('\u{feff}');
            write_row(&mut text, self.columns().map(|column| column.name().to_owned()));
        }
        for _ in 0..rows.max(1) {
            let Some(item) = self.shop.item(ItemNo(self.next)) else { break };
            self.next += 1;
            write_row(
                &mut text,
                self.columns().map(|column| match column {
                    Column::Stock => (self.on_hand)(item.sku.as_str()).map_or(String::new(), |stock| stock.to_string()),
                    _ => cell(&item, column, self.exponent),
                }),
            );
        }
        (!text.is_empty()).then_some(text)
    }
}

/// The whole catalogue as one text.
pub fn export(shop: &Catalogue, exponent: u8, on_hand: impl Fn(&str) -> Option<Quantity>) -> String {
    let mut exporter = Exporter::new(shop, exponent, on_hand);
    let mut text = String::new();
    while let Some(chunk) = exporter.chunk(4_096) {
        text.push_str(&chunk);
    }
    text
}

/// One cell of an item, escaped but not yet quoted; empty for what an item does not say.
pub(crate) fn cell(item: &Item, column: Column, exponent: u8) -> String {
    match column {
        Column::Sku => escaped(item.sku.as_str().to_owned()),
        Column::Name => escaped(item.name.clone()),
        Column::Codes => escaped(item.codes.join("|")),
        Column::Department => escaped(item.department.clone()),
        Column::Category => escaped(item.category.clone()),
        Column::Price => decimal(item.price, exponent),
        Column::Cost => decimal(item.cost, exponent),
        Column::PriceMinor => item.price.map_or(String::new(), |price| price.minor().to_string()),
        Column::Unit => unit(item.unit).to_owned(),
        Column::Tax => escaped(item.tax.as_str().to_owned()),
        Column::Stock => String::new(),
        Column::StockPolicy => match item.stock {
            StockPolicy::Off => "off".to_owned(),
            StockPolicy::Warn => "warn".to_owned(),
            StockPolicy::Strict => "strict".to_owned(),
        },
        Column::Archived => if item.archived { "yes" } else { "no" }.to_owned(),
        column => item.extras.as_ref().map_or(String::new(), |extras| escaped(extras::cell(extras, column, exponent))),
    }
}

fn decimal(amount: Option<Amount>, exponent: u8) -> String {
    amount.map_or(String::new(), |amount| format_decimal(amount.minor(), exponent))
}

fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Each => "ea",
        Unit::Kilogram => "kg",
        Unit::Pound => "lb",
        Unit::Litre => "l",
        Unit::Gallon => "gal",
        Unit::Metre => "m",
    }
}

/// A text that no spreadsheet takes for a formula.
#[must_use]
pub fn escaped(text: String) -> String {
    if needs_escape(&text) { format!("'{text}") } else { text }
}

/// Appends a row whose texts are [`escaped`] already.
pub fn write_row(to: &mut String, cells: impl IntoIterator<Item = String>) {
    for (number, cell) in cells.into_iter().enumerate() {
        if number > 0 {
            to.push(',');
        }
        if cell.contains([',', '"', '\n', '\r', ';', '\t']) {
            to.push('"');
            to.push_str(&cell.replace('"', "\"\""));
            to.push('"');
        } else {
            to.push_str(&cell);
        }
    }
    to.push_str("\r\n");
}
