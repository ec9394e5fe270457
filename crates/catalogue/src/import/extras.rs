//! Cells of what few items are beside their plain fields, and how an export writes them.
//!
//! | column | such as |
//! |---|---|
//! | `modifiers` | `size|milk` |
//! | `combo` | `Drink: 101 | 102 + 0.50; Cake: 201` |
//! | `options` | `Size|Colour` of an item with variants, `M|Red` of a variant |
//! | `variant_of` | `shirt` |
//! | `pack_of` | `beer*6` |
//! | `deposit` | `pfand*6` |
//! | `age` | `18` |
//! | `capture` | `serial` or `lot` |

use evertill_domain::extras::{Capture, ComboChoice, ComboSlot, Deposit, Extras, Pack, VariantOf};
use evertill_domain::ids::{ModifierGroupId, Sku};
use evertill_domain::item::Item;
use evertill_domain::quantity::Quantity;
use evertill_money::{Amount, format_decimal, parse_decimal};

use super::header::Column;
use super::problem::ProblemKind;

/// Reads a cell into `extras`; an empty one takes away what was there.
///
/// # Errors
/// [`ProblemKind::Form`], with an example of how it is written.
pub fn read(extras: &mut Extras, column: Column, text: &str, exponent: u8) -> Result<(), ProblemKind> {
    let form = |like: &'static str| ProblemKind::Form { like };
    match column {
        Column::Modifiers => {
            extras.modifiers = parts(text).map(group).collect::<Option<_>>().ok_or(form("size|milk"))?
        }
        Column::Combo => {
            let slots = text.split(';').map(str::trim).filter(|slot| !slot.is_empty());
            let read = slots.map(|text| slot(text, exponent)).collect::<Option<_>>();
            extras.combo = read.ok_or(form("Drink: 101 | 102 + 0.50; Cake: 201"))?;
        }
        Column::Options => extras.options = parts(text).map(str::to_owned).collect(),
        Column::VariantOf => {
            let values = extras.variant_of.take().map(|variant| variant.values).unwrap_or_default();
            let parent = sku(text).ok_or(form("shirt"))?;
            extras.variant_of = parent.map(|parent| VariantOf { parent, values });
        }
        Column::PackOf => {
            let like = form("beer*6");
            let (of, holds) = counted(text).ok_or(like.clone())?;
            let holds = Quantity::parse(holds).map_err(|_| like.clone())?;
            extras.pack = sku(of).ok_or(like)?.map(|of| Pack { of, holds });
        }
        Column::Deposit => {
            let like = form("bottle-deposit*6");
            let (of, count) = counted(text).ok_or(like.clone())?;
            let count = count.parse().map_err(|_| like.clone())?;
            extras.deposit = sku(of).ok_or(like)?.map(|sku| Deposit { sku, count });
        }
        Column::Age if text.is_empty() => extras.age = 0,
        Column::Age => extras.age = text.parse().map_err(|_| form("18"))?,
        Column::Capture => {
            extras.capture = match text.to_ascii_lowercase().as_str() {
                "" => None,
                "serial" => Some(Capture::Serial),
                "lot" => Some(Capture::Lot),
                _ => return Err(form("serial")),
            }
        }
        _ => {}
    }
    Ok(())
}

/// What the cells of a row come to: the options of a variant are its values.
///
/// # Errors
/// [`ProblemKind::Extras`] when the item cannot be this.
pub fn end(item: &mut Item) -> Result<(), ProblemKind> {
    let Some(extras) = &mut item.extras else { return Ok(()) };
    if let Some(variant) = extras.variant_of.as_mut().filter(|_| !extras.options.is_empty()) {
        variant.values = std::mem::take(&mut extras.options);
    }
    if extras.is_nothing() {
        item.extras = None;
        return Ok(());
    }
    extras.check(&item.sku).map_err(|fault| ProblemKind::Extras { fault })
}

/// A cell as an export writes it.
#[must_use]
pub fn cell(extras: &Extras, column: Column, exponent: u8) -> String {
    let joined = |texts: &[String]| texts.join("|");
    match column {
        Column::Modifiers => joined(&extras.modifiers.iter().map(ToString::to_string).collect::<Vec<_>>()),
        Column::Combo => {
            let slots: Vec<String> = extras.combo.iter().map(|slot| slot_cell(slot, exponent)).collect();
            slots.join("; ")
        }
        Column::Options => match &extras.variant_of {
            Some(variant) => joined(&variant.values),
            None => joined(&extras.options),
        },
        Column::VariantOf => extras.variant_of.as_ref().map_or(String::new(), |variant| variant.parent.to_string()),
        Column::PackOf => extras.pack.as_ref().map_or(String::new(), |pack| format!("{}*{}", pack.of, pack.holds)),
        Column::Deposit => {
            extras.deposit.as_ref().map_or(String::new(), |deposit| format!("{}*{}", deposit.sku, deposit.count))
        }
        Column::Age if extras.age == 0 => String::new(),
        Column::Age => extras.age.to_string(),
        Column::Capture => match extras.capture {
            None => String::new(),
            Some(Capture::Serial) => "serial".to_owned(),
            Some(Capture::Lot) => "lot".to_owned(),
        },
        _ => String::new(),
    }
}

fn slot_cell(slot: &ComboSlot, exponent: u8) -> String {
    let choice = |choice: &ComboChoice| match choice.extra.minor() {
        0 => choice.sku.to_string(),
        extra => format!("{} + {}", choice.sku, format_decimal(extra, exponent)),
    };
    let choices: Vec<String> = slot.choices.iter().map(choice).collect();
    format!("{}: {}", slot.name, choices.join(" | "))
}

fn slot(text: &str, exponent: u8) -> Option<ComboSlot> {
    let (name, choices) = text.split_once(':')?;
    let choice = |text: &str| {
        let (item, extra) = text.rsplit_once('+').unwrap_or((text, "0"));
        let extra = Amount::new(parse_decimal(extra.trim(), exponent).ok()?).ok()?;
        Some(ComboChoice { sku: Sku::new(item).ok()?, extra })
    };
    Some(ComboSlot { name: name.trim().to_owned(), choices: parts(choices).map(choice).collect::<Option<_>>()? })
}

fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split('|').map(str::trim).filter(|part| !part.is_empty())
}

fn group(text: &str) -> Option<ModifierGroupId> {
    ModifierGroupId::new(text).ok()
}

/// A SKU that may be missing; `None` for a text that cannot be one.
fn sku(text: &str) -> Option<Option<Sku>> {
    if text.is_empty() { Some(None) } else { Sku::new(text).ok().map(Some) }
}

/// `beer*6` as its two parts; one of it where no number follows.
fn counted(text: &str) -> Option<(&str, &str)> {
    match text.rsplit_once('*') {
        Some((_, count)) if count.trim().is_empty() => None,
        Some((item, count)) => Some((item.trim(), count.trim())),
        None => Some((text, "1")),
    }
}
