//! What Sell asks about prices: a coupon code, another price for a line, and why.

use super::Sell;
use super::dialogs::Asked;
use crate::i18n::{Text, errors, lang, lang_now, offers, sell as sell_words, words};
use crate::money::symbol;
use crate::refusals;
use crate::register::Register;
use crate::sell::{CouponList, CouponView};
use crate::t;
use crate::ui::{Button, ButtonKind, Dialog, Field};
use evertill_domain::basket::{BasketCommand, BasketLine, LineId};
use evertill_domain::promotion::CouponOutcome;
use evertill_domain::quantity::Unit;
use evertill_domain::sale::{Price, PriceChange};
use evertill_money::Amount;
use leptos::prelude::*;

/// The dialogs, of which at most one is open.
#[component]
pub fn PriceDialogs(sell: Sell) -> impl IntoView {
    let close = move |()| sell.asked.set(None);
    let changed = move || match sell.asked.get() {
        Some(Asked::PriceChange(line)) => Some(line),
        _ => None,
    };
    let name = move || changed().and_then(|line| line_of(sell, line)).map(|line| line.name).unwrap_or_default();
    view! {
        <Dialog
            open=Signal::derive(move || matches!(sell.asked.get(), Some(Asked::Coupon)))
            title=words(offers::coupon)
            on_close=close
        >
            <AskCoupon sell />
        </Dialog>
        <Dialog
            open=Signal::derive(move || changed().is_some())
            title=Signal::derive(move || offers::price_of(lang(), name()))
            on_close=close
        >
            {move || changed().map(|line| view! { <AskPriceChange sell line /> })}
        </Dialog>
    }
}

impl Sell {
    /// Whether `code` belongs to a promotion of the shop.
    pub(super) fn is_coupon(self, code: &str) -> bool {
        self.register.offers.with_untracked(|offers| offers.promotions.by_code(code).is_some())
    }

    /// Enters a coupon code and says what came of it; where it is refused, why.
    pub(super) fn enter_code(self, code: &str) -> Result<(), String> {
        let money = self.register.money_now();
        let entered = self.register.change(self.shell, BasketCommand::EnterCode(code.to_owned()));
        entered.map_err(|refusal| refusals::refusal(lang_now(), &refusal, &money, ""))?;
        self.query.set(String::new());
        let outcome = self.register.priced.with_untracked(|priced| priced.coupons.last().cloned());
        if let Some(outcome) = outcome {
            let view = coupon(&outcome, self.register);
            if view.gives {
                self.shell.toasts.good(view.said);
            } else {
                self.shell.toasts.notice(offers::coupon_waits(lang_now(), view.code, view.said));
            }
        }
        Ok(())
    }
}

/// A coupon of the basket in words. Follows the language and the currency when called from a view.
fn coupon(outcome: &CouponOutcome, register: Register) -> CouponView {
    let money = register.money();
    let (gives, said) = match &outcome.given {
        Ok(amount) => {
            let label = outcome.promotion.as_ref().map_or(&outcome.code, |(_, label)| label);
            (true, offers::coupon_gives(lang(), label, money.format(*amount)))
        }
        Err(why) => (false, refusals::why_not(lang(), why, &money)),
    };
    CouponView { code: outcome.code.clone(), gives, said }
}

/// The coupons of the basket, each with what it gives or why it gives nothing.
pub fn coupons(register: Register) -> Memo<Vec<CouponView>> {
    Memo::new(move |_| {
        register.priced.with(|priced| priced.coupons.iter().map(|outcome| coupon(outcome, register)).collect())
    })
}

/// Why operators take something off, where the shop has no reasons of its own.
const REASONS: [Text; 4] =
    [offers::reason_damaged, offers::reason_expires, offers::reason_marked, offers::reason_goodwill];

/// A reason: one of the usual ones by one press, or the operator's own words.
#[component]
pub fn Reason(
    register: Register,
    /// What is written.
    value: RwSignal<String>,
    /// What is wrong with it.
    #[prop(into)]
    error: Signal<String>,
    /// Called on Enter.
    #[prop(into)]
    on_enter: Callback<String>,
) -> impl IntoView {
    let usual = move || {
        let own = register.settings.with(|all| all.as_ref().map(|all| all.offers.reasons.clone()).unwrap_or_default());
        if own.is_empty() { REASONS.iter().map(|text| text(lang()).to_owned()).collect() } else { own }
    };
    let chip = move |text: String| {
        let (own, chosen) = (text.clone(), text.clone());
        view! {
            <button
                type="button"
                class="chip"
                aria-pressed=move || (value.get() == own).to_string()
                on:click=move |_| value.set(chosen.clone())
            >
                <bdi>{text}</bdi>
            </button>
        }
    };
    view! {
        <div class="chips chips--wrap" role="group" aria-label=t!(offers::reasons)>
            {move || usual().into_iter().map(chip).collect_view()}
        </div>
        <Field label=words(offers::reason) value error hint=words(offers::reason_hint) on_enter />
    }
}

