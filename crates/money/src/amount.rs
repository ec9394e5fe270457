//! An amount of money in whole minor units.

use std::fmt;
use std::iter;

use serde::{Deserialize, Serialize};

use crate::{Rounding, mul_div};

/// Money in whole minor units (cents, pence, yen) of the shop's one currency.
///
/// Always within ±[`Amount::LIMIT`], so that a sum of any basket fits and every value survives a
/// JavaScript number. Zero is the default. Negative amounts are money that goes out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Amount(i64);

/// The result would leave the range of [`Amount`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overflow;

impl fmt::Display for Overflow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the amount is beyond {} minor units", Amount::LIMIT)
    }
}

impl std::error::Error for Overflow {}

impl Amount {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// The largest magnitude in minor units: 9,007,199,254,740,991, that is 2^53 − 1.
    pub const LIMIT: i64 = (1 << 53) - 1;

    /// An amount of `minor` units.
    ///
    /// # Errors
    /// [`Overflow`] beyond ±[`Amount::LIMIT`].
    pub const fn new(minor: i64) -> Result<Self, Overflow> {
        if minor > Self::LIMIT || minor < -Self::LIMIT { Err(Overflow) } else { Ok(Self(minor)) }
    }

    /// An amount of `minor` units; 32 bits always fit.
    #[must_use]
    pub const fn minor_i32(minor: i32) -> Self {
        Self(minor as i64)
    }

    /// The amount in minor units.
    #[must_use]
    pub const fn minor(self) -> i64 {
        self.0
    }

    /// Whether this is exactly nothing.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// Whether money goes out.
    #[must_use]
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// The same money in the other direction; the range is symmetric, so this cannot overflow.
    #[must_use]
    pub const fn negated(self) -> Self {
        Self(-self.0)
    }

    /// The magnitude.
    #[must_use]
    pub const fn abs(self) -> Self {
        Self(self.0.abs())
    }

    /// `self + other`.
    ///
    /// # Errors
    /// [`Overflow`] beyond the range.
    pub const fn plus(self, other: Self) -> Result<Self, Overflow> {
        // Two values below 2^53 cannot overflow 64 bits.
        Self::new(self.0 + other.0)
    }

    /// `self − other`.
    ///
    /// # Errors
    /// [`Overflow`] beyond the range.
    pub const fn minus(self, other: Self) -> Result<Self, Overflow> {
        Self::new(self.0 - other.0)
    }

    /// `self × numerator ÷ denominator`, rounded once.
    ///
    /// # Errors
    /// [`Overflow`] beyond the range, or when the denominator is zero.
    pub fn scaled(self, numerator: i64, denominator: i64, rounding: Rounding) -> Result<Self, Overflow> {
        mul_div(self.0, numerator, denominator, rounding).and_then(Self::new)
    }

    /// The sum of all.
    ///
    /// # Errors
    /// [`Overflow`] as soon as a partial sum leaves the range.
    pub fn sum(amounts: impl iter::IntoIterator<Item = Self>) -> Result<Self, Overflow> {
        amounts.into_iter().try_fold(Self::ZERO, Self::plus)
    }
}

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let minor = i64::deserialize(deserializer)?;
        Self::new(minor).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_range_is_symmetric_and_closed() {
        let top = Amount::new(Amount::LIMIT).unwrap();
        assert_eq!(Amount::new(Amount::LIMIT + 1), Err(Overflow));
        assert_eq!(Amount::new(-Amount::LIMIT - 1), Err(Overflow));
        assert_eq!(top.plus(Amount::minor_i32(1)), Err(Overflow));
        assert_eq!(top.negated().minus(Amount::minor_i32(1)), Err(Overflow));
        assert_eq!(top.plus(top.negated()), Ok(Amount::ZERO));
    }

    #[test]
    fn a_sum_is_refused_when_a_partial_sum_leaves_the_range() {
        let top = Amount::new(Amount::LIMIT).unwrap();
        let one = Amount::minor_i32(1);
        assert_eq!(Amount::sum([top, one, one.negated()]), Err(Overflow));
        assert_eq!(Amount::sum([one, one, one]), Ok(Amount::minor_i32(3)));
        assert_eq!(Amount::sum([]), Ok(Amount::ZERO));
    }
}
