//! The language of tapes: one step a line, `#` begins a comment.
//!
//! ```text
//! item milk 1.29 i7 [kg] [warn|strict] [archived] [/dairy] [/dairy/milk]   what can be sold; `-` for no price
//!   [age=16] [deposit=pfand*1] [pack=bottle*6] [groups=size,milk] [combo=drink:latte|tea+0.30;sweet:cake]
//!   [options=Size] [variant=shirt/M] [serial|lot]     and what some items are beside that
//! stock milk 5 · points ann 300 · credit ann 10.00 · loyalty none · loyalty 1.00 0.01
//! 2 x milk · 2 x milk @0.99 · 0.345 x cheese =4.00    ring up: own, keyed unit or extended price
//! 1 x latte with size:large,milk:oat                  with modifiers
//! 2 x lunch of latte(size:large),cake                 a combo of these parts
//! modifiers 1 size,milk size:large                    other modifiers for line 1, whose item has these groups
//! 2 x open candles @1.50 i19 · remark TEXT            what is in no catalogue · a remark on a line
//! note 1 no cream · trace 1 A-1 · age 18              about a line · its number · the customer's age was checked
//! 3 x empty pfand · nodeposit bottle                  empties come back · rung up without the deposit it names
//! on 1 coupon 1.50, manual 10%                        the discounts of line 1 · on 1 none
//! discount 10% · discount 2.00 · discount none        on the whole basket
//! quantity 1 3 · void 1 · customer ann · customer none
//! day 2026-01-01 · rounding line|total each|together up|even|down
//! tax meal in|on [away food] : VAT 19 2026-01-01=7, City* 1    categories beside those of `till`; `*` is a tax on tax
//! service take-away · service 1 eat-in · service 1 any          of everything · of line 1
//! exempt CERT-1 [from VAT, City] · exempt none                 the customer, from all taxes or some
//! return 7.2 x 1 · keep 1                             one of line 2 of receipt 7 comes back
//! coins 0.05 · most-change 50.00 · rate EUR 0.95      the smallest coin · the most change · foreign cash
//! trust ann 50.00                                     what a customer may owe
//! onto 79927398713 25.00 · repay 12.00 · tip 1.50     put on a gift card · pay what is owed · a tip
//! unload 1                                            nothing is put on or repaid by charge 1 after all
//! gift 5.00 79927398713 · owe 5.00 · voucher 5.00 V-1 · foreign 10.00 EUR 0.95 =9.50
//! cash 20.00 · card 10.00 A-17 · paper 1.00 C-9 · points 500 =5.00 · store 4.00 ann
//! pay                                                 complete, vote, apply
//! show · balances                                     print the basket · print every balance
//! now 2026-11-27 22:00                                the shop's wall clock
//! group ann staff · most 20%                          a customer's group · the most that promotions take off
//! promo …                                             a promotion, see `promo`
//! list staff staff [15%] · price milk list staff 0.99 · price milk from 2026-12-01 to 2026-12-24 0.99 · price milk none
//! reprice 1 0.99 shelf label · reprice 1 none         another price for line 1
//! code X · uncode 1                                   a coupon code
//! refunds cash · refunds limit 20.00 · refunds unreceipted-cash · refunds customer      the shop's rules
//! damaged return 7.2 x 1 broken                       as above, and it is written off
//! unreceipted 2 x milk @1.00 [damaged] does not fit   goods come back without their receipt
//! post-void 7 · paid 7                                receipt 7 is reversed · by what it was paid
//! ```

use evertill_domain::charge::Charge;
use evertill_domain::clock::LocalTime;
use evertill_domain::day::Day;
use evertill_domain::discount::{Discount, DiscountReason, DiscountValue};
use evertill_domain::extras::{Capture, ComboChoice, ComboSlot, Deposit, Extras, Pack, VariantOf};
use evertill_domain::gift_card::GiftCardNumber;
use evertill_domain::ids::{AccountId, ModifierGroupId, SaleId, Sku, TaxCategoryId};
use evertill_domain::item::StockPolicy;
use evertill_domain::modifier::Picked;
use evertill_domain::payments::ForeignCurrency;
use evertill_domain::price_list::{PriceList, PriceSet};
use evertill_domain::promotion::Promotion;
use evertill_domain::quantity::{Quantity, Unit};
use evertill_domain::sale::Price;
use evertill_domain::shop::RefundRules;
use evertill_domain::tax::{
    DatedRate, Exemption, RoundedComponents, RoundedPer, Service, TaxCategory, TaxComponent, TaxMode, TaxRounding,
};
use evertill_domain::tender::Tender;
use evertill_domain::{Amount, Currency, Rate, Rounding};
use evertill_money::parse_decimal;

