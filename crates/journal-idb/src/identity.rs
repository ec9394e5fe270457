//! The register's key: made in this browser, kept by it, and never handed out, not even to this program.
//!
//! It is an Ed25519 pair of the Web Cryptography API whose private half cannot be exported. Whoever copies the database to
//! another machine has a journal and no key: a copy cannot sign.

use evertill_journal::store::StoreError;
use js_sys::{Array, Object, Promise, Reflect, Uint8Array};
use thiserror::Error;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use crate::database::{self, Connection};
use crate::failure;
use crate::migrations::{IDENTITY, KEYS};
use crate::requests;

/// The database of a register's key.
pub const DATABASE: &str = "evertill-identity";
/// The name of the one pair in it.
const PAIR: &str = "register";
/// The algorithm's name, RFC 8032.
const ALGORITHM: &str = "Ed25519";

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["crypto", "subtle"], js_name = generateKey, catch)]
    fn generate_key(algorithm: &str, extractable: bool, usages: &Array) -> Result<Promise, JsValue>;

    #[wasm_bindgen(js_namespace = ["crypto", "subtle"], js_name = exportKey, catch)]
    fn export_key(format: &str, key: &JsValue) -> Result<Promise, JsValue>;

    #[wasm_bindgen(js_namespace = ["crypto", "subtle"], catch)]
    fn sign(algorithm: &str, key: &JsValue, data: &Uint8Array) -> Result<Promise, JsValue>;
}

/// Why there is no key, or no signature.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum IdentityError {
    /// The database of keys failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// This browser cannot make or use such a key: it is too old, or the page was not reached in a secure way.
    #[error("the browser cannot sign: {0}")]
    Unsupported(String),
}

/// A register's pair of keys.
#[derive(Clone, Debug)]
pub struct Identity {
    private: JsValue,
    public: [u8; 32],
}

impl Identity {
    /// The pair in the database of this name ([`DATABASE`], but for tests), made and kept durably where there is none yet.
    ///
    /// # Errors
    /// [`IdentityError`].
    pub async fn open(name: &str) -> Result<Self, IdentityError> {
        // Nothing waits for this database for longer than a look into it.
        let connection = database::open(name, IDENTITY, |_| {}).await?;
        if let Some(pair) = kept(&connection).await? {
            return Self::of_pair(&pair).await;
        }
        let usages = ["sign", "verify"].into_iter().map(JsValue::from_str).collect();
        let pair = waited(generate_key(ALGORITHM, false, &usages)).await?;
        let identity = Self::of_pair(&pair).await?;
        keep(&connection, &pair).await?;
        Ok(identity)
    }

    /// The public half, which tells the hub whose signatures to take.
    #[must_use]
    pub const fn public(&self) -> &[u8; 32] {
        &self.public
    }

    /// Signs `bytes`: 64 bytes.
    ///
    /// # Errors
    /// [`IdentityError::Unsupported`].
    pub async fn sign(&self, bytes: &[u8]) -> Result<Vec<u8>, IdentityError> {
        let signature = waited(sign(ALGORITHM, &self.private, &Uint8Array::from(bytes))).await?;
        Ok(Uint8Array::new(&signature).to_vec())
    }

    async fn of_pair(pair: &JsValue) -> Result<Self, IdentityError> {
        let half = |name: &str| Reflect::get(pair, &name.into()).map_err(|thrown| unsupported(&thrown));
        let public = waited(export_key("raw", &half("publicKey")?)).await?;
        let public = Uint8Array::new(&public).to_vec().try_into();
        let public = public.map_err(|_| IdentityError::Unsupported("a key of another length".to_owned()))?;
        Ok(Self { private: half("privateKey")?, public })
    }
}

async fn kept(connection: &Connection) -> Result<Option<JsValue>, StoreError> {
    let transaction = requests::begin_reading(connection.raw(), KEYS)?;
    let request = requests::store(&transaction, KEYS)?.get(&PAIR.into());
    let request = request.map_err(|thrown| failure::of_exception(&thrown))?;
    let found = requests::results(&transaction, &[request]).await?;
    Ok(found.into_iter().next().filter(JsValue::is_object))
}

async fn keep(connection: &Connection, pair: &JsValue) -> Result<(), StoreError> {
    let transaction = requests::begin_strict(connection.raw(), &[KEYS])?;
    let (done, ending) = futures_channel::oneshot::channel();
    let done = std::rc::Rc::new(std::cell::Cell::new(Some(done)));
    let aborted = std::rc::Rc::clone(&done);
    transaction.set_oncomplete(Some(&requests::listener(move || requests::tell(&done, true))));
    transaction.set_onabort(Some(&requests::listener(move || requests::tell(&aborted, false))));
    // Another page that made a pair in the meantime keeps its own: this one's is told off.
    let request = requests::store(&transaction, KEYS)?.add_with_key(pair, &PAIR.into());
    let request = request.map_err(|thrown| failure::of_exception(&thrown))?;
    match ending.await {
        Ok(true) => Ok(()),
        Ok(false) | Err(_) => Err(failure::of_aborted(&transaction, [&request])),
    }
}

async fn waited(promise: Result<Promise, JsValue>) -> Result<JsValue, IdentityError> {
    let promise = promise.map_err(|thrown| unsupported(&thrown))?;
    JsFuture::from(promise).await.map_err(|thrown| unsupported(&thrown))
}

fn unsupported(thrown: &JsValue) -> IdentityError {
    let words = thrown.dyn_ref::<Object>().map_or_else(|| format!("{thrown:?}"), |error| error.to_string().into());
    IdentityError::Unsupported(words)
}
