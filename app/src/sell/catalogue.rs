//! The catalogue side of Sell: the search field, categories, tiles.

use super::{SellCommand, SellModel, TileView};
use crate::i18n::{common, lang, sell, words};
use crate::t;
use crate::ui::{EmptyState, IconName, SearchField, Tile, keyed};
use leptos::prelude::*;

#[component]
pub fn Catalogue(model: SellModel) -> impl IntoView {
    let nothing = Signal::derive(move || common::nothing_found_for(lang(), model.query.get()));
    let indexed = move || model.tiles.get().into_iter().enumerate().collect::<Vec<_>>();
    view! {
        <div class="sell__catalogue">
            <SearchField
                label=words(sell::search)
                value=model.query
                autofocus=true
                scans=true
                controls="tiles"
                on_enter=move |text| model.send(SellCommand::Code(text))
            />
            <div class="chips" role="group" aria-label=t!(sell::categories)>
                <Chip model id=None name=words(sell::all_categories) />
                {move || model.categories.get().into_iter().map(|category| {
                    view! { <Chip model id=Some(category.id) name=category.name /> }
                }).collect_view()}
            </div>
            <div class="sell__scroll" id="tiles">
                <Show
                    when=move || !model.tiles.with(Vec::is_empty)
                    fallback=move || view! { <EmptyState icon=IconName::Search title=nothing /> }
                >
                    <div class="tiles">
                        {keyed(indexed, Clone::clone, move |(at, tile)| view! { <ItemTile model at tile /> })}
                    </div>
                </Show>
            </div>
        </div>
    }
}

#[component]
fn ItemTile(model: SellModel, at: usize, tile: TileView) -> impl IntoView {
    let id = tile.id;
    let detail = Signal::derive(move || tile.price.clone().unwrap_or_else(|| sell::no_price(lang()).to_owned()));
    let press = move |()| model.send(SellCommand::Press(id));
    // The first nine have a key. `digit` is optional in the tile, and an absent one shows no hint.
    match u8::try_from(at + 1).ok().filter(|n| *n <= 9) {
        Some(digit) => view! { <Tile title=tile.name detail hue=tile.hue digit on_press=press /> }.into_any(),
        None => view! { <Tile title=tile.name detail hue=tile.hue on_press=press /> }.into_any(),
    }
}

#[component]
fn Chip(model: SellModel, id: Option<u32>, #[prop(into)] name: Signal<String>) -> impl IntoView {
    view! {
        <button
            type="button"
            class="chip"
            aria-pressed=move || (model.category.get() == id).to_string()
            on:click=move |_| model.send(SellCommand::Category(id))
        >
            {move || name.get()}
        </button>
    }
}
