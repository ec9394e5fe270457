//! What promotions and price lists bring to records: the samples that came with them.

use evertill_domain::basket::{Basket, BasketCommand, Buyer, LineId};
use evertill_domain::clock::{LocalTime, Timestamp};
use evertill_domain::customer::Customer;
use evertill_domain::day::Day;
use evertill_domain::discount::{Discount, DiscountReason, DiscountValue, GivenBy, GivenDiscount};
use evertill_domain::ids::{CustomerId, GroupId, PriceListId, PromotionId, Sku};
use evertill_domain::item::Item;
use evertill_domain::offers::Offers;
use evertill_domain::price_list::{DatedPrice, PriceList, PriceSet};
use evertill_domain::pricing::Rules;
use evertill_domain::promotion::{Combination, Deal, Goods, Hours, Offer, Part, Promotion, Promotions};
use evertill_domain::quantity::{Quantity, Unit};
use evertill_domain::rows::Row;
use evertill_domain::sale::{Price, PriceChange, Sale};
use evertill_domain::shop::{CustomerGroup, OfferSettings, Settings};
use evertill_domain::tax::TaxCategory;
use evertill_money::{Amount, Rate};

/// A basket in which everything that came later says something.
pub fn basket(mut basket: Basket, item: Item, tax: TaxCategory, settings: &Settings) -> Basket {
    let promotions = Promotions::new([promotion()]);
    let offers = Offers { promotions, ..Offers::default() };
    let item = Item { archived: false, price: Some(amount(300)), unit: Unit::Each, ..item };
    let line = LineId(basket.lines().iter().map(|line| line.id.0 + 1).max().unwrap_or(0));
    let buyer = Buyer { id: CustomerId::new("c-1").unwrap(), group: Some(group("staff")) };
    let damaged = Discount {
        note: "dented".to_owned(),
        ..Discount::new(DiscountReason::Manual, DiscountValue::Amount(amount(5)))
    };
    for command in [
        BasketCommand::Add { item: Box::new(item), tax, quantity: thousandths(1_000), price: None },
        BasketCommand::SetCustomer(Some(buyer)),
        BasketCommand::SetPrice { line, price: Some(amount(250)), reason: "shelf label".to_owned() },
        BasketCommand::SetDiscounts { line, discounts: vec![damaged] },
        BasketCommand::EnterCode("winter".to_owned()),
    ] {
        basket.handle(command, Rules::new(settings, time()).with(&offers)).unwrap();
    }
    basket
}

/// A sale with a promotion, a note and a changed price.
pub fn sale(mut sale: Sale) -> Sale {
    let label = "Winter sale".to_owned();
    let by = GivenBy { id: PromotionId::new("winter").unwrap(), label, code: "winter".to_owned() };
    let discount = Discount::new(DiscountReason::Promotion, DiscountValue::Amount(amount(50)));
    let promoted = GivenDiscount { discount, amount: amount(50), promotion: Some(by) };
    let changed = PriceChange { from: Price::Unit(amount(320)), reason: "shelf label".to_owned() };
    if let Some(line) = sale.lines.first_mut() {
        line.price_change = Some(changed);
        line.discounts[1] = promoted;
        line.discounts[0].discount.note = "dented".to_owned();
    }
    sale
}

/// A promotion in which everything says something.
pub fn promotion() -> Promotion {
    Promotion {
        id: PromotionId::new("winter").unwrap(),
        label: "Winter sale".to_owned(),
        offer: Offer::Percent {
            off: Rate::percent(20).unwrap(),
            on: Goods {
                everything: false,
                items: vec![sku("1001")],
                departments: vec!["Produce".to_owned()],
                categories: vec![("Dairy".to_owned(), "Milk".to_owned())],
                except: vec![sku("1002")],
            },
        },
        priority: 5,
        combination: Combination::Stackable,
        groups: vec![group("staff")],
        codes: vec!["WINTER".to_owned()],
        from: Day::new(2024, 10, 4),
        to: Day::new(2052, 2, 20),
        hours: Some(Hours { days: Hours::EVERY_DAY, from: 0, to: Hours::DAY }),
        limit: Some(amount(5_000)),
        times: Some(3),
        paused: false,
        archived: false,
    }
}

