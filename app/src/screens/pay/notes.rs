//! Which amounts of cash are worth offering: what a customer is likely to hand over.

use evertill_money::Amount;

/// The most offers.
const OFFERS: usize = 6;

/// What is due rounded up to each of the shop's notes, ascending, without the exact amount, which has its own button.
pub fn worth_offering(due: i64, notes: &[Amount]) -> Vec<i64> {
    if due <= 0 {
        return Vec::new();
    }
    let round_up = |note: i64| (due + note - 1) / note * note;
    let mut offers: Vec<i64> = notes
        .iter()
        .map(|note| note.minor())
        .filter(|note| *note > 0)
        .map(round_up)
        .filter(|offer| *offer > due)
        .collect();
    offers.sort_unstable();
    offers.dedup();
    offers.truncate(OFFERS);
    offers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_due_is_rounded_up_to_each_note() {
        let notes: Vec<Amount> = [100, 500, 1_000, 2_000, 5_000].map(Amount::minor_i32).to_vec();
        let table: [(i64, &[i64]); 5] = [
            (2_245, &[2_300, 2_500, 3_000, 4_000, 5_000]),
            (500, &[1_000, 2_000, 5_000]),
            (12_001, &[12_100, 12_500, 13_000, 14_000, 15_000]),
            (0, &[]),
            (-5, &[]),
        ];
        for (due, offers) in table {
            assert_eq!(worth_offering(due, &notes), offers, "{due}");
        }
    }
}
