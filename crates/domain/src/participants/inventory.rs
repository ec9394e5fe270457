//! Votes on stock: goods leave and come back, and what is sold strictly must be there.

use std::collections::BTreeMap;

use super::{No, Participant};
use crate::event::{Effect, ParticipantName};
use crate::ids::Sku;
use crate::item::StockPolicy;
use crate::quantity::Quantity;
use crate::refusal::RollbackReason;
use crate::rows::{Row, RowKey, RowSet};
use crate::sale::Sale;

/// Stock on hand.
pub struct Inventory;

impl Participant for Inventory {
    fn name(&self) -> ParticipantName {
        ParticipantName::Inventory
    }

    fn reads(&self, sale: &Sale, keys: &mut Vec<RowKey>) {
        let moved = sale.lines.iter().filter_map(|line| line.stock_movement().ok().flatten());
        keys.extend(moved.map(|(sku, _)| RowKey::Stock(sku.clone())));
    }

    fn vote(&self, sale: &Sale, rows: &RowSet) -> Result<Vec<Effect>, No> {
        let mut moved: BTreeMap<&Sku, (Quantity, bool)> = BTreeMap::new();
        for line in &sale.lines {
            let Some((sku, by)) = line.stock_movement()? else { continue };
            let (quantity, strict) = moved.entry(sku).or_default();
            *quantity = quantity.plus(by)?;
            *strict |= line.stock == StockPolicy::Strict;
        }
        let mut effects = Vec::with_capacity(moved.len());
        for (sku, (quantity, strict)) in moved {
            let on_hand = rows.get(&RowKey::Stock(sku.clone()))?.map_or(Quantity::ZERO, Row::on_hand);
            let after = on_hand.plus(quantity)?;
            // Goods that come back are welcome even while the shelf is oversold.
            if strict && quantity < Quantity::ZERO && after < Quantity::ZERO {
                let wanted = quantity.negated();
                return Err(RollbackReason::OutOfStock { sku: sku.clone(), wanted, on_hand }.into());
            }
            if !quantity.is_zero() {
                effects.push(Effect::StockMoved { sku: sku.clone(), quantity });
            }
        }
        Ok(effects)
    }
}
