//! A register that nobody has touched for a while locks itself.

use super::{Register, host};
use crate::browser;
use crate::state::Shell;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::Cell;
use wasm_bindgen::prelude::*;

/// The longest time between two looks, in milliseconds.
const LOOK_MS: u64 = 2_000;
/// The shortest.
const SOONEST_MS: u64 = 500;

thread_local! {
    /// When somebody touched the register last, in milliseconds of the wall clock: it goes on while a tablet sleeps.
    static TOUCHED: Cell<u64> = const { Cell::new(0) };
}

/// Watches for hands, and signs off whoever has left. Once, for the life of the page.
pub fn watch_idle(shell: Shell, register: Register) {
    touched();
    let on_touch = Closure::<dyn FnMut()>::new(touched);
    if let Some(window) = web_sys::window() {
        for event in ["keydown", "pointerdown"] {
            // In the capture phase: some keys are heard by nobody else afterwards.
            let _ = window.add_event_listener_with_callback_and_bool(event, on_touch.as_ref().unchecked_ref(), true);
        }
    }
    on_touch.forget();
    look(shell, register);
}

fn touched() {
    TOUCHED.set(host::now().0);
}

fn look(shell: Shell, register: Register) {
    let left = left_ms(register);
    if left == Some(0) && !shell.busy.get_untracked().commit {
        spawn_local(async move { register.sign_off(shell, true).await });
    }
    let next = left.unwrap_or(LOOK_MS).clamp(SOONEST_MS, LOOK_MS);
    browser::after(i32::try_from(next).unwrap_or(i32::MAX), move || look(shell, register));
}

/// How long until the register locks; `None` where it does not.
fn left_ms(register: Register) -> Option<u64> {
    let minutes = register.settings.with_untracked(|all| all.as_ref().map(|all| all.till.lock_after))?;
    register.operator.with_untracked(Option::is_some).then_some(())?;
    // A clock that was set back has not been touched in the future.
    let now = host::now().0;
    TOUCHED.set(TOUCHED.get().min(now));
    let limit = u64::from(minutes) * 60_000;
    (minutes > 0).then(|| limit.saturating_sub(now - TOUCHED.get()))
}
