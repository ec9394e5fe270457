//! Status: what the register stands on, and preferences.

use super::words;
use crate::i18n::{self, Lang, common, lang, status};
use crate::keys::Action;
use crate::shell::Screen;
use crate::state::{Shell, WriterState, shell};
use crate::theme::{self, Theme};
use crate::ui::{Badge, Button, Fact, IconName, Segmented, Tone};
use crate::worker::{self, WorkerState};
use crate::{keys, t};
use leptos::prelude::*;

/// The screen at `/status`.
#[component]
pub fn StatusScreen() -> impl IntoView {
    let shell = shell();
    view! {
        <Screen title=words(status::title)>
            <div class="cards">
                <Preferences />
                <Register shell />
            </div>
        </Screen>
    }
}

#[component]
fn Preferences() -> impl IntoView {
    let languages: Vec<_> = Lang::ALL.into_iter().map(|lang| (lang, lang.own_name().to_owned())).collect();
    let themes = Signal::derive(|| Theme::ALL.map(|theme| (theme, theme_name(theme)(lang()).to_owned())).to_vec());
    view! {
        <section class="card" aria-labelledby="preferences">
            <h2 class="card__title" id="preferences">{t!(status::preferences)}</h2>
            <Segmented
                label=words(status::language)
                options=languages
                value=Signal::derive(lang)
                on_choose=|lang| i18n::choose(lang)
            />
            <Segmented
                label=words(status::theme)
                options=themes
                value=Signal::derive(theme::theme)
                on_choose=|theme| theme::choose(theme)
            />
            <div class="card__actions">
                <Button icon=IconName::Keyboard action=Action::Help on_press=|()| { keys::perform(Action::Help); }>
                    {t!(status::keyboard_help)}
                </Button>
            </div>
        </section>
    }
}

#[component]
fn Register(shell: Shell) -> impl IntoView {
    let online = move || if shell.online.get() { common::online(lang()) } else { common::offline(lang()) };
    let online_tone = Signal::derive(move || if shell.online.get() { Tone::Good } else { Tone::Notice });
    view! {
        <section class="card" aria-labelledby="register">
            <h2 class="card__title" id="register">{t!(status::register)}</h2>
            <dl class="facts">
                <Fact label=words(status::version)><span dir="ltr">{env!("CARGO_PKG_VERSION")}</span></Fact>
                <Fact label=words(status::connection)><Badge tone=online_tone>{online}</Badge></Fact>
                <Fact label=words(status::writer)>{move || writer_words(shell.writer.get())}</Fact>
                <Fact label=words(status::worker)>{move || worker_words(&shell.worker.get())}</Fact>
            </dl>
            <div class="card__actions">
                <Button icon=IconName::Update on_press=|()| worker::check_for_update()>
                    {t!(status::check_for_update)}
                </Button>
            </div>
        </section>
    }
}

fn theme_name(theme: Theme) -> i18n::Text {
    match theme {
        Theme::System => status::theme_system,
        Theme::Light => status::theme_light,
        Theme::Dark => status::theme_dark,
    }
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
