//! What grows with the shop: closing a shift of many sales, and reports over all of them.

use evertill_domain::event::Event;
use evertill_domain::report::{Book, DayNumber, Report, Span};
use evertill_domain::rows::{Row, RowKey, RowSet};
use evertill_domain::shift::{CashCount, ShiftClosed, ShiftOpened, TillRow};
use evertill_domain::{Amount, Refusal};
use evertill_journal::{read, report};
use evertill_journal_idb::{Cache, IdbStore};
use evertill_wire::Head;
use wasm_bindgen::prelude::*;

use crate::till::Till;
use crate::{clock, failed};

const DATABASE: &str = "bench-reports";
const KEPT: &str = "bench-reports-cache";
/// Milliseconds of a day.
const DAY: u64 = 86_400_000;

/// A register whose sales are reported on.
#[wasm_bindgen]
pub struct ReportBench {
    till: Till,
    store: IdbStore,
    cache: Cache,
}

#[wasm_bindgen]
impl ReportBench {
    /// Founds a register with the items of `csv`.
    ///
    /// # Errors
    /// Whatever failed, in words.
    pub async fn open(csv: Vec<u8>) -> Result<ReportBench, JsError> {
        let till = Till::found(DATABASE, csv).await?;
        till.tape.take();
        let store = IdbStore::open(DATABASE, |_| {}).await.map_err(failed)?;
        Ok(Self { till, store, cache: Cache::open(KEPT).await })
    }

    /// Opens the shift of a day so many days ago.
    ///
    /// # Errors
    /// Whatever failed, in words.
    pub async fn open_shift(&mut self, days_ago: u32) -> Result<(), JsError> {
        self.till.ago = u64::from(days_ago) * DAY;
        let (settings, time) = (self.till.settings.clone(), self.till.time());
        let opened = self.till.journal.act(vec![RowKey::Till], time.at, move |rows, _| {
            let till = match rows.get(&RowKey::Till) {
                Ok(Some(Row::Till(till))) => *till,
                _ => TillRow::default(),
            };
            let opened = ShiftOpened::new(till, &settings, time, None, Amount::minor_i32(20_000))?;
            Ok(vec![Event::ShiftOpened(Box::new(opened))])
        });
        opened.await.map_err(failed)?.map_err(failed)?;
        let till = read::till(&self.store).await.map_err(failed)?;
        self.till.shift = till.open_shift().zip(till.business_date);
        self.till.tape.take();
        Ok(())
    }

    /// Commits so many sales.
    ///
    /// # Errors
    /// Whatever failed, in words.
    pub async fn sell(&mut self, sales: u32) -> Result<(), JsError> {
        for _ in 0..sales {
            self.till.sell().await?;
            self.till.tape.take();
        }
        Ok(())
    }

    /// Closes the shift with a count, and answers how many milliseconds that took, to the Z-report on the disk.
    ///
    /// # Errors
    /// Whatever failed, in words.
    pub async fn close_shift(&mut self) -> Result<f64, JsError> {
        let Some((shift, _)) = self.till.shift else { return Err(JsError::new("no shift is open")) };
        let (time, keys) = (self.till.time(), vec![RowKey::Shift(shift), RowKey::Till]);
        let began = clock();
        let closed = self.till.journal.act(keys, time.at, move |rows, head| {
            close(rows, head, &RowKey::Shift(shift), |totals| ShiftClosed { time, ..totals })
        });
        closed.await.map_err(failed)?.map_err(failed)?;
        let took = clock() - began;
        self.till.tape.take();
        Ok(took)
    }

    /// Counts all sales from nothing, keeps the book, and answers how many milliseconds the counting took.
    ///
    /// # Errors
    /// Whatever failed, in words.
    pub async fn rebuild(&mut self) -> Result<f64, JsError> {
        let head = self.till.journal.head().clone();
        let began = clock();
        let mut book = Book::default();
        report::catch_up(&self.store, &mut book, head.seq, |_, _| true).await.map_err(failed)?;
        let took = clock() - began;
        let (months, index) = report::keep(&self.store, &head.register, &mut book).await.map_err(failed)?;
        for (at, bytes) in months {
            self.cache.put_bytes(&month(at), &bytes).await.map_err(failed)?;
        }
        self.cache.put_bytes("index", &index).await.map_err(failed)?;
        Ok(took)
    }

    /// Reads the kept book, reports on all of its days and on as many before, and answers how many milliseconds that took.
    ///
    /// # Errors
    /// Whatever failed, in words.
    pub async fn report(&self) -> Result<f64, JsError> {
        let head = self.till.journal.head();
        let began = clock();
        let index = self.cache.get_bytes("index").await.ok_or_else(|| JsError::new("nothing is kept"))?;
        let kept = async |at: u32| self.cache.get_bytes(&month(at)).await;
        let book = report::restore(&self.store, &head.register, &index, kept).await;
        let mut book = book.ok_or_else(|| JsError::new("what was kept does not fit"))?;
        report::catch_up(&self.store, &mut book, head.seq, |_, _| true).await.map_err(failed)?;
        let (first, last) = book.reach().ok_or_else(|| JsError::new("no day has sales"))?;
        let span = Span::new(first, last);
        let before = Span::new(first.minus(span.days()), first.minus(1));
        for span in [span, before] {
            Report::of(&book, span).map_err(failed)?;
        }
        Ok(clock() - began)
    }

    /// How many sales the kept book has.
    ///
    /// # Errors
    /// Whatever failed, in words.
    pub async fn counted(&self) -> Result<f64, JsError> {
        let head = self.till.journal.head();
        let mut book = Book::default();
        report::catch_up(&self.store, &mut book, head.seq, |_, _| true).await.map_err(failed)?;
        let all = Span::new(DayNumber(0), DayNumber::LAST);
        Ok(f64::from(u32::try_from(Report::of(&book, all).map_err(failed)?.figures.sales).unwrap_or(u32::MAX)))
    }
}

fn month(at: u32) -> String {
    format!("month/{at}")
}

/// The fact that closes a shift whose drawer holds what is expected.
fn close(
    rows: &RowSet,
    head: &Head,
    key: &RowKey,
    at: impl FnOnce(ShiftClosed) -> ShiftClosed,
) -> Result<Vec<Event>, Refusal> {
    let Ok(Some(Row::Shift(row))) = rows.get(key) else { return Err(Refusal::ShiftMissing) };
    let expected = row.totals.expected_cash();
    let closed = ShiftClosed {
        shift: row.opened.shift,
        time: row.opened.time,
        operator: None,
        approved_by: None,
        count: CashCount { pieces: Vec::new(), loose: expected },
        counted: expected,
        expected,
        totals: row.totals.clone(),
        grand_total: head.grand_total,
        refund_total: head.refund_total,
    };
    Ok(vec![Event::ShiftClosed(Box::new(at(closed)))])
}
