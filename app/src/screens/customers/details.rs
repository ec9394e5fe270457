//! One customer: what they hold, what they bought here, and what can be done.

use super::edit::Edited;
use crate::i18n::format::{self, Moment};
use crate::i18n::words as label;
use crate::i18n::{Text, common, customers, lang};
use crate::register::{Register, register};
use crate::routes;
use crate::screens::sales::loaded::customer_of;
use crate::screens::sales::{state_of, state_words};
use crate::state::{Shell, shell};
use crate::ui::{Badge, Button, ButtonKind, Confirm, Dialog, DialogKind, Fact, IconName, keyed};
use crate::{shown, t, text};
use evertill_domain::customer::Customer;
use evertill_domain::ids::{CustomerId, ReceiptNumber};
use evertill_domain::rows::SoldSale;
use evertill_money::Amount;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Sales looked through at a time, and how many of the customer's are enough until asked on.
const PAGE: usize = 200;
const ENOUGH: usize = 20;
/// Pages looked through before the operator is asked whether to look further back.
const PAGES: usize = 10;

/// The customer with this id, in a dialog.
#[component]
pub fn Details(
    id: RwSignal<Option<CustomerId>>,
    edited: RwSignal<Option<Edited>>,
    writes: Signal<bool>,
) -> impl IntoView {
    let register = register();
    let found = Memo::new(move |_| id.get().and_then(|id| customer_of(register, &id)));
    let title =
        Signal::derive(move || found.with(|found| found.as_ref().map(|(who, _)| who.name.clone())).unwrap_or_default());
    // The form lies above; the details come back when it is closed.
    let open = Signal::derive(move || found.with(Option::is_some) && edited.with(Option::is_none));
    view! {
        <Dialog open kind=DialogKind::Wide title on_close=move |()| id.set(None)>
            {move || id.get_untracked().map(|who| view! { <Here who id found edited writes /> })}
        </Dialog>
    }
}

/// What the parts of the details share.
#[derive(Clone, Copy)]
struct Shown {
    shell: Shell,
    register: Register,
    id: RwSignal<Option<CustomerId>>,
    found: Memo<Option<(Customer, i64)>>,
}

impl Shown {
    fn profile(self) -> Option<Customer> {
        self.found.with(|found| found.as_ref().map(|(customer, _)| customer.clone()))
    }

    fn profile_now(self) -> Option<Customer> {
        untrack(|| self.profile())
    }

    fn points(self) -> Option<String> {
        self.found.with(|found| found.as_ref().map(|(_, points)| format::number(*points)))
    }

    fn is_archived(self) -> bool {
        self.profile().is_some_and(|profile| profile.archived)
    }

    fn set_archived(self, archived: bool) {
        let Some(profile) = self.profile_now() else { return };
        spawn_local(async move {
            match self.register.save_customer(self.shell, Customer { archived, ..profile }).await {
                Ok(()) => self.shell.toasts.good(text!(common::saved)),
                Err(_) => self.shell.toasts.bad(text!(customers::not_saved)),
            }
        });
    }
}

#[component]
fn Here(
    who: CustomerId,
    id: RwSignal<Option<CustomerId>>,
    found: Memo<Option<(Customer, i64)>>,
    edited: RwSignal<Option<Edited>>,
    writes: Signal<bool>,
) -> impl IntoView {
    let customer = Shown { shell: shell(), register: register(), id, found };
    view! {
        <div class="customer">
            <div class="customer__holds">
                <Holding name=label(customers::points)>{move || customer.points()}</Holding>
                <Credit who=who.clone() />
            </div>
            <div class="customer__actions">
                <Choose customer who=who.clone() />
                <Button
                    icon=IconName::Edit
                    disabled=Signal::derive(move || !writes.get())
                    on_press=move |()| edited.set(customer.profile_now().map(Edited::Known))
                >
                    {t!(common::edit)}
                </Button>
                <Archive customer writes />
            </div>
            <dl class="facts">
                <Known of=customer name=customers::card text=|who| who.card />
                <Known of=customer name=customers::phone text=|who| who.phone />
                <Known of=customer name=customers::email text=|who| who.email />
            </dl>
            <Bought who />
        </div>
    }
}

/// Makes them the customer of the basket, and goes there.
#[component]
fn Choose(customer: Shown, who: CustomerId) -> impl IntoView {
    let Shown { shell, register, id, .. } = customer;
    let chosen = Signal::derive(move || register.basket.with(|basket| basket.customer() == Some(&who)));
    let choose = move |()| {
        let Some(profile) = customer.profile_now() else { return };
        if register.set_customer(shell, Some(profile.id.clone())).is_ok() {
            shell.toasts.good(text!(customers::chosen, profile.name));
            id.set(None);
            routes::go("/");
        }
    };
    view! {
        <Button
            kind=ButtonKind::Primary
            icon=IconName::Check
            large=true
            autofocus=true
            disabled=Signal::derive(move || customer.is_archived() || chosen.get())
            on_press=choose
        >
            {move || if chosen.get() { customers::is_chosen(lang()) } else { customers::choose_for_sale(lang()) }}
        </Button>
    }
}

