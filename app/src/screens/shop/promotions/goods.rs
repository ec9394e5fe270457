//! Which goods a promotion is for: everything, or items, departments and categories that are found by typing.

use crate::i18n::{lang, promotions as say, words};
use crate::register::Register;
use crate::t;
use crate::ui::{SearchField, Segmented, keyed};
use evertill_catalogue::Catalogue;
use evertill_domain::ids::Sku;
use evertill_domain::promotion::Goods;
use leptos::prelude::*;

/// The most answers to what is searched for, of each kind.
const FOUND: usize = 6;
/// The most goods that are named in one line.
const NAMED: usize = 3;

/// One of the goods that were chosen, or could be.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum One {
    Item(Sku),
    Department(String),
    Category(String, String),
}

/// What one of the goods is called.
pub fn name_of(register: Register, one: &One) -> String {
    match one {
        One::Item(sku) => item_name(register, sku),
        One::Department(name) => say::all_of(lang(), name),
        One::Category(department, name) => say::all_of(lang(), format!("{department} › {name}")),
    }
}

/// What an item is called, or its number where it is not sold any more.
pub fn item_name(register: Register, sku: &Sku) -> String {
    let find = |items: &Catalogue| items.by_sku(sku.as_str()).map(|item| item.name().to_owned());
    register.catalogue(find).flatten().unwrap_or_else(|| sku.to_string())
}

/// All that was chosen.
pub fn chosen(goods: &Goods) -> Vec<One> {
    let items = goods.items.iter().cloned().map(One::Item);
    let departments = goods.departments.iter().cloned().map(One::Department);
    let categories = goods.categories.iter().cloned().map(|(department, name)| One::Category(department, name));
    items.chain(departments).chain(categories).collect()
}

/// The goods in a few words.
pub fn in_words(register: Register, goods: &Goods) -> String {
    if goods.everything {
        return say::all_goods(lang()).to_owned();
    }
    let all = chosen(goods);
    let mut named: Vec<String> = all.iter().take(NAMED).map(|one| name_of(register, one)).collect();
    if let Some(more) = all.len().checked_sub(NAMED).filter(|more| *more > 0) {
        named.push(say::and_more(lang(), more));
    }
    named.join(", ")
}

fn put(goods: &mut Goods, one: One) {
    match one {
        One::Item(sku) => push(&mut goods.items, sku),
        One::Department(name) => push(&mut goods.departments, name),
        One::Category(department, name) => push(&mut goods.categories, (department, name)),
    }
}

fn push<T: PartialEq>(list: &mut Vec<T>, one: T) {
    if !list.contains(&one) {
        list.push(one);
    }
}

fn take_out(goods: &mut Goods, one: &One) {
    match one {
        One::Item(sku) => goods.items.retain(|known| known != sku),
        One::Department(name) => goods.departments.retain(|known| known != name),
        One::Category(department, name) => goods.categories.retain(|known| known.0 != *department || known.1 != *name),
    }
}

/// Items, and where shelves are asked for departments and categories, whose names hold what was typed.
fn found(items: &Catalogue, typed: &str, shelves: bool) -> Vec<One> {
    let typed = typed.trim().to_lowercase();
    if typed.is_empty() {
        return Vec::new();
    }
    let holds = |name: &str| !name.is_empty() && name.to_lowercase().contains(&typed);
    let departments = if shelves { items.departments() } else { Vec::new() };
    let categories = departments.iter().flat_map(|department| {
        let categories = items.categories(&department.name).into_iter().filter(|shelf| holds(&shelf.name));
        categories.map(|shelf| One::Category(department.name.clone(), shelf.name)).collect::<Vec<_>>()
    });
    let mut all: Vec<One> = categories.take(FOUND).collect();
    let named = departments.iter().filter(|shelf| holds(&shelf.name)).take(FOUND);
    all.splice(0..0, named.map(|shelf| One::Department(shelf.name.clone())));
    let hits = items.search(&typed, FOUND).into_iter().filter_map(|hit| items.item(hit.item));
    all.extend(hits.map(|item| One::Item(item.sku)));
    all
}

