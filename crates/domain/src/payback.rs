//! Where money goes back to when goods come back: to whatever paid for them, each means up to what it paid, and what
//! cannot be paid out as store credit.
//!
//! A sale's row keeps what each means of payment paid and what of it is used up. Goods that are exchanged use it up as well:
//! what paid for the old ones is what paid for those that were taken instead, so that they, too, go back to where the money
//! came from. All amounts are before cash rounding, which belongs to the act of handing coins over and not to the debt.

use std::collections::BTreeMap;

use evertill_money::{Amount, Overflow};

use crate::charge::Charge;
use crate::detail::LineKind;
use crate::event::Effect;
use crate::gift_card::GiftCardNumber;
use crate::ids::{ReceiptNumber, RegisterId};
use crate::sale::{Sale, SaleLine};
use crate::tender::Tender;
use crate::{choice, record};

/// By what a sale was paid, as far as it matters to where money can go back; in the order in which it is proposed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PaidBy {
    /// A card on a terminal, which can be credited up to what it was charged.
    Card,
    /// A gift card.
    GiftCard {
        /// Which.
        card: GiftCardNumber,
    },
    /// The customer's account.
    OnAccount,
    /// Coins and notes, foreign ones included: they go back in the shop's own.
    Cash,
    /// Store credit, and whatever goes back as store credit: points, coupons, vouchers, what was paid ahead.
    Credit,
}

choice!(PaidBy { Card, GiftCard { card }, OnAccount, Cash, Credit });

impl PaidBy {
    /// By what `tender` pays, or pays out.
    #[must_use]
    pub fn of(tender: &Tender) -> Self {
        match tender {
            Tender::Cash { .. } | Tender::ForeignCash { .. } => Self::Cash,
            Tender::Card { .. } => Self::Card,
            Tender::GiftCard { card, .. } => Self::GiftCard { card: card.clone() },
            Tender::OnAccount { .. } => Self::OnAccount,
            Tender::Coupon { .. }
            | Tender::Points { .. }
            | Tender::StoredValue { .. }
            | Tender::Voucher { .. }
            | Tender::Prepayment { .. } => Self::Credit,
        }
    }

    /// Whether it stays value with the shop, and so is never too much.
    #[must_use]
    pub const fn is_value_with_the_shop(&self) -> bool {
        matches!(self, Self::Credit | Self::GiftCard { .. })
    }
}

/// What one means of payment paid for a sale, and what of it is used up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaidPart {
    /// By what.
    pub by: PaidBy,
    /// How much: without change, rounding and tip; positive.
    pub paid: Amount,
    /// How much went back, or on with goods that were taken instead.
    pub back: Amount,
}

record!(PaidPart { by, paid, back });

impl PaidPart {
    /// What can still go back; not negative.
    #[must_use]
    pub fn left(&self) -> Amount {
        self.paid.minus(self.back).unwrap_or_default().max(Amount::ZERO)
    }
}

/// What each means paid for `sale`; nothing where money went out.
///
/// # Errors
/// [`Overflow`] beyond the range of [`Amount`].
pub fn parts_of(sale: &Sale) -> Result<Vec<PaidPart>, Overflow> {
    if sale.due()?.is_negative() {
        return Ok(Vec::new());
    }
    let mut paid: BTreeMap<PaidBy, Amount> = BTreeMap::new();
    for tender in &sale.tenders {
        let sum = paid.entry(PaidBy::of(tender)).or_default();
        *sum = sum.plus(tender.amount())?;
    }
    let kept_from = sale.change.plus(sale.rounding)?;
    if !kept_from.is_zero() {
        let cash = paid.entry(PaidBy::Cash).or_default();
        *cash = cash.minus(kept_from)?;
    }
    // A tip belongs to whoever served, and is written on a card's slip where there is one.
    let mut tip = sale.tip;
    for sum in paid.values_mut() {
        let part = tip.min(*sum).max(Amount::ZERO);
        *sum = sum.minus(part)?;
        tip = tip.minus(part)?;
    }
    let paid = paid.into_iter().filter(|(_, paid)| *paid > Amount::ZERO);
    Ok(paid.map(|(by, paid)| PaidPart { by, paid, back: Amount::ZERO }).collect())
}

