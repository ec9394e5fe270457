//! Pay: joins the view to the register. Tenders are collected here and become a fact in one commit.

mod back;
mod dialogs;
mod money;
mod notes;

use super::receipt::{PrintButton, ReceiptDocument, remembered_paper};
use super::sales::loaded::customer_of;
use crate::i18n::{errors, lang, lang_now, pay, words};
use crate::money::Money;
use crate::pay::{PaidView, PayCommand, PayModel, PayView, TenderView};
use crate::receipt_model::{Receipt, Surroundings, gift_cards};
use crate::refusals;
use crate::register::{PayError, Register, is_charged, register};
use crate::routes;
use crate::shell::Screen;
use crate::state::{Shell, shell};
use crate::ui::{EmptyState, IconName};
use crate::{t, text};
use dialogs::{Asked, Dialogs};
use evertill_domain::Refusal;
use evertill_domain::basket::Basket;
use evertill_domain::payback::PaidPart;
use evertill_domain::payments::{Payments, Settlement};
use evertill_domain::rights::NotHeld;
use evertill_domain::rows::SaleStatus;
use evertill_domain::tender::Tender;
use evertill_journal::commit::{Committed, Outcome};
use evertill_money::Amount;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What the screen's handlers share.
#[derive(Clone, Copy)]
struct Pay {
    shell: Shell,
    register: Register,
    working: RwSignal<bool>,
    paid: RwSignal<Option<PaidView>>,
    asked: RwSignal<Option<Asked>>,
    /// What the customer's store credit holds.
    credit: RwSignal<Amount>,
    /// Which duplicate the receipt of the sale just paid is.
    copy: RwSignal<Option<u32>>,
    /// By what the goods that come back were paid.
    parts: RwSignal<Vec<PaidPart>>,
    /// What other registers may be spending.
    missing: RwSignal<Option<NotHeld>>,
}

/// The screen at `/pay`.
#[component]
pub fn PayScreen() -> impl IntoView {
    let pay = Pay {
        shell: shell(),
        register: register(),
        working: RwSignal::new(false),
        paid: RwSignal::new(None),
        asked: RwSignal::new(None),
        credit: RwSignal::new(Amount::ZERO),
        copy: RwSignal::new(None),
        parts: RwSignal::new(Vec::new()),
        missing: RwSignal::new(None),
    };
    pay.look_up_credit();
    pay.register.take_what_was_prepaid(pay.shell);
    remembered_paper();
    let model = PayModel {
        due: Signal::derive(move || pay.due()),
        due_in_cash: Signal::derive(move || pay.settlement().map_or(0, |settled| settled.left_in_cash.minor())),
        notes: Signal::derive(move || {
            let notes = pay.register.settings.with(|all| all.as_ref().map(|all| all.notes.clone()).unwrap_or_default());
            notes::worth_offering(pay.settlement().map_or(0, |settled| settled.left_in_cash.minor()), &notes)
        }),
        tenders: Signal::derive(move || {
            let money = pay.register.money();
            let view = |(at, tender): (u64, &Tender)| tender_view(at, tender, &money.format(tender.amount()));
            pay.register.tenders.with(|all| (0..).zip(all).map(view).collect())
        }),
        has_points: Signal::derive(move || pay.points_left() > 0),
        has_credit: Signal::derive(move || pay.credit_left() > 0),
        has_account: Signal::derive(move || pay.trust().is_some()),
        has_foreign: Signal::derive(move || pay.payments(|payments| !payments.currencies.is_empty())),
        has_tips: Signal::derive(move || pay.payments(|payments| !payments.tips.is_empty())),
        working: pay.working.into(),
        paid: pay.paid.into(),
        money: Callback::new(move |minor| pay.register.money().format_minor(minor)),
        on_command: Callback::new(move |command| pay.handle(command)),
    };
    let something = move || {
        let rung = !pay.register.basket.with(Basket::is_empty) || !pay.register.tenders.with(Vec::is_empty);
        pay.paid.with(Option::is_some) || rung
    };
    view! {
        <Show when=something fallback=NothingToPay>
            <PayView
                model
                paper=move || view! { <JustPaid register=pay.register copy=pay.copy /> }
                print=move || view! { <PrintJustPaid register=pay.register copy=pay.copy /> }
            />
        </Show>
        <Dialogs pay />
    }
}

