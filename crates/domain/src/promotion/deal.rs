//! Sets and gifts: counting out pieces that belong together.
//!
//! Pieces are taken from the dearest down, part by part, as often as a whole set can be filled and gives something: that
//! is the grouping that gives the customer most. What has to be bought comes from goods that are no gift where there are
//! such; the gift is then taken from what is left. Goods sold by weight are no pieces.

use evertill_money::{Amount, Overflow, Rate, Rounding, allocate};

use super::engine::{Evaluation, Take};
use super::index::Entry;
use super::{Combination, Deal, Offer};

/// Pieces of one pile that all cost the same.
#[derive(Clone, Copy, Debug)]
struct Run {
    pile: u32,
    touched: bool,
    count: i64,
    costs: i64,
    /// Which parts want them, as bits.
    parts: u32,
}

/// Pieces of a run in one set.
#[derive(Clone, Copy, Debug)]
struct Use {
    run: usize,
    count: i64,
    part: u32,
}

/// Counts out as many sets or gifts of a promotion as the pieces that are left allow.
pub(super) fn count_out(all: &Evaluation<'_>, entry: &Entry, takes: &mut Vec<Take>) -> Result<(), Overflow> {
    let wants = wants(&entry.promotion.offer);
    let mut runs = runs(all, entry);
    let mut times = entry.promotion.times.map_or(i64::MAX, i64::from);
    let mut uses = Vec::new();
    while times > 0 && fill(&wants, &runs, &mut uses) {
        let gain = gain(&entry.promotion.offer, &runs, &uses)?;
        if gain <= 0 {
            break;
        }
        let again = repeats(&runs, &uses).min(times);
        take(&entry.promotion.offer, &mut runs, &uses, gain, again, takes)?;
        times -= again;
    }
    Ok(())
}

/// Which part wants how many, and which other part's goods it leaves alone while it can.
fn wants(offer: &Offer) -> Vec<(u32, i64, u32)> {
    match offer {
        Offer::Gift { count, free, .. } => vec![(0, i64::from(*count), 0b10), (1, i64::from(*free), 0)],
        Offer::Set { parts, .. } => (0..).zip(parts).map(|(at, part)| (at, i64::from(part.count), 0)).collect(),
        _ => Vec::new(),
    }
}

/// The pieces that are left for the promotion, dearest first.
fn runs(all: &Evaluation<'_>, entry: &Entry) -> Vec<Run> {
    let stackable = entry.promotion.combination == Combination::Stackable;
    let mut wanted: Vec<(u32, u32)> = Vec::new();
    for part in 0..entry.parts {
        wanted.extend(all.members(entry, part).iter().map(|pile| (*pile, 1_u32 << part)));
    }
    wanted.sort_unstable();
    let mut runs: Vec<Run> = Vec::with_capacity(wanted.len());
    for of_pile in wanted.chunk_by(|a, b| a.0 == b.0) {
        let Some((at, _)) = of_pile.first().copied() else { continue };
        let parts = of_pile.iter().fold(0, |parts, (_, part)| parts | part);
        let Some(pile) = all.piles().get(at as usize).filter(|pile| !pile.loose) else { continue };
        let run = Run { pile: at, touched: false, count: pile.fresh, costs: pile.price, parts };
        runs.push(run);
        if stackable && pile.touched > 0 {
            // What does not divide evenly makes so many of the pieces cost one minor unit more.
            let (each, more) = (pile.touched_total / pile.touched, pile.touched_total % pile.touched);
            runs.push(Run { touched: true, count: more, costs: each + 1, ..run });
            runs.push(Run { touched: true, count: pile.touched - more, costs: each, ..run });
        }
    }
    // A piece that costs nothing any more was not bought, and cannot be given.
    runs.retain(|run| run.count > 0 && run.costs > 0);
    runs.sort_by_key(|run| std::cmp::Reverse(run.costs));
    runs
}

