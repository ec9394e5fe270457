//! Items: what the shop sells. Finding one, changing it, importing and exporting all of them.

mod export;
mod import;
mod import_words;
mod preview;
mod prices;
mod sheet;
mod stock;

use crate::i18n::{common, items, lang, words};
use crate::money::symbol;
use crate::register::{Register, register};
use crate::shell::Screen;
use crate::state::{WriterState, shell};
use crate::t;
use crate::ui::{
    Badge, Button, ButtonKind, Column, EmptyState, IconName, Loading, SearchField, SelectField, Tone, VirtualTable,
};
use evertill_catalogue::{Catalogue, ItemNo};
use evertill_money::Amount;
use import::ImportDialog;
use leptos::prelude::*;
use sheet::{Editing, ItemSheet};
use std::sync::Arc;

/// The most items that a search shows; who looks for one types on.
const FOUND: usize = 500;

/// An item as the list shows it.
#[derive(Clone, PartialEq)]
struct Listed {
    no: u32,
    sku: String,
    name: String,
    category: String,
    price: Option<Amount>,
    unit: &'static str,
    archived: bool,
}

const COLUMNS: &[Column] = &[
    Column::text(items::name, "minmax(9rem, 3fr)"),
    Column::text(items::category, "minmax(8rem, 2fr)").wide_only(),
    Column::text(items::sku, "minmax(6rem, 1fr)").wide_only(),
    Column::number(items::price, "7rem"),
];

/// What is chosen above the list.
#[derive(Clone, Copy)]
struct Filter {
    query: RwSignal<String>,
    department: RwSignal<String>,
    category: RwSignal<String>,
    archived: RwSignal<bool>,
}

/// The screen at `/items`.
#[component]
pub fn ItemsScreen() -> impl IntoView {
    let (shell, register) = (shell(), register());
    let filter = Filter {
        query: RwSignal::new(String::new()),
        department: RwSignal::new(String::new()),
        category: RwSignal::new(String::new()),
        archived: RwSignal::new(false),
    };
    let editing = RwSignal::new(None::<Editing>);
    let importing = RwSignal::new(false);
    let reads_only = Signal::derive(move || shell.writer.get() != WriterState::Here);
    let rows = Memo::new(move |_| {
        register.catalogue_changed.track();
        register.settings.track();
        Arc::new(register.catalogue(|all| listed(all, filter)).unwrap_or_default())
    });
    // The scanner finds an item wherever the focus is.
    crate::scanner::on_scan(move |code| {
        let found = register.catalogue(|all| all.by_code(code).map(|found| found.item)).flatten();
        match found {
            Some(no) => editing.set(Some(Editing::Known(no))),
            None => filter.query.set(code.to_owned()),
        }
        true
    });
    let actions = move || {
        view! {
            <Button icon=IconName::Import disabled=reads_only on_press=move |()| importing.set(true)>
                {t!(items::import)}
            </Button>
            <export::ExportButton />
            <Button
                kind=ButtonKind::Primary
                icon=IconName::Plus
                disabled=reads_only
                on_press=move |()| editing.set(Some(Editing::New))
            >
                {t!(items::new)}
            </Button>
        }
    };
    let cells = move |item: &Listed| cells(register, item);
    view! {
        <Screen title=words(items::title) actions=actions>
            <Filters filter register />
            <Show when=move || register.settings.with(Option::is_some) fallback=|| view! { <Loading /> }>
                <p class="note" role="status">{move || counted(rows.with(|rows| rows.len()), filter)}</p>
                <Show when=move || !rows.with(|rows| rows.is_empty()) fallback=move || view! { <Nothing register filter /> }>
                    <VirtualTable
                        label=words(items::title)
                        columns=COLUMNS
                        rows=rows
                        key=|item: &Listed| item.no
                        cells=cells
                        on_open=move |item: Listed| {
                            let found = register.catalogue(|all| all.by_sku(&item.sku).map(|item| item.no())).flatten();
                            editing.set(found.map(Editing::Known));
                        }
                    />
                </Show>
            </Show>
            <ItemSheet editing />
            <ImportDialog open=importing />
        </Screen>
    }
}

