//! The engine: gives a basket what it qualifies for.
//!
//! Precedence, stated once. Promotions go by priority, the larger first. Among equals the one goes first that would give
//! most if it were alone on what those before left over, and among those the one whose id is smaller. A piece of goods
//! that an exclusive promotion takes something off, or counts towards a set or a gift, takes part in no other; one that a
//! stackable promotion has worked on is left to other stackable ones, at what it then costs. Promotions on goods come
//! first, then what the operator keyed, then promotions on the basket. Nothing costs less than nothing, and all promotions
//! together give no more than the shop allows.
//!
//! Lines are looked at in an order that follows from what they are and not from when they were rung up, so that no total
//! depends on the order of ringing up.

use evertill_money::{Amount, Overflow, Rate, Rounding, allocate};

use super::coupon::{CouponOutcome, WhyNot};
use super::deal;
use super::index::{Entry, Promotions, Slot};
use super::{Combination, Offer, same_code};
use crate::clock::LocalTime;
use crate::discount::{Discount, DiscountValue};
use crate::ids::{GroupId, Sku};
use crate::quantity::{Quantity, Unit};
use crate::sale::Price;

/// A line as the engine sees it. Lines that promotions leave alone are not shown to it.
#[derive(Clone, Copy, Debug)]
pub struct OfferLine<'a> {
    /// What is sold.
    pub sku: &'a Sku,
    /// Its department.
    pub department: &'a str,
    /// Its category.
    pub category: &'a str,
    /// How much of it.
    pub quantity: Quantity,
    /// Of which unit.
    pub unit: Unit,
    /// At which price.
    pub price: Price,
    /// Price times quantity.
    pub extended: Amount,
    /// What else tells lines of the same goods apart: what was keyed for them, and how they are taxed.
    pub keyed: (&'a [Discount], &'a str),
}

/// When, to whom, and with which codes.
#[derive(Clone, Copy, Debug)]
pub struct Moment<'a> {
    /// Now, on the shop's wall clock.
    pub now: LocalTime,
    /// The customer's group.
    pub group: Option<&'a GroupId>,
    /// The codes that were entered.
    pub codes: &'a [String],
    /// The largest share of the goods that all promotions together take off; `None` for the whole.
    pub most: Option<Rate>,
}

/// What one promotion takes off one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grant {
    /// Which line, from 0.
    pub line: usize,
    /// Which promotion, by its place in [`Promotions::iter`].
    pub promotion: usize,
    /// How much, above zero.
    pub amount: Amount,
}

/// The pieces of a line that promotions can still work on.
#[derive(Clone, Debug)]
pub(super) struct Pile {
    line: usize,
    /// Sold by weight, or at a price for the whole line: one piece that is never counted.
    pub loose: bool,
    /// How much of it a price or an amount for each unit is multiplied by, where it is loose and has a unit price.
    weight: Option<Quantity>,
    /// What a piece costs.
    pub price: i64,
    /// Pieces that nothing was taken off.
    pub fresh: i64,
    /// Pieces that stackable promotions worked on, and what they cost together.
    pub touched: i64,
    pub touched_total: i64,
    /// Who worked on it last.
    by: Option<usize>,
}

/// Pieces of a pile that a promotion works on, and what it takes off them together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Take {
    pub pile: usize,
    pub fresh: i64,
    pub touched: i64,
    pub off: i64,
}

/// A basket while it is being evaluated: first goods, then the basket.
#[derive(Debug)]
pub struct Evaluation<'a> {
    promotions: &'a Promotions,
    moment: Moment<'a>,
    piles: Vec<Pile>,
    /// Members of each slot: piles, in order.
    members: Vec<u32>,
    starts: Vec<u32>,
    /// Promotions that are open now, in their order.
    open: Vec<usize>,
    grants: Vec<Grant>,
    /// How much promotions may still give.
    left: i64,
    /// How much was missing for a promotion on the basket, by its place.
    missing: Vec<(usize, Amount)>,
}

