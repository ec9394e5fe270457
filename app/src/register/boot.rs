//! What happens on start: take the writer's lock, open the journal, decide what is undecided, load the items, and take
//! up the basket that was being rung.

use super::core::{Core, Step, core, install};
use super::facts::sort_by_name;
use super::store::AnyStore;
use super::{Register, draft, host, items, troubles};
use crate::i18n::items as words;
use crate::state::{Failure, FailureAction, Shell, WriterState};
use crate::{browser, hub};
use evertill_domain::first_shop::FirstShop;
use evertill_domain::ids::{ReceiptNumber, RegisterId};
use evertill_domain::shop::Settings;
use evertill_journal::{Journal, JournalError, Opened, read};
use evertill_journal_idb::locks::LockError;
use evertill_journal_idb::{DATABASE, IdbStore, WriterLock};
use gloo_net::http::Request;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::rc::Rc;
use std::sync::Arc;

/// The lock that the one writing page holds.
const LOCK: &str = "evertill-writer";
/// What the shop is, for a register's first start.
const SHOP: &str = "/demo/shop.json";

/// Why a register could not be opened.
enum NotOpen {
    WriterElsewhere,
    Failed(Failure),
}

impl From<JournalError> for NotOpen {
    fn from(error: JournalError) -> Self {
        Self::Failed(troubles::of_journal(&error))
    }
}

/// Opens the register, and again whenever a failure page asks for it.
pub fn start(shell: Shell, register: Register) {
    shell.on_failure.set(Some(Callback::new(move |action| match action {
        FailureAction::TakeOver => spawn_local(open(shell, register, true)),
        FailureAction::Retry if core().is_some() => shell.failure.set(None),
        FailureAction::Retry => spawn_local(open(shell, register, false)),
        FailureAction::ExportJournal => spawn_local(async move {
            // A register that could not be opened to write may still be read.
            open_to_read(shell, register).await;
            items::save_journal(register);
        }),
        FailureAction::ReadOn => spawn_local(open_to_read(shell, register)),
    })));
    spawn_local(open(shell, register, false));
}

async fn open(shell: Shell, register: Register, take_over: bool) {
    if shell.opening.get_untracked() {
        return;
    }
    shell.opening.set(true);
    match open_to_write(shell, register, take_over).await {
        Ok(()) => {
            // Not before: a key pressed while the journal is being opened again would reach one that is gone.
            shell.failure.set(None);
            shell.writer.set(WriterState::Here);
            register.step.set(Step::Ready);
            // What came since everything was loaded.
            if let Some(core) = core() {
                register.show_unheard(&core).await;
            }
        }
        Err(NotOpen::WriterElsewhere) => {
            shell.writer.set(WriterState::Elsewhere);
            shell.failure.set(Some(Failure::WriterElsewhere));
        }
        Err(NotOpen::Failed(failure)) => shell.failure.set(Some(failure)),
    }
    shell.opening.set(false);
}

async fn open_to_write(shell: Shell, register: Register, take_over: bool) -> Result<(), NotOpen> {
    let lock = lock(shell, take_over).await?;
    let store = open_store(shell).await?;
    let now = host::now();
    register.step.set(Step::Recovering);
    let (mut journal, shop) = match Journal::open(store.clone()).await? {
        Opened::Found(mut journal) => {
            journal.take_writer(now, take_over).await?;
            (*journal, None)
        }
        Opened::Empty(store) => {
            let shop = first_shop().await;
            let settings = shop.as_ref().map_or_else(empty_shop, |shop| Some(shop.settings.clone()));
            let settings = settings.ok_or(NotOpen::Failed(Failure::Refused(SHOP.to_owned())))?;
            (Journal::found(store, new_register_id()?, settings, now).await?, shop)
        }
    };
    let report = journal.recover(now).await?;
    let core = Core::new(store, journal, lock).await;
    install(Rc::clone(&core));
    exchange(register, &core).await?;
    core.unheard.take();
    load(register, &core).await?;
    // A first start that was cut short left a demonstration without goods: the next one brings them in.
    let shop = if shop.is_none() && lacks_its_goods(register, &core) { first_shop().await } else { shop };
    // The goods of a shop with other registers come from there, once.
    if let Some(shop) = shop.filter(|_| register.hub.member.with_untracked(Option::is_none)) {
        stock(shell, register, shop).await;
    }
    register.recovered.set(report.decided);
    let everybody: Vec<_> = register.known().into_iter().map(|operator| operator.id).collect();
    draft::restore(&core, &everybody).await;
    if read::training(&core.store).await? {
        register.practise(shell, &core).await?;
        shell.toasts.notice(crate::text!(crate::i18n::training::still));
    } else if register.owner.with_untracked(Option::is_some) || !untrack(|| register.has_operators()) {
        // Where operators sign on, a basket waits for its own.
        register.forget_basket();
        register.take_up_basket(shell, register.owner.get_untracked().as_ref());
    }
    items::keep_snapshot_when_idle(&core);
    Ok(())
}

