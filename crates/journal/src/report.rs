//! The book of sales above a store: restored from what was kept, caught up with the journal, kept again; and the sales
//! behind its rows.
//!
//! A sale's commit knows nothing of it. Whoever wants a report catches the book up with the entries that came since, in
//! pages, and can stop after each. What is kept says how far it goes, so that nothing is counted twice and nothing is
//! missed, wherever the writing of it was cut off: months are written before the index, and each remembers the last
//! decision that it counts.

use std::collections::{BTreeMap, BTreeSet};

use evertill_domain::event::Event;
use evertill_domain::ids::{RegisterId, Seq};
use evertill_domain::report::{Behind, Book, DayNumber, DaySums, Month, Span, Unfit};
use evertill_domain::sale::Sale;
use evertill_money::Amount;
use evertill_wire::{Body, Entry, ReportIndex, from_record, to_record};

use crate::draft::Corrupt;
use crate::journal::JournalError;
use crate::read;
use crate::store::JournalStore;

/// How many entries are read at a time: a few milliseconds of work.
const PAGE: usize = 200;

/// Counts what the journal holds up to `last` and the book does not cover. `progress` hears how many entries are done and
/// how many there are, and stops by answering `false`: the answer is then `false`, and the book is good as far as it goes.
///
/// # Errors
/// [`JournalError`]; [`Corrupt::Reports`] where book and journal contradict each other: a book that was kept is then made
/// anew from nothing.
pub async fn catch_up(
    store: &impl JournalStore,
    book: &mut Book,
    last: Seq,
    mut progress: impl FnMut(u64, u64) -> bool,
) -> Result<bool, JournalError> {
    let first = book.covers();
    while book.covers() < last {
        if !progress(book.covers().0.saturating_sub(first.0), last.0.saturating_sub(first.0)) {
            return Ok(false);
        }
        let next = book.covers().next();
        let page = read::entries(store, next, PAGE).await?;
        if page.first().is_none_or(|entry| entry.header.seq != next) {
            return Err(Corrupt::Missing(next).into());
        }
        for entry in page.into_iter().filter(|entry| entry.header.seq <= last) {
            let seq = entry.header.seq;
            match known(&entry)? {
                Some(event) => book.push(seq, event).map_err(|unfit| Corrupt::Reports(place_of(unfit, seq)))?,
                None => book.pass(seq),
            }
        }
    }
    Ok(true)
}

fn place_of(unfit: Unfit, at: Seq) -> Seq {
    match unfit {
        Unfit::Range => at,
        Unfit::Undecidable(at) | Unfit::Totals(at) => at,
    }
}

/// The event of an entry, where this build knows it.
fn known(entry: &Entry) -> Result<Option<Event>, JournalError> {
    match entry.body().map_err(|why| Corrupt::Entry { seq: entry.header.seq, why })? {
        Body::Known(event) => Ok(Some(*event)),
        Body::Unknown => Ok(None),
    }
}

/// What has to be written of a book, in this order: the months that changed since this was last asked, then the index.
///
/// # Errors
/// [`JournalError`].
pub async fn keep(
    store: &impl JournalStore,
    register: &RegisterId,
    book: &mut Book,
) -> Result<(Vec<(u32, Vec<u8>)>, Vec<u8>), JournalError> {
    let covers = book.covers();
    let entry = read::entry(store, covers).await?.ok_or(Corrupt::Missing(covers))?;
    let changed = book.take_changed();
    let months = changed.into_iter().filter_map(|at| Some((at, to_record(book.months().get(&at)?)))).collect();
    let (sold, refunded) = book.totals();
    let index = ReportIndex {
        register: register.clone(),
        covers,
        hash: entry.hash,
        sold,
        refunded,
        waiting: book.waiting().collect(),
        months: book.months().iter().map(|(at, month)| (*at, month.covers)).collect(),
    };
    Ok((months, to_record(&index)))
}