use crate::promo;

/// One step of a tape.
#[derive(Clone, Debug)]
pub enum Step {
    /// An item that can be sold from here on.
    Item {
        name: String,
        price: Option<Amount>,
        tax: String,
        unit: Unit,
        stock: StockPolicy,
        archived: bool,
        extras: Box<Extras>,
        tree: String,
    },
    /// Stock on hand of an item.
    Stock(String, Quantity),
    /// A customer with points.
    Points(String, i64),
    /// An account with store credit.
    Credit(String, Amount),
    /// The loyalty program: `earn_per` and `point_value`.
    Loyalty(Option<(Amount, Amount)>),
    /// Ring up.
    Add { quantity: Quantity, name: String, price: Option<Price> },
    /// Ring up with modifiers, as groups and options, or the parts of a combo with theirs.
    With { quantity: Quantity, name: String, picked: Option<Vec<Picked>>, parts: Vec<(String, Option<Vec<Picked>>)> },
    /// Ring up without the deposit that the item names.
    WithoutDeposit(String),
    /// Something that is in no catalogue: how many, name, price, tax.
    Open(Quantity, String, Amount, String),
    /// A remark on a line of its own.
    Remark(String),
    /// A remark about a line.
    Note(u32, String),
    /// A serial or lot number of a line.
    Trace(u32, String),
    /// Other modifiers for a line.
    Modifiers(u32, Vec<ModifierGroupId>, Vec<Picked>),
    /// The customer's age was checked.
    Age(u16),
    /// Empties come back.
    Empty(Quantity, String),
    /// The discounts of a line, from 1.
    On(u32, Vec<Discount>),
    /// The discount on everything.
    Discount(Option<Discount>),
    /// Another quantity for a line.
    SetQuantity(u32, Quantity),
    /// A line goes.
    Void(u32),
    /// Who buys.
    Customer(Option<String>),
    /// Goods of an earlier sale come back.
    Return { receipt: u64, line: u16, quantity: Quantity },
    /// They stay sold after all, from 1.
    Keep(usize),
    /// The smallest coin.
    Coins(Amount),
    /// The most change.
    MostChange(Amount),
    /// Foreign cash that is taken.
    Foreign(ForeignCurrency),
    /// What a customer may owe.
    Trust(String, Amount),
    /// Something beside goods.
    Charge(Charge),
    /// Not after all, from 1.
    Unload(usize),
    /// The basket is set aside as this, to be collected by this day.
    LayAway(String, Option<Day>),
    /// It is taken up again.
    TakeUp(String),
    /// It is taken up and given up.
    GiveUp(String),
    /// A tip.
    Tip(Amount),
    /// A tender is offered.
    Tender(Tender),
    /// The sale is completed.
    Pay,
    /// The day on the wall clock.
    Day(Day),
    /// How tax is rounded.
    Rounding(TaxRounding),
    /// A tax category from here on.
    Tax(TaxCategory),
    /// Where everything is consumed.
    Service(Service),
    /// Where a line is consumed, from 1.
    LineService(u32, Option<Service>),
    /// From which taxes the customer is exempt.
    Exempt(Option<Exemption>),
    /// Prints the basket.
    Show,
    /// Prints every balance.
    Balances,
    /// The shop's wall clock.
    Now(LocalTime),
    /// A customer's group.
    Group(String, String),
    /// The most that promotions take off.
    Most(Rate),
    /// A promotion.
    Promo(Box<Promotion>),
    /// A price list.
    List(PriceList),
    /// A price on a list, or a dated one.
    Set(PriceSet),
    /// Another price for a line, from 1, and why.
    Reprice(u32, Option<Amount>, String),
    /// A coupon code is entered.
    Code(String),
    /// One is taken back, from 1.
    Uncode(usize),
    /// What the shop says about goods that come back.
    Refunds(RefundRules),
    /// Goods come back broken: receipt, line, how much, why.
    Damaged { receipt: u64, line: u16, quantity: Quantity, reason: String },
    /// Goods come back without their receipt.
    Unreceipted { quantity: Quantity, name: String, price: Amount, damaged: bool, reason: String },
    /// A sale is reversed.
    PostVoid(u64),
    /// Prints by what a sale was paid.
    Paid(u64),
}

