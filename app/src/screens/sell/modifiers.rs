//! Groups of modifiers as buttons: one press chooses, and a further group opens below what opens it.

use crate::i18n::{goods, lang};
use crate::register::Register;
use evertill_catalogue::ItemNo;
use evertill_domain::ids::ModifierGroupId;
use evertill_domain::modifier::{ModifierGroup, ModifierOption, Picked, asked};
use leptos::prelude::*;

/// The groups that an item has.
pub fn groups_of(register: Register, no: ItemNo) -> Vec<ModifierGroupId> {
    let groups = |items: &evertill_catalogue::Catalogue| Some(items.get(no)?.extras()?.modifiers.clone());
    register.catalogue(groups).flatten().unwrap_or_default()
}

/// The groups of an item, with those that its chosen options open.
#[component]
pub fn Groups(register: Register, groups: Vec<ModifierGroupId>, picked: RwSignal<Vec<Picked>>) -> impl IntoView {
    let shown = Memo::new(move |_| {
        register.settings.with(|settings| {
            let all = settings.as_ref().map(|settings| settings.goods.modifiers.as_slice()).unwrap_or_default();
            picked.with(|picked| asked(all, &groups, picked).into_iter().cloned().collect::<Vec<_>>())
        })
    });
    // Only a group that comes or goes is drawn again, so that a button keeps the focus when it is pressed.
    crate::ui::keyed(
        move || shown.get(),
        |group: &ModifierGroup| group.id.clone(),
        move |group| view! { <Group register group shown picked /> },
    )
}

#[component]
fn Group(
    register: Register,
    group: ModifierGroup,
    shown: Memo<Vec<ModifierGroup>>,
    picked: RwSignal<Vec<Picked>>,
) -> impl IntoView {
    let (name, minimum, maximum) = (group.name.clone(), group.minimum, group.maximum);
    let rule = move || match (minimum, maximum) {
        (0, 1) => goods::choose_if_wanted(lang()).to_owned(),
        (0, most) => goods::choose_up_to(lang(), most),
        (least, most) if least == most => goods::choose_exactly(lang(), least),
        (least, most) => goods::choose_between(lang(), least, most),
    };
    let button = |option: ModifierOption| {
        let own = Picked { group: group.id.clone(), option: option.name.clone() };
        let (pressed, pick) = (own.clone(), own);
        let price = option.price;
        let price = move || (!price.is_zero()).then(|| register.money().format(price));
        let press = move |_| {
            toggle(picked, &pick, minimum, maximum);
            // What was chosen in a group that is no longer asked for is forgotten.
            let asked = shown.get_untracked();
            picked.update(|all| all.retain(|one| asked.iter().any(|group| group.id == one.group)));
        };
        view! {
            <button
                type="button"
                class="modifier"
                aria-pressed=move || picked.with(|all| all.contains(&pressed)).to_string()
                on:click=press
            >
                <bdi>{option.name.clone()}</bdi>
                <span class="number">{price}</span>
            </button>
        }
    };
    let options = group.options.iter().cloned().map(button).collect_view();
    view! {
        <fieldset class="modifiers">
            <legend class="modifiers__name">{name}" "<span class="soft">{rule}</span></legend>
            <div class="modifiers__options">{options}</div>
        </fieldset>
    }
}

/// Chooses an option or takes the choice back. Of one choice, the new one takes the place of the old.
fn toggle(picked: RwSignal<Vec<Picked>>, pick: &Picked, minimum: u16, maximum: u16) {
    picked.update(|all| {
        let chosen = all.contains(pick);
        if maximum == 1 {
            all.retain(|one| one.group != pick.group);
            if !chosen || minimum == 1 {
                all.push(pick.clone());
            }
        } else if chosen {
            all.retain(|one| one != pick);
        } else {
            all.push(pick.clone());
        }
    });
}
