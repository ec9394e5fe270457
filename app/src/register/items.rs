//! The catalogue of this page: loaded from a kept snapshot and what changed since, changed by facts, kept again when idle.

use super::core::{Core, core};
use super::{FactError, Register, host};
use crate::browser;
use crate::state::Shell;
use evertill_catalogue::{Catalogue, Covers};
use evertill_domain::edit::Edit;
use evertill_domain::event::{Event, ItemsImported};
use evertill_domain::ids::RegisterId;
use evertill_domain::item::Item;
use evertill_domain::origin::Origin;
use evertill_domain::people::Act;
use evertill_journal::{Fact, JournalError, read};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::rc::Rc;

const SNAPSHOT: &str = "catalogue";

/// Loads the items, and once more where one was changed meanwhile: what was read may lack that change.
pub async fn load(core: &Core) -> Result<(), JournalError> {
    loop {
        let before = core.catalogue_covers.borrow().clone();
        let (catalogue, covers) = loaded(core).await?;
        if *core.catalogue_covers.borrow() == before {
            *core.catalogue.borrow_mut() = catalogue;
            *core.catalogue_covers.borrow_mut() = covers;
            return Ok(());
        }
    }
}

/// The kept snapshot where it is of this journal and no earlier change has arrived since, and every later change from the
/// journals.
async fn loaded(core: &Core) -> Result<(Catalogue, Covers), JournalError> {
    let (register, owner) = owner(core).await?;
    let kept = core.cache.get_bytes(SNAPSHOT).await.and_then(|bytes| unpack(&bytes, &owner));
    // Before anything is read: should more give way meanwhile, the snapshot counts for nothing at the next start.
    core.catalogue_owner.replace(owner);
    let (mut catalogue, mut covers) = kept.unwrap_or_default();
    let count = read::catalogue_count(&core.store).await?;
    let mut changes = read::catalogue_changes(&core.store, covers.last.as_ref()).await?;
    if !covers.is_whole(count, changes.len() as u64) {
        (catalogue, covers) = Default::default();
        changes = read::catalogue_changes(&core.store, None).await?;
    }
    core.snapshot_covers.set(covers.count);
    for origin in changes {
        if let Some(event) = read::event_of(&core.store, &register, &origin).await? {
            catalogue.change(&event);
        }
        covers.take(&origin);
    }
    Ok((catalogue, covers))
}

/// Whose a snapshot is: the register, and how often what was pulled gave way to something else. A snapshot from before that may
/// cover as many entries, and not the same.
async fn owner(core: &Core) -> Result<(RegisterId, String), JournalError> {
    let journal = core.journal.lock().await;
    let (register, state) = (journal.head().register.clone(), journal.sync_state().await?);
    let owner = format!("{register}\u{1f}{}\u{1f}{}", state.overruled, state.forgotten.0);
    Ok((register, owner))
}

/// A snapshot with what it covers and whose it is.
fn pack(covers: &Covers, owner: &str, snapshot: &[u8]) -> Vec<u8> {
    let name = owner.as_bytes();
    let mut bytes = covers.to_bytes();
    bytes.reserve(snapshot.len() + name.len() + 1);
    // A register's name is at most 160 bytes long, and each number 20.
    bytes.push(u8::try_from(name.len()).unwrap_or(u8::MAX));
    bytes.extend(name);
    bytes.extend(snapshot);
    bytes
}

fn unpack(bytes: &[u8], owner: &str) -> Option<(Catalogue, Covers)> {
    let (covers, rest) = Covers::from_bytes(bytes)?;
    let (len, rest) = rest.split_first()?;
    let (name, snapshot) = rest.split_at_checked(usize::from(*len))?;
    if name != owner.as_bytes() {
        return None;
    }
    Some((Catalogue::from_snapshot(snapshot).ok()?, covers))
}

/// How long the register has to be left alone before the snapshot is kept, in milliseconds.
const IDLE_MS: i32 = 1_500;

/// Keeps the catalogue once nobody is waiting for anything, where it has changed.
pub fn keep_snapshot_when_idle(core: &Rc<Core>) {
    if core.snapshot_covers.get() == core.catalogue_covers.borrow().count {
        return;
    }
    let core = Rc::clone(core);
    browser::after(IDLE_MS, move || {
        let (covers, owner) = (core.catalogue_covers.borrow().clone(), core.catalogue_owner.borrow().clone());
        let snapshot = core.catalogue.borrow_mut().snapshot();
        spawn_local(async move {
            // A snapshot that is not kept costs the next start some time, nothing else.
            if core.cache.put_bytes(SNAPSHOT, &pack(&covers, &owner, &snapshot)).await.is_ok() {
                core.snapshot_covers.set(covers.count);
            }
        });
    });
}

