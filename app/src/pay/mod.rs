//! The view of Pay: what is due, tenders, the keypad; then, once paid, the change. It draws a [`PayModel`] and sends
//! [`PayCommand`]s.

mod model;

pub use model::{PaidView, PayCommand, PayModel, TenderView};

use crate::i18n::{Text, lang, pay, words};
use crate::keys::{self, Action};
use crate::t;
use crate::ui::{AmountEntry, AmountInput, Button, ButtonKind, Icon, IconButton, IconName, Keypad, Loading, keyed};
use leptos::prelude::*;

/// The whole of Pay.
#[component]
pub fn PayView(
    /// What it draws.
    model: PayModel,
    /// The receipt of the sale that was just paid.
    #[prop(into)]
    paper: ViewFn,
    /// The button that prints it.
    #[prop(into)]
    print: ViewFn,
) -> impl IntoView {
    let entry = RwSignal::new(AmountEntry::default());
    answer_keys(model, entry);
    view! {
        <section class="pay" aria-labelledby="pay-title">
            <h1 class="visually-hidden" id="pay-title">{t!(pay::title)}</h1>
            {move || match model.paid.get() {
                Some(paid) => view! { <Paid model paid paper=paper.clone() print=print.clone() /> }.into_any(),
                None if model.working.get() => view! { <Working /> }.into_any(),
                None => view! { <Due model entry /> }.into_any(),
            }}
        </section>
    }
}

/// What is due and how it is paid on one side, the amount and the one next step on the other.
#[component]
fn Due(model: PayModel, entry: RwSignal<AmountEntry>) -> impl IntoView {
    view! {
        <div class="pay__column">
            <AmountDue model />
            <Means model />
            <Tenders model />
        </div>
        <div class="pay__column">
            <AmountInput
                label=words(pay::amount_tendered)
                entry
                money=model.money
                placeholder=Signal::derive(move || model.due_in_cash.get().max(0))
            />
            <Keypad on_key=move |key| entry.update(|entry| *entry = entry.after(key)) />
            <NextStep model entry />
            <Button
                kind=ButtonKind::Quiet
                icon=IconName::Back
                action=Action::Back
                on_press=move |()| model.send(PayCommand::Back)
            >
                {t!(pay::back_to_basket)}
            </Button>
        </div>
    }
}

fn is_settled(model: PayModel) -> bool {
    model.due.get() <= 0
}

#[component]
fn AmountDue(model: PayModel) -> impl IntoView {
    view! {
        <div class="pay__due" aria-live="polite">
            <span class="pay__due-label">
                {move || if is_settled(model) { pay::change(lang()) } else { pay::still_to_pay(lang()) }}
            </span>
            <span class="pay__due-amount number">{move || model.money.run(model.due.get().abs())}</span>
            <Show when=move || !is_settled(model) && model.due.get() != model.due_in_cash.get()>
                <span class="soft number">{move || pay::in_cash(lang(), model.money.run(model.due_in_cash.get()))}</span>
            </Show>
        </div>
    }
}

#[component]
fn Means(model: PayModel) -> impl IntoView {
    let settled = Signal::derive(move || is_settled(model));
    let tender = move |action: Action, icon: IconName, text: Text| {
        view! {
            <Button icon action large=true disabled=settled on_press=move |()| { keys::perform(action); }>
                {t!(text)}
            </Button>
        }
    };
    let note = move |(at, note)| {
        view! {
            <Button
                large=true
                action=Action::Note(at)
                disabled=settled
                on_press=move |()| model.send(PayCommand::Cash(note))
            >
                <span class="number">{move || model.money.run(note)}</span>
            </Button>
        }
    };
    view! {
        <div class="pay__notes" role="group" aria-label=t!(pay::quick_notes)>
            {keyed(move || numbered(model.notes.get()), |note| *note, note)}
        </div>
        <div class="pay__means" role="group" aria-label=t!(pay::tenders)>
            {tender(Action::Cash, IconName::Cash, pay::cash)}
            {tender(Action::Card, IconName::Card, pay::card)}
            {tender(Action::GiftCard, IconName::Gift, pay::gift_card)}
            <Show when=move || model.has_account.get()>
                {tender(Action::Account, IconName::Customers, pay::on_account)}
            </Show>
            <Show when=move || model.has_foreign.get()>
                {tender(Action::Foreign, IconName::Cash, pay::foreign_cash)}
            </Show>
            {tender(Action::Coupon, IconName::Coupon, pay::coupon)}
            {tender(Action::Voucher, IconName::Coupon, pay::voucher)}
            <Show when=move || model.has_points.get()>{tender(Action::Points, IconName::Points, pay::points)}</Show>
            <Show when=move || model.has_credit.get()>{tender(Action::Credit, IconName::Customers, pay::store_credit)}</Show>
            <Show when=move || model.has_tips.get()>{tender(Action::Tip, IconName::Plus, pay::tip)}</Show>
        </div>
    }
}

