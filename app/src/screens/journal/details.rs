//! One entry in full: its header, and what its event says with its postings.

use super::words::{self, Says};
use crate::i18n::words as said;
use crate::i18n::{Text, format, journal, lang, people};
use crate::money::with_unit;
use crate::refusals::paid_by;
use crate::register::{Register, register};
use crate::screens::sales::prices;
use crate::t;
use crate::ui::{ErrorState, Fact, Loading};
use evertill_domain::event::{Effect, Event};
use evertill_domain::ids::Seq;
use evertill_domain::item::Item;
use evertill_domain::postings::{self, Posting};
use evertill_domain::sale::Sale;
use evertill_money::Amount;
use evertill_wire::{Body, Entry};
use format::Moment;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Items of an import that are listed; the rest is counted.
const ITEMS_LISTED: usize = 50;

#[derive(Clone)]
enum Found {
    Entry(Box<Entry>, usize),
    Damaged(String),
    Missing,
}

/// Reads an entry and shows it.
#[component]
pub fn EntryDetails(
    /// Which.
    seq: Seq,
) -> impl IntoView {
    let register = register();
    let found = RwSignal::new(None::<Found>);
    spawn_local(async move {
        let read = register.stored_entries(seq, 1).await.ok().and_then(|all| all.into_iter().next());
        let read = match read {
            Some((at, bytes)) if at == seq => match Entry::from_bytes(&bytes) {
                Ok(entry) => Found::Entry(Box::new(entry), bytes.len()),
                Err(why) => Found::Damaged(why.to_string()),
            },
            _ => Found::Missing,
        };
        let _ = found.try_set(Some(read));
    });
    move || match found.get() {
        None => view! { <Loading rows=4 /> }.into_any(),
        Some(Found::Missing) => view! { <ErrorState title=said(journal::missing) /> }.into_any(),
        Some(Found::Damaged(why)) => {
            view! { <ErrorState title=said(journal::damaged) hint=Signal::derive(move || why.clone()) /> }.into_any()
        }
        Some(Found::Entry(entry, bytes)) => view! {
            <Contents register entry=(*entry).clone() />
            <HeaderFacts entry=*entry bytes />
        }
        .into_any(),
    }
}

#[component]
fn HeaderFacts(entry: Entry, bytes: usize) -> impl IntoView {
    let (header, register) = (entry.header.clone(), register());
    let size = entry.body_len();
    let code = |label: Text, text: String| {
        view! { <Fact label=said(label)><span class="code" dir="ltr">{text}</span></Fact> }
    };
    let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    view! {
        <h3 class="part__title">{t!(journal::header)}</h3>
        <dl class="facts facts--wide">
            {code(journal::seq, header.seq.to_string())}
            {code(journal::hash, entry.hash.to_string())}
            {code(journal::previous_hash, header.prev.to_string())}
            {code(journal::body_hash, header.body.to_string())}
            {code(journal::register_name, format!("{} · {}", header.register, header.incarnation))}
            {code(journal::epoch, header.epoch.to_string())}
            {header.operator.map(|id| view! {
                <Fact label=said(people::by)><bdi>{move || register.operator_name(&id)}</bdi></Fact>
            })}
            {header.approvals.into_iter().map(|approval| view! {
                <Fact label=said(people::approved_by)>
                    <bdi>{move || register.operator_name(&approval.by)}</bdi>" · "
                    {crate::i18n::following(people::act(approval.need.act))}
                </Fact>
            }).collect_view()}
            <Fact label=said(journal::stamp)>
                {move || format::moment(header.hlc.ms as f64, Moment::Exact)}" "
                <span class="code" dir="ltr">{header.hlc.to_string()}</span>
            </Fact>
            {code(journal::kind, format!("{} {}", header.kind, header.version))}
            <Fact label=said(journal::size)>
                {move || journal::bytes_of(lang(), format::number(number(bytes)), format::number(number(size)))}
            </Fact>
        </dl>
    }
}

#[component]
fn Contents(register: Register, entry: Entry) -> impl IntoView {
    let line = Says::of(&entry);
    let kind = entry.header.kind.clone();
    let body = match entry.body() {
        Ok(Body::Known(event)) => contents_of(register, *event),
        Ok(Body::Unknown) => view! { <p>{t!(journal::later_build)}</p> }.into_any(),
        Err(why) => view! { <ErrorState title=said(journal::damaged) hint=Signal::derive(move || why.to_string()) /> }
            .into_any(),
    };
    let (kind_line, says_line) = (line.clone(), line);
    view! {
        <p class="entry__kind">{move || words::kind(&kind, &kind_line)}</p>
        <p class="entry__says" dir="auto">{move || words::says(&says_line)}</p>
        {body}
    }
}