/// Lets the catalogue take over a change; `false` where it belongs before one that is in it already.
pub fn take(core: &Core, origin: &Origin, event: &Event) -> bool {
    let next = core.catalogue_covers.borrow_mut().take(origin);
    if next {
        core.catalogue.borrow_mut().change(event);
    }
    next
}

impl Register {
    /// Writes one item as it is from here on.
    ///
    /// # Errors
    /// [`FactError::Invalid`] when a code of it leads to another item already.
    pub async fn save_item(self, shell: Shell, item: Item) -> Result<(), FactError> {
        let core = core().ok_or(FactError::NotReady)?;
        if clashes(&core.catalogue.borrow(), &item) {
            return Err(FactError::Invalid);
        }
        self.may_record(Act::Items).await?;
        let before = core.catalogue.borrow().by_sku(item.sku.as_str()).and_then(|item| item.to_item());
        let edit = Edit::of(before.as_ref(), item);
        self.change_catalogue(shell, &core, vec![Event::ItemChanged(Box::new(edit))]).await
    }

    async fn change_catalogue(self, shell: Shell, core: &Rc<Core>, events: Vec<Event>) -> Result<(), FactError> {
        if events.is_empty() {
            return Ok(());
        }
        let recorded = self.record(shell, events).await?;
        let in_order = recorded.iter().all(|(origin, event)| take(core, origin, event));
        // A change of a register whose clock runs ahead lies later than these.
        if !in_order {
            load(core).await.map_err(|_| FactError::Failed)?;
        }
        self.catalogue_changed.update(|count| *count += 1);
        keep_snapshot_when_idle(core);
        Ok(())
    }
}

/// How many items the search takes up between two breaths of the page; a few milliseconds.
const ITEMS_A_STEP: usize = 2_000;

/// Appends the parts of an import in one transaction, then lets the catalogue take them one by one, so that the page
/// goes on drawing. `told` hears how many of how many it has taken.
pub async fn apply_in_slices(
    register: Register,
    shell: Shell,
    core: &Rc<Core>,
    parts: Vec<ItemsImported>,
    told: &mut impl FnMut(u64, u64),
) -> Result<(), FactError> {
    if parts.is_empty() {
        return Ok(());
    }
    let all = parts.len() as u64;
    told(0, all);
    let mut facts = Vec::with_capacity(parts.len());
    for part in parts {
        facts.push(Fact::new(Event::ItemsImported(part)).map_err(|_| FactError::Invalid)?);
        browser::breathe().await;
    }
    let recorded = register.record_facts(shell, facts).await?;
    let mut in_order = true;
    for (done, (origin, event)) in (1..).zip(&recorded) {
        in_order &= take(core, origin, event);
        told(done, all);
        browser::breathe().await;
    }
    if !in_order {
        load(core).await.map_err(|_| FactError::Failed)?;
    }
    while !core.catalogue.borrow_mut().prepare_search_step(ITEMS_A_STEP) {
        browser::breathe().await;
    }
    register.catalogue_changed.update(|count| *count += 1);
    keep_snapshot_when_idle(core);
    Ok(())
}

/// Whether a code of `item` leads to another item already.
fn clashes(catalogue: &Catalogue, item: &Item) -> bool {
    item.codes.iter().map(String::as_str).chain([item.sku.as_str()]).any(|code| {
        let other = catalogue.by_code(code).and_then(|found| catalogue.get(found.item));
        other.is_some_and(|other| other.sku() != item.sku.as_str())
    })
}

/// Offers the journal as a file, from a page on which nothing else works any more.
pub fn save_journal(register: Register) {
    spawn_local(async move {
        if let Ok(Some(chunks)) = register.export_journal(|_, _| true).await {
            let _ = browser::download(&journal_file_name(register), "application/cbor-seq", &chunks.concat());
        }
    });
}

/// What an exported journal is called: the register and the day.
pub fn journal_file_name(register: Register) -> String {
    let id =
        register.head.with_untracked(|head| head.as_ref().map_or_else(String::new, |head| head.register.to_string()));
    let (year, month, day) = host::local_now().day();
    format!("evertill-{id}-{year}-{month:02}-{day:02}.cborseq")
}