#[component]
fn NothingToPay() -> impl IntoView {
    view! {
        <Screen title=words(pay::title)>
            <EmptyState icon=IconName::Basket title=words(pay::nothing_to_pay) hint=words(pay::nothing_to_pay_hint)>
                <a href="/" class="button button--primary">{t!(pay::back_to_basket)}</a>
            </EmptyState>
        </Screen>
    }
}

/// The receipt of the sale that was just paid, from memory: nothing is read while a customer waits but what is left on
/// gift cards, which follows.
#[component]
fn JustPaid(register: Register, copy: RwSignal<Option<u32>>) -> impl IntoView {
    let balances = RwSignal::new(Vec::new());
    Effect::new(move || {
        let Some(cards) = register.last.with(|last| last.as_ref().map(|last| gift_cards(&last.sale))) else { return };
        spawn_local(async move {
            if let Ok(read) = register.gift_card_balances(cards).await {
                let _ = balances.try_set(read);
            }
        });
    });
    let receipt = Memo::new(move |_| {
        let sale = register.last.get()?.sale;
        let settings = register.settings.get()?;
        let customer = sale.customer.as_ref().and_then(|id| customer_of(register, id));
        let around = Surroundings {
            points_balance: customer.as_ref().map(|(_, points)| *points),
            customer: customer.map(|(profile, _)| profile.name),
            operator: sale.operator.as_ref().map(|id| register.operator_name(id)),
            hash: None,
            copy: copy.get(),
            voided_by: None,
            balances: balances.get(),
        };
        Some(Receipt::new(&sale, SaleStatus::Confirmed, &settings, around))
    });
    move || receipt.get().map(|receipt| view! { <ReceiptDocument receipt=Signal::stored(receipt) /> })
}

/// Prints it: the first time the original.
#[component]
fn PrintJustPaid(register: Register, copy: RwSignal<Option<u32>>) -> impl IntoView {
    let number = register.last.with_untracked(|last| last.as_ref().map(|last| last.sale.receipt));
    number.map(|number| view! { <PrintButton number copy fresh=true valid=true /> })
}

/// What a means of payment is called.
pub fn tender_name(tender: &Tender) -> &'static str {
    match tender {
        Tender::Cash { .. } => pay::cash(lang()),
        Tender::Card { .. } => pay::card(lang()),
        Tender::Coupon { .. } => pay::coupon(lang()),
        Tender::Points { .. } => pay::points(lang()),
        Tender::StoredValue { .. } => pay::store_credit(lang()),
        Tender::GiftCard { .. } => pay::gift_card(lang()),
        Tender::OnAccount { .. } => pay::on_account(lang()),
        Tender::Prepayment { .. } => pay::paid_ahead(lang()),
        Tender::Voucher { .. } => pay::voucher(lang()),
        Tender::ForeignCash { .. } => pay::foreign_cash(lang()),
    }
}

fn tender_view(at: u64, tender: &Tender, amount: &str) -> TenderView {
    let note = match tender {
        Tender::Card { slip, .. } => slip.clone(),
        Tender::Coupon { code, .. } | Tender::Voucher { code, .. } => code.clone(),
        Tender::GiftCard { card, .. } => format!("…{}", card.tail()),
        Tender::ForeignCash { currency, foreign, .. } => Money::of(*currency).format(*foreign),
        Tender::Points { points, .. } => crate::i18n::format::number(*points),
        Tender::Cash { .. } | Tender::StoredValue { .. } | Tender::OnAccount { .. } | Tender::Prepayment { .. } => {
            String::new()
        }
    };
    TenderView { at, name: tender_name(tender).to_owned(), note, amount: amount.to_owned() }
}

impl Pay {
    /// Still to pay, in minor units; zero or less once the tenders cover the sale.
    fn due(self) -> i64 {
        self.settlement().map_or(0, |settled| settled.left.minor())
    }

    /// What basket and tenders come to.
    fn settlement(self) -> Option<Settlement> {
        let due = self.register.priced.with(|priced| priced.due);
        let settle = |payments: &Payments| self.register.tenders.with(|taken| payments.settle(due, taken).ok());
        self.register.settings.with(|settings| settings.as_ref().and_then(|settings| settle(&settings.payments)))
    }

    /// A word about how the shop takes money.
    fn payments(self, ask: fn(&Payments) -> bool) -> bool {
        self.register.settings.with(|settings| settings.as_ref().is_some_and(|settings| ask(&settings.payments)))
    }

