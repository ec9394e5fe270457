//! Lines being rung up: every change is a command that is carried out whole or refused.

use evertill_money::Amount;

mod goods;
mod offers;
mod suspension;

pub use goods::{Goods, Part};
pub use offers::Buyer;
use offers::check_note;

use crate::Refusal;
use crate::charge::Charge;
use crate::detail::{LineDetail, LineKind, kind};
use crate::discount::Discount;
use crate::ids::{CustomerId, GroupId, ModifierGroupId, SaleId, Sku};
use crate::item::{Item, StockPolicy};
use crate::modifier::Picked;
use crate::people::Approval;
use crate::pricing::{Priced, Rules, SALE_LIMIT, price};
use crate::quantity::{Quantity, Unit};
use crate::sale::{Price, PriceChange, SaleLine};
use crate::suspended::{SuspendedSale, VoidedLine};
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
    /// What it is beside all this; `None` for most lines.
    pub detail: Option<Box<LineDetail>>,
    /// The line that it follows.
    pub under: Option<Under>,
    /// The item's department.
    pub department: String,
    /// The item's category.
    pub category: String,
    /// The item's own price, where the line is priced by the shop's lists: it is priced anew when the customer changes.
    pub own: Option<Amount>,
    /// That an operator changed the price: neither lists nor promotions touch it then.
    pub price_change: Option<PriceChange>,
}

record!(BasketLine { id, sku, name, quantity, unit, price, discounts, tax, stock; cost, service, detail, under, department, category, own, price_change });

impl BasketLine {
    /// What kind of line it is.
    #[must_use]
    pub fn kind(&self) -> LineKind {
        kind(self.detail.as_deref())
    }
}

/// How a line follows another: it comes, changes and goes with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Under {
    /// The line that it follows.
    pub line: LineId,
    /// How many there are of it for each one of that.
    pub times: u16,
}

record!(Under { line, times });

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
    /// The age in years that was checked; 0 while none was.
    age_checked: u16,
    /// Suspended sales that this one settles, the one it goes on from first.
    resumed: Vec<SaleId>,
    /// What it was suspended as; empty where it never was.
    name: String,
    /// What was taken out since it was first suspended.
    voids: Vec<VoidedLine>,
    /// What somebody with the right to do so allowed in it.
    approvals: Vec<Approval>,
    group: Option<GroupId>,
    codes: Vec<String>,
    charges: Vec<Charge>,
    tip: Amount,
}

record!(Basket { lines, returns, discount, customer, next_line; service, exemption, age_checked, resumed, name, voids, approvals, group, codes, charges, tip });

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
    /// Ring up an item with all that is asked about it.
    AddGoods(Box<Goods>),
    /// Ring up something that is in no catalogue.
    AddOpen {
        /// What it is called.
        name: String,
        /// What one costs.
        price: Amount,
        /// Its tax category.
        tax: TaxCategory,
        /// How many.
        quantity: Quantity,
    },
    /// Put a remark on a line of its own.
    AddNote {
        /// The remark.
        text: String,
    },
    /// Take back empties, whose deposit goes out.
    AddDepositReturn {
        /// The item that is the deposit.
        item: Box<Item>,
        /// Its tax category.
        tax: TaxCategory,
        /// How many; whole and above zero.
        quantity: Quantity,
    },
    /// Choose other modifiers for a line.
    SetModifiers {
        /// Which.
        line: LineId,
        /// The groups that its item has.
        groups: Vec<ModifierGroupId>,
        /// What is chosen of them.
        picked: Vec<Picked>,
    },
    /// Note something about a line, or nothing.
    SetNote {
        /// Which.
        line: LineId,
        /// The remark; empty for none.
        text: String,
    },
    /// Note the serial or lot number of a line.
    SetTrace {
        /// Which.
        line: LineId,
        /// The number; empty while it is not known.
        trace: String,
    },
    /// Somebody looked at the customer's papers: they are at least this old.
    CheckAge {
        /// How old, in years.
        years: u16,
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
    /// Charge another price for each unit of a line, or its own again.
    SetPrice {
        /// Which.
        line: LineId,
        /// The price, not negative; `None` takes the change back.
        price: Option<Amount>,
        /// Why, 1 to [`PriceChange::REASON_LIMIT`] characters; says nothing where the change is taken back.
        reason: String,
    },
    /// Choose the customer, or nobody. Lines that the shop's lists price are priced anew; another customer is not exempt
    /// from taxes until that is said.
    SetCustomer(Option<Buyer>),
    /// Enter a coupon code.
    EnterCode(String),
    /// Take back the coupon code at this place, from 0.
    RemoveCode(usize),
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
    /// Take back goods; made by [`crate::refund::return_line`] or [`crate::refund::line_without_receipt`].
    AddReturn(Box<SaleLine>),
    /// Keep goods after all: drop the return at this place, from 0.
    VoidReturn(usize),
    /// Note what somebody allowed.
    Approve(Approval),
    /// Add the lines of a suspended sale, which ends in this one.
    Merge(Box<SuspendedSale>),
    /// Something beside goods is paid for.
    AddCharge(Charge),
    /// It is not paid for after all: drop the one at this place, from 0.
    VoidCharge(usize),
    /// The customer gives this much beside what they pay; nothing takes it back.
    SetTip(Amount),
}