/// By what `sale` was paid: its tenders, what paid for goods that it takes others instead of, and what the customer brought
/// back for it, which is as good as money.
///
/// # Errors
/// [`Overflow`] beyond the range of [`Amount`].
pub(crate) fn paid_for(sale: &Sale, effects: &[Effect]) -> Result<Vec<PaidPart>, Overflow> {
    let mut parts = parts_of(sale)?;
    for effect in effects {
        if let Effect::TenderReturned { by, carried, .. } = effect {
            add_part(&mut parts, by, *carried)?;
        }
    }
    if sale.post_void.is_some() {
        return Ok(parts);
    }
    let goods = sale.lines.iter().filter(|line| !line.comes_back()).map(|line| line.total);
    let mut open = Amount::sum(goods)?.minus(Amount::sum(parts.iter().map(|part| part.paid))?)?;
    let brought = free_cash(&sale.lines)?;
    let credit = sale.lines.iter().filter(|line| line.taken.as_ref().is_some_and(|taken| taken.credit_only));
    let credit = Amount::sum(credit.map(|line| line.total.negated()))?;
    for (by, most) in [(PaidBy::Cash, brought), (PaidBy::Credit, credit)] {
        let part = open.min(most).max(Amount::ZERO);
        add_part(&mut parts, &by, part)?;
        open = open.minus(part)?;
    }
    Ok(parts)
}

/// Adds `more` to what a means paid.
///
/// # Errors
/// [`Overflow`] beyond the range of [`Amount`].
pub(crate) fn add_part(parts: &mut Vec<PaidPart>, by: &PaidBy, more: Amount) -> Result<(), Overflow> {
    if more.is_zero() {
        return Ok(());
    }
    match parts.binary_search_by(|part| part.by.cmp(by)) {
        Ok(at) => {
            let Some(part) = parts.get_mut(at) else { return Ok(()) };
            part.paid = part.paid.plus(more)?;
        }
        Err(at) => parts.insert(at, PaidPart { by: by.clone(), paid: more, back: Amount::ZERO }),
    }
    Ok(())
}

/// Uses `more` of what a means paid up. It may be more than it paid, or of a means of which nothing is known yet: registers
/// that were apart may have given the same money back.
///
/// # Errors
/// [`Overflow`] beyond the range of [`Amount`].
pub(crate) fn take_part(parts: &mut Vec<PaidPart>, by: &PaidBy, more: Amount) -> Result<(), Overflow> {
    match parts.binary_search_by(|part| part.by.cmp(by)) {
        Ok(at) => {
            let Some(part) = parts.get_mut(at) else { return Ok(()) };
            part.back = part.back.plus(more)?;
        }
        Err(at) => parts.insert(at, PaidPart { by: by.clone(), paid: Amount::ZERO, back: more }),
    }
    Ok(())
}

/// What a person wishes about money that goes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Wish {
    /// As it was paid.
    #[default]
    AsPaid,
    /// As store credit, whatever it was paid with.
    Credit,
    /// In cash, where the shop does that.
    Cash,
}

/// How `amount` should go back of what `parts` say was paid. Of an account no more goes back than is `owed`. What is left
/// over stands under [`PaidBy::Credit`].
///
/// # Errors
/// [`Overflow`] beyond the range of [`Amount`].
pub fn propose(
    parts: &[PaidPart],
    amount: Amount,
    owed: Amount,
    wish: Wish,
) -> Result<Vec<(PaidBy, Amount)>, Overflow> {
    let mut rest = amount.max(Amount::ZERO);
    let mut shares: BTreeMap<PaidBy, Amount> = BTreeMap::new();
    let wished = match wish {
        Wish::AsPaid => None,
        Wish::Credit => Some(PaidBy::Credit),
        Wish::Cash => Some(PaidBy::Cash),
    };
    let mut give = |by: &PaidBy, most: Amount| -> Result<(), Overflow> {
        let share = rest.min(most);
        rest = rest.minus(share)?;
        let sum = shares.entry(by.clone()).or_default();
        *sum = sum.plus(share)?;
        Ok(())
    };
    match wished {
        Some(by) => give(&by, amount)?,
        None => {
            let mut owed = owed.max(Amount::ZERO);
            let mut ordered: Vec<&PaidPart> = parts.iter().filter(|part| part.by != PaidBy::Credit).collect();
            ordered.sort_by(|a, b| a.by.cmp(&b.by));
            for part in ordered {
                let most = if part.by == PaidBy::OnAccount { part.left().min(owed) } else { part.left() };
                if part.by == PaidBy::OnAccount {
                    owed = owed.minus(most)?;
                }
                give(&part.by, most)?;
            }
            give(&PaidBy::Credit, amount)?;
        }
    }
    Ok(shares.into_iter().filter(|(_, share)| !share.is_zero()).collect())
}

