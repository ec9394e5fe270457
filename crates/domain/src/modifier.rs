//! Modifiers: what a customer chooses about an item, in groups that many items share, such as milk and size of a coffee.

use std::collections::BTreeSet;
use std::fmt;

use evertill_money::Amount;
use serde::Deserialize;

use crate::Refusal;
use crate::ids::{ModifierGroupId, checked_text};
use crate::pricing::SALE_LIMIT;
use crate::record;

/// A group of modifiers.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct ModifierGroup {
    /// What items call it by.
    pub id: ModifierGroupId,
    /// What the sheet calls it, such as `Milk`.
    pub name: String,
    /// How many have to be chosen.
    pub minimum: u16,
    /// How many can be chosen.
    pub maximum: u16,
    /// What there is.
    pub options: Vec<ModifierOption>,
}

record!(ModifierGroup { id, name, minimum, maximum, options });

/// A modifier that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct ModifierOption {
    /// What sheet and receipt call it; the only one of its group with this name.
    pub name: String,
    /// What it adds to the price of one; may be negative.
    pub price: Amount,
    /// Whether it is chosen unless somebody says otherwise.
    #[serde(default)]
    pub preset: bool,
    /// A further group that is asked for when this is chosen; its options open no other.
    #[serde(default)]
    pub opens: Option<ModifierGroupId>,
}

record!(ModifierOption { name, price, preset, opens });

/// A choice, as a person makes it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Picked {
    /// Of which group.
    pub group: ModifierGroupId,
    /// The option's name.
    pub option: String,
}

/// A modifier that was chosen, as it was then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Modifier {
    /// Of which group.
    pub group: ModifierGroupId,
    /// What it was called.
    pub name: String,
    /// What it added to the price of one.
    pub price: Amount,
}

record!(Modifier { group, name, price });

/// What is wrong with the shop's groups.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GroupFault {
    /// More than [`ModifierGroup::LIMIT`] groups.
    TooMany,
    /// Its id is there twice.
    Twice {
        /// The group's name.
        group: String,
    },
    /// Group or option has no printable name of its own.
    Name {
        /// The group's name.
        group: String,
    },
    /// No option, or more than [`ModifierGroup::OPTIONS_LIMIT`].
    Options {
        /// The group's name.
        group: String,
    },
    /// More have to be chosen than can be, or than there are; or more are preset.
    Range {
        /// The group's name.
        group: String,
    },
    /// A price beyond what a sale may come to.
    Price {
        /// The group's name.
        group: String,
    },
    /// An option opens a group that is not there, or one whose options open another.
    Opens {
        /// The group's name.
        group: String,
    },
}

impl fmt::Display for GroupFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooMany => write!(f, "there may be {} modifier groups", ModifierGroup::LIMIT),
            Self::Twice { group } => write!(f, "the id of the modifier group {group:?} is there twice"),
            Self::Name { group } => write!(f, "the modifier group {group:?} and its options need printable names"),
            Self::Options { group } => {
                write!(f, "the modifier group {group:?} needs 1 to {} options", ModifierGroup::OPTIONS_LIMIT)
            }
            Self::Range { group } => {
                write!(f, "minimum, maximum and presets of the modifier group {group:?} do not fit together")
            }
            Self::Price { group } => write!(f, "a price of the modifier group {group:?} is out of range"),
            Self::Opens { group } => {
                write!(f, "an option of {group:?} opens a group that is not there or opens another itself")
            }
        }
    }
}

impl ModifierGroup {
    /// The most groups of a shop.
    pub const LIMIT: usize = 100;
    /// The most options of a group.
    pub const OPTIONS_LIMIT: usize = 40;
    /// The most characters of a name.
    pub const NAME_LIMIT: usize = 60;

    /// The option of this name.
    #[must_use]
    pub fn option(&self, name: &str) -> Option<&ModifierOption> {
        self.options.iter().find(|option| option.name == name)
    }

    fn check(&self, all: &[Self]) -> Result<(), GroupFault> {
        let group = || self.name.clone();
        let is_name = |name: &str| checked_text(name, Self::NAME_LIMIT) == Ok(name);
        let names: BTreeSet<&str> = self.options.iter().map(|option| option.name.as_str()).collect();
        if self.options.is_empty() || self.options.len() > Self::OPTIONS_LIMIT {
            return Err(GroupFault::Options { group: group() });
        }
        if !is_name(&self.name) || names.len() != self.options.len() || !names.iter().all(|name| is_name(name)) {
            return Err(GroupFault::Name { group: group() });
        }
        let (minimum, maximum) = (usize::from(self.minimum), usize::from(self.maximum));
        let presets = self.options.iter().filter(|option| option.preset).count();
        if maximum == 0 || minimum > maximum || minimum > self.options.len() || presets > maximum {
            return Err(GroupFault::Range { group: group() });
        }
        if self.options.iter().any(|option| option.price.abs() > SALE_LIMIT) {
            return Err(GroupFault::Price { group: group() });
        }
        let one_level = |id: &ModifierGroupId| {
            let opened = all.iter().find(|other| other.id == *id && other.id != self.id);
            opened.is_some_and(|opened| opened.options.iter().all(|option| option.opens.is_none()))
        };
        if self.options.iter().filter_map(|option| option.opens.as_ref()).all(one_level) {
            Ok(())
        } else {
            Err(GroupFault::Opens { group: group() })
        }
    }
}

