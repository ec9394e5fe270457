//! Price lists: what items cost a group of customers, and from which day on.
//!
//! Precedence, stated once: a list of the customer's group goes before a dated price, and that before the item's own price.
//! A list may name a price for an item, or take a share off everything else. Where several lists of a group speak, the
//! lowest price stands. Of several dated prices that are valid on a day the one that began last stands. What was sold is
//! never priced again; an open basket is when its customer changes.

use std::collections::{BTreeMap, HashMap};

use evertill_money::{Amount, Rate, Rounding};
use serde::Deserialize;

use crate::Refusal;
use crate::day::Day;
use crate::ids::{GroupId, PriceListId, Sku, checked_text};
use crate::pricing::SALE_LIMIT;
use crate::record;

/// A list of prices for groups of customers, one version of it; its prices are facts of their own.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct PriceList {
    /// Its name in the books; never changes.
    pub id: PriceListId,
    /// What it is called; 1 to [`PriceList::NAME_LIMIT`] characters.
    pub name: String,
    /// The groups that it is for, at least one.
    pub groups: Vec<GroupId>,
    /// What it takes off items that it names no price for; at most the whole.
    #[serde(default)]
    pub off: Option<Rate>,
    /// No longer used; the past stays.
    #[serde(default)]
    pub archived: bool,
}

record!(PriceList { id, name, groups, off, archived });

impl PriceList {
    /// The most characters of a name.
    pub const NAME_LIMIT: usize = 60;
    /// The most lists of a shop.
    pub const LIMIT: usize = 100;

    /// Whether it can be used. Whoever takes a list from a person asks before it is appended.
    ///
    /// # Errors
    /// [`Refusal::TextInvalid`] for the name, [`Refusal::CustomerGroupMissing`], or [`Refusal::DiscountOutOfRange`].
    pub fn check(&self) -> Result<(), Refusal> {
        checked_text(&self.name, Self::NAME_LIMIT).map_err(|_| Refusal::TextInvalid)?;
        if self.groups.is_empty() {
            return Err(Refusal::CustomerGroupMissing);
        }
        if self.off.is_some_and(|off| off.is_zero() || off > Rate::WHOLE) {
            return Err(Refusal::DiscountOutOfRange);
        }
        Ok(())
    }
}

/// A price of an item, on a list or for everybody, from a day on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatedPrice {
    /// The list; `None` for everybody.
    pub list: Option<PriceListId>,
    /// The first day; `None` from ever.
    pub from: Option<Day>,
    /// The last day; `None` until another one follows.
    pub to: Option<Day>,
    /// The price of one unit, not negative.
    pub price: Amount,
}

record!(DatedPrice { list, from, to, price });

/// A change of one dated price, which its item, its list and its first day name.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct PriceSet {
    /// Which item.
    pub sku: Sku,
    /// On which list; `None` for everybody.
    #[serde(default)]
    pub list: Option<PriceListId>,
    /// The first day; `None` from ever.
    #[serde(default)]
    pub from: Option<Day>,
    /// The last day.
    #[serde(default)]
    pub to: Option<Day>,
    /// The price; `None` takes it off the list.
    pub price: Option<Amount>,
}

record!(PriceSet { sku, list, from, to, price });

impl PriceSet {
    /// The name of the price that it sets among those of its item: list and first day.
    #[must_use]
    pub(crate) fn name(&self) -> String {
        let list = self.list.as_ref().map_or("", PriceListId::as_str);
        self.from.map_or_else(|| format!("{list} "), |from| format!("{list} {from}"))
    }

    /// The most of them in one fact.
    pub const LIMIT: usize = 4_000;

    /// Whether the price is one. Whoever takes it from a person asks before it is appended.
    ///
    /// # Errors
    /// [`Refusal::PriceNegative`], [`Refusal::AmountTooLarge`] or [`Refusal::DaysReversed`].
    pub fn check(&self) -> Result<(), Refusal> {
        if self.price.is_some_and(Amount::is_negative) {
            return Err(Refusal::PriceNegative);
        }
        if self.price.is_some_and(|price| price > SALE_LIMIT) {
            return Err(Refusal::AmountTooLarge { limit: SALE_LIMIT });
        }
        if matches!((self.from, self.to), (Some(from), Some(to)) if to < from) {
            return Err(Refusal::DaysReversed);
        }
        Ok(())
    }

