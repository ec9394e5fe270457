//! The machine's clock, and a moment in words.

use std::time::{SystemTime, UNIX_EPOCH};

use evertill_domain::clock::{LocalTime, Timestamp};

/// Now.
#[must_use]
pub fn now() -> Timestamp {
    let passed = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Timestamp(u64::try_from(passed.as_millis()).unwrap_or(u64::MAX))
}

/// A moment as people read it, in UTC.
#[must_use]
pub fn said(moment: Timestamp) -> String {
    let local = LocalTime { at: moment, offset: 0 };
    let ((year, month, day), minute) = (local.day(), local.minute());
    format!("{year:04}-{month:02}-{day:02} {:02}:{:02} UTC", minute / 60, minute % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_said_in_utc() {
        assert_eq!(said(Timestamp(951_782_400_000 + 3_660_000)), "2000-02-29 01:01 UTC");
    }
}
