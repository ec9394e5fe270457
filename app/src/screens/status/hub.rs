//! The shop that this register belongs to: how the exchange with it stands, what waits, and joining one.

use crate::hub::{self, JoinError};
use crate::i18n::hub as words;
use crate::i18n::words as label;
use crate::i18n::{format, lang, lang_now};
use crate::register::{core, register};
use crate::state::shell;
use crate::ui::{Badge, Button, ButtonKind, Fact, Field, Tone};
use crate::{t, text};
use evertill_domain::clock::Timestamp;
use evertill_domain::ids::ReceiptNumber;
use evertill_journal::waiting::Waiting;
use evertill_sync::register::{Failure, Line, Status};
use evertill_wire::Head;
use evertill_wire::sync::Standing;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// How far a clock may be off before it is worth a word, in milliseconds.
const SKEW_LIMIT_MS: i64 = 120_000;

/// The card on the status screen.
#[component]
pub fn HubCard() -> impl IntoView {
    let register = register();
    let is_member = Memo::new(move |_| register.hub.member.with(Option::is_some));
    view! {
        <section class="card" aria-labelledby="hub">
            <h2 class="card__title" id="hub">{t!(words::title)}</h2>
            {move || if is_member.get() { view! { <Exchange /> }.into_any() } else { view! { <Join /> }.into_any() }}
        </section>
    }
}

#[component]
fn Exchange() -> impl IntoView {
    let hub = register().hub;
    let status = move |read: fn(&Status) -> String| {
        move || hub.status.with(|status| status.as_ref().map_or_else(|| "…".to_owned(), read))
    };
    let name = move || hub.member.with(|member| member.as_ref().map(|member| member.name.clone()));
    let tone = Signal::derive(move || hub.status.with(|status| status.as_ref().map_or(Tone::Neutral, tone_of)));
    let skew = Memo::new(move |_| hub.status.with(|status| status.as_ref().and_then(|status| status.skew)));
    let is_off = move || skew.get().is_some_and(|skew| skew.abs() > SKEW_LIMIT_MS);
    let past = past();
    let copies = move || past.with(copy_words);
    let overruled = move || past.with(|past| (past.overruled > 0).then(|| overruled_words(past.overruled)));
    let has_failed =
        move || hub.status.with(|status| status.as_ref().is_some_and(|status| status.last_failure.is_some()));
    view! {
        <dl class="facts">
            <Fact label=label(words::name)><bdi>{name}</bdi></Fact>
            <Fact label=label(words::state)><Badge tone>{status(state_words)}</Badge></Fact>
            <Fact label=label(words::waiting)>{move || waiting_words(hub.waiting.get())}</Fact>
            <Fact label=label(words::last_contact)>{status(|status| {
                status.last_contact.map_or_else(|| words::never(lang()).to_owned(), moment)
            })}</Fact>
            <Show when=is_off>
                <Fact label=label(words::clock)>{move || skew.get().map(skew_words)}</Fact>
            </Show>
            <Show when=move || copies().is_some()>
                <Fact label=label(words::copied)>{copies}</Fact>
            </Show>
            <Show when=move || overruled().is_some()>
                <Fact label=label(words::after_restore)>{overruled}</Fact>
            </Show>
            <Show when=has_failed>
                <Fact label=label(words::last_problem)>{status(|status| {
                    status.last_failure.as_ref().map(failure_words).unwrap_or_default()
                })}</Fact>
            </Show>
        </dl>
    }
}

/// What happened to this register's journal and its copies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Past {
    incarnation: u32,
    /// Whether somebody else writes under this register's name.
    has_copy: bool,
    /// How much of what others wrote gave way to something else.
    overruled: u64,
}

/// Read again whenever the exchange gets on.
fn past() -> RwSignal<Past> {
    let (past, status) = (RwSignal::new(Past::default()), register().hub.status);
    Effect::new(move |_| {
        status.track();
        spawn_local(async move {
            let Some(core) = core() else { return };
            let journal = core.journal.lock().await;
            let Ok(state) = journal.sync_state().await else { return };
            let Head { register, incarnation, .. } = journal.head();
            let has_copy = state.tips.iter().any(|line| line.register == *register);
            let known = Past { incarnation: *incarnation, has_copy, overruled: state.overruled };
            // The screen may have been left in the meantime.
            let _ = past.try_set(known);
        });
    });
    past
}

fn copy_words(past: &Past) -> Option<String> {
    match past {
        Past { incarnation: 2.., .. } => {
            let first = ReceiptNumber(1).in_incarnation(past.incarnation);
            Some(words::is_copy(lang(), first))
        }
        Past { has_copy: true, .. } => Some(words::has_copy(lang()).to_owned()),
        _ => None,
    }
}