fn line_of(sell: Sell, line: LineId) -> Option<BasketLine> {
    sell.register.basket.with_untracked(|basket| basket.lines().iter().find(|known| known.id == line).cloned())
}

#[component]
fn AskPriceChange(sell: Sell, line: LineId) -> impl IntoView {
    let Some(known) = line_of(sell, line) else { return ().into_any() };
    let (value, price_error) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let change = known.price_change.clone();
    let (reason, error) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    reason.set(change.as_ref().map(|change| change.reason.clone()).unwrap_or_default());
    let answer = move |price: Option<Amount>| {
        let command = BasketCommand::SetPrice { line, price, reason: reason.get_untracked() };
        match sell.register.change(sell.shell, command) {
            Ok(()) => sell.asked.set(None),
            Err(refusal) => error.set(refusals::refusal(lang_now(), &refusal, &sell.register.money_now(), "")),
        }
    };
    let done = move || {
        let text = value.get_untracked();
        match sell.register.money_now().parse(&text) {
            Some(price) => {
                price_error.set(String::new());
                answer(Some(price));
            }
            None => price_error.set(errors::number_invalid(lang_now(), text)),
        }
    };
    let now = match known.price {
        Price::Unit(amount) | Price::Extended(amount) => amount,
    };
    let hint = Signal::derive(move || offers::price_now(lang(), sell.register.money().format(now)));
    let unit = known.unit;
    let label = Signal::derive(move || match (unit, known.price) {
        (Unit::Each, _) | (_, Price::Extended(_)) => offers::new_price(lang()).to_owned(),
        (unit, Price::Unit(_)) => offers::new_price_per(lang(), symbol(unit)),
    });
    let back = change.map(|_| view! { <Button on_press=move |()| answer(None)>{t!(offers::own_price)}</Button> });
    view! {
        <Field
            label
            value
            hint
            error=price_error
            mode="decimal"
            autofocus=true
            ltr=true
            on_enter=move |_| done()
        />
        <Reason register=sell.register value=reason error on_enter=move |_| done() />
        <div class="dialog__actions">
            {back}
            <Button kind=ButtonKind::Primary large=true on_press=move |()| done()>{t!(offers::change_price)}</Button>
        </div>
    }
    .into_any()
}

#[component]
fn AskCoupon(sell: Sell) -> impl IntoView {
    let (value, error) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let enter = move |code: &str| match sell.enter_code(code) {
        Ok(()) => sell.asked.set(None),
        Err(why) => error.set(why),
    };
    crate::scanner::on_scan(move |code| {
        value.set(code.to_owned());
        enter(code);
        true
    });
    let all = coupons(sell.register);
    view! {
        <Field
            label=words(offers::code)
            value
            hint=words(offers::code_hint)
            error
            autofocus=true
            ltr=true
            on_enter=move |code: String| enter(&code)
        />
        <Show when=move || !all.with(Vec::is_empty)>
            <CouponList coupons=all on_remove=move |at| {
                sell.change(BasketCommand::RemoveCode(at));
            } />
        </Show>
        <div class="dialog__actions">
            <Button kind=ButtonKind::Primary large=true on_press=move |()| enter(&value.get_untracked())>
                {t!(offers::enter_code)}
            </Button>
        </div>
    }
}

/// What is said of a line whose price an operator changed.
pub fn changed(change: &PriceChange, register: Register) -> String {
    let from = match change.from {
        Price::Unit(amount) | Price::Extended(amount) => amount,
    };
    offers::changed_from(lang(), register.money().format(from), &change.reason)
}

/// What a discount of an operator is called, with the reason where one was given.
pub fn discount(note: &str) -> String {
    let name = sell_words::discount(lang());
    if note.is_empty() { name.to_owned() } else { format!("{name}: {note}") }
}
