//! Lay away: goods are kept for a customer who pays for them in parts. What was paid ahead stands in the list of held sales.

use super::Sell;
use super::hold::HoldAsked;
use crate::i18n::{common, format, hold, lang, lang_now, pay, words};
use crate::register::ActError;
use crate::routes;
use crate::t;
use crate::ui::{Button, ButtonKind, Field, IconName};
use evertill_domain::basket::BasketCommand;
use evertill_domain::charge::Charge;
use evertill_domain::clock::{LocalTime, Timestamp};
use evertill_domain::day::Day;
use evertill_domain::suspended::SuspendedSale;
use evertill_money::Amount;
use leptos::prelude::*;

/// For how many days goods are kept where nobody says otherwise.
const DAYS: u64 = 30;

/// What the list says of goods that are laid away, and the way to what was paid ahead for them.
pub struct LaidAway {
    sell: Sell,
    sale: SuspendedSale,
}

impl LaidAway {
    /// Of a sale that is set aside.
    pub fn of(sell: Sell, sale: &SuspendedSale) -> Self {
        Self { sell, sale: sale.clone() }
    }

    /// The row below the sale's.
    pub fn view(self) -> impl IntoView {
        let Self { sell, sale } = self;
        let (id, name, prepaid, until) = (sale.id, sale.name, sale.prepaid, sale.collect_by);
        let said = move || {
            let amount = sell.register.money().format(prepaid);
            match until {
                Some(day) if day < sell.register.business_day() => hold::overdue(lang(), format::day(day), amount),
                Some(day) => hold::laid_away(lang(), format::day(day), amount),
                None => amount,
            }
        };
        let ask = move |()| {
            sell.prepaid_for.set(Some(id.clone()));
            sell.hold_asked.set(Some(HoldAsked::Prepayment));
        };
        view! {
            <div class="choice-note">
                <span class="soft number">{said}</span>
                <Button
                    icon=IconName::Cash
                    on_press=ask
                >
                    {move || hold::prepayment_of(lang(), &name)}
                </Button>
            </div>
        }
    }
}

/// The name, the day and the amount.
#[component]
pub fn AskLayAway(sell: Sell) -> impl IntoView {
    let register = sell.register;
    let known = register.basket.with_untracked(|basket| {
        let of = basket.customer().and_then(|id| crate::screens::sales::loaded::customer_of(register, id));
        of.map_or_else(|| basket.name().to_owned(), |(profile, _)| profile.name)
    });
    let today = register.business_day();
    let name = RwSignal::new(known);
    let until = RwSignal::new(days_after(today, DAYS).to_string());
    let ahead = RwSignal::new(String::new());
    let [name_error, until_error, ahead_error] = [(); 3].map(|()| RwSignal::new(String::new()));
    let total = register.priced.with_untracked(|priced| priced.totals.total);
    let shown = move || register.money().format(total);
    let done = move || {
        let day = Day::parse(&until.get_untracked()).filter(|day| *day >= today);
        let amount = match ahead.get_untracked().trim() {
            "" => Some(Amount::ZERO),
            typed => register.money_now().parse(typed),
        };
        let amount = amount.filter(|amount| !amount.is_negative() && *amount <= total);
        let missing = if day.is_none() { hold::collect_by_missing(lang_now()) } else { "" };
        until_error.set(missing.to_owned());
        let most = register.money_now().format(total);
        let wrong = if amount.is_none() { hold::pay_ahead_wrong(lang_now(), most) } else { String::new() };
        ahead_error.set(wrong);
        let (Some(day), Some(amount)) = (day, amount) else { return };
        let named = name.get_untracked();
        let laid_away = async move { register.lay_away(sell.shell, &named, day, amount).await };
        sell.act_once(name_error, laid_away, move || {
            if !amount.is_zero() {
                routes::go("/pay");
            }
        });
    };
    view! {
        <Field label=words(hold::name) value=name error=name_error autofocus=true />
        <Field label=words(hold::collect_by) value=until error=until_error kind="date" />
        <Field
            label=words(hold::pay_ahead)
            value=ahead
            hint=Signal::derive(move || hold::pay_ahead_hint(lang(), shown()))
            error=ahead_error
            mode="decimal"
            ltr=true
            on_enter=move |_| done()
        />
        <div class="dialog__actions">
            <Button on_press=move |()| sell.hold_asked.set(None)>{t!(common::cancel)}</Button>
            <Button kind=ButtonKind::Primary large=true on_press=move |()| done()>{t!(hold::layaway)}</Button>
        </div>
    }
}

/// More is paid ahead, or all of it goes back. Either is a line of the basket and is settled on Pay.
#[component]
pub fn AskPrepayment(sell: Sell) -> impl IntoView {
    let register = sell.register;
    let value = RwSignal::new(String::new());
    let error = RwSignal::new(String::new());
    let chosen = sell.prepaid_for.get_untracked();
    let sale = register.held.with_untracked(|all| all.iter().find(|held| Some(&held.id) == chosen.as_ref()).cloned());
    let Some(sale) = sale else { return ().into_any() };
    let (prepaid, total) = (sale.prepaid, sale.total);
    let charge = move |amount: Amount| {
        let charge = Charge::Prepayment { order: sale.id.clone(), name: sale.name.clone(), amount };
        let added = register.change(sell.shell, BasketCommand::AddCharge(charge));
        sell.act_once(error, async move { added.map_err(ActError::Refused) }, || ());
    };
    let charge = StoredValue::new(charge);
    let done = move || {
        let typed = register.money_now().parse(&value.get_untracked()).filter(|amount| *amount > Amount::ZERO);
        let left = total.minus(prepaid).unwrap_or_default();
        match typed.filter(|amount| *amount <= left) {
            Some(amount) => charge.with_value(|charge| charge(amount)),
            None => error.set(hold::pay_ahead_wrong(lang_now(), register.money_now().format(left))),
        }
    };
    let said = move || {
        let money = register.money();
        hold::paid_so_far(lang(), money.format(prepaid), money.format(total))
    };
    view! {
        <p class="dialog__text number">{said}</p>
        <Field
            label=words(hold::pay_ahead)
            value
            error
            mode="decimal"
            autofocus=true
            ltr=true
            on_enter=move |_| done()
        />
        <div class="dialog__actions">
            <Button
                disabled=Signal::stored(prepaid.is_zero())
                on_press=move |()| charge.with_value(|charge| charge(prepaid.negated()))
            >
                {t!(hold::give_back)}
            </Button>
            <Button kind=ButtonKind::Primary large=true on_press=move |()| done()>{t!(pay::take_amount)}</Button>
        </div>
    }
    .into_any()
}

fn days_after(day: Day, days: u64) -> Day {
    let at = u64::try_from(day.number()).unwrap_or_default().saturating_add(days).saturating_mul(86_400_000);
    LocalTime { at: Timestamp(at), offset: 0 }.date()
}
