//! The live channel: server-sent events that say nothing but that there is more. What is heard here is never believed, only
//! asked for; without it the register asks by itself, half a minute later.

use super::client::{self, ClientError};
use super::drive::Driver;
use crate::browser;
use gloo_net::http::Request;
use js_sys::{Reflect, Uint8Array};
use std::rc::Rc;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReadableStream, ReadableStreamDefaultReader};

/// The pause before a channel is opened, in milliseconds: the first, in which the driver opens a session for both. It doubles.
const PAUSE_FIRST_MS: i32 = 500;
/// The longest pause, in milliseconds: a hub that is there again is found this soon.
const PAUSE_MOST_MS: i32 = 8_000;

/// Listens for as long as its driver runs.
pub async fn listen(driver: Rc<Driver>) {
    let mut pause = PAUSE_FIRST_MS;
    loop {
        browser::pause(spread(pause)).await;
        if driver.is_over() {
            return;
        }
        let heard = hear(&driver).await;
        // A hub that hung up, or that cannot be heard, may be gone: asking shows it, and the cashier is told now and not half a
        // minute later.
        driver.hint();
        match heard {
            Ok(()) => pause = PAUSE_FIRST_MS,
            Err(_) => pause = pause.saturating_mul(2).min(PAUSE_MOST_MS),
        }
    }
}

/// Somewhere in the upper half of a pause, so that the registers of a shop do not all ask at once.
fn spread(pause: i32) -> i32 {
    pause - (js_sys::Math::random() * f64::from(pause / 2)) as i32
}

/// Hears one channel to its end.
async fn hear(driver: &Driver) -> Result<(), ClientError> {
    let token = driver.token().await?;
    let request = Request::get(&client::live_address()).header("authorization", &token.header());
    let response = request.send().await.map_err(|_| ClientError::Unreachable)?;
    if !response.ok() {
        return Err(ClientError::Unreachable);
    }
    let body: ReadableStream = response.body().ok_or(ClientError::Unreachable)?;
    let reader: ReadableStreamDefaultReader = body.get_reader().unchecked_into();
    // There is a connection, and whatever happened while nobody listened.
    driver.connected();
    driver.hint();
    while let Ok(read) = JsFuture::from(reader.read()).await {
        let Ok(chunk) = Reflect::get(&read, &"value".into()) else { break };
        let Ok(bytes) = chunk.dyn_into::<Uint8Array>() else { break };
        if driver.is_over() {
            break;
        }
        if is_hint(&bytes.to_vec()) {
            driver.hint();
        }
    }
    Ok(())
}

/// Whether there is more in it than comments, which only keep the line open.
fn is_hint(chunk: &[u8]) -> bool {
    chunk.split(|byte| *byte == b'\n').any(|line| line.starts_with(b"data"))
}
