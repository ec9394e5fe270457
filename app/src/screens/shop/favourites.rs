//! Pages of favourites: which tiles stand where on Sell, arranged by drag, by touch or by keys.

use super::saving::{SaveButton, Saving};
use crate::i18n::{favourites, lang, lang_now, words};
use crate::register::Register;
use crate::t;
use crate::ui::{Button, ButtonKind, Field, IconButton, IconName, SearchField, keyed};
use evertill_domain::goods::FavouritesPage;
use evertill_domain::ids::Sku;
use leptos::{ev, prelude::*};

/// The section.
pub fn view() -> AnyView {
    view! { <Favourites /> }.into_any()
}

/// A page while it is arranged.
#[derive(Clone, Copy)]
struct Page {
    id: u32,
    name: RwSignal<String>,
    tiles: RwSignal<Vec<Sku>>,
}

/// The most answers to what is searched for.
const FOUND: usize = 6;

#[component]
fn Favourites() -> impl IntoView {
    let saving = Saving::new();
    let known = saving.settings().map(|settings| settings.goods.favourites).unwrap_or_default();
    let page_of = |(id, page): (u32, FavouritesPage)| Page {
        id,
        name: RwSignal::new(page.name),
        tiles: RwSignal::new(page.tiles),
    };
    let next = StoredValue::new(u32::try_from(known.len()).unwrap_or(u32::MAX));
    let pages = RwSignal::new((0..).zip(known).map(page_of).collect::<Vec<_>>());
    let add = move |()| {
        let page = FavouritesPage { name: String::new(), tiles: Vec::new() };
        pages.update(|pages| pages.push(page_of((next.get_value(), page))));
        next.update_value(|id| *id += 1);
    };
    let save = move |()| {
        let Some(mut settings) = saving.settings() else { return };
        let page = |page: &Page| FavouritesPage {
            name: page.name.get_untracked().trim().to_owned(),
            tiles: page.tiles.get_untracked(),
        };
        settings.goods.favourites = pages.with_untracked(|pages| pages.iter().map(page).collect());
        if settings.validate().is_ok() {
            saving.save(settings);
        } else {
            let limits = (FavouritesPage::LIMIT, FavouritesPage::TILES_LIMIT);
            saving.problem.set(favourites::wrong(lang_now(), limits.0, limits.1));
        }
    };
    let draw = move |page: Page| {
        let remove = move |()| pages.update(|pages| pages.retain(|other| other.id != page.id));
        view! { <PageForm register=saving.register page on_remove=remove /> }
    };
    view! {
        <div class="form form--page">
            <p class="soft">{t!(favourites::how)}</p>
            <ul class="templates">{keyed(move || pages.get(), |page| page.id, draw)}</ul>
            <Button icon=IconName::Plus on_press=add>{t!(favourites::add_page)}</Button>
            <SaveButton saving on_save=save />
        </div>
    }
}

#[component]
fn PageForm(register: Register, page: Page, #[prop(into)] on_remove: Callback<()>) -> impl IntoView {
    let query = RwSignal::new(String::new());
    let dragged = RwSignal::new(None::<Sku>);
    let found = Memo::new(move |_| {
        let typed = query.get();
        let search = |items: &evertill_catalogue::Catalogue| {
            let hits = items.search(typed.trim(), FOUND).into_iter();
            hits.filter_map(|hit| items.item(hit.item)).map(|item| (item.sku, item.name)).collect::<Vec<_>>()
        };
        if typed.trim().is_empty() { Vec::new() } else { register.catalogue(search).unwrap_or_default() }
    });
    let take = move |sku: Sku| {
        page.tiles.update(|tiles| {
            if !tiles.contains(&sku) {
                tiles.push(sku);
            }
        });
        query.set(String::new());
    };
    let answer = move |(sku, name): (Sku, String)| {
        view! {
            <li><button type="button" class="choice" on:click=move |_| take(sku.clone())><bdi>{name}</bdi></button></li>
        }
    };
    let first = move |_: String| {
        if let Some((sku, _)) = found.get_untracked().into_iter().next() {
            take(sku);
        }
    };
    let tile = move |sku: Sku| view! { <TileRow register page sku dragged /> };
    view! {
        <li class="template template--page">
            <Field label=words(favourites::page_name) value=page.name />
            <ul
                class="arranged"
                aria-label=move || favourites::tiles_of(lang(), page.name.get())
                on:pointerup=move |_| dragged.set(None)
                on:pointercancel=move |_| dragged.set(None)
            >
                {keyed(move || page.tiles.get(), Clone::clone, tile)}
            </ul>
            <SearchField label=words(favourites::add_tile) value=query on_enter=first />
            <ul class="choice-list">{keyed(move || found.get(), |(sku, _)| sku.clone(), answer)}</ul>
            <Button kind=ButtonKind::Quiet icon=IconName::Void on_press=move |()| on_remove.run(())>
                {t!(favourites::remove_page)}
            </Button>
        </li>
    }
}

