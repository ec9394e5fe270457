//! The page's side of the service worker: registering it, noticing an update, applying it when idle.
//!
//! An update waits until nobody is in the middle of a sale. The operator asks for it in the status line; it is then
//! applied at once, or after the sale. The worker is told `{type: "skip-waiting", idle: true}`; once it has taken control, the
//! page reloads, once. Objects are described by what they can do, since `navigator.serviceWorker` does not exist on
//! plain http and tests put their own in its place.

use crate::browser;
use crate::state::Shell;
use js_sys::{Object, Promise, Reflect};
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// Where the worker's script lies.
const SCRIPT: &str = "/sw.js";

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(extends = js_sys::Object)]
    type Container;
    #[wasm_bindgen(method, catch)]
    fn register(this: &Container, script: &str, options: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, getter)]
    fn controller(this: &Container) -> JsValue;
    #[wasm_bindgen(method, js_name = addEventListener)]
    fn listen(this: &Container, event: &str, listener: &JsValue);

    #[derive(Clone)]
    #[wasm_bindgen(extends = js_sys::Object)]
    type Registration;
    #[wasm_bindgen(method, getter)]
    fn waiting(this: &Registration) -> Option<Worker>;
    #[wasm_bindgen(method, getter)]
    fn installing(this: &Registration) -> Option<Worker>;
    #[wasm_bindgen(method, catch)]
    fn update(this: &Registration) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, js_name = addEventListener)]
    fn listen(this: &Registration, event: &str, listener: &JsValue);

    #[derive(Clone)]
    #[wasm_bindgen(extends = js_sys::Object)]
    type Worker;
    #[wasm_bindgen(method, getter)]
    fn state(this: &Worker) -> String;
    #[wasm_bindgen(method, js_name = postMessage)]
    fn post_message(this: &Worker, message: &JsValue);
    #[wasm_bindgen(method, js_name = postMessage)]
    fn post_with_port(this: &Worker, message: &JsValue, ports: &js_sys::Array);
    #[wasm_bindgen(method, js_name = addEventListener)]
    fn listen(this: &Worker, event: &str, listener: &JsValue);
}

/// What is known about offline start.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum WorkerState {
    /// Being registered and filled.
    Starting,
    /// This browser, or this address, has none.
    Unsupported,
    /// The next start needs no network.
    Ready,
    /// A newer build waits.
    UpdateReady,
    /// Registering failed, in the browser's words.
    Failed(String),
}

thread_local! {
    static REGISTRATION: RefCell<Option<Registration>> = const { RefCell::new(None) };
    static SKIP_SENT: Cell<bool> = const { Cell::new(false) };
}

/// Registers the worker and follows it for the life of the page. Call once, under the root.
pub fn start(shell: Shell) {
    apply_when_idle(shell);
    let Some(container) = container() else {
        shell.worker.set(WorkerState::Unsupported);
        return;
    };
    reload_once_controlled(&container);
    spawn_local(async move {
        match register(&container).await {
            Ok(registration) => follow(shell, registration),
            Err(error) => shell.worker.set(WorkerState::Failed(words_of(&error))),
        }
    });
}

/// Asks the server whether there is a newer build.
pub fn check_for_update() {
    let Some(registration) = REGISTRATION.with_borrow(Clone::clone) else { return };
    if let Ok(promise) = registration.update() {
        // Offline the check fails, and the browser asks again by itself.
        spawn_local(async move { drop(JsFuture::from(promise).await) });
    }
}

/// What the worker in charge was made from, and what it keeps for an offline start.
#[derive(Clone, PartialEq, Eq, Debug, serde::Deserialize)]
pub struct WorkerBuild {
    /// The build's name.
    pub build: String,
    /// How many files it keeps.
    pub files: i64,
    /// How many bytes they have.
    pub bytes: u64,
}

