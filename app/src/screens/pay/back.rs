//! Money that goes back when goods are exchanged: as it was paid. Where all of it is cash nothing is asked.

use super::Pay;
use super::dialogs::Asked;
use crate::i18n::{common, lang, lang_now, payback as words};
use crate::refusals;
use crate::screens::payback::{PayBack, PayBackChoice, is_plain};
use crate::t;
use crate::ui::{Button, ButtonKind};
use evertill_domain::tender::Tender;
use evertill_money::Amount;
use leptos::prelude::*;
use leptos::task::spawn_local;

impl Pay {
    /// Finds out by what the goods that come back were paid, and gives back what is due; or asks how, where that takes more
    /// than opening the drawer.
    pub fn give_back(self) {
        self.working.set(true);
        spawn_local(async move {
            let parts = self.register.paid_parts().await;
            // The screen may be gone by now.
            if self.working.try_set(false).is_some() {
                return;
            }
            let customer = self.register.basket.with_untracked(|basket| basket.customer().cloned());
            let settled = untrack(|| self.settlement());
            let (due, cash) = settled.map_or_else(Default::default, |settled| (settled.due, settled.left_in_cash));
            if is_plain(self.register, &parts, customer.as_ref(), due.negated()) {
                return self
                    .commit(if cash.is_zero() { Vec::new() } else { vec![Tender::Cash { amount: cash }] }, false);
            }
            self.parts.set(parts);
            self.asked.set(Some(Asked::Back));
        });
    }

    fn pay_back(self) -> PayBack {
        let amount = Signal::derive(move || {
            let due = self.settlement().map_or(Amount::ZERO, |settled| settled.due);
            due.negated()
        });
        let customer = self.register.basket.with_untracked(|basket| basket.customer().cloned());
        PayBack::new(self.register, self.parts.get_untracked(), customer, amount)
    }
}

/// Asks how the money goes back, where not all of it is cash.
#[component]
pub fn AskBack(pay: Pay) -> impl IntoView {
    let back = pay.pay_back();
    let problem = RwSignal::new(String::new());
    let done = move || match back.tenders() {
        Ok(tenders) => {
            pay.asked.set(None);
            pay.commit(tenders, false);
        }
        Err(no) => problem.set(refusals::refusal(lang_now(), &no, &pay.register.money_now(), "")),
    };
    let amount = move || pay.settlement().map_or(Amount::ZERO, |settled| settled.due.negated());
    view! {
        <PayBackChoice back />
        <p class="field__note" role="alert">{move || problem.get()}</p>
        <div class="dialog__actions">
            <Button on_press=move |()| pay.asked.set(None)>{t!(common::cancel)}</Button>
            <Button kind=ButtonKind::Primary large=true autofocus=true on_press=move |()| done()>
                <span class="number">{move || words::give_back(lang(), pay.register.money().format(amount()))}</span>
            </Button>
        </div>
    }
}