/// One promotion of every kind.
pub fn promotions() -> Vec<(&'static str, Promotion)> {
    let dairy = || Goods { departments: vec!["Dairy".to_owned()], ..Goods::default() };
    let set = |deal| Offer::Set {
        parts: vec![Part { of: dairy(), count: 2 }, Part { of: Goods::everything(), count: 1 }],
        deal,
    };
    let spend = |off| Offer::Threshold { spend: amount(5_000), on: Goods::everything(), off };
    let ten = Rate::percent(10).unwrap();
    let (buy, get) = (dairy(), Goods::everything());
    let plain = |offer| Promotion {
        offer,
        combination: Combination::Exclusive,
        groups: Vec::new(),
        codes: Vec::new(),
        from: None,
        to: None,
        hours: None,
        limit: None,
        times: None,
        paused: true,
        archived: true,
        ..promotion()
    };
    vec![
        ("Percent", promotion()),
        ("Amount", plain(Offer::Amount { off: amount(50), on: dairy() })),
        ("Fixed", plain(Offer::Fixed { price: amount(99), on: dairy() })),
        ("Gift", plain(Offer::Gift { buy, count: 2, get, free: 1, off: Rate::WHOLE })),
        ("Set-Price", plain(set(Deal::Price(amount(500))))),
        ("Set-Percent", plain(set(Deal::Percent(ten)))),
        ("Set-Amount", plain(set(Deal::Amount(amount(100))))),
        ("Threshold-Percent", plain(spend(DiscountValue::Percent(ten)))),
        ("Threshold-Amount", plain(spend(DiscountValue::Amount(amount(500))))),
    ]
}

pub fn price_list() -> PriceList {
    PriceList {
        id: PriceListId::new("staff").unwrap(),
        name: "Staff".to_owned(),
        groups: vec![group("staff")],
        off: Some(Rate::percent(15).unwrap()),
        archived: true,
    }
}

pub fn prices() -> Vec<PriceSet> {
    let list = Some(PriceListId::new("staff").unwrap());
    vec![
        PriceSet { sku: sku("1001"), list, from: None, to: None, price: Some(amount(250)) },
        PriceSet { sku: sku("1001"), list: None, from: Day::new(2026, 11, 27), to: Day::new(2026, 12, 3), price: None },
    ]
}

fn group(id: &str) -> GroupId {
    GroupId::new(id).unwrap()
}

/// Settings with groups and a cap.
pub fn settings(settings: Settings) -> Settings {
    let groups = vec![CustomerGroup { id: group("staff"), name: "Staff".to_owned() }];
    let reasons = vec!["Damaged".to_owned()];
    Settings { offers: OfferSettings { most_off: Some(Rate::percent(50).unwrap()), groups, reasons }, ..settings }
}

/// A customer of a group.
pub fn customer(customer: Customer) -> Customer {
    Customer { group: Some(group("staff")), ..customer }
}

/// The rows of promotions and price lists.
pub fn rows() -> Vec<(&'static str, Row)> {
    let dated = DatedPrice {
        list: Some(PriceListId::new("staff").unwrap()),
        from: Day::new(2026, 11, 27),
        to: Day::new(2026, 12, 3),
        price: amount(250),
    };
    vec![
        ("Promotion", Row::Promotion(Box::new(promotion()))),
        ("PriceList", Row::PriceList(Box::new(price_list()))),
        ("Prices", Row::Prices(vec![dated])),
    ]
}

fn time() -> LocalTime {
    LocalTime { at: Timestamp(1_795_353_300_000), offset: -300 }
}

fn sku(text: &str) -> Sku {
    Sku::new(text).unwrap()
}

fn amount(minor: i64) -> Amount {
    Amount::new(minor).unwrap()
}

fn thousandths(thousandths: i64) -> Quantity {
    Quantity::thousandths(thousandths).unwrap()
}
