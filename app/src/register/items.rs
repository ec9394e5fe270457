//! The catalogue of this page: loaded from a kept snapshot and what changed since, changed by facts, kept again when idle.

use super::core::{Core, core};
use super::{FactError, Register, host};
use crate::browser;
use crate::state::Shell;
use evertill_catalogue::Catalogue;
use evertill_domain::event::{Event, ItemsImported};
use evertill_domain::ids::{RegisterId, Seq};
use evertill_domain::item::Item;
use evertill_domain::people::Act;
use evertill_journal::{Fact, JournalError, read};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::rc::Rc;

const SNAPSHOT: &str = "catalogue";

/// Loads the items: the kept snapshot where it is of this journal, and every later change from the journal.
pub async fn load(core: &Core) -> Result<(), JournalError> {
    let register = core.journal.lock().await.head().register.clone();
    let kept = core.cache.get_bytes(SNAPSHOT).await.and_then(|bytes| unpack(&bytes, &register));
    let (mut catalogue, covered) = kept.unwrap_or_default();
    let mut last = covered;
    for seq in read::catalogue_changes(&core.store, covered).await? {
        if let Some(event) = read::event(&core.store, seq).await? {
            apply(&mut catalogue, &event);
        }
        last = seq;
    }
    *core.catalogue.borrow_mut() = catalogue;
    core.snapshot_covers.set(covered.0);
    core.catalogue_covers.set(last.0);
    Ok(())
}

/// Applies a fact to the catalogue. An item that clashes with another's code was refused before it became a fact.
fn apply(catalogue: &mut Catalogue, event: &Event) {
    match event {
        Event::ItemsImported(part) => drop(catalogue.upsert_all(&part.items)),
        Event::ItemChanged(item) => drop(catalogue.upsert(item)),
        _ => {}
    }
}

/// A snapshot with the last entry that it covers and the register whose journal that is.
fn pack(covers: Seq, register: &RegisterId, snapshot: &[u8]) -> Vec<u8> {
    let name = register.as_str().as_bytes();
    let mut bytes = Vec::with_capacity(snapshot.len() + name.len() + 9);
    bytes.extend(covers.0.to_le_bytes());
    // A register's name is at most 160 bytes long.
    bytes.push(u8::try_from(name.len()).unwrap_or(u8::MAX));
    bytes.extend(name);
    bytes.extend(snapshot);
    bytes
}

fn unpack(bytes: &[u8], register: &RegisterId) -> Option<(Catalogue, Seq)> {
    let (covers, rest) = bytes.split_first_chunk::<8>()?;
    let (len, rest) = rest.split_first()?;
    let (name, snapshot) = rest.split_at_checked(usize::from(*len))?;
    if name != register.as_str().as_bytes() {
        return None;
    }
    Some((Catalogue::from_snapshot(snapshot).ok()?, Seq(u64::from_le_bytes(*covers))))
}

/// How long the register has to be left alone before the snapshot is kept, in milliseconds.
const IDLE_MS: i32 = 1_500;

/// Keeps the catalogue once nobody is waiting for anything, where it has changed.
pub fn keep_snapshot_when_idle(core: &Rc<Core>) {
    if core.snapshot_covers.get() == core.catalogue_covers.get() {
        return;
    }
    let core = Rc::clone(core);
    browser::after(IDLE_MS, move || {
        let covers = Seq(core.catalogue_covers.get());
        let snapshot = core.catalogue.borrow_mut().snapshot();
        spawn_local(async move {
            let register = core.journal.lock().await.head().register.clone();
            // A snapshot that is not kept costs the next start some time, nothing else.
            if core.cache.put_bytes(SNAPSHOT, &pack(covers, &register, &snapshot)).await.is_ok() {
                core.snapshot_covers.set(covers.0);
            }
        });
    });
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
        self.change_catalogue(shell, &core, vec![Event::ItemChanged(Box::new(item))]).await
    }

    async fn change_catalogue(self, shell: Shell, core: &Rc<Core>, events: Vec<Event>) -> Result<(), FactError> {
        if events.is_empty() {
            return Ok(());
        }
        let recorded = self.record(shell, events).await?;
        {
            let mut catalogue = core.catalogue.borrow_mut();
            recorded.iter().for_each(|(_, event)| apply(&mut catalogue, event));
        }
        core.catalogue_covers.set(recorded.last().map_or(0, |(seq, _)| seq.0));
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
    for (done, (_, event)) in (1..).zip(&recorded) {
        apply(&mut core.catalogue.borrow_mut(), event);
        told(done, all);
        browser::breathe().await;
    }
    core.catalogue_covers.set(recorded.last().map_or(0, |(seq, _)| seq.0));
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
