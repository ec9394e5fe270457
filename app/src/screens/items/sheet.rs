//! One item: its fields, what is wrong with them, and its stock.

use super::import_words::column_name;
use super::prices::PricesPart;
use super::stock::StockPart;
use crate::i18n::{format, goods, items, lang, words};
use crate::money::symbol;
use crate::register::{FactError, Register, register};
use crate::state::{Shell, WriterState, shell};
use crate::ui::{Button, ButtonKind, Dialog, DialogKind, Field, Segmented, SelectField};
use crate::{t, text};
use evertill_catalogue::import::{Column, ProblemKind, extras};
use evertill_catalogue::rules::{CODE_SEPARATORS, check_code, check_item};
use evertill_catalogue::{Catalogue, ItemNo};
use evertill_domain::Amount;
use evertill_domain::extras::Extras;
use evertill_domain::ids::{Sku, TaxCategoryId, checked_text};
use evertill_domain::item::{Item, StockPolicy};
use evertill_domain::quantity::Unit;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Which item the sheet is about.
#[derive(Clone, Copy, PartialEq)]
pub enum Editing {
    /// One that is not there yet.
    New,
    /// This one.
    Known(ItemNo),
}

/// The sheet; open while there is something to edit.
#[component]
pub fn ItemSheet(
    /// What is edited.
    editing: RwSignal<Option<Editing>>,
) -> impl IntoView {
    let register = register();
    let title = Signal::derive(move || {
        let words = if editing.get() == Some(Editing::New) { items::new } else { items::edit };
        words(lang()).to_owned()
    });
    let form = move || {
        editing.get().map(|which| {
            let item = match which {
                Editing::New => None,
                Editing::Known(no) => register.catalogue(|all| all.item(no)).flatten(),
            };
            view! { <Form item editing /> }
        })
    };
    view! {
        <Dialog
            open=Signal::derive(move || editing.get().is_some())
            kind=DialogKind::Wide
            title
            on_close=move |()| editing.set(None)
        >
            {form}
        </Dialog>
    }
}

/// What is typed, and what is wrong with it.
#[derive(Clone, Copy)]
struct Fields {
    sku: RwSignal<String>,
    name: RwSignal<String>,
    codes: RwSignal<String>,
    department: RwSignal<String>,
    category: RwSignal<String>,
    price: RwSignal<String>,
    cost: RwSignal<String>,
    unit: RwSignal<String>,
    tax: RwSignal<String>,
    policy: RwSignal<StockPolicy>,
    archived: RwSignal<bool>,
    /// What few items are beside all this, as the cells of a file say it.
    extras: [(Column, RwSignal<String>); 8],
    wrong: RwSignal<Vec<(Slot, String)>>,
}

#[derive(Clone, Copy, PartialEq)]
enum Slot {
    Sku,
    Name,
    Codes,
    Department,
    Category,
    Price,
    Cost,
    Extra(Column),
}

/// The fields of extras, in the order in which they are asked for, each with an example.
const EXTRAS: [(Column, &str); 8] = [
    (Column::Age, "18"),
    (Column::Deposit, "8200*6"),
    (Column::PackOf, "8201*6"),
    (Column::Modifiers, "size|milk"),
    (Column::Combo, "Drink: 8001 | 8002 + 0.50; Cake: 8010"),
    (Column::Options, "Size|Colour"),
    (Column::VariantOf, "8101"),
    (Column::Capture, "serial, lot"),
];