/// Money from text such as `12.34`.
pub fn money(text: &str) -> Amount {
    Amount::new(parse_decimal(text, 2).unwrap_or_else(|error| panic!("{text:?}: {error}"))).unwrap()
}

fn quantity(text: &str) -> Quantity {
    Quantity::parse(text).unwrap_or_else(|error| panic!("{text:?}: {error}"))
}

pub fn value(text: &str) -> DiscountValue {
    match text.strip_suffix('%') {
        Some(percent) => {
            let millionths = parse_decimal(percent, 4).unwrap();
            DiscountValue::Percent(Rate::millionths(millionths.try_into().unwrap()).unwrap())
        }
        None => DiscountValue::Amount(money(text)),
    }
}

fn discount(text: &str) -> Discount {
    let (reason, text) = text.trim().split_once(' ').unwrap_or(("manual", text.trim()));
    let reason = match reason {
        "manual" => DiscountReason::Manual,
        "loyalty" => DiscountReason::Loyalty,
        "coupon" => DiscountReason::Coupon,
        "match" => DiscountReason::CouponMatch,
        other => panic!("{other:?} is no reason"),
    };
    Discount::new(reason, value(text))
}

fn item(words: &[&str]) -> Step {
    let [name, price, tax, flags @ ..] = words else { panic!("item NAME PRICE TAX: {words:?}") };
    let unit = flags.iter().find_map(|flag| Unit::from_code(flag)).unwrap_or_default();
    let stock = match flags {
        flags if flags.contains(&"strict") => StockPolicy::Strict,
        flags if flags.contains(&"warn") => StockPolicy::Warn,
        _ => StockPolicy::Off,
    };
    let price = (*price != "-").then(|| money(price));
    let archived = flags.contains(&"archived");
    let tree = flags.iter().find_map(|flag| flag.strip_prefix('/')).unwrap_or_default().to_owned();
    Step::Item {
        name: (*name).to_owned(),
        price,
        tax: (*tax).to_owned(),
        unit,
        stock,
        archived,
        extras: Box::new(extras(flags)),
        tree,
    }
}

fn sku(text: &str) -> Sku {
    Sku::new(text).unwrap()
}

fn extras(flags: &[&str]) -> Extras {
    let mut extras = Extras::default();
    for flag in flags {
        let (key, value) = flag.split_once('=').unwrap_or((flag, ""));
        let counted = || value.split_once('*').unwrap();
        match key {
            "age" => extras.age = value.parse().unwrap(),
            "deposit" => extras.deposit = Some(Deposit { sku: sku(counted().0), count: counted().1.parse().unwrap() }),
            "pack" => extras.pack = Some(Pack { of: sku(counted().0), holds: quantity(counted().1) }),
            "groups" => extras.modifiers = groups(value),
            "combo" => extras.combo = value.split(';').map(slot).collect(),
            "options" => extras.options = value.split(',').map(str::to_owned).collect(),
            "variant" => {
                let (parent, values) = value.split_once('/').unwrap();
                let values = values.split(',').map(str::to_owned).collect();
                extras.variant_of = Some(VariantOf { parent: sku(parent), values });
            }
            "serial" => extras.capture = Some(Capture::Serial),
            "lot" => extras.capture = Some(Capture::Lot),
            _ => {}
        }
    }
    extras
}

fn slot(text: &str) -> ComboSlot {
    let (name, choices) = text.split_once(':').unwrap();
    let choices = choices.split('|').map(|choice| {
        let (name, extra) = choice.split_once('+').unwrap_or((choice, "0"));
        ComboChoice { sku: sku(name), extra: money(extra) }
    });
    ComboSlot { name: name.to_owned(), choices: choices.collect() }
}

fn groups(text: &str) -> Vec<ModifierGroupId> {
    text.split(',').map(|id| ModifierGroupId::new(id).unwrap()).collect()
}

fn picked(text: &str) -> Vec<Picked> {
    let pick = |text: &str| {
        let (group, option) = text.split_once(':').unwrap();
        Picked { group: ModifierGroupId::new(group).unwrap(), option: option.to_owned() }
    };
    text.split(',').map(pick).collect()
}

