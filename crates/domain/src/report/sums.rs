//! What sales come to: sums that can be added to one another, by whatever they are looked at.

use evertill_money::{Amount, Overflow, Rate};

use crate::ids::TaxCategoryId;
use crate::quantity::Quantity;
use crate::sale::{Sale, SaleLine, TaxTotal};
use crate::tender::Tender;
use crate::{choice, record};

/// The figures at the head of a report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Sales that sold something.
    pub sales: u64,
    /// Sales that took something back; one that does both counts here too.
    pub refunds: u64,
    /// What was sold before discounts.
    pub gross: Amount,
    /// What discounts took off it.
    pub discounts: Amount,
    /// What was sold, taxes included.
    pub sold: Amount,
    /// What was given back for goods, taxes included, as a positive amount.
    pub refunded: Amount,
    /// The taxes, less those that were given back.
    pub tax: Amount,
    /// What all of it comes to: sold less refunded and post-voided.
    pub total: Amount,
    /// What the goods with a known cost cost, less those that came back.
    pub cost: Amount,
    /// What those goods were sold for without taxes.
    pub costed: Amount,
    /// Sales that were reversed in full within their shift.
    pub post_voids: u64,
    /// What those came to, taxes included, as a positive amount.
    pub post_voided: Amount,
}

record!(Figures { sales, refunds, gross, discounts, sold, refunded, tax, total, cost, costed; post_voids, post_voided });

impl Figures {
    /// What a sale comes to.
    ///
    /// # Errors
    /// [`Overflow`] beyond the range of [`Amount`]; the same goes for all others here.
    pub fn of(sale: &Sale) -> Result<Self, Overflow> {
        let mut figures = Self { tax: sale.totals.tax, total: sale.totals.total, ..Self::default() };
        for line in &sale.lines {
            if sale.post_void.is_some() {
                figures.post_voids = 1;
                figures.post_voided = figures.post_voided.minus(line.total)?;
            } else if line.is_return() {
                figures.refunds = 1;
                figures.refunded = figures.refunded.minus(line.total)?;
            } else {
                figures.sales = 1;
                figures.gross = figures.gross.plus(line.extended)?;
                figures.sold = figures.sold.plus(line.total)?;
                for given in &line.discounts {
                    figures.discounts = figures.discounts.plus(given.amount)?;
                }
                figures.discounts = figures.discounts.plus(line.basket_discount)?;
            }
            let goods = Goods::of(line)?;
            figures.cost = figures.cost.plus(goods.cost)?;
            figures.costed = figures.costed.plus(goods.costed)?;
        }
        Ok(figures)
    }

    /// Adds others.
    ///
    /// # Errors
    /// [`Overflow`].
    pub fn add(&mut self, other: &Self) -> Result<(), Overflow> {
        *self = Self {
            sales: self.sales.saturating_add(other.sales),
            refunds: self.refunds.saturating_add(other.refunds),
            gross: self.gross.plus(other.gross)?,
            discounts: self.discounts.plus(other.discounts)?,
            sold: self.sold.plus(other.sold)?,
            refunded: self.refunded.plus(other.refunded)?,
            tax: self.tax.plus(other.tax)?,
            total: self.total.plus(other.total)?,
            cost: self.cost.plus(other.cost)?,
            costed: self.costed.plus(other.costed)?,
            post_voids: self.post_voids.saturating_add(other.post_voids),
            post_voided: self.post_voided.plus(other.post_voided)?,
        };
        Ok(())
    }

    /// What it comes to without taxes.
    ///
    /// # Errors
    /// [`Overflow`].
    pub fn net(&self) -> Result<Amount, Overflow> {
        self.total.minus(self.tax)
    }

    /// What a sale comes to on average, taxes included, rounded half up; nothing where there was none.
    ///
    /// # Errors
    /// [`Overflow`].
    pub fn average(&self) -> Result<Amount, Overflow> {
        match i64::try_from(self.sales) {
            Ok(sales @ 1..) => self.sold.scaled(1, sales, evertill_money::Rounding::HalfUp),
            _ => Ok(Amount::ZERO),
        }
    }

    /// What the goods with a known cost brought in above it.
    ///
    /// # Errors
    /// [`Overflow`].
    pub fn margin(&self) -> Result<Amount, Overflow> {
        self.costed.minus(self.cost)
    }
}

/// Sales and what they come to, taxes included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Turnover {
    /// How many sales, those that only take something back included.
    pub sales: u64,
    /// What they come to.
    pub total: Amount,
}

record!(Turnover { sales, total });

impl Turnover {
    /// Adds others.
    ///
    /// # Errors
    /// [`Overflow`].
    pub fn add(&mut self, other: Self) -> Result<(), Overflow> {
        *self = Self { sales: self.sales.saturating_add(other.sales), total: self.total.plus(other.total)? };
        Ok(())
    }
}

/// What was sold of some goods, less what came back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Goods {
    /// How much.
    pub quantity: Quantity,
    /// What it came to, taxes included.
    pub total: Amount,
    /// The taxes in it.
    pub tax: Amount,
    /// What it cost, as far as that was known.
    pub cost: Amount,
    /// What that part was sold for without taxes.
    pub costed: Amount,
}

