//! Rounding a quotient of integers to a whole number, by a rule that is named.

use serde::Deserialize;

use crate::Overflow;

/// How a value between two whole minor units becomes one of them.
///
/// The names follow IEEE 754-2019 section 4.3; tax law mostly asks for [`Rounding::HalfUp`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub enum Rounding {
    /// To the nearest; a tie goes away from zero (2.5 → 3, −2.5 → −3). What tills print.
    #[default]
    HalfUp,
    /// To the nearest; a tie goes to the even neighbour (2.5 → 2, 3.5 → 4).
    HalfEven,
    /// Towards zero (2.9 → 2, −2.9 → −2).
    Down,
}

/// `value × numerator ÷ denominator`, computed without loss in 128 bits and rounded once.
///
/// # Errors
/// [`Overflow`] when the denominator is zero or the result does not fit 64 bits.
pub fn mul_div(value: i64, numerator: i64, denominator: i64, rounding: Rounding) -> Result<i64, Overflow> {
    if denominator == 0 {
        return Err(Overflow);
    }
    let product = i128::from(value) * i128::from(numerator);
    let divisor = i128::from(denominator);
    let quotient = product / divisor;
    let remainder = product % divisor;
    let away = if (product < 0) == (divisor < 0) { 1 } else { -1 };
    let twice = remainder.unsigned_abs() * 2;
    let step = match (rounding, twice.cmp(&divisor.unsigned_abs())) {
        (Rounding::Down, _) | (_, std::cmp::Ordering::Less) => 0,
        (_, std::cmp::Ordering::Greater) | (Rounding::HalfUp, std::cmp::Ordering::Equal) => away,
        (Rounding::HalfEven, std::cmp::Ordering::Equal) => (quotient % 2).abs() * away,
    };
    i64::try_from(quotient + step).map_err(|_| Overflow)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ties_go_where_the_rule_says() {
        // value, numerator, denominator, half up, half even, down
        let table = [
            (5, 1, 2, 3, 2, 2),
            (7, 1, 2, 4, 4, 3),
            (-5, 1, 2, -3, -2, -2),
            (-7, 1, 2, -4, -4, -3),
            (5, -1, 2, -3, -2, -2),
            (299, 15, 10, 449, 448, 448),
            (1, 1, 3, 0, 0, 0),
            (2, 1, 3, 1, 1, 0),
            (0, 7, 3, 0, 0, 0),
        ];
        for (value, numerator, denominator, up, even, down) in table {
            let at = |rounding| mul_div(value, numerator, denominator, rounding);
            assert_eq!(at(Rounding::HalfUp), Ok(up), "{value}*{numerator}/{denominator} half up");
            assert_eq!(at(Rounding::HalfEven), Ok(even), "{value}*{numerator}/{denominator} half even");
            assert_eq!(at(Rounding::Down), Ok(down), "{value}*{numerator}/{denominator} down");
        }
    }

    #[test]
    fn what_does_not_fit_is_overflow() {
        assert_eq!(mul_div(i64::MAX, 2, 1, Rounding::HalfUp), Err(Overflow));
        assert_eq!(mul_div(1, 1, 0, Rounding::HalfUp), Err(Overflow));
        assert_eq!(mul_div(i64::MAX, 2, 2, Rounding::HalfUp), Ok(i64::MAX));
    }

    proptest! {
        #[test]
        fn a_rounded_quotient_is_the_nearest_and_ties_keep_their_rule(
            value in -2_000..2_000_i32,
            numerator in -60..60_i32,
            denominator in (-40..40_i32).prop_filter("a denominator", |denominator| *denominator != 0),
        ) {
            let [value, numerator, denominator] = [value, numerator, denominator].map(i64::from);
            let exact = i128::from(value) * i128::from(numerator);
            let divisor = i128::from(denominator);
            let off = |rounding| {
                let rounded = i128::from(mul_div(value, numerator, denominator, rounding).unwrap());
                (rounded, (exact - rounded * divisor).unsigned_abs())
            };
            let (up, up_off) = off(Rounding::HalfUp);
            let (even, even_off) = off(Rounding::HalfEven);
            let (down, down_off) = off(Rounding::Down);
            prop_assert!(2 * up_off <= divisor.unsigned_abs() && 2 * even_off <= divisor.unsigned_abs());
            prop_assert!(down_off < divisor.unsigned_abs() && down.unsigned_abs() <= up.unsigned_abs());
            if 2 * up_off == divisor.unsigned_abs() {
                prop_assert_eq!(even % 2, 0);
                prop_assert_eq!(up.unsigned_abs(), down.unsigned_abs() + 1);
            } else {
                prop_assert_eq!(up, even);
            }
            // What goes out is rounded like what comes in.
            prop_assert_eq!(mul_div(-value, numerator, denominator, Rounding::HalfUp).map(|back| -i128::from(back)), Ok(up));
        }
    }
}
