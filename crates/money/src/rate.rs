//! A percentage as an exact number: tax rates, percent discounts.

use serde::{Deserialize, Serialize};

use crate::{Amount, Overflow, Rounding};

/// A fraction in millionths: 19 % is 190,000; New York City's 8.875 % is 88,750.
///
/// The range is 0 to 100,000,000 (10,000 %), far above any tax.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Rate(u32);

impl Rate {
    /// No percentage at all.
    pub const ZERO: Self = Self(0);
    /// One hundred percent.
    pub const WHOLE: Self = Self(1_000_000);
    /// The largest rate, in millionths.
    pub const LIMIT: u32 = 100_000_000;

    /// A rate of `millionths` of the whole.
    ///
    /// # Errors
    /// [`Overflow`] above [`Rate::LIMIT`].
    pub const fn millionths(millionths: u32) -> Result<Self, Overflow> {
        if millionths > Self::LIMIT { Err(Overflow) } else { Ok(Self(millionths)) }
    }

    /// A rate of `percent` hundredths of the whole, at most 10,000.
    ///
    /// # Errors
    /// [`Overflow`] above the limit.
    pub const fn percent(percent: u16) -> Result<Self, Overflow> {
        Self::millionths(percent as u32 * 10_000)
    }

    /// The rate in millionths.
    #[must_use]
    pub const fn as_millionths(self) -> u32 {
        self.0
    }

    /// Whether the rate is nothing.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// This share of `amount`: 19 % of 1.00 is 0.19.
    ///
    /// # Errors
    /// [`Overflow`] beyond the range of [`Amount`].
    pub fn of(self, amount: Amount, rounding: Rounding) -> Result<Amount, Overflow> {
        amount.scaled(i64::from(self.0), 1_000_000, rounding)
    }

    /// The share already contained in `gross`: 19 % inside 1.19 is 0.19.
    ///
    /// # Errors
    /// [`Overflow`] beyond the range of [`Amount`].
    pub fn inside(self, gross: Amount, rounding: Rounding) -> Result<Amount, Overflow> {
        gross.scaled(i64::from(self.0), 1_000_000 + i64::from(self.0), rounding)
    }
}

impl<'de> Deserialize<'de> for Rate {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let millionths = u32::deserialize(deserializer)?;
        Self::millionths(millionths).map_err(|_| serde::de::Error::custom("the rate is above 10,000 %"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_is_exact_on_top_and_inside() {
        // millionths, net, tax on top
        let table = [(190_000, 100, 19), (70_000, 1_000, 70), (88_750, 10_000, 888), (0, 500, 0), (200_000, 1, 0)];
        for (millionths, net, tax) in table {
            let rate = Rate::millionths(millionths).unwrap();
            assert_eq!(rate.of(Amount::minor_i32(net), Rounding::HalfUp), Ok(Amount::minor_i32(tax)));
        }
        let vat = Rate::percent(19).unwrap();
        assert_eq!(vat.inside(Amount::minor_i32(119), Rounding::HalfUp), Ok(Amount::minor_i32(19)));
        assert_eq!(vat.inside(Amount::minor_i32(-119), Rounding::HalfUp), Ok(Amount::minor_i32(-19)));
    }

    #[test]
    fn a_rate_beyond_the_limit_is_none() {
        assert_eq!(Rate::millionths(Rate::LIMIT + 1), Err(Overflow));
        assert_eq!(Rate::percent(10_001), Err(Overflow));
        assert_eq!(Rate::percent(10_000).map(Rate::as_millionths), Ok(Rate::LIMIT));
        let top = Amount::new(Amount::LIMIT).unwrap();
        assert_eq!(Rate::percent(10_000).unwrap().of(top, Rounding::HalfUp), Err(Overflow));
        assert_eq!(Rate::WHOLE.of(top, Rounding::HalfUp), Ok(top));
    }
}