fn contents_of(register: Register, event: Event) -> AnyView {
    match event {
        Event::SalePrepared(sale) => view! { <SaleParts register sale=*sale /> }.into_any(),
        Event::SaleConfirmed(decision) => {
            let money = register.money();
            let (grand, refunds) = (money.format(decision.grand_total), money.format(decision.refund_total));
            let effects = decision.effects;
            view! {
                <dl class="facts">
                    <Fact label=said(journal::decides)>{decision.prepared.to_string()}</Fact>
                    <Fact label=said(journal::grand_total)>{grand}</Fact>
                    <Fact label=said(journal::refund_total)>{refunds}</Fact>
                </dl>
                <Effects register effects />
            }
            .into_any()
        }
        Event::SaleRolledBack(decision) => view! {
            <dl class="facts"><Fact label=said(journal::decides)>{decision.prepared.to_string()}</Fact></dl>
        }
        .into_any(),
        Event::ItemsImported(part) => {
            let rest = part.items.len().saturating_sub(ITEMS_LISTED);
            let listed: Vec<Item> = part.items.iter().take(ITEMS_LISTED).cloned().collect();
            let rest = (rest > 0).then(|| {
                view! { <p class="note">{move || journal::and_more(lang(), i64::try_from(rest).unwrap_or(i64::MAX))}</p> }
            });
            view! { <Items register items=listed /> {rest} }.into_any()
        }
        Event::ItemChanged(item) => view! { <Items register items=vec![item.value] /> }.into_any(),
        Event::CustomerChanged(customer) => {
            let texts = [customer.id.as_str(), &customer.phone, &customer.email, &customer.card].map(str::to_owned);
            view! { <p class="code" dir="ltr">{texts.join("  ")}</p> }.into_any()
        }
        Event::RegisterOpened { settings, .. } | Event::SettingsChanged(settings) => {
            let (currency, taxes) = (settings.currency.code().to_owned(), settings.taxes);
            let taxes = taxes.into_iter().map(|tax| {
                view! { <li>{tax.label}" "<span class="code" dir="ltr">{tax.id.to_string()}</span></li> }
            });
            let taxes = taxes.collect_view();
            view! {
                <dl class="facts">
                    <Fact label=said(journal::currency)>{currency}</Fact>
                    <Fact label=said(journal::taxes)><ul class="plain-list">{taxes}</ul></Fact>
                </dl>
            }
            .into_any()
        }
        Event::PricesSet(sets) => {
            let money = register.money();
            let sets = sets.into_iter().take(ITEMS_LISTED).map(|set| {
                let price = set.price.map_or_else(|| "–".to_owned(), |price| money.format(price));
                view! { <li><span class="code" dir="ltr">{set.sku.to_string()}</span>" "{price}</li> }
            });
            view! { <ul class="plain-list">{sets.collect_view()}</ul> }.into_any()
        }
        Event::TipAdjusted(tip) => {
            let rows = postings::of_event(&Event::TipAdjusted(tip)).unwrap_or_default();
            view! { <Postings register rows /> }.into_any()
        }
        // The line in the list says all there is.
        _ => ().into_any(),
    }
}

#[component]
fn SaleParts(register: Register, sale: Sale) -> impl IntoView {
    let money = move |amount: Amount| register.money().format(amount);
    let note = |text: String| view! { <span class="plain-table__note">{text}</span> };
    let basket = StoredValue::new(sale.clone());
    let basket = move || basket.with_value(|sale| prices::of_basket(sale, &register.money()));
    let lines = sale.lines.iter().map(|line| {
        let (quantity, unit, total) = (line.quantity, line.unit, line.total);
        let said = StoredValue::new(line.clone());
        let said = move || said.with_value(|line| prices::of_line(line, &register.money())).into_iter().map(note);
        view! {
            <tr>
                <td dir="auto">
                    {line.name.clone()}" "<span class="code soft" dir="ltr">{line.sku.to_string()}</span>
                    {move || said().collect_view()}
                </td>
                <td class="end number">{move || with_unit(quantity, unit)}</td>
                <td class="end number">{move || money(total)}</td>
            </tr>
        }
    });
    let tenders = sale.tenders.iter().cloned().map(|tender| {
        let amount = tender.amount();
        view! {
            <tr><td colspan="2">{move || words::tender(&tender)}</td><td class="end number">{move || money(amount)}</td></tr>
        }
    });
    let change = sale.change;
    let change = (!change.is_zero()).then(|| {
        let back = change.negated();
        view! { <tr><td colspan="2">{t!(journal::change)}</td><td class="end number">{move || money(back)}</td></tr> }
    });
    let total = sale.totals.total;
    view! {
        <div class="plain-table__box" tabindex="0" role="region" aria-label=t!(journal::sale_lines)>
            <table class="plain-table">
                <thead><tr>
                    <th scope="col">{t!(journal::item)}</th>
                    <th scope="col" class="end">{t!(journal::quantity)}</th>
                    <th scope="col" class="end">{t!(journal::amount)}</th>
                </tr></thead>
                <tbody>
                    {lines.collect_view()}
                    <tr class="total"><td colspan="2">{t!(journal::total)}{move || basket().map(note)}</td><td class="end number">{move || money(total)}</td></tr>
                    {tenders.collect_view()}
                    {change}
                </tbody>
            </table>
        </div>
        <Postings register rows=postings::of_sale(&sale).unwrap_or_default() />
    }
}