/// Whether a shop can have these groups.
///
/// # Errors
/// [`GroupFault`], the first that is found.
pub fn check(groups: &[ModifierGroup]) -> Result<(), GroupFault> {
    if groups.len() > ModifierGroup::LIMIT {
        return Err(GroupFault::TooMany);
    }
    for (at, group) in groups.iter().enumerate() {
        if groups.iter().take(at).any(|before| before.id == group.id) {
            return Err(GroupFault::Twice { group: group.name.clone() });
        }
        group.check(groups)?;
    }
    Ok(())
}

/// The groups that are asked for with these choices: those `of` the item, each followed by those that its chosen options
/// open. Groups that the shop no longer has are left out.
#[must_use]
pub fn asked<'g>(all: &'g [ModifierGroup], of: &[ModifierGroupId], picked: &[Picked]) -> Vec<&'g ModifierGroup> {
    let find = |id: &ModifierGroupId| all.iter().find(|group| group.id == *id);
    let mut asked: Vec<&ModifierGroup> = Vec::new();
    for group in of.iter().filter_map(find) {
        let chosen = group.options.iter().filter(|option| is_picked(group, option, picked));
        let opened = chosen.filter_map(|option| option.opens.as_ref()).filter_map(find);
        for group in std::iter::once(group).chain(opened) {
            if !asked.iter().any(|known| known.id == group.id) {
                asked.push(group);
            }
        }
    }
    asked
}

fn is_picked(group: &ModifierGroup, option: &ModifierOption, picked: &[Picked]) -> bool {
    picked.iter().any(|pick| pick.group == group.id && pick.option == option.name)
}

/// The choices that are made unless somebody says otherwise, also in the groups that they open.
#[must_use]
pub fn presets(all: &[ModifierGroup], of: &[ModifierGroupId]) -> Vec<Picked> {
    let mut picked: Vec<Picked> = Vec::new();
    // Twice: what is preset may open a group, whose presets open none.
    for _ in 0..2 {
        picked = asked(all, of, &picked)
            .into_iter()
            .flat_map(|group| {
                let preset = group.options.iter().filter(|option| option.preset);
                preset.map(|option| Picked { group: group.id.clone(), option: option.name.clone() })
            })
            .collect();
    }
    picked
}

