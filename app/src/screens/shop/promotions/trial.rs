//! What a promotion would give: an example basket, priced beside everything else that is in force.

use super::goods::{Finder, One, item_name};
use super::words::next_open;
use crate::i18n::format::Moment;
use crate::i18n::{lang, promotions as say, sell, words};
use crate::refusals;
use crate::register::Register;
use crate::ui::{IconButton, IconName, keyed};
use crate::{shown, t};
use evertill_catalogue::{Catalogue, ItemNo, ItemRef};
use evertill_domain::basket::{Basket, BasketCommand, Buyer, Goods as Rung};
use evertill_domain::ids::{CustomerId, Sku};
use evertill_domain::offers::Offers;
use evertill_domain::pricing::{Priced, Rules};
use evertill_domain::promotion::{Goods, Offer, Promotion, Promotions, WhyNot};
use evertill_domain::quantity::Quantity;
use evertill_money::Amount;
use leptos::prelude::*;

/// The most pieces of one thing in an example.
const MOST: u16 = 100;
/// A code that nobody types: with it the engine says why a promotion gave nothing, whatever codes it really has.
const TRIAL_CODE: &str = "\u{2022}";

/// An example of what a promotion is about: enough of it to be worth something.
fn example(items: &Catalogue, promotion: &Promotion) -> Vec<(Sku, u16)> {
    let mut all = Vec::new();
    let mut add = |goods: &Goods, count: u16| {
        if let Some(item) = one_of(items, goods) {
            put(&mut all, &Sku::new(item.sku()).ok(), i32::from(count));
        }
    };
    match &promotion.offer {
        Offer::Percent { on, .. } | Offer::Amount { on, .. } | Offer::Fixed { on, .. } => add(on, 1),
        Offer::Gift { buy, count, get, free, .. } => {
            add(buy, *count);
            add(get, *free);
        }
        Offer::Set { parts, .. } => parts.iter().for_each(|part| add(&part.of, part.count)),
        Offer::Threshold { spend, on, .. } => {
            let price = one_of(items, on).and_then(|item| item.price()).map_or(0, Amount::minor);
            let many = spend.minor().checked_div(price).map_or(1, |many| many + 1);
            add(on, u16::try_from(many).unwrap_or(MOST).min(MOST));
        }
    }
    all
}

/// An item among these goods that can be rung up without asking anything.
fn one_of<'a>(items: &'a Catalogue, goods: &Goods) -> Option<ItemRef<'a>> {
    let plain = |item: &ItemRef<'_>| {
        let costs = item.price().is_some_and(|price| price > Amount::ZERO);
        let excepted = goods.except.iter().any(|sku| sku.as_str() == item.sku());
        costs && !excepted && !item.archived() && !item.unit().is_divisible() && item.extras().is_none()
    };
    let of = |all: Vec<ItemNo>| all.into_iter().filter_map(|no| items.get(no)).find(plain);
    if goods.everything {
        return items.shown().find(plain);
    }
    let named = goods.items.iter().filter_map(|sku| items.by_sku(sku.as_str())).find(plain);
    named
        .or_else(|| goods.departments.iter().find_map(|name| of(items.items_in(name, None))))
        .or_else(|| goods.categories.iter().find_map(|(shelf, name)| of(items.items_in(shelf, Some(name)))))
}

/// So many more of an item, or fewer.
fn put(all: &mut Vec<(Sku, u16)>, sku: &Option<Sku>, by: i32) {
    let Some(sku) = sku else { return };
    let more = |count: u16| u16::try_from((i32::from(count) + by).clamp(0, i32::from(MOST))).unwrap_or(MOST);
    match all.iter_mut().find(|(known, _)| known == sku) {
        Some((_, count)) => *count = more(*count),
        None => all.push((sku.clone(), more(0))),
    }
    all.retain(|(_, count)| *count > 0);
}

/// What the trial came to.
struct Tried {
    priced: Priced,
    given: Result<Amount, WhyNot>,
}

/// Prices the example with `promotion` beside all others.
fn tried(register: Register, promotion: &Promotion, example: &[(Sku, u16)]) -> Option<Tried> {
    let settings = register.settings.get()?;
    let known = register.offers.get();
    let mut this = promotion.clone();
    this.codes = vec![TRIAL_CODE.to_owned()];
    let others = known.promotions.iter().filter(|other| other.id != promotion.id).cloned();
    let promotions = Promotions::new(others.chain([this]));
    let offers = Offers { promotions, prices: known.prices.clone() };
    let rules = Rules::new(&settings, next_open(promotion)).with(&offers);
    let mut basket = Basket::default();
    if let Some(group) = promotion.groups.first().cloned() {
        let buyer = Buyer { id: CustomerId::new("trial").ok()?, group: Some(group) };
        let _ = basket.handle(BasketCommand::SetCustomer(Some(buyer)), rules);
    }
    for (sku, count) in example {
        let Ok((item, tax)) = register.item_and_tax(sku) else { continue };
        // What asks a question first is not in the example: what it costs is not known.
        let goods = Rung::of(item, tax, Quantity::whole(i32::from(*count)));
        let _ = basket.handle(BasketCommand::AddGoods(Box::new(goods)), rules);
    }
    let priced = match basket.handle(BasketCommand::EnterCode(TRIAL_CODE.to_owned()), rules) {
        Ok(priced) => priced,
        Err(evertill_domain::Refusal::CouponNotNow { why }) => {
            return Some(Tried { priced: basket.priced(rules).ok()?, given: Err(why) });
        }
        Err(_) => return None,
    };
    let given = priced.coupons.first()?.given.clone();
    Some(Tried { priced, given })
}

