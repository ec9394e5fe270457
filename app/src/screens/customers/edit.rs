//! The form for a customer's profile.

use super::model::{Faults, Typed, Wrong, tax_names};
use crate::i18n::words as label;
use crate::i18n::{common, customers, lang, taxes};
use crate::register::{FactError, Register, register};
use crate::state::{Shell, shell};
use crate::ui::{Button, ButtonKind, Dialog, DialogKind, Field, SelectField};
use crate::{t, text};
use evertill_domain::Amount;
use evertill_domain::customer::Customer;
use evertill_domain::ids::CustomerId;
use evertill_domain::tax::Exemption;
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

/// What the parts of the form share.
#[derive(Clone, Copy)]
struct Profile {
    shell: Shell,
    register: Register,
    /// Who is being changed; nobody where the customer is new.
    known: StoredValue<Option<Customer>>,
    name: RwSignal<String>,
    phone: RwSignal<String>,
    email: RwSignal<String>,
    card: RwSignal<String>,
    certificate: RwSignal<String>,
    exempt_from: RwSignal<String>,
    credit_limit: RwSignal<String>,
    taxes: StoredValue<Vec<String>>,
    group: RwSignal<String>,
    faults: RwSignal<Faults>,
    problem: RwSignal<String>,
    working: RwSignal<bool>,
    edited: RwSignal<Option<Edited>>,
    opened: RwSignal<Option<CustomerId>>,
}

impl Profile {
    fn new(of: Edited, edited: RwSignal<Option<Edited>>, opened: RwSignal<Option<CustomerId>>) -> Profile {
        let known = match of {
            Edited::New => None,
            Edited::Known(customer) => Some(customer),
        };
        let first =
            |text: fn(&Customer) -> &String| RwSignal::new(known.as_ref().map(text).cloned().unwrap_or_default());
        let exempt = |text: fn(&Exemption) -> String| {
            let known = known.as_ref().and_then(|known| known.exemption.as_ref());
            RwSignal::new(known.map(text).unwrap_or_default())
        };
        let register = register();
        let taxes = register.settings.with_untracked(|settings| settings.as_ref().map(tax_names).unwrap_or_default());
        let group = known.as_ref().and_then(|known| known.group.as_ref()).map(ToString::to_string);
        let limit = known.as_ref().map(|known| known.credit_limit).filter(|limit| !limit.is_zero());
        let limit = limit.map(|limit| register.money_now().plain(limit)).unwrap_or_default();
        Profile {
            group: RwSignal::new(group.unwrap_or_default()),
            shell: shell(),
            register,
            certificate: exempt(|exemption| exemption.reason.clone()),
            credit_limit: RwSignal::new(limit),
            exempt_from: exempt(|exemption| exemption.taxes.join(", ")),
            taxes: StoredValue::new(taxes),
            name: first(|known| &known.name),
            phone: first(|known| &known.phone),
            email: first(|known| &known.email),
            card: first(|known| &known.card),
            known: StoredValue::new(known),
            faults: RwSignal::new(Faults::default()),
            problem: RwSignal::new(String::new()),
            working: RwSignal::new(false),
            edited,
            opened,
        }
    }

    /// What is wrong with a field, in words.
    fn said(self, field: fn(&Faults) -> &Option<Wrong>) -> Signal<String> {
        Signal::derive(move || self.faults.with(|faults| field(faults).as_ref().map(wrong_words).unwrap_or_default()))
    }

    fn typed(self) -> Typed {
        let limit = self.credit_limit.get_untracked();
        let limit = if limit.trim().is_empty() { Some(Amount::ZERO) } else { self.register.money_now().parse(&limit) };
        Typed {
            name: self.name.get_untracked(),
            phone: self.phone.get_untracked(),
            email: self.email.get_untracked(),
            card: self.card.get_untracked(),
            certificate: self.certificate.get_untracked(),
            exempt_from: self.exempt_from.get_untracked(),
            group: self.group.get_untracked(),
            credit_limit: limit.unwrap_or_default(),
            unreadable_limit: limit.is_none(),
        }
    }

    fn save(self) {
        if self.working.get_untracked() {
            return;
        }
        let (id, archived) = match self.known.get_value() {
            Some(known) => (Some(known.id), known.archived),
            None => (self.register.new_customer_id(), false),
        };
        let Some(id) = id else { return self.problem.set(text!(customers::not_saved).to_owned()) };
        let taxes = self.taxes.get_value();
        let judged = self.register.customers.with_untracked(|all| self.typed().profile(id, archived, all, &taxes));
        match judged {
            Ok(customer) => self.write(customer),
            Err(wrong) => {
                self.faults.set(wrong);
                crate::typing::before_next_key(|| crate::browser::focus("dialog[open] [aria-invalid=true]"));
            }
        }
    }

