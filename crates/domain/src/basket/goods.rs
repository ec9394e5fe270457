//! What comes into a basket, and what follows it: modifiers, parts of a combo, deposits, remarks, numbers of pieces.

use evertill_money::{Amount, allocate};

use super::{Basket, BasketLine, LineId, Under};
use crate::Refusal;
use crate::detail::{LineDetail, LineKind};
use crate::extras::{Capture, Extras};
use crate::ids::{ModifierGroupId, Sku, checked_text};
use crate::item::{Item, StockPolicy};
use crate::modifier::{Modifier, Picked, choose, presets};
use crate::pricing::Rules;
use crate::quantity::{Quantity, Unit};
use crate::sale::Price;
use crate::tax::TaxCategory;

/// An item with all that is asked about it.
#[derive(Clone, Debug)]
pub struct Goods {
    /// The item.
    pub item: Item,
    /// Its tax category.
    pub tax: TaxCategory,
    /// How much of it.
    pub quantity: Quantity,
    /// The price that was keyed or scanned, where it is not the item's own.
    pub price: Option<Price>,
    /// What was chosen; `None` takes what is preset.
    pub picked: Option<Vec<Picked>>,
    /// The deposit that the item names, with its tax category.
    pub deposit: Option<Box<(Item, TaxCategory)>>,
    /// What fills the slots of a combo, in their order.
    pub parts: Vec<Part>,
    /// The serial or lot number, where it is known already.
    pub trace: String,
}

/// What fills a slot of a combo.
#[derive(Clone, Debug)]
pub struct Part {
    /// The item.
    pub item: Item,
    /// Its tax category.
    pub tax: TaxCategory,
    /// What was chosen about it; `None` takes what is preset.
    pub picked: Option<Vec<Picked>>,
}

impl Goods {
    /// So much of an item, with nothing special about it.
    #[must_use]
    pub const fn of(item: Item, tax: TaxCategory, quantity: Quantity) -> Self {
        let (price, picked, deposit) = (None, None, None);
        Self { item, tax, quantity, price, picked, deposit, parts: Vec::new(), trace: String::new() }
    }
}

impl Basket {
    /// The most empties that one sale takes back.
    pub const DEPOSIT_RETURN_LIMIT: Quantity = Quantity::whole(500);

    /// The age in years that has to be checked before the basket is paid for; 0 where nobody's matters.
    #[must_use]
    pub fn age_needed(&self) -> u16 {
        self.lines.iter().filter_map(|line| Some(line.detail.as_ref()?.age)).max().unwrap_or_default()
    }

    /// Whether all that has to be known of the lines is known.
    ///
    /// # Errors
    /// [`Refusal::BasketEmpty`], [`Refusal::AgeNotChecked`] or [`Refusal::TraceMissing`].
    pub fn check_complete(&self) -> Result<(), Refusal> {
        let nothing_sold = self.lines.iter().all(|line| line.kind() == LineKind::Note);
        if nothing_sold && self.returns.is_empty() && self.charges.is_empty() {
            return Err(Refusal::BasketEmpty);
        }
        let years = self.age_needed();
        if years > self.age_checked {
            return Err(Refusal::AgeNotChecked { years });
        }
        let unknown = self.lines.iter().find(|line| {
            line.detail.as_ref().is_some_and(|detail| detail.capture.is_some() && detail.trace.is_empty())
        });
        unknown.map_or(Ok(()), |line| Err(Refusal::TraceMissing { name: line.name.clone() }))
    }

    /// The line that still waits for its serial or lot number.
    #[must_use]
    pub fn waits_for_trace(&self) -> Option<&BasketLine> {
        let waits = |detail: &LineDetail| detail.capture.is_some() && detail.trace.is_empty();
        self.lines.iter().find(|line| line.detail.as_deref().is_some_and(waits))
    }

