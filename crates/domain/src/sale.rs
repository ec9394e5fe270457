//! The completed transaction: the fact that the journal keeps for ever.

use evertill_money::{Amount, Overflow};

use crate::Refusal;
use crate::basket::Basket;
use crate::charge::Charge;
use crate::clock::LocalTime;
use crate::day::Day;
use crate::detail::{LineDetail, LineKind, kind, unpacked};
use crate::discount::{DiscountReason, GivenDiscount};
use crate::ids::{CustomerId, OperatorId, ReceiptNumber, RegisterId, SaleId, Sku, checked_text};
use crate::item::StockPolicy;
use crate::people::{Act, Approval, Authority, Need, Role};
use crate::pricing::{Rules, SALE_LIMIT};
use crate::quantity::{Quantity, Unit};
use crate::refund::{self, TakenBack};
use crate::shift::ShiftNumber;
use crate::shop::Settings;
use crate::suspended::VoidedLine;
use crate::tax::{Exemption, Service, TaxCategory};
use crate::tender::Tender;
use crate::{choice, record};

/// What one line of a sale was priced at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Price {
    /// The price of one unit.
    Unit(Amount),
    /// The price of the whole line, whatever its quantity (weighed and labelled elsewhere).
    Extended(Amount),
}

choice!(Price { Unit(content), Extended(content) });

/// That an operator changed a line's price.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PriceChange {
    /// What it would have cost.
    pub from: Price,
    /// Why, in the operator's words; 1 to [`PriceChange::REASON_LIMIT`] characters.
    pub reason: String,
}

record!(PriceChange { from, reason });

impl PriceChange {
    /// The most characters of a reason.
    pub const REASON_LIMIT: usize = 120;
}

/// Where a line that comes back was sold.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ReturnOf {
    /// The register that sold it.
    pub register: RegisterId,
    /// Its receipt.
    pub receipt: ReceiptNumber,
    /// The line of the receipt, from 1.
    pub line: u16,
}

record!(ReturnOf { register, receipt, line });

/// One line of a sale. Lines that come back carry negative amounts and a positive quantity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaleLine {
    /// Its place on the receipt, from 1.
    pub no: u16,
    /// What was sold.
    pub sku: Sku,
    /// What it was called.
    pub name: String,
    /// How much of it.
    pub quantity: Quantity,
    /// Of which unit.
    pub unit: Unit,
    /// At which price.
    pub price: Price,
    /// Price times quantity, before any discount.
    pub extended: Amount,
    /// The line's own discounts.
    pub discounts: Vec<GivenDiscount>,
    /// The line's share of the basket's discount.
    pub basket_discount: Amount,
    /// The tax category as it was.
    pub tax: TaxCategory,
    /// The tax in or on the line.
    pub tax_amount: Amount,
    /// What the customer pays for the line, tax included.
    pub total: Amount,
    /// The stock policy as it was.
    pub stock: StockPolicy,
    /// Where it was sold, for goods that come back.
    pub returned: Option<ReturnOf>,
    /// What one unit cost the shop then, where that was known: margins never change afterwards.
    pub cost: Option<Amount>,
    /// The tax by component, in their order; empty for a category without.
    pub tax_parts: Vec<Amount>,
    /// Tax in the price that an exempt customer does not pay.
    pub tax_spared: Amount,
    /// Where it is consumed, when not where the rest of the sale is.
    pub service: Option<Service>,
    /// What it is beside all this; `None` for most lines.
    pub detail: Option<Box<LineDetail>>,
    /// The line of this sale that it belongs to, such as the bottle of a deposit.
    pub under: Option<u16>,
    /// That the price was changed by an operator, from what, and why.
    pub price_change: Option<PriceChange>,
    /// What is said of goods that come back; `None` where there is nothing to say.
    pub taken: Option<Box<TakenBack>>,
}

record!(SaleLine {
    no,
    sku,
    name,
    quantity,
    unit,
    price,
    extended,
    discounts,
    basket_discount,
    tax,
    tax_amount,
    total,
    stock,
    returned;
    cost,
    tax_parts,
    tax_spared,
    service,
    detail,
    under,
    price_change,
    taken
});

/// What one tax category comes to on a sale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaxTotal {
    /// The category as it was.
    pub tax: TaxCategory,
    /// The base without the tax.
    pub net: Amount,
    /// The tax.
    pub amount: Amount,
    /// The tax by component, in their order; empty for a category without.
    pub parts: Vec<Amount>,
}

record!(TaxTotal { tax, net, amount; parts });

