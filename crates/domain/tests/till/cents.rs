//! Baskets that are the same wherever they are made, and what they cost, as one number: the host and the browser have to
//! come to the same. It depends on nothing but the rules, so that `crates/journal-idb` can run it in a browser as well.

use evertill_domain::basket::{Basket, BasketCommand, Buyer, LineId};
use evertill_domain::clock::{LocalTime, Timestamp};
use evertill_domain::discount::{Discount, DiscountReason, DiscountValue};
use evertill_domain::ids::{CustomerId, GroupId, PriceListId, PromotionId, Sku, TaxCategoryId};
use evertill_domain::item::{Item, StockPolicy};
use evertill_domain::offers::Offers;
use evertill_domain::price_list::{PriceList, PriceSet, Prices};
use evertill_domain::pricing::{Priced, Rules};
use evertill_domain::promotion::{Combination, Deal, Goods, Hours, Offer, Part, Promotion, Promotions};
use evertill_domain::quantity::{Quantity, Unit};
use evertill_domain::shop::Settings;
use evertill_domain::tax::{DatedRate, RoundedComponents, RoundedPer, TaxCategory, TaxComponent, TaxMode, TaxRounding};
use evertill_domain::{Amount, Currency, Rate, Rounding};

/// What the baskets come to, hashed. Whoever changes it on purpose changes what customers pay.
pub const DIGEST: &str = "c0e3cb7da80a393d";
/// How many baskets.
const BASKETS: u64 = 2_000;
/// How many items the shop has.
const ITEMS: u32 = 24;

/// Numbers that look like luck and are the same everywhere (xorshift, Marsaglia 2003).
struct Luck(u64);

impl Luck {
    fn below(&mut self, limit: u32) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        ((self.0 >> 32) as u32) % limit
    }

    fn number(&mut self, limit: u32) -> i32 {
        i32::try_from(self.below(limit)).unwrap()
    }

    fn one_in(&mut self, many: u32) -> bool {
        self.below(many) == 0
    }
}

/// FNV-1a, 64 bits: enough to notice a cent, and four lines long.
fn hashed(mut hash: u64, text: &str) -> u64 {
    for byte in text.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    hash
}

/// What all baskets come to.
pub fn digest() -> String {
    let mut hash = 0xcbf2_9ce4_8422_2325;
    for seed in 1..=BASKETS {
        hash = hashed(hash, &told(&priced(&mut Luck(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1))));
    }
    format!("{hash:016x}")
}

/// Every amount of a priced basket, in a text.
fn told(priced: &Priced) -> String {
    let mut all = Vec::new();
    for line in &priced.lines {
        all.extend([line.extended, line.tax_amount, line.basket_discount, line.total]);
        all.extend(line.discounts.iter().map(|given| given.amount));
        all.extend(&line.tax_parts);
    }
    all.extend([priced.totals.tax, priced.totals.discount, priced.due]);
    let amounts = all.iter().map(|amount| amount.minor().to_string()).collect::<Vec<_>>().join(" ");
    let coupons = priced.coupons.iter().map(|coupon| format!("{:?}", coupon.given)).collect::<Vec<_>>().join(" ");
    format!("{amounts} {coupons}\n")
}

fn amount(minor: i32) -> Amount {
    Amount::minor_i32(minor)
}

fn sku(at: u32) -> Sku {
    Sku::new(&format!("s{at}")).unwrap()
}

fn taxes(luck: &mut Luck) -> Vec<TaxCategory> {
    let mode = |luck: &mut Luck| if luck.one_in(2) { TaxMode::Inclusive } else { TaxMode::Exclusive };
    let rate = |luck: &mut Luck| Rate::millionths(luck.below(250_000)).unwrap();
    let simple = |id: &str, luck: &mut Luck| {
        TaxCategory::single(TaxCategoryId::new(id).unwrap(), id.to_owned(), rate(luck), mode(luck))
    };
    let component = |label: &str, compound: bool, luck: &mut Luck| TaxComponent {
        label: label.to_owned(),
        rates: vec![DatedRate { from: None, rate: rate(luck) }],
        compound,
        exempt: false,
    };
    let components = vec![component("state", false, luck), component("city", luck.one_in(2), luck)];
    let several = TaxCategory { components, ..simple("several", luck) };
    vec![simple("low", luck), simple("high", luck), several]
}

fn settings(luck: &mut Luck) -> Settings {
    let mode = [Rounding::HalfUp, Rounding::HalfEven, Rounding::Down][luck.below(3) as usize];
    let per = if luck.one_in(2) { RoundedPer::Line } else { RoundedPer::Total };
    let components = if luck.one_in(2) { RoundedComponents::Each } else { RoundedComponents::Together };
    let mut settings = Settings::plain(Currency::from_code("EUR").unwrap());
    settings.taxes = taxes(luck);
    settings.tax_rounding = TaxRounding { per, components, mode };
    settings.offers.most_off = luck.one_in(4).then(|| Rate::millionths(1 + luck.below(900_000)).unwrap());
    settings
}

fn goods(luck: &mut Luck) -> Goods {
    let mut goods = Goods::default();
    match luck.below(4) {
        0 => goods.everything = true,
        1 => goods.departments.push(format!("d{}", luck.below(3))),
        _ => (0..=luck.below(4)).for_each(|_| goods.items.push(sku(luck.below(ITEMS)))),
    }
    if luck.one_in(4) {
        goods.except.push(sku(luck.below(ITEMS)));
    }
    goods
}

