//! Sales: finding one again, looking at it, giving goods back.

mod audit;
mod finder;
mod list_model;
pub mod loaded;
mod post_void;
pub mod prices;
mod refund;
mod refund_model;
mod sale;
mod tip;
mod wording;

pub use list_model::{ListRow, ListedSale, State, receipt_number, state_of};
pub use sale::SaleScreen;
pub use wording::state_words;

use crate::i18n::format::Moment;
use crate::i18n::words as label;
use crate::i18n::{Text, common, lang, sales};
use crate::register::{Register, register};
use crate::routes;
use crate::shell::Screen;
use crate::state::Shell;
use crate::ui::{
    Badge, Button, ButtonKind, Column, EmptyState, ErrorState, IconName, Loading, SearchField, VirtualTable,
};
use crate::{browser, shown, t, text};
use evertill_domain::clock::LocalTime;
use evertill_domain::ids::ReceiptNumber;
use finder::Finder;
use leptos::prelude::*;
use leptos::task::spawn_local;
use loaded::customer_of;

/// Columns of the list.
const COLUMNS: &[Column] = &[
    Column::text(sales::receipt_number as Text, "minmax(2.5rem, 1fr)"),
    Column::text(sales::when, "minmax(5rem, 1.2fr)"),
    Column::text(sales::customer, "minmax(8rem, 2fr)").wide_only(),
    Column::text(sales::state, "minmax(5rem, 1.8fr)"),
    Column::number(sales::total, "minmax(5rem, 1.2fr)"),
];

/// The screen at `/sales`.
#[component]
pub fn SalesScreen() -> impl IntoView {
    let (shell, register) = (crate::state::shell(), register());
    let query = RwSignal::new(String::new());
    let finder = Finder::new(register, query);
    let open = Callback::new(move |number: ReceiptNumber| routes::go(&format!("/sales/{number}")));
    // A scanned receipt opens, a scanned loyalty card lists what its owner bought.
    crate::scanner::on_scan(move |code| {
        match receipt_number(code) {
            _ if name_by_card(register, code).is_some_and(|name| (query.set(name), true).1) => {}
            Some(number) => open_if_there(shell, register, number, open),
            None => query.set(code.to_owned()),
        }
        true
    });
    let on_enter = Callback::new(move |text: String| match receipt_number(&text) {
        Some(number) => open_if_there(shell, register, number, open),
        None => browser::focus(".table"),
    });
    let on_key = Callback::new(move |key: String| {
        let down = key == "ArrowDown";
        if down {
            browser::focus(".table");
        }
        down
    });
    view! {
        <Screen title=label(sales::title)>
            <div class="toolbar">
                <SearchField label=label(sales::search_long) value=query autofocus=true scans=true on_enter on_key />
            </div>
            <List finder register query open />
        </Screen>
    }
}

#[component]
fn List(finder: Finder, register: Register, query: RwSignal<String>, open: Callback<ReceiptNumber>) -> impl IntoView {
    #[derive(Clone, Copy, PartialEq)]
    enum Shown {
        Waiting,
        Failed,
        Empty,
        Nothing,
        Rows,
    }
    let rows = finder.rows();
    let shown = Memo::new(move |_| match rows.with(|rows| rows.is_empty()) {
        _ if finder.failed.get() => Shown::Failed,
        false => Shown::Rows,
        true if !finder.is_empty() => Shown::Waiting,
        true if finder.lists_all() => Shown::Empty,
        true => Shown::Nothing,
    });
    let nothing = Signal::derive(move || common::nothing_found_for(lang(), query.get()));
    move || match shown.get() {
        Shown::Waiting => view! { <Loading rows=8 /> }.into_any(),
        Shown::Failed => view! {
            <ErrorState title=label(sales::not_read) hint=label(sales::not_read_hint)>
                <Button kind=ButtonKind::Primary on_press=move |()| finder.retry()>{t!(common::retry)}</Button>
            </ErrorState>
        }
        .into_any(),
        Shown::Empty => view! {
            <EmptyState icon=IconName::Sales title=label(sales::empty) hint=label(sales::empty_hint) />
        }
        .into_any(),
        Shown::Nothing => {
            view! { <EmptyState icon=IconName::Search title=nothing hint=label(sales::search_long) /> }.into_any()
        }
        Shown::Rows => view! { <Rows finder register rows open /> }.into_any(),
    }
}