/// The parts of a combo, each with the modifiers in brackets behind it.
fn parts(text: &str) -> Vec<(String, Option<Vec<Picked>>)> {
    let part = |text: &str| match text.split_once('(') {
        Some((name, modifiers)) => (name.to_owned(), Some(picked(modifiers.trim_end_matches(')')))),
        None => (text.to_owned(), None),
    };
    text.split("),")
        .flat_map(|piece| piece.split_inclusive(')'))
        .flat_map(|piece| {
            // A comma within brackets sets modifiers apart, one outside sets parts apart.
            if piece.contains('(') { vec![piece] } else { piece.split(',').collect() }
        })
        .filter(|piece| !piece.is_empty())
        .map(part)
        .collect()
}

fn add(amount: &str, name: &str, price: Option<&&str>) -> Step {
    let price = price.map(|text| match text.split_at(1) {
        ("@", unit) => Price::Unit(money(unit)),
        ("=", extended) => Price::Extended(money(extended)),
        _ => panic!("{text:?} is no price"),
    });
    Step::Add { quantity: quantity(amount), name: name.to_owned(), price }
}

fn tender(words: &[&str]) -> Option<Tender> {
    Some(match words {
        ["cash", amount] => Tender::Cash { amount: money(amount) },
        ["card", amount, slip @ ..] => Tender::Card { amount: money(amount), slip: slip.join(" ") },
        ["paper", amount, code @ ..] => Tender::Coupon { amount: money(amount), code: code.join(" ") },
        ["points", points, amount] if amount.starts_with('=') => {
            Tender::Points { points: points.parse().unwrap(), amount: money(&amount[1..]) }
        }
        ["store", amount, account] => {
            Tender::StoredValue { amount: money(amount), account: AccountId::new(account).unwrap() }
        }
        ["gift", amount, card] => {
            Tender::GiftCard { amount: money(amount), card: GiftCardNumber::parse(card).unwrap() }
        }
        ["prepaid", amount, order] => Tender::Prepayment { amount: money(amount), order: SaleId::new(order).unwrap() },
        ["owe", amount] => Tender::OnAccount { amount: money(amount) },
        ["voucher", amount, code] => Tender::Voucher { amount: money(amount), code: (*code).to_owned() },
        ["foreign", amount, code, rate, worth] if worth.starts_with('=') => Tender::ForeignCash {
            currency: Currency::from_code(code).unwrap(),
            foreign: money(amount),
            rate: millionths(rate),
            amount: money(&worth[1..]),
        },
        _ => return None,
    })
}

fn millionths(text: &str) -> u64 {
    parse_decimal(text, 6).unwrap().try_into().unwrap()
}

/// How a shop takes money, and what is paid for beside goods.
fn payments(words: &[&str]) -> Option<Step> {
    Some(match words {
        ["coins", step] => Step::Coins(money(step)),
        ["most-change", limit] => Step::MostChange(money(limit)),
        ["rate", code, rate] => {
            Step::Foreign(ForeignCurrency { currency: Currency::from_code(code).unwrap(), rate: millionths(rate) })
        }
        ["trust", who, limit] => Step::Trust((*who).to_owned(), money(limit)),
        ["onto", card, amount] => {
            Step::Charge(Charge::GiftCard { card: GiftCardNumber::parse(card).unwrap(), amount: money(amount) })
        }
        ["repay", amount] => Step::Charge(Charge::Account { amount: money(amount) }),
        ["ahead", amount, order] => {
            let (order, name) = (SaleId::new(order).unwrap(), (*order).to_owned());
            Step::Charge(Charge::Prepayment { order, name, amount: money(amount) })
        }
        ["lay-away", id] => Step::LayAway((*id).to_owned(), None),
        ["lay-away", id, day] => Step::LayAway((*id).to_owned(), Day::parse(day)),
        ["take-up", id] => Step::TakeUp((*id).to_owned()),
        ["give-up", id] => Step::GiveUp((*id).to_owned()),
        ["unload", at] => Step::Unload(at.parse().unwrap()),
        ["tip", amount] => Step::Tip(money(amount)),
        _ => return None,
    })
}

fn rate(percent: &str) -> Rate {
    Rate::millionths(parse_decimal(percent, 4).unwrap().try_into().unwrap()).unwrap()
}

