//! Will the browser keep what the register stores, and how much more will it take?

use serde::Deserialize;
use serde::de::DeserializeOwned;
use thiserror::Error;

use crate::promise;

/// The browser would not say.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum StorageError {
    /// It has no storage manager: an old one, or a page that did not come over HTTPS.
    #[error("this browser does not tell about its storage")]
    Unsupported,
    /// It has one, which failed.
    #[error("the browser's storage manager failed: {0}")]
    Failed(String),
}

/// How much the register keeps and may keep, in bytes. Browsers round both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Estimate {
    /// Bytes in use, by everything of this site.
    pub usage: u64,
    /// Bytes that the browser grants, in use or not.
    pub quota: u64,
}

impl Estimate {
    /// Bytes that are left.
    #[must_use]
    pub const fn free(self) -> u64 {
        self.quota.saturating_sub(self.usage)
    }
}

/// Whether the browser promised to keep the data until a person deletes them.
///
/// # Errors
/// [`StorageError`].
pub async fn persisted() -> Result<bool, StorageError> {
    ask("persisted").await
}

/// Asks the browser to keep the data, and says whether it will. Some ask the person, some decide by
/// themselves; to be asked again later does no harm.
///
/// # Errors
/// [`StorageError`].
pub async fn persist() -> Result<bool, StorageError> {
    ask("persist").await
}

/// How much is used and granted.
///
/// # Errors
/// [`StorageError`].
pub async fn estimate() -> Result<Estimate, StorageError> {
    /// Both are optional in the standard, and numbers, not integers.
    #[derive(Deserialize)]
    struct Told {
        #[serde(default)]
        usage: f64,
        #[serde(default)]
        quota: f64,
    }
    let told = ask::<Told>("estimate").await?;
    // A cast of a number that is none, negative or too large goes to the nearest bound.
    Ok(Estimate { usage: told.usage as u64, quota: told.quota as u64 })
}

async fn ask<T: DeserializeOwned>(method: &str) -> Result<T, StorageError> {
    let manager = promise::of_navigator("storage").ok_or(StorageError::Unsupported)?;
    let answer = promise::call(&manager, method).await.ok_or(StorageError::Unsupported)?;
    let answer = answer.map_err(|thrown| StorageError::Failed(format!("{thrown:?}")))?;
    serde_wasm_bindgen::from_value(answer).map_err(|error| StorageError::Failed(error.to_string()))
}
