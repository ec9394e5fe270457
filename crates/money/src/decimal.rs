//! Decimal text and whole numbers of the smallest unit, in both directions.
//!
//! This is the exchange format of files and tests (`12.34`), not what a person is shown: screens
//! format through the browser's own `Intl`.

use std::fmt;

/// Why a text is no decimal number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecimalError {
    /// There is no digit in it.
    Empty,
    /// A character that is neither a digit, a leading sign nor the one decimal separator.
    Character(char),
    /// More decimal places than the unit has.
    TooPrecise {
        /// How many places the unit has.
        places: u8,
    },
    /// Beyond 64 bits.
    TooLarge,
}

impl fmt::Display for DecimalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(f, "no number is given"),
            Self::Character(found) => write!(f, "{found:?} does not belong in a number"),
            Self::TooPrecise { places } => write!(f, "more than {places} decimal places"),
            Self::TooLarge => write!(f, "the number is too large"),
        }
    }
}

impl std::error::Error for DecimalError {}

/// Reads `text` as a number with at most `places` decimals and returns it in units of
/// 10^−`places`: `parse_decimal("12.3", 2)` is 1230. A comma counts as the separator too;
/// grouping is not accepted, because `1,234` would be ambiguous.
///
/// # Errors
/// See [`DecimalError`]; surplus zero decimals are accepted, anything that would lose value is not.
pub fn parse_decimal(text: &str, places: u8) -> Result<i64, DecimalError> {
    let text = text.trim();
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let mut value: i64 = 0;
    let mut decimals: Option<u8> = None;
    let mut seen = false;
    for c in digits.chars() {
        match (c, decimals) {
            ('.' | ',', None) => decimals = Some(0),
            ('0'..='9', _) => {
                seen = true;
                let digit = i64::from(c as u32 - '0' as u32);
                if let Some(count) = decimals {
                    if count >= places {
                        if digit != 0 {
                            return Err(DecimalError::TooPrecise { places });
                        }
                        continue;
                    }
                    decimals = Some(count + 1);
                }
                value = value.checked_mul(10).and_then(|v| v.checked_add(digit)).ok_or(DecimalError::TooLarge)?;
            }
            _ => return Err(DecimalError::Character(c)),
        }
    }
    if !seen {
        return Err(DecimalError::Empty);
    }
    for _ in decimals.unwrap_or(0)..places {
        value = value.checked_mul(10).ok_or(DecimalError::TooLarge)?;
    }
    Ok(if negative { -value } else { value })
}

/// Writes `value`, which counts units of 10^−`places`, with exactly `places` decimals and a point:
/// the inverse of [`parse_decimal`].
#[must_use]
pub fn format_decimal(value: i64, places: u8) -> String {
    let sign = if value < 0 { "-" } else { "" };
    let digits = value.unsigned_abs().to_string();
    let places = usize::from(places);
    if places == 0 {
        return format!("{sign}{digits}");
    }
    let padded = format!("{digits:0>width$}", width = places + 1);
    let (whole, decimals) = padded.split_at(padded.len() - places);
    format!("{sign}{whole}.{decimals}")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn text_becomes_the_exact_number_or_says_why_not() {
        let table = [
            ("12.34", 2, Ok(1234)),
            ("12,3", 2, Ok(1230)),
            ("12", 2, Ok(1200)),
            (".5", 2, Ok(50)),
            ("-0.05", 2, Ok(-5)),
            ("+7", 0, Ok(7)),
            (" 1.500 ", 3, Ok(1500)),
            ("1.2300", 2, Ok(123)),
            ("1.235", 2, Err(DecimalError::TooPrecise { places: 2 })),
            ("5.1", 0, Err(DecimalError::TooPrecise { places: 0 })),
            ("", 2, Err(DecimalError::Empty)),
            ("-", 2, Err(DecimalError::Empty)),
            (".", 2, Err(DecimalError::Empty)),
            ("1.2.3", 2, Err(DecimalError::Character('.'))),
            ("1e5", 2, Err(DecimalError::Character('e'))),
            ("$4", 2, Err(DecimalError::Character('$'))),
            ("99999999999999999999", 2, Err(DecimalError::TooLarge)),
        ];
        for (text, places, expected) in table {
            assert_eq!(parse_decimal(text, places), expected, "{text:?} with {places} places");
        }
    }

    #[test]
    fn formatting_is_the_inverse_of_parsing() {
        for (value, places, text) in
            [(1234, 2, "12.34"), (5, 2, "0.05"), (-5, 2, "-0.05"), (0, 3, "0.000"), (7, 0, "7"), (-1500, 3, "-1.500")]
        {
            assert_eq!(format_decimal(value, places), text);
            assert_eq!(parse_decimal(text, places), Ok(value));
        }
    }

    proptest! {
        #[test]
        fn every_number_survives_text(value in -i64::MAX..=i64::MAX, places in 0..=6_u8) {
            prop_assert_eq!(parse_decimal(&format_decimal(value, places), places), Ok(value));
        }

        #[test]
        fn hostile_text_is_read_exactly_or_refused(text in "[ +-]{0,2}[0-9.,eE٣½]{0,24}", places in any::<u8>()) {
            if let Ok(value) = parse_decimal(&text, places) {
                prop_assert_eq!(parse_decimal(&format_decimal(value, places), places), Ok(value), "{:?}", text);
            }
        }
    }
}