    pub(super) fn add_goods(&mut self, goods: Goods, rules: Rules<'_>) -> Result<(), Refusal> {
        let Goods { item, tax, quantity, price, picked, deposit, parts, trace } = goods;
        let extras = item.extras.as_deref().cloned().unwrap_or_default();
        self.check_sellable(&item, &extras)?;
        // A price that was keyed or scanned stands, whatever the shop's lists say.
        let own = if price.is_some() { None } else { item.price };
        let listed = || rules.price_of(&item.sku, item.price, self.group.as_ref()).map(Price::Unit);
        let price = own_price(&item, price.or_else(listed))?;
        check_quantity(quantity, item.unit, price)?;
        let modifiers = modifiers(&extras, picked.as_deref(), rules)?;
        check_price(price, &modifiers)?;
        let trace = checked_trace(&trace)?;
        if !extras.combo.is_empty() {
            return self.add_combo(item, &extras, quantity, price, parts, rules);
        }
        if extras.capture == Some(Capture::Serial) {
            self.check_serial(quantity, &trace, None)?;
        }
        let detail = detail_of(LineKind::Goods, &extras, modifiers, trace).boxed();
        if let Some(at) = self.lines.iter().rposition(|line| joins(line, &item, &tax, price, detail.as_deref())) {
            let Some(line) = self.lines.get(at) else { return Err(Refusal::UnknownLine) };
            let sum = line.quantity.plus(quantity)?;
            return self.set_quantity(line.id, sum);
        }
        let of = extras.deposit.as_ref();
        let line = self.push(BasketLine { own, ..line_of(item, tax, quantity, price, detail) }, None)?;
        if let Some(wanted) = of {
            let found = deposit.filter(|found| found.0.sku == wanted.sku);
            let Some(found) = found else { return Err(Refusal::DepositMissing { sku: wanted.sku.clone() }) };
            self.add_deposit(line, wanted.count, *found)?;
        }
        Ok(())
    }

    fn check_sellable(&self, item: &Item, extras: &Extras) -> Result<(), Refusal> {
        if item.archived {
            return Err(Refusal::ItemArchived { sku: item.sku.clone() });
        }
        if !extras.options.is_empty() {
            return Err(Refusal::VariantMissing { sku: item.sku.clone() });
        }
        if extras.age > self.age_checked { Err(Refusal::AgeNotChecked { years: extras.age }) } else { Ok(()) }
    }

    /// A head without a price, and each part with its share of the combo's: so every part is taxed by its own category.
    fn add_combo(
        &mut self,
        item: Item,
        extras: &Extras,
        quantity: Quantity,
        price: Price,
        parts: Vec<Part>,
        rules: Rules<'_>,
    ) -> Result<(), Refusal> {
        let Price::Unit(whole) = price else { return Err(Refusal::PriceMissing { sku: item.sku }) };
        let mut extra = Vec::with_capacity(parts.len());
        for (at, slot) in extras.combo.iter().enumerate() {
            let part = parts.get(at);
            let choice = slot.choices.iter().find(|choice| part.is_some_and(|part| part.item.sku == choice.sku));
            let Some(choice) = choice else { return Err(Refusal::ComboIncomplete { slot: slot.name.clone() }) };
            extra.push(choice.extra);
        }
        let weights: Vec<Amount> = parts.iter().map(|part| part.item.price.unwrap_or_default()).collect();
        let shares = allocate(whole, weights.get(..extra.len()).unwrap_or_default())?;
        let Some(tax) = parts.first().map(|part| part.tax.clone()) else { return Err(Refusal::UnknownLine) };
        let head = LineDetail { kind: LineKind::Combo, age: extras.age, ..LineDetail::default() };
        // What a combo costs the shop is what its parts cost it.
        let item = Item { cost: None, ..item };
        let head = self.push(line_of(item, tax, quantity, Price::Unit(Amount::ZERO), head.boxed()), None)?;
        for ((part, share), extra) in parts.into_iter().zip(shares).zip(extra) {
            let own = part.item.extras.as_deref().cloned().unwrap_or_default();
            self.check_sellable(&part.item, &own)?;
            let price = Price::Unit(share.plus(extra)?);
            check_quantity(quantity, part.item.unit, price)?;
            let modifiers = modifiers(&own, part.picked.as_deref(), rules)?;
            check_price(price, &modifiers)?;
            let detail = detail_of(LineKind::Part, &own, modifiers, String::new());
            if own.capture == Some(Capture::Serial) {
                self.check_serial(quantity, "", None)?;
            }
            let line = line_of(part.item, part.tax, quantity, price, detail.boxed());
            self.push(line, Some(Under { line: head, times: 1 }))?;
        }
        Ok(())
    }

