//! A receipt as a document: the same on screen, on an 80 mm roll and on A4.

use crate::i18n::format::Moment;
use crate::i18n::training::not_a_receipt;
use crate::i18n::{format, lang, linked, people, post_void, receipt as words, returns, taxes};
use crate::money::{Money, percent, with_unit};
use crate::receipt_link;
use crate::receipt_model::{Charged, Line, Means, Off, Paid, Receipt, TaxName};
use crate::shown;
use crate::ui::ReceiptPaper;
use evertill_domain::detail::LineKind;
use evertill_domain::discount::DiscountReason;
use evertill_domain::tax::Service;
use evertill_money::Amount;
use leptos::prelude::*;

/// The paper. Follows receipt and language.
#[component]
pub fn ReceiptDocument(
    /// What it says.
    #[prop(into)]
    receipt: Signal<Receipt>,
) -> impl IntoView {
    view! { <ReceiptPaper>{move || receipt.with(paper)}</ReceiptPaper> }
}

fn paper(receipt: &Receipt) -> impl IntoView + use<> {
    let currency = Money::of(receipt.currency);
    let money = |amount: Amount| currency.format(amount);
    view! {
        {head(receipt)}
        <table class="paper__lines">
            <thead class="visually-hidden">
                <tr><th scope="col">{words::item(lang())}</th><th scope="col">{words::amount(lang())}</th></tr>
            </thead>
            <tbody>{receipt.lines.iter().map(|line| line_rows(receipt, line)).collect_view()}</tbody>
        </table>
        <hr class="paper__rule" />
        <table class="paper__sums">
            <tbody>
                {receipt.subtotal.map(|amount| row(words::subtotal(lang()), money(amount)))}
                {receipt.basket_discount.as_ref().map(|off| row(basket_discount_name(off), money(off.amount.negated())))}
                {receipt.added_taxes.iter().map(|(name, amount)| row(tax_name(name), money(*amount))).collect_view()}
                {receipt.spared.map(|amount| row(taxes::spared(lang()), money(amount.negated())))}
                <tr class="paper__total">
                    <th scope="row">{words::total(lang())}</th>
                    <td class="end number">{money(receipt.total)}</td>
                </tr>
            </tbody>
        </table>
        {beside(receipt)}
        <table class="paper__sums">
            <tbody>
                {receipt.tenders.iter().map(|paid| tender_row(receipt, paid)).collect_view()}
                {(!receipt.change.is_zero()).then(|| row(words::change(lang()), money(receipt.change)))}
            </tbody>
        </table>
        {tax_table(receipt)}
        {points(receipt)}
        {balances(receipt)}
        {foot(receipt)}
        {code(receipt)}
    }
}

fn head(receipt: &Receipt) -> impl IntoView + use<> {
    let header = receipt.header.iter().map(|line| view! { <p dir="auto">{line.clone()}</p> }).collect_view();
    let banner = |text: String| view! { <p class="paper__banner">{text}</p> };
    view! {
        {training(receipt)}
        <header class="paper__head">
            <p class="paper__shop" dir="auto">{receipt.shop.clone()}</p>
            {header}
        </header>
        {receipt.copy.map(|n| banner(words::duplicate_number(lang(), format::number(i64::from(n)))))}
        {(!receipt.valid).then(|| banner(words::not_valid(lang()).to_owned()))}
        {receipt.void_of.map(|number| banner(post_void::banner_of(lang(), number)))}
        {receipt.voided_by.map(|number| banner(post_void::banner_by(lang(), number)))}
        {(receipt.is_refund() && receipt.void_of.is_none()).then(|| banner(words::refund_title(lang()).to_owned()))}
        <dl class="paper__facts">
            {fact(words::title(lang()), receipt.number.to_string())}
            {fact(words::date(lang()), shown::clock(receipt.time, Moment::DateTime))}
            {fact(words::register(lang()), receipt.register.clone())}
            {receipt.customer.as_ref().map(|name| fact(words::customer(lang()), name.clone()))}
        </dl>
        {receipt.operator.as_ref().map(|name| view! { <p class="paper__detail">{people::served_by(lang(), name)}</p> })}
        {receipt.service.map(|service| view! { <p class="paper__detail">{service_name(service)}</p> })}
        {receipt.exempt.as_ref().map(|why| view! { <p class="paper__detail">{taxes::exempt_reason(lang(), why)}</p> })}
        <hr class="paper__rule" />
    }
}

/// Says of a practice that it is one, where a receipt begins and where it ends.
fn training(receipt: &Receipt) -> Option<impl IntoView + use<>> {
    receipt.training.then(|| view! { <p class="paper__banner paper__training">{not_a_receipt(lang())}</p> })
}

