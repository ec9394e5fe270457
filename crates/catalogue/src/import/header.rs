//! The first line: which column is which.

use std::fmt;

use super::decode::Encoding;
use super::problem::FileError;

/// A column that means something to us.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    /// `sku`: the shop's code; required.
    Sku,
    /// `name`: required.
    Name,
    /// `codes`, `code`, `barcode`, `gtin`, `ean`, `upc`: further codes with `|` between them.
    Codes,
    /// `department`.
    Department,
    /// `category`.
    Category,
    /// `price`: a decimal number; empty where it is not known.
    Price,
    /// `price_cents`, `price_minor`: whole minor units; empty or 0 where it is not known.
    PriceMinor,
    /// `cost`: what one unit costs the shop, a decimal number; empty where it is not known.
    Cost,
    /// `unit`: `ea`, `kg`, `lb`, `l`, `gal`, `m` or a UN/ECE code.
    Unit,
    /// `tax`: a tax category of the settings.
    Tax,
    /// `stock`: counted on hand; empty where nothing was counted.
    Stock,
    /// `stock_policy`: `off`, `warn` or `strict`.
    StockPolicy,
    /// `archived`: `yes` or `no`.
    Archived,
    /// `modifiers`: ids of groups with `|` between them; this and the following as of [`super::extras`].
    Modifiers,
    /// `combo`: the slots of a combo.
    Combo,
    /// `options`: what variants differ in, or what a variant is.
    Options,
    /// `variant_of`: the SKU of the item that it is a variant of.
    VariantOf,
    /// `pack_of`: the SKU of what is in it, and how much.
    PackOf,
    /// `deposit`: the SKU of its deposit, and how many.
    Deposit,
    /// `age`: from how many years on it may be sold.
    Age,
    /// `capture`: `serial` or `lot`.
    Capture,
}

impl Column {
    /// All columns, in the order in which they are exported.
    pub const ALL: [Self; 21] = [
        Self::Sku,
        Self::Name,
        Self::Codes,
        Self::Department,
        Self::Category,
        Self::Price,
        Self::PriceMinor,
        Self::Cost,
        Self::Unit,
        Self::Tax,
        Self::Stock,
        Self::StockPolicy,
        Self::Archived,
        Self::Modifiers,
        Self::Combo,
        Self::Options,
        Self::VariantOf,
        Self::PackOf,
        Self::Deposit,
        Self::Age,
        Self::Capture,
    ];

    /// Whether it is about what few items are beside their plain fields.
    #[must_use]
    pub const fn is_extra(self) -> bool {
        matches!(
            self,
            Self::Modifiers
                | Self::Combo
                | Self::Options
                | Self::VariantOf
                | Self::PackOf
                | Self::Deposit
                | Self::Age
                | Self::Capture
        )
    }

    /// Its name in a file.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sku => "sku",
            Self::Name => "name",
            Self::Codes => "codes",
            Self::Department => "department",
            Self::Category => "category",
            Self::Price => "price",
            Self::PriceMinor => "price_cents",
            Self::Cost => "cost",
            Self::Unit => "unit",
            Self::Tax => "tax",
            Self::Stock => "stock",
            Self::StockPolicy => "stock_policy",
            Self::Archived => "archived",
            Self::Modifiers => "modifiers",
            Self::Combo => "combo",
            Self::Options => "options",
            Self::VariantOf => "variant_of",
            Self::PackOf => "pack_of",
            Self::Deposit => "deposit",
            Self::Age => "age",
            Self::Capture => "capture",
        }
    }

    /// The column that a head names, in any case, with a space or hyphen for the underscore.
    #[must_use]
    pub fn from_head(head: &str) -> Option<Self> {
        let head = head.trim().to_ascii_lowercase().replace([' ', '-'], "_");
        let alias = match head.as_str() {
            "code" | "barcode" | "barcodes" | "gtin" | "ean" | "upc" => Some(Self::Codes),
            "item_number" | "item_no" => Some(Self::Sku),
            "description" | "title" => Some(Self::Name),
            "price_minor" => Some(Self::PriceMinor),
            "cost_price" | "purchase_price" => Some(Self::Cost),
            "on_hand" | "stock_on_hand" => Some(Self::Stock),
            _ => None,
        };
        alias.or_else(|| Self::ALL.into_iter().find(|column| column.name() == head))
    }
}

impl fmt::Display for Column {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Something about the file as a whole that a person should know before they confirm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// How it is encoded; Windows-1252 is a guess that is worth a look at accented letters.
    Encoding(Encoding),
    /// What stands between its columns.
    Delimiter(char),
    /// A column that means nothing to us.
    UnknownColumn(String),
    /// A column that items do not have, such as brand and size.
    IgnoredColumn(String),
    /// A price of 0 in this file means that it is not known.
    ZeroIsUnknown,
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Encoding(Encoding::Windows1252) => {
                write!(
                    f,
                    "The file is not UTF-8; it was read as Windows-1252. Check accented letters and currency signs."
                )
            }
            Self::Encoding(Encoding::Utf8) => write!(f, "The file was read as UTF-8."),
            Self::Encoding(_) => write!(f, "The file was read as UTF-16."),
            Self::Delimiter('\t') => write!(f, "Columns are separated by tabs."),
            Self::Delimiter(delimiter) => write!(f, "Columns are separated by “{delimiter}”."),
            Self::UnknownColumn(head) => write!(f, "The column “{head}” is not known and was left out."),
            Self::IgnoredColumn(head) => write!(f, "The column “{head}” was left out; items have no such field."),
            Self::ZeroIsUnknown => write!(f, "In price_cents, 0 was read as “price not known”."),
        }
    }
}

/// Which column of the file is which of ours.
#[derive(Clone, Debug, Default)]
pub struct Header {
    /// For each column of the file, what it means.
    pub columns: Vec<Option<Column>>,
}

impl Header {
    /// Reads the heads and adds what is notable about them.
    ///
    /// # Errors
    /// A required column is missing or one stands there twice.
    pub fn read<'h>(heads: impl Iterator<Item = &'h str>, notes: &mut Vec<Note>) -> Result<Self, FileError> {
        let mut columns: Vec<Option<Column>> = Vec::new();
        for head in heads {
            let column = Column::from_head(head);
            let head = super::problem::shortened(head.trim());
            match column {
                Some(column) if columns.contains(&Some(column)) => return Err(FileError::ColumnTwice(column)),
                Some(Column::PriceMinor) => notes.push(Note::ZeroIsUnknown),
                None if head.eq_ignore_ascii_case("brand") || head.eq_ignore_ascii_case("size") => {
                    notes.push(Note::IgnoredColumn(head));
                }
                None if notes.len() < super::PROBLEMS_LISTED => notes.push(Note::UnknownColumn(head)),
                _ => {}
            }
            columns.push(column);
        }
        if columns.contains(&Some(Column::Price)) && columns.contains(&Some(Column::PriceMinor)) {
            return Err(FileError::ColumnTwice(Column::Price));
        }
        for required in [Column::Sku, Column::Name] {
            if !columns.contains(&Some(required)) {
                return Err(FileError::ColumnMissing(required));
            }
        }
        Ok(Self { columns })
    }
}
