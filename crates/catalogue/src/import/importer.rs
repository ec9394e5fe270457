//! Reads a file in slices: first every row by itself and against the rows before it, then every
//! row against the shop.

use std::io::Cursor;

use csv::{Reader, ReaderBuilder, StringRecord};
use evertill_domain::ids::{Sku, TaxCategoryId};
use evertill_domain::item::{Item, StockPolicy};
use evertill_domain::quantity::{Quantity, Unit};

use super::cell::{self, RowReader};
use super::decode;
use super::header::{Column, Header, Note};
use super::preview::{self, Preview};
use super::problem::{FileError, Problem, ProblemKind, Problems, shortened};
use super::quotes;
use crate::catalogue::{Catalogue, ItemNo, UpsertError, Upserted};

/// How often rows are compared with the shop before codes may no longer move between rows: each
/// row that turns out faulty may keep a code that another row wanted.
const PASSES: u32 = 8;

/// What an import has to know about the shop.
#[derive(Clone, Debug)]
pub struct ImportOptions {
    /// Decimals of the shop's currency (ISO 4217 exponent).
    pub exponent: u8,
    /// The tax categories of the settings; the first is what new items get.
    pub taxes: Vec<TaxCategoryId>,
    /// The most rows below the header.
    pub row_limit: usize,
    /// The most bytes of the file.
    pub byte_limit: usize,
}

impl ImportOptions {
    /// Options with the usual limits: 1,000,000 rows and 256 MB.
    #[must_use]
    pub fn new(exponent: u8, taxes: Vec<TaxCategoryId>) -> Self {
        Self { exponent, taxes, row_limit: 1_000_000, byte_limit: 256 << 20 }
    }
}

/// How far a step came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Work done, in thousandths of all of it.
    pub permille: u16,
    /// Rows read so far.
    pub rows: usize,
    /// Whether nothing is left to do but [`Importer::finish`].
    pub done: bool,
}

/// What becomes of a row that could be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Not compared yet.
    Open,
    /// The shop has no such item.
    New,
    /// The shop's item is different.
    Changed,
    /// The shop's item is the same.
    Same,
    /// One of its codes is taken.
    Faulty,
}

/// A row that could be read; its item is the one with the same number among the incoming.
#[derive(Clone, Copy, Debug)]
pub(super) struct Incoming {
    pub line: u64,
    pub stock: Option<Quantity>,
    pub verdict: Verdict,
}

/// A CSV file on its way to a [`Preview`].
pub struct Importer {
    pub(super) options: ImportOptions,
    reader: Reader<Cursor<String>>,
    record: StringRecord,
    delimiter: u8,
    total_bytes: u64,
    /// Lines before the text that the reader sees.
    lines_before: u64,
    header: Header,
    revision: Option<u64>,
    pub(super) notes: Vec<Note>,
    pub(super) problems: Problems,
    pub(super) incoming: Catalogue,
    pub(super) about: Vec<Incoming>,
    pub(super) rows: usize,
    pub(super) faulty: usize,
    phase: Phase,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    Reading,
    /// Comparing item `next` with the shop, in this pass; whether any row of it was faulty.
    Comparing {
        next: usize,
        pass: u32,
        found: bool,
    },
    Done,
}

impl Importer {
    /// Takes a file and reads its first line.
    ///
    /// # Errors
    /// [`FileError`] when it is too large, no text, or has not the columns that it must have.
    pub fn new(bytes: Vec<u8>, options: ImportOptions) -> Result<Self, FileError> {
        if bytes.len() > options.byte_limit {
            return Err(FileError::TooLarge { limit: options.byte_limit });
        }
        let (mut text, encoding) = decode::decode(bytes)?;
        let (delimiter, skip) = decode::delimiter(&text);
        text.drain(..skip);
        let mut notes = vec![Note::Encoding(encoding), Note::Delimiter(char::from(delimiter))];
        let total_bytes = text.len() as u64;
        let mut builder = ReaderBuilder::new();
        builder.delimiter(delimiter).has_headers(false).flexible(true);
        let mut reader = builder.from_reader(Cursor::new(text));
        let mut record = StringRecord::new();
        if !reader.read_record(&mut record).map_err(|_| FileError::NotText)? {
            return Err(FileError::Empty);
        }
        let header = Header::read(record.iter(), &mut notes)?;
        Ok(Self {
            options,
            reader,
            record,
            delimiter,
            total_bytes,
            lines_before: u64::from(skip > 0),
            header,
            revision: None,
            notes,
            problems: Problems::default(),
            incoming: Catalogue::default(),
            about: Vec::new(),
            rows: 0,
            faulty: 0,
            phase: Phase::Reading,
        })
    }

