//! A till on paper: carries out tapes with the rules of the crate, on rows in memory.
//!
//! After every step it checks what must always hold, so that each tape of each chapter proves it
//! again: a refused command changes nothing, the lines add up to the totals, the postings balance,
//! and a rollback leaves nothing but its own row.

use std::collections::BTreeMap;
use std::fmt::Write;

use evertill_domain::basket::{Basket, BasketCommand, Buyer, Goods, LineId, Part};
use evertill_domain::charge::Charge;
use evertill_domain::clock::{Hlc, LocalTime, Timestamp};
use evertill_domain::customer::Customer;
use evertill_domain::day::Day;
use evertill_domain::event::{Event, SaleConfirmed, SaleRolledBack};
use evertill_domain::ids::{
    AccountId, CustomerId, GroupId, PromotionId, ReceiptNumber, RegisterId, SaleId, Seq, Sku, TaxCategoryId,
};
use evertill_domain::item::Item;
use evertill_domain::modifier::Picked;
use evertill_domain::offers::Offers;
use evertill_domain::origin::Origin;
use evertill_domain::participants::{self, Verdict};
use evertill_domain::people::Role;
use evertill_domain::pricing::{Priced, Rules};
use evertill_domain::promotion::{Promotion, Promotions};
use evertill_domain::quantity::Quantity;
use evertill_domain::refund::{Unreceipted, line_without_receipt, return_line, with_reason};
use evertill_domain::rows::{CustomerRow, Row, RowKey, RowSet, SoldSale};
use evertill_domain::sale::{self, Price, Sale, SaleContext, SaleLine};
use evertill_domain::shift::ShiftNumber;
use evertill_domain::shop::{LoyaltyProgram, Settings};
use evertill_domain::tax::{TaxCategory, TaxMode};
use evertill_domain::tender::Tender;
use evertill_domain::{Amount, Currency, Rate, Refusal, Rounding, apply, post_void, postings};
use evertill_money::format_decimal;

use crate::tape::{Step, step};

/// A register, its rows and the basket being rung.
pub struct Till {
    /// The shop's rules.
    pub settings: Settings,
    /// What can be sold, by name.
    pub items: BTreeMap<String, Item>,
    /// Every balance.
    pub rows: RowSet,
    /// Every prepared sale, by receipt.
    pub sales: BTreeMap<u64, Sale>,
    /// The basket.
    pub basket: Basket,
    /// What was offered for it.
    pub tenders: Vec<Tender>,
    /// The shift that is open.
    pub shift: Option<(ShiftNumber, Day)>,
    /// Whose right it sells by.
    pub role: Option<Role>,
    /// Promotions and prices.
    pub offers: Offers,
    /// What they are compiled from.
    pub promotions: BTreeMap<PromotionId, Promotion>,
    /// Who belongs to which group.
    pub groups: BTreeMap<String, GroupId>,
    /// The moment of every step until a test says another.
    pub now: LocalTime,
    tape: String,
    entries: u64,
}

/// Categories called by mode and rate: `i19` is 19 % inside the price, `x8.875` is 8.875 % on top.
fn tax(id: &str) -> TaxCategory {
    let (mode, percent) = id.split_at(1);
    let millionths = evertill_money::parse_decimal(percent, 4).unwrap();
    TaxCategory::single(
        TaxCategoryId::new(id).unwrap(),
        format!("{percent} %"),
        Rate::millionths(millionths.try_into().unwrap()).unwrap(),
        if mode == "i" { TaxMode::Inclusive } else { TaxMode::Exclusive },
    )
}

/// Noon of a day, in UTC.
fn noon(day: Day) -> LocalTime {
    let days = (0_u64..).find(|days| at_noon(*days).date() == day).unwrap();
    at_noon(days)
}

const fn at_noon(days: u64) -> LocalTime {
    LocalTime { at: Timestamp(days * 86_400_000 + 43_200_000), offset: 0 }
}

/// The register of every tape.
pub fn register() -> RegisterId {
    RegisterId::new("R1").unwrap()
}

