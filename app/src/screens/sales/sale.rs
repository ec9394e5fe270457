//! One sale: its receipt, what the journal says about it, and what can be done with it.

use super::audit::Audit;
use super::loaded::{LoadedSale, Lookup, customer_of, look_up};
use super::post_void::PostVoid;
use super::refund::RefundSheet;
use super::tip::TipAfter;
use super::{State, prices, state_of, state_words, wording};
use crate::i18n::format::{Moment, number};
use crate::i18n::words as label;
use crate::i18n::{goods, hub, lang, offers, post_void, receipt, sales};
use crate::keys::{self, Action};
use crate::register::{Decision, register};
use crate::screens::receipt::{NotRead, PaperChoice, PrintButton, ReceiptDocument, remembered_paper};
use crate::shell::Screen;
use crate::state::{WriterState, shell};
use crate::ui::{Badge, Button, ButtonKind, EmptyState, Fact, Icon, IconName, Loading};
use crate::{shown, t};
use evertill_domain::ids::{ReceiptNumber, Seq};
use evertill_domain::sale::Sale;
use evertill_journal::commit::Outcome;
use evertill_money::Amount;
use evertill_wire::Hash;
use leptos::prelude::*;
use std::collections::BTreeSet;

/// The screen at `/sales/NUMBER`.
#[component]
pub fn SaleScreen(
    /// The receipt's number, as it stands in the address.
    number: String,
) -> impl IntoView {
    let register = register();
    let typed = Signal::stored(number);
    let again = RwSignal::new(0);
    // What a refund that was rolled back leaves to say. It outlives the reading of the sale anew.
    let trouble = RwSignal::new(None::<String>);
    let found = look_up(register, typed, again);
    let title = Signal::derive(move || {
        let kind = |loaded: &LoadedSale| (loaded.sale.post_void.is_some(), loaded.sold.total.is_negative());
        match found.with(|found| found.found().map(kind)).unwrap_or_default() {
            (true, _) => post_void::title(lang(), typed.get()),
            (false, true) => sales::refund_sale(lang(), typed.get()),
            (false, false) => sales::sale(lang(), typed.get()),
        }
    });
    let missing = Signal::derive(move || sales::not_found(lang(), typed.get()));
    view! {
        <Screen title>
            {move || trouble.get().map(|why| view! { <Trouble title=label(sales::refund_rolled_back) why /> })}
            {move || match found.get() {
                Lookup::Waiting => view! { <Loading /> }.into_any(),
                Lookup::Missing => view! {
                    <EmptyState icon=IconName::Sales title=missing hint=label(sales::not_found_hint)>
                        <a href="/sales" class="button">{t!(sales::to_sales)}</a>
                    </EmptyState>
                }
                .into_any(),
                Lookup::Failed => view! { <NotRead again /> }.into_any(),
                Lookup::Found(loaded) => view! { <Here loaded=*loaded again trouble /> }.into_any(),
            }}
        </Screen>
    }
}

/// Something went wrong and what to do, above the rest.
#[component]
fn Trouble(#[prop(into)] title: Signal<String>, why: String) -> impl IntoView {
    view! {
        <div class="trouble no-print" role="alert">
            <Icon name=IconName::Warning />
            <div><p class="trouble__title">{move || title.get()}</p><p>{why}</p></div>
        </div>
    }
}