impl Fields {
    fn of(register: Register, item: Option<&Item>) -> Fields {
        let first_tax = register.settings.with_untracked(|settings| {
            settings.as_ref().and_then(|settings| settings.taxes.first()).map(|tax| tax.id.to_string())
        });
        let text = |read: fn(&Item) -> String| RwSignal::new(item.map(read).unwrap_or_default());
        let exponent = register.money_now().exponent();
        let money = |amount: Option<Amount>| {
            RwSignal::new(amount.map(|amount| format::decimal_string(amount.minor(), exponent)).unwrap_or_default())
        };
        Fields {
            sku: text(|item| item.sku.to_string()),
            name: text(|item| item.name.clone()),
            codes: text(|item| item.codes.join(" ")),
            department: text(|item| item.department.clone()),
            category: text(|item| item.category.clone()),
            price: money(item.and_then(|item| item.price)),
            cost: money(item.and_then(|item| item.cost)),
            unit: RwSignal::new(item.map_or(Unit::Each, |item| item.unit).code().to_owned()),
            tax: RwSignal::new(item.map(|item| item.tax.to_string()).or(first_tax).unwrap_or_default()),
            policy: RwSignal::new(item.map(|item| item.stock).unwrap_or_default()),
            archived: RwSignal::new(item.is_some_and(|item| item.archived)),
            extras: EXTRAS.map(|(column, _)| {
                let extras = item.and_then(|item| item.extras.as_deref());
                let cell = extras.map(|extras| extras::cell(extras, column, exponent)).unwrap_or_default();
                (column, RwSignal::new(cell))
            }),
            wrong: RwSignal::new(Vec::new()),
        }
    }

    fn error(self, slot: Slot) -> Signal<String> {
        Signal::derive(move || {
            self.wrong
                .with(|all| all.iter().find(|(at, _)| *at == slot).map(|(_, why)| why.clone()).unwrap_or_default())
        })
    }

    /// What the item is beside its plain fields; what cannot be read is added to what is wrong.
    fn read_extras(self, register: Register, wrong: &mut Vec<(Slot, String)>) -> Extras {
        let mut extras = Extras::default();
        let exponent = register.money_now().exponent();
        for (column, field) in self.extras {
            let typed = field.get_untracked();
            if let Err(ProblemKind::Form { like }) = extras::read(&mut extras, column, typed.trim(), exponent) {
                wrong.push((Slot::Extra(column), goods::csv_form(crate::i18n::lang_now(), like)));
            }
        }
        extras
    }

    /// The item, or everything that is wrong.
    fn read(self, register: Register, known: Option<&Item>) -> Result<Item, Vec<(Slot, String)>> {
        let lang = crate::i18n::lang_now();
        let mut wrong = Vec::new();
        let typed = |field: RwSignal<String>| field.get_untracked().trim().to_owned();
        let is_text = |text: &str, limit: usize| checked_text(text, limit).is_ok();
        let sku = Sku::new(&typed(self.sku));
        if sku.is_err() {
            wrong.push((Slot::Sku, items::wrong_sku(lang, Sku::LIMIT)));
        } else if known.is_none() && register.catalogue(|all| all.by_sku(&typed(self.sku)).is_some()) == Some(true) {
            wrong.push((Slot::Sku, items::sku_exists(lang).to_owned()));
        }
        if !is_text(&typed(self.name), Item::NAME_LIMIT) {
            wrong.push((Slot::Name, items::wrong_name(lang, Item::NAME_LIMIT)));
        }
        for (slot, field) in [(Slot::Department, self.department), (Slot::Category, self.category)] {
            if !typed(field).is_empty() && !is_text(&typed(field), Item::NAME_LIMIT) {
                wrong.push((slot, items::wrong_shelf(lang, Item::NAME_LIMIT)));
            }
        }
        let codes: Vec<String> = codes_of(&typed(self.codes));
        if let Some(code) = codes.iter().find(|code| check_code(code).is_err()) {
            wrong.push((Slot::Codes, items::wrong_code(lang, code)));
        } else if codes.len() > Item::CODES_LIMIT {
            wrong.push((Slot::Codes, items::too_many_codes(lang, Item::CODES_LIMIT)));
        }
        let mut money = |slot: Slot, field: RwSignal<String>| match typed(field) {
            text if text.is_empty() => None,
            text => {
                let amount = register.money_now().parse(&text).filter(|amount| !amount.is_negative());
                if amount.is_none() {
                    let words = if slot == Slot::Cost { items::wrong_cost } else { items::wrong_price };
                    wrong.push((slot, words(lang).to_owned()));
                }
                amount
            }
        };
        let (price, cost) = (money(Slot::Price, self.price), money(Slot::Cost, self.cost));
        let extras = self.read_extras(register, &mut wrong);
        let (Ok(sku), Ok(tax), true) = (sku, TaxCategoryId::new(&typed(self.tax)), wrong.is_empty()) else {
            return Err(wrong);
        };
        let mut item = Item {
            sku,
            name: typed(self.name),
            codes,
            department: typed(self.department),
            category: typed(self.category),
            price,
            unit: Unit::from_code(&typed(self.unit)).unwrap_or_default(),
            tax,
            stock: self.policy.get_untracked(),
            archived: self.archived.get_untracked(),
            cost,
            extras: Some(Box::new(extras)),
        };
        if extras::end(&mut item).is_err() {
            return Err(vec![(Slot::Extra(Column::Options), goods::extras_invalid(lang).to_owned())]);
        }
        match clash(register, &item) {
            Some((code, by)) => Err(vec![(Slot::Codes, items::csv_code_taken(lang, code, by))]),
            None if check_item(&item).is_err() => Err(vec![(Slot::Name, items::wrong_name(lang, Item::NAME_LIMIT))]),
            None => Ok(item),
        }
    }
}

