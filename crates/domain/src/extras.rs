//! What some items are beside a name and a price: a coffee with choices, a shirt in sizes, a case of bottles.
//!
//! Most items are none of this, so an item carries it behind one pointer and a catalogue keeps it apart.

use std::fmt;

use evertill_money::Amount;

use crate::ids::{ModifierGroupId, Sku, checked_text};
use crate::quantity::Quantity;
use crate::{choice, record};

/// What an item is beside its plain fields. Everything in it is empty or `None` where it does not apply.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extras {
    /// The groups of modifiers that are asked for when it is rung up, in their order.
    pub modifiers: Vec<ModifierGroupId>,
    /// The slots of a combo, each filled with one of its choices.
    pub combo: Vec<ComboSlot>,
    /// What its variants differ in, such as `Size` and `Colour`: an item with options is never sold itself.
    pub options: Vec<String>,
    /// Which item it is a variant of.
    pub variant_of: Option<VariantOf>,
    /// Which item it is a pack of.
    pub pack: Option<Pack>,
    /// The deposit that is charged with each piece.
    pub deposit: Option<Deposit>,
    /// The age in years from which it may be sold; 0 for everybody.
    pub age: u16,
    /// What has to be noted of each piece before it is paid for.
    pub capture: Option<Capture>,
}

record!(Extras { age; modifiers, combo, options, variant_of, pack, deposit, capture });

/// A slot of a combo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComboSlot {
    /// What goes in it, such as `Drink`.
    pub name: String,
    /// What can go in it; the first is what it is unless somebody says otherwise.
    pub choices: Vec<ComboChoice>,
}

record!(ComboSlot { name, choices });

/// What can go in a slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComboChoice {
    /// The item.
    pub sku: Sku,
    /// What it costs on top of the combo's price; not negative.
    pub extra: Amount,
}

record!(ComboChoice { sku, extra });

/// Which variant an item is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VariantOf {
    /// The item with the options.
    pub parent: Sku,
    /// Its value of each option, such as `M` and `Red`.
    pub values: Vec<String>,
}

record!(VariantOf { parent, values });

/// How much of another item is in this one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pack {
    /// The item whose stock it moves.
    pub of: Sku,
    /// How much of it is in one pack.
    pub holds: Quantity,
}

record!(Pack { of, holds });

/// What is charged with an item and paid back for the empty one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deposit {
    /// The item that is the deposit, with its price and tax.
    pub sku: Sku,
    /// How many of it for each piece.
    pub count: u16,
}

record!(Deposit { sku, count });

/// What is noted of what is sold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Capture {
    /// The number of this very piece.
    Serial,
    /// The number of the batch that it is from.
    Lot,
}

choice!(Capture { Serial, Lot });

/// What is wrong with an item's extras.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExtrasFault {
    /// It is a variant, a pack, a part or the deposit of itself.
    Itself,
    /// An age, a pack's content or a deposit's count out of range, or an extra price below zero.
    Number,
    /// An option, a value or a slot without a printable name, or twice with the same.
    Text,
    /// More than there can be of something, or a slot without a choice.
    Count,
    /// It has options and is a variant or a combo as well.
    Mixed,
}

impl fmt::Display for ExtrasFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Itself => "it is a variant, a pack, a part or the deposit of itself",
            Self::Number => "an age, a pack's content, a deposit's count or an extra price is out of range",
            Self::Text => "options, values and slots need printable names, each its own",
            Self::Count => "there are too many of something, or a slot has no choice",
            Self::Mixed => "an item with options cannot be a variant or a combo itself",
        })
    }
}

impl Extras {
    /// The most modifier groups of an item.
    pub const GROUPS_LIMIT: usize = 12;
    /// The most slots of a combo.
    pub const SLOTS_LIMIT: usize = 8;
    /// The most choices of a slot.
    pub const CHOICES_LIMIT: usize = 40;
    /// The most options of an item.
    pub const OPTIONS_LIMIT: usize = 3;
    /// The most characters of an option, a value or a slot's name.
    pub const TEXT_LIMIT: usize = 40;
    /// The highest age that can be asked for.
    pub const AGE_LIMIT: u16 = 99;
    /// The most deposits for one piece.
    pub const DEPOSIT_LIMIT: u16 = 1_000;
    /// The most that one pack holds.
    pub const PACK_LIMIT: Quantity = Quantity::whole(10_000);

    /// Whether it says nothing, so that an item needs none.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }

    /// Whether the item `sku` can be this.
    ///
    /// # Errors
    /// [`ExtrasFault`], the first that is found.
    pub fn check(&self, sku: &Sku) -> Result<(), ExtrasFault> {
        let choices = || self.combo.iter().flat_map(|slot| &slot.choices);
        let others = [
            self.variant_of.as_ref().map(|variant| &variant.parent),
            self.pack.as_ref().map(|pack| &pack.of),
            self.deposit.as_ref().map(|deposit| &deposit.sku),
        ];
        if others.into_iter().flatten().chain(choices().map(|choice| &choice.sku)).any(|other| other == sku) {
            return Err(ExtrasFault::Itself);
        }
        let held = self.pack.as_ref().is_none_or(|pack| pack.holds.is_positive() && pack.holds <= Self::PACK_LIMIT);
        let deposits = self.deposit.as_ref().is_none_or(|deposit| (1..=Self::DEPOSIT_LIMIT).contains(&deposit.count));
        if self.age > Self::AGE_LIMIT || !held || !deposits || choices().any(|choice| choice.extra.is_negative()) {
            return Err(ExtrasFault::Number);
        }
        let values = self.variant_of.as_ref().map_or(&[][..], |variant| &variant.values);
        let slots: Vec<&str> = self.combo.iter().map(|slot| slot.name.as_str()).collect();
        let options: Vec<&str> = self.options.iter().map(String::as_str).collect();
        if !are_names(&slots) || !are_names(&options) || !values.iter().all(|value| is_name(value)) {
            return Err(ExtrasFault::Text);
        }
        let one_variant = self.variant_of.is_none() || (1..=Self::OPTIONS_LIMIT).contains(&values.len());
        let filled = self.combo.iter().all(|slot| (1..=Self::CHOICES_LIMIT).contains(&slot.choices.len()));
        let few = self.modifiers.len() <= Self::GROUPS_LIMIT
            && slots.len() <= Self::SLOTS_LIMIT
            && options.len() <= Self::OPTIONS_LIMIT;
        if !one_variant || !filled || !few {
            return Err(ExtrasFault::Count);
        }
        let mixed = !options.is_empty() && (self.variant_of.is_some() || !slots.is_empty());
        if mixed { Err(ExtrasFault::Mixed) } else { Ok(()) }
    }
}

fn is_name(text: &str) -> bool {
    checked_text(text, Extras::TEXT_LIMIT) == Ok(text)
}

fn are_names(texts: &[&str]) -> bool {
    texts.iter().enumerate().all(|(at, text)| is_name(text) && !texts.iter().take(at).any(|before| before == text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sku(text: &str) -> Sku {
        Sku::new(text).unwrap()
    }

    #[test]
    fn extras_are_refused_for_what_no_item_can_be() {
        type Change = fn(&mut Extras);
        let slot = |name: &str| ComboSlot {
            name: name.to_owned(),
            choices: vec![ComboChoice { sku: sku("tea"), extra: Amount::ZERO }],
        };
        let full = Extras {
            modifiers: vec![ModifierGroupId::new("milk").unwrap()],
            combo: vec![slot("Drink"), slot("Side")],
            pack: Some(Pack { of: sku("bottle"), holds: Quantity::whole(6) }),
            deposit: Some(Deposit { sku: sku("pawn"), count: 6 }),
            age: 18,
            capture: Some(Capture::Lot),
            ..Extras::default()
        };
        assert_eq!(full.check(&sku("own")), Ok(()));
        assert!(!full.is_nothing());
        assert!(Extras::default().is_nothing());
        let variant = |parent: &str, values: &[&str]| {
            Some(VariantOf { parent: sku(parent), values: values.iter().map(|text| (*text).to_owned()).collect() })
        };
        let shirt = Extras { variant_of: variant("shirt", &["M", "Red"]), ..Extras::default() };
        assert_eq!(shirt.check(&sku("own")), Ok(()));
        let table: [(Change, ExtrasFault); 15] = [
            (|e| e.pack.as_mut().unwrap().of = sku("own"), ExtrasFault::Itself),
            (|e| e.deposit.as_mut().unwrap().sku = sku("own"), ExtrasFault::Itself),
            (|e| e.combo[0].choices[0].sku = sku("own"), ExtrasFault::Itself),
            (|e| e.variant_of = Some(VariantOf { parent: sku("own"), values: vec!["M".into()] }), ExtrasFault::Itself),
            (|e| e.age = 100, ExtrasFault::Number),
            (|e| e.pack.as_mut().unwrap().holds = Quantity::ZERO, ExtrasFault::Number),
            (|e| e.deposit.as_mut().unwrap().count = 0, ExtrasFault::Number),
            (|e| e.combo[1].choices[0].extra = Amount::minor_i32(-1), ExtrasFault::Number),
            (|e| e.combo[1].name = "Drink".to_owned(), ExtrasFault::Text),
            (|e| e.options = vec![String::new()], ExtrasFault::Text),
            (|e| e.combo[0].choices.clear(), ExtrasFault::Count),
            (|e| e.variant_of = Some(VariantOf { parent: sku("x"), values: Vec::new() }), ExtrasFault::Count),
            (|e| e.modifiers = vec![ModifierGroupId::new("m").unwrap(); 13], ExtrasFault::Count),
            (|e| e.options = ["a", "b", "c", "d"].map(str::to_owned).to_vec(), ExtrasFault::Count),
            (|e| e.options = vec!["Size".to_owned()], ExtrasFault::Mixed),
        ];
        for (at, (change, fault)) in table.into_iter().enumerate() {
            let mut extras = full.clone();
            change(&mut extras);
            assert_eq!(extras.check(&sku("own")), Err(fault), "row {at}");
        }
    }
}