/// Begins to exchange entries with the hub, where there is one. A register without goods, also one whose first start was cut
/// short, asks to be let in: a hub that lets anybody in has the shop's goods. It waits for them; one that could not get all
/// of them sells what it got, and the rest comes as soon as it can.
async fn exchange(register: Register, core: &Rc<Core>) -> Result<(), JournalError> {
    let head = core.journal.lock().await.head().clone();
    let is_bare = head.next_receipt == ReceiptNumber(1) && read::catalogue_count(&core.store).await? == 0;
    if !is_bare || core.journal.lock().await.sync_state().await?.store.is_some() {
        return hub::go_on(register.hub, register, core).await;
    }
    let Ok(let_in) = hub::ask("", head.register).await else { return Ok(()) };
    register.step.set(Step::Joining(0, 1));
    hub::begin(register.hub, register, core, let_in).await?;
    loop {
        let Some(status) = register.hub.status.get_untracked() else {
            browser::pause(LOOK_MS).await;
            continue;
        };
        let (done, all) = (status.cursor.0, status.cursor.0.saturating_add(status.behind));
        register.step.set(Step::Joining(done, all));
        if status.last_failure.is_some() || (status.last_contact.is_some() && status.behind == 0 && status.waiting == 0)
        {
            return Ok(());
        }
        browser::pause(LOOK_MS).await;
    }
}

/// How often the first exchange is looked at, in milliseconds.
const LOOK_MS: i32 = 30;

fn lacks_its_goods(register: Register, core: &Core) -> bool {
    let demonstration = register.settings.with_untracked(|all| all.as_ref().is_some_and(|all| all.demonstration));
    demonstration && core.catalogue.borrow().is_empty()
}

/// Looks without the right to write: another page goes on selling.
async fn open_to_read(shell: Shell, register: Register) {
    if core().is_some() {
        return;
    }
    let opened = async {
        let store = open_store(shell).await?;
        let Opened::Found(journal) = Journal::open(store.clone()).await? else {
            return Err(NotOpen::WriterElsewhere);
        };
        let core = Core::new(store, *journal, None).await;
        install(Rc::clone(&core));
        load(register, &core).await
    };
    match opened.await {
        Ok(()) => register.step.set(Step::Ready),
        Err(NotOpen::WriterElsewhere) => shell.failure.set(Some(Failure::WriterElsewhere)),
        Err(NotOpen::Failed(failure)) => shell.failure.set(Some(failure)),
    }
}

/// Everything that the screens need.
async fn load(register: Register, core: &Rc<Core>) -> Result<(), NotOpen> {
    items::load(core).await?;
    // Here and not where a practice is shown: who is at the register is real there, too.
    register.operators.set(read::operators(&core.store).await?);
    Ok(show(register, core).await?)
}