    /// Reads or compares up to `max_rows` rows; 2,000 take a few milliseconds.
    ///
    /// # Errors
    /// [`FileError`] when there are too many rows, or the shop changed since the first step.
    pub fn step(&mut self, shop: &Catalogue, max_rows: usize) -> Result<Progress, FileError> {
        if *self.revision.get_or_insert(shop.revision()) != shop.revision() {
            return Err(FileError::ShopChanged);
        }
        for _ in 0..max_rows.max(1) {
            self.phase = match self.phase {
                Phase::Reading => self.read_next(shop)?,
                Phase::Comparing { next, pass, found } => self.compare_next(shop, next, pass, found),
                Phase::Done => break,
            };
        }
        Ok(self.progress())
    }

    /// The preview, once a step said that it is done.
    ///
    /// # Errors
    /// [`FileError::NotDone`] before that, [`FileError::NoRows`] when there is nothing to see.
    pub fn finish(self, shop: &Catalogue) -> Result<Preview, FileError> {
        match (self.phase, self.revision) {
            (Phase::Done, _) if self.rows == 0 => Err(FileError::NoRows),
            (Phase::Done, Some(revision)) if revision == shop.revision() => Ok(preview::make(self, shop)),
            (Phase::Done, _) => Err(FileError::ShopChanged),
            _ => Err(FileError::NotDone),
        }
    }

    /// Reading counts for 7 of 10 parts of the work.
    fn progress(&self) -> Progress {
        let share = |done: u64, all: u64, of: u64| u16::try_from(done.min(all) * of / all.max(1)).unwrap_or(u16::MAX);
        let permille = match self.phase {
            Phase::Reading => share(self.reader.position().byte(), self.total_bytes, 700),
            Phase::Comparing { next, .. } => 700 + share(next as u64, self.about.len() as u64, 299),
            Phase::Done => 1_000,
        };
        Progress { permille, rows: self.rows, done: self.phase == Phase::Done }
    }

    fn read_next(&mut self, shop: &Catalogue) -> Result<Phase, FileError> {
        let more = self.reader.read_record(&mut self.record).map_err(|_| FileError::NotText)?;
        if !more {
            return Ok(Phase::Comparing { next: 0, pass: 0, found: false });
        }
        if self.record.iter().all(|cell| cell.trim().is_empty()) {
            return Ok(Phase::Reading);
        }
        self.rows += 1;
        if self.rows > self.options.row_limit {
            return Err(FileError::TooManyRows { limit: self.options.row_limit });
        }
        let line = self.record.position().map_or(0, csv::Position::line) + self.lines_before;
        if !self.read_row(shop, line) {
            self.faulty += 1;
        }
        Ok(Phase::Reading)
    }

    /// Reads the record at hand; whether it is good so far.
    fn read_row(&mut self, shop: &Catalogue, line: u64) -> bool {
        if !self.quotes_are_closed() {
            self.report(line, None, String::new(), ProblemKind::Quotes);
            return false;
        }
        let (expected, found) = (self.header.columns.len(), self.record.len());
        if expected != found {
            self.report(line, None, String::new(), ProblemKind::Width { expected, found });
            return false;
        }
        let named = self.header.columns.iter().position(|column| *column == Some(Column::Sku));
        let sku_cell = named.and_then(|at| self.record.get(at)).unwrap_or_default();
        let sku = match cell::sku(sku_cell) {
            Ok(sku) => sku,
            Err(kind) => {
                let value = shortened(sku_cell.trim());
                self.report(line, Some(Column::Sku), value, kind);
                return false;
            }
        };
        let Some(start) = self.start(shop, sku) else {
            self.report(line, Some(Column::Tax), String::new(), ProblemKind::UnknownTax);
            return false;
        };
        let mut row = RowReader::new(&self.options, start);
        for (column, cell) in self.header.columns.iter().zip(&self.record) {
            if let Some(column) = column {
                row.read(*column, cell);
            }
        }
        row.end();
        let (good, item, stock) = (!row.is_faulty(), row.item.clone(), row.stock);
        for (column, value, kind) in std::mem::take(&mut row.problems) {
            self.report(line, Some(column), value, kind);
        }
        good && self.take(line, &item, stock)
    }

    /// What a row begins with: the shop's item, or a new one with what is assumed.
    fn start(&self, shop: &Catalogue, sku: Sku) -> Option<Item> {
        if let Some(known) = shop.by_sku(sku.as_str()).and_then(|item| item.to_item()) {
            return Some(known);
        }
        Some(Item {
            sku,
            name: String::new(),
            codes: Vec::new(),
            department: String::new(),
            category: String::new(),
            price: None,
            unit: Unit::Each,
            tax: self.options.taxes.first()?.clone(),
            stock: StockPolicy::Off,
            archived: false,
            cost: None,
            extras: None,
        })
    }

