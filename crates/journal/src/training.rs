//! A journal to practise in: a whole one of its own, in a store of its own that nobody keeps, with the shop's rules,
//! operators, customers and stock as they are. What is done there cannot reach the register's journal, because nothing leads there.

use evertill_domain::clock::Timestamp;
use evertill_domain::edit::Edit;
use evertill_domain::event::{Event, ItemsImported};
use evertill_domain::ids::{ImportId, RegisterId, Sku};

use crate::draft::Corrupt;
use crate::journal::{Journal, JournalError};
use crate::read;
use crate::store::JournalStore;

/// Founds the journal to practise in, in the empty store `beside`, from what `real` holds now.
///
/// # Errors
/// [`JournalError`].
pub async fn found<S: JournalStore>(
    beside: S,
    real: &impl JournalStore,
    now: Timestamp,
) -> Result<Journal<S>, JournalError> {
    let settings = read::settings(real).await?.ok_or(Corrupt::NoHead)?;
    let mut journal = Journal::found(beside, RegisterId::training(), settings, now).await?;
    let mut events = Vec::new();
    for row in read::customers(real).await? {
        events.extend(row.profile.map(|profile| Event::CustomerChanged(Box::new(Edit::whole(profile)))));
    }
    for row in read::operators(real).await? {
        events.extend(row.operator.map(|operator| Event::OperatorChanged(Box::new(operator))));
    }
    events.extend(read::offer_facts(real).await?);
    let stock = read::all_stock(real).await?;
    let stock = stock.into_iter().filter_map(|(sku, on_hand)| Some((Sku::new(&sku).ok()?, on_hand))).collect();
    if let Ok(import) = ImportId::new("training") {
        events.push(Event::ItemsImported(ItemsImported { import, part: 1, parts: 1, items: Vec::new(), stock }));
    }
    journal.record(events, now).await?;
    Ok(journal)
}
