//! The language of tapes: one step a line, `#` begins a comment.
//!
//! ```text
//! item milk 1.29 i7 [kg] [warn|strict] [archived]     what can be sold; `-` for no price
//! stock milk 5 · points ann 300 · credit ann 10.00 · loyalty none · loyalty 1.00 0.01
//! 2 x milk · 2 x milk @0.99 · 0.345 x cheese =4.00    ring up: own, keyed unit or extended price
//! on 1 coupon 1.50, manual 10%                        the discounts of line 1 · on 1 none
//! discount 10% · discount 2.00 · discount none        on the whole basket
//! quantity 1 3 · void 1 · customer ann · customer none
//! return 7.2 x 1 · keep 1                             one of line 2 of receipt 7 comes back
//! cash 20.00 · card 10.00 A-17 · paper 1.00 C-9 · points 500 =5.00 · store 4.00 ann
//! pay                                                 complete, vote, apply
//! show · balances                                     print the basket · print every balance
//! ```

use evertill_domain::discount::{Discount, DiscountReason, DiscountValue};
use evertill_domain::ids::AccountId;
use evertill_domain::item::StockPolicy;
use evertill_domain::quantity::{Quantity, Unit};
use evertill_domain::sale::Price;
use evertill_domain::tender::Tender;
use evertill_domain::{Amount, Rate};
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

/// Reads one line of a tape; a line that is no step is a mistake in the test.
pub fn step(line: &str) -> Step {
    let words: Vec<&str> = line.split_whitespace().collect();
    if let Some(tender) = tender(&words) {
        return Step::Tender(tender);
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