impl<'a> Evaluation<'a> {
    /// Gives goods what they qualify for.
    ///
    /// # Errors
    /// [`Overflow`] beyond the range of [`Amount`], which no basket within its limits reaches.
    pub fn of_goods(promotions: &'a Promotions, lines: &[OfferLine<'_>], moment: Moment<'a>) -> Result<Self, Overflow> {
        let open = promotions.entries().iter().enumerate();
        let open = open.filter(|(_, entry)| is_open(entry, &moment)).map(|(at, _)| at).collect();
        let all = Amount::sum(lines.iter().map(|line| line.extended))?;
        let left = moment.most.map_or(Ok(all), |most| most.of(all, Rounding::Down))?.minor();
        let piles = piles(lines);
        let (starts, members) = members(promotions, lines, &piles);
        let grants = Vec::new();
        let mut run = Self { promotions, moment, piles, members, starts, open, grants, left, missing: Vec::new() };
        run.goods()?;
        Ok(run)
    }

    /// What was given, in the order in which it was.
    #[must_use]
    pub fn grants(&self) -> &[Grant] {
        &self.grants
    }

    pub(super) fn piles(&self) -> &[Pile] {
        &self.piles
    }

    /// The piles of a promotion's part, dearest first.
    pub(super) fn members(&self, entry: &Entry, part: u32) -> &[u32] {
        let at = (entry.first + part) as usize;
        let bound = |at: usize| self.starts.get(at).map_or(0, |start| *start as usize);
        self.members.get(bound(at)..bound(at + 1)).unwrap_or_default()
    }

    fn goods(&mut self) -> Result<(), Overflow> {
        let entries = self.promotions.entries();
        let wanted = |at: &usize| entries.get(*at).is_some_and(|entry| self.can_be_filled(entry));
        let open: Vec<usize> = self.open.iter().copied().filter(wanted).collect();
        let mut takes = Vec::new();
        let priority = |at: &usize| entries.get(*at).map(|entry| entry.promotion.priority);
        for equals in open.chunk_by(|a, b| priority(a) == priority(b)) {
            let mut ranked = Vec::with_capacity(equals.len());
            for at in equals {
                let Some(entry) = entries.get(*at) else { continue };
                // Alone at its priority, it goes first whatever it gives.
                let gain = if equals.len() == 1 { 1 } else { self.work_out(entry, &mut takes)? };
                if gain > 0 {
                    ranked.push((gain, *at));
                }
            }
            // Promotions are in the order of their ids within a priority, and the sort is stable.
            ranked.sort_by_key(|(gain, _)| std::cmp::Reverse(*gain));
            for (_, at) in ranked {
                let Some(entry) = entries.get(at) else { continue };
                self.work_out(entry, &mut takes)?;
                self.give(at, entry, &takes)?;
            }
        }
        Ok(())
    }

    fn can_be_filled(&self, entry: &Entry) -> bool {
        !entry.promotion.is_for_basket() && (0..entry.parts).all(|part| !self.members(entry, part).is_empty())
    }

    /// What a promotion would take off what is left, piece by piece, within its own limit; and how much that is together.
    fn work_out(&self, entry: &Entry, takes: &mut Vec<Take>) -> Result<i64, Overflow> {
        takes.clear();
        match &entry.promotion.offer {
            Offer::Percent { .. } | Offer::Amount { .. } | Offer::Fixed { .. } => self.each(entry, takes)?,
            Offer::Gift { .. } | Offer::Set { .. } => deal::count_out(self, entry, takes)?,
            Offer::Threshold { .. } => (),
        }
        cut(takes, entry.promotion.limit.map_or(i64::MAX, Amount::minor))
    }

    /// Takes something off each of the goods.
    fn each(&self, entry: &Entry, takes: &mut Vec<Take>) -> Result<(), Overflow> {
        let stackable = entry.promotion.combination == Combination::Stackable;
        let mut times = entry.promotion.times.map_or(i64::MAX, i64::from);
        for at in self.members(entry, 0) {
            let Some(pile) = self.piles.get(*at as usize) else { continue };
            let fresh = pile.fresh.min(times);
            let touched = if stackable { pile.touched.min(times - fresh) } else { 0 };
            if fresh + touched == 0 {
                continue;
            }
            let off = off_each(&entry.promotion.offer, pile, fresh, touched)?;
            if off > 0 {
                times -= fresh + touched;
                takes.push(Take { pile: *at as usize, fresh, touched, off });
            }
        }
        Ok(())
    }

    fn give(&mut self, promotion: usize, entry: &Entry, takes: &[Take]) -> Result<(), Overflow> {
        let mut takes = takes.to_vec();
        cut(&mut takes, self.left)?;
        let exclusive = entry.promotion.combination == Combination::Exclusive;
        for take in takes {
            let Some(pile) = self.piles.get_mut(take.pile) else { continue };
            pile.fresh -= take.fresh;
            pile.by = Some(promotion);
            if !exclusive {
                pile.touched += take.fresh;
                pile.touched_total += take.fresh * pile.price - take.off;
            }
            self.left -= take.off;
            let line = pile.line;
            self.grant(line, promotion, take.off)?;
        }
        Ok(())
    }

    fn grant(&mut self, line: usize, promotion: usize, off: i64) -> Result<(), Overflow> {
        if off <= 0 {
            return Ok(());
        }
        let amount = Amount::new(off)?;
        match self.grants.iter_mut().rev().find(|known| known.line == line && known.promotion == promotion) {
            Some(known) => known.amount = known.amount.plus(amount)?,
            None => self.grants.push(Grant { line, promotion, amount }),
        }
        Ok(())
    }

    /// Gives the basket what it qualifies for; `left` says what each line still costs. Answers what this adds.
    ///
    /// # Errors
    /// [`Overflow`] as of [`Evaluation::of_goods`].
    pub fn of_basket(&mut self, left: &[Amount]) -> Result<&[Grant], Overflow> {
        let before = self.grants.len();
        let mut left: Vec<Amount> = self.piles.iter().map(|pile| costs(left, pile.line)).collect();
        let spent = left.clone();
        let entries = self.promotions.entries();
        let mut taken = false;
        let open: Vec<usize> = self.open.clone();
        let priority = |at: &usize| entries.get(*at).map(|entry| entry.promotion.priority);
        for equals in open.chunk_by(|a, b| priority(a) == priority(b)) {
            let mut ranked = Vec::new();
            for at in equals {
                let Some(entry) = entries.get(*at).filter(|entry| entry.promotion.is_for_basket()) else { continue };
                match self.threshold(entry, &spent, &left)? {
                    Ok(gain) if gain > Amount::ZERO => ranked.push((gain, *at)),
                    Ok(_) => (),
                    Err(missing) => self.missing.push((*at, missing)),
                }
            }
            ranked.sort_by_key(|(gain, _)| std::cmp::Reverse(*gain));
            for (_, at) in ranked {
                let Some(entry) = entries.get(at) else { continue };
                let exclusive = entry.promotion.combination == Combination::Exclusive;
                if exclusive && taken {
                    continue;
                }
                let Ok(gain) = self.threshold(entry, &spent, &left)? else { continue };
                self.share(at, entry, gain, &mut left)?;
                taken = true;
                if exclusive {
                    return Ok(self.grants.get(before..).unwrap_or_default());
                }
            }
        }
        Ok(self.grants.get(before..).unwrap_or_default())
    }

    /// What a promotion would take off the basket; where too little was spent, what is missing.
    fn threshold(&self, entry: &Entry, spent: &[Amount], left: &[Amount]) -> Result<Result<Amount, Amount>, Overflow> {
        let Offer::Threshold { spend, off, .. } = &entry.promotion.offer else { return Ok(Ok(Amount::ZERO)) };
        let sum = |of: &[Amount]| Amount::sum(self.members(entry, 0).iter().map(|at| costs(of, *at as usize)));
        let missing = spend.minus(sum(spent)?)?;
        if missing > Amount::ZERO {
            return Ok(Err(missing));
        }
        let base = sum(left)?;
        let gain = match off {
            DiscountValue::Percent(rate) => rate.of(base, Rounding::HalfUp)?,
            DiscountValue::Amount(amount) => *amount,
        };
        Ok(Ok(gain.min(base).min(entry.promotion.limit.unwrap_or(base))))
    }

    /// Takes `gain` off the lines in proportion to what they have left.
    fn share(&mut self, at: usize, entry: &Entry, gain: Amount, left: &mut [Amount]) -> Result<(), Overflow> {
        let gain = gain.min(Amount::new(self.left)?);
        if gain <= Amount::ZERO {
            return Ok(());
        }
        let members = self.members(entry, 0).to_vec();
        let weights: Vec<Amount> = members.iter().map(|at| costs(left, *at as usize)).collect();
        for (pile, part) in members.into_iter().zip(allocate(gain, &weights)?) {
            let Some(pile_left) = left.get_mut(pile as usize) else { continue };
            *pile_left = pile_left.minus(part)?;
            let line = self.piles.get(pile as usize).map(|pile| pile.line);
            if let Some(line) = line {
                self.grant(line, at, part.minor())?;
            }
        }
        self.left -= gain.minor();
        Ok(())
    }

    /// What became of each code.
    #[must_use]
    pub fn coupons(&self) -> Vec<CouponOutcome> {
        self.moment.codes.iter().map(|code| self.coupon(code)).collect()
    }

    fn coupon(&self, code: &str) -> CouponOutcome {
        let entries = self.promotions.entries();
        let has = |entry: &Entry| entry.promotion.codes.iter().any(|known| same_code(known, code));
        let Some((at, entry)) = entries.iter().enumerate().find(|(_, entry)| has(entry)) else {
            return CouponOutcome { code: code.to_owned(), promotion: None, given: Err(WhyNot::Unknown) };
        };
        let given = self.grants.iter().filter(|grant| grant.promotion == at).map(|grant| grant.amount);
        let given = match Amount::sum(given).unwrap_or_default() {
            Amount::ZERO => Err(self.why_not(at, entry)),
            given => Ok(given),
        };
        let promotion = Some((entry.promotion.id.clone(), entry.promotion.label.clone()));
        CouponOutcome { code: code.to_owned(), promotion, given }
    }

    fn why_not(&self, at: usize, entry: &Entry) -> WhyNot {
        if let Err(why) = entry.promotion.open_to(self.moment.now, self.moment.group) {
            return why;
        }
        if let Some((_, missing)) = self.missing.iter().find(|(promotion, _)| *promotion == at) {
            return WhyNot::BelowThreshold { missing: *missing };
        }
        let label = |at: usize| self.promotions.entries().get(at).map(|entry| entry.promotion.label.clone());
        let others = |grant: &&Grant| grant.promotion != at;
        let beaten = if entry.promotion.is_for_basket() {
            let is_for_basket =
                |at: usize| self.promotions.entries().get(at).is_some_and(|e| e.promotion.is_for_basket());
            let other = self.grants.iter().filter(others).find(|grant| is_for_basket(grant.promotion));
            other.map(|grant| grant.promotion)
        } else {
            let piles = (0..entry.parts).flat_map(|part| self.members(entry, part));
            piles.filter_map(|pile| self.piles.get(*pile as usize)?.by).find(|by| *by != at)
        };
        match beaten.and_then(label) {
            _ if self.left <= 0 && !self.grants.is_empty() && self.moment.most.is_some() => WhyNot::LimitReached,
            Some(by) => WhyNot::Beaten { by },
            None => WhyNot::NothingQualifies,
        }
    }
}

