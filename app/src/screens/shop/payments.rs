//! How the shop takes money: coins, change, tips and foreign cash.

use super::saving::{SaveButton, Saving};
use crate::i18n::{lang, shop, words};
use crate::money::{Money, parse_percent, western_digits};
use crate::ui::{Field, TextArea};
use evertill_domain::payments::{ForeignCurrency, Payments, PaymentsError};
use evertill_money::{Amount, Currency, Rate, format_decimal, parse_decimal};
use leptos::prelude::*;

/// The section.
pub fn view() -> AnyView {
    view! { <PaymentRules /> }.into_any()
}

/// Which field is wrong.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wrong {
    Step,
    Limit,
    Tips,
    Currencies,
}

/// What was typed.
#[derive(Clone, Copy)]
struct Typed {
    step: RwSignal<String>,
    limit: RwSignal<String>,
    tips: RwSignal<String>,
    currencies: RwSignal<String>,
}

impl Typed {
    /// The fields as they stand in the settings.
    fn of(known: &Payments, money: &Money) -> Typed {
        let amount = |amount: Option<Amount>| amount.map(|amount| money.plain(amount)).unwrap_or_default();
        let percent = |rate: &Rate| {
            format_decimal(i64::from(rate.as_millionths()), 4).trim_end_matches('0').trim_end_matches('.').to_owned()
        };
        Typed {
            step: RwSignal::new(amount(known.cash_step)),
            limit: RwSignal::new(amount(known.change_limit)),
            tips: RwSignal::new(known.tips.iter().map(percent).collect::<Vec<_>>().join(" ")),
            currencies: RwSignal::new(known.currencies.iter().map(written).collect::<Vec<_>>().join("\n")),
        }
    }

    /// What the fields say, if a till can follow it.
    fn read(self, home: Currency, money: &Money) -> Result<Payments, Wrong> {
        let amount = |text: String| match text.trim() {
            "" => Some(None),
            text => money.parse(text).map(Some),
        };
        let payments = Payments {
            cash_step: amount(self.step.get_untracked()).ok_or(Wrong::Step)?,
            change_limit: amount(self.limit.get_untracked()).ok_or(Wrong::Limit)?,
            tips: read_tips(&self.tips.get_untracked()).ok_or(Wrong::Tips)?,
            currencies: read_currencies(&self.currencies.get_untracked()).ok_or(Wrong::Currencies)?,
        };
        match payments.validate(home) {
            Ok(()) => Ok(payments),
            Err(PaymentsError::CashStep) => Err(Wrong::Step),
            Err(PaymentsError::ChangeLimit) => Err(Wrong::Limit),
            Err(PaymentsError::Tips) => Err(Wrong::Tips),
            Err(PaymentsError::Currency { .. }) => Err(Wrong::Currencies),
        }
    }
}

#[component]
fn PaymentRules() -> impl IntoView {
    let saving = Saving::new();
    let known = saving.settings().map(|known| known.payments).unwrap_or_default();
    let typed = Typed::of(&known, &saving.register.money_now());
    let wrong = RwSignal::new(None::<Wrong>);
    let said = move |which: Wrong, words: crate::i18n::Text| {
        Signal::derive(move || if wrong.get() == Some(which) { words(lang()).to_owned() } else { String::new() })
    };
    let save = move |()| {
        let Some(mut settings) = saving.settings() else { return };
        let read = typed.read(settings.currency, &saving.register.money_now());
        wrong.set(read.as_ref().err().copied());
        if let Ok(payments) = read {
            settings.payments = payments;
            saving.save(settings);
        }
    };
    view! {
        <div class="form form--page">
            <Field
                label=words(shop::cash_step)
                value=typed.step
                hint=words(shop::cash_step_hint)
                error=said(Wrong::Step, shop::wrong_amount)
                mode="decimal"
                ltr=true
            />
            <Field
                label=words(shop::change_limit)
                value=typed.limit
                hint=words(shop::change_limit_hint)
                error=said(Wrong::Limit, shop::wrong_amount)
                mode="decimal"
                ltr=true
            />
            <Field
                label=words(shop::tips)
                value=typed.tips
                hint=words(shop::tips_hint)
                error=said(Wrong::Tips, shop::wrong_tips)
                ltr=true
            />
            <TextArea
                label=words(shop::currencies)
                value=typed.currencies
                hint=words(shop::currencies_hint)
                error=said(Wrong::Currencies, shop::wrong_currencies)
                rows=4
            />
            <SaveButton saving on_save=save />
        </div>
    }
}

/// A currency as it is typed: its code and what one unit of it is worth.
fn written(foreign: &ForeignCurrency) -> String {
    let rate = format_decimal(i64::try_from(foreign.rate).unwrap_or(i64::MAX), 6);
    format!("{} {}", foreign.currency.code(), rate.trim_end_matches('0').trim_end_matches('.'))
}

/// Percentages with blanks or commas between them.
fn read_tips(typed: &str) -> Option<Vec<Rate>> {
    typed.split([' ', ',', '،', ';']).filter(|text| !text.trim().is_empty()).map(parse_percent).collect()
}

/// One currency a line.
fn read_currencies(typed: &str) -> Option<Vec<ForeignCurrency>> {
    let line = |line: &str| {
        let (code, rate) = line.trim().split_once(char::is_whitespace)?;
        let rate = parse_decimal(&western_digits(rate.trim()), 6).ok()?;
        let currency = Currency::from_code(&code.to_uppercase()).ok()?;
        Some(ForeignCurrency { currency, rate: u64::try_from(rate).ok()? })
    };
    typed.lines().filter(|text| !text.trim().is_empty()).map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_read_back_as_it_was_written() {
        let table = [
            ("EUR 1.08", Some("EUR 1.08")),
            ("eur   1,08", Some("EUR 1.08")),
            ("EUR 1.08\n\nGBP 1.27", Some("EUR 1.08\nGBP 1.27")),
            ("", Some("")),
            ("EUR", None),
            ("EUR -1", None),
            ("XYZ 1", None),
        ];
        for (typed, expected) in table {
            let read = read_currencies(typed).map(|all| all.iter().map(written).collect::<Vec<_>>().join("\n"));
            assert_eq!(read.as_deref(), expected, "{typed:?}");
        }
        assert_eq!(read_tips("10, 12.5 15%").map(|all| all.len()), Some(3));
        assert_eq!(read_tips("ten"), None);
    }
}
