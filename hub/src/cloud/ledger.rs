//! Keeps the ledger of what there is only so much of close to the feed, so that a transfer never waits for a year of sales.

use std::sync::Arc;
use std::time::Duration;

use super::Cloud;

/// Between two looks at the feed, so that what is pushed in a burst is booked together.
const PAUSE: Duration = Duration::from_secs(1);

/// Books what the feed says until the hub stops.
pub async fn keep(cloud: Arc<Cloud>) {
    let (mut feed, mut stopping) = (cloud.log.feed(), cloud.stopping.subscribe());
    loop {
        // A log that cannot be had now is booked later; a transfer books what is missing itself.
        while cloud.log.book().await.unwrap_or(false) {}
        tokio::select! {
            moved = feed.changed() => if moved.is_err() { return },
            _ = stopping.changed() => return,
        }
        tokio::time::sleep(PAUSE).await;
    }
}
