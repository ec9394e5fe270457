//! A register that founds itself, knows a thousand customers, and sells.

use evertill_domain::clock::{LocalTime, Timestamp};
use evertill_domain::day::Day;
use evertill_domain::edit::Edit;
use evertill_domain::event::Event;
use evertill_domain::ids::{RegisterId, SaleId};
use evertill_domain::item::StockPolicy;
use evertill_domain::pricing::Rules;
use evertill_domain::quantity::Quantity;
use evertill_domain::sale::{SaleContext, complete};
use evertill_domain::shift::ShiftNumber;
use evertill_domain::shop::Settings;
use evertill_journal::Journal;
use evertill_journal::commit::Outcome;
use evertill_journal_idb::IdbStore;
use wasm_bindgen::JsError;

use crate::recording::{Recording, Tape};
use crate::shop::{self, Counter};
use crate::{clock, failed};

/// Stock on hand of every item before the first sale: more than is ever sold.
const STOCK: i32 = 1_000_000;
/// Where the luck of the baskets begins, the same in every run.
const SEED: u64 = 92_331;

/// A register that sells, with what it needs to ring up.
pub struct Till {
    /// The journal.
    pub journal: Journal<Recording>,
    /// What was written.
    pub tape: Tape,
    /// The shop's rules.
    pub settings: Settings,
    counter: Counter,
    register: RegisterId,
    sales: u32,
    /// The shift that sales count to.
    pub shift: Option<(ShiftNumber, Day)>,
    /// How many milliseconds before now the register believes that it is.
    pub ago: u64,
}

impl Till {
    /// Founds a register in the database of this name, imports the items of `csv` with stock of each, and gets to know
    /// a thousand customers.
    pub async fn found(database: &str, csv: Vec<u8>) -> Result<Self, JsError> {
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
        let mut till = Self { journal, tape, settings, counter, register, sales: 0, shift: None, ago: 0 };
        till.journal.record(parts.into_iter().map(Event::ItemsImported).collect(), now()).await.map_err(failed)?;
        let customers = (0..shop::CUSTOMERS)
            .map(|number| Ok(Event::CustomerChanged(Box::new(Edit::whole(shop::customer(number)?)))));
        till.journal.record(customers.collect::<Result<_, JsError>>()?, now()).await.map_err(failed)?;
        Ok(till)
    }

    /// What time it believes that it is.
    pub fn time(&self) -> LocalTime {
        LocalTime { at: Timestamp(now().0.saturating_sub(self.ago)), offset: 60 }
    }

    /// Commits a sale and answers how many milliseconds that took.
    pub async fn sell(&mut self) -> Result<f64, JsError> {
        let time = self.time();
        let (basket, tenders) = self.counter.basket(Rules::new(&self.settings, time))?;
        self.sales += 1;
        let id = SaleId::new(&format!("bench-{:030}", self.sales)).map_err(failed)?;
        let (settings, register) = (self.settings.clone(), self.register.clone());
        let shift = self.shift;
        let began = clock();
        let make = move |receipt| {
            let context = SaleContext { shift, ..SaleContext::new(id, register, receipt) };
            complete(&basket, &tenders, Rules::new(&settings, time), context)
        };
        let committed = self.journal.complete_sale(time.at, make).await.map_err(failed)?;
        let took = clock() - began;
        if committed.outcome == Outcome::Confirmed { Ok(took) } else { Err(failed(committed.outcome)) }
    }
}

fn now() -> Timestamp {
    Timestamp(js_sys::Date::now().max(0.0) as u64)
}
