//! What this register may spend of what the shop has only so much of: asked for before it is sold, and given back when it is
//! not needed. A register that sells alone, and whoever practises, needs no right.

use super::core::{Core, core};
use super::{Register, host};
use crate::browser;
use evertill_domain::item::StockPolicy;
use evertill_domain::quantity::Quantity;
use evertill_domain::rights::{self, Asset, NotHeld, Way};
use evertill_domain::sale::Sale;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::BTreeMap;
use std::rc::Rc;

/// For how long a cashier waits for the shop's answer at most, in milliseconds.
const ASK_MS: f64 = 3_000.0;
/// How often an answer is looked for, in milliseconds.
const LOOK_MS: i32 = 15;
/// How many sales like this one the register wants to be ready for when the connection is gone.
const FORECAST_SALES: u64 = 10;

/// What a sale is about to spend: nobody gives that back for as long as this lives.
pub(super) struct Wanted(Register);

impl Wanted {
    pub fn by(register: Register, sale: &Sale) -> Self {
        register.hub.wanted.set_value(rights::assets(sale));
        Self(register)
    }
}

impl Drop for Wanted {
    fn drop(&mut self) {
        self.0.hub.wanted.set_value(Vec::new());
    }
}

impl Register {
    /// Sees that this register may spend what `sale` takes. What it holds no right to is asked for.
    ///
    /// # Errors
    /// What is still missing.
    pub(super) async fn secure_rights(self, sale: &Sale) -> Result<(), Vec<NotHeld>> {
        // Most sales take nothing that there is only so much of, and wait for nobody.
        if rights::assets(sale).is_empty() {
            return Ok(());
        }
        let Some(core) = core().filter(|core| core.real.is_none()) else { return Ok(()) };
        let until = browser::monotonic_ms() + ASK_MS;
        let missing = not_held(&core, sale).await;
        if missing.is_empty() {
            return Ok(());
        }
        for NotHeld { asset, wanted, .. } in missing {
            self.ask_for(&core, asset, wanted, until).await;
        }
        let missing = not_held(&core, sale).await;
        if missing.is_empty() { Ok(()) } else { Err(missing) }
    }

    /// Asks the shop for the right to spend `need`, where there is a connection, and waits for the answer.
    async fn ask_for(self, core: &Rc<Core>, asset: Asset, need: u64, until: f64) {
        let forecast = if asset.is_held_whole() { need } else { need.saturating_mul(FORECAST_SALES) };
        while self.hub.is_online() && browser::monotonic_ms() < until {
            let mut journal = core.journal.lock().await;
            if journal.right(&asset).await.is_ok_and(|purse| purse.rights >= need) {
                return;
            }
            journal.set_actor(self.actor(Vec::new()));
            let begun = journal.begin_transfer(asset.clone(), Way::Ask { need, forecast }, host::now()).await;
            self.head.set(Some(journal.head().clone()));
            drop(journal);
            match begun {
                Ok(Some(id)) => {
                    self.hub.transfer_begun();
                    return self.hear_of(id, until).await;
                }
                // Another transfer is under way: it is over in a moment.
                Ok(None) => browser::pause(LOOK_MS).await,
                Err(_) => return,
            }
        }
    }

    async fn hear_of(self, id: u64, until: f64) {
        let heard = || self.hub.settled.with_untracked(|settled| settled.as_ref().is_some_and(|known| known.id >= id));
        while !heard() && self.hub.is_online() && browser::monotonic_ms() < until {
            browser::pause(LOOK_MS).await;
        }
    }

    /// Asks for what is being rung up, so that nobody waits for it at the end.
    async fn foresee(self, wanted: BTreeMap<Asset, u64>) {
        let Some(core) = core().filter(|core| core.real.is_none()) else { return };
        let until = browser::monotonic_ms() + ASK_MS;
        for (asset, need) in wanted {
            self.ask_for(&core, asset, need, until).await;
        }
    }
}

async fn not_held(core: &Core, sale: &Sale) -> Vec<NotHeld> {
    // What cannot be read now is seen when the sale is decided.
    core.journal.lock().await.not_held(sale).await.unwrap_or_default()
}

/// Asks in advance for items that are sold strictly, as they are rung up.
pub fn foresee(register: Register) {
    let strict = Memo::new(move |_| {
        let mut wanted: BTreeMap<Asset, u64> = BTreeMap::new();
        register.basket.with(|basket| {
            for line in basket.lines().iter().filter(|line| line.stock == StockPolicy::Strict) {
                let need = wanted.entry(Asset::Stock(line.sku.clone())).or_default();
                let quantity = u64::try_from(line.quantity.max(Quantity::ZERO).as_thousandths()).unwrap_or(0);
                *need = need.saturating_add(quantity);
            }
        });
        wanted
    });
    Effect::new(move |_| {
        let wanted = strict.get();
        if !wanted.is_empty() && register.hub.is_online() && !register.training.get_untracked() {
            spawn_local(register.foresee(wanted));
        }
    });
}
