//! The root: state that lives as long as the page, the routes, and the frame around them.

use crate::i18n::common;
use crate::keys::{self, Action};
use crate::register::{self, Register};
use crate::routes::{self, Route};
use crate::screens::{
    ApprovalDialog, CustomersScreen, ItemsScreen, JournalScreen, NotFound, OpeningNotice, PayScreen, ReceiptScreen,
    RecoveryNotice, ReportsScreen, SaleScreen, SalesScreen, SellScreen, ShopScreen, ShopSectionScreen, SignOn,
    StatusScreen, TillScreen, Who, gated, watch_storage,
};
use crate::shell::{FailurePage, Nav, StatusLine, TrainingBanner, place_of};
use crate::state::{Shell, shell};
use crate::ui::{KeyboardHelp, ToastRegion, keyed};
use crate::{browser, hub, t, typing, worker};
use evertill_domain::people::Act;
use leptos::{ev, prelude::*};

/// The whole register.
#[component]
pub fn App() -> impl IntoView {
    let shell = Shell::new();
    provide_context(shell);
    let register = Register::new();
    provide_context(register);
    register::start(shell, register);
    worker::start(shell);
    watch_storage(shell);
    register::watch_idle(shell, register);
    follow_network(shell);
    hub::follow(shell, register);
    register::foresee(register);
    view! {
        <Frame />
    }
}

#[component]
fn Frame() -> impl IntoView {
    let shell = shell();
    answer_keys(shell);
    let register = register::register();
    // The first start sells nothing before its items are there.
    let is_stocking = move || matches!(register.step.get(), register::Step::Stocking(..) | register::Step::Joining(..));
    let covered = Memo::new(move |_| shell.failure.with(Option::is_some) || is_stocking());
    // What is covered cannot have the focus, and so it was lost when the cover came.
    Effect::new(move |was: Option<bool>| {
        if was == Some(true) && !covered.get() {
            typing::focus_search();
        }
        covered.get()
    });
    // What was allowed for a screen ends with it.
    Effect::new(move || register.left_for(&routes::route()));
    // Nothing of a screen is left for the next operator.
    let screens = move || vec![(routes::route(), register.owner.get())];
    view! {
        <a class="skip-link" href="#content" rel="external">{t!(common::skip_to_content)}</a>
        <div class="frame" inert=covered>
            <TrainingBanner />
            <Nav />
            <StatusLine />
            <Who />
            <main class="frame__main" id="content" tabindex="-1">
                {keyed(screens, Clone::clone, |(route, _)| screen(route))}
            </main>
        </div>
        <ApprovalDialog />
        <SignOn />
        <OpeningNotice />
        <RecoveryNotice />
        <ToastRegion toasts=shell.toasts />
        <KeyboardHelp open=shell.help_open />
        {move || shell.failure.get().map(|failure| view! { <FailurePage failure /> })}
    }
}

/// A screen of its own for each address: nothing of the one before stays in the page, neither where it was scrolled to nor
/// what had the focus.
fn screen(route: Route) -> AnyView {
    match route {
        Route::Sell => view! { <SellScreen /> }.into_any(),
        Route::Pay => view! { <PayScreen /> }.into_any(),
        Route::Receipt(number) => view! { <ReceiptScreen number /> }.into_any(),
        Route::Sales => view! { <SalesScreen /> }.into_any(),
        Route::Sale(number) => view! { <SaleScreen number /> }.into_any(),
        Route::Items => view! { <ItemsScreen /> }.into_any(),
        Route::Customers => view! { <CustomersScreen /> }.into_any(),
        Route::Till => view! { <TillScreen /> }.into_any(),
        Route::Journal => view! { <JournalScreen /> }.into_any(),
        Route::Reports => gated(Act::Reports, common::reports, || view! { <ReportsScreen /> }.into_any()),
        Route::Shop => gated(Act::Shop, common::shop, || view! { <ShopScreen /> }.into_any()),
        Route::ShopSection(name) => {
            gated(Act::Shop, common::shop, move || view! { <ShopSectionScreen name=name.clone() /> }.into_any())
        }
        Route::Status => view! { <StatusScreen /> }.into_any(),
        Route::Unknown => view! { <NotFound /> }.into_any(),
    }
}

/// What the frame itself does with keys; screens are asked first.
fn answer_keys(shell: Shell) {
    keys::on_action(move |action| {
        if shell.failure.with_untracked(Option::is_some) {
            return false;
        }
        match action {
            Action::Help => shell.help_open.set(true),
            Action::Back => match routes::route_now().parent() {
                Some(parent) => routes::go(parent),
                None => return false,
            },
            _ => match place_of(action) {
                Some(place) if routes::route_now() == Route::of(place) => browser::focus("[data-keys]"),
                Some(place) => routes::go(place),
                None => return false,
            },
        }
        true
    });
}

/// Follows the browser's own idea of the network. Whether the hub answers is for whoever talks to it to say.
fn follow_network(shell: Shell) {
    let online = move || web_sys::window().is_none_or(|window| window.navigator().on_line());
    shell.online.set(online());
    // The root is never disposed, and so neither are these.
    let _ = window_event_listener(ev::online, move |_| shell.online.set(online()));
    let _ = window_event_listener(ev::offline, move |_| shell.online.set(online()));
}