/// Moves a tile to the place of another one.
fn move_to(page: Page, sku: &Sku, to: usize) {
    page.tiles.update(|tiles| {
        if let Some(at) = tiles.iter().position(|known| known == sku)
            && to < tiles.len()
        {
            let moved = tiles.remove(at);
            tiles.insert(to, moved);
        }
    });
}

#[component]
fn TileRow(register: Register, page: Page, sku: Sku, dragged: RwSignal<Option<Sku>>) -> impl IntoView {
    let find = |sku: &Sku| register.catalogue(|items| items.by_sku(sku.as_str()).map(|item| item.name().to_owned()));
    let name = find(&sku).flatten().unwrap_or_else(|| sku.to_string());
    let sku = StoredValue::new(sku);
    let place = move || sku.with_value(|sku| page.tiles.with_untracked(|tiles| tiles.iter().position(|t| t == sku)));
    let step = move |by: isize| {
        if let Some(to) = place().and_then(|at| at.checked_add_signed(by)) {
            sku.with_value(|sku| move_to(page, sku, to));
        }
    };
    let (spoken, named) = (name.clone(), name.clone());
    let label = move |words: fn(crate::i18n::Lang, &String) -> String, name: String| {
        Signal::derive(move || words(lang(), &name))
    };
    let keys = move |event: ev::KeyboardEvent| {
        let by = match event.key().as_str() {
            "ArrowUp" => -1,
            "ArrowDown" => 1,
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        step(by);
    };
    view! {
        <li
            class="arranged__tile"
            class:arranged__tile--dragged=move || dragged.with(|held| sku.with_value(|own| held.as_ref() == Some(own)))
            // A finger or a mouse that holds one tile over another puts it there; the handle alone begins it, so that a page still scrolls.
            on:pointerenter=move |_| {
                let held = dragged.get_untracked();
                if let (Some(held), Some(to)) = (held, place()) {
                    move_to(page, &held, to);
                }
            }
        >
            <button
                type="button"
                class="arranged__handle"
                aria-label=move || favourites::drag(lang(), &spoken)
                on:pointerdown=move |event: ev::PointerEvent| {
                    event.prevent_default();
                    // A touch belongs to where it began unless it is let go: then every tile hears it.
                    release(&event);
                    dragged.set(Some(sku.get_value()));
                }
                on:keydown=keys
            >
                "⠿"
            </button>
            <bdi class="arranged__name">{name}</bdi>
            <IconButton icon=IconName::Minus label=label(|lang, name| favourites::remove_tile(lang, name), named) on_press=move |()| {
                sku.with_value(|sku| page.tiles.update(|tiles| tiles.retain(|other| other != sku)));
            } />
        </li>
    }
}

fn release(event: &ev::PointerEvent) {
    use wasm_bindgen::JsCast;
    if let Some(element) = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok()) {
        let _ = element.release_pointer_capture(event.pointer_id());
    }
}