/// Asks the worker in charge which build it is; `None` where there is none, or it does not know.
pub async fn build() -> Option<WorkerBuild> {
    let worker: Worker = container()?.controller().dyn_into::<Object>().ok()?.unchecked_into();
    let channel = web_sys::MessageChannel::new().ok()?;
    let (near, far) = (channel.port1(), channel.port2());
    let answer = Promise::new(&mut |resolve, _| near.set_onmessage(Some(&resolve)));
    worker.post_with_port(&object(&[("type", "version".into())]), &js_sys::Array::of1(&far));
    let event = JsFuture::from(answer).await.ok()?;
    let data = Reflect::get(&event, &"data".into()).ok()?;
    serde_wasm_bindgen::from_value(data).ok()
}

/// Applies a waiting update as soon as the operator has asked for it and nothing is under way.
fn apply_when_idle(shell: Shell) {
    Effect::new(move || {
        let ready = shell.worker.get() == WorkerState::UpdateReady;
        if ready && shell.update_wanted.get() && shell.busy.get().is_idle() {
            skip_waiting();
        }
    });
}

fn skip_waiting() {
    let waiting = REGISTRATION.with_borrow(|kept| kept.as_ref().and_then(Registration::waiting));
    let Some(worker) = waiting else { return };
    SKIP_SENT.set(true);
    worker.post_message(&object(&[("type", "skip-waiting".into()), ("idle", true.into())]));
}

/// Reloads when the new worker takes over, but only where this page asked for it: the very first worker takes control
/// of a fresh page too, and another tab's update must not reload this one in the middle of a sale.
fn reload_once_controlled(container: &Container) {
    let listener = Closure::<dyn FnMut()>::new(|| {
        if SKIP_SENT.replace(false) {
            browser::reload();
        }
    });
    container.listen("controllerchange", listener.as_ref());
    listener.forget();
}

fn follow(shell: Shell, registration: Registration) {
    REGISTRATION.set(Some(registration.clone()));
    judge(shell, &registration);
    let found = registration.clone();
    let on_found = Closure::<dyn FnMut()>::new(move || watch_installing(shell, &found));
    registration.listen("updatefound", on_found.as_ref());
    on_found.forget();
    watch_installing(shell, &registration);
}

fn watch_installing(shell: Shell, registration: &Registration) {
    let Some(worker) = registration.installing() else { return };
    let registration = registration.clone();
    let on_change = Closure::<dyn FnMut()>::new(move || judge(shell, &registration));
    worker.listen("statechange", on_change.as_ref());
    // Lives as long as the worker it listens to, which the browser decides.
    on_change.forget();
}

fn judge(shell: Shell, registration: &Registration) {
    let controlled = container().is_some_and(|container| container.controller().is_truthy());
    let installed = registration.waiting().is_some_and(|worker| worker.state() == "installed");
    let state = match (installed, controlled || registration.installing().is_none()) {
        (true, _) if controlled => WorkerState::UpdateReady,
        (_, true) => WorkerState::Ready,
        (_, false) => WorkerState::Starting,
    };
    shell.worker.set(state);
}

async fn register(container: &Container) -> Result<Registration, JsValue> {
    // The script itself must come from the server, or an update could hide behind the HTTP cache.
    let options = object(&[("updateViaCache", "none".into())]);
    let registration = JsFuture::from(container.register(SCRIPT, &options)?).await?;
    // Managed browsers answer with nothing instead of refusing.
    if registration.is_object() { Ok(registration.unchecked_into()) } else { Err("no registration".into()) }
}

fn container() -> Option<Container> {
    let navigator = web_sys::window()?.navigator();
    let container = Reflect::get(&navigator, &"serviceWorker".into()).ok()?;
    container.is_object().then(|| container.unchecked_into())
}

fn object(pairs: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (key, value) in pairs {
        // Setting a property of a fresh plain object cannot fail.
        let _ = Reflect::set(&object, &JsValue::from_str(key), value);
    }
    object.into()
}

fn words_of(error: &JsValue) -> String {
    error.dyn_ref::<js_sys::Error>().map_or_else(
        || error.as_string().unwrap_or_else(|| format!("{error:?}")),
        |error| String::from(error.message()),
    )
}
