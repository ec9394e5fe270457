//! Till: the shift that is open, cash beside sales, and the count that closes it.

mod cash;
mod count;
mod open;
mod report;

use crate::i18n::format::Moment;
use crate::i18n::{Text, lang, lang_now, till, words};
use crate::refusals;
use crate::register::{ActError, Register, register};
use crate::shell::Screen;
use crate::shown;
use crate::state::{Shell, shell};
use crate::t;
use crate::ui::{Button, ButtonKind, Dialog, DialogKind, Fact, IconName, keyed};
use evertill_domain::shift::{CashKind, ShiftNumber, ShiftRow};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// How many closed shifts are listed.
const LISTED: usize = 30;

/// What the screen's parts share.
#[derive(Clone, Copy)]
pub struct Till {
    shell: Shell,
    register: Register,
    /// The open shift as it stands.
    row: RwSignal<Option<ShiftRow>>,
    /// Closed shifts, latest first.
    past: RwSignal<Vec<ShiftRow>>,
    /// The movement of cash that is asked about.
    moving: RwSignal<Option<CashKind>>,
    counting: RwSignal<bool>,
    /// The Z-report that is shown.
    shown: RwSignal<Option<ShiftRow>>,
}

impl Till {
    /// Reads the figures anew.
    fn refresh(self) {
        let open = self.register.till.get_untracked().open_shift();
        spawn_local(async move {
            let row = match open {
                Some(shift) => self.register.shift_row(shift).await,
                None => None,
            };
            let _ = self.row.try_set(row);
            let all = self.register.shifts(None, LISTED).await.unwrap_or_default();
            let closed = all.into_iter().filter(|row| row.closed.is_some()).collect();
            let _ = self.past.try_set(closed);
        });
    }

    /// Why something was not done, in words.
    fn said(self, error: &ActError) -> String {
        refusals::act(lang_now(), error, &self.register.money_now())
    }
}

/// The screen at `/till`.
#[component]
pub fn TillScreen() -> impl IntoView {
    let till = Till {
        shell: shell(),
        register: register(),
        row: RwSignal::new(None),
        past: RwSignal::new(Vec::new()),
        moving: RwSignal::new(None),
        counting: RwSignal::new(false),
        shown: RwSignal::new(None),
    };
    // Figures are read when the screen opens and whenever something was appended.
    Effect::new(move || {
        till.register.head.with(|head| head.as_ref().map(|head| head.seq));
        till.refresh();
    });
    let is_open = Memo::new(move |_| till.register.till.get().open);
    view! {
        <Screen title=words(till::title)>
            <Show when=move || is_open.get() fallback=move || view! { <open::OpenShift till /> }>
                <OpenedShift till />
            </Show>
            <PastShifts till />
        </Screen>
        <cash::MoveCash till />
        <count::CountDrawer till />
        <ShownReport till />
    }
}

#[component]
fn OpenedShift(till: Till) -> impl IntoView {
    let moves: [(CashKind, Text, IconName); 5] = [
        (CashKind::PaidIn, till::paid_in, IconName::Plus),
        (CashKind::PaidOut, till::paid_out, IconName::Minus),
        (CashKind::Pickup, till::pickup, IconName::Lock),
        (CashKind::Loan, till::loan, IconName::Cash),
        (CashKind::NoSale, till::no_sale, IconName::Till),
    ];
    let button = move |(kind, name, icon): (CashKind, Text, IconName)| {
        view! {
            <Button icon=icon large=true on_press=move |()| till.moving.set(Some(kind))>
                {crate::i18n::following(name)}
            </Button>
        }
    };
    view! {
        <div class="till">
            <section class="card" aria-labelledby="shift-title">
                <h2 class="card__title" id="shift-title">{move || till::shift(lang(), till.register.till.get().last)}</h2>
                {move || till.row.get().map(|row| view! { <ShiftFacts row /> })}
                <h3 class="part__title">{t!(till::cash_title)}</h3>
                <div class="till__moves">{moves.map(button)}</div>
                <Button kind=ButtonKind::Primary large=true wide=true on_press=move |()| till.counting.set(true)>
                    {t!(till::close_shift)}
                </Button>
            </section>
            <section class="card" aria-labelledby="x-title">
                <h2 class="card__title" id="x-title">{t!(till::x_report)}</h2>
                <p class="soft">{t!(till::x_report_hint)}</p>
                {move || till.row.get().map(|row| view! { <report::Figures row register=till.register /> })}
            </section>
        </div>
    }
}

#[component]
fn ShiftFacts(row: ShiftRow) -> impl IntoView {
    let (time, day) = (row.opened.time, row.opened.business_date);
    view! {
        <dl class="facts">
            <Fact label=words(till::since)>
                <span class="number">{move || shown::clock(time, Moment::DateTime)}</span>
            </Fact>
            <Fact label=words(till::business_date)><span class="number" dir="ltr">{day.to_string()}</span></Fact>
        </dl>
    }
}

#[component]
fn PastShifts(till: Till) -> impl IntoView {
    let row = move |row: ShiftRow| {
        let closed = row.closed.clone();
        let (number, time, sold) =
            (row.opened.shift, closed.map_or(row.opened.time, |closed| closed.time), row.totals.sold);
        view! {
            <li>
                <button type="button" class="choice" on:click=move |_| till.shown.set(Some(row.clone()))>
                    <span class="choice__words">
                        <span>{move || till::z_report(lang(), number)}</span>
                        <span class="soft number">{move || shown::clock(time, Moment::DateTime)}</span>
                    </span>
                    <span class="number">{move || till.register.money().format(sold)}</span>
                </button>
            </li>
        }
    };
    view! {
        <section class="card" aria-labelledby="past-title">
            <h2 class="card__title" id="past-title">{t!(till::past)}</h2>
            <Show
                when=move || !till.past.with(Vec::is_empty)
                fallback=|| view! { <p class="soft">{t!(till::none_past)}</p> }
            >
                <ul class="choice-list">{keyed(move || till.past.get(), |row: &ShiftRow| row.opened.shift, row)}</ul>
            </Show>
        </section>
    }
}

#[component]
fn ShownReport(till: Till) -> impl IntoView {
    let number = move || till.shown.with(|row| row.as_ref().map_or(ShiftNumber(0), |row| row.opened.shift));
    view! {
        <Dialog
            open=Signal::derive(move || till.shown.with(Option::is_some))
            title=Signal::derive(move || till::z_report(lang(), number()))
            kind=DialogKind::Wide
            on_close=move |()| till.shown.set(None)
        >
            {move || till.shown.get().map(|row| view! { <report::ZReport row register=till.register /> })}
        </Dialog>
    }
}
