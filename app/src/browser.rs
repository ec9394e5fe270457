//! The few things the shell asks of the browser itself, each with an answer when the browser refuses.

use wasm_bindgen::prelude::*;

/// A value from `localStorage`; `None` where it is absent or storage is closed to us.
pub fn stored(key: &str) -> Option<String> {
    web_sys::window()?.local_storage().ok()??.get_item(key).ok()?
}

/// Keeps a preference in `localStorage`. Losing one is harmless, so a refusal is ignored.
pub fn store(key: &str, value: &str) {
    if let Some(Ok(Some(storage))) = web_sys::window().map(|window| window.local_storage()) {
        let _ = storage.set_item(key, value);
    }
}

/// The browser's languages as BCP 47 tags, most wanted first.
pub fn languages() -> Vec<String> {
    let Some(window) = web_sys::window() else { return Vec::new() };
    window.navigator().languages().iter().filter_map(|tag| tag.as_string()).collect()
}

/// Sets an attribute of `<html>`.
pub fn set_root_attribute(name: &str, value: &str) {
    if let Some(root) = root() {
        let _ = root.set_attribute(name, value);
    }
}

/// Removes an attribute of `<html>`.
pub fn remove_root_attribute(name: &str) {
    if let Some(root) = root() {
        let _ = root.remove_attribute(name);
    }
}

/// An attribute of `<html>`.
pub fn root_attribute(name: &str) -> Option<String> {
    root()?.get_attribute(name)
}

/// Loads the page again.
pub fn reload() {
    if let Some(window) = web_sys::window() {
        let _ = window.location().reload();
    }
}

/// Opens the system's print dialog; what prints is decided by the print style sheet.
pub fn print() {
    if let Some(window) = web_sys::window() {
        let _ = window.print();
    }
}

/// Milliseconds since the page was opened, from the clock that never steps back.
pub fn monotonic_ms() -> f64 {
    web_sys::window().and_then(|window| window.performance()).map_or(0.0, |performance| performance.now())
}

/// Calls `then` once, after this many milliseconds.
pub fn after(ms: i32, then: impl FnOnce() + 'static) {
    let call = Closure::once_into_js(then);
    if let Some(window) = web_sys::window() {
        let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(call.unchecked_ref(), ms);
    }
}

/// Waits for so many milliseconds.
pub async fn pause(ms: i32) {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        after(ms, move || drop(resolve.call0(&JsValue::NULL)));
    });
    let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
}

/// Lets the browser draw and answer before the work goes on. A message to oneself comes back at once, where a timer
/// would be held up for four milliseconds once a few of them follow one another.
pub async fn breathe() {
    let Ok(channel) = web_sys::MessageChannel::new() else { return };
    let (near, far) = (channel.port1(), channel.port2());
    let promise = js_sys::Promise::new(&mut |resolve, _| near.set_onmessage(Some(&resolve)));
    if far.post_message(&JsValue::NULL).is_ok() {
        let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
    }
    near.close();
}

/// Moves the focus to the first element that matches, if there is one.
pub fn focus(selector: &str) {
    let found = document().and_then(|document| document.query_selector(selector).ok().flatten());
    if let Some(element) = found.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// Gives the focused element its caret back. A dialog that closes returns the focus to a field, but where the dialog held
/// a field itself, Chromium leaves the caret in what is gone, and what is typed then arrives nowhere.
pub fn give_caret_back() {
    let focused = document().and_then(|document| document.active_element());
    if let Some(element) = focused.and_then(|element| element.dyn_into::<web_sys::HtmlInputElement>().ok()) {
        let _ = element.blur();
        let _ = element.focus();
    }
}

/// The page's document.
pub fn document() -> Option<web_sys::Document> {
    web_sys::window()?.document()
}

/// Hands the operator a file to keep. `mime` such as `text/csv;charset=utf-8`.
pub fn download(name: &str, mime: &str, bytes: &[u8]) -> Result<(), JsValue> {
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(mime);
    let blob = web_sys::Blob::new_with_u8_array_sequence_and_options(&parts, &options)?;
    let url = web_sys::Url::create_object_url_with_blob(&blob)?;
    let document = document().ok_or(JsValue::NULL)?;
    let link: web_sys::HtmlElement = document.create_element("a")?.dyn_into()?;
    link.set_attribute("href", &url)?;
    link.set_attribute("download", name)?;
    link.click();
    web_sys::Url::revoke_object_url(&url)
}

fn root() -> Option<web_sys::Element> {
    document()?.document_element()
}
