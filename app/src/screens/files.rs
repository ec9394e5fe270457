//! Choosing a file from this device: a button for everybody, and a place to drop it for whoever drags.

use crate::ui::{Button, ButtonKind, IconName};
use js_sys::Uint8Array;
use leptos::{ev, html, prelude::*};
use send_wrapper::SendWrapper;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// A button that asks for a file.
#[component]
pub fn FilePicker(
    /// What the button says.
    #[prop(into)]
    label: Signal<String>,
    /// Which files are offered, as in the `accept` attribute.
    accept: &'static str,
    /// Its icon.
    icon: IconName,
    /// How much it wants to be pressed.
    #[prop(optional)]
    kind: ButtonKind,
    /// Whether it is out of reach now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Called with the file.
    #[prop(into)]
    on_file: Callback<SendWrapper<web_sys::File>>,
) -> impl IntoView {
    let node = NodeRef::<html::Input>::new();
    let open = move |()| {
        if let Some(input) = node.get_untracked() {
            input.click();
        }
    };
    let chosen = move |_| {
        let Some(input) = node.get_untracked() else { return };
        let file = input.files().and_then(|files| files.get(0));
        // The same file may be chosen again after it was corrected.
        input.set_value("");
        if let Some(file) = file {
            on_file.run(SendWrapper::new(file));
        }
    };
    view! {
        <input type="file" hidden accept=accept node_ref=node on:change=chosen />
        <Button kind icon disabled on_press=open>{move || label.get()}</Button>
    }
}

/// A place to drop a file on; the choice by button stands inside.
#[component]
pub fn DropZone(
    /// Called with the file.
    #[prop(into)]
    on_file: Callback<SendWrapper<web_sys::File>>,
    /// What stands in it.
    children: Children,
) -> impl IntoView {
    let over = RwSignal::new(false);
    let dropped = move |event: ev::DragEvent| {
        event.prevent_default();
        over.set(false);
        let file = event.data_transfer().and_then(|data| data.files()).and_then(|files| files.get(0));
        if let Some(file) = file {
            on_file.run(SendWrapper::new(file));
        }
    };
    view! {
        <div
            class="drop"
            class:drop--over=move || over.get()
            on:dragover=move |event: ev::DragEvent| { event.prevent_default(); over.set(true); }
            on:dragleave=move |_| over.set(false)
            on:drop=dropped
        >
            {children()}
        </div>
    }
}

/// The bytes of a file.
///
/// # Errors
/// What the browser says when the file cannot be read, such as when it was moved meanwhile.
pub async fn read_file(file: &web_sys::File) -> Result<Vec<u8>, JsValue> {
    let buffer = JsFuture::from(file.array_buffer()).await?;
    Ok(Uint8Array::new(&buffer).to_vec())
}