    /// What the sale's customer may still owe, beside what is tendered; `None` for whoever may not.
    fn trust(self) -> Option<i64> {
        let customer = self.register.basket.with(|basket| basket.customer().cloned())?;
        let (limit, owed) = self.register.customers.with(|all| {
            let row = all.iter().find(|row| row.profile.as_ref().is_some_and(|profile| profile.id == customer))?;
            Some((row.profile.as_ref()?.credit_limit.minor(), row.owed.minor()))
        })?;
        let tendered: i64 = self.register.tenders.with(|all| {
            all.iter().map(|tender| if let Tender::OnAccount { amount } = tender { amount.minor() } else { 0 }).sum()
        });
        (limit > 0).then_some((limit - owed - tendered).max(0))
    }

    /// Lets the customer owe this much, as far as they may.
    fn take_on_account(self, minor: i64) {
        let most = untrack(|| self.due().min(self.trust().unwrap_or(0)));
        match Amount::new(minor.min(most)) {
            Ok(amount) if amount > Amount::ZERO => self.tender(Tender::OnAccount { amount }),
            _ => self.shell.toasts.bad(text!(pay::nothing_left_to_owe)),
        }
    }

    /// The points that the customer has and that are not tendered yet.
    fn points_left(self) -> i64 {
        let program = self.register.settings.with(|settings| settings.as_ref().and_then(|settings| settings.loyalty));
        let Some(customer) = self.register.basket.with(|basket| basket.customer().cloned()) else { return 0 };
        if program.is_none() {
            return 0;
        }
        let known = self.register.customers.with(|all| {
            all.iter()
                .find(|row| row.profile.as_ref().is_some_and(|profile| profile.id == customer))
                .map_or(0, |row| row.points)
        });
        let tendered: i64 = self.register.tenders.with(|all| {
            all.iter().map(|tender| if let Tender::Points { points, .. } = tender { *points } else { 0 }).sum()
        });
        known - tendered
    }

    /// What is left of the customer's store credit, in minor units, beside what is tendered.
    fn credit_left(self) -> i64 {
        let tendered: i64 = self.register.tenders.with(|all| {
            let spent =
                |tender: &Tender| if let Tender::StoredValue { amount, .. } = tender { amount.minor() } else { 0 };
            all.iter().map(spent).sum()
        });
        self.credit.get().minor() - tendered
    }

    /// Reads what the customer's store credit holds. The deciding transaction reads it again.
    fn look_up_credit(self) {
        let customer = self.register.basket.with_untracked(|basket| basket.customer().cloned());
        let Some(account) = customer.and_then(|customer| self.register.credit_account(&customer)) else { return };
        spawn_local(async move {
            if let Ok(balance) = self.register.stored_value(&account).await {
                // The screen may be gone by now.
                let _ = self.credit.try_set(balance);
            }
        });
    }

    /// Takes as much from the customer's store credit as there is, and no more than is due.
    fn take_credit(self, minor: i64) {
        let most = untrack(|| self.due().min(self.credit_left()));
        let customer = self.register.basket.with_untracked(|basket| basket.customer().cloned());
        let account = customer.and_then(|customer| self.register.credit_account(&customer));
        match (account, Amount::new(minor.min(most))) {
            (Some(account), Ok(amount)) if amount > Amount::ZERO => {
                self.tender(Tender::StoredValue { account, amount });
            }
            _ => self.refused(&Refusal::TenderWrongDirection),
        }
    }

    fn handle(self, command: PayCommand) {
        match command {
            PayCommand::Cash(minor) => {
                if let Ok(amount) = Amount::new(minor) {
                    self.tender(Tender::Cash { amount });
                }
            }
            PayCommand::Card(minor) => self.asked.set(Some(Asked::Card(minor.min(untrack(|| self.due()))))),
            PayCommand::Coupon(minor) => self.asked.set(Some(Asked::Coupon(minor.min(untrack(|| self.due()))))),
            PayCommand::GiftCard(minor) => self.asked.set(Some(Asked::GiftCard(minor.min(untrack(|| self.due()))))),
            PayCommand::Voucher(minor) => self.asked.set(Some(Asked::Voucher(minor.min(untrack(|| self.due()))))),
            PayCommand::Foreign(minor) => self.asked.set(Some(Asked::Foreign(minor))),
            PayCommand::Tip => self.asked.set(Some(Asked::Tip)),
            PayCommand::Account(minor) => self.take_on_account(minor),
            PayCommand::Points(minor) => self.redeem(minor),
            PayCommand::Credit(minor) => self.take_credit(minor),
            PayCommand::Remove(at) => self.take_back(at),
            PayCommand::Complete => self.complete(),
            PayCommand::Back | PayCommand::NextSale => routes::go("/"),
        }
    }