fn costs(amounts: &[Amount], at: usize) -> Amount {
    amounts.get(at).copied().unwrap_or_default().max(Amount::ZERO)
}

fn is_open(entry: &Entry, moment: &Moment<'_>) -> bool {
    let codes = &entry.promotion.codes;
    let entered = || moment.codes.iter().any(|code| codes.iter().any(|known| same_code(known, code)));
    entry.promotion.open_to(moment.now, moment.group).is_ok() && (codes.is_empty() || entered())
}

/// The lines as piles, dearest piece first; what is the same in every respect keeps its order, and cannot be told apart.
fn piles(lines: &[OfferLine<'_>]) -> Vec<Pile> {
    let mut piles: Vec<Pile> = lines.iter().enumerate().map(|(at, line)| pile(at, line)).collect();
    let key = |pile: &Pile| {
        let line = lines.get(pile.line);
        (std::cmp::Reverse(pile.price), line.map(|line| (line.sku, line.quantity, line.extended, line.keyed)))
    };
    piles.sort_by(|a, b| key(a).cmp(&key(b)));
    piles
}

fn pile(at: usize, line: &OfferLine<'_>) -> Pile {
    let counted = line.unit == Unit::Each && line.quantity.is_whole() && line.quantity.is_positive();
    let (loose, weight, price, fresh) = match line.price {
        Price::Unit(price) if counted => (false, None, price.minor(), line.quantity.as_thousandths() / 1_000),
        Price::Unit(_) => (true, Some(line.quantity), line.extended.minor(), 1),
        Price::Extended(_) => (true, None, line.extended.minor(), 1),
    };
    Pile { line: at, loose, weight, price, fresh, touched: 0, touched_total: 0, by: None }
}

/// The piles of every slot, one list after another, and where each begins.
fn members(promotions: &Promotions, lines: &[OfferLine<'_>], piles: &[Pile]) -> (Vec<u32>, Vec<u32>) {
    let mut found: Vec<Slot> = Vec::new();
    let mut wanted: Vec<(Slot, u32)> = Vec::new();
    for (at, pile) in (0_u32..).zip(piles) {
        let Some(line) = lines.get(pile.line) else { continue };
        promotions.wanting(line.sku, line.department, line.category, &mut found);
        wanted.extend(found.iter().map(|slot| (*slot, at)));
    }
    let mut starts = vec![0_u32; promotions.slot_count() + 1];
    for (slot, _) in &wanted {
        if let Some(start) = starts.get_mut(slot.0 as usize + 1) {
            *start += 1;
        }
    }
    let mut sum = 0;
    for start in &mut starts {
        sum += *start;
        *start = sum;
    }
    let mut next = starts.clone();
    let mut members = vec![0_u32; wanted.len()];
    for (slot, at) in wanted {
        let Some(place) = next.get_mut(slot.0 as usize) else { continue };
        if let Some(member) = members.get_mut(*place as usize) {
            *member = at;
        }
        *place += 1;
    }
    (starts, members)
}

/// What an offer takes off these pieces of a pile.
fn off_each(offer: &Offer, pile: &Pile, fresh: i64, touched: i64) -> Result<i64, Overflow> {
    let fresh_costs = fresh * pile.price;
    let touched_costs =
        if touched == pile.touched { pile.touched_total } else { pile.touched_total * touched / pile.touched };
    let costs = fresh_costs + touched_costs;
    let weighed = |each: Amount| match (pile.loose, pile.weight) {
        (true, Some(weight)) => weight.times(each).map(|all| Some(all.minor())),
        _ => Ok(None),
    };
    Ok(match offer {
        Offer::Percent { off, .. } => off.of(Amount::new(costs)?, Rounding::HalfUp)?.minor(),
        Offer::Amount { .. } | Offer::Fixed { .. } if pile.loose && pile.weight.is_none() => 0,
        Offer::Amount { off, .. } => match weighed(*off)? {
            Some(all) => all.min(costs),
            None => fresh * pile.price.min(off.minor()) + touched_costs.min(touched * off.minor()),
        },
        Offer::Fixed { price, .. } => match weighed(*price)? {
            Some(all) => (costs - all).max(0),
            None => fresh * (pile.price - price.minor()).max(0) + (touched_costs - touched * price.minor()).max(0),
        },
        Offer::Gift { .. } | Offer::Set { .. } | Offer::Threshold { .. } => 0,
    })
}

/// Shares out no more than `limit`, in proportion, and answers with what is taken off together.
fn cut(takes: &mut [Take], limit: i64) -> Result<i64, Overflow> {
    let all: i64 = takes.iter().map(|take| take.off).sum();
    if all <= limit {
        return Ok(all);
    }
    let weights: Vec<Amount> = takes.iter().map(|take| Amount::new(take.off)).collect::<Result<_, _>>()?;
    for (take, part) in takes.iter_mut().zip(allocate(Amount::new(limit.max(0))?, &weights)?) {
        take.off = part.minor();
    }
    Ok(limit.max(0))
}