/// The sums of a sale.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Prices times quantities before discounts.
    pub extended: Amount,
    /// All discounts together, as a positive amount.
    pub discount: Amount,
    /// One row for each tax category, in order of first appearance.
    pub taxes: Vec<TaxTotal>,
    /// All taxes together.
    pub tax: Amount,
    /// What the customer pays; negative when money goes back.
    pub total: Amount,
    /// Tax in the prices that an exempt customer does not pay.
    pub tax_spared: Amount,
}

record!(Totals { extended, discount, taxes, tax, total; tax_spared });

/// A whole sale, as it is prepared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sale {
    /// The transaction's id.
    pub id: SaleId,
    /// The register that sells.
    pub register: RegisterId,
    /// The number on the receipt.
    pub receipt: ReceiptNumber,
    /// When, on the shop's wall clock.
    pub time: LocalTime,
    /// Who.
    pub operator: Option<OperatorId>,
    /// To whom.
    pub customer: Option<CustomerId>,
    /// The lines.
    pub lines: Vec<SaleLine>,
    /// The discount asked for on the whole basket.
    pub basket_discount: Option<GivenDiscount>,
    /// The sums.
    pub totals: Totals,
    /// How it was paid.
    pub tenders: Vec<Tender>,
    /// Cash that went back; not negative.
    pub change: Amount,
    /// Points that the customer earns; negative when goods come back.
    pub points_earned: i64,
    /// Where the goods are consumed, but for lines that say otherwise.
    pub service: Service,
    /// From which taxes the customer is exempt, and why.
    pub exemption: Option<Exemption>,
    /// The age in years that the operator checked; 0 where none had to be. A date of birth is never kept.
    pub age_checked: u16,
    /// The shift that it counts to; none where shifts are not kept.
    pub shift: Option<ShiftNumber>,
    /// The day of the books; sales of the first version have none, and count to the day of their time.
    pub business_date: Option<Day>,
    /// Suspended sales that it settles.
    pub resumed: Vec<SaleId>,
    /// What was taken out after it had been suspended.
    pub voids: Vec<VoidedLine>,
    /// What somebody else allowed in it.
    pub approvals: Vec<Approval>,
    /// What was paid for beside goods; no part of the totals.
    pub charges: Vec<Charge>,
    /// What the customer gave beside what they paid; no part of the totals.
    pub tip: Amount,
    /// What rounding to the smallest coin added to what was asked for, or took off where negative.
    pub rounding: Amount,
    /// For how much of its goods the customer earned a point; zero where none were to be earned.
    pub earn_per: Amount,
    /// Whether the shop gives cash for goods that were paid otherwise.
    pub cash_instead: bool,
    /// The sale of this register that it reverses in full: it is a post-void.
    pub post_void: Option<ReceiptNumber>,
    /// Whether it may take what this register holds no right to: somebody who may decided so.
    pub unheld: bool,
}

record!(Sale {
    id,
    register,
    receipt,
    time,
    operator,
    customer,
    lines,
    basket_discount,
    totals,
    tenders,
    change,
    points_earned;
    service,
    exemption,
    age_checked,
    shift,
    business_date,
    resumed,
    voids,
    approvals,
    charges,
    tip,
    rounding,
    earn_per,
    cash_instead,
    post_void,
    unheld
});

/// What a sale needs to know beside basket and tenders.
#[derive(Clone, Debug)]
pub struct SaleContext {
    /// The transaction's id, made and kept before this.
    pub id: SaleId,
    /// The register that sells.
    pub register: RegisterId,
    /// The next receipt number.
    pub receipt: ReceiptNumber,
    /// Who is signed on.
    pub operator: Option<OperatorId>,
    /// The role of whoever is signed on; `None` in a shop without operators.
    pub role: Option<Role>,
    /// The shift that is open, with its business date.
    pub shift: Option<(ShiftNumber, Day)>,
    /// Whether it may take what this register holds no right to.
    pub unheld: bool,
}

impl SaleContext {
    /// Of a sale by nobody in particular, outside of any shift.
    #[must_use]
    pub const fn new(id: SaleId, register: RegisterId, receipt: ReceiptNumber) -> Self {
        Self { id, register, receipt, operator: None, role: None, shift: None, unheld: false }
    }
}