impl Till {
    /// A till in a shop with points: one for each 1.00, worth 0.01.
    pub fn new() -> Self {
        let settings = Settings {
            shop_name: "Paper Shop".to_owned(),
            taxes: ["i7", "i19", "i0", "x0", "x7", "x8.875"].map(tax).to_vec(),
            loyalty: Some(LoyaltyProgram { earn_per: Amount::minor_i32(100), point_value: Amount::minor_i32(1) }),
            ..Settings::plain(Currency::from_code("USD").unwrap())
        };
        settings.validate().unwrap();
        Self {
            settings,
            items: BTreeMap::new(),
            rows: RowSet::complete(),
            sales: BTreeMap::new(),
            basket: Basket::default(),
            tenders: Vec::new(),
            shift: None,
            role: None,
            now: LocalTime { at: Timestamp(60_000), offset: 0 },
            offers: Offers::default(),
            promotions: BTreeMap::new(),
            groups: BTreeMap::new(),
            tape: String::new(),
            entries: 0,
        }
    }

    /// What prices depend on beside the basket.
    pub const fn rules(&self) -> Rules<'_> {
        Rules::new(&self.settings, self.now).with(&self.offers)
    }

    /// Carries out a tape and returns what was printed since.
    pub fn run(&mut self, tape: &str) -> String {
        for line in tape.lines() {
            let line = line.split('#').next().unwrap_or_default().trim();
            if line.is_empty() {
                continue;
            }
            if let Err(refusal) = self.take(step(line)) {
                writeln!(self.tape, "{line} -> {refusal:?}").unwrap();
            }
        }
        std::mem::take(&mut self.tape)
    }

    /// Carries out one step.
    pub fn take(&mut self, step: Step) -> Result<(), Refusal> {
        match step {
            Step::Item { name, price, tax, unit, stock, archived, extras, tree } => {
                let (department, category) = tree.split_once('/').unwrap_or((&tree, ""));
                let item = Item {
                    sku: Sku::new(&name).unwrap(),
                    name: name.clone(),
                    codes: Vec::new(),
                    department: department.to_owned(),
                    category: category.to_owned(),
                    price,
                    unit,
                    tax: TaxCategoryId::new(&tax).unwrap(),
                    stock,
                    archived,
                    cost: price.map(|price| price.scaled(1, 2, Rounding::HalfUp).unwrap()),
                    extras: (!extras.is_nothing()).then_some(extras),
                };
                self.items.insert(name, item);
            }
            Step::Stock(name, on_hand) => self.rows.put(RowKey::Stock(Sku::new(&name).unwrap()), Row::Stock(on_hand)),
            Step::Points(who, points) => self.meet(&who, points),
            Step::Credit(who, balance) => {
                self.rows.put(RowKey::StoredValue(AccountId::new(&who).unwrap()), Row::StoredValue(balance));
            }
            Step::Loyalty(program) => {
                self.settings.loyalty = program.map(|(earn_per, point_value)| LoyaltyProgram { earn_per, point_value });
            }
            Step::Day(day) => self.now = noon(day),
            Step::Rounding(rounding) => self.settings.tax_rounding = rounding,
            Step::Tax(tax) => self.settings.taxes.push(tax),
            Step::Coins(step) => self.settings.payments.cash_step = Some(step),
            Step::MostChange(limit) => self.settings.payments.change_limit = Some(limit),
            Step::Foreign(foreign) => self.settings.payments.currencies.push(foreign),
            Step::Trust(who, limit) => self.trust(&who, limit),
            Step::Tender(tender) => self.tenders.push(tender),
            Step::Pay => self.pay()?,
            Step::LayAway(id, collect_by) => self.lay_away(&id, collect_by)?,
            Step::TakeUp(id) => self.take_up(&id)?,
            Step::GiveUp(id) => self.give_up(&id)?,
            Step::Show => {
                let priced = self.basket.priced(self.rules())?;
                self.print_priced(&priced);
            }
            Step::Balances => self.print_balances(),
            Step::Now(now) => self.now = now,
            Step::Group(who, group) => drop(self.groups.insert(who, GroupId::new(&group).unwrap())),
            Step::Most(share) => self.settings.offers.most_off = Some(share),
            Step::Promo(promotion) => self.promote(*promotion),
            Step::List(list) => self.offers.prices.put_list(list),
            Step::Set(set) => self.offers.prices.set(&set),
            Step::Refunds(rules) => self.settings.refunds = rules,
            Step::PostVoid(receipt) => self.post_void(receipt)?,
            Step::Paid(receipt) => self.print_paid(receipt),
            step => drop(self.command(step)?),
        }
        Ok(())
    }

    /// Takes a promotion into force.
    pub fn promote(&mut self, promotion: Promotion) {
        promotion.check_beside(self.promotions.values(), false).unwrap();
        self.promotions.insert(promotion.id.clone(), promotion);
        self.offers.promotions = Promotions::new(self.promotions.values().cloned());
    }

    fn meet(&mut self, who: &str, points: i64) {
        let id = CustomerId::new(who).unwrap();
        let texts = [String::new(), String::new(), String::new()];
        let [phone, email, card] = texts;
        let profile = Customer {
            id: id.clone(),
            name: who.to_owned(),
            phone,
            email,
            card,
            archived: false,
            exemption: None,
            group: None,
            credit_limit: Default::default(),
        };
        self.rows.put(
            RowKey::Customer(id),
            Row::Customer(Box::new(CustomerRow { profile: Some(profile), points, ..CustomerRow::default() })),
        );
    }

    fn trust(&mut self, who: &str, limit: Amount) {
        let key = RowKey::Customer(CustomerId::new(who).unwrap());
        let Ok(Some(Row::Customer(row))) = self.rows.get(&key) else { panic!("{who} is no customer") };
        let mut row = row.clone();
        row.profile.as_mut().unwrap().credit_limit = limit;
        self.rows.put(key, Row::Customer(row));
    }

    /// Carries out a step that changes the basket; a refusal leaves it as it was.
    pub fn command(&mut self, step: Step) -> Result<Priced, Refusal> {
        let line_id = |at: u32| LineId(at.wrapping_sub(1));
        let command = match step {
            Step::Add { quantity, name, price } => return self.add(quantity, &name, price),
            Step::With { quantity, name, picked, parts } => return self.add_with(quantity, &name, picked, parts),
            Step::WithoutDeposit(name) => {
                let (item, tax) = self.item(&name)?;
                BasketCommand::AddGoods(Box::new(Goods::of(item, tax, Quantity::ONE)))
            }
            Step::Open(quantity, name, price, tax) => {
                let tax = self.settings.tax(&TaxCategoryId::new(&tax).unwrap())?.clone();
                BasketCommand::AddOpen { name, price, tax, quantity }
            }
            Step::Remark(text) => BasketCommand::AddNote { text },
            Step::Note(line, text) => BasketCommand::SetNote { line: line_id(line), text },
            Step::Trace(line, trace) => BasketCommand::SetTrace { line: line_id(line), trace },
            Step::Modifiers(line, groups, picked) => {
                BasketCommand::SetModifiers { line: line_id(line), groups, picked }
            }
            Step::Age(years) => BasketCommand::CheckAge { years },
            Step::Empty(quantity, name) => {
                let (item, tax) = self.item(&name)?;
                BasketCommand::AddDepositReturn { item: Box::new(item), tax, quantity }
            }
            Step::On(line, discounts) => BasketCommand::SetDiscounts { line: line_id(line), discounts },
            Step::Discount(discount) => BasketCommand::SetBasketDiscount(discount),
            Step::SetQuantity(line, quantity) => BasketCommand::SetQuantity { line: line_id(line), quantity },
            Step::Void(line) => BasketCommand::Void { line: line_id(line) },
            Step::Service(service) => BasketCommand::SetService(service),
            Step::LineService(line, service) => BasketCommand::SetLineService { line: line_id(line), service },
            Step::Exempt(exemption) => BasketCommand::SetExemption(exemption),
            Step::Customer(who) => BasketCommand::SetCustomer(who.map(|who| {
                let group = self.groups.get(&who).cloned();
                Buyer { id: CustomerId::new(&who).unwrap(), group }
            })),
            Step::Reprice(line, price, reason) => BasketCommand::SetPrice { line: line_id(line), price, reason },
            Step::Code(code) => BasketCommand::EnterCode(code),
            Step::Uncode(at) => BasketCommand::RemoveCode(at.wrapping_sub(1)),
            Step::Charge(charge) => BasketCommand::AddCharge(charge),
            Step::Unload(at) => BasketCommand::VoidCharge(at.wrapping_sub(1)),
            Step::Tip(tip) => BasketCommand::SetTip(tip),
            Step::Keep(at) => BasketCommand::VoidReturn(at.wrapping_sub(1)),
            Step::Damaged { receipt, line, quantity, reason } => {
                let sold = self.sold(receipt).expect("a tape returns what was sold");
                let line = return_line(&self.sales[&receipt], &sold, line, quantity)?;
                BasketCommand::AddReturn(Box::new(with_reason(line, &reason, true)))
            }
            Step::Unreceipted { quantity, name, price, damaged, reason } => {
                let (item, _) = self.item(&name)?;
                let back = Unreceipted { item: &item, quantity, price, reason: &reason, damaged };
                BasketCommand::AddReturn(Box::new(line_without_receipt(&back, self.rules())?))
            }
            Step::Return { receipt, line, quantity } => {
                let sold = self.sold(receipt).expect("a tape returns what was sold");
                let line = return_line(&self.sales[&receipt], &sold, line, quantity)?;
                BasketCommand::AddReturn(Box::new(line))
            }
            other => panic!("{other:?} is no basket command"),
        };
        self.handle(command)
    }

    fn add(&mut self, quantity: Quantity, name: &str, price: Option<Price>) -> Result<Priced, Refusal> {
        if self.items[name].extras.is_none() {
            let (item, tax) = self.item(name)?;
            return self.handle(BasketCommand::Add { item: Box::new(item), tax, quantity, price });
        }
        let goods = Goods { price, ..self.goods(quantity, name)? };
        self.handle(BasketCommand::AddGoods(Box::new(goods)))
    }

    /// An item with its tax category.
    fn item(&self, name: &str) -> Result<(Item, TaxCategory), Refusal> {
        let item = self.items[name].clone();
        let tax = self.settings.tax(&item.tax)?.clone();
        Ok((item, tax))
    }

    /// An item with the deposit that it names.
    fn goods(&self, quantity: Quantity, name: &str) -> Result<Goods, Refusal> {
        let (item, tax) = self.item(name)?;
        let named = item.extras.as_ref().and_then(|extras| extras.deposit.as_ref());
        let deposit = named.map(|named| self.item(named.sku.as_str()).map(Box::new)).transpose()?;
        Ok(Goods { deposit, ..Goods::of(item, tax, quantity) })
    }

    fn add_with(
        &mut self,
        quantity: Quantity,
        name: &str,
        picked: Option<Vec<Picked>>,
        parts: Vec<(String, Option<Vec<Picked>>)>,
    ) -> Result<Priced, Refusal> {
        let part = |(name, picked): (String, _)| {
            let (item, tax) = self.item(&name)?;
            Ok(Part { item, tax, picked })
        };
        let parts = parts.into_iter().map(part).collect::<Result<_, Refusal>>()?;
        let goods = Goods { picked, parts, ..self.goods(quantity, name)? };
        self.handle(BasketCommand::AddGoods(Box::new(goods)))
    }

    /// Carries out a command; a refusal leaves the basket as it was.
    pub fn handle(&mut self, command: BasketCommand) -> Result<Priced, Refusal> {
        let before = self.basket.clone();
        let rules = Rules::new(&self.settings, self.now).with(&self.offers);
        let result = self.basket.handle(command, rules);
        match &result {
            Ok(priced) => {
                assert_eq!(self.basket.priced(self.rules()).as_ref(), Ok(priced), "prices depend on the basket alone");
                assert_adds_up(&priced.lines, priced);
            }
            Err(_) => assert_eq!(self.basket, before, "a refused command changes nothing"),
        }
        result
    }

    /// The row of a sale.
    pub fn sold(&self, receipt: u64) -> Option<SoldSale> {
        match self.rows.get(&RowKey::Sale(register(), ReceiptNumber(receipt))) {
            Ok(Some(Row::Sale(sold))) => Some((**sold).clone()),
            _ => None,
        }
    }

    /// Completes the basket as the sale that would be prepared.
    pub fn complete(&self) -> Result<Sale, Refusal> {
        sale::complete(&self.basket, &self.tenders, self.rules(), self.context())
    }

    fn context(&self) -> SaleContext {
        let next = self.sales.len() as u64 + 1;
        let context = SaleContext::new(SaleId::new(&format!("sale-{next}")).unwrap(), register(), ReceiptNumber(next));
        SaleContext { shift: self.shift, role: self.role.clone(), ..context }
    }

    /// Reverses a sale, unless that is refused.
    pub fn post_void(&mut self, receipt: u64) -> Result<(), Refusal> {
        let sold = self.sold(receipt).expect("a tape reverses what was sold");
        let sale = post_void::reverse(&self.sales[&receipt], &sold, self.now, self.context(), Vec::new())?;
        self.take_in(sale);
        Ok(())
    }

    fn take_in(&mut self, sale: Sale) {
        let lines = postings::of_event(&Event::SalePrepared(Box::new(sale.clone()))).unwrap();
        assert!(postings::balanced(&lines), "{lines:?}");
        self.decide(&sale);
        self.sales.insert(sale.receipt.0, sale);
    }

    fn print_paid(&mut self, receipt: u64) {
        let sold = self.sold(receipt).unwrap();
        for part in sold.paid.into_iter().flatten() {
            writeln!(self.tape, "{receipt}: {:?} {}, back {}", part.by, text(part.paid), text(part.back)).unwrap();
        }
    }

    /// Completes, asks the participants, applies their verdict and begins a new basket.
    pub fn pay(&mut self) -> Result<(), Refusal> {
        let completed = self.complete();
        self.tenders.clear();
        self.take_in(completed?);
        self.basket = Basket::default();
        Ok(())
    }

    /// Where the next entry stands.
    pub fn origin(&mut self) -> Origin {
        self.entries += 1;
        let hlc = Hlc { ms: self.now.at.0, counter: u32::try_from(self.entries).unwrap() };
        Origin { hlc, register: register(), incarnation: 1, seq: Seq(self.entries) }
    }

    /// Folds a fact into the rows, as a journal writes it.
    pub fn apply(&mut self, event: &Event) {
        let event = apply::noted(event.clone(), &register(), &self.rows).unwrap();
        let origin = self.origin();
        apply::apply(&event, &origin, &register(), &mut self.rows).unwrap();
    }

    fn decide(&mut self, sale: &Sale) {
        let prepared = Seq(sale.receipt.0);
        match participants::decide(sale, &self.rows).expect("a complete set knows every row") {
            Verdict::Confirm(effects) => {
                let decision = SaleConfirmed {
                    prepared,
                    receipt: sale.receipt,
                    effects,
                    grand_total: Amount::ZERO,
                    refund_total: Amount::ZERO,
                    recovered: false,
                    covered: Vec::new(),
                };
                let origin = self.origin();
                apply::confirmed(sale, &decision, &origin, &register(), &mut self.rows).unwrap();
                self.print_sale(sale);
            }
            Verdict::RollBack { participant, reason } => {
                let before: Vec<_> = owned(&self.rows);
                writeln!(self.tape, "rolled back by {participant:?}: {reason:?}").unwrap();
                let receipt = sale.receipt;
                let decision = SaleRolledBack { prepared, receipt, participant, reason, recovered: false };
                let origin = self.origin();
                apply::rolled_back(sale, &decision, &origin, &register(), &mut self.rows).unwrap();
                let own = RowKey::Sale(sale.register.clone(), sale.receipt);
                let others: Vec<_> = owned(&self.rows).into_iter().filter(|(key, _)| *key != own).collect();
                assert_eq!(others, before, "a rollback leaves nothing but its own row");
            }
        }
    }

    fn print_sale(&mut self, sale: &Sale) {
        let of = sale.post_void.map(|receipt| format!(" VOID of {receipt}")).unwrap_or_default();
        writeln!(self.tape, "receipt {}{of}", sale.receipt).unwrap();
        for line in &sale.lines {
            self.print_line(line);
        }
        self.print_totals(&sale.totals);
        self.print_charges(&sale.charges, sale.tip);
        if !sale.rounding.is_zero() {
            self.row("rounding", sale.rounding);
        }
        for tender in &sale.tenders {
            let words = match tender {
                Tender::Cash { .. } => "cash".to_owned(),
                Tender::Card { slip, .. } => format!("card {slip}"),
                Tender::Coupon { code, .. } => format!("paper {code}"),
                Tender::Points { points, .. } => format!("{points} points"),
                Tender::StoredValue { account, .. } => format!("store credit {account}"),
                Tender::GiftCard { card, .. } => format!("gift card {card}"),
                Tender::OnAccount { .. } => "on account".to_owned(),
                Tender::Prepayment { order, .. } => format!("paid ahead for {order}"),
                Tender::Voucher { code, .. } => format!("voucher {code}"),
                Tender::ForeignCash { currency, foreign, .. } => format!("{currency:?} {}", text(*foreign)),
            };
            self.row(&words, tender.amount());
        }
        if !sale.change.is_zero() {
            self.row("change", sale.change);
        }
        if sale.points_earned != 0 {
            writeln!(self.tape, "  {:+} points", sale.points_earned).unwrap();
        }
    }

    fn print_charges(&mut self, charges: &[Charge], tip: Amount) {
        for charge in charges {
            let words = match charge {
                Charge::GiftCard { card, .. } => format!("onto gift card {card}"),
                Charge::Account { .. } => "of the account".to_owned(),
                Charge::Prepayment { name, .. } => format!("ahead for {name}"),
            };
            self.row(&words, charge.amount());
        }
        if !tip.is_zero() {
            self.row("tip", tip);
        }
    }

    fn print_priced(&mut self, priced: &Priced) {
        writeln!(self.tape, "basket").unwrap();
        for line in &priced.lines {
            self.print_line(line);
        }
        self.print_totals(&priced.totals);
        for coupon in &priced.coupons {
            match &coupon.given {
                Ok(given) => writeln!(self.tape, "  code {} gave {}", coupon.code, text(*given)).unwrap(),
                Err(why) => writeln!(self.tape, "  code {}: {why:?}", coupon.code).unwrap(),
            }
        }
        let charges = self.basket.charges().to_vec();
        self.print_charges(&charges, priced.tip);
    }

    fn print_line(&mut self, line: &SaleLine) {
        let price = match line.price {
            Price::Unit(amount) => format!("@{}", text(amount)),
            Price::Extended(_) => String::new(),
        };
        let back = line.returned.as_ref().map(|of| format!("back {}.{} ", of.receipt, of.line)).unwrap_or_default();
        let under = line.under.map(|under| format!(" of {under}")).unwrap_or_default();
        self.row(&format!("{} {back}{} x {}{under} {price}", line.no, line.quantity, line.name), line.extended);
        if let Some(detail) = &line.detail {
            for modifier in &detail.modifiers {
                self.row(&format!("  {}", modifier.name), modifier.price);
            }
            for words in [&detail.note, &detail.trace].into_iter().filter(|words| !words.is_empty()) {
                writeln!(self.tape, "    {words}").unwrap();
            }
        }
        for given in &line.discounts {
            let reason = format!("{:?}", given.discount.reason);
            let by = given.promotion.as_ref().map_or(&reason, |by| &by.label);
            self.row(&format!("  {by}"), given.amount.negated());
        }
        if !line.tax_spared.is_zero() {
            self.row("  tax spared", line.tax_spared.negated());
        }
        if !line.basket_discount.is_zero() {
            self.row("  of basket discount", line.basket_discount.negated());
        }
    }

    fn print_totals(&mut self, totals: &sale::Totals) {
        for row in &totals.taxes {
            let mode = if row.tax.mode == TaxMode::Inclusive { "in" } else { "on" };
            self.row(&format!("tax {} {mode} {}", row.tax.label, text(row.net)), row.amount);
            for ((label, rate, exempt), amount) in row.tax.parts().zip(&row.parts) {
                let rate = format_decimal(i64::from(rate.unwrap_or_default().as_millionths()), 4);
                let exempt = if exempt { " exempt" } else { "" };
                self.row(&format!("  {label} {rate}{exempt}"), *amount);
            }
        }
        self.row("TOTAL", totals.total);
    }

    fn print_balances(&mut self) {
        for (key, row) in self.rows.iter() {
            let balance = match row {
                Row::Stock(_) | Row::StrictStock(_) => row.on_hand().to_string(),
                Row::Customer(row) if row.owed.is_zero() => format!("{} points", row.points),
                Row::Customer(row) => format!("{} points, owes {}", row.points, text(row.owed)),
                Row::Voucher(used) => format!("used for {}", used.receipt),
                Row::StoredValue(balance) => text(*balance),
                Row::Suspended(sale) => format!("{} ahead", text(sale.prepaid)),
                _ => continue,
            };
            writeln!(self.tape, "{} {balance}", key.text()).unwrap();
        }
    }

    fn row(&mut self, words: &str, amount: Amount) {
        writeln!(self.tape, "  {words:<30}{:>9}", text(amount)).unwrap();
    }
}

