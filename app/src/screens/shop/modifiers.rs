//! Groups of modifiers, which many items share: their options, prices and presets, and what an option opens.

use super::saving::{SaveButton, Saving};
use crate::i18n::{Lang, lang, lang_now, modifiers, words};
use crate::money::Money;
use crate::t;
use crate::ui::{Button, ButtonKind, Field, IconName, SelectField, keyed};
use evertill_domain::goods::GoodsFault;
use evertill_domain::ids::ModifierGroupId;
use evertill_domain::modifier::{GroupFault, ModifierGroup, ModifierOption};
use evertill_domain::shop::SettingsError;
use leptos::prelude::*;

/// The section.
pub fn view() -> AnyView {
    view! { <Modifiers /> }.into_any()
}

type Text = RwSignal<String>;

/// A group while it is edited. Its id follows from its first name, and stays when that changes: items call it by that.
#[derive(Clone, Copy)]
struct Group {
    key: u32,
    id: Text,
    name: Text,
    minimum: Text,
    maximum: Text,
    options: RwSignal<Vec<Choice>>,
}

/// An option while it is edited.
#[derive(Clone, Copy)]
struct Choice {
    key: u32,
    name: Text,
    price: Text,
    preset: RwSignal<bool>,
    opens: Text,
}

/// Numbers the rows of this screen.
#[derive(Clone, Copy)]
struct Keys(StoredValue<u32>);

impl Keys {
    fn next(self) -> u32 {
        self.0
            .try_update_value(|key| {
                *key += 1;
                *key
            })
            .unwrap_or_default()
    }
}

impl Choice {
    fn of(keys: Keys, option: &ModifierOption, money: &Money) -> Self {
        let text = |text: String| RwSignal::new(text);
        Self {
            key: keys.next(),
            name: text(option.name.clone()),
            price: text(crate::i18n::format::decimal_string(option.price.minor(), money.exponent())),
            preset: RwSignal::new(option.preset),
            opens: text(option.opens.as_ref().map(ToString::to_string).unwrap_or_default()),
        }
    }

    fn empty(keys: Keys) -> Self {
        let text = || RwSignal::new(String::new());
        Self { key: keys.next(), name: text(), price: text(), preset: RwSignal::new(false), opens: text() }
    }

    fn read(self, money: &Money) -> Option<ModifierOption> {
        let price = self.price.get_untracked();
        let price = if price.trim().is_empty() { "0".to_owned() } else { price };
        Some(ModifierOption {
            name: self.name.get_untracked().trim().to_owned(),
            price: money.parse(&price)?,
            preset: self.preset.get_untracked(),
            opens: ModifierGroupId::new(&self.opens.get_untracked()).ok(),
        })
    }
}

impl Group {
    fn of(keys: Keys, group: &ModifierGroup, money: &Money) -> Self {
        let text = |text: String| RwSignal::new(text);
        Self {
            key: keys.next(),
            id: text(group.id.to_string()),
            name: text(group.name.clone()),
            minimum: text(group.minimum.to_string()),
            maximum: text(group.maximum.to_string()),
            options: RwSignal::new(group.options.iter().map(|option| Choice::of(keys, option, money)).collect()),
        }
    }

    fn empty(keys: Keys) -> Self {
        let text = |text: &str| RwSignal::new(text.to_owned());
        let options = RwSignal::new(vec![Choice::empty(keys), Choice::empty(keys)]);
        Self { key: keys.next(), id: text(""), name: text(""), minimum: text("1"), maximum: text("1"), options }
    }

    /// The group, or what is wrong with it.
    fn read(self, lang: Lang, money: &Money) -> Result<ModifierGroup, String> {
        let name = self.name.get_untracked().trim().to_owned();
        let typed = self.id.get_untracked();
        let id = if typed.is_empty() { slug(&name) } else { typed };
        let id = ModifierGroupId::new(&id).map_err(|_| modifiers::wrong_name(lang, &name))?;
        let number = |text: Text| text.get_untracked().trim().parse::<u16>().ok();
        let (Some(minimum), Some(maximum)) = (number(self.minimum), number(self.maximum)) else {
            return Err(modifiers::wrong_range(lang, &name));
        };
        let options = self.options.get_untracked().into_iter().map(|choice| choice.read(money)).collect::<Option<_>>();
        let options = options.ok_or_else(|| modifiers::wrong_price(lang, &name))?;
        Ok(ModifierGroup { id, name, minimum, maximum, options })
    }
}

/// A short text without spaces that items can call a group by.
fn slug(name: &str) -> String {
    let letters = name.chars().map(|c| if c.is_alphanumeric() { c } else { '-' });
    letters.take(ModifierGroupId::LIMIT).collect::<String>().to_lowercase()
}