/// The one obvious next step: take what was typed, or the exact amount, or complete.
#[component]
fn NextStep(model: PayModel, entry: RwSignal<AmountEntry>) -> impl IntoView {
    let words = move || {
        if is_settled(model) {
            pay::complete(lang()).to_owned()
        } else if entry.get().minor().is_some() {
            pay::take_amount(lang()).to_owned()
        } else {
            pay::exact_amount(lang(), model.money.run(model.due_in_cash.get()))
        }
    };
    view! {
        <Button
            kind=ButtonKind::Primary
            large=true
            wide=true
            action=Action::Complete
            on_press=move |()| { keys::perform(Action::Complete); }
        >
            {words}
        </Button>
    }
}

#[component]
fn Tenders(model: PayModel) -> impl IntoView {
    let tender = move |tender: TenderView| {
        view! {
            <li class="pay__tender">
                <span>{tender.name} " " <span class="soft">{tender.note}</span></span>
                <span class="number">{tender.amount}</span>
                <IconButton
                    icon=IconName::Close
                    label=words(pay::remove_tender)
                    on_press=move |()| model.send(PayCommand::Remove(tender.at))
                />
            </li>
        }
    };
    view! {
        <ul class="pay__tenders" aria-label=t!(pay::tenders)>
            {keyed(move || model.tenders.get(), TenderView::clone, tender)}
        </ul>
    }
}

#[component]
fn Working() -> impl IntoView {
    view! {
        <div class="pay__column">
            <p class="pay__due-label" role="status">{t!(pay::completing)}</p>
            <Loading rows=3 />
        </div>
    }
}

#[component]
fn Paid(model: PayModel, paid: PaidView, paper: ViewFn, print: ViewFn) -> impl IntoView {
    let change = paid.change;
    view! {
        <div class="pay__column">
            <div class="paid no-print" role="status">
                <Icon name=IconName::Check />
                <p class="pay__due-label">{t!(pay::paid)}</p>
                <p class="paid__change number">
                    {move || if change > 0 {
                        pay::give_change(lang(), model.money.run(change))
                    } else {
                        pay::no_change(lang()).to_owned()
                    }}
                </p>
                <p>{move || crate::i18n::receipt::number(lang(), &paid.receipt)}</p>
            </div>
            <div class="receipt__paper" tabindex="0" role="region" aria-label=t!(crate::i18n::receipt::title)>
                {paper.run()}
            </div>
        </div>
        <div class="pay__column pay__column--next no-print">
            <Button
                kind=ButtonKind::Primary
                large=true
                wide=true
                action=Action::NextSale
                on_press=move |()| model.send(PayCommand::NextSale)
            >
                {t!(pay::next_sale)}
            </Button>
            {print.run()}
        </div>
    }
}

fn answer_keys(model: PayModel, entry: RwSignal<AmountEntry>) {
    keys::on_action(move |action| {
        // While the journal is being written, no key may begin anything.
        if model.working.get_untracked() {
            return true;
        }
        let paid = model.paid.with_untracked(Option::is_some);
        let due = model.due.get_untracked();
        let typed = entry.get_untracked().minor();
        let part = typed.unwrap_or(due);
        let command = match action {
            Action::NextSale | Action::Back | Action::Sell if paid => PayCommand::NextSale,
            _ if paid => return false,
            Action::Complete if due <= 0 => PayCommand::Complete,
            Action::Complete | Action::Cash if due > 0 => {
                PayCommand::Cash(typed.unwrap_or_else(|| model.due_in_cash.get_untracked()))
            }
            Action::GiftCard if due > 0 => PayCommand::GiftCard(part),
            Action::Voucher if due > 0 => PayCommand::Voucher(part),
            Action::Account if due > 0 && model.has_account.get_untracked() => PayCommand::Account(part),
            Action::Foreign if due > 0 && model.has_foreign.get_untracked() => PayCommand::Foreign(part),
            Action::Tip if due > 0 && model.has_tips.get_untracked() => PayCommand::Tip,
            Action::Card if due > 0 => PayCommand::Card(part),
            Action::Coupon if due > 0 => PayCommand::Coupon(part),
            Action::Points if due > 0 && model.has_points.get_untracked() => PayCommand::Points(part),
            Action::Credit if due > 0 && model.has_credit.get_untracked() => PayCommand::Credit(part),
            Action::RemoveTender => match model.tenders.with_untracked(|all| all.last().map(|tender| tender.at)) {
                Some(at) => PayCommand::Remove(at),
                None => return true,
            },
            Action::Note(n) => match numbered(model.notes.get_untracked()).into_iter().find(|(at, _)| *at == n) {
                Some((_, note)) if due > 0 => PayCommand::Cash(note),
                _ => return true,
            },
            Action::Back => PayCommand::Back,
            _ => return false,
        };
        entry.set(AmountEntry::default());
        model.send(command);
        true
    });
}

/// Notes with the digit that presses them.
fn numbered(notes: Vec<i64>) -> Vec<(u8, i64)> {
    (1..=9).zip(notes).collect()
}
