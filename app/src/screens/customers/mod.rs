//! Customers: finding one, looking at what they hold, adding and changing profiles.

mod details;
mod edit;
mod model;

use crate::i18n::words as label;
use crate::i18n::{Text, common, customers, format, lang};
use crate::keys::{self, Action};
use crate::register::{Register, Step, register};
use crate::shell::Screen;
use crate::state::{Shell, WriterState, shell};
use crate::ui::{
    Badge, Button, ButtonKind, Column, EmptyState, IconName, Loading, SearchField, Segmented, Tone, VirtualTable,
};
use crate::{browser, t, text};
use details::Details;
use edit::{EditSheet, Edited};
use evertill_domain::ids::CustomerId;
use evertill_domain::rows::CustomerRow;
use leptos::prelude::*;
use std::sync::Arc;

/// Columns of the list.
const COLUMNS: &[Column] = &[
    Column::text(customers::name as Text, "minmax(9rem, 3fr)"),
    Column::text(customers::card, "minmax(6rem, 2fr)").wide_only(),
    Column::text(customers::contact, "minmax(8rem, 3fr)").wide_only(),
    Column::number(customers::points, "minmax(4rem, 1fr)"),
];

/// The screen at `/customers`.
#[component]
pub fn CustomersScreen() -> impl IntoView {
    let (shell, register) = (shell(), register());
    let query = RwSignal::new(String::new());
    let archived = RwSignal::new(false);
    let opened = RwSignal::new(None::<CustomerId>);
    let edited = RwSignal::new(None::<Edited>);
    let rows = Signal::derive(move || {
        let text = query.get();
        Arc::new(register.customers.with(|all| model::matching(all, &text, archived.get())))
    });
    let open = move |row: CustomerRow| opened.set(row.profile.map(|profile| profile.id));
    let open_only = Callback::new(move |_: String| match rows.get_untracked().as_slice() {
        [only] => open(only.clone()),
        _ => browser::focus(".table"),
    });
    let on_key = Callback::new(move |key: String| {
        let down = key == "ArrowDown";
        if down {
            browser::focus(".table");
        }
        down
    });
    open_by_card(shell, register, opened, edited);
    let writes = Signal::derive(move || shell.writer.get() == WriterState::Here);
    let begin = move || {
        if writes.get_untracked() {
            edited.set(Some(Edited::New));
        }
    };
    keys::on_action(move |action| {
        let asked = action == Action::QuantityUp;
        if asked {
            begin();
        }
        asked
    });
    let actions = move || {
        view! {
            <Button
                kind=ButtonKind::Primary
                icon=IconName::Plus
                disabled=Signal::derive(move || !writes.get())
                on_press=move |()| begin()
            >
                {t!(customers::new)}
            </Button>
        }
    };
    view! {
        <Screen title=label(customers::title) actions>
            <div class="toolbar">
                <SearchField label=label(customers::search_long) value=query autofocus=true scans=true on_enter=open_only on_key />
                <Which archived />
            </div>
            <List rows query archived on_open=open begin=Callback::new(move |()| begin()) />
            <Details id=opened edited writes />
            <EditSheet edited opened />
        </Screen>
    }
}

/// A scanned loyalty card opens its owner; while a profile is being edited, its form takes the card.
fn open_by_card(
    shell: Shell,
    register: Register,
    opened: RwSignal<Option<CustomerId>>,
    edited: RwSignal<Option<Edited>>,
) {
    crate::scanner::on_scan(move |card| {
        if edited.with_untracked(Option::is_some) {
            return false;
        }
        let owner = register.customers.with_untracked(|all| model::by_card(all, card).map(|owner| owner.id.clone()));
        match owner {
            Some(id) => opened.set(Some(id)),
            None => shell.toasts.notice(text!(customers::card_unknown, card)),
        }
        true
    });
}

#[component]
fn Which(archived: RwSignal<bool>) -> impl IntoView {
    let options = Signal::derive(|| {
        vec![(false, customers::show_active(lang()).to_owned()), (true, customers::show_archived(lang()).to_owned())]
    });
    view! {
        <Segmented label=label(customers::which) options value=archived on_choose=move |which| archived.set(which) />
    }
}

#[component]
fn List(
    rows: Signal<Arc<Vec<CustomerRow>>>,
    query: RwSignal<String>,
    archived: RwSignal<bool>,
    #[prop(into)] on_open: Callback<CustomerRow>,
    begin: Callback<()>,
) -> impl IntoView {
    let register = register();
    #[derive(Clone, Copy, PartialEq)]
    enum Shown {
        Waiting,
        Empty,
        NoArchived,
        Nothing,
        Rows,
    }
    let shown = Memo::new(move |_| {
        let ready = register.step.get() == Step::Ready;
        match (rows.with(|rows| rows.is_empty()), query.with(|query| query.trim().is_empty())) {
            (false, _) => Shown::Rows,
            (true, _) if !ready => Shown::Waiting,
            (true, false) => Shown::Nothing,
            (true, true) if archived.get() => Shown::NoArchived,
            (true, true) => Shown::Empty,
        }
    });
    let nothing = Signal::derive(move || common::nothing_found_for(lang(), query.get()));
    move || match shown.get() {
        Shown::Waiting => view! { <Loading rows=8 /> }.into_any(),
        Shown::Empty => view! {
            <EmptyState icon=IconName::Customers title=label(customers::empty) hint=label(customers::empty_hint)>
                <Button on_press=begin>{t!(customers::new)}</Button>
            </EmptyState>
        }
        .into_any(),
        Shown::NoArchived => {
            view! { <EmptyState icon=IconName::Customers title=label(customers::no_archived) /> }.into_any()
        }
        Shown::Nothing => view! {
            <EmptyState icon=IconName::Search title=nothing hint=label(customers::search_hint) />
        }
        .into_any(),
        Shown::Rows => view! {
            <VirtualTable
                label=label(customers::title)
                columns=COLUMNS
                rows
                key=|row: &CustomerRow| row.profile.as_ref().map(|profile| profile.id.clone())
                cells=cells
                on_open
            />
        }
        .into_any(),
    }
}

fn cells(row: &CustomerRow) -> Vec<AnyView> {
    let points = row.points;
    let Some(profile) = row.profile.clone() else { return Vec::new() };
    let contact = if profile.phone.is_empty() { profile.email } else { profile.phone };
    let archived = profile.archived.then(|| {
        view! { " " <Badge tone=Signal::stored(Tone::Notice)>{t!(customers::archived)}</Badge> }
    });
    vec![
        view! { <bdi>{profile.name}</bdi>{archived} }.into_any(),
        view! { <bdi dir="ltr">{profile.card}</bdi> }.into_any(),
        view! { <bdi dir="ltr">{contact}</bdi> }.into_any(),
        view! { {move || format::number(points)} }.into_any(),
    ]
}