fn line_rows(receipt: &Receipt, line: &Line) -> impl IntoView + use<> {
    let currency = Money::of(receipt.currency);
    let money = |amount: Amount| currency.format(amount);
    let quantity = line.quantity.map(|(quantity, unit)| {
        let quantity = with_unit(quantity, unit);
        line.each.map_or_else(|| quantity.clone(), |each| words::times(lang(), &quantity, money(each)))
    });
    let detail = quantity.map(|text| view! { <span class="paper__detail"><bdi>{text}</bdi></span> });
    let from = line.returned_from.map(|number| words::returned_of(lang(), number));
    let from = from.or_else(|| line.without_receipt.then(|| returns::without_receipt(lang()).to_owned()));
    let from = from.map(|words| view! { <span class="paper__detail">{words}</span> });
    let modifiers = line.modifiers.iter().map(|(name, price)| {
        let price = (!price.is_zero()).then(|| money(*price));
        view! { <span class="paper__detail"><bdi>{name.clone()}</bdi>" "{price}</span> }
    });
    let modifiers = modifiers.collect_view();
    let remarks =
        line.remarks.iter().map(|text| view! { <span class="paper__detail"><bdi>{text.clone()}</bdi></span> });
    let remarks = remarks.collect_view();
    let amount = (!matches!(line.kind, LineKind::Combo | LineKind::Note)).then(|| money(line.amount));
    let service = line.service.map(|service| view! { <span class="paper__detail">{service_name(service)}</span> });
    let instead = line.instead_of.map(|price| {
        view! { <span class="paper__detail">{words::instead_of(lang(), money(price))}</span> }
    });
    let discounts = line.discounts.iter().map(|off| {
        view! {
            <tr class="paper__discount">
                <th scope="row"><bdi>{discount_name(off)}</bdi></th>
                <td class="end number">{money(off.amount.negated())}</td>
            </tr>
        }
    });
    view! {
        <tr class:paper__under=line.under>
            <th scope="row"><bdi>{line.name.clone()}</bdi>{detail}{instead}{modifiers}{remarks}{from}{service}</th>
            <td class="end number">{amount}</td>
        </tr>
        {discounts.collect_view()}
    }
}

fn tender_row(receipt: &Receipt, paid: &Paid) -> impl IntoView + use<> {
    let detail = match &paid.means {
        Means::Card(slip) => Some(slip.clone()),
        Means::Coupon(code) => Some(code.clone()),
        Means::Points(points) => Some(words::points_used(lang(), format::number(*points))),
        Means::GiftCard(tail) => Some(words::ending_in(lang(), tail)),
        Means::Voucher(code) => Some(code.clone()),
        Means::Foreign(currency, foreign, rate) => Some(words::times(
            lang(),
            Money::of(*currency).format(*foreign),
            format::decimal(i64::try_from(*rate).unwrap_or(i64::MAX), 6),
        )),
        Means::Cash | Means::StoreCredit | Means::OnAccount | Means::PaidAhead => None,
    };
    let detail = detail.map(|text| view! { <span class="paper__detail"><bdi>{text}</bdi></span> });
    view! {
        <tr>
            <th scope="row">{means_name(&paid.means)}{detail}</th>
            <td class="end number">{Money::of(receipt.currency).format(paid.amount)}</td>
        </tr>
    }
}

/// What was paid for beside goods, and what was asked for in the end.
fn beside(receipt: &Receipt) -> Option<impl IntoView + use<>> {
    let asked = receipt.asked?;
    let money = |amount: Amount| Money::of(receipt.currency).format(amount);
    let charge = |(what, amount): &(Charged, Amount)| {
        let name = match what {
            Charged::GiftCard(tail) => words::onto_gift_card(lang(), tail),
            Charged::Account => words::of_account(lang()).to_owned(),
            Charged::Ahead(name) => words::ahead_for(lang(), name),
        };
        row(name, money(*amount))
    };
    let tip = (!receipt.tip.is_zero()).then(|| row(words::tip(lang()), money(receipt.tip)));
    let rounding = (!receipt.rounding.is_zero()).then(|| row(words::rounding(lang()), money(receipt.rounding)));
    Some(view! {
        <table class="paper__sums">
            <tbody>
                {receipt.charges.iter().map(charge).collect_view()}
                {tip}
                {rounding}
                <tr class="paper__total">
                    <th scope="row">{words::to_pay(lang())}</th>
                    <td class="end number">{money(asked)}</td>
                </tr>
            </tbody>
        </table>
    })
}

/// The code by which the customer opens it, and the link itself for whoever stands at the register.
fn code(receipt: &Receipt) -> Option<impl IntoView + use<>> {
    let address = receipt.address.as_ref()?;
    let digits = receipt_link::link(receipt, lang(), tax_name).to_digits();
    let url = format!("{address}/r#");
    let qr = receipt_link::qr(&url, &digits)?;
    // Four modules of quiet around it, as the standard asks.
    let frame = format!("-4 -4 {0} {0}", qr.size + 8);
    let label = linked::qr_label(lang(), receipt.number);
    Some(view! {
        <figure class="paper__qr">
            <svg viewBox=frame role="img" aria-label=label shape-rendering="crispEdges"><path d=qr.path /></svg>
            <figcaption>
                <p>{linked::scan(lang())}</p>
                <a class="no-print" href=format!("{url}{digits}")>{linked::open(lang())}</a>
            </figcaption>
        </figure>
    })
}