fn offer(luck: &mut Luck) -> Offer {
    let percent = |luck: &mut Luck| Rate::millionths(1 + luck.below(1_000_000)).unwrap();
    let cents = |luck: &mut Luck| amount(1 + luck.number(700));
    let count = |luck: &mut Luck| 1 + u16::try_from(luck.below(3)).unwrap();
    match luck.below(7) {
        0 => Offer::Percent { off: percent(luck), on: goods(luck) },
        1 => Offer::Amount { off: cents(luck), on: goods(luck) },
        2 => Offer::Fixed { price: cents(luck), on: goods(luck) },
        3 => Offer::Gift {
            buy: goods(luck),
            count: count(luck),
            get: goods(luck),
            free: count(luck),
            off: percent(luck),
        },
        4 => {
            let parts = (0..=luck.below(2)).map(|_| Part { of: goods(luck), count: count(luck) }).collect();
            Offer::Set { parts, deal: Deal::Price(cents(luck)) }
        }
        5 => {
            let parts = vec![Part { of: goods(luck), count: 1 + count(luck) }];
            Offer::Set { parts, deal: Deal::Percent(percent(luck)) }
        }
        _ => {
            let off =
                if luck.one_in(2) { DiscountValue::Amount(amount(99)) } else { DiscountValue::Percent(percent(luck)) };
            Offer::Threshold { spend: amount(100 + luck.number(5_000)), on: goods(luck), off }
        }
    }
}

fn promotion(at: u32, luck: &mut Luck) -> Promotion {
    Promotion {
        id: PromotionId::new(&format!("p{at}")).unwrap(),
        label: format!("p{at}"),
        offer: offer(luck),
        priority: u16::try_from(luck.below(3)).unwrap(),
        combination: if luck.one_in(2) { Combination::Stackable } else { Combination::Exclusive },
        groups: luck.one_in(6).then(|| GroupId::new("staff").unwrap()).into_iter().collect(),
        codes: luck.one_in(4).then(|| format!("c{at}")).into_iter().collect(),
        from: None,
        to: None,
        hours: luck.one_in(8).then_some(Hours { days: Hours::EVERY_DAY, from: 600, to: 900 }),
        limit: luck.one_in(5).then(|| amount(1 + luck.number(400))),
        times: luck.one_in(5).then_some(2),
        paused: false,
        archived: false,
    }
}

fn offers(luck: &mut Luck) -> Offers {
    let promotions: Vec<Promotion> = (0..luck.below(7)).map(|at| promotion(at, luck)).collect();
    let id = || PriceListId::new("staff").unwrap();
    let groups = vec![GroupId::new("staff").unwrap()];
    let off = luck.one_in(2).then(|| Rate::millionths(125_000).unwrap());
    let list = PriceList { id: id(), name: "Staff".to_owned(), groups, off, archived: false };
    let mut prices = Prices::new([list], []);
    for _ in 0..luck.below(5) {
        let list = luck.one_in(2).then(id);
        let price = Some(amount(luck.number(2_000)));
        prices.set(&PriceSet { sku: sku(luck.below(ITEMS)), list, from: None, to: None, price });
    }
    Offers { promotions: Promotions::new(promotions), prices }
}

fn item(at: u32, luck: &mut Luck, settings: &Settings) -> (Item, TaxCategory) {
    let tax = settings.taxes[luck.below(3) as usize].clone();
    let item = Item {
        sku: sku(at),
        name: format!("Item {at}"),
        codes: Vec::new(),
        department: format!("d{}", at % 3),
        category: format!("c{}", at % 5),
        price: Some(amount(1 + luck.number(2_500))),
        unit: if at.is_multiple_of(6) { Unit::Kilogram } else { Unit::Each },
        tax: tax.id.clone(),
        stock: StockPolicy::Off,
        archived: false,
        cost: None,
        extras: None,
    };
    (item, tax)
}

/// A basket by luck. What the rules refuse is left out of it, the same way everywhere.
fn priced(luck: &mut Luck) -> Priced {
    let (settings, offers) = (settings(luck), offers(luck));
    // Friday 2026-11-27, 12:00 at Greenwich.
    let noon = LocalTime { at: Timestamp(20_784 * 86_400_000 + 12 * 3_600_000), offset: 0 };
    let rules = Rules::new(&settings, noon).with(&offers);
    let mut basket = Basket::default();
    let mut all = Vec::new();
    for _ in 0..=luck.below(9) {
        let (item, tax) = item(luck.below(ITEMS), luck, &settings);
        let weighed = item.unit == Unit::Kilogram;
        let quantity = if weighed {
            Quantity::thousandths(1 + i64::from(luck.below(3_000))).unwrap()
        } else {
            Quantity::whole(1 + luck.number(6))
        };
        all.push(BasketCommand::Add { item: Box::new(item), tax, quantity, price: None });
    }
    let keyed = |value| Discount::new(DiscountReason::Manual, value);
    for line in 0..3 {
        if luck.one_in(4) {
            let value = DiscountValue::Percent(Rate::millionths(luck.below(500_000)).unwrap());
            all.push(BasketCommand::SetDiscounts { line: LineId(line), discounts: vec![keyed(value)] });
        }
    }
    if luck.one_in(5) {
        all.push(BasketCommand::SetBasketDiscount(Some(keyed(DiscountValue::Amount(amount(1 + luck.number(300)))))));
    }
    if luck.one_in(3) {
        let group = Some(GroupId::new("staff").unwrap());
        all.push(BasketCommand::SetCustomer(Some(Buyer { id: CustomerId::new("c").unwrap(), group })));
    }
    all.extend((0..7).map(|at| BasketCommand::EnterCode(format!("c{at}"))));
    if luck.one_in(6) {
        let price = Some(amount(luck.number(900)));
        all.push(BasketCommand::SetPrice { line: LineId(1), price, reason: "damaged".to_owned() });
    }
    for command in all {
        let _ = basket.handle(command, rules);
    }
    basket.priced(rules).unwrap()
}