impl Goods {
    /// What a line comes to.
    ///
    /// # Errors
    /// [`Overflow`].
    pub fn of(line: &SaleLine) -> Result<Self, Overflow> {
        let quantity = if line.is_return() { line.quantity.negated() } else { line.quantity };
        let (cost, costed) = match line.cost {
            Some(cost) => (quantity.times(cost)?, line.total.minus(line.tax_amount)?),
            None => (Amount::ZERO, Amount::ZERO),
        };
        Ok(Self { quantity, total: line.total, tax: line.tax_amount, cost, costed })
    }

    /// Adds others.
    ///
    /// # Errors
    /// [`Overflow`].
    pub fn add(&mut self, other: &Self) -> Result<(), Overflow> {
        *self = Self {
            quantity: self.quantity.plus(other.quantity)?,
            total: self.total.plus(other.total)?,
            tax: self.tax.plus(other.tax)?,
            cost: self.cost.plus(other.cost)?,
            costed: self.costed.plus(other.costed)?,
        };
        Ok(())
    }
}

/// What a tax comes to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Taxed {
    /// The base without the tax.
    pub net: Amount,
    /// The tax.
    pub amount: Amount,
}

record!(Taxed { net, amount });

impl Taxed {
    /// Adds others.
    ///
    /// # Errors
    /// [`Overflow`].
    pub fn add(&mut self, other: Self) -> Result<(), Overflow> {
        *self = Self { net: self.net.plus(other.net)?, amount: self.amount.plus(other.amount)? };
        Ok(())
    }
}

/// What taxes are told apart by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaxName {
    /// The category.
    pub id: TaxCategoryId,
    /// What the receipt printed. That of a category names its rate.
    pub label: String,
    /// The rate of a component, whose label does not name it.
    pub rate: Option<Rate>,
    /// Whether the customer was exempt from it.
    pub exempt: bool,
}

record!(TaxName { id, label, rate, exempt });

impl TaxName {
    /// By what names are put in order.
    pub(super) fn order(&self) -> (&TaxCategoryId, &str, Option<Rate>, bool) {
        (&self.id, &self.label, self.rate, self.exempt)
    }
}

/// What a sale comes to by each tax. Components of one category have the same base each.
#[must_use]
pub fn by_tax(sale: &Sale) -> Vec<(TaxName, Taxed)> {
    let mut taxes = Vec::new();
    for TaxTotal { tax, net, amount, parts } in &sale.totals.taxes {
        let mut add = |label: &str, rate, exempt, amount| {
            let name = TaxName { id: tax.id.clone(), label: label.to_owned(), rate, exempt };
            taxes.push((name, Taxed { net: *net, amount }));
        };
        if tax.components.is_empty() {
            add(&tax.label, None, tax.exempt, *amount);
        }
        for (component, part) in tax.components.iter().zip(parts) {
            let rate = component.rates.first().map(|dated| dated.rate);
            add(&component.label, rate, component.exempt, *part);
        }
    }
    taxes
}

/// The kinds of tender that a report tells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TenderKind {
    /// Coins and notes.
    Cash,
    /// A card on a terminal.
    Card,
    /// A paper coupon.
    Coupon,
    /// Loyalty points.
    Points,
    /// Store credit.
    StoredValue,
    /// A gift card.
    GiftCard,
    /// On account.
    OnAccount,
    /// A voucher of the shop.
    Voucher,
    /// Foreign coins and notes.
    ForeignCash,
    /// What was paid ahead.
    Prepayment,
}

choice!(TenderKind { Cash, Card, Coupon, Points, StoredValue, GiftCard, OnAccount, Voucher, ForeignCash, Prepayment });

impl TenderKind {
    /// The kind of a tender.
    #[must_use]
    pub const fn of(tender: &Tender) -> Self {
        match tender {
            Tender::Cash { .. } => Self::Cash,
            Tender::Card { .. } => Self::Card,
            Tender::Coupon { .. } => Self::Coupon,
            Tender::Points { .. } => Self::Points,
            Tender::StoredValue { .. } => Self::StoredValue,
            Tender::GiftCard { .. } => Self::GiftCard,
            Tender::OnAccount { .. } => Self::OnAccount,
            Tender::Voucher { .. } => Self::Voucher,
            Tender::Prepayment { .. } => Self::Prepayment,
            Tender::ForeignCash { .. } => Self::ForeignCash,
        }
    }
}

/// What a sale took and gave by each kind of tender, in order of first appearance; change goes off the cash.
///
/// # Errors
/// [`Overflow`].
pub fn by_tender(sale: &Sale) -> Result<Vec<(TenderKind, Amount)>, Overflow> {
    let change = (!sale.change.is_zero()).then(|| (TenderKind::Cash, sale.change.negated()));
    let mut kinds: Vec<(TenderKind, Amount)> = Vec::new();
    for (kind, amount) in sale.tenders.iter().map(|tender| (TenderKind::of(tender), tender.amount())).chain(change) {
        match kinds.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, sum)) => *sum = sum.plus(amount)?,
            None => kinds.push((kind, amount)),
        }
    }
    Ok(kinds)
}