/// Completes `basket` with `tenders` by `rules`: the sale that will be prepared.
///
/// # Errors
/// A [`Refusal`]; basket and tenders are as they were.
pub fn complete(basket: &Basket, tenders: &[Tender], rules: Rules<'_>, context: SaleContext) -> Result<Sale, Refusal> {
    let settings = rules.settings;
    basket.check_complete()?;
    if settings.till.shift_required && context.shift.is_none() {
        return Err(Refusal::ShiftMissing);
    }
    let priced = basket.priced(rules)?;
    let authority = Authority { role: context.role, approvals: basket.approvals().to_vec() };
    basket.needs(&priced)?.into_iter().try_for_each(|need| authority.check(need))?;
    if context.unheld {
        authority.check(Need::of(Act::Exception))?;
    }
    let ahead = basket.charges().iter().map(Charge::amount).filter(|amount| amount.is_negative());
    let ahead = Amount::sum(ahead)?.negated();
    refund::check_without_receipt(&priced.lines, tenders, settings, basket.customer(), ahead)?;
    // Money goes back for goods only: coupons never pay out, whatever comes back beside them.
    let sold = priced.lines.iter().filter(|line| !line.comes_back()).map(|line| line.total);
    if Amount::sum(sold)?.is_negative() {
        return Err(Refusal::CouponsBeyondTotal);
    }
    let due = priced.due;
    if basket.tip() > Amount::ZERO && due <= basket.tip() {
        return Err(Refusal::TipOutOfRange { limit: Amount::ZERO });
    }
    let owes = basket.charges().iter().any(|charge| matches!(charge, Charge::Account { .. }));
    if owes && basket.customer().is_none() {
        return Err(Refusal::CustomerMissing);
    }
    if !tenders.iter().all(|tender| is_of(tender, basket.resumed())) {
        return Err(Refusal::PrepaymentOfOther);
    }
    for tender in tenders {
        check_tender(tender, due, settings, basket.customer())?;
    }
    let change = settings.payments.change(due, tenders)?;
    let points_earned = points_earned(settings, basket.customer(), &priced.lines)?;
    let earn_per = settings.loyalty.filter(|_| basket.customer().is_some()).map(|program| program.earn_per);
    let takes_back = priced.lines.iter().any(|line| line.returned.is_some());
    let of_today = rules.now.business_day(settings.till.day_begins);
    Ok(Sale {
        id: context.id,
        register: context.register,
        receipt: context.receipt,
        time: rules.now,
        operator: context.operator,
        customer: basket.customer().cloned(),
        lines: priced.lines,
        basket_discount: priced.basket_discount,
        totals: priced.totals,
        tenders: tenders.to_vec(),
        change: change.back,
        points_earned,
        service: basket.service(),
        exemption: basket.exemption().cloned(),
        age_checked: basket.age_checked(),
        shift: context.shift.map(|(shift, _)| shift),
        business_date: Some(context.shift.map_or(of_today, |(_, day)| day)),
        resumed: basket.resumed().to_vec(),
        voids: basket.voids().to_vec(),
        approvals: authority.approvals,
        charges: basket.charges().to_vec(),
        tip: priced.tip,
        rounding: change.rounding,
        earn_per: earn_per.unwrap_or_default(),
        cash_instead: takes_back && settings.refunds.cash_instead,
        post_void: None,
        unheld: context.unheld,
    })
}

impl Sale {
    /// What was asked for: goods, charges and tip; negative when money went back.
    ///
    /// # Errors
    /// [`Overflow`] beyond the range of [`Amount`].
    pub fn due(&self) -> Result<Amount, Overflow> {
        Amount::sum(self.charges.iter().map(Charge::amount))?.plus(self.totals.total)?.plus(self.tip)
    }
}

/// Whether what was paid ahead was paid for one of `orders`.
fn is_of(tender: &Tender, orders: &[SaleId]) -> bool {
    if let Tender::Prepayment { order, .. } = tender { orders.contains(order) } else { true }
}

