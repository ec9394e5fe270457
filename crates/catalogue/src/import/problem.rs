//! What can be wrong with a file or a row, in data and in English.

use std::fmt;

use evertill_domain::extras::ExtrasFault;
use evertill_domain::ids::IdError;
use evertill_domain::item::Item;

use super::header::Column;

/// Why a file cannot be previewed at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileError {
    /// There is nothing in it.
    Empty,
    /// More bytes than the limit.
    TooLarge {
        /// The most bytes.
        limit: usize,
    },
    /// More rows than the limit.
    TooManyRows {
        /// The most rows.
        limit: usize,
    },
    /// A workbook, not a CSV file.
    Spreadsheet,
    /// Bytes that are no text in UTF-8, UTF-16 or Windows-1252.
    NotText,
    /// A required column is not there.
    ColumnMissing(Column),
    /// A column is there twice, perhaps under two names.
    ColumnTwice(Column),
    /// There is a header and nothing else.
    NoRows,
    /// The shop's items changed while the file was read.
    ShopChanged,
    /// [`super::Importer::finish`] was called before the last step was done.
    NotDone,
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(f, "The file is empty."),
            Self::TooLarge { limit } => {
                write!(
                    f,
                    "The file is larger than {} MB. Split it and import the parts one after the other.",
                    limit >> 20
                )
            }
            Self::TooManyRows { limit } => {
                write!(f, "The file has more than {limit} rows. Split it and import the parts one after the other.")
            }
            Self::Spreadsheet => write!(f, "This is a spreadsheet file. Save it as CSV (UTF-8) and choose that file."),
            Self::NotText => write!(f, "This is no text file. Save the table as CSV (UTF-8) and choose that file."),
            Self::ColumnMissing(column) => {
                write!(f, "The first line names no column “{column}”. It has to name at least sku and name.")
            }
            Self::ColumnTwice(column) => write!(f, "The first line names the column “{column}” twice. Take one away."),
            Self::NoRows => write!(f, "The file has a first line with column names, but no items below it."),
            Self::ShopChanged => write!(f, "Items were changed while the file was read. Read it again."),
            Self::NotDone => write!(f, "The file has not been read to its end."),
        }
    }
}

impl std::error::Error for FileError {}

/// What a problem means for its row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The row is imported; someone should look at it.
    Warning,
    /// The row cannot be imported.
    Error,
}

/// Something about one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The line of the file where the row begins; the header is line 1.
    pub line: u64,
    /// Which column, where it is one.
    pub column: Option<Column>,
    /// What stands there, shortened.
    pub value: String,
    /// What is wrong with it.
    pub kind: ProblemKind,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Line {}", self.line)?;
        if let Some(column) = self.column {
            write!(f, ", {column}")?;
        }
        if !self.value.is_empty() {
            write!(f, " “{}”", self.value)?;
        }
        write!(f, ": {}", self.kind)
    }
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// The row has more or fewer cells than the header.
    Width {
        /// Cells of the header.
        expected: usize,
        /// Cells of the row.
        found: usize,
    },
    /// A quotation mark is opened and not closed as it should be.
    Quotes,
    /// A text is empty, too long or has control characters.
    Text(IdError),
    /// No decimal number: grouping, currency signs, letters.
    NotANumber {
        /// The first character that does not belong.
        found: char,
    },
    /// More decimals than the currency or a quantity has.
    TooPrecise {
        /// How many it has.
        places: u8,
    },
    /// It may mean thousands or decimals.
    Ambiguous,
    /// A price below nothing.
    Negative,
    /// Beyond what an amount or quantity can be.
    TooLarge,
    /// A part of something that is only sold whole.
    NotWhole,
    /// No unit that we know.
    UnknownUnit,
    /// No tax category of the settings.
    UnknownTax,
    /// Neither `off` nor `warn` nor `strict`.
    UnknownStockPolicy,
    /// Neither yes nor no.
    NotYesOrNo,
    /// The SKU stands in an earlier row too.
    SkuTwice {
        /// The line of that row.
        first: u64,
    },
    /// A code leads to the item of an earlier row too.
    CodeTwice {
        /// The line of that row.
        first: u64,
    },
    /// A code leads to another item of the shop, which keeps it.
    CodeTaken {
        /// The SKU of that item.
        by: String,
    },
    /// A code with white space in it.
    CodeWithSpace,
    /// A spreadsheet wrote a long number in powers of ten: digits are lost.
    Scientific,
    /// More codes than an item can have.
    TooManyCodes,
    /// A code that looks like a GTIN, with another check digit.
    CheckDigit,
    /// A text that a spreadsheet would take for a formula.
    Formula,
    /// It is not written as it should be.
    Form {
        /// An example.
        like: &'static str,
    },
    /// What the item is beside its plain fields cannot be.
    Extras {
        /// Why not.
        fault: ExtrasFault,
    },
}

