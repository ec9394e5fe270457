//! A promotion while it is typed: fields of text in, a promotion or what is wrong with it out.

use crate::i18n::{Lang, promotions as say};
use crate::money::{Money, parse_percent, western_digits};
use evertill_domain::day::Day;
use evertill_domain::discount::DiscountValue;
use evertill_domain::ids::{GroupId, PromotionId};
use evertill_domain::promotion::{Combination, Deal, Goods, Hours, Offer, Part, Promotion, PromotionError};
use evertill_money::{Amount, Rate};

/// What is offered to be added. A happy hour and a coupon are percentages with a condition, which the form then asks for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    Percent,
    Amount,
    Fixed,
    Gift,
    Set,
    Threshold,
    HappyHour,
    Coupon,
}

impl Kind {
    pub const ALL: [Kind; 8] = [
        Kind::Percent,
        Kind::Amount,
        Kind::Fixed,
        Kind::Gift,
        Kind::Set,
        Kind::Threshold,
        Kind::HappyHour,
        Kind::Coupon,
    ];

    pub fn name(self) -> crate::i18n::Text {
        match self {
            Kind::Percent => say::kind_percent,
            Kind::Amount => say::kind_amount,
            Kind::Fixed => say::kind_fixed,
            Kind::Gift => say::kind_gift,
            Kind::Set => say::kind_set,
            Kind::Threshold => say::kind_threshold,
            Kind::HappyHour => say::kind_hour,
            Kind::Coupon => say::kind_coupon,
        }
    }
}

/// How the amount of a set or of a threshold is meant.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Taking {
    Price,
    #[default]
    Percent,
    Amount,
}

/// Part of a set, as typed.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct TypedPart {
    pub goods: Goods,
    pub count: String,
}

/// Everything that is typed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Typed {
    pub id: PromotionId,
    pub kind: Kind,
    pub label: String,
    /// The percentage, amount or price, as the kind has it.
    pub value: String,
    pub taking: Taking,
    pub spend: String,
    pub count: String,
    pub free: String,
    pub goods: Goods,
    pub get: Goods,
    pub parts: Vec<TypedPart>,
    pub from: String,
    pub to: String,
    pub from_hour: String,
    pub to_hour: String,
    pub days: u16,
    pub groups: Vec<GroupId>,
    pub codes: String,
    pub limit: String,
    pub times: String,
    pub priority: String,
    pub stackable: bool,
    pub paused: bool,
}

/// Where something is wrong.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Slot {
    Label,
    Value,
    Spend,
    Count,
    Goods,
    Days,
    Hours,
    Codes,
    Limit,
    Times,
    Priority,
    All,
}

/// What keeps it from being taken into force.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Wrong {
    /// The rules of the shop say so.
    Rule(PromotionError),
    /// The priority is no number.
    Priority,
}

impl Typed {
    /// Nothing typed yet, of a kind.
    pub fn new(id: PromotionId, kind: Kind) -> Self {
        let whole = matches!(kind, Kind::Coupon | Kind::Threshold);
        let hours = |text: &str| if kind == Kind::HappyHour { text.to_owned() } else { String::new() };
        Self {
            id,
            kind,
            label: String::new(),
            value: if kind == Kind::Gift { "100".to_owned() } else { String::new() },
            taking: if kind == Kind::Set { Taking::Price } else { Taking::Amount },
            spend: String::new(),
            count: "1".to_owned(),
            free: "1".to_owned(),
            goods: Goods { everything: whole, ..Goods::default() },
            get: Goods::default(),
            parts: vec![TypedPart { goods: Goods::default(), count: "2".to_owned() }],
            from: String::new(),
            to: String::new(),
            from_hour: hours("16:00"),
            to_hour: hours("18:00"),
            days: Hours::EVERY_DAY,
            groups: Vec::new(),
            codes: String::new(),
            limit: String::new(),
            times: String::new(),
            priority: "0".to_owned(),
            stackable: false,
            paused: false,
        }
    }

    /// A known promotion.
    pub fn of(promotion: &Promotion, exponent: u8) -> Self {
        let money = |amount: Amount| crate::i18n::format::decimal_string(amount.minor(), exponent);
        let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
        let hour = |minute: u16| format!("{:02}:{:02}", minute / 60 % 24, minute % 60);
        let mut typed = Self {
            label: promotion.label.clone(),
            from: day(promotion.from),
            to: day(promotion.to),
            groups: promotion.groups.clone(),
            codes: promotion.codes.join("\n"),
            limit: promotion.limit.map(money).unwrap_or_default(),
            times: promotion.times.map(|times| times.to_string()).unwrap_or_default(),
            priority: promotion.priority.to_string(),
            stackable: promotion.combination == Combination::Stackable,
            paused: promotion.paused,
            ..Self::new(promotion.id.clone(), Kind::Percent)
        };
        if let Some(hours) = promotion.hours {
            typed.days = hours.days;
            if (hours.from, hours.to) != (0, Hours::DAY) {
                (typed.from_hour, typed.to_hour) = (hour(hours.from), hour(hours.to));
            }
        }
        typed.take_offer(&promotion.offer, money);
        typed
    }

