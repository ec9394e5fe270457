//! CBOR in and out, whole: bytes that go on after the value are damage, not slack.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// Writes `value`.
///
/// # Errors
/// What the encoder says, which for values of ours is nothing.
pub fn write<T: Serialize>(value: T) -> Result<Vec<u8>, String> {
    minicbor_serde::to_vec(value).map_err(|error| error.to_string())
}

/// Reads one value that owns everything in it.
///
/// # Errors
/// What is wrong with the bytes.
pub fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, String> {
    read_borrowed(bytes)
}

/// Reads one value that may borrow from `bytes`, and sees that nothing follows it.
///
/// # Errors
/// What is wrong with the bytes.
pub fn read_borrowed<'de, T: Deserialize<'de>>(bytes: &'de [u8]) -> Result<T, String> {
    let mut deserializer = minicbor_serde::Deserializer::new(bytes);
    let value = T::deserialize(&mut deserializer).map_err(|error| error.to_string())?;
    let surplus = bytes.len().saturating_sub(deserializer.decoder().position());
    if surplus == 0 { Ok(value) } else { Err(format!("{surplus} bytes follow that do not belong to it")) }
}
