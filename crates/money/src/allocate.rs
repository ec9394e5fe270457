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

    proptest! {
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