fn overruled_words(entries: u64) -> String {
    words::overruled(lang(), i64::try_from(entries).unwrap_or(i64::MAX))
}

#[component]
fn Join() -> impl IntoView {
    let (shell, register) = (shell(), register());
    let (code, error) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let working = RwSignal::new(false);
    let join = move || {
        let Some(core) = core().filter(|_| !register.training.get_untracked() && !working.get_untracked()) else {
            return;
        };
        working.set(true);
        spawn_local(async move {
            let id = core.journal.lock().await.head().register.clone();
            let joined = match hub::ask(&code.get_untracked(), id).await {
                Ok(let_in) => hub::begin(register.hub, register, &core, let_in).await.map_err(JoinError::from),
                Err(why) => Err(why),
            };
            let _ = working.try_set(false);
            match joined {
                Ok(member) => shell.toasts.good(text!(words::joined, member.name)),
                Err(why) => drop(error.try_set(join_words(&why))),
            }
        });
    };
    view! {
        <p><Badge tone=Signal::stored(Tone::Neutral)>{t!(words::alone)}</Badge></p>
        <p class="note">{t!(words::join_steps)}</p>
        <Field label=label(words::code) value=code error ltr=true on_enter=move |_| join() />
        <div class="card__actions">
            <Button kind=ButtonKind::Primary disabled=working on_press=move |()| join()>{t!(words::join)}</Button>
        </div>
    }
}

fn join_words(why: &JoinError) -> String {
    let lang = lang_now();
    match why {
        JoinError::Unreachable => words::unreachable(lang).to_owned(),
        JoinError::NoHub => words::no_hub(lang).to_owned(),
        JoinError::NoKey => words::no_key(lang).to_owned(),
        JoinError::Refused(problem) if problem.name() == "no-such-code" => words::code_wrong(lang).to_owned(),
        JoinError::Refused(problem) => words::refused(lang, &problem.title),
        JoinError::Unreadable => words::unreadable(lang).to_owned(),
        JoinError::NotKept => words::not_kept(lang).to_owned(),
    }
}

fn tone_of(status: &Status) -> Tone {
    match (status.standing, status.line) {
        (Some(Standing::Revoked | Standing::Forked { .. }), _) => Tone::Bad,
        (_, Line::Offline { .. }) | (Some(Standing::Gathering), _) => Tone::Notice,
        _ => Tone::Good,
    }
}

fn state_words(status: &Status) -> String {
    let lang = lang();
    match (status.standing, status.line) {
        (_, Line::Offline { since }) => words::offline_since(lang, moment(since)),
        (Some(Standing::Gathering), _) => words::gathering(lang).to_owned(),
        (Some(Standing::Revoked), _) => words::revoked(lang).to_owned(),
        (Some(Standing::Forked { .. }), _) => words::forked(lang).to_owned(),
        _ if status.waiting > 0 => words::sending(lang).to_owned(),
        _ if status.behind > 0 => words::receiving(lang).to_owned(),
        _ => words::up_to_date(lang).to_owned(),
    }
}

fn waiting_words(waiting: Waiting) -> String {
    let lang = lang();
    let count = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    let what = match (waiting.sales, waiting.entries) {
        (_, 0) => return words::nothing_waits(lang).to_owned(),
        (0, entries) => words::entries_waiting(lang, count(entries)),
        (sales, _) => words::sales_waiting(lang, count(sales)),
    };
    match waiting.since {
        Some(since) => words::since(lang, what, moment(since)),
        None => what,
    }
}

fn skew_words(skew: i64) -> String {
    let minutes = format::number(skew.abs() / 60_000);
    if skew > 0 { words::clock_ahead(lang(), minutes) } else { words::clock_behind(lang(), minutes) }
}

fn failure_words(failure: &Failure) -> String {
    let lang = lang();
    match failure {
        Failure::Unreachable => words::unreachable(lang).to_owned(),
        Failure::TimedOut => words::timed_out(lang).to_owned(),
        Failure::Refused(why) => words::refused(lang, why),
        Failure::Unreadable(_) | Failure::Unexpected => words::unreadable(lang).to_owned(),
        Failure::Storage(_) => words::not_kept(lang).to_owned(),
        Failure::NotTaken => words::not_taken(lang).to_owned(),
        Failure::Contradicts => words::contradicts(lang).to_owned(),
    }
}

fn moment(at: Timestamp) -> String {
    format::clock_time(at)
}