impl Basket {
    /// The most lines of one basket, returns included.
    pub const LINE_LIMIT: usize = 500;
    /// The most of anything on one line.
    pub const QUANTITY_LIMIT: Quantity = Quantity::whole(1_000_000);
    /// The most approvals that are kept with one basket.
    pub const APPROVALS_LIMIT: usize = 20;
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
    pub const fn discount(&self) -> Option<&Discount> {
        self.discount.as_ref()
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

    /// The age in years that was checked for this basket; 0 while none was.
    #[must_use]
    pub const fn age_checked(&self) -> u16 {
        self.age_checked
    }

    /// Suspended sales that this one settles.
    pub fn resumed(&self) -> &[SaleId] {
        &self.resumed
    }

    /// What it was suspended as; empty where it never was.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What was taken out since it was first suspended.
    pub fn voids(&self) -> &[VoidedLine] {
        &self.voids
    }

    /// What somebody allowed in it.
    pub fn approvals(&self) -> &[Approval] {
        &self.approvals
    }

    /// Whether nothing is sold or comes back.
    /// What is paid for beside goods.
    #[must_use]
    pub fn charges(&self) -> &[Charge] {
        &self.charges
    }

    /// What the customer gives beside what they pay.
    #[must_use]
    pub const fn tip(&self) -> Amount {
        self.tip
    }

    /// Whether nothing is sold, comes back or is paid for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty() && self.returns.is_empty() && self.charges.is_empty()
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
        next.change(command, rules)?;
        next.note_voids(&self.lines)?;
        let priced = next.priced(rules)?;
        *self = next;
        Ok(priced)
    }

    fn change(&mut self, command: BasketCommand, rules: Rules<'_>) -> Result<(), Refusal> {
        match command {
            BasketCommand::Add { item, tax, quantity, price } => {
                self.add_goods(Goods { price, ..Goods::of(*item, tax, quantity) }, rules)
            }
            BasketCommand::AddGoods(goods) => self.add_goods(*goods, rules),
            BasketCommand::AddOpen { name, price, tax, quantity } => self.add_open(&name, price, tax, quantity),
            BasketCommand::AddNote { text } => self.add_note(&text, rules),
            BasketCommand::AddDepositReturn { item, tax, quantity } => self.add_deposit_return(*item, tax, quantity),
            BasketCommand::SetModifiers { line, groups, picked } => self.set_modifiers(line, &groups, &picked, rules),
            BasketCommand::SetNote { line, text } => self.set_note(line, &text),
            BasketCommand::SetTrace { line, trace } => self.set_trace(line, &trace),
            BasketCommand::CheckAge { years } => {
                self.age_checked = self.age_checked.max(years);
                Ok(())
            }
            BasketCommand::SetQuantity { line, quantity } => self.set_quantity(line, quantity),
            BasketCommand::SetDiscounts { line, discounts } => self.set_discounts(line, discounts),
            BasketCommand::Void { line } => self.void(line),
            BasketCommand::SetBasketDiscount(discount) => {
                discount.iter().try_for_each(check_note)?;
                self.discount = discount;
                Ok(())
            }
            BasketCommand::SetPrice { line, price, reason } => self.set_price(line, price, &reason),
            BasketCommand::SetCustomer(buyer) => {
                self.set_buyer(buyer, rules);
                Ok(())
            }
            BasketCommand::EnterCode(code) => self.enter_code(&code, rules),
            BasketCommand::RemoveCode(at) => self.remove_code(at),
            BasketCommand::SetService(service) => {
                self.service = service;
                Ok(())
            }
            BasketCommand::SetLineService { line, service } => self.set_line_service(line, service),
            BasketCommand::SetExemption(exemption) => {
                exemption.as_ref().map_or(Ok(()), Exemption::check)?;
                self.exemption = exemption;
                Ok(())
            }
            BasketCommand::AddReturn(line) => self.add_return(*line),
            BasketCommand::VoidReturn(at) => take_at(&mut self.returns, at),
            BasketCommand::Approve(approval) => {
                self.approve(approval);
                Ok(())
            }
            BasketCommand::Merge(other) => self.merge(*other),
            BasketCommand::AddCharge(charge) => self.add_charge(charge),
            BasketCommand::VoidCharge(at) => take_at(&mut self.charges, at),
            BasketCommand::SetTip(tip) => self.set_tip(tip),
        }
    }