/// Every row, to compare.
pub fn owned(rows: &RowSet) -> Vec<(RowKey, Row)> {
    rows.iter().map(|(key, row)| (key.clone(), row.clone())).collect()
}

/// An amount as a person reads it.
pub fn text(amount: Amount) -> String {
    format_decimal(amount.minor(), 2)
}

fn sum(amounts: impl Iterator<Item = Amount>) -> Amount {
    Amount::sum(amounts).unwrap()
}

/// Components are the tax, one amount each; nothing is charged that the customer is exempt from.
fn assert_parts(tax: &TaxCategory, parts: &[Amount], whole: Amount) {
    assert_eq!(parts.len(), tax.components.len());
    assert!(parts.is_empty() || sum(parts.iter().copied()) == whole, "the components are the tax");
    let free = tax.components.iter().zip(parts).filter(|(component, _)| component.exempt);
    assert!(free.into_iter().all(|(_, part)| part.is_zero()) && (!tax.exempt || whole.is_zero()), "exempt is exempt");
}

/// What holds for every priced basket: lines, taxes and totals are the same money.
fn assert_adds_up(lines: &[SaleLine], priced: &Priced) {
    let totals = &priced.totals;
    assert_eq!(sum(lines.iter().map(|line| line.total)), totals.total, "lines are the total");
    assert_eq!(sum(lines.iter().map(|line| line.tax_amount)), totals.tax, "lines' taxes are the tax");
    assert_eq!(sum(totals.taxes.iter().map(|row| row.amount)), totals.tax, "rows' taxes are the tax");
    let net = sum(totals.taxes.iter().map(|row| row.net));
    assert_eq!(net.plus(totals.tax).unwrap(), totals.total, "net and tax are the total");
    let on_top = sum(lines.iter().filter(|line| line.tax.mode == TaxMode::Exclusive).map(|line| line.tax_amount));
    let spared = sum(lines.iter().map(|line| line.tax_spared));
    assert_eq!(spared, totals.tax_spared, "what lines spare is what is spared");
    let paid = totals.extended.minus(totals.discount).unwrap().minus(spared).unwrap().plus(on_top).unwrap();
    assert_eq!(paid, totals.total, "prices less discounts plus tax on top are the total");
    for line in lines {
        let taken = sum(line.discounts.iter().map(|given| given.amount)).plus(line.basket_discount).unwrap();
        let on_top = if line.tax.mode == TaxMode::Exclusive { line.tax_amount } else { Amount::ZERO };
        let left = line.extended.minus(taken).unwrap().minus(line.tax_spared).unwrap().plus(on_top).unwrap();
        assert_eq!(left, line.total, "line {} adds up", line.no);
        assert_parts(&line.tax, &line.tax_parts, line.tax_amount);
    }
    for row in &totals.taxes {
        assert_parts(&row.tax, &row.parts, row.amount);
        let of = lines.iter().filter(|line| line.tax == row.tax);
        for (at, part) in row.parts.iter().enumerate() {
            assert_eq!(sum(of.clone().map(|line| line.tax_parts[at])), *part, "lines' parts are the row's");
        }
    }
}