/// What gift cards hold now.
fn balances(receipt: &Receipt) -> Option<impl IntoView + use<>> {
    let money = |amount: Amount| Money::of(receipt.currency).format(amount);
    let fact = |(tail, amount): &(String, Amount)| {
        let name = words::left_on_gift_card(lang(), tail);
        view! { <div class="paper__fact"><dt>{name}</dt><dd class="number">{money(*amount)}</dd></div> }
    };
    let facts = receipt.balances.iter().map(fact).collect_view();
    (!receipt.balances.is_empty()).then(|| view! { <hr class="paper__rule" /><dl class="paper__facts">{facts}</dl> })
}

fn tax_table(receipt: &Receipt) -> impl IntoView + use<> {
    let currency = Money::of(receipt.currency);
    let cell = |amount: Amount| view! { <td class="end number">{currency.format(amount)}</td> };
    let rows = receipt.taxes.iter().map(|row| {
        view! {
            <tr>
                <th scope="row"><bdi>{tax_name(&row.name)}</bdi></th>
                {cell(row.net)}
                {cell(row.tax)}
                {row.gross.map_or_else(|| view! { <td></td> }.into_any(), |gross| cell(gross).into_any())}
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <hr class="paper__rule" />
        <table class="paper__taxes">
            <thead>
                <tr>
                    <th scope="col">{words::tax(lang())}</th>
                    <th scope="col" class="end">{words::net(lang())}</th>
                    <th scope="col" class="end">{words::tax(lang())}</th>
                    <th scope="col" class="end">{words::gross(lang())}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

fn points(receipt: &Receipt) -> Option<impl IntoView + use<>> {
    let earned = receipt.points_earned?;
    let (name, shown) = if earned < 0 {
        (words::points_taken_back(lang()), earned.saturating_neg())
    } else {
        (words::points_earned(lang()), earned)
    };
    let balance = receipt.points_balance;
    Some(view! {
        <hr class="paper__rule" />
        <dl class="paper__facts">
            {fact(name, format::number(shown))}
            {balance.map(|points| fact(words::points_balance(lang()), format::number(points)))}
        </dl>
    })
}

fn foot(receipt: &Receipt) -> impl IntoView + use<> {
    let footer = receipt.footer.iter().map(|line| view! { <p dir="auto">{line.clone()}</p> }).collect_view();
    view! {
        <footer class="paper__foot">
            {footer}
            {receipt.hash.clone().map(|hash| view! {
                <p class="paper__hash">{words::hash(lang())} " " <bdi dir="ltr">{hash}</bdi></p>
            })}
            {training(receipt)}
        </footer>
    }
}

fn row(name: impl Into<String>, amount: String) -> impl IntoView {
    view! { <tr><th scope="row"><bdi>{name.into()}</bdi></th><td class="end number">{amount}</td></tr> }
}

fn fact(name: &'static str, text: String) -> impl IntoView {
    view! { <div class="paper__fact"><dt>{name}</dt><dd><bdi>{text}</bdi></dd></div> }
}

/// What a tax is called, with its rate where the label does not say it.
pub fn tax_name(name: &TaxName) -> String {
    let mut told = name.label.clone();
    if let Some(rate) = name.rate {
        told = format!("{told} {}", percent(rate));
    }
    if name.exempt {
        told = format!("{told}, {}", taxes::exempt(lang()));
    }
    told
}

/// What a service is called.
pub fn service_name(service: Service) -> &'static str {
    match service {
        Service::EatIn => taxes::eat_in(lang()),
        Service::TakeAway => taxes::take_away(lang()),
    }
}

/// What was taken off everything, with the operator's reason.
fn basket_discount_name(off: &Off) -> String {
    let name = words::basket_discount(lang());
    if off.label.is_empty() { name.to_owned() } else { format!("{name}: {}", off.label) }
}

/// A promotion is called by its label; what an operator gave by its reason.
fn discount_name(off: &Off) -> String {
    let reason = match off.reason {
        DiscountReason::Promotion => return off.label.clone(),
        DiscountReason::Manual => words::discount(lang()),
        DiscountReason::Loyalty => words::discount_loyalty(lang()),
        DiscountReason::Coupon => words::discount_coupon(lang()),
        DiscountReason::CouponMatch => words::discount_match(lang()),
    };
    if off.label.is_empty() { reason.to_owned() } else { format!("{reason}: {}", off.label) }
}

/// What a means of payment is called.
pub fn means_name(means: &Means) -> &'static str {
    match means {
        Means::Cash => words::cash(lang()),
        Means::Card(_) => words::card(lang()),
        Means::Coupon(_) => words::coupon(lang()),
        Means::Points(_) => words::points(lang()),
        Means::StoreCredit => words::store_credit(lang()),
        Means::GiftCard(_) => words::gift_card(lang()),
        Means::OnAccount => words::on_account(lang()),
        Means::PaidAhead => words::paid_ahead(lang()),
        Means::Voucher(_) => words::voucher(lang()),
        Means::Foreign(..) => words::foreign_cash(lang()),
    }
}
