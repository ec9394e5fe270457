//! Wedge scanners: a scan is heard wherever the focus is, and leaves no trace in the field that had it.
//!
//! The handler sits on `window` in the capture phase and lives as long as the page. Letters of a burst reach the
//! focused field as they come, because nobody can know yet; when the terminator shows that it was a scan, the field
//! is put back as it was before the burst.

mod detector;

pub use detector::{ScanDetector, Verdict};

use crate::typing;
use leptos::prelude::on_cleanup;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{Event, EventInit, HtmlInputElement, HtmlTextAreaElement, KeyboardEvent};

type Handler = Rc<dyn Fn(&str) -> bool>;

#[derive(Default)]
struct Scanner {
    detector: ScanDetector,
    field: Option<Snapshot>,
    handlers: Vec<(u64, Handler)>,
    next_id: u64,
}

thread_local! {
    static SCANNER: RefCell<Scanner> = RefCell::default();
}

/// Hears scans for as long as the current component lives. The latest to listen is asked first; `true` means taken.
pub fn on_scan(handler: impl Fn(&str) -> bool + 'static) {
    let id = SCANNER.with_borrow_mut(|scanner| {
        scanner.next_id += 1;
        scanner.handlers.push((scanner.next_id, Rc::new(handler)));
        scanner.next_id
    });
    on_cleanup(move || SCANNER.with_borrow_mut(|scanner| scanner.handlers.retain(|(other, _)| *other != id)));
}

/// Whether a key that arrives now is part of a burst, so that shortcuts leave it alone.
pub fn in_burst(time_ms: f64) -> bool {
    SCANNER.with_borrow(|scanner| scanner.detector.in_burst(time_ms))
}

/// Starts listening, once, for the life of the page.
pub fn start() {
    let on_key = Closure::<dyn FnMut(KeyboardEvent)>::new(handle_key);
    if let Some(window) = web_sys::window() {
        let listener = on_key.as_ref().unchecked_ref();
        let _ = window.add_event_listener_with_callback_and_bool("keydown", listener, true);
    }
    on_key.forget();
}

fn handle_key(event: KeyboardEvent) {
    // A key held down, and keys of an input method that is composing, come from a person.
    if event.repeat() || event.is_composing() {
        return SCANNER.with_borrow_mut(|scanner| scanner.detector.reset());
    }
    let Some(key) = scanner_key(&event) else { return };
    let verdict = SCANNER.with_borrow_mut(|scanner| match key {
        Some(key) => scanner.detector.key(key, typing::pressed_ms(&event)),
        None => {
            scanner.detector.reset();
            Verdict::Typing
        }
    });
    match verdict {
        Verdict::Start => SCANNER.with_borrow_mut(|scanner| scanner.field = Snapshot::of_focused()),
        Verdict::Burst => {}
        Verdict::Typing => SCANNER.with_borrow_mut(|scanner| scanner.field = None),
        Verdict::Scan(code) => take_scan(&event, &code),
    }
}

fn take_scan(event: &KeyboardEvent, code: &str) {
    // Without these, Enter would press the focused button and Tab would move the focus.
    event.prevent_default();
    event.stop_immediate_propagation();
    let (field, handlers) = SCANNER.with_borrow_mut(|scanner| (scanner.field.take(), scanner.handlers.clone()));
    if let Some(field) = field {
        field.restore();
    }
    // The borrow has ended: a handler may add or remove handlers.
    handlers.iter().rev().any(|(_, handler)| handler(code));
}

/// The character a scanner may have meant. Outer `None`: a modifier on its own, which scanners send between capitals.
/// Inner `None`: a key that no scanner sends.
fn scanner_key(event: &KeyboardEvent) -> Option<Option<char>> {
    let key = event.key();
    match key.as_str() {
        "Shift" | "Control" | "Alt" | "AltGraph" | "CapsLock" => return None,
        "Enter" => return Some(Some('\r')),
        "Tab" => return Some(Some('\t')),
        _ => {}
    }
    let mut chars = key.chars();
    let single = chars.next().filter(|_| chars.next().is_none());
    if event.ctrl_key() && !event.alt_key() {
        // Scanners send the GS1 field separator as Ctrl+].
        return Some((single == Some(']')).then_some('\u{1d}'));
    }
    if event.meta_key() || event.alt_key() {
        return Some(None);
    }
    Some(single)
}

/// A text field as it was before a burst.
struct Snapshot {
    field: Field,
    value: String,
    selection: Option<(u32, u32)>,
}

enum Field {
    Input(HtmlInputElement),
    Area(HtmlTextAreaElement),
}

impl Snapshot {
    fn of_focused() -> Option<Snapshot> {
        let element = crate::browser::document()?.active_element()?;
        let field = match element.dyn_into::<HtmlInputElement>() {
            Ok(input) => Field::Input(input),
            Err(other) => Field::Area(other.dyn_into().ok()?),
        };
        let (value, start, end) = match &field {
            Field::Input(input) => (input.value(), input.selection_start(), input.selection_end()),
            Field::Area(area) => (area.value(), area.selection_start(), area.selection_end()),
        };
        // Fields such as type=number have no selection to keep.
        let selection = start.ok().flatten().zip(end.ok().flatten());
        Some(Snapshot { field, value, selection })
    }

    fn restore(self) {
        let target: &web_sys::EventTarget = match &self.field {
            Field::Input(input) => {
                input.set_value(&self.value);
                if let Some((start, end)) = self.selection {
                    let _ = input.set_selection_range(start, end);
                }
                input
            }
            Field::Area(area) => {
                area.set_value(&self.value);
                if let Some((start, end)) = self.selection {
                    let _ = area.set_selection_range(start, end);
                }
                area
            }
        };
        // Whatever follows the field's value hears that it went back.
        let bubbling = EventInit::new();
        bubbling.set_bubbles(true);
        if let Ok(event) = Event::new_with_event_init_dict("input", &bubbling) {
            let _ = target.dispatch_event(&event);
        }
    }
}
