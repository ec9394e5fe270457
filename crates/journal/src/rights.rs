//! Rights of this register in its journal: transfers are facts, begun before they are said and settled before they are spent.

use evertill_domain::clock::Timestamp;
use evertill_domain::event::Event;
use evertill_domain::participants::{self, Verdict};
use evertill_domain::rights::{self, Asset, Cover, NotHeld, Purse, TransferBegun, TransferSettled, Transfers, Way};
use evertill_domain::rows::{Row, RowKey, RowSet};
use evertill_domain::sale::Sale;
use evertill_wire::from_record;

use crate::draft::{Corrupt, row_set};
use crate::journal::{Journal, JournalError};
use crate::read;
use crate::store::{JournalStore, Order, Read};

/// What the keys of rights begin with.
const RIGHTS: &str = "right/";
/// How many rows are read at a time.
const PAGE: usize = 500;

impl<S: JournalStore> Journal<S> {
    /// How the transfers of this journal stand.
    ///
    /// # Errors
    /// [`JournalError`].
    pub async fn transfers(&self) -> Result<Transfers, JournalError> {
        Ok(match read::row(&self.store, &RowKey::Transfers).await? {
            Some(Row::Transfers(row)) if row.incarnation == self.head.incarnation => row.transfers,
            _ => Transfers::default(),
        })
    }

    /// What this journal has of an asset.
    ///
    /// # Errors
    /// [`JournalError`].
    pub async fn right(&self, asset: &Asset) -> Result<Purse, JournalError> {
        Ok(match read::row(&self.store, &RowKey::Right(asset.clone())).await? {
            Some(Row::Right(row)) if row.incarnation == self.head.incarnation => row.purse,
            _ => Purse::default(),
        })
    }

    /// Everything that this journal has had rights to, by the names of the assets.
    ///
    /// # Errors
    /// [`JournalError`].
    pub async fn rights(&self) -> Result<Vec<(Asset, Purse)>, JournalError> {
        let mut rights = Vec::new();
        let mut last: Option<String> = None;
        loop {
            let page = self.store.scan(RIGHTS, Order::Ascending, last.as_deref(), PAGE).await?;
            let Some((key, _)) = page.last() else { return Ok(rights) };
            last = Some(key.clone());
            for (key, bytes) in page {
                let row: Row = from_record(&bytes).map_err(Corrupt::from)?;
                if let (Some(asset), Row::Right(row)) = (Asset::parse(key.get(RIGHTS.len()..).unwrap_or_default()), row)
                    && row.incarnation == self.head.incarnation
                {
                    rights.push((asset, row.purse));
                }
            }
        }
    }

    /// What `sale` would take beyond the rights of this journal, as things stand now; nothing at a register that sells alone. A
    /// sale that a participant would refuse takes nothing.
    ///
    /// # Errors
    /// [`JournalError`].
    pub async fn not_held(&self, sale: &Sale) -> Result<Vec<NotHeld>, JournalError> {
        let assets = rights::assets(sale);
        if !self.head.member || assets.is_empty() {
            return Ok(Vec::new());
        }
        let mut keys = participants::reads(sale);
        keys.extend(assets.into_iter().map(RowKey::Right));
        let texts: Vec<String> = keys.iter().map(RowKey::text).collect();
        let rows = self.store.rows(&texts).await?;
        let rows = row_set(keys, Read { head: None, rows })?;
        let Verdict::Confirm(effects) = participants::decide(sale, &rows).map_err(Corrupt::from)? else {
            return Ok(Vec::new());
        };
        let cover = rights::cover(sale, &effects, self.head.incarnation, &rows).map_err(Corrupt::from)?;
        Ok(if let Cover::Missing(missing) = cover { missing } else { Vec::new() })
    }

    /// Begins a transfer and answers its number; `None` where one is under way, or where there is not that much to give back.
    ///
    /// # Errors
    /// [`JournalError`].
    pub async fn begin_transfer(
        &mut self,
        asset: Asset,
        way: Way,
        now: Timestamp,
    ) -> Result<Option<u64>, JournalError> {
        let keys = vec![RowKey::Transfers, RowKey::Right(asset.clone())];
        let begun = self.act(keys, now, move |rows, head| {
            let transfers = transfers_in(rows, head.incarnation);
            let rights = rights_in(rows, &asset, head.incarnation);
            let begins = transfers.open.is_none()
                && match way {
                    Way::Ask { .. } => true,
                    Way::Return { amount } => amount > 0 && rights >= amount,
                };
            let id = transfers.settled.saturating_add(1);
            Ok(if begins { vec![Event::TransferBegun(TransferBegun { id, asset, way })] } else { Vec::new() })
        });
        let begun = begun.await?.unwrap_or_default();
        Ok(begun.into_iter().find_map(|(_, event)| match event {
            Event::TransferBegun(begun) => Some(begun.id),
            _ => None,
        }))
    }

    /// Keeps what a transfer came to. An answer to another one than the one under way changes nothing.
    ///
    /// # Errors
    /// [`JournalError`].
    pub async fn settle_transfer(&mut self, settled: TransferSettled, now: Timestamp) -> Result<(), JournalError> {
        let keys = vec![RowKey::Transfers, RowKey::Right(settled.asset.clone())];
        let kept = self.act(keys, now, move |rows, head| {
            let transfers = transfers_in(rows, head.incarnation);
            let is_it = settled.id == transfers.settled.saturating_add(1)
                && transfers.open.is_some_and(|open| open.asset == settled.asset);
            Ok(if is_it { vec![Event::TransferSettled(settled)] } else { Vec::new() })
        });
        kept.await.map(drop)
    }
}

fn transfers_in(rows: &RowSet, incarnation: u32) -> Transfers {
    match rows.get(&RowKey::Transfers) {
        Ok(Some(Row::Transfers(row))) if row.incarnation == incarnation => row.transfers.clone(),
        _ => Transfers::default(),
    }
}

fn rights_in(rows: &RowSet, asset: &Asset, incarnation: u32) -> u64 {
    match rows.get(&RowKey::Right(asset.clone())) {
        Ok(Some(Row::Right(row))) if row.incarnation == incarnation => row.purse.rights,
        _ => 0,
    }
}
