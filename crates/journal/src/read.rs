//! Reading what the journal and its projections hold. Nothing here needs the writer's place.

use evertill_domain::conflict::Conflict;
use evertill_domain::event::Event;
use evertill_domain::ids::{AccountId, CustomerId, ReceiptNumber, RegisterId, Seq, Sku};
use evertill_domain::offers::Offers;
use evertill_domain::origin::Origin;
use evertill_domain::people::OperatorRow;
use evertill_domain::price_list::{PriceSet, Prices};
use evertill_domain::promotion::Promotions;
use evertill_domain::quantity::Quantity;
use evertill_domain::rows::{CATALOGUE, CustomerRow, Row, RowKey, SoldSale};
use evertill_domain::sale::Sale;
use evertill_domain::shift::{ShiftNumber, ShiftRow, TillRow};
use evertill_domain::shop::Settings;
use evertill_domain::suspended::SuspendedSale;
use evertill_money::Amount;
use evertill_wire::{Body, Entry, Head, from_record};

use crate::draft::Corrupt;
use crate::journal::JournalError;
use crate::lines;
use crate::store::{JournalStore, Order};

/// The row under `key`, where there is one.
///
/// # Errors
/// [`JournalError`].
pub async fn row(store: &impl JournalStore, key: &RowKey) -> Result<Option<Row>, JournalError> {
    let found = store.rows(&[key.text()]).await?;
    let row = found.into_iter().next().flatten().map(|bytes| from_record(&bytes)).transpose();
    Ok(row.map_err(Corrupt::from)?)
}

/// The entry at `seq`, where there is one.
///
/// # Errors
/// [`JournalError`].
pub async fn entry(store: &impl JournalStore, seq: Seq) -> Result<Option<Entry>, JournalError> {
    Ok(entries(store, seq, 1).await?.into_iter().find(|entry| entry.header.seq == seq))
}

/// At most `limit` entries from `from` on.
///
/// # Errors
/// [`JournalError`].
pub async fn entries(store: &impl JournalStore, from: Seq, limit: usize) -> Result<Vec<Entry>, JournalError> {
    let stored = store.entries(from, limit).await?;
    stored.into_iter().map(|(seq, bytes)| decode(seq, &bytes)).collect()
}

fn decode(seq: Seq, bytes: &[u8]) -> Result<Entry, JournalError> {
    Ok(Entry::from_bytes(bytes).map_err(|why| Corrupt::Entry { seq, why })?)
}

/// The event of the entry at `seq`, where there is one that this build knows.
///
/// # Errors
/// [`JournalError`].
pub async fn event(store: &impl JournalStore, seq: Seq) -> Result<Option<Event>, JournalError> {
    let Some(entry) = entry(store, seq).await? else { return Ok(None) };
    match entry.body().map_err(|why| Corrupt::Entry { seq, why })? {
        Body::Known(event) => Ok(Some(*event)),
        Body::Unknown => Ok(None),
    }
}

/// The event of another register's entry, where it was pulled and is of a kind that this build knows.
///
/// # Errors
/// [`JournalError`].
pub async fn pulled(
    store: &impl JournalStore,
    register: &RegisterId,
    incarnation: u32,
    seq: Seq,
) -> Result<Option<Event>, JournalError> {
    let Some(entry) = lines::entry(store, register, incarnation, seq).await? else { return Ok(None) };
    match lines::body(&entry)? {
        Body::Known(event) => Ok(Some(*event)),
        Body::Unknown => Ok(None),
    }
}

/// The event that stands at an origin, where it is at hand and this build knows it.
///
/// # Errors
/// [`JournalError`].
pub async fn event_of(
    store: &impl JournalStore,
    own: &RegisterId,
    origin: &Origin,
) -> Result<Option<Event>, JournalError> {
    // A copy of this register has written other entries in the same places.
    if origin.register == *own && entry(store, origin.seq).await?.is_some_and(|entry| entry.origin() == *origin) {
        return event(store, origin.seq).await;
    }
    pulled(store, &origin.register, origin.incarnation, origin.seq).await
}