    fn write(self, customer: Customer) {
        self.faults.set(Faults::default());
        self.problem.set(String::new());
        self.working.set(true);
        let id = customer.id.clone();
        spawn_local(async move {
            let saved = self.register.save_customer(self.shell, customer).await;
            let _ = self.working.try_set(false);
            match saved {
                Ok(()) => {
                    self.shell.toasts.good(text!(common::saved));
                    let _ = self.edited.try_set(None);
                    let _ = self.opened.try_set(Some(id));
                }
                Err(FactError::Full) => drop(self.problem.try_set(text!(customers::not_saved_full).to_owned())),
                Err(_) => drop(self.problem.try_set(text!(customers::not_saved).to_owned())),
            }
        });
    }
}

#[component]
fn Form(of: Edited, edited: RwSignal<Option<Edited>>, opened: RwSignal<Option<CustomerId>>) -> impl IntoView {
    let profile = Profile::new(of, edited, opened);
    crate::scanner::on_scan(move |code| {
        profile.card.set(code.to_owned());
        true
    });
    view! {
        <div class="form">
            <Fields profile />
            <p class="refund__problem" role="alert">{move || profile.problem.get()}</p>
            <div class="dialog__actions">
                <Button on_press=move |()| edited.set(None)>{t!(common::cancel)}</Button>
                <Button kind=ButtonKind::Primary disabled=profile.working on_press=move |()| profile.save()>
                    {t!(common::save)}
                </Button>
            </div>
        </div>
    }
}

#[component]
fn Fields(profile: Profile) -> impl IntoView {
    let enter = Callback::new(move |_: String| profile.save());
    view! {
        <Field
            label=label(customers::name)
            value=profile.name
            name="name"
            required=true
            autofocus=true
            error=profile.said(|faults| &faults.name)
            on_enter=enter
        />
        <Field
            label=label(customers::card)
            value=profile.card
            name="card"
            ltr=true
            hint=label(customers::card_hint)
            error=profile.said(|faults| &faults.card)
            on_enter=enter
        />
        <Field
            label=label(customers::phone)
            value=profile.phone
            name="phone"
            kind="tel"
            mode="tel"
            ltr=true
            error=profile.said(|faults| &faults.phone)
            on_enter=enter
        />
        <Field
            label=label(customers::email)
            value=profile.email
            name="email"
            mode="email"
            ltr=true
            error=profile.said(|faults| &faults.email)
            on_enter=enter
        />
        <Terms profile />
        <GroupChoice profile />
    }
}

/// On what terms they buy: what they may owe, and which taxes they need not pay.
#[component]
fn Terms(profile: Profile) -> impl IntoView {
    let enter = Callback::new(move |_: String| profile.save());
    let several = profile.taxes.with_value(|taxes| taxes.len() > 1);
    view! {
        <Field
            label=label(customers::credit_limit)
            value=profile.credit_limit
            name="credit-limit"
            mode="decimal"
            ltr=true
            hint=label(customers::credit_limit_hint)
            error=profile.said(|faults| &faults.credit_limit)
            on_enter=enter
        />
        <Field
            label=label(taxes::certificate)
            value=profile.certificate
            name="certificate"
            hint=label(taxes::certificate_hint)
            error=profile.said(|faults| &faults.certificate)
            on_enter=enter
        />
        <Show when=move || several && profile.certificate.with(|text| !text.trim().is_empty())>
            <Field
                label=label(taxes::only_these)
                value=profile.exempt_from
                name="exempt-from"
                hint=Signal::derive(move || taxes::only_these_hint(lang(), profile.taxes.get_value().join(", ")))
                error=profile.said(|faults| &faults.exempt_from)
                on_enter=enter
            />
        </Show>
    }
}

/// The group whose prices they get, where the shop has groups.
#[component]
fn GroupChoice(profile: Profile) -> impl IntoView {
    let groups = Memo::new(move |_| {
        profile.register.settings.with(|all| all.as_ref().map(|all| all.offers.groups.clone()).unwrap_or_default())
    });
    let options = Signal::derive(move || {
        let none = (String::new(), customers::no_group(lang()).to_owned());
        let groups = groups.get().into_iter().map(|group| (group.id.to_string(), group.name));
        std::iter::once(none).chain(groups).collect::<Vec<_>>()
    });
    view! {
        <Show when=move || !groups.with(Vec::is_empty)>
            <SelectField label=label(customers::group) value=profile.group options name="group" />
        </Show>
    }
}

fn wrong_words(wrong: &Wrong) -> String {
    match wrong {
        Wrong::Missing => customers::name_missing(lang()).to_owned(),
        Wrong::TooLong => customers::too_long(lang(), Customer::TEXT_LIMIT),
        Wrong::Unprintable => customers::unprintable(lang()).to_owned(),
        Wrong::CardTaken(name) => customers::card_taken(lang(), name),
        Wrong::NotAnAmount => customers::not_an_amount(lang()).to_owned(),
        Wrong::NotATax(name) => taxes::not_a_tax(lang(), name),
    }
}
