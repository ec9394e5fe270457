//! Hold: the basket is set aside under a name, and taken up again from a list. Cancelling one asks why.

use super::Sell;
use crate::i18n::format::Moment;
use crate::i18n::{Text, common, hold, lang, lang_now, pay, sell, words};
use crate::refusals;
use crate::register::ActError;
use crate::shown;
use crate::t;
use crate::text;
use crate::ui::{Button, ButtonKind, Dialog, DialogKind, EmptyState, Field, IconName, SelectField, keyed};
use evertill_domain::basket::Basket;
use evertill_domain::suspended::SuspendedSale;
use evertill_domain::tender::Tender;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What is asked about baskets that are set aside.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum HoldAsked {
    /// Under which name.
    Name,
    /// Which of them to take up.
    List,
    /// What goes on a bill of its own.
    Split,
    /// Until when the goods are laid away, and what is paid ahead.
    LayAway,
    /// What is paid ahead for goods that are laid away, or given back.
    Prepayment,
    /// Whether to give the basket up, and why.
    Cancel,
}

/// The dialogs of this file, of which at most one is open.
#[component]
pub fn HoldDialogs(sell: Sell) -> impl IntoView {
    let open = move |wanted| Signal::derive(move || sell.hold_asked.get() == Some(wanted));
    let close = move |()| sell.hold_asked.set(None);
    view! {
        <Dialog open=open(HoldAsked::Name) title=words(hold::hold) on_close=close><AskName sell /></Dialog>
        <Dialog
            open=open(HoldAsked::List)
            title=words(hold::held)
            kind=DialogKind::Sheet
            on_close=close
        >
            <HeldList sell />
        </Dialog>
        <Dialog
            open=open(HoldAsked::Split)
            title=words(hold::split)
            kind=DialogKind::Sheet
            on_close=close
        >
            <super::split::Split sell />
        </Dialog>
        <Dialog open=open(HoldAsked::LayAway) title=words(hold::layaway) on_close=close>
            <super::layaway::AskLayAway sell />
        </Dialog>
        <Dialog open=open(HoldAsked::Prepayment) title=words(pay::paid_ahead) on_close=close>
            <super::layaway::AskPrepayment sell />
        </Dialog>
        <Dialog open=open(HoldAsked::Cancel) title=words(sell::cancel_basket_ask) on_close=close>
            <AskReason sell />
        </Dialog>
    }
}

impl Sell {
    /// Asks for the name, or offers what is set aside where there is nothing to set aside.
    pub(super) fn ask_hold(self) {
        let empty = self.register.basket.with_untracked(Basket::is_empty);
        // What was paid ahead stays with the goods, wherever they are.
        let ahead = |tender: &Tender| matches!(tender, Tender::Prepayment { .. });
        let taken = !self.register.tenders.with_untracked(|all| all.iter().all(ahead));
        match (empty, taken) {
            (true, _) => self.hold_asked.set(Some(HoldAsked::List)),
            (false, true) => self.shell.toasts.bad(text!(hold::tenders_first)),
            (false, false) => self.hold_asked.set(Some(HoldAsked::Name)),
        }
    }

    /// Does what a dialog asked for and closes it, or says in it why not. A second press while it is under way does nothing:
    /// the same basket must not be set aside, split or given up twice.
    pub(super) fn act_once(
        self,
        problem: RwSignal<String>,
        act: impl Future<Output = Result<(), ActError>> + 'static,
        then: impl FnOnce() + 'static,
    ) {
        if self.working.get_untracked() {
            return;
        }
        self.working.set(true);
        spawn_local(async move {
            let done = act.await;
            let _ = self.working.try_set(false);
            match done {
                Ok(()) => {
                    let _ = self.hold_asked.try_set(None);
                    let _ = self.selected.try_set(None);
                    then();
                }
                Err(why) => drop(problem.try_set(self.said(&why))),
            }
        });
    }

    fn said(self, error: &ActError) -> String {
        refusals::act(lang_now(), error, &self.register.money_now())
    }
}

