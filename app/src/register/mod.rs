//! The register itself: what screens ask and tell, above journal, catalogue and basket.
//!
//! [`Register`] is a `Copy` handle of signals that live as long as the page; `register()` finds it in any component.
//! Behind it stands one [`core::Core`] with the journal, the catalogue and the writer's lock. Read in this order:
//! `boot` (what happens on start), `basket` and `goods` (ringing up), `tenders` (what is taken for it), `pay` (committing), `held` (sales
//! set aside), `till` (shifts and cash), `facts` (everything else that is written), `lookup` (reading), `items` (the catalogue
//! and its imports), `offers` (promotions and prices), `people` (who is signed on and what they may do), `idle` (locking), `pins` (how PINs are
//! kept), `draft` (a basket survives a reload), `heard` (what other registers
//! wrote), `rights` (what this one may spend of what there is only so much of).

mod basket;
mod boot;
mod core;
mod draft;
mod facts;
mod goods;
mod heard;
mod held;
mod host;
mod idle;
mod imports;
mod items;
mod lookup;
mod offers;
mod pay;
mod people;
mod pins;
mod reports;
mod rights;
mod store;
mod tenders;
mod till;
mod tips;
mod training;
mod troubles;

pub use boot::start;
pub use core::{Core, Step, core};
pub use facts::FactError;
pub use goods::{Found, Wish};
pub use host::{local_now, now, unique as new_id};
pub use idle::watch_idle;
pub use imports::{ImportError, Imported, SLICE_MS};
pub use items::journal_file_name;
pub use lookup::{Decision, LookupError};
pub use pay::{PayError, return_basket};
pub use rights::foresee;
pub use store::AnyStore;
pub use tenders::is_charged;
pub use till::ActError;
pub use training::TrainingError;

use crate::hub::Hub;
use evertill_domain::basket::Basket;
use evertill_domain::conflict::Conflict;
use evertill_domain::ids::OperatorId;
use evertill_domain::offers::Offers;
use evertill_domain::people::{Approval, Need, OperatorRow};
use evertill_domain::pricing::Priced;
use evertill_domain::rows::CustomerRow;
use evertill_domain::shift::TillRow;
use evertill_domain::shop::Settings;
use evertill_domain::suspended::SuspendedSale;
use evertill_domain::tender::Tender;
use evertill_journal::commit::Committed;
use evertill_wire::Head;
use leptos::prelude::*;
use std::sync::Arc;

/// The register's signals; see the head of this file.
#[derive(Clone, Copy)]
pub struct Register {
    /// The settings in force; `None` until the register is open.
    pub settings: RwSignal<Option<Settings>>,
    /// Where the journal stands; `None` until it is open.
    pub head: RwSignal<Option<Head>>,
    /// The lines being rung up. Changed only through [`Register::change`] and its like.
    pub basket: RwSignal<Basket>,
    /// What they cost.
    pub priced: RwSignal<Priced>,
    /// Tenders taken for it so far. Changed only through [`Register::take`] and its like.
    pub tenders: RwSignal<Vec<Tender>>,
    /// Counts changes of the catalogue: read it to follow them, then use [`Register::catalogue`].
    pub catalogue_changed: RwSignal<u64>,
    /// Promotions and prices in force.
    pub offers: RwSignal<Arc<Offers>>,
    /// All customers, by name.
    pub customers: RwSignal<Vec<CustomerRow>>,
    /// Counts movements of stock that came from elsewhere: read it to follow them, then use [`Register::stock`].
    pub stock_changed: RwSignal<u64>,
    /// The shop that this register belongs to, and how the exchange with it stands.
    pub hub: Hub,
    /// Sales that this start found undecided and decided; shown once.
    pub recovered: RwSignal<Vec<Committed>>,
    /// How far opening has come, while it lasts.
    pub step: RwSignal<Step>,
    /// What registers did while they were apart and cannot all stand.
    pub conflicts: RwSignal<Vec<Conflict>>,
    /// Sales set aside, the oldest first; those that the basket goes on from are among them.
    pub held: RwSignal<Vec<SuspendedSale>>,
    /// Where the shifts stand.
    pub till: RwSignal<TillRow>,
    /// Whether somebody practises: nothing counts.
    pub training: RwSignal<bool>,
    /// The sale that was completed last, for the receipt.
    pub last: RwSignal<Option<Committed>>,
    /// Everybody who ever was an operator, with the wrong PINs tried for them.
    pub operators: RwSignal<Vec<OperatorRow>>,
    /// Who is signed on; nobody in a shop without operators, or while it is locked.
    pub operator: RwSignal<Option<OperatorId>>,
    /// Whose basket and screens these are: whoever was signed on last.
    pub owner: RwSignal<Option<OperatorId>>,
    /// Whether the register locked itself, and not a hand.
    pub locked_idle: RwSignal<bool>,
    /// What was allowed for as long as its screen is open.
    pub standing: RwSignal<Vec<Approval>>,
    /// What somebody is asked to allow.
    pub approval_asked: RwSignal<Option<Need>>,
}

impl Register {
    /// The signals of a register that is not open yet.
    pub fn new() -> Self {
        Self {
            settings: RwSignal::new(None),
            head: RwSignal::new(None),
            basket: RwSignal::new(Basket::default()),
            priced: RwSignal::new(Priced::default()),
            tenders: RwSignal::new(Vec::new()),
            catalogue_changed: RwSignal::new(0),
            offers: RwSignal::new(Arc::default()),
            customers: RwSignal::new(Vec::new()),
            stock_changed: RwSignal::new(0),
            hub: Hub::new(),
            recovered: RwSignal::new(Vec::new()),
            step: RwSignal::new(Step::Opening),
            conflicts: RwSignal::new(Vec::new()),
            held: RwSignal::new(Vec::new()),
            till: RwSignal::new(TillRow::default()),
            training: RwSignal::new(false),
            last: RwSignal::new(None),
            operators: RwSignal::new(Vec::new()),
            operator: RwSignal::new(None),
            owner: RwSignal::new(None),
            locked_idle: RwSignal::new(false),
            standing: RwSignal::new(Vec::new()),
            approval_asked: RwSignal::new(None),
        }
    }
}

/// The register of this page. Call it while a component is being built, and move the handle into handlers.
pub fn register() -> Register {
    expect_context::<Register>()
}