/// Whether `tender` makes sense where `due` is asked for.
fn check_tender(
    tender: &Tender,
    due: Amount,
    settings: &Settings,
    customer: Option<&CustomerId>,
) -> Result<(), Refusal> {
    let amount = tender.amount();
    if amount.is_zero() || amount.is_negative() != due.is_negative() {
        return Err(Refusal::TenderWrongDirection);
    }
    // A code scanned into the amount field must not become the largest payment of the year.
    if amount.abs() > SALE_LIMIT {
        return Err(Refusal::AmountTooLarge { limit: SALE_LIMIT });
    }
    match tender {
        Tender::Cash { .. } => Ok(()),
        Tender::Card { slip, .. } => checked_text(slip, 40).map(drop).map_err(|_| Refusal::SlipReferenceInvalid),
        Tender::Coupon { .. }
        | Tender::Points { .. }
        | Tender::Voucher { .. }
        | Tender::ForeignCash { .. }
        | Tender::Prepayment { .. }
            if due.is_negative() =>
        {
            Err(Refusal::NotPayable)
        }
        Tender::Coupon { code, .. } | Tender::Voucher { code, .. } => {
            checked_text(code, 40).map(drop).map_err(|_| Refusal::CouponCodeInvalid)
        }
        Tender::Points { points, amount } => {
            if customer.is_none() {
                return Err(Refusal::CustomerMissing);
            }
            let program = settings.loyalty.ok_or(Refusal::PointsMismatch)?;
            let worth = points.checked_mul(program.point_value.minor()).ok_or(Refusal::PointsMismatch)?;
            if *points > 0 && worth == amount.minor() { Ok(()) } else { Err(Refusal::PointsMismatch) }
        }
        Tender::StoredValue { .. } | Tender::OnAccount { .. } => customer.map(drop).ok_or(Refusal::CustomerMissing),
        Tender::GiftCard { .. } | Tender::Prepayment { .. } => Ok(()),
        Tender::ForeignCash { currency, foreign, rate, amount } => {
            let taken = settings.payments.foreign(*currency).filter(|known| known.rate == *rate);
            let worth = taken.map(|known| known.worth(*foreign, settings.currency)).transpose()?;
            if worth == Some(*amount) { Ok(()) } else { Err(Refusal::ForeignCashMismatch) }
        }
    }
}

/// One point for each whole `earn_per` of what is sold, less those that goods which come back had earned.
fn points_earned(settings: &Settings, customer: Option<&CustomerId>, lines: &[SaleLine]) -> Result<i64, Refusal> {
    let program = settings.loyalty.map(|program| program.earn_per.minor());
    let lost = refund::points_lost(lines, customer, program)?;
    let (Some(per), Some(_)) = (program, customer) else { return Ok(lost.saturating_neg()) };
    let without = Amount::sum(lines.iter().filter(|line| line.is_without_receipt()).map(|line| line.total))?;
    let sold = Amount::sum(lines.iter().filter(|line| !line.is_return()).map(|line| line.total))?;
    // Towards zero for what is sold. Goods without a receipt have no history that small parts could be told by.
    let earned = sold.minor().checked_div(per).zip(without.minor().checked_div_euclid(per));
    earned.and_then(|(sold, without)| sold.checked_add(without)?.checked_sub(lost)).ok_or(Refusal::PointsMismatch)
}

impl SaleLine {
    /// The base of the line's tax: what it comes to without the tax.
    #[must_use]
    pub const fn net_minor(&self) -> i64 {
        self.total.minor() - self.tax_amount.minor()
    }

    /// What kind of line it is.
    #[must_use]
    pub fn kind(&self) -> LineKind {
        kind(self.detail.as_deref())
    }

    /// Whether goods or empties come in and money goes out.
    #[must_use]
    pub fn comes_back(&self) -> bool {
        self.is_return() || self.kind() == LineKind::DepositReturn
    }

    /// Whether goods come back, with their receipt or without.
    #[must_use]
    pub fn is_return(&self) -> bool {
        self.returned.is_some() || self.is_without_receipt()
    }

    /// Whether goods come back without their receipt.
    #[must_use]
    pub fn is_without_receipt(&self) -> bool {
        self.taken.as_ref().is_some_and(|taken| taken.without_receipt)
    }

    /// Whether goods come back that nobody can sell again.
    #[must_use]
    pub fn is_damaged(&self) -> bool {
        self.taken.as_ref().is_some_and(|taken| taken.damaged)
    }

    /// Which stock on hand moves, and by how much: negative when goods leave. A pack moves what is in it.
    ///
    /// # Errors
    /// [`Overflow`] beyond the range.
    pub fn stock_movement(&self) -> Result<Option<(&Sku, Quantity)>, Overflow> {
        // What came back broken is on no shelf.
        if !self.kind().moves_stock() || self.is_damaged() {
            return Ok(None);
        }
        let (sku, quantity) = match self.detail.as_ref().and_then(|detail| detail.pack.as_ref()) {
            Some(pack) => (&pack.of, unpacked(self.quantity, pack)?),
            None => (&self.sku, self.quantity),
        };
        Ok(Some((sku, if self.is_return() { quantity } else { quantity.negated() })))
    }
}

impl DiscountReason {
    /// Whether a discount of this kind may take off more than the line costs: a coupon's face
    /// value stands whatever the goods cost, and the rest counts against the basket.
    #[must_use]
    pub const fn may_exceed_line(self) -> bool {
        matches!(self, Self::Coupon | Self::CouponMatch)
    }
}
