//! Where the operator is: the page's address as a screen, and the ways from one to the next.
//!
//! Flat addresses need no more than this; see `docs/adr/0009-our-own-routes.md`. [`route`] is followed by the frame,
//! [`go`] leads on, and a press on any link of the page's own origin does the same.

use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{Event, HtmlAnchorElement, MouseEvent};

/// A screen with what its address says. Numbers are kept as they stand there: whoever looks them up refuses nonsense.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Route {
    /// `/`
    Sell,
    /// `/pay`
    Pay,
    /// `/receipt/NUMBER`
    Receipt(String),
    /// `/sales`
    Sales,
    /// `/sales/NUMBER`
    Sale(String),
    /// `/items`
    Items,
    /// `/customers`
    Customers,
    /// `/till`
    Till,
    /// `/journal`
    Journal,
    /// `/reports`
    Reports,
    /// `/shop`
    Shop,
    /// `/shop/SECTION`
    ShopSection(String),
    /// `/status`
    Status,
    /// An address that leads nowhere.
    Unknown,
}

impl Route {
    /// The screen of an address's path.
    pub fn of(path: &str) -> Self {
        let mut parts = path.split('/').filter(|part| !part.is_empty());
        match (parts.next(), parts.next(), parts.next()) {
            (None, ..) => Self::Sell,
            (Some("pay"), None, _) => Self::Pay,
            (Some("receipt"), Some(number), None) => Self::Receipt(number.to_owned()),
            (Some("sales"), None, _) => Self::Sales,
            (Some("sales"), Some(number), None) => Self::Sale(number.to_owned()),
            (Some("items"), None, _) => Self::Items,
            (Some("customers"), None, _) => Self::Customers,
            (Some("till"), None, _) => Self::Till,
            (Some("journal"), None, _) => Self::Journal,
            (Some("reports"), None, _) => Self::Reports,
            (Some("shop"), None, _) => Self::Shop,
            (Some("shop"), Some(section), None) => Self::ShopSection(section.to_owned()),
            (Some("status"), None, _) => Self::Status,
            _ => Self::Unknown,
        }
    }

    /// Where Escape leads from a screen that has nothing of its own to close.
    pub fn parent(&self) -> Option<&'static str> {
        match self {
            Self::Sell => None,
            Self::Sale(_) => Some("/sales"),
            Self::ShopSection(_) => Some("/shop"),
            _ => Some("/"),
        }
    }

    /// Whether this screen is, or stands below, the place that a link of the navigation leads to.
    pub fn is_within(&self, place: &Route) -> bool {
        self == place || matches!((self, place), (Self::Sale(_), Self::Sales) | (Self::ShopSection(_), Self::Shop))
    }
}

thread_local! {
    // As with the language: read from key handlers and async code, where no component context exists.
    static ROUTE: ArcRwSignal<Route> = ArcRwSignal::new(Route::of(&path()));
}

/// Whether the page was opened by the link of a receipt, which is no screen of the register.
pub fn is_linked_receipt() -> bool {
    path().trim_end_matches('/') == "/r"
}

/// The screen now; a view or effect that calls this follows it.
pub fn route() -> Route {
    ROUTE.with(|route| route.get())
}

/// The screen now, without following it.
pub fn route_now() -> Route {
    ROUTE.with(|route| route.get_untracked())
}

/// Leads to another address of the register, as a step that the browser can take back.
pub fn go(to: &str) {
    if to != path() {
        let history = web_sys::window().and_then(|window| window.history().ok());
        let pushed = history.map(|history| history.push_state_with_url(&JsValue::NULL, "", Some(to)));
        if !matches!(pushed, Some(Ok(()))) {
            return;
        }
    }
    follow();
}

/// Follows the browser's own steps and presses on links, once, for the life of the page.
pub fn start() {
    let Some(window) = web_sys::window() else { return };
    let on_step = Closure::<dyn FnMut(Event)>::new(|_| follow());
    let _ = window.add_event_listener_with_callback("popstate", on_step.as_ref().unchecked_ref());
    on_step.forget();
    let on_press = Closure::<dyn FnMut(MouseEvent)>::new(|event: MouseEvent| {
        if let Some(to) = own_address(&event) {
            event.prevent_default();
            go(&to);
        }
    });
    let _ = window.add_event_listener_with_callback("click", on_press.as_ref().unchecked_ref());
    on_press.forget();
}

fn follow() {
    let now = Route::of(&path());
    ROUTE.with(|route| {
        if route.get_untracked() != now {
            route.set(now);
        }
    });
}

fn path() -> String {
    web_sys::window().and_then(|window| window.location().pathname().ok()).unwrap_or_default()
}

/// The address that a plain press on a link leads to, where it is one of ours: what opens a tab or a file, and what leads
/// to a place on the same page, is the browser's.
fn own_address(event: &MouseEvent) -> Option<String> {
    let changed = event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
    if event.default_prevented() || event.button() != 0 || changed {
        return None;
    }
    let pressed = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    let link = pressed.closest("a[href]").ok()??.dyn_into::<HtmlAnchorElement>().ok()?;
    let ours = web_sys::window()?.location().origin().ok()? == link.origin();
    let plain = link.target().is_empty() && !link.has_attribute("download") && link.hash().is_empty();
    (ours && plain).then(|| link.pathname())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_leads_to_its_screen_and_back() {
        let number = || "12".to_owned();
        let table = [
            ("/", Route::Sell, None),
            ("", Route::Sell, None),
            ("/pay", Route::Pay, Some("/")),
            ("/pay/", Route::Pay, Some("/")),
            ("/receipt/12", Route::Receipt(number()), Some("/")),
            ("/sales", Route::Sales, Some("/")),
            ("/sales/12", Route::Sale(number()), Some("/sales")),
            ("/items", Route::Items, Some("/")),
            ("/customers", Route::Customers, Some("/")),
            ("/till", Route::Till, Some("/")),
            ("/journal", Route::Journal, Some("/")),
            ("/shop", Route::Shop, Some("/")),
            ("/shop/taxes", Route::ShopSection("taxes".to_owned()), Some("/shop")),
            ("/reports", Route::Reports, Some("/")),
            ("/status", Route::Status, Some("/")),
            ("/receipt", Route::Unknown, Some("/")),
            ("/sales/12/lines", Route::Unknown, Some("/")),
            ("/pay/12", Route::Unknown, Some("/")),
            ("/nowhere", Route::Unknown, Some("/")),
        ];
        for (path, route, parent) in table {
            assert_eq!(Route::of(path), route, "{path}");
            assert_eq!(route.parent(), parent, "{path}");
        }
    }

    #[test]
    fn a_sale_stands_below_the_sales_and_nothing_else_below_sell() {
        let sale = Route::Sale("12".to_owned());
        assert!(sale.is_within(&Route::Sales) && Route::Sell.is_within(&Route::Sell));
        assert!(!sale.is_within(&Route::Sell) && !Route::Pay.is_within(&Route::Sell));
    }
}