    fn set_tip(&mut self, tip: Amount) -> Result<(), Refusal> {
        if tip.is_negative() || tip > SALE_LIMIT {
            return Err(Refusal::TipOutOfRange { limit: SALE_LIMIT });
        }
        self.tip = tip;
        Ok(())
    }

    fn set_discounts(&mut self, id: LineId, discounts: Vec<Discount>) -> Result<(), Refusal> {
        if discounts.len() > Self::DISCOUNT_LIMIT {
            return Err(Refusal::DiscountOutOfRange);
        }
        discounts.iter().try_for_each(check_note)?;
        let line = self.line_mut(id)?;
        if !line.kind().takes_discounts() && !discounts.is_empty() {
            return Err(Refusal::NotDiscountable);
        }
        line.discounts = discounts;
        Ok(())
    }

    fn add_return(&mut self, line: SaleLine) -> Result<(), Refusal> {
        match &line.returned {
            Some(of) if self.returns.iter().any(|held| held.returned.as_ref() == Some(of)) => {
                return Err(Refusal::ReturnedTwice { line: of.line });
            }
            None if !line.is_without_receipt() => return Err(Refusal::UnknownLine),
            _ => {}
        }
        self.check_room()?;
        self.returns.push(line);
        Ok(())
    }

    /// More on the same card, or of the same account, joins what is there.
    fn add_charge(&mut self, charge: Charge) -> Result<(), Refusal> {
        let gives_back = matches!(charge, Charge::Prepayment { .. }) && charge.amount().is_negative();
        if charge.amount() <= Amount::ZERO && !gives_back || charge.amount().abs() > SALE_LIMIT {
            return Err(Refusal::ChargeOutOfRange { limit: SALE_LIMIT });
        }
        for held in &mut self.charges {
            match (held, &charge) {
                (Charge::GiftCard { card: held, amount }, Charge::GiftCard { card, amount: more }) if held == card => {
                    *amount = amount.plus(*more)?;
                    return Ok(());
                }
                (Charge::Account { amount }, Charge::Account { amount: more }) => {
                    *amount = amount.plus(*more)?;
                    return Ok(());
                }
                _ => {}
            }
        }
        self.check_room()?;
        self.charges.push(charge);
        Ok(())
    }

    fn check_room(&self) -> Result<(), Refusal> {
        if self.lines.len() + self.returns.len() + self.charges.len() >= Self::LINE_LIMIT {
            return Err(Refusal::BasketFull { limit: Self::LINE_LIMIT });
        }
        Ok(())
    }

    /// What belongs to a line goes where the line goes: the parts of a combo, a deposit.
    fn set_line_service(&mut self, line: LineId, service: Option<Service>) -> Result<(), Refusal> {
        self.line_mut(line)?.service = service;
        let parts = self.lines.iter_mut().filter(|part| part.under.as_ref().is_some_and(|of| of.line == line));
        parts.for_each(|part| part.service = service);
        Ok(())
    }

    fn line_mut(&mut self, id: LineId) -> Result<&mut BasketLine, Refusal> {
        self.lines.iter_mut().find(|line| line.id == id).ok_or(Refusal::UnknownLine)
    }
}

/// Drops what stands at this place.
fn take_at<T>(list: &mut Vec<T>, at: usize) -> Result<(), Refusal> {
    if at >= list.len() {
        return Err(Refusal::UnknownLine);
    }
    list.remove(at);
    Ok(())
}

/// What is still to pay once `paid` has been offered; never negative.
#[must_use]
pub fn still_due(total: Amount, paid: Amount) -> Amount {
    total.minus(paid).map_or(Amount::ZERO, |due| due.max(Amount::ZERO))
}
