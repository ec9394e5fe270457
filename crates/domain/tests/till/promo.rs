//! The language of tapes for promotions and price lists.
//!
//! ```text
//! promo NAME [p5] [stack] [code X] [group g] [from DAY] [to DAY] [hours fri 22:00-02:00] [limit 1.00] [times 2] [paused] : OFFER
//! OFFER   20% off GOODS · 0.50 off GOODS · 0.99 for GOODS · buy 2 GOODS get 1 GOODS [50%]
//!         set 3 GOODS for 5.00 · set 1 GOODS + 1 GOODS for 20% · set 2 GOODS less 1.00 · spend 20.00 on GOODS get 10%
//! GOODS   all · milk · milk,bread · /dairy · /dairy/milk · all,-milk
//! ```

use evertill_domain::clock::{LocalTime, Timestamp};
use evertill_domain::day::Day;
use evertill_domain::discount::DiscountValue;
use evertill_domain::ids::{GroupId, PriceListId, PromotionId, Sku};
use evertill_domain::price_list::{PriceList, PriceSet};
use evertill_domain::promotion::{Combination, Deal, Goods, Hours, Offer, Part, Promotion};
use evertill_domain::{Amount, Rate};

use crate::tape::{money, value};

const WEEK: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// A day such as `2026-11-27`.
pub fn day(text: &str) -> Day {
    Day::parse(text).unwrap_or_else(|| panic!("{text:?} is no day"))
}

fn minutes(text: &str) -> u16 {
    let (hour, minute) = text.split_once(':').unwrap();
    hour.parse::<u16>().unwrap() * 60 + minute.parse::<u16>().unwrap()
}

/// A moment in a shop at Greenwich.
pub fn moment(date: &str, time: &str) -> LocalTime {
    let at = u64::try_from(day(date).number()).unwrap() * 86_400_000 + u64::from(minutes(time)) * 60_000;
    LocalTime { at: Timestamp(at), offset: 0 }
}

/// A share such as `15%`.
pub fn rate(text: &str) -> Rate {
    match value(text) {
        DiscountValue::Percent(rate) => rate,
        DiscountValue::Amount(_) => panic!("{text:?} is no share"),
    }
}

/// A price list for groups, with a comma between them.
pub fn list(id: &str, groups: &str, off: Option<&str>) -> PriceList {
    PriceList {
        id: PriceListId::new(id).unwrap(),
        name: id.to_owned(),
        groups: groups.split(',').map(|group| GroupId::new(group).unwrap()).collect(),
        off: off.map(rate),
        archived: false,
    }
}

/// A price of an item.
pub fn price(sku: &str, words: &[&str]) -> PriceSet {
    let after = |word: &str| words.iter().position(|known| *known == word).map(|at| words[at + 1]);
    PriceSet {
        sku: Sku::new(sku).unwrap(),
        list: after("list").map(|id| PriceListId::new(id).unwrap()),
        from: after("from").map(day),
        to: after("to").map(day),
        price: words.last().filter(|word| **word != "none").map(|word| money(word)),
    }
}

fn goods(text: &str) -> Goods {
    let mut goods = Goods::default();
    for word in text.split(',') {
        if word == "all" {
            goods.everything = true;
        } else if let Some(sku) = word.strip_prefix('-') {
            goods.except.push(Sku::new(sku).unwrap());
        } else if let Some(tree) = word.strip_prefix('/') {
            match tree.split_once('/') {
                Some((department, category)) => goods.categories.push((department.to_owned(), category.to_owned())),
                None => goods.departments.push(tree.to_owned()),
            }
        } else if word != "nothing" {
            goods.items.push(Sku::new(word).unwrap());
        }
    }
    goods
}

fn offer(words: &[&str]) -> Offer {
    let on = || goods(words[words.len() - 1]);
    match words {
        [share, "off", _] => match value(share) {
            DiscountValue::Percent(off) => Offer::Percent { off, on: on() },
            DiscountValue::Amount(off) => Offer::Amount { off, on: on() },
        },
        [price, "for", _] => Offer::Fixed { price: money(price), on: on() },
        ["buy", count, buy, "get", free, get, rest @ ..] => Offer::Gift {
            buy: goods(buy),
            count: count.parse().unwrap(),
            get: goods(get),
            free: free.parse().unwrap(),
            off: rest.first().map_or(Rate::WHOLE, |share| rate(share)),
        },
        ["set", parts @ .., how, deal] => {
            let parts = parts
                .split(|word| *word == "+")
                .map(|part| Part { of: goods(part[1]), count: part[0].parse().unwrap() });
            let deal = match (*how, value(deal)) {
                ("less", DiscountValue::Amount(off)) => Deal::Amount(off),
                (_, DiscountValue::Percent(off)) => Deal::Percent(off),
                (_, DiscountValue::Amount(price)) => Deal::Price(price),
            };
            Offer::Set { parts: parts.collect(), deal }
        }
        ["spend", spend, "on", from, "get", off] => {
            Offer::Threshold { spend: money(spend), on: goods(from), off: value(off) }
        }
        _ => panic!("{words:?} is no offer"),
    }
}

/// Reads a promotion.
pub fn promotion(line: &str) -> Promotion {
    let (head, what) = line.split_once(" : ").unwrap_or_else(|| panic!("{line:?} has no offer"));
    let what: Vec<&str> = what.split_whitespace().collect();
    let head: Vec<&str> = head.split_whitespace().skip(1).collect();
    let mut promotion = plain(head[0], offer(&what));
    let mut words = head[1..].iter();
    while let Some(word) = words.next() {
        let mut next = || *words.next().unwrap();
        match *word {
            "stack" => promotion.combination = Combination::Stackable,
            "paused" => promotion.paused = true,
            "code" => promotion.codes.push(next().to_owned()),
            "group" => promotion.groups.push(GroupId::new(next()).unwrap()),
            "from" => promotion.from = Some(day(next())),
            "to" => promotion.to = Some(day(next())),
            "limit" => promotion.limit = Some(money(next())),
            "times" => promotion.times = Some(next().parse().unwrap()),
            "hours" => {
                let days = next().split(',').map(|day| 1 << WEEK.iter().position(|known| *known == day).unwrap()).sum();
                let (from, to) = next().split_once('-').unwrap();
                promotion.hours = Some(Hours { days, from: minutes(from), to: minutes(to) });
            }
            word => promotion.priority = word.strip_prefix('p').unwrap().parse().unwrap(),
        }
    }
    promotion
}

/// A promotion for everybody at any time.
pub fn plain(id: &str, offer: Offer) -> Promotion {
    Promotion {
        id: PromotionId::new(id).unwrap(),
        label: id.to_owned(),
        offer,
        priority: 0,
        combination: Combination::Exclusive,
        groups: Vec::new(),
        codes: Vec::new(),
        from: None,
        to: None,
        hours: None,
        limit: None,
        times: None,
        paused: false,
        archived: false,
    }
}

/// An amount of so many minor units.
pub const fn cents(minor: i32) -> Amount {
    Amount::minor_i32(minor)
}