/// The goods of a promotion, or of a part of it.
#[component]
pub fn GoodsField(
    register: Register,
    /// What they are for.
    #[prop(into)]
    label: Signal<String>,
    goods: RwSignal<Goods>,
    /// What is wrong with them; empty when nothing is.
    #[prop(into)]
    error: Signal<String>,
) -> impl IntoView {
    let everything = Memo::new(move |_| goods.with(|goods| goods.everything));
    let options =
        Signal::derive(|| vec![(true, say::everything(lang()).to_owned()), (false, say::these(lang()).to_owned())]);
    let has_exceptions = goods.with_untracked(|goods| !goods.except.is_empty());
    view! {
        <div class="goods-field">
            <Segmented
                label
                options
                value=everything
                on_choose=move |all| goods.update(|goods| goods.everything = all)
            />
            <Show when=move || !everything.get()>
                <Chosen register goods=move || goods.with(chosen) on_remove=move |one: One| goods.update(|goods| take_out(goods, &one)) />
                <Finder
                    register
                    label=words(say::find_goods)
                    shelves=true
                    on_choose=move |one| goods.update(|goods| put(goods, one))
                />
            </Show>
            <details class="more-about" open=has_exceptions>
                <summary>{t!(say::except)}</summary>
                <Chosen
                    register
                    goods=move || goods.with(|goods| goods.except.iter().cloned().map(One::Item).collect::<Vec<_>>())
                    on_remove=move |one: One| goods.update(|goods| {
                        goods.except.retain(|sku| One::Item(sku.clone()) != one);
                    })
                />
                <Finder
                    register
                    label=words(say::find_except)
                    shelves=false
                    on_choose=move |one| goods.update(|goods| {
                        if let One::Item(sku) = one {
                            push(&mut goods.except, sku);
                        }
                    })
                />
            </details>
            <p class="refund__problem" role="alert">{move || error.get()}</p>
        </div>
    }
}

/// What was chosen; a press takes it out again.
#[component]
fn Chosen(
    register: Register,
    #[prop(into)] goods: Signal<Vec<One>>,
    #[prop(into)] on_remove: Callback<One>,
) -> impl IntoView {
    let chip = move |one: One| {
        let name = name_of(register, &one);
        let spoken = say::take_out(lang(), &name);
        view! {
            <li>
                <button type="button" class="chip chip--out" aria-label=spoken on:click=move |_| on_remove.run(one.clone())>
                    <bdi>{name}</bdi>" "<span aria-hidden="true">"×"</span>
                </button>
            </li>
        }
    };
    view! { <ul class="chips chips--wrap">{keyed(move || goods.get(), Clone::clone, chip)}</ul> }
}

/// A search whose answers can be chosen.
#[component]
pub fn Finder(
    register: Register,
    #[prop(into)] label: Signal<String>,
    /// Whether departments and categories are answers too.
    shelves: bool,
    #[prop(into)] on_choose: Callback<One>,
) -> impl IntoView {
    let query = RwSignal::new(String::new());
    let answers = Memo::new(move |_| {
        let typed = query.get();
        register.catalogue(|items| found(items, &typed, shelves)).unwrap_or_default()
    });
    let choose = move |one: One| {
        query.set(String::new());
        on_choose.run(one);
    };
    let first = move |_: String| {
        if let Some(one) = answers.get_untracked().into_iter().next() {
            choose(one);
        }
    };
    let answer = move |one: One| {
        let name = name_of(register, &one);
        view! {
            <li><button type="button" class="choice" on:click=move |_| choose(one.clone())><bdi>{name}</bdi></button></li>
        }
    };
    view! {
        <SearchField label value=query on_enter=first />
        <ul class="choice-list">{keyed(move || answers.get(), Clone::clone, answer)}</ul>
    }
}
