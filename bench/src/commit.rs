//! Commits of sales as the register makes them, beside two bare strict transactions that write the same bytes.

use evertill_domain::clock::{LocalTime, Timestamp};
use evertill_domain::event::Event;
use evertill_domain::ids::{RegisterId, SaleId};
use evertill_domain::item::StockPolicy;
use evertill_domain::pricing::Rules;
use evertill_domain::quantity::Quantity;
use evertill_domain::sale::{SaleContext, complete};
use evertill_domain::shop::Settings;
use evertill_journal::Journal;
use evertill_journal::commit::Outcome;
use evertill_journal::store::Batch;
use evertill_journal_idb::floor::Floor;
use evertill_journal_idb::{DATABASE, IdbStore};
use wasm_bindgen::prelude::*;

use crate::recording::{Recording, Tape};
use crate::shop::{self, Counter};
use crate::{clock, failed};

/// The database of the register that is measured.
const OURS: &str = "bench-ours";
/// The database of the floor.
const FLOOR: &str = "bench-floor";
/// Stock on hand of every item before the first sale: more than is ever sold.
const STOCK: i32 = 1_000_000;
/// Where the luck of the baskets begins, the same in every run.
const SEED: u64 = 92_331;

/// A register that sells, with what it needs to ring up.
struct Till {
    journal: Journal<Recording>,
    tape: Tape,
    settings: Settings,
    counter: Counter,
    register: RegisterId,
    sales: u32,
}

impl Till {
    /// Founds a register in the database of this name, imports the items of `csv` with stock of each, and gets to know
    /// a thousand customers.
    async fn found(database: &str, csv: Vec<u8>) -> Result<Self, JsError> {
        let mut parts = shop::parts(csv)?;
        for part in &mut parts {
            for item in &mut part.items {
                item.stock = StockPolicy::Strict;
            }
            part.stock = part.items.iter().map(|item| (item.sku.clone(), Quantity::whole(STOCK))).collect();
        }
        let counter = Counter::new(shop::catalogue(&parts), SEED);
        let settings = shop::settings()?;
        let register = RegisterId::new("R-BENCH").map_err(failed)?;
        let (store, tape) = Recording::new(IdbStore::open(database, |_| {}).await.map_err(failed)?);
        let journal = Journal::found(store, register.clone(), settings.clone(), now()).await.map_err(failed)?;
        let mut till = Self { journal, tape, settings, counter, register, sales: 0 };
        till.journal.record(parts.into_iter().map(Event::ItemsImported).collect(), now()).await.map_err(failed)?;
        let customers =
            (0..shop::CUSTOMERS).map(|number| Ok(Event::CustomerChanged(Box::new(shop::customer(number)?))));
        till.journal.record(customers.collect::<Result<_, JsError>>()?, now()).await.map_err(failed)?;
        Ok(till)
    }

    /// Commits a sale and answers how many milliseconds that took.
    async fn sell(&mut self) -> Result<f64, JsError> {
        let time = LocalTime { at: now(), offset: 60 };
        let (basket, tenders) = self.counter.basket(Rules::new(&self.settings, time))?;
        self.sales += 1;
        let id = SaleId::new(&format!("bench-{:030}", self.sales)).map_err(failed)?;
        let (settings, register) = (self.settings.clone(), self.register.clone());
        let began = clock();
        let make = move |receipt| {
            let context = SaleContext::new(id, register, receipt);
            complete(&basket, &tenders, Rules::new(&settings, time), context)
        };
        let committed = self.journal.complete_sale(time.at, make).await.map_err(failed)?;
        let took = clock() - began;
        if committed.outcome == Outcome::Confirmed { Ok(took) } else { Err(failed(committed.outcome)) }
    }
}

/// A register with its items in stock, and a floor that was told to write the same.
#[wasm_bindgen]
pub struct CommitBench {
    till: Till,
    floor: Floor,
    /// The batches of the last sale, which the floor has not written yet.
    waiting: Vec<Batch>,
}

#[wasm_bindgen]
impl CommitBench {
    /// Founds a register with the items of `csv`, and a floor beside it.
    ///
    /// # Errors
    /// Whatever failed, in words.
    pub async fn open(csv: Vec<u8>) -> Result<CommitBench, JsError> {
        let till = Till::found(OURS, csv).await?;
        let floor = Floor::open(FLOOR).await.map_err(failed)?;
        for batch in till.tape.take() {
            floor.bare_transaction(&batch).await.map_err(failed)?;
        }
        Ok(Self { till, floor, waiting: Vec::new() })
    }

    /// Commits a sale, and answers how many milliseconds that took: from the basket and its tenders to the confirmed
    /// sale on the disk.
    ///
    /// # Errors
    /// Whatever failed, in words; also a sale that was rolled back.
    pub async fn ours(&mut self) -> Result<f64, JsError> {
        let took = self.till.sell().await?;
        self.waiting = self.till.tape.take();
        Ok(took)
    }

    /// Writes what the last sale wrote in two bare transactions, and answers how many milliseconds that took.
    ///
    /// # Errors
    /// Whatever failed, in words.
    pub async fn floor(&mut self) -> Result<f64, JsError> {
        let [prepare, decide] = self.waiting.as_slice() else {
            return Err(JsError::new("a sale is written in two transactions"));
        };
        let began = clock();
        self.floor.two_bare_transactions(prepare, decide).await.map_err(failed)?;
        let took = clock() - began;
        self.waiting.clear();
        Ok(took)
    }

    /// How many puts the last sale wrote, and how many bytes, before the floor has written them.
    #[must_use]
    pub fn written(&self) -> Vec<u32> {
        let puts = |batch: &Batch| {
            let entries = batch.entries.iter().map(|(_, bytes)| bytes.len());
            let rows = batch.rows.iter().map(|(_, bytes)| bytes.as_ref().map_or(0, Vec::len));
            let outbox = batch.outbox.iter().map(|(_, bytes)| bytes.len());
            let head = batch.head.iter().map(Vec::len);
            entries.chain(rows).chain(outbox).chain(head).collect::<Vec<usize>>()
        };
        let all: Vec<usize> = self.waiting.iter().flat_map(puts).collect();
        [all.len(), all.iter().sum()].map(|number| u32::try_from(number).unwrap_or(u32::MAX)).to_vec()
    }
}

/// Makes the register of this address one that has the items of `csv` and has made so many sales: what a shop looks
/// like after months, for measurements of the whole page.
///
/// # Errors
/// Whatever failed, in words; also where there is a register already.
#[wasm_bindgen]
pub async fn stock_register(csv: Vec<u8>, sales: u32) -> Result<(), JsError> {
    let mut till = Till::found(DATABASE, csv).await?;
    till.tape.take();
    for _ in 0..sales {
        till.sell().await?;
        till.tape.take();
    }
    Ok(())
}

fn now() -> Timestamp {
    Timestamp(js_sys::Date::now().max(0.0) as u64)
}
