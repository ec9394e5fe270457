//! Sharing an amount out by weights so that the parts add up to the whole.

use crate::{Amount, Overflow, Rounding, mul_div};

/// Shares `total` out in proportion to `weights` by the largest-remainder method: every part is
/// within one minor unit of its exact share, the parts add up to `total`, and equal remainders
/// go to the earlier part. Where all weights are zero the parts are as equal as they can be.
///
/// # Errors
/// [`Overflow`] when a weight is negative, or when there is something to share and nobody to
/// share it with.
pub fn allocate(total: Amount, weights: &[Amount]) -> Result<Vec<Amount>, Overflow> {
    if weights.iter().any(|weight| weight.is_negative()) {
        return Err(Overflow);
    }
    if weights.is_empty() {
        return if total.is_zero() { Ok(Vec::new()) } else { Err(Overflow) };
    }
    let sum = Amount::sum(weights.iter().copied())?.minor();
    let (weight_of, sum): (Box<dyn Fn(usize) -> i64 + '_>, i64) = if sum == 0 {
        (Box::new(|_| 1), i64::try_from(weights.len()).map_err(|_| Overflow)?)
    } else {
        (Box::new(|at| weights.get(at).map_or(0, |weight| weight.minor())), sum)
    };
    let mut parts = Vec::with_capacity(weights.len());
    let mut remainders = Vec::with_capacity(weights.len());
    let mut left = total.minor();
    for at in 0..weights.len() {
        let part = mul_div(total.minor(), weight_of(at), sum, Rounding::Down)?;
        let exact = i128::from(total.minor()) * i128::from(weight_of(at));
        remainders.push(((exact % i128::from(sum)).unsigned_abs(), at));
        left -= part;
        parts.push(part);
    }
    remainders.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    let step = left.signum();
    for (_, at) in remainders.into_iter().take(usize::try_from(left.abs()).map_err(|_| Overflow)?) {
        if let Some(part) = parts.get_mut(at) {
            *part += step;
        }
    }
    parts.into_iter().map(Amount::new).collect()
}

/// Splits `total` by `weights` so that the parts add up to it, and so that no part shrinks when `total` grows: each part in
/// turn is its share of what is left, rounded half up. (By largest remainders a part can become smaller although there is
/// more to share, so differences of such parts could be negative.) All parts are zero where all weights are.
///
/// # Errors
/// [`Overflow`] when a weight is negative, or when there is something to split and no weight.
pub fn split(total: Amount, weights: &[i64]) -> Result<Vec<Amount>, Overflow> {
    let mut sum = 0_i64;
    for weight in weights {
        if *weight < 0 {
            return Err(Overflow);
        }
        sum = sum.checked_add(*weight).ok_or(Overflow)?;
    }
    if sum == 0 && !total.is_zero() {
        return Err(Overflow);
    }
    let mut left = total;
    let mut parts = Vec::with_capacity(weights.len());
    for weight in weights {
        let part = if sum == 0 { Amount::ZERO } else { left.scaled(*weight, sum, Rounding::HalfUp)? };
        left = left.minus(part)?;
        sum -= weight;
        parts.push(part);
    }
    Ok(parts)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn minor(amounts: &[i32]) -> Vec<Amount> {
        amounts.iter().map(|minor| Amount::minor_i32(*minor)).collect()
    }

    #[test]
    fn remainders_go_to_the_largest_then_the_earliest() {
        let table: [(i32, &[i32], &[i32]); 7] = [
            (100, &[1, 1, 1], &[34, 33, 33]),
            (-100, &[1, 1, 1], &[-34, -33, -33]),
            (10, &[7, 2, 1], &[7, 2, 1]),
            (5, &[0, 0], &[3, 2]),
            (0, &[3, 4], &[0, 0]),
            (1, &[1, 9], &[0, 1]),
            (0, &[], &[]),
        ];
        for (total, weights, parts) in table {
            assert_eq!(allocate(Amount::minor_i32(total), &minor(weights)), Ok(minor(parts)), "{total} by {weights:?}");
        }
    }

    #[test]
    fn nobody_to_share_with_is_an_error() {
        assert_eq!(allocate(Amount::minor_i32(1), &[]), Err(Overflow));
        assert_eq!(allocate(Amount::minor_i32(1), &minor(&[-1, 2])), Err(Overflow));
    }

    #[test]
    fn what_is_split_in_turn_is_whole_and_the_first_gets_the_odd_cent() {
        let table: [(i32, &[i64], &[i32]); 8] = [
            (5, &[1, 1], &[3, 2]),
            (-5, &[1, 1], &[-3, -2]),
            (10, &[7, 2, 1], &[7, 2, 1]),
            (86, &[45_000, 3_670, 36_500], &[45, 4, 37]),
            (1, &[0, 4, 0], &[0, 1, 0]),
            (7, &[0, 3, 4], &[0, 3, 4]),
            (0, &[0, 0], &[0, 0]),
            (0, &[], &[]),
        ];
        for (total, weights, parts) in table {
            assert_eq!(split(Amount::minor_i32(total), weights), Ok(minor(parts)), "{total} by {weights:?}");
        }
        for weights in [&[][..], &[0][..], &[-1, 2][..], &[i64::MAX, 1][..]] {
            assert_eq!(split(Amount::minor_i32(1), weights), Err(Overflow), "{weights:?}");
        }
    }

    proptest! {
        #[test]
        fn no_part_shrinks_when_there_is_more_to_split(
            total in 0..100_000i32,
            more in 0..50i32,
            weights in proptest::collection::vec(1..1_000_000i64, 1..7),
        ) {
            let parts = split(Amount::minor_i32(total), &weights).unwrap();
            let larger = split(Amount::minor_i32(total + more), &weights).unwrap();
            prop_assert_eq!(Amount::sum(parts.iter().copied()), Ok(Amount::minor_i32(total)));
            prop_assert!(parts.iter().zip(&larger).all(|(part, larger)| part <= larger));
            // What was split once is split the same way by its own parts: goods that come back rely on it.
            let own: Vec<i64> = parts.iter().map(|part| part.minor()).collect();
            prop_assert_eq!(if total == 0 { parts.clone() } else { split(Amount::minor_i32(total), &own).unwrap() }, parts);
        }

        #[test]
        fn the_parts_add_up_and_are_within_one_of_their_share(
            total in -1_000_000..1_000_000i32,
            weights in proptest::collection::vec(0..100_000i32, 1..40),
        ) {
            let parts = allocate(Amount::minor_i32(total), &minor(&weights)).unwrap();
            prop_assert_eq!(Amount::sum(parts.iter().copied()), Ok(Amount::minor_i32(total)));
            let sum: i64 = weights.iter().map(|w| i64::from(*w)).sum();
            if sum > 0 {
                for (part, weight) in parts.iter().zip(&weights) {
                    let floor = mul_div(i64::from(total), i64::from(*weight), sum, Rounding::Down).unwrap();
                    prop_assert!((part.minor() - floor).abs() <= 1);
                }
            }
        }
    }
}
