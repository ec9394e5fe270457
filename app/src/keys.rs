//! The keyboard, as one table: it drives the handler on `window`, the hints on buttons, the help overlay and
//! `docs/keyboard.md`.
//!
//! A screen says what it can do with [`on_action`]; the table says which keys mean it. The latest screen or dialog
//! to listen is asked first. While a modal dialog is open, only those who started listening inside it are asked.

use crate::i18n::{Text, keys as words};
use leptos::prelude::{on_cleanup, use_context};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::KeyboardEvent;

/// Something a key can ask for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Action {
    /// Go to Sell, and put the cursor into the search field.
    Sell,
    /// Go to Sales.
    Sales,
    /// Go to Items.
    Items,
    /// Go to Customers.
    Customers,
    /// Go to Till.
    Till,
    /// Go to Journal.
    Journal,
    /// Go to Reports.
    Reports,
    /// Go to Shop.
    Shop,
    /// Go to Status.
    Status,
    /// Go to Pay.
    Pay,
    /// Sign off, so that somebody else can sign on.
    HandOver,
    /// Close what is open, or go back.
    Back,
    /// Show the keyboard help.
    Help,
    /// Select the line above.
    LineUp,
    /// Select the line below.
    LineDown,
    /// One more of the selected line.
    QuantityUp,
    /// One less of the selected line.
    QuantityDown,
    /// Type the quantity of the selected line.
    Quantity,
    /// Void the selected line.
    VoidLine,
    /// Discount the selected line or the basket.
    Discount,
    /// Charge another price for the selected line.
    Price,
    /// Enter a coupon code.
    Code,
    /// Choose the customer of the sale.
    Customer,
    /// Set the basket aside, or take another up.
    Hold,
    /// Show what else can be done.
    More,
    /// Switch between eating in and taking away.
    Service,
    /// Cancel the basket.
    CancelBasket,
    /// Press the tile with this number, 1 to 9.
    Tile(u8),
    /// Take the exact amount, or complete the sale.
    Complete,
    /// Tender the note with this number, 1 to 9.
    Note(u8),
    /// Tender by cash.
    Cash,
    /// Tender by card.
    Card,
    /// Tender by coupon.
    Coupon,
    /// Redeem points.
    Points,
    /// Pay from store credit.
    Credit,
    /// Pay by gift card.
    GiftCard,
    /// Buy on account.
    Account,
    /// Pay by a voucher of the shop.
    Voucher,
    /// Pay in foreign cash.
    Foreign,
    /// Give a tip.
    Tip,
    /// Take the last tender back.
    RemoveTender,
    /// Print the receipt.
    Print,
    /// Begin the next sale.
    NextSale,
    /// Refund the sale shown.
    Refund,
}

/// Where a shortcut holds; also the headings of the help.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scope {
    /// On every screen.
    Everywhere,
    /// On Sell.
    Sell,
    /// On Pay.
    Pay,
    /// On a receipt or a sale.
    Receipt,
}

impl Scope {
    /// Every scope, in the order of the help.
    pub const ALL: [Scope; 4] = [Scope::Everywhere, Scope::Sell, Scope::Pay, Scope::Receipt];

    /// Heading in the help.
    pub fn title(self) -> Text {
        match self {
            Scope::Everywhere => words::everywhere,
            Scope::Sell => words::on_sell,
            Scope::Pay => words::on_pay,
            Scope::Receipt => words::on_receipt,
        }
    }
}

