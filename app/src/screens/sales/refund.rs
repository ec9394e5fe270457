//! The refund sheet: which lines come back, how much of each, and how the money goes back.

mod line;

use super::loaded::{LoadedSale, customer_of};
use super::refund_model::{Choice, Worked, choices, work_out};
use super::wording;
use crate::i18n::words as label;
use crate::i18n::{errors, lang, lang_now, pay, sales};
use crate::keys::{self, Action};
use crate::refusals;
use crate::register::{PayError, Register, register};
use crate::routes;
use crate::state::{Shell, shell};
use crate::ui::{Button, ButtonKind, Dialog, DialogKind, Field, IconName, Segmented};
use crate::{browser, t, text};
use evertill_domain::Refusal;
use evertill_domain::basket::BasketCommand;
use evertill_domain::ids::{CustomerId, ReceiptNumber};
use evertill_domain::sale::SaleLine;
use evertill_domain::tender::Tender;
use evertill_journal::commit::Outcome;
use leptos::prelude::*;
use leptos::task::spawn_local;
use line::Line;

/// How money goes back.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Back {
    Cash,
    Card,
    Credit,
}

/// What the parts of the sheet share.
#[derive(Clone, Copy)]
struct Refund {
    shell: Shell,
    register: Register,
    loaded: StoredValue<LoadedSale>,
    choices: RwSignal<Vec<Choice>>,
    worked: Memo<Result<Worked, Refusal>>,
    back: RwSignal<Back>,
    slip: RwSignal<String>,
    problem: RwSignal<String>,
    working: RwSignal<bool>,
    fail: Callback<String>,
}

/// The sheet. A refund that is committed leads to its receipt; one that is rolled back closes the sheet, says why in
/// `trouble` and has the sale read `again`.
#[component]
pub fn RefundSheet(
    open: RwSignal<bool>,
    loaded: LoadedSale,
    again: RwSignal<u32>,
    trouble: RwSignal<Option<String>>,
) -> impl IntoView {
    let number = loaded.sale.receipt;
    let loaded = StoredValue::new(loaded);
    let fail = Callback::new(move |why: String| {
        open.set(false);
        trouble.set(Some(why));
        again.update(|n| *n = n.wrapping_add(1));
    });
    view! {
        <Dialog
            open
            kind=DialogKind::Wide
            title=Signal::derive(move || sales::refund_title(lang(), number))
            on_close=move |()| open.set(false)
        >
            <Form loaded fail />
        </Dialog>
    }
}

#[component]
fn Form(loaded: StoredValue<LoadedSale>, fail: Callback<String>) -> impl IntoView {
    let chosen = RwSignal::new(loaded.with_value(|loaded| choices(&loaded.sale, &loaded.sold)));
    let register = register();
    let worked = Memo::new(move |_| {
        let work = |loaded: &LoadedSale| {
            chosen.with(|chosen| register.by_rules(|rules| work_out(&loaded.sale, &loaded.sold, chosen, rules)))
        };
        loaded.with_value(work)
    });
    let refund = Refund {
        shell: shell(),
        register,
        loaded,
        choices: chosen,
        worked,
        back: RwSignal::new(Back::Cash),
        slip: RwSignal::new(String::new()),
        problem: RwSignal::new(String::new()),
        working: RwSignal::new(false),
        fail,
    };
    keys::on_action(move |action| {
        let asked = action == Action::Pay;
        if asked {
            refund.complete();
        }
        asked
    });
    let numbers: Vec<u16> = chosen.with_untracked(|all| all.iter().map(|choice| choice.no).collect());
    view! {
        <div class="refund__head">
            <p class="dialog__text">{t!(sales::refund_choose)}</p>
            <div class="refund__quick">
                <Button on_press=move |()| refund.choose_all(false)>{t!(sales::refund_none)}</Button>
                <Button autofocus=true on_press=move |()| refund.choose_all(true)>{t!(sales::refund_all)}</Button>
            </div>
        </div>
        <ul class="refund__lines">{numbers.into_iter().map(|no| view! { <Line refund no /> }).collect_view()}</ul>
        <div class="refund__sum" role="status">
            <span>{t!(sales::amount_back)}</span>
            <span class="refund__amount number">{move || refund.amount_words()}</span>
        </div>
        <Means refund />
        <Actions refund />
    }
}