#[component]
fn AskName(sell: Sell) -> impl IntoView {
    let known = sell.register.basket.with_untracked(|basket| basket.name().to_owned());
    let name = RwSignal::new(known);
    let error = RwSignal::new(String::new());
    let done = move || {
        let typed = name.get_untracked();
        // A queue is no reason to think of a name.
        let named = if typed.trim().is_empty() { hold::unnamed(lang_now()).to_owned() } else { typed };
        let told = text!(hold::is_held, &named);
        let held = async move { sell.register.hold(sell.shell, &named).await };
        sell.act_once(error, held, move || sell.shell.toasts.good(told));
    };
    view! {
        <Field
            label=words(hold::name)
            value=name
            hint=words(hold::name_hint)
            error
            autofocus=true
            on_enter=move |_| done()
        />
        <div class="dialog__actions">
            <Button on_press=move |()| sell.hold_asked.set(Some(HoldAsked::List))>{t!(hold::held)}</Button>
            <Button kind=ButtonKind::Primary large=true on_press=move |()| done()>{t!(hold::hold)}</Button>
        </div>
    }
}

#[component]
fn HeldList(sell: Sell) -> impl IntoView {
    let others = Memo::new(move |_| {
        let here = sell.register.basket.with(|basket| basket.resumed().to_vec());
        sell.register.held.with(|all| all.iter().filter(|held| !here.contains(&held.id)).cloned().collect::<Vec<_>>())
    });
    let problem = RwSignal::new(String::new());
    let merges = move || sell.register.is_rung();
    let held = move |held: SuspendedSale| {
        let laid_away = held.is_laid_away().then(|| super::layaway::LaidAway::of(sell, &held));
        let (id, name, total, time) = (held.id, held.name, held.total, held.time);
        let lines = i64::try_from(held.basket.lines().len()).unwrap_or(i64::MAX);
        let resume = move |_| {
            sell.act_once(problem, sell.register.resume(sell.shell, id.clone()), || ());
        };
        view! {
            <li>
                <button type="button" class="choice" on:click=resume>
                    <span class="choice__words">
                        <bdi>{name}</bdi>
                        <span class="soft number">
                            {move || format!("{} · {}", shown::clock(time, Moment::Time), common::lines(lang(), lines))}
                        </span>
                    </span>
                    <span class="number">{move || sell.register.money().format(total)}</span>
                </button>
                {laid_away.map(super::layaway::LaidAway::view)}
            </li>
        }
    };
    view! {
        <Show
            when=move || !others.with(Vec::is_empty)
            fallback=|| view! { <EmptyState icon=IconName::Hold title=words(hold::none) hint=words(hold::none_hint) /> }
        >
            <p class="soft">{move || if merges() { hold::merge_hint(lang()) } else { hold::resume_hint(lang()) }}</p>
            <ul class="choice-list">{keyed(move || others.get(), |held: &SuspendedSale| held.id.clone(), held)}</ul>
        </Show>
        <p class="refund__problem" role="alert">{move || problem.get()}</p>
    }
}

/// Why a basket is given up.
const REASONS: [Text; 4] = [hold::reason_changed, hold::reason_wrong, hold::reason_cannot_pay, hold::reason_mistake];

#[component]
fn AskReason(sell: Sell) -> impl IntoView {
    let register = sell.register;
    let reason = RwSignal::new("0".to_owned());
    let problem = RwSignal::new(String::new());
    let options = Signal::derive(|| {
        REASONS.iter().enumerate().map(|(at, words)| (at.to_string(), words(lang()).to_owned())).collect::<Vec<_>>()
    });
    let consequence = move || {
        let hint = sell::cancel_basket_hint(lang());
        match register.charged() {
            0 => hint.to_owned(),
            charged => format!("{hint} {}", pay::reverse_card(lang(), register.money().format_minor(charged))),
        }
    };
    let cancel = move |()| {
        let at = reason.with_untracked(|at| at.parse::<usize>().unwrap_or(0));
        let words = REASONS.get(at).copied().unwrap_or(hold::reason_changed);
        let charged = untrack(|| register.charged());
        let cancelled = register.cancel_basket(sell.shell, words(lang_now()).to_owned());
        sell.act_once(problem, cancelled, move || {
            if charged > 0 {
                sell.shell.toasts.bad(text!(pay::reverse_card, register.money_now().format_minor(charged)));
            }
        });
    };
    view! {
        <p class="dialog__text">{consequence}</p>
        <SelectField label=words(hold::reason) value=reason options />
        <p class="refund__problem" role="alert">{move || problem.get()}</p>
        <div class="dialog__actions">
            <Button autofocus=true on_press=move |()| sell.hold_asked.set(None)>{t!(sell::keep_basket)}</Button>
            <Button kind=ButtonKind::Danger on_press=cancel>{t!(sell::cancel_basket)}</Button>
        </div>
    }
}