    fn add_deposit(&mut self, parent: LineId, times: u16, (item, tax): (Item, TaxCategory)) -> Result<(), Refusal> {
        let price = own_price(&item, None)?;
        let detail = LineDetail { kind: LineKind::Deposit, ..LineDetail::default() };
        let line = line_of(item, tax, Quantity::ZERO, price, detail.boxed());
        self.push(line, Some(Under { line: parent, times }))?;
        self.follow(parent)
    }

    pub(super) fn add_open(
        &mut self,
        name: &str,
        price: Amount,
        tax: TaxCategory,
        quantity: Quantity,
    ) -> Result<(), Refusal> {
        let name = checked_text(name, Item::NAME_LIMIT).map_err(|_| Refusal::TextInvalid)?;
        if price.is_negative() {
            return Err(Refusal::PriceNegative);
        }
        check_quantity(quantity, Unit::Each, Price::Unit(price))?;
        self.push(without_item(LineKind::Open, name, price, tax, quantity)?, None).map(drop)
    }

    pub(super) fn add_note(&mut self, text: &str, rules: Rules<'_>) -> Result<(), Refusal> {
        let text = checked_text(text, LineDetail::NOTE_LIMIT).map_err(|_| Refusal::TextInvalid)?;
        // It costs nothing, so it takes a category that is there already and adds no row to the taxes.
        let known = self.lines.iter().map(|line| &line.tax).chain(&rules.settings.taxes).next().cloned();
        let Some(tax) = known else { return Err(Refusal::TextInvalid) };
        self.push(without_item(LineKind::Note, text, Amount::ZERO, tax, Quantity::ONE)?, None).map(drop)
    }

    pub(super) fn add_deposit_return(
        &mut self,
        item: Item,
        tax: TaxCategory,
        quantity: Quantity,
    ) -> Result<(), Refusal> {
        let Price::Unit(price) = own_price(&item, None)? else { return Err(Refusal::PriceMissing { sku: item.sku }) };
        let price = Price::Unit(price.negated());
        check_quantity(quantity, Unit::Each, price)?;
        let back = |line: &&BasketLine| line.kind() == LineKind::DepositReturn;
        let before = self.lines.iter().filter(back).try_fold(Quantity::ZERO, |sum, line| sum.plus(line.quantity))?;
        if before.plus(quantity)? > Self::DEPOSIT_RETURN_LIMIT {
            return Err(Refusal::DepositReturnBeyond { limit: Self::DEPOSIT_RETURN_LIMIT });
        }
        let same = |line: &&BasketLine| back(line) && line.sku == item.sku && line.price == price && line.tax == tax;
        if let Some((id, sum)) = self.lines.iter().find(same).map(|line| (line.id, line.quantity.plus(quantity))) {
            return self.set_quantity(id, sum?);
        }
        let detail = LineDetail { kind: LineKind::DepositReturn, ..LineDetail::default() };
        self.push(line_of(item, tax, quantity, price, detail.boxed()), None).map(drop)
    }

    pub(super) fn set_modifiers(
        &mut self,
        id: LineId,
        groups: &[ModifierGroupId],
        picked: &[Picked],
        rules: Rules<'_>,
    ) -> Result<(), Refusal> {
        let chosen = choose(&rules.settings.goods.modifiers, groups, picked)?;
        let line = self.line_mut(id)?;
        check_price(line.price, &chosen)?;
        change_detail(line, |detail| detail.modifiers = chosen);
        Ok(())
    }

    pub(super) fn set_note(&mut self, id: LineId, text: &str) -> Result<(), Refusal> {
        let text = text.trim();
        if !text.is_empty() {
            checked_text(text, LineDetail::NOTE_LIMIT).map_err(|_| Refusal::TextInvalid)?;
        }
        change_detail(self.line_mut(id)?, |detail| text.clone_into(&mut detail.note));
        Ok(())
    }

