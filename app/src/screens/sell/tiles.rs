//! Departments and tiles: what can be pressed, or what answers the search.

use crate::browser;
use crate::i18n::{lang, sell};
use crate::register::{Register, local_now};
use crate::sell::{Category, TileView};
use evertill_catalogue::{Catalogue, ItemNo, ItemRef};
use evertill_domain::ids::Sku;
use leptos::prelude::*;

/// The most tiles on screen: more are reached by searching.
const TILES: usize = 120;

/// Ids of pages of favourites begin here, so that they differ from those of departments.
const PAGES: u32 = 1 << 31;

/// The pages of favourites, and the departments by name, without those that have nothing to sell.
pub fn departments(register: Register) -> Memo<Vec<Category>> {
    Memo::new(move |_| {
        register.catalogue_changed.track();
        let shelves = register.catalogue(|items| items.departments()).unwrap_or_default();
        // Pages that the shop arranged come before the shelves that follow from its items.
        let pages = register.settings.with(|settings| {
            let pages = settings.as_ref().map(|settings| settings.goods.favourites.clone()).unwrap_or_default();
            (PAGES..).zip(pages).map(|(id, page)| Category { id, name: page.name }).collect::<Vec<_>>()
        });
        let category = |(id, name): (usize, String)| Category {
            id: u32::try_from(id).unwrap_or(u32::MAX),
            name: if name.is_empty() { sell::no_department(lang()).to_owned() } else { name },
        };
        pages.into_iter().chain(shelves.into_iter().map(|shelf| shelf.name).enumerate().map(category)).collect()
    })
}

/// How long digits have to rest before they are searched for, in milliseconds: longer than a scanner pauses between two,
/// and too short to be noticed by a person. Otherwise each digit of a scan would draw its own results, and the line that
/// the scan is for would wait for them.
const DIGITS_REST_MS: i32 = 40;

/// What is searched for: what is typed, but digits only once they rest.
pub fn searched(query: RwSignal<String>) -> RwSignal<String> {
    let searched = RwSignal::new(query.get_untracked());
    Effect::new(move || {
        let typed = query.get();
        let follow = move |typed: String| {
            // The screen may be gone by now, or more may have been typed.
            let rests = query.try_with_untracked(|now| *now == typed).unwrap_or(false);
            if rests && searched.with_untracked(|now| *now != typed) {
                searched.set(typed);
            }
        };
        if typed.is_empty() || !typed.bytes().all(|letter| letter.is_ascii_digit()) {
            follow(typed);
        } else {
            browser::after(DIGITS_REST_MS, move || follow(typed));
        }
    });
    searched
}

/// What is shown: results while something is typed, else the department's items.
pub fn tiles(
    register: Register,
    searched: RwSignal<String>,
    department: RwSignal<Option<u32>>,
    departments: Memo<Vec<Category>>,
) -> Memo<Vec<TileView>> {
    // The basket changes with every scan, the group of its customer hardly ever.
    let group = Memo::new(move |_| register.basket.with(|basket| basket.group().cloned()));
    Memo::new(move |_| {
        register.catalogue_changed.track();
        let (typed, chosen) = (searched.get(), department.get());
        let money = register.money();
        let shelf = departments.with(|all| all.iter().find(|category| Some(category.id) == chosen).cloned());
        let (group, today) = (group.get(), local_now().date());
        // What a tile says is what a line will cost: dated prices and the lists of the customer's group are in it.
        let price_of = |item: ItemRef<'_>| {
            register.offers.with(|offers| match Sku::new(item.sku()) {
                Ok(sku) if !offers.prices.is_empty() => {
                    offers.prices.price_of(&sku, item.price(), group.as_ref(), today)
                }
                _ => item.price(),
            })
        };
        let tile = |item: ItemRef<'_>| TileView {
            id: u64::from(item.no().get()),
            name: item.name().to_owned(),
            price: price_of(item).map(|price| money.format(price)),
            hue: hue(item.department()),
        };
        let text = super::quantity_and_code(typed.trim()).1;
        let shown = register.catalogue(|items| {
            let found: Vec<ItemNo> = match (text.is_empty(), shelf) {
                (false, _) => items.search(text, TILES).into_iter().map(|hit| hit.item).collect(),
                (true, Some(page)) if page.id >= PAGES => favourites(register, items, page.id),
                (true, Some(shelf)) if shelf.name == sell::no_department(lang()) => items.items_in("", None),
                (true, Some(shelf)) => items.items_in(&shelf.name, None),
                (true, None) => items.shown().map(|item| item.no()).take(TILES).collect(),
            };
            found.into_iter().take(TILES).filter_map(|no| items.get(no)).map(tile).collect()
        });
        shown.unwrap_or_default()
    })
}

/// The items of a page, without those that are no longer sold.
fn favourites(register: Register, items: &Catalogue, page: u32) -> Vec<ItemNo> {
    let at = usize::try_from(page - PAGES).unwrap_or(usize::MAX);
    let tiles = register.settings.with(|settings| {
        settings.as_ref().and_then(|settings| settings.goods.favourites.get(at)).map(|page| page.tiles.clone())
    });
    let found = tiles
        .into_iter()
        .flatten()
        .filter_map(|sku| items.by_sku(sku.as_str()).filter(|item| !item.archived()).map(|item| item.no()));
    found.collect()
}

/// The first answer to what was typed.
pub fn first(register: Register, text: &str) -> Option<ItemNo> {
    register.catalogue(|items| items.search(text, 1).first().map(|hit| hit.item)).flatten()
}

/// One of eight colours, always the same for a department.
fn hue(department: &str) -> u8 {
    let sum = department.bytes().fold(0_u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(u32::from(byte)));
    (sum % 8) as u8
}