/// One way to press a shortcut.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Chord {
    /// A key that types nothing, by its name in `KeyboardEvent.key`.
    Plain(&'static str),
    /// A character; taken only where nobody is typing.
    Typed(&'static str),
    /// With Ctrl (or Command), by `KeyboardEvent.key`.
    Ctrl(&'static str),
    /// With Alt, by the letter's place on the keyboard, since Alt changes what the key types.
    Alt(&'static str),
    /// Alt with a digit 1 to 9.
    AltDigit,
}

impl Chord {
    /// As printed on buttons and in the help.
    pub fn label(self) -> String {
        match self {
            Chord::Plain(key) | Chord::Typed(key) => key_name(key).to_owned(),
            Chord::Ctrl(key) => format!("Ctrl+{}", key_name(key)),
            Chord::Alt(code) => format!("Alt+{}", code.trim_start_matches("Key")),
            Chord::AltDigit => "Alt+1…9".to_owned(),
        }
    }
}

/// What a shortcut does; the digit of [`Chord::AltDigit`] picks which.
#[derive(Clone, Copy, Debug)]
pub enum Binding {
    /// Always the same.
    One(Action),
    /// One of nine.
    Nine(fn(u8) -> Action),
}

/// A row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Shortcut {
    /// Where it holds.
    pub scope: Scope,
    /// How it is pressed; the first is the one shown on buttons.
    pub chords: &'static [Chord],
    /// What it asks for.
    pub binding: Binding,
    /// What the help says.
    pub what: Text,
}

/// A key as it arrived, without the browser.
#[derive(Clone, Copy, Debug, Default)]
pub struct Press<'a> {
    /// `KeyboardEvent.key`.
    pub key: &'a str,
    /// `KeyboardEvent.code`.
    pub code: &'a str,
    /// Ctrl or Command.
    pub ctrl: bool,
    /// Alt.
    pub alt: bool,
    /// Shift.
    pub shift: bool,
    /// The focus.
    pub focus: Focus,
}

/// What the focus means for keys.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Focus {
    /// No field: every shortcut holds.
    #[default]
    Free,
    /// The empty search field of Sell, which always has the input: shortcuts hold as if it were not there.
    EmptySearch,
    /// A field somebody types into: keys that type or move the cursor belong to it.
    Field,
    /// A button or link, which Enter presses.
    Button,
}

use Action as A;
use Binding::{Nine, One};
use Chord::{Alt, AltDigit, Ctrl, Plain, Typed};

const fn row(scope: Scope, chords: &'static [Chord], binding: Binding, what: Text) -> Shortcut {
    Shortcut { scope, chords, binding, what }
}

/// Every shortcut of the register. Keys that browsers keep for themselves (Ctrl+R, F5, F11, F12, Ctrl+T …) are absent.
pub const SHORTCUTS: &[Shortcut] = &[
    row(Scope::Everywhere, &[Plain("F1"), Typed("?")], One(A::Help), words::help),
    row(Scope::Everywhere, &[Plain("F2")], One(A::Sell), words::sell),
    row(Scope::Everywhere, &[Plain("F3")], One(A::Sales), words::sales),
    row(Scope::Everywhere, &[Plain("F4")], One(A::Items), words::items),
    row(Scope::Everywhere, &[Plain("F6")], One(A::Customers), words::customers),
    row(Scope::Everywhere, &[Plain("F7")], One(A::Journal), words::journal),
    row(Scope::Everywhere, &[Plain("F8")], One(A::Status), words::status),
    row(Scope::Everywhere, &[Alt("KeyY")], One(A::Reports), words::reports),
    row(Scope::Everywhere, &[Alt("KeyK")], One(A::Till), words::till),
    row(Scope::Everywhere, &[Alt("KeyO")], One(A::Shop), words::shop),
    row(Scope::Everywhere, &[Alt("KeyL")], One(A::HandOver), words::hand_over),
    row(Scope::Everywhere, &[Plain("F9"), Ctrl("Enter")], One(A::Pay), words::pay),
    row(Scope::Everywhere, &[Plain("Escape")], One(A::Back), words::back),
    row(Scope::Sell, &[Plain("ArrowUp")], One(A::LineUp), words::line_up),
    row(Scope::Sell, &[Plain("ArrowDown")], One(A::LineDown), words::line_down),
    row(Scope::Sell, &[Typed("+")], One(A::QuantityUp), words::quantity_up),
    row(Scope::Sell, &[Typed("-")], One(A::QuantityDown), words::quantity_down),
    row(Scope::Sell, &[Typed("*")], One(A::Quantity), words::quantity),
    row(Scope::Sell, &[Plain("Delete")], One(A::VoidLine), words::void_line),
    row(Scope::Sell, &[Plain("F10")], One(A::Discount), words::discount),
    row(Scope::Sell, &[Alt("KeyP")], One(A::Price), words::price),
    row(Scope::Sell, &[Alt("KeyG")], One(A::Code), words::code),
    row(Scope::Sell, &[AltDigit], Nine(A::Tile), words::tile),
    row(Scope::Sell, &[Alt("KeyC")], One(A::Customer), words::customer),
    row(Scope::Sell, &[Alt("KeyH")], One(A::Hold), words::hold),
    row(Scope::Sell, &[Alt("KeyM")], One(A::More), words::more),
    row(Scope::Sell, &[Alt("KeyT")], One(A::Service), words::service),
    row(Scope::Sell, &[Alt("KeyX")], One(A::CancelBasket), words::cancel_basket),
    row(Scope::Pay, &[Plain("Enter")], One(A::Complete), words::complete),
    row(Scope::Pay, &[AltDigit], Nine(A::Note), words::note),
    row(Scope::Pay, &[Alt("KeyB")], One(A::Cash), words::cash),
    row(Scope::Pay, &[Alt("KeyC")], One(A::Card), words::card),
    row(Scope::Pay, &[Alt("KeyG")], One(A::Coupon), words::coupon),
    row(Scope::Pay, &[Alt("KeyP")], One(A::Points), words::points),
    row(Scope::Pay, &[Alt("KeyS")], One(A::Credit), words::credit),
    row(Scope::Pay, &[Alt("KeyI")], One(A::GiftCard), words::gift_card),
    row(Scope::Pay, &[Alt("KeyV")], One(A::Voucher), words::voucher),
    row(Scope::Pay, &[Alt("KeyA")], One(A::Account), words::account),
    row(Scope::Pay, &[Alt("KeyU")], One(A::Foreign), words::foreign),
    row(Scope::Pay, &[Alt("KeyT")], One(A::Tip), words::tip),
    row(Scope::Pay, &[Alt("Backspace")], One(A::RemoveTender), words::remove_tender),
    row(Scope::Receipt, &[Plain("Enter")], One(A::NextSale), words::next_sale),
    row(Scope::Receipt, &[Alt("KeyP")], One(A::Print), words::print),
    row(Scope::Receipt, &[Alt("KeyR")], One(A::Refund), words::refund),
];

