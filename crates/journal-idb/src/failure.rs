//! What the browser throws, named by what the caller can do about it.

use evertill_journal::store::StoreError;
use js_sys::{JsString, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{IdbRequest, IdbTransaction};

/// Names an exception by its `name`: duck typing, because an error of another page, or of a later
/// browser that derives its own class for quota, is none of this page's `DOMException`s.
pub(crate) fn of_exception(thrown: &JsValue) -> StoreError {
    let name = text(thrown, "name");
    match name.as_str() {
        "QuotaExceededError" => StoreError::Full,
        "VersionError" => StoreError::TooNew,
        _ => StoreError::Gone(format!("{name}: {}", text(thrown, "message"))),
    }
}

/// Names what the `idb` crate reports, which carries the exception in most of its variants.
pub(crate) fn of_idb(error: &idb::Error) -> StoreError {
    match error {
        idb::Error::DomException(exception) => of_exception(exception),
        idb::Error::IndexedDbOpenFailed(thrown)
        | idb::Error::IndexedDbDeleteFailed(thrown)
        | idb::Error::TransactionOpenFailed(thrown)
        | idb::Error::GetFailed(thrown)
        | idb::Error::AddFailed(thrown)
        | idb::Error::UpdateFailed(thrown)
        | idb::Error::DeleteFailed(thrown) => of_exception(thrown),
        other => StoreError::Gone(other.to_string()),
    }
}

/// Why a transaction was aborted. The request that failed says it best: the requests after it all
/// carry the `AbortError` that it caused. A commit that fails carries it in the transaction.
pub(crate) fn of_aborted<'a>(
    transaction: &IdbTransaction,
    requests: impl IntoIterator<Item = &'a IdbRequest>,
) -> StoreError {
    let first = requests.into_iter().filter_map(|request| request.error().ok().flatten());
    match first.into_iter().find(|error| error.name() != "AbortError").or_else(|| transaction.error()) {
        Some(error) => of_exception(&error),
        None => StoreError::Gone("the transaction was aborted".to_owned()),
    }
}

fn text(object: &JsValue, field: &str) -> String {
    let value = Reflect::get(object, &JsValue::from_str(field)).unwrap_or(JsValue::UNDEFINED);
    match value.dyn_into::<JsString>() {
        Ok(value) => value.into(),
        Err(_) if field == "name" => "Error".to_owned(),
        Err(_) => format!("{object:?}"),
    }
}