#[component]
fn Filters(filter: Filter, register: Register) -> impl IntoView {
    let shelves = move |of: fn(&Catalogue, &str) -> Vec<String>| {
        move || {
            register.catalogue_changed.track();
            let department = filter.department.get();
            let names = register.catalogue(|all| of(all, &department)).unwrap_or_default();
            let all = std::iter::once((String::new(), common::all(lang()).to_owned()));
            all.chain(names.into_iter().filter(|name| !name.is_empty()).map(|name| (name.clone(), name))).collect()
        }
    };
    let departments: Signal<Vec<(String, String)>> =
        Signal::derive(shelves(|all, _| all.departments().into_iter().map(|shelf| shelf.name).collect()));
    let categories: Signal<Vec<(String, String)>> = Signal::derive(shelves(|all, department| {
        all.categories(department).into_iter().map(|shelf| shelf.name).collect()
    }));
    // A category belongs to its department.
    Effect::new(move || {
        filter.department.track();
        filter.category.set(String::new());
    });
    view! {
        <div class="toolbar items__filters">
            <SearchField label=words(items::search) value=filter.query autofocus=true scans=true />
            <SelectField label=words(items::department) value=filter.department options=departments />
            <SelectField label=words(items::category) value=filter.category options=categories />
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || filter.archived.get()
                    on:change:target=move |event| filter.archived.set(event.target().checked())
                />
                <span>{t!(items::with_archived)}</span>
            </label>
        </div>
    }
}

#[component]
fn Nothing(register: Register, filter: Filter) -> impl IntoView {
    let none_at_all = move || {
        register.catalogue_changed.track();
        register.catalogue(Catalogue::is_empty).unwrap_or(true)
    };
    move || {
        if none_at_all() {
            view! { <EmptyState icon=IconName::Items title=words(items::empty) hint=words(items::empty_hint) /> }
                .into_any()
        } else {
            let title = Signal::derive(move || match filter.query.get() {
                query if query.trim().is_empty() => common::nothing_found(lang()).to_owned(),
                query => common::nothing_found_for(lang(), query.trim()),
            });
            view! { <EmptyState icon=IconName::Search title hint=words(items::nothing_hint) /> }.into_any()
        }
    }
}

/// The items that pass the filter: best first where something is typed, by name otherwise.
fn listed(all: &Catalogue, filter: Filter) -> Vec<Listed> {
    let (query, department, category) = (filter.query.get(), filter.department.get(), filter.category.get());
    let archived = filter.archived.get();
    let passes = |no: &ItemNo| {
        all.get(*no).is_some_and(|item| {
            (archived || !item.archived())
                && (department.is_empty() || item.department() == department)
                && (category.is_empty() || item.category() == category)
        })
    };
    let numbers: Vec<ItemNo> = if query.trim().is_empty() {
        let mut numbers: Vec<ItemNo> = all.iter().map(|item| item.no()).filter(passes).collect();
        numbers.sort_by_key(|no| all.get(*no).map(|item| (item.name(), item.sku())));
        numbers
    } else {
        // The filters take their share of what was found, so more is looked for.
        let hits = if archived { all.search_with_archived(&query, FOUND * 8) } else { all.search(&query, FOUND * 8) };
        hits.into_iter().map(|hit| hit.item).filter(passes).take(FOUND).collect()
    };
    numbers.into_iter().filter_map(|no| as_listed(all, no)).collect()
}

fn as_listed(all: &Catalogue, no: ItemNo) -> Option<Listed> {
    let item = all.get(no)?;
    Some(Listed {
        no: no.get(),
        sku: item.sku().to_owned(),
        name: item.name().to_owned(),
        category: item.category().to_owned(),
        price: item.price(),
        unit: symbol(item.unit()),
        archived: item.archived(),
    })
}

fn cells(register: Register, item: &Listed) -> Vec<AnyView> {
    let (price, unit) = (item.price, item.unit);
    let price = move || match price {
        None => items::price_asked(lang()).to_owned(),
        Some(price) if unit.is_empty() => register.money().format(price),
        Some(price) => format!("{}/{unit}", register.money().format(price)),
    };
    let archived = item.archived.then(|| view! { " " <Badge tone=Tone::Neutral>{t!(items::archived)}</Badge> });
    vec![
        view! { <span dir="auto">{item.name.clone()}</span> {archived} }.into_any(),
        view! { <span dir="auto">{item.category.clone()}</span> }.into_any(),
        view! { <span class="code" dir="ltr">{item.sku.clone()}</span> }.into_any(),
        view! { {price} }.into_any(),
    ]
}

fn counted(rows: usize, filter: Filter) -> String {
    let count = common::items_count(lang(), i64::try_from(rows).unwrap_or(i64::MAX));
    if rows == FOUND && !filter.query.with(|query| query.trim().is_empty()) {
        items::first_of(lang(), count)
    } else {
        count
    }
}
