//! The form for a customer's profile.

use super::model::{Faults, Typed, Wrong};
use crate::i18n::{common, customers, lang};
use crate::register::{FactError, register};
use crate::screens::words as label;
use crate::state::shell;
use crate::ui::{Button, ButtonKind, Dialog, DialogKind, Field};
use crate::{t, text};
use evertill_domain::customer::Customer;
use evertill_domain::ids::CustomerId;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What the form is about.
#[derive(Clone, Debug, PartialEq)]
pub enum Edited {
    /// Somebody new.
    New,
    /// A customer as they are.
    Known(Customer),
}

/// The form, open while there is something edited. A new customer is opened once saved.
#[component]
pub fn EditSheet(edited: RwSignal<Option<Edited>>, opened: RwSignal<Option<CustomerId>>) -> impl IntoView {
    let title = Signal::derive(move || {
        let known = edited.with(|edited| matches!(edited, Some(Edited::Known(_))));
        if known { customers::edit(lang()).to_owned() } else { customers::new(lang()).to_owned() }
    });
    view! {
        <Dialog
            open=Signal::derive(move || edited.with(Option::is_some))
            kind=DialogKind::Sheet
            title
            on_close=move |()| edited.set(None)
        >
            {move || edited.get_untracked().map(|of| view! { <Form of edited opened /> })}
        </Dialog>
    }
}

#[component]
fn Form(of: Edited, edited: RwSignal<Option<Edited>>, opened: RwSignal<Option<CustomerId>>) -> impl IntoView {
    let (shell, register) = (shell(), register());
    let known = match of {
        Edited::New => None,
        Edited::Known(customer) => Some(customer),
    };
    let first = |text: fn(&Customer) -> &String| RwSignal::new(known.as_ref().map(text).cloned().unwrap_or_default());
    let (name, phone) = (first(|known| &known.name), first(|known| &known.phone));
    let (email, card) = (first(|known| &known.email), first(|known| &known.card));
    let faults = RwSignal::new(Faults::default());
    let (problem, working) = (RwSignal::new(String::new()), RwSignal::new(false));
    crate::scanner::on_scan(move |code| {
        card.set(code.to_owned());
        true
    });
    let known = StoredValue::new(known);
    let save = move || {
        if working.get_untracked() {
            return;
        }
        let typed = Typed {
            name: name.get_untracked(),
            phone: phone.get_untracked(),
            email: email.get_untracked(),
            card: card.get_untracked(),
        };
        let (id, archived) = match known.get_value() {
            Some(known) => (Some(known.id), known.archived),
            None => (register.new_customer_id(), false),
        };
        let Some(id) = id else { return problem.set(text!(customers::not_saved).to_owned()) };
        let judged = register.customers.with_untracked(|all| typed.profile(id, archived, all));
        let customer = match judged {
            Ok(customer) => customer,
            Err(wrong) => {
                faults.set(wrong);
                return request_animation_frame(|| crate::browser::focus("dialog[open] [aria-invalid=true]"));
            }
        };
        faults.set(Faults::default());
        problem.set(String::new());
        working.set(true);
        let id = customer.id.clone();
        spawn_local(async move {
            let saved = register.save_customer(shell, customer).await;
            let _ = working.try_set(false);
            match saved {
                Ok(()) => {
                    shell.toasts.good(text!(common::saved));
                    let _ = edited.try_set(None);
                    let _ = opened.try_set(Some(id));
                }
                Err(FactError::Full) => drop(problem.try_set(text!(customers::not_saved_full).to_owned())),
                Err(_) => drop(problem.try_set(text!(customers::not_saved).to_owned())),
            }
        });
    };
    let enter = Callback::new(move |_: String| save());
    let said = move |field: fn(&Faults) -> &Option<Wrong>| {
        Signal::derive(move || faults.with(|faults| field(faults).as_ref().map(wrong_words).unwrap_or_default()))
    };
    view! {
        <div class="form">
            <Field
                label=label(customers::name)
                value=name
                name="name"
                required=true
                autofocus=true
                error=said(|faults| &faults.name)
                on_enter=enter
            />
            <Field
                label=label(customers::card)
                value=card
                name="card"
                ltr=true
                hint=label(customers::card_hint)
                error=said(|faults| &faults.card)
                on_enter=enter
            />
            <Field
                label=label(customers::phone)
                value=phone
                name="phone"
                kind="tel"
                mode="tel"
                ltr=true
                error=said(|faults| &faults.phone)
                on_enter=enter
            />
            <Field
                label=label(customers::email)
                value=email
                name="email"
                mode="email"
                ltr=true
                error=said(|faults| &faults.email)
                on_enter=enter
            />
            <p class="refund__problem" role="alert">{move || problem.get()}</p>
            <div class="dialog__actions">
                <Button on_press=move |()| edited.set(None)>{t!(common::cancel)}</Button>
                <Button kind=ButtonKind::Primary disabled=working on_press=move |()| save()>{t!(common::save)}</Button>
            </div>
        </div>
    }
}

fn wrong_words(wrong: &Wrong) -> String {
    match wrong {
        Wrong::Missing => customers::name_missing(lang()).to_owned(),
        Wrong::TooLong => customers::too_long(lang(), Customer::TEXT_LIMIT),
        Wrong::Unprintable => customers::unprintable(lang()).to_owned(),
        Wrong::CardTaken(name) => customers::card_taken(lang(), name),
    }
}
