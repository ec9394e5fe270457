//! When something is due: limits of time and growing pauses after failures.

use evertill_domain::clock::Timestamp;

/// How long a request may take before it is given up, in milliseconds. A late answer to it is no answer.
pub const REQUEST_LIMIT: u64 = 30_000;
/// How long a register is silent at most, in milliseconds: or one that has nothing to say would never learn that the hub went
/// back in time.
pub const BEAT_EVERY: u64 = 30_000;
/// The same while the hub waits for registers to say what they hold.
pub const BEAT_EVERY_GATHERING: u64 = 3_000;
/// The pause after a first failure, in milliseconds; each further one doubles it.
pub const RETRY_FIRST: u64 = 500;
/// The longest pause, in milliseconds.
pub const RETRY_MOST: u64 = 120_000;
/// How many lives in a row a hub may name before that counts as a failure.
pub const EPOCHS_LIMIT: u32 = 3;

/// The time, told twice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Now {
    /// Milliseconds by a clock that never runs backwards and is the driver's own. All pauses and limits are measured by it, so
    /// that a wall clock that jumps or stands still stops nothing.
    pub run: u64,
    /// What the wall clock says: for people, and for the hub to tell how far it is off.
    pub wall: Timestamp,
}

/// The pause after so many failures in a row, from 1. `luck` spreads it evenly over its upper half, so that registers that
/// failed together do not come back together.
pub(super) fn pause(failures: u32, luck: u32) -> u64 {
    let doubled = failures.saturating_sub(1).min(20);
    let most = RETRY_FIRST.saturating_mul(1 << doubled).min(RETRY_MOST);
    let half = most / 2;
    half + half * u64::from(luck) / u64::from(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_a_limit_and_luck_spreads_them_over_their_upper_half() {
        for (failures, least, most) in [
            (1, 250, 500),
            (2, 500, 1_000),
            (3, 1_000, 2_000),
            (8, 32_000, 64_000),
            (9, 60_000, RETRY_MOST),
            (u32::MAX, 60_000, RETRY_MOST),
        ] {
            assert_eq!((pause(failures, 0), pause(failures, u32::MAX)), (least, most), "{failures}");
            assert!((least..=most).contains(&pause(failures, 1 << 31)), "{failures}");
        }
    }
}
