//! Which keys a scan covers, in the order of IndexedDB: UTF-16 code units.

use evertill_journal::store::{Order, StoreError};
use js_sys::JsString;
use wasm_bindgen::JsValue;
use web_sys::IdbKeyRange;

use crate::failure;

/// The largest place that a key can hold: beyond it numbers skip whole values.
pub(crate) const MAX_PLACE: u64 = (1 << 53) - 1;

/// A key range, or none where it covers every key.
pub(crate) type Range = Option<IdbKeyRange>;

/// The keys that begin with `prefix` and lie beyond `after`; `None` where there can be none.
pub(crate) fn of_prefix(prefix: &str, order: Order, after: Option<&str>) -> Result<Option<Range>, StoreError> {
    let mut lower = Some((units(prefix), true));
    let mut upper = successor(units(prefix)).map(|bound| (bound, false));
    if let Some(after) = after.map(units) {
        match order {
            Order::Ascending if lower.as_ref().is_some_and(|(bound, _)| *bound <= after) => {
                lower = Some((after, false));
            }
            Order::Descending if upper.as_ref().is_none_or(|(bound, _)| after < *bound) => {
                upper = Some((after, false));
            }
            _ => {}
        }
    }
    if let (Some((low, _)), Some((high, _))) = (&lower, &upper)
        && low >= high
    {
        return Ok(None);
    }
    between(lower, upper).map(Some)
}

/// The places from `from` on; `None` where there can be none.
pub(crate) fn of_places(from: u64) -> Result<Option<Range>, StoreError> {
    if from > MAX_PLACE {
        return Ok(None);
    }
    let from = JsValue::from_f64(from as f64);
    IdbKeyRange::lower_bound(&from).map(|range| Some(Some(range))).map_err(|thrown| failure::of_exception(&thrown))
}

/// The texts from `from` on.
pub(crate) fn of_texts(from: &str) -> Result<Range, StoreError> {
    between(Some((units(from), true)), None)
}

/// The texts from one to another, both included.
pub(crate) fn of_texts_up_to(from: &str, to: &str) -> Result<JsValue, StoreError> {
    let range = IdbKeyRange::bound(&JsValue::from_str(from), &JsValue::from_str(to));
    range.map(JsValue::from).map_err(|thrown| failure::of_exception(&thrown))
}

/// The places up to and with `place`.
pub(crate) fn up_to(place: u64) -> Result<JsValue, StoreError> {
    let bound = JsValue::from_f64(place.min(MAX_PLACE) as f64);
    IdbKeyRange::upper_bound(&bound).map(JsValue::from).map_err(|thrown| failure::of_exception(&thrown))
}

type Bound = Option<(Vec<u16>, bool)>;

/// The range between two bounds, each with whether it belongs to the range itself.
fn between(lower: Bound, upper: Bound) -> Result<Range, StoreError> {
    let lower = lower.filter(|(bound, _)| !bound.is_empty()).map(|(bound, with)| (string(&bound), with));
    let upper = upper.map(|(bound, with)| (string(&bound), with));
    match (lower, upper) {
        (None, None) => return Ok(None),
        (Some((low, with)), None) => IdbKeyRange::lower_bound_with_open(&low, !with),
        (None, Some((high, with))) => IdbKeyRange::upper_bound_with_open(&high, !with),
        (Some((low, with_low)), Some((high, with_high))) => {
            IdbKeyRange::bound_with_lower_open_and_upper_open(&low, &high, !with_low, !with_high)
        }
    }
    .map(Some)
    .map_err(|thrown| failure::of_exception(&thrown))
}

/// The first string after all that begin with these units, where there is one. It may end in half
/// a surrogate pair: no text, but a good bound.
fn successor(mut prefix: Vec<u16>) -> Option<Vec<u16>> {
    while let Some(last) = prefix.pop() {
        if let Some(next) = last.checked_add(1) {
            prefix.push(next);
            return Some(prefix);
        }
    }
    None
}

fn units(text: &str) -> Vec<u16> {
    text.encode_utf16().collect()
}

fn string(units: &[u16]) -> JsString {
    JsString::from_char_code(units)
}
