//! What few items are beside their plain fields: kept apart from the rows, so that the many others pay nothing for it.

use evertill_domain::extras::{Capture, ComboChoice, ComboSlot, Deposit, Extras, Pack, VariantOf};
use evertill_domain::ids::{ModifierGroupId, Sku};
use evertill_domain::quantity::Quantity;
use evertill_money::Amount;

use crate::bytes::{Reader, Writer};
use crate::catalogue::{Catalogue, ItemRef};

/// Stands for a text that is not there.
const NONE: &str = "";

impl<'a> ItemRef<'a> {
    /// What it is beside its plain fields; `None` for most items.
    #[must_use]
    pub fn extras(&self) -> Option<&'a Extras> {
        self.packed.extras(self.row)
    }
}

impl Catalogue {
    /// The variants of an item that are still sold, in the order in which they came. One pass over all items.
    pub fn variants<'a>(&'a self, parent: &'a str) -> impl Iterator<Item = ItemRef<'a>> {
        self.iter().filter(move |item| !item.archived() && parent_of(item) == Some(parent))
    }

    /// Whether an item is found by way of another one, which asks for the variant.
    pub(crate) fn is_behind_parent(&self, item: &ItemRef<'_>) -> bool {
        parent_of(item).and_then(|parent| self.by_sku(parent)).is_some_and(|parent| !parent.archived())
    }
}

fn parent_of<'a>(item: &ItemRef<'a>) -> Option<&'a str> {
    item.extras()?.variant_of.as_ref().map(|variant| variant.parent.as_str())
}

/// Writes extras behind the rows of a snapshot.
pub fn write(to: &mut Writer, extras: &Extras) {
    // Every field is named, so that a new one cannot be forgotten.
    let Extras { modifiers, combo, options, variant_of, pack, deposit, age, capture } = extras;
    to.count(modifiers.len());
    modifiers.iter().for_each(|group| to.text(group.as_str()));
    to.count(combo.len());
    for ComboSlot { name, choices } in combo {
        to.text(name);
        to.count(choices.len());
        for ComboChoice { sku, extra } in choices {
            to.text(sku.as_str());
            to.u64(extra.minor().cast_unsigned());
        }
    }
    to.count(options.len());
    options.iter().for_each(|option| to.text(option));
    let (parent, values) = variant_of.as_ref().map_or((NONE, &[][..]), |of| (of.parent.as_str(), &of.values));
    to.text(parent);
    to.count(values.len());
    values.iter().for_each(|value| to.text(value));
    let (of, holds) = pack.as_ref().map_or((NONE, 0), |pack| (pack.of.as_str(), pack.holds.as_thousandths()));
    to.text(of);
    to.u64(holds.cast_unsigned());
    let (sku, count) = deposit.as_ref().map_or((NONE, 0), |deposit| (deposit.sku.as_str(), deposit.count));
    to.text(sku);
    to.u32(u32::from(count));
    to.u32(u32::from(*age));
    to.u32(match capture {
        None => 0,
        Some(Capture::Serial) => 1,
        Some(Capture::Lot) => 2,
    });
}

/// Reads what [`write`] wrote; `None` for anything that no item can be.
pub fn read(from: &mut Reader<'_>, sku: &Sku) -> Option<Extras> {
    let modifiers = list(from, |from| ModifierGroupId::new(from.text()?).ok())?;
    let combo = list(from, |from| {
        let name = from.text()?.to_owned();
        let choices = list(from, |from| {
            let sku = Sku::new(from.text()?).ok()?;
            Some(ComboChoice { sku, extra: Amount::new(from.u64()?.cast_signed()).ok()? })
        })?;
        Some(ComboSlot { name, choices })
    })?;
    let options = list(from, |from| from.text().map(str::to_owned))?;
    let parent = from.text()?;
    let values = list(from, |from| from.text().map(str::to_owned))?;
    let (of, holds) = (from.text()?, from.u64()?.cast_signed());
    let (deposit, count) = (from.text()?, from.u32()?);
    let some = |text: &str| (text != NONE).then(|| Sku::new(text).ok());
    let extras = Extras {
        modifiers,
        combo,
        options,
        variant_of: match some(parent) {
            Some(parent) => Some(VariantOf { parent: parent?, values }),
            None => None,
        },
        pack: match some(of) {
            Some(of) => Some(Pack { of: of?, holds: Quantity::thousandths(holds).ok()? }),
            None => None,
        },
        deposit: match some(deposit) {
            Some(sku) => Some(Deposit { sku: sku?, count: u16::try_from(count).ok()? }),
            None => None,
        },
        age: u16::try_from(from.u32()?).ok()?,
        capture: match from.u32()? {
            0 => None,
            1 => Some(Capture::Serial),
            2 => Some(Capture::Lot),
            _ => return None,
        },
    };
    (extras.check(sku).is_ok() && !extras.is_nothing()).then_some(extras)
}

/// A list of what `read` reads; what a list promises sets no memory aside.
fn list<T>(from: &mut Reader<'_>, read: impl Fn(&mut Reader<'_>) -> Option<T>) -> Option<Vec<T>> {
    let mut all = Vec::new();
    for _ in 0..from.count()? {
        all.push(read(from)?);
    }
    Some(all)
}