/// The codes in a field, which spaces or the separators of a CSV cell set apart.
fn codes_of(text: &str) -> Vec<String> {
    let codes = text.split(|c: char| c.is_whitespace() || CODE_SEPARATORS.contains(&c));
    codes.filter(|code| !code.is_empty()).map(str::to_owned).collect()
}

/// The first code of an item that leads to another one that is still sold, and what that one is called.
fn clash(register: Register, item: &Item) -> Option<(String, String)> {
    let find = |all: &Catalogue| {
        item.codes.iter().map(String::as_str).chain([item.sku.as_str()]).find_map(|code| {
            let other = all.get(all.by_code(code)?.item)?;
            (other.sku() != item.sku.as_str() && !other.archived() && !item.archived)
                .then(|| (code.to_owned(), other.name().to_owned()))
        })
    };
    register.catalogue(find).flatten()
}

#[component]
fn Form(item: Option<Item>, editing: RwSignal<Option<Editing>>) -> impl IntoView {
    let (shell, register) = (shell(), register());
    let fields = Fields::of(register, item.as_ref());
    let saving = RwSignal::new(false);
    let known = StoredValue::new(item.clone());
    let reads_only = Signal::derive(move || shell.writer.get() != WriterState::Here || saving.get());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if !reads_only.get_untracked() {
            save(shell, register, fields, known, saving, editing);
        }
    };
    let stock = item.as_ref().map(|item| {
        view! {
            <PricesPart sku=item.sku.clone() name=item.name.clone() />
            <StockPart sku=item.sku.clone() unit=item.unit />
        }
    });
    let is_new = item.is_none();
    view! {
        <form class="item-form" on:submit=submit novalidate>
            <Texts fields is_new />
            <Choices fields register />
            <MoreAbout fields />
            <div class="dialog__actions">
                <Button on_press=move |()| editing.set(None)>{t!(crate::i18n::common::cancel)}</Button>
                <Button kind=ButtonKind::Primary submit=true disabled=reads_only>{t!(crate::i18n::common::save)}</Button>
            </div>
        </form>
        {stock}
    }
}

#[component]
fn Texts(fields: Fields, is_new: bool) -> impl IntoView {
    let price_hint = words(items::price_hint);
    let sku = if is_new {
        view! { <Field label=words(items::sku) value=fields.sku error=fields.error(Slot::Sku) name="sku" ltr=true required=true autofocus=true /> }
            .into_any()
    } else {
        // The SKU is what the item's past hangs on.
        let sku = fields.sku.get_untracked();
        view! {
            <div class="field">
                <span class="field__label">{t!(items::sku)}</span>
                <span class="field__fixed code"><bdi dir="ltr">{sku}</bdi></span>
            </div>
        }
        .into_any()
    };
    view! {
        <div class="fields">
            {sku}
            <Field label=words(items::name) value=fields.name error=fields.error(Slot::Name) name="name" required=true autofocus=!is_new />
            <Field label=words(items::price) value=fields.price error=fields.error(Slot::Price) hint=price_hint name="price" mode="decimal" ltr=true />
            <Field label=words(items::cost) value=fields.cost error=fields.error(Slot::Cost) hint=words(items::cost_hint) name="cost" mode="decimal" ltr=true />
            <Field label=words(items::codes) value=fields.codes error=fields.error(Slot::Codes) hint=words(items::codes_hint) name="codes" ltr=true />
            <Field label=words(items::department) value=fields.department error=fields.error(Slot::Department) name="department" />
            <Field label=words(items::category) value=fields.category error=fields.error(Slot::Category) name="category" />
        </div>
    }
}

