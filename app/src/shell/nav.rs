//! Navigation: a rail at the start on a tablet, a bar at the bottom on a phone. The same links, in the same order.

use crate::i18n::{Text, common, following, words};
use crate::keys::{Action, aria_shortcut, hint};
use crate::routes::{self, Route};
use crate::t;
use crate::ui::{Dialog, DialogKind, Icon, IconName};
use leptos::prelude::*;

struct Place {
    href: &'static str,
    icon: IconName,
    name: Text,
    action: Action,
}

/// How many of them a phone shows beside the way to all others.
const ON_PHONE: usize = 4;

const PLACES: [Place; 9] = [
    Place { href: "/", icon: IconName::Sell, name: common::sell, action: Action::Sell },
    Place { href: "/sales", icon: IconName::Sales, name: common::sales, action: Action::Sales },
    Place { href: "/items", icon: IconName::Items, name: common::items, action: Action::Items },
    Place { href: "/customers", icon: IconName::Customers, name: common::customers, action: Action::Customers },
    Place { href: "/reports", icon: IconName::Reports, name: common::reports, action: Action::Reports },
    Place { href: "/till", icon: IconName::Till, name: common::till, action: Action::Till },
    Place { href: "/journal", icon: IconName::Journal, name: common::journal, action: Action::Journal },
    Place { href: "/shop", icon: IconName::Shop, name: common::shop, action: Action::Shop },
    Place { href: "/status", icon: IconName::Status, name: common::status, action: Action::Status },
];

/// Where an action leads, if it is one that leads somewhere.
pub fn place_of(action: Action) -> Option<&'static str> {
    match action {
        Action::Pay => Some("/pay"),
        _ => PLACES.iter().find(|place| place.action == action).map(|place| place.href),
    }
}

/// The main navigation. A phone shows the first places, and the others behind a button.
#[component]
pub fn Nav() -> impl IntoView {
    let more_open = RwSignal::new(false);
    let elsewhere = move || PLACES.iter().skip(ON_PHONE).any(|place| routes::route().is_within(&Route::of(place.href)));
    // A way that was taken closes the list of ways.
    Effect::new(move || {
        routes::route();
        more_open.set(false);
    });
    view! {
        <nav class="nav" aria-label=t!(common::main_menu)>
            <ul class="nav__list">
                {PLACES.iter().enumerate().map(|(at, place)| view! {
                    <li class:nav__rest=at.ge(&ON_PHONE)><PlaceLink place /></li>
                }).collect_view()}
                <li class="nav__more">
                    <button
                        type="button"
                        class="nav__link"
                        aria-haspopup="dialog"
                        aria-current=move || elsewhere().then_some("true")
                        on:click=move |_| more_open.set(true)
                    >
                        <Icon name=IconName::More />
                        <span class="nav__name">{t!(common::more)}</span>
                    </button>
                </li>
            </ul>
        </nav>
        <Dialog open=more_open title=words(common::main_menu) kind=DialogKind::Sheet on_close=move |()| more_open.set(false)>
            <ul class="nav-sheet">
                {PLACES.iter().skip(ON_PHONE).map(|place| view! { <li><PlaceLink place /></li> }).collect_view()}
            </ul>
        </Dialog>
    }
}

#[component]
fn PlaceLink(place: &'static Place) -> impl IntoView {
    let target = Route::of(place.href);
    view! {
        <a
            href=place.href
            class="nav__link"
            aria-current=move || routes::route().is_within(&target).then_some("page")
            aria-keyshortcuts=aria_shortcut(place.action)
        >
            <Icon name=place.icon />
            <span class="nav__name">{following(place.name)}</span>
            {hint(place.action).map(|keys| view! { <kbd class="key-hint" aria-hidden="true">{keys}</kbd> })}
        </a>
    }
}