    fn take_offer(&mut self, offer: &Offer, money: impl Fn(Amount) -> String) {
        let (kind, value, taking) = match offer {
            Offer::Percent { off, .. } => (Kind::Percent, percent_text(*off), Taking::Percent),
            Offer::Amount { off, .. } => (Kind::Amount, money(*off), Taking::Amount),
            Offer::Fixed { price, .. } => (Kind::Fixed, money(*price), Taking::Price),
            Offer::Gift { off, .. } => (Kind::Gift, percent_text(*off), Taking::Percent),
            Offer::Set { deal: Deal::Price(price), .. } => (Kind::Set, money(*price), Taking::Price),
            Offer::Set { deal: Deal::Percent(off), .. } => (Kind::Set, percent_text(*off), Taking::Percent),
            Offer::Set { deal: Deal::Amount(off), .. } => (Kind::Set, money(*off), Taking::Amount),
            Offer::Threshold { off: DiscountValue::Percent(off), .. } => {
                (Kind::Threshold, percent_text(*off), Taking::Percent)
            }
            Offer::Threshold { off: DiscountValue::Amount(off), .. } => (Kind::Threshold, money(*off), Taking::Amount),
        };
        (self.kind, self.value, self.taking) = (kind, value, taking);
        match offer {
            Offer::Percent { on, .. } | Offer::Amount { on, .. } | Offer::Fixed { on, .. } => self.goods = on.clone(),
            Offer::Gift { buy, count, get, free, .. } => {
                (self.goods, self.get) = (buy.clone(), get.clone());
                (self.count, self.free) = (count.to_string(), free.to_string());
            }
            Offer::Set { parts, .. } => {
                let part = |part: &Part| TypedPart { goods: part.of.clone(), count: part.count.to_string() };
                self.parts = parts.iter().map(part).collect();
            }
            Offer::Threshold { spend, on, .. } => (self.goods, self.spend) = (on.clone(), money(*spend)),
        }
    }

    /// What is typed as a promotion that makes sense by itself, or what is wrong.
    pub fn read(&self, money: &Money) -> Result<Promotion, Wrong> {
        let rule = Wrong::Rule;
        let days = |text: &str| Day::parse(text.trim());
        let codes = self.codes.lines().map(str::trim).filter(|code| !code.is_empty()).map(str::to_owned);
        let promotion = Promotion {
            id: self.id.clone(),
            label: self.label.trim().to_owned(),
            offer: self.offer(money).map_err(rule)?,
            priority: whole(&self.priority).ok_or(Wrong::Priority)?,
            combination: if self.stackable { Combination::Stackable } else { Combination::Exclusive },
            groups: self.groups.clone(),
            codes: codes.collect(),
            from: days(&self.from),
            to: days(&self.to),
            hours: self.hours().map_err(rule)?,
            limit: optional(&self.limit, |text| money.parse(text)).ok_or(rule(PromotionError::Limit))?,
            times: optional(&self.times, whole).ok_or(rule(PromotionError::Times))?,
            paused: self.paused,
            archived: false,
        };
        promotion.check().map_err(rule)?;
        if self.kind == Kind::Coupon && promotion.codes.is_empty() {
            return Err(rule(PromotionError::Code { code: String::new() }));
        }
        Ok(promotion)
    }

    /// Fills in what is missing as anything at all, so that what else is wrong comes to light; whether that was it.
    pub fn fill_in(&mut self, wrong: &Wrong) -> bool {
        match wrong {
            Wrong::Rule(PromotionError::Label) => self.label = "?".to_owned(),
            Wrong::Rule(PromotionError::NoGoods) => {
                let parts = self.parts.iter_mut().map(|part| &mut part.goods);
                let all = [&mut self.goods, &mut self.get].into_iter().chain(parts);
                all.filter(|goods| goods.is_empty()).for_each(|goods| goods.everything = true);
            }
            _ => return false,
        }
        true
    }

