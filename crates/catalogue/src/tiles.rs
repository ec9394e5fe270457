//! Departments, categories and their items, as tiles show them. Archived items are hidden, and variants stand behind their item.

use std::collections::BTreeMap;

use crate::catalogue::{Catalogue, ItemNo, ItemRef};

/// A department or category with something to sell in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shelf {
    /// Its name; empty for items that have none.
    pub name: String,
    /// How many items that are still sold it has.
    pub items: usize,
}

impl Catalogue {
    /// The departments by name, with how many items each has. One pass over all items.
    #[must_use]
    pub fn departments(&self) -> Vec<Shelf> {
        self.shelves(self.shown().map(|item| item.row.department))
    }

    /// The categories of a department by name, with how many items each has.
    #[must_use]
    pub fn categories(&self, department: &str) -> Vec<Shelf> {
        let Some(department) = self.packed.shelves.find(department) else { return Vec::new() };
        let live = self.shown().filter(|item| item.row.department == department);
        self.shelves(live.map(|item| item.row.category))
    }

    /// The items of a category of a department, or of the whole department, by name and SKU.
    #[must_use]
    pub fn items_in(&self, department: &str, category: Option<&str>) -> Vec<ItemNo> {
        let Some(department) = self.packed.shelves.find(department) else { return Vec::new() };
        let wanted = category.map(|name| self.packed.shelves.find(name));
        let mut items: Vec<_> = self
            .shown()
            .filter(|item| item.row.department == department)
            .filter(|item| wanted.is_none_or(|category| category == Some(item.row.category)))
            .collect();
        items.sort_by_key(|item| (item.name(), item.sku()));
        items.into_iter().map(|item| item.no()).collect()
    }

    /// The items that have a tile: those that are still sold, and not the variants of another one.
    pub fn shown(&self) -> impl Iterator<Item = ItemRef<'_>> {
        self.iter().filter(|item| !item.archived() && !self.is_behind_parent(item))
    }

    fn shelves(&self, numbers: impl Iterator<Item = u32>) -> Vec<Shelf> {
        let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
        for number in numbers {
            *counts.entry(number).or_default() += 1;
        }
        let shelf = |(number, items)| Shelf { name: self.packed.shelves.text(number).to_owned(), items };
        let mut shelves: Vec<Shelf> = counts.into_iter().map(shelf).collect();
        shelves.sort_by(|one, other| one.name.cmp(&other.name));
        shelves
    }
}
