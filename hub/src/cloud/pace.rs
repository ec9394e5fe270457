//! How often somebody may ask: a bucket for each, which fills up again at its own pace.

use std::collections::HashMap;
use std::hash::Hash;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

use evertill_domain::clock::Timestamp;

/// The most who are kept apart; whoever comes beyond that shares one bucket.
pub const BUCKETS_LIMIT: usize = 4_096;

/// How often something may be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// How often at once.
    pub burst: u32,
    /// How often in a minute from then on.
    pub per_minute: u32,
}

/// A bucket of thousandths of a request, so that it fills evenly.
#[derive(Clone, Copy, Debug)]
struct Bucket {
    left: u64,
    at: u64,
}

/// One request, as buckets count.
const ONE: u64 = 60_000;

/// Buckets by whom they are for.
#[derive(Debug)]
pub struct Pace<K> {
    rate: Rate,
    buckets: Mutex<(HashMap<K, Bucket>, Bucket)>,
}

impl<K: Hash + Eq> Pace<K> {
    /// Nobody has asked yet.
    #[must_use]
    pub fn new(rate: Rate) -> Self {
        Self { rate, buckets: Mutex::new((HashMap::new(), Bucket { left: u64::MAX, at: 0 })) }
    }

    /// Takes one request out of `key`'s bucket; where it is empty, answers in how many seconds there is one again.
    ///
    /// # Errors
    /// The seconds to wait, at least one.
    pub fn take(&self, key: K, now: Timestamp) -> Result<(), u64> {
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        let (known, shared) = &mut *buckets;
        if known.len() >= BUCKETS_LIMIT && !known.contains_key(&key) {
            // Whoever has not asked for so long that their bucket is full again is as good as new.
            known.retain(|_, bucket| self.filled(*bucket, now).left < self.full());
        }
        let bucket = if known.len() >= BUCKETS_LIMIT && !known.contains_key(&key) {
            shared
        } else {
            known.entry(key).or_insert(Bucket { left: u64::MAX, at: now.0 })
        };
        *bucket = self.filled(*bucket, now);
        match bucket.left.checked_sub(ONE) {
            Some(left) => {
                bucket.left = left;
                Ok(())
            }
            None => {
                let missing = ONE - bucket.left;
                let per_second = u64::from(self.rate.per_minute.max(1)) * 1_000;
                Err(missing.div_ceil(per_second).max(1))
            }
        }
    }

    const fn full(&self) -> u64 {
        self.rate.burst as u64 * ONE
    }

    fn filled(&self, bucket: Bucket, now: Timestamp) -> Bucket {
        // A clock that was set back fills nothing.
        let passed = now.0.saturating_sub(bucket.at);
        let left = bucket.left.saturating_add(passed.saturating_mul(u64::from(self.rate.per_minute)));
        Bucket { left: left.min(self.full()), at: now.0 }
    }
}

/// The part of an address that one network has to itself: a subscriber of IPv6 has a whole /64.
#[must_use]
pub fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V6(address) => match address.to_ipv4_mapped() {
            Some(address) => IpAddr::V4(address),
            None => IpAddr::V6((u128::from(address) & !u128::from(u64::MAX)).into()),
        },
        IpAddr::V4(_) => address,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RATE: Rate = Rate { burst: 3, per_minute: 6 };

    #[test]
    fn a_burst_is_answered_and_then_one_at_a_time() {
        let pace = Pace::new(RATE);
        // By second: what was answered.
        let table = [
            (0, Ok(())),
            (0, Ok(())),
            (0, Ok(())),
            (0, Err(10)),
            (4, Err(6)),
            (10, Ok(())),
            (10, Err(10)),
            // A clock that is set back gives nothing away, and takes nothing.
            (1, Err(10)),
            (100, Ok(())),
            (100, Ok(())),
            (100, Ok(())),
            (100, Err(10)),
        ];
        for (at, (second, expected)) in table.iter().enumerate() {
            assert_eq!(pace.take("a", Timestamp(second * 1_000)), *expected, "row {at}");
        }
        assert_eq!(pace.take("b", Timestamp(100_000)), Ok(()));
    }

    #[test]
    fn the_table_is_bounded_and_those_beyond_it_share_a_bucket() {
        let pace = Pace::new(RATE);
        for number in 0..BUCKETS_LIMIT {
            assert_eq!(pace.take(number, Timestamp(0)), Ok(()));
        }
        let beyond: Vec<_> = (0..4).map(|more| pace.take(BUCKETS_LIMIT + more, Timestamp(0))).collect();
        assert_eq!(beyond, [Ok(()), Ok(()), Ok(()), Err(10)]);
        assert_eq!(pace.take(0, Timestamp(0)), Ok(()), "those in the table keep their own");
        // Once the others have not asked for a while there is room.
        for more in 0..4 {
            assert_eq!(pace.take(BUCKETS_LIMIT + more, Timestamp(60_000)), Ok(()), "{more}");
        }
        assert!(pace.buckets.lock().unwrap().0.len() < 10);
    }

    #[test]
    fn a_network_counts_as_one() {
        for (one, other, same) in [
            ("10.0.0.1", "10.0.0.2", false),
            ("::ffff:10.0.0.1", "10.0.0.1", true),
            ("2001:db8::1", "2001:db8::ffff:1", true),
            ("2001:db8:0:1::1", "2001:db8:0:2::1", false),
        ] {
            let network = |text: &str| network(text.parse().unwrap());
            assert_eq!(network(one) == network(other), same, "{one} {other}");
        }
    }
}