#[component]
fn Rows(
    finder: Finder,
    register: Register,
    rows: Signal<std::sync::Arc<Vec<ListRow>>>,
    open: Callback<ReceiptNumber>,
) -> impl IntoView {
    let heading = Callback::new(move |row: ListRow| match row {
        ListRow::Day { time, total } => Some(day_heading(register, time, total)),
        ListRow::Sale(_) => None,
    });
    let on_open = Callback::new(move |row: ListRow| {
        if let ListRow::Sale(sale) = row {
            open.run(sale.sold.receipt);
        }
    });
    view! {
        <VirtualTable
            label=label(sales::title)
            columns=COLUMNS
            rows
            key=|row: &ListRow| row.id()
            cells=move |row: &ListRow| match row {
                ListRow::Sale(sale) => cells(register, (**sale).clone()),
                ListRow::Day { .. } => Vec::new(),
            }
            heading
            on_near_end=move |()| finder.more()
            on_open
        />
        <p class="list-foot" role="status">
            {move || finder.working.get().then(|| {
                if finder.lists_all() { sales::loading_more(lang()) } else { sales::searching(lang()) }
            })}
        </p>
    }
}

fn cells(register: Register, sale: ListedSale) -> Vec<AnyView> {
    let sold = sale.sold;
    let (time, total, state) = (sold.time, sold.total, state_of(&sold));
    let customer =
        move || sold.customer.as_ref().and_then(|id| customer_of(register, id)).map(|(profile, _)| profile.name);
    let refused = sale.refused.map(|(who, reason)| {
        view! {
            <span class="soft list-why" title=move || wording::why(register, &reason)>
                {move || sales::refused_by(lang(), wording::participant(who))}
            </span>
        }
    });
    vec![
        view! { <span class="number">{sold.receipt.to_string()}</span> }.into_any(),
        view! { <span class="number">{move || shown::clock(time, Moment::Time)}</span> }.into_any(),
        view! { <bdi>{customer}</bdi> }.into_any(),
        view! {
            <Badge tone=Signal::derive(move || state_words(state).1)>{move || state_words(state).0}</Badge>
            " "
            {refused}
        }
        .into_any(),
        view! { <span class:list-void=state == State::RolledBack>{move || register.money().format(total)}</span> }
            .into_any(),
    ]
}

fn day_heading(register: Register, time: LocalTime, total: Option<evertill_money::Amount>) -> AnyView {
    let day = move || {
        let today = crate::register::local_now();
        let yesterday =
            LocalTime { at: evertill_domain::clock::Timestamp(today.at.0.saturating_sub(86_400_000)), ..today };
        if time.day() == today.day() {
            sales::today(lang()).to_owned()
        } else if time.day() == yesterday.day() {
            sales::yesterday(lang()).to_owned()
        } else {
            shown::clock(time, Moment::Date)
        }
    };
    let total = total.map(|total| {
        view! {
            <span>
                <span class="visually-hidden">{t!(sales::day_total)} " "</span>
                <span class="number">{move || register.money().format(total)}</span>
            </span>
        }
    });
    view! { <h2 class="table__day">{day}</h2>{total} }.into_any()
}

fn name_by_card(register: Register, card: &str) -> Option<String> {
    register.customers.with_untracked(|all| {
        let mut profiles = all.iter().filter_map(|row| row.profile.as_ref());
        profiles.find(|profile| !profile.card.is_empty() && profile.card == card).map(|profile| profile.name.clone())
    })
}

/// Opens a sale, or says that there is none: nobody should land on an empty page for a slip of the finger.
fn open_if_there(shell: Shell, register: Register, number: ReceiptNumber, open: Callback<ReceiptNumber>) {
    spawn_local(async move {
        match register.sale(number).await {
            Ok(Some(_)) => drop(open.try_run(number)),
            Ok(None) => shell.toasts.bad(text!(sales::not_found, number)),
            Err(_) => shell.toasts.bad(text!(sales::not_read)),
        }
    });
}