#[component]
fn Here(loaded: LoadedSale, again: RwSignal<u32>, trouble: RwSignal<Option<String>>) -> impl IntoView {
    let (shell, register) = (shell(), register());
    let number = loaded.sale.receipt;
    let valid = loaded.receipt_is_valid();
    let refundable = valid && !loaded.sold.lines.iter().all(|line| line.is_exhausted()) && sells(&loaded);
    let copy = RwSignal::new(None);
    let paper = remembered_paper();
    let asks_refund = RwSignal::new(false);
    let held = StoredValue::new(loaded.clone());
    let document = Memo::new(move |_| held.with_value(|loaded| loaded.receipt(register, copy.get(), false)));
    let writes = move || shell.writer.get() == WriterState::Here;
    keys::on_action(move |action| {
        let asked = action == Action::Refund && refundable && untrack(writes);
        if asked {
            asks_refund.set(true);
        }
        asked
    });
    let refused = loaded.decision.as_ref().and_then(|decision| match &decision.outcome {
        Outcome::RolledBack { participant, reason } => Some((*participant, reason.clone())),
        Outcome::Confirmed => None,
    });
    let refused = refused.map(|(who, reason)| {
        let title = Signal::derive(move || sales::refused_by(lang(), wording::participant(who)));
        view! { <Trouble title why=wording::why(register, &reason) /> }
    });
    view! {
        <div class="receipt">
            <div class="receipt__side no-print">
                {refused}
                <div class="receipt__actions" role="group" aria-label=t!(sales::actions)>
                    <Button
                        kind=ButtonKind::Primary
                        icon=IconName::Refund
                        large=true
                        wide=true
                        action=Action::Refund
                        disabled=Signal::derive(move || !refundable || !writes())
                        on_press=move |()| asks_refund.set(true)
                    >
                        {t!(sales::refund)}
                    </Button>
                    <PrintButton number copy fresh=false valid />
                    {move || writes().then(|| {
                        let loaded = held.get_value();
                        view! {
                            <TipAfter loaded=loaded.clone() again />
                            <PostVoid loaded again trouble />
                        }
                    })}
                    {move || (!writes()).then(|| view! { <p class="soft">{t!(sales::only_reading)}</p> })}
                </div>
                <PaperChoice paper />
                <PriceFacts sale=loaded.sale.clone() />
                <Facts loaded=loaded.clone() />
            </div>
            <div class="receipt__paper" tabindex="0" role="region" aria-label=t!(receipt::title)>
                {move || document.get().map(|document| view! { <ReceiptDocument receipt=Signal::stored(document) /> })}
            </div>
        </div>
        <RefundSheet open=asks_refund loaded again trouble />
    }
}

/// Whether the sale sold anything: a pure refund has nothing that could come back.
fn sells(loaded: &LoadedSale) -> bool {
    loaded.sale.lines.iter().any(|line| !line.is_return())
}

#[component]
fn Facts(loaded: LoadedSale) -> impl IntoView {
    let register = register();
    let LoadedSale { sale, sold, hash, decision, .. } = loaded;
    let whole = sale.clone();
    let state = state_of(&sold);
    let void = sale.post_void.map(|number| (number, post_void::reverses(lang(), number)));
    let void = void.or_else(|| sold.voided.map(|number| (number, post_void::reversed_by(lang(), number))));
    let void = void.map(|(number, words)| view! { <a href=format!("/sales/{number}") class="fact-link">{words}</a> });
    let reversal = sale.post_void.is_some();
    let returned: BTreeSet<ReceiptNumber> =
        sale.lines.iter().filter(|_| !reversal).filter_map(|line| Some(line.returned.as_ref()?.receipt)).collect();
    let back = Amount::sum(sold.lines.iter().map(|line| line.refunded)).ok().filter(|back| !back.is_zero());
    let customer = sale.customer.clone().map(|id| {
        let name = move || customer_of(register, &id).map_or_else(|| id.to_string(), |(profile, _)| profile.name);
        view! { <Fact label=label(sales::customer)><bdi>{name}</bdi></Fact> }
    });
    let points = (sale.points_earned != 0).then(|| {
        view! {
            <Fact label=label(receipt::points_earned)>
                <span class="number">{move || number(sale.points_earned)}</span>
            </Fact>
        }
    });
    let tip = (!sold.tip.is_zero()).then(|| {
        view! {
            <Fact label=label(receipt::tip)><span class="number">{move || register.money().format(sold.tip)}</span></Fact>
        }
    });
    let back = back.map(|back| {
        view! {
            <Fact label=label(sales::given_back)>
                <span class="number">{move || register.money().format(back)}</span>
            </Fact>
        }
    });
    let age = (sale.age_checked > 0).then(|| {
        view! { <Fact label=label(goods::age_checked)>{move || goods::years(lang(), sale.age_checked)}</Fact> }
    });
    let link = |number: ReceiptNumber| {
        let words = move || receipt::refund_of(lang(), number);
        view! { <a href=format!("/sales/{number}") class="fact-link">{words}</a> }
    };
    let links = returned.into_iter().map(link).collect_view();
    view! {
        <section class="card" aria-labelledby="sale-facts">
            <h2 class="card__title" id="sale-facts">{t!(sales::facts)}</h2>
            <dl class="facts">
                <Fact label=label(sales::state)><StateBadge state /></Fact>
                <Fact label=label(sales::when)>
                    <span class="number">{move || shown::clock(sale.time, Moment::Exact)}</span>
                </Fact>
                {customer}
                {points}
                {age}
                {back}
                {tip}
                <Fact label=label(sales::prepared)><EntryPlace seq=sold.prepared hash /></Fact>
                <WhereItIs prepared=sold.prepared />
                {decided(decision)}
            </dl>
            {(sold.reprints > 0).then(|| view! {
                <p class="soft">{move || sales::reprints(lang(), i64::from(sold.reprints))}</p>
            })}
            <Audit sale=whole />
            {void}
            {links}
        </section>
    }
}

