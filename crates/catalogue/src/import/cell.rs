//! From the cells of one row to an item.

use evertill_domain::ids::{IdError, Sku, TaxCategoryId, checked_text};
use evertill_domain::item::{Item, StockPolicy};
use evertill_domain::quantity::{Quantity, Unit};
use evertill_money::{Amount, DecimalError, parse_decimal};

use super::extras;
use super::header::Column;
use super::importer::ImportOptions;
use super::problem::{ProblemKind, Severity, shortened};
use crate::gtin;
use crate::rules::{CODE_SEPARATORS, SHELF_LIMIT};

/// Characters at the start of a cell that make a spreadsheet compute it.
const FORMULA_STARTS: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// Whether a spreadsheet would take `text` for a formula.
pub fn is_formula(text: &str) -> bool {
    text.starts_with(FORMULA_STARTS)
}

/// Whether [`escaped`] puts an apostrophe before `text`. Apostrophes that are there already are
/// looked through, so that the way back is never in doubt.
pub fn needs_escape(text: &str) -> bool {
    is_formula(text.trim_start_matches('\''))
}

/// The text of a cell without the apostrophe that an export put before it.
fn unescaped(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|_| needs_escape(cell)).unwrap_or(cell)
}

/// One row while its cells are read.
pub struct RowReader<'a> {
    options: &'a ImportOptions,
    /// What is known or assumed, and then what the row says.
    pub item: Item,
    /// What was counted, where the row says so.
    pub stock: Option<Quantity>,
    /// What is wrong, with the column and the value as it is repeated.
    pub problems: Vec<(Column, String, ProblemKind)>,
}

impl<'a> RowReader<'a> {
    /// Begins with `item`, the one that the shop has under this SKU or a new one.
    pub fn new(options: &'a ImportOptions, item: Item) -> Self {
        Self { options, item, stock: None, problems: Vec::new() }
    }

    /// Whether the row cannot be imported.
    pub fn is_faulty(&self) -> bool {
        self.problems.iter().any(|(_, _, kind)| kind.severity() == Severity::Error)
    }

    /// Reads one cell.
    pub fn read(&mut self, column: Column, cell: &str) {
        let text = cell.trim();
        let read = match column {
            Column::Sku => self.formula(column, text).map(|_| ()),
            Column::Name => self.text(column, text, Item::NAME_LIMIT).map(|name| self.item.name = name),
            Column::Department => self.shelf(column, text).map(|name| self.item.department = name),
            Column::Category => self.shelf(column, text).map(|name| self.item.category = name),
            Column::Codes => self.codes(text),
            Column::Price => price(text, self.options.exponent).map(|price| self.item.price = price),
            Column::PriceMinor => price(text, 0).map(|price| self.item.price = price.filter(|price| !price.is_zero())),
            Column::Cost => price(text, self.options.exponent).map(|cost| self.item.cost = cost),
            Column::Stock => quantity(text).map(|stock| self.stock = stock),
            column if column.is_extra() => {
                let text = unescaped(text);
                let extras = self.item.extras.get_or_insert_default();
                extras::read(extras, column, text, self.options.exponent)
            }
            _ if text.is_empty() => Ok(()),
            Column::Unit => Unit::from_code(text).map(|unit| self.item.unit = unit).ok_or(ProblemKind::UnknownUnit),
            Column::Tax => self.tax(unescaped(text)).map(|tax| self.item.tax = tax),
            Column::StockPolicy => policy(text).map(|policy| self.item.stock = policy),
            _ => yes_or_no(text).map(|archived| self.item.archived = archived),
        };
        if let Err(kind) = read {
            self.problems.push((column, shortened(text), kind));
        }
    }

    /// Checks what takes more than one cell to know.
    pub fn end(&mut self) {
        if let Some(stock) = self.stock
            && !self.item.unit.is_divisible()
            && !stock.is_whole()
        {
            self.problems.push((Column::Stock, stock.to_string(), ProblemKind::NotWhole));
        }
        if let Err(kind) = extras::end(&mut self.item) {
            self.problems.push((Column::Options, String::new(), kind));
        }
    }

