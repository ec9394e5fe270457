//! X- and Z-report: the figures of a shift. Every number comes from the row that its facts were folded into.

use crate::i18n::format::{Moment, number};
use crate::i18n::{Text, lang, post_void, till, words};
use crate::register::Register;
use crate::screens::account_name;
use crate::shown;
use crate::t;
use crate::ui::{Button, ButtonKind, Fact, IconName, ReceiptPaper};
use evertill_domain::shift::{ShiftClosed, ShiftRow};
use evertill_money::Amount;
use leptos::prelude::*;

/// The figures of a shift, closed or not.
#[component]
pub fn Figures(row: ShiftRow, register: Register) -> impl IntoView {
    let money = move |amount: Amount| register.money().format(amount);
    let blind = register.settings.with_untracked(|all| all.as_ref().is_some_and(|all| all.till.blind_count));
    let hidden = blind && row.closed.is_none();
    let totals = row.totals;
    let fact = move |label: Text, count: u32, amount: Amount| {
        view! {
            <Fact label=words(label)>
                <span class="number">{move || till::times(lang(), number(i64::from(count)), money(amount))}</span>
            </Fact>
        }
    };
    let counted = move |label: Text, count: u32| {
        view! { <Fact label=words(label)><span class="number">{move || number(i64::from(count))}</span></Fact> }
    };
    let cash = totals.expected_cash();
    let accounts: Vec<_> = totals.accounts.iter().filter(|_| !hidden).cloned().collect();
    view! {
        <dl class="facts">
            {fact(till::sales, totals.sales, totals.sold)}
            {fact(till::refunds, totals.refunds, totals.refunded)}
            {(totals.post_voids > 0).then(|| fact(post_void::figure, totals.post_voids, totals.post_voided))}
            <Fact label=words(till::discounts)><span class="number">{move || money(totals.discounts)}</span></Fact>
            {fact(till::voids, totals.voids, totals.voided)}
            {counted(till::cancelled, totals.cancelled)}
            {counted(till::drawer_openings, totals.no_sales)}
            <Fact label=words(till::cash_in_drawer)>
                <span class="number">
                    {move || if hidden { till::hidden_until_counted(lang()).to_owned() } else { money(cash) }}
                </span>
            </Fact>
        </dl>
        {(!accounts.is_empty()).then(|| view! {
            <h3 class="part__title">{t!(till::accounts)}</h3>
            <dl class="facts">
                {accounts.into_iter().map(|row| {
                    let account = row.account.clone();
                    view! {
                        <Fact label=Signal::derive(move || account_name(&account))>
                            <span class="number">{move || money(row.amount)}</span>
                        </Fact>
                    }
                }).collect_view()}
            </dl>
        })}
    }
}

/// The report that closed a shift, as it is shown and printed.
#[component]
pub fn ZReport(row: ShiftRow, register: Register) -> impl IntoView {
    let closed = row.closed.clone();
    let shop = register.settings.with_untracked(|all| all.as_ref().map(|all| all.shop_name.clone()));
    let (number, opened, day) = (row.opened.shift, row.opened.time, row.opened.business_date);
    view! {
        <ReceiptPaper>
            <header class="paper__head">
                <p class="paper__shop">{shop}</p>
                <p>{move || till::z_report(lang(), number)}</p>
            </header>
            <dl class="facts">
                <Fact label=words(till::business_date)><span class="number" dir="ltr">{day.to_string()}</span></Fact>
                <Fact label=words(till::since)>
                    <span class="number">{move || shown::clock(opened, Moment::DateTime)}</span>
                </Fact>
                {closed.map(|closed| view! { <CountFacts closed register /> })}
            </dl>
            <Figures row register />
        </ReceiptPaper>
        <div class="dialog__actions">
            <Button
                kind=ButtonKind::Secondary
                icon=IconName::Print
                large=true
                on_press=|()| crate::browser::print()
            >
                {t!(till::print)}
            </Button>
        </div>
    }
}

#[component]
fn CountFacts(closed: ShiftClosed, register: Register) -> impl IntoView {
    let money = move |amount: Amount| register.money().format(amount);
    let over = closed.over().unwrap_or_default();
    let (time, counted, expected) = (closed.time, closed.counted, closed.expected);
    let (ever, back) = (closed.grand_total, closed.refund_total);
    let fact = move |label: Text, amount: Amount| {
        view! { <Fact label=words(label)><span class="number">{move || money(amount)}</span></Fact> }
    };
    view! {
        <Fact label=words(till::closed_at)>
            <span class="number">{move || shown::clock(time, Moment::DateTime)}</span>
        </Fact>
        {fact(till::counted, counted)}
        {fact(till::expected, expected)}
        {if over.is_negative() { fact(till::short, over.negated()) } else { fact(till::over, over) }}
        {fact(till::grand_total, ever)}
        {fact(till::refund_total, back)}
    }
}