impl ProblemKind {
    /// What it means for the row.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        match self {
            Self::CheckDigit | Self::Formula => Severity::Warning,
            _ => Severity::Error,
        }
    }
}

impl fmt::Display for ProblemKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Width { expected, found } => write!(f, "the row has {found} cells, the first line has {expected}"),
            Self::Quotes => write!(f, "a quotation mark is not closed; double those that belong to the text"),
            Self::Text(fault) => write!(f, "{fault}"),
            Self::NotANumber { found } => {
                write!(f, "{found:?} does not belong in a number; write it like 1234.56, without grouping or currency")
            }
            Self::TooPrecise { places } => write!(f, "more than {places} decimal places"),
            Self::Ambiguous => {
                write!(f, "three digits after the separator may be thousands or decimals; write it like 1234.56")
            }
            Self::Negative => write!(f, "a price cannot be below zero"),
            Self::TooLarge => write!(f, "the number is too large"),
            Self::NotWhole => write!(f, "this item is sold by the piece; the count has to be a whole number"),
            Self::UnknownUnit => write!(f, "no known unit; use ea, kg, lb, l, gal or m"),
            Self::UnknownTax => write!(f, "the shop has no such tax category"),
            Self::UnknownStockPolicy => write!(f, "use off, warn or strict"),
            Self::NotYesOrNo => write!(f, "use yes or no"),
            Self::SkuTwice { first } => write!(f, "line {first} has the same SKU"),
            Self::CodeTwice { first } => write!(f, "the item in line {first} has this code"),
            Self::CodeTaken { by } => write!(f, "item {by} of the shop has this code"),
            Self::CodeWithSpace => write!(f, "a code has no spaces; put | between several codes"),
            Self::Scientific => {
                write!(f, "a spreadsheet cut this code short; format its column as text and save again")
            }
            Self::TooManyCodes => write!(f, "more than {} codes", Item::CODES_LIMIT),
            Self::CheckDigit => write!(f, "the check digit is wrong for a GTIN; imported as it is"),
            Self::Formula => write!(f, "it looks like a spreadsheet formula; imported as text"),
            Self::Form { like } => write!(f, "write it like {like}"),
            Self::Extras { fault } => write!(f, "{fault}"),
        }
    }
}

/// Problems as they are found: the first ones listed, all of them counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problems {
    /// The first [`super::PROBLEMS_LISTED`], in order of rows.
    pub listed: Vec<Problem>,
    /// How many errors there are in all.
    pub errors: usize,
    /// How many warnings there are in all.
    pub warnings: usize,
}

impl Problems {
    /// Adds one; warnings leave room for errors, which matter more.
    pub(crate) fn add(&mut self, problem: Problem) {
        let room = match problem.kind.severity() {
            Severity::Error => {
                self.errors += 1;
                super::PROBLEMS_LISTED
            }
            Severity::Warning => {
                self.warnings += 1;
                super::PROBLEMS_LISTED / 2
            }
        };
        if self.listed.len() < room {
            self.listed.push(problem);
        }
    }
}

/// The most characters of a value that a problem repeats.
const VALUE_SHOWN: usize = 60;

/// A value as a problem repeats it: shortened, and with nothing invisible in it.
pub fn shortened(value: &str) -> String {
    let mut shown: String =
        value.chars().take(VALUE_SHOWN).map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect();
    if value.chars().nth(VALUE_SHOWN).is_some() {
        shown.push('…');
    }
    shown
}
