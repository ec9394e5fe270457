//! What the import says about a file, in the operator's words. The import itself speaks data.

use crate::i18n::{Lang, goods, items, people};
use crate::register::{FactError, ImportError};
use evertill_catalogue::import::{Column, Encoding, FileError, ImportRefused, Note, Problem, ProblemKind};
use evertill_domain::ids::IdError;
use evertill_domain::item::Item;

/// What a column is called on the item's sheet.
pub fn column_name(lang: Lang, column: Column) -> &'static str {
    match column {
        Column::Sku => items::sku(lang),
        Column::Name => items::name(lang),
        Column::Codes => items::codes(lang),
        Column::Department => items::department(lang),
        Column::Category => items::category(lang),
        Column::Price | Column::PriceMinor => items::price(lang),
        Column::Unit => items::unit(lang),
        Column::Tax => items::tax(lang),
        Column::Stock => items::stock(lang),
        Column::StockPolicy => items::policy(lang),
        Column::Archived => items::archived(lang),
        Column::Cost => items::cost(lang),
        Column::Modifiers => goods::modifiers(lang),
        Column::Combo => goods::combo(lang),
        Column::Options => goods::options(lang),
        Column::VariantOf => goods::variant_of(lang),
        Column::PackOf => goods::pack_of(lang),
        Column::Deposit => goods::deposit(lang),
        Column::Age => goods::age(lang),
        Column::Capture => goods::capture(lang),
    }
}

/// Something about the file as a whole.
pub fn note_words(lang: Lang, note: &Note) -> String {
    match note {
        Note::Encoding(Encoding::Windows1252) => items::note_windows(lang).to_owned(),
        Note::Encoding(Encoding::Utf8) => items::note_encoding(lang, "UTF-8"),
        Note::Encoding(Encoding::Utf16Le | Encoding::Utf16Be) => items::note_encoding(lang, "UTF-16"),
        Note::Delimiter('\t') => items::note_tabs(lang).to_owned(),
        Note::Delimiter(delimiter) => items::note_delimiter(lang, delimiter),
        Note::UnknownColumn(head) | Note::IgnoredColumn(head) => items::note_ignored(lang, head),
        Note::ZeroIsUnknown => items::note_zero(lang).to_owned(),
    }
}

/// What is wrong with a row, and what to do.
pub fn problem_words(lang: Lang, problem: &Problem) -> String {
    use ProblemKind as P;
    match &problem.kind {
        P::Width { expected, found } => items::csv_fields(lang, found, expected),
        P::Quotes => items::csv_quote(lang).to_owned(),
        P::Text(IdError::Empty) if problem.column == Some(Column::Sku) => items::csv_sku_missing(lang).to_owned(),
        P::Text(IdError::Empty) if problem.column == Some(Column::Name) => items::csv_name_missing(lang).to_owned(),
        P::Text(IdError::Empty) => items::csv_empty_cell(lang).to_owned(),
        P::Text(IdError::TooLong { limit }) => items::csv_too_long(lang, limit),
        P::Text(IdError::Control) => items::csv_control(lang).to_owned(),
        P::NotANumber { found } => items::csv_not_a_number(lang, found),
        P::TooPrecise { places } => items::csv_too_precise(lang, places),
        P::Ambiguous => items::csv_ambiguous(lang).to_owned(),
        P::Negative => items::csv_negative(lang).to_owned(),
        P::TooLarge => items::csv_too_large(lang).to_owned(),
        P::NotWhole => items::csv_not_whole(lang).to_owned(),
        P::UnknownUnit => items::csv_unknown_unit(lang).to_owned(),
        P::UnknownTax => items::csv_unknown_tax(lang).to_owned(),
        P::UnknownStockPolicy => items::csv_unknown_policy(lang).to_owned(),
        P::NotYesOrNo => items::csv_yes_no(lang).to_owned(),
        P::SkuTwice { first } => items::csv_sku_twice(lang, &problem.value, first),
        P::CodeTwice { first } => items::csv_code_twice(lang, &problem.value, first),
        P::CodeTaken { by } => items::csv_code_taken(lang, &problem.value, by),
        P::CodeWithSpace => items::csv_code_space(lang).to_owned(),
        P::Scientific => items::csv_scientific(lang).to_owned(),
        P::TooManyCodes => items::too_many_codes(lang, Item::CODES_LIMIT),
        P::CheckDigit => items::csv_gtin(lang, &problem.value),
        P::Formula => items::csv_formula(lang).to_owned(),
        P::Form { like } => goods::csv_form(lang, like),
        P::Extras { .. } => goods::extras_invalid(lang).to_owned(),
    }
}

/// Why nothing was imported, and what to do.
pub fn failed(lang: Lang, error: &ImportError) -> String {
    match error {
        ImportError::File(error) => file_words(lang, error),
        ImportError::Refused(ImportRefused::FaultyRows { .. }) => items::import_blocked(lang).to_owned(),
        ImportError::Refused(ImportRefused::ShopChanged) => items::shop_changed(lang).to_owned(),
        ImportError::Refused(ImportRefused::Nothing) => items::nothing_changes(lang).to_owned(),
        ImportError::Refused(ImportRefused::StockTooFar { sku }) => items::stock_too_far(lang, sku),
        ImportError::Fact(FactError::Full) => items::not_saved_full(lang).to_owned(),
        ImportError::Fact(FactError::NotAllowed(need)) => {
            crate::i18n::errors::not_allowed(lang, people::act(need.act)(lang))
        }
        ImportError::Fact(FactError::NotReady) => items::not_saved_closed(lang).to_owned(),
        ImportError::Fact(_) => items::not_saved(lang).to_owned(),
    }
}

fn file_words(lang: Lang, error: &FileError) -> String {
    match error {
        FileError::Empty => items::csv_empty(lang).to_owned(),
        FileError::TooLarge { limit } => items::csv_too_many_bytes(lang, limit >> 20),
        FileError::TooManyRows { limit } => items::csv_too_many_rows(lang, limit),
        FileError::Spreadsheet => items::csv_spreadsheet(lang).to_owned(),
        FileError::NotText => items::csv_not_text(lang).to_owned(),
        FileError::ColumnMissing(column) => items::csv_column_missing(lang, column),
        FileError::ColumnTwice(column) => items::csv_column_twice(lang, column),
        FileError::NoRows => items::csv_no_rows(lang).to_owned(),
        FileError::ShopChanged | FileError::NotDone => items::shop_changed(lang).to_owned(),
    }
}
