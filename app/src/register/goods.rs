//! From an item to a line: its tax, its deposit, the parts of a combo, and what a label of a scale says about it.

use super::Register;
use crate::state::Shell;
use evertill_catalogue::{Catalogue, ItemNo};
use evertill_domain::Refusal;
use evertill_domain::barcode::{self, LabelValue, Reading};
use evertill_domain::basket::{BasketCommand, Goods, Part};
use evertill_domain::ids::Sku;
use evertill_domain::item::Item;
use evertill_domain::modifier::Picked;
use evertill_domain::quantity::Quantity;
use evertill_domain::sale::Price;
use evertill_domain::shop::Settings;
use evertill_domain::tax::TaxCategory;
use evertill_money::Rounding;
use leptos::prelude::*;

/// Something to ring up, as far as it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// The item.
    pub no: ItemNo,
    /// How much of it, where that was said.
    pub quantity: Option<Quantity>,
    /// A price that was keyed or scanned.
    pub price: Option<Price>,
    /// The modifiers that were chosen; `None` takes what is preset.
    pub picked: Option<Vec<Picked>>,
    /// What fills the slots of a combo, with the modifiers chosen for it.
    pub parts: Vec<(ItemNo, Vec<Picked>)>,
}

impl Wish {
    /// An item of which nothing else is known.
    pub fn of(no: ItemNo, quantity: Option<Quantity>) -> Self {
        Self { no, quantity, price: None, picked: None, parts: Vec::new() }
    }
}

/// What a keyed or scanned text leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// An item, with what the code says about it.
    Item(Wish),
    /// A label whose check digit is wrong.
    Misread,
    /// Nothing.
    Unknown,
}

impl Register {
    /// What `code` leads to: an item that has it, or else a label of the shop's scales.
    pub fn find(self, code: &str, quantity: Option<Quantity>) -> Found {
        let direct = self.catalogue(|items| items.by_code(code).map(|found| found.item)).flatten();
        if let Some(no) = direct {
            return Found::Item(Wish::of(no, quantity));
        }
        let reading = self.settings.with_untracked(|settings| {
            settings
                .as_ref()
                .map(|settings| barcode::read(&settings.goods.barcodes, settings.currency.exponent(), code))
        });
        match reading {
            Some(Reading::Label(_, label)) => {
                let wish = self.catalogue(|items| of_label(items, &label.item, label.value)).flatten();
                wish.map_or(Found::Unknown, Found::Item)
            }
            Some(Reading::Misread(_)) => Found::Misread,
            _ => Found::Unknown,
        }
    }

    /// Rings something up.
    ///
    /// # Errors
    /// The [`Refusal`], which says what has to be asked first.
    pub fn ring(self, shell: Shell, wish: &Wish) -> Result<(), Refusal> {
        let goods = self.catalogue(|items| {
            self.settings.with_untracked(|settings| match settings {
                Some(settings) => goods(items, settings, wish),
                None => Err(Refusal::UnknownLine),
            })
        });
        self.change(shell, BasketCommand::AddGoods(Box::new(goods.unwrap_or(Err(Refusal::UnknownLine))?)))
    }

    /// An item by its SKU, with its tax category.
    ///
    /// # Errors
    /// [`Refusal::DepositMissing`] where there is none, or [`Refusal::UnknownTax`].
    pub fn item_and_tax(self, sku: &Sku) -> Result<(Item, TaxCategory), Refusal> {
        let found = self.catalogue(|items| {
            self.settings.with_untracked(|settings| match settings {
                Some(settings) => by_sku(items, settings, sku),
                None => Err(Refusal::UnknownLine),
            })
        });
        found.unwrap_or(Err(Refusal::UnknownLine))
    }

    /// Every item that is charged as a deposit.
    pub fn deposits(self) -> Vec<Item> {
        let found = self.catalogue(|items| {
            let named = items.iter().filter_map(|item| Some(item.extras()?.deposit.as_ref()?.sku.clone()));
            let all: std::collections::BTreeSet<Sku> = named.collect();
            all.iter().filter_map(|sku| items.by_sku(sku.as_str())?.to_item()).collect()
        });
        found.unwrap_or_default()
    }
}

fn of_label(items: &Catalogue, digits: &str, value: LabelValue) -> Option<Wish> {
    // Scales fill the item's places with zeros, which its own number may or may not have.
    let bare = digits.trim_start_matches('0');
    let no = items.by_code(digits).or_else(|| items.by_code(bare))?.item;
    let item = items.get(no)?;
    let mut wish = Wish::of(no, None);
    match value {
        LabelValue::Quantity(quantity) => wish.quantity = Some(quantity),
        LabelValue::Price(price) => {
            wish.price = Some(Price::Extended(price));
            // What is in the bag follows from its price, so that stock on hand stays right.
            let each = item.price().map_or(0, evertill_money::Amount::minor);
            let weight = price.scaled(1_000, each, Rounding::HalfUp).ok();
            let weight = weight.and_then(|weight| Quantity::thousandths(weight.minor()).ok());
            let one = Some(Quantity::ONE);
            wish.quantity = if item.unit().is_divisible() { weight.or(Some(Quantity::ZERO)) } else { one };
        }
    }
    Some(wish)
}

fn by_sku(items: &Catalogue, settings: &Settings, sku: &Sku) -> Result<(Item, TaxCategory), Refusal> {
    let item = items.by_sku(sku.as_str()).and_then(|item| item.to_item());
    with_tax(item.ok_or_else(|| Refusal::DepositMissing { sku: sku.clone() })?, settings)
}

fn with_tax(item: Item, settings: &Settings) -> Result<(Item, TaxCategory), Refusal> {
    let tax = settings.tax(&item.tax)?.clone();
    Ok((item, tax))
}

fn goods(items: &Catalogue, settings: &Settings, wish: &Wish) -> Result<Goods, Refusal> {
    let find = |no: ItemNo| with_tax(items.item(no).ok_or(Refusal::UnknownLine)?, settings);
    let (item, tax) = find(wish.no)?;
    let deposit = item.extras.as_ref().and_then(|extras| extras.deposit.as_ref());
    let deposit = deposit.map(|deposit| by_sku(items, settings, &deposit.sku).map(Box::new)).transpose()?;
    let parts = wish.parts.iter().map(|(no, picked)| {
        let (item, tax) = find(*no)?;
        Ok(Part { item, tax, picked: Some(picked.clone()) })
    });
    let parts = parts.collect::<Result<_, Refusal>>()?;
    let quantity = wish.quantity.unwrap_or(Quantity::ONE);
    Ok(Goods { price: wish.price, picked: wish.picked.clone(), deposit, parts, ..Goods::of(item, tax, quantity) })
}