    /// The prices of the item once this is one of them, in the order of their first days.
    pub fn put_into(&self, prices: &mut Vec<DatedPrice>) {
        prices.retain(|known| known.list != self.list || known.from != self.from);
        if let Some(price) = self.price {
            prices.push(DatedPrice { list: self.list.clone(), from: self.from, to: self.to, price });
            prices.sort_by(|a, b| (&a.list, a.from).cmp(&(&b.list, b.from)));
        }
    }
}

impl DatedPrice {
    fn is_valid_on(&self, day: Day) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

/// Every list and every dated price of the shop, to be looked up.
#[derive(Clone, Debug, Default)]
pub struct Prices {
    lists: BTreeMap<PriceListId, PriceList>,
    prices: HashMap<Sku, Vec<DatedPrice>>,
}

impl Prices {
    /// The prices of these lists and items.
    #[must_use]
    pub fn new(
        lists: impl IntoIterator<Item = PriceList>,
        prices: impl IntoIterator<Item = (Sku, Vec<DatedPrice>)>,
    ) -> Self {
        let mut all = Self::default();
        lists.into_iter().for_each(|list| all.put_list(list));
        all.prices = prices.into_iter().filter(|(_, prices)| !prices.is_empty()).collect();
        all
    }

    /// Takes a list in, or another version of it.
    pub fn put_list(&mut self, list: PriceList) {
        self.lists.insert(list.id.clone(), list);
    }

    /// Takes a price in or out.
    pub fn set(&mut self, set: &PriceSet) {
        let prices = self.prices.entry(set.sku.clone()).or_default();
        set.put_into(prices);
        if prices.is_empty() {
            self.prices.remove(&set.sku);
        }
    }

    /// The lists in use, by id.
    pub fn lists(&self) -> impl Iterator<Item = &PriceList> {
        self.lists.values().filter(|list| !list.archived)
    }

    /// The prices of an item, on all lists and for everybody.
    #[must_use]
    pub fn of_item(&self, sku: &Sku) -> &[DatedPrice] {
        self.prices.get(sku).map_or(&[], Vec::as_slice)
    }

