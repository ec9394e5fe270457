//! From code to item: a hash table of item numbers, whose codes are read from the items
//! themselves. Two items may stand under one code (an archived one and its successor, or a clash
//! in the journal); all of them are found.

use crate::gtin::{Key, key};
use crate::packed::{Packed, Row};

/// No entry yet: the end of a search.
const EMPTY: u32 = u32::MAX;
/// An entry was here: a search goes on.
const REMOVED: u32 = u32::MAX - 1;
/// The most items there can be; the numbers above mark empty slots.
pub const ITEM_LIMIT: u32 = REMOVED;

#[derive(Clone, Copy, Debug)]
struct Slot {
    hash: u32,
    item: u32,
}

/// Open addressing with linear probing, at most half full.
#[derive(Clone, Debug, Default)]
pub struct CodeTable {
    /// A power of two, or none.
    slots: Vec<Slot>,
    /// Slots that are not empty.
    used: usize,
}

impl CodeTable {
    /// A table with room for `codes` codes.
    pub fn with_capacity(codes: usize) -> Self {
        let len = codes.saturating_mul(2).next_power_of_two().max(16);
        Self { slots: vec![Slot { hash: 0, item: EMPTY }; len], used: 0 }
    }

    /// Enters every code of a row.
    pub fn insert_row(&mut self, packed: &Packed, number: u32, row: &Row) {
        self.insert(hash(key(packed.sku(row))), number);
        for code in packed.codes(row) {
            self.insert(hash(key(code)), number);
        }
    }

    /// Takes every code of a row out.
    pub fn remove_row(&mut self, packed: &Packed, number: u32, row: &Row) {
        self.remove(hash(key(packed.sku(row))), number);
        for code in packed.codes(row) {
            self.remove(hash(key(code)), number);
        }
    }

    /// Every item that `code` leads to, in no particular order; an item whose SKU and code are
    /// the same is named twice.
    pub fn find<'a>(&'a self, packed: &'a Packed, code: &'a str) -> impl Iterator<Item = u32> + 'a {
        let wanted = key(code);
        let hash = hash(wanted);
        self.probe(hash)
            .map_while(|at| self.slots.get(at).filter(|slot| slot.item != EMPTY))
            .filter(move |slot| slot.hash == hash && slot.item != REMOVED)
            .map(|slot| slot.item)
            .filter(move |&item| packed.row(item).is_some_and(|row| holds(packed, row, wanted)))
    }

    fn probe(&self, hash: u32) -> impl Iterator<Item = usize> + use<> {
        let len = self.slots.len();
        let start = usize::try_from(hash).unwrap_or_default();
        (0..len).map(move |step| (start + step) & (len - 1))
    }

    fn insert(&mut self, hash: u32, item: u32) {
        if self.used * 2 >= self.slots.len() {
            self.grow();
        }
        let mut places = self.probe(hash);
        let place = places.find(|&at| self.slots.get(at).is_some_and(|slot| slot.item == EMPTY));
        if let Some(slot) = place.and_then(|at| self.slots.get_mut(at)) {
            *slot = Slot { hash, item };
            self.used += 1;
        }
    }

    fn remove(&mut self, hash: u32, item: u32) {
        for at in self.probe(hash) {
            match self.slots.get_mut(at) {
                Some(slot) if slot.item == item && slot.hash == hash => {
                    slot.item = REMOVED;
                    return;
                }
                Some(slot) if slot.item != EMPTY => {}
                _ => return,
            }
        }
    }

    /// Doubles the room for what is left after removals.
    fn grow(&mut self) {
        let live: Vec<Slot> = self.slots.iter().copied().filter(|slot| slot.item < ITEM_LIMIT).collect();
        *self = Self::with_capacity((live.len() + 1) * 2);
        for slot in live {
            self.insert(slot.hash, slot.item);
        }
    }
}

/// Whether a row has a code with this key.
fn holds(packed: &Packed, row: &Row, wanted: Key<'_>) -> bool {
    key(packed.sku(row)) == wanted || packed.codes(row).any(|code| key(code) == wanted)
}

/// Folds eight bytes at a time into 64 bits by multiplication; the same on every platform.
fn hash(key: Key<'_>) -> u32 {
    const MIX: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut state = u64::from(key.number).wrapping_add(MIX);
    for chunk in key.text.as_bytes().chunks(8) {
        let mut word = [0; 8];
        word.iter_mut().zip(chunk).for_each(|(to, from)| *to = *from);
        let product = u128::from(state ^ u64::from_le_bytes(word)) * u128::from(MIX | 1);
        state = (product as u64) ^ ((product >> 64) as u64) ^ (chunk.len() as u64);
    }
    let product = state.wrapping_mul(MIX);
    (product >> 32) as u32
}