/// Settings, head and customers, beside the items that were loaded.
pub(super) async fn show(register: Register, core: &Core) -> Result<(), JournalError> {
    let settings = read::settings(&core.store).await?;
    let mut customers = read::customers(&core.store).await?;
    let offers = read::offers(&core.store).await?;
    sort_by_name(&mut customers);
    register.till.set(read::till(&core.store).await?);
    register.held.set(read::suspended(&core.store).await?);
    register.conflicts.set(read::conflicts(&core.store).await?);
    register.head.set(Some(core.journal.lock().await.head().clone()));
    register.customers.set(customers);
    register.offers.set(Arc::new(offers));
    register.catalogue_changed.update(|count| *count += 1);
    // The settings open Sell, so they come last: what is scanned from here on finds its item.
    register.settings.set(settings);
    Ok(())
}

/// The lock; `None` in a browser that has none, where the journal's epoch alone keeps two writers apart.
async fn lock(shell: Shell, take_over: bool) -> Result<Option<WriterLock>, NotOpen> {
    let stolen = move || {
        shell.writer.set(WriterState::Elsewhere);
        shell.failure.set(Some(Failure::WriterLost));
    };
    let lock = if take_over {
        WriterLock::steal(LOCK, stolen).await.map(Some)
    } else {
        WriterLock::try_acquire(LOCK, stolen).await
    };
    match lock {
        Ok(Some(lock)) => Ok(Some(lock)),
        Ok(None) => Err(NotOpen::WriterElsewhere),
        Err(LockError::Unsupported) => Ok(None),
        Err(LockError::Failed(why)) => Err(NotOpen::Failed(Failure::Refused(why))),
    }
}

async fn open_store(shell: Shell) -> Result<AnyStore, NotOpen> {
    let opened = IdbStore::open(DATABASE, move |notice| troubles::on_notice(shell, notice)).await;
    opened.map(AnyStore::Kept).map_err(|error| NotOpen::Failed(troubles::of_store(&error)))
}

/// The name of a new register: short enough to read out, and nobody else's.
fn new_register_id() -> Result<RegisterId, NotOpen> {
    let unique = host::unique();
    let name = format!("R-{}", unique.get(..8).unwrap_or(&unique).to_uppercase());
    RegisterId::new(&name).map_err(|error| NotOpen::Failed(Failure::Refused(error.to_string())))
}

/// The shop that this address offers, where it offers one.
async fn first_shop() -> Option<FirstShop> {
    let text = String::from_utf8(fetched(SHOP).await?).ok()?;
    let value = js_sys::JSON::parse(&text).ok()?;
    let shop: FirstShop = serde_wasm_bindgen::from_value(value).ok()?;
    shop.settings.validate().is_ok().then_some(shop)
}

async fn fetched(address: &str) -> Option<Vec<u8>> {
    let response = Request::get(address).send().await.ok().filter(|response| response.ok())?;
    response.binary().await.ok()
}

/// A shop without anything in it, for an address that offers none.
fn empty_shop() -> Option<Settings> {
    use evertill_domain::ids::TaxCategoryId;
    use evertill_domain::tax::{TaxCategory, TaxMode};
    use evertill_domain::{Currency, Rate};
    Some(Settings {
        shop_name: "Evertill".to_owned(),
        taxes: vec![TaxCategory::single(
            TaxCategoryId::new("none").ok()?,
            "0 %".to_owned(),
            Rate::ZERO,
            TaxMode::Inclusive,
        )],
        loyalty: None,
        ..Settings::plain(Currency::from_code("EUR").ok()?)
    })
}

/// Brings the first shop's items, customers and offers in.
async fn stock(shell: Shell, register: Register, shop: FirstShop) {
    let items = format!("/demo/{}", shop.items);
    let facts = shop.facts();
    if register.record(shell, facts).await.is_ok()
        && let Some(core) = core()
        && let Ok(mut rows) = read::customers(&core.store).await
        && let Ok(offers) = read::offers(&core.store).await
    {
        sort_by_name(&mut rows);
        register.customers.set(rows);
        register.offers.set(Arc::new(offers));
    }
    let told = |done, all| register.step.set(Step::Stocking(done, all));
    let stocked = match fetched(&items).await {
        Some(bytes) => register.import_all(shell, bytes, told).await.is_ok(),
        None => false,
    };
    // A shop that could not be stocked sells by open price until items are imported; the message says so.
    if !stocked {
        shell.toasts.bad(crate::text!(words::stocking_failed));
    }
}