/// The example, which can be changed, and what it would cost.
#[component]
pub fn Trial(
    register: Register,
    /// The promotion, once nothing is missing.
    promotion: Memo<Option<Promotion>>,
) -> impl IntoView {
    let own = RwSignal::new(None::<Vec<(Sku, u16)>>);
    let basket = Memo::new(move |_| {
        let suggested = || promotion.get().and_then(|known| register.catalogue(|items| example(items, &known)));
        own.get().or_else(suggested).unwrap_or_default()
    });
    let change = move |sku: Sku, by: i32| {
        let mut all = basket.get_untracked();
        put(&mut all, &Some(sku), by);
        own.set(Some(all));
    };
    let step = move |sku: &Sku, by: i32, icon: IconName, more: bool| {
        let (sku, name) = (sku.clone(), item_name(register, sku));
        let label = move || if more { say::one_more(lang(), &name) } else { say::one_less(lang(), &name) };
        let label = Signal::derive(label);
        view! { <IconButton icon label on_press=move |()| change(sku.clone(), by) /> }
    };
    // A row stays while its count changes, so that a button that is pressed again keeps the focus.
    let row = move |(sku, _): (Sku, u16)| {
        let counted = sku.clone();
        let count = move || basket.with(|all| all.iter().find(|(known, _)| *known == counted).map_or(0, |(_, n)| *n));
        view! {
            <li class="trial__row">
                <span class="trial__name">
                    <span class="number">{move || format!("{} × ", count())}</span>
                    <bdi>{item_name(register, &sku)}</bdi>
                </span>
                {step(&sku, -1, IconName::Minus, false)}
                {step(&sku, 1, IconName::Plus, true)}
            </li>
        }
    };
    view! {
        <section class="card trial" aria-label=t!(say::trial)>
            <h3 class="card__title">{t!(say::trial)}</h3>
            <ul>{keyed(move || basket.get(), |(sku, _)| sku.clone(), row)}</ul>
            <div role="status">
                {move || match promotion.get() {
                    None => view! { <p class="soft">{say::trial_later(lang())}</p> }.into_any(),
                    Some(_) if basket.with(Vec::is_empty) => {
                        view! { <p class="soft">{say::trial_empty(lang())}</p> }.into_any()
                    }
                    Some(known) => outcome(register, &known, &basket.get()),
                }}
            </div>
            <Finder
                register
                label=words(say::trial_add)
                shelves=false
                on_choose=move |one| if let One::Item(sku) = one { change(sku, 1) }
            />
        </section>
    }
}

/// What the example comes to, in words and numbers.
fn outcome(register: Register, promotion: &Promotion, example: &[(Sku, u16)]) -> AnyView {
    let Some(Tried { priced, given }) = tried(register, promotion, example) else { return ().into_any() };
    let money = register.money();
    let verdict = match &given {
        Ok(amount) => say::trial_gives(lang(), money.format(*amount)),
        Err(why) => say::trial_nothing(lang(), refusals::why_not(lang(), why, &money)),
    };
    let notes = priced.lines.iter().flat_map(|line| line.discounts.iter().map(move |given| (line, given)));
    let notes = notes.map(|(line, given)| {
        let label = given.promotion.as_ref().map(|by| by.label.clone()).unwrap_or_default();
        let off = money.format(given.amount.negated());
        view! { <div class="paper__fact"><dt><bdi>{format!("{}: {label}", line.name)}</bdi></dt><dd class="number">{off}</dd></div> }
    });
    let total = money.format(priced.totals.total);
    let moment = shown::clock(next_open(promotion), Moment::DateTime);
    view! {
        <p class="trial__verdict" data-gives=given.is_ok().to_string()>{verdict}</p>
        <dl class="paper__facts">
            {notes.collect_view()}
            <div class="paper__fact"><dt>{sell::total(lang())}</dt><dd class="number">{total}</dd></div>
        </dl>
        <p class="soft">{say::trial_at(lang(), moment)}</p>
    }
    .into_any()
}
