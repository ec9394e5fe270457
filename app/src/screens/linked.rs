//! The page at `/r#…`, which a customer opens by the QR code on a receipt: it shows what stands in the link, and starts no
//! register. The link comes from anybody.

use crate::i18n::{format, lang, linked, receipt as words, training};
use crate::money::Money;
use crate::shown;
use crate::t;
use crate::ui::{ErrorState, ReceiptPaper};
use evertill_domain::Currency;
use evertill_domain::clock::{LocalTime, Timestamp};
use evertill_domain::quantity::Quantity;
use evertill_money::Amount;
use evertill_wire::receipt_link::{LinkError, LinkedReceipt};
use format::Moment;
use leptos::ev;
use leptos::prelude::*;

/// The page.
#[component]
pub fn LinkedPage() -> impl IntoView {
    let link = RwSignal::new(behind_the_hash());
    // The page has nothing else, and lives as long.
    let _ = window_event_listener(ev::hashchange, move |_| link.set(behind_the_hash()));
    view! {
        <main class="linked" id="content">
            {move || match link.with(|link| LinkedReceipt::from_digits(link)) {
                Ok(receipt) => view! { <Paper receipt /> }.into_any(),
                Err(error) => view! {
                    <ErrorState title=crate::i18n::words(linked::none) hint=Signal::derive(move || why(error).to_owned()) />
                }
                .into_any(),
            }}
        </main>
    }
}

/// What stands behind the `#` of the address.
fn behind_the_hash() -> String {
    let hash = web_sys::window().and_then(|window| window.location().hash().ok()).unwrap_or_default();
    hash.trim_start_matches('#').to_owned()
}

fn why(error: LinkError) -> &'static str {
    match error {
        LinkError::Empty => linked::why_empty(lang()),
        LinkError::TooLong => linked::why_long(lang()),
        LinkError::NotDigits => linked::why_digits(lang()),
        LinkError::Checksum => linked::why_checksum(lang()),
        LinkError::Version(_) => linked::why_version(lang()),
        LinkError::Malformed => linked::why_malformed(lang()),
    }
}

/// What a means of payment is called, by its number in a link.
fn means_name(means: u8) -> &'static str {
    match means {
        0 => words::cash(lang()),
        1 => words::card(lang()),
        2 => words::coupon(lang()),
        3 => words::points(lang()),
        4 => words::store_credit(lang()),
        5 => words::gift_card(lang()),
        6 => words::on_account(lang()),
        7 => words::voucher(lang()),
        8 => words::foreign_cash(lang()),
        _ => words::paid_ahead(lang()),
    }
}

/// How amounts are written. One in a currency that nobody knows is no receipt of a shop, but it is still shown: as bare units.
fn money(currency: &str, amount: Amount) -> String {
    match Currency::from_code(currency) {
        Ok(currency) => Money::of(currency).format(amount),
        Err(_) => format::number(amount.minor()),
    }
}

fn row(name: String, amount: String) -> impl IntoView {
    view! { <tr><th scope="row"><bdi>{name}</bdi></th><td class="end number">{amount}</td></tr> }
}

#[component]
fn Paper(receipt: LinkedReceipt) -> impl IntoView {
    let banner = |text: &'static str| view! { <p class="paper__banner">{text}</p> };
    view! {
        <ReceiptPaper>
            <header class="paper__head"><h1 class="paper__shop" dir="auto">{receipt.shop.clone()}</h1></header>
            {receipt.void.then(|| banner(linked::void(lang())))}
            {receipt.training.then(|| banner(training::not_a_receipt(lang())))}
            {facts(&receipt)}
            <hr class="paper__rule" />
            {lines(&receipt)}
            <hr class="paper__rule" />
            {sums(&receipt)}
            <hr class="paper__rule" />
            {taxes(&receipt)}
            <footer class="paper__foot">
                <p class="paper__detail">{t!(linked::copy_note)}</p>
                {(!receipt.hash.is_empty()).then(|| view! {
                    <p class="paper__hash">{words::hash(lang())} " " <bdi dir="ltr">{receipt.hash.clone()}</bdi></p>
                })}
            </footer>
        </ReceiptPaper>
    }
}

fn facts(receipt: &LinkedReceipt) -> impl IntoView + use<> {
    // A shop's clock is at most a day from UTC, and years beyond the calendar are nobody's.
    let offset = i16::try_from(receipt.offset).ok().filter(|offset| offset.abs() <= 1_440).unwrap_or(0);
    let time = LocalTime { at: Timestamp(receipt.minute.min(100_000_000).saturating_mul(60_000)), offset };
    let fact = |name: &'static str, text: String| {
        view! { <div class="paper__fact"><dt>{name}</dt><dd><bdi>{text}</bdi></dd></div> }
    };
    view! {
        <dl class="paper__facts">
            {fact(words::title(lang()), receipt.number.to_string())}
            {fact(words::date(lang()), shown::clock(time, Moment::DateTime))}
        </dl>
    }
}

fn lines(receipt: &LinkedReceipt) -> impl IntoView + use<> {
    let line = |(name, quantity, amount): &(String, i64, Amount)| {
        let quantity = Quantity::thousandths(*quantity).unwrap_or(Quantity::ONE);
        let many = (quantity != Quantity::ONE && !quantity.is_zero()).then(|| format!("× {quantity}"));
        view! {
            <tr>
                <th scope="row">
                    <bdi>{name.clone()}</bdi>
                    {many.map(|many| view! { <span class="paper__detail">{many}</span> })}
                </th>
                <td class="end number">{money(&receipt.currency, *amount)}</td>
            </tr>
        }
    };
    let lines = receipt.lines.iter().map(line).collect_view();
    let (more, worth) = (i64::try_from(receipt.more.0).unwrap_or(i64::MAX), receipt.more.1);
    let more = (more > 0).then(|| row(linked::more(lang(), more), money(&receipt.currency, worth)));
    view! { <table class="paper__lines"><tbody>{lines}{more}</tbody></table> }
}

fn sums(receipt: &LinkedReceipt) -> impl IntoView + use<> {
    let money = |amount: Amount| money(&receipt.currency, amount);
    let before = receipt.sums.iter().map(|(name, amount)| row(name.clone(), money(*amount))).collect_view();
    let paid = receipt.tenders.iter().map(|(means, amount)| row(means_name(*means).to_owned(), money(*amount)));
    let paid = paid.collect_view();
    let change = (!receipt.change.is_zero()).then(|| row(words::change(lang()).to_owned(), money(receipt.change)));
    view! {
        <table class="paper__sums">
            <tbody>
                {before}
                <tr class="paper__total">
                    <th scope="row">{words::total(lang())}</th>
                    <td class="end number">{money(receipt.total)}</td>
                </tr>
                {paid}
                {change}
            </tbody>
        </table>
    }
}

fn taxes(receipt: &LinkedReceipt) -> impl IntoView + use<> {
    let money = |amount: Amount| money(&receipt.currency, amount);
    let tax = |(name, net, tax): &(String, Amount, Amount)| {
        view! {
            <tr>
                <th scope="row"><bdi>{name.clone()}</bdi></th>
                <td class="end number">{money(*net)}</td>
                <td class="end number">{money(*tax)}</td>
            </tr>
        }
    };
    let rows = receipt.taxes.iter().map(tax).collect_view();
    view! {
        <table class="paper__taxes">
            <thead><tr>
                <th scope="col">{words::tax(lang())}</th>
                <th scope="col" class="end">{words::net(lang())}</th>
                <th scope="col" class="end">{words::tax(lang())}</th>
            </tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
}