/// `meal in away food : VAT 19 2026-01-01=7, City* 1`, behind `tax`.
fn tax(text: &str) -> TaxCategory {
    let (head, components) = text.split_once(':').unwrap();
    let (name, mode, away) = match head.split_whitespace().collect::<Vec<_>>().as_slice() {
        [name, mode] => (*name, *mode, None),
        [name, mode, "away", away] => (*name, *mode, Some(TaxCategoryId::new(away).unwrap())),
        _ => panic!("tax NAME in|on [away NAME] : {text:?}"),
    };
    let component = |text: &str| {
        let mut words = text.split_whitespace();
        let label = words.next().unwrap();
        let rates = words.map(|word| match word.split_once('=') {
            Some((from, percent)) => DatedRate { from: Some(Day::parse(from).unwrap()), rate: rate(percent) },
            None => DatedRate { from: None, rate: rate(word) },
        });
        let (name, compound) = (label.trim_end_matches('*').to_owned(), label.ends_with('*'));
        TaxComponent { label: name, rates: rates.collect(), compound, exempt: false }
    };
    let mode = if mode == "in" { TaxMode::Inclusive } else { TaxMode::Exclusive };
    TaxCategory {
        components: components.split(',').map(component).collect(),
        take_away: away,
        ..TaxCategory::single(TaxCategoryId::new(name).unwrap(), name.to_owned(), Rate::ZERO, mode)
    }
}

fn service(word: &str) -> Option<Service> {
    match word {
        "eat-in" => Some(Service::EatIn),
        "take-away" => Some(Service::TakeAway),
        "any" => None,
        _ => panic!("{word:?} is no service"),
    }
}

fn rounding(per: &str, components: &str, mode: &str) -> TaxRounding {
    TaxRounding {
        per: if per == "line" { RoundedPer::Line } else { RoundedPer::Total },
        components: if components == "together" { RoundedComponents::Together } else { RoundedComponents::Each },
        mode: match mode {
            "up" => Rounding::HalfUp,
            "even" => Rounding::HalfEven,
            "down" => Rounding::Down,
            _ => panic!("{mode:?} is no rounding"),
        },
    }
}

fn exemption(text: &str) -> Option<Exemption> {
    let (reason, taxes) = text.split_once(" from ").unwrap_or((text, ""));
    let taxes = taxes.split(',').map(str::trim).filter(|tax| !tax.is_empty()).map(str::to_owned).collect();
    (reason != "none").then(|| Exemption { reason: reason.to_owned(), taxes })
}

/// Steps about taxes.
fn about_taxes(line: &str, words: &[&str]) -> Option<Step> {
    Some(match words {
        ["day", day] => Step::Day(Day::parse(day).unwrap()),
        ["rounding", per, components, mode] => Step::Rounding(rounding(per, components, mode)),
        ["tax", ..] => Step::Tax(tax(line.trim_start().trim_start_matches("tax"))),
        ["service", line, word] => Step::LineService(line.parse().unwrap(), service(word)),
        ["service", word] => Step::Service(service(word).unwrap()),
        ["exempt", ..] => Step::Exempt(exemption(line.trim().trim_start_matches("exempt").trim())),
        _ => return None,
    })
}

/// Steps about what happens after a sale.
fn after(words: &[&str]) -> Option<Step> {
    let place = |of: &str| {
        let (receipt, line) = of.split_once('.').unwrap();
        (receipt.parse().unwrap(), line.parse().unwrap())
    };
    Some(match words {
        ["refunds", "cash"] => Step::Refunds(RefundRules { cash_instead: true, ..RefundRules::default() }),
        ["refunds", "limit", limit] => {
            Step::Refunds(RefundRules { without_receipt_limit: Some(money(limit)), ..RefundRules::default() })
        }
        ["refunds", "unreceipted-cash"] => {
            Step::Refunds(RefundRules { without_receipt_cash: true, ..RefundRules::default() })
        }
        ["refunds", "customer"] => {
            Step::Refunds(RefundRules { without_receipt_customer: true, ..RefundRules::default() })
        }
        ["damaged", "return", of, "x", amount, reason @ ..] => {
            let (receipt, line) = place(of);
            Step::Damaged { receipt, line, quantity: quantity(amount), reason: reason.join(" ") }
        }
        ["unreceipted", amount, "x", name, price, rest @ ..] => {
            let damaged = rest.first() == Some(&"damaged");
            let reason = if damaged { &rest[1..] } else { rest }.join(" ");
            let price = money(price.trim_start_matches('@'));
            Step::Unreceipted { quantity: quantity(amount), name: (*name).to_owned(), price, damaged, reason }
        }
        ["post-void", receipt] => Step::PostVoid(receipt.parse().unwrap()),
        ["paid", receipt] => Step::Paid(receipt.parse().unwrap()),
        _ => return None,
    })
}

