//! Status: what the register stands on, and preferences.

mod conflicts;
mod hub;
mod notice;
mod recovery;
mod register;
mod storage;

pub use notice::{OpeningNotice, RecoveryNotice};
pub use storage::watch as watch_storage;

use crate::i18n::{self, Lang, lang, status, words};
use crate::keys::Action;
use crate::shell::Screen;
use crate::theme::{self, Theme};
use crate::ui::{Button, IconName, Segmented};
use crate::{keys, t};
use conflicts::ConflictsCard;
use hub::HubCard;
use leptos::prelude::*;
use recovery::RecoveryCard;
use register::{JournalCard, RegisterCard};
use storage::StorageCard;

/// The screen at `/status`.
#[component]
pub fn StatusScreen() -> impl IntoView {
    view! {
        <Screen title=words(status::title)>
            <div class="cards">
                <ConflictsCard />
                <RegisterCard />
                <HubCard />
                <JournalCard />
                <StorageCard />
                <RecoveryCard />
                <Preferences />
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

fn theme_name(theme: Theme) -> i18n::Text {
    match theme {
        Theme::System => status::theme_system,
        Theme::Light => status::theme_light,
        Theme::Dark => status::theme_dark,
    }
}
