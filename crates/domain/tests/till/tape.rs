//! The language of tapes: one step a line, `#` begins a comment.
//!
//! ```text
//! item milk 1.29 i7 [kg] [warn|strict] [archived]     what can be sold; `-` for no price
//! stock milk 5 · points ann 300 · credit ann 10.00 · loyalty none · loyalty 1.00 0.01
//! 2 x milk · 2 x milk @0.99 · 0.345 x cheese =4.00    ring up: own, keyed unit or extended price
//! on 1 coupon 1.50, manual 10%                        the discounts of line 1 · on 1 none
//! discount 10% · discount 2.00 · discount none        on the whole basket
//! quantity 1 3 · void 1 · customer ann · customer none
//! day 2026-01-01 · rounding line|total each|together up|even|down
//! tax meal in|on [away food] : VAT 19 2026-01-01=7, City* 1    categories beside those of `till`; `*` is a tax on tax
//! service take-away · service 1 eat-in · service 1 any          of everything · of line 1
//! exempt CERT-1 [from VAT, City] · exempt none                 the customer, from all taxes or some
//! return 7.2 x 1 · keep 1                             one of line 2 of receipt 7 comes back
//! cash 20.00 · card 10.00 A-17 · paper 1.00 C-9 · points 500 =5.00 · store 4.00 ann
//! pay                                                 complete, vote, apply
//! show · balances                                     print the basket · print every balance
//! ```

use evertill_domain::day::Day;
use evertill_domain::discount::{Discount, DiscountReason, DiscountValue};
use evertill_domain::ids::{AccountId, TaxCategoryId};
use evertill_domain::item::StockPolicy;
use evertill_domain::quantity::{Quantity, Unit};
use evertill_domain::sale::Price;
use evertill_domain::tax::{
    DatedRate, Exemption, RoundedComponents, RoundedPer, Service, TaxCategory, TaxComponent, TaxMode, TaxRounding,
};
use evertill_domain::tender::Tender;
use evertill_domain::{Amount, Rate, Rounding};
use evertill_money::parse_decimal;

/// One step of a tape.
#[derive(Clone, Debug)]
pub enum Step {
    /// An item that can be sold from here on.
    Item { name: String, price: Option<Amount>, tax: String, unit: Unit, stock: StockPolicy, archived: bool },
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
}

/// Money from text such as `12.34`.
pub fn money(text: &str) -> Amount {
    Amount::new(parse_decimal(text, 2).unwrap_or_else(|error| panic!("{text:?}: {error}"))).unwrap()
}

fn quantity(text: &str) -> Quantity {
    Quantity::parse(text).unwrap_or_else(|error| panic!("{text:?}: {error}"))
}

fn value(text: &str) -> DiscountValue {
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
    Discount { reason, value: value(text) }
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
    Step::Item { name: (*name).to_owned(), price, tax: (*tax).to_owned(), unit, stock, archived }
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

/// Reads one line of a tape; a line that is no step is a mistake in the test.
pub fn step(line: &str) -> Step {
    let words: Vec<&str> = line.split_whitespace().collect();
    if let Some(tender) = tender(&words) {
        return Step::Tender(tender);
    }
    if let Some(step) = about_taxes(line, &words) {
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
        ["show"] => Step::Show,
        ["balances"] => Step::Balances,
        _ => panic!("{line:?} is no step of a tape"),
    }
}