/// A sale that goods come back from, as far as its money goes.
#[derive(Clone, Debug)]
pub struct Source {
    /// The register that sold.
    pub register: RegisterId,
    /// The receipt.
    pub receipt: ReceiptNumber,
    /// By what it was paid; `None` where that was never kept.
    pub parts: Option<Vec<PaidPart>>,
    /// What comes back of it now.
    pub worth: Amount,
}

/// A means of payment would get more than it paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Beyond {
    /// This one, which can get so much.
    Means {
        /// Which.
        by: PaidBy,
        /// The most.
        most: Amount,
    },
    /// A number would leave its range.
    Range,
}

impl From<Overflow> for Beyond {
    fn from(_: Overflow) -> Self {
        Self::Range
    }
}

/// What follows for the sales that goods come back from: what `sale` pays out is taken from what was paid, and the rest of
/// what came back goes on with the goods that are taken instead.
///
/// # Errors
/// [`Beyond`] where card, account or cash would get more than they paid.
pub fn settle(sale: &Sale, sources: Vec<Source>) -> Result<Vec<Effect>, Beyond> {
    // Sales of the first version did not keep by what they were paid: their money goes wherever the shop says.
    if sources.iter().any(|source| source.parts.is_none()) {
        return Ok(Vec::new());
    }
    if !sale.due()?.is_negative() && sources.iter().any(|source| source.worth.is_negative()) {
        return paid_more(sale, &sources);
    }
    let worth = Amount::sum(sources.iter().map(|source| source.worth.max(Amount::ZERO)))?;
    let mut purse = Purse { sources, taken: BTreeMap::new(), left: worth };
    let mut short = Vec::new();
    for (by, amount) in paid_out(sale)? {
        let missing = purse.take(amount, false, &|part| *part == by)?;
        short.push((by, amount, missing));
    }
    let mut free = free_cash(&sale.lines)?;
    let mut ahead = paid_ahead_back(sale)?;
    for (by, amount, missing) in short {
        let of_ahead = missing.min(ahead);
        ahead = ahead.minus(of_ahead)?;
        let missing = missing.minus(of_ahead)?;
        let granted = if by == PaidBy::Cash { missing.min(free) } else { Amount::ZERO };
        free = free.minus(granted)?;
        let missing = missing.minus(granted)?;
        if missing <= Amount::ZERO {
            continue;
        }
        let granted = by.is_value_with_the_shop() || by == PaidBy::Cash && sale.cash_instead;
        if !granted {
            let most = amount.minus(missing)?;
            return Err(Beyond::Means { by, most });
        }
        purse.take(missing, false, &|_| true)?;
    }
    let rest = purse.left;
    purse.take(rest, true, &|_| true)?;
    Ok(purse.into_effects())
}

/// A line that a coupon more than paid costs its return: what the customer pays for it pays for the rest of the earlier sale,
/// and not for this one.
fn paid_more(sale: &Sale, sources: &[Source]) -> Result<Vec<Effect>, Beyond> {
    let mut parts = parts_of(sale)?;
    let mut effects = Vec::new();
    for source in sources {
        let mut more = source.worth.negated();
        for part in &mut parts {
            let now = more.min(part.left());
            if now > Amount::ZERO {
                part.back = part.back.plus(now)?;
                more = more.minus(now)?;
                let (register, receipt, by) = (source.register.clone(), source.receipt, part.by.clone());
                let amount = now.negated();
                effects.push(Effect::TenderReturned { register, receipt, by, amount, carried: amount });
            }
        }
    }
    Ok(effects)
}