    /// The text of a cell; a warning when a spreadsheet would take it for a formula.
    fn formula<'t>(&mut self, column: Column, text: &'t str) -> Result<&'t str, ProblemKind> {
        if is_formula(text) {
            self.problems.push((column, shortened(text), ProblemKind::Formula));
        }
        Ok(unescaped(text))
    }

    fn text(&mut self, column: Column, text: &str, limit: usize) -> Result<String, ProblemKind> {
        let text = self.formula(column, text)?;
        checked_text(text, limit).map(str::to_owned).map_err(ProblemKind::Text)
    }

    fn shelf(&mut self, column: Column, text: &str) -> Result<String, ProblemKind> {
        match self.text(column, text, SHELF_LIMIT) {
            Err(ProblemKind::Text(IdError::Empty)) => Ok(String::new()),
            read => read,
        }
    }

    fn codes(&mut self, text: &str) -> Result<(), ProblemKind> {
        let text = self.formula(Column::Codes, text)?;
        let codes = text.split(CODE_SEPARATORS).map(str::trim).filter(|code| !code.is_empty());
        let mut read = Vec::new();
        for code in codes {
            checked_text(code, Sku::LIMIT).map_err(ProblemKind::Text)?;
            if code.contains(char::is_whitespace) {
                return Err(ProblemKind::CodeWithSpace);
            }
            if is_scientific(code) {
                return Err(ProblemKind::Scientific);
            }
            if read.len() == Item::CODES_LIMIT {
                return Err(ProblemKind::TooManyCodes);
            }
            if gtin::check(code) == Some(false) {
                self.problems.push((Column::Codes, shortened(code), ProblemKind::CheckDigit));
            }
            read.push(code.to_owned());
        }
        self.item.codes = read;
        Ok(())
    }

    fn tax(&self, text: &str) -> Result<TaxCategoryId, ProblemKind> {
        let known = self.options.taxes.iter().find(|tax| tax.as_str().eq_ignore_ascii_case(text));
        known.cloned().ok_or(ProblemKind::UnknownTax)
    }
}

/// The SKU that a cell names.
pub fn sku(cell: &str) -> Result<Sku, ProblemKind> {
    let text = unescaped(cell.trim());
    if is_scientific(text) {
        return Err(ProblemKind::Scientific);
    }
    Sku::new(text).map_err(ProblemKind::Text)
}

/// Whether a spreadsheet wrote a long number as `4.00638E+12`.
fn is_scientific(code: &str) -> bool {
    let Some((digits, power)) = code.split_once("E+") else { return false };
    let number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.split(['.', ',']).all(number) && digits.contains(['.', ',']) && number(power)
}

fn price(text: &str, exponent: u8) -> Result<Option<Amount>, ProblemKind> {
    let Some(minor) = decimal(text, exponent)? else { return Ok(None) };
    let price = Amount::new(minor).map_err(|_| ProblemKind::TooLarge)?;
    if price.is_negative() { Err(ProblemKind::Negative) } else { Ok(Some(price)) }
}

fn quantity(text: &str) -> Result<Option<Quantity>, ProblemKind> {
    let Some(thousandths) = decimal(text, 3)? else { return Ok(None) };
    Quantity::thousandths(thousandths).map(Some).map_err(|_| ProblemKind::TooLarge)
}

fn decimal(text: &str, places: u8) -> Result<Option<i64>, ProblemKind> {
    if text.is_empty() {
        return Ok(None);
    }
    let mut separators = text.chars().filter(|c| matches!(c, '.' | ','));
    if let (Some(found), Some(_)) = (separators.next(), separators.next()) {
        return Err(ProblemKind::NotANumber { found });
    }
    if let Some((whole, decimals)) = text.split_once(['.', ','])
        && decimals.len() == 3
        && decimals.bytes().all(|byte| byte.is_ascii_digit())
        && (places < 3 || text.contains(','))
        && !whole.is_empty()
    {
        return Err(ProblemKind::Ambiguous);
    }
    parse_decimal(text, places).map(Some).map_err(|error| match error {
        DecimalError::Character(found) => ProblemKind::NotANumber { found },
        DecimalError::TooPrecise { places } => ProblemKind::TooPrecise { places },
        DecimalError::TooLarge => ProblemKind::TooLarge,
        DecimalError::Empty => ProblemKind::NotANumber { found: text.chars().next().unwrap_or('?') },
    })
}

fn policy(text: &str) -> Result<StockPolicy, ProblemKind> {
    match text.to_ascii_lowercase().as_str() {
        "off" => Ok(StockPolicy::Off),
        "warn" => Ok(StockPolicy::Warn),
        "strict" => Ok(StockPolicy::Strict),
        _ => Err(ProblemKind::UnknownStockPolicy),
    }
}

fn yes_or_no(text: &str) -> Result<bool, ProblemKind> {
    match text.to_ascii_lowercase().as_str() {
        "yes" | "true" | "1" | "y" => Ok(true),
        "no" | "false" | "0" | "n" => Ok(false),
        _ => Err(ProblemKind::NotYesOrNo),
    }
}
