//! Lines being rung up: every change is a command that is carried out whole or refused.

use evertill_money::Amount;

use crate::Refusal;
use crate::discount::Discount;
use crate::ids::{CustomerId, Sku};
use crate::item::{Item, StockPolicy};
use crate::pricing::{Priced, Rules, price};
use crate::quantity::{Quantity, Unit};
use crate::sale::{Price, SaleLine};
use crate::tax::{Exemption, Service, TaxCategory};
use crate::{record, transparent};

/// Names a line of an open basket; never used twice in one basket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct LineId(pub u32);

transparent!(LineId);

/// One line of an open basket, with a snapshot of its item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BasketLine {
    /// Its name in this basket.
    pub id: LineId,
    /// What is sold.
    pub sku: Sku,
    /// What it is called.
    pub name: String,
    /// How much of it.
    pub quantity: Quantity,
    /// Of which unit.
    pub unit: Unit,
    /// At which price.
    pub price: Price,
    /// The line's own discounts, in the order in which they apply.
    pub discounts: Vec<Discount>,
    /// The tax category.
    pub tax: TaxCategory,
    /// The stock policy.
    pub stock: StockPolicy,
    /// What one unit costs the shop, where it is known.
    pub cost: Option<Amount>,
    /// Where it is consumed, when not where everything else is.
    pub service: Option<Service>,
}

record!(BasketLine { id, sku, name, quantity, unit, price, discounts, tax, stock; cost, service });

/// The lines of a sale in the making.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Basket {
    lines: Vec<BasketLine>,
    returns: Vec<SaleLine>,
    discount: Option<Discount>,
    customer: Option<CustomerId>,
    next_line: u32,
    service: Service,
    exemption: Option<Exemption>,
}

record!(Basket { lines, returns, discount, customer, next_line; service, exemption });

/// What an operator can do to a basket.
#[derive(Clone, Debug)]
pub enum BasketCommand {
    /// Ring up an item. The same item at the same price, sold by the piece and without discount,
    /// joins its line.
    Add {
        /// The item.
        item: Box<Item>,
        /// Its tax category.
        tax: TaxCategory,
        /// How much of it.
        quantity: Quantity,
        /// The price that was keyed or scanned, where it is not the item's own.
        price: Option<Price>,
    },
    /// Change how much of a line is sold.
    SetQuantity {
        /// Which.
        line: LineId,
        /// To how much.
        quantity: Quantity,
    },
    /// Replace a line's discounts.
    SetDiscounts {
        /// Which.
        line: LineId,
        /// By these.
        discounts: Vec<Discount>,
    },
    /// Take a line out.
    Void {
        /// Which.
        line: LineId,
    },
    /// Give or take back a discount on everything.
    SetBasketDiscount(Option<Discount>),
    /// Choose the customer, or nobody. Another customer is not exempt from taxes until that is said.
    SetCustomer(Option<CustomerId>),
    /// Say where everything is consumed, but for lines that say otherwise.
    SetService(Service),
    /// Say where a line is consumed; `None` for where everything else is.
    SetLineService {
        /// Which.
        line: LineId,
        /// Where.
        service: Option<Service>,
    },
    /// Say from which taxes the customer is exempt, or that they are not.
    SetExemption(Option<Exemption>),
    /// Take back goods of an earlier sale; made by [`crate::refund::return_line`].
    AddReturn(Box<SaleLine>),
    /// Keep goods after all: drop the return at this place, from 0.
    VoidReturn(usize),
}

impl Basket {
    /// The most lines of one basket, returns included.
    pub const LINE_LIMIT: usize = 500;
    /// The most of anything on one line.
    pub const QUANTITY_LIMIT: Quantity = Quantity::whole(1_000_000);
    /// The most discounts on one line.
    pub const DISCOUNT_LIMIT: usize = 8;

    /// The goods that are sold.
    #[must_use]
    pub fn lines(&self) -> &[BasketLine] {
        &self.lines
    }

    /// The goods that come back.
    #[must_use]
    pub fn returns(&self) -> &[SaleLine] {
        &self.returns
    }

    /// The discount on everything.
    #[must_use]
    pub const fn discount(&self) -> Option<Discount> {
        self.discount
    }

    /// The customer.
    #[must_use]
    pub const fn customer(&self) -> Option<&CustomerId> {
        self.customer.as_ref()
    }

    /// Where everything is consumed, but for lines that say otherwise.
    #[must_use]
    pub const fn service(&self) -> Service {
        self.service
    }

    /// From which taxes the customer is exempt.
    #[must_use]
    pub const fn exemption(&self) -> Option<&Exemption> {
        self.exemption.as_ref()
    }