/// What `sale` pays out, by where it goes; nothing where the customer pays.
fn paid_out(sale: &Sale) -> Result<BTreeMap<PaidBy, Amount>, Overflow> {
    let mut out: BTreeMap<PaidBy, Amount> = BTreeMap::new();
    if !sale.due()?.is_negative() {
        return Ok(out);
    }
    for tender in &sale.tenders {
        let sum = out.entry(PaidBy::of(tender)).or_default();
        *sum = sum.minus(tender.amount())?;
    }
    if let Some(cash) = out.get_mut(&PaidBy::Cash) {
        *cash = cash.plus(sale.rounding)?;
    }
    out.retain(|_, amount| *amount > Amount::ZERO);
    Ok(out)
}

/// What was paid ahead and goes back, by whatever means.
pub(crate) fn paid_ahead_back(sale: &Sale) -> Result<Amount, Overflow> {
    let back = sale.charges.iter().map(Charge::amount).filter(|amount| amount.is_negative());
    Ok(Amount::sum(back)?.negated())
}

/// What may go out in cash without having come in on a receipt: empties, and goods without one where the shop does that.
///
/// # Errors
/// [`Overflow`] beyond the range of [`Amount`].
pub fn free_cash(lines: &[SaleLine]) -> Result<Amount, Overflow> {
    let free = lines.iter().filter(|line| match &line.taken {
        Some(taken) if taken.without_receipt => !taken.credit_only,
        _ => line.returned.is_none() && line.kind() == LineKind::DepositReturn,
    });
    Ok(Amount::sum(free.map(|line| line.total.negated()))?.max(Amount::ZERO))
}

/// What was paid for the goods that come back, and what is being taken out of it.
struct Purse {
    sources: Vec<Source>,
    /// By sale and means: how much, and how much of that goes on with other goods.
    taken: BTreeMap<(usize, PaidBy), (Amount, Amount)>,
    /// What of the worth of everything that comes back is not accounted for yet.
    left: Amount,
}

impl Purse {
    /// Takes up to `wanted` out of the parts that fit, of each sale first no more than what comes back of it; answers what
    /// is missing. Nothing is taken beyond the worth of what comes back.
    fn take(&mut self, wanted: Amount, carried: bool, fits: &dyn Fn(&PaidBy) -> bool) -> Result<Amount, Overflow> {
        let mut wanted = wanted;
        for bounded in [true, false] {
            for (at, source) in self.sources.iter_mut().enumerate() {
                // Store credit first and a card last: what is hardest to pay back stays open longest.
                for part in source.parts.iter_mut().flatten().rev().filter(|part| fits(&part.by)) {
                    let mut now = wanted.min(part.left()).min(self.left);
                    if bounded {
                        now = now.min(source.worth);
                    }
                    if now <= Amount::ZERO {
                        continue;
                    }
                    part.back = part.back.plus(now)?;
                    source.worth = source.worth.minus(now)?;
                    self.left = self.left.minus(now)?;
                    wanted = wanted.minus(now)?;
                    let (sum, on) = self.taken.entry((at, part.by.clone())).or_default();
                    *sum = sum.plus(now)?;
                    if carried {
                        *on = on.plus(now)?;
                    }
                }
            }
        }
        Ok(wanted)
    }

    fn into_effects(self) -> Vec<Effect> {
        let Self { sources, taken, .. } = self;
        let effect = |((at, by), (amount, carried)): ((usize, PaidBy), (Amount, Amount))| {
            let source = sources.get(at)?;
            let (register, receipt) = (source.register.clone(), source.receipt);
            Some(Effect::TenderReturned { register, receipt, by, amount, carried })
        };
        taken.into_iter().filter_map(effect).collect()
    }
}