/// The settings in force.
///
/// # Errors
/// [`JournalError`].
pub async fn settings(store: &impl JournalStore) -> Result<Option<Settings>, JournalError> {
    match row(store, &RowKey::Settings).await? {
        Some(Row::Settings(settings)) => Ok(Some(*settings)),
        _ => Ok(None),
    }
}

/// Whether somebody practises beside the journal.
///
/// # Errors
/// [`JournalError`].
pub async fn training(store: &impl JournalStore) -> Result<bool, JournalError> {
    Ok(row(store, &RowKey::Training).await? == Some(Row::Training(true)))
}

/// A register's sales, latest first, at most `limit` of those before `before`, and one more where a copy of this register sold
/// under the last number, too.
///
/// # Errors
/// [`JournalError`].
pub async fn sales(
    store: &impl JournalStore,
    register: &RegisterId,
    before: Option<ReceiptNumber>,
    limit: usize,
) -> Result<Vec<SoldSale>, JournalError> {
    let after = before.map(|receipt| RowKey::Sale(register.clone(), receipt).text());
    let page =
        store.scan(&format!("sale/{register}/"), Order::Descending, after.as_deref(), limit.saturating_add(1)).await?;
    let mut sales = Vec::with_capacity(page.len());
    for (_, bytes) in page {
        if let Row::Sale(sold) = from_record(&bytes).map_err(Corrupt::from)? {
            sales.push(*sold);
        }
    }
    if let [.., last, more] = sales.as_slice()
        && sales.len() > limit
        && last.receipt != more.receipt
    {
        sales.truncate(limit);
    }
    Ok(sales)
}

/// The last sales of the own journal, which ends with `head`, latest first, of at most `limit` receipts: a copy's bear the same
/// name and are not among them.
///
/// # Errors
/// [`JournalError`].
pub async fn last_own(
    store: &impl JournalStore,
    head: &Head,
    limit: u64,
) -> Result<Vec<(Box<Sale>, SoldSale)>, JournalError> {
    let mut sales = Vec::new();
    let next = head.next_receipt.0 % ReceiptNumber::OF_INCARNATION;
    for number in (next.saturating_sub(limit).max(1)..next).rev() {
        // The register may have gone on in another incarnation since.
        for incarnation in (1..=head.incarnation).rev() {
            let receipt = ReceiptNumber(number).in_incarnation(incarnation);
            let Some(Row::Sale(sold)) = row(store, &RowKey::Sale(head.register.clone(), receipt)).await? else {
                continue;
            };
            match event(store, sold.prepared).await? {
                Some(Event::SalePrepared(sale)) if sale.receipt == receipt => sales.push((sale, *sold)),
                _ => {}
            }
        }
    }
    Ok(sales)
}

/// A sale in full, with what became of it since.
///
/// # Errors
/// [`JournalError`].
pub async fn sale(
    store: &impl JournalStore,
    register: &RegisterId,
    receipt: ReceiptNumber,
) -> Result<Option<(Sale, SoldSale)>, JournalError> {
    let Some(Row::Sale(sold)) = row(store, &RowKey::Sale(register.clone(), receipt)).await? else { return Ok(None) };
    let is_it = |event: Option<Event>| match event {
        Some(Event::SalePrepared(sale)) if sale.register == *register && sale.receipt == receipt => Some(*sale),
        _ => None,
    };
    // A copy of this register may have sold under the same number in the same place.
    let found = match is_it(event(store, sold.prepared).await?) {
        Some(sale) => Some(sale),
        None => is_it(pulled(store, register, sold.incarnation.unwrap_or(1), sold.prepared).await?),
    };
    match found {
        Some(sale) => Ok(Some((sale, *sold))),
        None => Err(Corrupt::NotASale(sold.prepared).into()),
    }
}

/// Stock on hand of an item.
///
/// # Errors
/// [`JournalError`].
pub async fn stock(store: &impl JournalStore, sku: &Sku) -> Result<Quantity, JournalError> {
    match row(store, &RowKey::Stock(sku.clone())).await? {
        Some(row) => Ok(row.on_hand()),
        None => Ok(Quantity::ZERO),
    }
}

