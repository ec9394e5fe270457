//! Shop: the rules by which a register sells, in sections. A new section is a file beside this one and a row in [`SECTIONS`].

mod barcodes;
mod favourites;
mod modifiers;
mod operators;
mod payments;
mod price_lists;
mod promotions;
mod receipt_texts;
mod returns;
mod roles;
mod saving;
mod taxes;
mod taxes_model;
mod till_rules;

use super::NotFound;
use crate::i18n::{
    Text, barcodes as barcode_words, favourites as favourite_words, following, lang, modifiers as modifier_words,
    people, price_lists as price_words, promotions as promotion_words, returns as words_of_returns, shop,
    taxes as words_of_taxes, till, words,
};
use crate::register::register;
use crate::shell::Screen;
use crate::t;
use crate::ui::{Icon, IconName, Loading};
use leptos::prelude::*;

/// A part of the settings, with a screen of its own.
struct Section {
    /// Its place in the address, below `/shop/`.
    path: &'static str,
    icon: IconName,
    name: Text,
    hint: Text,
    view: fn() -> AnyView,
}

/// The sections, in the order in which they are shown.
const SECTIONS: &[Section] = &[
    Section {
        path: "taxes",
        icon: IconName::Discount,
        name: words_of_taxes::title,
        hint: words_of_taxes::title_hint,
        view: taxes::view,
    },
    Section {
        path: "promotions",
        icon: IconName::Discount,
        name: promotion_words::title,
        hint: promotion_words::hint,
        view: promotions::view,
    },
    Section {
        path: "prices",
        icon: IconName::Items,
        name: price_words::title,
        hint: price_words::hint,
        view: price_lists::view,
    },
    Section {
        path: "receipt",
        icon: IconName::Sales,
        name: shop::receipt_texts,
        hint: shop::receipt_texts_hint,
        view: receipt_texts::view,
    },
    Section {
        path: "operators",
        icon: IconName::Customers,
        name: people::operators,
        hint: people::operators_hint,
        view: operators::view,
    },
    Section { path: "roles", icon: IconName::Lock, name: people::roles, hint: people::roles_hint, view: roles::view },
    Section { path: "till", icon: IconName::Till, name: till::rules, hint: till::rules_hint, view: till_rules::view },
    Section {
        path: "barcodes",
        icon: IconName::Scan,
        name: barcode_words::title,
        hint: barcode_words::hint,
        view: barcodes::view,
    },
    Section {
        path: "favourites",
        icon: IconName::Points,
        name: favourite_words::title,
        hint: favourite_words::hint,
        view: favourites::view,
    },
    Section {
        path: "modifiers",
        icon: IconName::Plus,
        name: modifier_words::title,
        hint: modifier_words::hint,
        view: modifiers::view,
    },
    Section {
        path: "payments",
        icon: IconName::Cash,
        name: shop::payments,
        hint: shop::payments_hint,
        view: payments::view,
    },
    Section {
        path: "returns",
        icon: IconName::Refund,
        name: words_of_returns::rules,
        hint: words_of_returns::rules_hint,
        view: returns::view,
    },
];

/// The screen at `/shop`: its sections.
#[component]
pub fn ShopScreen() -> impl IntoView {
    let section = |section: &'static Section| {
        view! {
            <li>
                <a class="section-link" href=format!("/shop/{}", section.path)>
                    <Icon name=section.icon />
                    <span class="section-link__words">
                        <span class="section-link__name">{following(section.name)}</span>
                        <span class="soft">{following(section.hint)}</span>
                    </span>
                    <Icon name=IconName::Forward />
                </a>
            </li>
        }
    };
    view! {
        <Screen title=words(shop::title)>
            <p class="soft">{t!(shop::intro)}</p>
            <ul class="section-list">{SECTIONS.iter().map(section).collect_view()}</ul>
        </Screen>
    }
}

/// The screen at `/shop/NAME`.
#[component]
pub fn ShopSectionScreen(
    /// Which section, as the address says.
    name: String,
) -> impl IntoView {
    let Some(section) = SECTIONS.iter().find(|section| section.path == name) else {
        return view! { <NotFound /> }.into_any();
    };
    // A section reads the settings once, when it is shown: it waits until there are some.
    let register = register();
    let open = move || register.settings.with(Option::is_some);
    let back = || {
        view! {
            <a class="button" href="/shop"><Icon name=IconName::Back />{move || shop::all_sections(lang())}</a>
        }
    };
    view! {
        <Screen title=words(section.name) actions=back>
            <Show when=open fallback=|| view! { <Loading rows=4 /> }>{(section.view)()}</Show>
        </Screen>
    }
    .into_any()
}