    /// Every item with prices on a list, or with dated prices for everybody.
    pub fn on_list<'a>(
        &'a self,
        list: Option<&'a PriceListId>,
    ) -> impl Iterator<Item = (&'a Sku, &'a DatedPrice)> + 'a {
        let of = move |price: &&DatedPrice| price.list.as_ref() == list;
        self.prices.iter().flat_map(move |(sku, all)| all.iter().filter(of).map(move |price| (sku, price)))
    }

    /// Whether there is neither a list nor a dated price, so that every item costs its own.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lists.is_empty() && self.prices.is_empty()
    }

    /// What one unit costs a customer of `group` on `day`; `own` is the item's own price.
    #[must_use]
    pub fn price_of(&self, sku: &Sku, own: Option<Amount>, group: Option<&GroupId>, day: Day) -> Option<Amount> {
        if self.is_empty() {
            return own;
        }
        let known = self.of_item(sku);
        let on = |list: Option<&PriceListId>| {
            let valid = known.iter().filter(|price| price.list.as_ref() == list && price.is_valid_on(day));
            valid.max_by_key(|price| price.from).map(|price| price.price)
        };
        let usual = on(None).or(own);
        let Some(group) = group else { return usual };
        let lists = self.lists().filter(|list| list.groups.contains(group));
        let of_list = |list: &PriceList| {
            // Rates up to the whole leave something between nothing and the price.
            let reduced = || usual?.minus(list.off?.of(usual?, Rounding::HalfUp).ok()?).ok();
            on(Some(&list.id)).or_else(reduced)
        };
        lists.filter_map(of_list).min().or(usual)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MILK: &str = "milk";

    fn day(day: u8) -> Day {
        Day::new(2026, 12, day).unwrap()
    }

    fn money(minor: i32) -> Amount {
        Amount::minor_i32(minor)
    }

    fn list(id: &str, groups: &[&str], off: Option<u16>) -> PriceList {
        PriceList {
            id: PriceListId::new(id).unwrap(),
            name: id.to_owned(),
            groups: groups.iter().map(|group| GroupId::new(group).unwrap()).collect(),
            off: off.map(|percent| Rate::percent(percent).unwrap()),
            archived: false,
        }
    }

    fn set(list: Option<&str>, from: Option<u8>, to: Option<u8>, price: Option<i32>) -> PriceSet {
        PriceSet {
            sku: Sku::new(MILK).unwrap(),
            list: list.map(|id| PriceListId::new(id).unwrap()),
            from: from.map(day),
            to: to.map(day),
            price: price.map(money),
        }
    }

    fn prices() -> Prices {
        let lists =
            [list("staff", &["staff"], Some(20)), list("trade", &["trade"], None), list("vip", &["trade"], None)];
        let mut prices = Prices::new(lists, []);
        for price in [
            set(None, Some(10), None, Some(120)),
            set(None, Some(20), Some(25), Some(80)),
            set(Some("trade"), None, None, Some(90)),
            set(Some("vip"), Some(30), None, Some(70)),
        ] {
            prices.set(&price);
        }
        prices
    }

    #[test]
    fn a_list_of_the_group_goes_before_a_dated_price_and_that_before_the_items_own() {
        let table = [
            // day, group, price
            (9, None, 100),
            (10, None, 120),
            (20, None, 80),
            (25, None, 80),
            (26, None, 120),
            (9, Some("staff"), 80),
            (10, Some("staff"), 96),
            (20, Some("staff"), 64),
            (9, Some("trade"), 90),
            (20, Some("trade"), 90),
            (30, Some("trade"), 70),
            (30, Some("other"), 120),
        ];
        let milk = Sku::new(MILK).unwrap();
        for (on, group, expected) in table {
            let id = group.map(|group| GroupId::new(group).unwrap());
            let price = prices().price_of(&milk, Some(money(100)), id.as_ref(), day(on));
            assert_eq!(price, Some(money(expected)), "day {on}, {group:?}");
        }
        let bread = Sku::new("bread").unwrap();
        assert_eq!(prices().price_of(&bread, None, None, day(1)), None, "an open price stays open");
        assert_eq!(prices().price_of(&milk, None, None, day(20)), Some(money(80)));
    }

    #[test]
    fn a_price_is_replaced_by_its_list_and_first_day_and_can_be_taken_back() {
        let milk = Sku::new(MILK).unwrap();
        let mut prices = prices();
        prices.set(&set(None, Some(20), Some(22), Some(85)));
        assert_eq!(prices.of_item(&milk).len(), 4);
        assert_eq!(prices.price_of(&milk, None, None, day(22)), Some(money(85)));
        assert_eq!(prices.price_of(&milk, None, None, day(23)), Some(money(120)));
        for (list, from) in [(None, Some(10)), (None, Some(20)), (Some("trade"), None), (Some("vip"), Some(30))] {
            prices.set(&set(list, from, None, None));
        }
        assert_eq!(prices.of_item(&milk), []);
        assert_eq!(prices.price_of(&milk, Some(money(100)), None, day(22)), Some(money(100)));
    }

    #[test]
    fn what_is_no_price_is_refused() {
        let table = [
            (set(None, Some(2), Some(1), Some(1)), Err(Refusal::DaysReversed)),
            (set(None, None, None, Some(-1)), Err(Refusal::PriceNegative)),
            (set(None, None, None, Some(1_000_000_001)), Err(Refusal::AmountTooLarge { limit: SALE_LIMIT })),
            (set(None, Some(1), Some(1), Some(0)), Ok(())),
            (set(None, None, None, None), Ok(())),
        ];
        for (price, expected) in table {
            assert_eq!(price.check(), expected, "{price:?}");
        }
        let mut staff = list("staff", &["staff"], Some(100));
        assert_eq!(staff.check(), Ok(()));
        staff.off = Some(Rate::percent(101).unwrap());
        assert_eq!(staff.check(), Err(Refusal::DiscountOutOfRange));
        staff.name = String::new();
        assert_eq!(staff.check(), Err(Refusal::TextInvalid));
        assert_eq!(list("a", &[], None).check(), Err(Refusal::CustomerGroupMissing));
    }
}