/// What an account holds.
///
/// # Errors
/// [`JournalError`].
pub async fn stored_value(store: &impl JournalStore, account: &AccountId) -> Result<Amount, JournalError> {
    match row(store, &RowKey::StoredValue(account.clone())).await? {
        Some(Row::StoredValue(balance)) => Ok(balance),
        _ => Ok(Amount::ZERO),
    }
}

/// A customer.
///
/// # Errors
/// [`JournalError`].
pub async fn customer(store: &impl JournalStore, id: &CustomerId) -> Result<Option<CustomerRow>, JournalError> {
    match row(store, &RowKey::Customer(id.clone())).await? {
        Some(Row::Customer(row)) => Ok(Some(*row)),
        _ => Ok(None),
    }
}

/// Sales set aside, the oldest first.
///
/// # Errors
/// [`JournalError`].
pub async fn suspended(store: &impl JournalStore) -> Result<Vec<SuspendedSale>, JournalError> {
    let rows = table(store, "suspended/").await?;
    let sale = |row| if let Row::Suspended(sale) = row { Some(*sale) } else { None };
    let mut sales: Vec<SuspendedSale> = rows.into_iter().filter_map(|(_, row)| sale(row)).collect();
    sales.sort_by_key(|sale| sale.time.at);
    Ok(sales)
}

/// What cannot all stand, by what it is about.
///
/// # Errors
/// [`JournalError`].
pub async fn conflicts(store: &impl JournalStore) -> Result<Vec<Conflict>, JournalError> {
    let rows = table(store, "conflict/").await?;
    Ok(rows.into_iter().filter_map(|(_, row)| if let Row::Conflict(row) = row { Some(*row) } else { None }).collect())
}

/// All operators.
///
/// # Errors
/// [`JournalError`].
pub async fn operators(store: &impl JournalStore) -> Result<Vec<OperatorRow>, JournalError> {
    let rows = table(store, "operator/").await?;
    Ok(rows.into_iter().filter_map(|(_, row)| if let Row::Operator(row) = row { Some(*row) } else { None }).collect())
}

/// Where the register's shifts stand.
///
/// # Errors
/// [`JournalError`].
pub async fn till(store: &impl JournalStore) -> Result<TillRow, JournalError> {
    match row(store, &RowKey::Till).await? {
        Some(Row::Till(till)) => Ok(till),
        _ => Ok(TillRow::default()),
    }
}

/// A shift.
///
/// # Errors
/// [`JournalError`].
pub async fn shift(store: &impl JournalStore, shift: ShiftNumber) -> Result<Option<ShiftRow>, JournalError> {
    match row(store, &RowKey::Shift(shift)).await? {
        Some(Row::Shift(row)) => Ok(Some(*row)),
        _ => Ok(None),
    }
}

/// Shifts, latest first, at most `limit` of those before `before`.
///
/// # Errors
/// [`JournalError`].
pub async fn shifts(
    store: &impl JournalStore,
    before: Option<ShiftNumber>,
    limit: usize,
) -> Result<Vec<ShiftRow>, JournalError> {
    let after = before.map(|shift| RowKey::Shift(shift).text());
    let page = store.scan("shift/", Order::Descending, after.as_deref(), limit).await?;
    let mut shifts = Vec::with_capacity(page.len());
    for (_, bytes) in page {
        if let Row::Shift(row) = from_record(&bytes).map_err(Corrupt::from)? {
            shifts.push(*row);
        }
    }
    Ok(shifts)
}

/// How many rows are read at a time where all of a table are wanted.
const PAGE: usize = 2_000;

/// All customers.
///
/// # Errors
/// [`JournalError`].
pub async fn customers(store: &impl JournalStore) -> Result<Vec<CustomerRow>, JournalError> {
    let rows = table(store, "customer/").await?;
    Ok(rows.into_iter().filter_map(|(_, row)| if let Row::Customer(row) = row { Some(*row) } else { None }).collect())
}

/// Stock on hand of every item that ever moved.
///
/// # Errors
/// [`JournalError`].
pub async fn all_stock(store: &impl JournalStore) -> Result<Vec<(String, Quantity)>, JournalError> {
    let rows = table(store, "stock/").await?;
    let of = |(key, row): (String, Row)| Some((key.strip_prefix("stock/")?.to_owned(), row.on_hand()));
    Ok(rows.into_iter().filter_map(of).collect())
}