    pub(super) fn set_trace(&mut self, id: LineId, trace: &str) -> Result<(), Refusal> {
        let trace = checked_trace(trace)?;
        let line = self.line_mut(id)?;
        let (quantity, capture) = (line.quantity, line.detail.as_ref().and_then(|detail| detail.capture));
        if capture == Some(Capture::Serial) {
            self.check_serial(quantity, &trace, Some(id))?;
        }
        change_detail(self.line_mut(id)?, |detail| detail.trace = trace);
        Ok(())
    }

    pub(super) fn set_quantity(&mut self, id: LineId, quantity: Quantity) -> Result<(), Refusal> {
        let line = self.line_mut(id)?;
        let (kind, capture) = (line.kind(), line.detail.as_ref().and_then(|detail| detail.capture));
        if line.under.is_some() || kind == LineKind::Note {
            return Err(Refusal::LinkedLine);
        }
        check_quantity(quantity, line.unit, line.price)?;
        if capture == Some(Capture::Serial) && quantity != Quantity::ONE {
            return Err(Refusal::SerialOneEach);
        }
        if kind == LineKind::DepositReturn {
            let others = self.lines.iter().filter(|line| line.id != id && line.kind() == LineKind::DepositReturn);
            let sum = others.map(|line| line.quantity).try_fold(quantity, Quantity::plus)?;
            if sum > Self::DEPOSIT_RETURN_LIMIT {
                return Err(Refusal::DepositReturnBeyond { limit: Self::DEPOSIT_RETURN_LIMIT });
            }
        }
        self.line_mut(id)?.quantity = quantity;
        self.follow(id)
    }

    pub(super) fn void(&mut self, id: LineId) -> Result<(), Refusal> {
        if self.line_mut(id)?.under.is_some() {
            return Err(Refusal::LinkedLine);
        }
        self.lines.retain(|kept| kept.id != id && kept.under.is_none_or(|under| under.line != id));
        if self.lines.is_empty() {
            self.discount = None;
        }
        Ok(())
    }

    /// Gives the lines that follow `parent` the quantity that belongs to its own.
    fn follow(&mut self, parent: LineId) -> Result<(), Refusal> {
        let own = self.line_mut(parent)?.quantity;
        for line in self.lines.iter_mut().filter(|line| line.under.is_some_and(|under| under.line == parent)) {
            let times = line.under.map_or(1, |under| i64::from(under.times));
            if line.detail.as_ref().is_some_and(|detail| detail.capture == Some(Capture::Serial))
                && own != Quantity::ONE
            {
                return Err(Refusal::SerialOneEach);
            }
            let quantity = own.as_thousandths().checked_mul(times).map(Quantity::thousandths);
            line.quantity = quantity.ok_or(Refusal::QuantityTooLarge { limit: Self::QUANTITY_LIMIT })??;
            check_quantity(line.quantity, line.unit, line.price)?;
        }
        Ok(())
    }

    fn push(&mut self, line: BasketLine, under: Option<Under>) -> Result<LineId, Refusal> {
        self.check_room()?;
        let id = LineId(self.next_line);
        self.next_line = self.next_line.wrapping_add(1);
        self.lines.push(BasketLine { id, under, ..line });
        Ok(id)
    }

    fn check_serial(&self, quantity: Quantity, trace: &str, own: Option<LineId>) -> Result<(), Refusal> {
        if quantity != Quantity::ONE {
            return Err(Refusal::SerialOneEach);
        }
        let same = |line: &&BasketLine| {
            Some(line.id) != own && line.detail.as_ref().is_some_and(|detail| detail.trace == trace)
        };
        let twice = !trace.is_empty() && self.lines.iter().any(|line| same(&line));
        if twice { Err(Refusal::TraceTwice { trace: trace.to_owned() }) } else { Ok(()) }
    }
}

