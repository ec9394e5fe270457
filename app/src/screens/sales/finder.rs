//! Loads the list of sales page by page, as far as somebody looks.

use super::list_model::{Filter, ListRow, ListedSale, rows};
use crate::browser;
use crate::register::{LookupError, Register, Step};
use evertill_domain::ids::ReceiptNumber;
use evertill_domain::rows::{SaleStatus, SoldSale};
use evertill_journal::commit::Outcome;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;

/// Sales read from the journal at a time.
const PAGE: usize = 200;
/// Answers to a search that are enough until somebody scrolls on.
const ENOUGH: usize = 60;
/// How long a search waits for the next letter, in milliseconds.
const PAUSE_MS: i32 = 120;

/// The list as far as it is loaded.
#[derive(Clone, Copy)]
pub struct Finder {
    register: Register,
    filter: RwSignal<Filter>,
    sales: RwSignal<Vec<ListedSale>>,
    next: StoredValue<Option<ReceiptNumber>>,
    round: StoredValue<u32>,
    /// Whether everything that answers is loaded.
    pub ended: RwSignal<bool>,
    /// Whether a page is being read.
    pub working: RwSignal<bool>,
    /// Whether the journal could not be read.
    pub failed: RwSignal<bool>,
}

impl Finder {
    /// A list that follows what is typed.
    pub fn new(register: Register, query: RwSignal<String>) -> Finder {
        let finder = Finder {
            register,
            filter: RwSignal::new(Filter::All),
            sales: RwSignal::new(Vec::new()),
            next: StoredValue::new(None),
            round: StoredValue::new(0),
            ended: RwSignal::new(false),
            working: RwSignal::new(false),
            failed: RwSignal::new(false),
        };
        Effect::new(move || {
            let text = query.get();
            if register.step.get() == Step::Ready {
                finder.ask(&text);
            }
        });
        finder
    }

    /// The rows of the list.
    pub fn rows(self) -> Signal<Arc<Vec<ListRow>>> {
        Signal::derive(move || {
            let whole = self.filter.with(|filter| *filter == Filter::All);
            Arc::new(self.sales.with(|sales| rows(sales, whole, self.ended.get())))
        })
    }

    /// Whether there is nothing to show and nothing to come.
    pub fn is_empty(self) -> bool {
        self.ended.get() && self.sales.with(Vec::is_empty)
    }

    /// Whether everything is listed.
    pub fn lists_all(self) -> bool {
        self.filter.with(|filter| *filter == Filter::All)
    }

    /// Reads on, unless that is happening or there is nothing more.
    pub fn more(self) {
        if !self.working.get_untracked() && !self.ended.get_untracked() && !self.failed.get_untracked() {
            self.working.set(true);
            spawn_local(self.read_on(self.round.get_value()));
        }
    }

    /// Begins anew, after a failure.
    pub fn retry(self) {
        let filter = self.filter.get_untracked();
        self.begin(filter);
    }

    fn ask(self, text: &str) {
        let money = self.register.money_now();
        let filter = self.register.customers.with_untracked(|all| Filter::parse(text, &money, all));
        let first = self.round.get_value() == 0;
        if first || self.filter.with_untracked(|now| *now != filter) {
            self.begin(filter);
        }
    }

    fn begin(self, filter: Filter) {
        let hopeless = filter.is_hopeless();
        // Answers to an earlier search that still arrive belong to an earlier round.
        let round = self.round.get_value().wrapping_add(1).max(1);
        self.round.set_value(round);
        let all = filter == Filter::All;
        self.filter.set(filter);
        self.next.set_value(None);
        self.sales.set(Vec::new());
        self.failed.set(false);
        self.ended.set(hopeless);
        self.working.set(!hopeless);
        if hopeless {
            return;
        }
        let start = move || {
            if self.round.try_get_value() == Some(round) {
                spawn_local(self.read_on(round));
            }
        };
        if all { start() } else { browser::after(PAUSE_MS, start) }
    }

    async fn read_on(self, round: u32) {
        let mut found = 0;
        while found < ENOUGH {
            let before = self.next.try_get_value().flatten();
            let page = self.register.sales(before, PAGE).await;
            let read = match page {
                Ok(page) => self.listed(page).await,
                Err(error) => Err(error),
            };
            // The screen may be gone, or be looking for something else.
            if self.round.try_get_value() != Some(round) {
                return;
            }
            let Ok((hits, last, ended)) = read else {
                self.failed.set(true);
                break;
            };
            found += hits.len();
            self.next.set_value(last);
            if !hits.is_empty() {
                self.sales.update(|sales| sales.extend(hits));
            }
            self.ended.set(ended);
            if ended {
                break;
            }
        }
        self.working.set(false);
    }

    /// What of a page answers, the page's last receipt, and whether it was the last page.
    async fn listed(self, page: Vec<SoldSale>) -> Result<(Vec<ListedSale>, Option<ReceiptNumber>, bool), LookupError> {
        let (last, ended) = (page.last().map(|sold| sold.receipt), page.len() < PAGE);
        let filter = self.filter.try_get_untracked().unwrap_or(Filter::All);
        let mut hits = Vec::new();
        for sold in page.into_iter().filter(|sold| filter.matches(sold)) {
            let decision = match sold.status {
                SaleStatus::RolledBack => self.register.decision(sold.prepared).await?,
                SaleStatus::Confirmed => None,
            };
            let refused = decision.and_then(|decision| match decision.outcome {
                Outcome::RolledBack { participant, reason } => Some((participant, reason)),
                Outcome::Confirmed => None,
            });
            hits.push(ListedSale { sold, refused });
        }
        Ok((hits, last, ended))
    }
}