/// Fills one set; whether all its parts could be filled.
fn fill(wants: &[(u32, i64, u32)], runs: &[Run], uses: &mut Vec<Use>) -> bool {
    uses.clear();
    // The part with the least to choose from chooses first, so that a piece which fits two parts goes where it is needed.
    let mut order: Vec<(u32, i64, u32)> = wants.to_vec();
    let choice = |part: u32| runs.iter().filter(|run| run.parts & (1 << part) != 0).map(|run| run.count).sum::<i64>();
    if wants.iter().all(|(_, _, spare)| *spare == 0) {
        order.sort_by_key(|(part, count, _)| choice(*part) - count);
    }
    for (part, count, spare) in order {
        let mut missing = count;
        for leaves_alone in [spare, 0] {
            for (at, run) in runs.iter().enumerate() {
                if missing == 0 || run.parts & (1 << part) == 0 || run.parts & leaves_alone != 0 {
                    continue;
                }
                let used: i64 = uses.iter().filter(|known| known.run == at).map(|known| known.count).sum();
                let count = (run.count - used).min(missing);
                if count > 0 {
                    missing -= count;
                    uses.push(Use { run: at, count, part });
                }
            }
            if spare == 0 {
                break;
            }
        }
        if missing > 0 {
            return false;
        }
    }
    true
}

/// What one set takes off.
fn gain(offer: &Offer, runs: &[Run], uses: &[Use]) -> Result<i64, Overflow> {
    let costs = uses.iter().filter(|known| is_reduced(offer, known)).map(|known| costs(runs, known)).sum();
    let share = |rate: Rate| rate.of(Amount::new(costs)?, Rounding::HalfUp).map(Amount::minor);
    match offer {
        Offer::Gift { off, .. } => share(*off),
        Offer::Set { deal: Deal::Price(price), .. } => Ok(costs - price.minor()),
        Offer::Set { deal: Deal::Percent(off), .. } => share(*off),
        Offer::Set { deal: Deal::Amount(off), .. } => Ok(off.minor().min(costs)),
        _ => Ok(0),
    }
}

/// Whether something is taken off these pieces: all of a set, of a gift what is given.
const fn is_reduced(offer: &Offer, used: &Use) -> bool {
    !matches!(offer, Offer::Gift { .. }) || used.part == 1
}

fn costs(runs: &[Run], used: &Use) -> i64 {
    runs.get(used.run).map_or(0, |run| run.costs * used.count)
}

/// How often the same set can be filled from the same runs.
fn repeats(runs: &[Run], uses: &[Use]) -> i64 {
    let fits = |(at, run): (usize, &Run)| {
        let used: i64 = uses.iter().filter(|known| known.run == at).map(|known| known.count).sum();
        run.count.checked_div(used)
    };
    runs.iter().enumerate().filter_map(fits).min().unwrap_or(1).max(1)
}

/// Takes the pieces of `again` sets, each of which takes `gain` off.
fn take(
    offer: &Offer,
    runs: &mut [Run],
    uses: &[Use],
    gain: i64,
    again: i64,
    takes: &mut Vec<Take>,
) -> Result<(), Overflow> {
    // In the order of what the pieces are, so that odd minor units fall on the same goods in any order of ringing up.
    let weight = |known: &Use| if is_reduced(offer, known) { costs(runs, known) * again } else { 0 };
    let weights: Vec<Amount> = uses.iter().map(|known| Amount::new(weight(known))).collect::<Result<_, _>>()?;
    let parts = allocate(Amount::new(gain * again)?, &weights)?;
    for (used, part) in uses.iter().zip(parts) {
        let Some(run) = runs.get_mut(used.run) else { continue };
        let count = used.count * again;
        run.count -= count;
        let (fresh, touched) = if run.touched { (0, count) } else { (count, 0) };
        takes.push(Take { pile: run.pile as usize, fresh, touched, off: part.minor() });
    }
    runs.iter_mut().for_each(|run| run.count = run.count.max(0));
    Ok(())
}
