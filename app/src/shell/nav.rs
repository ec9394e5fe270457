//! Navigation: a rail at the start on a tablet, a bar at the bottom on a phone. The same links, in the same order.

use crate::i18n::{Text, common, lang};
use crate::keys::{Action, aria_shortcut, hint};
use crate::routes::{self, Route};
use crate::t;
use crate::ui::{Icon, IconName};
use leptos::prelude::*;

struct Place {
    href: &'static str,
    icon: IconName,
    name: Text,
    action: Action,
}

const PLACES: [Place; 6] = [
    Place { href: "/", icon: IconName::Sell, name: common::sell, action: Action::Sell },
    Place { href: "/sales", icon: IconName::Sales, name: common::sales, action: Action::Sales },
    Place { href: "/items", icon: IconName::Items, name: common::items, action: Action::Items },
    Place { href: "/customers", icon: IconName::Customers, name: common::customers, action: Action::Customers },
    Place { href: "/journal", icon: IconName::Journal, name: common::journal, action: Action::Journal },
    Place { href: "/status", icon: IconName::Status, name: common::status, action: Action::Status },
];

/// Where an action leads, if it is one that leads somewhere.
pub fn place_of(action: Action) -> Option<&'static str> {
    match action {
        Action::Pay => Some("/pay"),
        _ => PLACES.iter().find(|place| place.action == action).map(|place| place.href),
    }
}

/// The main navigation.
#[component]
pub fn Nav() -> impl IntoView {
    let link = |place: &'static Place| {
        let target = Route::of(place.href);
        view! {
            <li>
                <a
                    href=place.href
                    class="nav__link"
                    aria-current=move || routes::route().is_within(&target).then_some("page")
                    aria-keyshortcuts=aria_shortcut(place.action)
                >
                    <Icon name=place.icon />
                    <span class="nav__name">{move || (place.name)(lang())}</span>
                    {hint(place.action).map(|keys| view! { <kbd class="key-hint" aria-hidden="true">{keys}</kbd> })}
                </a>
            </li>
        }
    };
    view! {
        <nav class="nav" aria-label=t!(common::main_menu)>
            <ul class="nav__list">{PLACES.iter().map(link).collect_view()}</ul>
        </nav>
    }
}