/// Reads one line of a tape; a line that is no step is a mistake in the test.
pub fn step(line: &str) -> Step {
    let words: Vec<&str> = line.split_whitespace().collect();
    if let Some(tender) = tender(&words) {
        return Step::Tender(tender);
    }
    if let Some(step) = about_taxes(line, &words).or_else(|| payments(&words)).or_else(|| after(&words)) {
        return step;
    }
    match words.as_slice() {
        ["item", rest @ ..] => item(rest),
        ["stock", name, amount] => Step::Stock((*name).to_owned(), quantity(amount)),
        ["points", who, points] => Step::Points((*who).to_owned(), points.parse().unwrap()),
        ["credit", who, amount] => Step::Credit((*who).to_owned(), money(amount)),
        ["loyalty", "none"] => Step::Loyalty(None),
        ["loyalty", earn_per, value] => Step::Loyalty(Some((money(earn_per), money(value)))),
        ["return", of, "x", amount] => {
            let (receipt, line) = of.split_once('.').unwrap();
            Step::Return { receipt: receipt.parse().unwrap(), line: line.parse().unwrap(), quantity: quantity(amount) }
        }
        [amount, "x", name, "with", modifiers] => Step::With {
            quantity: quantity(amount),
            name: (*name).to_owned(),
            picked: Some(picked(modifiers)),
            parts: Vec::new(),
        },
        [amount, "x", name, "of", filled] => {
            Step::With { quantity: quantity(amount), name: (*name).to_owned(), picked: None, parts: parts(filled) }
        }
        [amount, "x", "empty", name] => Step::Empty(quantity(amount), (*name).to_owned()),
        [amount, "x", "open", name, price, tax] => {
            Step::Open(quantity(amount), (*name).to_owned(), money(price.trim_start_matches('@')), (*tax).to_owned())
        }
        ["nodeposit", name] => Step::WithoutDeposit((*name).to_owned()),
        ["remark", words @ ..] => Step::Remark(words.join(" ")),
        ["note", line, words @ ..] => Step::Note(line.parse().unwrap(), words.join(" ")),
        ["trace", line, number] => Step::Trace(line.parse().unwrap(), (*number).to_owned()),
        ["modifiers", line, of, chosen] => Step::Modifiers(line.parse().unwrap(), groups(of), picked(chosen)),
        ["age", years] => Step::Age(years.parse().unwrap()),
        [amount, "x", name, price @ ..] => add(amount, name, price.first()),
        ["on", line, "none"] => Step::On(line.parse().unwrap(), Vec::new()),
        ["on", at, ..] => {
            let list = line.trim_start().trim_start_matches("on").trim_start().trim_start_matches(at);
            Step::On(at.parse().unwrap(), list.split(',').map(discount).collect())
        }
        ["discount", "none"] => Step::Discount(None),
        ["discount", text] => Step::Discount(Some(discount(text))),
        ["quantity", line, amount] => Step::SetQuantity(line.parse().unwrap(), quantity(amount)),
        ["void", line] => Step::Void(line.parse().unwrap()),
        ["customer", "none"] => Step::Customer(None),
        ["customer", who] => Step::Customer(Some((*who).to_owned())),
        ["keep", at] => Step::Keep(at.parse().unwrap()),
        ["pay"] => Step::Pay,
        ["now", day, time] => Step::Now(promo::moment(day, time)),
        ["group", who, group] => Step::Group((*who).to_owned(), (*group).to_owned()),
        ["most", share] => Step::Most(promo::rate(share)),
        ["promo", ..] => Step::Promo(Box::new(promo::promotion(line))),
        ["list", id, groups, off @ ..] => Step::List(promo::list(id, groups, off.first().copied())),
        ["price", sku, rest @ ..] => Step::Set(promo::price(sku, rest)),
        ["reprice", line, "none"] => Step::Reprice(line.parse().unwrap(), None, String::new()),
        ["reprice", line, price, why @ ..] => Step::Reprice(line.parse().unwrap(), Some(money(price)), why.join(" ")),
        ["code", code @ ..] => Step::Code(code.join(" ")),
        ["uncode", at] => Step::Uncode(at.parse().unwrap()),
        ["show"] => Step::Show,
        ["balances"] => Step::Balances,
        _ => panic!("{line:?} is no step of a tape"),
    }
}
