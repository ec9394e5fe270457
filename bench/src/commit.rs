//! Commits of sales as the register makes them, beside two bare strict transactions that write the same bytes.

use evertill_journal::store::Batch;
use evertill_journal_idb::DATABASE;
use evertill_journal_idb::floor::Floor;
use wasm_bindgen::prelude::*;

use crate::till::Till;
use crate::{clock, failed};

/// The database of the register that is measured.
const OURS: &str = "bench-ours";
/// The database of the floor.
const FLOOR: &str = "bench-floor";

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
