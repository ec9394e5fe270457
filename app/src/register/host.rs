//! What the rules are given from outside: the time, and ids.

use evertill_domain::clock::{LocalTime, Timestamp};
use evertill_domain::ids::SaleId;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = crypto, js_name = randomUUID, catch)]
    fn random_uuid() -> Result<String, JsValue>;

    #[wasm_bindgen(js_namespace = crypto, js_name = getRandomValues, catch)]
    fn get_random_values(bytes: &mut [u8]) -> Result<JsValue, JsValue>;
}

/// Now.
pub fn now() -> Timestamp {
    // A clock before 1970 is a clock that was never set; the journal's own clock does not run backwards.
    Timestamp(js_sys::Date::now().max(0.0) as u64)
}

/// Minutes to add to UTC for the wall clock of this place, now.
pub fn today_offset() -> i16 {
    // The browser counts the other way round.
    -(js_sys::Date::new_0().get_timezone_offset() as i16)
}

/// Now, on the wall clock of this place.
pub fn local_now() -> LocalTime {
    LocalTime { at: now(), offset: today_offset() }
}

/// An id that nobody has had before; 36 characters.
pub fn unique() -> String {
    // Every browser with service workers has it in a secure context; elsewhere time and luck are unique enough
    // for one register.
    random_uuid().unwrap_or_else(|_| format!("{:x}-{:x}", now().0, (js_sys::Math::random() * 1e15) as u64))
}

/// Fills `bytes` with numbers that nobody can guess.
///
/// # Errors
/// Where the browser has none.
pub fn fill_random(bytes: &mut [u8]) -> Result<(), JsValue> {
    get_random_values(bytes).map(drop)
}

/// A transaction's id, to be made before its first use.
pub fn new_sale_id() -> Option<SaleId> {
    SaleId::new(&unique()).ok()
}
