//! Taking a list of operators: all of its rows or none.

use super::super::super::files::{DropZone, FilePicker, read_file};
use crate::i18n::{Lang, common, lang, lang_now, people, words};
use crate::refusals;
use crate::register::{Register, register};
use crate::state::{Shell, shell};
use crate::ui::{ButtonKind, Dialog, DialogKind, IconName, Progress};
use crate::{t, text};
use evertill_domain::pin_list::{self, Wrong, WrongRow};
use leptos::prelude::*;
use leptos::task::spawn_local;
use send_wrapper::SendWrapper;

/// The most wrong rows that are told at a time.
const TOLD: usize = 50;

#[derive(Clone, Copy)]
struct List {
    shell: Shell,
    register: Register,
    open: RwSignal<bool>,
    wrong: RwSignal<Vec<WrongRow>>,
    problem: RwSignal<String>,
    /// How many PINs have been hashed of how many, while they are.
    progress: RwSignal<Option<(u64, u64)>>,
}

/// The dialog. It stays while the list is being taken.
#[component]
pub fn ImportList(open: RwSignal<bool>) -> impl IntoView {
    let list = List {
        shell: shell(),
        register: register(),
        open,
        wrong: RwSignal::new(Vec::new()),
        problem: RwSignal::new(String::new()),
        progress: RwSignal::new(None),
    };
    let close = move |()| {
        if list.progress.with_untracked(Option::is_none) {
            list.wrong.set(Vec::new());
            list.problem.set(String::new());
            open.set(false);
        }
    };
    view! {
        <Dialog open kind=DialogKind::Wide title=words(people::import_list) on_close=close>
            <Content list />
        </Dialog>
    }
}

#[component]
fn Content(list: List) -> impl IntoView {
    let take = move |file: SendWrapper<web_sys::File>| take(list, file.take());
    let busy = Signal::derive(move || list.progress.with(Option::is_some));
    let row =
        move |wrong: WrongRow| view! { <li>{move || people::row(lang(), wrong.row, said(lang(), &wrong.why))}</li> };
    let more = move || {
        let more = list.wrong.with(Vec::len).saturating_sub(TOLD);
        (more > 0).then(|| common::and_more(lang(), i64::try_from(more).unwrap_or(i64::MAX)))
    };
    view! {
        <p class="soft">{t!(people::import_columns)}</p>
        <DropZone on_file=take>
            <FilePicker
                label=words(crate::i18n::items::choose_file)
                accept=".csv,.txt,.tsv,text/csv,text/plain"
                icon=IconName::Import
                kind=ButtonKind::Primary
                disabled=busy
                on_file=take
            />
        </DropZone>
        {move || list.progress.get().map(|_| view! {
            <Progress
                label=words(people::import_list)
                done=Signal::derive(move || list.progress.get().unwrap_or_default().0)
                total=Signal::derive(move || list.progress.get().map(|(_, all)| all))
            />
        })}
        <p class="refund__problem" role="alert">{move || list.problem.get()}</p>
        <ul class="wrong-rows">
            {move || list.wrong.get().into_iter().take(TOLD).map(row).collect_view()}
        </ul>
        <p class="soft">{more}</p>
    }
}

fn take(list: List, file: web_sys::File) {
    if list.progress.with_untracked(Option::is_some) {
        return;
    }
    list.wrong.set(Vec::new());
    list.problem.set(String::new());
    spawn_local(async move {
        let text = read_file(&file).await.ok().and_then(|bytes| String::from_utf8(bytes).ok());
        let Some(text) = text else {
            return drop(list.problem.try_set(text!(people::import_unreadable).to_owned()));
        };
        let roles =
            list.register.settings.with_untracked(|all| all.as_ref().map(|all| all.roles())).unwrap_or_default();
        let called = |role: &evertill_domain::people::Role| people::role_name(lang_now(), role);
        match pin_list::read(&text, &list.register.known(), &roles, called) {
            Ok(rows) if rows.is_empty() => drop(list.problem.try_set(text!(people::import_none).to_owned())),
            Ok(rows) => write(list, rows).await,
            Err(wrong) => {
                let _ = list.problem.try_set(text!(people::import_refused).to_owned());
                let _ = list.wrong.try_set(wrong);
            }
        }
    });
}

async fn write(list: List, rows: Vec<pin_list::Listed>) {
    let all = rows.len() as u64;
    let told = move |done: usize| {
        let _ = list.progress.try_set(Some((done as u64, all)));
    };
    told(0);
    let done = list.register.import_operators(list.shell, rows, told).await;
    let _ = list.progress.try_set(None);
    match done {
        Ok(()) => {
            list.shell.toasts.good(people::imported(lang_now(), i64::try_from(all).unwrap_or(i64::MAX)));
            let _ = list.open.try_set(false);
        }
        Err(error) => drop(list.problem.try_set(refusals::act(lang_now(), &error, &list.register.money_now()))),
    }
}

/// What is wrong with a row, and what to change.
fn said(lang: Lang, why: &Wrong) -> String {
    match why {
        Wrong::Columns => people::wrong_columns(lang).to_owned(),
        Wrong::Name => people::wrong_name(lang).to_owned(),
        Wrong::Role(role) => people::wrong_role(lang, role),
        Wrong::Pin => people::wrong_pin(lang).to_owned(),
        Wrong::PinTooSimple => people::wrong_pin_simple(lang).to_owned(),
        Wrong::NameTwice(row) => people::wrong_name_twice(lang, row),
        Wrong::NameKnown(name) => people::wrong_name_known(lang, name),
        Wrong::PinTwice(row) => people::wrong_pin_twice(lang, row),
        Wrong::TooMany => people::wrong_too_many(lang).to_owned(),
    }
}
