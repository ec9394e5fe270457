//! The refund sheet: which lines come back, how much of each, and how the money goes back.

mod line;

use super::loaded::LoadedSale;
use super::refund_model::{Choice, Worked, choices, work_out};
use super::wording;
use crate::i18n::{errors, lang, lang_now, returns, sales, words};
use crate::keys::{self, Action};
use crate::refusals;
use crate::register::{PayError, Register, register};
use crate::routes;
use crate::screens::payback::{PayBack, PayBackChoice};
use crate::state::{Shell, shell};
use crate::ui::{Button, ButtonKind, Dialog, DialogKind, Field, IconName, Segmented};
use crate::{t, text};
use evertill_domain::Refusal;
use evertill_domain::basket::BasketCommand;
use evertill_domain::ids::{CustomerId, ReceiptNumber};
use evertill_domain::refund::with_reason;
use evertill_domain::sale::SaleLine;
use evertill_journal::commit::Outcome;
use leptos::prelude::*;
use leptos::task::spawn_local;
use line::Line;

/// What the parts of the sheet share.
#[derive(Clone, Copy)]
struct Refund {
    shell: Shell,
    register: Register,
    loaded: StoredValue<LoadedSale>,
    choices: RwSignal<Vec<Choice>>,
    worked: Memo<Result<Worked, Refusal>>,
    back: PayBack,
    reason: RwSignal<String>,
    damaged: RwSignal<bool>,
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
    let amount = Signal::derive(move || worked.with(|worked| worked.as_ref().map(|it| it.amount).unwrap_or_default()));
    let (parts, customer) = loaded.with_value(|loaded| (loaded.paid_parts(), loaded.sale.customer.clone()));
    let refund = Refund {
        shell: shell(),
        register,
        loaded,
        choices: chosen,
        worked,
        back: PayBack::new(register, parts, customer, amount),
        reason: RwSignal::new(String::new()),
        damaged: RwSignal::new(false),
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
        <PayBackChoice back=refund.back />
        <Condition refund />
        <Actions refund />
    }
}

/// Whether what comes back can be sold again, and why it comes back.
#[component]
fn Condition(refund: Refund) -> impl IntoView {
    let options =
        Signal::derive(|| vec![(false, returns::fine(lang()).to_owned()), (true, returns::damaged(lang()).to_owned())]);
    view! {
        <Segmented
            label=words(returns::condition)
            options
            value=refund.damaged
            on_choose=move |damaged| refund.damaged.set(damaged)
        />
        <Field label=words(returns::reason) value=refund.reason />
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
        let (reason, damaged) = (self.reason.get_untracked(), self.damaged.get_untracked());
        let lines = worked.lines.into_iter().map(|line| with_reason(line, &reason, damaged)).collect();
        Some(Worked { lines, ..worked })
    }

    fn complete(self) {
        if self.working.get_untracked() {
            return;
        }
        let Some(worked) = self.chosen_lines() else { return };
        let tenders = match self.back.tenders() {
            Ok(tenders) => tenders,
            Err(no) => return self.problem.set(refusals::refusal(lang_now(), &no, &self.register.money_now(), "")),
        };
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
            PayError::NotHeld(missing) => refusals::not_held(lang_now(), missing, &|_| None),
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