/// What few items are: an age, a deposit, a pack, modifiers, a combo, variants, numbers of pieces. Written as in a file, so
/// that what is learned at one place holds at the other.
#[component]
fn MoreAbout(fields: Fields) -> impl IntoView {
    let used = fields.extras.iter().any(|(_, field)| !field.get_untracked().is_empty());
    let inputs = fields.extras.into_iter().zip(EXTRAS).map(|((column, value), (_, example))| {
        view! {
            <Field
                label=Signal::derive(move || column_name(lang(), column).to_owned())
                value
                error=fields.error(Slot::Extra(column))
                hint=Signal::derive(move || goods::such_as(lang(), example))
                name=column.name()
                ltr=true
            />
        }
    });
    view! {
        <details class="more-about" open=used>
            <summary>{t!(goods::more_about)}</summary>
            <div class="fields">{inputs.collect_view()}</div>
        </details>
    }
}

#[component]
fn Choices(fields: Fields, register: Register) -> impl IntoView {
    let units = Signal::derive(|| Unit::ALL.map(|unit| (unit.code().to_owned(), unit_name(unit))).to_vec());
    let taxes = Signal::derive(move || {
        register.settings.with(|settings| {
            let taxes = settings.as_ref().map(|settings| settings.taxes.clone()).unwrap_or_default();
            // The label says the rate: it is what the receipt prints.
            taxes.into_iter().map(|tax| (tax.id.to_string(), tax.label)).collect()
        })
    });
    let policies = Signal::derive(|| {
        let lang = lang();
        vec![
            (StockPolicy::Off, items::policy_off(lang).to_owned()),
            (StockPolicy::Warn, items::policy_warn(lang).to_owned()),
            (StockPolicy::Strict, items::policy_strict(lang).to_owned()),
        ]
    });
    view! {
        <div class="fields">
            <SelectField label=words(items::unit) value=fields.unit options=units name="unit" />
            <SelectField label=words(items::tax) value=fields.tax options=taxes name="tax" />
        </div>
        <Segmented
            label=words(items::policy)
            options=policies
            value=fields.policy
            on_choose=move |policy| fields.policy.set(policy)
        />
        <label class="check">
            <input
                type="checkbox"
                name="archived"
                prop:checked=move || fields.archived.get()
                on:change:target=move |event| fields.archived.set(event.target().checked())
            />
            <span>{t!(items::archive_hint)}</span>
        </label>
    }
}

fn save(
    shell: Shell,
    register: Register,
    fields: Fields,
    known: StoredValue<Option<Item>>,
    saving: RwSignal<bool>,
    editing: RwSignal<Option<Editing>>,
) {
    let item = match known.with_value(|known| fields.read(register, known.as_ref())) {
        Ok(item) => item,
        Err(wrong) => {
            fields.wrong.set(wrong);
            crate::typing::before_next_key(|| crate::browser::focus(".item-form [aria-invalid=true]"));
            return;
        }
    };
    fields.wrong.set(Vec::new());
    saving.set(true);
    spawn_local(async move {
        let name = item.name.clone();
        match register.save_item(shell, item).await {
            Ok(()) => {
                shell.toasts.good(text!(items::item_saved, name));
                let _ = editing.try_set(None);
            }
            Err(error) => shell.toasts.bad(not_written(&error)),
        }
        let _ = saving.try_set(false);
    });
}

/// Why a fact about an item was not written, for a toast.
pub fn not_written(error: &FactError) -> String {
    match error {
        FactError::Full => text!(items::not_saved_full),
        FactError::NotReady => text!(items::not_saved_closed),
        FactError::NotAllowed(need) => {
            let lang = crate::i18n::lang_now();
            return crate::i18n::errors::not_allowed(lang, crate::i18n::people::act(need.act)(lang));
        }
        FactError::Failed | FactError::Invalid => text!(items::not_saved),
    }
    .to_owned()
}

/// What a unit is called: its name for pieces, its symbol for what is measured.
pub fn unit_name(unit: Unit) -> String {
    match symbol(unit) {
        "" => items::unit_each(lang()).to_owned(),
        symbol => symbol.to_owned(),
    }
}