/// Changes a line's detail, which is dropped where nothing is left in it.
fn change_detail(line: &mut BasketLine, change: impl FnOnce(&mut LineDetail)) {
    let mut detail = line.detail.take().map(|detail| *detail).unwrap_or_default();
    change(&mut detail);
    line.detail = detail.boxed();
}

fn detail_of(kind: LineKind, extras: &Extras, modifiers: Vec<Modifier>, trace: String) -> LineDetail {
    let (pack, capture, age) = (extras.pack.clone(), extras.capture, extras.age);
    LineDetail { kind, modifiers, note: String::new(), pack, capture, trace, age }
}

fn line_of(
    item: Item,
    tax: TaxCategory,
    quantity: Quantity,
    price: Price,
    detail: Option<Box<LineDetail>>,
) -> BasketLine {
    BasketLine {
        id: LineId(0),
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
        detail,
        under: None,
        department: item.department,
        category: item.category,
        own: None,
        price_change: None,
    }
}

/// A line of nothing that a catalogue knows; it stands under a SKU of its own for whoever adds up.
fn without_item(
    kind: LineKind,
    name: &str,
    price: Amount,
    tax: TaxCategory,
    quantity: Quantity,
) -> Result<BasketLine, Refusal> {
    let sku = if kind == LineKind::Note { "note" } else { "open" };
    Ok(BasketLine {
        id: LineId(0),
        sku: Sku::new(sku).map_err(|_| Refusal::TextInvalid)?,
        name: name.to_owned(),
        quantity,
        unit: Unit::Each,
        price: Price::Unit(price),
        discounts: Vec::new(),
        tax,
        stock: StockPolicy::Off,
        cost: None,
        service: None,
        detail: LineDetail { kind, ..LineDetail::default() }.boxed(),
        under: None,
        department: String::new(),
        category: String::new(),
        own: None,
        price_change: None,
    })
}

fn own_price(item: &Item, keyed: Option<Price>) -> Result<Price, Refusal> {
    let price = match (keyed, item.price) {
        (Some(price), _) => price,
        (None, Some(price)) => Price::Unit(price),
        (None, None) => return Err(Refusal::PriceMissing { sku: item.sku.clone() }),
    };
    let (Price::Unit(amount) | Price::Extended(amount)) = price;
    if amount.is_negative() { Err(Refusal::PriceNegative) } else { Ok(price) }
}

/// The modifiers of an item: what was chosen, or what is preset.
fn modifiers(extras: &Extras, picked: Option<&[Picked]>, rules: Rules<'_>) -> Result<Vec<Modifier>, Refusal> {
    let all = &rules.settings.goods.modifiers;
    match picked {
        Some(picked) => choose(all, &extras.modifiers, picked),
        None => choose(all, &extras.modifiers, &presets(all, &extras.modifiers)),
    }
}

/// What is taken off by modifiers is never more than the price.
fn check_price(price: Price, modifiers: &[Modifier]) -> Result<(), Refusal> {
    let added = Amount::sum(modifiers.iter().map(|modifier| modifier.price))?;
    let (Price::Unit(amount) | Price::Extended(amount)) = price;
    if amount.plus(added)?.is_negative() { Err(Refusal::PriceNegative) } else { Ok(()) }
}

fn checked_trace(trace: &str) -> Result<String, Refusal> {
    let trace = trace.trim();
    if trace.is_empty() {
        return Ok(String::new());
    }
    checked_text(trace, LineDetail::TRACE_LIMIT).map(str::to_owned).map_err(|_| Refusal::TextInvalid)
}

/// Whether another piece of `item` is one more on `line`.
fn joins(line: &BasketLine, item: &Item, tax: &TaxCategory, price: Price, detail: Option<&LineDetail>) -> bool {
    line.unit == Unit::Each
        && matches!(price, Price::Unit(_))
        && line.sku == item.sku
        && line.price == price
        && line.tax == *tax
        && line.discounts.is_empty()
        && line.service.is_none()
        && line.under.is_none()
        && line.price_change.is_none()
        && line.detail.as_deref() == detail
        && detail.is_none_or(|detail| detail.capture != Some(Capture::Serial))
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
