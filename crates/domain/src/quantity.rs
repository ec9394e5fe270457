//! How much of something: a number with up to three decimals, and its unit.

use std::fmt;

use evertill_money::{Amount, DecimalError, Overflow, Rounding, format_decimal, parse_decimal};

use crate::choice;
use crate::record::{Fault, Sink, Source, Stored};

/// A quantity in thousandths of its unit, within ±[`Quantity::LIMIT`] thousandths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quantity(i64);

impl Quantity {
    /// None at all.
    pub const ZERO: Self = Self(0);
    /// One whole unit.
    pub const ONE: Self = Self(1_000);
    /// The largest magnitude, in thousandths: a million million units.
    pub const LIMIT: i64 = 1_000_000_000_000_000;

    /// A quantity of `thousandths` of a unit.
    ///
    /// # Errors
    /// [`Overflow`] beyond the limit.
    pub const fn thousandths(thousandths: i64) -> Result<Self, Overflow> {
        if thousandths > Self::LIMIT || thousandths < -Self::LIMIT { Err(Overflow) } else { Ok(Self(thousandths)) }
    }

    /// A quantity of whole units; 32 bits always fit.
    #[must_use]
    pub const fn whole(units: i32) -> Self {
        Self(units as i64 * 1_000)
    }

    /// Reads a decimal text with up to three places.
    ///
    /// # Errors
    /// [`DecimalError`] as of [`parse_decimal`].
    pub fn parse(text: &str) -> Result<Self, DecimalError> {
        parse_decimal(text, 3).and_then(|value| Self::thousandths(value).map_err(|Overflow| DecimalError::TooLarge))
    }

    /// The quantity in thousandths.
    #[must_use]
    pub const fn as_thousandths(self) -> i64 {
        self.0
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// Whether there is something.
    #[must_use]
    pub const fn is_positive(self) -> bool {
        self.0 > 0
    }

    /// Whether it counts whole units only.
    #[must_use]
    pub const fn is_whole(self) -> bool {
        self.0 % 1_000 == 0
    }

    /// The same quantity in the other direction.
    #[must_use]
    pub const fn negated(self) -> Self {
        Self(-self.0)
    }

    /// `self + other`.
    ///
    /// # Errors
    /// [`Overflow`] beyond the limit.
    pub const fn plus(self, other: Self) -> Result<Self, Overflow> {
        Self::thousandths(self.0 + other.0)
    }

    /// `self − other`.
    ///
    /// # Errors
    /// [`Overflow`] beyond the limit.
    pub const fn minus(self, other: Self) -> Result<Self, Overflow> {
        Self::thousandths(self.0 - other.0)
    }

    /// This many at `unit_price` each, rounded half up once.
    ///
    /// # Errors
    /// [`Overflow`] beyond the range of [`Amount`].
    pub fn times(self, unit_price: Amount) -> Result<Amount, Overflow> {
        unit_price.scaled(self.0, 1_000, Rounding::HalfUp)
    }
}

impl fmt::Display for Quantity {
    /// Without needless zeros: `2`, `0.5`, `1.125`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = format_decimal(self.0, 3);
        f.write_str(text.trim_end_matches('0').trim_end_matches('.'))
    }
}

impl Stored for Quantity {
    fn write(&self, to: &mut dyn Sink) {
        to.signed(self.0);
    }

    fn read(from: &mut dyn Source) -> Result<Self, Fault> {
        Self::thousandths(from.signed()?).map_err(Fault::new)
    }
}

/// What one of an item is, after UN/ECE Recommendation 20.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Unit {
    /// A piece (C62); only whole ones can be sold.
    #[default]
    Each,
    /// A kilogram (KGM).
    Kilogram,
    /// A pound, avoirdupois (LBR).
    Pound,
    /// A litre (LTR).
    Litre,
    /// A gallon, US (GLL).
    Gallon,
    /// A metre (MTR).
    Metre,
}

choice!(Unit { Each, Kilogram, Pound, Litre, Gallon, Metre });

impl Unit {
    /// All units, in the order in which they are offered.
    pub const ALL: [Self; 6] = [Self::Each, Self::Kilogram, Self::Pound, Self::Litre, Self::Gallon, Self::Metre];

    /// Whether parts of it can be sold.
    #[must_use]
    pub const fn is_divisible(self) -> bool {
        !matches!(self, Self::Each)
    }

    /// The common code of UN/ECE Recommendation 20.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Each => "C62",
            Self::Kilogram => "KGM",
            Self::Pound => "LBR",
            Self::Litre => "LTR",
            Self::Gallon => "GLL",
            Self::Metre => "MTR",
        }
    }

    /// The unit with this common code, or one of the everyday spellings `ea`, `kg`, `lb`, `l`,
    /// `gal`, `m` in any case.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        let everyday = [("ea", 0), ("kg", 1), ("lb", 2), ("l", 3), ("gal", 4), ("m", 5)];
        Self::ALL.into_iter().find(|unit| unit.code().eq_ignore_ascii_case(code)).or_else(|| {
            let (_, at) = everyday.into_iter().find(|(spelling, _)| spelling.eq_ignore_ascii_case(code))?;
            Self::ALL.get(at).copied()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quantity_is_shown_without_needless_zeros() {
        for (text, shown) in [("2", "2"), ("0.500", "0.5"), ("1.125", "1.125"), ("100", "100"), ("-3.10", "-3.1")] {
            assert_eq!(Quantity::parse(text).map(|q| q.to_string()), Ok(shown.to_owned()));
        }
        assert_eq!(Quantity::parse("0.0005"), Err(DecimalError::TooPrecise { places: 3 }));
    }

    #[test]
    fn price_times_quantity_is_rounded_once_half_up() {
        for (quantity, price, extended) in [("3", 299, 897), ("0.333", 100, 33), ("0.5", 1, 1), ("29.404", 249, 7322)] {
            let quantity = Quantity::parse(quantity).unwrap();
            assert_eq!(quantity.times(Amount::minor_i32(price)), Ok(Amount::minor_i32(extended)));
        }
    }

    #[test]
    fn every_unit_is_found_by_its_code() {
        for unit in Unit::ALL {
            assert_eq!(Unit::from_code(unit.code()), Some(unit));
        }
        assert_eq!(Unit::from_code("KG"), Some(Unit::Kilogram));
        assert_eq!(Unit::from_code("stone"), None);
    }
}