    /// Puts an item among the incoming ones; whether no earlier row has its SKU or codes.
    fn take(&mut self, line: u64, item: &Item, stock: Option<Quantity>) -> bool {
        let earlier = self.incoming.by_sku(item.sku.as_str()).map(|earlier| earlier.no());
        if let Some(first) = earlier.and_then(|no| self.line_of(no)) {
            self.report(line, Some(Column::Sku), item.sku.to_string(), ProblemKind::SkuTwice { first });
            return false;
        }
        match self.incoming.upsert(item) {
            Ok(Upserted::New(_)) => {
                self.about.push(Incoming { line, stock, verdict: Verdict::Open });
                true
            }
            Err(UpsertError::CodeTaken { code, by }) => {
                let first = self.incoming.by_sku(&by).and_then(|item| self.line_of(item.no())).unwrap_or_default();
                let column = if code == item.sku.as_str() { Column::Sku } else { Column::Codes };
                self.report(line, Some(column), code, ProblemKind::CodeTwice { first });
                false
            }
            // The cells were checked by the same rules; this would be a rule that they missed.
            Ok(_) | Err(_) => false,
        }
    }

    fn compare_next(&mut self, shop: &Catalogue, next: usize, pass: u32, found: bool) -> Phase {
        let Some(about) = self.about.get(next).copied() else {
            let again = found && pass <= PASSES;
            return if again { Phase::Comparing { next: 0, pass: pass + 1, found: false } } else { Phase::Done };
        };
        let on = |found| Phase::Comparing { next: next + 1, pass, found };
        if about.verdict == Verdict::Faulty {
            return on(found);
        }
        let item = u32::try_from(next).ok().and_then(|no| self.incoming.item(ItemNo(no)));
        let Some(item) = item else { return on(found) };
        let taken = self.taken_in_shop(shop, &item, pass >= PASSES);
        let verdict = match (&taken, shop.by_sku(item.sku.as_str())) {
            (Some(_), _) => Verdict::Faulty,
            (None, None) => Verdict::New,
            (None, Some(known)) if shop.packed.is_same(known.row, &item) => Verdict::Same,
            (None, Some(_)) => Verdict::Changed,
        };
        if let Some(about) = self.about.get_mut(next) {
            about.verdict = verdict;
        }
        let Some((code, by)) = taken else { return on(found) };
        self.faulty += 1;
        let column = if code == item.sku.as_str() { Column::Sku } else { Column::Codes };
        self.report(about.line, Some(column), shortened(&code), ProblemKind::CodeTaken { by });
        on(true)
    }

    /// The first code of `item` that leads to another item of the shop, unless the file changes
    /// that one too: then it has no such code any more, or the rows would have clashed.
    fn taken_in_shop(&self, shop: &Catalogue, item: &Item, strict: bool) -> Option<(String, String)> {
        if item.archived {
            return None;
        }
        for code in std::iter::once(item.sku.as_str()).chain(item.codes.iter().map(String::as_str)) {
            for holder in shop.codes.find(&shop.packed, code).filter_map(|no| shop.get(ItemNo(no))) {
                let kept = || {
                    let row = self.incoming.by_sku(holder.sku()).and_then(|row| self.about.get(row.no().0 as usize));
                    strict || row.is_none_or(|row| row.verdict == Verdict::Faulty)
                };
                if !holder.archived() && holder.sku() != item.sku.as_str() && kept() {
                    return Some((code.to_owned(), holder.sku().to_owned()));
                }
            }
        }
        None
    }

    fn line_of(&self, no: ItemNo) -> Option<u64> {
        self.about.get(no.0 as usize).map(|about| about.line)
    }

    fn quotes_are_closed(&self) -> bool {
        let start = self.record.position().map_or(0, csv::Position::byte);
        let end = self.reader.position().byte();
        let span = usize::try_from(start).unwrap_or(0)..usize::try_from(end).unwrap_or(0);
        let raw = self.reader.get_ref().get_ref().get(span).unwrap_or_default();
        !raw.contains('"') || quotes::are_closed(raw, self.delimiter)
    }

    fn report(&mut self, line: u64, column: Option<Column>, value: String, kind: ProblemKind) {
        self.problems.add(Problem { line, column, value, kind });
    }

    /// The revision of the shop that the rows were compared with.
    pub(super) fn compared_with(&self) -> u64 {
        self.revision.unwrap_or_default()
    }
}