/// What completes the sheet, in sight however long the list of lines is.
#[component]
fn Actions(refund: Refund) -> impl IntoView {
    view! {
        <div class="refund__foot">
        <p class="refund__problem" role="alert">{move || refund.problem_words()}</p>
        <div class="dialog__actions">
            <Button
                kind=ButtonKind::Quiet
                icon=IconName::Basket
                disabled=Signal::derive(move || refund.is_barred())
                on_press=move |()| refund.exchange()
            >
                {t!(sales::exchange)}
            </Button>
            <Button
                kind=ButtonKind::Primary
                large=true
                action=Action::Pay
                disabled=Signal::derive(move || refund.is_barred())
                on_press=move |()| refund.complete()
            >
                <span class="number">{move || sales::refund_amount(lang(), refund.amount_words())}</span>
            </Button>
        </div>
        </div>
    }
}

#[component]
fn Means(refund: Refund) -> impl IntoView {
    let customer = refund.loaded.with_value(|loaded| loaded.sale.customer.clone());
    let has_customer = customer.is_some();
    let options = Signal::derive(move || {
        let mut options = vec![(Back::Cash, pay::cash(lang()).to_owned()), (Back::Card, pay::card(lang()).to_owned())];
        if has_customer {
            options.push((Back::Credit, sales::store_credit(lang()).to_owned()));
        }
        options
    });
    let register = refund.register;
    let owner = move || {
        let customer = customer.as_ref()?;
        Some(customer_of(register, customer).map_or_else(|| customer.to_string(), |(profile, _)| profile.name))
    };
    view! {
        <Segmented
            label=label(sales::refund_by)
            options
            value=refund.back
            on_choose=move |back| {
                refund.problem.set(String::new());
                refund.back.set(back);
                request_animation_frame(show_what_is_asked);
            }
        />
        {move || match refund.back.get() {
            Back::Cash => ().into_any(),
            Back::Card => view! {
                <Field
                    label=label(pay::slip_reference)
                    value=refund.slip
                    hint=Signal::derive(move || sales::card_steps(lang(), refund.amount_words()))
                    name="slip"
                    required=true
                    ltr=true
                />
            }
            .into_any(),
            Back::Credit => view! {
                <p class="soft">{owner().map(|name| sales::credit_to(lang(), name))}</p>
            }
            .into_any(),
        }}
    }
}

/// Scrolls to what the chosen means asks for, which a low screen keeps below the edge. The focus stays with the choice.
fn show_what_is_asked() {
    let field = browser::document().and_then(|document| document.query_selector("dialog[open] [name=slip]").ok()?);
    if let Some(field) = field {
        field.scroll_into_view_with_bool(false);
    }
}

impl Refund {
    fn choose_all(self, all: bool) {
        self.problem.set(String::new());
        self.choices.update(|choices| {
            choices.iter_mut().for_each(|choice| if all { choice.take_all() } else { choice.take_none() });
        });
    }

    fn change(self, no: u16, by: impl Fn(&mut Choice)) {
        self.problem.set(String::new());
        self.choices.update(|all| all.iter_mut().filter(|choice| choice.no == no).for_each(by));
    }

    fn amount_words(self) -> String {
        let amount = self.worked.with(|worked| worked.as_ref().map(|worked| worked.amount).unwrap_or_default());
        self.register.money().format(amount)
    }

    /// What stands in the way, in words: the last attempt's problem, or that of the quantities.
    fn problem_words(self) -> String {
        let refused = self.worked.with(|worked| worked.as_ref().err().cloned());
        refused.map_or_else(|| self.problem.get(), |no| refusals::refusal(lang(), &no, &self.register.money(), ""))
    }

    fn is_barred(self) -> bool {
        self.working.get() || self.worked.with(|worked| worked.as_ref().map_or(true, |worked| worked.lines.is_empty()))
    }

    /// The lines, or nothing and a word about it.
    fn chosen_lines(self) -> Option<Worked> {
        let worked = self.worked.get_untracked().ok()?;
        if worked.lines.is_empty() {
            self.problem.set(text!(errors::refund_nothing).to_owned());
            return None;
        }
        Some(worked)
    }

