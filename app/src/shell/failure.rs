//! The pages for when selling is impossible. Each says what happened, that nothing is lost, and what to do.

use crate::browser;
use crate::i18n::{common, errors, lang};
use crate::state::{Failure, FailureAction, WriterState, shell};
use crate::t;
use crate::ui::{Button, ButtonKind, Icon, IconName};
use leptos::prelude::*;

/// Covers the whole page while it is shown; the screens below are inert.
#[component]
pub fn FailurePage(
    /// What failed.
    failure: Failure,
) -> impl IntoView {
    let shell = shell();
    let ask = move |action: FailureAction| {
        if let Some(on_failure) = shell.on_failure.get_untracked() {
            on_failure.run(action);
        }
    };
    let details = match &failure {
        Failure::Refused(words) if !words.is_empty() => Some(words.clone()),
        _ => None,
    };
    let icon = icon_of(&failure);
    let actions = actions_of(&failure).iter().enumerate().map(|(at, act)| {
        let act = *act;
        let kind = if at == 0 { ButtonKind::Primary } else { ButtonKind::Secondary };
        let press = move |()| match act {
            Act::Reload => browser::reload(),
            Act::Ask(action) => ask(action),
            Act::ReadOn => {
                shell.writer.set(WriterState::Elsewhere);
                shell.failure.set(None);
                ask(FailureAction::ReadOn);
            }
        };
        view! { <Button kind large=true on_press=press>{move || words_of(act)}</Button> }
    });
    let actions = actions.collect_view();
    let (for_title, for_body) = (failure.clone(), failure);
    view! {
        <div class="failure" role="alertdialog" aria-modal="true" aria-labelledby="failure-title" aria-describedby="failure-body">
            <div class="failure__box">
                <span class="failure__icon"><Icon name=icon /></span>
                <h1 class="failure__title" id="failure-title">{move || title_of(&for_title)}</h1>
                <p class="failure__body" id="failure-body">{move || body_of(&for_body)}</p>
                <p class="failure__safe"><Icon name=IconName::Verified /><span>{t!(errors::register_safe)}</span></p>
                <div class="failure__actions">{actions}</div>
                {details.map(|details| view! {
                    <details class="failure__details">
                        <summary>{t!(errors::technical)}</summary>
                        <pre dir="ltr">{details}</pre>
                    </details>
                })}
            </div>
        </div>
    }
}

#[derive(Clone, Copy)]
enum Act {
    Reload,
    ReadOn,
    Ask(FailureAction),
}

fn actions_of(failure: &Failure) -> &'static [Act] {
    use FailureAction::{ExportJournal, Retry, TakeOver};
    match failure {
        Failure::WriterElsewhere | Failure::WriterLost => &[Act::Ask(TakeOver), Act::ReadOn],
        Failure::TooNew { .. } => &[Act::Reload],
        // Without words of the browser: it closed the database that was open, and only a new page opens another.
        Failure::Refused(words) if words.is_empty() => &[Act::Reload],
        Failure::Blocked | Failure::Refused(_) => &[Act::Ask(Retry), Act::Reload],
        Failure::Full => &[Act::Ask(Retry), Act::Ask(ExportJournal)],
        Failure::Corrupt(_) => &[Act::Ask(ExportJournal), Act::ReadOn],
    }
}

fn words_of(act: Act) -> &'static str {
    match act {
        Act::Reload => common::reload(lang()),
        Act::ReadOn => errors::go_on_reading(lang()),
        Act::Ask(FailureAction::TakeOver) => errors::take_over(lang()),
        Act::Ask(FailureAction::Retry) => common::retry(lang()),
        Act::Ask(FailureAction::ExportJournal) => errors::export_journal(lang()),
        Act::Ask(FailureAction::ReadOn) => errors::go_on_reading(lang()),
    }
}

fn icon_of(failure: &Failure) -> IconName {
    match failure {
        Failure::WriterElsewhere | Failure::WriterLost => IconName::Lock,
        Failure::TooNew { .. } => IconName::Update,
        Failure::Blocked | Failure::Refused(_) | Failure::Corrupt(_) => IconName::Warning,
        Failure::Full => IconName::Storage,
    }
}

fn title_of(failure: &Failure) -> &'static str {
    let title = match failure {
        Failure::WriterElsewhere => errors::elsewhere_title,
        Failure::WriterLost => errors::lost_title,
        Failure::TooNew { .. } => errors::too_new_title,
        Failure::Blocked => errors::blocked_title,
        Failure::Refused(_) => errors::refused_title,
        Failure::Full => errors::full_title,
        Failure::Corrupt(_) => errors::corrupt_title,
    };
    title(lang())
}

fn body_of(failure: &Failure) -> String {
    match failure {
        Failure::WriterElsewhere => errors::elsewhere_body(lang()).to_owned(),
        Failure::WriterLost => errors::lost_body(lang()).to_owned(),
        Failure::TooNew { found, known } => errors::too_new_body(lang(), found, known),
        Failure::Blocked => errors::blocked_body(lang()).to_owned(),
        Failure::Refused(_) => errors::refused_body(lang()).to_owned(),
        Failure::Full => errors::full_body(lang()).to_owned(),
        Failure::Corrupt(seq) => errors::corrupt_body(lang(), seq),
    }
}