    /// Whether nothing is sold or comes back.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty() && self.returns.is_empty()
    }

    /// The basket with its prices worked out by `rules`.
    ///
    /// # Errors
    /// As of [`price`]; a basket that only commands have changed is not refused by the rules that they were carried out with.
    pub fn priced(&self, rules: Rules<'_>) -> Result<Priced, Refusal> {
        price(self, rules)
    }

    /// Carries out `command` and returns the new prices by `rules`.
    ///
    /// # Errors
    /// A [`Refusal`]; the basket is then as it was.
    pub fn handle(&mut self, command: BasketCommand, rules: Rules<'_>) -> Result<Priced, Refusal> {
        let mut next = self.clone();
        next.change(command)?;
        let priced = next.priced(rules)?;
        *self = next;
        Ok(priced)
    }

    fn change(&mut self, command: BasketCommand) -> Result<(), Refusal> {
        match command {
            BasketCommand::Add { item, tax, quantity, price } => self.add(*item, tax, quantity, price),
            BasketCommand::SetQuantity { line, quantity } => {
                let line = self.line_mut(line)?;
                check_quantity(quantity, line.unit, line.price)?;
                line.quantity = quantity;
                Ok(())
            }
            BasketCommand::SetDiscounts { line, discounts } => {
                if discounts.len() > Self::DISCOUNT_LIMIT {
                    return Err(Refusal::DiscountOutOfRange);
                }
                self.line_mut(line)?.discounts = discounts;
                Ok(())
            }
            BasketCommand::Void { line } => {
                self.line_mut(line)?;
                self.lines.retain(|kept| kept.id != line);
                if self.lines.is_empty() {
                    self.discount = None;
                }
                Ok(())
            }
            BasketCommand::SetBasketDiscount(discount) => {
                self.discount = discount;
                Ok(())
            }
            BasketCommand::SetCustomer(customer) => {
                if self.customer != customer {
                    self.exemption = None;
                }
                self.customer = customer;
                Ok(())
            }
            BasketCommand::SetService(service) => {
                self.service = service;
                Ok(())
            }
            BasketCommand::SetLineService { line, service } => {
                self.line_mut(line)?.service = service;
                Ok(())
            }
            BasketCommand::SetExemption(exemption) => {
                exemption.as_ref().map_or(Ok(()), Exemption::check)?;
                self.exemption = exemption;
                Ok(())
            }
            BasketCommand::AddReturn(line) => self.add_return(*line),
            BasketCommand::VoidReturn(at) => {
                if at >= self.returns.len() {
                    return Err(Refusal::UnknownLine);
                }
                self.returns.remove(at);
                Ok(())
            }
        }
    }

    fn add(&mut self, item: Item, tax: TaxCategory, quantity: Quantity, price: Option<Price>) -> Result<(), Refusal> {
        if item.archived {
            return Err(Refusal::ItemArchived { sku: item.sku });
        }
        let price = match (price, item.price) {
            (Some(price), _) => price,
            (None, Some(price)) => Price::Unit(price),
            (None, None) => return Err(Refusal::PriceMissing { sku: item.sku }),
        };
        let (Price::Unit(amount) | Price::Extended(amount)) = price;
        if amount.is_negative() {
            return Err(Refusal::PriceNegative);
        }
        check_quantity(quantity, item.unit, price)?;
        if let Some(line) = self.lines.iter_mut().rev().find(|line| joins(line, &item, &tax, price)) {
            let sum = line.quantity.plus(quantity)?;
            check_quantity(sum, item.unit, price)?;
            line.quantity = sum;
            return Ok(());
        }
        self.check_room()?;
        let id = LineId(self.next_line);
        self.next_line = self.next_line.wrapping_add(1);
        self.lines.push(BasketLine {
            id,
            sku: item.sku,
            name: item.name,
            quantity,
            unit: item.unit,
            price,
            discounts: Vec::new(),
            tax,
            stock: item.stock,
            cost: item.cost,
            service: None,
        });
        Ok(())
    }

    fn add_return(&mut self, line: SaleLine) -> Result<(), Refusal> {
        let Some(of) = &line.returned else { return Err(Refusal::UnknownLine) };
        if self.returns.iter().any(|held| held.returned.as_ref() == Some(of)) {
            return Err(Refusal::ReturnedTwice { line: of.line });
        }
        self.check_room()?;
        self.returns.push(line);
        Ok(())
    }

    fn check_room(&self) -> Result<(), Refusal> {
        if self.lines.len() + self.returns.len() >= Self::LINE_LIMIT {
            return Err(Refusal::BasketFull { limit: Self::LINE_LIMIT });
        }
        Ok(())
    }

    fn line_mut(&mut self, id: LineId) -> Result<&mut BasketLine, Refusal> {
        self.lines.iter_mut().find(|line| line.id == id).ok_or(Refusal::UnknownLine)
    }
}

/// Whether another piece of `item` is one more on `line`.
fn joins(line: &BasketLine, item: &Item, tax: &TaxCategory, price: Price) -> bool {
    line.unit == Unit::Each
        && matches!(price, Price::Unit(_))
        && line.sku == item.sku
        && line.price == price
        && line.tax == *tax
        && line.discounts.is_empty()
        && line.service.is_none()
}

fn check_quantity(quantity: Quantity, unit: Unit, price: Price) -> Result<(), Refusal> {
    // A line whose price is settled elsewhere may state no quantity: real tills record such lines.
    let may_be_zero = matches!(price, Price::Extended(_)) && quantity.is_zero();
    if !quantity.is_positive() && !may_be_zero {
        Err(Refusal::QuantityNotPositive)
    } else if quantity > Basket::QUANTITY_LIMIT {
        Err(Refusal::QuantityTooLarge { limit: Basket::QUANTITY_LIMIT })
    } else if !unit.is_divisible() && !quantity.is_whole() {
        Err(Refusal::QuantityNotWhole { unit })
    } else {
        Ok(())
    }
}

/// What is still to pay once `paid` has been offered; never negative.
#[must_use]
pub fn still_due(total: Amount, paid: Amount) -> Amount {
    total.minus(paid).map_or(Amount::ZERO, |due| due.max(Amount::ZERO))
}