/// What was chosen, as it is kept with a line, in the order of groups and options.
///
/// # Errors
/// [`Refusal::ModifierMissing`], [`Refusal::ModifierBeyond`] or [`Refusal::UnknownModifier`].
pub fn choose(all: &[ModifierGroup], of: &[ModifierGroupId], picked: &[Picked]) -> Result<Vec<Modifier>, Refusal> {
    let asked = asked(all, of, picked);
    for pick in picked {
        let known = asked.iter().any(|group| group.id == pick.group && group.option(&pick.option).is_some());
        if !known {
            return Err(Refusal::UnknownModifier { name: pick.option.clone() });
        }
    }
    let mut chosen = Vec::new();
    for group in asked {
        let before = chosen.len();
        let options = group.options.iter().filter(|option| is_picked(group, option, picked));
        chosen.extend(options.map(|option| Modifier {
            group: group.id.clone(),
            name: option.name.clone(),
            price: option.price,
        }));
        let count = chosen.len() - before;
        if count < usize::from(group.minimum) {
            return Err(Refusal::ModifierMissing { group: group.name.clone(), minimum: group.minimum });
        }
        if count > usize::from(group.maximum) {
            return Err(Refusal::ModifierBeyond { group: group.name.clone(), maximum: group.maximum });
        }
    }
    Ok(chosen)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(text: &str) -> ModifierGroupId {
        ModifierGroupId::new(text).unwrap()
    }

    fn option(name: &str, price: i32, preset: bool, opens: Option<&str>) -> ModifierOption {
        ModifierOption { name: name.to_owned(), price: Amount::minor_i32(price), preset, opens: opens.map(id) }
    }

    fn group(name: &str, minimum: u16, maximum: u16, options: Vec<ModifierOption>) -> ModifierGroup {
        ModifierGroup { id: id(name), name: name.to_owned(), minimum, maximum, options }
    }

    fn cafe() -> Vec<ModifierGroup> {
        vec![
            group("size", 1, 1, vec![option("small", 0, true, None), option("large", 60, false, None)]),
            group("milk", 0, 1, vec![option("whole", 0, false, None), option("plant", 50, false, Some("plant"))]),
            group("plant", 1, 1, vec![option("oat", 0, false, None), option("almond", 20, false, None)]),
            group("extras", 0, 2, vec![option("shot", 80, false, None), option("syrup", 40, false, None)]),
        ]
    }

    fn picks(all: &[(&str, &str)]) -> Vec<Picked> {
        all.iter().map(|(group, option)| Picked { group: id(group), option: (*option).to_owned() }).collect()
    }

    #[test]
    fn choices_are_kept_in_the_order_of_the_groups_and_refused_outside_of_their_bounds() {
        let of = ["size", "milk", "extras"].map(id);
        let missing = |group: &str| Refusal::ModifierMissing { group: group.to_owned(), minimum: 1 };
        let beyond = |group: &str, maximum| Refusal::ModifierBeyond { group: group.to_owned(), maximum };
        let unknown = |name: &str| Refusal::UnknownModifier { name: name.to_owned() };
        type Row<'a> = (&'a [(&'a str, &'a str)], Result<&'a [&'a str], Refusal>);
        let table: [Row<'_>; 8] = [
            (&[("size", "small")], Ok(&["small"])),
            (&[("extras", "shot"), ("size", "large")], Ok(&["large", "shot"])),
            (&[("size", "small"), ("milk", "plant"), ("plant", "oat")], Ok(&["small", "plant", "oat"])),
            (&[("size", "small"), ("milk", "plant")], Err(missing("plant"))),
            (&[], Err(missing("size"))),
            (&[("size", "small"), ("size", "large")], Err(beyond("size", 1))),
            (&[("size", "small"), ("plant", "oat")], Err(unknown("oat"))),
            (&[("size", "huge")], Err(unknown("huge"))),
        ];
        for (picked, expected) in table {
            let chosen = choose(&cafe(), &of, &picks(picked));
            let names = chosen.as_ref().map(|all| all.iter().map(|one| one.name.as_str()).collect::<Vec<_>>());
            assert_eq!(names, expected.as_ref().map(|names| names.to_vec()), "{picked:?}");
        }
        assert_eq!(choose(&cafe(), &[id("gone")], &[]), Ok(Vec::new()), "a group that the shop no longer has");
    }

    #[test]
    fn presets_are_chosen_also_in_the_groups_that_they_open() {
        let mut cafe = cafe();
        assert_eq!(presets(&cafe, &["size", "milk"].map(id)), picks(&[("size", "small")]));
        cafe[1].options[1].preset = true;
        cafe[2].options[0].preset = true;
        let expected = picks(&[("size", "small"), ("milk", "plant"), ("plant", "oat")]);
        assert_eq!(presets(&cafe, &["size", "milk"].map(id)), expected);
    }

    #[test]
    fn groups_are_refused_by_what_nobody_could_choose_from() {
        type Change = fn(&mut Vec<ModifierGroup>);
        let named = |group: &str| group.to_owned();
        let table: [(Change, Result<(), GroupFault>); 12] = [
            (|_| (), Ok(())),
            (|all| all.push(all[0].clone()), Err(GroupFault::Twice { group: named("size") })),
            (|all| all[0].name = String::new(), Err(GroupFault::Name { group: String::new() })),
            (|all| all[0].options[1].name = named_small(), Err(GroupFault::Name { group: named("size") })),
            (|all| all[0].options.clear(), Err(GroupFault::Options { group: named("size") })),
            (|all| all[0].minimum = 2, Err(GroupFault::Range { group: named("size") })),
            (|all| all[3].maximum = 0, Err(GroupFault::Range { group: named("extras") })),
            (|all| all[0].options[1].preset = true, Err(GroupFault::Range { group: named("size") })),
            (
                |all| all[0].options[0].price = Amount::minor_i32(1_000_000_001),
                Err(GroupFault::Price { group: named("size") }),
            ),
            (|all| all[1].options[1].opens = Some(id("gone")), Err(GroupFault::Opens { group: named("milk") })),
            (|all| all[2].options[0].opens = Some(id("size")), Err(GroupFault::Opens { group: named("milk") })),
            (|all| all[1].options[1].opens = Some(id("milk")), Err(GroupFault::Opens { group: named("milk") })),
        ];
        for (at, (change, expected)) in table.into_iter().enumerate() {
            let mut groups = cafe();
            change(&mut groups);
            assert_eq!(check(&groups), expected, "row {at}");
        }
    }

    fn named_small() -> String {
        "small".to_owned()
    }
}
