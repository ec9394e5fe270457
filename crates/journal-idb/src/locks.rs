//! One writer per register: a lock that the browser keeps for all pages of a site, and frees when
//! its page goes, whatever way it goes.

use std::cell::Cell;
use std::rc::Rc;

use futures_channel::oneshot;
use js_sys::{Function, Promise};
use thiserror::Error;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use crate::promise;
use crate::requests::tell;

#[wasm_bindgen]
extern "C" {
    /// The browser's lock manager; declared here because `web-sys` holds it to be unstable.
    type LockManager;

    #[wasm_bindgen(method, catch)]
    fn request(this: &LockManager, name: &str, options: &Options, granted: &Function) -> Result<Promise, JsValue>;

    /// How a lock is asked for.
    #[wasm_bindgen(extends = js_sys::Object, js_name = Object)]
    type Options;

    #[wasm_bindgen(constructor, js_class = "Object")]
    fn new() -> Options;

    #[wasm_bindgen(method, setter, js_name = ifAvailable)]
    fn set_if_available(this: &Options, value: bool);

    #[wasm_bindgen(method, setter, js_name = steal)]
    fn set_steal(this: &Options, value: bool);
}

/// There are no locks to be had.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum LockError {
    /// The browser has none: an old one, or a page that did not come over HTTPS.
    #[error("this browser has no locks")]
    Unsupported,
    /// It has, and refused.
    #[error("the browser refused the lock: {0}")]
    Failed(String),
}

/// The right to write, held until it is dropped or another page takes it.
#[derive(Debug)]
pub struct WriterLock {
    name: String,
    release: Function,
    state: Rc<Cell<State>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Waiting,
    Held,
    Released,
    Stolen,
}

impl WriterLock {
    /// Takes the lock if nobody holds it. `stolen` is called when another page takes it over.
    ///
    /// # Errors
    /// [`LockError`].
    pub async fn try_acquire(name: &str, stolen: impl FnOnce() + 'static) -> Result<Option<Self>, LockError> {
        let options = Options::new();
        options.set_if_available(true);
        Self::request(name, &options, stolen).await
    }

    /// Takes the lock when whoever holds it lets go. Dropping this future gives up the place in
    /// the line.
    ///
    /// # Errors
    /// [`LockError`].
    pub async fn wait(name: &str, stolen: impl FnOnce() + 'static) -> Result<Self, LockError> {
        Self::request(name, &Options::new(), stolen).await?.ok_or_else(never_granted)
    }

    /// Takes the lock away from whoever holds it, who is told. That page may be frozen and hear of
    /// it later, which is why the journal checks an epoch in each transaction as well.
    ///
    /// # Errors
    /// [`LockError`].
    pub async fn steal(name: &str, stolen: impl FnOnce() + 'static) -> Result<Self, LockError> {
        let options = Options::new();
        options.set_steal(true);
        Self::request(name, &options, stolen).await?.ok_or_else(never_granted)
    }

    /// What is locked.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether it is still held, as far as this page has heard.
    #[must_use]
    pub fn is_held(&self) -> bool {
        self.state.get() == State::Held
    }

    async fn request(
        name: &str,
        options: &Options,
        stolen: impl FnOnce() + 'static,
    ) -> Result<Option<Self>, LockError> {
        let manager = promise::of_navigator("locks").ok_or(LockError::Unsupported)?;
        let state = Rc::new(Cell::new(State::Waiting));
        let (held, release) = open_promise()?;
        let (answer, answered) = oneshot::channel();
        let answer = Rc::new(Cell::new(Some(answer)));

        let granted = on_grant(held, &answer, &state);
        let ended = manager.unchecked_ref::<LockManager>().request(name, options, &granted);
        let ended = ended.map_err(|thrown| LockError::Failed(format!("{thrown:?}")))?;
        let watched = Rc::clone(&state);
        wasm_bindgen_futures::spawn_local(async move {
            match (JsFuture::from(ended).await, watched.get()) {
                (Err(_), State::Held) => {
                    watched.set(State::Stolen);
                    stolen();
                }
                (Err(thrown), State::Waiting) => tell(&answer, Err(LockError::Failed(format!("{thrown:?}")))),
                _ => {}
            }
        });
        let mine = answered.await.unwrap_or_else(|_| Err(never_granted()))?;
        Ok(mine.then(|| Self { name: name.to_owned(), release, state }))
    }
}

impl Drop for WriterLock {
    fn drop(&mut self) {
        if self.state.get() == State::Held {
            self.state.set(State::Released);
        }
        // Resolving a promise cannot throw.
        drop(self.release.call0(&JsValue::UNDEFINED));
    }
}

type Answer = Rc<Cell<Option<oneshot::Sender<Result<bool, LockError>>>>>;

/// What the browser calls with the lock, or with nothing where another page holds it. It keeps the
/// lock for as long as the promise that it gets back is open.
fn on_grant(held: Promise, answer: &Answer, state: &Rc<Cell<State>>) -> Function {
    let (answer, state) = (Rc::clone(answer), Rc::clone(state));
    let granted = Closure::once(move |lock: JsValue| {
        let waiting = answer.take().filter(|sender| !sender.is_canceled());
        let Some(sender) = waiting else { return JsValue::UNDEFINED };
        if lock.is_null() || lock.is_undefined() {
            drop(sender.send(Ok(false)));
            return JsValue::UNDEFINED;
        }
        state.set(State::Held);
        match sender.send(Ok(true)) {
            Ok(()) => held.into(),
            Err(_) => JsValue::UNDEFINED,
        }
    });
    granted.into_js_value().unchecked_into()
}

/// A promise, and the function that resolves it.
fn open_promise() -> Result<(Promise, Function), LockError> {
    let mut resolve = None;
    let promise = Promise::new(&mut |resolved, _| resolve = Some(resolved));
    resolve.map(|resolve| (promise, resolve)).ok_or_else(never_granted)
}

fn never_granted() -> LockError {
    LockError::Failed("the browser forgot the request".to_owned())
}