/// The book that was kept; `None` where there is none, or none that is whole and of this journal. `month` finds what was
/// kept of a month.
pub async fn restore(
    store: &impl JournalStore,
    register: &RegisterId,
    index: &[u8],
    month: impl AsyncFn(u32) -> Option<Vec<u8>>,
) -> Option<Book> {
    let index: ReportIndex = from_record(index).ok().filter(|index: &ReportIndex| index.register == *register)?;
    let entry = read::entry(store, index.covers).await.ok()??;
    if entry.hash != index.hash {
        return None;
    }
    let mut months = BTreeMap::new();
    for (at, covers) in &index.months {
        let kept: Month = from_record(&month(*at).await?).ok()?;
        if kept.covers < *covers || kept.days.iter().any(|day| day.day.month() != *at) {
            return None;
        }
        months.insert(*at, kept);
    }
    if !adds_up(&index, &months) {
        return None;
    }
    let mut waiting = BTreeMap::new();
    for seq in index.waiting {
        let Event::SalePrepared(sale) = read::event(store, seq).await.ok()?? else { return None };
        waiting.insert(seq, sale);
    }
    Some(Book::kept(index.covers, (index.sold, index.refunded), months, waiting))
}

/// Whether the months come to what the index says. Months that were written after the index was are ahead of it.
fn adds_up(index: &ReportIndex, months: &BTreeMap<u32, Month>) -> bool {
    let are_ahead = months.values().any(|month| month.covers > index.covers);
    let totals = months.values().flat_map(|month| &month.days).map(|day| day.figures.total);
    let sum = Amount::sum(totals);
    are_ahead || (sum.is_ok() && sum == index.sold.minus(index.refunded))
}

/// The sales behind a row, the latest day first and within a day the latest first, day by day until at least `enough` of
/// them are found or none is left. The second part of the answer is the span that was not looked at, if any.
///
/// # Errors
/// [`JournalError`].
pub async fn sales_behind(
    store: &impl JournalStore,
    book: &Book,
    span: Span,
    behind: &Behind,
    enough: usize,
) -> Result<(Vec<Sale>, Option<Span>), JournalError> {
    let days: Vec<DaySums> =
        book.days(span).filter(|(month, day)| behind.is_on(month, day)).map(|(_, day)| day.clone()).collect();
    let mut sales = Vec::new();
    let mut days = days.into_iter().rev();
    for day in days.by_ref() {
        let of_day = sales_of_day(store, &day, behind).await?;
        sales.extend(of_day.into_iter().rev());
        if sales.len() >= enough {
            break;
        }
    }
    let rest = days.next().map(|next: DaySums| Span::new(span.from, next.day));
    Ok((sales, rest))
}

/// The confirmed sales of a day behind a row, in the order of the journal.
async fn sales_of_day(store: &impl JournalStore, day: &DaySums, behind: &Behind) -> Result<Vec<Sale>, JournalError> {
    let mut prepared: BTreeMap<Seq, Box<Sale>> = BTreeMap::new();
    let mut confirmed: BTreeSet<Seq> = BTreeSet::new();
    let mut next = day.first;
    while next <= day.last {
        let page = read::entries(store, next, PAGE).await?;
        let Some(last) = page.last().map(|entry| entry.header.seq) else { break };
        for entry in page.iter().filter(|entry| entry.header.seq <= day.last) {
            match known(entry)? {
                Some(Event::SalePrepared(sale)) if DayNumber::of_sale(&sale) == day.day && behind.has(&sale) => {
                    prepared.insert(entry.header.seq, sale);
                }
                Some(Event::SaleConfirmed(decision)) => {
                    confirmed.insert(decision.prepared);
                }
                _ => {}
            }
        }
        next = last.next();
    }
    Ok(prepared.into_iter().filter(|(seq, _)| confirmed.contains(seq)).map(|(_, sale)| *sale).collect())
}