    fn tenders(self, worked: &Worked) -> Vec<Tender> {
        let amount = worked.amount.negated();
        if amount.is_zero() {
            return Vec::new();
        }
        let account = self.loaded.with_value(|loaded| {
            loaded.sale.customer.as_ref().and_then(|customer| self.register.credit_account(customer))
        });
        match (self.back.get_untracked(), account) {
            (Back::Card, _) => vec![Tender::Card { amount, slip: self.slip.get_untracked().trim().to_owned() }],
            (Back::Credit, Some(account)) => vec![Tender::StoredValue { account, amount }],
            // Cash goes back in coins that exist.
            (Back::Cash | Back::Credit, _) => {
                let coins = self.register.settings.with_untracked(|settings| {
                    settings.as_ref().and_then(|settings| settings.payments.in_coins(amount).ok())
                });
                let amount = coins.unwrap_or(amount);
                if amount.is_zero() { Vec::new() } else { vec![Tender::Cash { amount }] }
            }
        }
    }

    fn complete(self) {
        if self.working.get_untracked() {
            return;
        }
        let Some(worked) = self.chosen_lines() else { return };
        let tenders = self.tenders(&worked);
        let customer = self.loaded.with_value(|loaded| loaded.sale.customer.clone());
        self.working.set(true);
        self.problem.set(String::new());
        spawn_local(async move {
            let done = self.register.refund(self.shell, worked.lines, customer, tenders).await;
            let _ = self.working.try_set(false);
            match done {
                Ok(committed) => match committed.outcome {
                    Outcome::Confirmed => self.show(committed.sale.receipt),
                    Outcome::RolledBack { reason, .. } => {
                        let _ = self.fail.try_run(untrack(|| wording::why(self.register, &reason)));
                    }
                },
                Err(error) => drop(self.problem.try_set(self.trouble(&error))),
            }
        });
    }

    fn show(self, receipt: ReceiptNumber) {
        // Whoever has left the sheet in the meantime is not led away from where they are.
        if self.problem.try_get_untracked().is_some() {
            routes::go(&format!("/receipt/{receipt}"));
        }
    }

    fn trouble(self, error: &PayError) -> String {
        match error {
            PayError::NotReady | PayError::Repriced => text!(sales::refund_busy).to_owned(),
            PayError::Refused(no) => refusals::refusal(lang_now(), no, &self.register.money_now(), ""),
            PayError::Full => text!(sales::refund_full).to_owned(),
            PayError::Failed(_) => text!(sales::refund_failed).to_owned(),
        }
    }

    /// Puts what comes back into the basket, beside what the customer takes instead.
    fn exchange(self) {
        let Some(worked) = self.chosen_lines() else { return };
        let customer = self.loaded.with_value(|loaded| loaded.sale.customer.clone());
        match into_basket(self.shell, self.register, worked.lines, customer) {
            Ok(()) => {
                self.shell.toasts.good(text!(sales::exchanged));
                routes::go("/");
            }
            Err(why) => self.problem.set(why),
        }
    }
}

/// Adds returns to the basket on Sell, all of them or none.
fn into_basket(
    shell: Shell,
    register: Register,
    lines: Vec<SaleLine>,
    customer: Option<CustomerId>,
) -> Result<(), String> {
    let before = register.basket.with_untracked(|basket| (basket.customer().cloned(), basket.returns().len()));
    let exemption = register.basket.with_untracked(|basket| basket.exemption().cloned());
    if before.0.is_some() && customer.is_some() && before.0 != customer {
        return Err(text!(sales::other_customer).to_owned());
    }
    let add = || -> Result<(), Refusal> {
        if before.0.is_none() && customer.is_some() {
            register.set_customer(shell, customer.clone())?;
        }
        lines.into_iter().try_for_each(|line| register.change(shell, BasketCommand::AddReturn(Box::new(line))))
    };
    add().map_err(|no| {
        // What was added before the refusal goes out again, the last first.
        let added = register.basket.with_untracked(|basket| basket.returns().len());
        (before.1..added).rev().for_each(|at| drop(register.change(shell, BasketCommand::VoidReturn(at))));
        let _ = register.change(shell, BasketCommand::SetCustomer(before.0.clone().map(|who| register.buyer(who))));
        let _ = register.change(shell, BasketCommand::SetExemption(exemption.clone()));
        refusals::refusal(lang_now(), &no, &register.money_now(), "")
    })
}