    fn offer(&self, money: &Money) -> Result<Offer, PromotionError> {
        use PromotionError as Fault;
        let percent = || parse_percent(&self.value).ok_or(Fault::Percent);
        let amount = || money.parse(&self.value).ok_or(Fault::Amount);
        let price = || money.parse(&self.value).ok_or(Fault::Price);
        let count = |text: &str| whole(text).ok_or(Fault::Count);
        let on = || self.goods.clone();
        Ok(match self.kind {
            Kind::Percent | Kind::HappyHour | Kind::Coupon => Offer::Percent { off: percent()?, on: on() },
            Kind::Amount => Offer::Amount { off: amount()?, on: on() },
            Kind::Fixed => Offer::Fixed { price: price()?, on: on() },
            Kind::Gift => Offer::Gift {
                buy: on(),
                count: count(&self.count)?,
                get: self.get.clone(),
                free: count(&self.free)?,
                off: percent()?,
            },
            Kind::Set => Offer::Set {
                parts: self
                    .parts
                    .iter()
                    .map(|part| Ok(Part { of: part.goods.clone(), count: count(&part.count)? }))
                    .collect::<Result<_, Fault>>()?,
                deal: match self.taking {
                    Taking::Price => Deal::Price(price()?),
                    Taking::Percent => Deal::Percent(percent()?),
                    Taking::Amount => Deal::Amount(amount()?),
                },
            },
            Kind::Threshold => Offer::Threshold {
                spend: money.parse(&self.spend).ok_or(Fault::Amount)?,
                on: on(),
                off: match self.taking {
                    Taking::Percent => DiscountValue::Percent(percent()?),
                    Taking::Price | Taking::Amount => DiscountValue::Amount(amount()?),
                },
            },
        })
    }

    fn hours(&self) -> Result<Option<Hours>, PromotionError> {
        let (from, to) = (self.from_hour.trim(), self.to_hour.trim());
        if from.is_empty() && to.is_empty() && self.days == Hours::EVERY_DAY {
            return Ok(None);
        }
        let read = |text: &str, empty: u16| {
            if text.is_empty() { Some(empty) } else { minute(text) }.ok_or(PromotionError::WindowOutOfDay)
        };
        // Midnight as an end is that of the day's end.
        let to = match read(to, Hours::DAY)? {
            0 => Hours::DAY,
            to => to,
        };
        Ok(Some(Hours { days: self.days, from: read(from, 0)?, to }))
    }
}

/// A share as it is typed: `12.5`.
pub fn percent_text(rate: Rate) -> String {
    let text = crate::i18n::format::decimal_string(i64::from(rate.as_millionths()), 4);
    let text = text.trim_end_matches('0').trim_end_matches(['.', ',']);
    text.to_owned()
}

fn whole(text: &str) -> Option<u16> {
    western_digits(text.trim()).parse().ok()
}

fn optional<T>(text: &str, read: impl Fn(&str) -> Option<T>) -> Option<Option<T>> {
    if text.trim().is_empty() { Some(None) } else { read(text).map(Some) }
}

/// `16:30` as a minute of the day.
fn minute(text: &str) -> Option<u16> {
    let (hour, minute) = text.split_once(':')?;
    let (hour, minute) = (whole(hour)?, whole(minute.split(':').next()?)?);
    (hour < 24 && minute < 60).then_some(hour * 60 + minute)
}

impl Wrong {
    /// The field that it is about.
    pub fn slot(&self, kind: Kind) -> Slot {
        use PromotionError as Fault;
        match self {
            Wrong::Priority => Slot::Priority,
            Wrong::Rule(fault) => match fault {
                Fault::Label => Slot::Label,
                Fault::NoGoods | Fault::TooManyGoods | Fault::SetTooSmall | Fault::TooManyParts => Slot::Goods,
                Fault::Amount if kind == Kind::Threshold => Slot::Spend,
                Fault::Percent | Fault::Amount | Fault::Price | Fault::MoreOffThanSpent { .. } => Slot::Value,
                Fault::Count => Slot::Count,
                Fault::DaysReversed => Slot::Days,
                Fault::WindowEmpty | Fault::WindowOutOfDay | Fault::NoWeekday => Slot::Hours,
                Fault::Limit => Slot::Limit,
                Fault::Times => Slot::Times,
                Fault::Code { .. } | Fault::CodeTwice { .. } | Fault::CodeTaken { .. } | Fault::TooManyCodes => {
                    Slot::Codes
                }
                Fault::IdTaken { .. } | Fault::TooMany => Slot::All,
            },
        }
    }

