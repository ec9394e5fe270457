//! Typing needs no aim: on a screen with a search field, a character typed while no field has the focus goes there.
//!
//! A cashier who has pressed a tile or closed a message just types on. The handler moves the focus in the capture
//! phase, before the scanner looks at the field and before the browser types, so that both find it in its place.
//!
//! A dialog opens and gives the focus back a frame after it was asked to. Whoever types faster than the screen is drawn
//! loses no key: what waits for the frame is done before the next key is heard, see [`before_next_key`].

use crate::{browser, keys};
use leptos::prelude::request_animation_frame;
use std::cell::{Cell, RefCell};
use wasm_bindgen::prelude::*;
use web_sys::{Element, KeyboardEvent, KeyboardEventInit};

/// The search field of the screen, if it has one.
const SEARCH: &str = "main [data-keys]";

thread_local! {
    static DUE: RefCell<Vec<Box<dyn FnOnce()>>> = const { RefCell::new(Vec::new()) };
    /// When the key was pressed whose copy goes its way right now.
    static PRESSED_MS: Cell<Option<f64>> = const { Cell::new(None) };
}

/// Moves the focus, or what else decides where a key arrives: with the next frame, when what was asked for is in the page,
/// or before the next key if that comes first. In the order of asking.
pub fn before_next_key(then: impl FnOnce() + 'static) {
    DUE.with_borrow_mut(|due| due.push(Box::new(then)));
    request_animation_frame(do_what_is_due);
}

fn do_what_is_due() {
    // The borrow has ended: what is done may ask for more.
    for then in DUE.take() {
        then();
    }
}

/// When a key was pressed, in milliseconds of the page's clock: of a copy that goes on, when the key itself was. A scan is
/// told from typing by these moments alone.
pub fn pressed_ms(event: &KeyboardEvent) -> f64 {
    PRESSED_MS.get().unwrap_or_else(|| event.time_stamp())
}

/// Starts listening, once, for the life of the page. It must start before the scanner.
pub fn start() {
    // `Fn`: a key that goes on is heard while the one that it is a copy of still is.
    let on_key = Closure::<dyn Fn(KeyboardEvent)>::new(hear);
    if let Some(window) = web_sys::window() {
        let listener = on_key.as_ref().unchecked_ref();
        let _ = window.add_event_listener_with_callback_and_bool("keydown", listener, true);
    }
    on_key.forget();
}

fn hear(event: KeyboardEvent) {
    let before = focused();
    do_what_is_due();
    if focused() != before && goes_on(&event) {
        return;
    }
    let chord = event.ctrl_key() || event.alt_key() || event.meta_key() || event.is_composing();
    if !chord && begins_text(&event.key()) && !keys::modal_is_open() && !somebody_types() {
        browser::focus(SEARCH);
    }
}

/// Sends a copy of a key the way that it goes now: the key itself was on its way to what had the focus before. What the
/// browser types goes to the new focus anyhow, unless somebody on the way says that it has been dealt with.
fn goes_on(event: &KeyboardEvent) -> bool {
    let copy = KeyboardEventInit::new();
    copy.set_key(&event.key());
    copy.set_code(&event.code());
    copy.set_ctrl_key(event.ctrl_key());
    copy.set_alt_key(event.alt_key());
    copy.set_shift_key(event.shift_key());
    copy.set_meta_key(event.meta_key());
    copy.set_repeat(event.repeat());
    copy.set_is_composing(event.is_composing());
    copy.set_bubbles(true);
    copy.set_cancelable(true);
    let copy = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &copy);
    let (Some(focused), Ok(copy)) = (focused(), copy) else { return false };
    event.stop_immediate_propagation();
    // The browser stamps a copy with the moment at which it was made.
    PRESSED_MS.set(Some(event.time_stamp()));
    let untouched = focused.dispatch_event(&copy).unwrap_or(true);
    PRESSED_MS.set(None);
    if !untouched {
        event.prevent_default();
    }
    true
}

fn focused() -> Option<Element> {
    browser::document().and_then(|document| document.active_element())
}

/// Puts the cursor into the screen's search field once what covers it is gone.
pub fn focus_search() {
    before_next_key(|| {
        if !keys::modal_is_open() && !somebody_types() {
            browser::focus(SEARCH);
        }
    });
}

/// Whether a key types a character that is no shortcut; a space presses the button that has the focus.
fn begins_text(key: &str) -> bool {
    let mut letters = key.chars();
    matches!((letters.next(), letters.next()), (Some(letter), None) if !matches!(letter, ' ' | '?' | '+' | '-' | '*'))
}

fn somebody_types() -> bool {
    focused().is_some_and(|element| matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_begin_text_and_shortcuts_do_not() {
        let table = [
            ("a", true),
            ("7", true),
            ("ش", true),
            ("*", false),
            (" ", false),
            ("Enter", false),
            ("F9", false),
            ("", false),
        ];
        for (key, expected) in table {
            assert_eq!(begins_text(key), expected, "{key:?}");
        }
    }
}