/// Archives after a question, restores without one.
#[component]
fn Archive(customer: Shown, writes: Signal<bool>) -> impl IntoView {
    let asks = RwSignal::new(false);
    let name = move || customer.profile().map(|profile| profile.name).unwrap_or_default();
    let press = move |()| match untrack(|| customer.is_archived()) {
        true => customer.set_archived(false),
        false => asks.set(true),
    };
    let answer = move |yes: bool| {
        asks.set(false);
        if yes {
            customer.set_archived(true);
            customer.id.set(None);
        }
    };
    view! {
        <Button kind=ButtonKind::Quiet disabled=Signal::derive(move || !writes.get()) on_press=press>
            {move || if customer.is_archived() { customers::restore(lang()) } else { customers::archive(lang()) }}
        </Button>
        <Confirm
            open=asks
            question=Signal::derive(move || customers::archive_ask(lang(), name()))
            consequence=label(customers::archive_follows)
            yes=label(customers::archive)
            on_answer=answer
        />
    }
}

/// One field of the profile; a dash where nothing is known.
#[component]
fn Known(of: Shown, name: Text, text: fn(Customer) -> String) -> impl IntoView {
    let words = move || of.profile().map(text).filter(|text| !text.is_empty()).unwrap_or_else(|| "–".to_owned());
    view! { <Fact label=label(name)><bdi dir="ltr">{words}</bdi></Fact> }
}

/// Something the customer holds, as a number to read at a glance.
#[component]
fn Holding(#[prop(into)] name: Signal<String>, children: Children) -> impl IntoView {
    view! {
        <p class="holding">
            <span class="holding__name">{move || name.get()}</span>
            <span class="holding__value number">{children()}</span>
        </p>
    }
}

#[component]
fn Credit(who: CustomerId) -> impl IntoView {
    let register = register();
    let balance = RwSignal::new(None::<Amount>);
    if let Some(account) = register.credit_account(&who) {
        spawn_local(async move {
            let read = register.stored_value(&account).await.ok();
            let _ = balance.try_set(read);
        });
    }
    view! {
        <Holding name=label(customers::credit)>
            {move || balance.get().map_or_else(|| "–".to_owned(), |balance| register.money().format(balance))}
        </Holding>
    }
}

/// The customer's sales on this register, latest first, looked for page by page.
#[component]
fn Bought(who: CustomerId) -> impl IntoView {
    let register = register();
    let sales = RwSignal::new(Vec::<SoldSale>::new());
    let next = StoredValue::new(None::<ReceiptNumber>);
    let (ended, working) = (RwSignal::new(false), RwSignal::new(false));
    let who = StoredValue::new(who);
    let look = move || {
        if working.get_untracked() {
            return;
        }
        working.set(true);
        spawn_local(async move {
            let mut found = 0;
            for _ in 0..PAGES {
                let Some(before) = next.try_get_value() else { return };
                let Ok(page) = register.sales(before, PAGE).await else { break };
                let Some(who) = who.try_get_value() else { return };
                let last = page.last().map(|sold| sold.receipt);
                let end = page.len() < PAGE;
                let mut hits = page;
                hits.retain(|sold| sold.customer.as_ref() == Some(&who));
                found += hits.len();
                next.set_value(last);
                sales.update(|sales| sales.extend(hits));
                ended.set(end);
                if end || found >= ENOUGH {
                    break;
                }
            }
            let _ = working.try_set(false);
        });
    };
    look();
    view! {
        <section aria-labelledby="customer-sales">
            <h3 class="card__title" id="customer-sales">{t!(customers::sales_here)}</h3>
            <Show when=move || ended.get() && sales.with(Vec::is_empty)>
                <p class="soft">{t!(customers::no_history)}</p>
            </Show>
            <ul class="bought">
                {keyed(move || sales.get(), |sold| sold.receipt, |sold| view! { <Sold sold /> })}
            </ul>
            <Show when=move || !ended.get()>
                <Button disabled=working on_press=move |()| look()>{t!(customers::more_sales)}</Button>
            </Show>
        </section>
    }
}

#[component]
fn Sold(sold: SoldSale) -> impl IntoView {
    let register = register();
    let (state, time, total) = (state_of(&sold), sold.time, sold.total);
    view! {
        <li>
            <a href=format!("/sales/{}", sold.receipt) class="bought__sale">
                <span class="number">{sold.receipt.to_string()}</span>
                <span class="number">{move || shown::clock(time, Moment::DateTime)}</span>
                <Badge tone=Signal::derive(move || state_words(state).1)>{move || state_words(state).0}</Badge>
                <span class="number bought__total">{move || register.money().format(total)}</span>
            </a>
        </li>
    }
}