#[component]
fn Postings(register: Register, rows: Vec<Posting>) -> impl IntoView {
    let balanced = postings::balanced(&rows);
    let money = move |amount: Amount| register.money().format(amount);
    let rows = rows.into_iter().map(|posting| {
        let (amount, account) = (posting.amount, posting.account);
        let side = move |wanted: bool| (amount.is_negative() != wanted).then(|| money(amount.abs()));
        view! {
            <tr>
                <td>{move || words::account(&account)}</td>
                <td class="end number">{move || side(true)}</td>
                <td class="end number">{move || side(false)}</td>
            </tr>
        }
    });
    view! {
        <h3 class="part__title">{t!(journal::postings)}</h3>
        <div class="plain-table__box" tabindex="0" role="region" aria-label=t!(journal::postings)>
            <table class="plain-table">
                <thead><tr>
                    <th scope="col">{t!(journal::account)}</th>
                    <th scope="col" class="end">{t!(journal::debit)}</th>
                    <th scope="col" class="end">{t!(journal::credit)}</th>
                </tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
        <p class="note">{move || if balanced { journal::balanced(lang()) } else { journal::unbalanced(lang()) }}</p>
    }
}

#[component]
fn Effects(register: Register, effects: Vec<Effect>) -> impl IntoView {
    let lines = effects.into_iter().map(move |effect| view! { <li>{move || effect_words(register, &effect)}</li> });
    view! {
        <h3 class="part__title">{t!(journal::effects)}</h3>
        <ul class="plain-list">{lines.collect_view()}</ul>
    }
}

fn effect_words(register: Register, effect: &Effect) -> String {
    let money = register.money();
    match effect {
        Effect::StockMoved { sku, quantity } => journal::effect_stock(lang(), sku, words::signed(*quantity)),
        Effect::PointsMoved { customer, points } => journal::effect_points(lang(), customer, format::number(*points)),
        Effect::StoredValueMoved { account, amount } => journal::effect_value(lang(), account, money.format(*amount)),
        Effect::OwedMoved { customer, amount } => journal::effect_owed(lang(), customer, money.format(*amount)),
        Effect::PrepaidMoved { order, amount } => journal::effect_prepaid(lang(), order, money.format(*amount)),
        Effect::VoucherUsed { code, .. } => journal::effect_voucher(lang(), code),
        Effect::VoucherFreed { code } => journal::effect_voucher_freed(lang(), code),
        Effect::TenderReturned { receipt, by, amount, .. } => {
            journal::effect_tender(lang(), receipt, paid_by(lang(), by), money.format(*amount))
        }
        Effect::LineReturned { of, quantity, refunded, .. } => {
            journal::effect_return(lang(), of.receipt, of.line, money.quantity(*quantity), money.format(*refunded))
        }
    }
}

#[component]
fn Items(register: Register, items: Vec<Item>) -> impl IntoView {
    let rows = items.into_iter().map(|item| {
        let price = item.price;
        view! {
            <tr>
                <td class="code" dir="ltr">{item.sku.to_string()}</td>
                <td dir="auto">{item.name}</td>
                <td dir="auto">{item.category}</td>
                <td class="end number">{move || price.map(|price| register.money().format(price))}</td>
            </tr>
        }
    });
    view! {
        <div class="plain-table__box" tabindex="0" role="region" aria-label=t!(journal::items_changed)>
            <table class="plain-table">
                <thead><tr>
                    <th scope="col">{t!(journal::sku)}</th>
                    <th scope="col">{t!(journal::item)}</th>
                    <th scope="col">{t!(journal::category)}</th>
                    <th scope="col" class="end">{t!(journal::price)}</th>
                </tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
}
