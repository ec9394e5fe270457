//! The navigator, found without asking whether this is a page or a worker, and without classes, so
//! that a stand-in serves as well.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// A property of the navigator, where the browser has it.
pub(crate) fn of_navigator(name: &str) -> Option<JsValue> {
    let navigator = property(&js_sys::global(), "navigator")?;
    property(&navigator, name)
}

/// A property that is there.
pub(crate) fn property(object: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(object, &JsValue::from_str(name)).ok().filter(|value| !value.is_undefined() && !value.is_null())
}

/// Calls a method and waits for what it promises; `None` where there is no such method.
pub(crate) async fn call(object: &JsValue, method: &str) -> Option<Result<JsValue, JsValue>> {
    let function = property(object, method)?.dyn_into::<Function>().ok()?;
    let promise = match function.call0(object) {
        Ok(promise) => Promise::resolve(&promise),
        Err(thrown) => return Some(Err(thrown)),
    };
    Some(wasm_bindgen_futures::JsFuture::from(promise).await)
}