/// Everything a key may mean, most likely none; who is listening decides.
pub fn meanings(press: Press<'_>) -> impl Iterator<Item = Action> + '_ {
    SHORTCUTS.iter().filter_map(move |shortcut| {
        let hit = shortcut.chords.iter().any(|chord| chord_is(*chord, press));
        hit.then(|| match shortcut.binding {
            One(action) => Some(action),
            Nine(of) => digit(press.code).map(of),
        })?
    })
}

/// The first chord of an action, for the hint on its button; `None` for an action without a key.
pub fn hint(action: Action) -> Option<String> {
    SHORTCUTS.iter().find_map(|shortcut| match shortcut.binding {
        One(one) if one == action => shortcut.chords.first().map(|chord| chord.label()),
        Nine(of) => (1..=9).find(|n| of(*n) == action).map(|n| format!("Alt+{n}")),
        One(_) => None,
    })
}

/// The first chord of an action in the form of `aria-keyshortcuts`, which names keys as `KeyboardEvent.key` does.
pub fn aria_shortcut(action: Action) -> Option<String> {
    SHORTCUTS.iter().find_map(|shortcut| match (shortcut.binding, shortcut.chords.first()?) {
        (One(one), chord) if one == action => Some(match *chord {
            Typed("+") => "Plus".to_owned(),
            Plain(key) | Typed(key) => key.to_owned(),
            Ctrl(key) => format!("Control+{key}"),
            Alt(_) | AltDigit => chord.label(),
        }),
        (Nine(of), _) => (1..=9).find(|n| of(*n) == action).map(|n| format!("Alt+{n}")),
        (One(_), _) => None,
    })
}

/// How many dialogs a component stands inside; a dialog provides it to its content. It is not how many are open: a screen
/// that is built while a dialog of the screen before it is still closing stands inside none.
#[derive(Clone, Copy, Debug)]
pub struct ModalDepth(pub i32);

impl ModalDepth {
    /// Of the component that is being built.
    pub fn here() -> i32 {
        use_context::<ModalDepth>().map_or(0, |depth| depth.0)
    }
}

/// Hears actions for as long as the current component lives; `true` means done, and the browser does not see the key.
pub fn on_action(handler: impl Fn(Action) -> bool + 'static) {
    let id = NEXT_ID.get();
    NEXT_ID.set(id + 1);
    let depth = ModalDepth::here();
    LISTENERS.with_borrow_mut(|all| all.push(Listener { id, depth, handler: Rc::new(handler) }));
    on_cleanup(move || LISTENERS.with_borrow_mut(|all| all.retain(|listener| listener.id != id)));
}

/// Asks for an action as if its key had been pressed. `true` if somebody did it.
pub fn perform(action: Action) -> bool {
    let depth = MODAL_DEPTH.get();
    // The borrow ends before the first handler runs: a handler may mount or unmount listeners.
    let listeners: Vec<Rc<dyn Fn(Action) -> bool>> =
        LISTENERS.with_borrow(|all| all.iter().rev().filter(|l| l.depth == depth).map(|l| l.handler.clone()).collect());
    listeners.iter().any(|handler| handler(action))
}

/// Dialogs call this as they open (`1`) and close (`-1`).
pub fn modal_depth_changed(by: i32) {
    MODAL_DEPTH.set((MODAL_DEPTH.get() + by).max(0));
}

/// Whether a modal dialog is open.
pub fn modal_is_open() -> bool {
    MODAL_DEPTH.get() > 0
}

/// Starts listening, once, for the life of the page. The scanner must have started before, so that it hears keys first.
pub fn start() {
    let on_key = Closure::<dyn FnMut(KeyboardEvent)>::new(|event: KeyboardEvent| handle_key(&event));
    if let Some(window) = web_sys::window() {
        let _ = window.add_event_listener_with_callback("keydown", on_key.as_ref().unchecked_ref());
    }
    on_key.forget();
}

struct Listener {
    id: u64,
    depth: i32,
    handler: Rc<dyn Fn(Action) -> bool>,
}

thread_local! {
    static LISTENERS: RefCell<Vec<Listener>> = const { RefCell::new(Vec::new()) };
    static NEXT_ID: Cell<u64> = const { Cell::new(0) };
    static MODAL_DEPTH: Cell<i32> = const { Cell::new(0) };
}

fn handle_key(event: &KeyboardEvent) {
    if event.default_prevented() || event.is_composing() {
        return;
    }
    let focus = focus_now();
    // The first letter of a scan would have filled the search field; where it is empty, quick keys are a quick person.
    if focus != Focus::EmptySearch && crate::scanner::in_burst(crate::typing::pressed_ms(event)) {
        return;
    }
    let (key, code) = (event.key(), event.code());
    let press = Press {
        key: &key,
        code: &code,
        ctrl: event.ctrl_key() || event.meta_key(),
        alt: event.alt_key(),
        shift: event.shift_key(),
        focus,
    };
    // An open dialog answers Escape by itself.
    if modal_is_open() && key == "Escape" {
        return;
    }
    if meanings(press).any(perform) {
        event.prevent_default();
    }
}

fn focus_now() -> Focus {
    let Some(element) = crate::browser::document().and_then(|document| document.active_element()) else {
        return Focus::Free;
    };
    match element.tag_name().as_str() {
        "INPUT" => {
            let Some(input) = element.dyn_ref::<web_sys::HtmlInputElement>() else { return Focus::Field };
            match input.type_().as_str() {
                "button" | "submit" | "checkbox" | "radio" | "file" => Focus::Button,
                _ if element.has_attribute("data-keys") && input.value().is_empty() => Focus::EmptySearch,
                _ => Focus::Field,
            }
        }
        "TEXTAREA" | "SELECT" => Focus::Field,
        "BUTTON" | "A" | "SUMMARY" => Focus::Button,
        _ => Focus::Free,
    }
}

fn chord_is(chord: Chord, press: Press<'_>) -> bool {
    let typing = press.focus == Focus::Field;
    match chord {
        Plain(key) => {
            let cursor_key = matches!(key, "ArrowUp" | "ArrowDown" | "Delete");
            let pressing = key == "Enter" && press.focus == Focus::Button;
            let taken = pressing || (typing && cursor_key);
            press.key == key && !press.ctrl && !press.alt && !press.shift && !taken
        }
        // Shift is part of how "?", "+" and "*" are typed on many keyboards.
        Typed(key) => press.key == key && !press.ctrl && !press.alt && !typing,
        Ctrl(key) => press.key == key && press.ctrl && !press.alt && !press.shift,
        Alt(code) => press.code == code && press.alt && !press.ctrl && !press.shift,
        AltDigit => digit(press.code).is_some() && press.alt && !press.ctrl && !press.shift,
    }
}

fn digit(code: &str) -> Option<u8> {
    let digit = code.strip_prefix("Digit").or_else(|| code.strip_prefix("Numpad"))?;
    digit.parse().ok().filter(|n| (1..=9).contains(n))
}

fn key_name(key: &'static str) -> &'static str {
    match key {
        "ArrowUp" => "↑",
        "ArrowDown" => "↓",
        "Escape" => "Esc",
        "Delete" => "Del",
        "-" => "−",
        other => other,
    }
}

#[cfg(test)]
mod tests;