/// Whether the shop has it already; nothing where the register sells alone.
#[component]
fn WhereItIs(prepared: Seq) -> impl IntoView {
    let register = register();
    // Its decision follows at once.
    let on_hub = Memo::new(move |_| register.hub.holds(prepared.next()));
    move || {
        on_hub.get().map(|on_hub| {
            let words = if on_hub { hub::on_hub } else { hub::only_here };
            view! { <Fact label=label(hub::where_it_is)>{move || words(lang())}</Fact> }
        })
    }
}

/// Why prices are what they are, where there is something to say.
#[component]
fn PriceFacts(sale: Sale) -> impl IntoView {
    let register = register();
    let all = Memo::new(move |_| prices::of_sale(&sale, &register.money()));
    let row = |(name, said): (String, Vec<String>)| {
        let said = said.into_iter().map(|text| view! { <span class="soft">{text}</span> }).collect_view();
        view! { <li class="price-facts__row"><bdi>{name}</bdi>{said}</li> }
    };
    view! {
        <Show when=move || !all.with(Vec::is_empty)>
            <section class="card" aria-labelledby="sale-prices">
                <h2 class="card__title" id="sale-prices">{t!(offers::prices)}</h2>
                <ul class="price-facts">{move || all.get().into_iter().map(row).collect_view()}</ul>
            </section>
        </Show>
    }
}

fn decided(decision: Option<Decision>) -> impl IntoView {
    let Some(decision) = decision else {
        return view! { <Fact label=label(sales::confirmed)>{t!(sales::not_decided)}</Fact> }.into_any();
    };
    let name = match decision.outcome {
        Outcome::Confirmed => sales::confirmed,
        Outcome::RolledBack { .. } => sales::rolled_back,
    };
    let late = decision.recovered.then(|| view! { <span class="soft">" " {t!(sales::after_restart)}</span> });
    view! { <Fact label=label(name)><EntryPlace seq=decision.seq hash=Some(decision.hash) />{late}</Fact> }.into_any()
}

#[component]
fn EntryPlace(seq: Seq, hash: Option<Hash>) -> impl IntoView {
    let place = move || sales::entry(lang(), number(i64::try_from(seq.0).unwrap_or(i64::MAX)));
    view! {
        <span class="number">{place}</span>
        {hash.map(|hash| view! { " " <bdi class="mono soft" dir="ltr">{hash.short()}</bdi> })}
    }
}

#[component]
fn StateBadge(state: State) -> impl IntoView {
    view! {
        <Badge tone=Signal::derive(move || state_words(state).1)>{move || state_words(state).0}</Badge>
    }
}