    /// Takes a tender; when it covers what is due, the sale completes.
    fn tender(self, tender: Tender) {
        if self.register.tenders.with_untracked(Vec::len) >= Tender::LIMIT {
            return self.refused(&Refusal::TooManyTenders { limit: Tender::LIMIT });
        }
        self.register.take(self.shell, tender);
        if untrack(|| self.due()) <= 0 {
            self.complete();
        }
    }

    /// Takes a tender back. What a card was charged goes back on the terminal, which only the cashier can do.
    fn take_back(self, at: u64) {
        let taken = usize::try_from(at).ok().and_then(|at| self.register.take_back(self.shell, at));
        if let Some(tender) = taken.filter(is_charged) {
            let amount = self.register.money_now().format(tender.amount());
            self.shell.toasts.bad(text!(pay::reverse_card, amount));
        }
    }

    /// Redeems as many points as `minor` is worth, and no more than the customer has.
    fn redeem(self, minor: i64) {
        let settings = self.register.settings.get_untracked();
        let Some(program) = settings.and_then(|settings| settings.loyalty) else { return };
        let worth = program.point_value.minor().max(1);
        let points = (minor.min(untrack(|| self.due())) / worth).min(untrack(|| self.points_left()));
        if points <= 0 {
            return self.refused(&Refusal::TenderWrongDirection);
        }
        if let Ok(amount) = Amount::new(points * worth) {
            self.tender(Tender::Points { points, amount });
        }
    }

    fn complete(self) {
        if self.working.get_untracked() {
            return;
        }
        let tenders = self.register.tenders.get_untracked();
        let due = untrack(|| self.settlement()).map_or(0, |settled| settled.left_in_cash.minor());
        if tenders.is_empty() && due < 0 {
            return self.give_back();
        }
        self.commit(tenders, false);
    }

    fn commit(self, tenders: Vec<Tender>, unheld: bool) {
        self.working.set(true);
        spawn_local(async move {
            let outcome = self.register.pay(self.shell, tenders, unheld).await;
            self.working.set(false);
            match outcome {
                Ok(committed) => self.decided(&committed),
                Err(error) => self.not_paid(&error),
            }
        });
    }

    fn decided(self, committed: &Committed) {
        match &committed.outcome {
            Outcome::Confirmed => {
                self.shell.toasts.clear();
                let (receipt, change) = (committed.sale.receipt.to_string(), committed.sale.change.minor());
                self.paid.set(Some(PaidView { receipt, change }));
            }
            Outcome::RolledBack { reason, .. } => {
                let name = |sku: &str| self.item_name(sku);
                let why = refusals::rollback(lang_now(), reason, &self.register.money_now(), name);
                self.shell.toasts.bad(format!("{} {why}", pay::rolled_back(lang_now())));
            }
        }
    }

    fn item_name(self, sku: &str) -> Option<String> {
        self.register.catalogue(|items| items.by_sku(sku).map(|item| item.name().to_owned())).flatten()
    }

    fn not_paid(self, error: &PayError) {
        match error {
            PayError::NotReady => self.shell.toasts.notice(text!(errors::not_ready)),
            PayError::Refused(refusal) => self.refused(refusal),
            PayError::Repriced => self.shell.toasts.notice(text!(errors::repriced)),
            PayError::NotHeld(missing) => {
                self.missing.set(Some(missing.clone()));
                self.asked.set(Some(Asked::NotHeld));
            }
            PayError::Full => self.shell.toasts.bad(text!(errors::storage_full_basket_kept)),
            // The page that says so covers the screen.
            PayError::Failed(_) => {}
        }
    }

    fn refused(self, refusal: &Refusal) {
        // A tender that cannot stand is taken back, so that the next step is open again. What a card was charged stands.
        let last = self.register.tenders.with_untracked(|all| all.last().cloned().zip(all.len().checked_sub(1)));
        if let (
            Refusal::ChangeBeyondCash { .. }
            | Refusal::ChangeBeyondLimit { .. }
            | Refusal::ForeignCashMismatch
            | Refusal::PointsMismatch,
            Some((tender, at)),
        ) = (refusal, last)
            && !is_charged(&tender)
        {
            self.register.take_back(self.shell, at);
        }
        self.shell.toasts.bad(refusals::refusal(lang_now(), refusal, &self.register.money_now(), ""));
    }
}
