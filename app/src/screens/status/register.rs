//! Which register this is, which build it runs, and where its journal stands.

use crate::i18n::{common, format, lang, status, words};
use crate::register::register;
use crate::state::{WriterState, shell};
use crate::t;
use crate::ui::{Badge, Button, Fact, IconName, Tone};
use crate::worker::{self, WorkerBuild, WorkerState};
use gloo_net::http::Request;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Deserialize;

/// What the server says it offers.
#[derive(Clone, PartialEq, Eq, Deserialize)]
struct Published {
    version: String,
    build: String,
}

#[component]
pub fn RegisterCard() -> impl IntoView {
    let (shell, register) = (shell(), register());
    let build = RwSignal::new(None::<WorkerBuild>);
    let published = RwSignal::new(None::<Published>);
    spawn_local(async move {
        let found = worker::build().await;
        // The screen may have been left in the meantime.
        let _ = build.try_set(found);
    });
    spawn_local(async move {
        let Ok(response) = Request::get("/version.json").send().await else { return };
        let Ok(text) = response.text().await else { return };
        let about = js_sys::JSON::parse(&text).ok().and_then(|value| serde_wasm_bindgen::from_value(value).ok());
        let _ = published.try_set(about);
    });
    let id =
        move || register.head.with(|head| head.as_ref().map_or_else(String::new, |head| head.register.to_string()));
    let running =
        move || build.with(|build| build.as_ref().map_or_else(|| "…".to_owned(), |build| build.build.clone()));
    let newest = move || published.with(|about| about.as_ref().map(|about| about.build.clone()));
    let newest_words = move || match newest() {
        None => status::not_reached(lang()).to_owned(),
        Some(newest) if build.with(|build| build.as_ref().is_some_and(|build| build.build == newest)) => {
            status::up_to_date(lang()).to_owned()
        }
        Some(newest) => newest,
    };
    let online = move || if shell.online.get() { common::online(lang()) } else { common::offline(lang()) };
    let online_tone = Signal::derive(move || if shell.online.get() { Tone::Good } else { Tone::Notice });
    let worker_tone = Signal::derive(move || match shell.worker.get() {
        WorkerState::Ready | WorkerState::UpdateReady => Tone::Good,
        WorkerState::Starting => Tone::Neutral,
        WorkerState::Unsupported | WorkerState::Failed(_) => Tone::Notice,
    });
    view! {
        <section class="card" aria-labelledby="register">
            <h2 class="card__title" id="register">{t!(status::register)}</h2>
            <dl class="facts">
                <Fact label=words(status::register_id)><span class="code" dir="ltr">{id}</span></Fact>
                <Fact label=words(status::version)><span dir="ltr">{env!("CARGO_PKG_VERSION")}</span></Fact>
                <Fact label=words(status::build)><span class="code" dir="ltr">{running}</span></Fact>
                <Fact label=words(status::newest_build)><span dir="auto">{newest_words}</span></Fact>
                <Fact label=words(status::connection)><Badge tone=online_tone>{online}</Badge></Fact>
                <Fact label=words(status::worker)>
                    <Badge tone=worker_tone>{move || worker_words(&shell.worker.get())}</Badge>
                </Fact>
                <Fact label=words(status::offline_files)>{move || build.with(|build| {
                    build.as_ref().map_or_else(
                        || status::unknown(lang()).to_owned(),
                        |build| status::files_of(lang(), format::number(build.files), megabytes(build.bytes)),
                    )
                })}</Fact>
            </dl>
            <div class="card__actions">
                <Button icon=IconName::Update on_press=|()| worker::check_for_update()>
                    {t!(status::check_for_update)}
                </Button>
            </div>
        </section>
    }
}

#[component]
pub fn JournalCard() -> impl IntoView {
    let (shell, register) = (shell(), register());
    let head = move |read: fn(&evertill_wire::Head) -> u64| {
        register.head.with(|head| head.as_ref().map_or_else(String::new, |head| number(read(head))))
    };
    let amount = move |read: fn(&evertill_wire::Head) -> evertill_money::Amount| {
        register.head.with(|head| head.as_ref().map(read)).map(|amount| register.money().format(amount))
    };
    let hash = move || register.head.with(|head| head.as_ref().map(|head| head.hash.short()));
    let writer_tone = Signal::derive(move || match shell.writer.get() {
        WriterState::Here => Tone::Good,
        WriterState::Opening => Tone::Neutral,
        WriterState::Elsewhere => Tone::Notice,
    });
    view! {
        <section class="card" aria-labelledby="journal-head">
            <h2 class="card__title" id="journal-head">{t!(common::journal)}</h2>
            <dl class="facts">
                <Fact label=words(status::writer)>
                    <Badge tone=writer_tone icon=IconName::Lock>{move || writer_words(shell.writer.get())}</Badge>
                </Fact>
                <Fact label=words(status::writer_epoch)>{move || head(|head| head.epoch)}</Fact>
                <Fact label=words(status::entries)>{move || head(|head| head.seq.0)}</Fact>
                <Fact label=words(status::last_hash)><span class="code" dir="ltr">{hash}</span></Fact>
                <Fact label=words(status::next_receipt)>{move || head(|head| head.next_receipt.0)}</Fact>
                <Fact label=words(status::grand_total)>{move || amount(|head| head.grand_total)}</Fact>
                <Fact label=words(status::refund_total)>{move || amount(|head| head.refund_total)}</Fact>
            </dl>
            <div class="card__actions">
                <a href="/journal" class="button">{t!(status::open_journal)}</a>
            </div>
        </section>
    }
}

/// Bytes as megabytes with one decimal.
pub fn megabytes(bytes: u64) -> String {
    let tenths = i64::try_from(bytes / 100_000).unwrap_or(i64::MAX);
    status::megabytes(lang(), format::decimal(tenths, 1))
}

fn number(n: u64) -> String {
    format::number(i64::try_from(n).unwrap_or(i64::MAX))
}

fn writer_words(writer: WriterState) -> &'static str {
    match writer {
        WriterState::Opening => common::opening_register(lang()),
        WriterState::Here => status::writer_this_tab(lang()),
        WriterState::Elsewhere => status::writer_other_tab(lang()),
    }
}

fn worker_words(state: &WorkerState) -> String {
    match state {
        WorkerState::Starting => status::worker_starting(lang()).to_owned(),
        WorkerState::Unsupported => status::worker_unsupported(lang()).to_owned(),
        WorkerState::Ready => status::worker_ready(lang()).to_owned(),
        WorkerState::UpdateReady => status::update_waiting(lang()).to_owned(),
        WorkerState::Failed(reason) => status::worker_failed(lang(), reason),
    }
}