#[component]
fn Modifiers() -> impl IntoView {
    let saving = Saving::new();
    let keys = Keys(StoredValue::new(0));
    let money = saving.register.money_now();
    let known = saving.settings().map(|settings| settings.goods.modifiers).unwrap_or_default();
    let groups = RwSignal::new(known.iter().map(|group| Group::of(keys, group, &money)).collect::<Vec<_>>());
    let save = move |()| {
        let lang = lang_now();
        let Some(mut settings) = saving.settings() else { return };
        let money = saving.register.money_now();
        let read: Result<Vec<_>, String> =
            groups.get_untracked().into_iter().map(|group| group.read(lang, &money)).collect();
        match read {
            Ok(read) => settings.goods.modifiers = read,
            Err(why) => return saving.problem.set(why),
        }
        match settings.validate() {
            Ok(()) => {
                // From now on items may call a new group by its id.
                for (group, saved) in groups.get_untracked().into_iter().zip(&settings.goods.modifiers) {
                    group.id.set(saved.id.to_string());
                }
                saving.save(settings);
            }
            Err(SettingsError::Goods(GoodsFault::Group(fault))) => saving.problem.set(wrong(lang, &fault)),
            Err(_) => saving.problem.set(crate::i18n::barcodes::wrong_settings(lang).to_owned()),
        }
    };
    let draw = move |group: Group| view! { <GroupForm keys groups group /> };
    view! {
        <div class="form form--page">
            <p class="soft">{t!(modifiers::how)}</p>
            <ul class="templates">{keyed(move || groups.get(), |group| group.key, draw)}</ul>
            <Button
                icon=IconName::Plus
                on_press=move |()| groups.update(|groups| groups.push(Group::empty(keys)))
            >
                {t!(modifiers::add_group)}
            </Button>
            <SaveButton saving on_save=save />
        </div>
    }
}

#[component]
fn GroupForm(keys: Keys, groups: RwSignal<Vec<Group>>, group: Group) -> impl IntoView {
    let others = Signal::derive(move || {
        let none = (String::new(), modifiers::opens_nothing(lang()).to_owned());
        let others = groups.get().into_iter().filter(|other| other.key != group.key && !other.id.get().is_empty());
        std::iter::once(none).chain(others.map(|other| (other.id.get(), other.name.get()))).collect::<Vec<_>>()
    });
    let option = move |choice: Choice| view! { <ChoiceForm group choice others /> };
    let called = move || {
        let id = group.id.get();
        (!id.is_empty()).then(|| modifiers::called(lang(), id))
    };
    view! {
        <li class="template template--page">
            <div class="fields">
                <Field label=words(modifiers::name) value=group.name />
                <Field label=words(modifiers::minimum) value=group.minimum mode="numeric" ltr=true />
                <Field label=words(modifiers::maximum) value=group.maximum mode="numeric" ltr=true />
            </div>
            <p class="soft">{called}</p>
            <ul class="arranged" aria-label=t!(modifiers::options)>
                {keyed(move || group.options.get(), |choice| choice.key, option)}
            </ul>
            <div class="templates__new">
                <Button
                    icon=IconName::Plus
                    on_press=move |()| group.options.update(|options| options.push(Choice::empty(keys)))
                >
                    {t!(modifiers::add_option)}
                </Button>
                <Button
                    kind=ButtonKind::Quiet
                    icon=IconName::Void
                    on_press=move |()| groups.update(|groups| groups.retain(|other| other.key != group.key))
                >
                    {t!(modifiers::remove_group)}
                </Button>
            </div>
        </li>
    }
}

#[component]
fn ChoiceForm(group: Group, choice: Choice, others: Signal<Vec<(String, String)>>) -> impl IntoView {
    let remove = move |()| group.options.update(|options| options.retain(|other| other.key != choice.key));
    view! {
        <li class="template">
            <Field label=words(modifiers::option) value=choice.name />
            <Field label=words(modifiers::price) value=choice.price mode="decimal" ltr=true />
            <SelectField label=words(modifiers::opens) value=choice.opens options=others />
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || choice.preset.get()
                    on:change:target=move |event| choice.preset.set(event.target().checked())
                />
                <span>{t!(modifiers::preset)}</span>
            </label>
            <Button kind=ButtonKind::Quiet icon=IconName::Void on_press=remove>{t!(modifiers::remove_option)}</Button>
        </li>
    }
}

/// Why the groups cannot be used, and what to change.
fn wrong(lang: Lang, fault: &GroupFault) -> String {
    match fault {
        GroupFault::TooMany => modifiers::too_many(lang, ModifierGroup::LIMIT),
        GroupFault::Twice { group } => modifiers::twice(lang, group),
        GroupFault::Name { group } => modifiers::wrong_name(lang, group),
        GroupFault::Options { group } => modifiers::wrong_options(lang, group, ModifierGroup::OPTIONS_LIMIT),
        GroupFault::Range { group } => modifiers::wrong_range(lang, group),
        GroupFault::Price { group } => modifiers::wrong_price(lang, group),
        GroupFault::Opens { group } => modifiers::wrong_opens(lang, group),
    }
}
