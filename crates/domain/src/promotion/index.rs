//! Promotions compiled: which promotion wants which goods, looked up by the goods.
//!
//! It is made anew when a promotion changes and not when something is rung up: a basket asks for each of its lines once,
//! whatever the number of promotions.

use super::{Goods, Offer, Promotion, same_code};
use crate::ids::{PromotionId, Sku};

/// One part of one promotion that wants goods.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Slot(pub u32);

/// Where the slots of a promotion are.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub promotion: Promotion,
    /// Its first slot; the others follow.
    pub first: u32,
    /// How many parts want goods.
    pub parts: u32,
}

/// Names that lead to slots, sorted.
#[derive(Clone, Debug, Default)]
struct Names(Vec<(Box<str>, Slot)>);

impl Names {
    fn of(&self, name: &str) -> impl Iterator<Item = Slot> + '_ {
        let known = self.0.get(self.0.partition_point(|(known, _)| **known < *name)..).unwrap_or_default();
        let same = known.partition_point(|(known, _)| **known == *name);
        known.iter().take(same).map(|(_, slot)| *slot)
    }
}

/// Every promotion of the shop, ready to be evaluated. An empty one costs a basket nothing.
#[derive(Clone, Debug, Default)]
pub struct Promotions {
    /// In the order in which they go: by priority, the larger first, then by id.
    entries: Vec<Entry>,
    slots: u32,
    everything: Vec<Slot>,
    items: Names,
    departments: Names,
    categories: Names,
    except: Names,
}

impl Promotions {
    /// Compiles promotions; archived ones are left out. The order in which they come says nothing.
    #[must_use]
    pub fn new(promotions: impl IntoIterator<Item = Promotion>) -> Self {
        let mut all: Vec<Promotion> = promotions.into_iter().filter(|one| !one.archived).collect();
        all.sort_by(|a, b| b.priority.cmp(&a.priority).then_with(|| a.id.cmp(&b.id)));
        let mut index = Self::default();
        for promotion in all {
            let first = index.slots;
            for goods in goods_of(&promotion.offer) {
                index.want(goods);
            }
            let parts = index.slots - first;
            index.entries.push(Entry { promotion, first, parts });
        }
        for names in [&mut index.items, &mut index.departments, &mut index.categories, &mut index.except] {
            names.0.sort();
            names.0.dedup();
        }
        index
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// All of them, in the order in which they go.
    pub fn iter(&self) -> impl Iterator<Item = &Promotion> + Clone {
        self.entries.iter().map(|entry| &entry.promotion)
    }

    /// The promotion of this id.
    #[must_use]
    pub fn get(&self, id: &PromotionId) -> Option<&Promotion> {
        self.iter().find(|promotion| promotion.id == *id)
    }

    /// The promotion of this coupon code.
    #[must_use]
    pub fn by_code(&self, code: &str) -> Option<&Promotion> {
        self.iter().find(|promotion| promotion.codes.iter().any(|known| same_code(known, code)))
    }

    pub(super) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    pub(super) const fn slot_count(&self) -> usize {
        self.slots as usize
    }

    fn want(&mut self, goods: &Goods) {
        let slot = Slot(self.slots);
        self.slots += 1;
        if goods.everything {
            self.everything.push(slot);
        } else {
            self.items.0.extend(goods.items.iter().map(|sku| (sku.as_str().into(), slot)));
            self.departments.0.extend(goods.departments.iter().map(|name| (name.as_str().into(), slot)));
            let categories = goods.categories.iter();
            self.categories.0.extend(categories.map(|(department, name)| (category(department, name).into(), slot)));
        }
        self.except.0.extend(goods.except.iter().map(|sku| (sku.as_str().into(), slot)));
    }

    /// Every slot that wants an item, each once, in ascending order.
    pub(super) fn wanting(&self, sku: &Sku, department: &str, in_category: &str, found: &mut Vec<Slot>) {
        found.clear();
        found.extend_from_slice(&self.everything);
        found.extend(self.items.of(sku.as_str()));
        found.extend(self.departments.of(department));
        if !self.categories.0.is_empty() {
            found.extend(self.categories.of(&category(department, in_category)));
        }
        found.sort_unstable();
        found.dedup();
        for slot in self.except.of(sku.as_str()) {
            found.retain(|other| *other != slot);
        }
    }
}

/// The goods that an offer asks for, part by part.
pub(super) fn goods_of(offer: &Offer) -> Vec<&Goods> {
    match offer {
        Offer::Percent { on, .. }
        | Offer::Amount { on, .. }
        | Offer::Fixed { on, .. }
        | Offer::Threshold { on, .. } => {
            vec![on]
        }
        Offer::Gift { buy, get, .. } => vec![buy, get],
        Offer::Set { parts, .. } => parts.iter().map(|part| &part.of).collect(),
    }
}

/// A category with its department as one name; no text holds the character between them.
fn category(department: &str, category: &str) -> String {
    format!("{department}\u{1f}{category}")
}