    /// What is wrong and what to change.
    pub fn words(&self, lang: Lang, money: &Money) -> String {
        use PromotionError as Fault;
        let fault = match self {
            Wrong::Priority => return say::wrong_priority(lang).to_owned(),
            Wrong::Rule(fault) => fault,
        };
        match fault {
            Fault::Label => say::wrong_label(lang, Promotion::LABEL_LIMIT),
            Fault::NoGoods => say::wrong_goods(lang).to_owned(),
            Fault::TooManyGoods => say::wrong_many(lang, Promotion::GOODS_LIMIT),
            Fault::Percent => say::wrong_percent(lang).to_owned(),
            Fault::Amount => say::wrong_amount(lang).to_owned(),
            Fault::Price => say::wrong_price(lang).to_owned(),
            Fault::MoreOffThanSpent { spend } => say::wrong_more_off(lang, money.format(*spend)),
            Fault::Count => say::wrong_count(lang, Promotion::COUNT_LIMIT),
            Fault::SetTooSmall => say::wrong_set(lang).to_owned(),
            Fault::TooManyParts => say::wrong_parts(lang, Promotion::PARTS_LIMIT),
            Fault::DaysReversed => say::wrong_days(lang).to_owned(),
            Fault::WindowEmpty => say::wrong_window(lang).to_owned(),
            Fault::WindowOutOfDay => say::wrong_time(lang).to_owned(),
            Fault::NoWeekday => say::wrong_weekday(lang).to_owned(),
            Fault::Limit => say::wrong_limit(lang).to_owned(),
            Fault::Times => say::wrong_times(lang).to_owned(),
            Fault::Code { code } => say::wrong_code(lang, code, Promotion::CODE_LIMIT),
            Fault::CodeTwice { code } => say::wrong_code_twice(lang, code),
            Fault::CodeTaken { code, by } => say::wrong_code_taken(lang, code, by),
            Fault::TooManyCodes => say::wrong_codes(lang, Promotion::CODES_LIMIT),
            // An id is made by the register and never typed: another try makes another.
            Fault::IdTaken { .. } | Fault::TooMany => say::wrong_total(lang, Promotion::LIMIT),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use evertill_money::Currency;

    fn money() -> Money {
        Money::of(Currency::from_code("USD").unwrap())
    }

    fn typed(kind: Kind, value: &str) -> Typed {
        let goods = Goods::everything();
        let parts = vec![TypedPart { goods: goods.clone(), count: "3".to_owned() }];
        let codes = if kind == Kind::Coupon { " SAVE \n\nMORE".to_owned() } else { String::new() };
        Typed {
            label: "Deal".to_owned(),
            value: value.to_owned(),
            spend: "50".to_owned(),
            goods: goods.clone(),
            get: goods,
            parts,
            codes,
            ..Typed::new(PromotionId::new("p").unwrap(), kind)
        }
    }

    #[test]
    fn a_promotion_of_every_kind_is_typed_as_it_is_read() {
        for kind in Kind::ALL {
            let promotion = typed(kind, "12.5").read(&money()).unwrap();
            let again = Typed::of(&promotion, 2);
            assert_eq!(again.read(&money()).unwrap(), promotion, "{kind:?}");
        }
        assert_eq!(typed(Kind::Coupon, "5").read(&money()).unwrap().codes, ["SAVE", "MORE"]);
    }

    #[test]
    fn what_could_go_below_zero_or_never_end_is_refused_at_its_field() {
        type Spoil = fn(&mut Typed);
        let table: [(Kind, &str, Spoil, Slot); 12] = [
            (Kind::Percent, "101", |_| (), Slot::Value),
            (Kind::Percent, "0", |_| (), Slot::Value),
            (Kind::Gift, "100", |typed| typed.free = "0".to_owned(), Slot::Count),
            (Kind::Fixed, "-1", |_| (), Slot::Value),
            (Kind::Threshold, "51", |_| (), Slot::Value),
            (Kind::Set, "5", |typed| typed.parts[0].count = "1".to_owned(), Slot::Goods),
            (Kind::Amount, "1", |typed| typed.goods = Goods::default(), Slot::Goods),
            (Kind::HappyHour, "5", |typed| typed.to_hour = "16:00".to_owned(), Slot::Hours),
            (Kind::HappyHour, "5", |typed| typed.days = 0, Slot::Hours),
            (Kind::Coupon, "5", |typed| typed.codes.clear(), Slot::Codes),
            (Kind::Percent, "5", |typed| typed.priority = "x".to_owned(), Slot::Priority),
            (Kind::Percent, "5", |typed| typed.times = "0".to_owned(), Slot::Times),
        ];
        for (row, (kind, value, spoil, slot)) in table.into_iter().enumerate() {
            let mut typed = typed(kind, value);
            spoil(&mut typed);
            assert_eq!(typed.read(&money()).map_err(|wrong| wrong.slot(kind)), Err(slot), "row {row}");
        }
    }
}