/// The entries beyond `after` that changed the catalogue, in the order in which it is folded from them.
///
/// # Errors
/// [`JournalError`].
pub async fn catalogue_changes(store: &impl JournalStore, after: Option<&Origin>) -> Result<Vec<Origin>, JournalError> {
    let mut changes = Vec::new();
    let mut last = after.map(|after| format!("{CATALOGUE}{}", Origin::text_of(after.hlc)));
    loop {
        let page = store.scan(CATALOGUE, Order::Ascending, last.as_deref(), PAGE).await?;
        let full = page.len() == PAGE;
        for (key, _) in page {
            let origin = key.strip_prefix(CATALOGUE).and_then(Origin::parse);
            changes.extend(origin.filter(|origin| after.is_none_or(|after| origin > after)));
            last = Some(key);
        }
        if !full {
            changes.sort_unstable();
            return Ok(changes);
        }
    }
}

/// How many entries changed the catalogue: whoever kept a catalogue and knows how many entries it was folded from can tell
/// whether one has arrived since that belongs before its last.
///
/// # Errors
/// [`JournalError`].
pub async fn catalogue_count(store: &impl JournalStore) -> Result<u64, JournalError> {
    match row(store, &RowKey::CatalogueCount).await? {
        Some(Row::CatalogueCount(count)) => Ok(count),
        _ => Ok(0),
    }
}

/// Promotions and prices in force.
///
/// # Errors
/// [`JournalError`].
pub async fn offers(store: &impl JournalStore) -> Result<Offers, JournalError> {
    let promotions = table(store, "promotion/").await?.into_iter();
    let promotions = promotions.filter_map(|(_, row)| if let Row::Promotion(one) = row { Some(*one) } else { None });
    let lists = table(store, "price-list/").await?.into_iter();
    let lists = lists.filter_map(|(_, row)| if let Row::PriceList(list) = row { Some(*list) } else { None });
    let prices = table(store, PRICES).await?.into_iter().filter_map(|(key, row)| match row {
        Row::Prices(prices) => Some((Sku::new(key.strip_prefix(PRICES)?).ok()?, prices)),
        _ => None,
    });
    Ok(Offers { promotions: Promotions::new(promotions), prices: Prices::new(lists, prices) })
}

/// The facts that set up what is offered, once each: for a journal that begins with the offers of another.
pub(crate) async fn offer_facts(store: &impl JournalStore) -> Result<Vec<Event>, JournalError> {
    let mut facts = Vec::new();
    for prefix in ["promotion/", "price-list/", PRICES] {
        for (key, row) in table(store, prefix).await? {
            let sku = key.strip_prefix(PRICES).and_then(|sku| Sku::new(sku).ok());
            match (row, sku) {
                (Row::Promotion(promotion), _) => facts.push(Event::PromotionChanged(promotion)),
                (Row::PriceList(list), _) => facts.push(Event::PriceListChanged(list)),
                (Row::Prices(prices), Some(sku)) => {
                    let set = prices.into_iter().map(|dated| PriceSet {
                        sku: sku.clone(),
                        list: dated.list,
                        from: dated.from,
                        to: dated.to,
                        price: Some(dated.price),
                    });
                    facts.push(Event::PricesSet(set.collect()));
                }
                _ => {}
            }
        }
    }
    Ok(facts)
}

const PRICES: &str = "prices/";

async fn table(store: &impl JournalStore, prefix: &str) -> Result<Vec<(String, Row)>, JournalError> {
    let mut rows = Vec::new();
    let mut last: Option<String> = None;
    loop {
        let page = store.scan(prefix, Order::Ascending, last.as_deref(), PAGE).await?;
        let full = page.len() == PAGE;
        for (key, bytes) in page {
            let row = from_record(&bytes).map_err(Corrupt::from)?;
            last = Some(key.clone());
            rows.push((key, row));
        }
        if !full {
            return Ok(rows);
        }
    }
}
